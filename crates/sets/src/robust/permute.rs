//! How often chance does as well: the outcome is dealt to the cases anew (Braumoeller 2015).
//!
//! Where there are no more ways to deal it than were asked for (n! of n cases), each is tried once and p is exact. Otherwise it
//! is dealt at random from a seed, and p is (1 + as good) / (1 + dealt), which counts the deal that was observed and is never 0.

use super::Recipe;
use crate::coincidence::Random;
use crate::expression::{Literal, Sum};
use crate::fit::sufficiency;
use crate::{Column, Kind, Table};
use text::Diagnostic;

/// The result of a permutation test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chance {
    /// How probable it is that chance does as well.
    pub p: f64,
    /// In how many deals it did.
    pub as_good: usize,
    /// How many deals there were; where exact, the observed one is among them.
    pub deals: usize,
    /// Whether every deal was tried.
    pub exact: bool,
}

/// The probability that the outcome, dealt anew, is as consistent with the condition as it is (one-sided). `None` where
/// consistency is undefined.
#[must_use]
pub fn permuted_fit(x: &[f64], y: &[f64], deals: usize, seed: u64) -> Option<Chance> {
    let consistency = |y: &[f64]| sufficiency(x, y).consistency;
    let observed = consistency(y)?;
    let n = x.len().min(y.len());
    Some(dealt(&y[..n], deals, seed, |y| consistency(y).is_some_and(|other| other >= observed - 1e-12)))
}

/// The probability that the whole search, done again on an outcome dealt anew, finds a model as good: of no less consistency
/// and no less coverage than the first model. Cases at exactly 0.5 are as the recipe has them.
///
/// # Errors
///
/// What the [`Recipe`] refuses for the table as it is. A deal for which it refuses counts as one that is not as good.
pub fn permuted_solution(table: &Table, recipe: &Recipe, deals: usize, seed: u64) -> Result<Chance, Vec<Diagnostic>> {
    let models = recipe.models(table)?;
    let y = recipe.outcome.memberships(table);
    let fit = |model: &Sum, y: &[f64]| {
        let fit = sufficiency(&model.memberships(table), y);
        fit.consistency.zip(fit.coverage)
    };
    // A solution without terms says nothing; every other search does as well.
    let observed = models.first().and_then(|model| fit(model, &y)).unwrap_or((0.0, 0.0));
    let mut dealt_table = table.clone();
    let kind = if recipe.outcome.is_crisp(table) { Kind::Crisp } else { Kind::Fuzzy };
    dealt_table.columns.push(Column::new("the outcome dealt anew", kind, y.clone()));
    let place = dealt_table.columns.len() - 1;
    let recipe = Recipe { outcome: Sum::literal(Literal::present(place)), ..recipe.clone() };
    let as_good = |y: &[f64]| {
        dealt_table.columns[place].values.copy_from_slice(y);
        let models = recipe.models(&dealt_table).unwrap_or_default();
        let reaches =
            |(consistency, coverage): (f64, f64)| consistency >= observed.0 - 1e-12 && coverage >= observed.1 - 1e-12;
        observed == (0.0, 0.0) || models.iter().any(|model| fit(model, y).is_some_and(reaches))
    };
    Ok(dealt(&y, deals, seed, as_good))
}

fn dealt(y: &[f64], deals: usize, seed: u64, mut as_good: impl FnMut(&[f64]) -> bool) -> Chance {
    let ways = (1..=y.len()).try_fold(1_usize, usize::checked_mul).filter(|ways| *ways <= deals);
    let mut dealt = y.to_vec();
    if let Some(ways) = ways {
        let mut good = usize::from(as_good(&dealt));
        // Heap's algorithm: every deal once, each by one exchange.
        let (mut counts, mut at) = (vec![0; dealt.len()], 1);
        while at < dealt.len() {
            if counts[at] < at {
                dealt.swap(at, if at % 2 == 0 { 0 } else { counts[at] });
                good += usize::from(as_good(&dealt));
                counts[at] += 1;
                at = 1;
            } else {
                counts[at] = 0;
                at += 1;
            }
        }
        return Chance { p: good as f64 / ways as f64, as_good: good, deals: ways, exact: true };
    }
    let mut random = Random::new(seed);
    let mut good = 0;
    for _ in 0..deals {
        for at in (1..dealt.len()).rev() {
            dealt.swap(at, random.below(at + 1));
        }
        good += usize::from(as_good(&dealt));
    }
    Chance { p: (1 + good) as f64 / (1 + deals) as f64, as_good: good, deals, exact: false }
}
