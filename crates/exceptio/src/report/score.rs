//! Forecasts held against what came: a back-test, and the register resolved.

use super::forecast::{BaselineReport, number};
use super::{StudyHead, Table};
use serde::Serialize;
use std::collections::BTreeMap;

/// A forecast's score beside a baseline's.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SkillReport {
    /// `always-continues`, `base-rate`, `never-ally`.
    pub baseline: &'static str,
    /// The baseline's Brier score.
    pub brier: f64,
    /// Its log score.
    pub log: f64,
    /// 1 - Brier / the baseline's; absent where the baseline makes no mistake.
    pub brier_skill: Option<f64>,
    /// The same of the log score.
    pub log_skill: Option<f64>,
    /// Least and most of the Brier skill, all forecasts about any one thing left out.
    pub without_any_one: Option<(f64, f64)>,
}

/// Forecasts of about the same probability.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BinReport {
    /// Least and most probability.
    pub range: (f64, f64),
    /// How many forecasts.
    pub n: usize,
    /// Their mean probability.
    pub mean: f64,
    /// How many came true.
    pub happened: usize,
}

/// The scores of some forecasts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScoreLine {
    /// How they were made: `as known then`, `with hindsight`; of registered ones `said to be in time` or `back-dated`, each also
    /// `, with hindsight`.
    pub made: &'static str,
    /// renewal, end, formation.
    pub kind: &'static str,
    /// The outcome.
    pub outcome: String,
    /// How far ahead they look; empty for renewals, and in a back-test, where all look as far.
    pub horizon: String,
    /// How many.
    pub n: usize,
    /// In how many it happened.
    pub happened: usize,
    /// About how many different things.
    pub things: usize,
    /// Mean squared error, from 0 to 1.
    pub brier: f64,
    /// Mean -ln of the probability of what came, cut at 0.001.
    pub log: f64,
    /// Beside each baseline.
    pub skill: Vec<SkillReport>,
    /// Calibration.
    pub calibration: Vec<BinReport>,
    /// Reliability, resolution, uncertainty and what is left within bins: the parts of the Brier score.
    pub murphy: BTreeMap<&'static str, f64>,
    /// What they say, in a sentence.
    pub says: String,
}

/// A back-test: forecasts made for every past year, and what came.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BacktestReport {
    /// `exceptio.backtest`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// The study.
    pub study: StudyHead,
    /// The theory's name.
    pub theory: String,
    /// First and last day on which forecasts were made, and how many days there were.
    pub days: (String, String, usize),
    /// How far each looks ahead.
    pub horizon: String,
    /// How many trials the other groups are worth.
    pub strength: f64,
    /// The last day up to which what came is looked at.
    pub known_to: String,
    /// Scores.
    pub scores: Vec<ScoreLine>,
    /// Forecasts as known then that could not be resolved, and with hindsight.
    pub unresolved: (usize, usize),
    /// The first day on which anything could be forecast from what was public by then; absent where there was none.
    pub first_public: Option<String>,
    /// Every forecast with what came.
    pub forecasts: Vec<BacktestLine>,
}

/// A forecast of a back-test.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BacktestLine {
    /// `as known then` or `with hindsight`.
    pub made: &'static str,
    /// The day it was made on.
    pub as_of: String,
    /// renewal, end, formation.
    pub kind: &'static str,
    /// A treaty's id or a case.
    pub subject: String,
    /// The outcome.
    pub outcome: String,
    /// The criteria, and whether each held.
    pub criteria: Vec<(String, &'static str)>,
    /// That it happens.
    pub probability: f64,
    /// What to beat.
    pub baselines: BaselineReport,
    /// Whether it happened; absent where that is not known.
    pub happened: Option<bool>,
}

impl BacktestReport {
    /// One row a forecast.
    pub fn table(&self) -> Table {
        let mut table = Table::new(&[
            "made",
            "as_of",
            "horizon",
            "theory",
            "kind",
            "subject",
            "outcome",
            "criteria",
            "probability",
            "always_continues",
            "base_rate",
            "never_ally",
            "happened",
        ]);
        for line in &self.forecasts {
            let criteria: Vec<String> = line.criteria.iter().map(|(name, held)| format!("{name}={held}")).collect();
            table.rows.push(vec![
                line.made.to_owned(),
                line.as_of.clone(),
                self.horizon.clone(),
                self.theory.clone(),
                line.kind.to_owned(),
                line.subject.clone(),
                line.outcome.clone(),
                criteria.join(" "),
                number(line.probability),
                number(line.baselines.always_continues),
                number(line.baselines.base_rate),
                number(line.baselines.never_ally),
                line.happened.map_or("", |happened| if happened { "yes" } else { "no" }).to_owned(),
            ]);
        }
        table
    }
}

/// A registered forecast and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RegisteredLine {
    /// Its line in the register.
    pub line: usize,
    /// The day it was written down.
    pub recorded: String,
    /// The day it is made on.
    pub as_of: String,
    /// The last day that it speaks of.
    pub until: String,
    /// renewal, end, formation.
    pub kind: String,
    /// A treaty's id or a case.
    pub subject: String,
    /// The outcome.
    pub outcome: String,
    /// The theory.
    pub theory: String,
    /// That it happens.
    pub probability: f64,
    /// `said to be in time`, or `back-dated` where it was written down after the day it is made on; with `, with hindsight`
    /// where it rests on codings made after that day.
    pub made: &'static str,
    /// Whether it rests on codings made after that day.
    pub hindsight: bool,
    /// Whether it happened; absent where that is not settled.
    pub happened: Option<bool>,
    /// The same in words: `it happened`, `it did not`, `open`, or `nothing due` where there was nothing that could have.
    pub came: &'static str,
    /// How that is known, or what is missing.
    pub why: String,
}

/// The register resolved.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScoreReport {
    /// `exceptio.score`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// The study.
    pub study: StudyHead,
    /// The hash that seals the register.
    pub head: String,
    /// Scores of the resolved ones.
    pub scores: Vec<ScoreLine>,
    /// Every forecast, in the order of the register.
    pub forecasts: Vec<RegisteredLine>,
}

impl ScoreReport {
    /// One row a registered forecast.
    pub fn table(&self) -> Table {
        let mut table = Table::new(&[
            "line",
            "recorded",
            "as_of",
            "until",
            "kind",
            "subject",
            "outcome",
            "theory",
            "probability",
            "made",
            "hindsight",
            "happened",
            "why",
            "came",
        ]);
        for line in &self.forecasts {
            table.rows.push(vec![
                line.line.to_string(),
                line.recorded.clone(),
                line.as_of.clone(),
                line.until.clone(),
                line.kind.clone(),
                line.subject.clone(),
                line.outcome.clone(),
                line.theory.clone(),
                number(line.probability),
                line.made.to_owned(),
                if line.hindsight { "yes" } else { "no" }.to_owned(),
                line.happened.map_or("", |happened| if happened { "yes" } else { "no" }).to_owned(),
                line.why.clone(),
                line.came.to_owned(),
            ]);
        }
        table
    }
}
