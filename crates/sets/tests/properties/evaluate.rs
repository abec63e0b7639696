//! Theory evaluation: by hand on fuzzy sets, and that both readings are one on crisp ones.

use exceptio_sets::evaluate::{Area, Reading, evaluate};
use exceptio_sets::expression::{Literal, Sum, Term};
use exceptio_sets::{Column, Kind, Table};
use proptest::prelude::*;

fn table(kind: Kind, columns: &[(&str, Vec<f64>)]) -> Table {
    let cases = (0..columns[0].1.len()).map(|case| case.to_string()).collect();
    Table::new(cases, columns.iter().map(|(name, values)| Column::new(*name, kind, values.clone())).collect())
}

/// Theory A, solution A*B + ~A*C.
fn theory_and_solution() -> (Sum, Sum, Sum) {
    let solution = Sum::new([
        Term::new([Literal::present(0), Literal::present(1)]),
        Term::new([Literal::absent(0), Literal::present(2)]),
    ]);
    (Sum::literal(Literal::present(0)), solution, Sum::literal(Literal::present(3)))
}

#[test]
fn the_two_readings_by_hand() {
    let (theory, solution, outcome) = theory_and_solution();
    // Solution: max(min(.7, .6), min(.3, .9)) = .6; max(min(.2, .9), min(.8, .7)) = .7.
    let fuzzy = table(
        Kind::Fuzzy,
        &[("A", vec![0.7, 0.2]), ("B", vec![0.6, 0.9]), ("C", vec![0.9, 0.7]), ("Y", vec![0.8, 0.4])],
    );
    let near = |value: f64, expected: f64| assert!((value - expected).abs() < 1e-12, "{value}, expected {expected}");
    let by = |reading| evaluate(&fuzzy, &theory, &solution, &outcome, reading, 100).expect("it is small");
    let plain = by(Reading::Memberships);
    let members: Vec<Vec<f64>> = plain.areas.iter().map(|area| area.memberships.clone()).collect();
    for (found, expected) in members.iter().zip([[0.6, 0.2], [0.3, 0.7], [0.4, 0.2], [0.3, 0.3]]) {
        near(found[0], expected[0]);
        near(found[1], expected[1]);
    }
    let boolean = by(Reading::Boolean);
    // T*S is A*B alone: .6, .2; ~T*S is ~A*C: .3, .7; T*~S is A*~B: .4, .1; ~T*~S is ~A*~C: .1, .3.
    for (area, expected) in boolean.areas.iter().zip([[0.6, 0.2], [0.3, 0.7], [0.4, 0.1], [0.1, 0.3]]) {
        near(area.memberships[0], expected[0]);
        near(area.memberships[1], expected[1]);
    }
    assert_eq!((plain.areas[0].with.clone(), plain.areas[1].without.clone()), (vec![0], vec![1]));
    assert_eq!(plain.areas[1].area.words().1, "inconsistent least likely");
    near(plain.areas[0].fit.consistency.expect("defined"), 1.0);
    near(plain.areas[0].fit.coverage.expect("defined"), 0.8 / 1.2);
    assert_eq!(plain.of_cases(&plain.areas[0]), Some((0.5, 0.0)));
    assert_eq!(plain.of_outcome(&plain.areas[1]), (Some(0.0), Some(1.0)));
    assert!(evaluate(&fuzzy, &theory, &solution, &outcome, Reading::Boolean, 1).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn on_crisp_sets_both_readings_part_the_cases(rows in prop::collection::vec(0..16u8, 0..12)) {
        let column = |bit: u8| rows.iter().map(|row| f64::from(row >> bit & 1)).collect::<Vec<f64>>();
        let crisp = table(Kind::Crisp, &[("A", column(0)), ("B", column(1)), ("C", column(2)), ("Y", column(3))]);
        let (theory, solution, outcome) = theory_and_solution();
        let by = |reading| evaluate(&crisp, &theory, &solution, &outcome, reading, 100).expect("it is small");
        let (plain, boolean) = (by(Reading::Memberships), by(Reading::Boolean));
        let mut listed: Vec<usize> = Vec::new();
        for (one, other) in plain.areas.iter().zip(&boolean.areas) {
            prop_assert_eq!(&one.memberships, &other.memberships);
            prop_assert_eq!(one.fit, other.fit);
            listed.extend(one.with.iter().chain(&one.without));
        }
        listed.sort_unstable();
        prop_assert_eq!(listed, (0..rows.len()).collect::<Vec<usize>>());
        prop_assert!(plain.nowhere.is_empty() && plain.areas.iter().map(|area| area.area).eq(Area::ALL));
    }
}
