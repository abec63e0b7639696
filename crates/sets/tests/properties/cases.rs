//! Types, rankings and pairs of cases: by hand on a small table, by definition on random ones.

use exceptio_sets::cases::{
    Contrast, NecessityKind, Pair, PairLimits, Pairs, SufficiencyKind, necessity_cases, sufficiency_cases,
};
use exceptio_sets::expression::{Literal, Sum, Term};
use exceptio_sets::{Column, Kind, Table};
use proptest::prelude::*;

fn near(value: f64, expected: f64) {
    assert!((value - expected).abs() < 1e-12, "{value}, expected {expected}");
}

fn pairs(lists: &[Pairs]) -> impl Iterator<Item = &Pair> {
    lists.iter().flat_map(|list| &list.best)
}

fn fuzzy(cases: &[&str], columns: &[(&str, &[f64])]) -> Table {
    let columns = columns.iter().map(|(name, values)| Column::new(*name, Kind::Fuzzy, values.to_vec())).collect();
    Table::new(cases.iter().map(|case| case.to_string()).collect(), columns)
}

/// Terms A*B and C. A*B of t .8, u .6, k .9, d .7, m .1, i .3; C of t .2, u .9, all others .1 or .4.
fn example() -> (Table, Sum, Sum) {
    let table = fuzzy(
        &["t", "u", "k", "d", "m", "i", "h"],
        &[
            ("A", &[0.8, 0.6, 0.9, 0.7, 0.1, 0.3, 0.5]),
            ("B", &[0.9, 0.7, 0.9, 0.8, 0.6, 0.9, 0.9]),
            ("C", &[0.2, 0.9, 0.1, 0.1, 0.4, 0.1, 0.1]),
            ("Y", &[0.9, 1.0, 0.2, 0.6, 0.8, 0.1, 0.9]),
        ],
    );
    let solution = Sum::new([Term::new([Literal::present(0), Literal::present(1)]), Term::new([Literal::present(2)])]);
    (table, solution, Sum::literal(Literal::present(3)))
}

#[test]
fn types_and_scores_by_hand() {
    use SufficiencyKind::*;
    let (table, solution, outcome) = example();
    let cases = sufficiency_cases(&table, &solution, &outcome, &[0, 1, 2], PairLimits::ALL);
    let term = &cases.terms[0];
    assert_eq!(
        term.kinds,
        [
            Typical,
            Typical,
            DeviantConsistencyInKind,
            DeviantConsistencyInDegree,
            DeviantCoverage,
            Irrelevant,
            Ambiguous
        ]
    );
    assert_eq!(cases.terms[1].kinds[0], ExplainedElsewhere);
    // u belongs to C too, so that t comes first: 2 (.9 - .8) + (1 - .8); u has 2 (1 - .6) + (1 - .6).
    let typical: Vec<(usize, bool, bool)> =
        term.typical.iter().map(|pick| (pick.place.case, pick.unique, pick.best)).collect();
    assert_eq!(typical, [(0, true, true), (1, false, false)]);
    near(term.typical[0].score, 0.4);
    near(term.typical[1].score, 1.2);
    near(term.in_kind[0].score, (1.0 - 0.7) + 0.1);
    near(term.in_degree[0].score, (0.5 - 0.1) + 0.3);
    // m stands in ~A*B*~C with min(.9, .6, .6) = .6, and so does i with min(.7, .9, .9) = .7.
    let missed = &cases.deviant_coverage[0];
    assert_eq!((missed.place.case, missed.row.clone()), (4, Some((vec![Some(0), Some(1), Some(0)], 0.6))));
    near(missed.score, 0.4);
    near(cases.coverage_pairs[0].best[0].score, 0.1 + (1.0 - 0.7) + 0.4 + 0.3);
    assert_eq!((cases.coverage_pairs.len(), cases.coverage_pairs[0].count), (1, 1));
}

#[test]
fn pairs_by_hand() {
    let (table, solution, outcome) = example();
    let cases = sufficiency_cases(&table, &solution, &outcome, &[0, 1, 2], PairLimits::ALL);
    let term = &cases.terms[0];
    let of = |contrast: Contrast, focal: Option<usize>| {
        let found = pairs(&term.pairs).find(|pair| {
            (pair.contrast, pair.focal) == (contrast, focal.map(Literal::present)) && pair.one.place.case == 0
        });
        found.expect("there is one").clone()
    };
    // t (.8, .9) before u (.6, 1).
    near(of(Contrast::TypicalTypical, None).score, (0.5 - 0.2) + (0.5 + 0.1) + 0.2 + 0.8);
    near(of(Contrast::TypicalIrrelevant, None).score, (1.0 - 0.5) + (1.0 - 0.8) + 0.2 + 2.0 * 0.2);
    near(of(Contrast::TypicalDeviantConsistency, None).score, 0.1 + (1.0 - 0.7) + 0.2 + 0.1);
    // Of A: FC is A, CC is B. t has (.8, .9), u (.6, .7), i (.3, .9).
    near(of(Contrast::TypicalTypical, Some(0)).score, (0.5 - 0.2) + (0.5 + 0.1) + 0.2 + 0.2 + 0.8);
    near(of(Contrast::TypicalIrrelevant, Some(0)).score, (1.0 - 0.5) + (1.0 - 0.8) + 0.0 + 0.2 + 0.2);
    // Of A in t: A binds (.8 < .9), A <= Y, and B is not below A nor above Y = .9: not clean. Of B: not binding, class 2.
    let (literal, picks) = &term.conjuncts[0];
    assert_eq!((*literal, picks[0].class, picks[0].clean), (Literal::present(0), 1, false));
    near(picks[0].score, 2.0 * 0.1 + 0.2);
    let t = term.conjuncts[1].1.iter().find(|pick| pick.place.case == 0).expect("t is typical");
    assert_eq!((t.class, t.clean), (2, true));
    near(t.score, 0.2);
    let words = of(Contrast::TypicalDeviantConsistency, None).words(&table);
    assert_eq!(
        words,
        "t and k (typical and deviant consistency) show what the model leaves out that keeps the mechanism from working: \
         0.8 and 0.9 in the condition, 0.9 and 0.2 in the outcome; penalty 0.7"
    );
    assert_eq!(
        term.typical[0].words(&table),
        "t is typical: 0.8 in the condition, 0.9 in the outcome; no other term has it; penalty 0.4, none is better"
    );
}

#[test]
fn necessity_by_hand() {
    use NecessityKind::*;
    let table = fuzzy(
        &["t", "u", "g", "k", "r", "i"],
        &[("N", &[0.9, 0.8, 0.6, 0.2, 0.7, 0.1]), ("Y", &[0.8, 0.6, 0.9, 0.9, 0.1, 0.4])],
    );
    let (condition, outcome) = (Sum::literal(Literal::present(0)), Sum::literal(Literal::present(1)));
    let cases = necessity_cases(&table, &condition, &outcome, &[], PairLimits::ALL).whole;
    assert_eq!(
        cases.kinds,
        [Typical, Typical, DeviantConsistencyInDegree, DeviantConsistencyInKind, DeviantRelevance, Irrelevant]
    );
    near(cases.typical[0].score, 2.0 * 0.1 + 0.1);
    near(cases.in_kind[0].score, 1.0 - 0.7);
    near(cases.in_degree[0].score, 0.5 - 0.3);
    near(cases.relevance[0].score, (1.0 - 0.6) + 0.3);
    let score = |contrast: Contrast| {
        pairs(&cases.pairs).find(|pair| pair.contrast == contrast && pair.one.place.case == 0).expect("one").score
    };
    near(score(Contrast::TypicalTypical), (0.5 - 0.1) + (0.5 - 0.2) + 0.2 + 0.4);
    near(score(Contrast::TypicalIrrelevant), (1.0 - 0.8) + (1.0 - 0.4) + 0.2 + 0.3);
    near(score(Contrast::TypicalDeviantConsistency), (1.0 - 0.7) + 0.1);
    near(score(Contrast::TypicalDeviantRelevance), 0.1 + 0.3 + (1.0 - 0.7) + 0.2);
    // N + Y's own column as a part: |DCC| is added, and the rest of each part is the other.
    let parts = necessity_cases(
        &table,
        &Sum::new([condition.terms[0].clone(), outcome.terms[0].clone()]),
        &outcome,
        &[],
        PairLimits::ALL,
    );
    let pair = pairs(&parts.parts[0].pairs).find(|pair| pair.one.place.case == 0).expect("a pair of t");
    near(pair.score, (0.5 - 0.1) + (0.5 - 0.2) + 0.2 + 0.4 + 0.2);
}

/// SetMethods stops where a type or a set of pairs is empty.
#[test]
fn every_list_may_be_empty() {
    let table = fuzzy(&["a"], &[("A", &[0.9]), ("Y", &[1.0])]);
    let outcome = Sum::literal(Literal::present(1));
    let cases = sufficiency_cases(&table, &Sum::default(), &outcome, &[0, 7], PairLimits::ALL);
    assert_eq!((cases.terms.len(), cases.coverage_pairs.len(), cases.deviant_coverage.len()), (0, 0, 1));
    let needed = necessity_cases(&table, &Sum::default(), &outcome, &[], PairLimits::ALL);
    assert_eq!(pairs(&needed.whole.pairs).count(), 0);
    let none = sufficiency_cases(&Table::default(), &outcome, &outcome, &[], PairLimits::ALL);
    assert!(none.whole.typical.is_empty() && pairs(&none.terms[0].pairs).next().is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Every case stands in the one list of its type, and pairs are as many as the types' cases allow, in order.
    #[test]
    fn lists_follow_types(cells in prop::collection::vec((0..=10u8, 0..=10u8, 0..=10u8), 0..9)) {
        let take = |of: fn(&(u8, u8, u8)) -> u8| cells.iter().map(|cell| f64::from(of(cell)) / 10.0).collect::<Vec<f64>>();
        let names: Vec<String> = (0..cells.len()).map(|at| at.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let (a, b, y) = (take(|cell| cell.0), take(|cell| cell.1), take(|cell| cell.2));
        let table = fuzzy(&names, &[("A", &a), ("B", &b), ("Y", &y)]);
        let solution = Sum::new([Term::new([Literal::present(0), Literal::absent(1)]), Term::new([Literal::present(1)])]);
        let cases = sufficiency_cases(&table, &solution, &Sum::literal(Literal::present(2)), &[0, 1], PairLimits::ALL);
        let cut = PairLimits { list: 2, rank: 9 };
        let few = sufficiency_cases(&table, &solution, &Sum::literal(Literal::present(2)), &[0, 1], cut);
        let listed: usize = [&cases.whole.typical, &cases.whole.in_kind, &cases.whole.in_degree, &cases.whole.irrelevant]
            .iter().map(|list| list.len()).sum::<usize>() + cases.deviant_coverage.len();
        let ambiguous = cases.whole.kinds.iter().filter(|kind| **kind == SufficiencyKind::Ambiguous).count();
        prop_assert_eq!(listed + ambiguous, cells.len());
        prop_assert!(!cases.whole.kinds.contains(&SufficiencyKind::ExplainedElsewhere));
        for term in &cases.terms {
            let (t, k, i) = (term.typical.len(), term.in_kind.len(), term.irrelevant.len());
            let (pairs, focal) = (t * t.saturating_sub(1) / 2 + t * i, term.conjuncts.len());
            let every: Vec<&Pair> = super::cases::pairs(&term.pairs).collect();
            prop_assert_eq!(every.len(), pairs * (1 + focal) + t * k);
            for two in every.windows(2) {
                let standing = |at: usize| (two[at].class, !(two[at].one.clean && two[at].other.clean));
                let same = (two[0].contrast, two[0].focal) == (two[1].contrast, two[1].focal);
                prop_assert!(!same || standing(0) <= standing(1));
            }
            // Cut short, the lists begin alike and tell how many there are; what is too many to rank is only counted.
            let of_term = few.terms[term.term.expect("of a term")].pairs.iter();
            for (short, long) in of_term.zip(&term.pairs) {
                prop_assert_eq!((short.count, short.ranked), (long.count, long.count <= 9));
                let kept = if short.ranked { long.best.len().min(2) } else { 0 };
                prop_assert_eq!(&short.best, &long.best[..kept]);
            }
            for single in &term.typical {
                prop_assert!(single.score >= -1e-12 && single.place.x <= single.place.y && single.place.x > 0.5);
            }
        }
    }
}
