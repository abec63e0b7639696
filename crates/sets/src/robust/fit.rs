//! What an initial solution and all test solutions have in common, as fit.

use crate::fit::{Sufficiency, sufficiency};

/// Fit-oriented robustness (Oana and Schneider 2024). 1 everywhere: perfectly robust. IS is the initial solution, minTS the least
/// membership in any test solution, maxTS the greatest, RC = min(IS, minTS) the robust core.
#[derive(Debug, Clone, PartialEq)]
pub struct RobustFit {
    /// Consistency of IS by that of RC.
    pub consistency: Option<f64>,
    /// Coverage of RC by that of IS.
    pub coverage: Option<f64>,
    /// Set coincidence of IS with minTS: sum of min by sum of max.
    pub coincidence_min: Option<f64>,
    /// Set coincidence of IS with maxTS.
    pub coincidence_max: Option<f64>,
    /// Fit of IS.
    pub initial: Sufficiency,
    /// Fit of RC.
    pub core: Sufficiency,
}

/// The least and the greatest membership of each case in any of the solutions; `None` without one. All of them are read, in
/// whatever order they come.
pub(super) fn extremes(tests: &[Vec<f64>], cases: usize) -> Option<(Vec<f64>, Vec<f64>)> {
    let fold = |start: f64, pick: fn(f64, f64) -> f64| -> Vec<f64> {
        let of = |case: usize| tests.iter().filter_map(|test| test.get(case).copied()).fold(start, pick);
        (0..cases).map(of).collect()
    };
    (!tests.is_empty()).then(|| (fold(1.0, f64::min), fold(0.0, f64::max)))
}

/// How alike the fit of an initial solution and of test solutions is, given memberships of the same cases in each and in the
/// outcome. `None` without a test solution.
#[must_use]
pub fn robust_fit(initial: &[f64], tests: &[Vec<f64>], y: &[f64]) -> Option<RobustFit> {
    let (least, most) = extremes(tests, initial.len())?;
    let core: Vec<f64> = initial.iter().zip(&least).map(|(initial, least)| initial.min(*least)).collect();
    let (whole, core) = (sufficiency(initial, y), sufficiency(&core, y));
    let ratio = |over: Option<f64>, under: Option<f64>| Some((over?, under.filter(|under| *under > 0.0)?));
    let divided = |pair: Option<(f64, f64)>| pair.map(|(over, under)| over / under);
    let coincidence = |other: &[f64]| {
        let (mut both, mut either) = (0.0, 0.0);
        for (one, other) in initial.iter().zip(other) {
            both += one.min(*other);
            either += one.max(*other);
        }
        divided(ratio(Some(both), Some(either)))
    };
    Some(RobustFit {
        consistency: divided(ratio(whole.consistency, core.consistency)),
        coverage: divided(ratio(core.coverage, whole.coverage)),
        coincidence_min: coincidence(&least),
        coincidence_max: coincidence(&most),
        initial: whole,
        core,
    })
}
