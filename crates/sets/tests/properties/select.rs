//! Selections of cases, worked out by hand on small tables.

use exceptio_sets::cases::select::{About, Asked, Selected, Technique, select};
use exceptio_sets::expression::{Literal, Relation, Sum, Term};
use exceptio_sets::{Column, Kind, Table};
use proptest::prelude::*;

/// Terms A and B. Condition A + B: p .9, q .8, r .7, s .2, t .6. C is no condition of the claim.
fn example() -> (Table, Sum, Sum) {
    let columns = [
        ("A", [0.9, 0.1, 0.7, 0.2, 0.6]),
        ("B", [0.3, 0.8, 0.1, 0.2, 0.1]),
        ("C", [0.8, 0.2, 0.9, 0.7, 0.1]),
        ("Y", [1.0, 0.8, 0.3, 0.1, 0.7]),
    ];
    let columns = columns.into_iter().map(|(name, values)| Column::new(name, Kind::Fuzzy, values.to_vec())).collect();
    let table = Table::new(["p", "q", "r", "s", "t"].map(String::from).to_vec(), columns);
    let condition = Sum::new([Term::new([Literal::present(0)]), Term::new([Literal::present(1)])]);
    (table, condition, Sum::literal(Literal::present(3)))
}

fn of(technique: Technique, relation: Relation, check: impl FnOnce(&Asked<'_>, Vec<Selected>)) {
    let (table, condition, outcome) = example();
    let asked = Asked {
        table: &table,
        condition: &condition,
        outcome: &outcome,
        relation,
        conditions: &[0, 1, 2],
        list: 10,
        rank: 1000,
    };
    check(&asked, select(&asked, technique));
}

/// Cases with their values, in order.
fn listed(asked: &Asked<'_>, list: &Selected, expected: &[(&str, f64)]) {
    let name = |case: usize| asked.table.cases[case].clone();
    let found: Vec<String> = list
        .best
        .iter()
        .map(|pick| name(pick.case) + &pick.other.map(|other| format!("-{}", name(other))).unwrap_or_default())
        .collect();
    assert_eq!(found, expected.iter().map(|(name, _)| *name).collect::<Vec<_>>(), "{:?}", list.about);
    for (pick, (name, value)) in list.best.iter().zip(expected) {
        assert!((pick.value - value).abs() < 1e-12, "{name}: {} and not {value}", pick.value);
    }
}

#[test]
fn residuals_are_what_breaks_the_claim() {
    // Above 0.5 in A + B: p (.9, 1), q (.8, .8), r (.7, .3), t (.6, .7). q lies on the diagonal, then p before t by membership.
    of(Technique::Typical, Relation::Sufficient, |asked, lists| {
        listed(asked, &lists[0], &[("q", 0.0), ("p", 0.0), ("t", 0.0), ("r", 0.4)]);
    });
    // Of sufficiency r (.7 - .3) and s (.2 - .1) break it; of necessity p (1 - .9) and t (.7 - .6); of both all four.
    of(Technique::Deviant, Relation::Sufficient, |asked, lists| {
        listed(asked, &lists[0], &[("r", 0.4), ("s", 0.1)]);
        let words = lists[0].best[0].words(asked, Technique::Deviant, lists[0].about);
        assert_eq!(words, "r is where the claim fails: 0.7 in the condition, 0.3 in the outcome, residual 0.4");
    });
    of(Technique::Deviant, Relation::Necessary, |_, lists| assert_eq!(lists[0].count, 2));
    of(Technique::Deviant, Relation::Both, |_, lists| assert_eq!(lists[0].count, 4));
}

#[test]
fn extremity_is_a_distance_from_the_mean() {
    // x: mean 3.2 / 5 = .64, squares .0676 + .0256 + .0036 + .1936 + .0016 = .292, s = sqrt(.073).
    let s = 0.073_f64.sqrt();
    of(Technique::Extreme, Relation::Sufficient, |asked, lists| {
        assert_eq!((lists[0].about, lists[1].about), (About::Condition, About::Outcome));
        let expected = [("s", 0.44), ("p", 0.26), ("q", 0.16), ("r", 0.06), ("t", 0.04)];
        listed(asked, &lists[0], &expected.map(|(name, far)| (name, far / s)));
    });
}

#[test]
fn influence_is_the_change_of_fit() {
    // min(x, y): .9, .8, .3, .1, .6, sum 2.7; sum of x 3.2. Without r: 2.4 / 2.5 = .96; without p: 1.8 / 2.3; without q: 1.9 / 2.4;
    // without s: 2.6 / 3; without t: 2.1 / 2.6.
    let whole = 2.7 / 3.2;
    let change = |both: f64, x: f64| (whole - both / x).abs();
    of(Technique::Influential, Relation::Sufficient, |asked, lists| {
        let expected = [
            ("r", change(2.4, 2.5)),
            ("p", change(1.8, 2.3)),
            ("q", change(1.9, 2.4)),
            ("t", change(2.1, 2.6)),
            ("s", change(2.6, 3.0)),
        ];
        listed(asked, &lists[0], &expected);
        let words = lists[0].best[0].words(asked, Technique::Influential, lists[0].about);
        assert_eq!(words, "without r it would be 0.96 and not 0.844");
    });
}

#[test]
fn a_pathway_case_owes_the_outcome_to_one_term() {
    // Without A: x is B. p: |1 - .3| - |1 - .9| = .6; t: |.7 - .1| - |.7 - .6| = .5; r is not in the outcome. Without B: q: .7 - 0.
    of(Technique::Pathway, Relation::Sufficient, |asked, lists| {
        listed(asked, &lists[0], &[("p", 0.6), ("t", 0.5)]);
        listed(asked, &lists[1], &[("q", 0.7)]);
    });
}

#[test]
fn every_kind_once() {
    // Rows A B C: p 101, q 010, r 101, s 001, t 100. Both p and r are in A*~B*C, with the outcome and without.
    of(Technique::Diverse, Relation::Sufficient, |asked, lists| {
        let cells: Vec<(String, bool)> = lists[0]
            .best
            .iter()
            .map(|pick| (pick.row(asked).expect("a row"), pick.cell.as_ref().expect("a cell").1))
            .collect();
        let expected = [("~A*~B*C", false), ("~A*B*~C", true), ("A*~B*~C", true), ("A*~B*C", true), ("A*~B*C", false)];
        assert_eq!(cells, expected.map(|(row, shows)| (row.to_owned(), shows)));
        // s: min(.8, .8, .7) = .7 and 1 - .1; q: min(.9, .8, .8), .8; t: min(.6, .9, .9), .7; p: min(.9, .7, .8), 1; r: .7, 1 - .3.
        listed(asked, &lists[0], &[("s", 0.7), ("q", 0.8), ("t", 0.6), ("p", 0.7), ("r", 0.7)]);
    });
}

#[test]
fn pairs_are_matched_on_the_other_conditions() {
    of(Technique::MostSimilar, Relation::Sufficient, |asked, lists| {
        // Of A: p and t have A and Y, s has neither. B and C: p-s (.1 + .1) / 2, t-s (.1 + .6) / 2.
        assert_eq!(lists[0].about, About::Conjunct(Literal::present(0)));
        listed(asked, &lists[0], &[("p-s", 0.1), ("t-s", 0.35)]);
        // Of B: q has both; r and s neither: A and C: q-r (.6 + .7) / 2, q-s (.1 + .5) / 2.
        listed(asked, &lists[1], &[("q-s", 0.3), ("q-r", 0.65)]);
    });
    of(Technique::MostDifferent, Relation::Sufficient, |asked, lists| {
        // Of A: p and t: B .2, C .7.
        listed(asked, &lists[0], &[("p-t", 0.45)]);
        assert_eq!(lists[1].count, 0, "q alone has B and Y");
    });
}

#[test]
fn what_cannot_be_compared_or_ranked_is_told() {
    let (table, _, outcome) = example();
    let condition = Sum::literal(Literal::present(0));
    let mut asked = Asked {
        table: &table,
        condition: &condition,
        outcome: &outcome,
        relation: Relation::Sufficient,
        conditions: &[0],
        list: 10,
        rank: 1000,
    };
    assert_eq!(select(&asked, Technique::MostSimilar)[0].count, 0, "there is no other condition");
    asked.conditions = &[0, 1];
    asked.rank = 1;
    let list = &select(&asked, Technique::MostSimilar)[0];
    assert_eq!((list.count, list.ranked, list.best.len()), (2, false, 0));
    // Alike in everything: nothing is extreme; without the one member a ratio is over nothing.
    let flat = Table::new(
        vec!["a".into(), "b".into()],
        vec![Column::new("A", Kind::Crisp, vec![1.0, 0.0]), Column::new("Y", Kind::Crisp, vec![1.0, 1.0])],
    );
    let (condition, outcome) = (Sum::literal(Literal::present(0)), Sum::literal(Literal::present(1)));
    let asked = Asked { table: &flat, condition: &condition, outcome: &outcome, ..asked };
    assert_eq!(select(&asked, Technique::Extreme)[1].count, 0);
    assert_eq!(select(&asked, Technique::Influential)[0].count, 1, "b only");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// On any table no technique panics, lists are in order, and a cut list is the beginning of the whole one.
    #[test]
    fn lists_are_in_order(cells in prop::collection::vec((0..=4u8, 0..=4u8, 0..=4u8), 0..8)) {
        let take = |of: fn(&(u8, u8, u8)) -> u8| cells.iter().map(|cell| f64::from(of(cell)) / 4.0).collect::<Vec<f64>>();
        let columns = [("A", take(|c| c.0)), ("B", take(|c| c.1)), ("Y", take(|c| c.2))];
        let columns = columns.into_iter().map(|(name, values)| Column::new(name, Kind::Fuzzy, values)).collect();
        let table = Table::new((0..cells.len()).map(|at| at.to_string()).collect(), columns);
        let condition = Sum::new([Term::new([Literal::present(0), Literal::absent(1)]), Term::new([Literal::present(1)])]);
        let outcome = Sum::literal(Literal::present(2));
        for relation in [Relation::Sufficient, Relation::Necessary, Relation::Both] {
            for technique in Technique::ALL {
                let asked = |list| Asked {
                    table: &table, condition: &condition, outcome: &outcome, relation, conditions: &[0, 1], list, rank: 1000,
                };
                let (all, few) = (select(&asked(usize::MAX), technique), select(&asked(2), technique));
                for (all, few) in all.iter().zip(&few) {
                    let kept = if technique == Technique::Diverse { all.best.len() } else { all.best.len().min(2) };
                    prop_assert_eq!(&all.best[..kept], &few.best[..]);
                    prop_assert_eq!(all.count, few.count);
                    let rising = matches!(technique, Technique::Typical | Technique::MostSimilar);
                    // What differs by the rounding of sums alone is a tie, and stands in the table's order.
                    let ordered = technique == Technique::Diverse || all.best.windows(2).all(|two| {
                        let step = two[1].value - two[0].value;
                        (if rising { step } else { -step }) > -1e-9
                    });
                    prop_assert!(ordered, "{:?}", technique);
                    for pick in &all.best {
                        prop_assert!(pick.words(&asked(2), technique, all.about).contains(&table.cases[pick.case]));
                    }
                }
            }
        }
    }
}
