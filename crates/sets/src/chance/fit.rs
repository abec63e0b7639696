//! Chance and the fit of one relation.

use super::deals::{Chance, Dealing, Deals};
use super::hypergeometric::shared_at_least;
use super::sums::shared;

/// How far a sum of floating-point numbers may lie below another and still count as no less.
const SLACK: f64 = 1e-12;

/// The probability that the outcome, dealt anew, is as consistent with the condition as it is (one-sided; Braumoeller 2015).
///
/// Dealing leaves the sums of x and of y as they are, so that consistency and coverage, of sufficiency and of necessity, all grow with
/// the sum of min(x, y) alone: their p-values are one. Where both sets are crisp that sum is hypergeometric and p is exact whatever
/// the number of cases. `None` where x or y has no member, so that a ratio is undefined.
#[must_use]
pub fn permuted_fit(x: &[f64], y: &[f64], dealing: &Dealing) -> Option<Chance> {
    let n = x.len().min(y.len());
    let (x, y) = (&x[..n], &y[..n]);
    if !x.iter().any(|x| *x > 0.0) || !y.iter().any(|y| *y > 0.0) {
        return None;
    }
    if is_crisp(x) && is_crisp(y) {
        let members = |set: &[f64]| set.iter().filter(|member| **member == 1.0).count();
        let both = x.iter().zip(y).filter(|(x, y)| **x == 1.0 && **y == 1.0).count();
        let p = shared_at_least(both, n, members(x), members(y));
        return Some(Chance { p, deals: Deals::Counted });
    }
    let least = shared(x, y) - SLACK * x.iter().sum::<f64>();
    Some(dealing.count(y, |dealt| shared(x, dealt) >= least))
}

/// Whether all memberships are 0 or 1.
pub(super) fn is_crisp(set: &[f64]) -> bool {
    set.iter().all(|member| *member == 0.0 || *member == 1.0)
}
