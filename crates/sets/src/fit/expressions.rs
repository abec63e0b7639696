//! Fit of an expression, term by term and as a whole.

use super::{Necessity, Sufficiency, necessity, sufficiency, unique_coverages};
use crate::Table;
use crate::expression::Sum;

/// How many cases bear a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Used {
    /// Cases used.
    pub n: usize,
    /// Cases left out on the way to the table.
    pub left_out: usize,
}

/// An expression's fit.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted<F> {
    /// Of each term, in order.
    pub terms: Vec<F>,
    /// What each term alone covers of the outcome.
    pub unique: Vec<Option<f64>>,
    /// Of the disjunction of all terms.
    pub whole: F,
    /// How many cases bear it.
    pub used: Used,
}

/// How sufficient an expression is for an outcome in a table.
#[must_use]
pub fn sufficiency_of(table: &Table, expression: &Sum, outcome: &Sum) -> Fitted<Sufficiency> {
    fitted(table, expression, outcome, sufficiency)
}

/// How necessary an expression is for an outcome in a table.
#[must_use]
pub fn necessity_of(table: &Table, expression: &Sum, outcome: &Sum) -> Fitted<Necessity> {
    fitted(table, expression, outcome, necessity)
}

fn fitted<F>(table: &Table, expression: &Sum, outcome: &Sum, fit: impl Fn(&[f64], &[f64]) -> F) -> Fitted<F> {
    let y = outcome.memberships(table);
    let terms: Vec<Vec<f64>> = expression.terms.iter().map(|term| term.memberships(table)).collect();
    Fitted {
        terms: terms.iter().map(|x| fit(x, &y)).collect(),
        unique: unique_coverages(&terms, &y),
        whole: fit(&expression.memberships(table), &y),
        used: Used { n: table.len(), left_out: table.left_out.len() },
    }
}
