//! Memberships of cases in literals, terms and sums: minimum, maximum, 1 - x (Zadeh 1965; of decimals without rounding, see
//! [`memberships::complement`]).
//!
//! A case for which a column is of no concern is a member of none of its literals. In a multi-value or crisp column the
//! membership is 1 at the levels asked for and 0 elsewhere.

use super::{Levels, Literal, Sum, Term};
use crate::{Column, Kind, Table};
use memberships::complement;

impl Literal {
    /// The membership of a case whose cell in the column is `value`.
    #[must_use]
    pub fn of(self, kind: Kind, value: f64) -> f64 {
        match kind {
            Kind::Crisp | Kind::Multi { .. } => f64::from(self.levels.contains(value as u8)),
            Kind::Fuzzy if self.levels.is_empty() => 0.0,
            Kind::Fuzzy if self.levels == Levels::PRESENT => value,
            Kind::Fuzzy if self.levels == Levels::ABSENT => complement(value),
            Kind::Fuzzy => 1.0,
        }
    }

    /// Every case's membership. A column that the table does not have has no members.
    #[must_use]
    pub fn memberships(self, table: &Table) -> Vec<f64> {
        match table.columns.get(self.column) {
            Some(column) => self.over(column),
            None => vec![0.0; table.len()],
        }
    }

    fn over(self, column: &Column) -> Vec<f64> {
        let mut members: Vec<f64> = column.values.iter().map(|value| self.of(column.kind, *value)).collect();
        for case in &column.dont_care {
            members[*case] = 0.0;
        }
        members
    }
}

impl Term {
    /// Every case's membership: the minimum over its literals; 1 without literals.
    #[must_use]
    pub fn memberships(&self, table: &Table) -> Vec<f64> {
        let mut members = vec![1.0; table.len()];
        for literal in self.literals() {
            for (member, next) in members.iter_mut().zip(literal.memberships(table)) {
                *member = next.min(*member);
            }
        }
        members
    }
}

impl Sum {
    /// Every case's membership: the maximum over its terms; 0 without terms.
    #[must_use]
    pub fn memberships(&self, table: &Table) -> Vec<f64> {
        let mut members = vec![0.0; table.len()];
        for term in &self.terms {
            for (member, next) in members.iter_mut().zip(term.memberships(table)) {
                *member = next.max(*member);
            }
        }
        members
    }
}
