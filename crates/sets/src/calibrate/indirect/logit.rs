//! The fractional logit: the maximum of the Bernoulli quasi-likelihood (Papke & Wooldridge 1996), by iteratively reweighted least squares.

use super::{Graded, probability, solve::solve};

/// Rounds of the fit after which it is given up.
const ROUNDS: usize = 200;

/// The weights, and whether they settled; `None` where the terms cannot be told apart.
pub(super) fn fit(rows: &[Graded], width: usize) -> Option<(Vec<f64>, bool)> {
    let mut weights = vec![0.0; width];
    let mut worst = deviance(rows, &weights);
    for _ in 0..ROUNDS {
        // Newton's step: (X'WX) step = X'(grade - p).
        let mut square = vec![vec![0.0; width]; width];
        let mut right = vec![0.0; width];
        for (terms, grade) in rows {
            let p = probability(terms, &weights);
            let w = p * (1.0 - p);
            for a in 0..width {
                right[a] += terms[a] * (grade - p);
                for b in 0..width {
                    square[a][b] += w * terms[a] * terms[b];
                }
            }
        }
        let Some(step) = solve(square, right) else {
            return (worst < f64::INFINITY && weights.iter().any(|w| *w != 0.0)).then_some((weights, false));
        };
        // Half steps while a whole one makes it worse.
        let mut share = 1.0;
        let (tried, after) = loop {
            let tried: Vec<f64> = weights.iter().zip(&step).map(|(weight, step)| weight + share * step).collect();
            let after = deviance(rows, &tried);
            if after <= worst || share < 1e-6 {
                break (tried, after);
            }
            share /= 2.0;
        };
        // Where grades are parted without error the fit gets no better and the log odds still grow by about 1 a round.
        let farthest =
            rows.iter().map(|(terms, _)| terms.iter().zip(&step).map(|(term, step)| term * step).sum::<f64>().abs());
        let still = farthest.fold(0.0, f64::max) < 1e-6;
        let no_better = (worst - after).abs() <= 1e-14 * (after.abs() + 0.1);
        if after <= worst {
            weights = tried;
            worst = after;
        }
        if no_better && still {
            return Some((weights, true));
        }
    }
    Some((weights, false))
}

/// Minus twice the quasi-log-likelihood.
fn deviance(rows: &[Graded], weights: &[f64]) -> f64 {
    let log = |grade: f64, p: f64| if grade == 0.0 { 0.0 } else { grade * libm::log(p) };
    let each = rows.iter().map(|(terms, grade)| {
        let p = probability(terms, weights);
        log(*grade, p) + log(1.0 - grade, 1.0 - p)
    });
    -2.0 * each.sum::<f64>()
}
