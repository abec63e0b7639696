//! Formulas: conditions joined by and, or; `not` stands at the conditions alone.

use super::{Literal, Sum, Term};
use crate::Table;

/// A formula in negation normal form: reading `~(A + B)` gives `~A*~B`, which has the same memberships (De Morgan).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Formula {
    /// A condition at some levels.
    Literal(Literal),
    /// Every one of these; without any, it holds of every case.
    All(Vec<Formula>),
    /// One of these at least; without any, it holds of no case.
    Any(Vec<Formula>),
}

impl Formula {
    /// What holds where this does not. A column that the table does not have has levels 0 and 1.
    #[must_use]
    pub fn not(self, table: &Table) -> Formula {
        match self {
            Formula::Literal(literal) => {
                let levels = table.columns.get(literal.column).map_or(2, |column| column.kind.levels());
                Formula::Literal(Literal { levels: literal.levels.not(levels), ..literal })
            }
            Formula::All(parts) => Formula::Any(parts.into_iter().map(|part| part.not(table)).collect()),
            Formula::Any(parts) => Formula::All(parts.into_iter().map(|part| part.not(table)).collect()),
        }
    }

    /// Every case's membership: minimum for and, maximum for or. A case that a column does not concern is a member of none of
    /// that column's literals.
    #[must_use]
    pub fn memberships(&self, table: &Table) -> Vec<f64> {
        let join = |parts: &[Formula], start: f64, pick: fn(f64, f64) -> f64| {
            let mut members = vec![start; table.len()];
            for part in parts {
                for (member, next) in members.iter_mut().zip(part.memberships(table)) {
                    *member = pick(*member, next);
                }
            }
            members
        };
        match self {
            Formula::Literal(literal) => literal.memberships(table),
            Formula::All(parts) => join(parts, 1.0, f64::min),
            Formula::Any(parts) => join(parts, 0.0, f64::max),
        }
    }

    /// The same as a sum where it is one as it stands: no or within an and.
    #[must_use]
    pub fn as_sum(&self) -> Option<Sum> {
        let term = |part: &Formula| match part {
            Formula::Literal(literal) => Some(Term::new([*literal])),
            Formula::All(parts) => {
                let literals = parts.iter().map(|part| match part {
                    Formula::Literal(literal) => Some(*literal),
                    _ => None,
                });
                literals.collect::<Option<Vec<Literal>>>().map(Term::new)
            }
            Formula::Any(_) => None,
        };
        match self {
            Formula::Any(parts) => parts.iter().map(term).collect::<Option<Vec<Term>>>().map(Sum::new),
            one => term(one).map(|term| Sum::new([term])),
        }
    }
}

impl From<&Sum> for Formula {
    fn from(sum: &Sum) -> Formula {
        let term = |term: &Term| Formula::All(term.literals().iter().copied().map(Formula::Literal).collect());
        Formula::Any(sum.terms.iter().map(term).collect())
    }
}
