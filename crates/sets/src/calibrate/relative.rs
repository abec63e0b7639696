//! Totally fuzzy and relative: memberships of ordinal answers by their distribution (Cheli & Lemmi 1995).

use super::{Calibrated, each, known, refused};
use text::Warned;

/// Memberships (F(x) - F(lowest)) / (1 - F(lowest)), F being the share of values up to x: 0 at the lowest answer, 1 at the highest
/// given. `lowest` is the lowest answer that could be given; `None` takes the lowest that was.
///
/// Errs (`sets::calibration`) where every value is at or below the lowest: then F says nothing.
pub fn relative(values: &[Option<f64>], lowest: Option<f64>) -> Calibrated {
    let mut sorted = known(values);
    sorted.sort_unstable_by(f64::total_cmp);
    let share = |x: f64| sorted.partition_point(|other| *other <= x) as f64 / sorted.len() as f64;
    let start = lowest.or(sorted.first().copied()).filter(|_| !sorted.is_empty()).map(share);
    match start {
        Some(start) if start < 1.0 => {
            Warned::clean(Some(each(values, |x| ((share(x) - start) / (1.0 - start)).max(0.0))))
        }
        _ => refused("all answers are the lowest", "a set relative to a distribution needs answers that differ"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten answers 1 to 4: 2, 3, 1, 4 of each; F is 0.2, 0.5, 0.6, 1.
    #[test]
    fn by_hand() {
        let answers: Vec<Option<f64>> =
            [1.0, 1.0, 2.0, 2.0, 2.0, 3.0, 4.0, 4.0, 4.0, 4.0].into_iter().map(Some).chain([None]).collect();
        let members = relative(&answers, None).value.expect("memberships");
        for (at, expected) in [(0, 0.0), (2, 0.375), (5, 0.5), (6, 1.0)] {
            assert!((members[at].expect("a membership") - expected).abs() < 1e-12);
        }
        assert_eq!(members[10], None);
        // Nobody gave the answer 0: F(0) is 0, and even an answer of 1 is to some degree a member.
        assert_eq!(relative(&answers, Some(0.0)).value.expect("memberships")[0], Some(0.2));
        assert!(relative(&[Some(3.0), Some(3.0)], None).value.is_none());
        assert!(relative(&[], Some(1.0)).value.is_none());
    }
}
