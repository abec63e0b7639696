//! A tree to a theory: every name resolved, every type known, every problem told at once.
//!
//! Takes the tree and the vocabulary; gives the checked theory, or none where its conditions, outcomes or scope cannot be
//! relied on. A claim or prediction with an error in it is left out and told; the others stand. Evaluates nothing.

mod calls;
mod claims;
mod compare;
mod declarations;
mod formulas;
mod terms;
mod types;
mod values;

use crate::ast::{File, ItemKind, Place, Statement, StatementKind};
use crate::model::{Node, NodeId, Theory};
use crate::vocabulary::{Signature, Vocabulary};
use calls::Defined;
use declarations::Declarations;
use spells::Attribute;
use std::collections::{BTreeMap, BTreeSet};
use text::{Diagnostic, Span, Warned};
use types::Scope;

/// The most nodes of a theory with its definitions put in place.
const MOST_NODES: usize = 20_000;

/// How deep nodes may nest with definitions put in place.
const MOST_DEPTH: usize = 400;

/// Resolves a theory's names and types.
///
/// * Takes a tree (broken statements in it have been reported by the parser) and what it may speak of.
/// * Gives the theory, or `None` where an error touches its name, scope, conditions or outcomes. Claims and predictions with
///   an error are left out. Wherever something is left out, a problem says so, here or from the parser.
/// * A condition may name only what stands above it; scope, claims and predictions may name any. A vague date of a
///   prediction is read by the default conventions.
/// * Never fails otherwise.
pub fn check(parsed: &File, vocabulary: &Vocabulary) -> Warned<Option<Theory>> {
    let statements: Vec<&Statement> = parsed
        .items
        .iter()
        .filter_map(|item| match &item.what {
            ItemKind::Statement { statement, .. } => Some(statement),
            ItemKind::Comment(_) => None,
        })
        .collect();
    let mut checker = Checker::new(&statements, vocabulary);
    checker.run(&statements);
    let usable = !checker.fatal;
    Warned::new(usable.then_some(checker.theory), checker.problems)
}

struct Checker<'a> {
    attributes: BTreeMap<&'a str, &'a Attribute>,
    functions: BTreeMap<&'a str, &'a Signature>,
    vocabulary: &'a Vocabulary,
    declared: Declarations<'a>,
    /// Definitions with parameters, of the theory and of the prelude.
    definitions: Vec<Defined<'a>>,
    theory: Theory,
    problems: Vec<Diagnostic>,
    /// Whether the theory as a whole cannot be relied on.
    fatal: bool,
    /// Names of conditions, outcomes and definitions that something mentions.
    used: BTreeSet<String>,
    /// Where a definition of the prelude is being used: its nodes and problems stand there.
    site: Option<Span>,
    depth: usize,
    /// Whether the theory has outgrown its limits; said once.
    outgrown: bool,
}

impl<'a> Checker<'a> {
    fn new(statements: &[&'a Statement], vocabulary: &'a Vocabulary) -> Self {
        let declared = Declarations::of(statements);
        let theory = Theory {
            name: String::new(),
            title: String::new(),
            cites: Vec::new(),
            cases: declared.cases,
            scope: None,
            conditions: Vec::new(),
            outcomes: Vec::new(),
            claims: Vec::new(),
            predictions: Vec::new(),
            nodes: Vec::new(),
            spans: Vec::new(),
            variables: declared.case_variables().iter().map(|name| (*name).to_owned()).collect(),
        };
        Self {
            attributes: vocabulary.attributes.iter().map(|attribute| (attribute.name.as_str(), attribute)).collect(),
            functions: vocabulary.functions.iter().map(|function| (function.name, function)).collect(),
            vocabulary,
            definitions: calls::definitions(statements),
            declared,
            theory,
            problems: Vec::new(),
            fatal: false,
            used: BTreeSet::new(),
            site: None,
            depth: 0,
            outgrown: false,
        }
    }

    fn run(&mut self, statements: &[&'a Statement]) {
        self.check_declarations(statements);
        for (position, statement) in statements.iter().enumerate() {
            match &statement.kind {
                StatementKind::Let { name, parameters: None, value } => self.condition(position, name, value),
                StatementKind::Let { parameters: Some(_), .. } => self.check_definition_at(position),
                StatementKind::Outcome { name, label, value } => self.outcome(position, name, label.as_ref(), value),
                _ => {}
            }
        }
        for statement in statements {
            if let StatementKind::Scope { formula } = &statement.kind
                && self.theory.scope.is_none()
            {
                self.scope_of_theory(statements.len(), formula);
            }
        }
        self.claims_and_predictions(statements);
        self.unused(statements);
        self.problems.sort_by_key(|problem| problem.labels.first().map(|label| label.span.start));
    }

    /// The names in force at a statement: the case's variables.
    fn scope_at(&self, position: usize) -> Scope {
        Scope { bindings: self.declared.bindings(), position, ..Scope::default() }
    }

    fn place(&self, at: Place) -> Span {
        self.site.unwrap_or(at.0)
    }

    fn tell(&mut self, scope: &Scope, problem: Diagnostic) {
        if !scope.quiet {
            self.problems.push(problem);
        }
    }

    /// Adds a node; none where the theory has outgrown its limit.
    fn add(&mut self, node: Node, at: Place) -> Option<NodeId> {
        if self.theory.nodes.len() >= MOST_NODES {
            let message = format!("the theory has more than {MOST_NODES} parts once its definitions are put in place");
            self.outgrow("theory::too_large", message, at);
            return None;
        }
        let id = NodeId(self.theory.nodes.len() as u32);
        self.theory.nodes.push(node);
        self.theory.spans.push(self.place(at));
        Some(id)
    }

    fn outgrow(&mut self, code: &'static str, message: String, at: Place) {
        self.fatal = true;
        if !std::mem::replace(&mut self.outgrown, true) {
            let hint = "definitions that use definitions multiply: write fewer, or make conditions of them";
            self.problems.push(Diagnostic::error(code, message).at(self.place(at), "at this point").hint(hint));
        }
    }
}
