//! A ratio of sums over rows whose memberships are known only within bounds: the least and the most it can be.

/// The least and the most that a parameter of fit can be, whatever unknown values turn out to be. Equal where all is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// The least.
    pub least: f64,
    /// The most.
    pub most: f64,
}

/// A row: bounds of the two memberships, and a weight (days, or 1).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Row {
    pub x: (f64, f64),
    pub y: (f64, f64),
    pub weight: f64,
}

/// Numerator and denominator of one row; both are piecewise linear in the memberships, with corners where two of x, y and
/// 1 - y are equal.
pub(crate) type Terms = fn(f64, f64) -> (f64, f64);

/// The bounds of sum(numerator) / sum(denominator); `None` (undefined) where the denominator is certainly 0, or may be 0
/// in such a way that the ratio could be anything.
///
/// Each bound is found by Dinkelbach's method (1967, Management Science 13: 492-498): for a trial ratio r every row takes
/// the values that make numerator - r * denominator extreme, which are corners of its box or lie on the diagonal; the ratio
/// of these is the next trial. The trials move one way only and stop after finitely many corners. Cost: rows * steps, the
/// steps in practice fewer than ten.
pub(crate) fn bounds(rows: &[Row], terms: Terms) -> Option<Bounds> {
    let least = extreme(rows, terms, -1.0)?;
    let most = extreme(rows, terms, 1.0)?;
    Some(Bounds { least, most })
}

/// Where numerator and denominator can be extreme: the corners of the box, and where its edges and each other meet the
/// lines on which a minimum of x, y and 1 - y changes sides (x = y, x = 1 - y, y = 1/2).
fn corners(row: &Row) -> Vec<(f64, f64)> {
    let (x, y) = (row.x, row.y);
    if x.0 == x.1 && y.0 == y.1 {
        return vec![(x.0, y.0)];
    }
    let within = |(lo, hi): (f64, f64), values: [f64; 7]| -> Vec<f64> {
        let mut kept: Vec<f64> = values.into_iter().filter(|value| lo <= *value && *value <= hi).collect();
        kept.sort_by(f64::total_cmp);
        kept.dedup();
        kept
    };
    let ys = within(y, [y.0, y.1, 0.5, x.0, x.1, 1.0 - x.0, 1.0 - x.1]);
    within(x, [x.0, x.1, 0.5, y.0, y.1, 1.0 - y.0, 1.0 - y.1])
        .into_iter()
        .flat_map(|x| ys.iter().map(move |y| (x, *y)))
        .collect()
}

fn extreme(rows: &[Row], terms: Terms, sign: f64) -> Option<f64> {
    let mut trial: Option<f64> = None;
    for _ in 0..64 {
        let (mut over, mut under) = (0.0, 0.0);
        for row in rows {
            let mut best: Option<(f64, f64, f64)> = None;
            for (x, y) in corners(row) {
                let (numerator, denominator) = terms(x, y);
                // At first any corner with a denominator will do; afterwards the one that moves the ratio furthest.
                let gain = match trial {
                    Some(ratio) => sign * (numerator - ratio * denominator),
                    None => denominator,
                };
                if best.is_none_or(|(so_far, _, _)| gain > so_far) {
                    best = Some((gain, numerator, denominator));
                }
            }
            if let Some((_, numerator, denominator)) = best {
                over += row.weight * numerator;
                under += row.weight * denominator;
            }
        }
        if under <= 0.0 {
            // Every row can be chosen away: the ratio so far is a limit that single rows reach.
            return trial;
        }
        let ratio = over / under;
        if trial == Some(ratio) {
            return trial;
        }
        trial = Some(ratio);
    }
    trial
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONSISTENCY: Terms = |x, y| (x.min(y), x);

    fn row(x: (f64, f64), y: (f64, f64)) -> Row {
        Row { x, y, weight: 1.0 }
    }

    /// Every tenth of a row's box: all the places where something may turn, for bounds that are tenths, and more.
    fn tenths(row: &Row) -> Vec<(f64, f64)> {
        let steps = |(lo, hi): (f64, f64)| {
            let within = move |tenth: &f64| lo <= *tenth && *tenth <= hi;
            (0..=10).map(|step| f64::from(step) / 10.0).filter(within).collect::<Vec<_>>()
        };
        let ys = steps(row.y);
        steps(row.x).into_iter().flat_map(|x| ys.iter().map(move |y| (x, *y))).collect()
    }

    /// Tries every tenth of the first row, and every corner of the others.
    fn brute(rows: &[Row], terms: Terms) -> Option<Bounds> {
        let mut sums = vec![(0.0, 0.0)];
        for (at, row) in rows.iter().enumerate() {
            let corners: Vec<(f64, f64)> = if at == 0 { tenths(row) } else { corners(row) };
            sums = sums
                .iter()
                .flat_map(|(over, under)| {
                    corners.iter().map(move |(x, y)| {
                        let (numerator, denominator) = terms(*x, *y);
                        (over + row.weight * numerator, under + row.weight * denominator)
                    })
                })
                .collect();
        }
        let ratios = sums.iter().filter(|(_, under)| *under > 0.0).map(|(over, under)| over / under);
        let least = ratios.clone().fold(f64::INFINITY, f64::min);
        let most = ratios.fold(f64::NEG_INFINITY, f64::max);
        least.is_finite().then_some(Bounds { least, most })
    }

    #[test]
    fn bounds_agree_with_trying_everything() {
        let values = [(0.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.3, 0.8), (0.6, 0.6)];
        let pri: Terms = |x, y| (x.min(y) - x.min(y).min(1.0 - y), x - x.min(y).min(1.0 - y));
        let terms: [Terms; 4] = [CONSISTENCY, |x, y| (x.min(y), y), |x, y| (1.0 - x, 1.0 - x.min(y)), pri];
        // Every table of three rows out of 25 kinds of row would be 15,625; a stride through them keeps this quick.
        for code in (0..15_625).step_by(31) {
            let kind = |at: i32| row(values[(at / 5 % 5) as usize], values[(at % 5) as usize]);
            let rows = [kind(code), kind(code / 25), kind(code / 625)];
            for terms in terms {
                let (found, expected) = (bounds(&rows, terms), brute(&rows, terms));
                match (found, expected) {
                    (Some(found), Some(expected)) => {
                        assert!((found.least - expected.least).abs() < 1e-12, "{rows:?} {found:?} {expected:?}");
                        assert!((found.most - expected.most).abs() < 1e-12, "{rows:?} {found:?} {expected:?}");
                    }
                    (found, expected) => assert_eq!(found, expected, "{rows:?}"),
                }
            }
        }
    }

    #[test]
    fn nothing_over_nothing_is_undefined() {
        assert_eq!(bounds(&[], CONSISTENCY), None);
        assert_eq!(bounds(&[row((0.0, 0.0), (1.0, 1.0))], CONSISTENCY), None);
    }
}
