//! Theories beside each other.
//!
//! Here is what is said; `tell` makes it of what was found, with the help of `parts`.

mod parts;
mod tell;

pub use parts::{AgreementReport, ConfigurationReport, ForbidsReport, TheoryColumn};
pub(crate) use tell::{Ask, compare_report};

use super::{FitReport, NearReport, StudyHead, Table, Tally, Witness};
use serde::Serialize;
use std::collections::BTreeMap;
use verdicts::compare::Fate;

/// How one theory answers a question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AnswerReport {
    /// The theory, or a baseline.
    pub theory: String,
    /// Its claim.
    pub claim: String,
    /// In words.
    pub words: String,
    /// Cases by ruling.
    pub tally: Tally,
    /// Parameters of fit, for static claims.
    pub fit: Vec<FitReport>,
    /// How often its left side would foretell the right, for static claims.
    pub told_right: Vec<AgreementReport>,
}

/// Claims of one form about one outcome.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuestionReport {
    /// `X is necessary for Y`.
    pub form: &'static str,
    /// What the theories call Y: `ALLIANCE`; of several names the first in order.
    pub about: String,
    /// Y in full: `allied(a, b)`.
    pub outcome: String,
    /// The definition of outcomes that it is taken under, where there are several: `ALLIANCE in fact`.
    pub definition: String,
    /// behavioural or legal.
    pub clock: &'static str,
    /// Theories that claim it, then baselines that say something of it.
    pub answers: Vec<AnswerReport>,
}

/// What a theory says of a case on which theories disagree, and what decides.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StandReport {
    /// The theory.
    pub theory: String,
    /// The claim.
    pub claim: String,
    /// conforms, irrelevant, undecided, deviates, `out of scope`, `scope not coded`. A static claim that is not borne out
    /// on most of the days on which the first theory is broken is irrelevant.
    pub fate: &'static str,
    /// The condition as the theory has it, and what it is worth on the day.
    pub condition: (String, String),
    /// The leaves that make it so: formula and value.
    pub because: Vec<(String, String)>,
    /// The codings that decide it.
    pub witnesses: Vec<Witness>,
}

/// A case that breaks some theory and not another, under one question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DisagreementReport {
    /// The question, by its place.
    pub question: usize,
    /// `CHN>PRK`.
    pub case: String,
    /// The day for which the theories' conditions are given: the first on which the first theory that is broken is.
    pub day: String,
    /// What each theory that answers says.
    pub stands: Vec<StandReport>,
}

/// A case that breaks one theory of a pair alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AloneReport {
    /// `CHN>PRK`.
    pub case: String,
    /// What the other theory makes of it: conforms (typical for it), irrelevant (not forbidden by it), or what leaves it open.
    pub other: &'static str,
    /// Of the days of deviation, as shown, how many bear the other theory out, and how many there are.
    pub borne_out_days: (i64, i64),
}

/// Two theories under one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PairReport {
    /// One theory.
    pub first: String,
    /// The other.
    pub second: String,
    /// The question, by its place.
    pub question: usize,
    /// Cases that break the first alone: the second resolves those that conform to it or are not forbidden by it.
    pub first_alone: Vec<AloneReport>,
    /// Cases that break the second alone.
    pub second_alone: Vec<AloneReport>,
    /// Cases that break both.
    pub both: Vec<String>,
    /// Which claim implies the other by its text alone: `first`, `second`, `each`; absent where neither does, or they are too
    /// large to be compared.
    pub implies: Option<&'static str>,
    /// What that means, in a sentence.
    pub logic: Option<String>,
}

/// Theories held against the same cases.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CompareReport {
    /// `exceptio.compare`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// The study.
    pub study: StudyHead,
    /// The theories: what each is made of and speaks of.
    pub theories: Vec<TheoryColumn>,
    /// The baselines, with what they say.
    pub baselines: Vec<(String, String)>,
    /// Whether all theories have the same scope.
    pub same_scope: bool,
    /// How many cases.
    pub cases: usize,
    /// The names of the actors (or treaties) that cases are made of, by id.
    pub names: BTreeMap<String, String>,
    /// How near-relevant negatives came in, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near_relevant: Option<NearReport>,
    /// Cases on which they disagree.
    pub disagreements: Vec<DisagreementReport>,
    /// What they are asked alike, with their fit.
    pub questions: Vec<QuestionReport>,
    /// Two and two.
    pub pairs: Vec<PairReport>,
    /// What their static claims forbid, in common terms; absent where these are too many.
    pub forbids: Option<ForbidsReport>,
}

impl CompareReport {
    /// The names behind a case's id; the second is empty where there is none.
    pub fn names_of(&self, case: &str) -> (String, String) {
        super::case::names_behind(&self.names, case)
    }

    /// One row for each theory or baseline and question.
    pub fn table(&self) -> Table {
        let mut table = Table::new(&[
            "theory",
            "title",
            "baseline",
            "claim",
            "words",
            "form",
            "outcome",
            "definition",
            "clock",
            "deviates",
            "conforms",
            "undecided",
            "irrelevant",
            "fragile",
            "out_of_scope",
            "scope_unknown",
            "consistency_by_case_least",
            "consistency_by_case_most",
            "consistency_by_year_least",
            "consistency_by_year_most",
            "told_right_by_year_least",
            "told_right_by_year_most",
            "resolves",
            "creates",
        ]);
        for (at, question) in self.questions.iter().enumerate() {
            for answer in &question.answers {
                let title = (self.theories.iter().map(|theory| (&theory.name, &theory.title)))
                    .chain(self.baselines.iter().map(|(name, words)| (name, words)))
                    .find(|(name, _)| **name == answer.theory)
                    .map(|(_, title)| title.clone());
                let baseline = self.baselines.iter().any(|(name, _)| *name == answer.theory);
                let counts = &answer.tally;
                let mut row = vec![
                    answer.theory.clone(),
                    title.unwrap_or_default(),
                    baseline.to_string(),
                    answer.claim.clone(),
                    answer.words.clone(),
                    question.form.to_owned(),
                    question.outcome.clone(),
                    question.definition.clone(),
                    question.clock.to_owned(),
                ];
                let counts = [
                    counts.deviates,
                    counts.conforms,
                    counts.undecided,
                    counts.irrelevant,
                    counts.fragile,
                    counts.out_of_scope,
                    counts.scope_unknown,
                ];
                row.extend(counts.iter().map(usize::to_string));
                for unit in ["case", "year"] {
                    row.extend(cells(answer.consistency(unit)));
                }
                let told = answer.told_right.iter().find(|told| told.unit == "year").and_then(|told| told.bounds);
                row.extend(cells(told));
                row.push(self.against(at, &answer.theory, true).join("; "));
                row.push(self.against(at, &answer.theory, false).join("; "));
                table.rows.push(row);
            }
        }
        table
    }

    /// `other: CHN>PRK VNM>LAO` for each other theory: its exceptions that this theory resolves, or those of this theory
    /// that it resolves (which this theory creates, seen from there).
    fn against(&self, question: usize, theory: &str, resolved: bool) -> Vec<String> {
        let mut found = Vec::new();
        for pair in self.pairs.iter().filter(|pair| pair.question == question) {
            let (other, mine, theirs) = if pair.first == theory {
                (&pair.second, &pair.first_alone, &pair.second_alone)
            } else if pair.second == theory {
                (&pair.first, &pair.second_alone, &pair.first_alone)
            } else {
                continue;
            };
            let of = if resolved { theirs } else { mine };
            let cases: Vec<&str> =
                of.iter().filter(|alone| alone.resolved()).map(|alone| alone.case.as_str()).collect();
            if !cases.is_empty() {
                found.push(format!("{other}: {}", cases.join(" ")));
            }
        }
        found
    }
}

impl AloneReport {
    /// Whether the other theory is known not to be broken: the case is typical for it, or not forbidden by it.
    pub fn resolved(&self) -> bool {
        self.other == Fate::Conforms.words() || self.other == Fate::NotForbidden.words()
    }
}

impl AnswerReport {
    /// The consistency over a unit, as bounds; none where undefined, or for claims about events.
    pub fn consistency(&self, unit: &str) -> Option<(f64, f64)> {
        self.parameter(unit, "consistency")
    }

    /// A parameter of fit over a unit, as bounds.
    pub fn parameter(&self, unit: &str, name: &str) -> Option<(f64, f64)> {
        let fit = self.fit.iter().find(|fit| fit.unit == unit)?;
        fit.parameters.iter().find(|parameter| parameter.name == name)?.bounds
    }
}

fn cells(bounds: Option<(f64, f64)>) -> [String; 2] {
    bounds.map(|(least, most)| [format!("{least:.4}"), format!("{most:.4}")]).unwrap_or_default()
}
