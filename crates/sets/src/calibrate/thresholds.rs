//! Thresholds where values leave gaps: hierarchical clustering along the line.
//!
//! Along a line the two nearest clusters always lie beside each other, by each of these measures, so that only neighbours are
//! compared.

use super::{known, refusal};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use text::Warned;

/// How far two clusters are apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Linkage {
    /// Their farthest values.
    #[default]
    Complete,
    /// Their nearest values.
    Single,
    /// The mean over all pairs.
    Average,
    /// What joining them adds to the squares within clusters (Ward 1963).
    Ward,
}

/// `count` thresholds between `count` + 1 clusters of the values: midpoints between the greatest value of one and the least of the
/// next, ascending. Of equal distances the lower pair is joined first.
///
/// Errs (`sets::calibration`) where there are not more distinct values than thresholds, or none is asked for.
pub fn find_thresholds(values: &[Option<f64>], count: usize, linkage: Linkage) -> Warned<Option<Vec<f64>>> {
    let mut sorted = known(values);
    sorted.sort_unstable_by(f64::total_cmp);
    let clusters = clusters(&sorted);
    if count == 0 || clusters.len() <= count {
        let message = format!("{} distinct values cannot be parted by {count} thresholds", clusters.len());
        return Warned::new(
            None,
            vec![refusal(message, "ask for at least one threshold, and fewer than distinct values")],
        );
    }
    let joined = join(clusters, count + 1, linkage);
    Warned::clean(Some(joined.windows(2).map(|pair| pair[0].high.midpoint(pair[1].low)).collect()))
}

/// A run of values.
#[derive(Debug, Clone, Copy)]
struct Cluster {
    low: f64,
    high: f64,
    count: f64,
    mean: f64,
}

/// One cluster for each distinct value: equal values have no distance, so they are joined first.
fn clusters(sorted: &[f64]) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    for value in sorted {
        match clusters.last_mut() {
            Some(last) if last.low == *value => last.count += 1.0,
            _ => clusters.push(Cluster { low: *value, high: *value, count: 1.0, mean: *value }),
        }
    }
    clusters
}

fn distance(a: &Cluster, b: &Cluster, linkage: Linkage) -> f64 {
    match linkage {
        Linkage::Complete => b.high - a.low,
        Linkage::Single => b.low - a.high,
        Linkage::Average => b.mean - a.mean,
        Linkage::Ward => (b.mean - a.mean) * (2.0 * a.count * b.count / (a.count + b.count)).sqrt(),
    }
}

/// A distance that is a finite number, in a total order.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Distance(f64);

impl Eq for Distance {}

impl PartialOrd for Distance {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Distance {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// Joins nearest neighbours until so many clusters are left.
fn join(mut clusters: Vec<Cluster>, left: usize, linkage: Linkage) -> Vec<Cluster> {
    let n = clusters.len();
    // A pair is known by its left cluster; a cluster joined to its left neighbour is gone. A pair in the queue is out of date
    // where either has changed since, which `age` tells.
    let mut next: Vec<usize> = (1..=n).collect();
    let mut before: Vec<Option<usize>> = (0..n).map(|at| at.checked_sub(1)).collect();
    let mut gone = vec![false; n];
    let mut age = vec![0_u32; n];
    let mut queue = BinaryHeap::new();
    let pair = |clusters: &[Cluster], age: &[u32], a: usize, b: usize| {
        Reverse((Distance(distance(&clusters[a], &clusters[b], linkage)), a, b, age[a], age[b]))
    };
    for a in 0..n.saturating_sub(1) {
        queue.push(pair(&clusters, &age, a, a + 1));
    }
    let mut count = n;
    while count > left {
        let Some(Reverse((_, a, b, age_a, age_b))) = queue.pop() else { break };
        if gone[a] || gone[b] || age[a] != age_a || age[b] != age_b {
            continue;
        }
        let (old, new) = (clusters[a], clusters[b]);
        let size = old.count + new.count;
        clusters[a] = Cluster {
            low: old.low,
            high: new.high,
            count: size,
            mean: (old.mean * old.count + new.mean * new.count) / size,
        };
        gone[b] = true;
        age[a] += 1;
        count -= 1;
        next[a] = next[b];
        if next[a] < n {
            before[next[a]] = Some(a);
            queue.push(pair(&clusters, &age, a, next[a]));
        }
        if let Some(left) = before[a] {
            queue.push(pair(&clusters, &age, left, a));
        }
    }
    clusters.into_iter().zip(gone).filter(|(_, gone)| !gone).map(|(cluster, _)| cluster).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every pair of clusters compared, as the method is defined.
    fn slowly(values: &[f64], left: usize, linkage: Linkage) -> Vec<f64> {
        let mut clusters: Vec<Vec<f64>> = values.iter().map(|value| vec![*value]).collect();
        let apart = |a: &[f64], b: &[f64]| {
            let pairs = || a.iter().flat_map(|a| b.iter().map(move |b| (a - b).abs()));
            let mean = |of: &[f64]| of.iter().sum::<f64>() / of.len() as f64;
            let (n, m) = (a.len() as f64, b.len() as f64);
            match linkage {
                Linkage::Complete => pairs().fold(0.0, f64::max),
                Linkage::Single => pairs().fold(f64::INFINITY, f64::min),
                Linkage::Average => pairs().sum::<f64>() / (n * m),
                Linkage::Ward => (mean(a) - mean(b)).abs() * (2.0 * n * m / (n + m)).sqrt(),
            }
        };
        while clusters.len() > left {
            let mut best = (f64::INFINITY, 0, 0);
            for b in 0..clusters.len() {
                for a in 0..b {
                    let distance = apart(&clusters[a], &clusters[b]);
                    if distance < best.0 {
                        best = (distance, a, b);
                    }
                }
            }
            let moved = clusters.remove(best.2);
            clusters[best.1].extend(moved);
        }
        let mut ends: Vec<(f64, f64)> = clusters
            .iter()
            .map(|cluster| cluster.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), x| (l.min(*x), h.max(*x))))
            .collect();
        ends.sort_by(|a, b| a.0.total_cmp(&b.0));
        ends.windows(2).map(|pair| pair[0].1.midpoint(pair[1].0)).collect()
    }

    #[test]
    fn neighbours_are_enough() {
        let mut state = 7_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as f64 / 1e6
        };
        for round in 0..40 {
            let values: Vec<f64> = (0..12 + round % 5).map(|_| next()).collect();
            let given: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
            for linkage in [Linkage::Complete, Linkage::Single, Linkage::Average, Linkage::Ward] {
                for count in 1..5 {
                    let found = find_thresholds(&given, count, linkage).value.expect("thresholds");
                    assert_eq!(found, slowly(&values, count + 1, linkage), "{linkage:?} {count} {values:?}");
                }
            }
        }
    }

    #[test]
    fn too_few_values_are_refused() {
        assert!(find_thresholds(&[Some(1.0), Some(1.0)], 1, Linkage::Complete).value.is_none());
        assert!(find_thresholds(&[Some(1.0), Some(2.0)], 0, Linkage::Complete).value.is_none());
        assert_eq!(find_thresholds(&[Some(1.0), None, Some(2.0)], 1, Linkage::Complete).value, Some(vec![1.5]));
    }
}
