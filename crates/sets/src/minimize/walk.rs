//! The least covers of a block, one after another.
//!
//! In: columns and the least number of them that covers the rows. Out: covers listed up to a limit, all of them counted, and by
//! column how many have it. At each step one row still open must be covered, by each of its columns in turn, and a column that
//! has had its turn is shut for what follows: so no cover comes twice. A turn that cannot end in a cover is not taken, and the
//! last column of a cover is looked up, not searched.

use super::bits::Bits;
use super::chart::Limits;
use super::cover::{Search, narrowed};
use super::weights::Weights;
use std::ops::ControlFlow;

/// Rounds in which weights are improved at a step.
const ROUNDS: usize = 16;

/// A walk through the covers of one block.
pub(crate) struct Walk<'a, const N: usize> {
    /// By column: how many terms it stands for.
    terms: &'a [usize],
    search: &'a mut Search<N>,
    shut: Vec<bool>,
    chosen: Vec<usize>,
    list: usize,
    steps: u64,
    /// Covers as ascending positions, at most as many as are to be listed.
    pub covers: Vec<Vec<usize>>,
    /// How many covers were met, counting every choice among the terms of a column; no higher than can be written.
    pub ways: u128,
    /// By column: how many of them have it.
    pub with: Vec<u128>,
}

impl<'a, const N: usize> Walk<'a, N> {
    pub fn new(terms: &'a [usize], search: &'a mut Search<N>, limits: &Limits) -> Self {
        let (columns, list, steps) = (terms.len(), limits.list, limits.steps);
        let (shut, with) = (vec![false; columns], vec![0; columns]);
        Self { terms, search, shut, chosen: Vec::new(), list, steps, covers: Vec::new(), ways: 0, with }
    }

    /// Meets every cover of `open` by `size` of `columns`, which is the least number; breaks where the steps run out.
    pub fn run(&mut self, open: Bits<N>, size: usize, columns: &[(usize, Bits<N>)]) -> ControlFlow<()> {
        let rows = open.iter().last().map_or(0, |last| last + 1);
        self.step(open, size, columns, &Weights::even(rows))
    }

    fn step(&mut self, open: Bits<N>, size: usize, columns: &[(usize, Bits<N>)], weights: &Weights) -> ControlFlow<()> {
        if size <= 1 {
            self.last(open, size, columns);
            return ControlFlow::Continue(());
        }
        self.steps = match self.steps.checked_sub(columns.len() as u64) {
            Some(left) => left,
            None => return ControlFlow::Break(()),
        };
        // Shut columns stay among those by which the search answers, as what it remembers must hold whatever is shut.
        let mut weights = weights.clone();
        let mut columns = columns.to_vec();
        columns.retain(|(_, column)| !column.and(open).is_empty());
        let mut parts = Vec::new();
        if size > 2 {
            let narrowed = narrowed(open, size, columns.iter().map(|(_, column)| *column), &weights, ROUNDS);
            let Some(narrowed) = narrowed else { return ControlFlow::Continue(()) };
            (parts, weights) = narrowed;
            columns.retain(|(_, column)| weights.admits(*column, open, size));
        }
        let count = |row: usize| columns.iter().filter(|(_, column)| column.contains(row)).count();
        let Some(row) = open.iter().min_by_key(|&row| count(row)) else { return ControlFlow::Continue(()) };
        let open_turn = |(at, column): &&(usize, Bits<N>)| !self.shut[*at] && column.contains(row);
        let turns: Vec<(usize, Bits<N>)> = columns.iter().filter(open_turn).copied().collect();
        let mut flow = ControlFlow::Continue(());
        for &(at, column) in &turns {
            let left = open.without(column);
            let fits = if size == 2 { Some(true) } else { self.search.step(left, size - 1, &parts, &weights) };
            flow = match fits {
                Some(true) => {
                    self.chosen.push(at);
                    let flow = self.step(left, size - 1, &columns, &weights);
                    self.chosen.pop();
                    flow
                }
                Some(false) => ControlFlow::Continue(()),
                None => ControlFlow::Break(()),
            };
            if flow.is_break() {
                break;
            }
            self.shut[at] = true;
        }
        for (at, _) in turns {
            self.shut[at] = false;
        }
        flow
    }

    /// Every way to end a cover with one column more, or with none where nothing is open.
    fn last(&mut self, open: Bits<N>, size: usize, columns: &[(usize, Bits<N>)]) {
        let before = self.chosen.iter().map(|&at| self.terms[at] as u128).fold(1, u128::saturating_mul);
        let mut met: u128 = 0;
        if size == 0 {
            met = before;
            self.list_with(None);
        }
        for &(at, column) in columns.iter().filter(|_| size == 1) {
            if open.within(column) && !self.shut[at] {
                let ways = before.saturating_mul(self.terms[at] as u128);
                met = met.saturating_add(ways);
                self.with[at] = self.with[at].saturating_add(ways);
                self.list_with(Some(at));
            }
        }
        self.ways = self.ways.saturating_add(met);
        for &at in &self.chosen {
            self.with[at] = self.with[at].saturating_add(met);
        }
    }

    fn list_with(&mut self, last: Option<usize>) {
        if self.covers.len() < self.list {
            let mut cover: Vec<usize> = self.chosen.iter().copied().chain(last).collect();
            cover.sort_unstable();
            self.covers.push(cover);
        }
    }
}
