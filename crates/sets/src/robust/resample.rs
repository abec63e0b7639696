//! What becomes of a solution when other cases had been looked at: fewer of them, or as many drawn anew.
//!
//! Rows that hang together, such as the spells or years of one case, are left out and drawn together, as clusters: the others of its rows
//! would stand in for a row that is left out (A. C. Davison and D. V. Hinkley 1997, "Bootstrap Methods and their Application", 3.8).

use super::likeness::Tally;
use super::recipe::{Models, Recipe, Solved};
use crate::Table;
use crate::coincidence::Random;
use crate::fit::sufficiency;
use text::Diagnostic;

/// One table of other cases.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// The rows that are not in it, ascending.
    pub without: Vec<usize>,
    /// Its models, or why there are none.
    pub models: Models,
}

/// All tables tried.
#[derive(Debug, Clone, PartialEq)]
pub struct Resampled {
    /// Each trial, in the order tried. Those that failed stay on record.
    pub trials: Vec<Trial>,
    /// How often the models and terms of the whole table came back.
    pub tally: Tally,
}

/// Tables drawn with repetition.
#[derive(Debug, Clone, PartialEq)]
pub struct Bootstrapped {
    /// The trials.
    pub resampled: Resampled,
    /// For each model of the whole table.
    pub intervals: Vec<Intervals>,
}

/// The middle 95 % over the draws: the 2.5th and the 97.5th percentile. Draws in which a ratio is undefined are passed over; `None`
/// without another.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Intervals {
    /// Of consistency.
    pub consistency: Option<(f64, f64)>,
    /// Of coverage.
    pub coverage: Option<(f64, f64)>,
}

/// Every row of a table as a cluster of its own.
#[must_use]
pub fn rows_alone(table: &Table) -> Vec<Vec<usize>> {
    (0..table.len()).map(|row| vec![row]).collect()
}

/// Leaves out each cluster of rows in turn. Every row of the table is in one of `clusters`.
///
/// # Errors
///
/// What the [`Recipe`] refuses for the whole table.
pub fn leave_one_out(table: &Table, clusters: &[Vec<usize>], recipe: &Recipe) -> Result<Resampled, Vec<Diagnostic>> {
    let stays = |left: usize| {
        let others = clusters.iter().enumerate().filter(|(at, _)| *at != left);
        sorted(others.flat_map(|(_, rows)| rows))
    };
    resampled(table, recipe, (0..clusters.len()).map(stays), |_| ())
}

/// Leaves out so many of the clusters, one in turn, which are drawn at random without repetition; the same for the same seed. Trials
/// stand in the order of the clusters.
///
/// # Errors
///
/// What the [`Recipe`] refuses for the whole table.
pub fn leave_some_out(
    table: &Table,
    clusters: &[Vec<usize>],
    recipe: &Recipe,
    times: usize,
    seed: u64,
) -> Result<Resampled, Vec<Diagnostic>> {
    let mut random = Random::new(seed);
    let mut drawn: Vec<usize> = (0..clusters.len()).collect();
    let times = times.min(drawn.len());
    for at in 0..times {
        let other = at + random.below(drawn.len() - at);
        drawn.swap(at, other);
    }
    drawn.truncate(times);
    drawn.sort_unstable();
    let stays = |left: usize| {
        let others = clusters.iter().enumerate().filter(|(at, _)| *at != left);
        sorted(others.flat_map(|(_, rows)| rows))
    };
    resampled(table, recipe, drawn.into_iter().map(stays), |_| ())
}

/// Leaves out `out` clusters drawn at random without repetition, `times` times; the same for the same seed. All
/// are left out where there are no more than that.
///
/// # Errors
///
/// What the [`Recipe`] refuses for the whole table.
pub fn subsample(
    table: &Table,
    clusters: &[Vec<usize>],
    recipe: &Recipe,
    out: usize,
    times: usize,
    seed: u64,
) -> Result<Resampled, Vec<Diagnostic>> {
    let mut random = Random::new(seed);
    let mut order: Vec<usize> = (0..clusters.len()).collect();
    let draws = (0..times).map(|_| {
        let out = out.min(order.len());
        for at in 0..out {
            let other = at + random.below(order.len() - at);
            order.swap(at, other);
        }
        sorted(order[out..].iter().flat_map(|at| &clusters[*at]))
    });
    resampled(table, recipe, draws, |_| ())
}

/// Draws as many clusters as there are, with repetition, `times` times (Efron 1979); the same for the same seed.
///
/// # Errors
///
/// What the [`Recipe`] refuses for the whole table.
pub fn bootstrap(
    table: &Table,
    clusters: &[Vec<usize>],
    recipe: &Recipe,
    times: usize,
    seed: u64,
) -> Result<Bootstrapped, Vec<Diagnostic>> {
    let models = recipe.models(table)?;
    let members: Vec<Vec<f64>> = models.iter().map(|model| model.memberships(table)).collect();
    let y = recipe.outcome.memberships(table);
    let mut fits: Vec<[Vec<f64>; 2]> = vec![[Vec::new(), Vec::new()]; models.len()];
    let mut random = Random::new(seed);
    let draws = (0..times).map(|_| {
        let drawn: Vec<usize> = (0..clusters.len()).map(|_| random.below(clusters.len())).collect();
        sorted(drawn.iter().flat_map(|at| &clusters[*at]))
    });
    let resampled = resampled(table, recipe, draws, |drawn| {
        let of = |values: &[f64]| -> Vec<f64> { drawn.iter().map(|case| values[*case]).collect() };
        let y = of(&y);
        for (members, fits) in members.iter().zip(&mut fits) {
            let fit = sufficiency(&of(members), &y);
            fits[0].extend(fit.consistency);
            fits[1].extend(fit.coverage);
        }
    })?;
    let of = |[consistency, coverage]: [Vec<f64>; 2]| Intervals {
        consistency: middle(consistency),
        coverage: middle(coverage),
    };
    Ok(Bootstrapped { resampled, intervals: fits.into_iter().map(of).collect() })
}

/// The 2.5th and the 97.5th percentile, each the smallest value that so large a share of all does not exceed.
fn middle(mut values: Vec<f64>) -> Option<(f64, f64)> {
    values.sort_unstable_by(f64::total_cmp);
    let at = |thousandths: usize| {
        let rank = (values.len() * thousandths).div_ceil(1_000).max(1);
        values.get(rank - 1).copied()
    };
    at(25).zip(at(975))
}

fn sorted<'a>(rows: impl Iterator<Item = &'a usize>) -> Vec<usize> {
    let mut rows: Vec<usize> = rows.copied().collect();
    rows.sort_unstable();
    rows
}

fn resampled(
    table: &Table,
    recipe: &Recipe,
    draws: impl IntoIterator<Item = Vec<usize>>,
    mut look: impl FnMut(&[usize]),
) -> Result<Resampled, Vec<Diagnostic>> {
    let mut solved = Solved::new();
    let models = recipe.models_again(table, &mut solved)?;
    let mut trials = Vec::new();
    for drawn in draws {
        look(&drawn);
        trials.push(Trial {
            models: recipe.models_again(
                &Table { left_out: table.left_out.clone(), ..table.picked(drawn.iter().copied()) },
                &mut solved,
            ),
            without: (0..table.len()).filter(|case| drawn.binary_search(case).is_err()).collect(),
        });
    }
    let (tally, _) = Tally::of(&models, trials.iter().map(|trial| &trial.models), table);
    Ok(Resampled { trials, tally })
}
