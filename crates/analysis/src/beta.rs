//! The beta distribution: distribution function and quantiles, the same to the last bit on every machine.
//!
//! In: two positive shapes and a point or a probability. Out: a number in [0, 1]. Written out here, on `libm`, because the
//! statistics libraries take logarithms from the machine they run on, and a printed interval may not hang on that.

use libm::{exp, lgamma, log};

/// ln B(a, b) = ln G(a) + ln G(b) - ln G(a + b), for a, b > 0.
pub fn log_beta(a: f64, b: f64) -> f64 {
    lgamma(a) + lgamma(b) - lgamma(a + b)
}

/// The probability that a Beta(a, b) is at most x: the regularised incomplete beta function I_x(a, b).
///
/// * Takes shapes above 0; x outside [0, 1] counts as the nearer end. What is not a number gives what is not a number.
/// * Gives a number within [0, 1], with an error below 1e-12 for shapes up to a few thousand.
/// * Source: continued fraction, DLMF 8.17.22, summed by Lentz's method as modified by Thompson & Barnett 1986 (Journal of
///   Computational Physics 64: 490-509); for x above (a + 1)/(a + b + 2) by the reflection of DLMF 8.17.4.
/// * Checked against R 4.2 `pbeta`.
pub fn at_most(x: f64, a: f64, b: f64) -> f64 {
    if x.is_nan() || a.is_nan() || b.is_nan() || a <= 0.0 || b <= 0.0 {
        return f64::NAN;
    }
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front = exp(a * log(x) + b * libm::log1p(-x) - log_beta(a, b));
    let found = if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(x, a, b) / a
    } else {
        1.0 - front * fraction(1.0 - x, b, a) / b
    };
    found.clamp(0.0, 1.0)
}

/// The continued fraction 1/(1 + d1/(1 + d2/(1 + ...))) of DLMF 8.17.22.
fn fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut sum = d;
    // It converges in about the square root of the larger shape; ten thousand terms are for shapes of a hundred million.
    for term in 1..10_000 {
        let m = f64::from(term);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away(1.0 + even * d);
        c = away(1.0 + even / c);
        sum *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away(1.0 + odd * d);
        c = away(1.0 + odd / c);
        let step = d * c;
        sum *= step;
        if (step - 1.0).abs() < 1e-15 {
            break;
        }
    }
    sum
}

/// The point that a Beta(a, b) stays below with a given probability.
///
/// * Takes a probability (outside [0, 1] counts as the nearer end) and shapes above 0.
/// * Gives the point within [0, 1], by halving the interval until its ends are neighbouring numbers or 200 times: slow and
///   sure, also where nearly all the mass lies against 0 or 1.
/// * Checked against R 4.2 `qbeta`.
pub fn quantile(probability: f64, a: f64, b: f64) -> f64 {
    if probability.is_nan() || a.is_nan() || b.is_nan() || a <= 0.0 || b <= 0.0 {
        return f64::NAN;
    }
    if probability <= 0.0 {
        return 0.0;
    }
    if probability >= 1.0 {
        return 1.0;
    }
    let (mut below, mut above) = (0.0_f64, 1.0_f64);
    for _ in 0..200 {
        let middle = 0.5 * (below + above);
        if middle <= below || middle >= above {
            break;
        }
        if at_most(middle, a, b) < probability {
            below = middle;
        } else {
            above = middle;
        }
    }
    above
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// R 4.2.2: `sprintf("%.15g", pbeta(x, a, b))`.
    #[test]
    fn the_distribution_agrees_with_r() {
        for (x, a, b, expected) in [
            (0.2, 0.5, 2.5, 0.685627362352983),
            (0.9, 2.5, 0.5, 0.489589744564428),
            (0.05, 3.2, 71.4, 0.677462501602956),
            (0.5, 60.0, 40.0, 0.0219376467935076),
            (0.62, 60.0, 40.0, 0.653962463501321),
            (0.001, 0.01, 2.0, 0.942577511261953),
            (0.999, 300.0, 2.0, 0.962919141802929),
            (0.3, 1234.0, 2345.0, 4.03363903841853e-09),
            (0.34, 1234.0, 2345.0, 0.274104943399298),
        ] {
            let found: f64 = at_most(x, a, b);
            assert!((found - expected).abs() < 1e-12, "I_{x}({a}, {b}) = {found}, R says {expected}");
        }
    }

    /// R 4.2.2: `sprintf("%.15g", qbeta(p, a, b))`.
    #[test]
    fn the_quantiles_agree_with_r() {
        for (p, a, b, expected) in [
            (0.025, 2.5, 0.5, 0.333178245598791),
            (0.975, 2.5, 0.5, 0.999783091529969),
            (0.025, 0.5, 2.5, 0.000216908470030966),
            (0.025, 0.5, 71.5, 6.89164691943004e-06),
            (0.975, 0.5, 71.5, 0.0346405512510507),
            (0.975, 0.01, 2.0, 0.0302936964564519),
            (0.5, 6.5, 1400.5, 0.00438720367850771),
            (0.025, 6.5, 1400.5, 0.00178310687382205),
            (0.975, 6.5, 1400.5, 0.00877497780702063),
            (0.975, 0.5, 0.5, 0.998458666866564),
        ] {
            let found: f64 = quantile(p, a, b);
            let close = (found - expected).abs() < 1e-11 * expected.max(1e-6);
            assert!(close, "q_{p}({a}, {b}) = {found}, R says {expected}");
        }
    }

    /// By hand: Beta(1, 1) is uniform; Beta(2, 1) has the distribution x^2; Beta(1/2, 1/2) is the arcsine law.
    #[test]
    fn plain_cases_by_hand() {
        assert!((at_most(0.3, 1.0, 1.0) - 0.3).abs() < 1e-15);
        assert!((at_most(0.3, 2.0, 1.0) - 0.09).abs() < 1e-15);
        assert!((at_most(0.5, 0.5, 0.5) - 0.5).abs() < 1e-15);
        assert!((at_most(0.25, 0.5, 0.5) - 1.0 / 3.0).abs() < 1e-14);
        assert_eq!((at_most(-1.0, 2.0, 3.0), at_most(2.0, 2.0, 3.0)), (0.0, 1.0));
        assert!(at_most(0.5, 0.0, 1.0).is_nan());
    }

    proptest! {
        #[test]
        fn a_quantile_undoes_the_distribution(p in 0.001..0.999_f64, a in 0.05..300.0_f64, b in 0.05..300.0_f64) {
            let x = quantile(p, a, b);
            prop_assert!((0.0..=1.0).contains(&x));
            // Where the mass lies against an end, neighbouring numbers differ by more than any tolerance.
            if (1e-12..1.0 - 1e-12).contains(&x) {
                prop_assert!((at_most(x, a, b) - p).abs() < 1e-7, "{x}");
            }
            prop_assert!((at_most(x, a, b) + at_most(1.0 - x, b, a) - 1.0).abs() < 1e-7);
        }
    }
}
