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
}

/// Rows hold what the claim does not read. N is necessary for Y; Z and W are other conditions. t and k stand in Z*~W, g in ~Z*~W; so
/// k is compared with t alone, and no row of a table with N in it would hold the two.
#[test]
fn typical_and_deviant_share_a_row_of_the_other_conditions() {
    let table = fuzzy(
        &["t", "u", "k", "g"],
        &[
            ("N", &[0.9, 0.8, 0.2, 0.3]),
            ("Z", &[0.7, 0.2, 0.8, 0.4]),
            ("W", &[0.1, 0.9, 0.2, 0.3]),
            ("Y", &[0.8, 0.6, 0.9, 0.7]),
        ],
    );
    let (condition, outcome) = (Sum::literal(Literal::present(0)), Sum::literal(Literal::present(3)));
    let found = |conditions: &[usize]| necessity_cases(&table, &condition, &outcome, conditions, PairLimits::ALL);
    let pairs_of = |conditions: &[usize]| -> Vec<(usize, usize, f64)> {
        let falsifying = |pair: &&Pair| pair.contrast == Contrast::TypicalDeviantConsistency;
        let cases = found(conditions);
        let found = pairs(&cases.whole.pairs).filter(falsifying);
        found.map(|pair| (pair.one.place.case, pair.other.place.case, pair.score)).collect()
    };
    assert_eq!(found(&[1, 2, 0, 3]).compared_in, [1, 2]);
    for conditions in [&[1, 2][..], &[1, 2, 0][..], &[3, 0, 1, 2][..]] {
        let rows = pairs_of(conditions);
        assert_eq!(rows.iter().map(|pair| (pair.0, pair.1)).collect::<Vec<_>>(), [(0, 2)], "{conditions:?}");
        // (1 - (.9 - .2)) + |.8 - .9|.
        near(rows[0].2, 0.3 + 0.1);
    }
    // By W alone t, k and g stand in one row; without any other condition all do.
    assert_eq!(pairs_of(&[0, 2]).len(), 2);
    assert_eq!(pairs_of(&[0]).len(), 4);
    // Deviant cases are listed row by row of all conditions: ~N*~Z*~W (g) before ~N*Z*~W (k), though k deviates more.
    let deviant = found(&[0, 1, 2]).whole.in_kind;
    let rows: Vec<_> = deviant.iter().map(|pick| (pick.place.case, pick.row.clone(), pick.best)).collect();
    let row = |levels: [u8; 3], member: f64| Some((levels.map(Some).to_vec(), member));
    assert_eq!(rows, [(3, row([0, 0, 0], 0.6), true), (2, row([0, 1, 0], 0.8), true)]);
    // Of a disjunction the columns of all its parts are left out.
    let either = Sum::new([condition.terms[0].clone(), Term::new([Literal::absent(1)])]);
    assert_eq!(necessity_cases(&table, &either, &outcome, &[0, 1, 2], PairLimits::ALL).compared_in, [2]);
}

/// N1*N2 is necessary for Y; by conjunct N1: FC is N1, CC is N2. t (.7, .9), u (.8, .6), i (.2, .8), j (.4, .1), l (.9, .3).
fn necessary_conjunction() -> (Table, Sum, Sum) {
    let table = fuzzy(
        &["t", "u", "i", "j", "l"],
        &[("N1", &[0.7, 0.8, 0.2, 0.4, 0.9]), ("N2", &[0.9, 0.6, 0.8, 0.1, 0.3]), ("Y", &[0.6, 0.55, 0.1, 0.3, 0.2])],
    );
    (table, Sum::new([Term::new([Literal::present(0), Literal::present(1)])]), Sum::literal(Literal::present(2)))
}

/// A conjunct sets the membership in a conjunction where it is the lesser one. SetMethods puts the greater first.
#[test]
fn the_lesser_conjunct_sets_a_necessary_conjunction() {
    let (table, condition, outcome) = necessary_conjunction();
    let whole = necessity_cases(&table, &condition, &outcome, &[0, 1], PairLimits::ALL).whole;
    let picks = |at: usize| -> Vec<(usize, u8, bool, f64)> {
        whole.conjuncts[at].1.iter().map(|pick| (pick.place.case, pick.class, pick.clean, pick.score)).collect()
    };
    assert_eq!(whole.conjuncts.len(), 2);
    // By N1: t has .7 < .9, so N1 sets it; u has .8 > .6, so N2 does, and the rest may account for it. 2 |FC - y| + (1 - FC).
    assert_eq!(picks(0), [(0, 1, true, 0.5), (1, 2, false, 0.7)]);
    // By N2: u has .6 < .8: 2 (.6 - .55) + .4; t has .9 > .7: 2 (.9 - .6) + .1.
    assert_eq!(picks(1), [(1, 1, true, 0.5), (0, 2, false, 0.7)]);
    // As much of both: set by neither alone.
    let even = fuzzy(&["e"], &[("N1", &[0.7]), ("N2", &[0.7]), ("Y", &[0.6])]);
    let whole = necessity_cases(&even, &condition, &outcome, &[], PairLimits::ALL).whole;
    assert_eq!((whole.conjuncts[0].1[0].class, whole.conjuncts[1].1[0].class), (2, 2));
}

/// |DCC| is added where the rest is to be held alike, that is by conjunct; what could stand in for a part of a disjunction is not to
/// be alike but absent, and those pairs come first that no other part has.
#[test]
fn the_rest_counts_in_pairs_by_conjunct_and_not_by_part() {
    let (table, condition, outcome) = necessary_conjunction();
    let whole = necessity_cases(&table, &condition, &outcome, &[0, 1], PairLimits::ALL).whole;
    let list = |contrast: Contrast, focal: usize| {
        let is = |pair: &&Pair| pair.contrast == contrast && pair.focal == Some(Literal::present(focal));
        let found: Vec<(usize, usize, u8, f64)> = pairs(&whole.pairs)
            .filter(is)
            .map(|pair| (pair.one.place.case, pair.other.place.case, pair.class, pair.score))
            .collect();
        found
    };
    // By N1 t (.5) is more typical than u (.7): (.5 + .1) + (.5 - .05) + |.9 - .6| + 2 (.1) + 2 (.25); it sets t alone.
    assert_eq!(list(Contrast::TypicalTypical, 0), [(0, 1, 2, 2.05)]);
    // Irrelevant: i lacks N1 alone, j both (N2 more), l N2 alone. t, i: (1 - .5) + (1 - .5) + .1 + .2 + .1 and so on.
    assert_eq!(
        list(Contrast::TypicalIrrelevant, 0),
        [(0, 2, 1, 1.4), (1, 2, 2, 1.75), (0, 3, 4, 2.5), (1, 3, 6, 2.45), (0, 4, 7, 3.3), (1, 4, 8, 3.25)]
    );
    // Parts of N1 + N2 by N1: of t and u, n is .7 and .8, y .6 and .55, without |.9 - .6|.
    let parts = Sum::new(condition.terms[0].literals().iter().map(|literal| Term::new([*literal])));
    let parts = necessity_cases(&table, &parts, &outcome, &[], PairLimits::ALL).parts;
    let found =
        pairs(&parts[0].pairs).find(|pair| pair.contrast == Contrast::TypicalTypical).expect("a pair of t and u");
    assert_eq!((found.one.place.case, found.other.place.case), (0, 1));
    near(found.score, (0.5 + 0.1) + (0.5 - 0.05) + 0.2 + 0.5);
    assert!(!found.one.unique && parts[0].conjuncts.is_empty());
}

/// A case that two terms have is not one that no other term has, in the whole of a necessary condition either.
#[test]
fn who_else_has_a_case_is_said_as_it_is() {
    let table = fuzzy(&["one", "both"], &[("A", &[0.9, 0.8]), ("B", &[0.1, 0.7]), ("Y", &[0.6, 0.6])]);
    let either = Sum::new([Term::new([Literal::present(0)]), Term::new([Literal::present(1)])]);
    let outcome = Sum::literal(Literal::present(2));
    let cases = necessity_cases(&table, &either, &outcome, &[], PairLimits::ALL);
    let said =
        |pick: &exceptio_sets::cases::Single| (pick.place.case, pick.held_by, pick.unique, pick.reasons().join("; "));
    let of = |picks: &[exceptio_sets::cases::Single]| picks.iter().map(said).collect::<Vec<_>>();
    let (alone, shared) = ("no other term has it".to_owned(), "2 terms have it".to_owned());
    // Both whole and part: `both` is the more typical of the whole, 2 (.2) + .2 against 2 (.3) + .1, the later one of the part.
    assert_eq!(of(&cases.whole.typical), [(1, 2, false, shared.clone()), (0, 1, true, alone.clone())]);
    assert_eq!(of(&cases.parts[0].typical), [(0, 1, true, alone), (1, 2, false, shared)]);
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

/// The order of a pair by the published rules, written from the memberships alone; yes is 0, no 1, the score in steps of 1e-9.
fn published(pair: &Pair) -> Vec<i64> {
    let no = |so: bool| i64::from(!so);
    let score = (pair.score * 1e9).round() as i64;
    let parts = |single: &exceptio_sets::cases::Single| {
        single.place.within.map_or((single.place.x, 1.0, single.place.y), |at| (at.focal, at.rest, single.place.y))
    };
    let ((fc, cc, y), (fc_j, cc_j, y_j)) = (parts(&pair.one), parts(&pair.other));
    let clean = |fc: f64, cc: f64, y: f64| if fc <= y { cc < fc || cc > y } else { cc > fc || cc < y };
    let corridor = match (clean(fc, cc, y), clean(fc_j, cc_j, y_j)) {
        (true, true) => 0,
        (true, false) => 1,
        (false, true) => 2,
        (false, false) => 3,
    };
    let (one, other) = (&pair.one, &pair.other);
    match (pair.contrast, pair.focal) {
        (Contrast::TypicalTypical, None) => vec![no(one.unique), no(other.unique), score],
        (Contrast::TypicalIrrelevant, None) => {
            vec![no(one.unique), no(other.place.x <= y_j), no(other.uncovered), score]
        }
        (Contrast::TypicalTypical, Some(_)) => {
            let class = if fc < cc { 0 } else { 2 } + if fc_j < cc_j { 1 } else { 2 };
            vec![class, corridor, no(fc <= y), no(fc_j <= y_j), no(one.unique), no(other.unique), score]
        }
        (Contrast::TypicalIrrelevant, Some(_)) => {
            // PairRank: the irrelevant case lacks the conjunct alone, both, or the rest alone.
            let rank = match (fc < cc, fc_j < 0.5, cc_j >= 0.5, cc_j > fc_j) {
                (true, true, true, _) => 1,
                (false, true, true, _) => 2,
                (true, true, false, true) => 3,
                (true, true, false, false) => 4,
                (false, true, false, true) => 5,
                (false, true, false, false) => 6,
                (true, false, _, _) => 7,
                (false, false, _, _) => 8,
            };
            assert_eq!(rank, i64::from(pair.class), "{fc} {cc} {fc_j} {cc_j}");
            vec![rank, corridor, no(fc <= y), no(one.unique), no(fc_j <= y_j), no(other.uncovered), score]
        }
        _ => vec![score],
    }
}

/// By conjunct A of A*B + C: FC is A, CC is B. t (.6, .8) has its membership set by A; i lacks A alone (.3, .9), j both (.2, .4), k B
/// alone (.7, .1). i scores worse than j with t, and still comes first.
#[test]
fn who_lacks_the_conjunct_alone_comes_first() {
    let table = fuzzy(
        &["t", "k", "j", "i", "c"],
        &[
            ("A", &[0.6, 0.7, 0.2, 0.3, 0.3]),
            ("B", &[0.8, 0.1, 0.4, 0.9, 0.9]),
            ("C", &[0.1, 0.2, 0.3, 0.1, 0.8]),
            ("Y", &[0.7, 0.2, 0.1, 0.45, 0.45]),
        ],
    );
    let solution = Sum::new([Term::new([Literal::present(0), Literal::present(1)]), Term::new([Literal::present(2)])]);
    let cases = sufficiency_cases(&table, &solution, &Sum::literal(Literal::present(3)), &[0, 1, 2], PairLimits::ALL);
    let focal = |pair: &&Pair| (pair.contrast, pair.focal) == (Contrast::TypicalIrrelevant, Some(Literal::present(0)));
    let found: Vec<(usize, u8, bool, f64)> = pairs(&cases.terms[0].pairs)
        .filter(focal)
        .map(|pair| (pair.other.place.case, pair.class, pair.other.uncovered, pair.score))
        .collect();
    // t, i: (1 - .3) + (1 - .25) + |.8 - .9| + 2 (.1) + .15; c is as i, but C has it. t, j: .6 + .4 + .4 + .2 + .1; t, k: 1.1 + .5 + .7 +
    // .2 + .5.
    assert_eq!(found, [(3, 1, true, 1.9), (4, 1, false, 1.9), (2, 3, true, 1.7), (1, 7, true, 3.0)]);
}

/// A coding of .42 denied is .58, and .58 is not more than .58.
#[test]
fn rounding_makes_no_case_deviant() {
    let table = fuzzy(&["c1", "c2", "c3", "c4"], &[("D", &[0.42, 0.2, 0.9, 0.3]), ("Y", &[0.58, 0.9, 0.1, 0.7])]);
    let (denied, outcome) = (Sum::literal(Literal::absent(0)), Sum::literal(Literal::present(1)));
    use SufficiencyKind::*;
    let kinds = sufficiency_cases(&table, &denied, &outcome, &[0], PairLimits::ALL).whole.kinds;
    assert_eq!(kinds, [Typical, Typical, Irrelevant, Typical]);
    let needed = necessity_cases(&table, &denied, &outcome, &[0], PairLimits::ALL).whole;
    assert_eq!(needed.kinds[0], NecessityKind::Typical);
    // The same where the noise is in the data, as another program writes it.
    assert_eq!(SufficiencyKind::of(1.0 - 0.42, 0.58), Typical);
    assert_eq!(SufficiencyKind::of(0.581, 0.58), DeviantConsistencyInDegree);
}

/// Many cases: the best pairs of millions, against the score of each.
#[test]
fn the_best_of_millions_are_found() {
    let n = 2_400_usize;
    let spread = |at: usize, by: usize, of: usize| (at * by % of) as f64 / of as f64;
    let take = |low: f64, high: f64, by: usize| -> Vec<f64> {
        let half = |at: usize| if at.is_multiple_of(2) { high } else { low };
        (0..n).map(|at| half(at) + 0.4 * spread(at, by, 997)).collect()
    };
    let names: Vec<String> = (0..n).map(|at| at.to_string()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let (a, b) = (take(0.05, 0.55, 31), take(0.05, 0.55, 57));
    let y: Vec<f64> = (0..n).map(|at| a[at].min(b[at]) + 0.04 * spread(at, 7, 13)).collect();
    let table = fuzzy(&names, &[("A", &a), ("B", &b), ("Y", &y)]);
    let solution = Sum::new([Term::new([Literal::present(0), Literal::present(1)])]);
    let outcome = Sum::literal(Literal::present(2));
    let few = sufficiency_cases(&table, &solution, &outcome, &[0, 1], PairLimits { list: 5 });
    for list in few.terms[0].pairs.iter().filter(|list| list.contrast == Contrast::TypicalIrrelevant) {
        assert_eq!((list.count, list.best.len()), (1_440_000, 5));
        let x = |at: usize| a[at].min(b[at]);
        let mut every: Vec<(Vec<i64>, usize, usize)> = Vec::new();
        for i in (0..n).step_by(2) {
            for j in (1..n).step_by(2) {
                let far = match list.focal {
                    None => {
                        (1.0 - (x(i) - x(j)))
                            + (1.0 - (y[i] - y[j]))
                            + 2.0 * (y[i] - x(i)).abs()
                            + 2.0 * (y[j] - x(j)).abs()
                    }
                    Some(focal) => {
                        let (fc, cc) = if focal.column == 0 { (&a, &b) } else { (&b, &a) };
                        let apart = (1.0 - (fc[i] - fc[j])) + (1.0 - (y[i] - y[j])) + (cc[i] - cc[j]).abs();
                        apart + 2.0 * (y[i] - fc[i]).abs() + (y[j] - fc[j]).abs()
                    }
                };
                let mut pair = list.best[0].clone();
                let place = |fc: f64, cc: f64| exceptio_sets::cases::Within { focal: fc, rest: cc };
                for (single, at) in [(&mut pair.one, i), (&mut pair.other, j)] {
                    (single.place.case, single.place.x, single.place.y) = (at, x(at), y[at]);
                    single.place.within = list
                        .focal
                        .map(|focal| if focal.column == 0 { place(a[at], b[at]) } else { place(b[at], a[at]) });
                }
                pair.score = far;
                if let Some(within) = pair.one.place.within.zip(pair.other.place.within) {
                    pair.class = match (within.0.focal < within.0.rest, within.1.rest > within.1.focal) {
                        (true, true) => 3,
                        (true, false) => 4,
                        (false, true) => 5,
                        (false, false) => 6,
                    };
                }
                every.push((published(&pair), i, j));
            }
        }
        let last = every.select_nth_unstable(5).1.0.clone();
        let best: Vec<Vec<i64>> = list.best.iter().map(published).collect();
        assert!(best.iter().all(|key| *key <= last), "{best:?} {last:?}");
    }
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
        let cut = PairLimits { list: 2 };
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
                let same = (two[0].contrast, two[0].focal) == (two[1].contrast, two[1].focal);
                prop_assert!(!same || published(two[0]) <= published(two[1]));
            }
            // Cut short, the lists begin alike and tell how many there are.
            let of_term = few.terms[term.term.expect("of a term")].pairs.iter();
            for (short, long) in of_term.zip(&term.pairs) {
                prop_assert_eq!((short.count, long.best.len() as u64), (long.count, long.count));
                prop_assert_eq!(&short.best, &long.best[..long.best.len().min(2)]);
            }
            for single in &term.typical {
                prop_assert!(single.score >= -1e-12 && single.place.x <= single.place.y && single.place.x > 0.5);
            }
        }
    }
}
