//! Makes the report of a comparison of what was found.

use super::parts::{agreement_report, column, forbids_report};
use super::{AloneReport, AnswerReport, CompareReport, DisagreementReport, PairReport, QuestionReport, StandReport};
use crate::report::claim::{clock, definition, fit_report, tally};
use crate::report::{NearReport, StudyHead, Witness};
use casebase::CaseBase;
use conditions::{Budget, Case, OverBudget, Program, Reason};
use theory::vocabulary::Vocabulary;
use verdicts::compare::{
    Alone, Fate, Form, Judged, Question, agreement, beside_broken, fate, fate_beside, pairs, questions,
};

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
        names: crate::report::names(real[0].program, ask.cases),
        near_relevant,
        disagreements,
        questions: asked.iter().map(|question| question_report(ask, question)).collect(),
        pairs: (pairs(real, &asked, ask.budget)?.iter())
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
            let broken = &ask.held[answering[broken].0].claims[answering[broken].1].cases[case];
            let verdict = beside_broken(broken, judged, *claim, case, ask.budget)?;
            let fate = if *own == Fate::Deviates { *own } else { fate_beside(broken, &verdict) };
            let told = verdicts::told(judged.program, &verdict, &claims.setting, Some(day), ask.budget)?;
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
        .map(|id| crate::report::witness(ask.base, id, true))
        .collect();
    witnesses.sort();
    witnesses.dedup();
    let value = |reason: &Reason| (reason.formula.clone(), crate::report::case::value(reason.degree));
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
