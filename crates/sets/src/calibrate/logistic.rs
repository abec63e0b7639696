//! The direct method: log odds that are 0 at the crossover and reach a stated degree at the other anchors (Ragin 2008, ch. 5).

use super::{Anchors, Calibrated, each, refused};
use text::Warned;

/// Memberships by the direct method. `degree` is the membership at full inclusion, and 1 - `degree` that at full exclusion; 0.95 is
/// the custom. Memberships lie strictly between 0 and 1, as far as floating-point numbers tell them from those.
///
/// On either side of the crossover c the log odds are linear: (x - c) / (a - c) times the log odds of `degree`, a being the
/// anchor on that side. The R package QCA moves memberships within 0.0001 of 0 and 1 to those; here they stay.
///
/// Errs (`sets::calibration`) where the anchors neither ascend nor descend, or `degree` does not lie between 0.5 and 1.
pub fn logistic(values: &[Option<f64>], anchors: Anchors, degree: f64) -> Calibrated {
    if !(degree > 0.5 && degree < 1.0) {
        return refused(
            format!("full inclusion cannot have the membership {degree}"),
            "give a number above 0.5 and below 1, such as 0.95",
        );
    }
    if let Some(problem) = anchors.problem() {
        return Warned::new(None, vec![problem]);
    }
    let odds = libm::log(degree / (1.0 - degree));
    let Anchors { exclusion, crossover, inclusion } = anchors;
    let of = |x: f64| {
        let towards_inclusion = (x > crossover) == (inclusion > crossover);
        let log_odds = if towards_inclusion {
            (x - crossover) / (inclusion - crossover) * odds
        } else {
            -(x - crossover) / (exclusion - crossover) * odds
        };
        1.0 / (1.0 + libm::exp(-log_odds))
    };
    Warned::clean(Some(each(values, of)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The anchors have the degrees they should; what lies far off is not snapped to 0 and 1.
    #[test]
    fn anchors_hold() {
        let at =
            |x: f64, anchors| logistic(&[Some(x)], anchors, 0.95).value.expect("memberships")[0].expect("a membership");
        for anchors in [Anchors::new(20.0, 50.0, 80.0), Anchors::new(80.0, 50.0, 20.0), Anchors::new(-3.0, 0.0, 9.0)] {
            assert!((at(anchors.exclusion, anchors) - 0.05).abs() < 1e-15);
            assert_eq!(at(anchors.crossover, anchors), 0.5);
            assert!((at(anchors.inclusion, anchors) - 0.95).abs() < 1e-15);
        }
        let (low, high) = (at(-50.0, Anchors::new(20.0, 50.0, 80.0)), at(200.0, Anchors::new(20.0, 50.0, 80.0)));
        assert!(low > 0.0 && low < 1e-4 && high < 1.0 && high > 0.9999);
    }

    #[test]
    fn anchors_out_of_order_are_refused() {
        for (a, b, c) in [(1.0, 1.0, 2.0), (1.0, 3.0, 2.0), (f64::NAN, 1.0, 2.0), (0.0, 1.0, f64::INFINITY)] {
            assert!(logistic(&[], Anchors::new(a, b, c), 0.95).value.is_none());
        }
        assert!(logistic(&[], Anchors::new(1.0, 2.0, 3.0), 0.5).value.is_none());
    }
}
