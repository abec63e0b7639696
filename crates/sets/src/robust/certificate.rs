//! Whether no row of a truth table is coded anew while memberships in some columns, and cut-offs, move within bounds.
//!
//! Consistency reaches a cut-off c where the sum of g(x) = min(x, y) - c x is not below 0, PRI where that of
//! h(x) = min(x, y) - c x - (1 - c) min(x, y, 1 - y) is not. Both are made of straight pieces with bends at y and 1 - y, so that
//! their least and greatest value over an interval of x is one of a few; the sums of these bound the sums of them. Both fall as the cut-off
//! rises, so that its two ends bound it too.

use crate::Table;
use crate::expression::{Levels, Literal, Term};
use crate::truth::{Settings, TruthTable};

/// Bounds of the memberships in one column.
pub(super) struct Moving {
    /// The place of the column.
    pub column: usize,
    /// The least membership of each case.
    pub low: Vec<f64>,
    /// The greatest.
    pub high: Vec<f64>,
}

impl Moving {
    /// Between the memberships at the corners of what is moved; each must move one way along every side.
    pub fn between<'a>(column: usize, corners: impl IntoIterator<Item = &'a Vec<f64>>) -> Self {
        let mut corners = corners.into_iter();
        let first = corners.next().cloned().unwrap_or_default();
        let mut moving = Moving { column, low: first.clone(), high: first };
        for corner in corners {
            for (case, value) in corner.iter().enumerate() {
                moving.low[case] = moving.low[case].min(*value);
                moving.high[case] = moving.high[case].max(*value);
            }
        }
        moving
    }
}

/// The least and greatest values of the cut-offs that may move.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cuts {
    /// Of inclusion.
    pub inclusion: (f64, f64),
    /// Of PRI.
    pub pri: (f64, f64),
    /// Whether the ends of all bounds belong to what must be steady. Where they do not, a case may stand at exactly 0.5 on one.
    pub closed: bool,
}

impl Cuts {
    /// Cut-offs that stay where they are.
    pub fn of(settings: &Settings) -> Self {
        Cuts { inclusion: (settings.inclusion, settings.inclusion), pri: (settings.pri, settings.pri), closed: true }
    }
}

/// How far a sum may miss 0 where a cut-off ends its range on a row's own number: it is a number divided and multiplied again.
const ROUNDING: f64 = 1e-10;

/// Whether every case stays on its side of 0.5 and every row of `truth`, made anywhere within the bounds, keeps its coding (at
/// an end of a cut-off's range it may not). May say no where they do, if the bounds are wide; never yes where they do not.
pub(super) fn steady(table: &Table, truth: &TruthTable, y: &[f64], moving: &[Moving], cuts: Cuts) -> bool {
    let crosses = |one: &Moving| {
        let column = &table.columns[one.column];
        let parts = |low: f64, high: f64| low < 0.5 && high > 0.5 || cuts.closed && low <= 0.5 && high >= 0.5;
        (0..table.len()).any(|case| !column.is_dont_care(case) && parts(one.low[case], one.high[case]))
    };
    if moving.iter().any(crosses) {
        return false;
    }
    let slack = if truth.exact { 0.0 } else { truth.settings.tolerance };
    let less = |(low, high): (f64, f64)| (low - slack, high - slack);
    truth.rows.iter().all(|row| {
        let bounds = bounds(table, truth, &row.levels, moving);
        let fixed = truth.settings.contradiction.map(|cut| (cut, cut));
        let keeps =
            [Some(cuts.inclusion), fixed].into_iter().flatten().all(|cut| settled(&bounds, y, less(cut), false));
        keeps && (cuts.pri == (0.0, 0.0) || settled(&bounds, y, less(cuts.pri), true))
    })
}

/// The least and the greatest membership of each case in a row.
fn bounds(table: &Table, truth: &TruthTable, levels: &[Option<u8>], moving: &[Moving]) -> Vec<(f64, f64)> {
    let place = |one: &&Moving| truth.conditions.iter().position(|condition| condition.column == one.column);
    let moves = |column: usize| moving.iter().any(|one| one.column == column);
    let asked = truth.conditions.iter().zip(levels).filter(|(condition, _)| !moves(condition.column));
    let literals = asked.filter_map(|(condition, level)| {
        level.map(|level| Literal { column: condition.column, levels: Levels::one(level) })
    });
    let rest = Term::new(literals).memberships(table);
    let mut bounds: Vec<(f64, f64)> = rest.into_iter().map(|rest| (rest, rest)).collect();
    for (one, place) in moving.iter().filter_map(|one| Some((one, place(&one)?))) {
        let Some(level) = levels[place] else { continue };
        for (case, (low, high)) in bounds.iter_mut().enumerate() {
            let (least, most) = match level {
                _ if table.columns[one.column].is_dont_care(case) => (0.0, 0.0),
                0 => (1.0 - one.high[case], 1.0 - one.low[case]),
                _ => (one.low[case], one.high[case]),
            };
            (*low, *high) = (low.min(least), high.min(most));
        }
    }
    bounds
}

/// Whether a ratio is at or above a cut-off for all memberships and cut-offs within the bounds, or below it for all.
fn settled(bounds: &[(f64, f64)], y: &[f64], cut: (f64, f64), pri: bool) -> bool {
    let moves = cut.0 < cut.1;
    if !moves && bounds.iter().all(|(low, high)| low == high) {
        return true;
    }
    let (mut least, mut most) = (0.0, 0.0);
    for (&(low, high), &y) in bounds.iter().zip(y) {
        let value = |x: f64, cut: f64| {
            let both = x.min(y);
            both - cut * x - if pri { (1.0 - cut) * both.min(1.0 - y) } else { 0.0 }
        };
        let bends = [low, high, y.clamp(low, high), (1.0 - y).clamp(low, high)];
        least += bends.iter().map(|x| value(*x, cut.1)).fold(f64::INFINITY, f64::min);
        most += bends.iter().map(|x| value(*x, cut.0)).fold(f64::NEG_INFINITY, f64::max);
    }
    if moves { least >= -ROUNDING || most <= ROUNDING } else { least >= 0.0 || most < 0.0 }
}
