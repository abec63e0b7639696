//! Cases of a necessary condition: the whole, each part of a disjunction (SUIN), each conjunct of a conjunction.

use super::pairs::{self, Contrast, Crossing, PairLimits, Pairs, all, crossed};
use super::places::{Place, Rows, Within};
use super::sufficiency::{
    Single, best_of_rows, by_row, by_score, class, clean_necessary, necessary_score, penalty, ranked,
};
use super::{CaseKind, NecessityKind};
use crate::Table;
use crate::expression::{Literal, Sum, Term};
use memberships::at_most;

/// The cases of a necessary condition, or of a part of one.
#[derive(Debug, Clone, PartialEq)]
pub struct NecessaryPart {
    /// Which term of the condition; `None`: the whole.
    pub term: Option<usize>,
    /// The type of each case of the table, in their order.
    pub kinds: Vec<NecessityKind>,
    /// Typical cases, the most typical first: of a part those that no other part has, then by 2 |n - y| + (1 - n).
    pub typical: Vec<Single>,
    /// Deviant consistency in kind, the outcome without the condition: row by row of the truth table of all conditions, in each the
    /// most deviant first: 1 - (y - n).
    pub in_kind: Vec<Single>,
    /// Deviant consistency in degree, the most deviant first: 0.5 - (y - n), by the logic of those in kind.
    pub in_degree: Vec<Single>,
    /// Deviant relevance, the most deviant first: (1 - (n - y)) + (1 - n).
    pub relevance: Vec<Single>,
    /// Individually irrelevant ones, in the table's order.
    pub irrelevant: Vec<Single>,
    /// Typical cases for each conjunct of a conjunction: the conjunct and their ranking by 2 |FC - y| + (1 - FC). Empty where the part has
    /// one conjunct, and for the whole of a disjunction.
    pub conjuncts: Vec<(Literal, Vec<Single>)>,
    /// All pairs, by contrast, the best first. Typical and typical: (0.5 - Dn) + (0.5 - Dy) + 2 (n_i - y_i) + 2 (n_j - y_j);
    /// typical and irrelevant: (1 - Dn) + (1 - Dy) + 2 |n_i - y_i| + |n_j - y_j|; typical and deviant consistency in one row:
    /// (1 - Dn) + |Dy|; typical and deviant relevance: (1 - n_i) + (1 - n_j) + |1 - (y_i - y_j)| + |Dn|. In a part of a disjunction those
    /// first whose typical cases no other part has (of two the first, then the second), then those whose deviant or irrelevant case is in no part. Then for each conjunct
    /// of a conjunction those of typical and of typical and irrelevant cases, n being FC, with |DCC| added.
    pub pairs: Vec<Pairs>,
}

/// The cases of a necessary condition.
#[derive(Debug, Clone, PartialEq)]
pub struct NecessaryCases {
    /// The whole condition.
    pub whole: NecessaryPart,
    /// Each part of a disjunction, n being the membership in the part; empty where the condition has one term.
    pub parts: Vec<NecessaryPart>,
    /// The conditions whose rows typical and deviant consistency are compared in: those given without the columns of the claim. None:
    /// such pairs are made across all cases.
    pub compared_in: Vec<usize>,
}

/// The types and rankings of a table's cases for a necessary condition.
///
/// `conditions` are the columns whose combinations are the truth table's rows, in which deviant cases are listed. Pairs of typical
/// and deviant consistency are made within rows of those among them that neither the condition nor the outcome reads: a typical
/// case has the condition and a deviant one lacks it, so that they never share a row of it. `limits` bounds the pairs.
#[must_use]
pub fn necessity_cases(
    table: &Table,
    condition: &Sum,
    outcome: &Sum,
    conditions: &[usize],
    limits: PairLimits,
) -> NecessaryCases {
    let own: Vec<usize> = condition.columns().into_iter().chain(outcome.columns()).collect();
    let compared_in: Vec<usize> = conditions.iter().copied().filter(|column| !own.contains(column)).collect();
    let whole = condition.memberships(table);
    let terms: Vec<Vec<f64>> = condition.terms.iter().map(|term| term.memberships(table)).collect();
    let shown = Looked {
        table,
        rows: &Rows::new(table, conditions),
        compared: &Rows::new(table, &compared_in),
        y: &outcome.memberships(table),
        whole: &whole,
        terms: &terms,
        limits,
    };
    let lone = match condition.terms.as_slice() {
        [lone] => Some(lone),
        _ => None,
    };
    let of_whole = shown.part(None, lone, &whole, None);
    let several = condition.terms.len() > 1;
    let parts = condition.terms.iter().enumerate().filter(|_| several).map(|(at, term)| {
        let others = terms.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, members)| members);
        let mut rest = vec![0.0; table.len()];
        for members in others {
            rest.iter_mut().zip(members).for_each(|(rest, member)| *rest = member.max(*rest));
        }
        let within: Vec<Within> = terms[at].iter().zip(rest).map(|(&focal, rest)| Within { focal, rest }).collect();
        shown.part(Some(at), Some(term), &terms[at], Some(&within))
    });
    let parts = parts.collect();
    NecessaryCases { whole: of_whole, parts, compared_in }
}

/// What picks are made of.
struct Looked<'a> {
    table: &'a Table,
    /// Rows of all conditions.
    rows: &'a Rows,
    /// Rows of those that the claim does not read.
    compared: &'a Rows,
    y: &'a [f64],
    whole: &'a [f64],
    terms: &'a [Vec<f64>],
    limits: PairLimits,
}

impl Looked<'_> {
    fn part(&self, at: Option<usize>, term: Option<&Term>, n: &[f64], within: Option<&[Within]>) -> NecessaryPart {
        let kinds: Vec<NecessityKind> = n.iter().zip(self.y).map(|(&n, &y)| NecessityKind::of(n, y)).collect();
        let singles = |kind: NecessityKind| self.singles(&kinds, kind, n, at, within);
        let of = |kind| ranked(singles(kind), by_score);
        // In a part of a disjunction another part may stand in.
        let typical = if at.is_some() {
            ranked(singles(NecessityKind::Typical), Single::order)
        } else {
            of(NecessityKind::Typical)
        };
        let mut in_kind = singles(NecessityKind::DeviantConsistencyInKind);
        in_kind.sort_by(by_row);
        best_of_rows(&mut in_kind);
        let (relevance, irrelevant) = (of(NecessityKind::DeviantRelevance), singles(NecessityKind::Irrelevant));
        let mut pairs = self.pairs(at.is_some(), &typical, &in_kind, &relevance, &irrelevant);
        let mut conjuncts = Vec::new();
        let literals = term.map(Term::literals).filter(|literals| literals.len() > 1).unwrap_or_default();
        for literal in literals {
            let focal = literal.memberships(self.table);
            let rest = Term::new(literals.iter().filter(|other| *other != literal).copied()).memberships(self.table);
            let by_conjunct = |kind: NecessityKind| -> Vec<Single> {
                let mut picks = self.singles(&kinds, kind, n, at, None);
                picks.iter_mut().for_each(|pick| pick.look_at(focal[pick.place.case], rest[pick.place.case]));
                picks
            };
            let typical = ranked(by_conjunct(NecessityKind::Typical), Single::order);
            let sorted = ranked(typical.clone(), by_score);
            let irrelevant = by_conjunct(NecessityKind::Irrelevant);
            pairs.extend(pairs::about(*literal, &sorted, &typical, &irrelevant, self.limits));
            conjuncts.push((*literal, typical));
        }
        let in_degree = of(NecessityKind::DeviantConsistencyInDegree);
        NecessaryPart { term: at, kinds, typical, in_kind, in_degree, relevance, irrelevant, conjuncts, pairs }
    }

    /// The cases of a type, scored, in the table's order.
    fn singles(
        &self,
        kinds: &[NecessityKind],
        kind: NecessityKind,
        n: &[f64],
        term: Option<usize>,
        within: Option<&[Within]>,
    ) -> Vec<Single> {
        let of_kind = (0..kinds.len()).filter(|case| kinds[*case] == kind);
        of_kind
            .map(|case| {
                let held_by = self.terms.iter().filter(|members| members[case] > 0.5).count();
                let here = term.is_some_and(|at| self.terms[at][case] > 0.5);
                Single {
                    place: Place { case, x: n[case], y: self.y[case], within: within.map(|within| within[case]) },
                    kind: CaseKind::Necessity(kind),
                    held_by,
                    unique: if term.is_some() { held_by == usize::from(here) } else { held_by <= 1 },
                    uncovered: self.whole[case] < 0.5,
                    consistent: at_most(self.y[case], n[case]),
                    class: 1,
                    clean: true,
                    row: self.rows.of(case).map(|(levels, member)| (levels.to_vec(), member)),
                    score: necessary_score(kind, n[case], self.y[case]),
                    best: false,
                }
            })
            .collect()
    }

    fn pairs(
        &self,
        of_part: bool,
        typical: &[Single],
        deviant: &[Single],
        relevance: &[Single],
        irrelevant: &[Single],
    ) -> Vec<Pairs> {
        // Of the whole no part stands in for another.
        let by_cover = |one: &Single, other: &Single| match of_part {
            true => [1, u8::from(!one.unique), u8::from(!other.uncovered), 0, 0, 0],
            false => pairs::by_score(one, other),
        };
        let by_unique = |one: &Single, other: &Single| match of_part {
            true => pairs::by_unique(one, other),
            false => pairs::by_score(one, other),
        };
        let row = |single: &Single| self.compared.number(single.place.case);
        let sorted = ranked(typical.to_vec(), by_score);
        let first = |from: f64| {
            move |one: &Single| {
                let i = one.place;
                (from - i.x) + (from - i.y) + 2.0 * (i.x - i.y).abs()
            }
        };
        let second = |weight: f64| {
            move |other: &Single| {
                let j = other.place;
                j.x + j.y + weight * (j.x - j.y).abs()
            }
        };
        let (near, far, double, simple) = (first(0.5), first(1.0), second(2.0), second(1.0));
        let alike = Crossing {
            contrast: Contrast::TypicalTypical,
            ones: &sorted,
            others: &sorted,
            group: &all,
            one: &near,
            other: &double,
            both: &pairs::nothing,
            standing: &by_unique,
        };
        let absent = Crossing {
            contrast: Contrast::TypicalIrrelevant,
            ones: typical,
            others: irrelevant,
            one: &far,
            other: &simple,
            standing: &by_cover,
            ..alike
        };
        let falsifying = Crossing {
            contrast: Contrast::TypicalDeviantConsistency,
            ones: typical,
            others: deviant,
            group: &row,
            one: &|one| 1.0 - one.place.x,
            other: &|other| other.place.x,
            both: &|one, other| (one.place.y - other.place.y).abs(),
            standing: &by_cover,
        };
        // |1 - Dy| is 1 - Dy, since no difference of memberships is above 1.
        let idle = Crossing {
            contrast: Contrast::TypicalDeviantRelevance,
            ones: typical,
            others: relevance,
            group: &all,
            one: &|one| (1.0 - one.place.x) + (1.0 - one.place.y),
            other: &|other| (1.0 - other.place.x) + other.place.y,
            both: &|one, other| (one.place.x - other.place.x).abs(),
            standing: &|one, _| by_unique(one, one),
        };
        [alike, absent, falsifying, idle].iter().map(|crossing| crossed(crossing, self.limits)).collect()
    }
}

impl Single {
    /// As a pick for a conjunct of a necessary conjunction.
    fn look_at(&mut self, focal: f64, rest: f64) {
        let (within, y) = (Within { focal, rest }, self.place.y);
        self.place.within = Some(within);
        self.class = class(Some(within));
        self.clean = clean_necessary(focal, rest, y);
        self.consistent = at_most(y, focal);
        if self.kind == CaseKind::Necessity(NecessityKind::Typical) {
            self.score = penalty(2.0 * (focal - y).abs() + (1.0 - focal));
        }
    }
}
