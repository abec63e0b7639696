//! Identities of parameters of fit.

use exceptio_sets::fit::{coincidence, necessity, pre, sufficiency, unique_coverages};
use proptest::prelude::*;

fn memberships(cases: usize) -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(0.0..=1.0_f64, cases)
}

const NEAR: f64 = 1e-9;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// x is as necessary for y as y is sufficient for x.
    #[test]
    fn necessity_is_sufficiency_turned_round((x, y) in (1_usize..30).prop_flat_map(|n| (memberships(n), memberships(n)))) {
        let (needed, turned) = (necessity(&x, &y), sufficiency(&y, &x));
        prop_assert_eq!(needed.consistency, turned.consistency);
        prop_assert_eq!(needed.coverage, turned.coverage);
    }

    /// What is consistent with the outcome and with its absence adds up to 1 in crisp sets and to no less in fuzzy ones.
    #[test]
    fn a_condition_cannot_avoid_both_an_outcome_and_its_absence((x, y) in (1_usize..30).prop_flat_map(|n| (memberships(n), memberships(n)))) {
        let not: Vec<f64> = y.iter().map(|y| 1.0 - y).collect();
        let sum = |x: &[f64], y: &[f64], not: &[f64]| {
            Some(sufficiency(x, y).consistency? + sufficiency(x, not).consistency?)
        };
        if let Some(sum) = sum(&x, &y, &not) {
            prop_assert!(sum >= 1.0 - NEAR);
        }
        let crisp = |values: &[f64]| values.iter().map(|value| value.round()).collect::<Vec<f64>>();
        let (x, y) = (crisp(&x), crisp(&y));
        let not: Vec<f64> = y.iter().map(|y| 1.0 - y).collect();
        if let Some(sum) = sum(&x, &y, &not) {
            prop_assert!((sum - 1.0).abs() < NEAR);
        }
        let fit = sufficiency(&x, &y);
        if let (Some(pri), Some(consistency)) = (fit.pri, fit.consistency) {
            prop_assert!((pri - consistency).abs() < NEAR, "crisp PRI is consistency");
        }
    }

    #[test]
    fn bounds((x, y) in (1_usize..30).prop_flat_map(|n| (memberships(n), memberships(n)))) {
        let fit = sufficiency(&x, &y);
        for value in [fit.consistency, fit.coverage, fit.haesebrouck, fit.product, coincidence(&x, &y)].into_iter().flatten() {
            prop_assert!((-NEAR..=1.0 + NEAR).contains(&value));
        }
        if let (Some(pri), Some(consistency)) = (fit.pri, fit.consistency) {
            prop_assert!(pri <= consistency + NEAR);
        }
        if let Some(relevance) = necessity(&x, &y).relevance {
            prop_assert!((-NEAR..=1.0 + NEAR).contains(&relevance));
        }
        prop_assert!(pre(&x, &y).value().is_none_or(|value| value <= 1.0 + NEAR));
    }

    /// Coverage of a disjunction lies between its best term's and 1, and what its terms cover alone adds up to no more.
    #[test]
    fn coverages((terms, y) in (1_usize..20).prop_flat_map(|n| (prop::collection::vec(memberships(n), 1..5), memberships(n)))) {
        let whole: Vec<f64> = (0..y.len()).map(|case| terms.iter().map(|term| term[case]).fold(0.0, f64::max)).collect();
        let Some(covered) = sufficiency(&whole, &y).coverage else { return Ok(()) };
        prop_assert!(covered <= 1.0 + NEAR);
        for term in &terms {
            prop_assert!(sufficiency(term, &y).coverage.expect("defined as for the whole") <= covered + NEAR);
        }
        let unique = unique_coverages(&terms, &y);
        prop_assert!(unique.iter().map(|unique| unique.expect("defined as for the whole")).sum::<f64>() <= covered + NEAR);
        // By the definition, slowly.
        for (at, unique) in unique.iter().enumerate() {
            let mut alone = 0.0;
            for (case, y) in y.iter().enumerate() {
                let others = terms.iter().enumerate().filter(|(other, _)| *other != at);
                let others = others.map(|(_, term)| term[case]).fold(0.0, f64::max);
                alone += terms[at][case].min(*y) - terms[at][case].min(*y).min(others);
            }
            prop_assert!((unique.expect("defined") - alone / y.iter().sum::<f64>()).abs() < NEAR);
        }
    }
}
