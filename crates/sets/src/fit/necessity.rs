//! Is the condition a superset of the outcome?

use super::{ratio, weight_of};

/// How necessary x is for y.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Necessity {
    /// Consistency: sum of min(x, y) by sum of y (Ragin 2006).
    pub consistency: Option<f64>,
    /// Coverage: sum of min(x, y) by sum of x (Ragin 2006).
    pub coverage: Option<f64>,
    /// Relevance (RoN): sum of 1 - x by sum of 1 - min(x, y) (Schneider & Wagemann 2012, ch. 9). Low where the condition is
    /// nearly always present, so that it is necessary for anything. Undefined where every case is full in both.
    pub relevance: Option<f64>,
}

/// How necessary a condition is for an outcome, from the memberships of the same cases in both.
#[must_use]
pub fn necessity(x: &[f64], y: &[f64]) -> Necessity {
    weighed_necessity(x, y, None)
}

/// The same, every sum over cases weighed.
#[must_use]
pub fn weighed_necessity(x: &[f64], y: &[f64], weights: Option<&[f64]>) -> Necessity {
    let (mut sum_x, mut sum_y, mut both, mut out, mut not_both) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (case, (x, y)) in x.iter().zip(y).enumerate() {
        let weight = weight_of(weights, case);
        let least = x.min(*y);
        sum_x += weight * x;
        sum_y += weight * y;
        both += weight * least;
        out += weight * (1.0 - x);
        not_both += weight * (1.0 - least);
    }
    Necessity { consistency: ratio(both, sum_y), coverage: ratio(both, sum_x), relevance: ratio(out, not_both) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let fit = necessity(&[0.8, 0.3, 0.6], &[0.8, 0.6, 0.1]);
        let near = |value: Option<f64>, expected: f64| assert!((value.expect("defined") - expected).abs() < 1e-12);
        near(fit.consistency, 1.2 / 1.5);
        near(fit.coverage, 1.2 / 1.7);
        near(fit.relevance, 1.3 / 1.8);
    }

    #[test]
    fn a_weight_is_so_many_cases() {
        let thrice = weighed_necessity(&[0.8, 0.3], &[0.9, 0.6], Some(&[3.0, 1.0]));
        let alike = necessity(&[0.8, 0.8, 0.8, 0.3], &[0.9, 0.9, 0.9, 0.6]);
        for (one, other) in [(thrice.consistency, alike.consistency), (thrice.relevance, alike.relevance)] {
            assert!((one.expect("defined") - other.expect("defined")).abs() < 1e-12);
        }
    }

    #[test]
    fn a_condition_that_is_always_there_is_trivial_not_relevant() {
        let fit = necessity(&[1.0, 1.0], &[1.0, 0.0]);
        assert_eq!((fit.consistency, fit.relevance), (Some(1.0), Some(0.0)));
        assert_eq!(necessity(&[1.0], &[1.0]).relevance, None);
    }
}
