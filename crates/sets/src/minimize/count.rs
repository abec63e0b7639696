//! The number of least covers of a block, without meeting them one by one.
//!
//! In: columns, over rows in the order in which they are to be settled. Out: the number. Columns are decided one by one, in the
//! order of the first row that they cover; once all columns that begin at a row are decided, that row must be covered. Partial
//! covers of the same size that leave the same rows open are one entry with their number, and one that cannot be completed is
//! dropped.

use super::bits::Bits;
use super::chart::Number;
use super::cover::Search;

/// Rows still open, columns taken, and in how many ways.
type Partial<const N: usize> = (Bits<N>, usize, u128);

/// How many covers of all rows by `size` columns, the least number, there are; `None` past `states` entries at once, past the
/// steps of branch and bound, or past what can be written.
pub(crate) fn count<const N: usize>(
    columns: &[Bits<N>],
    terms: &[usize],
    rows: usize,
    size: usize,
    steps: u64,
    states: usize,
) -> Option<Number> {
    let mut search = Search::new(rows, columns, steps);
    let mut partial: Vec<Partial<N>> = vec![(Bits::below(rows), 0, 1)];
    for row in 0..rows {
        for (at, column) in columns.iter().enumerate().filter(|(_, column)| column.first() == Some(row)) {
            let before = partial.len();
            for from in 0..before {
                let (open, taken, ways) = partial[from];
                let left = open.without(*column);
                // A column that covers nothing still open has no place in a least cover.
                if taken < size && left != open && search.fits(left, size - taken - 1)? {
                    partial.push((left, taken + 1, ways.checked_mul(terms[at] as u128)?));
                }
            }
            if partial.len() > before {
                partial = merged(partial)?;
            }
            if partial.len() > states {
                return None;
            }
        }
        partial.retain(|(open, ..)| !open.contains(row));
    }
    partial.iter().try_fold(0u128, |sum, (.., ways)| sum.checked_add(*ways)).map(Number::Exactly)
}

fn merged<const N: usize>(mut partial: Vec<Partial<N>>) -> Option<Vec<Partial<N>>> {
    partial.sort_unstable();
    let mut kept: Vec<Partial<N>> = Vec::with_capacity(partial.len());
    for (open, taken, ways) in partial {
        match kept.last_mut() {
            Some((last, size, sum)) if *last == open && *size == taken => *sum = sum.checked_add(ways)?,
            _ => kept.push((open, taken, ways)),
        }
    }
    Some(kept)
}
