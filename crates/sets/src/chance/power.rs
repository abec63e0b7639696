//! Would a relation that is there be told from chance? (After Rohlfing 2018, with an alternative that keeps the skewness of the data.)
//!
//! The alternative: the outcome is dealt anew, then each case is made to obey (its membership in the outcome raised to that in the condition
//! where it lies below) with the one probability that brings the expected consistency from what chance alone gives to the stated
//! one. Power is how probable it is that the permutation test rejects chance then.

use super::deals::shuffle;
use super::fit::is_crisp;
use super::hypergeometric::{shared_at_least, shared_exactly};
use crate::coincidence::Random;
use crate::fit::at_least;

/// Deals less probable than this are passed over.
const NEGLIGIBLE: f64 = 1e-13;

/// The power of a permutation test of sufficiency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Power {
    /// The probability of rejecting chance.
    pub power: f64,
    /// The consistency that the relation is supposed to have.
    pub at: f64,
    /// The consistency that chance alone gives on average.
    pub by_chance: f64,
    /// The level of the test.
    pub level: f64,
    /// Outcomes drawn; 0 where power is exact.
    pub outcomes: usize,
}

/// The power of [`permuted_fit`](super::permuted_fit) at a level, were x sufficient for y with consistency `at`. Of necessity: x and
/// y the other way round.
///
/// Exact where both are crisp. Else `outcomes` are drawn from the seed (standard error sqrt(power (1 - power) / outcomes)), each tested
/// by the normal approximation of its permutation distribution with exact mean and variance (Hoeffding 1951).
///
/// `None` where x or y has no member, where there are fewer than two cases, where chance alone is as consistent as
/// `at`, and where outcomes would have to be drawn and none may be.
#[must_use]
pub fn power(x: &[f64], y: &[f64], at: f64, level: f64, outcomes: usize, seed: u64) -> Option<Power> {
    let n = x.len().min(y.len());
    let (x, y) = (&x[..n], &y[..n]);
    let sum: f64 = x.iter().sum();
    if n < 2 || sum <= 0.0 || !y.iter().any(|y| *y > 0.0) {
        return None;
    }
    let by_chance = Shared::of(x, y).mean / sum;
    if by_chance >= at - 1e-12 || at > 1.0 {
        return None;
    }
    let obeys = (at - by_chance) / (1.0 - by_chance);
    let (power, outcomes) = if is_crisp(x) && is_crisp(y) {
        let members = |set: &[f64]| set.iter().filter(|member| **member == 1.0).count();
        (exact(n, members(x), members(y), obeys, level), 0)
    } else if outcomes > 0 {
        (drawn(x, y, obeys, level, outcomes, seed), outcomes)
    } else {
        return None;
    };
    Some(Power { power, at, by_chance, level, outcomes })
}

/// Over how many of the condition's members have the outcome when it is dealt: the probability that enough of the others are made to
/// obey. Each that obeys makes the relation stronger, so that from so many on every outcome rejects.
fn exact(n: usize, x: usize, y: usize, obeys: f64, level: f64) -> f64 {
    let rejects = |shared: usize, more: usize| shared_at_least(shared + more, n, x, y + more) <= level;
    let mut power = 0.0;
    for shared in (x + y).saturating_sub(n)..=x.min(y) {
        let dealt = shared_exactly(shared, n, x, y);
        let others = x - shared;
        if dealt < NEGLIGIBLE || !rejects(shared, others) {
            continue;
        }
        let (mut low, mut high) = (0, others);
        while low < high {
            let middle = (low + high) / 2;
            if rejects(shared, middle) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        power += dealt * at_least(low as u64, others as u64, obeys).unwrap_or(0.0);
    }
    power.clamp(0.0, 1.0)
}

fn drawn(x: &[f64], y: &[f64], obeys: f64, level: f64, outcomes: usize, seed: u64) -> f64 {
    let mut random = Random::new(seed);
    let mut dealt = y.to_vec();
    let mut rejected = 0;
    for _ in 0..outcomes {
        shuffle(&mut dealt, &mut random);
        let obeying: Vec<f64> =
            dealt.iter().zip(x).map(|(y, x)| if random.share() < obeys { y.max(*x) } else { *y }).collect();
        let both: f64 = x.iter().zip(&obeying).map(|(x, y)| x.min(*y)).sum();
        let chance = Shared::of(x, &obeying);
        let above = both - chance.mean;
        let p = 0.5 * libm::erfc(above / (2.0 * chance.variance).sqrt());
        rejected += usize::from(chance.variance > 0.0 && p <= level);
    }
    rejected as f64 / outcomes as f64
}

/// Mean and variance of the sum of min(x, y) over all ways to deal y (Hoeffding 1951): of c(i, j) = min(x_i, y_j), the sum of all by
/// n, and the sum of squares left after taking row and column means away by n - 1.
struct Shared {
    mean: f64,
    variance: f64,
}

impl Shared {
    fn of(x: &[f64], y: &[f64]) -> Shared {
        let n = x.len() as f64;
        let (by_x, squares) = least_sums(x, y);
        let (by_y, _) = least_sums(y, x);
        let total: f64 = by_x.iter().sum();
        let square = |sums: &[f64]| sums.iter().map(|sum| sum * sum).sum::<f64>() / n;
        let left = squares - square(&by_x) - square(&by_y) + total * total / (n * n);
        Shared { mean: total / n, variance: (left / (n - 1.0)).max(0.0) }
    }
}

/// For each of `one` the sum of its minima with all of `others`; and the sum of the squares of all of these.
fn least_sums(one: &[f64], others: &[f64]) -> (Vec<f64>, f64) {
    let mut sorted = others.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let mut below = vec![(0.0, 0.0)];
    let (mut sum, mut squares) = (0.0, 0.0);
    for value in &sorted {
        sum += value;
        squares += value * value;
        below.push((sum, squares));
    }
    let mut all = 0.0;
    let sums = one.iter().map(|value| {
        let at = sorted.partition_point(|other| other < value);
        let above = (sorted.len() - at) as f64;
        all += below[at].1 + above * value * value;
        below[at].0 + above * value
    });
    (sums.collect(), all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::{Dealing, permuted_fit};

    /// Against every deal of four, counted.
    #[test]
    fn moments_are_those_of_all_deals() {
        let (x, y) = ([0.9_f64, 0.4, 0.2, 0.7], [0.8_f64, 0.1, 0.6, 0.3]);
        let mut sums = Vec::new();
        Dealing::default().count(&y, |dealt| {
            sums.push(x.iter().zip(dealt).map(|(x, y)| x.min(*y)).sum::<f64>());
            true
        });
        let mean = sums.iter().sum::<f64>() / 24.0;
        let variance = sums.iter().map(|sum| (sum - mean) * (sum - mean)).sum::<f64>() / 24.0;
        let found = Shared::of(&x, &y);
        assert!((found.mean - mean).abs() < 1e-12 && (found.variance - variance).abs() < 1e-12);
    }

    fn members(n: usize, count: usize) -> Vec<f64> {
        (0..n).map(|case| f64::from(u8::from(case < count))).collect()
    }

    /// By hand. Two members of four, two with the outcome: a perfect relation has p = 1/6, so that nothing is ever rejected at
    /// 0.05. At a level of 1/6 it is where it is found.
    #[test]
    fn crisp_power_by_hand() {
        let (x, y) = (members(4, 2), members(4, 2));
        assert_eq!(power(&x, &y, 1.0, 0.05, 0, 1).expect("defined").power, 0.0);
        // All obey. Dealt, 2, 1, 0 are shared in 1, 4, 1 of 6 ways; then 2, 3, 4 cases have the outcome: only the first, with p = 1/6, rejects.
        let found = power(&x, &y, 1.0, 0.17, 0, 1).expect("defined");
        assert!((found.power - 1.0 / 6.0).abs() < 1e-12 && found.by_chance == 0.5 && found.outcomes == 0, "{found:?}");
        assert!(power(&x, &y, 0.5, 0.05, 0, 1).is_none(), "no more than chance");
        assert!(power(&x, &members(4, 0), 0.9, 0.05, 400, 1).is_none());
    }

    /// Over all numbers of shared members and of others that obey, each rejected or not.
    #[test]
    fn crisp_power_is_the_whole_sum() {
        let choose = |n: usize, k: usize| (0..k).fold(1.0, |product, at| product * (n - at) as f64 / (at + 1) as f64);
        for (n, x, y, at) in [(12, 5, 4, 0.9), (20, 9, 11, 0.8), (30, 6, 10, 1.0), (17, 17, 5, 0.7)] {
            let found = power(&members(n, x), &members(n, y), at, 0.05, 0, 1).expect("defined");
            let obeys = (at - y as f64 / n as f64) / (1.0 - y as f64 / n as f64);
            let mut expected = 0.0;
            for shared in (x + y).saturating_sub(n)..=x.min(y) {
                for more in 0..=x - shared {
                    let few = (1.0 - obeys).powi((x - shared - more) as i32);
                    let binomial = choose(x - shared, more) * obeys.powi(more as i32) * few;
                    if shared_at_least(shared + more, n, x, y + more) <= 0.05 {
                        expected += binomial * choose(x, shared) * choose(n - x, y - shared) / choose(n, y);
                    }
                }
            }
            assert!((found.power - expected).abs() < 1e-9, "{n} {x} {y}: {found:?} {expected}");
        }
    }

    /// Power of crisp and of fuzzy sets against drawing outcomes and testing each by permutation.
    #[test]
    fn power_is_the_share_of_rejections() {
        let mut random = Random::new(5);
        let fuzzy = |random: &mut Random| -> Vec<f64> { (0..24).map(|_| random.share()).collect() };
        let (fx, fy) = (fuzzy(&mut random), fuzzy(&mut random));
        for (x, y) in [(members(24, 8), members(24, 12)), (fx, fy)] {
            let found = power(&x, &y, 0.9, 0.05, 400, 1).expect("defined");
            let obeys = (found.at - found.by_chance) / (1.0 - found.by_chance);
            let (mut dealt, mut rejected) = (y.clone(), 0);
            for seed in 0..300 {
                shuffle(&mut dealt, &mut random);
                let obeying: Vec<f64> =
                    dealt.iter().zip(&x).map(|(y, x)| if random.share() < obeys { y.max(*x) } else { *y }).collect();
                let dealing = Dealing { most_exact: 0, deals: 199, seed };
                rejected += usize::from(permuted_fit(&x, &obeying, &dealing).expect("defined").p <= 0.05);
            }
            let share = rejected as f64 / 300.0;
            assert!(found.power > 0.2 && found.power < 0.98, "something to tell: {found:?}");
            assert!((share - found.power).abs() < 0.09, "{share} {found:?}");
        }
    }
}
