//! Sums of minima, the one thing that is done for every deal: four lanes joined in a fixed order, so that they are fast and the same
//! everywhere.

/// A plain comparison, which compiles to one vector instruction; no membership is NaN.
#[inline]
pub(super) fn lesser(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}

/// The sum of min(x, y).
pub(super) fn shared(x: &[f64], y: &[f64]) -> f64 {
    summed(x, y, lesser)
}

/// The sum of something made of each x and y.
#[inline]
pub(super) fn summed(x: &[f64], y: &[f64], of: impl Fn(f64, f64) -> f64) -> f64 {
    let (of_x, of_y) = (x.chunks_exact(4), y.chunks_exact(4));
    let rest: f64 = of_x.remainder().iter().zip(of_y.remainder()).map(|(x, y)| of(*x, *y)).sum();
    let mut lanes = [0.0; 4];
    for (x, y) in of_x.zip(of_y) {
        for lane in 0..4 {
            lanes[lane] += of(x[lane], y[lane]);
        }
    }
    (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]) + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_case_is_left_out() {
        for n in 0..11 {
            let x: Vec<f64> = (0..n).map(f64::from).collect();
            let y = vec![4.0; x.len()];
            let expected: f64 = x.iter().map(|x| x.min(4.0)).sum();
            assert_eq!(shared(&x, &y), expected);
        }
    }
}
