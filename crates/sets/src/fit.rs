//! Parameters of fit: how nearly one set is a subset of another, on memberships and on expressions.
//!
//! In: memberships of the same cases in two sets, each from 0 to 1, or expressions over a table. Out: ratios, each `None`
//! where it is undefined (its denominator is 0), never 0 or 1 in its stead; and how many cases were used and left out.
//! Throughout, x is the condition, y the outcome, sums go over cases in their order. Where two lists differ in length, the
//! rest of the longer one is not read.

mod binomial;
mod coincidence;
mod expressions;
mod necessity;
mod paired;
mod pre;
mod sufficiency;

pub use binomial::{at_least, consistent_cases};
pub use coincidence::{coincidence, coincidence_of};
pub use expressions::{Fitted, Used, necessity_of, sufficiency_of};
pub use necessity::{Necessity, necessity, weighed_necessity};
pub use paired::{Paired, paired};
pub use pre::{Pre, pre};
pub use sufficiency::{Sufficiency, sufficiency, unique_coverages, weighed_sufficiency, weighed_unique_coverages};

/// What a case weighs: 1 without weights, and where the list has none for it.
fn weight_of(weights: Option<&[f64]>, case: usize) -> f64 {
    weights.and_then(|weights| weights.get(case)).copied().unwrap_or(1.0)
}

/// Below this share of the sum of x, what is left of it without the sum of min(x, y, 1 - y) is rounding.
const ROUNDING: f64 = 1e-12;

/// PRI from the sums of x, min(x, y) and min(x, y, 1 - y): undefined where the first and the last are equal but for rounding, for then
/// every member is as much in the outcome as in its absence.
pub(crate) fn pri_of(x: f64, both: f64, neither: f64) -> Option<f64> {
    let left = x - neither;
    (left > x * ROUNDING).then(|| (both - neither) / left)
}

/// `over / under`, undefined where `under` is not above 0.
fn ratio(over: f64, under: f64) -> Option<f64> {
    (under > 0.0).then(|| over / under)
}
