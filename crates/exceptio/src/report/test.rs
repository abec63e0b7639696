//! The whole test of a theory.

use super::head::cited;
use super::verdict::{readings_report, standing_word};
use super::{
    CaseReport, Cited, ClaimReport, DeviationDays, DisputeReport, NearReport, StudyHead, Table, TensionReport,
    TheoryHead, Witness, WorldReport,
};
use casebase::CaseBase;
use conditions::Program;
use serde::Serialize;
use spells::{Day, NO_READING, Truth};
use std::collections::{BTreeMap, BTreeSet};
use verdicts::{PredictionVerdict, Ruling};

/// A prediction and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PredictionReport {
    /// Its name.
    pub name: String,
    /// In words.
    pub words: String,
    /// What it rests on.
    pub cites: Vec<Cited>,
    /// The case; empty where there is none in scope.
    pub case: String,
    /// The day it speaks of.
    pub day: String,
    /// The day on which conditions were last looked at.
    pub seen: String,
    /// The claims it rests on, and whether each leads to it: `yes`, `no`, `unknown`.
    pub grounds: Vec<(String, &'static str)>,
    /// Whether any claim leads to it.
    pub expected: &'static str,
    /// Whether it came true.
    pub came_true: &'static str,
    /// Why that is not known, or what it rests on, where that must be said: `not yet known as of 2021-06-30`, `assumed: nothing
    /// coded`; of a renewal, the event that tells, with its line; else empty.
    pub came_true_by: String,
    /// For a renewal: whether something was due then; `unknown` where no clause in view tells. `yes` for what is to hold.
    pub due: &'static str,
    /// For a renewal: under which readings of the clauses, of those not ruled out, something was due then.
    pub due_under: Vec<String>,
    /// Whether it is about a treaty's renewal.
    pub renewal: bool,
    /// The ruling; where readings differ, that under the first of each dispute.
    pub ruling: &'static str,
    /// robust, fragile, bounded.
    pub standing: &'static str,
    /// Every ruling found under any reading, best first.
    pub rulings: Vec<&'static str>,
    /// Disputes on which it hangs.
    pub hangs_on_readings: Vec<String>,
    /// The ruling under each choice of readings, where there is more than one.
    pub worlds: Vec<WorldReport>,
}

/// A theory held against every case of a study.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TestReport {
    /// `exceptio.test`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// The study.
    pub study: StudyHead,
    /// The theory.
    pub theory: TheoryHead,
    /// The cases over time; those in scope first.
    pub cases: Vec<CaseReport>,
    /// The names of the actors (or treaties) that cases are made of, by id.
    pub names: BTreeMap<String, String>,
    /// How near-relevant negatives came in, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near_relevant: Option<NearReport>,
    /// How many cases were left without lines of time for want of room.
    pub cases_not_drawn: usize,
    /// The claims, once for each definition of their outcomes.
    pub claims: Vec<ClaimReport>,
    /// The predictions.
    pub predictions: Vec<PredictionReport>,
    /// Disputes and what hangs on them.
    pub disputes: Vec<DisputeReport>,
    /// What follows from the theory's text alone.
    pub consequences: Vec<String>,
    /// Of the verdicts that conform or deviate: how many have codings of both sides that cite the same place of the same
    /// source, and how many there are.
    pub same_place: (usize, usize),
    /// Of the same verdicts: how many have both sides coded by one coder throughout.
    pub same_coder: usize,
    /// Of the same verdicts: how many rest on what silence is taken to mean.
    pub rests_on_silence: usize,
    /// The source's own tensions.
    pub tensions: Vec<TensionReport>,
}

impl TestReport {
    /// The names behind a case's id: `CHN>PRK` gives China and North Korea; the second is empty where there is none.
    pub fn names_of(&self, case: &str) -> (String, String) {
        super::case::names_behind(&self.names, case)
    }

    /// One row for each claim, definition and case.
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            &[
                &[
                    "theory",
                    "claim",
                    "definition",
                    "clock",
                    "case",
                    "scope",
                    "ruling",
                    "standing",
                    "rulings",
                    "days_conforms",
                    "days_deviates",
                    "days_undecided",
                    "days_irrelevant",
                    "deviating_days_least",
                    "deviating_days_most",
                    "deviation",
                    "excuses",
                    "other_clock",
                    "hangs_on_readings",
                    "hangs_on_dates",
                    "lag_days_least",
                    "lag_days_most",
                    "order_violations",
                    "rests_on_silence",
                    "same_place",
                    "witnesses",
                    "same_coder",
                    "first_name",
                    "second_name",
                ][..],
                &DeviationDays::COLUMNS,
                &[
                    "days_conforms_least",
                    "days_conforms_most",
                    "days_undecided_least",
                    "days_undecided_most",
                    "days_irrelevant_least",
                    "days_irrelevant_most",
                ],
                &[DeviationDays::STRETCHES, "silent_from"],
            ]
            .concat(),
        );
        for claim in &self.claims {
            for verdict in &claim.verdicts {
                // Of what was awaited no longer nothing lags.
                let awaited = verdict.events.iter().filter(|event| event.ruling != "irrelevant");
                let lags = awaited.filter_map(|event| event.lag_days);
                let least = lags.clone().map(|(least, _)| least).min();
                let most = lags.map(|(_, most)| most).max();
                let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
                let places: Vec<String> = verdict.witnesses.iter().map(Witness::line_of_file).collect();
                let mut row = vec![
                    self.theory.name.clone(),
                    claim.name.clone(),
                    claim.definition.clone(),
                    claim.clock.to_owned(),
                    verdict.case.clone(),
                    verdict.scope.to_owned(),
                    verdict.ruling.to_owned(),
                    verdict.standing.to_owned(),
                    verdict.rulings.join(" "),
                ];
                row.extend(verdict.days.iter().map(i64::to_string));
                row.extend([
                    verdict.deviating_days.0.to_string(),
                    verdict.deviating_days.1.to_string(),
                    verdict.deviation.clone().unwrap_or_default(),
                    verdict.excuses.join("; "),
                    verdict.other_clock.unwrap_or_default().to_owned(),
                    verdict.hangs_on_readings.join(" "),
                    verdict.hangs_on_dates.join("; "),
                    number(least),
                    number(most),
                    verdict.events.iter().filter(|event| event.order_violation).count().to_string(),
                    verdict.rests_on_silence.to_string(),
                    verdict.same_place.to_string(),
                    places.join(" "),
                    verdict.same_coder.to_string(),
                ]);
                let (first, second) = self.names_of(&verdict.case);
                row.extend([first, second]);
                row.extend(DeviationDays::cells(verdict.deviation_days.as_ref()));
                // Those of deviation have columns of their own, further up.
                for at in [0, 2, 3] {
                    row.extend([verdict.days_least[at].to_string(), verdict.days_most[at].to_string()]);
                }
                row.push(DeviationDays::listed(&verdict.deviation_stretches));
                row.push(verdict.silent_from.clone().unwrap_or_default());
                table.rows.push(row);
            }
        }
        table
    }
}

pub(crate) fn prediction_report(
    base: &CaseBase,
    program: &Program<'_>,
    verdict: &PredictionVerdict,
    as_of: Option<Day>,
    told_by: String,
) -> PredictionReport {
    let (theory, history) = (program.theory, program.history);
    let rulings: BTreeSet<Ruling> = verdict.worlds.iter().map(|world| world.ruling).collect();
    let spec = &theory.predictions[verdict.prediction];
    PredictionReport {
        name: spec.name.clone(),
        words: spec.words.clone(),
        cites: cited(base, &spec.cites),
        case: verdict.case.map(|case| case.name(theory.cases, history)).unwrap_or_default(),
        day: verdict.day.to_string(),
        seen: verdict.seen.to_string(),
        grounds: verdict
            .grounds
            .iter()
            .map(|(claim, truth, _)| (theory.claims[*claim].name.clone(), truth_word(*truth)))
            .collect(),
        expected: truth_word(verdict.expected),
        came_true: truth_word(verdict.came_true),
        came_true_by: came_true_by(verdict, base, as_of, told_by),
        due: truth_word(verdict.due),
        due_under: verdict
            .due_under
            .iter()
            .map(
                |reading| {
                    if *reading == NO_READING { "undisputed".to_owned() } else { history.reading(*reading).to_owned() }
                },
            )
            .collect(),
        renewal: matches!(spec.predicted, theory::model::Predicted::Renewal { .. }),
        ruling: verdict.ruling.word(),
        standing: standing_word(verdict.standing),
        rulings: rulings.into_iter().map(Ruling::word).collect(),
        hangs_on_readings: verdict.hangs_on_disputes().iter().map(|id| history.dispute(*id).name.clone()).collect(),
        worlds: match verdict.worlds.as_slice() {
            [] | [_] => Vec::new(),
            worlds => worlds.iter().map(|world| readings_report(program, &world.readings, &[world.ruling])).collect(),
        },
    }
}

/// What must be said beside whether it came true.
fn came_true_by(verdict: &PredictionVerdict, base: &CaseBase, as_of: Option<Day>, told_by: String) -> String {
    match as_of {
        Some(as_of) if verdict.beyond && as_of < base.window.until.plus(-1) => format!("not yet known as of {as_of}"),
        _ if verdict.beyond => "it lies after the days under study".to_owned(),
        _ if verdict.assumed => "assumed: nothing coded".to_owned(),
        _ => told_by,
    }
}

fn truth_word(truth: Truth) -> &'static str {
    match truth {
        Truth::Yes => "yes",
        Truth::No => "no",
        Truth::Unknown(_) => "unknown",
    }
}
