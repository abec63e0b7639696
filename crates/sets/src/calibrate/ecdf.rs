//! Memberships by rank: the empirical cumulative distribution on either side of the crossover.

use super::{Anchors, Calibrated, each, known};
use text::Warned;

/// Memberships by rank between the anchors: half the share of the values between full exclusion and crossover that a value
/// reaches, and above the crossover 0.5 and half the share of those between crossover and full inclusion (Dusa 2019, ch. 4).
/// 0 up to full exclusion, 1 from full inclusion on; the greatest value below full inclusion has 1 too.
///
/// Errs (`sets::calibration`) where the anchors neither ascend nor descend.
pub fn ecdf(values: &[Option<f64>], anchors: Anchors) -> Calibrated {
    if let Some(problem) = anchors.problem() {
        return Warned::new(None, vec![problem]);
    }
    let (sign, anchors) = if anchors.descends() { (-1.0, anchors.turned()) } else { (1.0, anchors) };
    let Anchors { exclusion, crossover, inclusion } = anchors;
    let mut sorted: Vec<f64> = known(values).into_iter().map(|x| sign * x).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let below: Vec<f64> = sorted.iter().copied().filter(|x| *x > exclusion && *x <= crossover).collect();
    let above: Vec<f64> = sorted.into_iter().filter(|x| *x > crossover && *x < inclusion).collect();
    // A value lies in its own list, so the list it is divided by is not empty.
    let share = |list: &[f64], x: f64| list.partition_point(|other| *other <= x) as f64 / list.len() as f64;
    let of = |x: f64| match sign * x {
        x if x <= exclusion => 0.0,
        x if x >= inclusion => 1.0,
        x if x <= crossover => share(&below, x) / 2.0,
        x => 0.5 + share(&above, x) / 2.0,
    };
    Warned::clean(Some(each(values, of)))
}
