//! All prime implicants that cover a positive row.
//!
//! In: positive rows and what no term may meet, as terms. Out: every prime implicant with the positive rows that it covers,
//! in the order of [`Cube`]. Remainders are never listed.
//!
//! An implicant that covers row x has x's levels wherever it fixes a condition; it keeps out of a negative term q where it
//! fixes a condition in which x and q are apart. So the prime implicants that cover x are the minimal hitting sets of x's
//! differences from the negative terms, and all of them come from one enumeration per positive row.

use super::cube::{ANY, Cube};
use super::packed::{Mask, Packed};
use super::transversal::Hypergraph;
use std::ops::{ControlFlow, Range};

/// A shortest term that covers some positive row and meets nothing negative: without any of its literals it would.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prime {
    /// The term.
    pub cube: Cube,
    /// The positive rows that it covers, as positions in the problem's list, ascending.
    pub covers: Vec<usize>,
}

/// More prime implicants than the limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooMany;

/// From so many found, times the rows still to do, a second processor is worth waking.
const WORTH_A_THREAD: usize = 20_000;

/// All prime implicants of `positive` against `negative`, which must not meet.
///
/// A positive row with free conditions counts as covered only where all of it is.
pub(crate) fn primes(levels: &[u8], positive: &[Cube], negative: &[Cube], limit: usize) -> Result<Vec<Prime>, TooMany> {
    let task = Task {
        conditions: levels.len(),
        positive: Packed::new(levels, positive),
        negative: Packed::new(levels, negative),
        terms: positive,
        limit,
    };
    let rows = positive.len();
    let mut found = Vec::new();
    let mut done = 0;
    while done < rows && found.len() * (rows - done) < WORTH_A_THREAD {
        task.run(done..done + 1, &mut found)?;
        done += 1;
    }
    if done < rows {
        found.extend(task.spread(done..rows)?);
        if found.len() > limit {
            return Err(TooMany);
        }
    }
    found.sort_unstable_by(|a, b| a.cube.cmp(&b.cube));
    Ok(found)
}

struct Task<'a> {
    conditions: usize,
    positive: Packed,
    negative: Packed,
    terms: &'a [Cube],
    limit: usize,
}

impl Task<'_> {
    /// The rows shared out one by one among the processors; the order of the answer does not matter, it is sorted after.
    fn spread(&self, rows: Range<usize>) -> Result<Vec<Prime>, TooMany> {
        let workers = threads::cores().min(rows.len());
        let parts: Vec<Result<Vec<Prime>, TooMany>> = threads::each(workers, workers, |worker| {
            let mut found = Vec::new();
            for row in rows.clone().skip(worker).step_by(workers) {
                self.run(row..row + 1, &mut found)?;
            }
            Ok(found)
        });
        parts.into_iter().try_fold(Vec::new(), |mut all, part| {
            all.extend(part?);
            Ok(all)
        })
    }

    /// Adds the prime implicants that cover one of `rows` and no row before it.
    fn run(&self, rows: Range<usize>, found: &mut Vec<Prime>) -> Result<(), TooMany> {
        for row in rows {
            let differences = (0..self.negative.len()).map(|at| self.positive.apart(row, &self.negative, at)).collect();
            let bars: Vec<Mask> = (0..self.positive.len()).map(|other| self.positive.bars(row, other)).collect();
            let flow = Hypergraph::of_masks(self.conditions, differences).each(&mut |fixed| {
                let fixed = fixed.iter().fold(0, |mask: Mask, &condition| mask | 1 << condition);
                let mut covers = (0..bars.len()).filter(|&other| bars[other] & fixed == 0);
                if covers.clone().next() == Some(row) {
                    if found.len() == self.limit {
                        return ControlFlow::Break(());
                    }
                    let cells = self.terms[row].0.iter().enumerate();
                    let term = cells.map(|(at, &level)| if fixed >> at & 1 == 1 { level } else { ANY }).collect();
                    found.push(Prime { cube: Cube(term), covers: covers.by_ref().collect() });
                }
                ControlFlow::Continue(())
            });
            if flow.is_break() {
                return Err(TooMany);
            }
        }
        Ok(())
    }
}
