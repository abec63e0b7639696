//! What may not be assumed, against the definition, configuration by configuration.

use crate::random::table;
use exceptio_sets::expression::{Literal, Sum, Term};
use exceptio_sets::minimize::{Cube, Options, Problem, Remainders, Solution, Why, minimize};
use exceptio_sets::truth::{Entailment, Output, Reason, Settings, TruthTable, Untenable, truth_table};
use exceptio_sets::{Column, Kind, Table};
use proptest::prelude::*;
use std::collections::BTreeSet;

const LEVELS: [u8; 3] = [2, 2, 2];

fn truth(table: &Table, outcome: &Sum, untenable: Untenable) -> TruthTable {
    let settings = Settings { untenable, keep_halves: true, ..Settings::default().inclusion(0.6) };
    truth_table(table, outcome, &[0, 1, 2], &settings, 1).value.expect("a truth table")
}

fn solved(truth: &TruthTable, table: &Table) -> (Problem, Solution) {
    let problem = Problem::of_truth(truth, &table.cases, &[Output::Positive], &[Output::Remainder]).expect("no `-`");
    let solution = minimize(&problem, &Remainders::All, &Options::default()).expect("a problem");
    (problem, solution)
}

fn all() -> Vec<Cube> {
    (0..8u8).map(|at| Cube(vec![at >> 2 & 1, at >> 1 & 1, at & 1])).collect()
}

/// The remainders that some model covers.
fn assumed(truth: &TruthTable, solution: &Solution) -> BTreeSet<Cube> {
    let terms = || solution.models.iter().flat_map(|model| solution.terms(model));
    let is_remainder = |cube: &Cube| {
        let levels: Vec<Option<u8>> = cube.0.iter().map(|level| Some(*level)).collect();
        truth.row(&levels).is_none_or(|row| row.output == Output::Remainder)
    };
    all().into_iter().filter(|cube| is_remainder(cube) && terms().any(|term| term.covers(cube))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_is_barred_is_as_defined(
        table in table(vec![Kind::Crisp, Kind::Crisp, Kind::Crisp, Kind::Fuzzy], 2..9), literals in prop::collection::vec((0usize..3, any::<bool>()), 1..3), cannot in 0u8..8
    ) {
        let outcome = Sum::literal(Literal::present(3));
        let absence = Sum::literal(Literal::absent(3));
        let literal = |at: usize, present: bool| if present { Literal::present(at) } else { Literal::absent(at) };
        let necessary = Sum::new(literals.iter().map(|&(at, present)| Term::new([literal(at, present)])));
        let corner = Cube(vec![cannot >> 2 & 1, cannot >> 1 & 1, cannot & 1]);
        let impossible = Sum::new([Term::new((0..3).map(|at| literal(at, corner.0[at] == 1)))]);
        let plain = truth(&table, &outcome, Untenable::default());
        let never = |cube: &Cube| plain.row(&cube.0.iter().map(|level| Some(*level)).collect::<Vec<_>>()).is_none();
        let has = |cube: &Cube| literals.iter().any(|&(at, present)| cube.0[at] == u8::from(present));

        let asked = Untenable { necessary: vec![necessary], impossible: vec![impossible], ..Untenable::default() };
        let first = truth(&table, &outcome, asked.clone());
        let listed = |truth: &TruthTable, why: Why| -> BTreeSet<Cube> {
            let barred = truth.barred.iter().find(|barred| barred.why == why).expect("it was asked for");
            all().into_iter().filter(|cube| barred.region.contains(cube, &LEVELS)).collect()
        };
        let out: BTreeSet<Cube> = all().into_iter().filter(|cube| *cube == corner && never(cube)).collect();
        prop_assert_eq!(listed(&first, Why::Impossible(0)), out.clone());
        let lacking: BTreeSet<Cube> = all().into_iter().filter(|cube| never(cube) && !has(cube) && !out.contains(cube)).collect();
        prop_assert_eq!(listed(&first, Why::Lacking(0)), lacking.clone());

        // Assumed for the outcome without those, and for its absence without what is impossible.
        let other = truth(&table, &absence, Untenable { impossible: asked.impossible.clone(), ..Untenable::default() });
        let twice: BTreeSet<Cube> = match (solved(&first, &table), solved(&other, &table)) {
            ((present, _), (absent, _)) if present.positive.is_empty() || absent.positive.is_empty() => BTreeSet::new(),
            ((_, present), (_, absent)) => assumed(&first, &present).intersection(&assumed(&other, &absent)).cloned().collect(),
        };
        let second = truth(&table, &outcome, Untenable { contradictory: true, ..asked.clone() });
        prop_assert_eq!(listed(&second, Why::Contradictory), twice.clone());

        // None of it is in a model, and the full table says why.
        let used = assumed(&first, &solved(&second, &table).1);
        prop_assert!(used.is_disjoint(&twice) && used.is_disjoint(&lacking) && used.is_disjoint(&out));
        for cube in twice.iter().chain(&lacking).chain(&out) {
            let row = second.row_or_remainder(&cube.0.iter().map(|level| Some(*level)).collect::<Vec<_>>());
            prop_assert_eq!(row.output, Output::Negative);
            let barred = matches!(row.reason, Reason::Barred { .. });
            prop_assert!(barred);
        }

        // Both at once: rows given up are explained in neither, and what is assumed twice is so by what is left.
        let given_up = |from: &TruthTable, other: &TruthTable| {
            let mut left = from.clone();
            for (row, other) in left.rows.iter_mut().zip(&other.rows) {
                if row.output == Output::Positive && other.output == Output::Positive {
                    row.output = Output::Negative;
                }
            }
            left
        };
        let (present, absent) = (given_up(&first, &other), given_up(&other, &first));
        let twice: BTreeSet<Cube> = match (solved(&present, &table), solved(&absent, &table)) {
            ((one, _), (two, _)) if one.positive.is_empty() || two.positive.is_empty() => BTreeSet::new(),
            ((_, one), (_, two)) => assumed(&present, &one).intersection(&assumed(&absent, &two)).cloned().collect(),
        };
        let both = truth(&table, &outcome, Untenable { contradictory: true, simultaneous: true, ..asked.clone() });
        prop_assert_eq!(listed(&both, Why::Contradictory), twice);

        // Sufficient for both at once: coded 1 in both tables.
        let given_up = truth(&table, &outcome, Untenable { simultaneous: true, ..Untenable::default() });
        let absent = truth(&table, &absence, Untenable::default());
        for (at, row) in given_up.rows.iter().enumerate() {
            let both = plain.rows[at].output == Output::Positive && absent.rows[at].output == Output::Positive;
            prop_assert_eq!(row.reason == Reason::Simultaneous, both);
            prop_assert_eq!(row.output, if both { Output::Negative } else { plain.rows[at].output });
        }
    }
}

/// By hand: ~A*B is coded 1 for Y and for ~Y and is given up for both. What is left, A*~B, is explained by A or by ~B; nothing is left of
/// ~Y that could assume what these assume.
#[test]
fn rows_given_up_assume_nothing_for_the_absence() {
    let column = |name: &str, values: [f64; 3]| Column::new(name, Kind::Crisp, values.to_vec());
    let columns = vec![column("A", [0.0, 0.0, 1.0]), column("B", [1.0, 1.0, 0.0]), column("Y", [1.0, 0.0, 1.0])];
    let table = Table::new(["a", "b", "c"].map(String::from).to_vec(), columns);
    let untenable = Untenable { contradictory: true, simultaneous: true, ..Untenable::default() };
    let settings = Settings { untenable, ..Settings::default().inclusion(0.5) };
    let outcome = Sum::literal(Literal::present(2));
    let truth = truth_table(&table, &outcome, &[0, 1], &settings, 1).value.expect("a truth table");
    assert_eq!(truth.barred.iter().map(|barred| barred.region.cubes(&[2, 2]).len()).sum::<usize>(), 0);
    let (_, solution) = solved(&truth, &table);
    let mut models: Vec<String> =
        solution.models.iter().map(|model| solution.sum(model, &[0, 1]).write(&table)).collect();
    models.sort();
    assert_eq!(models, ["A", "~B"]);
}

/// By hand: O says that A began before B, so that it speaks of both: it is neither 1 nor 0 where A or B is absent. What has no order
/// (s, whose D is enough) is still explained by a term that is silent about it.
#[test]
fn a_condition_that_speaks_of_others_brings_them_along() {
    let names = ["A", "B", "O", "D", "Y"];
    let rows = [("p", [1.0, 1.0, 1.0, 0.0, 1.0]), ("q", [1.0, 1.0, 0.0, 0.0, 0.0]), ("s", [0.0, 1.0, 0.0, 1.0, 1.0])];
    let column = |at: usize| Column::new(names[at], Kind::Crisp, rows.iter().map(|(_, row)| row[at]).collect());
    let mut table = Table::new(rows.iter().map(|(case, _)| (*case).to_owned()).collect(), (0..5).map(column).collect());
    table.columns[2].dont_care = vec![2];
    let speaks = vec![Entailment { column: 2, literals: vec![Literal::present(0), Literal::present(1)] }];
    let shown = |entailments: Vec<Entailment>| {
        let settings = Settings { entailments, ..Settings::default() };
        let outcome = Sum::literal(Literal::present(4));
        let truth = truth_table(&table, &outcome, &[0, 1, 2, 3], &settings, 1).value.expect("a truth table");
        let (_, solution) = solved(&truth, &table);
        let mut models: Vec<String> =
            solution.models.iter().map(|model| solution.sum(model, &[0, 1, 2, 3]).write(&table)).collect();
        models.sort();
        let impossible = truth.every_row().expect("16 rows").filter(|row| row.reason == Reason::Impossible).count();
        (models, impossible)
    };
    // Negative is q alone, A*B*~O*~D. O*~A and O*~B, which nobody can show, are assumed by O.
    assert_eq!(shown(Vec::new()), (["O + D", "~A + O"].map(String::from).to_vec(), 0));
    // Of 16 rows 12 lack A or B; for two of them s stands.
    assert_eq!(shown(speaks), (["D + A*B*O", "~A + A*B*O"].map(String::from).to_vec(), 10));
}
