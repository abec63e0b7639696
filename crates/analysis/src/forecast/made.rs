//! Forecasts made on a day: every decision due, every outcome that may end, every one that may come about.

use super::criteria::{Group, together};
use super::decisions::{DecisionPoint, Fate, Treaties, each_once};
use super::lines::{Lines, Unit};
use super::period::Horizon;
use super::trials::trials;
use crate::rate::{Count, Rate, worth_grouping};
use spells::{Day, Truth};
use std::collections::BTreeMap;

/// What a forecast says may happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A treaty whose term runs out is in force afterwards, by deed or by silence.
    Renewal,
    /// An outcome that holds ends.
    End,
    /// An outcome that does not hold comes about.
    Formation,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 3] = [Kind::Renewal, Kind::End, Kind::Formation];

    /// `renewal`, `end`, `formation`.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Renewal => "renewal",
            Kind::End => "end",
            Kind::Formation => "formation",
        }
    }
}

/// What a forecast is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A decision about a treaty, and the days on which it may be due.
    Decision {
        /// The treaty.
        treaty: String,
        /// First and last possible day.
        due: (Day, Day),
    },
    /// An outcome of a unit.
    Unit(String),
}

impl Subject {
    /// The treaty's id, or the unit's name.
    pub fn name(&self) -> &str {
        match self {
            Subject::Decision { treaty, .. } => treaty,
            Subject::Unit(name) => name,
        }
    }
}

/// What others would say who know nothing of the theory.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Baselines {
    /// What is, stays: renewal 1, end 0, formation 0.
    pub always_continues: f64,
    /// As often as in all past trials of the kind, smoothed by Jeffreys' prior.
    pub base_rate: f64,
    /// Nobody is anybody's ally for long: renewal 0, end 1, formation 0.
    pub never_ally: f64,
}

/// One forecast.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// What may happen.
    pub kind: Kind,
    /// To what.
    pub subject: Subject,
    /// The unit that it is about, by its place; for a decision, every pair of its parties of which the theory speaks.
    pub units: Vec<usize>,
    /// The target, by its place in [`Lines::targets`].
    pub target: usize,
    /// Which criteria held on the day.
    pub group: Group,
    /// The probability, as a distribution with the counts behind it.
    pub rate: Rate,
    /// What to beat.
    pub baselines: Baselines,
    /// Of an end by treaty: the decision that it is, by its treaty's id and the days on which it may be due. Its only treaty in
    /// force ends unless that is renewed, so that the two forecasts are one.
    pub decided_by: Option<(String, (Day, Day))>,
}

/// The past of one kind of forecast.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// What may happen.
    pub kind: Kind,
    /// The target, by its place in [`Lines::targets`].
    pub target: usize,
    /// All trials.
    pub all: Count,
    /// Of the ends among them, those by the end of an actor.
    pub by_extinction: u64,
    /// Trials by which criteria held at their beginning.
    pub groups: BTreeMap<Group, Count>,
    /// Whether it pays to tell the groups apart, in decibels; `None` with fewer than two groups.
    pub worth: Option<f64>,
}

/// Units of which nothing can be forecast, because nobody knows how things stand on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsaid {
    /// The target, by its place in [`Lines::targets`].
    pub target: usize,
    /// The unit, by its place.
    pub unit: usize,
    /// Why its state is unknown.
    pub why: spells::Why,
}

/// Everything forecast on one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecasts {
    /// The day they are made on: nothing after it is looked at.
    pub as_of: Day,
    /// The last day that they speak of.
    pub until: Day,
    /// Decisions in order of time; ends and formations by target, in the order of units.
    pub forecasts: Vec<Forecast>,
    /// The past behind them, by kind and target.
    pub summaries: Vec<Summary>,
    /// Where nothing can be said.
    pub unsaid: Vec<Unsaid>,
    /// Records of decisions left out because another is of the same decision.
    pub doubles: usize,
}

impl Forecasts {
    /// The past behind a forecast.
    pub fn summary(&self, kind: Kind, target: usize) -> Option<&Summary> {
        self.summaries.iter().find(|summary| summary.kind == kind && summary.target == target)
    }
}

/// Forecasts everything that a theory can, as of a day of the window.
///
/// * `treaties` holds the decision points known on that day, past and to come, with what was known of their fate. Past ones
///   whose fate is open count for nothing. A decision is judged by all pairs of its parties, each criterion by what held for
///   all of them.
/// * Where the only treaty that may be in force between two is to be decided about within the horizon, the end of an outcome
///   that is that treaty's being in force has the probability that it is not renewed.
/// * For ends and formations, the past is cut into stretches of the horizon's length, counted back from the day; a stretch is
///   a trial where the outcome held (or did not) on its first day and the theory spoke of the unit. That is the discrete-time
///   hazard of Allison 1982 (Sociological Methodology 13: 61-98), one for each group of criteria; what units differ in
///   besides the criteria is not modelled, so that intervals are, if anything, too narrow.
/// * `strength` is how many trials the other groups are worth, see [`Rate::of`].
/// * Gives nothing for a day outside the window. O(units * targets * stretches * log spells).
pub fn make(lines: &Lines, treaties: &Treaties, as_of: Day, horizon: Horizon, strength: f64) -> Forecasts {
    let until = horizon.after(as_of);
    let (points, doubles) = each_once(&treaties.decisions);
    let mut made =
        Forecasts { as_of, until, forecasts: Vec::new(), summaries: Vec::new(), unsaid: Vec::new(), doubles };
    if !lines.window.contains(as_of) {
        return made;
    }
    if !lines.targets.is_empty() {
        renewals(lines, &points, &mut made, strength);
    }
    for target in 0..lines.targets.len() {
        for (kind, holds) in [(Kind::End, true), (Kind::Formation, false)] {
            let past = trials(lines, target, holds, horizon, as_of);
            let mut summary = summary(kind, target, strength, past.iter().map(|trial| (&trial.group, trial.happened)));
            summary.by_extinction = past.iter().filter(|trial| trial.by_extinction).count() as u64;
            for (at, unit) in lines.units.iter().enumerate() {
                if unit.state(target).at(as_of) != Some(&Truth::from(holds)) {
                    continue;
                }
                let Some(group) = lines.group(unit, &lines.targets[target], as_of) else { continue };
                let subject = Subject::Unit(unit.name.clone());
                made.forecasts.push(forecast(&summary, subject, vec![at], group, strength));
            }
            made.summaries.push(summary);
        }
        for (at, unit) in lines.units.iter().enumerate() {
            if let Some(Truth::Unknown(why)) = unit.state(target).at(as_of)
                && lines.group(unit, &lines.targets[target], as_of).is_some()
            {
                made.unsaid.push(Unsaid { target, unit: at, why: *why });
            }
        }
    }
    ends_by_decision(lines, treaties, &mut made);
    made
}

/// Ends by treaty that are a decision's: one treaty alone may be in force between the two, and whether it is renewed is
/// forecast. Two probabilities for one thing would not be coherent.
fn ends_by_decision(lines: &Lines, treaties: &Treaties, made: &mut Forecasts) {
    let renewals: Vec<(String, (Day, Day), Rate)> = made
        .forecasts
        .iter()
        .filter_map(|one| match &one.subject {
            Subject::Decision { treaty, due } if due.1 <= made.until => Some((treaty.clone(), *due, one.rate)),
            _ => None,
        })
        .collect();
    let is_end = |one: &&mut Forecast| one.kind == Kind::End && lines.targets[one.target].by_treaty;
    for end in made.forecasts.iter_mut().filter(is_end) {
        let [unit] = end.units[..] else { continue };
        let parties = &lines.units[unit].parties;
        let binds = |parties_of: &[u32]| parties.len() == 2 && parties.iter().all(|party| parties_of.contains(party));
        let mut binding = treaties.in_force.iter().filter(|treaty| binds(&treaty.parties));
        let (Some(only), None) = (binding.next(), binding.next()) else { continue };
        if let Some((treaty, due, rate)) = renewals.iter().find(|(treaty, ..)| *treaty == only.treaty) {
            end.rate = rate.complement();
            end.decided_by = Some((treaty.clone(), *due));
        }
    }
}

/// Decisions: those past are trials, those due within the horizon are forecast. Criteria are looked at on the day before a
/// decision may be due, or on the day of the forecast if that is earlier, for every pair of the parties of that day.
fn renewals(lines: &Lines, points: &[DecisionPoint], made: &mut Forecasts, strength: f64) {
    let judged = |point: &DecisionPoint| -> Option<(Vec<usize>, Group)> {
        let day = point.due.0.plus(-1).min(made.as_of);
        let is_of = |unit: &Unit| match lines.of_treaties {
            true => unit.name == point.treaty,
            false => unit.parties.iter().all(|party| point.parties.contains(party)),
        };
        let of = lines.units.iter().enumerate().filter(|(_, unit)| is_of(unit));
        let (units, groups): (Vec<usize>, Vec<Group>) =
            of.filter_map(|(at, unit)| Some((at, lines.group(unit, &lines.targets[0], day)?))).unzip();
        Some((units, together(&groups)?))
    };
    let past: Vec<(Group, bool)> = points
        .iter()
        .filter(|point| point.due.1 <= made.as_of && point.fate != Fate::Open)
        .filter_map(|point| Some((judged(point)?.1, point.fate != Fate::Ended)))
        .collect();
    let summary = summary(Kind::Renewal, 0, strength, past.iter().map(|(group, renewed)| (group, *renewed)));
    for point in points.iter().filter(|point| point.due.1 > made.as_of && point.due.0 <= made.until) {
        if let Some((units, group)) = judged(point).filter(|_| point.fate == Fate::Open) {
            let subject = Subject::Decision { treaty: point.treaty.clone(), due: point.due };
            made.forecasts.push(forecast(&summary, subject, units, group, strength));
        }
    }
    made.summaries.push(summary);
}

fn summary<'a>(kind: Kind, target: usize, strength: f64, trials: impl Iterator<Item = (&'a Group, bool)>) -> Summary {
    let mut groups: BTreeMap<Group, Count> = BTreeMap::new();
    for (group, happened) in trials {
        groups.entry(group.clone()).or_default().add(happened);
    }
    let counts: Vec<Count> = groups.values().copied().collect();
    let all = Count::sum(counts.iter().copied());
    Summary { kind, target, all, by_extinction: 0, worth: worth_grouping(&counts, strength), groups }
}

fn forecast(summary: &Summary, subject: Subject, units: Vec<usize>, group: Group, strength: f64) -> Forecast {
    let own = summary.groups.get(&group).copied().unwrap_or_default();
    let (always_continues, never_ally) = match summary.kind {
        Kind::Renewal => (1.0, 0.0),
        Kind::End => (0.0, 1.0),
        Kind::Formation => (0.0, 0.0),
    };
    Forecast {
        kind: summary.kind,
        subject,
        units,
        target: summary.target,
        group,
        rate: Rate::of(own, summary.all.without(own), strength),
        baselines: Baselines { always_continues, base_rate: summary.all.smoothed(), never_ally },
        decided_by: None,
    }
}
