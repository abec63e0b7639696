//! Theories beside each other.

use super::claim::{clock, definition, fit_report, tally};
use super::compare_parts::{AgreementReport, ForbidsReport, TheoryColumn, agreement_report, column, forbids_report};
use super::{FitReport, NearReport, StudyHead, Table, Tally, Witness};
use casebase::CaseBase;
use conditions::{Budget, Case, OverBudget, Program, Reason};
use serde::Serialize;
use std::collections::BTreeMap;
use theory::vocabulary::Vocabulary;
use verdicts::compare::{Alone, Fate, Form, Judged, Question, agreement, fate, fate_beside, pairs, questions};

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

pub(crate) struct Ask<'a> {
    pub base: &'a CaseBase,
    pub vocabulary: &'a Vocabulary,
    /// Theories, then baselines.
    pub held: &'a [Judged<'a>],
    /// How many are theories.
    pub real: usize,
    pub cases: &'a [Case],
    pub budget: &'a Budget,
}

pub(crate) fn compare_report(
    ask: &Ask<'_>,
    study: StudyHead,
    near_relevant: Option<NearReport>,
) -> Result<CompareReport, OverBudget> {
    let real = &ask.held[..ask.real];
    let mut asked: Vec<Question> = (questions(ask.held).into_iter())
        .filter(|question| question.answers[..ask.real].iter().any(Option::is_some))
        .collect();
    asked.sort_by_cached_key(|question| (question.form, about(ask, question), question.outcome.clone()));
    let mut disagreements = Vec::new();
    for (at, question) in asked.iter().enumerate() {
        disagreements.extend(disagreements_on(ask, at, question)?);
    }
    let scopes: Vec<String> = real.iter().map(|judged| scope_in_full(judged.program)).collect();
    let name = |theory: usize| ask.held[theory].program.theory.name.clone();
    Ok(CompareReport {
        schema: "exceptio.compare",
        version: 1,
        study,
        theories: real.iter().map(|judged| column(ask, judged)).collect(),
        baselines: (ask.held[ask.real..].iter())
            .map(|judged| (judged.program.theory.name.clone(), judged.program.theory.title.clone()))
            .collect(),
        same_scope: scopes.windows(2).all(|two| two[0] == two[1]),
        cases: ask.cases.len(),
        names: super::case::names(real[0].program, ask.cases),
        near_relevant,
        disagreements,
        questions: asked.iter().map(|question| question_report(ask, question)).collect(),
        pairs: (pairs(real, &asked).iter())
            .map(|pair| {
                let case = |at: &usize| case_name(ask, *at);
                let alone = |alone: &Alone| AloneReport {
                    case: case(&alone.case),
                    other: alone.other.words(),
                    borne_out_days: alone.borne_out,
                };
                let (implies, logic) = logic(ask, &asked[pair.question], pair.theories);
                PairReport {
                    first: name(pair.theories.0),
                    second: name(pair.theories.1),
                    question: pair.question,
                    first_alone: pair.first_alone.iter().map(alone).collect(),
                    second_alone: pair.second_alone.iter().map(alone).collect(),
                    both: pair.both.iter().map(case).collect(),
                    implies,
                    logic,
                }
            })
            .collect(),
        forbids: forbids_report(ask, &asked)?,
    })
}

pub(super) fn scope_in_full(program: &Program<'_>) -> String {
    let in_full = |node| program.describe_in_full(node, &conditions::Setting::default());
    program.theory.scope.map(in_full).unwrap_or_default()
}

fn case_name(ask: &Ask<'_>, at: usize) -> String {
    let program = ask.held[0].program;
    ask.cases[at].name(program.theory.cases, program.history)
}

fn question_report(ask: &Ask<'_>, question: &Question) -> QuestionReport {
    let mut labels: Vec<String> = Vec::new();
    let answers = (question.answers.iter().enumerate()).filter_map(|(theory, at)| {
        let judged = &ask.held[theory];
        let claims = &judged.claims[(*at)?];
        let claim = &judged.program.theory.claims[claims.claim];
        labels.push(definition(judged.program, claims));
        Some(AnswerReport {
            theory: judged.program.theory.name.clone(),
            claim: claim.name.clone(),
            words: claim.words.clone(),
            tally: tally(&claims.cases),
            fit: verdicts::fit(judged.program, claims).iter().flat_map(fit_report).collect(),
            told_right: agreement(claims).iter().map(agreement_report).collect(),
        })
    });
    let answers = answers.collect();
    QuestionReport {
        form: question.form.words(),
        about: about(ask, question),
        outcome: question.outcome.clone(),
        definition: labels.into_iter().filter(|label| !label.is_empty()).min().unwrap_or_default(),
        clock: clock(question.clock),
        answers,
    }
}

/// What theories call the outcome of a question.
fn about(ask: &Ask<'_>, question: &Question) -> String {
    let names = question.answers[..ask.real].iter().zip(ask.held).filter_map(|(at, judged)| {
        let claim = &judged.claims[(*at)?];
        let node = verdicts::compare::outcome_of(&judged.program.theory.claims[claim.claim].kind);
        Some(judged.program.describe(node))
    });
    names.min().unwrap_or_default()
}

/// Cases that break some theory, and of which another that answers says otherwise for certain.
fn disagreements_on(ask: &Ask<'_>, at: usize, question: &Question) -> Result<Vec<DisagreementReport>, OverBudget> {
    let answering: Vec<(usize, usize)> =
        (question.answers[..ask.real].iter().enumerate()).filter_map(|(theory, at)| Some((theory, (*at)?))).collect();
    let mut found = Vec::new();
    for case in 0..ask.cases.len() {
        let verdict = |(theory, at): (usize, usize)| &ask.held[theory].claims[at].cases[case];
        let fates: Vec<Fate> = answering.iter().map(|answer| fate(verdict(*answer))).collect();
        let Some(broken) = fates.iter().position(|fate| *fate == Fate::Deviates) else { continue };
        if !fates.iter().any(|fate| fate.resolves()) {
            continue;
        }
        let (theory, claim) = answering[broken];
        let setting = &ask.held[theory].claims[claim].setting;
        let told = verdicts::told(ask.held[theory].program, verdict(answering[broken]), setting, None, ask.budget)?;
        let Some((day, _)) = told else { continue };
        let mut stands = Vec::new();
        for ((theory, claim), own) in answering.iter().zip(&fates) {
            let judged = &ask.held[*theory];
            let claims = &judged.claims[*claim];
            let verdict = &claims.cases[case];
            let broken = &ask.held[answering[broken].0].claims[answering[broken].1].cases[case];
            let fate = if *own == Fate::Deviates { *own } else { fate_beside(broken, verdict) };
            let told = verdicts::told(judged.program, verdict, &claims.setting, Some(day), ask.budget)?;
            let reasons = told.map(|(_, reasons)| reasons).unwrap_or_default();
            // Static claims give their condition first, claims about events their event.
            let condition = if question.form <= Form::Equivalence { reasons.first() } else { reasons.get(1) };
            stands.push(stand(ask, judged.program, claims.claim, fate, condition));
        }
        found.push(DisagreementReport { question: at, case: case_name(ask, case), day: day.to_string(), stands });
    }
    Ok(found)
}

fn stand(ask: &Ask<'_>, program: &Program<'_>, claim: usize, fate: Fate, condition: Option<&Reason>) -> StandReport {
    let mut witnesses: Vec<Witness> = condition
        .map(Reason::witnesses)
        .unwrap_or_default()
        .into_iter()
        .map(|id| super::evidence::witness(ask.base, id, true))
        .collect();
    witnesses.sort();
    witnesses.dedup();
    let value = |reason: &Reason| (reason.formula.clone(), super::case::value(reason.degree));
    let mut because = Vec::new();
    let mut open: Vec<&Reason> = condition.into_iter().collect();
    while let Some(reason) = open.pop() {
        let leaf = reason.parts.is_empty() && condition.is_some_and(|whole| whole.formula != reason.formula);
        if reason.decisive && leaf && !because.contains(&value(reason)) {
            because.push(value(reason));
        }
        if reason.decisive {
            open.extend(reason.parts.iter().rev());
        }
    }
    StandReport {
        theory: program.theory.name.clone(),
        claim: program.theory.claims[claim].name.clone(),
        fate: fate.words(),
        condition: condition.map(value).unwrap_or_default(),
        because,
        witnesses,
    }
}

/// Whether one of two claims implies the other by its text, and what that means for the comparison.
fn logic(ask: &Ask<'_>, question: &Question, theories: (usize, usize)) -> (Option<&'static str>, Option<String>) {
    let part = |theory: usize| {
        let judged = &ask.held[theory];
        let claims = &judged.claims[question.answers[theory]?];
        Some((judged.program.theory, claims.setting.definitions.as_slice(), claims.claim))
    };
    let (Some(first), Some(second)) = (part(theories.0), part(theories.1)) else { return (None, None) };
    let Some(found) = theory::entailment(first, second, ask.vocabulary) else { return (None, None) };
    let fuzzy = theory::is_fuzzy(first.0, first.2) || theory::is_fuzzy(second.0, second.2);
    let (name, with) = (&first.0.name, &second.0.name);
    let mut caveats: Vec<&str> = Vec::new();
    if !(found.first_covers && found.second_covers) {
        caveats.push("where both theories speak");
    }
    if fuzzy {
        caveats.push("with memberships read as yes or no");
    }
    let caveat = if caveats.is_empty() { String::new() } else { format!(" ({})", caveats.join(", ")) };
    let on = match question.form {
        Form::Necessity => " on consistency, as a requirement of more is broken by more; its coverage may be better",
        Form::Sufficiency => {
            " on consistency, as what is enough with less is broken by more; its coverage may be better"
        }
        _ => "",
    };
    let stronger = |strong: &str, weak: &str| {
        format!(
            "decided by logic, not by data{caveat}: the claim of `{strong}` implies that of `{weak}`, so whatever breaks \
             `{weak}` here breaks `{strong}` too, and `{strong}` can never do better{on}"
        )
    };
    match (found.forward, found.backward) {
        (true, true) => {
            let sentence = format!("decided by logic, not by data{caveat}: `{name}` and `{with}` claim the same here");
            (Some("each"), Some(sentence))
        }
        (true, false) => (Some("first"), Some(stronger(name, with))),
        (false, true) => (Some("second"), Some(stronger(with, name))),
        (false, false) => (None, None),
    }
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
