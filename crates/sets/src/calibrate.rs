//! Calibration: raw numbers to memberships and levels, by anchors that the scholar states.
//!
//! In: raw values, `None` where one is missing, and anchors in the units of the raw values. Out: one membership from 0 to 1 a
//! value, or one level, `None` where there was none; or what is wrong with the anchors. A file for each method. Nothing is
//! rounded or snapped to 0 and 1: a membership near 0 stays near 0.

mod anchors;
mod bell;
mod crisp;
mod ecdf;
mod indirect;
mod logistic;
mod method;
mod relative;
mod shape;
mod thresholds;

pub use anchors::Anchors;
pub use bell::{Bell, bell};
pub use crisp::crisp;
pub use ecdf::ecdf;
pub use indirect::{Fractional, Regression, indirect};
pub use logistic::logistic;
pub use method::Method;
pub use relative::relative;
pub use shape::{Powers, shape};
pub use thresholds::{Linkage, find_thresholds};

use text::{Diagnostic, Warned};

/// Memberships or levels, `None` where a value was missing; or nothing, with all that is wrong.
pub type Calibrated = Warned<Option<Vec<Option<f64>>>>;

/// The values through `of`; a value that is no finite number is missing.
fn each(values: &[Option<f64>], of: impl Fn(f64) -> f64) -> Vec<Option<f64>> {
    values.iter().map(|value| value.filter(|value| value.is_finite()).map(&of)).collect()
}

/// The values that are there, in their order.
fn known(values: &[Option<f64>]) -> Vec<f64> {
    values.iter().copied().flatten().filter(|value| value.is_finite()).collect()
}

/// A refusal (`sets::calibration`).
fn refused(message: impl Into<String>, hint: &str) -> Calibrated {
    Warned::new(None, vec![refusal(message, hint)])
}

fn refusal(message: impl Into<String>, hint: &str) -> Diagnostic {
    Diagnostic::misuse("sets::calibration", message).hint(hint)
}
