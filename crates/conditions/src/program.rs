//! A theory and a history compiled together: names become numbers once.

use crate::Clock;
use crate::functions::{self, Function};
use spells::{AttributeId, History, Kind};
use std::collections::BTreeSet;
use std::sync::Arc;
use text::Diagnostic;
use theory::model::{Argument, Node, NodeId, Term, Theory, VariableId};

/// An actor or treaty in a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    Variable(VariableId),
    Fixed(u32),
}

/// What a term stands for; [`spells::NOBODY`] for a variable that nothing is bound to.
pub(crate) fn bind(who: Who, env: &[u32]) -> u32 {
    match who {
        Who::Fixed(id) => id,
        Who::Variable(variable) => env.get(variable.0 as usize).copied().unwrap_or(spells::NOBODY),
    }
}

/// An argument of a function.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Arg {
    Who(Who),
    Word(String),
    Node(NodeId),
}

/// What a leaf of a formula reads.
#[derive(Debug, Clone)]
pub enum Atom {
    /// An attribute of someone.
    Attribute(AttributeId),
    /// A function.
    Function(&'static Function),
}

/// A node whose names have been looked up; other nodes are read from the theory as they stand.
#[derive(Debug, Clone)]
pub(crate) enum Leaf {
    None,
    Attribute(AttributeId, [Option<Who>; 2]),
    Call(&'static Function, Vec<Arg>),
    Member(Who),
    Actors(Vec<Who>),
}

/// A theory ready to be evaluated over a history. Building costs O(nodes * names).
#[derive(Debug)]
pub struct Program<'t> {
    /// The theory.
    pub theory: &'t Theory,
    /// The history.
    pub history: &'t History,
    leaves: Arc<Vec<Leaf>>,
    /// Whether a node's value hangs on what quantifiers around it bind, so that it cannot be kept for the case.
    bound: Arc<Vec<bool>>,
    /// What of its case and its reading a node's value hangs on.
    natures: Arc<Vec<Nature>>,
    /// For a node that reads another relation on the legal clock, the node that reads that relation on any.
    twins: Arc<Vec<Option<NodeId>>>,
}

/// What of a case and a reading of the theory the value of a node hangs on.
#[derive(Debug, Clone, Copy, Default)]
struct Nature {
    /// It speaks of the case's first actor (or treaty), of its second.
    actors: [bool; 2],
    /// It ranges over third actors, so that both of the case matter to it.
    ranges: bool,
    /// It asks who is allied, or names an outcome that can be defined in several ways.
    settings: bool,
}

impl Nature {
    fn or(self, other: Nature) -> Nature {
        Nature {
            actors: [self.actors[0] || other.actors[0], self.actors[1] || other.actors[1]],
            ranges: self.ranges || other.ranges,
            settings: self.settings || other.settings,
        }
    }
}

impl<'t> Program<'t> {
    /// Looks up every attribute, actor and treaty that the theory names.
    ///
    /// Errs, with every problem, where the history lacks one: the theory was checked against another vocabulary.
    pub fn new(theory: &'t Theory, history: &'t History) -> Result<Self, Vec<Diagnostic>> {
        let mut problems = Vec::new();
        let mut leaves = Vec::with_capacity(theory.nodes.len());
        for (at, node) in theory.nodes.iter().enumerate() {
            match leaf(node, history) {
                Ok(leaf) => leaves.push(leaf),
                Err(missing) => {
                    problems.push(
                        Diagnostic::error("conditions::not_in_history", format!("{missing} is not part of this study"))
                            .at(theory.spans[at], "named here"),
                    );
                    leaves.push(Leaf::None);
                }
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let leaves = Arc::new(leaves);
        let mut program =
            Program { theory, history, leaves, bound: Arc::default(), natures: Arc::default(), twins: Arc::default() };
        let mut bound = vec![None; theory.nodes.len()];
        for at in 0..theory.nodes.len() {
            program.find_bound(NodeId(at as u32), &mut bound);
        }
        program.bound = Arc::new(bound.into_iter().map(|bound| bound.unwrap_or(true)).collect());
        let mut natures = vec![None; theory.nodes.len()];
        for at in 0..theory.nodes.len() {
            program.find_nature(NodeId(at as u32), &mut natures);
        }
        program.natures = Arc::new(natures.into_iter().map(Option::unwrap_or_default).collect());
        program.twins = Arc::new((0..theory.nodes.len()).map(|at| program.find_twin(NodeId(at as u32))).collect());
        Ok(program)
    }

    /// The same theory over an amended history: one with the same actors, attributes and treaties. O(1).
    pub fn over<'h>(&self, history: &'h History) -> Program<'h>
    where
        't: 'h,
    {
        let (leaves, bound, natures) = (Arc::clone(&self.leaves), Arc::clone(&self.bound), Arc::clone(&self.natures));
        let twins = Arc::clone(&self.twins);
        Program { theory: self.theory, history, leaves, bound, natures, twins }
    }

    /// Whether nothing in the history is disputed or vague: there is one world.
    pub fn is_plain(&self) -> bool {
        self.history.disputes().is_empty() && self.history.variables().is_empty()
    }

    pub(crate) fn leaf(&self, node: NodeId) -> &Leaf {
        &self.leaves[node.0 as usize]
    }

    /// Whether a node speaks of a variable of a quantifier, or quantifies itself (over those not bound around it). What a
    /// name stands for never does: it speaks of the case alone, wherever it is named.
    pub(crate) fn depends_on_quantifier(&self, node: NodeId) -> bool {
        self.bound[node.0 as usize]
    }

    /// For a formula that speaks of one variable of the case alone, that variable, and `None` for one that speaks of none;
    /// nothing for a formula that speaks of both, or of third actors.
    pub(crate) fn speaks_of_one(&self, node: NodeId) -> Option<Option<VariableId>> {
        let nature = self.natures[node.0 as usize];
        match nature.actors {
            _ if nature.ranges => None,
            [true, true] => None,
            [true, false] => Some(Some(VariableId(0))),
            [false, true] => Some(Some(VariableId(1))),
            [false, false] => Some(None),
        }
    }

    /// See [`Program::find_twin`].
    pub(crate) fn legal_twin(&self, node: NodeId) -> Option<NodeId> {
        self.twins[node.0 as usize]
    }

    /// For `allied(x, y)`, which on the legal clock is `treaty_in_force(x, y)`, that node, if the theory has it.
    fn find_twin(&self, node: NodeId) -> Option<NodeId> {
        let Leaf::Call(function, args) = self.leaf(node) else { return None };
        let relation = function.relation?;
        let legal = relation(Clock::Legal);
        if relation(Clock::Behavioural) == legal {
            return None;
        }
        let same = |leaf: &Leaf| matches!(leaf, Leaf::Call(other, of) if other.signature.name == legal && of == args);
        self.leaves.iter().position(same).map(|at| NodeId(at as u32))
    }

    /// Whether a node may have another value on the other clock or under other definitions of outcomes.
    pub(crate) fn depends_on_setting(&self, node: NodeId) -> bool {
        self.natures[node.0 as usize].settings
    }

    /// Whether it is read otherwise on the legal clock: `allied` is in it. Linear in the theory.
    pub fn reads_clock(&self, node: NodeId) -> bool {
        let (mut open, mut seen) = (vec![node], BTreeSet::new());
        while let Some(node) = open.pop() {
            if !seen.insert(node.0) {
                continue;
            }
            if let Leaf::Call(function, _) = self.leaf(node)
                && function.relation.is_some_and(|relation| relation(Clock::Behavioural) != relation(Clock::Legal))
            {
                return true;
            }
            open.extend(self.children(node));
        }
        false
    }

    fn find_nature(&self, node: NodeId, known: &mut [Option<Nature>]) -> Nature {
        if let Some(nature) = known[node.0 as usize] {
            return nature;
        }
        let own = self.case_variables();
        let mut nature = Nature::default();
        let mut speaks_of = |who: &Who| match who {
            Who::Variable(id) if id.0 >= own => nature.ranges = true,
            Who::Variable(id) => nature.actors[(id.0 as usize).min(1)] = true,
            Who::Fixed(_) => {}
        };
        match self.leaf(node) {
            Leaf::None => {}
            Leaf::Attribute(_, whos) => whos.iter().flatten().for_each(&mut speaks_of),
            Leaf::Call(_, args) => {
                for arg in args {
                    if let Arg::Who(who) = arg {
                        speaks_of(who);
                    }
                }
            }
            Leaf::Member(who) => speaks_of(who),
            Leaf::Actors(whos) => whos.iter().for_each(&mut speaks_of),
        }
        nature.ranges |= matches!(self.theory.node(node), Node::Quantified(..));
        nature.settings = match (self.theory.node(node), self.leaf(node)) {
            (Node::Outcome(at), _) => self.theory.outcomes[*at].definitions.len() > 1,
            (_, Leaf::Call(function, _)) => {
                function.relation.is_some_and(|relation| relation(Clock::Behavioural) != relation(Clock::Legal))
            }
            _ => false,
        };
        for child in self.children(node) {
            nature = nature.or(self.find_nature(child, known));
        }
        known[node.0 as usize] = Some(nature);
        nature
    }

    /// How many variables a case of this theory binds.
    pub(crate) fn case_variables(&self) -> u32 {
        use theory::model::CaseKind::{Actors, DirectedPairs, Treaties, UndirectedPairs};
        match self.theory.cases {
            DirectedPairs | UndirectedPairs => 2,
            Actors | Treaties => 1,
        }
    }

    fn find_bound(&self, node: NodeId, known: &mut [Option<bool>]) -> bool {
        if let Some(bound) = known[node.0 as usize] {
            return bound;
        }
        let own = self.case_variables();
        let outside = |who: &Who| matches!(who, Who::Variable(id) if id.0 >= own);
        let here = match self.leaf(node) {
            Leaf::None => matches!(self.theory.node(node), Node::Quantified(..)),
            Leaf::Attribute(_, whos) => whos.iter().flatten().any(outside),
            Leaf::Call(_, args) => args.iter().any(|arg| matches!(arg, Arg::Who(who) if outside(who))),
            Leaf::Member(who) => outside(who),
            Leaf::Actors(whos) => whos.iter().any(outside),
        };
        let named = matches!(self.theory.node(node), Node::Condition(_) | Node::Outcome(_));
        let bound = here || (!named && self.children(node).into_iter().any(|child| self.find_bound(child, known)));
        known[node.0 as usize] = Some(bound);
        bound
    }

    /// The nodes directly under a node; a condition's definition is under its name, an outcome's definitions under its.
    pub fn children(&self, node: NodeId) -> Vec<NodeId> {
        match self.theory.node(node) {
            Node::Constant(_) | Node::Number(_) | Node::Actors(_) | Node::Attribute(..) => Vec::new(),
            Node::Condition(at) => vec![self.theory.conditions[*at].node],
            Node::Outcome(at) => self.theory.outcomes[*at].definitions.iter().map(|d| d.node).collect(),
            Node::Levels(of, _)
            | Node::Not(of)
            | Node::Among(of, _)
            | Node::Member(_, of)
            | Node::Quantified(_, _, of)
            | Node::Calibrate(of, _)
            | Node::Cut(of, _) => vec![*of],
            Node::And(parts) | Node::Or(parts) => parts.clone(),
            Node::Same(a, b) | Node::Compare(a, _, b) | Node::Overlaps(a, b) => vec![*a, *b],
            Node::Call(_, arguments) => arguments
                .iter()
                .filter_map(|argument| if let Argument::Node(node) = argument { Some(*node) } else { None })
                .collect(),
        }
    }

    /// These nodes and all under them, each once.
    pub fn under(&self, nodes: &[NodeId]) -> Vec<NodeId> {
        let mut seen = vec![false; self.theory.nodes.len()];
        let mut open: Vec<NodeId> = nodes.iter().rev().copied().collect();
        let mut all = Vec::new();
        while let Some(node) = open.pop() {
            if !std::mem::replace(&mut seen[node.0 as usize], true) {
                all.push(node);
                open.extend(self.children(node).into_iter().rev());
            }
        }
        all
    }

    /// Whether some formula asks who is allied, so that the clock matters.
    pub fn reads_allied(&self, nodes: &[NodeId]) -> bool {
        let allied = |node: &NodeId| matches!(self.theory.node(*node), Node::Call(name, _) if name == "allied");
        self.under(nodes).iter().any(allied)
    }

    /// The level names of a category-valued attribute.
    pub(crate) fn level_names(&self, attribute: AttributeId) -> &'t [String] {
        match &self.history.attribute(attribute).kind {
            Kind::Category { levels, .. } => levels,
            _ => &[],
        }
    }
}

fn leaf(node: &Node, history: &History) -> Result<Leaf, String> {
    Ok(match node {
        Node::Attribute(name, terms) => {
            let attribute = history.find_attribute(name).ok_or_else(|| format!("the attribute `{name}`"))?;
            let mut whos = [None, None];
            for (slot, term) in whos.iter_mut().zip(terms) {
                *slot = Some(who(term, history)?);
            }
            Leaf::Attribute(attribute, whos)
        }
        Node::Call(name, arguments) => {
            let function = functions::find(name).ok_or_else(|| format!("the function `{name}`"))?;
            let arguments = arguments.iter().map(|argument| {
                Ok(match argument {
                    Argument::Term(term) => Arg::Who(who(term, history)?),
                    Argument::Word(word) => Arg::Word(word.clone()),
                    Argument::Number(number) => Arg::Word(number.to_string()),
                    Argument::Node(node) => Arg::Node(*node),
                })
            });
            Leaf::Call(function, arguments.collect::<Result<_, String>>()?)
        }
        Node::Member(term, _) => Leaf::Member(who(term, history)?),
        Node::Actors(terms) => {
            Leaf::Actors(terms.iter().map(|term| who(term, history)).collect::<Result<_, String>>()?)
        }
        _ => Leaf::None,
    })
}

fn who(term: &Term, history: &History) -> Result<Who, String> {
    Ok(match term {
        Term::Variable(id) => Who::Variable(*id),
        Term::Actor(id) => Who::Fixed(history.find_actor(id).ok_or_else(|| format!("the actor `{id}`"))?.0),
        Term::Treaty(id) => Who::Fixed(history.find_treaty(id).ok_or_else(|| format!("the treaty `{id}`"))?.0),
    })
}
