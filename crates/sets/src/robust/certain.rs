//! How much of a range of settings leaves the solution as it is, for certain: not drawn, but covered.
//!
//! The range of all settings is a box. A box throughout which every case stays on its side of 0.5 and every row keeps its coding
//! has one solution, that of its middle; any other is cut in two, where a cut-off moves at a row's own number. What is still whole when enough
//! boxes were looked at is undecided. Two settings leave next to nothing so; the more there are, the more.

use super::anchors::{Anchor, Calibration, Method};
use super::certificate::{Cuts, Moving, steady};
use super::cuts::Cut;
use super::joint::{Setting, Span, changed, sound};
use super::recipe::{Recipe, Solved};
use crate::Table;
use crate::truth::TruthTable;
use std::collections::VecDeque;
use text::Diagnostic;

/// Below this share of its span a side is not cut.
const LEAST_SIDE: f64 = 1e-7;

/// Shares of the whole range, every value of a setting weighing alike.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Certain {
    /// Where the solution is the same.
    pub same: f64,
    /// Where it is another, or there is none.
    pub other: f64,
    /// How many boxes were looked at. What is neither the same nor another is undecided.
    pub boxes: usize,
}

/// Covers the range of all spans with boxes, `most` of them.
///
/// # Errors
///
/// As [`joint`](super::joint); and anchors of one calibration whose ranges meet, so that in part of them there is no set (`sets::span`).
pub fn certain(
    table: &Table,
    recipe: &Recipe,
    calibrations: &[Calibration],
    spans: &[Span],
    most: usize,
) -> Result<Certain, Vec<Diagnostic>> {
    sound(table, calibrations, spans)?;
    let mut solved = Solved::new();
    let initial = recipe.models_again(table, &mut solved)?;
    let moving = spans.iter().filter_map(|span| match span.setting {
        Setting::Anchor(place, _) => calibrations.get(place).map(|calibration| calibration.column),
        Setting::Cut(_) => None,
    });
    let (table, calibrations, recipe) = recipe.still(table, calibrations, &moving.collect::<Vec<_>>())?;
    let (table, calibrations) = (&table, calibrations.as_slice());
    let cover = Cover { recipe: &recipe, calibrations, spans };
    let mut open: VecDeque<(Vec<(f64, f64)>, f64)> = cover.slices().into();
    let mut found = Certain { same: 0.0, other: 0.0, boxes: 0 };
    for (corner, _) in &open {
        cover.moving(corner)?;
    }
    while let Some((sides, share)) = open.pop_front() {
        if found.boxes == most {
            break;
        }
        found.boxes += 1;
        let middle: Vec<(Setting, f64)> =
            spans.iter().zip(&sides).map(|(span, (from, to))| (span.setting, from + (to - from) / 2.0)).collect();
        let truth = changed(table, &recipe, calibrations, &middle).and_then(|(table, recipe)| {
            let truth = recipe.truth(&table)?;
            Ok((truth, recipe.models_again(&table, &mut solved)))
        });
        let Ok((truth, models)) = truth else { continue };
        let y = recipe.outcome.memberships(table);
        if steady(table, &truth, &y, &cover.moving(&sides)?, cover.cuts(&sides)) {
            let area = if models.as_ref() == Ok(&initial) { &mut found.same } else { &mut found.other };
            *area += share;
        } else if let Some((at, point)) = cover.cut(&sides, &truth) {
            let (from, to) = sides[at];
            for (side, part) in
                [((from, point), (point - from) / (to - from)), ((point, to), (to - point) / (to - from))]
            {
                let mut sides = sides.clone();
                sides[at] = side;
                open.push_back((sides, share * part));
            }
        }
    }
    Ok(found)
}

struct Cover<'a> {
    recipe: &'a Recipe,
    calibrations: &'a [Calibration],
    spans: &'a [Span],
}

impl Cover<'_> {
    /// The whole range; one box for each whole number of a frequency cut-off.
    fn slices(&self) -> Vec<(Vec<(f64, f64)>, f64)> {
        let whole: Vec<(f64, f64)> = self.spans.iter().map(|span| (span.from, span.to)).collect();
        let Some(at) = self.spans.iter().position(|span| span.setting == Setting::Cut(Cut::Frequency)) else {
            return vec![(whole, 1.0)];
        };
        let counts = whole[at].0.ceil() as usize..=whole[at].1.floor() as usize;
        let share = 1.0 / counts.clone().count() as f64;
        let slice = |count: usize| {
            let mut sides = whole.clone();
            sides[at] = (count as f64, count as f64);
            (sides, share)
        };
        counts.map(slice).collect()
    }

    fn cuts(&self, sides: &[(f64, f64)]) -> Cuts {
        let mut cuts = Cuts { closed: false, ..Cuts::of(&self.recipe.settings) };
        for (span, side) in self.spans.iter().zip(sides) {
            match span.setting {
                Setting::Cut(Cut::Inclusion) => cuts.inclusion = *side,
                Setting::Cut(Cut::Pri) => cuts.pri = *side,
                Setting::Cut(Cut::Frequency) | Setting::Anchor(..) => {}
            }
        }
        cuts
    }

    /// Bounds of the memberships in each column of which an anchor moves: those at the corners of the box, since they move one way
    /// along each of its sides.
    fn moving(&self, sides: &[(f64, f64)]) -> Result<Vec<Moving>, Vec<Diagnostic>> {
        let of = |place: usize| {
            let anchors: Vec<(Anchor, (f64, f64))> = self
                .spans
                .iter()
                .zip(sides)
                .filter_map(|(span, side)| match span.setting {
                    Setting::Anchor(other, anchor) if other == place => Some((anchor, *side)),
                    _ => None,
                })
                .collect();
            let corner = |corner: usize| {
                let mut moved = self.calibrations[place].clone();
                for (at, (anchor, (from, to))) in anchors.iter().enumerate() {
                    // A case at the threshold itself is in: just above it begins another box.
                    let from = if moved.method == Method::Crisp { from.next_up() } else { *from };
                    *anchor.of(&mut moved.anchors) = if corner >> at & 1 == 0 { from } else { *to };
                }
                moved.memberships()
            };
            let corners: Result<Vec<Vec<f64>>, _> = (0..1_usize << anchors.len()).map(corner).collect();
            (!anchors.is_empty()).then(|| corners.map(|all| Moving::between(self.calibrations[place].column, &all)))
        };
        (0..self.calibrations.len()).filter_map(of).collect()
    }

    /// Where to cut a box: along its longest side; of a cut-off at the row's own number, of a crossover at the case's own raw value
    /// that is nearest to the middle.
    fn cut(&self, sides: &[(f64, f64)], truth: &TruthTable) -> Option<(usize, f64)> {
        let slack = if truth.exact { 0.0 } else { truth.settings.tolerance };
        let length = |at: usize| (sides[at].1 - sides[at].0) / (self.spans[at].to - self.spans[at].from);
        let mut order: Vec<usize> = (0..sides.len()).filter(|at| length(*at) > LEAST_SIDE).collect();
        order.sort_by(|a, b| length(*b).total_cmp(&length(*a)));
        order.iter().find_map(|&at| {
            let (from, to) = sides[at];
            let middle = from + (to - from) / 2.0;
            // A row's number may lie at the very edge, such as a PRI of 0: the sliver before it is lost, and not the whole box.
            let share = if matches!(self.spans[at].setting, Setting::Cut(_)) { 1e-12 } else { 1e-6 };
            let edge = (to - from) * share;
            let nearest = |numbers: &mut dyn Iterator<Item = f64>| {
                numbers
                    .filter(|number| *number > from + edge && *number < to - edge)
                    .min_by(|a, b| (a - middle).abs().total_cmp(&(b - middle).abs()))
            };
            let point = match self.spans[at].setting {
                Setting::Cut(Cut::Inclusion) => {
                    nearest(&mut truth.rows.iter().filter_map(|row| row.inclusion).map(|number| number + slack))
                }
                Setting::Cut(Cut::Pri) => {
                    nearest(&mut truth.rows.iter().filter_map(|row| row.pri).map(|number| number + slack))
                }
                Setting::Cut(Cut::Frequency) => None,
                Setting::Anchor(place, anchor) => {
                    let calibration = &self.calibrations[place];
                    let own =
                        (anchor == Anchor::Crossover).then(|| nearest(&mut calibration.raw.iter().copied())).flatten();
                    own.or((calibration.method != Method::Crisp).then_some(middle))
                }
            };
            point.map(|point| (at, point))
        })
    }
}
