//! How far from alike some ratios are.

/// The distance of ratios from uniformity: the root of the sum of (C / sum of C - 1 / J)^2, J being how many there are
/// (Garcia-Castro and Arino 2016). 0 where all are alike. Undefined ratios are not counted; `None` where none is defined or all
/// are 0.
#[must_use]
pub fn distance(ratios: impl IntoIterator<Item = Option<f64>>) -> Option<f64> {
    let defined: Vec<f64> = ratios.into_iter().flatten().collect();
    let sum: f64 = defined.iter().sum();
    if sum <= 0.0 {
        return None;
    }
    let alike = 1.0 / defined.len() as f64;
    Some(defined.iter().map(|ratio| (ratio / sum - alike) * (ratio / sum - alike)).sum::<f64>().sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        assert_eq!(distance([Some(0.8), Some(0.8), None]), Some(0.0));
        // Shares .25 and .75, each .25 from .5.
        let far = distance([Some(0.3), None, Some(0.9)]).expect("defined");
        assert!((far - (2.0 * 0.0625_f64).sqrt()).abs() < 1e-12);
        assert_eq!((distance([None]), distance([]), distance([Some(0.0)])), (None, None, None));
    }
}
