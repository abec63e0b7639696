//! How often the left side of a static claim foretells the right: a score that theories and baselines share.

use crate::fit::{Unit, shares};
use crate::ratio::Bounds;
use crate::run::ClaimVerdicts;

/// Sum (1 - |X - Y|) / N: with crisp sides the share of units on which both hold or neither does. Bounds where a side is
/// unknown; `None` where there is no unit in scope.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// Years or days in scope.
    pub unit: Unit,
    /// How many.
    pub n: usize,
    /// The share told right.
    pub share: Option<Bounds>,
}

/// Over years and over days; empty for claims about events.
///
/// It is no test of a claim: a claim of necessity does not say that the outcome follows. It is what a claim's condition
/// would tell if it were taken for a forecast, and so can be set beside "never" and "always continues". Where an outcome is
/// rare, "never" does well.
pub fn agreement(judged: &ClaimVerdicts) -> Vec<Agreement> {
    let told = |x: f64, y: f64| (1.0 - (x - y).abs(), 1.0);
    let of = |unit| {
        let (n, share) = shares(judged, unit, told);
        Agreement { unit, n, share }
    };
    [Unit::Year, Unit::Day].into_iter().map(of).filter(|agreement| agreement.n > 0).collect()
}
