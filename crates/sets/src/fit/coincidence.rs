//! Do two sets have the same members?

use super::ratio;

/// Set coincidence: sum of min(x, y) by sum of max(x, y) (Ragin 2008). 1 where both have the same memberships.
#[must_use]
pub fn coincidence(x: &[f64], y: &[f64]) -> Option<f64> {
    coincidence_of(&[x, y])
}

/// The same of any number of sets: sum of the least by sum of the greatest membership of each case. Undefined without sets,
/// and where no set has a member.
#[must_use]
pub fn coincidence_of(sets: &[&[f64]]) -> Option<f64> {
    let cases = sets.iter().map(|set| set.len()).min()?;
    let (mut least, mut greatest) = (0.0, 0.0);
    for case in 0..cases {
        least += sets.iter().map(|set| set[case]).fold(1.0, f64::min);
        greatest += sets.iter().map(|set| set[case]).fold(0.0, f64::max);
    }
    ratio(least, greatest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_by_joint() {
        assert_eq!(coincidence(&[1.0, 1.0, 0.0], &[1.0, 0.0, 1.0]), Some(1.0 / 3.0));
        assert_eq!(coincidence(&[0.2, 0.7], &[0.2, 0.7]), Some(1.0));
        assert_eq!(coincidence(&[0.0], &[0.0]), None);
        assert_eq!(coincidence_of(&[]), None);
    }
}
