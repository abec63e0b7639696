//! Whether no row of a truth table is coded anew while memberships in one column move within bounds.
//!
//! Consistency reaches a cut-off c where the sum of g(x) = min(x, y) - c x is not below 0, PRI where that of
//! h(x) = min(x, y) - c x - (1 - c) min(x, y, 1 - y) is not. Both are made of straight pieces with bends at y and 1 - y, so that
//! their least and greatest value over an interval of x is one of a few; the sums of these bound the sums of them.

use super::Recipe;
use crate::Table;
use crate::expression::{Levels, Literal, Term};
use crate::truth::TruthTable;

/// Bounds of the memberships in one column.
pub(super) struct Moving<'a> {
    /// The place of the column.
    pub column: usize,
    /// The least membership of each case.
    pub low: &'a [f64],
    /// The greatest.
    pub high: &'a [f64],
}

/// Whether every case stays on its side of 0.5 and every row of `truth`, made anywhere within the bounds, keeps its coding. May
/// say no where they do, if the bounds are wide; never yes where they do not.
pub(super) fn steady(table: &Table, recipe: &Recipe, truth: &TruthTable, y: &[f64], moving: &Moving<'_>) -> bool {
    let column = &table.columns[moving.column];
    let cases = || (0..table.len()).filter(|case| !column.is_dont_care(*case));
    if cases().any(|case| moving.low[case] <= 0.5 && moving.high[case] >= 0.5) {
        return false;
    }
    let slack = if truth.exact { 0.0 } else { recipe.settings.tolerance };
    let Some(place) = truth.conditions.iter().position(|condition| condition.column == moving.column) else {
        return true;
    };
    truth.rows.iter().all(|row| {
        let asked = truth.conditions.iter().zip(&row.levels).enumerate().filter(|(at, _)| *at != place);
        let literals = asked.filter_map(|(_, (condition, level))| {
            level.map(|level| Literal { column: condition.column, levels: Levels::one(level) })
        });
        let rest = Term::new(literals).memberships(table);
        let bounds: Vec<(f64, f64)> = (0..table.len())
            .map(|case| {
                let (low, high) = match row.levels[place] {
                    None => (1.0, 1.0),
                    Some(_) if column.is_dont_care(case) => (0.0, 0.0),
                    Some(0) => (1.0 - moving.high[case], 1.0 - moving.low[case]),
                    Some(_) => (moving.low[case], moving.high[case]),
                };
                (rest[case].min(low), rest[case].min(high))
            })
            .collect();
        let cuts = [Some(recipe.settings.inclusion), recipe.settings.contradiction];
        let keeps = cuts.into_iter().flatten().all(|cut| settled(&bounds, y, cut - slack, false));
        keeps && (recipe.settings.pri == 0.0 || settled(&bounds, y, recipe.settings.pri - slack, true))
    })
}

/// Whether a ratio is at or above a cut-off for all memberships within the bounds, or below it for all.
fn settled(bounds: &[(f64, f64)], y: &[f64], cut: f64, pri: bool) -> bool {
    if bounds.iter().all(|(low, high)| low == high) {
        return true;
    }
    let (mut least, mut most) = (0.0, 0.0);
    for (&(low, high), &y) in bounds.iter().zip(y) {
        let value = |x: f64| {
            let both = x.min(y);
            both - cut * x - if pri { (1.0 - cut) * both.min(1.0 - y) } else { 0.0 }
        };
        let bends = [low, high, y.clamp(low, high), (1.0 - y).clamp(low, high)].map(value);
        least += bends.iter().copied().fold(f64::INFINITY, f64::min);
        most += bends.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    }
    least >= 0.0 || most < 0.0
}
