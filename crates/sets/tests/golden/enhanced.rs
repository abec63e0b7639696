//! What may not be assumed, on Lipset's data, and cells of no concern on those of Caren and Panofsky: as QCA 3.25.1 gives it.

use crate::common::{expression, read_csv};
use exceptio_sets::minimize::{Options, Problem, Remainders, Why, minimize};
use exceptio_sets::truth::{Exclusion, Output, Settings, TruthTable, Untenable, truth_table};
use exceptio_sets::{MissingRule, Table, prepare};
use std::path::Path;

fn data(name: &str) -> Option<Table> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/qca").join(name);
    if !path.is_file() {
        println!("skipped: {name} is not here");
        return None;
    }
    let raw = read_csv(&path);
    Some(prepare(&raw.cases, &raw.columns, MissingRule::Refuse).value.expect("it is sound"))
}

fn truth(table: &Table, outcome: &str, settings: Settings) -> TruthTable {
    let outcome = expression(outcome, table);
    let conditions: Vec<usize> = (0..table.columns.len()).filter(|at| !outcome.columns().contains(at)).collect();
    truth_table(table, &outcome, &conditions, &settings, 1).value.expect("a truth table")
}

fn models(table: &Table, truth: &TruthTable, remainders: &Remainders) -> Vec<String> {
    let columns: Vec<usize> = truth.conditions.iter().map(|condition| condition.column).collect();
    let problem = Problem::of_truth(truth, &table.cases, &[Output::Positive], &[Output::Remainder]).expect("settled");
    let solution = minimize(&problem, remainders, &Options::default()).expect("a problem");
    solution.models.iter().map(|model| solution.sum(model, &columns).write(table)).collect()
}

#[test]
fn contradictory_simplifying_assumptions_on_lipset() {
    let Some(table) = data("LF.csv") else { return };
    let settings = |untenable| Settings { untenable, ..Settings::default().inclusion(0.8) };
    let enhanced = truth(&table, "SURV", settings(Untenable { contradictory: true, ..Untenable::default() }));
    let levels = [2; 5];
    assert_eq!(enhanced.barred[0].why, Why::Contradictory);
    assert_eq!(enhanced.barred[0].region.numbers(&levels, 32), Some(vec![10, 12, 14, 16, 17, 21, 25, 29]));

    // Necessity of DEV + ~STB bars what `exclude = "~DEV*STB"` makes negative there: no such row shows the outcome.
    let plain = truth(&table, "SURV", settings(Untenable::default()));
    assert_eq!(models(&table, &plain, &Remainders::All), ["DEV*~IND + URB*STB"]);
    let necessary = vec![expression("DEV + ~STB", &table)];
    let claimed = truth(&table, "SURV", settings(Untenable { necessary, ..Untenable::default() }));
    assert_eq!(models(&table, &claimed, &Remainders::All), ["DEV*~IND + DEV*URB*STB"]);
    let exclude = vec![Exclusion::Expression(expression("~DEV*STB", &table))];
    let excluded = truth(&table, "SURV", Settings { exclude, ..Settings::default().inclusion(0.8) });
    assert_eq!(models(&table, &excluded, &Remainders::All), models(&table, &claimed, &Remainders::All));
}

#[test]
fn the_order_of_events() {
    let Some(table) = data("RS.csv") else { return };
    let truth = truth(&table, "REC", Settings::default());
    assert_eq!(models(&table, &truth, &Remainders::None), ["P*E*S + P*E*A*EBA + E*A*~EBA*S"]);
}
