//! How cases entered a study: by something coded of the outcome, of the conditions, or of both.

use crate::forecast::{Lines, Target};
use conditions::{Case, Program};
use spells::{About, AttributeId, Truth};
use std::collections::BTreeSet;
use theory::model::{CaseKind, Node, NodeId};

/// By what a case is in the study.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entry {
    /// Only what the outcome reads is coded of the pair: without the outcome it would not be there.
    OutcomeAlone,
    /// Both what the outcome reads and something else.
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

/// How each unit entered, of those of which the theory speaks on some day.
pub fn entered(program: &Program<'_>, lines: &Lines) -> Vec<Entered> {
    let outcome = relations(program, &lines.targets);
    let pairs = |wanted: bool| -> BTreeSet<(u32, u32)> {
        let history = program.history;
        let mut pairs = BTreeSet::new();
        for (at, attribute) in history.attributes().iter().enumerate() {
            if outcome.contains(attribute.name.as_str()) == wanted
                && matches!(attribute.about, About::Directed | About::Undirected)
            {
                let relation = history.relation(AttributeId(at as u32));
                pairs.extend(relation.pairs().map(|(a, b)| (a.min(b), a.max(b))));
            }
        }
        pairs
    };
    let (by_outcome, by_other) = (pairs(true), pairs(false));
    let is_pairs = matches!(program.theory.cases, CaseKind::DirectedPairs | CaseKind::UndirectedPairs);
    let mut found = Vec::new();
    for unit in &lines.units {
        let Some(Case { first, second }) = unit.cases.first().copied() else { continue };
        let key = (first.min(second), first.max(second));
        let outcome: Vec<Option<Truth>> = (0..lines.targets.len()).map(|target| lines.ever(unit, target)).collect();
        if outcome.iter().all(Option::is_none) {
            continue; // the theory speaks of it on no day
        }
        let entry = match (is_pairs && by_outcome.contains(&key), is_pairs && by_other.contains(&key)) {
            (true, true) => Entry::Both,
            (true, false) => Entry::OutcomeAlone,
            (false, true) => Entry::OtherAlone,
            (false, false) => Entry::Everyone,
        };
        let outcome = outcome.into_iter().map(|ever| ever.unwrap_or(Truth::No)).collect();
        found.push(Entered { name: unit.name.clone(), entry, outcome });
    }
    found
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
