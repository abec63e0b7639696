//! Two lists of memberships with gaps: the cases that have both, and which do not.

/// The cases that have both memberships.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Paired {
    /// Memberships in the condition.
    pub x: Vec<f64>,
    /// Memberships in the outcome, of the same cases.
    pub y: Vec<f64>,
    /// The places of the cases left out because one or the other is missing: N left out is its length, N used that of `x`.
    pub left_out: Vec<usize>,
}

/// The cases that have both memberships, in their order. A number that is no membership (NaN, or outside 0 to 1) is missing.
#[must_use]
pub fn paired(x: &[Option<f64>], y: &[Option<f64>]) -> Paired {
    let member = |value: Option<&Option<f64>>| value.copied().flatten().filter(|value| (0.0..=1.0).contains(value));
    let mut pairs = Paired::default();
    for case in 0..x.len().max(y.len()) {
        match member(x.get(case)).zip(member(y.get(case))) {
            Some((x, y)) => {
                pairs.x.push(x);
                pairs.y.push(y);
            }
            None => pairs.left_out.push(case),
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lacks_either_is_left_out_and_named() {
        let pairs = paired(&[Some(0.1), None, Some(0.3), Some(f64::NAN)], &[Some(1.0), Some(0.0)]);
        assert_eq!((pairs.x, pairs.y, pairs.left_out), (vec![0.1], vec![1.0], vec![1, 2, 3]));
    }
}
