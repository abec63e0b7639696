//! Chance and a search for necessary expressions: would the same search among outcomes dealt at random have found one as good?
//!
//! The search is done again on each outcome dealt, with all its conditions and cut-offs, and what counts is the set coincidence of the best
//! expression that passes with the outcome; 0 where none passes. So whatever was searched through is allowed for.

use super::deals::{Chance, Dealing};
use crate::Table;
use crate::necessity::{Cuts, Found, searched};

/// About how many memberships are looked at for each deal: each case for each expression tried, as it is for the outcome and for one dealt.
#[must_use]
pub fn superset_steps(table: &Table, conditions: &[usize], y: &[f64], cuts: &Cuts) -> usize {
    let mut dealt = y.to_vec();
    dealt.rotate_left(y.len() / 2);
    let tried = [y, &dealt[..]].map(|y| searched(table, conditions, y, cuts).tried).into_iter().max().unwrap_or(0);
    usize::try_from(tried).unwrap_or(usize::MAX).saturating_mul(y.len())
}

/// The probability that the same search, among conditions (places of columns) and for the outcome `y` dealt anew, finds an expression that coincides with
/// it as much as the best found does with `y`. p is 1 where nothing passes. The cut-offs must be sound.
#[must_use]
pub fn permuted_supersets(table: &Table, conditions: &[usize], y: &[f64], cuts: &Cuts, dealing: &Dealing) -> Chance {
    let best = |y: &[f64]| searched(table, conditions, y, cuts).found.iter().map(coincidence).fold(0.0, f64::max);
    let observed = best(y);
    dealing.count(y, |dealt| best(dealt) >= observed - 1e-12)
}

/// Sum min(x, y) by sum max(x, y), from consistency, sum min by sum y, and coverage, sum min by sum x.
fn coincidence(found: &Found) -> f64 {
    match (found.necessity.consistency, found.necessity.coverage) {
        (Some(of_y), Some(of_x)) if of_y > 0.0 && of_x > 0.0 => 1.0 / (1.0 / of_y + 1.0 / of_x - 1.0),
        _ => 0.0,
    }
}
