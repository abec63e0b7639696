//! Systems of a few linear equations.

/// Gaussian elimination with the greatest pivot; `None` where the rows do not tell the unknowns apart.
pub(super) fn solve(mut square: Vec<Vec<f64>>, mut right: Vec<f64>) -> Option<Vec<f64>> {
    let n = right.len();
    let scale = square.iter().flatten().fold(0.0_f64, |most, value| most.max(value.abs()));
    for at in 0..n {
        let pivot = (at..n).max_by(|a, b| square[*a][at].abs().total_cmp(&square[*b][at].abs()))?;
        square.swap(at, pivot);
        right.swap(at, pivot);
        let leading = square[at].clone();
        if leading[at].is_nan() || leading[at].abs() <= scale * 1e-15 {
            return None;
        }
        for row in at + 1..n {
            let factor = square[row][at] / leading[at];
            for (cell, above) in square[row].iter_mut().zip(&leading).skip(at) {
                *cell -= factor * above;
            }
            right[row] -= factor * right[at];
        }
    }
    for at in (0..n).rev() {
        let known: f64 = (at + 1..n).map(|column| square[at][column] * right[column]).sum();
        right[at] = (right[at] - known) / square[at][at];
    }
    Some(right)
}
