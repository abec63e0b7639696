//! What formulas read: cells, and through them the disputes and vague dates that a value may hang on.

use crate::evaluate::{Env, Evaluator};
use crate::program::Leaf;
use crate::quantify;
use spells::{AttributeId, DisputeId, History, NO_READING, Row, VariableId};
use std::collections::BTreeSet;
use theory::model::{Node, NodeId, Quantifier};

/// A cell: an attribute of someone, as stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellKey {
    /// The attribute.
    pub attribute: AttributeId,
    /// Actor or treaty.
    pub subject: u32,
    /// The other actor, or [`spells::NOBODY`].
    pub object: u32,
}

/// Everything that some formulas read for a case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reads {
    /// The cells, in order.
    pub cells: BTreeSet<CellKey>,
}

impl Reads {
    /// The codings of the cells, with their cell.
    pub fn rows<'h>(&'h self, history: &'h History) -> impl Iterator<Item = (CellKey, Row)> + 'h {
        self.cells.iter().flat_map(move |key| {
            history.relation(key.attribute).cell(key.subject, key.object).map(move |row| (*key, row))
        })
    }

    /// The disputes in which some coding of a cell takes a side.
    pub fn disputes(&self, history: &History) -> BTreeSet<DisputeId> {
        let readings = self.rows(history).map(|(_, row)| row.reading).filter(|reading| *reading != NO_READING);
        readings.filter_map(|reading| history.dispute_of(reading)).collect()
    }

    /// The vague dates at which some coding of a cell begins or ends.
    pub fn variables(&self, history: &History) -> BTreeSet<VariableId> {
        self.rows(history).flat_map(|(_, row)| [row.ends.from, row.ends.until]).flatten().map(|(id, _)| id).collect()
    }
}

impl Evaluator<'_> {
    /// What these formulas read for this case, under this evaluation's clock and definitions, in any world.
    pub fn reads(&self, nodes: &[NodeId]) -> Reads {
        let mut reads = Reads::default();
        let mut done = vec![false; self.program.theory.nodes.len()];
        for node in nodes {
            self.collect(*node, self.env(), &mut done, &mut reads.cells);
        }
        reads
    }

    /// Adds what a formula reads where its variables are bound so; quantifiers in it bind whom they range over. `done` marks
    /// nodes that read the same wherever they stand, once they are in.
    pub(crate) fn collect(&self, node: NodeId, env: &Env, done: &mut [bool], into: &mut BTreeSet<CellKey>) {
        if !self.program.depends_on_quantifier(node) && std::mem::replace(&mut done[node.0 as usize], true) {
            return;
        }
        for key in self.leaf_cells(node, env) {
            into.insert(key);
        }
        match self.program.theory.node(node) {
            Node::Condition(at) => {
                self.collect(self.program.theory.conditions[*at].node, self.env(), done, into);
            }
            Node::Outcome(at) => self.collect(self.definition(*at), self.env(), done, into),
            Node::Quantified(quantifier, variable, body) => {
                let negated = *quantifier == Quantifier::Every;
                for actor in quantify::candidates(self, *variable, *body, negated, env) {
                    let mut inner = env.clone();
                    inner[variable.0 as usize] = actor;
                    self.collect(*body, &inner, done, into);
                }
            }
            _ => {
                for child in self.program.children(node) {
                    self.collect(child, env, done, into);
                }
            }
        }
    }

    /// The cells that a leaf reads itself, without what is under it.
    pub(crate) fn leaf_cells(&self, node: NodeId, env: &Env) -> Vec<CellKey> {
        match self.program.leaf(node) {
            Leaf::Attribute(attribute, whos) => {
                let bound = |at: usize| whos[at].map_or(spells::NOBODY, |who| self.bind(who, env));
                vec![self.cell_key(*attribute, bound(0), bound(1))]
            }
            Leaf::Call(function, args) => (function.cells)(self, args, env),
            _ => Vec::new(),
        }
    }

    pub(crate) fn cell_key(&self, attribute: AttributeId, subject: u32, object: u32) -> CellKey {
        let (subject, object) = self.program.history.stored(attribute, subject, object);
        CellKey { attribute, subject, object }
    }
}
