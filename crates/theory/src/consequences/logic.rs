//! Propositions decided, within limits.

use super::atoms::Clause;
use super::propositions::{Proposition, Propositions};
use crate::model::{NodeId, Theory};
use crate::vocabulary::Vocabulary;
use biodivine_lib_bdd::{Bdd, BddVariable, BddVariableSet, op_function};
use std::cell::Cell;
use std::collections::BTreeMap;

/// The most atoms of a theory.
pub(super) const MOST_ATOMS: usize = 120;

/// The most nodes of a diagram.
const MOST_NODES: usize = 5_000;

/// The most nodes that all questions about a theory may go through.
const BUDGET: usize = 3_000_000;

/// The most parts of all the propositions of a theory.
const MOST_PARTS: usize = 20_000;

/// A theory's formulas as diagrams.
pub(super) struct Logic {
    /// Nodes that claims, conditions and scope stand on; none where a diagram would be too large.
    formulas: BTreeMap<NodeId, Option<Bdd>>,
    /// What is known without data.
    known: Bdd,
    /// That and the scope.
    in_scope: Bdd,
    scoped: bool,
    /// What may still be spent on questions, in nodes of diagrams.
    budget: Cell<usize>,
}

impl Logic {
    /// The diagrams of everything a theory's claims, conditions, outcomes and scope stand on; none past the limit of atoms.
    pub fn of(theory: &Theory, vocabulary: &Vocabulary) -> Option<Logic> {
        if theory.nodes.len() > MOST_PARTS {
            return None;
        }
        let mut propositions = Propositions::new(theory, vocabulary);
        // In the order of their nodes a name stands behind everything that it names.
        let conditions = theory.conditions.iter().enumerate().map(|(at, of)| (of.node, Name::Condition(at)));
        let outcomes = theory.outcomes.iter().enumerate().filter(|(_, of)| of.definitions.len() == 1);
        let outcomes = outcomes.map(|(at, of)| (of.definitions[0].node, Name::Outcome(at)));
        let mut named: Vec<(NodeId, Name)> = conditions.chain(outcomes).collect();
        named.sort();
        let named: Vec<(NodeId, Name, Proposition)> =
            named.into_iter().map(|(node, name)| (node, name, propositions.of(node))).collect();
        let wanted = theory.claims.iter().flat_map(super::claims::sides).chain(theory.scope);
        let wanted: Vec<(NodeId, Proposition)> = wanted.map(|node| (node, propositions.of(node))).collect();
        let clauses = propositions.atoms.known();
        if propositions.atoms.count() > MOST_ATOMS {
            return None;
        }
        let variables = BddVariableSet::new_anonymous(propositions.atoms.count() as u16);
        let mut builder = Builder { handles: variables.variables(), variables, names: BTreeMap::new() };
        let mut formulas = BTreeMap::new();
        for (node, name, proposition) in &named {
            let diagram = builder.diagram(proposition);
            builder.names.insert(*name, diagram.clone());
            formulas.insert(*node, diagram);
        }
        for (node, proposition) in &wanted {
            formulas.insert(*node, builder.diagram(proposition));
        }
        let known = builder.known(&clauses);
        let scope = theory.scope.and_then(|scope| formulas.get(&scope).cloned().flatten());
        let in_scope = scope.and_then(|scope| both(&known, &scope)).unwrap_or_else(|| known.clone());
        Some(Logic { formulas, known, in_scope, scoped: theory.scope.is_some(), budget: Cell::new(BUDGET) })
    }

    /// What a node says; none where it is too large.
    pub fn formula(&self, node: NodeId) -> Option<Bdd> {
        self.formulas.get(&node).cloned().flatten()
    }

    /// ` in scope` where the theory has one.
    pub fn in_scope_words(&self) -> &'static str {
        if self.scoped { " in scope" } else { "" }
    }

    /// Whether all of these can hold on one day, in scope or not.
    pub fn possible(&self, all: &[&Bdd]) -> Option<bool> {
        self.together(&self.known, all)
    }

    /// Whether all of these can hold on one day in scope.
    pub fn possible_in_scope(&self, all: &[&Bdd]) -> Option<bool> {
        self.together(&self.in_scope, all)
    }

    fn together(&self, from: &Bdd, all: &[&Bdd]) -> Option<bool> {
        let mut together = from.clone();
        for one in all {
            self.budget.set(self.budget.get().checked_sub(together.size() + one.size())?);
            together = both(&together, one)?;
        }
        Some(!together.is_false())
    }
}

/// Both hold; none where the diagram would be too large.
pub(super) fn both(one: &Bdd, other: &Bdd) -> Option<Bdd> {
    Bdd::binary_op_with_limit(MOST_NODES, one, other, op_function::and)
}

/// If one then the other; none where the diagram would be too large.
pub(super) fn if_then(one: &Bdd, other: &Bdd) -> Option<Bdd> {
    Bdd::binary_op_with_limit(MOST_NODES, one, other, op_function::imp)
}

/// Both or neither; none where the diagram would be too large.
pub(super) fn alike(one: &Bdd, other: &Bdd) -> Option<Bdd> {
    Bdd::binary_op_with_limit(MOST_NODES, one, other, op_function::iff)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Name {
    Condition(usize),
    Outcome(usize),
}

struct Builder {
    variables: BddVariableSet,
    handles: Vec<BddVariable>,
    names: BTreeMap<Name, Option<Bdd>>,
}

impl Builder {
    fn diagram(&self, proposition: &Proposition) -> Option<Bdd> {
        match proposition {
            Proposition::Constant(truth) => Some(self.constant(*truth)),
            Proposition::Atom(number) => Some(self.variables.mk_var(self.handles[*number])),
            Proposition::Condition(at) => self.names.get(&Name::Condition(*at)).cloned().flatten(),
            Proposition::Outcome(at) => self.names.get(&Name::Outcome(*at)).cloned().flatten(),
            Proposition::Not(of) => Some(self.diagram(of)?.not()),
            Proposition::And(of) => {
                of.iter().try_fold(self.constant(true), |so_far, one| both(&so_far, &self.diagram(one)?))
            }
            Proposition::Or(of) => of.iter().try_fold(self.constant(false), |so_far, one| {
                Bdd::binary_op_with_limit(MOST_NODES, &so_far, &self.diagram(one)?, op_function::or)
            }),
        }
    }

    fn constant(&self, truth: bool) -> Bdd {
        if truth { self.variables.mk_true() } else { self.variables.mk_false() }
    }

    /// Everything known; what would make it too large is left out, which only makes less follow.
    fn known(&self, clauses: &[Clause]) -> Bdd {
        let mut known = self.constant(true);
        for clause in clauses {
            let literals =
                clause.iter().map(|(number, holds)| self.variables.mk_literal(self.handles[*number], *holds));
            let clause = literals.fold(self.constant(false), |so_far, literal| so_far.or(&literal));
            known = both(&known, &clause).unwrap_or(known);
        }
        known
    }
}
