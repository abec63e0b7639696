//! Rows with cells of no concern, against a look at every configuration by itself.

use exceptio_sets::expression::{Literal, Sum};
use exceptio_sets::minimize::{ANY, Cube, Options, Problem, Region, Remainders, minimize};
use exceptio_sets::truth::{Output, OverlapRule, Reason, Settings, TruthTable, truth_table};
use exceptio_sets::{Column, Kind, Table};
use proptest::prelude::*;

/// A crisp table of rows over conditions, `-1` being of no concern, and the outcome last.
fn table(names: &[&str], rows: &[(&str, &[i8])]) -> Table {
    let column = |at: usize| Column {
        dont_care: (0..rows.len()).filter(|case| rows[*case].1[at] < 0).collect(),
        ..Column::new(names[at], Kind::Crisp, rows.iter().map(|(_, row)| f64::from(row[at].max(0))).collect())
    };
    Table::new(rows.iter().map(|(case, _)| (*case).to_owned()).collect(), (0..names.len()).map(column).collect())
}

fn truth(table: &Table, settings: &Settings) -> TruthTable {
    let last = table.columns.len() - 1;
    let conditions: Vec<usize> = (0..last).collect();
    truth_table(table, &Sum::literal(Literal::present(last)), &conditions, settings, 1).value.expect("a truth table")
}

fn models(table: &Table, settings: &Settings, remainders: &Remainders) -> Vec<String> {
    let truth = truth(table, settings);
    let problem = Problem::of_truth(&truth, &table.cases, &[Output::Positive], &[Output::Remainder]).expect("settled");
    let solution = minimize(&problem, remainders, &Options::default()).expect("a problem");
    let conditions: Vec<usize> = (0..table.columns.len() - 1).collect();
    solution.models.iter().map(|model| solution.sum(model, &conditions).write(table)).collect()
}

/// The example of Caren and Panofsky (2005) as Ragin and Strand (2008, 438) solve it: the rows with the outcome are those from which
/// the solution printed there follows; of those without it four are enough to show that they do not touch it.
#[test]
fn the_order_of_events_as_published() {
    let table = table(
        &["P", "E", "A", "EBA", "S", "REC"],
        &[
            ("a", &[1, 1, 1, 1, 1, 1]),
            ("c", &[1, 1, 1, 0, 1, 1]),
            ("d", &[1, 1, 1, 1, 0, 1]),
            ("f", &[1, 1, 0, -1, 1, 1]),
            ("m", &[0, 1, 1, 0, 1, 1]),
            ("u", &[0, 0, 1, -1, 1, 0]),
            ("v", &[1, 0, 0, -1, 1, 0]),
            ("w", &[0, 0, 0, -1, 0, 0]),
            ("x", &[0, 1, 1, 1, 0, 0]),
        ],
    );
    assert_eq!(models(&table, &Settings::default(), &Remainders::None), ["P*E*S + P*E*A*EBA + E*A*~EBA*S"]);
}

/// By hand. Without its order known A lacks the outcome, and with B before it has it: what is known more closely keeps its coding.
#[test]
fn a_row_within_a_row_keeps_its_coding() {
    let names = ["A", "O", "Y"];
    let early = table(&names, &[("p", &[1, -1, 0]), ("q", &[1, 1, 1]), ("r", &[0, 0, 0])]);
    assert_eq!(models(&early, &Settings::default(), &Remainders::None), ["A*O"]);
    // A*O: of ~A only the order 0 was seen.
    assert_eq!(models(&early, &Settings::default(), &Remainders::All), ["O"]);
    // The other way round: of A*- with the outcome A*~O without it leaves A*O to be explained.
    let late = table(&names, &[("a", &[1, -1, 1]), ("b", &[1, 0, 0]), ("c", &[0, 1, 0])]);
    assert_eq!(models(&late, &Settings::default(), &Remainders::All), ["A*O"]);
    let strict = Settings { overlap: OverlapRule::Refuse, ..Settings::default() };
    let truth = truth(&late, &strict);
    let refused =
        Problem::of_truth(&truth, &late.cases, &[Output::Positive], &[Output::Remainder]).expect_err("refused");
    assert_eq!(refused[0].code, "sets::rows_overlap");
    assert_eq!(
        refused[0].message,
        "rows of another coding share a configuration: A=1 O=- (coded 1: a) and A=1 O=0 (coded 0: b)"
    );
}

#[derive(Debug, Clone)]
struct Drawn {
    table: Table,
    settings: Settings,
    free: Vec<Output>,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let row = prop::collection::vec(-1i8..2, 3);
    let rows = prop::collection::vec((row, 0i8..2), 1..9);
    let rule = prop::sample::select(vec![
        OverlapRule::Specific,
        OverlapRule::Negative,
        OverlapRule::Explain,
        OverlapRule::Free,
    ]);
    (rows, rule, 1usize..3, any::<bool>()).prop_map(|(rows, overlap, frequency, contradictions)| {
        let rows: Vec<Vec<i8>> = rows.into_iter().map(|(row, y)| [&row[..], &[y]].concat()).collect();
        let names: Vec<String> = (0..rows.len()).map(|case| format!("c{case}")).collect();
        let named: Vec<(&str, &[i8])> = names.iter().map(String::as_str).zip(rows.iter().map(Vec::as_slice)).collect();
        let settings = Settings { frequency, contradiction: Some(0.5), overlap, ..Settings::default() };
        let mut free = vec![Output::Remainder];
        free.extend(contradictions.then_some(Output::Contradiction));
        Drawn { table: table(&["A", "B", "C", "Y"], &named), settings, free }
    })
}

/// What holds of one configuration: whether some row stands for it as explained, and as negative, once rows that another row lies
/// within have given way there.
fn by_itself(truth: &TruthTable, free: &[Output], levels: &[u8]) -> (bool, bool) {
    let stands =
        |row: &[Option<u8>]| row.iter().zip(levels).all(|(cell, level)| cell.is_none_or(|cell| cell == *level));
    let within = |narrow: &[Option<u8>], wide: &[Option<u8>]| {
        narrow != wide && wide.iter().zip(narrow).all(|(wide, narrow)| wide.is_none() || wide == narrow)
    };
    let here: Vec<_> = truth.rows.iter().filter(|row| stands(&row.levels)).collect();
    let closest = |among: &[&exceptio_sets::truth::Row]| -> Vec<Output> {
        let gives_way = |row: &exceptio_sets::truth::Row| among.iter().any(|other| within(&other.levels, &row.levels));
        among.iter().filter(|row| !gives_way(row)).map(|row| row.output).collect()
    };
    let strict: Vec<_> = here.iter().copied().filter(|row| !free.contains(&row.output)).collect();
    let is_negative = |output: &Output| *output != Output::Positive && !free.contains(output);
    (closest(&strict).contains(&Output::Positive), closest(&here).iter().any(is_negative))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn each_configuration_is_coded_by_the_closest_row(drawn in drawn()) {
        let Drawn { table, settings, free } = &drawn;
        let truth = truth(table, settings);
        let all: Vec<Vec<u8>> = (0..8u8).map(|at| vec![at >> 2 & 1, at >> 1 & 1, at & 1]).collect();
        let contested = |levels: &&Vec<u8>| by_itself(&truth, free, levels) == (true, true);
        let problem = match Problem::of_truth(&truth, &table.cases, &[Output::Positive], free) {
            Err(refused) => {
                prop_assert_eq!(settings.overlap, OverlapRule::Specific);
                prop_assert_eq!(refused[0].code, "sets::rows_overlap");
                prop_assert!(all.iter().any(|levels| contested(&levels)), "{}", refused[0].message);
                return Ok(());
            }
            Ok(problem) => problem,
        };
        prop_assert!(problem.problems().is_empty(), "{:?}", problem.problems());
        prop_assert!(settings.overlap != OverlapRule::Specific || !all.iter().any(|levels| contested(&levels)));
        let holds = |cubes: &[Cube], levels: &[u8]| cubes.iter().any(|cube| cube.covers(&Cube(levels.to_vec())));
        for levels in &all {
            let (mut positive, mut negative) = by_itself(&truth, free, levels);
            if positive && negative {
                positive = settings.overlap == OverlapRule::Explain;
                negative = settings.overlap == OverlapRule::Negative;
            }
            prop_assert_eq!(holds(&problem.positive, levels), positive, "{:?} positive", levels);
            prop_assert_eq!(holds(&problem.negative, levels), negative, "{:?} negative", levels);
            // The full table says the same of what no case shows.
            let cells: Vec<Option<u8>> = levels.iter().copied().map(Some).collect();
            let row = truth.row_or_remainder(&cells);
            let stood_for = holds(&truth.rows.iter().map(|row| Cube::from_levels(&row.levels)).collect::<Vec<_>>(), levels);
            prop_assert_eq!(row.reason == Reason::Unobserved, !stood_for);
            if free.len() == 1 && row.n == 0 && !matches!(row.reason, Reason::Contested { .. }) {
                prop_assert_eq!(row.output == Output::Positive, positive, "{:?}", row);
                prop_assert_eq!(matches!(row.output, Output::Negative | Output::Contradiction), negative, "{:?}", row);
            }
        }
        let observed: Vec<Cube> = truth.rows.iter().map(|row| Cube::from_levels(&row.levels)).collect();
        let never = all.iter().filter(|levels| !holds(&observed, levels)).count() as u128;
        let whole = observed.iter().filter(|cube| !cube.0.contains(&ANY)).count() as u128;
        prop_assert_eq!(truth.unobserved(), Some((never, 8 - never - whole)));
        // What is left of an explained row is in largest parts: a free cell of it that could be freed would meet what is not explained.
        for cube in &problem.positive {
            let rest = Region::new(vec![Cube::everything(3)]).without(problem.positive.clone());
            prop_assert!(!rest.contains(cube, &problem.levels));
        }
    }
}
