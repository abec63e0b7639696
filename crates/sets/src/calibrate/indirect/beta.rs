//! Beta regression: grades as draws from beta distributions of one precision whose means follow the curve (Ferrari & Cribari-Neto 2004).
//!
//! In: terms of the curve and a grade strictly between 0 and 1 for each case. Out: the weights of greatest likelihood, by Fisher scoring on
//! the weights and the logarithm of the precision, from a least squares fit of the grades' log odds.

use super::gamma::{digamma, trigamma};
use super::{Graded, probability, solve::solve};

/// Rounds of the fit after which it is given up.
const ROUNDS: usize = 500;
/// A precision beyond which grades lie on the curve as far as rounding tells.
const EXACT: f64 = 1e8;

/// The weights, and whether they settled; `None` where the terms cannot be told apart.
pub(super) fn fit(rows: &[Graded], width: usize) -> Option<(Vec<f64>, bool)> {
    let mut at = start(rows, width)?;
    let mut best = likelihood(rows, &at);
    for _ in 0..ROUNDS {
        if libm::exp(at[width]) > EXACT {
            at.truncate(width);
            return Some((at, true));
        }
        let step = step(rows, &at, width)?;
        // At the top the likelihood is flat as far as rounding tells, and the score alone shows the way.
        let enough = best - 1e-12 * (1.0 + best.abs());
        let mut share = 1.0;
        let (tried, after) = loop {
            let tried: Vec<f64> = at.iter().zip(&step).map(|(here, step)| here + share * step).collect();
            let after = likelihood(rows, &tried);
            if after >= enough || share < 1e-9 {
                break (tried, after);
            }
            share /= 2.0;
        };
        let farthest = step.iter().zip(&at).map(|(step, here)| step.abs() / (1.0 + here.abs())).fold(0.0, f64::max);
        if after < enough {
            break;
        }
        (at, best) = (tried, after.max(best));
        if farthest < 1e-11 {
            at.truncate(width);
            return Some((at, true));
        }
    }
    at.truncate(width);
    Some((at, false))
}

/// Least squares of the log odds of the grades, and the logarithm of the precision that its errors suggest, as in the paper, section 2.
fn start(rows: &[Graded], width: usize) -> Option<Vec<f64>> {
    let odds = |grade: f64| libm::log(grade) - libm::log1p(-grade);
    let (mut square, mut right) = (vec![vec![0.0; width]; width], vec![0.0; width]);
    for (terms, grade) in rows {
        for a in 0..width {
            right[a] += terms[a] * odds(*grade);
            for b in 0..width {
                square[a][b] += terms[a] * terms[b];
            }
        }
    }
    let mut at = solve(square, right)?;
    let error = |(terms, grade): &Graded| {
        let line: f64 = terms.iter().zip(&at).map(|(term, weight)| term * weight).sum();
        odds(*grade) - line
    };
    let free = rows.len().saturating_sub(width).max(1) as f64;
    let variance = rows.iter().map(|row| error(row) * error(row)).sum::<f64>() / free;
    let precision = |(terms, _): &Graded| {
        let mean = probability(terms, &at);
        1.0 / (variance * mean * (1.0 - mean)) - 1.0
    };
    let mean = rows.iter().map(precision).sum::<f64>() / rows.len() as f64;
    at.push(if mean.is_finite() { libm::log(mean.max(0.1)) } else { libm::log(EXACT) });
    Some(at)
}

/// The step of Fisher scoring: the information matrix solved for the score.
fn step(rows: &[Graded], at: &[f64], width: usize) -> Option<Vec<f64>> {
    let precision = libm::exp(at[width]);
    let (mut square, mut right) = (vec![vec![0.0; width + 1]; width + 1], vec![0.0; width + 1]);
    for (terms, grade) in rows {
        let mean = probability(terms, &at[..width]);
        let (one, other) = (mean * precision, (1.0 - mean) * precision);
        let slope = mean * (1.0 - mean);
        let expected = digamma(one) - digamma(other);
        let odds = libm::log(*grade) - libm::log1p(-grade);
        let (of_one, of_other) = (trigamma(one), trigamma(other));
        let weight = precision * precision * (of_one + of_other) * slope * slope;
        let mixed = precision * precision * (of_one * mean - of_other * (1.0 - mean)) * slope;
        for a in 0..width {
            right[a] += precision * (odds - expected) * slope * terms[a];
            for b in 0..width {
                square[a][b] += weight * terms[a] * terms[b];
            }
            square[a][width] += mixed * terms[a];
            square[width][a] += mixed * terms[a];
        }
        let of_precision = mean * (odds - expected) + libm::log1p(-grade) - digamma(other) + digamma(precision);
        right[width] += precision * of_precision;
        let curvature = of_one * mean * mean + of_other * (1.0 - mean) * (1.0 - mean) - trigamma(precision);
        square[width][width] += precision * precision * curvature;
    }
    solve(square, right)
}

/// The logarithm of the likelihood; minus infinity where a mean is 0 or 1.
fn likelihood(rows: &[Graded], at: &[f64]) -> f64 {
    let (weights, precision) = (&at[..at.len() - 1], libm::exp(at[at.len() - 1]));
    let each = rows.iter().map(|(terms, grade)| {
        let mean = probability(terms, weights);
        let (one, other) = (mean * precision, (1.0 - mean) * precision);
        if !(one > 0.0 && other > 0.0 && precision.is_finite()) {
            return f64::NEG_INFINITY;
        }
        libm::lgamma(precision) - libm::lgamma(one) - libm::lgamma(other)
            + (one - 1.0) * libm::log(*grade)
            + (other - 1.0) * libm::log1p(-grade)
    });
    each.sum()
}
