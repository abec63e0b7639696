//! Exact binomial tests of consistency, for crisp sets (Ragin 2000).

use memberships::at_most;

/// Cases that bear a relation out, and cases that could: of those with a membership above 0 in `inner`, those whose membership in it is no
/// greater than in `outer` ([`at_most`]; Ragin 2000, ch. 8). Of sufficiency `inner` is the condition, of necessity the outcome. In crisp sets these
/// are the members of both, and of `inner`.
#[must_use]
pub fn consistent_cases(inner: &[f64], outer: &[f64]) -> (u64, u64) {
    let could = inner.iter().zip(outer).filter(|(inner, _)| **inner > 0.0);
    could.fold((0, 0), |(consistent, of), (inner, outer)| (consistent + u64::from(at_most(*inner, *outer)), of + 1))
}

/// The probability of `k` or more successes in `n` independent trials that each succeed with probability `p`: the one-sided
/// p-value of a row or term with `k` of `n` cases consistent against a benchmark `p`.
///
/// Gives 1 at `k` = 0, 0 where `k` > `n`; `None` where `p` is no probability. Terms are summed from the smaller tail, so that a
/// tiny p-value keeps its digits.
#[must_use]
pub fn at_least(k: u64, n: u64, p: f64) -> Option<f64> {
    if !(0.0..=1.0).contains(&p) {
        return None;
    }
    Some(match (k, p) {
        (0, _) => 1.0,
        (k, _) if k > n => 0.0,
        (_, 0.0) => 0.0,
        (_, 1.0) => 1.0,
        // Above the mean the terms fall from k on; below it, those under k fall towards 0.
        (k, p) if k as f64 > n as f64 * p => falling(k, n, p).min(1.0),
        (k, p) => (1.0 - falling(n - k + 1, n, 1.0 - p)).clamp(0.0, 1.0),
    })
}

/// The sum of the terms from `k` on, where they fall: the first by logarithms, each next by its ratio to the one before.
fn falling(k: u64, n: u64, p: f64) -> f64 {
    let (x, size) = (k as f64, n as f64);
    let choose = libm::lgamma(size + 1.0) - libm::lgamma(x + 1.0) - libm::lgamma(size - x + 1.0);
    let first = libm::exp(choose + x * libm::log(p) + (size - x) * libm::log1p(-p));
    let odds = p / (1.0 - p);
    let (mut term, mut sum) = (1.0, 1.0);
    for i in k..n {
        term *= (n - i) as f64 / (i + 1) as f64 * odds;
        sum += term;
        if term < sum * 1e-18 {
            break;
        }
    }
    first * sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Coin tosses, by counting: 3 or more heads of 5 is 16 of 32, all 5 is 1 of 32; 9 or more of 10 at 3/4 is
    /// (10 * 3^9 + 3^10) / 4^10.
    #[test]
    fn by_counting() {
        let near = |value: Option<f64>, expected: f64| {
            let value = value.expect("a probability");
            assert!((value - expected).abs() <= 1e-12 * expected, "{value} {expected}");
        };
        near(at_least(3, 5, 0.5), 0.5);
        near(at_least(5, 5, 0.5), 1.0 / 32.0);
        near(at_least(1, 5, 0.5), 31.0 / 32.0);
        near(at_least(9, 10, 0.75), (10.0 * 19_683.0 + 59_049.0) / 1_048_576.0);
        near(at_least(40, 40, 0.5), 0.5_f64.powi(40));
    }

    #[test]
    fn cases_that_bear_a_relation_out() {
        assert_eq!(consistent_cases(&[1.0, 1.0, 0.0, 0.0], &[1.0, 0.0, 1.0, 0.0]), (1, 2));
        // 0.6 is above 0.5 and bears nothing out; 0.2 and 0.7 lie below; who is not in at all says nothing.
        assert_eq!(consistent_cases(&[0.6, 0.2, 0.7, 0.0], &[0.5, 0.9, 0.7, 0.3]), (2, 3));
        assert_eq!(consistent_cases(&[], &[]), (0, 0));
    }

    #[test]
    fn at_the_ends() {
        assert_eq!(at_least(0, 0, 0.5), Some(1.0));
        assert_eq!(at_least(1, 0, 0.5), Some(0.0));
        assert_eq!(at_least(2, 2, 1.0), Some(1.0));
        assert_eq!(at_least(2, 2, 0.0), Some(0.0));
        assert_eq!(at_least(1, 2, f64::NAN), None);
    }

    #[test]
    fn tails_add_up() {
        for n in [1_u64, 7, 60, 1000] {
            for k in 0..=n.min(60) {
                let upper = at_least(k, n, 0.3).expect("a probability");
                let lower = at_least(n - k + 1, n, 0.7).expect("a probability");
                assert!((upper + lower - 1.0).abs() < 1e-9, "{k} of {n}");
            }
        }
    }
}
