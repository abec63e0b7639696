//! Each condition and its absence by itself.

use super::{Cuts, Trivialness};
use crate::Table;
use crate::expression::{Levels, Literal, Sum};
use crate::fit::{Necessity, Sufficiency, necessity, sufficiency};

/// One literal's fit.
#[derive(Debug, Clone, PartialEq)]
pub struct Screened {
    /// The literal.
    pub literal: Literal,
    /// How necessary it is.
    pub necessity: Necessity,
    /// How sufficient it is.
    pub sufficiency: Sufficiency,
    /// Its mean membership; `None` without cases.
    pub prevalence: Option<f64>,
    /// Whether it is necessary at the cut-off on consistency, and if so whether that is trivial.
    pub trivialness: Trivialness,
}

/// Every condition present, then every condition absent (a multi-value one at each level), with its fit for the outcome.
/// Columns that the table does not have are passed over. The cut-offs bear on the verdict alone: every literal is listed.
#[must_use]
pub fn screen(table: &Table, outcome: &Sum, conditions: &[usize], cuts: &Cuts) -> Vec<Screened> {
    let y = outcome.memberships(table);
    let known = conditions.iter().copied().filter(|column| *column < table.columns.len());
    let (mut present, mut absent) = (Vec::new(), Vec::new());
    for column in known {
        match table.columns[column].kind.levels() {
            2 => {
                present.push(Literal::present(column));
                absent.push(Literal::absent(column));
            }
            levels => present.extend((0..levels).map(|level| Literal { column, levels: Levels::one(level) })),
        }
    }
    let fit = |literal: Literal| {
        let x = literal.memberships(table);
        let needed = necessity(&x, &y);
        Screened {
            literal,
            necessity: needed,
            sufficiency: sufficiency(&x, &y),
            prevalence: (!x.is_empty()).then(|| x.iter().sum::<f64>() / x.len() as f64),
            trivialness: Trivialness::of(&needed, cuts),
        }
    };
    present.into_iter().chain(absent).map(fit).collect()
}
