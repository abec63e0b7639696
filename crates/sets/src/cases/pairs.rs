//! All pairs of cases to be compared, scored and ordered (set-theoretic multi-method research).
//!
//! Subscripts: i the first case of the pair, j the second, D a difference i less j. Of two typical cases i is the more typical one,
//! by the penalty of the term (of a necessary conjunct by its own), the table's first where they are alike.
//!
//! What pairs are ordered by, before the penalty, are properties of one case or the other: see [`Pair::class`] and [`Single`]. Which
//! of them count in which order: Schneider and Rohlfing 2019 (doi:10.1111/spsr.12382), Oana and Schneider 2021.

use super::best::{Penalties, Task, best};
use super::places::Rows;
use super::sufficiency::{Single, penalty, typicality};
use crate::expression::Literal;
use memberships::at_most;
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
    /// The class, 1 where no conjunct is looked at. Of two typical cases for a focal conjunct: 1 where it sets the membership of both
    /// (FC < CC), 2 of the first only, 3 of the second only, 4 of neither. Of a typical and an irrelevant one: 1 and 2 where the
    /// irrelevant one lacks the conjunct alone (FC < 0.5, CC >= 0.5), 3 to 6 where it lacks both, 7 and 8 where it lacks the rest alone.
    /// Of these 1, 3, 4 and 7 are those whose typical case has its membership set by the conjunct; 3 and 5 those whose irrelevant case
    /// lacks the conjunct more than the rest (FC < CC), 4 and 6 the rest as much or more.
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
    /// The truth table row that all of them belong to, where pairs are listed row by row.
    pub row: Option<Vec<Option<u8>>>,
    /// How many there are.
    pub count: u64,
    /// The best, the best first: at most [`PairLimits::list`].
    pub best: Vec<Pair>,
}

/// How many pairs are wanted. Each list is bounded by itself; how many there are is always told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairLimits {
    /// So many of a contrast are given.
    pub list: usize,
}

impl PairLimits {
    /// Every pair.
    pub const ALL: PairLimits = PairLimits { list: usize::MAX };
}

/// The order in which properties of the two cases come before the penalty: the least first.
pub(super) type Standing = [u8; 6];
/// What of a case its standing in pairs hangs on.
type Key = (u8, bool, bool, bool, bool, Lacks);

/// Which part of a term an irrelevant case lacks, in the order of the classes of pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Lacks {
    /// The conjunct, and not the rest.
    Conjunct,
    /// Both, the conjunct more.
    ConjunctMore,
    /// Both, the rest as much or more.
    RestMore,
    /// The rest, and not the conjunct.
    Rest,
}

impl Lacks {
    fn of(single: &Single) -> Self {
        match single.place.within {
            Some(within) if within.focal >= 0.5 => Lacks::Rest,
            Some(within) if within.rest >= 0.5 => Lacks::Conjunct,
            Some(within) if at_most(within.rest, within.focal) => Lacks::RestMore,
            Some(_) => Lacks::ConjunctMore,
            None => Lacks::Conjunct,
        }
    }
}

/// Which cases are compared, and by what they are scored and ordered.
pub(super) struct Crossing<'a> {
    pub contrast: Contrast,
    /// The firsts; of typical and typical also the seconds, the more typical first.
    pub ones: &'a [Single],
    pub others: &'a [Single],
    /// Compared within these groups alone; a case without one is in no pair.
    pub group: &'a dyn Fn(&Single) -> Option<usize>,
    /// The penalty is the sum of what each case adds and of what the two add together, which is never below 0.
    pub one: &'a dyn Fn(&Single) -> f64,
    pub other: &'a dyn Fn(&Single) -> f64,
    pub both: &'a dyn Fn(&Single, &Single) -> f64,
    pub standing: &'a dyn Fn(&Single, &Single) -> Standing,
}

/// Every first with every second of the same group, scored, the best first.
pub(super) fn crossed(asked: &Crossing, limits: PairLimits) -> Pairs {
    let alike = asked.contrast == Contrast::TypicalTypical;
    let key = |single: &Single| -> Key {
        (single.class, single.clean, single.consistent, single.unique, single.uncovered, Lacks::of(single))
    };
    let spread = |singles: &[Single]| {
        let mut groups: BTreeMap<usize, BTreeMap<Key, Vec<usize>>> = BTreeMap::new();
        for (at, single) in singles.iter().enumerate() {
            if let Some(group) = (asked.group)(single) {
                groups.entry(group).or_default().entry(key(single)).or_default().push(at);
            }
        }
        groups
    };
    let (firsts, seconds) = (spread(asked.ones), spread(asked.others));
    let size = |keys: &BTreeMap<Key, Vec<usize>>| keys.values().map(|cases| cases.len() as u64).sum::<u64>();
    let (mut count, mut tasks) = (0, Vec::new());
    for (group, ones) in &firsts {
        let Some(others) = seconds.get(group) else { continue };
        count += if alike { size(ones) * size(ones).saturating_sub(1) / 2 } else { size(ones) * size(others) };
        for ones in ones.values() {
            for others in others.values() {
                let standing = (asked.standing)(&asked.ones[ones[0]], &asked.others[others[0]]);
                tasks.push(Task { standing, ones, others });
            }
        }
    }
    let penalties = Penalties {
        ones: asked.ones.iter().map(asked.one).collect(),
        others: asked.others.iter().map(asked.other).collect(),
        both: &|one, other| (asked.both)(&asked.ones[one], &asked.others[other]),
        ascending: alike,
    };
    let pair = |(standing, one, other): (Standing, usize, usize)| {
        let (one, other) = (&asked.ones[one], &asked.others[other]);
        Pair {
            contrast: asked.contrast,
            focal: None,
            class: standing[0],
            score: penalty((asked.one)(one) + (asked.other)(other) + (asked.both)(one, other)),
            one: one.clone(),
            other: other.clone(),
        }
    };
    let best = best(tasks, &penalties, limits.list).into_iter().map(pair).collect();
    Pairs { contrast: asked.contrast, focal: None, row: None, count, best }
}

/// No before yes.
fn not(so: bool) -> u8 {
    u8::from(!so)
}

/// Both before the first alone before the second alone before neither.
fn of_both(one: bool, other: bool) -> u8 {
    2 * not(one) + not(other)
}

/// The penalty alone.
pub(super) fn by_score(_: &Single, _: &Single) -> Standing {
    [1, 0, 0, 0, 0, 0]
}

/// Two typical cases: first where no other term has the first, then the second.
pub(super) fn by_unique(one: &Single, other: &Single) -> Standing {
    [1, not(one.unique), not(other.unique), 0, 0, 0]
}

/// A typical case that no other term has, then an irrelevant or uncovered one with x <= y, then one in no term at all.
pub(super) fn by_contrast(one: &Single, other: &Single) -> Standing {
    [1, not(one.unique), not(other.consistent), not(other.uncovered), 0, 0]
}

/// Two typical cases by conjunct: class; clean both, the first, the second; FC <= y of the first, the second; no other term has the
/// first, the second.
pub(super) fn by_conjunct(one: &Single, other: &Single) -> Standing {
    let class = 1 + 2 * u8::from(one.class != 1) + u8::from(other.class != 1);
    let clean = of_both(one.clean, other.clean);
    [class, clean, not(one.consistent), not(other.consistent), not(one.unique), not(other.unique)]
}

/// A typical and an irrelevant case by conjunct: class; clean both, the typical one, the other; FC <= y of the typical one; no other
/// term has it; FC <= y of the other; it is in no term at all.
pub(super) fn by_lack(one: &Single, other: &Single) -> Standing {
    let sets = one.class == 1;
    let class = match (Lacks::of(other), sets) {
        (Lacks::Conjunct, true) => 1,
        (Lacks::Conjunct, false) => 2,
        (Lacks::ConjunctMore, true) => 3,
        (Lacks::RestMore, true) => 4,
        (Lacks::ConjunctMore, false) => 5,
        (Lacks::RestMore, false) => 6,
        (Lacks::Rest, true) => 7,
        (Lacks::Rest, false) => 8,
    };
    let clean = of_both(one.clean, other.clean);
    [class, clean, not(one.consistent), not(one.unique), not(other.consistent), not(other.uncovered)]
}

/// Nothing that the two add together.
pub(super) fn nothing(_: &Single, _: &Single) -> f64 {
    0.0
}

/// The one group of all cases.
pub(super) fn all(_: &Single) -> Option<usize> {
    Some(0)
}

/// Typical cases, the more typical of the term first.
fn more_typical(typical: &[Single]) -> Vec<Single> {
    let mut sorted = typical.to_vec();
    let key = |single: &Single| penalty(typicality(single.place.x, single.place.y));
    sorted.sort_by(|a, b| key(a).total_cmp(&key(b)).then(a.place.case.cmp(&b.place.case)));
    sorted
}

/// The pairs of a term. Typical and typical: (0.5 - Dx) + (0.5 - Dy) + 2 |y_i - x_i| + 2 |y_j - x_j|. Typical and irrelevant: the
/// same with 1 - Dx and 1 - Dy. Typical and deviant in kind: |Dx| + (1 - Dy) + (1 - x_i) + (1 - x_j).
pub(super) fn of_term(typical: &[Single], deviant: &[Single], irrelevant: &[Single], limits: PairLimits) -> Vec<Pairs> {
    let first = |from: f64| {
        move |one: &Single| {
            let i = one.place;
            (from - i.x) + (from - i.y) + 2.0 * (i.y - i.x).abs()
        }
    };
    let second = |other: &Single| {
        let j = other.place;
        j.x + j.y + 2.0 * (j.y - j.x).abs()
    };
    let (near, far) = (first(0.5), first(1.0));
    let sorted = more_typical(typical);
    let alike = Crossing {
        contrast: Contrast::TypicalTypical,
        ones: &sorted,
        others: &sorted,
        group: &all,
        one: &near,
        other: &second,
        both: &nothing,
        standing: &by_unique,
    };
    let absent = Crossing {
        contrast: Contrast::TypicalIrrelevant,
        ones: typical,
        others: irrelevant,
        one: &far,
        standing: &by_contrast,
        ..alike
    };
    let contrary = Crossing {
        contrast: Contrast::TypicalDeviantConsistency,
        ones: typical,
        others: deviant,
        group: &all,
        one: &|one| (1.0 - one.place.y) + (1.0 - one.place.x),
        other: &|other| other.place.y + (1.0 - other.place.x),
        both: &|one, other| (one.place.x - other.place.x).abs(),
        standing: &by_score,
    };
    vec![crossed(&alike, limits), crossed(&absent, limits), crossed(&contrary, limits)]
}

/// The memberships in the conjunct and in the rest.
pub(super) fn parts(single: &Single) -> (f64, f64) {
    single.place.within.map_or((single.place.x, 1.0), |at| (at.focal, at.rest))
}

/// |DCC|.
pub(super) fn rests_apart(one: &Single, other: &Single) -> f64 {
    (parts(one).1 - parts(other).1).abs()
}

/// The pairs of a conjunct FC, CC being the rest of its term. Typical and typical: (0.5 - DFC) + (0.5 - Dy) + |DCC| +
/// 2 |y_i - FC_i| + 2 |y_j - FC_j|. Typical and irrelevant: (1 - DFC) + (1 - Dy) + |DCC| + 2 |y_i - FC_i| + |y_j - FC_j|.
pub(super) fn of_conjunct(focal: Literal, typical: &[Single], irrelevant: &[Single], limits: PairLimits) -> Vec<Pairs> {
    about(focal, &more_typical(typical), typical, irrelevant, limits)
}

/// As [`of_conjunct`], `sorted` being the typical cases with the more typical first.
pub(super) fn about(
    focal: Literal,
    sorted: &[Single],
    typical: &[Single],
    irrelevant: &[Single],
    limits: PairLimits,
) -> Vec<Pairs> {
    let first = |from: f64| {
        move |one: &Single| {
            let ((fc, _), y) = (parts(one), one.place.y);
            (from - fc) + (from - y) + 2.0 * (y - fc).abs()
        }
    };
    let second = |weight: f64| {
        move |other: &Single| {
            let ((fc, _), y) = (parts(other), other.place.y);
            fc + y + weight * (y - fc).abs()
        }
    };
    let (near, far, double, simple) = (first(0.5), first(1.0), second(2.0), second(1.0));
    let alike = Crossing {
        contrast: Contrast::TypicalTypical,
        ones: sorted,
        others: sorted,
        group: &all,
        one: &near,
        other: &double,
        both: &rests_apart,
        standing: &by_conjunct,
    };
    let absent = Crossing {
        contrast: Contrast::TypicalIrrelevant,
        ones: typical,
        others: irrelevant,
        one: &far,
        other: &simple,
        standing: &by_lack,
        ..alike
    };
    let mut lists = vec![crossed(&alike, limits), crossed(&absent, limits)];
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
    let group = |single: &Single| rows.number(single.place.case);
    let mut of_rows: BTreeMap<usize, Vec<Single>> = BTreeMap::new();
    for single in irrelevant {
        if let Some(row) = group(single) {
            of_rows.entry(row).or_default().push(single.clone());
        }
    }
    let mut lists = Vec::new();
    // Deviant cases stand row by row already.
    for of_row in deviant.chunk_by(|one, next| group(one) == group(next)) {
        let Some(others) = of_row.first().and_then(group).and_then(|row| of_rows.get(&row)) else { continue };
        let crossing = Crossing {
            contrast: Contrast::DeviantCoverageIrrelevant,
            ones: of_row,
            others,
            group: &all,
            one: &|one| (1.0 - one.place.y) + (1.0 - member(one)),
            other: &|other| other.place.y + (1.0 - member(other)),
            both: &|one, other| (member(one) - member(other)).abs(),
            standing: &by_score,
        };
        let mut list = crossed(&crossing, limits);
        list.row = of_row.first().and_then(|first| first.row.as_ref()).map(|(levels, _)| levels.clone());
        lists.push(list);
    }
    lists
}
