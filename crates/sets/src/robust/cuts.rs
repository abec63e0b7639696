//! Within which range a cut-off of the truth table leaves the solution as it is.
//!
//! A row is coded anew only where a cut-off passes the row's own number, so that the numbers of the rows are all the points at
//! which a solution can change. One cut-off between each two of them is tried, and none is missed.

use super::Recipe;
use crate::Table;
use crate::expression::Sum;
use crate::truth::{Reason, TruthTable};
use text::Diagnostic;

/// A cut-off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cut {
    /// Inclusion. Not below the contradiction cut-off, where there is one.
    Inclusion,
    /// PRI.
    Pri,
    /// Cases in a row.
    Frequency,
}

/// An end of a range.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// Where it is.
    pub at: f64,
    /// The models beyond it, or why they cannot be made; `None` where the solution is the same as far as was looked.
    pub beyond: Option<Result<Vec<Sum>, Vec<Diagnostic>>>,
}

/// A point within a range, or at its end, at which the solution is another one though it is the same on both sides.
#[derive(Debug, Clone, PartialEq)]
pub struct Except {
    /// Where it is.
    pub at: f64,
    /// The models there, or why they cannot be made.
    pub models: Result<Vec<Sum>, Vec<Diagnostic>>,
}

/// The largest range around a value within which the solution, all its models, is the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    /// The value it lies around.
    pub value: f64,
    /// The models there.
    pub models: Vec<Sum>,
    /// The lower end. Of a cut-off: the greatest one with another solution.
    pub low: Bound,
    /// The upper end. Of a cut-off: the greatest one with the same solution.
    pub high: Bound,
    /// Single points of it at which the solution is another one, ascending. Of an anchor: where a case stands at exactly 0.5.
    pub except: Vec<Except>,
    /// How many more such points of it there are at which nothing was asked, since that would have taken too long: those farthest from the
    /// value.
    pub unasked: usize,
}

/// The range of a cut-off, the others staying as they are. A cut-off and a row's number within the settings' tolerance count as
/// equal, so that in fuzzy data an end is known to within it.
///
/// # Errors
///
/// What the [`Recipe`] refuses as it is. What it refuses elsewhere is another solution.
pub fn cut_range(table: &Table, recipe: &Recipe, cut: Cut) -> Result<Range, Vec<Diagnostic>> {
    let models = recipe.models(table)?;
    let truth = recipe.truth(table)?;
    let value = cut.value(recipe);
    let slack = if truth.exact || cut == Cut::Frequency { 0.0 } else { recipe.settings.tolerance };
    let floor = match cut {
        Cut::Inclusion => recipe.settings.contradiction.unwrap_or(0.0),
        Cut::Pri => 0.0,
        Cut::Frequency => 1.0,
    };
    let points = points(&truth, cut, floor);
    let here = points.iter().position(|point| *point >= value - slack).unwrap_or(points.len().saturating_sub(1));
    let mut low = Bound { at: floor, beyond: None };
    for &point in points[..here].iter().rev() {
        let other = cut.at(recipe, point).models(table);
        if other.as_ref() != Ok(&models) {
            low = Bound { at: point, beyond: Some(other) };
            break;
        }
    }
    let mut high = Bound { at: points.last().copied().unwrap_or(value), beyond: None };
    for pair in points[here..].windows(2) {
        let other = cut.at(recipe, pair[1]).models(table);
        if other.as_ref() != Ok(&models) {
            high = Bound { at: pair[0], beyond: Some(other) };
            break;
        }
    }
    Ok(Range { value, models, low, high, except: Vec::new(), unasked: 0 })
}

/// For each way to code the rows the greatest cut-off that codes them so, ascending.
fn points(truth: &TruthTable, cut: Cut, floor: f64) -> Vec<f64> {
    let rows = truth.rows.iter().filter(|row| !matches!(row.reason, Reason::Excluded { .. }));
    let mut points: Vec<f64> = match cut {
        Cut::Inclusion => rows.filter_map(|row| row.inclusion).chain([1.0]).collect(),
        Cut::Pri => rows.filter_map(|row| row.pri).chain([0.0, 1.0]).collect(),
        Cut::Frequency => {
            let mut counts: Vec<f64> = rows.map(|row| row.n as f64).collect();
            counts.push(counts.iter().copied().fold(0.0, f64::max) + 1.0);
            counts
        }
    };
    points.retain(|point| *point >= floor && (cut == Cut::Frequency || *point <= 1.0));
    points.sort_unstable_by(f64::total_cmp);
    points.dedup();
    points
}

impl Cut {
    /// Where it stands in a recipe.
    #[must_use]
    pub fn value(self, recipe: &Recipe) -> f64 {
        match self {
            Cut::Inclusion => recipe.settings.inclusion,
            Cut::Pri => recipe.settings.pri,
            Cut::Frequency => recipe.settings.frequency as f64,
        }
    }

    /// The recipe with this cut-off elsewhere.
    #[must_use]
    pub fn at(self, recipe: &Recipe, value: f64) -> Recipe {
        let mut recipe = recipe.clone();
        match self {
            Cut::Inclusion => recipe.settings.inclusion = value,
            Cut::Pri => recipe.settings.pri = value,
            Cut::Frequency => recipe.settings.frequency = value as usize,
        }
        recipe
    }
}
