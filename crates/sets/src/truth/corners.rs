//! Sums over all cases for each observed corner, fast: the one costly part of a truth table.
//!
//! In: memberships by condition, rows of levels. Out: for each row the sums of x, min(x, y) and min(x, y, 1 - y) over all
//! cases, where x is the membership in the row. A corner of the whole space that no row asks for is never touched.
//!
//! * A crisp or multi-value condition, and one that does not concern a case, makes a membership 0 wherever the levels differ:
//!   cases that agree in all of these form a group, and a row is summed over its own group alone.
//! * Within a group rows are visited in order, so that rows which begin alike share the minima of what they share.
//! * Cases go by in blocks that stay in the cache, summed in four lanes; both are fixed, so that a sum depends neither on how
//!   many threads there are nor on which other rows are asked for.

use crate::fit::pri_of;
use crate::{Kind, Table};
use std::collections::HashMap;

/// Cases in a block.
const BLOCK: usize = 256;
/// Rows that one thread takes at a time.
const ROWS: usize = 32;
/// Below so many memberships a second thread costs more than it brings.
const WORTH_A_THREAD: usize = 1 << 20;

/// The sums of one row.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct CornerSums {
    /// Of x.
    pub x: f64,
    /// Of min(x, y).
    pub both: f64,
    /// Of min(x, y, 1 - y).
    pub neither: f64,
}

impl CornerSums {
    pub fn inclusion(self) -> Option<f64> {
        (self.x > 0.0).then(|| self.both / self.x)
    }

    pub fn pri(self) -> Option<f64> {
        pri_of(self.x, self.both, self.neither)
    }
}

/// What must be equal for a membership not to be 0: levels of crisp and multi-value conditions, and who is concerned.
const FUZZY: u8 = 254;
const DONT_CARE: u8 = 255;

/// Cases that agree in everything but fuzzy conditions, and the rows among them.
struct Group {
    cases: Vec<u32>,
    rows: Vec<u32>,
    /// Conditions that are fuzzy here, as places among the conditions.
    fuzzy: Vec<usize>,
}

/// The sums for each of `rows`, in their order. `y` has a membership for each case; every row has as many levels as there are
/// `conditions`, which are places of columns.
pub(super) fn corner_sums(
    table: &Table,
    conditions: &[usize],
    y: &[f64],
    rows: &[Vec<Option<u8>>],
    threads: usize,
) -> Vec<CornerSums> {
    let groups = group(table, conditions, rows);
    let tasks: Vec<(&Group, &[u32])> =
        groups.iter().flat_map(|group| group.rows.chunks(ROWS).map(move |rows| (group, rows))).collect();
    let work: usize = tasks.iter().map(|(group, rows)| group.cases.len() * rows.len()).sum();
    let threads = if work < WORTH_A_THREAD { 1 } else { threads };
    let parts = threads::each(threads, tasks.len(), |at| {
        let (group, chosen) = tasks[at];
        sum_group(table, conditions, y, rows, group, chosen)
    });
    let mut sums = vec![CornerSums::default(); rows.len()];
    for ((_, chosen), part) in tasks.iter().zip(parts) {
        for (row, sum) in chosen.iter().zip(part) {
            sums[*row as usize] = sum;
        }
    }
    sums
}

fn group(table: &Table, conditions: &[usize], rows: &[Vec<Option<u8>>]) -> Vec<Group> {
    let width = conditions.len();
    let columns: Vec<_> = conditions.iter().map(|column| &table.columns[*column]).collect();
    let is_fuzzy: Vec<bool> = columns.iter().map(|column| column.kind == Kind::Fuzzy).collect();
    let mut places: HashMap<Vec<u8>, usize> = HashMap::new();
    let mut groups: Vec<Group> = Vec::new();
    // Rows in order, so that those which begin alike stand together within each group.
    let mut order: Vec<u32> = (0..rows.len() as u32).collect();
    order.sort_by(|a, b| rows[*a as usize].cmp(&rows[*b as usize]));
    for row in order {
        let levels = &rows[row as usize];
        let mark: Vec<u8> = (0..width)
            .map(|at| match levels[at] {
                None => DONT_CARE,
                Some(_) if is_fuzzy[at] => FUZZY,
                Some(level) => level,
            })
            .collect();
        let fuzzy = (0..width).filter(|at| mark[*at] == FUZZY).collect();
        let at = *places.entry(mark).or_insert_with(|| {
            groups.push(Group { cases: Vec::new(), rows: Vec::new(), fuzzy });
            groups.len() - 1
        });
        groups[at].rows.push(row);
    }
    let parting: Vec<bool> =
        columns.iter().zip(&is_fuzzy).map(|(column, fuzzy)| !fuzzy || !column.dont_care.is_empty()).collect();
    if !parting.contains(&true) {
        if let Some(group) = groups.first_mut() {
            group.cases = (0..table.len() as u32).collect();
        }
        return groups;
    }
    let mut mark = vec![FUZZY; width];
    for case in 0..table.len() {
        for (at, column) in columns.iter().enumerate().filter(|(at, _)| parting[*at]) {
            mark[at] = match is_fuzzy[at] {
                _ if column.is_dont_care(case) => DONT_CARE,
                true => FUZZY,
                false => column.values[case] as u8,
            };
        }
        if let Some(at) = places.get(&mark) {
            groups[*at].cases.push(case as u32);
        }
    }
    groups
}

/// One block of cases of a group: memberships in and out of each fuzzy condition, y and min(y, 1 - y).
struct Block {
    len: usize,
    inside: Vec<[f64; BLOCK]>,
    outside: Vec<[f64; BLOCK]>,
    y: [f64; BLOCK],
    neither: [f64; BLOCK],
}

fn sum_group(
    table: &Table,
    conditions: &[usize],
    y: &[f64],
    rows: &[Vec<Option<u8>>],
    group: &Group,
    chosen: &[u32],
) -> Vec<CornerSums> {
    let depth = group.fuzzy.len();
    let mut sums = vec![CornerSums::default(); chosen.len()];
    let mut block = Block {
        len: 0,
        inside: vec![[0.0; BLOCK]; depth],
        outside: vec![[0.0; BLOCK]; depth],
        y: [0.0; BLOCK],
        neither: [0.0; BLOCK],
    };
    // minima[d] is the minimum over the first d fuzzy conditions of the row visited last.
    let mut minima = vec![[1.0; BLOCK]; depth + 1];
    for cases in group.cases.chunks(BLOCK) {
        block.fill(table, conditions, y, group, cases);
        let mut last: Option<&[Option<u8>]> = None;
        for (row, sum) in chosen.iter().zip(&mut sums) {
            let levels = rows[*row as usize].as_slice();
            let shared = last.map_or(0, |last| group.fuzzy.iter().take_while(|at| last[**at] == levels[**at]).count());
            for (d, at) in group.fuzzy.iter().enumerate().skip(shared) {
                let literal = if levels[*at] == Some(1) { &block.inside[d] } else { &block.outside[d] };
                let (before, after) = minima.split_at_mut(d + 1);
                least(&before[d], literal, &mut after[0]);
            }
            add(&minima[depth], &block, sum);
            last = Some(levels);
        }
    }
    sums
}

impl Block {
    fn fill(&mut self, table: &Table, conditions: &[usize], y: &[f64], group: &Group, cases: &[u32]) {
        self.len = cases.len();
        for (d, at) in group.fuzzy.iter().enumerate() {
            let values = &table.columns[conditions[*at]].values;
            for (i, case) in cases.iter().enumerate() {
                let value = values[*case as usize];
                self.inside[d][i] = value;
                self.outside[d][i] = 1.0 - value;
            }
        }
        for (i, case) in cases.iter().enumerate() {
            let y = y[*case as usize];
            self.y[i] = y;
            self.neither[i] = y.min(1.0 - y);
        }
    }
}

/// A plain comparison, which compiles to one vector instruction; no value here is NaN.
#[inline]
fn lesser(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}

fn least(a: &[f64; BLOCK], b: &[f64; BLOCK], into: &mut [f64; BLOCK]) {
    for ((a, b), into) in a.iter().zip(b).zip(into) {
        *into = lesser(*a, *b);
    }
}

/// Adds a block: four lanes each, joined in a fixed order. What lies behind the last case of a short block is left out.
fn add(x: &[f64; BLOCK], block: &Block, sum: &mut CornerSums) {
    let mut lanes = [[0.0_f64; 4]; 3];
    let whole = block.len / 4 * 4;
    for ((x, y), neither) in
        x[..whole].chunks_exact(4).zip(block.y[..whole].chunks_exact(4)).zip(block.neither[..whole].chunks_exact(4))
    {
        for lane in 0..4 {
            lanes[0][lane] += x[lane];
            lanes[1][lane] += lesser(x[lane], y[lane]);
            lanes[2][lane] += lesser(x[lane], neither[lane]);
        }
    }
    for (i, x) in x.iter().enumerate().take(block.len).skip(whole) {
        lanes[0][i - whole] += x;
        lanes[1][i - whole] += lesser(*x, block.y[i]);
        lanes[2][i - whole] += lesser(*x, block.neither[i]);
    }
    let join = |lane: [f64; 4]| (lane[0] + lane[1]) + (lane[2] + lane[3]);
    sum.x += join(lanes[0]);
    sum.both += join(lanes[1]);
    sum.neither += join(lanes[2]);
}
