//! `panel`: does a relation hold of all units and in all clusters alike?

use super::choose::Choice;
use super::of_file::unknown;
use super::solution::{Held, SolutionAsk, held};
use super::table_of::{Origin, RawTable};
use crate::report::PanelReport;
use sets::Cells;
use sets::panel::{Cells as PanelCells, Panel, panel as diagnose};
use text::{Diagnostic, Files, Warned};

/// What a cell weighs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Weighing {
    /// All the same.
    #[default]
    Alike,
    /// The days that it speaks for; of a study.
    Days,
    /// What this column says.
    Column(String),
}

/// How a panel is to be diagnosed.
#[derive(Debug, Clone, PartialEq)]
pub struct PanelAsk {
    /// Which solution.
    pub solution: SolutionAsk,
    /// What cells weigh.
    pub weighing: Weighing,
    /// So many clusters and units are drawn; JSON and CSV have all.
    pub most: usize,
}

/// A set, `None` the whole solution, else a term by its place; and its diagnosis.
pub(crate) type Diagnosed = (Option<usize>, Panel);

/// Pooled, between and within fit of a solution and its terms.
///
/// Gives `None` with the reasons for which there is no solution; where rows are of no unit and cluster (`sets::panel_rows`); where
/// they cannot be weighed as asked (`sets::panel_weight`, `sets::unknown_column`); and with those of [`diagnose`].
pub fn panel(raw: &RawTable, choice: &Choice, ask: &PanelAsk, files: &mut Files) -> Warned<Option<PanelReport>> {
    let mut problems = Vec::new();
    let placed = raw.origins.iter().filter(|origin| origin.cluster.is_some()).count();
    if placed < raw.cases.len() || raw.unit == "spell" {
        let hint = "of a file name two columns: --unit-id COUNTRY --cluster-id YEAR; of a study take --unit year";
        let problem = Diagnostic::misuse("sets::panel_rows", "it is not known which unit and cluster a row belongs to");
        return Warned::new(None, vec![problem.hint(hint)]);
    }
    // What weighs the cells is no condition.
    let mut raw = raw.clone();
    let weights = weights(&raw, &ask.weighing, &mut problems);
    if let Weighing::Column(column) = &ask.weighing {
        raw.conditions.retain(|name| name != column);
    }
    let found = held(&raw, choice, &ask.solution, files).unload(&mut problems);
    let (Some(weights), Some(held)) = (weights, found) else { return Warned::new(None, problems) };
    match diagnosed(&raw, &held, weights.as_deref()) {
        Ok(found) => Warned::new(Some(PanelReport::new(&held, &found, ask)), problems),
        Err(more) => {
            problems.extend(more);
            Warned::new(None, problems)
        }
    }
}

fn diagnosed(raw: &RawTable, held: &Held, weights: Option<&[f64]>) -> Result<Vec<Diagnosed>, Vec<Diagnostic>> {
    let table = &held.chosen.table;
    let rows = raw.kept(table);
    let names = |of: &dyn Fn(&Origin) -> String| -> Vec<String> {
        rows.iter().filter_map(|row| raw.origins.get(*row)).map(of).collect()
    };
    let units = names(&|origin| origin.unit.clone());
    let clusters = names(&|origin| origin.cluster.clone().unwrap_or_default());
    let kept = |weights: &[f64]| -> Vec<f64> { rows.iter().filter_map(|row| weights.get(*row).copied()).collect() };
    let weights = weights.map(kept);
    let y = held.chosen.outcome.memberships(table);
    let mut sets = vec![(None, held.condition.memberships(table))];
    if held.condition.terms.len() > 1 {
        sets.extend(held.condition.terms.iter().enumerate().map(|(at, term)| (Some(at), term.memberships(table))));
    }
    let of_set = |(set, x): (Option<usize>, Vec<f64>)| {
        let cells = PanelCells { x: &x, y: &y, units: &units, clusters: &clusters, weights: weights.as_deref() };
        diagnose(cells).map(|found| (set, found))
    };
    sets.into_iter().map(of_set).collect()
}

/// What each raw row weighs; the outer `None` where that cannot be.
fn weights(raw: &RawTable, weighing: &Weighing, problems: &mut Vec<Diagnostic>) -> Option<Option<Vec<f64>>> {
    let refused = |message: String| Diagnostic::misuse("sets::panel_weight", message);
    match weighing {
        Weighing::Alike => Some(None),
        Weighing::Days => {
            let days: Option<Vec<f64>> = raw.origins.iter().map(|origin| origin.days.map(|days| days as f64)).collect();
            if days.is_none() {
                let hint = "rows of a file are made of no days; --weights COLUMN weighs them";
                problems.push(refused("only a study's rows can be weighed by days".to_owned()).hint(hint));
            }
            days.map(Some)
        }
        Weighing::Column(name) => {
            let names: Vec<&str> = raw.names().collect();
            let Some(column) = raw.column(name) else {
                problems.extend(unknown(name, &names));
                return None;
            };
            let numbers: Option<Vec<f64>> = match &column.cells {
                Cells::Numbers(cells) => cells.iter().copied().collect(),
                Cells::Texts(cells) => {
                    cells.iter().map(|cell| cell.as_ref().and_then(|cell| cell.trim().parse().ok())).collect()
                }
            };
            if numbers.is_none() {
                let hint = "give every row a number from 0 up, such as the days that it speaks for";
                problems.push(refused(format!("`{name}` does not weigh every row")).hint(hint));
            }
            numbers.map(Some)
        }
    }
}
