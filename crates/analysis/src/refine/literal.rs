//! What a refinement may say: conditions that the study's codebook and the theory's own definitions allow, as short formulas.
//!
//! In: a codebook, a theory and the values coded. Out: [`Atom`]s, each a formula of the theory language that can be written and
//! denied. Chooses nothing by what would fit: the list is settled before any exception is looked at.

use super::file::parsed_formula;
use spells::{About, History, Kind, NOBODY, UNKNOWN_VALUE};
use std::collections::BTreeSet;
use theory::ast::Formula;
use theory::model::{CaseKind, ConditionKind, Node, NodeId, Theory};
use theory::vocabulary::Vocabulary;

/// So many thresholds are tried of a number: where a quarter, half and three quarters of its codings lie below.
pub const THRESHOLDS: usize = 3;

/// A condition that may be asked for or denied.
#[derive(Debug, Clone, PartialEq)]
pub struct Atom {
    /// In the theory language.
    pub text: String,
    /// The same, denied.
    pub denied: String,
    /// Both as trees.
    pub(super) formulas: [Formula; 2],
    /// The attribute or named condition that it rests on.
    pub of: String,
    /// Whether a threshold was chosen.
    pub threshold: bool,
}

/// An atom, asked for or denied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Literal {
    /// A place among the atoms.
    pub atom: usize,
    /// Whether it is denied.
    pub denied: bool,
}

/// Every name that [`atoms`] may be restricted to: attributes of the codebook and conditions of the theory.
pub fn sources(theory: &Theory, vocabulary: &Vocabulary, excluded: &BTreeSet<String>) -> Vec<String> {
    let attributes = vocabulary.attributes.iter().map(|attribute| attribute.name.clone());
    let conditions = theory.conditions.iter().map(|condition| condition.name.clone());
    conditions.chain(attributes).filter(|name| !excluded.contains(name)).collect()
}

/// Every atom: the theory's named conditions first, in order; then the codebook's attributes, in order.
///
/// `excluded` may not be named (what a study's other files give rise to, what the claim's condition is made of already); what reads one of `outcome`, the
/// attributes and functions of which the claims' outcomes are made, is left out: it would explain the outcome by itself.
/// `from` restricts the rest by name; empty, it does not.
pub fn atoms(
    theory: &Theory,
    vocabulary: &Vocabulary,
    history: &History,
    excluded: &BTreeSet<String>,
    outcome: &BTreeSet<String>,
    from: &[String],
) -> Vec<Atom> {
    let wanted = |name: &str| from.is_empty() || from.iter().any(|other| other == name);
    let mut found = Vec::new();
    for condition in &theory.conditions {
        let read = reads(theory, &[condition.node]);
        if !wanted(&condition.name) || excluded.contains(&condition.name) || !read.is_disjoint(outcome) {
            continue;
        }
        let name = &condition.name;
        match &condition.kind {
            ConditionKind::Crisp | ConditionKind::Fuzzy => push(&mut found, name, name.clone(), None, false),
            ConditionKind::Multi(levels) => {
                for level in levels {
                    push(&mut found, name, format!("{name}{{{}}}", word(level)), None, false);
                }
            }
        }
    }
    for attribute in &vocabulary.attributes {
        let name = &attribute.name;
        if excluded.contains(name) || outcome.contains(name) || !wanted(name) {
            continue;
        }
        let cells = cells(name, attribute.about, theory.cases);
        match &attribute.kind {
            Kind::Truth => {
                for text in cells.each(|cell| cell.to_owned()) {
                    push(&mut found, name, text, None, false);
                }
            }
            Kind::Category { levels, many } => {
                for level in levels {
                    for text in cells.each(|cell| format!("{cell} = {}", word(level))) {
                        let denied = (!many && !cells.alike).then(|| text.replacen(" = ", " != ", 1));
                        push(&mut found, name, text, denied, false);
                    }
                }
                if let (false, Some((one, other))) = (many, &cells.beside) {
                    push(&mut found, name, format!("{one} = {other}"), Some(format!("{one} != {other}")), false);
                }
            }
            Kind::Actors => {
                if let Some((one, other)) = &cells.beside {
                    push(&mut found, name, format!("{one} overlaps {other}"), None, false);
                }
                if attribute.about == About::Actor && cells.beside.is_some() {
                    let seen = [format!("b in {name}(a)"), format!("a in {name}(b)")];
                    if cells.alike {
                        push(&mut found, name, seen.join(" or "), None, false);
                    } else {
                        seen.into_iter().for_each(|text| push(&mut found, name, text, None, false));
                    }
                }
            }
            Kind::Number => {
                for cut in thresholds(history, name) {
                    for text in cells.each(|cell| format!("{cell} >= {cut}")) {
                        let denied = (!cells.alike).then(|| text.replacen(" >= ", " < ", 1));
                        push(&mut found, name, text, denied, true);
                    }
                }
                if let (Some((one, other)), CaseKind::DirectedPairs) = (&cells.beside, theory.cases) {
                    push(&mut found, name, format!("{one} > {other}"), Some(format!("{one} <= {other}")), false);
                }
            }
        }
    }
    found
}

/// Adds an atom where the language can write it; a level or number that it cannot write is passed over.
fn push(found: &mut Vec<Atom>, of: &str, text: String, denied: Option<String>, threshold: bool) {
    let several = text.contains(" or ") || text.contains(" and ");
    let denied = denied.unwrap_or_else(|| if several { format!("not ({text})") } else { format!("not {text}") });
    if let (Some(plain), Some(other)) = (parsed_formula(&text), parsed_formula(&denied)) {
        found.push(Atom { text, denied, formulas: [plain, other], of: of.to_owned(), threshold });
    }
}

/// The cells of an attribute that a case has.
struct Cells {
    /// One by one: `f(a)`, `f(b)`; `f(a, b)`.
    single: Vec<String>,
    /// Two to be set against each other.
    beside: Option<(String, String)>,
    /// Whether which of the two comes first is an accident of spelling, so that none may be named alone.
    alike: bool,
}

impl Cells {
    /// What `says` of each cell; where the two of a pair are alike, of either and of both.
    fn each(&self, says: impl Fn(&str) -> String) -> Vec<String> {
        match (&self.beside, self.alike) {
            (Some((one, other)), true) => {
                let (one, other) = (says(one), says(other));
                vec![format!("{one} and {other}"), format!("{one} or {other}")]
            }
            _ => self.single.iter().map(|cell| says(cell)).collect(),
        }
    }
}

fn cells(name: &str, about: About, cases: CaseKind) -> Cells {
    let of = |arguments: &str| format!("{name}({arguments})");
    let pair = |one: &str, other: &str, alike: bool| Cells {
        single: vec![of(one), of(other)],
        beside: Some((of(one), of(other))),
        alike,
    };
    let alone = |arguments: &[&str]| Cells {
        single: arguments.iter().map(|arguments| of(arguments)).collect(),
        beside: None,
        alike: false,
    };
    match (cases, about) {
        (CaseKind::Treaties, About::Treaty) => alone(&["t"]),
        (CaseKind::Actors, About::Actor) => alone(&["a"]),
        (CaseKind::DirectedPairs, About::Actor) => pair("a", "b", false),
        (CaseKind::UndirectedPairs, About::Actor) => pair("a", "b", true),
        (CaseKind::DirectedPairs, About::Directed) => pair("a, b", "b, a", false),
        (CaseKind::UndirectedPairs, About::Directed) => pair("a, b", "b, a", true),
        (CaseKind::DirectedPairs | CaseKind::UndirectedPairs, About::Undirected) => alone(&["a, b"]),
        _ => alone(&[]),
    }
}

/// A level as the language writes it.
fn word(level: &str) -> String {
    let plain = level.starts_with(|first: char| first.is_ascii_alphabetic())
        && level.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '_' || sign == '-')
        && !theory::RESERVED.contains(&level);
    if plain { level.to_owned() } else { format!("\"{level}\"") }
}

/// Values of a number below which a quarter, half and three quarters of its codings lie, each once; all distinct values but the
/// least where there are no more than that.
fn thresholds(history: &History, name: &str) -> Vec<f64> {
    let Some(id) = history.find_attribute(name) else { return Vec::new() };
    let coded =
        history.relation(id).rows().filter(|(subject, _, row)| *subject != NOBODY && row.value != UNKNOWN_VALUE);
    let mut values: Vec<f64> =
        coded.map(|(_, _, row)| history.number(row.value)).filter(|value| value.is_finite()).collect();
    values.sort_by(f64::total_cmp);
    let mut distinct = values.clone();
    distinct.dedup();
    let mut cuts: Vec<f64> = match distinct.len() {
        0 | 1 => Vec::new(),
        few if few <= THRESHOLDS + 1 => distinct[1..].to_vec(),
        _ => (1..=THRESHOLDS).map(|quarter| values[quarter * values.len() / (THRESHOLDS + 1)]).collect(),
    };
    cuts.retain(|cut| *cut > distinct[0]);
    cuts.dedup();
    cuts
}

/// The attributes and functions that some formulas read, named conditions looked through.
pub fn reads(theory: &Theory, nodes: &[NodeId]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut open: Vec<NodeId> = nodes.to_vec();
    while let Some(node) = open.pop() {
        if !seen.insert(node) {
            continue;
        }
        if let Node::Attribute(name, _) | Node::Call(name, _) = theory.node(node) {
            found.insert(name.clone());
        }
        match theory.node(node) {
            Node::Condition(at) => open.push(theory.conditions[*at].node),
            Node::Outcome(at) => open.extend(theory.outcomes[*at].definitions.iter().map(|definition| definition.node)),
            Node::Levels(of, _) | Node::Not(of) | Node::Among(of, _) | Node::Member(_, of) | Node::Cut(of, _) => {
                open.push(*of);
            }
            Node::Quantified(_, _, of) | Node::Calibrate(of, _) => open.push(*of),
            Node::And(parts) | Node::Or(parts) => open.extend(parts),
            Node::Same(one, other) | Node::Compare(one, _, other) | Node::Overlaps(one, other) => {
                open.extend([*one, *other]);
            }
            Node::Call(_, arguments) => open.extend(arguments.iter().filter_map(|argument| match argument {
                theory::model::Argument::Node(node) => Some(*node),
                _ => None,
            })),
            Node::Constant(_) | Node::Number(_) | Node::Actors(_) | Node::Attribute(..) => {}
        }
    }
    found
}
