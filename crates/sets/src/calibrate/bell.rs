//! Sets of middling values, and of all but these.

use super::shape::{Powers, member};
use super::{Anchors, Calibrated, each, refusal};
use text::{Diagnostic, Warned};

/// Six anchors: an s-shape on the left and one on the right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bell {
    /// Where values come in from the left: ascending for a bell, descending for an inverse one.
    pub left: Anchors,
    /// Where they go out to the right: descending for a bell, ascending for an inverse one.
    pub right: Anchors,
}

impl Bell {
    fn problem(self) -> Option<Diagnostic> {
        let apart = if self.left.descends() {
            // Inverse: full exclusion in the middle.
            !self.right.descends() && self.left.exclusion <= self.right.exclusion
        } else {
            self.right.descends() && self.left.inclusion <= self.right.inclusion
        };
        (!apart).then(|| {
            refusal(
                "the left and the right side do not make a bell",
                "a bell has its anchors in the order e1, c1, i1, i2, c2, e2; an inverse one i1, c1, e1, e2, c2, i2",
            )
        })
    }
}

/// Memberships in a bell or inverse bell: on either side of its middle those of [`shape`](super::shape()), 1 (inverse: 0) between.
///
/// Errs (`sets::calibration`) where a side's anchors are out of order, the sides overlap or do not face each other, or a power is
/// not above 0.
pub fn bell(values: &[Option<f64>], bell: Bell, powers: Powers) -> Calibrated {
    let sides = [bell.left.problem(), bell.right.problem(), powers.problem()];
    let mut problems: Vec<Diagnostic> = sides.into_iter().flatten().collect();
    if problems.is_empty() {
        problems.extend(bell.problem());
    }
    if !problems.is_empty() {
        return Warned::new(None, problems);
    }
    let middle = bell.left.inclusion.max(bell.left.exclusion);
    Warned::clean(Some(each(values, |x| member(x, if x <= middle { bell.left } else { bell.right }, powers))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let values: Vec<Option<f64>> = (0..=10).map(|x| Some(f64::from(x))).collect();
        let upright = Bell { left: Anchors::new(1.0, 2.0, 4.0), right: Anchors::new(9.0, 8.0, 6.0) };
        let members = bell(&values, upright, Powers::default()).value.expect("memberships");
        let expected = [0.0, 0.0, 0.5, 0.75, 1.0, 1.0, 1.0, 0.75, 0.5, 0.0, 0.0];
        assert_eq!(members, expected.map(Some));
        let inverse = Bell { left: Anchors::new(4.0, 2.0, 1.0), right: Anchors::new(6.0, 8.0, 9.0) };
        let members = bell(&values, inverse, Powers::default()).value.expect("memberships");
        assert_eq!(members, expected.map(|member| Some(1.0 - member)));
    }

    #[test]
    fn sides_that_make_no_bell_are_refused() {
        let (up, down) = (Anchors::new(1.0, 2.0, 4.0), Anchors::new(9.0, 8.0, 3.0));
        assert!(bell(&[], Bell { left: up, right: down }, Powers::default()).value.is_none(), "they overlap");
        assert!(bell(&[], Bell { left: up, right: up }, Powers::default()).value.is_none(), "they face one way");
        let both = bell(
            &[],
            Bell { left: Anchors::new(1.0, 1.0, 1.0), right: Anchors::new(2.0, 2.0, 2.0) },
            Powers { below: 0.0, above: 1.0 },
        );
        assert_eq!(both.problems.len(), 3, "all problems at once");
    }
}
