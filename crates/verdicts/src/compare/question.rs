//! What theories are asked alike: claims of one form about one outcome.
//!
//! Two claims are compared only where they say the same kind of thing of the same outcome, read on the same clock: "needed
//! for allied(a, b)" with "needed for allied(a, b)". Otherwise the comparison would be decided by who claims less.

use super::Judged;
use crate::run::ClaimVerdicts;
use conditions::{Clock, Program};
use std::collections::{BTreeMap, BTreeSet};
use theory::model::{ClaimKind, Edge, NodeId, Order, Relation};

/// The form of a claim, without its formulas and lags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// `X is necessary for Y`.
    Necessity,
    /// `X is sufficient for Y`.
    Sufficiency,
    /// `X is equivalent to Y`.
    Equivalence,
    /// `Y starts only while X`.
    StartsOnlyWhile,
    /// `Y ends only while X`.
    EndsOnlyWhile,
    /// `Y does not start while X`.
    DoesNotStartWhile,
    /// `Y does not end while X`.
    DoesNotEndWhile,
    /// `Y starts after (or within some time after) X starts`.
    StartsAfterStart,
    /// `Y starts after X ends`.
    StartsAfterEnd,
    /// `Y ends after X starts`.
    EndsAfterStart,
    /// `Y ends after X ends`.
    EndsAfterEnd,
    /// `Y starts before X starts`.
    StartsBeforeStart,
    /// `Y starts before X ends`.
    StartsBeforeEnd,
    /// `Y ends before X starts`.
    EndsBeforeStart,
    /// `Y ends before X ends`.
    EndsBeforeEnd,
}

impl Form {
    /// The form of a claim.
    pub fn of(kind: &ClaimKind) -> Form {
        use Edge::{Ends, Starts};
        match kind {
            ClaimKind::Static { relation: Relation::Necessary, .. } => Form::Necessity,
            ClaimKind::Static { relation: Relation::Sufficient, .. } => Form::Sufficiency,
            ClaimKind::Static { relation: Relation::Equivalent, .. } => Form::Equivalence,
            ClaimKind::OnlyWhile { event, .. } if event.edge == Starts => Form::StartsOnlyWhile,
            ClaimKind::OnlyWhile { .. } => Form::EndsOnlyWhile,
            ClaimKind::NotWhile { event, .. } if event.edge == Starts => Form::DoesNotStartWhile,
            ClaimKind::NotWhile { .. } => Form::DoesNotEndWhile,
            ClaimKind::Order { event, order, anchor } => {
                match (event.edge, matches!(order, Order::Before), anchor.edge) {
                    (Starts, false, Starts) => Form::StartsAfterStart,
                    (Starts, false, Ends) => Form::StartsAfterEnd,
                    (Ends, false, Starts) => Form::EndsAfterStart,
                    (Ends, false, Ends) => Form::EndsAfterEnd,
                    (Starts, true, Starts) => Form::StartsBeforeStart,
                    (Starts, true, Ends) => Form::StartsBeforeEnd,
                    (Ends, true, Starts) => Form::EndsBeforeStart,
                    (Ends, true, Ends) => Form::EndsBeforeEnd,
                }
            }
        }
    }

    /// In words, X the condition or other event and Y the outcome.
    pub fn words(self) -> &'static str {
        match self {
            Form::Necessity => "X is necessary for Y",
            Form::Sufficiency => "X is sufficient for Y",
            Form::Equivalence => "X is equivalent to Y",
            Form::StartsOnlyWhile => "Y starts only while X",
            Form::EndsOnlyWhile => "Y ends only while X",
            Form::DoesNotStartWhile => "Y does not start while X",
            Form::DoesNotEndWhile => "Y does not end while X",
            Form::StartsAfterStart => "Y starts after X starts",
            Form::StartsAfterEnd => "Y starts after X ends",
            Form::EndsAfterStart => "Y ends after X starts",
            Form::EndsAfterEnd => "Y ends after X ends",
            Form::StartsBeforeStart => "Y starts before X starts",
            Form::StartsBeforeEnd => "Y starts before X ends",
            Form::EndsBeforeStart => "Y ends before X starts",
            Form::EndsBeforeEnd => "Y ends before X ends",
        }
    }
}

/// One question to all theories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The form of the claims that answer it.
    pub form: Form,
    /// The outcome that they are about, every name in it looked through.
    pub outcome: String,
    /// The clock that it is read on.
    pub clock: Clock,
    /// For each theory the place among its verdicts of the claim that answers, if it has one.
    pub answers: Vec<Option<usize>>,
}

/// Every question that some theory answers, by form, then outcome. Where a theory has several claims of one form about one
/// outcome, claims of one name are put together.
///
/// Theories in another order give the same questions with the answers in that order.
pub fn questions(theories: &[Judged<'_>]) -> Vec<Question> {
    let mut by_key: BTreeMap<(Form, String, bool), Vec<Vec<usize>>> = BTreeMap::new();
    for (theory, judged) in theories.iter().enumerate() {
        for (at, claim) in judged.claims.iter().enumerate() {
            let legal = claim.setting.clock == Clock::Legal;
            let (form, outcome) = subject(judged.program, claim);
            by_key.entry((form, outcome, legal)).or_insert_with(|| vec![Vec::new(); theories.len()])[theory].push(at);
        }
    }
    let mut questions = Vec::new();
    for ((form, outcome, legal), answers) in by_key {
        let clock = if legal { Clock::Legal } else { Clock::Behavioural };
        let question = |answers| Question { form, outcome: outcome.clone(), clock, answers };
        if answers.iter().all(|of| of.len() <= 1) {
            questions.push(question(answers.iter().map(|of| of.first().copied()).collect()));
            continue;
        }
        let name = |theory: usize, at: usize| {
            let judged = &theories[theory];
            judged.program.theory.claims[judged.claims[at].claim].name.as_str()
        };
        // Under each name the first, second and so on of that name: a claim may have several places.
        let named: BTreeSet<(&str, usize)> = (answers.iter().enumerate())
            .flat_map(|(theory, of)| {
                of.iter().enumerate().map(move |(place, at)| {
                    let this = name(theory, *at);
                    (this, of[..place].iter().filter(|other| name(theory, **other) == this).count())
                })
            })
            .collect();
        for (wanted, nth) in named {
            let answer = |(theory, of): (usize, &Vec<usize>)| {
                of.iter().filter(|at| name(theory, **at) == wanted).nth(nth).copied()
            };
            questions.push(question(answers.iter().enumerate().map(answer).collect()));
        }
    }
    questions
}

/// The form of a claim, and the formula of its outcome in full.
fn subject(program: &Program<'_>, claim: &ClaimVerdicts) -> (Form, String) {
    let kind = &program.theory.claims[claim.claim].kind;
    (Form::of(kind), program.describe_in_full(outcome_of(kind), &claim.setting))
}

/// What a claim is about: its right side, or what its event is an event of.
pub fn outcome_of(kind: &ClaimKind) -> NodeId {
    match kind {
        ClaimKind::Static { outcome, .. } => *outcome,
        ClaimKind::OnlyWhile { event, .. } | ClaimKind::NotWhile { event, .. } | ClaimKind::Order { event, .. } => {
            event.what
        }
    }
}

/// What it rests on: its left side, its condition, or what the other event is an event of.
pub fn condition_of(kind: &ClaimKind) -> NodeId {
    match kind {
        ClaimKind::Static { condition, .. }
        | ClaimKind::OnlyWhile { condition, .. }
        | ClaimKind::NotWhile { condition, .. } => *condition,
        ClaimKind::Order { anchor, .. } => anchor.what,
    }
}
