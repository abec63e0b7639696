//! What follows from the text of a theory alone, before any data.
//!
//! Takes a checked theory; gives what its claims imply about each other, which can never apply, and which are true whatever
//! the data. Reads no history. Sound, not complete: what it says follows for every reading of the unknown as yes or no;
//! what it does not say may follow all the same.
//!
//! A static claim is a formula about a day: `X is necessary for Y` is "if Y then X". Its atoms are what a formula reads
//! (an attribute, function, comparison, membership, with its terms; pairs of symmetric attributes without order), with what
//! is known of them without data: a category has at most one level, numbers are ordered, equals of equals are equal. A
//! quantified part is one atom, known by its form. An outcome with one definition stands for it; an outcome with several is
//! one atom, because a claim is judged under each. Decided with binary decision diagrams.

mod across;
mod atoms;
mod claims;
mod lags;
mod logic;
mod merge;
mod propositions;

use crate::model::{ConditionKind, Node, Theory};
use crate::vocabulary::Vocabulary;
pub use across::{Configuration, Entailment, Forbids, MOST_PARTS, Part, entailment, forbids, is_fuzzy};
use claims::{Examined, Reading};
use logic::Logic;

/// The most claims that are compared with each other; pairs grow with its square.
const MOST_CLAIMS: usize = 60;

/// Something that follows from the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consequence {
    /// What kind of thing.
    pub kind: ConsequenceKind,
    /// The claims concerned, by their places in [`Theory::claims`]; for an implication the stronger first.
    pub claims: Vec<usize>,
    /// The same in a sentence, without a full stop.
    pub text: String,
}

/// The kinds of [`Consequence`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ConsequenceKind {
    /// Whatever breaks the second breaks the first.
    Implies,
    /// Each implies the other.
    SameClaim,
    /// Together they make impossible what one of them speaks of.
    Contradicts,
    /// What it speaks of can never be, so no case can conform or deviate.
    NeverApplies,
    /// Wherever it applies, it fails.
    NeverConforms,
    /// No data can contradict it.
    AlwaysTrue,
    /// A condition or the scope that can never hold.
    NeverHolds,
    /// A condition or the scope that always holds.
    AlwaysHolds,
    /// Too large to be examined.
    NotExamined,
}

/// Says what follows from a theory's text.
///
/// * Takes a checked theory and the vocabulary it was checked against (for what is symmetric, and where several levels may
///   hold at once).
/// * Gives conditions first, then claims by themselves, then pairs, each in the order of the file.
/// * Implications that hold only because one of the two never applies or is always true are left out.
/// * Of orders of events (`after`, `before`, `within`) lags are compared, and `A ends after X ends` implies that A does not end
///   while X; with repeated events `before` and `after` can both hold, so they never contradict here.
/// * Never fails; past a limit of atoms or size it says [`ConsequenceKind::NotExamined`].
pub fn consequences(theory: &Theory, vocabulary: &Vocabulary) -> Vec<Consequence> {
    let mut found = Vec::new();
    let count = theory.claims.len().min(MOST_CLAIMS);
    let Some(logic) = Logic::of(theory, vocabulary) else {
        let text = "the theory reads too many different things for its claims to be compared".to_owned();
        return vec![Consequence { kind: ConsequenceKind::NotExamined, claims: Vec::new(), text }];
    };
    conditions(theory, &logic, &mut found);
    let readings: Vec<Option<Reading>> =
        theory.claims[..count].iter().map(|claim| Reading::of(claim, &logic)).collect();
    let mut plain = vec![false; count];
    let mut large = Vec::new();
    for (at, reading) in readings.iter().enumerate() {
        let alone = reading.as_ref().and_then(|reading| reading.alone(&logic));
        match alone {
            None => large.push(at),
            Some(Examined::Plain) => plain[at] = true,
            Some(Examined::Odd(kind, text)) => {
                let text = format!("`{}` {text}{}", theory.claims[at].name, fuzzy_note(theory, &[at]));
                found.push(Consequence { kind, claims: vec![at], text });
            }
        }
    }
    if !large.is_empty() {
        let names: Vec<&str> = large.iter().map(|at: &usize| theory.claims[*at].name.as_str()).collect();
        let is = if names.len() == 1 { "is" } else { "are" };
        let text = format!("{} {is} too large to be examined", crate::parser::joined(&names, "and"));
        found.push(Consequence { kind: ConsequenceKind::NotExamined, claims: large, text });
    }
    let mut unfinished = false;
    for one in 0..count {
        for other in one + 1..count {
            let (Some(first), Some(second)) = (&readings[one], &readings[other]) else { continue };
            if plain[one] && plain[other] {
                unfinished |= pair(theory, &logic, (one, first), (other, second), &mut found).is_none();
            }
        }
    }
    if unfinished || theory.claims.len() > count {
        let text = "not every pair of claims was compared: the theory is too large".to_owned();
        found.push(Consequence { kind: ConsequenceKind::NotExamined, claims: Vec::new(), text });
    }
    found
}

fn conditions(theory: &Theory, logic: &Logic, found: &mut Vec<Consequence>) {
    let named = theory.conditions.iter().filter(|condition| !matches!(condition.kind, ConditionKind::Multi(_)));
    let named =
        named.map(|condition| (format!("the condition `{}`", condition.name), condition.node, condition.kind.clone()));
    let scope = theory.scope.map(|scope| ("the scope".to_owned(), scope, ConditionKind::Crisp));
    for (what, node, kind) in named.chain(scope) {
        let Some(formula) = logic.formula(node) else { continue };
        let note = if kind == ConditionKind::Fuzzy { ", read as yes or no" } else { "" };
        // A condition that says `false` or `true` outright needs no telling.
        if matches!(theory.node(node), Node::Constant(_)) {
            continue;
        }
        if logic.possible(&[&formula]) == Some(false) {
            let text = format!("{what} can never hold{note}");
            found.push(Consequence { kind: ConsequenceKind::NeverHolds, claims: Vec::new(), text });
        } else if logic.possible(&[&formula.not()]) == Some(false) {
            let text = format!("{what} holds whatever the data{note}");
            found.push(Consequence { kind: ConsequenceKind::AlwaysHolds, claims: Vec::new(), text });
        }
    }
}

fn pair(
    theory: &Theory,
    logic: &Logic,
    (one, first): (usize, &Reading),
    (other, second): (usize, &Reading),
    found: &mut Vec<Consequence>,
) -> Option<()> {
    let (name, with) = (&theory.claims[one].name, &theory.claims[other].name);
    let note = fuzzy_note(theory, &[one, other]);
    let (forward, backward) = (first.implies(second, logic)?, second.implies(first, logic)?);
    let mut tell = |kind, claims, text: String| found.push(Consequence { kind, claims, text: format!("{text}{note}") });
    match (forward, backward) {
        (true, true) => {
            tell(ConsequenceKind::SameClaim, vec![one, other], format!("`{name}` and `{with}` say the same"));
        }
        (true, false) => {
            let text = format!("`{name}` implies `{with}`: what breaks the second breaks the first");
            tell(ConsequenceKind::Implies, vec![one, other], text);
        }
        (false, true) => {
            let text = format!("`{with}` implies `{name}`: what breaks the second breaks the first");
            tell(ConsequenceKind::Implies, vec![other, one], text);
        }
        (false, false) => {}
    }
    if let Some(why) = first.contradicts(second, logic)? {
        let text = format!("`{name}` and `{with}` contradict each other: {why}");
        tell(ConsequenceKind::Contradicts, vec![one, other], text);
    }
    Some(())
}

/// The caveat where a claim has fuzzy sides: degrees do not obey every law of yes and no.
fn fuzzy_note(theory: &Theory, claims: &[usize]) -> &'static str {
    if claims.iter().any(|claim| is_fuzzy(theory, *claim)) { FUZZY } else { "" }
}

const FUZZY: &str = " (with fuzzy conditions read as yes or no)";

#[cfg(test)]
mod tests;
