//! Two crisp sets of stated sizes among n cases: how probable is it that they share so many?

/// The probability that a set of `x` cases and one of `y` cases, either dealt at random among `n`, share at least `shared`:
/// the upper tail of the hypergeometric distribution, Fisher's exact test, one-sided. 1 where fewer cannot be shared, 0 where so many
/// cannot.
#[must_use]
pub fn shared_at_least(shared: usize, n: usize, x: usize, y: usize) -> f64 {
    let (x, y) = (x.min(n), y.min(n));
    let (least, most) = ((x + y).saturating_sub(n), x.min(y));
    if shared <= least {
        return 1.0;
    }
    // Summed from the largest term of the tail, so that a tiny probability keeps its digits.
    let mode = ((x + 1) as f64 * (y + 1) as f64 / (n + 2) as f64) as usize;
    if shared <= mode {
        return (1.0 - sum(least, shared - 1, shared - 1, n, x, y)).clamp(0.0, 1.0);
    }
    if shared > most { 0.0 } else { sum(shared, most, shared, n, x, y).min(1.0) }
}

/// The probability of sharing exactly `shared`.
pub(super) fn shared_exactly(shared: usize, n: usize, x: usize, y: usize) -> f64 {
    let (least, most) = ((x + y).saturating_sub(n), x.min(y));
    if shared < least || shared > most {
        return 0.0;
    }
    let log = |n: usize, k: usize| {
        libm::lgamma(n as f64 + 1.0) - libm::lgamma(k as f64 + 1.0) - libm::lgamma((n - k) as f64 + 1.0)
    };
    libm::exp(log(x, shared) + log(n - x, y - shared) - log(n, y))
}

/// The sum from `least` to `most`, which lie on one side of the mode; `start` is the end nearest to it.
fn sum(least: usize, most: usize, start: usize, n: usize, x: usize, y: usize) -> f64 {
    let (mut term, mut sum) = (1.0, 1.0);
    let up = |k: usize| (x - k) as f64 * (y - k) as f64 / ((k + 1) as f64 * (n + k + 1 - x - y) as f64);
    if start == least {
        for k in least..most {
            term *= up(k);
            sum += term;
            if term < sum * 1e-18 {
                break;
            }
        }
    } else {
        for k in (least..most).rev() {
            term /= up(k);
            sum += term;
            if term < sum * 1e-18 {
                break;
            }
        }
    }
    shared_exactly(start, n, x, y) * sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fisher's tea: four cups of eight; all four right is 1 in 70, three or more 17 in 70, two or more 53 in 70.
    #[test]
    fn by_counting() {
        let near = |value: f64, expected: f64| assert!((value - expected).abs() < 1e-13, "{value} {expected}");
        for (shared, expected) in [(5, 0.0), (4, 1.0), (3, 17.0), (2, 53.0), (1, 69.0), (0, 70.0)] {
            near(shared_at_least(shared, 8, 4, 4), expected / 70.0);
        }
        near(shared_at_least(3, 5, 4, 4), 1.0);
        near(shared_at_least(4, 5, 4, 4), 0.2);
    }

    /// Against the sum of all terms, each of them of whole numbers.
    #[test]
    fn the_tail_is_the_sum_of_its_terms() {
        let choose = |n: usize, k: usize| (0..k).fold(1.0, |product, at| product * (n - at) as f64 / (at + 1) as f64);
        for n in 1..16 {
            for x in 0..=n {
                for y in 0..=n {
                    for shared in 0..=n {
                        let exactly = |k: usize| {
                            if k > x || k > y || y - k > n - x {
                                0.0
                            } else {
                                choose(x, k) * choose(n - x, y - k) / choose(n, y)
                            }
                        };
                        let expected: f64 = (shared..=n).map(exactly).sum();
                        let value = shared_at_least(shared, n, x, y);
                        assert!((value - expected).abs() < 1e-12, "{shared} {n} {x} {y}: {value} {expected}");
                    }
                }
            }
        }
    }
}
