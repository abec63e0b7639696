//! Memberships by rank: the empirical cumulative distribution on either side of the crossover.

use super::{Anchors, Calibrated, each, known};
use text::Warned;

/// Memberships by rank between the anchors. With F(x) the share of the values from the least to the greatest anchor, both counted
/// in, that are at most x: up to the crossover c F(x) / F(c) / 2, above it 1 - (1 - F(x)) / (1 - F(c)) / 2 (Dusa 2019, ch. 4; the
/// R package QCA). 0 up to full exclusion, 1 from full inclusion on. Descending anchors give one less what the same anchors
/// ascending give.
///
/// Errs (`sets::calibration`) where the anchors neither ascend nor descend.
pub fn ecdf(values: &[Option<f64>], anchors: Anchors) -> Calibrated {
    if let Some(problem) = anchors.problem() {
        return Warned::new(None, vec![problem]);
    }
    let (low, high) = (anchors.exclusion.min(anchors.inclusion), anchors.exclusion.max(anchors.inclusion));
    let mut between: Vec<f64> = known(values).into_iter().filter(|x| (low..=high).contains(x)).collect();
    between.sort_unstable_by(f64::total_cmp);
    let up_to = |x: f64| between.partition_point(|other| *other <= x) as f64;
    let (all, half) = (between.len() as f64, up_to(anchors.crossover));
    // A value lies on its own side of the crossover, so that what it is divided by is not 0.
    let upward = |x: f64| match x {
        x if x <= low => 0.0,
        x if x >= high => 1.0,
        x if x <= anchors.crossover => up_to(x) / half / 2.0,
        x => 1.0 - (all - up_to(x)) / (all - half) / 2.0,
    };
    let descends = anchors.descends();
    Warned::clean(Some(each(values, |x| if descends { 1.0 - upward(x) } else { upward(x) })))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: of 10, 20, 30, 40, 50 two are at most 20, three at most 30, four at most 40.
    #[test]
    fn values_at_the_outer_anchors_are_counted() {
        let values: Vec<Option<f64>> = (0..7).map(|at| Some(f64::from(at) * 10.0)).collect();
        let near = |anchors: Anchors, expected: [f64; 7]| {
            let ours = ecdf(&values, anchors).value.expect("memberships");
            for (ours, expected) in ours.iter().zip(expected) {
                assert!((ours.expect("a membership") - expected).abs() < 1e-12, "{ours:?} {expected}");
            }
        };
        near(Anchors::new(10.0, 30.0, 50.0), [0.0, 0.0, 2.0 / 3.0 / 2.0, 0.5, 0.75, 1.0, 1.0]);
        near(Anchors::new(50.0, 30.0, 10.0), [1.0, 1.0, 2.0 / 3.0, 0.5, 0.25, 0.0, 0.0]);
    }

    #[test]
    fn anchors_that_no_value_has_and_sides_without_values() {
        let ours = |values: &[f64]| {
            let values: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
            ecdf(&values, Anchors::new(0.0, 5.0, 10.0)).value.expect("memberships")
        };
        assert_eq!(ours(&[1.0, 2.0]), [Some(0.25), Some(0.5)]);
        assert_eq!(ours(&[6.0, 7.0]), [Some(0.75), Some(1.0)]);
        assert_eq!(ours(&[-1.0, 11.0]), [Some(0.0), Some(1.0)]);
    }
}
