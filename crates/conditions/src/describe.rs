//! Formulas in words, with the case's own actors in the places of variables.

use crate::evaluate::{Env, Evaluator, Setting};
use crate::program::{Arg, Leaf, Program, Who, bind};
use spells::{ActorId, NOBODY};
use std::cell::RefCell;
use std::collections::BTreeMap;
use theory::model::{Argument, Calibration, CaseKind, Node, NodeId, Quantifier};

/// So many characters a formula in full may have before its parts are numbered.
pub const IN_FULL: usize = 4_000;

/// The different parts of a formula, numbered as they are met.
#[derive(Default)]
struct Parts {
    /// By what is said of each with the parts under it numbered.
    known: BTreeMap<String, usize>,
    /// By node.
    seen: BTreeMap<NodeId, usize>,
}

impl Evaluator<'_> {
    /// The formula as this case reads it: `threats(CHN) overlaps threats(PRK)`.
    pub fn describe(&self, node: NodeId) -> String {
        self.describe_in(node, self.env())
    }

    pub(crate) fn describe_in(&self, node: NodeId, env: &Env) -> String {
        self.program.describe_in(node, env)
    }
}

impl Program<'_> {
    /// The formula as the theory has it, with its own variables: `threats(a) overlaps threats(b)`.
    pub fn describe(&self, node: NodeId) -> String {
        self.describe_in(node, &vec![NOBODY; self.theory.variables.len()])
    }

    /// The same with every name replaced by what it stands for, each outcome by the definition chosen: two theories that
    /// call one thing by different names give one text.
    ///
    /// Names built on names may stand for more than anybody can read: past 4,000 characters each different part is
    /// numbered and given once, which is as long as the formula has parts, and still one text for one formula.
    pub fn describe_in_full(&self, node: NodeId, setting: &Setting) -> String {
        let env = vec![NOBODY; self.theory.variables.len()];
        if self.length(node, &env, setting, &mut BTreeMap::new()) <= IN_FULL {
            return self.words(node, &env, Some(setting));
        }
        let mut parts = Parts::default();
        self.number(node, &env, setting, &mut parts);
        let mut listed: Vec<(usize, String)> = parts.known.into_iter().map(|(part, number)| (number, part)).collect();
        listed.sort();
        let listed = listed.into_iter().map(|(number, part)| format!("#{number} is {part}"));
        listed.collect::<Vec<_>>().join("; ")
    }

    /// How long a formula in full would be, no longer than a number can say; brackets apart.
    fn length(&self, node: NodeId, env: &Env, setting: &Setting, known: &mut BTreeMap<NodeId, usize>) -> usize {
        let node = self.meant(node, Some(setting));
        if let Some(length) = known.get(&node) {
            return *length;
        }
        let under = RefCell::new(Vec::new());
        let own = self.one_step(node, env, Some(setting), &|part| {
            under.borrow_mut().push(part);
            String::new()
        });
        let under = under.into_inner().into_iter();
        let length = under.fold(own.len(), |sum, part| sum.saturating_add(self.length(part, env, setting, known)));
        known.insert(node, length);
        length
    }

    /// The number of a formula among the different parts met so far; the same for every formula that reads the same in full.
    fn number(&self, node: NodeId, env: &Env, setting: &Setting, parts: &mut Parts) -> usize {
        let node = self.meant(node, Some(setting));
        if let Some(number) = parts.seen.get(&node) {
            return *number;
        }
        let under = RefCell::new(Vec::new());
        self.one_step(node, env, Some(setting), &|part| {
            under.borrow_mut().push(part);
            String::new()
        });
        let numbers = under.into_inner().into_iter().map(|part| self.number(part, env, setting, parts));
        let numbers = RefCell::new(numbers.collect::<Vec<_>>().into_iter());
        let text = self.one_step(node, env, Some(setting), &|_| {
            let number = numbers.borrow_mut().next();
            number.map(|number| format!("#{number}")).unwrap_or_default()
        });
        let next = parts.known.len() + 1;
        let number = *parts.known.entry(text).or_insert(next);
        parts.seen.insert(node, number);
        number
    }

    fn describe_in(&self, node: NodeId, env: &Env) -> String {
        self.words(node, env, None)
    }

    fn words(&self, node: NodeId, env: &Env, through: Option<&Setting>) -> String {
        self.one_step(node, env, through, &|part| self.words(part, env, through))
    }

    /// A formula whose parts are said by `words`, each asked for once and in order.
    fn one_step(&self, node: NodeId, env: &Env, through: Option<&Setting>, words: &dyn Fn(NodeId) -> String) -> String {
        let theory = self.theory;
        let node = self.meant(node, through);
        let tight = |node: NodeId| match theory.node(self.meant(node, through)) {
            Node::And(_)
            | Node::Or(_)
            | Node::Quantified(..)
            | Node::Same(..)
            | Node::Compare(..)
            | Node::Overlaps(..) => {
                format!("({})", words(node))
            }
            _ => words(node),
        };
        match theory.node(node) {
            Node::Constant(holds) => holds.to_string(),
            Node::Condition(at) => theory.conditions[*at].name.clone(),
            Node::Outcome(at) => theory.outcomes[*at].name.clone(),
            Node::Levels(of, names) => format!("{}{{{}}}", words(*of), names.join(",")),
            Node::Not(of) => format!("~{}", tight(*of)),
            Node::And(parts) => parts.iter().map(|part| tight(*part)).collect::<Vec<_>>().join("*"),
            Node::Or(parts) => {
                let part = |part: &NodeId| match theory.node(self.meant(*part, through)) {
                    Node::And(_) => words(*part),
                    _ => tight(*part),
                };
                parts.iter().map(part).collect::<Vec<_>>().join(" + ")
            }
            Node::Among(of, names) => match names.as_slice() {
                [one] => format!("{} = {one}", words(*of)),
                several => format!("{} in {{{}}}", words(*of), several.join(", ")),
            },
            Node::Same(left, right) => format!("{} = {}", words(*left), words(*right)),
            Node::Compare(left, comparison, right) => {
                format!("{} {} {}", words(*left), comparison.sign(), words(*right))
            }
            Node::Member(_, set) => match self.leaf(node) {
                Leaf::Member(who) => format!("{} in {}", self.who(*who, env, false), words(*set)),
                _ => words(*set),
            },
            Node::Overlaps(left, right) => format!("{} overlaps {}", words(*left), words(*right)),
            Node::Quantified(quantifier, variable, body) => {
                let word = match quantifier {
                    Quantifier::Some => "some",
                    Quantifier::Every => "every",
                    Quantifier::No => "no",
                };
                format!("{word} {}: {}", theory.variables[variable.0 as usize], words(*body))
            }
            Node::Number(number) => number.to_string(),
            Node::Actors(_) => match self.leaf(node) {
                Leaf::Actors(whos) => {
                    let names: Vec<String> = whos.iter().map(|who| self.who(*who, env, false)).collect();
                    format!("{{{}}}", names.join(", "))
                }
                _ => "{}".to_owned(),
            },
            Node::Attribute(name, _) => match self.leaf(node) {
                Leaf::Attribute(_, whos) => {
                    let names: Vec<String> = whos.iter().flatten().map(|who| self.who(*who, env, false)).collect();
                    format!("{name}({})", names.join(", "))
                }
                _ => name.clone(),
            },
            Node::Call(name, arguments) => match self.leaf(node) {
                Leaf::Call(_, args) => {
                    let names = args.iter().zip(arguments).map(|(arg, argument)| match (arg, argument) {
                        (Arg::Who(who), Argument::Term(theory::model::Term::Treaty(_))) => self.who(*who, env, true),
                        (Arg::Who(who), _) => self.who(*who, env, false),
                        (Arg::Word(word), _) => word.clone(),
                        (Arg::Node(node), _) => words(*node),
                    });
                    format!("{name}({})", names.collect::<Vec<_>>().join(", "))
                }
                _ => name.clone(),
            },
            Node::Calibrate(of, Calibration::Direct { out, cross, full }) => {
                format!("calibrate({}, direct {out} {cross} {full})", words(*of))
            }
            Node::Calibrate(of, Calibration::Linear { out, cross, full }) => {
                format!("calibrate({}, linear {out} {cross} {full})", words(*of))
            }
            Node::Cut(of, thresholds) => {
                let thresholds: Vec<String> = thresholds.iter().map(f64::to_string).collect();
                format!("cut({}, {})", words(*of), thresholds.join(", "))
            }
        }
    }

    /// What a name stands for, if names are to be looked through.
    fn meant(&self, mut node: NodeId, through: Option<&Setting>) -> NodeId {
        let Some(setting) = through else { return node };
        loop {
            node = match self.theory.node(node) {
                Node::Condition(at) => self.theory.conditions[*at].node,
                Node::Outcome(at) => {
                    let chosen = setting.definitions.get(*at).copied().unwrap_or(0);
                    self.theory.outcomes[*at].definitions[chosen].node
                }
                _ => return node,
            };
        }
    }

    fn who(&self, who: Who, env: &Env, treaty: bool) -> String {
        let history = self.history;
        let id = bind(who, env);
        if let (Who::Variable(variable), NOBODY) = (who, id) {
            return self.theory.variables[variable.0 as usize].clone();
        }
        let of_case = matches!(who, Who::Variable(variable) if variable.0 == 0);
        if treaty || (of_case && self.theory.cases == CaseKind::Treaties) {
            return history.treaties()[id as usize].id.clone();
        }
        history.actor(ActorId(id)).id.clone()
    }
}
