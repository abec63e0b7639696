//! Cases of a necessary condition: the whole, and each part of a disjunction (SUIN).

use super::pairs::{By, Contrast, PairLimits, Pairs, all, crossed};
use super::places::{Place, Rows, Within};
use super::sufficiency::{Single, by_score, necessary_score, ranked};
use super::{CaseKind, NecessityKind};
use crate::Table;
use crate::expression::Sum;

/// The cases of a necessary condition, or of a part of one.
#[derive(Debug, Clone, PartialEq)]
pub struct NecessaryPart {
    /// Which term of the condition; `None`: the whole.
    pub term: Option<usize>,
    /// The type of each case of the table, in their order.
    pub kinds: Vec<NecessityKind>,
    /// Typical cases, the most typical first: 2 |n - y| + (1 - n).
    pub typical: Vec<Single>,
    /// Deviant consistency in kind, the outcome without the condition, the most deviant first: 1 - (y - n).
    pub in_kind: Vec<Single>,
    /// Deviant consistency in degree, the most deviant first: 0.5 - (y - n), by the logic of those in kind.
    pub in_degree: Vec<Single>,
    /// Deviant relevance, the most deviant first: (1 - (n - y)) + (1 - n).
    pub relevance: Vec<Single>,
    /// Individually irrelevant ones, in the table's order.
    pub irrelevant: Vec<Single>,
    /// All pairs, by contrast, the best first. Typical and typical: (0.5 - Dn) + (0.5 - Dy) + 2 (n_i - y_i) + 2 (n_j - y_j), with
    /// |DCC| added in a part; typical and irrelevant: (1 - Dn) + (1 - Dy) + 2 |n_i - y_i| + |n_j - y_j|; typical and deviant
    /// consistency in one row: (1 - Dn) + |Dy|; typical and deviant relevance: (1 - n_i) + (1 - n_j) + |1 - (y_i - y_j)| + |Dn|.
    pub pairs: Vec<Pairs>,
}

/// The cases of a necessary condition.
#[derive(Debug, Clone, PartialEq)]
pub struct NecessaryCases {
    /// The whole condition.
    pub whole: NecessaryPart,
    /// Each part of a disjunction, n being the membership in the part; empty where the condition has one term.
    pub parts: Vec<NecessaryPart>,
}

/// The types and rankings of a table's cases for a necessary condition. `conditions` are the columns whose combinations are the
/// truth table's rows, within which typical cases are compared with deviant ones; none: all cases share one row.
/// `limits` bounds the pairs.
#[must_use]
pub fn necessity_cases(
    table: &Table,
    condition: &Sum,
    outcome: &Sum,
    conditions: &[usize],
    limits: PairLimits,
) -> NecessaryCases {
    let rows = Rows::new(table, conditions);
    let y = outcome.memberships(table);
    let whole = part(None, &condition.memberships(table), &y, None, &rows, limits);
    let several = condition.terms.len() > 1;
    let parts = condition.terms.iter().enumerate().filter(|_| several).map(|(at, term)| {
        let n = term.memberships(table);
        let others = condition.terms.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, term)| term.clone());
        let rest = Sum::new(others).memberships(table);
        let within: Vec<Within> = n.iter().zip(rest).map(|(&focal, rest)| Within { focal, rest }).collect();
        part(Some(at), &n, &y, Some(&within), &rows, limits)
    });
    NecessaryCases { whole, parts: parts.collect() }
}

fn part(
    term: Option<usize>,
    n: &[f64],
    y: &[f64],
    within: Option<&[Within]>,
    rows: &Rows,
    limits: PairLimits,
) -> NecessaryPart {
    let kinds: Vec<NecessityKind> = n.iter().zip(y).map(|(&n, &y)| NecessityKind::of(n, y)).collect();
    let singles = |kind: NecessityKind| -> Vec<Single> {
        let of_kind = (0..kinds.len()).filter(|case| kinds[*case] == kind);
        of_kind
            .map(|case| Single {
                place: Place { case, x: n[case], y: y[case], within: within.map(|within| within[case]) },
                kind: CaseKind::Necessity(kind),
                unique: within.is_none_or(|within| within[case].rest <= 0.5),
                class: 1,
                clean: true,
                row: rows.of(case).map(|(levels, member)| (levels.to_vec(), member)),
                score: necessary_score(kind, n[case], y[case]),
                best: false,
            })
            .collect()
    };
    let of = |kind| ranked(singles(kind), by_score);
    let (typical, in_kind) = (of(NecessityKind::Typical), of(NecessityKind::DeviantConsistencyInKind));
    let (relevance, irrelevant) = (of(NecessityKind::DeviantRelevance), singles(NecessityKind::Irrelevant));
    let pairs = pairs(&typical, &in_kind, &relevance, &irrelevant, rows, limits);
    let in_degree = of(NecessityKind::DeviantConsistencyInDegree);
    NecessaryPart { term, kinds, typical, in_kind, in_degree, relevance, irrelevant, pairs }
}

fn pairs(
    typical: &[Single],
    deviant: &[Single],
    relevance: &[Single],
    irrelevant: &[Single],
    rows: &Rows,
    limits: PairLimits,
) -> Vec<Pairs> {
    let row = |single: &Single| rows.number(single.place.case);
    let typicals = |one: &Single, other: &Single| {
        let (i, j) = (one.place, other.place);
        let rest = i.within.zip(j.within).map_or(0.0, |(i, j)| (i.rest - j.rest).abs());
        (0.5 - (i.x - j.x)) + (0.5 - (i.y - j.y)) + 2.0 * (i.x - i.y) + 2.0 * (j.x - j.y) + rest
    };
    let absent = |one: &Single, other: &Single| {
        let (i, j) = (one.place, other.place);
        (1.0 - (i.x - j.x)) + (1.0 - (i.y - j.y)) + 2.0 * (i.x - i.y).abs() + (j.x - j.y).abs()
    };
    let falsifying = |one: &Single, other: &Single| {
        let (i, j) = (one.place, other.place);
        (1.0 - (i.x - j.x)) + (i.y - j.y).abs()
    };
    let idle = |one: &Single, other: &Single| {
        let (i, j) = (one.place, other.place);
        (1.0 - i.x) + (1.0 - j.x) + (1.0 - (i.y - j.y)).abs() + (i.x - j.x).abs()
    };
    let by = By::Score;
    vec![
        crossed(Contrast::TypicalTypical, (typical, typical), all, typicals, by, limits),
        crossed(Contrast::TypicalIrrelevant, (typical, irrelevant), all, absent, by, limits),
        crossed(Contrast::TypicalDeviantConsistency, (typical, deviant), row, falsifying, by, limits),
        crossed(Contrast::TypicalDeviantRelevance, (typical, relevance), all, idle, by, limits),
    ]
}
