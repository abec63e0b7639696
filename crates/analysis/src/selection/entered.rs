//! How cases entered a study: by something coded of the outcome, of the conditions, or of both.

use crate::forecast::{Lines, Target};
use conditions::{Case, Program};
use spells::{About, AttributeId, CodingId, Day, Interval, Timeline, Truth, Why};
use std::collections::{BTreeMap, BTreeSet};
use theory::model::{CaseKind, Node, NodeId};

/// By what a case is in the study.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entry {
    /// Only what the outcome reads is coded of the pair: without the outcome it would not be there.
    OutcomeAlone,
    /// Something else is coded of it too, but only where the outcome was read (each from a place of a source from which some
    /// coding of the outcome comes), or only of days on which the outcome holds: who had not looked for the outcome would not
    /// have found it.
    ThroughOutcome,
    /// Both what the outcome reads and something else, from another place and of other days.
    Both,
    /// Only something else: it would be there whatever the outcome.
    OtherAlone,
    /// Nothing about the pair itself: it is there because every pair is, or because its cases are no pairs.
    Everyone,
}

/// A case, and by what it entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// The unit's name.
    pub name: String,
    /// By what.
    pub entry: Entry,
    /// For each target: whether the outcome held on some day in scope; unknown where that is open.
    pub outcome: Vec<Truth>,
}

/// What is coded of a pair.
#[derive(Debug, Default)]
struct Coded {
    outcome: Vec<CodingId>,
    other: Vec<(Interval, CodingId)>,
}

/// How each unit entered, of those of which the theory speaks on some day. `place` tells where a coding was read, source and
/// places in it, in one form for one place; empty where nobody says.
pub fn entered(program: &Program<'_>, lines: &Lines, place: &dyn Fn(CodingId) -> String) -> Vec<Entered> {
    let coded = coded(program, &lines.targets);
    let is_pairs = matches!(program.theory.cases, CaseKind::DirectedPairs | CaseKind::UndirectedPairs);
    let mut found = Vec::new();
    for unit in &lines.units {
        let Some(Case { first, second }) = unit.cases.first().copied() else { continue };
        let key = (first.min(second), first.max(second));
        let outcome: Vec<Option<Truth>> = (0..lines.targets.len()).map(|target| lines.ever(unit, target)).collect();
        if outcome.iter().all(Option::is_none) {
            continue; // the theory speaks of it on no day
        }
        let entry = match coded.get(&key).filter(|_| is_pairs) {
            None => Entry::Everyone,
            Some(coded) if coded.outcome.is_empty() => Entry::OtherAlone,
            Some(coded) if coded.other.is_empty() => Entry::OutcomeAlone,
            Some(coded) => {
                let held = (0..lines.targets.len()).any(|target| only_while(unit.state(target), &coded.other));
                if held || read_together(coded, place) { Entry::ThroughOutcome } else { Entry::Both }
            }
        };
        let outcome = outcome.into_iter().map(|ever| ever.unwrap_or(Truth::No)).collect();
        found.push(Entered { name: unit.name.clone(), entry, outcome });
    }
    found
}

/// Everything coded of pairs.
fn coded(program: &Program<'_>, targets: &[Target]) -> BTreeMap<(u32, u32), Coded> {
    let outcome = relations(program, targets);
    let history = program.history;
    let mut pairs: BTreeMap<(u32, u32), Coded> = BTreeMap::new();
    for (at, attribute) in history.attributes().iter().enumerate() {
        if !matches!(attribute.about, About::Directed | About::Undirected) {
            continue;
        }
        let of_outcome = outcome.contains(attribute.name.as_str());
        for (a, b, row) in history.relation(AttributeId(at as u32)).rows() {
            let coded = pairs.entry((a.min(b), a.max(b))).or_default();
            if of_outcome {
                coded.outcome.push(row.coding);
            } else {
                coded.other.push((row.hull.and(history.window()), row.coding));
            }
        }
    }
    pairs
}

/// Whether all these codings speak only of days on which a state holds, or may for a vague date alone.
fn only_while(state: &Timeline<Truth>, codings: &[(Interval, CodingId)]) -> bool {
    let holds = |truth: &Truth| matches!(truth, Truth::Yes | Truth::Unknown(Why::DateTooVague));
    codings.iter().all(|(days, _)| {
        let mut reached: Day = days.from;
        for spell in state.spells().iter().filter(|spell| spell.days.until > days.from) {
            if spell.days.from > reached || !holds(&spell.value) {
                break;
            }
            reached = spell.days.until;
        }
        reached >= days.until
    })
}

/// Whether every other coding was read at a place from which a coding of the outcome comes.
fn read_together(coded: &Coded, place: &dyn Fn(CodingId) -> String) -> bool {
    let outcome: BTreeSet<String> = coded.outcome.iter().map(|id| place(*id)).collect();
    coded.other.iter().map(|(_, id)| place(*id)).all(|place| !place.is_empty() && outcome.contains(&place))
}

/// The names of the attributes and relations that the outcomes read; `pledge` and `conduct` of an ally too, which nobody codes
/// of those who are none.
fn relations<'p>(program: &'p Program<'_>, targets: &[Target]) -> BTreeSet<&'p str> {
    let theory = program.theory;
    let nodes: Vec<NodeId> =
        targets.iter().map(|target| theory.outcomes[target.outcome].definitions[target.definition].node).collect();
    let mut names: BTreeSet<&str> = BTreeSet::from(["pledge", "conduct", "treaty_in_force", "allied"]);
    for node in program.under(&nodes) {
        if let Node::Attribute(name, _) | Node::Call(name, _) = theory.node(node) {
            names.insert(name);
        }
    }
    names
}
