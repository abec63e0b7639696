//! What a theory may speak of: attributes of a codebook, functions of the program, actors and treaties.

use spells::Attribute;

/// What an argument of a function may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// An actor: a variable or an id.
    Actor,
    /// A treaty: a variable or an id.
    Treaty,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A number.
    Number,
    /// A truth-valued formula.
    Truth,
}

/// What a function gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gives {
    /// A truth.
    Truth,
    /// A number.
    Number,
    /// A set of actors.
    Actors,
}

/// What the checker must know of a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signature {
    /// Its name.
    pub name: &'static str,
    /// Its arguments.
    pub takes: &'static [Takes],
    /// What it gives.
    pub gives: Gives,
    /// Its reference page, Markdown; the first line is `# name`, the second paragraph says what it gives in a sentence.
    pub page: &'static str,
}

/// Everything that a theory may name. Lists in any order.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// The codebook's attributes.
    pub attributes: Vec<Attribute>,
    /// The program's functions.
    pub functions: Vec<Signature>,
    /// Ids of actors.
    pub actors: Vec<String>,
    /// Ids of treaties.
    pub treaties: Vec<String>,
    /// Keys of sources; empty where there is no bibliography, and then citations are not checked.
    pub sources: Vec<String>,
}
