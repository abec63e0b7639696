//! What a formula's value is, and who a name can stand for.

use crate::model::{NodeId, Term};
use crate::vocabulary::Takes;

/// The type of a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Type {
    Truth,
    Fuzzy,
    Number,
    Actors,
    /// One of the levels, or several of them at once.
    Category {
        levels: Vec<String>,
        many: bool,
    },
}

impl Type {
    pub fn words(&self) -> &'static str {
        match self {
            Type::Truth => "something true or false",
            Type::Fuzzy => "a fuzzy membership",
            Type::Number => "a number",
            Type::Actors => "a set of actors",
            Type::Category { .. } => "a category",
        }
    }
}

/// A node with its type.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    pub node: NodeId,
    pub of: Type,
}

/// Who a term stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Actor,
    Treaty,
}

impl Sort {
    pub fn words(self) -> &'static str {
        match self {
            Sort::Actor => "an actor",
            Sort::Treaty => "a treaty",
        }
    }
}

/// A name bound to a term: a variable of the case, of a quantifier, or a parameter.
#[derive(Debug, Clone)]
pub(super) struct Binding {
    pub name: String,
    pub term: Term,
    pub sort: Bound,
    pub used: bool,
}

/// How a binding's sort is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// Known.
    Known(Sort),
    /// A parameter while its definition is checked: its first use tells.
    Parameter(usize),
}

/// The names in force at a place.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope {
    pub bindings: Vec<Binding>,
    /// The definition whose body this is.
    pub definition: Option<String>,
    /// Whether the body is the prelude's, which sees nothing of the theory.
    pub prelude: bool,
    /// Whether a definition already checked is being put in place: its problems have been told.
    pub quiet: bool,
    /// Conditions and definitions of statements before this one may be named.
    pub position: usize,
}

impl Scope {
    pub fn find(&self, name: &str) -> Option<usize> {
        self.bindings.iter().rposition(|binding| binding.name == name)
    }
}

/// What an argument is, in words.
pub(super) fn takes_words(takes: Takes) -> String {
    match takes {
        Takes::Actor => "an actor".to_owned(),
        Takes::Treaty => "a treaty".to_owned(),
        Takes::Word(words) => crate::parser::list(words),
        Takes::Number => "a number".to_owned(),
        Takes::Truth => "a formula that holds or does not".to_owned(),
    }
}
