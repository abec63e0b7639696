//! Whether formulas are worth the same for a pair of actors and for the same pair turned round.
//!
//! In: a program. Out: yes, where the text shows it: every formula reads as it did once `a` and `b` have changed places, but for the
//! order of what may stand in any. Then one of two directed pairs need not be evaluated. Where this says no, the two may be
//! worth the same all the same.

use crate::Clock;
use crate::program::{Arg, Leaf, Program, Who};
use spells::{About, AttributeId};
use std::collections::BTreeMap;
use theory::model::{CaseKind, Node, NodeId, VariableId};

impl Program<'_> {
    /// Whether these formulas are worth the same, on every day and in every world, for a directed pair and for its mirror.
    /// Never so for other kinds of cases. O(nodes log nodes).
    pub fn is_symmetric(&self, nodes: &[NodeId]) -> bool {
        if self.theory.cases != CaseKind::DirectedPairs {
            return false;
        }
        let mut forms = Forms { program: self, known: BTreeMap::new(), numbers: BTreeMap::new() };
        nodes.iter().all(|node| forms.of(*node, false) == forms.of(*node, true))
    }
}

/// What a formula looks like, as a number that two formulas share only if they are worth the same.
struct Forms<'p> {
    program: &'p Program<'p>,
    /// By node, and by whether the pair is turned round.
    known: BTreeMap<(NodeId, bool), usize>,
    numbers: BTreeMap<String, usize>,
}

impl Forms<'_> {
    fn of(&mut self, node: NodeId, turned: bool) -> usize {
        if let Some(known) = self.known.get(&(node, turned)) {
            return *known;
        }
        let form = self.write(node, turned);
        let next = self.numbers.len();
        let number = *self.numbers.entry(form).or_insert(next);
        self.known.insert((node, turned), number);
        number
    }

    fn write(&mut self, node: NodeId, turned: bool) -> String {
        let children = self.program.children(node);
        let mut parts: Vec<usize> = children.iter().map(|child| self.of(*child, turned)).collect();
        let what = match self.program.theory.node(node) {
            Node::And(_) | Node::Or(_) => {
                // Three memberships may be joined in any order, too, but the reason kept for what is unknown hangs on it.
                if parts.len() == 2 || self.is_crisp(node) {
                    parts.sort_unstable();
                }
                if matches!(self.program.theory.node(node), Node::And(_)) { "and".into() } else { "or".into() }
            }
            Node::Same(..) | Node::Overlaps(..) => {
                parts.sort_unstable();
                if matches!(self.program.theory.node(node), Node::Same(..)) { "same".into() } else { "overlaps".into() }
            }
            Node::Not(_) => "not".into(),
            Node::Condition(_) => "condition".into(),
            Node::Outcome(at) => format!("outcome {at}"),
            Node::Levels(_, names) | Node::Among(_, names) => format!("among {names:?}"),
            Node::Compare(_, how, _) => format!("compare {how:?}"),
            Node::Calibrate(_, how) => format!("calibrate {how:?}"),
            Node::Cut(_, thresholds) => format!("cut {thresholds:?}"),
            Node::Quantified(quantifier, variable, _) => format!("{quantifier:?} {}", variable.0),
            Node::Constant(holds) => format!("constant {holds}"),
            Node::Number(number) => format!("number {:x}", number.to_bits()),
            Node::Member(..) | Node::Actors(_) | Node::Attribute(..) | Node::Call(..) => self.leaf(node, turned),
        };
        format!("{what} {parts:?}")
    }

    fn leaf(&self, node: NodeId, turned: bool) -> String {
        let who = |who: &Who| match who {
            Who::Variable(VariableId(at)) if turned && *at < 2 => Who::Variable(VariableId(1 - at)),
            who => *who,
        };
        let name = |who: &Who| match who {
            Who::Variable(variable) => format!("variable {}", variable.0),
            Who::Fixed(id) => format!("actor {id}"),
        };
        match self.program.leaf(node) {
            Leaf::None => "none".into(),
            Leaf::Attribute(attribute, whos) => {
                let mut whos: Vec<String> = whos.iter().flatten().map(|one| name(&who(one))).collect();
                if self.is_undirected(*attribute) {
                    whos.sort_unstable();
                }
                format!("attribute {attribute:?} {whos:?}")
            }
            Leaf::Call(function, args) => {
                let mut args: Vec<String> = args
                    .iter()
                    .map(|arg| match arg {
                        Arg::Who(one) => name(&who(one)),
                        Arg::Word(word) => format!("word {word:?}"),
                        Arg::Node(_) => "formula".into(), // among the parts
                    })
                    .collect();
                let relation = function.relation.filter(|relation| {
                    [Clock::Behavioural, Clock::Legal].iter().all(|clock| {
                        self.program.history.find_attribute(relation(*clock)).is_none_or(|of| self.is_undirected(of))
                    })
                });
                if relation.is_some() && args.len() >= 2 {
                    args[..2].sort_unstable();
                }
                format!("call {} {args:?}", function.signature.name)
            }
            Leaf::Member(one) => format!("member {}", name(&who(one))),
            Leaf::Actors(all) => {
                let mut all: Vec<String> = all.iter().map(|one| name(&who(one))).collect();
                all.sort_unstable();
                format!("actors {all:?}")
            }
        }
    }

    fn is_undirected(&self, attribute: AttributeId) -> bool {
        self.program.history.attribute(attribute).about == About::Undirected
    }

    fn is_crisp(&self, node: NodeId) -> bool {
        !self.program.under(&[node]).iter().any(|node| matches!(self.program.theory.node(*node), Node::Calibrate(..)))
    }
}
