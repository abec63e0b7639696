//! Random formulas, built into theories and read day by day by rules written anew.
//!
//! In: a plan of a history. Out: formulas to draw, the [`Theory`] that holds them, and what each is worth on a day. Shared
//! by the tests of several crates; never asks the evaluator that it checks.

#![allow(dead_code)]

use crate::common::{Choice, Held, Plan};
use proptest::prelude::*;
use spells::{Day, Kind, NOBODY};
use std::collections::BTreeSet;
use text::Span;
use theory::model::*;

/// A truth-valued formula. Who is meant is a number, brought down to the variables in reach.
#[derive(Debug, Clone)]
pub enum Formula {
    Constant(bool),
    /// `clash` (0), `rival` (2).
    Truth(usize, u8, u8),
    /// `ideology(x)` among the levels whose bits are set.
    Ideology(u8, u8),
    SameIdeology(u8, u8),
    /// `roles(x, y)` among levels.
    Role(u8, u8, u8),
    Member(u8, u8),
    Overlaps(u8, u8),
    SameThreats(u8, u8),
    Alive(u8),
    Not(Box<Formula>),
    All(Vec<Formula>),
    Any(Vec<Formula>),
    Third(Quantifier, Box<Formula>),
    Ever(Box<Formula>),
    /// Years since it held, against so many months; the number first where `true`.
    Since(Box<Formula>, Comparison, i32, bool),
    /// A named condition, brought down to those defined before.
    Named(usize),
    /// The outcome.
    Outcome,
}

use Formula::{
    Alive, All, Any, Constant, Ever, Ideology, Member, Named, Not, Overlaps, Role, SameIdeology, SameThreats, Since,
    Third, Truth,
};

/// Formulas without time's past; `outcome` says whether they may name the outcome.
pub fn leaf() -> impl Strategy<Value = Formula> {
    let who = || 0..8_u8;
    prop_oneof![
        1 => any::<bool>().prop_map(Constant),
        6 => (prop_oneof![Just(0_usize), Just(2)], who(), who()).prop_map(|(a, x, y)| Truth(a, x, y)),
        3 => (who(), 0..8_u8).prop_map(|(x, levels)| Ideology(x, levels)),
        2 => (who(), who()).prop_map(|(x, y)| SameIdeology(x, y)),
        3 => (who(), who(), 0..8_u8).prop_map(|(x, y, levels)| Role(x, y, levels)),
        2 => (who(), who()).prop_map(|(x, y)| Member(x, y)),
        2 => (who(), who()).prop_map(|(x, y)| Overlaps(x, y)),
        1 => (who(), who()).prop_map(|(x, y)| SameThreats(x, y)),
        1 => who().prop_map(Alive),
        2 => (0..3_usize).prop_map(Named),
        1 => Just(Formula::Outcome),
    ]
}

pub fn formula(depth: u32) -> impl Strategy<Value = Formula> {
    let comparison = prop_oneof![
        Just(Comparison::Less),
        Just(Comparison::AtMost),
        Just(Comparison::More),
        Just(Comparison::AtLeast),
        Just(Comparison::Equals),
        Just(Comparison::Differs),
    ];
    let quantifier = prop_oneof![Just(Quantifier::Some), Just(Quantifier::Every), Just(Quantifier::No)];
    leaf().prop_recursive(depth, 12, 3, move |inner| {
        prop_oneof![
            2 => inner.clone().prop_map(|of| Not(Box::new(of))),
            3 => proptest::collection::vec(inner.clone(), 2..=3).prop_map(All),
            3 => proptest::collection::vec(inner.clone(), 2..=3).prop_map(Any),
            3 => (quantifier.clone(), inner.clone()).prop_map(|(which, of)| Third(which, Box::new(of))),
            1 => inner.clone().prop_map(|of| Ever(Box::new(of))),
            1 => (inner, comparison.clone(), 0..3_i32, any::<bool>())
                .prop_map(|(of, comparison, months, turned)| Since(Box::new(of), comparison, months, turned)),
        ]
    })
}

/// Named conditions, the outcome's definitions, and formulas to be judged.
#[derive(Debug, Clone)]
pub struct Book {
    pub conditions: Vec<Formula>,
    pub definitions: Vec<Formula>,
    pub formulas: Vec<Formula>,
}

pub fn book(formulas: usize, depth: u32) -> impl Strategy<Value = Book> {
    (
        proptest::collection::vec(formula(2), 0..=2),
        proptest::collection::vec(formula(1), 2),
        proptest::collection::vec(formula(depth), formulas),
    )
        .prop_map(|(conditions, definitions, formulas)| Book { conditions, definitions, formulas })
}

/// What a number stands for among the variables in reach: `Err` for a fixed actor.
fn who(number: u8, reach: u32) -> Result<u32, u32> {
    if number == 7 { Err(1) } else { Ok(u32::from(number) % reach) }
}

fn term(number: u8, reach: u32) -> Term {
    match who(number, reach) {
        Ok(variable) => Term::Variable(VariableId(variable)),
        Err(actor) => Term::Actor(format!("A{actor}")),
    }
}

fn names(bits: u8) -> Vec<String> {
    crate::common::levels()
        .into_iter()
        .enumerate()
        .filter(|(at, _)| bits >> at & 1 == 1)
        .map(|(_, name)| name)
        .collect()
}

/// No place in any file.
pub fn nowhere() -> Span {
    Span::new(text::FileId(0), 0, 0)
}

/// Where a formula stands: how many conditions are defined before it, and whether the outcome is.
#[derive(Debug, Clone, Copy)]
struct Place {
    conditions: usize,
    outcome: bool,
}

impl Book {
    /// A theory of directed pairs, and its nodes: of the formulas in order.
    pub fn theory(&self) -> (Theory, Vec<NodeId>) {
        let mut theory = Theory {
            name: "drawn".to_owned(),
            title: String::new(),
            cites: Vec::new(),
            cases: CaseKind::DirectedPairs,
            scope: None,
            conditions: Vec::new(),
            outcomes: Vec::new(),
            claims: Vec::new(),
            predictions: Vec::new(),
            nodes: Vec::new(),
            spans: Vec::new(),
            variables: ["a", "b", "t", "u", "v", "w", "x", "y", "z"].map(str::to_owned).to_vec(),
        };
        for (at, formula) in self.conditions.iter().enumerate() {
            let node = add(formula, 2, Place { conditions: at, outcome: false }, &mut theory);
            let name = format!("C{at}");
            theory.conditions.push(Condition { name, kind: ConditionKind::Crisp, node, span: nowhere() });
        }
        let place = Place { conditions: self.conditions.len(), outcome: false };
        let definitions: Vec<Definition> = self
            .definitions
            .iter()
            .enumerate()
            .map(|(at, formula)| Definition {
                label: at.to_string(),
                node: add(formula, 2, place, &mut theory),
                span: nowhere(),
            })
            .collect();
        theory.outcomes.push(Outcome { name: "OUTCOME".to_owned(), kind: ConditionKind::Crisp, definitions });
        let place = Place { outcome: true, ..place };
        let nodes = self.formulas.iter().map(|formula| add(formula, 2, place, &mut theory)).collect();
        (theory, nodes)
    }

    /// What a formula is worth for a case on a day: `None` where nobody can say.
    pub fn worth(
        &self,
        formula: usize,
        plan: &Plan,
        choice: &Choice,
        case: (u32, u32),
        definition: usize,
        on: i32,
    ) -> Option<bool> {
        let place = Place { conditions: self.conditions.len(), outcome: true };
        Reader { book: self, plan, choice, case, definition }.worth(
            &self.formulas[formula],
            &[case.0, case.1],
            place,
            on,
        )
    }
}

fn add(formula: &Formula, reach: u32, place: Place, theory: &mut Theory) -> NodeId {
    let pair = |name: &str, x: u8, y: u8| Node::Attribute(name.to_owned(), vec![term(x, reach), term(y, reach)]);
    let one = |name: &str, x: u8| Node::Attribute(name.to_owned(), vec![term(x, reach)]);
    let node = match formula {
        Constant(holds) => Node::Constant(*holds),
        Truth(0, x, y) => pair("clash", *x, *y),
        Truth(_, x, y) => pair("rival", *x, *y),
        Ideology(x, levels) => Node::Among(push(one("ideology", *x), theory), names(*levels)),
        SameIdeology(x, y) => Node::Same(push(one("ideology", *x), theory), push(one("ideology", *y), theory)),
        Role(x, y, levels) => Node::Among(push(pair("roles", *x, *y), theory), names(*levels)),
        Member(x, y) => Node::Member(term(*x, reach), push(one("threats", *y), theory)),
        Overlaps(x, y) => Node::Overlaps(push(one("threats", *x), theory), push(one("threats", *y), theory)),
        SameThreats(x, y) => Node::Same(push(one("threats", *x), theory), push(one("threats", *y), theory)),
        Alive(x) => Node::Call("alive".to_owned(), vec![Argument::Term(term(*x, reach))]),
        Not(of) => Node::Not(add(of, reach, place, theory)),
        All(parts) => Node::And(parts.iter().map(|part| add(part, reach, place, theory)).collect()),
        Any(parts) => Node::Or(parts.iter().map(|part| add(part, reach, place, theory)).collect()),
        Third(which, of) => Node::Quantified(*which, VariableId(reach), add(of, reach + 1, place, theory)),
        Ever(of) => Node::Call("ever".to_owned(), vec![Argument::Node(add(of, reach, place, theory))]),
        Since(of, comparison, months, turned) => {
            let of = add(of, reach, place, theory);
            let since = push(Node::Call("years_since".to_owned(), vec![Argument::Node(of)]), theory);
            let number = push(Node::Number(f64::from(*months) / 12.0), theory);
            if *turned { Node::Compare(number, *comparison, since) } else { Node::Compare(since, *comparison, number) }
        }
        Named(at) if *at < place.conditions => Node::Condition(*at),
        Formula::Outcome if place.outcome => Node::Outcome(0),
        Named(_) | Formula::Outcome => Node::Constant(true),
    };
    push(node, theory)
}

fn push(node: Node, theory: &mut Theory) -> NodeId {
    theory.nodes.push(node);
    theory.spans.push(nowhere());
    NodeId(theory.nodes.len() as u32 - 1)
}

struct Reader<'a> {
    book: &'a Book,
    plan: &'a Plan,
    choice: &'a Choice,
    case: (u32, u32),
    definition: usize,
}

/// A set of actors as known: its sure members, and whether there are no others.
type Known = (BTreeSet<u32>, bool);

impl Reader<'_> {
    fn in_domain(&self, on: i32) -> bool {
        let window = self.plan.window;
        window.0 <= on && on < window.1 && self.plan.alive(self.case.0, on) && self.plan.alive(self.case.1, on)
    }

    fn held(&self, attribute: usize, x: u32, y: u32, on: i32) -> Held {
        let held = if x == y { Held::Nothing } else { self.plan.held(attribute, x, y, on, self.choice) };
        match (held, &self.plan.attributes[attribute].kind) {
            (Held::Nothing, Kind::Truth) => Held::Value(0),
            (Held::Nothing, Kind::Actors | Kind::Category { many: true, .. }) => {
                Held::Many { members: BTreeSet::new(), closed: true }
            }
            (Held::Nothing, _) => Held::Unknown,
            (held, _) => held,
        }
    }

    fn set(&self, x: u32, on: i32) -> Known {
        match self.held(4, x, NOBODY, on) {
            Held::Many { members, closed } => (members, closed),
            _ => (BTreeSet::new(), false),
        }
    }

    fn worth(&self, formula: &Formula, env: &[u32], place: Place, on: i32) -> Option<bool> {
        let bind = |number: u8| who(number, env.len() as u32).map_or_else(|fixed| fixed, |at| env[at as usize]);
        let again = |formula: &Formula, on: i32| self.worth(formula, env, place, on);
        match formula {
            Constant(holds) => Some(*holds),
            Truth(attribute, x, y) => match self.held(*attribute, bind(*x), bind(*y), on) {
                Held::Value(value) => Some(value == 1),
                _ => None,
            },
            Ideology(x, levels) => match self.held(1, bind(*x), NOBODY, on) {
                Held::Value(level) => Some(levels >> level & 1 == 1),
                _ => None,
            },
            SameIdeology(x, y) => match (self.held(1, bind(*x), NOBODY, on), self.held(1, bind(*y), NOBODY, on)) {
                (Held::Value(x), Held::Value(y)) => Some(x == y),
                _ => None,
            },
            Role(x, y, levels) => match self.held(3, bind(*x), bind(*y), on) {
                Held::Many { members, .. } if members.iter().any(|level| levels >> level & 1 == 1) => Some(true),
                Held::Many { closed: true, .. } => Some(false),
                _ => None,
            },
            Member(x, y) => {
                let (members, closed) = self.set(bind(*y), on);
                if members.contains(&bind(*x)) { Some(true) } else { closed.then_some(false) }
            }
            Overlaps(x, y) => {
                let ((a, a_closed), (b, b_closed)) = (self.set(bind(*x), on), self.set(bind(*y), on));
                let none = (a_closed && a.is_empty()) || (b_closed && b.is_empty()) || (a_closed && b_closed);
                if a.intersection(&b).next().is_some() { Some(true) } else { none.then_some(false) }
            }
            SameThreats(x, y) => {
                let ((a, a_closed), (b, b_closed)) = (self.set(bind(*x), on), self.set(bind(*y), on));
                if (a_closed && !b.is_subset(&a)) || (b_closed && !a.is_subset(&b)) {
                    Some(false)
                } else {
                    (a_closed && b_closed).then_some(true)
                }
            }
            Alive(x) => Some(self.plan.alive(bind(*x), on)),
            Not(of) => again(of, on).map(|holds| !holds),
            All(parts) => all(parts.iter().map(|part| again(part, on))),
            Any(parts) => all(parts.iter().map(|part| again(part, on).map(|holds| !holds))).map(|holds| !holds),
            Third(which, of) => {
                let others = (0..self.plan.lifetimes.len() as u32)
                    .filter(|actor| !env.contains(actor) && self.plan.alive(*actor, on))
                    .map(|actor| self.worth(of, &[env, &[actor]].concat(), place, on));
                match which {
                    Quantifier::Every => all(others),
                    Quantifier::No => all(others.map(|worth| worth.map(|holds| !holds))),
                    Quantifier::Some => all(others.map(|worth| worth.map(|holds| !holds))).map(|none| !none),
                }
            }
            Ever(of) => {
                let past = (self.plan.window.0..=on).filter(|day| self.in_domain(*day));
                all(past.map(|day| again(of, day).map(|holds| !holds))).map(|never| !never)
            }
            Since(of, comparison, months, turned) => {
                let mut past = (self.plan.window.0..=on).rev().filter(|day| self.in_domain(*day));
                let last = past.find(|day| again(of, *day) != Some(false));
                let order = match last {
                    Some(day) => {
                        again(of, day)?;
                        if day == on { 0.cmp(months) } else { Day(on).cmp(&Day(day + 1).plus_months(*months)) }
                    }
                    None => std::cmp::Ordering::Greater,
                };
                let order = if *turned { order.reverse() } else { order };
                Some(match comparison {
                    Comparison::Less => order.is_lt(),
                    Comparison::AtMost => order.is_le(),
                    Comparison::More => order.is_gt(),
                    Comparison::AtLeast => order.is_ge(),
                    Comparison::Equals => order.is_eq(),
                    Comparison::Differs => order.is_ne(),
                })
            }
            // A name means what it was defined to mean, of the case.
            Named(at) if *at < place.conditions => {
                self.worth(&self.book.conditions[*at], &env[..2], Place { conditions: *at, outcome: false }, on)
            }
            Formula::Outcome if place.outcome => self.worth(
                &self.book.definitions[self.definition],
                &env[..2],
                Place { conditions: self.book.conditions.len(), outcome: false },
                on,
            ),
            Named(_) | Formula::Outcome => Some(true),
        }
    }
}

/// Kleene's "all of them".
fn all(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let parts: Vec<Option<bool>> = parts.collect();
    if parts.contains(&Some(false)) {
        Some(false)
    } else if parts.contains(&None) {
        None
    } else {
        Some(true)
    }
}
