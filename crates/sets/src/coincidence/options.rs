//! What a coincidence analysis is asked: thresholds, measures, bounds on size, what may cause what, and what is kept.

use super::measures::{Necessity, Sufficiency};
use crate::expression::{Levels, Literal};
use crate::{Kind, Table};

/// Everything an analysis is asked. [`Options::default`] asks what cna 4 asks by default, but leaves constant factors out.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// The least sufficiency of an atomic or complex formula, from 0 to 1.
    pub con: f64,
    /// The least necessity of an atomic or complex formula, from 0 to 1.
    pub cov: f64,
    /// The least sufficiency of a conjunction, where it differs from `con`.
    pub con_conjunction: Option<f64>,
    /// What `con` is measured by.
    pub sufficiency: Sufficiency,
    /// What `cov` is measured by.
    pub necessity: Necessity,
    /// How large formulas may get.
    pub bounds: Bounds,
    /// What comes before what.
    pub ordering: Ordering,
    /// Single values that cannot cause an outcome: (cause, outcome).
    pub excluded: Vec<(Literal, Literal)>,
    /// What is to be accounted for.
    pub outcomes: Outcomes,
    /// The least membership at which a literal or conjunction counts as seen; only with fuzzy columns.
    pub cutoff: f64,
    /// Whether a membership of exactly `cutoff` counts as seen.
    pub at_cutoff: AtCutoff,
    /// Which atomic formulas are dropped because their outcome does not vary among the cases that agree with them.
    pub selection: Selection,
    /// Whether formulas with a logical or structural redundancy are dropped.
    pub redundancy: Redundancy,
    /// Whether a sufficient conjunction with a sufficient part is dropped.
    pub minimal_conjunctions: bool,
    /// Whether a disjunction with a part that already does is dropped; see `minimality`.
    pub minimal_disjunctions: bool,
    /// Which parts make a disjunction more than minimal.
    pub minimality: Minimality,
    /// Stop after the minimally sufficient conjunctions.
    pub conjunctions_only: bool,
    /// Drop complex formulas with a causal circle.
    pub acyclic_only: bool,
    /// What a circle runs through.
    pub cycles: Cycles,
    /// Whether factors with one value in all cases stay in.
    pub keep_constant: bool,
    /// Whether all but the first of factors with the same values in all cases go.
    pub drop_duplicates: bool,
    /// Configurations of fewer cases than this are left out; 0 and 1 leave none out.
    pub least_cases: usize,
    /// At most this many atomic formulas are kept of an outcome; where more exist the result says so.
    pub most_atomic: usize,
    /// At most this many combinations of atomic formulas are tried; where more exist the result says so.
    pub most_combinations: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            con: 1.0,
            cov: 1.0,
            con_conjunction: None,
            sufficiency: Sufficiency::default(),
            necessity: Necessity::default(),
            bounds: Bounds::default(),
            ordering: Ordering::default(),
            excluded: Vec::new(),
            outcomes: Outcomes::Usual,
            cutoff: 0.5,
            at_cutoff: AtCutoff::Seen,
            selection: Selection::Crisp,
            redundancy: Redundancy::Implication,
            minimal_conjunctions: true,
            minimal_disjunctions: true,
            minimality: Minimality::Thresholds,
            conjunctions_only: false,
            acyclic_only: false,
            cycles: Cycles::Factors,
            keep_constant: false,
            drop_duplicates: false,
            least_cases: 0,
            most_atomic: 1_000_000,
            most_combinations: 1000,
        }
    }
}

/// How large formulas may get. [`Bounds::NONE`] sets no bound: the search is then exhaustive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// The most literals in a conjunction.
    pub literals: usize,
    /// The most conjunctions in an atomic formula.
    pub terms: usize,
    /// The most literals in an atomic formula, each as often as it appears.
    pub complexity: usize,
}

impl Bounds {
    /// No bound.
    pub const NONE: Self = Self { literals: usize::MAX, terms: usize::MAX, complexity: usize::MAX };
}

impl Default for Bounds {
    /// Three literals, four terms, ten literals in all, as cna.
    fn default() -> Self {
        Self { literals: 3, terms: 4, complexity: 10 }
    }
}

/// Factors in the order in which they can cause each other: level by level, causes first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ordering {
    /// Columns of each level. A factor of a later level causes none of an earlier one; a factor of no level comes before all.
    pub levels: Vec<Vec<usize>>,
    /// Whether factors of one level cause none of that level; those of no level make up one level here.
    pub strict: bool,
}

impl Ordering {
    /// Whether values of the one factor may cause values of the other.
    #[must_use]
    pub fn allows(&self, cause: usize, outcome: usize) -> bool {
        let level = |column: usize| self.levels.iter().position(|level| level.contains(&column)).map_or(0, |at| at + 1);
        let (cause, outcome) = (level(cause), level(outcome));
        cause < outcome || (cause == outcome && !self.strict)
    }
}

/// What is to be accounted for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Outcomes {
    /// As cna: with a multi-value factor and no fuzzy one in the table every value of every factor, otherwise the presence of
    /// each crisp or fuzzy factor and every value of each multi-value one.
    #[default]
    Usual,
    /// Every value of every factor, absence too.
    Every,
    /// These.
    These(Vec<Literal>),
}

impl Outcomes {
    /// The outcomes among these values of a table's factors, ascending.
    pub(super) fn of(&self, table: &Table, literals: &[Literal]) -> Vec<Literal> {
        let kind = |literal: &Literal| table.columns[literal.column].kind;
        let multi = |literal: &Literal| matches!(kind(literal), Kind::Multi { .. });
        match self {
            Outcomes::Every => literals.to_vec(),
            Outcomes::These(these) => {
                let mut these: Vec<Literal> =
                    these.iter().copied().filter(|outcome| literals.contains(outcome)).collect();
                these.sort_unstable();
                these.dedup();
                these
            }
            Outcomes::Usual => {
                let every = literals.iter().any(multi) && !literals.iter().any(|l| kind(l) == Kind::Fuzzy);
                let usual = |literal: &Literal| every || multi(literal) || literal.levels == Levels::PRESENT;
                literals.iter().copied().filter(usual).collect()
            }
        }
    }
}

/// What a membership of exactly the cut-off is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AtCutoff {
    /// Counted as seen.
    #[default]
    Seen,
    /// Not counted as seen.
    Unseen,
}

/// Which parts of a disjunction make it more than minimal. The two differ only where a disjunction is necessary enough and not
/// sufficient enough, and gains consistency from a further conjunction that it does not need for coverage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Minimality {
    /// A part that reaches both thresholds, as cna searches.
    #[default]
    Thresholds,
    /// A part that reaches the threshold of necessity, as minimal necessity is defined.
    Necessity,
}

/// Where an atomic formula's outcome has to vary: among the cases that agree with the formula outright. A formula whose
/// outcome varies only among the cases that contradict it accounts for no difference in the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Selection {
    /// On both sides of the 0.5 mark, cases agreeing when condition and outcome lie on the same side.
    #[default]
    Crisp,
    /// In membership, cases agreeing when condition and outcome have the same membership.
    Fuzzy,
    /// Nowhere: none is dropped.
    None,
}

/// What of a formula that says more than it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Redundancy {
    /// It is dropped where it implies a proper part of itself (cna 3.6 and later).
    #[default]
    Implication,
    /// It is dropped where it is equivalent to a proper part of itself (cna before 3.6). Differs only for circles.
    Equivalence,
    /// It is kept.
    Kept,
}

/// What a causal circle runs through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cycles {
    /// Factors: `(A + B <-> C)*(~C + D <-> A)` has a circle.
    #[default]
    Factors,
    /// Values of factors: it has none.
    Values,
}
