//! Which conditions, conjunctions and disjunctions are necessary, sufficient or both, above cut-offs.
//!
//! In: a [`Table`](crate::Table), an outcome, conditions, [`Cuts`]. Out: every conjunction and every minimal disjunction that
//! passes, each with all its fit and a verdict on whether its necessity is trivial. Where the search would take more than its budget it says
//! up to how many conditions it is complete; it never stops silently.

mod screen;
mod search;

pub use screen::{Screened, screen};
pub(crate) use search::searched;
pub use search::supersets;

use crate::expression::{Relation, Sum};
use crate::fit::{Necessity, Sufficiency, Used};
use text::Diagnostic;

/// What a conjunction or disjunction must reach to be found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cuts {
    /// Which relation to the outcome is sought.
    pub relation: Relation,
    /// At least this consistency of the relation; of both relations where both are sought (`incl.cut`).
    pub consistency: f64,
    /// At least this coverage (`cov.cut`): that of necessity where necessity is sought, else that of sufficiency.
    pub coverage: f64,
    /// At least this relevance of necessity, where necessity is sought (`ron.cut`).
    pub relevance: f64,
    /// At least this PRI, where sufficiency is sought (`pri.cut`).
    pub pri: f64,
    /// At most so many conditions (`depth`); `None`: as many as there are.
    pub depth: Option<usize>,
    /// How far a ratio may lie below a cut-off and still reach it.
    pub tolerance: f64,
    /// Necessity is called trivial where its relevance lies below this.
    pub trivial_below: f64,
    /// How many expressions are tried at most.
    pub budget: u64,
    /// How much work the search may be: a membership looked at, or a shorter expression held against one that is tried, is one. So the
    /// answer hangs on no clock, and the time on neither the cases nor what is found.
    pub work: u64,
}

impl Cuts {
    /// Cut-offs for a relation: consistency 1, nothing else asked, any number of conditions, tolerance 1e-9, trivial below a
    /// relevance of 0.5, at most 20 million expressions and 2 billion steps of work.
    #[must_use]
    pub fn new(relation: Relation) -> Self {
        Cuts {
            relation,
            consistency: 1.0,
            coverage: 0.0,
            relevance: 0.0,
            pri: 0.0,
            depth: None,
            tolerance: 1e-9,
            trivial_below: 0.5,
            budget: 20_000_000,
            work: 2_000_000_000,
        }
    }

    /// Everything wrong with the numbers (`sets::cut_off`).
    #[must_use]
    pub fn problems(&self) -> Vec<Diagnostic> {
        let cuts = [
            ("consistency", self.consistency),
            ("coverage", self.coverage),
            ("relevance", self.relevance),
            ("PRI", self.pri),
            ("trivialness", self.trivial_below),
        ];
        let outside = cuts.into_iter().filter(|(_, cut)| !(0.0..=1.0).contains(cut));
        outside
            .map(|(what, cut)| {
                Diagnostic::misuse("sets::cut_off", format!("the {what} cut-off is {cut}"))
                    .hint("give a number from 0 to 1, such as 0.9")
            })
            .collect()
    }

    fn reaches(&self, value: Option<f64>, cut: f64) -> bool {
        cut == 0.0 || value.is_some_and(|value| value >= cut - self.tolerance)
    }
}

/// How the conditions of an expression are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Joined {
    /// One condition, or several by and.
    And,
    /// Several by or.
    Or,
}

/// Whether a condition is necessary, and if so whether that says anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trivialness {
    /// Its consistency does not reach the cut-off, or is undefined: it is not necessary.
    NotNecessary,
    /// Its relevance reaches the cut-off.
    Relevant,
    /// Its relevance lies below it: it is present nearly always, so that it is necessary for nearly anything.
    Trivial,
    /// Its relevance is undefined: every case is a full member of condition and outcome.
    Undefined,
}

impl Trivialness {
    /// The verdict on a fit: at the cut-off on consistency, and at the relevance below which necessity is trivial.
    #[must_use]
    pub fn of(fit: &Necessity, cuts: &Cuts) -> Self {
        match fit.relevance {
            _ if !fit.consistency.is_some_and(|consistency| cuts.reaches(Some(consistency), cuts.consistency)) => {
                Trivialness::NotNecessary
            }
            None => Trivialness::Undefined,
            Some(relevance) if relevance < cuts.trivial_below => Trivialness::Trivial,
            Some(_) => Trivialness::Relevant,
        }
    }

    /// `relevant`, `trivial`, `undefined` or `not necessary`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Trivialness::NotNecessary => "not necessary",
            Trivialness::Relevant => "relevant",
            Trivialness::Trivial => "trivial",
            Trivialness::Undefined => "undefined",
        }
    }
}

/// An expression that passes.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// It, over the table's columns.
    pub expression: Sum,
    /// How its conditions are joined.
    pub joined: Joined,
    /// How necessary it is.
    pub necessity: Necessity,
    /// How sufficient it is.
    pub sufficiency: Sufficiency,
    /// Its mean membership; `None` without cases.
    pub prevalence: Option<f64>,
    /// Whether its necessity is trivial.
    pub trivialness: Trivialness,
}

/// All that passes.
#[derive(Debug, Clone, PartialEq)]
pub struct Supersets {
    /// Conjunctions, then disjunctions; each by number of conditions, then in the order of the table's columns.
    pub found: Vec<Found>,
    /// Up to how many conditions everything was tried.
    pub complete_to: usize,
    /// Whether that is as many as were asked for.
    pub complete: bool,
    /// How many expressions were tried.
    pub tried: u64,
    /// How many cases bear the numbers.
    pub used: Used,
}
