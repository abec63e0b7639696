//! Cases of a sufficient solution: the whole, each term, each conjunct of a term.

use super::pairs::{self, PairLimits, Pairs};
use super::places::{Place, Rows, Within};
use super::{CaseKind, NecessityKind, SufficiencyKind};
use crate::Table;
use crate::expression::{Literal, Sum, Term};
use memberships::at_most;
use std::cmp::Ordering;

/// A case picked by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Single {
    /// Where it stands.
    pub place: Place,
    /// Its type.
    pub kind: CaseKind,
    /// How many terms have it as a member (more than 0.5).
    pub held_by: usize,
    /// Whether no other term has it as a member. Always so of a solution with one term.
    pub unique: bool,
    /// Whether it is in no term at all: the whole below 0.5.
    pub uncovered: bool,
    /// Whether it bears the relation out, if but in degree: membership in the focal conjunct, or in the term where none is looked
    /// at, at most that in the outcome; of necessity at least.
    pub consistent: bool,
    /// For a focal conjunct: 1 where the conjunct, not the rest, sets the case's membership in the term (FC < CC), else 2.
    pub class: u8,
    /// For a focal conjunct: whether the rest cannot account for the outcome in its stead. Where FC <= Y: CC < FC or CC > Y;
    /// else CC > FC or CC < Y; of necessity where FC >= Y: CC > FC or CC < Y; else CC < FC or CC > Y. True where no conjunct is
    /// looked at.
    pub clean: bool,
    /// Its truth table row and its membership there; `None` where a condition is at exactly 0.5.
    pub row: Option<(Vec<Option<u8>>, f64)>,
    /// The penalties; smaller is better. 0 for individually irrelevant cases, which are not ranked.
    pub score: f64,
    /// Whether it stands first, alone or with others of the same standing.
    pub best: bool,
}

impl Single {
    /// The order of study: class, clean ones, FC <= Y (of necessity FC >= Y), unique ones, then the score.
    pub(super) fn order(&self, other: &Single) -> Ordering {
        let key = |single: &Single| (single.class, !single.clean, !single.consistent, !single.unique);
        key(self).cmp(&key(other)).then(self.score.total_cmp(&other.score))
    }
}

/// Sorts the picks by an order, the table's where they stand alike, and marks those that stand first.
pub(super) fn ranked(mut picks: Vec<Single>, order: impl Fn(&Single, &Single) -> Ordering) -> Vec<Single> {
    picks.sort_by(&order);
    if let Some(first) = picks.first().cloned() {
        picks.iter_mut().for_each(|pick| pick.best = order(pick, &first).is_eq());
    }
    picks
}

/// The score alone.
pub(super) fn by_score(one: &Single, other: &Single) -> Ordering {
    one.score.total_cmp(&other.score)
}

/// A sum of penalties without the rounding errors of its making, so that what is equally good stands alike.
pub(super) fn penalty(sum: f64) -> f64 {
    // Minus nothing is nothing.
    (sum * 1e12).round() / 1e12 + 0.0
}

/// How far a typical case of a sufficient term is from a perfect one: 2 |y - x| + (1 - x).
pub(super) fn typicality(x: f64, y: f64) -> f64 {
    2.0 * (y - x).abs() + (1.0 - x)
}

/// Marks the first of each truth table row and those of the same score; the picks stand row by row.
pub(super) fn best_of_rows(picks: &mut [Single]) {
    let mut first: Option<(Option<Vec<Option<u8>>>, f64)> = None;
    for pick in picks {
        let row = row_of(pick);
        let best = match &first {
            Some((opened, score)) if *opened == row => *score,
            _ => pick.score,
        };
        first = Some((row, best));
        pick.best = best == pick.score;
    }
}

/// The levels of a case's truth table row.
pub(super) fn row_of(pick: &Single) -> Option<Vec<Option<u8>>> {
    pick.row.as_ref().map(|(levels, _)| levels.clone())
}

/// Row by row, in each by the score; those without a row last.
pub(super) fn by_row(one: &Single, other: &Single) -> Ordering {
    let key = |pick: &Single| (pick.row.is_none(), row_of(pick));
    key(one).cmp(&key(other)).then(by_score(one, other))
}

/// The cases of one term.
#[derive(Debug, Clone, PartialEq)]
pub struct TermCases {
    /// Which term of the solution; `None`: the whole.
    pub term: Option<usize>,
    /// The type of each case of the table, in their order.
    pub kinds: Vec<SufficiencyKind>,
    /// Typical cases, the most typical first: those that only this term has, then by 2 (y - x) + (1 - x).
    pub typical: Vec<Single>,
    /// Deviant in kind, the most deviant first: (1 - (x - y)) + (1 - x).
    pub in_kind: Vec<Single>,
    /// Deviant in degree, the most deviant first: (0.5 - (x - y)) + (1 - x), by the logic of those in kind.
    pub in_degree: Vec<Single>,
    /// Individually irrelevant ones, in the table's order.
    pub irrelevant: Vec<Single>,
    /// Typical cases for each conjunct of the term: the conjunct and its ranking by 2 |y - FC| + (1 - x). Empty for the whole.
    pub conjuncts: Vec<(Literal, Vec<Single>)>,
    /// All pairs of the term, then of each of its conjuncts, by contrast, each list by its own order (see [`Pair`](super::Pair) and
    /// `exceptio help cases`). Empty for the whole.
    pub pairs: Vec<Pairs>,
}

/// The cases of a sufficient solution.
#[derive(Debug, Clone, PartialEq)]
pub struct SufficientCases {
    /// The whole solution.
    pub whole: TermCases,
    /// Each term, in order.
    pub terms: Vec<TermCases>,
    /// The outcome without an explanation: row by row, in each by 1 - T, T being the membership in the row; those without a
    /// row last.
    pub deviant_coverage: Vec<Single>,
    /// Pairs of deviant coverage and irrelevant cases of one row: a list for each row that has both.
    pub coverage_pairs: Vec<Pairs>,
}

/// The types and rankings of a table's cases for a solution, its terms and their conjuncts. `conditions` are the columns whose
/// combinations are the truth table's rows; none: all cases share one row.
///
/// There are as many pairs as the product of the cases of the two types: a few thousand cases give millions. `limits` bounds how many
/// are given; the best of many are found without going through all of them.
#[must_use]
pub fn sufficiency_cases(
    table: &Table,
    solution: &Sum,
    outcome: &Sum,
    conditions: &[usize],
    limits: PairLimits,
) -> SufficientCases {
    let rows = Rows::new(table, conditions);
    let y = outcome.memberships(table);
    let whole = solution.memberships(table);
    let terms: Vec<Vec<f64>> = solution.terms.iter().map(|term| term.memberships(table)).collect();
    let shown = Shown { table, rows: &rows, y: &y, whole: &whole, terms: &terms, limits };
    let all = shown.cases(None, &whole, None);
    let singles = |kind| shown.singles(&all.kinds, kind, &whole, None, None);
    let mut deviant_coverage = singles(SufficiencyKind::DeviantCoverage);
    for pick in &mut deviant_coverage {
        pick.score = pick.row.as_ref().map_or(1.0, |(_, member)| penalty(1.0 - member));
    }
    deviant_coverage.sort_by(by_row);
    best_of_rows(&mut deviant_coverage);
    let coverage_pairs = pairs::coverage(&deviant_coverage, &all.irrelevant, &rows, limits);
    let terms = (0..terms.len()).map(|at| shown.cases(Some(at), &terms[at], solution.terms.get(at))).collect();
    SufficientCases { whole: all, terms, deviant_coverage, coverage_pairs }
}

struct Shown<'a> {
    table: &'a Table,
    rows: &'a Rows,
    y: &'a [f64],
    whole: &'a [f64],
    terms: &'a [Vec<f64>],
    limits: PairLimits,
}

impl Shown<'_> {
    fn cases(&self, at: Option<usize>, x: &[f64], term: Option<&Term>) -> TermCases {
        let kinds: Vec<SufficiencyKind> =
            (0..x.len()).map(|case| SufficiencyKind::of_term(x[case], self.whole[case], self.y[case])).collect();
        let singles = |kind| self.singles(&kinds, kind, x, at, None);
        let typical = ranked(singles(SufficiencyKind::Typical), Single::order);
        let in_kind = ranked(singles(SufficiencyKind::DeviantConsistencyInKind), by_score);
        let irrelevant = singles(SufficiencyKind::Irrelevant);
        let mut pairs = Vec::new();
        let mut conjuncts = Vec::new();
        if let Some(term) = term {
            pairs.extend(pairs::of_term(&typical, &in_kind, &irrelevant, self.limits));
            for literal in term.literals() {
                let focal = literal.memberships(self.table);
                let rest = Term::new(term.literals().iter().filter(|other| *other != literal).copied());
                let rest = rest.memberships(self.table);
                let within: Vec<Within> =
                    focal.iter().zip(&rest).map(|(&focal, &rest)| Within { focal, rest }).collect();
                let typical = self.singles(&kinds, SufficiencyKind::Typical, x, at, Some(&within));
                let typical = ranked(typical, Single::order);
                let irrelevant = self.singles(&kinds, SufficiencyKind::Irrelevant, x, at, Some(&within));
                pairs.extend(pairs::of_conjunct(*literal, &typical, &irrelevant, self.limits));
                conjuncts.push((*literal, typical));
            }
        }
        let in_degree = ranked(singles(SufficiencyKind::DeviantConsistencyInDegree), by_score);
        TermCases { term: at, kinds, typical, in_kind, in_degree, irrelevant, conjuncts, pairs }
    }

    /// The cases of a type, scored, in the table's order.
    fn singles(
        &self,
        kinds: &[SufficiencyKind],
        kind: SufficiencyKind,
        x: &[f64],
        term: Option<usize>,
        within: Option<&[Within]>,
    ) -> Vec<Single> {
        let of_kind = (0..kinds.len()).filter(|case| kinds[*case] == kind);
        of_kind
            .map(|case| {
                let (x, y) = (x[case], self.y[case]);
                let within = within.map(|within| within[case]);
                let held_by = self.terms.iter().filter(|members| members[case] > 0.5).count();
                let here = term.is_some_and(|at| self.terms[at][case] > 0.5);
                Single {
                    place: Place { case, x, y, within },
                    kind: CaseKind::Sufficiency(kind),
                    held_by,
                    unique: if term.is_some() { held_by == usize::from(here) } else { held_by <= 1 },
                    uncovered: self.whole[case] < 0.5,
                    consistent: at_most(within.map_or(x, |within| within.focal), y),
                    class: class(within),
                    clean: within.is_none_or(|Within { focal, rest }| clean(focal, rest, y)),
                    row: self.rows.of(case).map(|(levels, member)| (levels.to_vec(), member)),
                    score: penalty(score(kind, x, y, within)),
                    best: false,
                }
            })
            .collect()
    }
}

/// 1 where the conjunct sets the membership in the term, else 2.
pub(super) fn class(within: Option<Within>) -> u8 {
    within.map_or(1, |within| if at_most(within.rest, within.focal) { 2 } else { 1 })
}

/// Whether the rest of a term cannot account for the outcome in the conjunct's stead.
fn clean(focal: f64, rest: f64, y: f64) -> bool {
    let less = |one: f64, other: f64| !at_most(other, one);
    if at_most(focal, y) { less(rest, focal) || less(y, rest) } else { less(focal, rest) || less(rest, y) }
}

/// The same of a necessary conjunction: whether its rest cannot.
pub(super) fn clean_necessary(focal: f64, rest: f64, y: f64) -> bool {
    let less = |one: f64, other: f64| !at_most(other, one);
    if at_most(y, focal) { less(focal, rest) || less(rest, y) } else { less(rest, focal) || less(y, rest) }
}

fn score(kind: SufficiencyKind, x: f64, y: f64, within: Option<Within>) -> f64 {
    match (kind, within) {
        (SufficiencyKind::Typical, None) => typicality(x, y),
        (SufficiencyKind::Typical, Some(within)) => 2.0 * (y - within.focal).abs() + (1.0 - x),
        (SufficiencyKind::DeviantConsistencyInKind, _) => (1.0 - (x - y)) + (1.0 - x),
        (SufficiencyKind::DeviantConsistencyInDegree, _) => (0.5 - (x - y)) + (1.0 - x),
        _ => 0.0,
    }
}

/// The penalties of a case for a necessary condition (see [`super::NecessaryPart`]).
pub(super) fn necessary_score(kind: NecessityKind, n: f64, y: f64) -> f64 {
    penalty(match kind {
        NecessityKind::Typical => 2.0 * (n - y).abs() + (1.0 - n),
        NecessityKind::DeviantConsistencyInKind => 1.0 - (y - n),
        NecessityKind::DeviantConsistencyInDegree => 0.5 - (y - n),
        NecessityKind::DeviantRelevance => (1.0 - (n - y)) + (1.0 - n),
        NecessityKind::Irrelevant | NecessityKind::Ambiguous => 0.0,
    })
}
