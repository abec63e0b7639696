//! Set algebra against memberships in the table of every combination.

use crate::random::{LEVELS, sum, table};
use exceptio_sets::expression::{
    Formula, Sum, Term, canonical, equivalent, every_term, expand, factor, generate, implies, intersect, negate, parse,
    simplify,
};
use exceptio_sets::{Kind, Table};
use proptest::prelude::*;
use text::Files;

/// Every combination once.
fn every() -> Table {
    let names = ["A", "R", "B", "C"];
    let conditions: Vec<(&str, u8)> = names.into_iter().zip(LEVELS).collect();
    generate(&conditions, &Formula::Any(Vec::new()), "NONE").expect("a small table")
}

fn members(sum: &Sum, table: &Table) -> Vec<f64> {
    sum.memberships(table)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn negation_is_the_rest(sum in sum()) {
        let table = every();
        let rest = negate(&sum, &table, 10_000).expect("small");
        for (inside, outside) in members(&sum, &table).into_iter().zip(members(&rest, &table)) {
            prop_assert_eq!(inside + outside, 1.0);
        }
        prop_assert!(equivalent(&negate(&rest, &table, 10_000).expect("small"), &sum, &table));
    }

    #[test]
    fn intersection_is_what_both_have(a in sum(), b in sum()) {
        let table = every();
        let both = intersect(&[a.clone(), b.clone()], &table, 10_000).expect("small");
        for (case, both) in members(&both, &table).into_iter().enumerate() {
            prop_assert_eq!(both, members(&a, &table)[case].min(members(&b, &table)[case]));
        }
        let implied = members(&a, &table).iter().zip(members(&b, &table)).all(|(a, b)| *a <= b);
        prop_assert_eq!(implies(&a, &b, &table), implied);
    }

    #[test]
    fn the_canonical_form_lists_the_combinations(sum in sum()) {
        let table = every();
        let corners = canonical(&sum, &[0, 1, 2, 3], &table, 10_000).expect("small");
        let held = members(&sum, &table).iter().filter(|member| **member == 1.0).count();
        prop_assert_eq!(corners.terms.len(), held);
        prop_assert_eq!(members(&corners, &table), members(&sum, &table));
    }

    /// The least number of terms, by trying all: any sum is one of conjunctions that lie within it.
    #[test]
    fn the_simplest_sums_are_shortest_and_mean_the_same(sum in sum()) {
        let table = every();
        let simple = simplify(&sum, &table, 10_000).expect("small");
        prop_assert!(simple.all);
        for simple in &simple.sums {
            prop_assert_eq!(members(simple, &table), members(&sum, &table));
        }
        let found = simple.sums[0].terms.len();
        if (1..=3).contains(&found) {
            // Maximal conjunctions with sets of levels, found by widening each single combination in every order.
            let held = members(&sum, &table);
            let candidates = implicants(&sum, &table);
            let masks: Vec<u64> = candidates.iter().map(|term| bits(&Sum::new([term.clone()]), &table)).collect();
            let goal = held.iter().enumerate().fold(0_u64, |mask, (at, held)| mask | u64::from(*held == 1.0) << at);
            let shorter = match found {
                1 => goal == 0,
                2 => masks.contains(&goal),
                _ => masks.iter().any(|a| masks.iter().any(|b| a | b == goal)),
            };
            prop_assert!(!shorter, "{}", sum.write(&table));
        }
    }

    #[test]
    fn factoring_keeps_fuzzy_memberships(sum in sum(), table in table(
        vec![Kind::Fuzzy, Kind::Multi { levels: 3 }, Kind::Fuzzy, Kind::Crisp, Kind::Crisp], 1..6))
    {
        let expected = members(&sum, &table);
        for way in factor(&sum) {
            let written = way.write(&table);
            let mut files = Files::new();
            let file = files.add("factored", written.as_str());
            let read = parse(&files, file, &table);
            let formula = read.value.unwrap_or_else(|| panic!("{written}: {:?}", read.problems));
            prop_assert_eq!(formula.memberships(&table), expected.clone(), "{}", written);
        }
    }

    #[test]
    fn what_is_written_is_read_as_it_was(sum in sum()) {
        let table = every();
        let mut files = Files::new();
        let file = files.add("sum", sum.write(&table));
        let read = parse(&files, file, &table).value.expect("what is written can be read");
        let back = expand(&read, &table, 10_000).expect("small");
        prop_assert_eq!(members(&back, &table), members(&sum, &table));
    }

    /// De Morgan holds of memberships too, and so does distribution; only dropping `A*~A` does not.
    #[test]
    fn negation_is_one_minus_x(sum in sum(), table in table(
        vec![Kind::Fuzzy, Kind::Multi { levels: 3 }, Kind::Fuzzy, Kind::Fuzzy, Kind::Crisp], 1..6))
    {
        let not = Formula::from(&sum).not(&table);
        for (inside, outside) in members(&sum, &table).into_iter().zip(not.memberships(&table)) {
            prop_assert!((inside + outside - 1.0).abs() < 1e-12);
        }
    }
}

/// Every conjunction of sets of levels that lies within the sum.
fn implicants(sum: &Sum, table: &Table) -> Vec<Term> {
    use exceptio_sets::expression::{Levels, Literal};
    let mut terms = vec![Term::default()];
    for (column, levels) in LEVELS.into_iter().enumerate() {
        let literal = |levels: u64| Literal { column, levels: Levels(levels) };
        terms = terms
            .iter()
            .flat_map(|term| (1..1_u64 << levels).map(move |set| term.and(&Term::new([literal(set)]))))
            .collect();
    }
    terms.into_iter().filter(|term| implies(&Sum::new([term.clone()]), sum, table)).collect()
}

fn bits(sum: &Sum, table: &Table) -> u64 {
    let held = members(sum, table);
    held.iter().enumerate().fold(0, |mask, (at, held)| mask | u64::from(*held == 1.0) << at)
}

#[test]
fn by_hand() {
    let table = every();
    let simple = |text: &str| {
        let mut files = Files::new();
        let file = files.add("sum", text);
        let formula = parse(&files, file, &table).value.expect("an expression");
        let sum = expand(&formula, &table, 1000).expect("small");
        simplify(&sum, &table, 1000).expect("small").sums.iter().map(|sum| sum.write(&table)).collect::<Vec<_>>()
    };
    assert_eq!(simple("A*B + A*~B"), ["A"]);
    assert_eq!(simple("A*B + ~A*C + B*C"), ["A*B + ~A*C"]);
    assert_eq!(simple("R{0} + R{1,2}"), ["1"]);
    assert_eq!(simple("A*~A"), ["0"]);
    // Two ways to cover the ring of six.
    let mut ring = simple("~A*B + ~B*C + ~C*A + A*~B + B*~C + C*~A");
    ring.sort();
    assert_eq!(ring.len(), 2);
    assert!(ring.iter().all(|sum| sum.matches('+').count() == 2));
    let sum = {
        let mut files = Files::new();
        let file = files.add("sum", "A*B + A*~C + R{1}");
        expand(&parse(&files, file, &table).value.expect("a sum"), &table, 100).expect("small")
    };
    assert_eq!(factor(&sum)[0].write(&table), "A*(B + ~C) + R{1}");
    assert_eq!(every_term(&[2, 2], 1).count(), 4);
}
