//! A theory held against a solution.

use super::areas::{Area, AreaCases, Reading};
use crate::Table;
use crate::expression::{Sum, TooLarge};
use crate::fit::{Sufficiency, Used, sufficiency};

/// What a theory and a solution have in common, and what each has alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// How memberships were reckoned.
    pub reading: Reading,
    /// The areas, in the order of [`Area::ALL`].
    pub areas: Vec<AreaCases>,
    /// How sufficient the theory is.
    pub theory: Sufficiency,
    /// How sufficient the solution is.
    pub solution: Sufficiency,
    /// How many cases show the outcome (above 0.5).
    pub outcome: usize,
    /// How many do not (below 0.5).
    pub absent: usize,
    /// Cases in no area, at exactly 0.5 in theory or solution (or, by the Boolean reading of fuzzy sets, below 0.5 in all).
    pub nowhere: Vec<usize>,
    /// How many cases bear it.
    pub used: Used,
}

impl Evaluation {
    /// The share of all cases that lie in the area and show the outcome, and that do not; `None` without cases.
    #[must_use]
    pub fn of_cases(&self, area: &AreaCases) -> Option<(f64, f64)> {
        let n = self.used.n;
        (n > 0).then(|| (area.with.len() as f64 / n as f64, area.without.len() as f64 / n as f64))
    }

    /// The share of the cases with the outcome that lie in the area, and of those without it; `None` without any such case.
    #[must_use]
    pub fn of_outcome(&self, area: &AreaCases) -> (Option<f64>, Option<f64>) {
        let share = |part: usize, of: usize| (of > 0).then(|| part as f64 / of as f64);
        (share(area.with.len(), self.outcome), share(area.without.len(), self.absent))
    }
}

/// Holds a theory against a solution. `allowed` bounds the terms on the way to an area's expression and is not used by
/// [`Reading::Memberships`], which cannot err.
///
/// # Errors
///
/// By [`Reading::Boolean`], where an area has more than `allowed` terms when multiplied out.
pub fn evaluate(
    table: &Table,
    theory: &Sum,
    solution: &Sum,
    outcome: &Sum,
    reading: Reading,
    allowed: usize,
) -> Result<Evaluation, TooLarge> {
    let (t, s, y) = (theory.memberships(table), solution.memberships(table), outcome.memberships(table));
    let mut areas = Vec::new();
    for area in Area::ALL {
        let expression = match reading {
            Reading::Memberships => None,
            Reading::Boolean => Some(area.sum(theory, solution, table, allowed)?),
        };
        let memberships = match &expression {
            None => area.memberships(&t, &s),
            Some(sum) => sum.memberships(table),
        };
        let inside = |shows: fn(f64) -> bool| -> Vec<usize> {
            (0..y.len()).filter(|case| memberships[*case] > 0.5 && shows(y[*case])).collect()
        };
        let (with, without, unclear) = (inside(|y| y > 0.5), inside(|y| y < 0.5), inside(|y| y == 0.5));
        let fit = sufficiency(&memberships, &y);
        areas.push(AreaCases { area, expression, memberships, fit, with, without, unclear });
    }
    let nowhere = |case: &usize| areas.iter().all(|area| area.memberships[*case] <= 0.5);
    Ok(Evaluation {
        reading,
        theory: sufficiency(&t, &y),
        solution: sufficiency(&s, &y),
        outcome: y.iter().filter(|y| **y > 0.5).count(),
        absent: y.iter().filter(|y| **y < 0.5).count(),
        nowhere: (0..y.len()).filter(nowhere).collect(),
        used: Used { n: table.len(), left_out: table.left_out.len() },
        areas,
    })
}
