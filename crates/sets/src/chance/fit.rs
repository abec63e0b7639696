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
    permuted_fits(&[x], y, dealing).into_iter().next().flatten()
}

/// The same of several conditions, all held against the same deals.
#[must_use]
pub fn permuted_fits(conditions: &[&[f64]], y: &[f64], dealing: &Dealing) -> Vec<Option<Chance>> {
    let empty = |set: &[f64]| !set.iter().any(|member| *member > 0.0);
    let of = |x: &&[f64]| (!empty(x) && !empty(y)).then(|| counted(x, y)).flatten();
    let mut chances: Vec<Option<Chance>> = conditions.iter().map(of).collect();
    let dealt: Vec<usize> =
        (0..conditions.len()).filter(|at| chances[*at].is_none() && !empty(conditions[*at]) && !empty(y)).collect();
    if dealt.is_empty() {
        return chances;
    }
    let least = |at: &usize| shared(conditions[*at], y) - SLACK * conditions[*at].iter().sum::<f64>();
    let least: Vec<f64> = dealt.iter().map(least).collect();
    let mut good = vec![0; dealt.len()];
    let deals = dealing.each(y, |y| {
        for ((at, least), good) in dealt.iter().zip(&least).zip(&mut good) {
            *good += usize::from(shared(conditions[*at], y) >= *least);
        }
    });
    for (at, good) in dealt.into_iter().zip(good) {
        chances[at] = Some(Chance::of(good, deals));
    }
    chances
}

/// By the hypergeometric distribution, where both sets are crisp.
fn counted(x: &[f64], y: &[f64]) -> Option<Chance> {
    let n = x.len().min(y.len());
    let (x, y) = (&x[..n], &y[..n]);
    let members = |set: &[f64]| set.iter().filter(|member| **member == 1.0).count();
    let both = x.iter().zip(y).filter(|(x, y)| **x == 1.0 && **y == 1.0).count();
    (is_crisp(x) && is_crisp(y))
        .then(|| Chance { p: shared_at_least(both, n, members(x), members(y)), deals: Deals::Counted })
}

/// Whether all memberships are 0 or 1.
pub(super) fn is_crisp(set: &[f64]) -> bool {
    set.iter().all(|member| *member == 0.0 || *member == 1.0)
}
