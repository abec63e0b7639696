//! What the choice of cases does to a result.

use super::forecast::number;
use super::{StudyHead, Table};
use serde::Serialize;

/// How the cases of one outcome came into the study.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntryReport {
    /// The outcome, with the label of its definition.
    pub outcome: String,
    /// Cases in scope in which it held on some day, in which it did not, and in which that is unknown.
    pub held: (usize, usize, usize),
    /// The same of all cases there are.
    pub held_of_all: (usize, usize, usize),
}

/// A configuration of criteria with the outcome or without.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellReport {
    /// The outcome.
    pub outcome: String,
    /// The criteria, and whether each holds.
    pub criteria: Vec<(String, &'static str)>,
    /// Whether the outcome holds.
    pub holds: bool,
    /// Cases of the study in it on some day, and days together.
    pub cases: usize,
    /// Days.
    pub days: i64,
    /// The same of all cases there are.
    pub cases_of_all: usize,
    /// Days.
    pub days_of_all: i64,
}

/// A parameter on a sample.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SampledReport {
    /// consistency, coverage, RoN, PRI.
    pub name: &'static str,
    /// Least and most; absent where undefined.
    pub bounds: Option<(f64, f64)>,
    /// Why it is no result: fixed by selection.
    pub fixed: Option<&'static str>,
    /// How much its least and its most differ from those on all cases of the study.
    pub change: Option<(f64, f64)>,
}

/// The fit on a sample.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SampleReport {
    /// In words.
    pub sample: &'static str,
    /// Cases with a day in it.
    pub cases: usize,
    /// Days.
    pub days: i64,
    /// The parameters.
    pub parameters: Vec<SampledReport>,
}

/// One half of a static claim, audited.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClaimAuditReport {
    /// The claim.
    pub claim: String,
    /// In words.
    pub words: String,
    /// The definitions of the outcomes, where there are several.
    pub definition: String,
    /// necessity or sufficiency.
    pub relation: &'static str,
    /// What choosing cases on the outcome does to this half.
    pub selection: &'static str,
    /// On each sample.
    pub samples: Vec<SampleReport>,
}

/// Verdicts whose two sides were not coded independently.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct IndependenceReport {
    /// Verdicts that conform or deviate.
    pub decided: usize,
    /// Of these, with a coding of the condition and one of the outcome from the very same place of one source.
    pub same_place: usize,
    /// Of these, with both sides resting on one source alone.
    pub same_source: usize,
    /// Of these, coded by one person throughout.
    pub same_coder: usize,
}

/// A parameter in a simulation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SimulatedParameter {
    /// necessity or sufficiency.
    pub relation: &'static str,
    /// consistency, coverage, RoN.
    pub name: &'static str,
    /// What it is.
    pub truth: Option<f64>,
    /// What it comes out as, on average.
    pub mean: Option<f64>,
    /// Mean less truth.
    pub bias: Option<f64>,
    /// Two standard errors of the mean.
    pub noise: Option<f64>,
    /// How often the 95 % interval held the truth.
    pub coverage: Option<f64>,
    /// In how many studies it was undefined.
    pub undefined: usize,
}

/// A selection rule, simulated.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SimulatedRule {
    /// In words.
    pub rule: String,
    /// With what probability a case with the outcome is chosen, and one without.
    pub keeps: (f64, f64),
    /// Each parameter.
    pub parameters: Vec<SimulatedParameter>,
}

/// A simulation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SimulationReport {
    /// Where its truth is from: a claim, under a definition; or `given`.
    pub truth_from: String,
    /// P(X), P(Y | X), P(Y | not X).
    pub truth: (f64, f64, f64),
    /// Studies drawn for each rule.
    pub studies: usize,
    /// Cases drawn for each study.
    pub cases: usize,
    /// The seed.
    pub seed: u64,
    /// The rules.
    pub rules: Vec<SimulatedRule>,
}

/// A study's selection, audited.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AuditReport {
    /// `exceptio.audit`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// The study.
    pub study: StudyHead,
    /// The theory's name.
    pub theory: String,
    /// Whether every case there is is in the study.
    pub full_universe: bool,
    /// Cases of which the theory speaks on some day: in the study, and in all.
    pub cases: (usize, usize),
    /// Of the study's: those of which only what the outcome reads is coded, both, only something else, nothing of the pair; and
    /// those of which something else is coded too, but only where the outcome was read or of days on which it holds.
    pub entered: [usize; 5],
    /// Names of those of which only what the outcome reads is coded.
    pub chosen_on_outcome: Vec<String>,
    /// Names of those of which something else is coded too, but only where the outcome was read or of days on which it holds.
    pub through_outcome: Vec<String>,
    /// The share of both among the study's cases; absent where it has none.
    pub share_chosen: Option<f64>,
    /// By outcome.
    pub outcomes: Vec<EntryReport>,
    /// Every cell of each outcome.
    pub cells: Vec<CellReport>,
    /// Outcomes with too many criteria for a table of cells.
    pub cells_left_out: Vec<String>,
    /// The static claims.
    pub claims: Vec<ClaimAuditReport>,
    /// Claims about events, which have no parameters.
    pub events: Vec<String>,
    /// Verdicts without an independent test.
    pub independence: IndependenceReport,
    /// The simulation, where one was asked for.
    pub simulation: Option<SimulationReport>,
}

impl AuditReport {
    /// One row for each claim, definition, half, sample and parameter; then one for each simulated parameter, with columns of
    /// its own: those of the one kind are empty in rows of the other.
    pub fn table(&self) -> Table {
        let mut table = Table::new(&[
            "theory",
            "claim",
            "definition",
            "relation",
            "sample",
            "cases",
            "days",
            "parameter",
            "least",
            "most",
            "fixed",
            "change_least",
            "change_most",
            "seed",
            "studies",
            "truth",
            "mean",
            "bias",
            "noise",
            "interval_coverage",
            "undefined",
        ]);
        let pair = |pair: Option<(f64, f64)>| match pair {
            Some((least, most)) => [number(least), number(most)],
            None => [String::new(), String::new()],
        };
        for claim in &self.claims {
            for sample in &claim.samples {
                for parameter in &sample.parameters {
                    let mut row = vec![
                        self.theory.clone(),
                        claim.claim.clone(),
                        claim.definition.clone(),
                        claim.relation.to_owned(),
                        sample.sample.to_owned(),
                        sample.cases.to_string(),
                        sample.days.to_string(),
                        parameter.name.to_owned(),
                    ];
                    row.extend(pair(parameter.bounds));
                    row.push(parameter.fixed.unwrap_or_default().to_owned());
                    row.extend(pair(parameter.change));
                    row.extend(std::iter::repeat_n(String::new(), 8));
                    table.rows.push(row);
                }
            }
        }
        if let Some(simulation) = &self.simulation {
            for rule in &simulation.rules {
                for parameter in &rule.parameters {
                    let value = |value: Option<f64>| value.map(number).unwrap_or_default();
                    let mut row = vec![
                        self.theory.clone(),
                        simulation.truth_from.clone(),
                        String::new(),
                        parameter.relation.to_owned(),
                        format!("simulated, {}", rule.rule),
                        simulation.cases.to_string(),
                        String::new(),
                        parameter.name.to_owned(),
                    ];
                    row.extend(std::iter::repeat_n(String::new(), 5));
                    row.extend([
                        simulation.seed.to_string(),
                        simulation.studies.to_string(),
                        value(parameter.truth),
                        value(parameter.mean),
                        value(parameter.bias),
                        value(parameter.noise),
                        value(parameter.coverage),
                        parameter.undefined.to_string(),
                    ]);
                    table.rows.push(row);
                }
            }
        }
        table
    }
}
