//! Several theories in one arena, so that what they say can be compared without data.
//!
//! In: checked theories with the same kind of cases, each with a definition chosen for every outcome. Out: one theory that
//! has all their conditions, outcomes and claims, and where those of each begin. Names may stand twice: nothing here goes
//! by names. The scope is left out; each theory's own is kept beside.

use crate::model::{
    Argument, Claim, ClaimKind, Condition, Definition, Event, Node, NodeId, Outcome, Term, Theory, VariableId,
};

/// Theories in one arena.
pub(super) struct Merged {
    /// All of them, without scope and predictions.
    pub theory: Theory,
    /// The first claim of each.
    pub claims: Vec<usize>,
    /// The scope of each.
    pub scopes: Vec<Option<NodeId>>,
    /// How far the nodes of each were moved.
    pub nodes: Vec<u32>,
}

/// Puts theories together; `None` where there are none, or their cases are of different kinds.
pub(super) fn merge(theories: &[(&Theory, &[usize])]) -> Option<Merged> {
    let (first, _) = theories.first()?;
    if theories.iter().any(|(theory, _)| theory.cases != first.cases) {
        return None;
    }
    let own = case_variables(first);
    let mut merged = Merged {
        theory: Theory {
            scope: None,
            conditions: Vec::new(),
            outcomes: Vec::new(),
            claims: Vec::new(),
            predictions: Vec::new(),
            nodes: Vec::new(),
            spans: Vec::new(),
            variables: first.variables.iter().take(own as usize).cloned().collect(),
            ..(*first).clone()
        },
        claims: Vec::new(),
        scopes: Vec::new(),
        nodes: Vec::new(),
    };
    for (theory, definitions) in theories {
        let into = &mut merged.theory;
        let shift = Shift {
            nodes: into.nodes.len() as u32,
            conditions: into.conditions.len(),
            outcomes: into.outcomes.len(),
            variables: into.variables.len() as u32 - own,
            own,
        };
        merged.claims.push(into.claims.len());
        merged.scopes.push(theory.scope.map(|node| shift.node(node)));
        merged.nodes.push(shift.nodes);
        into.variables.extend(theory.variables.iter().skip(own as usize).cloned());
        into.nodes.extend(theory.nodes.iter().map(|node| shift.of(node)));
        into.spans.extend(&theory.spans);
        into.conditions
            .extend(theory.conditions.iter().map(|of| Condition { node: shift.node(of.node), ..of.clone() }));
        into.outcomes.extend(theory.outcomes.iter().enumerate().map(|(at, of)| {
            let chosen = definitions.get(at).copied().unwrap_or(0).min(of.definitions.len().saturating_sub(1));
            let definition = &of.definitions[chosen];
            let definition = Definition { node: shift.node(definition.node), ..definition.clone() };
            Outcome { definitions: vec![definition], ..of.clone() }
        }));
        into.claims.extend(theory.claims.iter().map(|of| Claim { kind: shift.kind(&of.kind), ..of.clone() }));
    }
    Some(merged)
}

fn case_variables(theory: &Theory) -> u32 {
    use crate::model::CaseKind::{Actors, DirectedPairs, Treaties, UndirectedPairs};
    match theory.cases {
        DirectedPairs | UndirectedPairs => 2,
        Actors | Treaties => 1,
    }
}

/// How far the places of one theory move. Variables of the case stay; those of quantifiers move.
struct Shift {
    nodes: u32,
    conditions: usize,
    outcomes: usize,
    variables: u32,
    own: u32,
}

impl Shift {
    fn node(&self, node: NodeId) -> NodeId {
        NodeId(node.0 + self.nodes)
    }

    fn all(&self, nodes: &[NodeId]) -> Vec<NodeId> {
        nodes.iter().map(|node| self.node(*node)).collect()
    }

    fn variable(&self, variable: VariableId) -> VariableId {
        if variable.0 < self.own { variable } else { VariableId(variable.0 + self.variables) }
    }

    fn term(&self, term: &Term) -> Term {
        match term {
            Term::Variable(variable) => Term::Variable(self.variable(*variable)),
            named => named.clone(),
        }
    }

    fn terms(&self, terms: &[Term]) -> Vec<Term> {
        terms.iter().map(|term| self.term(term)).collect()
    }

    fn of(&self, node: &Node) -> Node {
        match node {
            Node::Constant(_) | Node::Number(_) => node.clone(),
            Node::Condition(at) => Node::Condition(at + self.conditions),
            Node::Outcome(at) => Node::Outcome(at + self.outcomes),
            Node::Levels(of, levels) => Node::Levels(self.node(*of), levels.clone()),
            Node::Not(of) => Node::Not(self.node(*of)),
            Node::And(of) => Node::And(self.all(of)),
            Node::Or(of) => Node::Or(self.all(of)),
            Node::Among(of, levels) => Node::Among(self.node(*of), levels.clone()),
            Node::Same(one, other) => Node::Same(self.node(*one), self.node(*other)),
            Node::Compare(one, how, other) => Node::Compare(self.node(*one), *how, self.node(*other)),
            Node::Member(term, set) => Node::Member(self.term(term), self.node(*set)),
            Node::Overlaps(one, other) => Node::Overlaps(self.node(*one), self.node(*other)),
            Node::Quantified(how, variable, body) => Node::Quantified(*how, self.variable(*variable), self.node(*body)),
            Node::Actors(of) => Node::Actors(self.terms(of)),
            Node::Attribute(name, of) => Node::Attribute(name.clone(), self.terms(of)),
            Node::Call(name, of) => {
                let arguments = of.iter().map(|argument| match argument {
                    Argument::Term(term) => Argument::Term(self.term(term)),
                    Argument::Node(node) => Argument::Node(self.node(*node)),
                    plain => plain.clone(),
                });
                Node::Call(name.clone(), arguments.collect())
            }
            Node::Calibrate(of, how) => Node::Calibrate(self.node(*of), *how),
            Node::Cut(of, thresholds) => Node::Cut(self.node(*of), thresholds.clone()),
        }
    }

    fn kind(&self, kind: &ClaimKind) -> ClaimKind {
        let event = |event: &Event| Event { what: self.node(event.what), edge: event.edge };
        match kind {
            ClaimKind::Static { relation, condition, outcome } => ClaimKind::Static {
                relation: *relation,
                condition: self.node(*condition),
                outcome: self.node(*outcome),
            },
            ClaimKind::OnlyWhile { event: of, condition } => {
                ClaimKind::OnlyWhile { event: event(of), condition: self.node(*condition) }
            }
            ClaimKind::NotWhile { event: of, condition } => {
                ClaimKind::NotWhile { event: event(of), condition: self.node(*condition) }
            }
            ClaimKind::Order { event: of, order, anchor } => {
                ClaimKind::Order { event: event(of), order: *order, anchor: event(anchor) }
            }
        }
    }
}
