//! Levels by thresholds.

use super::{Calibrated, each, refused};
use text::Warned;

/// How many thresholds a value reaches: 0 below the first, 1 from the first on, and so on. One threshold makes a crisp set, several
/// a multi-value condition.
///
/// Errs (`sets::calibration`) where there is no threshold or more than 63, or they do not ascend.
pub fn crisp(values: &[Option<f64>], thresholds: &[f64]) -> Calibrated {
    let ascend = thresholds.windows(2).all(|pair| pair[0] < pair[1]) && thresholds.iter().all(|at| at.is_finite());
    if thresholds.is_empty() || thresholds.len() >= usize::from(crate::MOST_LEVELS) || !ascend {
        let listed: Vec<String> = thresholds.iter().map(ToString::to_string).collect();
        return refused(format!("these are no thresholds: {}", listed.join(", ")), "give 1 to 63 ascending numbers");
    }
    Warned::clean(Some(each(values, |value| thresholds.partition_point(|at| *at <= value) as f64)))
}
