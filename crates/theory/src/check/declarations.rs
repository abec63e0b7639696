//! What a file declares, before any formula is read: names, cases, duplicates.

use super::Checker;
use super::types::{Binding, Bound, Sort};
use crate::ast::{Formula, FormulaKind, Name, Statement, StatementKind};
use crate::model::{CaseKind, Term, VariableId};
use std::collections::{BTreeMap, BTreeSet};
use text::{Diagnostic, Span};

/// A name that a `let` or `outcome` declares.
#[derive(Debug, Clone, Copy)]
pub(super) struct Declared<'a> {
    /// What it means.
    pub value: Option<&'a Formula>,
    /// The statement that declares it first.
    pub position: usize,
    /// Where.
    pub span: Span,
    /// Whether the statement is broken, so that nothing is known of it.
    pub broken: bool,
}

/// What a file declares.
pub(super) struct Declarations<'a> {
    pub cases: CaseKind,
    pub names: BTreeMap<&'a str, Declared<'a>>,
    pub claims: BTreeMap<&'a str, Span>,
}

impl<'a> Declarations<'a> {
    pub fn of(statements: &[&'a Statement]) -> Self {
        let (mut names, mut claims) = (BTreeMap::new(), BTreeMap::new());
        let mut cases = None;
        let mut speaks_of_b = false;
        for (position, statement) in statements.iter().enumerate() {
            let mut declare = |name: &'a Name, value| {
                let declared = Declared { value, position, span: name.at.0, broken: value.is_none() };
                names.entry(name.text.as_str()).or_insert(declared);
            };
            match &statement.kind {
                StatementKind::Let { name, value, .. } | StatementKind::Outcome { name, value, .. } => {
                    declare(name, Some(value));
                }
                StatementKind::Broken { keyword, name: Some(name), .. } if keyword == "claim" => {
                    claims.entry(name.text.as_str()).or_insert(name.at.0);
                }
                StatementKind::Broken { keyword, name: Some(name), .. } if keyword != "predict" => declare(name, None),
                StatementKind::Claim { name, .. } => {
                    claims.entry(name.text.as_str()).or_insert(name.at.0);
                }
                StatementKind::Cases { kind } => cases = cases.or(Some(*kind)),
                // A broken statement may speak of anything: do not complain about `b` because of it.
                StatementKind::Broken { text, .. } => speaks_of_b |= text.contains('b'),
                _ => {}
            }
            speaks_of_b |= formulas(&statement.kind).into_iter().any(|formula| names_free(formula, "b"));
        }
        let pairs_or_actors = if speaks_of_b { CaseKind::DirectedPairs } else { CaseKind::Actors };
        Self { cases: cases.unwrap_or(pairs_or_actors), names, claims }
    }

    /// Whether what `name` means comes back to `target`, through however many other names.
    pub fn comes_back_to(&self, name: &str, target: &str) -> bool {
        let (mut seen, mut open) = (BTreeSet::new(), vec![name]);
        while let Some(next) = open.pop() {
            let Some(value) = self.names.get(next).and_then(|declared| declared.value) else { continue };
            let mut mentioned = Vec::new();
            mentions(value, &mut mentioned);
            if mentioned.contains(&target) {
                return true;
            }
            open.extend(mentioned.into_iter().filter(|other| seen.insert(*other)));
        }
        false
    }

    pub fn case_variables(&self) -> &'static [&'static str] {
        match self.cases {
            CaseKind::DirectedPairs | CaseKind::UndirectedPairs => &["a", "b"],
            CaseKind::Actors => &["a"],
            CaseKind::Treaties => &["t"],
        }
    }

    pub fn bindings(&self) -> Vec<Binding> {
        let sort = if self.cases == CaseKind::Treaties { Sort::Treaty } else { Sort::Actor };
        let names = self.case_variables().iter().enumerate();
        let binding = |(at, name): (usize, &&str)| Binding {
            name: (*name).to_owned(),
            term: Term::Variable(VariableId(at as u32)),
            sort: Bound::Known(sort),
            used: true,
        };
        names.map(binding).collect()
    }
}

/// The formulas of a statement in which `a` and `b` are the case's own.
fn formulas(kind: &StatementKind) -> Vec<&Formula> {
    use crate::ast::{Foretold, Says};
    match kind {
        StatementKind::Scope { formula } => vec![formula],
        StatementKind::Let { parameters: None, value, .. } | StatementKind::Outcome { value, .. } => vec![value],
        StatementKind::Claim { says, .. } => match says {
            Says::Static { left, right, .. } => vec![left, right],
            Says::While { event, condition, .. } => vec![&event.what, condition],
            Says::Order { event, anchor, .. } => vec![&event.what, &anchor.what],
        },
        StatementKind::Predict { says: Foretold::Holds { formula, .. }, .. } => vec![formula],
        _ => Vec::new(),
    }
}

fn names_free(formula: &Formula, name: &str) -> bool {
    match &formula.kind {
        FormulaKind::Name(here) => here == name,
        FormulaKind::Set(members) => members.iter().any(|member| member.text == name),
        FormulaKind::Quantified(_, variable, _) if variable.text == name => false,
        _ => formula.parts().into_iter().any(|part| names_free(part, name)),
    }
}

/// Every name and called name in a formula.
fn mentions<'f>(formula: &'f Formula, into: &mut Vec<&'f str>) {
    match &formula.kind {
        FormulaKind::Name(name) => into.push(name),
        FormulaKind::Call(name, _) => into.push(&name.text),
        _ => {}
    }
    for part in formula.parts() {
        mentions(part, into);
    }
}

impl<'a> Checker<'a> {
    /// Tells of what is declared twice or not at all, and of what the parser could not read.
    pub(super) fn check_declarations(&mut self, statements: &[&'a Statement]) {
        let mut once: BTreeMap<&str, Span> = BTreeMap::new();
        for statement in statements {
            let word = match &statement.kind {
                StatementKind::Theory { name, title } => {
                    if self.theory.name.is_empty() {
                        self.theory.name.clone_from(&name.text);
                        self.theory.title = title.as_ref().map(|title| title.text.clone()).unwrap_or_default();
                    }
                    "theory"
                }
                StatementKind::Cases { .. } => "cases",
                StatementKind::Scope { .. } => "scope",
                StatementKind::Broken { keyword, .. } => {
                    self.fatal |= !matches!(keyword.as_str(), "claim" | "predict" | "cites");
                    if keyword == "theory" {
                        once.insert("theory", statement.at.0);
                    }
                    continue;
                }
                _ => continue,
            };
            if let Some(first) = once.insert(word, statement.at.0) {
                self.fatal = true;
                let message = format!("`{word}` is written twice; a theory has one");
                let hint = if word == "scope" { "join the two with `and`" } else { "keep one of the two" };
                let problem = Diagnostic::error("theory::written_twice", message);
                self.problems.push(problem.at(statement.at.0, "again here").at(first, "first here").hint(hint));
                once.insert(word, first);
            }
        }
        if !once.contains_key("theory") {
            self.fatal = true;
            let start = statements.first().map(|statement| statement.at.0);
            let problem = Diagnostic::error("theory::no_name", "the file does not say which theory it is")
                .hint("begin it with `theory NAME \"title\"`");
            self.problems.push(match start {
                Some(span) => problem.at(Span { end: span.start, ..span }, ""),
                None => problem,
            });
        }
        self.check_names(statements);
    }

    fn check_names(&mut self, statements: &[&'a Statement]) {
        for (position, statement) in statements.iter().enumerate() {
            let (name, is_outcome, parameters) = match &statement.kind {
                StatementKind::Let { name, parameters, .. } => (name, false, parameters.as_deref()),
                StatementKind::Outcome { name, .. } => (name, true, None),
                _ => continue,
            };
            let first = self.declared.names[name.text.as_str()];
            let again = is_outcome && matches!(&statements[first.position].kind, StatementKind::Outcome { .. });
            if first.position != position && !again {
                self.fatal = true;
                let message = format!("`{}` is defined twice", name.text);
                let problem = Diagnostic::error("theory::duplicate_name", message).at(name.at.0, "again here");
                self.problems.push(problem.at(first.span, "first here").hint("give one of them another name"));
            }
            let variable =
                matches!(name.text.as_str(), "a" | "b") || self.declared.case_variables().contains(&&*name.text);
            if variable || (parameters.is_some() && self.vocabulary_has(&name.text)) {
                self.fatal = true;
                let what = match (variable, self.attributes.contains_key(name.text.as_str())) {
                    (true, _) => "stands for the case itself",
                    (false, true) => "is an attribute of the codebook",
                    (false, false) => "is a function",
                };
                let problem = Diagnostic::error("theory::name_taken", format!("`{}` {what}", name.text));
                self.problems.push(problem.at(name.at.0, "").hint("choose another name"));
            }
        }
    }

    fn vocabulary_has(&self, name: &str) -> bool {
        self.attributes.contains_key(name) || self.functions.contains_key(name)
    }

    /// Warns of what is defined and never mentioned.
    pub(super) fn unused(&mut self, statements: &[&'a Statement]) {
        for (position, statement) in statements.iter().enumerate() {
            let (name, what, code, hint) = match &statement.kind {
                StatementKind::Let { name, parameters: None, .. } => {
                    (name, "condition", "theory::unused_condition", "name it in a claim, or take it out")
                }
                StatementKind::Let { name, parameters: Some(_), .. } => {
                    (name, "definition", "theory::unused_definition", "use it, or take it out")
                }
                StatementKind::Outcome { name, .. } => {
                    (name, "outcome", "theory::unused_outcome", "name it in a claim, or take it out")
                }
                _ => continue,
            };
            let first = self.declared.names[name.text.as_str()].position == position;
            let somewhere_broken = statements
                .iter()
                .any(|other| matches!(&other.kind, StatementKind::Broken { text, .. } if text.contains(&name.text)));
            if first && !self.used.contains(&name.text) && !somewhere_broken {
                let message = format!("nothing mentions the {what} `{}`", name.text);
                self.problems.push(Diagnostic::warning(code, message).at(name.at.0, "").hint(hint));
            }
        }
    }
}
