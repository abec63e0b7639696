//! Whether anything accounts for an outcome, at a bounded cost: the question that is asked again and again of outcomes dealt at random.

use super::analyse;
use super::meter::Meter;
use super::options::{Options, Outcomes};
use crate::Table;
use crate::expression::Literal;

/// Whether the search that `options` ask for finds an atomic formula of this outcome (with `conjunctions_only`, a sufficient
/// conjunction), and how many steps that took.
///
/// It ends with the first one found. `None` where it would take more than `steps`, looks at words of sets.
///
/// Table and options must be sound ([`problems`](super::problems)).
#[must_use]
pub fn accounts_for(table: &Table, options: &Options, outcome: Literal, steps: u64) -> Option<(bool, u64)> {
    let options = Options { outcomes: Outcomes::These(vec![outcome]), most_atomic: 1, ..options.clone() };
    let meter = Meter::of(steps);
    // To make configurations of the cases costs a look at each cell.
    if !meter.spend(table.len() * table.columns.len()) {
        return None;
    }
    let stages = analyse::stages(table, &options, &meter);
    let left = meter.left().filter(|left| *left > 0)?;
    let found = stages.outcomes.iter().any(|found| match options.conjunctions_only {
        true => !found.conditions.is_empty(),
        false => !found.atomic.is_empty(),
    });
    Some((found, steps - left))
}
