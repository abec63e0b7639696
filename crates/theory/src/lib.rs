//! The theory language: parse, check, print; no evaluation.
//!
//! In: the text of a theory and the [`Vocabulary`](vocabulary::Vocabulary) it may speak of. Out: a checked
//! [`Theory`](model::Theory), every problem at once, and what follows from the text alone. Knows no file formats but its
//! own, no data, no days on which anything held.
//!
//! The stations: `lexer` and `parser` make a tree ([`ast`]) of a file; `printer` writes it back in canonical form; `check`
//! resolves it against a vocabulary; `consequences` says what its claims imply about each other.

pub mod ast;
mod check;
mod consequences;
pub mod demo;
mod fuzz;
mod lexer;
pub mod model;
mod pages;
mod parser;
mod prelude;
mod printer;
pub mod vocabulary;

pub use check::check;
pub use consequences::{
    Configuration, Consequence, ConsequenceKind, Entailment, Forbids, MOST_PARTS, Part, consequences, entailment,
    forbids, is_fuzzy,
};
pub use fuzz::fuzz_entry;
pub use pages::PAGES;
pub use parser::{DEPTH, KEYWORDS, RESERVED, parse};
pub use prelude::PRELUDE;
pub use printer::print;

use text::{FileId, Files, Warned};

/// Reads a theory: [`parse`], then [`check`]. Problems stand in the order of the file.
pub fn read(files: &Files, file: FileId, vocabulary: &vocabulary::Vocabulary) -> Warned<Option<model::Theory>> {
    let mut read = parse(files, file).and_then(|parsed| check(&parsed, vocabulary));
    read.problems.sort_by_key(|problem| problem.labels.first().map(|label| label.span.start));
    read
}
