//! Theories held against the same cases, beside each other.
//!
//! In: the verdicts of several theories on the same cases. Out: what they are asked alike ([`questions`]), how each answers
//! ([`Fate`]), which exceptions one resolves and which it creates ([`pairs`]), and what tells them apart besides: how well
//! the left side foretells the right ([`agreement`]), what a theory costs ([`complexity`]), and what naming no condition at
//! all would do ([`baseline`]). Says nothing of which theory is better.

mod actors;
mod agreement;
mod baseline;
mod cells;
mod complexity;
mod pairs;
mod question;

pub use actors::{Likeness, Point, Side, Topic, beside};
pub use agreement::{Agreement, agreement};
pub use baseline::{Baseline, baseline};
pub use cells::{Cell, cells};
pub use complexity::{Choice, Complexity, complexity};
pub use pairs::{Alone, Fate, Pair, beside_broken, borne_out, fate, fate_beside, pairs};
pub use question::{Form, Question, condition_of, outcome_of, questions};

use crate::run::ClaimVerdicts;
use conditions::Program;

/// A theory with its verdicts on the cases compared.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    /// The theory over the history.
    pub program: &'a Program<'a>,
    /// Its claims, each under every definition; all on the same cases, in the same order.
    pub claims: &'a [ClaimVerdicts],
}
