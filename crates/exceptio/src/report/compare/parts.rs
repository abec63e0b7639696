//! What stands beside a comparison: what each theory is made of and speaks of, what it forbids, how often it tells right.

use super::tell::Ask;
use crate::report::Cited;
use crate::report::head::cited;
use conditions::{OverBudget, Setting};
use serde::Serialize;
use theory::model::Theory;
use verdicts::compare::{Agreement, Choice, Judged, Question, cells, complexity};

/// A theory in a comparison.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TheoryColumn {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What it rests on.
    pub cites: Vec<Cited>,
    /// How many claims it makes.
    pub claims: usize,
    /// Its scope, in the language; empty where it has none.
    pub scope: String,
    /// Cases of which it speaks on some day.
    pub cases_in_scope: usize,
    /// Cases of which it is unknown whether it does.
    pub cases_scope_unknown: usize,
    /// Cases of which it does not.
    pub cases_out_of_scope: usize,
    /// Days of which it speaks, over all cases.
    pub days_in_scope: i64,
    /// Named conditions that its claims rest on.
    pub conditions: Vec<String>,
    /// Attributes and functions that these read.
    pub reads: Vec<String>,
    /// How many leaves their formulas have.
    pub leaves: usize,
    /// Attributes and functions that the scope reads.
    pub scope_reads: Vec<String>,
    /// What its author was free to choose, in words.
    pub choices: Vec<String>,
    /// Of the configurations of its own conditions and outcomes that are possible, how many its static claims forbid, and how
    /// many there are; absent where there are too many conditions, or no static claim.
    pub forbids: Option<(usize, usize)>,
    /// Its claims about events, in words: what they forbid is an event against them.
    pub event_claims: Vec<String>,
}

/// A configuration of conditions and outcomes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConfigurationReport {
    /// Whether each part holds, in the order of the parts.
    pub holds: Vec<bool>,
    /// The theories that forbid it.
    pub forbidden_by: Vec<String>,
    /// Cases certainly in it on some day.
    pub cases: usize,
    /// Their days in it.
    pub days: i64,
}

/// What theories forbid, in common terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ForbidsReport {
    /// Conditions and outcomes, conditions first.
    pub parts: Vec<String>,
    /// Possible configurations.
    pub configurations: Vec<ConfigurationReport>,
}

/// How often a claim's left side would foretell the right.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AgreementReport {
    /// year or day.
    pub unit: &'static str,
    /// How many in scope.
    pub n: usize,
    /// Least and most share told right; equal where nothing is unknown.
    pub bounds: Option<(f64, f64)>,
}

pub(super) fn agreement_report(agreement: &Agreement) -> AgreementReport {
    AgreementReport {
        unit: agreement.unit.word(),
        n: agreement.n,
        bounds: agreement.share.map(|share| (share.least, share.most)),
    }
}

pub(super) fn column(ask: &Ask<'_>, judged: &Judged<'_>) -> TheoryColumn {
    let (program, theory) = (judged.program, judged.program.theory);
    let made = complexity(judged);
    let first = judged.claims.first().map(|claim| claim.cases.as_slice()).unwrap_or_default();
    let count =
        |wanted: &dyn Fn(&verdicts::CaseVerdict) -> bool| first.iter().filter(|verdict| wanted(verdict)).count();
    let every: Vec<usize> = (0..theory.claims.len()).collect();
    let own = theory::forbids(&[(theory, &first_definitions(theory), &every)], ask.vocabulary);
    let events = (theory.claims.iter())
        .filter(|claim| !matches!(claim.kind, theory::model::ClaimKind::Static { .. }))
        .map(|claim| claim.words.clone());
    TheoryColumn {
        name: theory.name.clone(),
        title: theory.title.clone(),
        cites: cited(ask.base, &theory.cites),
        claims: theory.claims.len(),
        scope: theory.scope.map(|scope| program.describe(scope)).unwrap_or_default(),
        cases_in_scope: count(&|verdict| verdict.in_scope()),
        cases_scope_unknown: count(&|verdict| verdict.scope_unknown()),
        cases_out_of_scope: count(&|verdict| !verdict.in_scope() && !verdict.scope_unknown()),
        days_in_scope: first.iter().map(|verdict| verdict.first.scope.within).sum(),
        conditions: made.conditions,
        reads: made.reads,
        leaves: made.leaves,
        scope_reads: made.scope_reads,
        choices: made.choices.iter().map(choice).collect(),
        forbids: own.map(|own| {
            let forbidden = own.configurations.iter().filter(|of| of.forbidden[0]).count();
            (forbidden, own.configurations.len())
        }),
        event_claims: events.collect(),
    }
}

fn first_definitions(theory: &Theory) -> Vec<usize> {
    vec![0; theory.outcomes.len()]
}

fn choice(choice: &Choice) -> String {
    match choice {
        Choice::Definitions(outcome, count) => format!("{count} definitions of {outcome}"),
        Choice::Readings(dispute, count) => format!("{count} readings of {dispute}"),
        Choice::Lag(claim, lag) => format!("a lag of {lag} in {claim}"),
        Choice::Thresholds(condition, count) => format!("{count} thresholds of {condition}"),
    }
}

/// What all theories forbid by the claims that answer a question to several of them, each outcome by its first definition;
/// none where parts are too many.
pub(super) fn forbids_report(ask: &Ask<'_>, asked: &[Question]) -> Result<Option<ForbidsReport>, OverBudget> {
    let real = &ask.held[..ask.real];
    let definitions: Vec<Vec<usize>> = real.iter().map(|judged| first_definitions(judged.program.theory)).collect();
    let common = |question: &&Question| {
        ask.real == 1 || question.answers[..ask.real].iter().filter(|answer| answer.is_some()).count() > 1
    };
    let claims: Vec<Vec<usize>> = (real.iter().zip(&definitions).enumerate())
        .map(|(theory, (judged, first))| {
            let answers = asked.iter().filter(common).filter_map(|question| question.answers[theory]);
            let of_first = answers.map(|at| &judged.claims[at]).filter(|claim| claim.setting.definitions == *first);
            of_first.map(|claim| claim.claim).collect()
        })
        .collect();
    let theories: Vec<(&Theory, &[usize], &[usize])> = (real.iter().zip(&definitions).zip(&claims))
        .map(|((judged, chosen), claims)| (judged.program.theory, chosen.as_slice(), claims.as_slice()))
        .collect();
    let Some(found) = theory::forbids(&theories, ask.vocabulary) else { return Ok(None) };
    let setting: Vec<Setting> = (definitions.iter())
        .map(|definitions| Setting { definitions: definitions.clone(), ..Setting::default() })
        .collect();
    let parts: Vec<_> = found.parts.iter().map(|part| part.node).collect();
    let wanted: Vec<Vec<bool>> = found.configurations.iter().map(|of| of.holds.clone()).collect();
    let filled = cells(real, ask.cases, &setting, &parts, &wanted, ask.budget)?;
    let configurations = found.configurations.into_iter().zip(filled).map(|(of, cell)| ConfigurationReport {
        holds: of.holds,
        forbidden_by: (of.forbidden.iter().zip(real))
            .filter(|(forbidden, _)| **forbidden)
            .map(|(_, judged)| judged.program.theory.name.clone())
            .collect(),
        cases: cell.cases,
        days: cell.days,
    });
    Ok(Some(ForbidsReport {
        parts: found.parts.into_iter().map(|part| part.name).collect(),
        configurations: configurations.collect(),
    }))
}
