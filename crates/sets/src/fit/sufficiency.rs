//! Is the condition a subset of the outcome?

use super::{pri_of, ratio, weight_of};
use memberships::excess;

/// How sufficient x is for y.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Sufficiency {
    /// Consistency: sum of min(x, y) by sum of x (Ragin 2006).
    pub consistency: Option<f64>,
    /// Proportional reduction in inconsistency: (sum of min(x, y) - n) by (sum of x - n), n being the sum of min(x, y, 1 - y)
    /// (Schneider & Wagemann 2012). Low where x is nearly as consistent with the outcome's absence.
    pub pri: Option<f64>,
    /// Consistency times PRI.
    pub product: Option<f64>,
    /// Consistency that punishes large violations by strong members more: sum of min(x, y) by sum of
    /// min(x, y) + sqrt(max(x - y, 0) x) (Haesebrouck 2015). What is no more than rounding is no excess ([`excess`]): its root would be.
    pub haesebrouck: Option<f64>,
    /// Raw coverage: sum of min(x, y) by sum of y (Ragin 2006).
    pub coverage: Option<f64>,
}

/// How sufficient a condition is for an outcome, from the memberships of the same cases in both.
#[must_use]
pub fn sufficiency(x: &[f64], y: &[f64]) -> Sufficiency {
    weighed_sufficiency(x, y, None)
}

/// The same, every sum over cases weighed: by the days of a spell, so that what lasts weighs as long as it lasts. `None`: all alike.
#[must_use]
pub fn weighed_sufficiency(x: &[f64], y: &[f64], weights: Option<&[f64]>) -> Sufficiency {
    let (mut sum_x, mut sum_y, mut both, mut neither, mut punished) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (case, (x, y)) in x.iter().zip(y).enumerate() {
        let weight = weight_of(weights, case);
        let least = x.min(*y);
        sum_x += weight * x;
        sum_y += weight * y;
        both += weight * least;
        neither += weight * least.min(1.0 - y);
        punished += weight * (least + (excess(*x, *y) * x).sqrt());
    }
    let consistency = ratio(both, sum_x);
    let pri = pri_of(sum_x, both, neither);
    Sufficiency {
        consistency,
        pri,
        product: consistency.zip(pri).map(|(consistency, pri)| consistency * pri),
        haesebrouck: ratio(both, punished),
        coverage: ratio(both, sum_y),
    }
}

/// For each term of a disjunction, the share of the outcome that it alone covers: sum of min(x, y) less the sum of
/// min(x, y, greatest of the other terms), by sum of y (Ragin 2008). A lone term covers all that it covers uniquely.
#[must_use]
pub fn unique_coverages(terms: &[Vec<f64>], y: &[f64]) -> Vec<Option<f64>> {
    weighed_unique_coverages(terms, y, None)
}

/// The same, every sum over cases weighed.
#[must_use]
pub fn weighed_unique_coverages(terms: &[Vec<f64>], y: &[f64], weights: Option<&[f64]>) -> Vec<Option<f64>> {
    let mut sum_y = 0.0;
    let mut unique = vec![0.0; terms.len()];
    for (case, y) in y.iter().enumerate() {
        let weight = weight_of(weights, case);
        sum_y += weight * y;
        // The greatest membership in any term, in which one, and the greatest in any other.
        let (mut first, mut at, mut second) = (0.0_f64, usize::MAX, 0.0_f64);
        for (place, x) in terms.iter().enumerate().filter_map(|(place, term)| Some((place, *term.get(case)?))) {
            if at == usize::MAX || x > first {
                (second, first, at) = (if at == usize::MAX { 0.0 } else { first }, x, place);
            } else {
                second = second.max(x);
            }
        }
        if at != usize::MAX {
            unique[at] += weight * (first.min(*y) - second.min(first.min(*y)));
        }
    }
    unique.into_iter().map(|unique| ratio(unique, sum_y)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: sums of x 1.7, of y 1.5, of min 1.2; min(x, y, 1 - y) is .2 + .3 + 0.
    #[test]
    fn by_hand() {
        let fit = sufficiency(&[0.8, 0.3, 0.6], &[0.8, 0.6, 0.1]);
        let near = |value: Option<f64>, expected: f64| assert!((value.expect("defined") - expected).abs() < 1e-12);
        near(fit.consistency, 1.2 / 1.7);
        near(fit.coverage, 1.2 / 1.5);
        near(fit.pri, (1.2 - 0.6) / (1.7 - 0.6));
        near(fit.product, 1.2 / 1.7 * (0.6 / 1.1));
        near(fit.haesebrouck, 1.2 / (1.2 + (0.5_f64 * 0.6).sqrt()));
    }

    /// A case that weighs 3 is three cases.
    #[test]
    fn a_weight_is_so_many_cases() {
        let (x, y, weights) = ([0.8, 0.3], [0.8, 0.1], [3.0, 1.0]);
        let (thrice, once) = (weighed_sufficiency(&x, &y, Some(&weights)), [0.8, 0.8, 0.8, 0.3]);
        let alike = sufficiency(&once, &[0.8, 0.8, 0.8, 0.1]);
        let near =
            |one: Option<f64>, other: Option<f64>| (one.expect("defined") - other.expect("defined")).abs() < 1e-12;
        assert!(near(thrice.consistency, alike.consistency) && near(thrice.pri, alike.pri));
        assert!(near(thrice.coverage, alike.coverage) && near(thrice.haesebrouck, alike.haesebrouck));
        assert!(near(thrice.consistency, Some(2.5 / 2.7)));
        let unique = weighed_unique_coverages(&[x.to_vec(), vec![0.0, 0.0]], &y, Some(&weights));
        assert!(near(unique[0], Some(1.0)));
    }

    #[test]
    fn over_nothing_it_is_undefined() {
        assert_eq!(sufficiency(&[], &[]), Sufficiency::default());
        let none = sufficiency(&[0.0, 0.0], &[1.0, 0.0]);
        assert_eq!((none.consistency, none.pri, none.coverage), (None, None, Some(0.0)));
        let no_outcome = sufficiency(&[1.0, 1.0], &[0.0, 0.0]);
        assert_eq!((no_outcome.consistency, no_outcome.coverage), (Some(0.0), None));
    }

    /// Each case is as much in the outcome as in its absence as far as it is in x: 0 by 0, though in binary 1 - 0.7 is not 0.3.
    #[test]
    fn pri_of_equal_sums_is_undefined_though_they_differ_by_rounding() {
        let x = [0.3, 0.1, 0.2];
        for y in [[1.0 - 0.7, 1.0 - 0.9, 1.0 - 0.8], [0.7, 0.9, 0.8]] {
            let fit = sufficiency(&x, &y);
            assert_eq!((fit.pri, fit.product), (None, None), "{y:?}");
        }
        // By hand: a sum of 0.601, of which 0.002 is more in the outcome than out of it.
        let little = sufficiency(&[0.501, 0.1], &[0.501, 0.5]);
        assert!((little.pri.expect("defined") - 1.0).abs() < 1e-9);
    }

    #[test]
    fn what_two_terms_share_is_unique_to_neither() {
        let unique = unique_coverages(&[vec![1.0, 1.0, 0.0], vec![1.0, 0.0, 1.0]], &[1.0, 1.0, 0.0]);
        assert_eq!(unique, [Some(0.5), Some(0.0)]);
        assert_eq!(unique_coverages(&[vec![1.0, 0.0]], &[1.0, 1.0]), [Some(0.5)]);
        assert_eq!(unique_coverages(&[vec![1.0]], &[0.0]), [None]);
    }
}
