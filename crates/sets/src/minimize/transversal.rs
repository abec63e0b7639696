//! Minimal hitting sets: every smallest choice of points that meets each of the given edges.
//!
//! In: edges, each a set of points. Out: every minimal hitting set, once, to a visitor, in a fixed order. Two uses: the prime
//! implicants that cover a row (points are conditions, edges its differences from the negative rows), and the irredundant
//! covers of a chart (points are terms, edges the rows).
//!
//! Murakami and Uno (2014), "Efficient algorithms for dualizing large-scale hypergraphs", algorithm MMCS: a point is added
//! only while each chosen point keeps an edge that it alone hits, so that no set is made twice and none is thrown away late.

use std::ops::ControlFlow;

/// Edges over points, as words: `points` wide by edge, and turned round by point.
pub(crate) struct Hypergraph {
    points: usize,
    /// Words of a set of points.
    wide: usize,
    /// Words of a set of edges.
    deep: usize,
    /// By edge: its points.
    edges: Vec<u64>,
    /// By point: the edges that it hits.
    hits: Vec<u64>,
}

/// What the search keeps at one depth.
struct Stack {
    /// By depth: the points that may still be chosen.
    open: Vec<u64>,
    /// By depth: the points of the edge in hand still to be tried.
    tried: Vec<u64>,
    /// By depth: the edges not hit.
    left: Vec<u64>,
    /// By depth and chosen point: the edges that it alone hits.
    alone: Vec<u64>,
    chosen: Vec<usize>,
}

impl Hypergraph {
    /// From edges as lists of points below `points`. Edges that contain another are left out: they are hit with it.
    pub fn new(points: usize, edges: impl IntoIterator<Item = Vec<usize>>) -> Self {
        let wide = points.div_ceil(64).max(1);
        let mut sets: Vec<Vec<u64>> = edges
            .into_iter()
            .map(|edge| {
                let mut set = vec![0; wide];
                for point in edge {
                    set[point >> 6] |= 1 << (point & 63);
                }
                set
            })
            .collect();
        sets.sort_by_cached_key(|set| (set.iter().map(|word| word.count_ones()).sum::<u32>(), set.clone()));
        sets.dedup();
        let mut kept: Vec<Vec<u64>> = Vec::new();
        for set in sets {
            if !kept.iter().any(|small| small.iter().zip(&set).all(|(a, b)| a & !b == 0)) {
                kept.push(set);
            }
        }
        Self::of_minimal(points, wide, kept.into_iter())
    }

    /// From edges as masks of points.
    pub fn of_masks(points: usize, mut masks: Vec<u128>) -> Self {
        masks.sort_unstable_by_key(|mask| (mask.count_ones(), *mask));
        masks.dedup();
        let mut kept: Vec<u128> = Vec::new();
        for mask in masks {
            if !kept.iter().any(|small| small & !mask == 0) {
                kept.push(mask);
            }
        }
        let wide = points.div_ceil(64).max(1);
        Self::of_minimal(points, wide, kept.into_iter().map(|mask| [mask as u64, (mask >> 64) as u64]))
    }

    fn of_minimal<W: AsRef<[u64]>>(points: usize, wide: usize, kept: impl ExactSizeIterator<Item = W>) -> Self {
        let deep = kept.len().div_ceil(64).max(1);
        let mut hits = vec![0; points * deep];
        let mut edges = Vec::with_capacity(kept.len() * wide);
        for (edge, set) in kept.enumerate() {
            let set = &set.as_ref()[..wide];
            for point in ones(set) {
                hits[point * deep + (edge >> 6)] |= 1 << (edge & 63);
            }
            edges.extend_from_slice(set);
        }
        Self { points, wide, deep, edges, hits }
    }

    /// Calls `visit` with every minimal hitting set (points in the order they were chosen) until it breaks. No edge: the empty
    /// set alone. An empty edge: nothing.
    pub fn each(&self, visit: &mut impl FnMut(&[usize]) -> ControlFlow<()>) -> ControlFlow<()> {
        let edges = self.edges.len() / self.wide;
        // A minimal hitting set has no more points than there are edges, as each point hits one alone.
        let depth = edges.min(self.points) + 1;
        let mut open = vec![0; self.wide * (depth + 1)];
        for point in 0..self.points {
            open[point >> 6] |= 1 << (point & 63);
        }
        let mut left = vec![0; self.deep * (depth + 1)];
        for edge in 0..edges {
            left[edge >> 6] |= 1 << (edge & 63);
        }
        let alone = vec![0; self.deep * depth * (depth + 1)];
        let tried = vec![0; self.wide * (depth + 1)];
        let mut stack = Stack { open, tried, left, alone, chosen: Vec::with_capacity(depth) };
        self.extend(&mut stack, depth, visit)
    }

    fn extend(
        &self,
        stack: &mut Stack,
        depth: usize,
        visit: &mut impl FnMut(&[usize]) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let at = stack.chosen.len();
        let (wide, deep) = (self.wide, self.deep);
        let Some(edge) = self.narrowest(&stack.left[at * deep..][..deep], &stack.open[at * wide..][..wide]) else {
            return visit(&stack.chosen);
        };
        for word in 0..wide {
            let tried = stack.open[at * wide + word] & self.edges[edge * wide + word];
            stack.tried[at * wide + word] = tried;
            stack.open[at * wide + word] &= !tried;
        }
        for word in 0..wide {
            while stack.tried[at * wide + word] != 0 {
                let bit = stack.tried[at * wide + word].trailing_zeros();
                stack.tried[at * wide + word] &= !(1 << bit);
                // A point that leaves a chosen one without an edge of its own does so below as well: it stays shut.
                if self.choose(stack, depth, word * 64 + bit as usize) {
                    stack.chosen.push(word * 64 + bit as usize);
                    let flow = self.extend(stack, depth, visit);
                    stack.chosen.pop();
                    flow?;
                    stack.open[at * wide + word] |= 1 << bit;
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// Lays the next depth of the stack as if `point` were chosen; false where a chosen point would hit no edge alone.
    fn choose(&self, stack: &mut Stack, depth: usize, point: usize) -> bool {
        let at = stack.chosen.len();
        let (wide, deep) = (self.wide, self.deep);
        let hits = &self.hits[point * deep..][..deep];
        let (now, next) = (at * depth * deep, (at + 1) * depth * deep);
        for earlier in 0..at {
            let mut any = 0;
            for (word, hit) in hits.iter().enumerate() {
                let kept = stack.alone[now + earlier * deep + word] & !hit;
                stack.alone[next + earlier * deep + word] = kept;
                any |= kept;
            }
            if any == 0 {
                return false;
            }
        }
        for (word, hit) in hits.iter().enumerate() {
            let left = stack.left[at * deep + word];
            stack.alone[next + at * deep + word] = left & hit;
            stack.left[(at + 1) * deep + word] = left & !hit;
        }
        let (before, after) = stack.open.split_at_mut((at + 1) * wide);
        after[..wide].copy_from_slice(&before[at * wide..]);
        true
    }

    /// The edge not hit yet with the fewest points still open; none where all are hit.
    fn narrowest(&self, left: &[u64], open: &[u64]) -> Option<usize> {
        let mut best: Option<(u32, usize)> = None;
        for edge in ones(left) {
            let points = &self.edges[edge * self.wide..][..self.wide];
            let size = points.iter().zip(open).map(|(a, b)| (a & b).count_ones()).sum();
            if best.is_none_or(|(least, _)| size < least) {
                best = Some((size, edge));
                if size <= 1 {
                    break;
                }
            }
        }
        best.map(|(_, edge)| edge)
    }
}

/// The numbers in a set of words, ascending.
fn ones(words: &[u64]) -> impl Iterator<Item = usize> {
    words.iter().enumerate().flat_map(|(at, &word)| {
        let mut left = word;
        std::iter::from_fn(move || {
            let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(at * 64 + bit)
        })
    })
}
