//! All pairs of cases to be compared, scored and ordered (set-theoretic multi-method research).
//!
//! Subscripts: i the first case of the pair, j the second, D a difference i less j. Of two typical cases i is the more typical:
//! the one that stands before the other in the ranking of single cases.

use super::best::Best;
use super::places::Rows;
use super::sufficiency::Single;
use crate::expression::Literal;
use std::cmp::Ordering;
use std::collections::BTreeMap;

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

/// The pairs of one contrast.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairs {
    /// What is compared.
    pub contrast: Contrast,
    /// The conjunct of a term that it is about.
    pub focal: Option<Literal>,
    /// The truth table row that all of them belong to, where pairs are compared row by row.
    pub row: Option<Vec<Option<u8>>>,
    /// How many there are.
    pub count: u64,
    /// Whether they were ranked; not where there are more than [`PairLimits::rank`], and `best` is empty then.
    pub ranked: bool,
    /// The best, the best first: at most [`PairLimits::list`].
    pub best: Vec<Pair>,
}

/// How many pairs are wanted. Each list is bounded by itself; how many there are is always told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairLimits {
    /// So many of a contrast are given.
    pub list: usize,
    /// Where a contrast has more, they are counted and not ranked.
    pub rank: u64,
}

impl PairLimits {
    /// Every pair.
    pub const ALL: PairLimits = PairLimits { list: usize::MAX, rank: u64::MAX };
}

/// A pair before it is written out: where its cases stand in their lists.
struct Candidate {
    standing: (u8, bool, bool),
    score: f64,
    places: (usize, usize),
}

impl Candidate {
    fn order(&self, other: &Candidate) -> Ordering {
        let rest = || self.score.total_cmp(&other.score).then(self.places.cmp(&other.places));
        self.standing.cmp(&other.standing).then_with(rest)
    }
}

/// By what pairs are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// The class, clean ones, those whose typical cases no other term has, then the score.
    Standing,
    /// The score alone.
    Score,
}

/// Every first with every second of the same group, scored, the best first. A case without a group is in no pair.
pub(super) fn crossed(
    contrast: Contrast,
    (ones, others): (&[Single], &[Single]),
    group: impl Fn(&Single) -> Option<usize>,
    score: impl Fn(&Single, &Single) -> f64,
    by: By,
    limits: PairLimits,
) -> Pairs {
    let alike = contrast == Contrast::TypicalTypical;
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, other) in others.iter().enumerate() {
        if let Some(group) = group(other) {
            groups.entry(group).or_default().push(at);
        }
    }
    let seconds = |at: usize, one: &Single| -> &[usize] {
        let all = group(one).and_then(|group| groups.get(&group)).map_or(&[][..], Vec::as_slice);
        // Of two typical cases the first stands before the second, so that no pair comes twice.
        if alike { &all[all.partition_point(|other| *other <= at)..] } else { all }
    };
    let count = ones.iter().enumerate().map(|(at, one)| seconds(at, one).len() as u64).sum();
    let ranked = count <= limits.rank;
    let mut found = Best::new(limits.list, Candidate::order);
    if ranked && limits.list > 0 {
        for (at, one) in ones.iter().enumerate() {
            for &place in seconds(at, one) {
                let other = &others[place];
                let alone = one.unique && (!alike || other.unique);
                let standing = match by {
                    By::Standing => (class(one.class, other.class), !(one.clean && other.clean), !alone),
                    By::Score => (0, false, false),
                };
                found.push(Candidate { standing, score: score(one, other), places: (at, place) });
            }
        }
    }
    let pair = |candidate: Candidate| {
        let (one, other) = (&ones[candidate.places.0], &others[candidate.places.1]);
        Pair {
            contrast,
            focal: None,
            one: one.clone(),
            other: other.clone(),
            class: class(one.class, other.class),
            score: candidate.score,
        }
    };
    let best = found.take().into_iter().map(pair).collect();
    Pairs { contrast, focal: None, row: None, count, ranked, best }
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
pub(super) fn of_term(typical: &[Single], deviant: &[Single], irrelevant: &[Single], limits: PairLimits) -> Vec<Pairs> {
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
    let by = By::Standing;
    vec![
        crossed(Contrast::TypicalTypical, (typical, typical), all, far(0.5), by, limits),
        crossed(Contrast::TypicalIrrelevant, (typical, irrelevant), all, far(1.0), by, limits),
        crossed(Contrast::TypicalDeviantConsistency, (typical, deviant), all, like, by, limits),
    ]
}

/// The one group of all cases.
pub(super) fn all(_: &Single) -> Option<usize> {
    Some(0)
}

/// The pairs of a conjunct FC, CC being the rest of its term. Typical and typical: (0.5 - DFC) + (0.5 - Dy) + |DCC| +
/// 2 |y_i - FC_i| + 2 |y_j - FC_j|. Typical and irrelevant: (1 - DFC) + (1 - Dy) + |DCC| + 2 |y_i - FC_i| + |y_j - FC_j|.
pub(super) fn of_conjunct(focal: Literal, typical: &[Single], irrelevant: &[Single], limits: PairLimits) -> Vec<Pairs> {
    let score = |from: f64, weight: f64| {
        move |one: &Single, other: &Single| {
            let parts = |single: &Single| single.place.within.map_or((single.place.x, 1.0), |at| (at.focal, at.rest));
            let ((i, i_rest), (j, j_rest)) = (parts(one), parts(other));
            let (i_y, j_y) = (one.place.y, other.place.y);
            let apart = (from - (i - j)) + (from - (i_y - j_y)) + (i_rest - j_rest).abs();
            apart + 2.0 * (i_y - i).abs() + weight * (j_y - j).abs()
        }
    };
    let mut lists = vec![
        crossed(Contrast::TypicalTypical, (typical, typical), all, score(0.5, 2.0), By::Standing, limits),
        crossed(Contrast::TypicalIrrelevant, (typical, irrelevant), all, score(1.0, 1.0), By::Standing, limits),
    ];
    for list in &mut lists {
        list.focal = Some(focal);
        list.best.iter_mut().for_each(|pair| pair.focal = Some(focal));
    }
    lists
}

/// Deviant coverage and irrelevant cases of one row, T being the membership in it: |DT| + (1 - Dy) + (1 - T_i) + (1 - T_j). A list
/// for each row that has both, in the order of rows, in each the best first.
pub(super) fn coverage(deviant: &[Single], irrelevant: &[Single], rows: &Rows, limits: PairLimits) -> Vec<Pairs> {
    let member = |single: &Single| single.row.as_ref().map_or(0.0, |(_, member)| *member);
    let score = |one: &Single, other: &Single| {
        let (i, j) = (member(one), member(other));
        (i - j).abs() + (1.0 - (one.place.y - other.place.y)) + (1.0 - i) + (1.0 - j)
    };
    let group = |single: &Single| rows.number(single.place.case);
    let mut lists = Vec::new();
    // Deviant cases stand row by row already.
    for of_row in deviant.chunk_by(|one, next| group(one) == group(next)) {
        let contrast = Contrast::DeviantCoverageIrrelevant;
        let mut list = crossed(contrast, (of_row, irrelevant), group, score, By::Score, limits);
        list.row = of_row.first().and_then(|first| first.row.as_ref()).map(|(levels, _)| levels.clone());
        if list.count > 0 {
            lists.push(list);
        }
    }
    lists
}
