//! What decides how a row is coded.

use crate::expression::{Literal, Sum};
use text::Diagnostic;

/// What is forced to be negative, whatever its cases show: rows, remainders among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exclusion {
    /// Every row that lies wholly within the expression.
    Expression(Sum),
    /// One row, by the levels of its conditions in their order.
    Row(Vec<Option<u8>>),
}

/// What holds of configurations that rows of another coding share, where one of them has cells of no concern (`-`).
///
/// A row that lies within another keeps its own coding, for it was observed more closely; the rule is about rows that overlap
/// otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OverlapRule {
    /// Rows within rows are settled; other overlaps are refused.
    #[default]
    Specific,
    /// Every overlap is refused, that of rows within rows too.
    Refuse,
    /// What they share is negative.
    Negative,
    /// What they share is explained.
    Explain,
    /// What they share is as a remainder: it may be used, and need not be explained.
    Free,
}

impl OverlapRule {
    /// `specific`, `refuse`, `negative`, `explain` or `free`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            OverlapRule::Specific => "specific",
            OverlapRule::Refuse => "refuse",
            OverlapRule::Negative => "negative",
            OverlapRule::Explain => "explain",
            OverlapRule::Free => "free",
        }
    }
}

/// What may not be assumed, whatever would be simpler: the enhanced standard analysis.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Untenable {
    /// What is said to be necessary for the outcome: remainders without it are barred.
    pub necessary: Vec<Sum>,
    /// What cannot be: remainders in it are barred.
    pub impossible: Vec<Sum>,
    /// Whether remainders are barred that parsimonious solutions assume for the outcome and for its absence.
    pub contradictory: bool,
    /// Whether rows are given up (coded 0) that are coded 1 for the outcome and for its absence.
    pub simultaneous: bool,
}

/// A condition that speaks of others: a case that is at one of its levels is so too at these levels of the others. (That A began before B
/// says that A began, and B.)
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entailment {
    /// The column of the condition.
    pub column: usize,
    /// The literals that it entails at any level.
    pub literals: Vec<Literal>,
}

/// The cut-offs of a truth table and what else bears on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// A row is positive from this inclusion on (`incl.cut`, the first number). From 0 to 1.
    pub inclusion: f64,
    /// A row that is not positive is a contradiction from this inclusion on (`incl.cut`, the second number); `None`: no row is.
    pub contradiction: Option<f64>,
    /// A positive row needs at least this PRI (`pri.cut`). At 0 it is not asked for, and may be undefined.
    pub pri: f64,
    /// A row with fewer members is a remainder (`n.cut`). At least 1.
    pub frequency: usize,
    /// What is forced to be negative (`exclude`).
    pub exclude: Vec<Exclusion>,
    /// How far a ratio of fuzzy sums may lie below a cut-off and still reach it: sums of floating-point numbers are not exact.
    /// Where all conditions and the outcome are crisp, ratios are exact and this is not used.
    pub tolerance: f64,
    /// Whether cases at exactly 0.5 may stay: with a condition there outside every row, with the outcome there neither typical nor deviant,
    /// weighing in every inclusion all the same. Otherwise the table is refused; [`settle_with`](crate::settle_with) offers other rules.
    pub keep_halves: bool,
    /// What holds where rows with cells of no concern overlap rows of another coding.
    pub overlap: OverlapRule,
    /// What may not be assumed.
    pub untenable: Untenable,
    /// Conditions that speak of others: a term that speaks of one is to speak of those too, so that no configuration is assumed that cannot be.
    pub entailments: Vec<Entailment>,
    /// What cannot be by what conditions mean: it is nothing that could be assumed, and keeps no term from being shorter.
    pub cannot: Vec<Sum>,
}

impl Default for Settings {
    /// Positive at inclusion 1, no contradictions, no PRI asked, one case is enough, nothing excluded, tolerance 1e-9.
    fn default() -> Self {
        Settings {
            inclusion: 1.0,
            contradiction: None,
            pri: 0.0,
            frequency: 1,
            exclude: Vec::new(),
            tolerance: 1e-9,
            keep_halves: false,
            overlap: OverlapRule::Specific,
            untenable: Untenable::default(),
            entailments: Vec::new(),
            cannot: Vec::new(),
        }
    }
}

impl Settings {
    /// These settings with another inclusion cut-off.
    #[must_use]
    pub fn inclusion(mut self, cut: f64) -> Self {
        self.inclusion = cut;
        self
    }

    /// These settings with another frequency cut-off.
    #[must_use]
    pub fn frequency(mut self, cut: usize) -> Self {
        self.frequency = cut;
        self
    }

    /// Everything wrong with the numbers (`sets::cut_off`).
    #[must_use]
    pub fn problems(&self) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        let mut share = |what: &str, cut: f64| {
            if !(0.0..=1.0).contains(&cut) {
                let message = format!("the {what} cut-off is {cut}");
                problems
                    .push(Diagnostic::misuse("sets::cut_off", message).hint("give a number from 0 to 1, such as 0.8"));
            }
        };
        share("inclusion", self.inclusion);
        share("PRI", self.pri);
        if let Some(cut) = self.contradiction {
            share("contradiction", cut);
            if cut > self.inclusion {
                let message =
                    format!("the contradiction cut-off {cut} lies above the inclusion cut-off {}", self.inclusion);
                problems.push(Diagnostic::misuse("sets::cut_off", message).hint("give the higher number first"));
            }
        }
        if self.frequency == 0 {
            problems.push(
                Diagnostic::misuse("sets::cut_off", "the frequency cut-off is 0")
                    .hint("a row without members is a remainder; give 1 or more"),
            );
        }
        if !(0.0..=0.01).contains(&self.tolerance) {
            let message = format!("the tolerance is {}", self.tolerance);
            problems.push(Diagnostic::misuse("sets::cut_off", message).hint("give a number from 0 to 0.01"));
        }
        problems
    }
}
