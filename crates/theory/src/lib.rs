//! The theory language: parse, check, print; no evaluation.
//!
//! In: the text of a theory and the [`Vocabulary`](vocabulary::Vocabulary) it may speak of. Out: a checked
//! [`Theory`](model::Theory), every problem at once, and what follows from the text alone. Knows no file formats but its
//! own, no data, no days on which anything held.

pub mod ast;
mod lexer;
pub mod model;
mod parser;
mod printer;
pub mod vocabulary;

pub use parser::{DEPTH, KEYWORDS, RESERVED, parse};
pub use printer::print;
