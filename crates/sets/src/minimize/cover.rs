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
    /// Over these columns, with so many steps to spend over the whole life of the search.
    pub fn new(rows: usize, columns: &[Bits<N>], steps: u64) -> Self {
        let columns = maximal(columns.to_vec());
        let weights = Weights::even(rows).improved(Bits::below(rows), &columns, ROUNDS.0, usize::MAX);
        Self { columns, weights, known: FxHashMap::default(), steps }
    }

    /// The least number of columns that covers `rows`; where the steps run out, bounds on it.
    ///
    /// Each row must be covered by some column.
    pub fn least(&mut self, rows: Bits<N>) -> (usize, usize) {
        let most = self.greedy(rows);
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
        self.steps = self.steps.checked_sub(1)?;
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
        let parts: Vec<Bits<N>> =
            columns.iter().map(|column| column.and(rows)).filter(|part| !part.is_empty()).collect();
        let mut parts = maximal(parts);
        let weights = weights.improved(rows, &parts, ROUNDS.1, size);
        if weights.needed() > size {
            return Some(false);
        }
        parts.retain(|part| weights.admits(*part, rows, size));
        let Some(row) = scarcest(rows, &parts) else { return Some(false) };
        for &part in parts.iter().filter(|part| part.contains(row)) {
            if self.step(rows.without(part), size - 1, &parts, &weights)? {
                return Some(true);
            }
        }
        Some(false)
    }

    /// As many columns as it takes when each time the one that covers most is taken.
    fn greedy(&self, rows: Bits<N>) -> usize {
        let mut left = rows;
        let mut size = 0;
        while !left.is_empty() {
            let Some(best) = self.columns.iter().max_by_key(|column| column.and(left).count()) else { break };
            left = left.without(*best);
            size += 1;
        }
        size
    }
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

/// Those sets that no other contains, each once.
pub(crate) fn maximal<const N: usize>(mut sets: Vec<Bits<N>>) -> Vec<Bits<N>> {
    sets.sort_unstable_by(|a, b| b.count().cmp(&a.count()).then(a.cmp(b)));
    sets.dedup();
    let mut kept: Vec<Bits<N>> = Vec::with_capacity(sets.len());
    for set in sets {
        if !kept.iter().any(|large| set.within(*large)) {
            kept.push(set);
        }
    }
    kept
}
