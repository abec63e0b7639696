//! Truth tables against the definition, case by case and row by row.

use crate::random::{kind, table};
use exceptio_sets::expression::{Literal, Sum, Term};
use exceptio_sets::truth::{Output, Reason, Settings, TruthTable, truth_table};
use exceptio_sets::{Column, HalfRule, Kind, Table, halves_of, settle, settle_with};
use proptest::prelude::*;

/// The membership of a case in a row, by the definition.
fn membership(table: &Table, case: usize, levels: &[Option<u8>]) -> f64 {
    let literal = |(column, level): (&Column, &Option<u8>)| match level {
        None => f64::from(u8::from(column.is_dont_care(case))),
        Some(_) if column.is_dont_care(case) => 0.0,
        Some(level) if column.kind == Kind::Fuzzy => {
            if *level == 1 {
                column.values[case]
            } else {
                1.0 - column.values[case]
            }
        }
        Some(level) => f64::from(u8::from(column.values[case] == f64::from(*level))),
    };
    table.columns.iter().zip(levels).map(literal).fold(1.0, f64::min)
}

fn outcome(table: &Table) -> Sum {
    Sum::literal(Literal::present(table.columns.len() - 1))
}

fn truth(table: &Table, settings: &Settings, threads: usize) -> TruthTable {
    let conditions: Vec<usize> = (0..table.columns.len() - 1).collect();
    let read = truth_table(table, &outcome(table), &conditions, settings, threads);
    read.value.unwrap_or_else(|| panic!("{:?}", read.problems))
}

fn kinds() -> impl Strategy<Value = Vec<Kind>> {
    (prop::collection::vec(kind(), 1..5), prop_oneof![Just(Kind::Crisp), Just(Kind::Fuzzy)]).prop_map(
        |(mut kinds, y)| {
            kinds.push(y);
            kinds
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn rows_are_what_the_definition_says(
        table in kinds().prop_flat_map(|kinds| table(kinds, 1..40)),
        missing in prop::collection::vec((0_usize..4, 0_usize..40), 0..6),
    ) {
        let mut table = table;
        let conditions = table.columns.len() - 1;
        for (column, case) in missing {
            if column < conditions && case < table.len() && table.columns[column].dont_care.iter().all(|other| *other < case) {
                table.columns[column].dont_care.push(case);
                table.columns[column].values[case] = 0.0;
            }
        }
        let settings = Settings { inclusion: 0.8, contradiction: Some(0.5), pri: 0.3, frequency: 2, keep_halves: true, ..Settings::default() };
        let truth = truth(&table, &settings, 1);
        let y = &table.columns[conditions].values;
        let placed: usize = truth.rows.iter().map(|row| row.n).sum();
        prop_assert_eq!(placed + truth.ambiguous.len(), table.len(), "every case is somewhere, once");
        for row in &truth.rows {
            let x: Vec<f64> = (0..table.len()).map(|case| membership(&table, case, &row.levels)).collect();
            let members: Vec<usize> = (0..table.len()).filter(|case| x[*case] > 0.5).collect();
            prop_assert_eq!(&row.cases, &members);
            let fit = exceptio_sets::fit::sufficiency(&x, y);
            prop_assert!((row.inclusion.expect("it has members") - fit.consistency.expect("it has members")).abs() < 1e-12);
            match (row.pri, fit.pri) {
                (Some(ours), Some(other)) => prop_assert!((ours - other).abs() < 1e-9),
                (ours, other) => prop_assert_eq!(ours.is_some(), other.is_some()),
            }
            let expected = if row.n < 2 {
                Output::Remainder
            } else if row.inclusion >= Some(0.8 - 1e-9) && row.pri >= Some(0.3 - 1e-9) {
                Output::Positive
            } else if row.inclusion >= Some(0.5 - 1e-9) {
                Output::Contradiction
            } else {
                Output::Negative
            };
            prop_assert_eq!(row.output, expected);
        }
    }

    /// A row depends on nothing but the cases: not on other rows, not on threads.
    #[test]
    fn the_order_of_conditions_and_cases_changes_no_row(table in table(vec![Kind::Fuzzy, Kind::Crisp, Kind::Fuzzy, Kind::Fuzzy], 1..40)) {
        let settings = Settings { keep_halves: true, ..Settings::default() };
        let plain = truth(&table, &settings, 1);
        let conditions = [2, 0, 1];
        let turned = truth_table(&table, &outcome(&table), &conditions, &settings, 1).value.expect("a truth table");
        prop_assert_eq!(plain.rows.len(), turned.rows.len());
        for row in &plain.rows {
            let levels: Vec<Option<u8>> = conditions.iter().map(|at| row.levels[*at]).collect();
            let other = turned.row(&levels).expect("the same row");
            prop_assert_eq!((row.inclusion, row.pri, &row.cases, row.output), (other.inclusion, other.pri, &other.cases, other.output));
        }
    }
}

/// Numbers from a fixed recurrence: a table large enough for blocks and threads to matter.
fn large(cases: usize, conditions: usize) -> Table {
    let mut state = 1_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let value = (state >> 11) as f64 / (1_u64 << 53) as f64;
        if value == 0.5 { 0.25 } else { value }
    };
    let columns = (0..=conditions).map(|at| {
        let name = if at == conditions { "Y".to_owned() } else { format!("X{at}") };
        Column::new(name, Kind::Fuzzy, (0..cases).map(|_| next()).collect())
    });
    let columns: Vec<Column> = columns.collect();
    Table::new((0..cases).map(|case| case.to_string()).collect(), columns)
}

#[test]
fn sums_do_not_depend_on_threads() {
    let table = large(9_001, 8);
    let one = truth(&table, &Settings::default(), 1);
    assert_eq!(one.rows.len(), 256);
    for threads in [2, 3, 7] {
        assert_eq!(one, truth(&table, &Settings::default(), threads));
    }
}

#[test]
fn more_conditions_than_a_machine_word_has_bits() {
    let table = large(60, 150);
    let truth = truth(&table, &Settings::default(), 2);
    assert_eq!(truth.rows.len(), 60);
    assert_eq!((truth.size(), truth.number(&truth.rows[0].levels)), (None, None));
    assert!(truth.every_row().is_none());
}

#[test]
fn remainders_are_made_on_request() {
    let column = |name: &str, values: [f64; 3]| Column::new(name, Kind::Crisp, values.to_vec());
    let columns = vec![column("A", [1.0, 0.0, 1.0]), column("B", [1.0, 0.0, 0.0]), column("Y", [1.0, 0.0, 1.0])];
    let table = Table::new(["p", "q", "r"].map(String::from).to_vec(), columns);
    let mut settings = Settings::default();
    settings.exclude.push(exceptio_sets::truth::Exclusion::Expression(Sum::literal(Literal::absent(0))));
    let truth = truth(&table, &settings, 1);
    let rows: Vec<_> = truth.every_row().expect("four rows").collect();
    let signs: Vec<&str> = rows.iter().map(|row| row.output.sign()).collect();
    assert_eq!(signs, ["0", "0", "1", "1"], "the unobserved row 2 is excluded like the observed row 1");
    assert_eq!(rows[1].reason, Reason::Excluded { by: 0 });
    assert_eq!(rows[2].why(&settings), "inclusion 1.000 is at least 1");
    assert_eq!(rows[0].binomial(&truth, 0.5), Some(1.0));
    assert_eq!(rows[3].binomial(&truth, 0.5), Some(0.5));
}

#[test]
fn halves_are_refused_kept_or_settled() {
    let a = Column::new("A", Kind::Fuzzy, vec![0.9, 0.5, 0.2]);
    let y = Column::new("Y", Kind::Fuzzy, vec![0.9, 0.4, 0.1]);
    let table = Table::new(["p", "q", "r"].map(String::from).to_vec(), vec![a, y]);
    let refused = truth_table(&table, &outcome(&table), &[0], &Settings::default(), 1);
    assert_eq!(refused.problems[0].code, "sets::half");
    let kept = truth(&table, &Settings { keep_halves: true, ..Settings::default() }, 1);
    assert_eq!(kept.ambiguous, [1]);
    // Row A: min sums .9 + .4 + .1 over memberships .9 + .5 + .2.
    assert!((kept.rows[1].inclusion.expect("defined") - 1.4 / 1.6).abs() < 1e-12);
    let dropped = truth(&settle(&table, &[0], HalfRule::Drop).value.expect("a table"), &Settings::default(), 1);
    assert!((dropped.rows[1].inclusion.expect("defined") - 1.0 / 1.1).abs() < 1e-12);
    assert_eq!((dropped.n, dropped.left_out.len()), (2, 1));
}

/// The outcome is ruled as conditions are: by hand, of ~Y one case is at 0.5, and of A*Y none, for there A decides.
#[test]
fn halves_of_the_outcome_are_refused_kept_or_settled() {
    let a = Column::new("A", Kind::Fuzzy, vec![0.9, 0.4, 0.2]);
    let b = Column::new("B", Kind::Fuzzy, vec![0.8, 0.7, 0.1]);
    let y = Column::new("Y", Kind::Fuzzy, vec![0.9, 0.5, 0.1]);
    let table = Table::new(["p", "q", "r"].map(String::from).to_vec(), vec![a, b, y]);
    let not_y = Sum::literal(Literal::absent(2));
    let refused = truth_table(&table, &not_y, &[0], &Settings::default(), 1);
    assert_eq!(refused.problems[0].message, "1 case is at exactly 0.5, neither in nor out: q (Y)");
    let keep = Settings { keep_halves: true, ..Settings::default() };
    let kept = truth_table(&table, &not_y, &[0], &keep, 1);
    assert_eq!(kept.problems[0].code, "sets::half_outcome");
    // Row ~A: min(.1, .1) + min(.6, .5) + min(.8, .9) over .1 + .6 + .8.
    assert!((kept.value.expect("kept").rows[0].inclusion.expect("defined") - 1.4 / 1.5).abs() < 1e-12);
    let moved = settle_with(&table, &[0], &not_y, HalfRule::Up(0.25)).value.expect("a table");
    assert_eq!((moved.columns[2].values.as_slice(), moved.moved.len()), ([0.9, 0.75, 0.1].as_slice(), 1));
    let both = Sum::new([Term::new([Literal::present(0), Literal::present(2)])]);
    assert!(halves_of(&table, &[1], &both).is_empty());
    assert!(truth_table(&table, &both, &[1], &Settings::default(), 1).value.is_some());
}

#[test]
fn every_wrong_setting_is_named_at_once() {
    let table = large(4, 2);
    let settings = Settings { inclusion: 1.5, contradiction: Some(f64::NAN), frequency: 0, ..Settings::default() };
    let read = truth_table(&table, &Sum::literal(Literal::present(0)), &[0, 0, 9], &settings, 1);
    let codes: Vec<&str> = read.problems.iter().map(|problem| problem.code).collect();
    let expected =
        ["sets::cut_off", "sets::cut_off", "sets::cut_off", "sets::conditions", "sets::conditions", "sets::outcome"];
    assert_eq!(codes, expected);
}
