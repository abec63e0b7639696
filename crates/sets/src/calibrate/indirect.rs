//! The indirect method: the scholar sorts cases into grades, a regression smooths the grades along the raw values (Ragin 2008, ch. 5).

mod beta;
mod gamma;
mod logit;
mod solve;

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

/// By which regression grades become a curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Regression {
    /// A fractional logit (Papke & Wooldridge 1996): the grades may be 0 and 1.
    Logit,
    /// A beta regression of one precision (Ferrari & Cribari-Neto 2004). Beta distributions know no 0 and 1, so that each grade y of N
    /// is drawn in first, to (y (N - 1) + 1/2) / N (Smithson & Verkuilen 2006), as SetMethods does with `binom = FALSE`.
    Beta,
}

/// The terms of the curve at a case, and its grade.
type Graded = (Vec<f64>, f64);

/// Memberships predicted by a regression of `grades` on `values`. `grades` are memberships from 0 to 1 that the scholar gave, `None` where none; a value without a grade
/// is predicted all the same.
///
/// Errs (`sets::calibration`) where the lists differ in length, a grade is no membership, fewer cases bear both than the curve has
/// coefficients, the values of graded cases do not differ enough to tell these apart, or a polynomial is to be taken of values
/// not above 0. Warns where the fit does not settle: the grades can then be parted without error along the values, and the curve
/// is as steep as the arithmetic allowed.
pub fn indirect(values: &[Option<f64>], grades: &[Option<f64>], form: Fractional, by: Regression) -> Calibrated {
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
    let cases = pairs.len() as f64;
    let drawn_in = |grade: f64| match by {
        Regression::Logit => grade,
        Regression::Beta => (grade * (cases - 1.0) + 0.5) / cases,
    };
    let rows: Vec<Graded> = pairs.iter().map(|(x, grade)| (terms(*x), drawn_in(*grade))).collect();
    let fitted = match by {
        Regression::Logit => logit::fit(&rows, width),
        Regression::Beta => beta::fit(&rows, width),
    };
    let Some((weights, settled)) = fitted else { return too_few() };
    let members = each(values, |x| probability(&terms(x), &weights));
    let problems = if settled {
        Vec::new()
    } else {
        vec![match by {
            Regression::Logit => {
                Diagnostic::warning("sets::calibration", "the curve does not settle: it grows ever steeper")
                    .hint("the grades are parted without error along the values; thresholds say the same")
            }
            Regression::Beta => Diagnostic::warning("sets::calibration", "the curve does not settle")
                .hint("leave out `beta`: a fractional logit asks for less"),
        }]
    };
    Warned::new(Some(members), problems)
}

fn probability(terms: &[f64], weights: &[f64]) -> f64 {
    let log_odds: f64 = terms.iter().zip(weights).map(|(term, weight)| term * weight).sum();
    1.0 / (1.0 + libm::exp(-log_odds))
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
        let members = indirect(
            &some(&[1.0, 1.0, 3.0, 3.0, 3.0]),
            &some(&[0.0, 0.4, 0.6, 0.8, 1.0]),
            Fractional::Linear,
            Regression::Logit,
        )
        .value;
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
        let members = indirect(&some(&values), &some(&grades), Fractional::Polynomial, Regression::Logit);
        assert!(members.problems.is_empty(), "{:?}", members.problems);
        let members: Vec<f64> = members.value.expect("memberships").into_iter().map(|m| m.expect("one")).collect();
        let terms: [fn(f64) -> f64; 5] = [|_| 1.0, libm::log, f64::sqrt, |x| x, |x| x * x];
        for term in terms {
            let sum: f64 = (0..10).map(|at| term(values[at]) * (grades[at] - members[at])).sum();
            assert!(sum.abs() < 1e-6, "{sum}");
        }
    }

    /// The same likelihood maximised in R 4 (`optim` and `nlm` on `dbeta`, then Newton's steps on its gradient to 1e-11 and less).
    #[test]
    fn beta_regression_is_that_of_greatest_likelihood() {
        let values = [1.0, 1.5, 2.0, 3.5, 4.0, 6.0, 7.5, 9.0, 12.0, 20.0];
        let grades = [0.0, 0.2, 0.0, 0.2, 0.4, 0.6, 0.4, 0.8, 1.0, 0.8];
        let linear = [
            0.157031633690033,
            0.177233029657703,
            0.199418448047076,
            0.278059151253569,
            0.308138852548931,
            0.443310667458705,
            0.551834886488318,
            0.655636977888485,
            0.819883475761266,
            0.978957648534333,
        ];
        let polynomial = [
            0.0786535174243436,
            0.1315989342363477,
            0.1683005237500366,
            0.2573250800901196,
            0.2921609679055271,
            0.4744657206496086,
            0.6278841917941362,
            0.753556438848673,
            0.884046422027237,
            0.7615490237605708,
        ];
        for (form, expected) in [(Fractional::Linear, linear), (Fractional::Polynomial, polynomial)] {
            let members = indirect(&some(&values), &some(&grades), form, Regression::Beta);
            assert!(members.problems.is_empty(), "{:?}", members.problems);
            for (member, expected) in members.value.expect("memberships").into_iter().zip(expected) {
                let member = member.expect("one");
                assert!((member - expected).abs() < 1e-9, "{form:?}: {member} {expected}");
            }
        }
    }

    /// Where all grades lie on one curve the precision grows without end, and the curve runs through them, drawn in as they are.
    #[test]
    fn grades_on_one_curve_are_met() {
        let grades = some(&[0.2, 0.2, 0.8, 0.8, 0.8]);
        let members = indirect(&some(&[1.0, 1.0, 3.0, 3.0, 3.0]), &grades, Fractional::Linear, Regression::Beta);
        assert!(members.problems.is_empty(), "{:?}", members.problems);
        let members = members.value.expect("memberships");
        assert!((members[0].expect("one") - (0.2 * 4.0 + 0.5) / 5.0).abs() < 1e-6, "{members:?}");
        assert!((members[4].expect("one") - (0.8 * 4.0 + 0.5) / 5.0).abs() < 1e-6, "{members:?}");
    }

    #[test]
    fn what_cannot_be_fitted_is_refused_and_what_does_not_settle_is_said() {
        let refused = |values: &[f64], grades: &[f64], form| {
            indirect(&some(values), &some(grades), form, Regression::Logit).value.is_none()
        };
        assert!(refused(&[1.0], &[0.0, 1.0], Fractional::Linear));
        assert!(refused(&[1.0, 2.0], &[0.0, 1.5], Fractional::Linear));
        assert!(refused(&[2.0, 2.0, 2.0], &[0.0, 0.5, 1.0], Fractional::Linear), "values that do not differ");
        assert!(refused(&[-1.0, 1.0, 2.0, 3.0, 4.0, 5.0], &[0.0; 6], Fractional::Polynomial));
        assert!(refused(&[], &[], Fractional::Linear));
        let parted =
            indirect(&some(&[1.0, 2.0, 8.0, 9.0]), &some(&[0.0, 0.0, 1.0, 1.0]), Fractional::Linear, Regression::Logit);
        assert_eq!(parted.problems.len(), 1);
        let members = parted.value.expect("memberships");
        assert!(members[1] < Some(0.01) && members[2] > Some(0.99));
    }
}
