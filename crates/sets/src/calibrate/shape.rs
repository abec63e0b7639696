//! S-shapes that reach 0 and 1 at their anchors: straight lines, or powers of them.

use super::{Anchors, Calibrated, each, refusal};
use text::{Diagnostic, Warned};

/// How the curve bends. 1 is a straight line; more than 1 bends away from the crossover's tangent, less than 1 towards it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Powers {
    /// Below the crossover.
    pub below: f64,
    /// Above it.
    pub above: f64,
}

impl Default for Powers {
    fn default() -> Self {
        Powers { below: 1.0, above: 1.0 }
    }
}

impl Powers {
    pub(super) fn problem(self) -> Option<Diagnostic> {
        let sound = |power: f64| power > 0.0 && power.is_finite();
        (!(sound(self.below) && sound(self.above))).then(|| {
            refusal(
                format!("the powers {} and {} are not both above 0", self.below, self.above),
                "give 1 for straight lines, 2 for a curve that starts slowly",
            )
        })
    }
}

/// Memberships that rise from 0 at full exclusion e over 0.5 at the crossover c to 1 at full inclusion i:
/// ((x - e) / (c - e))^below / 2 below the crossover, 1 - ((i - x) / (i - c))^above / 2 above it (Dusa 2019, ch. 4).
///
/// Errs (`sets::calibration`) where the anchors neither ascend nor descend, or a power is not above 0.
pub fn shape(values: &[Option<f64>], anchors: Anchors, powers: Powers) -> Calibrated {
    let problems: Vec<Diagnostic> = anchors.problem().into_iter().chain(powers.problem()).collect();
    if !problems.is_empty() {
        return Warned::new(None, problems);
    }
    Warned::clean(Some(each(values, |x| member(x, anchors, powers))))
}

/// The membership of one value; the anchors are in order.
pub(super) fn member(x: f64, anchors: Anchors, powers: Powers) -> f64 {
    let (x, anchors) = if anchors.descends() { (-x, anchors.turned()) } else { (x, anchors) };
    let Anchors { exclusion, crossover, inclusion } = anchors;
    if x <= exclusion {
        0.0
    } else if x >= inclusion {
        1.0
    } else if x <= crossover {
        libm::pow((x - exclusion) / (crossover - exclusion), powers.below) / 2.0
    } else {
        1.0 - libm::pow((inclusion - x) / (inclusion - crossover), powers.above) / 2.0
    }
}
