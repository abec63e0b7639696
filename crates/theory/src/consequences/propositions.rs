//! Nodes to propositions over atoms.

use super::atoms::{Atom, Atoms, Sortable, identity};
use crate::model::{Argument, Comparison, ConditionKind, Node, NodeId, Quantifier, Term, Theory, VariableId};
use crate::vocabulary::Vocabulary;
use spells::{About, Kind};
use std::collections::BTreeSet;

/// A formula over atoms.
#[derive(Debug, Clone)]
pub(super) enum Proposition {
    Constant(bool),
    Atom(usize),
    /// A condition's own proposition.
    Condition(usize),
    /// That of an outcome with one definition.
    Outcome(usize),
    Not(Box<Proposition>),
    And(Vec<Proposition>),
    Or(Vec<Proposition>),
}

/// Reads nodes as propositions, numbering atoms on the way.
pub(super) struct Propositions<'a> {
    theory: &'a Theory,
    symmetric: BTreeSet<&'a str>,
    many: BTreeSet<&'a str>,
    pub atoms: Atoms,
}

/// The built-in relations and functions that take their two actors in either order.
const SYMMETRIC: &[&str] = &["allied", "treaty_in_force", "same"];

impl<'a> Propositions<'a> {
    pub fn new(theory: &'a Theory, vocabulary: &'a Vocabulary) -> Self {
        let undirected = vocabulary.attributes.iter().filter(|attribute| attribute.about == About::Undirected);
        let many = vocabulary.attributes.iter().filter(|of| matches!(of.kind, Kind::Category { many: true, .. }));
        Self {
            theory,
            symmetric: undirected.map(|of| of.name.as_str()).chain(SYMMETRIC.iter().copied()).collect(),
            many: many.map(|of| of.name.as_str()).collect(),
            atoms: Atoms::default(),
        }
    }

    fn atom(&mut self, atom: Atom) -> Proposition {
        Proposition::Atom(self.atoms.number(atom))
    }

    /// The proposition of a truth-valued node.
    pub fn of(&mut self, node: NodeId) -> Proposition {
        match self.theory.node(node) {
            Node::Constant(truth) => Proposition::Constant(*truth),
            Node::Condition(at) => Proposition::Condition(*at),
            Node::Outcome(at) if self.theory.outcomes[*at].definitions.len() == 1 => Proposition::Outcome(*at),
            Node::Not(of) => Proposition::Not(Box::new(self.of(*of))),
            Node::And(of) => Proposition::And(of.iter().map(|of| self.of(*of)).collect()),
            Node::Or(of) => Proposition::Or(of.iter().map(|of| self.of(*of)).collect()),
            Node::Levels(of, levels) | Node::Among(of, levels) => self.among(*of, levels),
            Node::Same(one, other) => {
                let (one, other) = (self.key(*one, &mut Vec::new()), self.key(*other, &mut Vec::new()));
                if one == other {
                    Proposition::Constant(true)
                } else {
                    self.atom(Atom::Same(one.clone().min(other.clone()), one.max(other)))
                }
            }
            Node::Compare(one, how, other) => self.compare(*one, *how, *other),
            Node::Member(term, set) => self.member(term, *set),
            Node::Overlaps(one, other) => self.overlaps(*one, *other),
            Node::Quantified(quantifier, variable, body) => self.quantified(*quantifier, *variable, *body),
            _ => {
                let key = self.key(node, &mut Vec::new());
                self.atom(Atom::Plain(key))
            }
        }
    }

    fn quantified(&mut self, quantifier: Quantifier, variable: VariableId, body: NodeId) -> Proposition {
        let body = self.key(body, &mut vec![variable]);
        match quantifier {
            Quantifier::Some => self.atom(Atom::Plain(format!("some {body}"))),
            Quantifier::No => Proposition::Not(Box::new(self.atom(Atom::Plain(format!("some {body}"))))),
            Quantifier::Every => Proposition::Not(Box::new(self.atom(Atom::Plain(format!("some {}", negated(body)))))),
        }
    }

    /// What a name in a category's or number's place stands for in the end.
    fn resolved(&self, mut node: NodeId) -> NodeId {
        loop {
            node = match self.theory.node(node) {
                Node::Condition(at) => self.theory.conditions[*at].node,
                Node::Outcome(at) if self.theory.outcomes[*at].definitions.len() == 1 => {
                    self.theory.outcomes[*at].definitions[0].node
                }
                _ => return node,
            };
        }
    }

    fn among(&mut self, of: NodeId, levels: &[String]) -> Proposition {
        let of = self.resolved(of);
        if let Node::Cut(number, thresholds) = self.theory.node(of) {
            let number = self.key(*number, &mut Vec::new());
            let pieces = levels.iter().map(|level| self.piece(&number, thresholds, level)).collect();
            return Proposition::Or(pieces);
        }
        let category = self.key(of, &mut Vec::new());
        if matches!(self.theory.node(of), Node::Attribute(name, _) if self.many.contains(name.as_str())) {
            self.atoms.many.insert(category.clone());
        }
        let any = levels.iter().map(|level| self.atom(Atom::Level(category.clone(), level.clone()))).collect();
        Proposition::Or(any)
    }

    /// A level of a cut number: from one threshold to below the next.
    fn piece(&mut self, number: &str, thresholds: &[f64], level: &str) -> Proposition {
        let Ok(at) = level.parse::<usize>() else { return Proposition::Constant(false) };
        let mut both = Vec::new();
        if let Some(from) = at.checked_sub(1).and_then(|before| thresholds.get(before)) {
            let below = self.atom(Atom::Below(number.to_owned(), Sortable::new(*from), false));
            both.push(Proposition::Not(Box::new(below)));
        }
        if let Some(to) = thresholds.get(at) {
            both.push(self.atom(Atom::Below(number.to_owned(), Sortable::new(*to), false)));
        }
        Proposition::And(both)
    }

    fn compare(&mut self, one: NodeId, how: Comparison, other: NodeId) -> Proposition {
        match (self.theory.node(one), self.theory.node(other)) {
            (Node::Number(one), Node::Number(other)) => Proposition::Constant(compares(*one, how, *other)),
            (_, Node::Number(threshold)) => {
                let number = self.key(one, &mut Vec::new());
                self.against(number, how, *threshold)
            }
            (Node::Number(threshold), _) => {
                let number = self.key(other, &mut Vec::new());
                self.against(number, turned(how), *threshold)
            }
            _ => {
                let (one, other) = (self.key(one, &mut Vec::new()), self.key(other, &mut Vec::new()));
                match one.cmp(&other) {
                    std::cmp::Ordering::Equal => Proposition::Constant(compares(0.0, how, 0.0)),
                    std::cmp::Ordering::Less => {
                        self.ordered(how, |inclusive| Atom::Less(one.clone(), other.clone(), inclusive))
                    }
                    std::cmp::Ordering::Greater => {
                        self.ordered(turned(how), |inclusive| Atom::Less(other.clone(), one.clone(), inclusive))
                    }
                }
            }
        }
    }

    fn against(&mut self, number: String, how: Comparison, threshold: f64) -> Proposition {
        self.ordered(how, |inclusive| Atom::Below(number.clone(), Sortable::new(threshold), inclusive))
    }

    /// A comparison by way of "less" and "at most".
    fn ordered(&mut self, how: Comparison, atom: impl Fn(bool) -> Atom) -> Proposition {
        let mut of = |inclusive| self.atom(atom(inclusive));
        let not = |of| Proposition::Not(Box::new(of));
        match how {
            Comparison::Less => of(false),
            Comparison::AtMost => of(true),
            Comparison::More => not(of(true)),
            Comparison::AtLeast => not(of(false)),
            Comparison::Equals => Proposition::And(vec![of(true), not(of(false))]),
            Comparison::Differs => Proposition::Or(vec![not(of(true)), of(false)]),
        }
    }

    fn member(&mut self, term: &Term, set: NodeId) -> Proposition {
        match self.theory.node(set) {
            Node::Actors(members) => {
                Proposition::Or(members.iter().map(|member| self.identical(term, member)).collect())
            }
            _ => {
                let (who, set) = (term_key(term, &[]), self.key(set, &mut Vec::new()));
                self.atom(Atom::Member(who, set))
            }
        }
    }

    /// Two terms stand for the same actor. The variables of a case stand for different ones.
    fn identical(&mut self, one: &Term, other: &Term) -> Proposition {
        match (one, other) {
            (Term::Variable(_), Term::Actor(id)) => self.atom(Atom::Level(identity(&term_key(one, &[])), id.clone())),
            (Term::Actor(id), Term::Variable(_)) => self.atom(Atom::Level(identity(&term_key(other, &[])), id.clone())),
            _ => Proposition::Constant(one == other),
        }
    }

    fn overlaps(&mut self, one: NodeId, other: NodeId) -> Proposition {
        if let Node::Actors(members) = self.theory.node(one) {
            return Proposition::Or(members.iter().map(|member| self.member(member, other)).collect());
        }
        if let Node::Actors(members) = self.theory.node(other) {
            return Proposition::Or(members.iter().map(|member| self.member(member, one)).collect());
        }
        let (one, other) = (self.key(one, &mut Vec::new()), self.key(other, &mut Vec::new()));
        self.atom(Atom::Overlap(one.clone().min(other.clone()), one.max(other)))
    }

    /// A node by its form: two nodes with one key mean the same. Variables of quantifiers are told by how deep they are bound.
    fn key(&self, node: NodeId, bound: &mut Vec<VariableId>) -> String {
        let terms =
            |terms: &[Term], bound: &[VariableId]| terms.iter().map(|term| term_key(term, bound)).collect::<Vec<_>>();
        match self.theory.node(node) {
            Node::Constant(truth) => truth.to_string(),
            Node::Number(number) => format!("{number:?}"),
            Node::Condition(at) if matches!(self.theory.conditions[*at].kind, ConditionKind::Multi(_)) => {
                self.key(self.resolved(node), bound)
            }
            Node::Condition(at) => format!("condition {at}"),
            Node::Outcome(at) => format!("outcome {at}"),
            Node::Attribute(name, of) => {
                let mut of = terms(of, bound);
                if self.symmetric.contains(name.as_str()) {
                    of.sort();
                }
                format!("{name}({})", of.join(", "))
            }
            Node::Call(name, arguments) => {
                let mut of: Vec<String> = arguments.iter().map(|argument| self.argument(argument, bound)).collect();
                if self.symmetric.contains(name.as_str()) {
                    of.sort();
                }
                format!("{name}({})", of.join(", "))
            }
            Node::Not(of) => negated(self.key(*of, bound)),
            Node::And(of) => joined("and", of.iter().map(|of| self.key(*of, bound)).collect()),
            Node::Or(of) => joined("or", of.iter().map(|of| self.key(*of, bound)).collect()),
            Node::Levels(of, levels) | Node::Among(of, levels) => {
                format!("(level {} {:?})", self.key(*of, bound), levels.iter().collect::<BTreeSet<_>>())
            }
            Node::Same(one, other) => joined("same", vec![self.key(*one, bound), self.key(*other, bound)]),
            Node::Overlaps(one, other) => joined("overlap", vec![self.key(*one, bound), self.key(*other, bound)]),
            Node::Compare(one, how, other) => {
                format!("({} {how:?} {})", self.key(*one, bound), self.key(*other, bound))
            }
            Node::Member(term, set) => format!("({} in {})", term_key(term, bound), self.key(*set, bound)),
            Node::Quantified(quantifier, variable, body) => {
                bound.push(*variable);
                let body = self.key(*body, bound);
                bound.pop();
                format!("({quantifier:?} {body})")
            }
            Node::Actors(of) => joined("set", terms(of, bound)),
            Node::Calibrate(of, calibration) => format!("({calibration:?} {})", self.key(*of, bound)),
            Node::Cut(of, thresholds) => format!("(cut {} {thresholds:?})", self.key(*of, bound)),
        }
    }

    fn argument(&self, argument: &Argument, bound: &mut Vec<VariableId>) -> String {
        match argument {
            Argument::Term(term) => term_key(term, bound),
            Argument::Word(word) => format!("{word:?}"),
            Argument::Number(number) => format!("{number:?}"),
            Argument::Node(node) => self.key(*node, bound),
        }
    }
}

fn term_key(term: &Term, bound: &[VariableId]) -> String {
    match term {
        Term::Variable(variable) => match bound.iter().position(|of| of == variable) {
            Some(depth) => format!("?{depth}"),
            None => format!("${}", variable.0),
        },
        Term::Actor(id) => format!("{id:?}"),
        Term::Treaty(id) => format!("treaty {id:?}"),
    }
}

fn joined(word: &str, mut keys: Vec<String>) -> String {
    keys.sort();
    format!("({word} {})", keys.join(", "))
}

/// The key of a negation; two negations cancel.
fn negated(key: String) -> String {
    match key.strip_prefix("not ") {
        Some(of) => of.to_owned(),
        None => format!("not {key}"),
    }
}

fn turned(how: Comparison) -> Comparison {
    match how {
        Comparison::Less => Comparison::More,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::More => Comparison::Less,
        Comparison::AtLeast => Comparison::AtMost,
        same => same,
    }
}

fn compares(one: f64, how: Comparison, other: f64) -> bool {
    match how {
        Comparison::Less => one < other,
        Comparison::AtMost => one <= other,
        Comparison::More => one > other,
        Comparison::AtLeast => one >= other,
        Comparison::Equals => one == other,
        Comparison::Differs => one != other,
    }
}
