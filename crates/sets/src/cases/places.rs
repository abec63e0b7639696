//! Where a case stands: its memberships, and the truth table row that it belongs to.

use crate::Table;
use crate::expression::{Levels, Literal, Term};
use crate::truth::members;

/// A case's place towards one condition and the outcome.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Which case of the table.
    pub case: usize,
    /// Its membership in the condition.
    pub x: f64,
    /// Its membership in the outcome.
    pub y: f64,
    /// Its memberships in the focal conjunct and in the rest, where one part of the condition is looked at; `x` is the lesser
    /// of the two in a conjunction, the greater in a disjunction.
    pub within: Option<Within>,
}

/// A part of a condition and the rest of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Within {
    /// Membership in the part (FC).
    pub focal: f64,
    /// Membership in the others taken together (CC): 1 where a conjunction has no other, 0 where a disjunction has none.
    pub rest: f64,
}

/// The truth table row that each case belongs to.
pub(super) struct Rows {
    /// By case: the row's number, and the case's membership in it. `None` at exactly 0.5 in a condition.
    of: Vec<Option<(usize, f64)>>,
    levels: Vec<Vec<Option<u8>>>,
}

impl Rows {
    pub(super) fn new(table: &Table, conditions: &[usize]) -> Self {
        let mut of = vec![None; table.len()];
        let conditions: Vec<usize> =
            conditions.iter().copied().filter(|column| *column < table.columns.len()).collect();
        let (rows, _) = members(table, &conditions);
        let mut levels = Vec::new();
        for (number, (row, cases)) in rows.into_iter().enumerate() {
            let asked = conditions.iter().zip(&row).filter_map(|(column, level)| {
                level.map(|level| Literal { column: *column, levels: Levels::one(level) })
            });
            let memberships = Term::new(asked).memberships(table);
            for case in cases {
                of[case] = Some((number, memberships[case]));
            }
            levels.push(row);
        }
        Rows { of, levels }
    }

    /// The levels of the case's row, and its membership there.
    pub(super) fn of(&self, case: usize) -> Option<(&[Option<u8>], f64)> {
        self.of.get(case).copied().flatten().map(|(row, member)| (self.levels[row].as_slice(), member))
    }

    /// The number of the case's row, by the order of levels.
    pub(super) fn number(&self, case: usize) -> Option<usize> {
        self.of.get(case).copied().flatten().map(|(row, _)| row)
    }
}
