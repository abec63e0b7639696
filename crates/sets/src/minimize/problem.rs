//! What is to be minimised: positive and negative configurations over conditions with levels.
//!
//! In: plain values. Out: a checked [`Problem`], or every reason why it is none. Names are not part of it: they are needed to
//! print terms and for nothing else.

use super::cube::{ANY, Cube};
use super::packed::CONDITIONS;
use text::Diagnostic;

/// Configurations in which the outcome occurs and in which it does not.
///
/// Contradictions belong where the analysis puts them: with the negative ones by default, left out to be free as remainders
/// are, with the positive ones to be explained too.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problem {
    /// How many levels each condition has, at least one and at most 255; they are written 0, 1, ...
    pub levels: Vec<u8>,
    /// Rows to be explained. A free cell makes one row of several configurations, to be covered as a whole.
    pub positive: Vec<Cube>,
    /// Rows that no term may meet.
    pub negative: Vec<Cube>,
    /// Observed rows that every solution may use as it may use remainders, the conservative one too; none is to be explained.
    pub usable: Vec<Cube>,
    /// Conditions that speak of others.
    pub entailed: Vec<Entailed>,
}

/// A condition that a term may fix only together with others, for it says something of them: a term without those would be no shorter, and
/// would seem to assume what cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entailed {
    /// The condition.
    pub condition: usize,
    /// The others.
    pub others: Vec<usize>,
}

impl Problem {
    /// Every reason why this cannot be minimised; none if it can.
    #[must_use]
    pub fn problems(&self) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        let wide = self.levels.len();
        if wide > CONDITIONS {
            problems.push(
                Diagnostic::error("sets::too_many_conditions", format!("{wide} conditions; {CONDITIONS} is the most"))
                    .hint("choose the conditions that the theory is about"),
            );
        }
        if let Some(at) = self.levels.iter().position(|&levels| levels == 0) {
            problems.push(Diagnostic::error("sets::no_levels", format!("condition {} has no levels", at + 1)));
        }
        let speaks = self.entailed.iter().flat_map(|entailed| entailed.others.iter().chain([&entailed.condition]));
        if speaks.into_iter().any(|at| *at >= wide) {
            problems.push(Diagnostic::error("sets::entailed", "a condition is entailed that there is not"));
        }
        for (kind, rows) in [("positive", &self.positive), ("negative", &self.negative), ("usable", &self.usable)] {
            for (at, row) in rows.iter().enumerate() {
                let fits = |(&cell, &levels): (&u8, &u8)| cell == ANY || cell < levels;
                if row.0.len() != wide {
                    let (row, cells) = (at + 1, row.0.len());
                    let message = format!("{kind} row {row} has {cells} cells, and there are {wide} conditions");
                    problems.push(Diagnostic::error("sets::row_width", message));
                } else if let Some(condition) = row.0.iter().zip(&self.levels).position(|cell| !fits(cell)) {
                    let (row, level, levels) = (at + 1, row.0[condition], self.levels[condition]);
                    let message = format!("{kind} row {row} has level {level} of condition {}", condition + 1);
                    problems.push(
                        Diagnostic::error("sets::no_such_level", message)
                            .hint(format!("the condition has {levels} levels, 0 to {}", levels.saturating_sub(1))),
                    );
                }
            }
        }
        if problems.is_empty() {
            problems.extend(self.clash());
        }
        problems
    }

    fn clash(&self) -> Option<Diagnostic> {
        let packed = |rows| super::packed::Packed::new(&self.levels, rows);
        let (positive, negative) = (packed(&self.positive), packed(&self.negative));
        let rows = (0..positive.len()).flat_map(|at| (0..negative.len()).map(move |other| (at, other)));
        let (at, other) = rows.into_iter().find(|&(at, other)| positive.apart(at, &negative, other) == 0)?;
        let message = format!("positive row {} and negative row {} share a configuration", at + 1, other + 1);
        let hint = "a contradictory row is either negative, or explained, or left out";
        Some(Diagnostic::error("sets::positive_and_negative", message).hint(hint))
    }
}
