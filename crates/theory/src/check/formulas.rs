//! Formulas to nodes with types.

use super::types::{Binding, Bound, Scope, Sort, Type, Typed};
use super::{Checker, MOST_DEPTH};
use crate::ast::{Connective, Formula, FormulaKind, Link, Name, Place};
use crate::model::{ConditionKind, Node, NodeId, Quantifier, Term, VariableId};
use text::Diagnostic;

impl Checker<'_> {
    /// Any formula or value. `None` where a problem has been told.
    pub(super) fn lower(&mut self, formula: &Formula, scope: &mut Scope) -> Option<Typed> {
        if self.outgrown {
            return None;
        }
        if self.depth >= MOST_DEPTH {
            let message =
                format!("the formula nests more than {MOST_DEPTH} levels deep once its definitions are put in place");
            self.outgrow("theory::too_deep", message, formula.at);
            return None;
        }
        self.depth += 1;
        let typed = self.lower_kind(formula, scope);
        self.depth -= 1;
        typed
    }

    fn lower_kind(&mut self, formula: &Formula, scope: &mut Scope) -> Option<Typed> {
        let at = formula.at;
        match &formula.kind {
            FormulaKind::Group(inner) => self.lower(inner, scope),
            FormulaKind::Truth(truth) => self.typed(Node::Constant(*truth), Type::Truth, at),
            FormulaKind::Number(number) => self.typed(Node::Number(number.value), Type::Number, at),
            FormulaKind::Name(name) => self.name(name, at, scope),
            FormulaKind::Quoted(text) => self.stray_text(text, at, scope),
            FormulaKind::Not(_, of) => {
                let of = self.truth(of, scope)?;
                self.typed(Node::Not(of.node), of.of, at)
            }
            FormulaKind::Chain(connective, first, links) => self.chain(*connective, first, links, at, scope),
            FormulaKind::Quantified(quantifier, variable, body) => {
                self.quantified(*quantifier, variable, body, at, scope)
            }
            FormulaKind::Call(name, arguments) => self.call(name, arguments, at, scope),
            FormulaKind::Calibrate(..) => self.misplaced("calibrate", at, scope),
            FormulaKind::Levels(of, levels) => self.levels(of, levels, at, scope),
            FormulaKind::Set(members) => self.actors(members, at, scope),
            FormulaKind::Compare(left, how, right) => self.compare(left, *how, right, at, scope),
            FormulaKind::In(left, right) => self.belongs(left, right, at, scope),
            FormulaKind::Overlaps(left, right) => self.overlaps(left, right, at, scope),
        }
    }

    pub(super) fn typed(&mut self, node: Node, of: Type, at: Place) -> Option<Typed> {
        Some(Typed { node: self.add(node, at)?, of })
    }

    /// A formula that holds or does not, or to a degree.
    pub(super) fn truth(&mut self, formula: &Formula, scope: &mut Scope) -> Option<Typed> {
        let typed = self.lower(formula, scope)?;
        if matches!(typed.of, Type::Truth | Type::Fuzzy) {
            return Some(typed);
        }
        let hint = match &typed.of {
            Type::Category { levels, .. } => {
                let level = levels.first().map_or("1", String::as_str);
                format!("say which level: `... = {level}` or `... in {{{level}, ...}}`")
            }
            Type::Number => "compare it with a number: `... >= 3`".to_owned(),
            _ => "ask whether an actor is `in` it, or whether it `overlaps` another set".to_owned(),
        };
        let message = format!("this is {}; a formula holds or does not", typed.of.words());
        self.tell(scope, Diagnostic::error("theory::not_truth", message).at(self.place(formula.at), "").hint(hint));
        None
    }

    /// A formula that holds or does not, never to a degree; `why` says what needs it so.
    pub(super) fn crisp(
        &mut self,
        formula: &Formula,
        scope: &mut Scope,
        code: &'static str,
        why: &str,
    ) -> Option<NodeId> {
        let typed = self.truth(formula, scope)?;
        if typed.of == Type::Truth {
            return Some(typed.node);
        }
        let hint = "make a crisp condition of the number: `calibrate(..., crisp 20)`";
        self.tell(scope, Diagnostic::error(code, why).at(self.place(formula.at), "fuzzy").hint(hint));
        None
    }

    fn chain(
        &mut self,
        connective: Connective,
        first: &Formula,
        links: &[Link],
        at: Place,
        scope: &mut Scope,
    ) -> Option<Typed> {
        let operands = std::iter::once(first).chain(links.iter().map(|link| &link.formula));
        // All of them, so that every problem is told.
        let lowered: Vec<Option<Typed>> = operands.map(|operand| self.truth(operand, scope)).collect();
        let lowered = lowered.into_iter().collect::<Option<Vec<Typed>>>()?;
        let fuzzy = lowered.iter().any(|operand| operand.of == Type::Fuzzy);
        let nodes = lowered.into_iter().map(|operand| operand.node).collect();
        let node = if connective == Connective::And { Node::And(nodes) } else { Node::Or(nodes) };
        self.typed(node, if fuzzy { Type::Fuzzy } else { Type::Truth }, at)
    }

    fn quantified(
        &mut self,
        quantifier: Quantifier,
        variable: &Name,
        body: &Formula,
        at: Place,
        scope: &mut Scope,
    ) -> Option<Typed> {
        let name = &variable.text;
        let taken = if scope.find(name).is_some() || matches!(name.as_str(), "a" | "b") {
            Some("already stands for an actor or treaty here")
        } else if self.vocabulary.actors.contains(name) {
            Some("is an actor")
        } else if self.declared.names.contains_key(name.as_str()) && !scope.prelude {
            Some("is a condition of this theory")
        } else {
            None
        };
        if let Some(taken) = taken {
            let problem = Diagnostic::error("theory::shadowed", format!("`{name}` {taken}"));
            self.tell(scope, problem.at(self.place(variable.at), "").hint("give the variable another name"));
            return None;
        }
        let id = VariableId(self.theory.variables.len() as u32);
        self.theory.variables.push(name.clone());
        let term = Term::Variable(id);
        scope.bindings.push(Binding { name: name.clone(), term, sort: Bound::Known(Sort::Actor), used: false });
        let why = "what holds of some actor must hold or not: a fuzzy condition cannot stand under a quantifier";
        let body = self.crisp(body, scope, "theory::fuzzy_quantifier", why);
        let used = scope.bindings.pop().is_none_or(|binding| binding.used);
        let body = body?;
        if !used {
            let problem =
                Diagnostic::warning("theory::unused_variable", format!("the formula never speaks of `{name}`"));
            self.tell(scope, problem.at(self.place(variable.at), "").hint("name it as an argument, or take it out"));
        }
        self.typed(Node::Quantified(quantifier, id, body), Type::Truth, at)
    }

    /// A bare name where a value is wanted: a condition or outcome.
    fn name(&mut self, name: &str, at: Place, scope: &mut Scope) -> Option<Typed> {
        if !scope.prelude && scope.definition.is_none() && scope.find(name).is_none() {
            if let Some(position) = self.theory.conditions.iter().position(|condition| condition.name == name) {
                self.used.insert(name.to_owned());
                let kind = self.theory.conditions[position].kind.clone();
                return self.typed(Node::Condition(position), type_of(&kind), at);
            }
            if let Some(position) = self.theory.outcomes.iter().position(|outcome| outcome.name == name) {
                self.used.insert(name.to_owned());
                let kind = self.theory.outcomes[position].kind.clone();
                return self.typed(Node::Outcome(position), type_of(&kind), at);
            }
        }
        self.no_condition(name, at, scope);
        None
    }

    fn no_condition(&mut self, name: &str, at: Place, scope: &mut Scope) {
        let place = self.place(at);
        let declared = self.declared.names.get(name).copied().filter(|_| !scope.prelude);
        let problem = if let Some(found) = scope.find(name) {
            let what = match scope.bindings[found].sort {
                Bound::Known(Sort::Treaty) => "a treaty",
                _ => "an actor",
            };
            scope.bindings[found].used = true;
            let message = format!("`{name}` is {what}, and holds or not of nothing by itself");
            Diagnostic::error("theory::not_truth", message).at(place, "").hint("say something about it: `one_party(a)`")
        } else if let Some(declared) = declared {
            self.used.insert(name.to_owned());
            if declared.broken {
                return;
            }
            if let Some(definition) = self.definitions.iter().find(|of| of.name == name && !of.prelude) {
                let parameters = definition.parameters.join(", ");
                let message = format!("`{name}` is a definition with parameters");
                Diagnostic::error("theory::wrong_count", message)
                    .at(place, "")
                    .hint(format!("write `{name}({parameters})`"))
            } else if let Some(definition) = &scope.definition {
                let message = format!("the definition `{definition}` names the condition `{name}`");
                let hint = "a definition speaks of its parameters only: write out what the condition means";
                Diagnostic::error("theory::condition_in_definition", message).at(place, "").hint(hint)
            } else if declared.position == scope.position || self.comes_back(name, scope) {
                self.recursive(name, at)
            } else if declared.position > scope.position {
                let message = format!("`{name}` is used before it is defined");
                let problem = Diagnostic::error("theory::used_before_definition", message).at(place, "");
                problem.at(declared.span, "defined here").hint("move its definition up")
            } else {
                // Its definition has an error that has been told.
                return;
            }
        } else if self.attributes.contains_key(name) || self.functions.contains_key(name) {
            let message = format!("`{name}` does not say of whom");
            Diagnostic::error("theory::missing_arguments", message).at(place, "").hint(self.call_form(name))
        } else if self.vocabulary.actors.iter().any(|id| id == name) {
            let message = format!("`{name}` is an actor, and holds or not of nothing by itself");
            Diagnostic::error("theory::not_truth", message)
                .at(place, "")
                .hint(format!("say something about it: `one_party({name})`"))
        } else {
            let names = self.declared.names.keys().copied().filter(|_| !scope.prelude);
            let near = crate::parser::near(name, names);
            let message = format!("no condition or outcome is called `{name}`");
            let problem = Diagnostic::error("theory::unknown_condition", message).at(place, "");
            let problem =
                crate::parser::suggest(problem, near, || Some(format!("define it above: `let {name} = ...`")));
            match near.filter(|near| near.eq_ignore_ascii_case(name)) {
                Some(near) => problem.hint(format!("did you mean `{near}`? capital and small letters are different")),
                None => problem,
            }
        };
        self.tell(scope, problem);
    }

    /// Whether what stands under `name` comes back to the statement being read.
    pub(super) fn comes_back(&self, name: &str, scope: &Scope) -> bool {
        let here = self.declared.names.iter().find(|(_, declared)| declared.position == scope.position);
        here.is_some_and(|(here, _)| self.declared.comes_back_to(name, here))
    }

    pub(super) fn recursive(&self, name: &str, at: Place) -> Diagnostic {
        let message = format!("the definition of `{name}` comes back to itself");
        Diagnostic::error("theory::recursive", message)
            .at(self.place(at), "")
            .hint("a definition stands on what is above it, never on itself")
    }

    fn stray_text(&mut self, text: &str, at: Place, scope: &mut Scope) -> Option<Typed> {
        let problem = Diagnostic::error("theory::not_truth", format!("`\"{text}\"` by itself says nothing"));
        self.tell(
            scope,
            problem.at(self.place(at), "").hint("a level in quotes stands beside `=`, `!=` or in `{...}`"),
        );
        None
    }

    pub(super) fn misplaced(&mut self, word: &str, at: Place, scope: &Scope) -> Option<Typed> {
        let message = format!("`{word}` makes a whole condition and cannot stand inside a formula");
        let problem = Diagnostic::error("theory::misplaced_calibration", message).at(self.place(at), "");
        self.tell(scope, problem.hint(format!("give it a name: `let X = {word}(...)`")));
        None
    }
}

/// What a condition's value is in a formula.
pub(super) fn type_of(kind: &ConditionKind) -> Type {
    match kind {
        ConditionKind::Crisp => Type::Truth,
        ConditionKind::Fuzzy => Type::Fuzzy,
        ConditionKind::Multi(levels) => Type::Category { levels: levels.clone(), many: false },
    }
}
