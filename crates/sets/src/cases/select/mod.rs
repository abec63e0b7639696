//! Cases selected for close study by the techniques of Seawright and Gerring.
//!
//! In: a [`Table`], a condition held to be sufficient, necessary or both, an outcome. Out: for a [`Technique`] the cases, or pairs, that
//! it picks, the best first, each with the numbers that put it there. Techniques: Seawright and Gerring 2008, Political Research
//! Quarterly 61(2): 294-308 (doi:10.1177/1065912907313077); the pathway case: Gerring 2007, Comparative Political Studies 40(3).
//!
//! They start from a regression. Here the claim takes its place: x is a case's membership in the condition, y in the outcome, and the
//! residual is what breaks the claim, max(0, x - y) of sufficiency, max(0, y - x) of necessity, |y - x| of both. The coefficient whose
//! change makes a case influential is a ratio of fit; what is controlled for are the other conditions.

mod diverse;
mod matched;
mod single;
mod words;

use crate::Table;
use crate::expression::{Literal, Relation, Sum};

/// A way to select cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Technique {
    /// What the claim says happens.
    Typical,
    /// One case of every kind.
    Diverse,
    /// Unusual memberships in condition or outcome.
    Extreme,
    /// What the claim says does not happen.
    Deviant,
    /// Cases without which the fit would be another.
    Influential,
    /// Pairs that differ in one condition and the outcome, and in little else.
    MostSimilar,
    /// Pairs that share one condition and the outcome, and little else.
    MostDifferent,
    /// Cases whose outcome one term alone accounts for.
    Pathway,
}

impl Technique {
    /// All of them.
    pub const ALL: [Technique; 8] = [
        Technique::Typical,
        Technique::Diverse,
        Technique::Extreme,
        Technique::Deviant,
        Technique::Influential,
        Technique::MostSimilar,
        Technique::MostDifferent,
        Technique::Pathway,
    ];

    /// Its name: `most-similar`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Technique::Typical => "typical",
            Technique::Diverse => "diverse",
            Technique::Extreme => "extreme",
            Technique::Deviant => "deviant",
            Technique::Influential => "influential",
            Technique::MostSimilar => "most-similar",
            Technique::MostDifferent => "most-different",
            Technique::Pathway => "pathway",
        }
    }

    /// What it ranks by, and which end comes first.
    #[must_use]
    pub fn formula(self) -> &'static str {
        match self {
            Technique::Typical => {
                "cases in the condition (of necessity: in the outcome), the least residual first, of equals the least |y - x|, \
                 then the greatest membership"
            }
            Technique::Diverse => {
                "of each truth table row, with and without the outcome, the case with the greatest \
                 min(membership in the row, y or 1 - y)"
            }
            Technique::Extreme => {
                "|v - mean| / s, the greatest first, v being the membership and s the standard deviation (n - 1)"
            }
            Technique::Deviant => "cases with a residual, the greatest first",
            Technique::Influential => "|C - C without the case|, the greatest first, C being a ratio of fit",
            Technique::MostSimilar => {
                "pairs with and without conjunct and outcome, the least mean difference of the other conditions first"
            }
            Technique::MostDifferent => {
                "pairs with both conjunct and outcome, the greatest mean difference of the other conditions first"
            }
            Technique::Pathway => {
                "cases in the term and the outcome, |y - x without the term| - |y - x| above 0, the greatest first"
            }
        }
    }

    /// What such cases are studied for.
    #[must_use]
    pub fn purpose(self) -> &'static str {
        match self {
            Technique::Typical => "to see whether the claim's mechanism is at work where it should be",
            Technique::Diverse => "to see everything that there is, at least once",
            Technique::Extreme => "to look, without a claim yet, where something is rare or strong",
            Technique::Deviant => "to find what the claim leaves out",
            Technique::Influential => "to check the cases on which the fit hangs",
            Technique::MostSimilar => "to see whether the one difference makes the difference in the outcome",
            Technique::MostDifferent => "to see whether what they share is enough whatever else differs",
            Technique::Pathway => "to trace one term's mechanism where no other could have been at work",
        }
    }
}

/// What is selected from.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The cases.
    pub table: &'a Table,
    /// The condition.
    pub condition: &'a Sum,
    /// The outcome.
    pub outcome: &'a Sum,
    /// What the condition is held to be.
    pub relation: Relation,
    /// The columns whose combinations are truth table rows, and that cases are compared by.
    pub conditions: &'a [usize],
    /// So many are given of each list.
    pub list: usize,
    /// Lists of more pairs are counted and not ranked.
    pub rank: u64,
}

/// What a list is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// The claim as a whole.
    Claim,
    /// Memberships in the condition.
    Condition,
    /// Memberships in the outcome.
    Outcome,
    /// The sum of min(x, y) by the sum of x: consistency of sufficiency, coverage of necessity.
    ByCondition,
    /// The sum of min(x, y) by the sum of y: coverage of sufficiency, consistency of necessity.
    ByOutcome,
    /// A term, by its place.
    Term(usize),
    /// A conjunct of some term.
    Conjunct(Literal),
}

/// A case or pair selected.
#[derive(Debug, Clone, PartialEq)]
pub struct Picked {
    /// The case.
    pub case: usize,
    /// Of a pair: the other one.
    pub other: Option<usize>,
    /// What it is ranked by (see [`Technique::formula`]).
    pub value: f64,
    /// The memberships and numbers behind that, by name.
    pub numbers: Vec<(&'static str, f64)>,
    /// Of a diverse case: its truth table row, and whether it shows the outcome.
    pub cell: Option<(Vec<Option<u8>>, bool)>,
}

/// The cases of one list.
#[derive(Debug, Clone, PartialEq)]
pub struct Selected {
    /// What it is about.
    pub about: About,
    /// How many there are to select from.
    pub count: u64,
    /// Whether they were ranked; not where there are more pairs than [`Asked::rank`].
    pub ranked: bool,
    /// The best, the best first; of equals the first of the table.
    pub best: Vec<Picked>,
}

/// The cases that a technique selects: a list for each thing that it is about, in order. A list may be empty.
///
/// A membership of exactly 0.5 is neither in nor out, so that where membership is asked for such a case is not selected.
#[must_use]
pub fn select(asked: &Asked<'_>, technique: Technique) -> Vec<Selected> {
    let x = asked.condition.memberships(asked.table);
    let y = asked.outcome.memberships(asked.table);
    match technique {
        Technique::Typical => vec![single::typical(asked, &x, &y)],
        Technique::Deviant => vec![single::deviant(asked, &x, &y)],
        Technique::Extreme => {
            vec![single::extreme(asked, About::Condition, &x), single::extreme(asked, About::Outcome, &y)]
        }
        Technique::Influential => single::influential(asked, &x, &y),
        Technique::Pathway => single::pathway(asked, &x, &y),
        Technique::Diverse => vec![diverse::diverse(asked, &y)],
        Technique::MostSimilar => matched::matched(asked, &y, true),
        Technique::MostDifferent => matched::matched(asked, &y, false),
    }
}

/// A number to rank by, in steps of 1e-9, so that what is equal but for rounding counts as equal.
fn even(value: f64) -> f64 {
    // Minus nothing is nothing.
    (value * 1e9).round() + 0.0
}
