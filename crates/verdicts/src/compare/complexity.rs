//! What a theory costs: the conditions that it names, what they read, and the choices that its author was free to make.
//!
//! In: a theory over a history, with its verdicts. Out: lists and counts, no score: how dear a choice is, no formula tells.

use super::Judged;
use super::question::condition_of;
use std::collections::BTreeSet;
use theory::model::{Calibration, ClaimKind, ConditionKind, Node, NodeId, Order, Unit};

/// Something that the author could have settled otherwise without changing what the theory is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Choice {
    /// An outcome has several definitions: its name, and how many.
    Definitions(String, usize),
    /// Verdicts depend on which reading of the sources is taken: the dispute, and how many readings.
    Readings(String, usize),
    /// A claim allows a lag: its name, and the lag in words.
    Lag(String, String),
    /// A number was made into a membership or into levels: the condition, and how many anchors or thresholds.
    Thresholds(String, usize),
}

/// What a theory is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complexity {
    /// Named conditions that its claims rest on, in the order of the file.
    pub conditions: Vec<String>,
    /// Attributes and functions that these read, by name.
    pub reads: Vec<String>,
    /// How many leaves their formulas have, each mention counted.
    pub leaves: usize,
    /// Attributes and functions that the scope reads, by name.
    pub scope_reads: Vec<String>,
    /// Choices.
    pub choices: Vec<Choice>,
}

/// Takes a theory apart. Outcomes are no part of its conditions: theories are compared about one outcome.
pub fn complexity(judged: &Judged<'_>) -> Complexity {
    let (program, theory) = (judged.program, judged.program.theory);
    let sides: Vec<NodeId> = theory.claims.iter().map(|claim| condition_of(&claim.kind)).collect();
    let mut named = BTreeSet::new();
    let mut reads = BTreeSet::new();
    let mut leaves = 0;
    let mut open: Vec<NodeId> = Vec::new();
    let mut seen_sides = BTreeSet::new();
    for side in sides {
        // A side that several claims share is counted once.
        if seen_sides.insert(program.describe(side)) {
            open.push(side);
        }
    }
    while let Some(node) = open.pop() {
        match theory.node(node) {
            Node::Condition(at) => {
                if named.insert(*at) {
                    open.push(theory.conditions[*at].node);
                }
            }
            Node::Outcome(_) => {}
            Node::Attribute(name, _) | Node::Call(name, _) => {
                reads.insert(name.clone());
                leaves += 1;
                open.extend(program.children(node));
            }
            _ => open.extend(program.children(node)),
        }
    }
    let scope_reads: BTreeSet<String> = (program.under(&theory.scope.into_iter().collect::<Vec<_>>()).into_iter())
        .filter_map(|node| match theory.node(node) {
            Node::Attribute(name, _) | Node::Call(name, _) => Some(name.clone()),
            _ => None,
        })
        .collect();
    Complexity {
        conditions: named.iter().map(|at| theory.conditions[*at].name.clone()).collect(),
        reads: reads.into_iter().collect(),
        leaves,
        scope_reads: scope_reads.into_iter().collect(),
        choices: choices(judged, &named),
    }
}

fn choices(judged: &Judged<'_>, named: &BTreeSet<usize>) -> Vec<Choice> {
    let (program, theory) = (judged.program, judged.program.theory);
    let several = theory.outcomes.iter().filter(|outcome| outcome.definitions.len() > 1);
    let mut choices: Vec<Choice> =
        several.map(|outcome| Choice::Definitions(outcome.name.clone(), outcome.definitions.len())).collect();
    let disputes: BTreeSet<spells::DisputeId> = (judged.claims.iter())
        .flat_map(|claim| &claim.cases)
        .flat_map(|verdict| &verdict.worlds)
        .flat_map(|world| world.readings.iter().map(|(dispute, _)| *dispute))
        .collect();
    choices.extend(disputes.into_iter().map(|id| {
        let dispute = program.history.dispute(id);
        Choice::Readings(dispute.name.clone(), dispute.readings.len())
    }));
    for claim in &theory.claims {
        if let ClaimKind::Order { order: Order::Within(count, unit), .. } = claim.kind {
            let unit = match unit {
                Unit::Days => "days",
                Unit::Months => "months",
                Unit::Years => "years",
            };
            choices.push(Choice::Lag(claim.name.clone(), format!("{count} {unit}")));
        }
    }
    for at in named {
        let condition = &theory.conditions[*at];
        if matches!(condition.kind, ConditionKind::Crisp) {
            continue;
        }
        let thresholds: usize = (program.under(&[condition.node]).into_iter())
            .map(|node| match theory.node(node) {
                Node::Calibrate(_, Calibration::Direct { .. } | Calibration::Linear { .. }) => 3,
                Node::Cut(_, thresholds) => thresholds.len(),
                _ => 0,
            })
            .sum();
        if thresholds > 0 {
            choices.push(Choice::Thresholds(condition.name.clone(), thresholds));
        }
    }
    choices
}
