//! The indirect method: the scholar sorts cases into grades, a fractional logit smooths the grades along the raw values
//! (Ragin 2008, ch. 5; Papke & Wooldridge 1996).

use super::{Calibrated, each, refused};
use text::{Diagnostic, Warned};

/// How the log odds depend on the raw value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fractional {
    /// Linear in x.
    Linear,
    /// Linear in ln x, the root of x, x and its square: a fractional polynomial (Royston & Altman 1994). For values above 0.
    Polynomial,
}

/// Rounds of the fit after which it is given up.
const ROUNDS: usize = 200;

/// Memberships predicted by a fractional logit of `grades` on `values`: maximum of the Bernoulli quasi-likelihood, by iteratively
/// reweighted least squares. `grades` are memberships from 0 to 1 that the scholar gave, `None` where none; a value without a grade
/// is predicted all the same.
///
/// Errs (`sets::calibration`) where the lists differ in length, a grade is no membership, fewer cases bear both than the curve has
/// coefficients, the values of graded cases do not differ enough to tell these apart, or a polynomial is to be taken of values
/// not above 0. Warns where the fit does not settle: the grades can then be parted without error along the values, and the curve
/// is as steep as the arithmetic allowed.
pub fn indirect(values: &[Option<f64>], grades: &[Option<f64>], form: Fractional) -> Calibrated {
    if values.len() != grades.len() {
        return refused(
            format!("there are {} values and {} grades", values.len(), grades.len()),
            "give one grade a value, empty where there is none",
        );
    }
    if grades.iter().flatten().any(|grade| !(0.0..=1.0).contains(grade)) {
        return refused("a grade is no membership", "give grades from 0 to 1, such as 0, 0.2, 0.4, 0.6, 0.8 and 1");
    }
    let finite = |value: &Option<f64>| value.filter(|value| value.is_finite());
    if form == Fractional::Polynomial && values.iter().filter_map(finite).any(|value| value <= 0.0) {
        return refused(
            "a fractional polynomial is taken of values above 0",
            "shift the values, or ask for the linear form",
        );
    }
    let pairs: Vec<(f64, f64)> =
        values.iter().zip(grades).filter_map(|(value, grade)| Some((finite(value)?, (*grade)?))).collect();
    // In units of the greatest value: the same curves, and numbers of like size.
    let unit = pairs.iter().map(|(x, _)| x.abs()).fold(0.0, f64::max);
    let terms = |x: f64| -> Vec<f64> {
        let x = x / unit;
        match form {
            Fractional::Linear => vec![1.0, x],
            Fractional::Polynomial => vec![1.0, libm::log(x), x.sqrt(), x, x * x],
        }
    };
    let width = if form == Fractional::Linear { 2 } else { 5 };
    let too_few =
        || refused(format!("{} cases bear a value and a grade", pairs.len()), "grade more cases with differing values");
    if pairs.len() < width || unit == 0.0 {
        return too_few();
    }
    let rows: Vec<(Vec<f64>, f64)> = pairs.iter().map(|(x, grade)| (terms(*x), *grade)).collect();
    let Some((weights, settled)) = fit(&rows, width) else { return too_few() };
    let members = each(values, |x| probability(&terms(x), &weights));
    let problems = if settled {
        Vec::new()
    } else {
        vec![
            Diagnostic::warning("sets::calibration", "the curve does not settle: it grows ever steeper")
                .hint("the grades are parted without error along the values; thresholds say the same"),
        ]
    };
    Warned::new(Some(members), problems)
}

fn probability(terms: &[f64], weights: &[f64]) -> f64 {
    let log_odds: f64 = terms.iter().zip(weights).map(|(term, weight)| term * weight).sum();
    1.0 / (1.0 + libm::exp(-log_odds))
}

/// The weights, and whether they settled; `None` where the terms cannot be told apart.
fn fit(rows: &[(Vec<f64>, f64)], width: usize) -> Option<(Vec<f64>, bool)> {
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
fn deviance(rows: &[(Vec<f64>, f64)], weights: &[f64]) -> f64 {
    let log = |grade: f64, p: f64| if grade == 0.0 { 0.0 } else { grade * libm::log(p) };
    let each = rows.iter().map(|(terms, grade)| {
        let p = probability(terms, weights);
        log(*grade, p) + log(1.0 - grade, 1.0 - p)
    });
    -2.0 * each.sum::<f64>()
}

/// Gaussian elimination with the greatest pivot; `None` where the rows do not tell the unknowns apart.
fn solve(mut square: Vec<Vec<f64>>, mut right: Vec<f64>) -> Option<Vec<f64>> {
    let n = right.len();
    let scale = square.iter().flatten().fold(0.0_f64, |most, value| most.max(value.abs()));
    for at in 0..n {
        let pivot = (at..n).max_by(|a, b| square[*a][at].abs().total_cmp(&square[*b][at].abs()))?;
        square.swap(at, pivot);
        right.swap(at, pivot);
        let leading = square[at].clone();
        if leading[at].is_nan() || leading[at].abs() <= scale * 1e-15 {
            return None;
        }
        for row in at + 1..n {
            let factor = square[row][at] / leading[at];
            for (cell, above) in square[row].iter_mut().zip(&leading).skip(at) {
                *cell -= factor * above;
            }
            right[row] -= factor * right[at];
        }
    }
    for at in (0..n).rev() {
        let known: f64 = (at + 1..n).map(|column| square[at][column] * right[column]).sum();
        right[at] = (right[at] - known) / square[at][at];
    }
    Some(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(values: &[f64]) -> Vec<Option<f64>> {
        values.iter().copied().map(Some).collect()
    }

    /// With two distinct values the curve passes through the mean grade at each.
    #[test]
    fn two_values_have_their_mean_grades() {
        let members =
            indirect(&some(&[1.0, 1.0, 3.0, 3.0, 3.0]), &some(&[0.0, 0.4, 0.6, 0.8, 1.0]), Fractional::Linear).value;
        let members = members.expect("memberships");
        assert!((members[0].expect("a membership") - 0.2).abs() < 1e-9);
        assert!((members[4].expect("a membership") - 0.8).abs() < 1e-9);
    }

    /// At the maximum of the quasi-likelihood the errors are orthogonal to every term of the curve; it is concave, so that nothing
    /// else is.
    #[test]
    fn the_curve_is_the_best_of_its_form() {
        let values = [1.0, 1.5, 2.0, 3.5, 4.0, 6.0, 7.5, 9.0, 12.0, 20.0];
        let grades = [0.0, 0.2, 0.0, 0.2, 0.4, 0.6, 0.4, 0.8, 1.0, 0.8];
        let members = indirect(&some(&values), &some(&grades), Fractional::Polynomial);
        assert!(members.problems.is_empty(), "{:?}", members.problems);
        let members: Vec<f64> = members.value.expect("memberships").into_iter().map(|m| m.expect("one")).collect();
        let terms: [fn(f64) -> f64; 5] = [|_| 1.0, libm::log, f64::sqrt, |x| x, |x| x * x];
        for term in terms {
            let sum: f64 = (0..10).map(|at| term(values[at]) * (grades[at] - members[at])).sum();
            assert!(sum.abs() < 1e-6, "{sum}");
        }
    }

    #[test]
    fn what_cannot_be_fitted_is_refused_and_what_does_not_settle_is_said() {
        let refused =
            |values: &[f64], grades: &[f64], form| indirect(&some(values), &some(grades), form).value.is_none();
        assert!(refused(&[1.0], &[0.0, 1.0], Fractional::Linear));
        assert!(refused(&[1.0, 2.0], &[0.0, 1.5], Fractional::Linear));
        assert!(refused(&[2.0, 2.0, 2.0], &[0.0, 0.5, 1.0], Fractional::Linear), "values that do not differ");
        assert!(refused(&[-1.0, 1.0, 2.0, 3.0, 4.0, 5.0], &[0.0; 6], Fractional::Polynomial));
        assert!(refused(&[], &[], Fractional::Linear));
        let parted = indirect(&some(&[1.0, 2.0, 8.0, 9.0]), &some(&[0.0, 0.0, 1.0, 1.0]), Fractional::Linear);
        assert_eq!(parted.problems.len(), 1);
        let members = parted.value.expect("memberships");
        assert!(members[1] < Some(0.01) && members[2] > Some(0.99));
    }
}
