//! How often each configuration of conditions and outcomes is met: the cells of a theory's property space, and which of
//! them are empty.

use super::Judged;
use crate::judge::scope;
use conditions::{Budget, Case, Evaluator, OverBudget, Setting};
use spells::DaySet;
use theory::model::NodeId;

/// What fills a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell {
    /// Cases certainly in it on some day of which some theory speaks.
    pub cases: usize,
    /// Days of theirs on which they are.
    pub days: i64,
}

/// Fills the cells: `parts` are conditions and outcomes, each by the theory whose it is and its node there; `cells` say
/// which hold. Readings are the first of each dispute; days on which a part is unknown, or its vague dates may lie, are in
/// no cell. Errs only when the budget is spent. Cost: cases times parts, and cells.
pub fn cells(
    theories: &[Judged<'_>],
    cases: &[Case],
    setting: &[Setting],
    parts: &[(usize, NodeId)],
    cells: &[Vec<bool>],
    budget: &Budget,
) -> Result<Vec<Cell>, OverBudget> {
    let mut filled = vec![Cell::default(); cells.len()];
    for case in cases {
        let evaluators: Vec<Evaluator<'_>> = (theories.iter().zip(setting))
            .map(|(judged, setting)| {
                let world = judged.program.history.first_world();
                Evaluator::new(judged.program, *case, world, setting.clone(), budget)
            })
            .collect();
        let mut spoken_of = DaySet::empty();
        for evaluator in &evaluators {
            spoken_of = spoken_of.or(&scope(evaluator, true)?.days_where(|degree| degree.is_in()));
        }
        if spoken_of.is_empty() {
            continue;
        }
        let mut sides: Vec<(DaySet, DaySet)> = Vec::with_capacity(parts.len());
        for (theory, node) in parts {
            let timeline = evaluators[*theory].degree(*node)?;
            sides.push((timeline.days_where(|d| d.is_in()), timeline.days_where(|d| d.is_out())));
        }
        for (holds, cell) in cells.iter().zip(&mut filled) {
            let mut days = spoken_of.clone();
            for (holds, (held, not)) in holds.iter().zip(&sides) {
                days = days.and(if *holds { held } else { not });
            }
            cell.cases += usize::from(!days.is_empty());
            cell.days += days.days();
        }
    }
    Ok(filled)
}
