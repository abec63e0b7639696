//! p-values of several tests at once.

/// Adjusts p-values by Holm's step-down rule (1979) for `hypotheses` tests in all, of which these have the smallest p-values: the
/// i-th smallest, from 0, times (hypotheses - i), none below the one before it, 1 at most. Whoever rejects those at or below alpha
/// rejects any true hypothesis with a probability of at most alpha, however the tests hang together. In the order given; `hypotheses` counts as
/// the number of p-values where it is less.
#[must_use]
pub fn holm(p: &[f64], hypotheses: usize) -> Vec<f64> {
    let hypotheses = hypotheses.max(p.len());
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*a].total_cmp(&p[*b]));
    let (mut adjusted, mut least) = (vec![0.0; p.len()], 0.0_f64);
    for (rank, at) in order.into_iter().enumerate() {
        least = least.max(p[at] * (hypotheses - rank) as f64).min(1.0);
        adjusted[at] = least;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::holm;

    /// By hand: .01 x 4, then .02 x 3 = .06, .04 x 2 = .08; of three of four tests.
    #[test]
    fn by_hand() {
        let near = |value: Vec<f64>, expected: &[f64]| {
            assert!(value.iter().zip(expected).all(|(value, expected)| (value - expected).abs() < 1e-15), "{value:?}");
        };
        near(holm(&[0.04, 0.01, 0.02], 4), &[0.08, 0.04, 0.06]);
        near(holm(&[0.03, 0.02], 1), &[0.04, 0.04]);
        near(holm(&[0.5, 0.4], 9), &[1.0, 1.0]);
        near(holm(&[], 3), &[]);
    }
}
