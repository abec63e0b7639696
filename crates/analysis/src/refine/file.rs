//! A theory file taken apart and put together again: the formulas that a refinement changes, and the file with them changed.
//!
//! In and out: trees of the theory language. Whatever is changed is printed and read again by the language's own printer and
//! parser, so that a line shown is a line that can be pasted in.

use super::literal::{Atom, Literal};
use std::collections::BTreeSet;
use theory::ast::{
    Connective, File, Form, Formula, FormulaKind, Item, ItemKind, Link, Name, Place as At, Says, Statement,
    StatementKind,
};

/// Where a theory may be changed, and how. Parts are counted in the claim's condition as it is written: `INTEREST*IDEOLOGY` has two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A part of the condition is dropped.
    Drop(usize),
    /// The condition also asks for something.
    Narrow,
    /// The condition is also met by something.
    Widen,
    /// A part also asks for something.
    NarrowPart(usize),
    /// A part is also met by something.
    WidenPart(usize),
    /// A part is replaced.
    Replace(usize),
    /// The scope also asks for something: of every claim.
    Scope,
}

impl Place {
    /// In the words that reports use.
    pub fn words(self) -> &'static str {
        match self {
            Place::Drop(_) => "drop a condition",
            Place::Narrow => "add a condition (and)",
            Place::Widen => "add an alternative (or)",
            Place::NarrowPart(_) => "add a condition to a part (and)",
            Place::WidenPart(_) => "add an alternative to a part (or)",
            Place::Replace(_) => "replace a condition",
            Place::Scope => "narrow the scope",
        }
    }
}

/// What is put there: one literal, or several joined by one connective. None where a part is dropped.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Change {
    /// Where.
    pub place: Place,
    /// All of the literals, or any of them.
    pub any: bool,
    /// The literals, ascending.
    pub literals: Vec<Literal>,
}

/// A formula from its text; `None` where it cannot be read.
pub(super) fn parsed_formula(text: &str) -> Option<Formula> {
    let mut files = text::Files::new();
    let file = files.add("condition", format!("let X = {text}\n"));
    let parsed = theory::parse(&files, file);
    if parsed.has_errors() {
        return None;
    }
    parsed.value.items.into_iter().find_map(|item| match item.what {
        ItemKind::Statement { statement, .. } => match statement.kind {
            StatementKind::Let { value, .. } => Some(value),
            _ => None,
        },
        ItemKind::Comment(_) => None,
    })
}

/// The condition of a claim as written; `None` for a claim about the order of two events.
pub(super) fn condition<'a>(file: &'a File, claim: &str) -> Option<&'a Formula> {
    statements(file).find_map(|statement| match &statement.kind {
        StatementKind::Claim { name, says } if name.text == claim => match says {
            Says::Static { left, .. } => Some(left),
            Says::While { condition, .. } => Some(condition),
            Says::Order { .. } => None,
        },
        _ => None,
    })
}

/// The names of conditions of which a claim's condition is made: adding them to it again says nothing that another change does not.
pub fn named(file: &File, claim: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&Formula> = condition(file, claim).into_iter().collect();
    while let Some(formula) = open.pop() {
        match &formula.kind {
            FormulaKind::Name(name) => {
                found.insert(name.clone());
            }
            FormulaKind::Group(of) | FormulaKind::Not(_, of) => open.push(of),
            FormulaKind::Chain(_, first, links) => {
                open.push(first);
                open.extend(links.iter().map(|link| &link.formula));
            }
            _ => {}
        }
    }
    found
}

/// The parts of a condition and what joins them; a condition that is no chain is its only part.
pub(super) fn parts(formula: &Formula) -> (Connective, Vec<&Formula>) {
    match &bare(formula).kind {
        FormulaKind::Chain(connective, first, links) => {
            (*connective, std::iter::once(&**first).chain(links.iter().map(|link| &link.formula)).collect())
        }
        _ => (Connective::And, vec![formula]),
    }
}

fn bare(formula: &Formula) -> &Formula {
    match &formula.kind {
        FormulaKind::Group(inner) => bare(inner),
        _ => formula,
    }
}

fn statements(file: &File) -> impl Iterator<Item = &Statement> {
    file.items.iter().filter_map(|item| match &item.what {
        ItemKind::Statement { statement, .. } => Some(&**statement),
        ItemKind::Comment(_) => None,
    })
}

/// A name for a condition that the file does not use yet.
pub(super) fn free_name(file: &File, stem: &str, at: usize) -> String {
    let mut name = format!("{stem}-{at}");
    while statements(file).any(|statement| match &statement.kind {
        StatementKind::Let { name: used, .. } | StatementKind::Outcome { name: used, .. } => used.text == name,
        _ => false,
    }) {
        name.push_str("-x");
    }
    name
}

/// The file with more named conditions at its end.
pub(super) fn with_conditions(file: &File, conditions: impl IntoIterator<Item = (String, Formula)>) -> File {
    let mut file = file.clone();
    file.items.extend(conditions.into_iter().map(|(name, value)| {
        let kind = StatementKind::Let { name: Name { text: name, at: At::NOWHERE }, parameters: None, value };
        item(kind)
    }));
    file
}

/// The file with a change made to a claim or to the scope, and the changed statement as it is printed.
pub(super) fn changed(file: &File, claim: &str, change: &Change, atoms: &[Atom]) -> (File, String) {
    let mut file = file.clone();
    let mut line = None;
    for item in &mut file.items {
        let ItemKind::Statement { statement, .. } = &mut item.what else { continue };
        let touched = match &mut statement.kind {
            StatementKind::Scope { formula } if change.place == Place::Scope => {
                *formula = edited(formula, change, atoms);
                true
            }
            StatementKind::Claim { name, says } if change.place != Place::Scope && name.text == claim => match says {
                Says::Static { left: formula, .. } | Says::While { condition: formula, .. } => {
                    *formula = edited(formula, change, atoms);
                    true
                }
                Says::Order { .. } => false,
            },
            _ => false,
        };
        if touched && line.is_none() {
            line = Some(printed(&statement.kind));
        }
    }
    let line = line.unwrap_or_else(|| {
        // A theory without a scope speaks of everything: its scope is what is asked for.
        let kind = StatementKind::Scope { formula: added(change, atoms, Form::Word) };
        let line = printed(&kind);
        let after = file.items.iter().rposition(is_head).map_or(0, |at| at + 1);
        file.items.insert(after, Item { blank: true, ..self::item(kind) });
        line
    });
    (file, line)
}

/// The file with one claim alone, and without what is predicted from others.
pub(super) fn with_one_claim(file: &File, claim: &str) -> File {
    let keep = |item: &&Item| match &item.what {
        ItemKind::Statement { statement, .. } => match &statement.kind {
            StatementKind::Claim { name, .. } => name.text == claim,
            StatementKind::Predict { .. } | StatementKind::Cites { .. } => false,
            _ => true,
        },
        ItemKind::Comment(_) => false,
    };
    File { items: file.items.iter().filter(keep).cloned().collect() }
}

fn is_head(item: &Item) -> bool {
    let ItemKind::Statement { statement, .. } = &item.what else { return false };
    matches!(statement.kind, StatementKind::Theory { .. } | StatementKind::Cases { .. })
}

fn item(kind: StatementKind) -> Item {
    let statement = Box::new(Statement { kind, at: At::NOWHERE });
    Item { blank: false, what: ItemKind::Statement { statement, comment: None } }
}

fn printed(kind: &StatementKind) -> String {
    theory::print(&File { items: vec![item(kind.clone())] }).trim_end().to_owned()
}

fn formula(kind: FormulaKind) -> Formula {
    Formula { kind, at: At::NOWHERE }
}

fn joined(connective: Connective, form: Form, mut formulas: Vec<Formula>) -> Formula {
    let first = formulas.remove(0);
    if formulas.is_empty() {
        return first;
    }
    let link = |formula| Link { comments: Vec::new(), form, formula };
    formula(FormulaKind::Chain(connective, Box::new(first), formulas.into_iter().map(link).collect()))
}

/// What a change adds, as a formula in the author's form: signs or words.
fn added(change: &Change, atoms: &[Atom], form: Form) -> Formula {
    let connective = if change.any { Connective::Or } else { Connective::And };
    let literals = change.literals.iter().map(|literal| written(&atoms[literal.atom], literal.denied, form)).collect();
    joined(connective, form, literals)
}

fn written(atom: &Atom, denied: bool, form: Form) -> Formula {
    let mut written = atom.formulas[usize::from(denied)].clone();
    if form == Form::Sign {
        if let FormulaKind::Not(of_form, _) = &mut written.kind {
            *of_form = Form::Sign;
        }
        let inner = match &written.kind {
            FormulaKind::Not(_, inner) => inner,
            _ => &written,
        };
        // Among signs a comparison is set apart, so that the eye joins what the language joins.
        if matches!(inner.kind, FormulaKind::Compare(..) | FormulaKind::In(..) | FormulaKind::Overlaps(..)) {
            written = match written.kind {
                FormulaKind::Not(form, inner) => {
                    formula(FormulaKind::Not(form, Box::new(formula(FormulaKind::Group(inner)))))
                }
                _ => formula(FormulaKind::Group(Box::new(written))),
            };
        }
    }
    written
}

/// Signs where the author joins by signs, words where by words; words where nothing is joined.
fn form_of(formula: &Formula) -> Form {
    match &formula.kind {
        FormulaKind::Group(inner) => form_of(inner),
        FormulaKind::Not(form, _) => *form,
        FormulaKind::Chain(_, _, links) => links.first().map_or(Form::Word, |link| link.form),
        _ => Form::Word,
    }
}

fn edited(old: &Formula, change: &Change, atoms: &[Atom]) -> Formula {
    let form = form_of(old);
    let (connective, old_parts) = parts(old);
    let mut new_parts: Vec<Formula> = old_parts.into_iter().cloned().collect();
    let add = |to: Vec<Formula>, with: Connective| joined(with, form, flat(to, with));
    match change.place {
        Place::Scope | Place::Narrow => add(vec![old.clone(), added(change, atoms, form)], Connective::And),
        Place::Widen => add(vec![old.clone(), added(change, atoms, form)], Connective::Or),
        Place::Drop(at) => {
            new_parts.remove(at);
            joined(connective, form, new_parts)
        }
        Place::Replace(at) => {
            new_parts[at] = added(change, atoms, form);
            joined(connective, form, flat(new_parts, connective))
        }
        Place::NarrowPart(at) => {
            new_parts[at] = add(vec![new_parts[at].clone(), added(change, atoms, form)], Connective::And);
            joined(connective, form, new_parts)
        }
        Place::WidenPart(at) => {
            new_parts[at] = add(vec![new_parts[at].clone(), added(change, atoms, form)], Connective::Or);
            joined(connective, form, new_parts)
        }
    }
}

/// Operands, with chains of the same connective taken apart, so that no parentheses are left that say nothing.
fn flat(formulas: Vec<Formula>, connective: Connective) -> Vec<Formula> {
    let mut all = Vec::new();
    for one in formulas {
        match &bare(&one).kind {
            // A comment between operands stays where the author put it.
            FormulaKind::Chain(inner, first, links)
                if *inner == connective && links.iter().all(|link| link.comments.is_empty()) =>
            {
                all.push(first.as_ref().clone());
                all.extend(links.iter().map(|link| link.formula.clone()));
            }
            _ => all.push(one),
        }
    }
    all
}
