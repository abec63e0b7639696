//! Who a name stands for: a variable, an actor, a treaty.

use super::Checker;
use super::types::{Bound, Scope, Sort};
use crate::ast::{Formula, FormulaKind, Place};
use crate::model::{CaseKind, Term};
use text::Diagnostic;

impl Checker<'_> {
    /// The actor or treaty that a formula names, as an argument of `of`.
    pub(super) fn term(&mut self, formula: &Formula, sort: Sort, of: &str, scope: &mut Scope) -> Option<Term> {
        match &formula.kind {
            FormulaKind::Name(name) | FormulaKind::Quoted(name) => self.named_term(name, formula.at, sort, of, scope),
            FormulaKind::Group(inner) => self.term(inner, sort, of, scope),
            _ => {
                let message = format!("`{of}` takes {} here, not a formula", sort.words());
                let problem = Diagnostic::error("theory::wrong_argument", message).at(self.place(formula.at), "");
                self.tell(scope, problem.hint("write a variable such as `a`, or an id such as `CHN`"));
                None
            }
        }
    }

    /// The same for a bare name.
    pub(super) fn named_term(
        &mut self,
        name: &str,
        at: Place,
        sort: Sort,
        of: &str,
        scope: &mut Scope,
    ) -> Option<Term> {
        if let Some(found) = scope.find(name) {
            return self.bound_term(found, at, sort, of, scope);
        }
        let (own, other) = match sort {
            Sort::Actor => (&self.vocabulary.actors, &self.vocabulary.treaties),
            Sort::Treaty => (&self.vocabulary.treaties, &self.vocabulary.actors),
        };
        if own.iter().any(|id| id == name) {
            return Some(if sort == Sort::Actor {
                Term::Actor(name.to_owned())
            } else {
                Term::Treaty(name.to_owned())
            });
        }
        let place = self.place(at);
        let is_other = other.iter().any(|id| id == name);
        let declared = self.declared.names.contains_key(name) && !scope.prelude;
        let problem = if let Some((message, hint)) = self.unbound_case_variable(name, scope) {
            Diagnostic::error("theory::unbound_variable", message).at(place, "").hint(hint)
        } else if is_other || declared {
            let what = match (declared, sort) {
                (true, _) => "a condition",
                (false, Sort::Actor) => "a treaty",
                (false, Sort::Treaty) => "an actor",
            };
            let message = format!("`{of}` takes {} here, and `{name}` is {what}", sort.words());
            Diagnostic::error("theory::wrong_argument", message).at(place, "")
        } else {
            let bound: Vec<&str> = scope.bindings.iter().map(|binding| binding.name.as_str()).collect();
            let near = crate::parser::near(name, own.iter().map(String::as_str).chain(bound.iter().copied()));
            let (code, what, file) = match sort {
                Sort::Actor => ("theory::unknown_actor", "actor or variable", "actors.csv"),
                Sort::Treaty => ("theory::unknown_treaty", "treaty or variable", "treaties.toml"),
            };
            let otherwise = || Some(format!("add it to {file}, or bind a variable with `some {name}: ...`"));
            let problem = Diagnostic::error(code, format!("there is no {what} `{name}`")).at(place, "");
            crate::parser::suggest(problem, near, otherwise)
        };
        self.tell(scope, problem);
        None
    }

    fn bound_term(&mut self, found: usize, at: Place, sort: Sort, of: &str, scope: &mut Scope) -> Option<Term> {
        let binding = &mut scope.bindings[found];
        binding.used = true;
        let term = binding.term.clone();
        let known = match binding.sort {
            Bound::Known(known) => known,
            Bound::Parameter(_) => {
                binding.sort = Bound::Known(sort);
                sort
            }
        };
        if known == sort {
            return Some(term);
        }
        let message = format!("`{of}` takes {} here, and `{}` is {}", sort.words(), binding.name, known.words());
        let problem = Diagnostic::error("theory::wrong_argument", message).at(self.place(at), "");
        self.tell(scope, problem);
        None
    }

    /// Why `a`, `b` or `t` stands for nothing here.
    fn unbound_case_variable(&self, name: &str, scope: &Scope) -> Option<(String, &'static str)> {
        if let Some(definition) = &scope.definition
            && matches!(name, "a" | "b")
        {
            let message = format!("`{name}` is no parameter of `{definition}`");
            return Some((message, "a definition speaks of its parameters only: add one"));
        }
        match (self.theory.cases, name) {
            (CaseKind::Treaties, "a" | "b") => Some((
                format!("the cases of this theory are treaties: there is no `{name}`"),
                "the treaty is `t`; bind an actor with `some x: ...`",
            )),
            (CaseKind::Actors, "b") => Some((
                "the cases of this theory are single actors: there is no `b`".to_owned(),
                "write `cases directed pairs`",
            )),
            _ => None,
        }
    }

    /// The actor that a formula names, where it plainly names one.
    pub(super) fn plain_actor(&self, formula: &Formula, scope: &Scope) -> bool {
        let (FormulaKind::Name(name) | FormulaKind::Quoted(name)) = &formula.kind else { return false };
        match scope.find(name) {
            Some(found) => scope.bindings[found].sort != Bound::Known(Sort::Treaty),
            None => {
                !self.declared.names.contains_key(name.as_str()) && self.vocabulary.actors.iter().any(|id| id == name)
            }
        }
    }
}
