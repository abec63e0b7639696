//! All pairs of cases to be compared, scored and ordered (set-theoretic multi-method research).
//!
//! Subscripts: i the first case of the pair, j the second, D a difference i less j. Of two typical cases i is the more typical:
//! the one that stands before the other in the ranking of single cases.

use super::places::Rows;
use super::sufficiency::Single;
use crate::expression::Literal;
use std::cmp::Ordering;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Contrast {
    /// Two typical cases: does the mechanism hold across cases?
    TypicalTypical,
    /// A typical and an irrelevant one: is it the condition that makes the difference?
    TypicalIrrelevant,
    /// A typical one and one deviant in kind: what keeps the mechanism from working, a condition left out?
    TypicalDeviantConsistency,
    /// The outcome unexplained beside its absence in the same row: which condition is missing from the model?
    DeviantCoverageIrrelevant,
    /// A typical one and one in the necessary condition without the outcome.
    TypicalDeviantRelevance,
}

impl Contrast {
    /// What is compared, and to learn what.
    #[must_use]
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Contrast::TypicalTypical => ("typical and typical", "whether the mechanism is the same across cases"),
            Contrast::TypicalIrrelevant => {
                ("typical and individually irrelevant", "whether the condition makes the difference")
            }
            Contrast::TypicalDeviantConsistency => {
                ("typical and deviant consistency", "what the model leaves out that keeps the mechanism from working")
            }
            Contrast::DeviantCoverageIrrelevant => (
                "deviant coverage and individually irrelevant",
                "which condition, left out of the model, brings the outcome about",
            ),
            Contrast::TypicalDeviantRelevance => {
                ("typical and deviant relevance", "what is needed beside the necessary condition")
            }
        }
    }
}

/// Two cases to be compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// What is compared.
    pub contrast: Contrast,
    /// The conjunct of a term that it is about.
    pub focal: Option<Literal>,
    /// The first case.
    pub one: Single,
    /// The second.
    pub other: Single,
    /// The class: for a focal conjunct, 1 where it sets the membership of both cases (FC < CC), 2 of the first only, 3 of the
    /// second only, 4 of neither; otherwise 1.
    pub class: u8,
    /// The penalties; smaller is better.
    pub score: f64,
}

impl Pair {
    fn order(&self, other: &Pair) -> Ordering {
        let alone = |pair: &Pair| pair.one.unique && (pair.contrast != Contrast::TypicalTypical || pair.other.unique);
        let key = |pair: &Pair| (pair.class, !(pair.one.clean && pair.other.clean), !alone(pair));
        key(self).cmp(&key(other)).then(self.score.total_cmp(&other.score))
    }
}

/// Every first with every second, scored, the best first.
pub(super) fn crossed(
    contrast: Contrast,
    ones: &[Single],
    others: &[Single],
    matches: impl Fn(&Single, &Single) -> bool,
    score: impl Fn(&Single, &Single) -> f64,
) -> Vec<Pair> {
    let alike = contrast == Contrast::TypicalTypical;
    let mut pairs = Vec::new();
    for (at, one) in ones.iter().enumerate() {
        let others = if alike { others.get(at + 1..).unwrap_or_default() } else { others };
        for other in others.iter().filter(|other| matches(one, other)) {
            pairs.push(Pair {
                contrast,
                focal: None,
                one: one.clone(),
                other: other.clone(),
                class: class(one.class, other.class),
                score: score(one, other),
            });
        }
    }
    pairs.sort_by(Pair::order);
    pairs
}

fn class(one: u8, other: u8) -> u8 {
    match (one, other) {
        (1, 1) => 1,
        (1, _) => 2,
        (_, 1) => 3,
        _ => 4,
    }
}

/// The pairs of a term. Typical and typical: (0.5 - Dx) + (0.5 - Dy) + 2 |y_i - x_i| + 2 |y_j - x_j|. Typical and irrelevant: the
/// same with 1 - Dx and 1 - Dy. Typical and deviant in kind: |Dx| + (1 - Dy) + (1 - x_i) + (1 - x_j).
pub(super) fn of_term(typical: &[Single], deviant: &[Single], irrelevant: &[Single]) -> Vec<Pair> {
    let far = |from: f64| {
        move |one: &Single, other: &Single| {
            let (i, j) = (one.place, other.place);
            (from - (i.x - j.x)) + (from - (i.y - j.y)) + 2.0 * (i.y - i.x).abs() + 2.0 * (j.y - j.x).abs()
        }
    };
    let like = |one: &Single, other: &Single| {
        let (i, j) = (one.place, other.place);
        (i.x - j.x).abs() + (1.0 - (i.y - j.y)) + (1.0 - i.x) + (1.0 - j.x)
    };
    let any = |_: &Single, _: &Single| true;
    let mut pairs = crossed(Contrast::TypicalTypical, typical, typical, any, far(0.5));
    pairs.extend(crossed(Contrast::TypicalIrrelevant, typical, irrelevant, any, far(1.0)));
    pairs.extend(crossed(Contrast::TypicalDeviantConsistency, typical, deviant, any, like));
    pairs
}

/// The pairs of a conjunct FC, CC being the rest of its term. Typical and typical: (0.5 - DFC) + (0.5 - Dy) + |DCC| +
/// 2 |y_i - FC_i| + 2 |y_j - FC_j|. Typical and irrelevant: (1 - DFC) + (1 - Dy) + |DCC| + 2 |y_i - FC_i| + |y_j - FC_j|.
pub(super) fn of_conjunct(focal: Literal, typical: &[Single], irrelevant: &[Single]) -> Vec<Pair> {
    let score = |from: f64, weight: f64| {
        move |one: &Single, other: &Single| {
            let parts = |single: &Single| single.place.within.map_or((single.place.x, 1.0), |at| (at.focal, at.rest));
            let ((i, i_rest), (j, j_rest)) = (parts(one), parts(other));
            let (i_y, j_y) = (one.place.y, other.place.y);
            let apart = (from - (i - j)) + (from - (i_y - j_y)) + (i_rest - j_rest).abs();
            apart + 2.0 * (i_y - i).abs() + weight * (j_y - j).abs()
        }
    };
    let any = |_: &Single, _: &Single| true;
    let mut pairs = crossed(Contrast::TypicalTypical, typical, typical, any, score(0.5, 2.0));
    pairs.extend(crossed(Contrast::TypicalIrrelevant, typical, irrelevant, any, score(1.0, 1.0)));
    pairs.iter_mut().for_each(|pair| pair.focal = Some(focal));
    pairs
}

/// Deviant coverage and irrelevant cases of one row, T being the membership in it: |DT| + (1 - Dy) + (1 - T_i) + (1 - T_j). Row
/// by row, in each the best first.
pub(super) fn coverage(deviant: &[Single], irrelevant: &[Single], rows: &Rows) -> Vec<Pair> {
    let member = |single: &Single| single.row.as_ref().map_or(0.0, |(_, member)| *member);
    let score = |one: &Single, other: &Single| {
        let (i, j) = (member(one), member(other));
        (i - j).abs() + (1.0 - (one.place.y - other.place.y)) + (1.0 - i) + (1.0 - j)
    };
    let share = |one: &Single, other: &Single| rows.share(one.place.case, other.place.case);
    let mut pairs = crossed(Contrast::DeviantCoverageIrrelevant, deviant, irrelevant, share, score);
    pairs.sort_by(|a, b| {
        let row = |pair: &Pair| pair.one.row.as_ref().map(|(levels, _)| levels.clone());
        row(a).cmp(&row(b)).then(a.score.total_cmp(&b.score))
    });
    pairs
}
