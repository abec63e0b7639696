//! Data from an expression: what a table would show if the expression were all there is to it.

use super::{Formula, Literal};
use crate::{Column, Kind, Table};

/// Names of conditions with the number of levels of each (2 for a crisp one).
pub type Conditions<'a> = [(&'a str, u8)];

/// Every combination of the conditions once, in the order of truth table rows, with the outcome that `formula` gives it: 1 where
/// it holds, else 0. The formula's columns are places among `conditions`. Cases are called by their row's number, from 1.
///
/// `None` where a condition has fewer than 2 or more than 64 levels, or there are more than 2^20 combinations.
#[must_use]
pub fn generate(conditions: &Conditions<'_>, formula: &Formula, outcome: &str) -> Option<Table> {
    let size = conditions.iter().try_fold(1_usize, |size, (_, levels)| {
        let sound = (2..=crate::MOST_LEVELS).contains(levels);
        size.checked_mul(usize::from(*levels)).filter(|size| sound && *size <= 1 << 20)
    })?;
    let mut repeat = size;
    let columns = conditions.iter().map(|(name, levels)| {
        repeat /= usize::from(*levels);
        let values = (0..size).map(|row| (row / repeat % usize::from(*levels)) as f64).collect();
        let kind = if *levels == 2 { Kind::Crisp } else { Kind::Multi { levels: *levels } };
        Column::new(*name, kind, values)
    });
    let mut table = Table::new((1..=size).map(|row| row.to_string()).collect(), columns.collect());
    let members = formula.memberships(&table);
    table.columns.push(Column::new(outcome, Kind::Crisp, members));
    Some(table)
}

/// The formula that one condition is present.
impl From<Literal> for Formula {
    fn from(literal: Literal) -> Formula {
        Formula::Literal(literal)
    }
}
