//! The four areas and what is in them.

use crate::Table;
use crate::expression::{Formula, Sum, TooLarge, expand};
use crate::fit::Sufficiency;

/// How memberships in an area are reckoned. The two differ in fuzzy sets only, where a case may be both in and out of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Reading {
    /// min(1 - t, s) and the like on the memberships in theory and solution, as the R package SetMethods does.
    #[default]
    Memberships,
    /// The area's expression is multiplied out and simplified first, what is both in and out of a set being nothing, and
    /// memberships are those in what is left, as the R package QCA does.
    Boolean,
}

/// An intersection of theory (T) and solution (S).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// T*S: most likely and covered by the solution.
    Both,
    /// ~T*S: least likely and covered.
    SolutionOnly,
    /// T*~S: most likely and not covered.
    TheoryOnly,
    /// ~T*~S: least likely and not covered.
    Neither,
}

impl Area {
    /// All four, in this order.
    pub const ALL: [Area; 4] = [Area::Both, Area::SolutionOnly, Area::TheoryOnly, Area::Neither];

    fn sides(self) -> (bool, bool) {
        match self {
            Area::Both => (true, true),
            Area::SolutionOnly => (false, true),
            Area::TheoryOnly => (true, false),
            Area::Neither => (false, false),
        }
    }

    /// `T*S` and so on.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Area::Both => "T*S",
            Area::SolutionOnly => "~T*S",
            Area::TheoryOnly => "T*~S",
            Area::Neither => "~T*~S",
        }
    }

    /// What a case in it is called that shows the outcome, and one that does not.
    #[must_use]
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Area::Both => ("covered most likely", "inconsistent most likely"),
            Area::SolutionOnly => ("covered least likely", "inconsistent least likely"),
            Area::TheoryOnly => ("uncovered most likely", "consistent most likely"),
            Area::Neither => ("uncovered least likely", "consistent least likely"),
        }
    }

    /// What cases there say of the theory, where they show the outcome and where not.
    #[must_use]
    pub fn meaning(self) -> (&'static str, &'static str) {
        match self {
            Area::Both => (
                "theory and solution explain them: support for the theory",
                "theory and solution expect the outcome and it is absent: both are in doubt",
            ),
            Area::SolutionOnly => (
                "the solution explains what the theory does not: the theory is to be extended",
                "the solution expects the outcome, the theory does not, and it is absent: the theory is right",
            ),
            Area::TheoryOnly => (
                "the theory explains what the solution misses: the analysis is to be extended",
                "the theory alone expects the outcome and it is absent: the theory is to be narrowed",
            ),
            Area::Neither => (
                "nothing explains them: both are to be extended",
                "neither expects the outcome and it is absent: support for the theory",
            ),
        }
    }

    pub(super) fn memberships(self, t: &[f64], s: &[f64]) -> Vec<f64> {
        let (theory, solution) = self.sides();
        let side = |holds: bool, member: f64| if holds { member } else { memberships::complement(member) };
        t.iter().zip(s).map(|(t, s)| side(theory, *t).min(side(solution, *s))).collect()
    }

    /// The area as a sum without contradictory or absorbed terms.
    pub(super) fn sum(self, theory: &Sum, solution: &Sum, table: &Table, allowed: usize) -> Result<Sum, TooLarge> {
        let (in_theory, in_solution) = self.sides();
        let side = |holds: bool, sum: &Sum| {
            let formula = Formula::from(sum);
            if holds { formula } else { formula.not(table) }
        };
        let both = Formula::All(vec![side(in_theory, theory), side(in_solution, solution)]);
        expand(&both, table, allowed)
    }
}

/// An area, its fit and its cases. A case is in the area above a membership of 0.5, and shows the outcome above 0.5.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaCases {
    /// Which.
    pub area: Area,
    /// What it is as a sum of products; `None` by [`Reading::Memberships`], where it is not multiplied out.
    pub expression: Option<Sum>,
    /// Every case's membership.
    pub memberships: Vec<f64>,
    /// How sufficient it is for the outcome.
    pub fit: Sufficiency,
    /// Cases in it that show the outcome, ascending.
    pub with: Vec<usize>,
    /// Cases in it that do not.
    pub without: Vec<usize>,
    /// Cases in it at exactly 0.5 in the outcome.
    pub unclear: Vec<usize>,
}
