//! The best so many of a long row of things, without keeping the rest.

use super::pairs::Standing;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// Keeps the first so many by an order.
pub(super) struct Best<T> {
    most: usize,
    order: fn(&T, &T) -> Ordering,
    found: Vec<T>,
}

impl<T> Best<T> {
    /// At most so many are kept. The order must tell any two apart, or those that it does not come in any order.
    pub(super) fn new(most: usize, order: fn(&T, &T) -> Ordering) -> Self {
        Best { most, order, found: Vec::new() }
    }

    /// Takes one in.
    pub(super) fn push(&mut self, one: T) {
        self.found.push(one);
        if self.found.len() > self.most.saturating_mul(2).saturating_add(1024) {
            self.cut();
        }
    }

    /// The best, the best first.
    pub(super) fn take(mut self) -> Vec<T> {
        self.cut();
        self.found
    }

    fn cut(&mut self) {
        self.found.sort_unstable_by(self.order);
        self.found.truncate(self.most);
    }
}

/// Pairs of one standing: every one of `ones` with every one of `others`, both ascending.
pub(super) struct Task<'a> {
    pub standing: Standing,
    pub ones: &'a [usize],
    pub others: &'a [usize],
}

/// What pairs cost: what the first adds, what the second adds, and what the two add together, which is never below 0.
pub(super) struct Penalties<'a> {
    pub ones: Vec<f64>,
    pub others: Vec<f64>,
    pub both: &'a dyn Fn(usize, usize) -> f64,
    /// Whether only pairs count whose second stands after the first.
    pub ascending: bool,
}

/// The best so many pairs: by standing, then by the sum of penalties in steps of 1e-9 (what is equal but for rounding is equal), then by
/// the places of the first and the second.
///
/// Each side is sorted by what it adds alone, so that a row of pairs is left where even these sums are no better than the worst pair
/// kept: of n cases and m pairs asked for some n log n + m steps where the two add nothing together, and seldom many more where
/// they do; in the worst case all pairs are looked at. Memory is bounded by n + m.
pub(super) fn best(mut tasks: Vec<Task>, penalties: &Penalties, most: usize) -> Vec<(Standing, usize, usize)> {
    if most == 0 {
        return Vec::new();
    }
    let steps = |penalty: f64| (penalty * 1e9).round() as i64;
    let ones: Vec<i64> = penalties.ones.iter().map(|one| steps(*one)).collect();
    let others: Vec<i64> = penalties.others.iter().map(|other| steps(*other)).collect();
    let sorted = |places: &[usize], by: &[i64]| {
        let mut sorted: Vec<(i64, usize)> = places.iter().map(|place| (by[*place], *place)).collect();
        sorted.sort_unstable();
        sorted
    };
    tasks.sort_by_key(|task| task.standing);
    let mut found = Vec::new();
    for alike in tasks.chunk_by(|task, next| task.standing == next.standing) {
        let wanted = most - found.len();
        let mut kept: BinaryHeap<(i64, usize, usize)> = BinaryHeap::new();
        let beaten = |kept: &BinaryHeap<(i64, usize, usize)>, next: (i64, usize, usize)| {
            kept.len() >= wanted && kept.peek().is_some_and(|worst| next > *worst)
        };
        for task in alike {
            let (ones, others) = (sorted(task.ones, &ones), sorted(task.others, &others));
            let least = others.first().map_or(0, |(least, _)| *least);
            for (one, i) in ones {
                if beaten(&kept, (one + least, i, 0)) {
                    break;
                }
                for &(other, j) in &others {
                    if beaten(&kept, (one + other, i, j)) {
                        break;
                    }
                    if penalties.ascending && j <= i {
                        continue;
                    }
                    let next = (one + other + steps((penalties.both)(i, j)), i, j);
                    if !beaten(&kept, next) {
                        kept.push(next);
                        if kept.len() > wanted {
                            kept.pop();
                        }
                    }
                }
            }
        }
        let standing = alike[0].standing;
        found.extend(kept.into_sorted_vec().into_iter().map(|(_, i, j)| (standing, i, j)));
        if found.len() >= most {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Against sorting every pair, on numbers with many ties.
    #[test]
    fn what_is_passed_over_is_never_better() {
        let mut state = 7_u64;
        let mut next = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        for round in 0..300 {
            let (n, m) = (next(9) as usize, next(9) as usize);
            let ones: Vec<f64> = (0..n).map(|_| next(4) as f64 / 10.0).collect();
            let others: Vec<f64> = (0..m).map(|_| next(4) as f64 / 10.0).collect();
            let apart: Vec<f64> = (0..81).map(|_| next(3) as f64 / 10.0).collect();
            let kinds: Vec<u8> = (0..n.max(m)).map(|_| next(2) as u8).collect();
            let ascending = round % 3 == 0;
            let penalties = Penalties { ones, others, both: &|i, j| apart[i * 9 + j], ascending };
            let of = |kind: u8, count: usize| -> Vec<usize> { (0..count).filter(|at| kinds[*at] == kind).collect() };
            let sides = [(of(0, n), of(1, m)), (of(1, n), of(0, m)), (of(0, n), of(0, m)), (of(1, n), of(1, m))];
            let standings = [1, 2, 2, 3].map(|first| [first, 0, 0, 0, 0, 0]);
            let task = |(at, (ones, others)): (usize, &'_ (Vec<usize>, Vec<usize>))| {
                (standings[at], ones.clone(), others.clone())
            };
            let sides: Vec<(Standing, Vec<usize>, Vec<usize>)> = sides.iter().enumerate().map(task).collect();
            let mut every = Vec::new();
            for (standing, ones, others) in &sides {
                for i in ones {
                    for j in others.iter().filter(|j| !ascending || *j > i) {
                        let sum = penalties.ones[*i] + penalties.others[*j] + apart[i * 9 + j];
                        every.push((*standing, (sum * 1e9).round() as i64, *i, *j));
                    }
                }
            }
            every.sort_unstable();
            for most in [0, 1, 3, 100] {
                let tasks = sides.iter().map(|(standing, ones, others)| Task { standing: *standing, ones, others });
                let expected: Vec<_> = every.iter().take(most).map(|(standing, _, i, j)| (*standing, *i, *j)).collect();
                assert_eq!(best(tasks.collect(), &penalties, most), expected, "round {round}, {most}");
            }
        }
    }
}
