//! How few terms cover a block of a chart: proven branch and bound.
//!
//! In: a block, rows below `64 * N` and columns as sets of rows. Out: whether a set of rows can be covered by so many columns,
//! and the least number that covers them all. Never guesses: out of steps it says so.
//!
//! At each step the row with the fewest columns left must be covered, by each of them in turn; columns that [`Weights`] shows
//! to be too light, and columns that cover less than another, are left aside. Sets of rows met before are remembered with what
//! is known of them.

use super::bits::Bits;
use super::weights::Weights;
use rustc_hash::FxHashMap;

/// Rounds in which weights are improved: at the outset, and at a step.
const ROUNDS: (usize, usize) = (400, 24);

/// What is known of a set of rows: needs at least, and at most, so many columns.
#[derive(Clone, Copy)]
struct Known {
    least: u32,
    most: u32,
}

/// The question "do so many columns cover these rows?", asked again and again of one block.
pub(crate) struct Search<const N: usize> {
    /// Columns that no other contains.
    columns: Vec<Bits<N>>,
    weights: Weights,
    known: FxHashMap<Bits<N>, Known>,
    steps: u64,
}

impl<const N: usize> Search<N> {
    /// Over these columns, with so many steps to spend: a step is a look at a column.
    pub fn new(rows: usize, columns: &[Bits<N>], steps: u64) -> Self {
        let columns = maximal(columns.iter().copied());
        let weights = Weights::even(rows).improved(Bits::below(rows), &columns, ROUNDS.0, usize::MAX);
        Self { columns, weights, known: FxHashMap::default(), steps }
    }

    /// So many steps to spend from here on; what is known stays.
    pub fn refill(&mut self, steps: u64) {
        self.steps = steps;
    }

    /// The least number of columns that covers all rows, which `most` are known to do; where the steps run out, bounds on it.
    pub fn least(&mut self, rows: Bits<N>, most: usize) -> (usize, usize) {
        let mut size = self.weights.needed();
        while size < most {
            match self.fits(rows, size) {
                Some(true) => return (size, size),
                Some(false) => size += 1,
                None => return (size, most),
            }
        }
        (most, most)
    }

    /// Which of these columns may be in a cover of all rows by at most `size` columns.
    pub fn admitted(&self, columns: &[Bits<N>], rows: Bits<N>, size: usize) -> Vec<bool> {
        columns.iter().map(|&column| self.weights.admits(column, rows, size)).collect()
    }

    /// Whether at most `size` columns cover `rows`; `None` where the steps run out.
    pub fn fits(&mut self, rows: Bits<N>, size: usize) -> Option<bool> {
        let (columns, weights) = (std::mem::take(&mut self.columns), self.weights.clone());
        let answer = self.step(rows, size, &columns, &weights);
        self.columns = columns;
        answer
    }

    /// The same, by columns among which all are that a cover of that size can have.
    pub fn step(&mut self, rows: Bits<N>, size: usize, columns: &[Bits<N>], weights: &Weights) -> Option<bool> {
        match size {
            _ if rows.is_empty() => return Some(true),
            0 => return Some(false),
            1 => return Some(columns.iter().any(|column| rows.within(*column))),
            _ => {}
        }
        if let Some(known) = self.known.get(&rows) {
            if size as u32 >= known.most {
                return Some(true);
            }
            if (size as u32) < known.least {
                return Some(false);
            }
        }
        self.steps = self.steps.checked_sub(columns.len() as u64)?;
        let answer = if size == 2 { pair(rows, columns) } else { self.branch(rows, size, columns, weights)? };
        let known = self.known.entry(rows).or_insert(Known { least: 1, most: u32::MAX });
        if answer {
            known.most = known.most.min(size as u32);
        } else {
            known.least = known.least.max(size as u32 + 1);
        }
        Some(answer)
    }

    fn branch(&mut self, rows: Bits<N>, size: usize, columns: &[Bits<N>], weights: &Weights) -> Option<bool> {
        let narrowed = narrowed(rows, size, columns.iter().copied(), weights, ROUNDS.1);
        let Some((parts, weights)) = narrowed else { return Some(false) };
        let Some(row) = scarcest(rows, &parts) else { return Some(false) };
        for &part in parts.iter().filter(|part| part.contains(row)) {
            if self.step(rows.without(part), size - 1, &parts, &weights)? {
                return Some(true);
            }
        }
        Some(false)
    }
}

/// Columns that cover all rows, as ascending places: each time the one that covers most. Each row is covered by some column.
pub(crate) fn greedy<const N: usize>(rows: Bits<N>, columns: &[Bits<N>]) -> Vec<usize> {
    let mut left = rows;
    let mut cover = Vec::new();
    while !left.is_empty() {
        // Reversed, as `max_by_key` gives the last of the greatest and the first is wanted.
        let Some(best) = (0..columns.len()).rev().max_by_key(|&at| columns[at].and(left).count()) else { break };
        left = left.without(columns[best]);
        cover.push(best);
    }
    cover.sort_unstable();
    cover
}

/// The row with the fewest columns; `None` where a row has none.
fn scarcest<const N: usize>(rows: Bits<N>, columns: &[Bits<N>]) -> Option<usize> {
    let count = |row: usize| columns.iter().filter(|column| column.contains(row)).count();
    rows.iter().map(|row| (count(row), row)).min().filter(|&(count, _)| count > 0).map(|(_, row)| row)
}

/// Whether two columns cover all of `rows`.
fn pair<const N: usize>(rows: Bits<N>, columns: &[Bits<N>]) -> bool {
    let Some(row) = rows.first() else { return true };
    let largest = columns.iter().map(|column| column.and(rows).count()).max().unwrap_or(0);
    columns.iter().filter(|column| column.contains(row)).any(|&column| {
        let left = rows.without(column);
        left.count() <= largest && columns.iter().any(|other| left.within(*other))
    })
}

/// Those sets that no other contains, each once, and none that is empty.
pub(crate) fn maximal<const N: usize>(sets: impl IntoIterator<Item = Bits<N>>) -> Vec<Bits<N>> {
    let mut sized: Vec<(u32, Bits<N>)> = sets.into_iter().map(|set| (set.count(), set)).collect();
    sized.sort_unstable_by(|a, b| b.cmp(a));
    sized.dedup();
    let mut kept: Vec<Bits<N>> = Vec::new();
    // Kept sets before this place are larger than the one in hand; of its own size only itself would contain it.
    let mut larger = 0;
    let mut last = u32::MAX;
    for (size, set) in sized {
        if size < last {
            (last, larger) = (size, kept.len());
        }
        if size > 0 && !kept[..larger].iter().any(|large| set.within(*large)) {
            kept.push(set);
        }
    }
    kept
}

/// The columns, cut down to the rows still open, that a cover of `size` columns may have, without those that another contains,
/// and the weights that show it; `None` where there is no such cover.
///
/// The weights that come in are tried first: what they show to be too light need not be compared with anything.
pub(crate) fn narrowed<const N: usize>(
    rows: Bits<N>,
    size: usize,
    columns: impl IntoIterator<Item = Bits<N>>,
    weights: &Weights,
    rounds: usize,
) -> Option<(Vec<Bits<N>>, Weights)> {
    let mut parts: Vec<Bits<N>> = columns.into_iter().map(|column| column.and(rows)).collect();
    let mut weights = weights.improved(rows, &parts, 0, size);
    for rounds in [0, rounds] {
        if rounds > 0 {
            parts = maximal(parts);
            weights = weights.improved(rows, &parts, rounds, size);
        }
        if weights.needed() > size {
            return None;
        }
        parts.retain(|part| weights.admits(*part, rows, size));
    }
    Some((parts, weights))
}
