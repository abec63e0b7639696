//! What becomes of a solution when cases are left out.

use super::Recipe;
use crate::coincidence::Random;
use crate::expression::Sum;
use crate::{Column, Table};
use text::Diagnostic;

/// One table with cases left out.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// The cases left out, ascending.
    pub without: Vec<usize>,
    /// The models of the others, or why there are none.
    pub models: Result<Vec<Sum>, Vec<Diagnostic>>,
}

/// All tables tried.
#[derive(Debug, Clone, PartialEq)]
pub struct Resampled {
    /// The models of the whole table.
    pub models: Vec<Sum>,
    /// Each trial, in the order tried. Those that failed stay on record.
    pub trials: Vec<Trial>,
    /// In how many all models are those of the whole table.
    pub same: usize,
    /// For each of its models, in how many it is a model.
    pub kept: Vec<usize>,
    /// How many failed.
    pub failed: usize,
}

/// Leaves out each case in turn.
///
/// # Errors
///
/// What the [`Recipe`] refuses for the whole table.
pub fn leave_one_out(table: &Table, recipe: &Recipe) -> Result<Resampled, Vec<Diagnostic>> {
    resampled(table, recipe, (0..table.len()).map(|case| vec![case]))
}

/// Leaves out `out` cases drawn at random without repetition, `times` times; the same for the same seed. All
/// cases are left out where there are no more than that.
///
/// # Errors
///
/// What the [`Recipe`] refuses for the whole table.
pub fn subsample(
    table: &Table,
    recipe: &Recipe,
    out: usize,
    times: usize,
    seed: u64,
) -> Result<Resampled, Vec<Diagnostic>> {
    let mut random = Random::new(seed);
    let mut cases: Vec<usize> = (0..table.len()).collect();
    let draws: Vec<Vec<usize>> = (0..times)
        .map(|_| {
            let out = out.min(cases.len());
            for at in 0..out {
                let other = at + random.below(cases.len() - at);
                cases.swap(at, other);
            }
            let mut drawn = cases[..out].to_vec();
            drawn.sort_unstable();
            drawn
        })
        .collect();
    resampled(table, recipe, draws)
}

fn resampled(
    table: &Table,
    recipe: &Recipe,
    draws: impl IntoIterator<Item = Vec<usize>>,
) -> Result<Resampled, Vec<Diagnostic>> {
    let models = recipe.models(table)?;
    let trials: Vec<Trial> =
        draws.into_iter().map(|without| Trial { models: recipe.models(&left(table, &without)), without }).collect();
    let made = || trials.iter().filter_map(|trial| trial.models.as_ref().ok());
    let kept = |model: &Sum| made().filter(|others| others.contains(model)).count();
    Ok(Resampled {
        same: made().filter(|others| **others == models).count(),
        kept: models.iter().map(kept).collect(),
        failed: trials.len() - made().count(),
        models,
        trials,
    })
}

/// The table without some cases, given in ascending order.
fn left(table: &Table, without: &[usize]) -> Table {
    let stays: Vec<usize> = (0..table.len()).filter(|case| without.binary_search(case).is_err()).collect();
    let column = |column: &Column| Column {
        values: stays.iter().map(|case| column.values[*case]).collect(),
        dont_care: (0..stays.len()).filter(|at| column.is_dont_care(stays[*at])).collect(),
        ..column.clone()
    };
    let mut kept = Table::new(
        stays.iter().map(|case| table.cases[*case].clone()).collect(),
        table.columns.iter().map(column).collect(),
    );
    kept.left_out = table.left_out.clone();
    kept
}
