//! What follows across theories: whether the claim of one implies the claim of another, and what each forbids.
//!
//! Takes checked theories and a definition for each of their outcomes. Reads no history. Where one claim implies another,
//! what conforms to the first conforms to the second: on the same cases the first can only fare as well or worse, whatever
//! the data. So `X*Y is necessary for Z` implies `X is necessary for Z`, and can never beat it on consistency.

use super::claims::{Reading, sides};
use super::logic::{Logic, both};
use super::merge::{Merged, merge};
use crate::model::{ClaimKind, ConditionKind, Node, NodeId, Theory};
use crate::vocabulary::Vocabulary;
use biodivine_lib_bdd::Bdd;
use std::collections::BTreeSet;

/// How the claims of two theories stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entailment {
    /// Whether the first implies the second, on days of which both theories speak.
    pub forward: bool,
    /// Whether the second implies the first.
    pub backward: bool,
    /// Whether the first theory speaks of every day of which the second does.
    pub first_covers: bool,
    /// Whether the second theory speaks of every day of which the first does.
    pub second_covers: bool,
}

/// How a claim of one theory stands to a claim of another; `None` where their cases are of different kinds, or they are too
/// large to be compared.
pub fn entailment(
    one: (&Theory, &[usize], usize),
    other: (&Theory, &[usize], usize),
    vocabulary: &Vocabulary,
) -> Option<Entailment> {
    let Merged { mut theory, claims, scopes, .. } = merge(&[(one.0, one.1), (other.0, other.1)])?;
    let (first, second) = (claims[0] + one.2, claims[1] + other.2);
    // Both speak: what is asked of the claims is asked of these days.
    let both_speak: Vec<NodeId> = scopes.iter().flatten().copied().collect();
    theory.scope = match both_speak.as_slice() {
        [] => None,
        [one] => Some(*one),
        several => {
            theory.nodes.push(Node::And(several.to_vec()));
            theory.spans.push(theory.spans[several[0].0 as usize]);
            Some(NodeId(theory.nodes.len() as u32 - 1))
        }
    };
    // Each scope by itself is to have a diagram: claims alone and the joint scope are given one.
    for scope in &scopes {
        let node = scope.unwrap_or_else(|| {
            theory.nodes.push(Node::Constant(true));
            theory.spans.push(theory.claims[first].span);
            NodeId(theory.nodes.len() as u32 - 1)
        });
        let kind = ClaimKind::Static { relation: crate::model::Relation::Sufficient, condition: node, outcome: node };
        let claim = theory.claims[first].clone();
        theory.claims.push(crate::model::Claim { kind, ..claim });
    }
    let logic = Logic::of(&theory, vocabulary)?;
    let readings = (Reading::of(&theory.claims[first], &logic)?, Reading::of(&theory.claims[second], &logic)?);
    let count = theory.claims.len();
    let scope = |at: usize| logic.formula(sides(&theory.claims[count - 2 + at])[0]);
    let (scope_one, scope_other) = (scope(0)?, scope(1)?);
    Some(Entailment {
        forward: readings.0.implies(&readings.1, &logic)?,
        backward: readings.1.implies(&readings.0, &logic)?,
        first_covers: !logic.possible(&[&scope_other, &scope_one.not()])?,
        second_covers: !logic.possible(&[&scope_one, &scope_other.not()])?,
    })
}

/// A condition or outcome that static claims are built of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name; where two theories give one name to different things, with the theory's in brackets.
    pub name: String,
    /// Whether it is an outcome of some theory.
    pub outcome: bool,
    /// The theory that names it first, and its node there.
    pub node: (usize, NodeId),
}

/// One configuration: which parts hold, and which theories forbid it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Configuration {
    /// Whether each part holds.
    pub holds: Vec<bool>,
    /// Whether a static claim of each theory rules it out, wherever the theory speaks.
    pub forbidden: Vec<bool>,
}

/// What theories forbid, in common terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forbids {
    /// Conditions and outcomes, conditions first, in the order of the theories.
    pub parts: Vec<Part>,
    /// Every configuration that is not impossible by its own terms, the one in which all hold first.
    pub configurations: Vec<Configuration>,
}

/// The most parts whose configurations are listed: they double with each.
pub const MOST_PARTS: usize = 7;

/// What the static claims of theories forbid: every configuration of the conditions and outcomes that they are built of,
/// and by which theory it is ruled out (Popper 1935: what a theory forbids is its empirical content).
///
/// Conditions that are the same by their formulas are one part, whatever their names. Each outcome is taken under the
/// definition chosen. Fuzzy conditions are read as yes or no. `None` where cases are of different kinds, the theories are
/// too large, there are no static claims, or there are more than [`MOST_PARTS`] parts.
pub fn forbids(theories: &[(&Theory, &[usize], &[usize])], vocabulary: &Vocabulary) -> Option<Forbids> {
    let with_definitions: Vec<(&Theory, &[usize])> = theories.iter().map(|of| (of.0, of.1)).collect();
    let Merged { mut theory, claims, nodes, .. } = merge(&with_definitions)?;
    let stated: Vec<(usize, usize)> = (theories.iter().enumerate())
        .flat_map(|(owner, (.., wanted))| wanted.iter().map(move |at| (owner, *at)))
        .map(|(owner, at)| (owner, claims[owner] + at))
        .filter(|(_, at)| matches!(theory.claims[*at].kind, ClaimKind::Static { .. }))
        .collect();
    let mut leaves: Vec<(usize, NodeId)> = Vec::new();
    for (owner, at) in &stated {
        for side in sides(&theory.claims[*at]) {
            literals(&theory, side, &mut |node| {
                if !leaves.contains(&(*owner, node)) {
                    leaves.push((*owner, node));
                }
            });
        }
    }
    // A node has a diagram where a claim stands on it.
    for (_, leaf) in &leaves {
        let kind = ClaimKind::Static { relation: crate::model::Relation::Sufficient, condition: *leaf, outcome: *leaf };
        let claim = theory.claims[stated[0].1].clone();
        theory.claims.push(crate::model::Claim { kind, ..claim });
    }
    let logic = Logic::of(&theory, vocabulary)?;
    let mut parts: Vec<(Part, Bdd)> = Vec::new();
    for (owner, leaf) in leaves {
        let formula = logic.formula(leaf)?;
        // A constant holds or does not whatever else does.
        if formula.is_true() || formula.is_false() {
            continue;
        }
        match parts.iter_mut().find(|(_, known)| *known == formula) {
            Some((part, _)) => part.outcome |= is_outcome(&theory, leaf),
            None => {
                let name = name_of(&theory, leaf);
                let node = (owner, NodeId(leaf.0 - nodes[owner]));
                parts.push((Part { name, outcome: is_outcome(&theory, leaf), node }, formula));
            }
        }
    }
    if parts.is_empty() || parts.len() > MOST_PARTS {
        return None;
    }
    parts.sort_by_key(|(part, _)| part.outcome);
    let names: Vec<String> = parts.iter().map(|(part, _)| part.name.clone()).collect();
    for (part, _) in &mut parts {
        if names.iter().filter(|name| **name == part.name).count() > 1 {
            part.name = format!("{} ({})", part.name, theories[part.node.0].0.name);
        }
    }
    let holds: Vec<(usize, Bdd)> = (stated.iter())
        .map(|(owner, at)| match Reading::of(&theory.claims[*at], &logic)? {
            Reading::Static { holds, .. } => Some((*owner, holds)),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let mut configurations = Vec::new();
    for code in 0..1_usize << parts.len() {
        let values: Vec<bool> = (0..parts.len()).map(|at| code >> (parts.len() - 1 - at) & 1 == 0).collect();
        let mut formula: Option<Bdd> = None;
        for ((_, part), value) in parts.iter().zip(&values) {
            let literal = if *value { part.clone() } else { part.not() };
            formula = Some(match formula {
                None => literal,
                Some(so_far) => both(&so_far, &literal)?,
            });
        }
        let formula = formula?;
        if !logic.possible(&[&formula])? {
            continue;
        }
        let mut forbidden = vec![false; theories.len()];
        for (owner, holds) in &holds {
            forbidden[*owner] |= !logic.possible(&[&formula, holds])?;
        }
        configurations.push(Configuration { holds: values, forbidden });
    }
    Some(Forbids { parts: parts.into_iter().map(|(part, _)| part).collect(), configurations })
}

/// The parts of a formula that are put together by and, or and not.
fn literals(theory: &Theory, node: NodeId, found: &mut impl FnMut(NodeId)) {
    let mut seen = BTreeSet::new();
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        if !seen.insert(node) {
            continue;
        }
        match theory.node(node) {
            Node::Not(of) => open.push(*of),
            Node::And(of) | Node::Or(of) => open.extend(of.iter().rev()),
            _ => found(node),
        }
    }
}

fn is_outcome(theory: &Theory, node: NodeId) -> bool {
    match theory.node(node) {
        Node::Outcome(_) => true,
        Node::Levels(of, _) => is_outcome(theory, *of),
        _ => false,
    }
}

fn name_of(theory: &Theory, node: NodeId) -> String {
    match theory.node(node) {
        Node::Condition(at) => theory.conditions[*at].name.clone(),
        Node::Outcome(at) => theory.outcomes[*at].name.clone(),
        Node::Levels(of, levels) => format!("{}{{{}}}", name_of(theory, *of), levels.join(",")),
        Node::Attribute(name, _) | Node::Call(name, _) => name.clone(),
        _ => String::new(),
    }
}

/// Whether a claim of a theory has a fuzzy side, so that what follows is said of it read as yes or no.
pub fn is_fuzzy(theory: &Theory, claim: usize) -> bool {
    let mut open = sides(&theory.claims[claim]);
    while let Some(node) = open.pop() {
        match theory.node(node) {
            Node::Condition(at) if theory.conditions[*at].kind == ConditionKind::Fuzzy => return true,
            Node::Outcome(at) if theory.outcomes[*at].kind == ConditionKind::Fuzzy => return true,
            Node::Not(of) => open.push(*of),
            Node::And(of) | Node::Or(of) => open.extend(of),
            _ => {}
        }
    }
    false
}

#[cfg(test)]
#[path = "across_tests.rs"]
mod tests;
