//! What a formula would be worth on a day if some of its leaves were otherwise.

use crate::program::Leaf;
use crate::{Degree, Evaluator};
use spells::Day;
use std::collections::BTreeMap;
use theory::model::{ConditionKind, Node, NodeId};

/// Leaves by how the case reads them (`clash(CHN, VNM)`), so that one that occurs twice is changed in both places.
pub type Changes = BTreeMap<String, Degree>;

impl Evaluator<'_> {
    /// The leaves under a formula that rest on codings, as the case reads them, each once, in the order of the formula.
    /// Comparisons, memberships and quantified formulas are leaves; conditions are looked into.
    pub fn leaves(&self, node: NodeId) -> Vec<(String, NodeId)> {
        let mut leaves = Vec::new();
        self.collect_leaves(node, &mut vec![false; self.program.theory.nodes.len()], &mut leaves);
        leaves
    }

    fn collect_leaves(&self, node: NodeId, done: &mut [bool], into: &mut Vec<(String, NodeId)>) {
        if std::mem::replace(&mut done[node.0 as usize], true) {
            return;
        }
        let inner = self.inner(node);
        if inner.is_empty() {
            let rests_on_codings = match self.program.theory.node(node) {
                Node::Constant(_) => false,
                Node::Call(..) => match self.program.leaf(node) {
                    Leaf::Call(function, _) => {
                        function.relation.is_some()
                            || !self.leaf_cells(node, self.env()).is_empty()
                            || !self.program.children(node).is_empty()
                    }
                    _ => false,
                },
                _ => true,
            };
            let name = self.describe(node);
            if rests_on_codings && into.iter().all(|(other, _)| *other != name) {
                into.push((name, node));
            }
        }
        for child in inner {
            self.collect_leaves(child, done, into);
        }
    }

    /// The formulas that a formula's truth is put together from; none for a leaf.
    fn inner(&self, node: NodeId) -> Vec<NodeId> {
        match self.program.theory.node(node) {
            Node::Condition(at) if !matches!(self.program.theory.conditions[*at].kind, ConditionKind::Multi(_)) => {
                vec![self.program.theory.conditions[*at].node]
            }
            Node::Outcome(at) if !matches!(self.program.theory.outcomes[*at].kind, ConditionKind::Multi(_)) => {
                vec![self.definition(*at)]
            }
            Node::Not(of) => vec![*of],
            Node::And(parts) | Node::Or(parts) => parts.clone(),
            _ => Vec::new(),
        }
    }

    /// What a formula would be worth on a day of the case with these leaves changed.
    pub fn value_if(&self, node: NodeId, day: Day, changes: &Changes) -> Degree {
        self.changed(node, day, changes, &mut vec![None; self.program.theory.nodes.len()])
    }

    fn changed(&self, node: NodeId, day: Day, changes: &Changes, known: &mut [Option<Degree>]) -> Degree {
        if let Some(degree) = known[node.0 as usize] {
            return degree;
        }
        let inner = self.inner(node);
        let mut under = |child: &NodeId| self.changed(*child, day, changes, known);
        let degree = match self.program.theory.node(node) {
            _ if inner.is_empty() => {
                changes.get(&self.describe(node)).copied().unwrap_or_else(|| self.value_at(node, day))
            }
            Node::Not(_) => !under(&inner[0]),
            Node::And(_) => inner.iter().map(under).reduce(Degree::and).unwrap_or(Degree::YES),
            Node::Or(_) => inner.iter().map(under).reduce(Degree::or).unwrap_or(Degree::NO),
            _ => under(&inner[0]),
        };
        known[node.0 as usize] = Some(degree);
        degree
    }

    /// What a formula is worth on a day; unknown on days that are not the case's.
    pub fn value_at(&self, node: NodeId, day: Day) -> Degree {
        self.value_on(node, day, self.env())
    }
}
