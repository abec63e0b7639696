//! The values of conditions and outcomes: truths, levels, memberships.

use super::Checker;
use super::types::{Scope, Type};
use crate::ast::{Formula, FormulaKind, Name, Number, Place};
use crate::model::{Calibration, Comparison, Condition, ConditionKind, Definition, Node, NodeId, Outcome};
use text::{Diagnostic, Span};

impl Checker<'_> {
    /// `let NAME = VALUE`
    pub(super) fn condition(&mut self, position: usize, name: &Name, value: &Formula) {
        let mut scope = self.scope_at(position);
        match self.value(value, &mut scope) {
            Some((node, kind)) => {
                self.theory.conditions.push(Condition { name: name.text.clone(), kind, node, span: name.at.0 });
            }
            None => self.fatal = true,
        }
    }

    /// `outcome NAME as "label" = VALUE`
    pub(super) fn outcome(&mut self, position: usize, name: &Name, label: Option<&Name>, value: &Formula) {
        let mut scope = self.scope_at(position);
        let Some((node, kind)) = self.value(value, &mut scope) else {
            self.fatal = true;
            return;
        };
        let text = label.map(|label| label.text.clone()).unwrap_or_default();
        let definition = Definition { label: text, node, span: name.at.0 };
        let Some(at) = self.theory.outcomes.iter().position(|outcome| outcome.name == name.text) else {
            self.theory.outcomes.push(Outcome { name: name.text.clone(), kind, definitions: vec![definition] });
            return;
        };
        let outcome = &self.theory.outcomes[at];
        let first = outcome.definitions[0].span;
        let problem = if outcome.definitions.iter().any(|of| of.label.is_empty()) || definition.label.is_empty() {
            let message = format!("the outcome `{}` has several definitions, and one bears no label", name.text);
            let hint = format!("write `outcome {} as \"treaty\" = ...`", name.text);
            Some(
                Diagnostic::error("theory::missing_label", message)
                    .at(name.at.0, "")
                    .at(first, "first here")
                    .hint(hint),
            )
        } else if outcome.definitions.iter().any(|of| of.label == definition.label) {
            let message = format!("the outcome `{}` has two definitions labelled \"{}\"", name.text, definition.label);
            let problem = Diagnostic::error("theory::duplicate_name", message).at(name.at.0, "again here");
            Some(problem.at(first, "first here").hint("give each its own label"))
        } else if outcome.kind != kind {
            let message = format!("the definitions of `{}` take different kinds of values", name.text);
            let hint = "all crisp, all fuzzy, or all with the same levels";
            Some(
                Diagnostic::error("theory::mixed_outcome", message).at(name.at.0, "").at(first, "the first").hint(hint),
            )
        } else {
            None
        };
        self.fatal |= problem.is_some();
        self.problems.extend(problem);
        self.theory.outcomes[at].definitions.push(definition);
    }

    /// `scope FORMULA`
    pub(super) fn scope_of_theory(&mut self, position: usize, formula: &Formula) {
        let mut scope = self.scope_at(position);
        let why = "a case is in scope or not: the scope cannot be fuzzy";
        self.theory.scope = self.crisp(formula, &mut scope, "theory::fuzzy_scope", why);
        self.fatal |= self.theory.scope.is_none();
    }

    fn value(&mut self, value: &Formula, scope: &mut Scope) -> Option<(NodeId, ConditionKind)> {
        match &value.kind {
            FormulaKind::Group(inner) => return self.value(inner, scope),
            FormulaKind::Calibrate(of, method, anchors) => {
                return self.calibrate(of, method, anchors, value.at, scope);
            }
            FormulaKind::Call(name, arguments) if name.text == "cut" => {
                return self.cut(name, arguments, value.at, scope);
            }
            _ => {}
        }
        let typed = self.lower(value, scope)?;
        let (what, hint) = match typed.of {
            Type::Truth => return Some((typed.node, ConditionKind::Crisp)),
            Type::Fuzzy => return Some((typed.node, ConditionKind::Fuzzy)),
            Type::Category { levels, many: false } => return Some((typed.node, ConditionKind::Multi(levels))),
            Type::Category { .. } => ("several levels may hold at once", "say which: `... = x` or `... in {x, y}`"),
            Type::Number => (
                "this is a number",
                "compare it (`>= 20`), calibrate it (`calibrate(..., direct 10 20 30)`) or cut it (`cut(..., 10, 20)`)",
            ),
            Type::Actors => {
                ("this is a set of actors", "ask whether it `overlaps` another, or whether an actor is `in` it")
            }
        };
        let message = format!("a condition holds, has one level, or holds to a degree; {what}");
        self.tell(scope, Diagnostic::error("theory::no_condition", message).at(self.place(value.at), "").hint(hint));
        None
    }

    fn number(&mut self, formula: &Formula, word: &str, scope: &mut Scope) -> Option<NodeId> {
        let typed = self.lower(formula, scope)?;
        if typed.of == Type::Number {
            return Some(typed.node);
        }
        let message = format!("`{word}` takes a number, and this is {}", typed.of.words());
        self.tell(scope, Diagnostic::error("theory::not_a_number", message).at(self.place(formula.at), ""));
        None
    }

    fn calibrate(
        &mut self,
        of: &Formula,
        method: &Name,
        anchors: &[Number],
        at: Place,
        scope: &mut Scope,
    ) -> Option<(NodeId, ConditionKind)> {
        let node = self.number(of, "calibrate", scope);
        let crisp = method.text == "crisp";
        let wanted = if crisp { 1 } else { 3 };
        if anchors.len() != wanted {
            let (form, hint) = if crisp {
                ("one anchor", "write `crisp 20`: 20 and more is in")
            } else {
                ("three anchors", "name them from out over the crossover to in, as in `direct 10 20 30`")
            };
            let message = format!("`{}` takes {form}, not {}", method.text, anchors.len());
            return self.bad_anchors(message, hint, span_of(method, anchors), scope);
        }
        let values: Vec<f64> = anchors.iter().map(|anchor| anchor.value).collect();
        let rising = values.windows(2).all(|pair| pair[0] < pair[1]);
        let falling = values.windows(2).all(|pair| pair[0] > pair[1]);
        if !rising && !falling {
            let hint = "the anchors rise throughout or fall throughout: out, crossover, in";
            return self.bad_anchors("the anchors are out of order".to_owned(), hint, span_of(method, anchors), scope);
        }
        let node = node?;
        if crisp {
            let least = self.add(Node::Number(values[0]), anchors[0].at)?;
            return Some((self.add(Node::Compare(node, Comparison::AtLeast, least), at)?, ConditionKind::Crisp));
        }
        let (out, cross, full) = (values[0], values[1], values[2]);
        let calibration = match method.text.as_str() {
            "linear" => Calibration::Linear { out, cross, full },
            _ => Calibration::Direct { out, cross, full },
        };
        Some((self.add(Node::Calibrate(node, calibration), at)?, ConditionKind::Fuzzy))
    }

    fn bad_anchors<T>(&mut self, message: String, hint: &str, at: Span, scope: &Scope) -> Option<T> {
        self.tell(scope, Diagnostic::error("theory::bad_anchors", message).at(at, "").hint(hint));
        None
    }

    fn cut(
        &mut self,
        name: &Name,
        arguments: &[Formula],
        at: Place,
        scope: &mut Scope,
    ) -> Option<(NodeId, ConditionKind)> {
        let hint = "write the number and its thresholds in rising order: `cut(power(a), 10, 20)`";
        let literals = arguments.iter().skip(1).map(|argument| match &argument.kind {
            FormulaKind::Number(number) => Some(number.value),
            _ => None,
        });
        let thresholds: Option<Vec<f64>> = literals.collect();
        let thresholds = thresholds.filter(|list| !list.is_empty() && list.windows(2).all(|pair| pair[0] < pair[1]));
        let Some(thresholds) = thresholds else {
            return self.bad_anchors("`cut` takes a number and its thresholds".to_owned(), hint, name.at.0, scope);
        };
        let node = self.number(&arguments[0], "cut", scope)?;
        let levels = (0..=thresholds.len()).map(|level| level.to_string()).collect();
        Some((self.add(Node::Cut(node, thresholds), at)?, ConditionKind::Multi(levels)))
    }
}

fn span_of(method: &Name, anchors: &[Number]) -> Span {
    anchors.last().map_or(method.at.0, |last| method.at.0.to(last.at.0))
}
