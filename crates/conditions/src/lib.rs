//! A theory held over a history: what each of its formulas is worth on every day of a case.
//!
//! In: a checked [`theory::model::Theory`] and a [`spells::History`], compiled together once into a [`Program`]. Out, for
//! a case in a world: timelines of [`Degree`]s; what they read; and why a formula has its value on a day. Judges nothing:
//! that is `verdicts`' part. Never touches files.

mod actors;
mod budget;
mod case;
mod degree;
mod describe;
mod evaluate;
pub mod functions;
mod known;
mod levels;
mod numbers;
mod program;
mod quantify;
mod reads;
mod reason;
mod silent;
mod symmetry;

pub use budget::{Budget, OverBudget};
pub use case::{Case, Universe, cases};
pub use degree::Degree;
pub use evaluate::{Clock, Evaluator, Setting};
pub use known::Shelf;
pub use program::{Atom, Program};
pub use reads::{CellKey, Reads};
pub use reason::{MOST_STEPS, Reason};
