//! The search for necessary and sufficient expressions against trying everything.

use crate::random::{kind, table};
use exceptio_sets::expression::{Levels, Literal, Relation, Sum, Term};
use exceptio_sets::fit::{necessity, sufficiency};
use exceptio_sets::necessity::{Cuts, Joined, screen, supersets};
use exceptio_sets::{Column, Kind, Table};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Every choice of one level from one or more conditions.
fn choices(table: &Table, conditions: usize) -> Vec<Vec<Literal>> {
    let mut all: Vec<Vec<Literal>> = vec![Vec::new()];
    for column in 0..conditions {
        let levels = table.columns[column].kind.levels();
        let longer: Vec<Vec<Literal>> = all
            .iter()
            .flat_map(|chosen| {
                (0..levels).map(move |level| {
                    let mut chosen = chosen.clone();
                    chosen.push(Literal { column, levels: Levels::one(level) });
                    chosen
                })
            })
            .collect();
        all.extend(longer);
    }
    all.retain(|chosen| !chosen.is_empty());
    all
}

fn and(chosen: &[Literal]) -> Sum {
    Sum::new([Term::new(chosen.iter().copied())])
}

fn or(chosen: &[Literal]) -> Sum {
    Sum::new(chosen.iter().map(|literal| Term::new([*literal])))
}

fn within(less: &[Literal], more: &[Literal]) -> bool {
    less.len() < more.len() && less.iter().all(|literal| more.contains(literal))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn nothing_is_missed_and_nothing_superfluous(
        table in (prop::collection::vec(kind(), 1..4), kind()).prop_flat_map(|(mut kinds, _)| {
            kinds.push(Kind::Fuzzy);
            table(kinds, 1..12)
        }),
        relation in prop_oneof![Just(Relation::Necessary), Just(Relation::Sufficient), Just(Relation::Both)],
        (consistency, coverage, relevance, pri) in (0.5..1.0_f64, 0.0..0.6_f64, 0.0..0.6_f64, 0.0..0.4_f64),
    ) {
        let conditions = table.columns.len() - 1;
        let y = table.columns[conditions].values.clone();
        let cuts = Cuts { consistency, coverage, relevance, pri, ..Cuts::new(relation) };
        let passes = |sum: &Sum| {
            let x = sum.memberships(&table);
            let (needed, enough) = (necessity(&x, &y), sufficiency(&x, &y));
            let reaches = |value: Option<f64>, cut: f64| value.is_some_and(|value| value >= cut - 1e-9);
            let is_needed = reaches(needed.consistency, consistency) && reaches(needed.relevance, relevance);
            let is_enough = reaches(enough.consistency, consistency) && reaches(enough.pri, pri);
            match relation {
                Relation::Necessary => is_needed && reaches(needed.coverage, coverage),
                Relation::Sufficient => is_enough && reaches(enough.coverage, coverage),
                Relation::Both => is_needed && is_enough && reaches(enough.coverage, coverage),
            }
        };
        let all = choices(&table, conditions);
        let ands: Vec<&Vec<Literal>> = all.iter().filter(|chosen| passes(&and(chosen))).collect();
        let ors: Vec<&Vec<Literal>> = all.iter().filter(|chosen| passes(&or(chosen))).collect();
        let mut expected = BTreeSet::new();
        for chosen in &ands {
            if relation != Relation::Sufficient || !ands.iter().any(|other| within(other, chosen)) {
                expected.insert((Joined::And, and(chosen)));
            }
        }
        for chosen in ors.iter().filter(|chosen| chosen.len() > 1 && relation != Relation::Sufficient) {
            if !ors.iter().any(|other| within(other, chosen)) {
                expected.insert((Joined::Or, or(chosen)));
            }
        }
        let list: Vec<usize> = (0..conditions).collect();
        let outcome = Sum::literal(Literal::present(conditions));
        let found = supersets(&table, &outcome, &list, &cuts).value.expect("a search");
        let ours: BTreeSet<(Joined, Sum)> = found.found.iter().map(|found| (found.joined, found.expression.clone())).collect();
        prop_assert_eq!(ours.len(), found.found.len(), "nothing is listed twice");
        prop_assert_eq!(ours, expected);
    }
}

fn small() -> Table {
    let column = |name: &str, values: [f64; 4]| Column::new(name, Kind::Crisp, values.to_vec());
    let columns =
        vec![column("A", [1.0, 1.0, 0.0, 1.0]), column("B", [1.0, 1.0, 0.0, 0.0]), column("Y", [1.0, 1.0, 0.0, 0.0])];
    Table::new((0..4).map(|case| case.to_string()).collect(), columns)
}

#[test]
fn a_search_that_is_cut_short_says_so() {
    let table = small();
    let outcome = Sum::literal(Literal::present(2));
    let cuts = Cuts { budget: 6, ..Cuts::new(Relation::Necessary) };
    let read = supersets(&table, &outcome, &[0, 1], &cuts);
    let found = read.value.expect("a search");
    assert_eq!((found.complete, found.complete_to, found.tried), (false, 1, 6));
    assert_eq!(read.problems[0].code, "sets::cut_short");
    assert!(found.found.iter().all(|found| found.expression.columns().len() == 1));
}

#[test]
fn both_relations_at_once_and_the_verdict_on_trivialness() {
    let table = small();
    let outcome = Sum::literal(Literal::present(2));
    let found = supersets(&table, &outcome, &[0, 1], &Cuts::new(Relation::Both)).value.expect("a search").found;
    let written: Vec<String> = found.iter().map(|found| found.expression.write(&table)).collect();
    assert_eq!(written, ["B", "A*B"]);
    // A is necessary; of the two cases that are not both, one lacks A: relevance 1/2.
    let screened = screen(&table, &outcome, &[0, 1], &Cuts { trivial_below: 0.6, ..Cuts::new(Relation::Necessary) });
    let words: Vec<&str> = screened.iter().map(|line| line.trivialness.word()).collect();
    assert_eq!(screened[0].necessity.relevance, Some(0.5));
    // Of the two cases with the outcome none has ~A or ~B.
    assert_eq!(words, ["trivial", "relevant", "not necessary", "not necessary"], "A, B, ~A, ~B");
}
