//! Forecasts made on a day, with the past behind them and the theory's reasons.

use super::evidence::Witness;
use super::{StudyHead, Table};
use serde::Serialize;

/// Trials: how often it happened, and in how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct TrialCount {
    /// In so many it happened.
    pub happened: u64,
    /// Of so many.
    pub trials: u64,
}

/// A coding that a criterion rests on: what it says and where it stands. Its end and its note are left out, since they may
/// tell what came after the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Basis {
    /// What it is about: `clash(CHN, VNM)`.
    pub cell: String,
    /// The value as written.
    pub value: String,
    /// Author and year.
    pub source: String,
    /// The source's key.
    pub key: String,
    /// Page or paragraph.
    pub locator: String,
    /// `facts.csv`.
    pub file: String,
    /// Line in it (row, for a table).
    pub line: usize,
    /// The layer; empty for the main one.
    pub layer: String,
}

impl From<Witness> for Basis {
    fn from(witness: Witness) -> Basis {
        Basis {
            cell: witness.cell,
            value: witness.value,
            source: witness.source,
            key: witness.key,
            locator: witness.locator,
            file: witness.file,
            line: witness.line,
            layer: witness.layer,
        }
    }
}

/// A criterion on the day of a forecast.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CriterionReport {
    /// Its name, or its formula.
    pub name: String,
    /// yes, no, unknown; of a treaty with several pairs of parties, mixed where it held for some and not for others.
    pub held: &'static str,
    /// The codings it rests on.
    pub codings: Vec<Basis>,
    /// Whether it rests on what silence is taken to mean.
    pub rests_on_silence: bool,
}

/// A claim that leads to what is forecast, or away from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeadReport {
    /// The claim.
    pub claim: String,
    /// In words.
    pub words: String,
    /// The case, where a pair is judged from both sides.
    pub case: String,
    /// Whether it leads to the outcome's holding, or away from it.
    pub towards: bool,
    /// yes, or unknown where its condition is.
    pub leads: &'static str,
}

/// What others would say.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct BaselineReport {
    /// What is, stays.
    pub always_continues: f64,
    /// As often as in all past trials.
    pub base_rate: f64,
    /// Nobody allies, nobody stays allied.
    pub never_ally: f64,
}

/// One forecast.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ForecastLine {
    /// renewal, end, formation.
    pub kind: &'static str,
    /// A treaty's id or a case.
    pub subject: String,
    /// The outcome, with the label of its definition; empty for a renewal.
    pub outcome: String,
    /// For a renewal, the first and the last day on which it may be due.
    pub due: Option<(String, String)>,
    /// The last day that it speaks of.
    pub until: String,
    /// That it happens.
    pub probability: f64,
    /// Least and most of the 95 % credible interval of the rate.
    pub interval: (f64, f64),
    /// Trials in which the same criteria held.
    pub own: TrialCount,
    /// All other trials of the kind.
    pub others: TrialCount,
    /// What to beat.
    pub baselines: BaselineReport,
    /// The criteria on the day.
    pub criteria: Vec<CriterionReport>,
    /// What the theory expects: `goes on`, `ends`, `comes about`, `does not come about`, `both` (its claims contradict each
    /// other here), `mixed` (it expects one thing of some pairs of a treaty's parties and another of others), `cannot say` (a
    /// condition is unknown), `nothing`.
    pub expects: &'static str,
    /// The claims behind that.
    pub leads: Vec<LeadReport>,
    /// Under other readings of the sources, one taken at a time, where the probability differs by more than 0.01.
    pub under_other_readings: Vec<OtherReading>,
    /// Of a renewal: the pairs of parties by whose criteria it is judged.
    pub pairs: Vec<String>,
    /// Of an end by treaty: the decision about the only treaty in force that it is, by which its probability is got.
    pub decided_by: Option<DecidedBy>,
}

/// A decision about a treaty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DecidedBy {
    /// The treaty.
    pub treaty: String,
    /// The first and the last day on which it may be due.
    pub due: (String, String),
}

/// A forecast under another reading.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OtherReading {
    /// The reading.
    pub reading: String,
    /// The probability; absent where nothing is forecast under it: nothing is due, or the outcome is not so.
    pub probability: Option<f64>,
}

/// Past trials in which the same criteria held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroupReport {
    /// The criteria, and whether each held.
    pub criteria: Vec<(String, &'static str)>,
    /// Trials.
    pub count: TrialCount,
}

/// The past of one kind of forecast about one outcome.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PastReport {
    /// renewal, end, formation.
    pub kind: &'static str,
    /// The outcome.
    pub outcome: String,
    /// All trials.
    pub all: TrialCount,
    /// Of the ends among them, those that came with the end of an actor.
    pub by_extinction: u64,
    /// By criteria.
    pub groups: Vec<GroupReport>,
    /// Whether it pays to tell the groups apart, in decibels (10 log10 of the Bayes factor).
    pub worth_grouping_db: Option<f64>,
    /// What that means for the skill of the forecasts, in a sentence.
    pub skill: String,
}

/// A case of which nothing can be forecast.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnsaidReport {
    /// The outcome.
    pub outcome: String,
    /// The case.
    pub subject: String,
    /// Why its state on the day is unknown.
    pub why: &'static str,
}

/// How far the forecasts rest on what was known only later.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct HindsightReport {
    /// Codings that forecasts rest on.
    pub codings: usize,
    /// Of these, recorded after the day.
    pub recorded_later: usize,
    /// Of these, nobody says when they were recorded.
    pub recorded_unknown: usize,
    /// Of these, nobody says since when they are public.
    pub public_unknown: usize,
    /// The day on which the latest source that the theory cites was published, where that is after the day.
    pub theory_later: Option<String>,
}

impl HindsightReport {
    /// Whether the forecasts can be called foresight.
    pub fn is_clean(&self) -> bool {
        self.recorded_later + self.recorded_unknown + self.public_unknown == 0 && self.theory_later.is_none()
    }
}

/// Everything forecast on a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ForecastReport {
    /// `exceptio.forecast`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// The study, as seen on the day.
    pub study: StudyHead,
    /// The theory's name.
    pub theory: String,
    /// Its title.
    pub title: String,
    /// SHA-256 of its file.
    pub theory_sha256: String,
    /// The day.
    pub as_of: String,
    /// The last day that ends and formations speak of.
    pub until: String,
    /// How far it looks ahead, in words.
    pub horizon: String,
    /// How many trials the other groups are worth.
    pub strength: f64,
    /// The forecasts.
    pub forecasts: Vec<ForecastLine>,
    /// The past behind them.
    pub past: Vec<PastReport>,
    /// Cases of which nothing can be forecast.
    pub unsaid: Vec<UnsaidReport>,
    /// How many records of decisions were left out because another is of the same decision.
    pub doubles: usize,
    /// How far they rest on hindsight.
    pub hindsight: HindsightReport,
    /// Whether there were too many other readings to try each.
    pub readings_not_tried: bool,
}

impl ForecastReport {
    /// One row a forecast.
    pub fn table(&self) -> Table {
        let mut table = Table::new(&[
            "as_of",
            "until",
            "theory",
            "kind",
            "subject",
            "outcome",
            "due_from",
            "due_until",
            "probability",
            "low",
            "high",
            "own_happened",
            "own_trials",
            "others_happened",
            "others_trials",
            "always_continues",
            "base_rate",
            "never_ally",
            "criteria",
            "expects",
            "leads",
            "hindsight",
            "decided_by",
        ]);
        for line in &self.forecasts {
            let criteria: Vec<String> =
                line.criteria.iter().map(|criterion| format!("{}={}", criterion.name, criterion.held)).collect();
            let mut leads: Vec<&str> = line.leads.iter().map(|lead| lead.claim.as_str()).collect();
            leads.dedup();
            let (due_from, due_until) = line.due.clone().unwrap_or_default();
            table.rows.push(vec![
                self.as_of.clone(),
                line.until.clone(),
                self.theory.clone(),
                line.kind.to_owned(),
                line.subject.clone(),
                line.outcome.clone(),
                due_from,
                due_until,
                number(line.probability),
                number(line.interval.0),
                number(line.interval.1),
                line.own.happened.to_string(),
                line.own.trials.to_string(),
                line.others.happened.to_string(),
                line.others.trials.to_string(),
                number(line.baselines.always_continues),
                number(line.baselines.base_rate),
                number(line.baselines.never_ally),
                criteria.join(" "),
                line.expects.to_owned(),
                leads.join(" "),
                if self.hindsight.is_clean() { "no" } else { "yes" }.to_owned(),
                line.decided_by.as_ref().map(|decision| decision.treaty.clone()).unwrap_or_default(),
            ]);
        }
        table
    }
}

/// Six digits after the point: enough for a table, the same everywhere.
pub(crate) fn number(value: f64) -> String {
    format!("{value:.6}")
}
