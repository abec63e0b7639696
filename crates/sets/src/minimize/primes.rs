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
use super::problem::Problem;
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

/// The sets that hold no other, each once. Every shortest closed term is what a shortest term becomes when it is closed: a closed term that
/// keeps out of everything negative holds a shortest term that does, and so what that becomes.
fn shortest(mut masks: Vec<Mask>) -> Vec<Mask> {
    masks.sort_unstable_by_key(|mask| (mask.count_ones(), *mask));
    masks.dedup();
    let mut kept: Vec<Mask> = Vec::new();
    for mask in masks {
        if !kept.iter().any(|less| less & mask == *less) {
            kept.push(mask);
        }
    }
    kept
}

/// More prime implicants than the limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooMany;

/// From so many found, times the rows still to do, a second processor is worth waking.
const WORTH_A_THREAD: usize = 20_000;

/// All prime implicants of a problem's positive rows against `negative`, which must not meet them; its own negative rows are not looked at.
///
/// A positive row with free conditions counts as covered only where all of it is. Where a condition speaks of others, the prime
/// implicants are the shortest among the terms that fix those with it.
pub(crate) fn primes(problem: &Problem, negative: &[Cube], limit: usize) -> Result<Vec<Prime>, TooMany> {
    let (levels, positive) = (&problem.levels, &problem.positive);
    let bit = |at: &usize| (1 as Mask) << at;
    let task = Task {
        conditions: levels.len(),
        positive: Packed::new(levels, positive),
        negative: Packed::new(levels, negative),
        terms: positive,
        entailed: problem
            .entailed
            .iter()
            .map(|one| (bit(&one.condition), one.others.iter().fold(0, |mask, at| mask | bit(at))))
            .collect(),
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
    /// A condition, and those of which it speaks.
    entailed: Vec<(Mask, Mask)>,
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

    /// With all conditions of which those fixed speak, and those of which these do.
    fn closed(&self, mut fixed: Mask) -> Mask {
        loop {
            let more = self.entailed.iter().filter(|(condition, _)| fixed & condition != 0);
            let all = more.fold(fixed, |mask, (_, others)| mask | others);
            if all == fixed {
                return fixed;
            }
            fixed = all;
        }
    }

    /// Adds the prime implicants that cover one of `rows` and no row before it.
    fn run(&self, rows: Range<usize>, found: &mut Vec<Prime>) -> Result<(), TooMany> {
        for row in rows {
            let differences = (0..self.negative.len()).map(|at| self.positive.apart(row, &self.negative, at)).collect();
            let bars: Vec<Mask> = (0..self.positive.len()).map(|other| self.positive.bars(row, other)).collect();
            let mut take = |fixed: Mask| {
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
            };
            let mut closed: Vec<Mask> = Vec::new();
            let flow = Hypergraph::of_masks(self.conditions, differences).each(&mut |fixed| {
                let fixed = fixed.iter().fold(0, |mask: Mask, &condition| mask | 1 << condition);
                if self.entailed.is_empty() {
                    return take(fixed);
                }
                closed.push(self.closed(fixed));
                if closed.len() > self.limit { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            if flow.is_break() || shortest(closed).into_iter().try_for_each(take).is_break() {
                return Err(TooMany);
            }
        }
        Ok(())
    }
}
