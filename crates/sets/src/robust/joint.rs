//! Several settings at once: drawn at random within stated ranges, and which of them the solution hangs on.
//!
//! One setting at a time may each leave a solution as it is that two of them together would change. Of every draw it is asked
//! besides whether one setting alone, all others staying as they are, changes the solution, and whether putting one alone back
//! would bring it back: the first is what a setting does by itself, the second what nothing goes without.

use super::anchors::{Anchor, Calibration};
use super::cuts::Cut;
use super::likeness::{Likeness, Tally};
use super::recipe::{Models, Recipe, Solved};
use crate::Table;
use crate::coincidence::Random;
use text::Diagnostic;

/// Something that can be set otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Setting {
    /// A cut-off.
    Cut(Cut),
    /// An anchor of a calibration, by its place among those given.
    Anchor(usize, Anchor),
}

/// Within what a setting is drawn, both ends included: every value alike, of the frequency cut-off every whole number alike.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// Which setting.
    pub setting: Setting,
    /// The least value.
    pub from: f64,
    /// The greatest.
    pub to: f64,
}

/// One draw.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// The value of each setting, in the order of the spans.
    pub values: Vec<f64>,
    /// The models, or why there are none.
    pub models: Models,
    /// How they stand to the initial ones.
    pub likeness: Likeness,
}

/// What joint draws gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Joint {
    /// The draws, in order.
    pub draws: Vec<Drawn>,
    /// How often the models and terms came back.
    pub tally: Tally,
    /// For each span, in how many draws its value by itself changes the solution, all else as it was.
    pub alone: Vec<usize>,
    /// For each span, in how many of the draws with another solution putting its setting alone back brings the models back.
    pub undone: Vec<usize>,
}

/// The table and recipe with settings changed. Of several anchors of one calibration all are moved before memberships are made.
///
/// # Errors
///
/// A calibration that is not there or does not fit the table (`sets::anchor_column`, `sets::anchor_raw`), and anchors that neither
/// ascend nor descend (`sets::calibration`).
pub fn changed(
    table: &Table,
    recipe: &Recipe,
    calibrations: &[Calibration],
    changes: &[(Setting, f64)],
) -> Result<(Table, Recipe), Vec<Diagnostic>> {
    let (mut table, mut recipe) = (table.clone(), recipe.clone());
    let mut moved: Vec<(usize, Calibration)> = Vec::new();
    for &(setting, value) in changes {
        match setting {
            Setting::Cut(cut) => recipe = cut.at(&recipe, value),
            Setting::Anchor(place, anchor) => {
                let at = match moved.iter().position(|(other, _)| *other == place) {
                    Some(at) => at,
                    None => {
                        let calibration = calibrations.get(place).ok_or_else(|| vec![no_calibration(place)])?;
                        moved.push((place, calibration.clone()));
                        moved.len() - 1
                    }
                };
                *anchor.of(&mut moved[at].1.anchors) = value;
            }
        }
    }
    for (_, calibration) in moved {
        let problems = calibration.problems(&table);
        if !problems.is_empty() {
            return Err(problems);
        }
        table.columns[calibration.column].values = calibration.memberships()?;
    }
    Ok((table, recipe))
}

/// Draws all settings at once, `times` times; the same for the same seed.
///
/// # Errors
///
/// What the [`Recipe`] refuses as it is, a span that holds no value (`sets::span`), a setting named twice (`sets::span`), and a
/// calibration that [`changed`] refuses whatever its anchors. A draw that is refused stays on record.
pub fn joint(
    table: &Table,
    recipe: &Recipe,
    calibrations: &[Calibration],
    spans: &[Span],
    times: usize,
    seed: u64,
) -> Result<Joint, Vec<Diagnostic>> {
    sound(table, calibrations, spans)?;
    let mut solved = Solved::new();
    let initial = recipe.models_again(table, &mut solved)?;
    let mut models = |changes: &[(Setting, f64)]| {
        let (table, recipe) = changed(table, recipe, calibrations, changes)?;
        recipe.models_again(&table, &mut solved)
    };
    let mut random = Random::new(seed);
    let (mut alone, mut undone) = (vec![0; spans.len()], vec![0; spans.len()]);
    let mut draws: Vec<(Vec<f64>, Models)> = Vec::new();
    for _ in 0..times {
        let values: Vec<f64> = spans.iter().map(|span| span.draw(&mut random)).collect();
        let changes: Vec<(Setting, f64)> = spans.iter().map(|span| span.setting).zip(values.iter().copied()).collect();
        let made = models(&changes);
        let same = |made: &Models| made.as_ref().is_ok_and(|models| *models == initial);
        for at in 0..spans.len() {
            alone[at] += usize::from(!same(&models(&changes[at..=at])));
            if !same(&made) {
                let mut others = changes.clone();
                others.remove(at);
                undone[at] += usize::from(same(&models(&others)));
            }
        }
        draws.push((values, made));
    }
    let (tally, each) = Tally::of(&initial, draws.iter().map(|(_, made)| made), table);
    let drawn = |((values, models), likeness)| Drawn { values, models, likeness };
    Ok(Joint { draws: draws.into_iter().zip(each).map(drawn).collect(), tally, alone, undone })
}

/// Refuses calibrations that do not fit the table and spans that hold nothing.
pub(super) fn sound(table: &Table, calibrations: &[Calibration], spans: &[Span]) -> Result<(), Vec<Diagnostic>> {
    let mut problems: Vec<Diagnostic> = calibrations.iter().flat_map(|one| one.problems(table)).collect();
    problems.extend(spans.iter().enumerate().filter_map(|(at, span)| span.problem(&spans[..at])));
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

impl Span {
    fn whole(&self) -> bool {
        self.setting == Setting::Cut(Cut::Frequency)
    }

    fn problem(&self, before: &[Span]) -> Option<Diagnostic> {
        let refuse =
            |message: String| Some(Diagnostic::misuse("sets::span", message).hint("give the lesser number first"));
        let (from, to) = (self.from, self.to);
        if before.iter().any(|span| span.setting == self.setting) {
            return refuse("a setting is drawn twice".to_owned());
        }
        let empty = if self.whole() { from.ceil() > to.floor() } else { from > to };
        let finite = from.is_finite() && to.is_finite();
        if empty || !finite { refuse(format!("nothing lies from {from} to {to}")) } else { None }
    }

    fn draw(&self, random: &mut Random) -> f64 {
        if self.whole() {
            let (from, to) = (self.from.ceil(), self.to.floor());
            return from + random.below((to - from) as usize + 1) as f64;
        }
        self.from + (self.to - self.from) * random.share()
    }
}

fn no_calibration(place: usize) -> Diagnostic {
    Diagnostic::error("sets::anchor_column", format!("there is no calibration {}", place + 1))
        .hint("give the raw values and anchors of the condition")
}
