//! The first two derivatives of the logarithm of the gamma function, which `libm` does not have.
//!
//! Both climb by their recurrence to where the asymptotic series (Abramowitz & Stegun 6.3.18, 6.4.12) is exact to rounding.

/// From here on the series is used.
const FAR: f64 = 12.0;

/// The digamma function of `x` above 0: the derivative of `ln gamma(x)`.
pub(super) fn digamma(mut x: f64) -> f64 {
    let mut below = 0.0;
    while x < FAR {
        below += 1.0 / x;
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    // B(2n) / 2n, for n from 1.
    let series = [1.0 / 12.0, -1.0 / 120.0, 1.0 / 252.0, -1.0 / 240.0, 1.0 / 132.0, -691.0 / 32_760.0, 1.0 / 12.0];
    let tail = series.iter().rev().fold(0.0, |sum, term| (sum + term) * square);
    libm::log(x) - 0.5 / x - tail - below
}

/// The trigamma function of `x` above 0: the derivative of [`digamma`].
pub(super) fn trigamma(mut x: f64) -> f64 {
    let mut below = 0.0;
    while x < FAR {
        below += 1.0 / (x * x);
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    // B(2n), for n from 1.
    let series = [1.0 / 6.0, -1.0 / 30.0, 1.0 / 42.0, -1.0 / 30.0, 5.0 / 66.0, -691.0 / 2730.0, 7.0 / 6.0];
    let tail = series.iter().rev().fold(0.0, |sum, term| (sum + term) * square);
    1.0 / x + 0.5 * square + tail / x + below
}

#[cfg(test)]
mod tests {
    use super::*;

    /// At 1 and at a half both are known in closed form, and at other places by their recurrence.
    #[test]
    fn closed_forms() {
        const EULER: f64 = 0.577_215_664_901_532_9;
        let squared = std::f64::consts::PI * std::f64::consts::PI;
        let near = |value: f64, expected: f64| assert!((value - expected).abs() < 1e-13, "{value} {expected}");
        near(digamma(1.0), -EULER);
        near(digamma(0.5), -EULER - 2.0 * std::f64::consts::LN_2);
        near(digamma(20.0), digamma(1.0) + (1..20).map(|n| 1.0 / f64::from(n)).sum::<f64>());
        near(trigamma(1.0), squared / 6.0);
        near(trigamma(0.5), squared / 2.0);
        near(trigamma(20.0), squared / 6.0 - (1..20).map(|n| 1.0 / f64::from(n * n)).sum::<f64>());
    }
}
