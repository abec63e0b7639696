//! Fit over all cells, by cluster, by unit.

use super::distance;
use std::collections::BTreeMap;
use text::Diagnostic;

/// The cells of a panel: lists of the same length.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cells<'a> {
    /// Membership in the condition.
    pub x: &'a [f64],
    /// Membership in the outcome.
    pub y: &'a [f64],
    /// The unit (a country, a dyad) of each cell.
    pub units: &'a [String],
    /// The cluster (a year, a region) of each cell.
    pub clusters: &'a [String],
    /// What each cell weighs, such as the days of a spell; `None`: all the same.
    pub weights: Option<&'a [f64]>,
}

/// Consistency and coverage of x as a subset of y: for sufficiency the first is consistency and the second coverage, for
/// necessity the other way round.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Sides {
    /// Sum of min(x, y) by sum of x, weighted; `None` where the sum of x is 0.
    pub by_condition: Option<f64>,
    /// Sum of min(x, y) by sum of y, weighted; `None` where the sum of y is 0.
    pub by_outcome: Option<f64>,
}

/// A cluster or a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// How many cells it has.
    pub cells: usize,
    /// What they weigh in all.
    pub weight: f64,
    /// Its fit.
    pub fit: Sides,
}

/// The diagnosis of a panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// Over all cells.
    pub pooled: Sides,
    /// Each cluster, by name.
    pub between: Vec<Group>,
    /// Each unit, by name.
    pub within: Vec<Group>,
    /// How far the clusters are from being alike, by either side.
    pub between_distance: Sides,
    /// How far the units are from being alike.
    pub within_distance: Sides,
    /// How many cells bear it.
    pub cells: usize,
    /// How many of all pairs of a unit and a cluster have no cell: they bear nothing.
    pub absent: usize,
}

/// The fit of a panel's cells pooled, between clusters and within units.
///
/// # Errors
///
/// Everything wrong with the cells: lists of unlike length (`sets::panel_length`); a unit that stands twice in a cluster
/// (`sets::panel_duplicate`); a weight that is below 0 or no finite number (`sets::panel_weight`); a membership outside 0 to 1
/// (`sets::panel_membership`).
pub fn panel(cells: Cells<'_>) -> Result<Panel, Vec<Diagnostic>> {
    let problems = problems(&cells);
    if !problems.is_empty() {
        return Err(problems);
    }
    let all: Vec<usize> = (0..cells.x.len()).collect();
    let (between, within) = (groups(&cells, cells.clusters), groups(&cells, cells.units));
    Ok(Panel {
        pooled: fit(&cells, &all),
        between_distance: apart(&between),
        within_distance: apart(&within),
        cells: all.len(),
        absent: (between.len() * within.len()).saturating_sub(all.len()),
        between,
        within,
    })
}

fn problems(cells: &Cells<'_>) -> Vec<Diagnostic> {
    let n = cells.x.len();
    let lengths = [cells.y.len(), cells.units.len(), cells.clusters.len(), cells.weights.map_or(n, <[f64]>::len)];
    if lengths.iter().any(|length| *length != n) {
        let message = format!("{n} memberships in the condition, and lists of {lengths:?} beside them");
        return vec![Diagnostic::error("sets::panel_length", message).hint("give one value a cell in every list")];
    }
    let mut problems = Vec::new();
    let mut seen = BTreeMap::new();
    for (at, cell) in cells.units.iter().zip(cells.clusters).enumerate() {
        if let Some(first) = seen.insert(cell, at) {
            let message = format!("`{}` stands twice in `{}`: cells {} and {}", cell.0, cell.1, first + 1, at + 1);
            let hint = "a unit has one cell in a cluster; make the clusters finer or leave one out";
            problems.push(Diagnostic::error("sets::panel_duplicate", message).hint(hint));
        }
    }
    for at in 0..n {
        if [cells.x[at], cells.y[at]].iter().any(|member| !(0.0..=1.0).contains(member)) {
            let message = format!("cell {} has the memberships {} and {}", at + 1, cells.x[at], cells.y[at]);
            problems.push(Diagnostic::error("sets::panel_membership", message).hint("calibrate first, to 0 to 1"));
        }
        let weight = cells.weights.map_or(1.0, |weights| weights[at]);
        if !(weight >= 0.0 && weight.is_finite()) {
            problems.push(
                Diagnostic::misuse("sets::panel_weight", format!("cell {} weighs {weight}", at + 1))
                    .hint("give a number from 0 up, such as the days of the spell"),
            );
        }
    }
    problems
}

fn groups(cells: &Cells<'_>, names: &[String]) -> Vec<Group> {
    let mut places: BTreeMap<&String, Vec<usize>> = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        places.entry(name).or_default().push(at);
    }
    let weight = |at: &usize| cells.weights.map_or(1.0, |weights| weights[*at]);
    let group = |(name, places): (&String, Vec<usize>)| Group {
        name: name.clone(),
        cells: places.len(),
        weight: places.iter().map(weight).sum(),
        fit: fit(cells, &places),
    };
    places.into_iter().map(group).collect()
}

fn fit(cells: &Cells<'_>, places: &[usize]) -> Sides {
    let (mut sum_x, mut sum_y, mut both) = (0.0, 0.0, 0.0);
    for &at in places {
        let (x, y, weight) = (cells.x[at], cells.y[at], cells.weights.map_or(1.0, |weights| weights[at]));
        sum_x += weight * x;
        sum_y += weight * y;
        both += weight * x.min(y);
    }
    let ratio = |under: f64| (under > 0.0).then(|| both / under);
    Sides { by_condition: ratio(sum_x), by_outcome: ratio(sum_y) }
}

fn apart(groups: &[Group]) -> Sides {
    Sides {
        by_condition: distance(groups.iter().map(|group| group.fit.by_condition)),
        by_outcome: distance(groups.iter().map(|group| group.fit.by_outcome)),
    }
}
