//! The chart of prime implicants and positive rows: what must be in every model, and all models.
//!
//! In: by prime implicant, the rows that it covers. Out: [`Covers`]. A chart is first taken apart without losing a cover:
//! what an essential term covers is done; a row whose terms include all terms of another row is covered with it; terms that
//! then cover the same rows are one column; and columns that share no row, through others either, are blocks of their own.

use super::bits::Bits;
use super::block::{self, Least};
use super::transversal::Hypergraph;
use std::ops::ControlFlow;

/// How far to go; beyond, an answer says that it is not exhaustive.
///
/// Counted in steps and entries, never in time, so that an answer does not hang on the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Prime implicants, at most; more are an error.
    pub primes: usize,
    /// Models listed, at most. Their number is exact all the same where it can be counted.
    pub list: usize,
    /// Models are put in order, the simplest first, by so many as they are met: all of them where they are no more. So a shorter list is the
    /// beginning of a longer one, and the first model the same whatever is listed.
    pub order: usize,
    /// Steps for each of the things asked of a block of the chart: the least size, the models, their number. A step is a look at a
    /// term in a partial model.
    pub steps: u64,
    /// Partial covers held at once while models are counted without being listed.
    pub states: usize,
    /// Irredundant covers met, at most, in a block of the chart.
    pub irredundant: usize,
    /// Pairs of a conservative and a parsimonious model for which intermediate solutions are made.
    pub pairs: usize,
}

impl Limits {
    /// How many covers are met so that those listed can be put in order: `list`, and up to a multiple of `order`.
    fn met(&self) -> usize {
        self.list.div_ceil(self.order.max(1)).saturating_mul(self.order.max(1))
    }

    /// Puts what was met in order by `key`, `order` at a time, and keeps what is to be listed.
    pub(super) fn listed<T, K: Ord>(&self, mut met: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
        met.chunks_mut(self.order.max(1)).for_each(|chunk| chunk.sort_by_key(&key));
        met.truncate(self.list);
        met
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            primes: 1_000_000,
            list: 1_000,
            order: 10_000,
            steps: 40_000_000,
            states: 2_000_000,
            irredundant: 500_000,
            pairs: 1_000,
        }
    }
}

/// How many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// So many.
    Exactly(u128),
    /// Counting was cut short (or the number is past what can be written): at least so many.
    AtLeast(u128),
}

impl Number {
    /// The number, or the bound below.
    #[must_use]
    pub fn value(self) -> u128 {
        match self {
            Number::Exactly(number) | Number::AtLeast(number) => number,
        }
    }

    /// Whether it is exact.
    #[must_use]
    pub fn is_exact(self) -> bool {
        matches!(self, Number::Exactly(_))
    }

    pub(crate) fn times(self, other: Number) -> Number {
        match (self, other, self.value().checked_mul(other.value())) {
            (Number::Exactly(_), Number::Exactly(_), Some(product)) => Number::Exactly(product),
            (.., product) => Number::AtLeast(product.unwrap_or(u128::MAX)),
        }
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Number::Exactly(number) => write!(f, "{number}"),
            Number::AtLeast(number) => write!(f, "at least {number}"),
        }
    }
}

/// Which covers are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wanted {
    /// Those with the least number of terms: the models of the standard analysis.
    #[default]
    Least,
    /// Those from which no term can be taken away, of whatever size.
    Irredundant,
}

/// The covers of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covers {
    /// The least number of terms that cover every row lies between these; equal where proven.
    pub size: (usize, usize),
    /// How many covers there are.
    pub count: Number,
    /// Covers, as ascending positions of terms, in order (where there are more than [`Limits::order`], by so many as they are met); where
    /// there are more than [`Limits::list`], so many of them.
    pub covers: Vec<Vec<usize>>,
    /// Whether `covers` is all of them.
    pub exhaustive: bool,
    /// Terms that alone cover some row.
    pub essential: Vec<usize>,
    /// Terms that are in every cover; essential terms are, and where least covers are wanted there may be more.
    pub common: Vec<usize>,
    /// Terms that are in some cover.
    pub used: Vec<usize>,
    /// Whether `common` and `used` hold of all covers, listed or not.
    pub settled: bool,
}

/// A block: its rows, and its columns as terms that cover the same of them.
struct Block {
    rows: usize,
    columns: Vec<Column>,
}

struct Column {
    rows: Vec<usize>,
    terms: Vec<usize>,
}

/// The covers of rows below `rows` by terms, each with the rows that it covers. Each row must be covered by some term.
#[must_use]
pub fn covers(rows: usize, terms: &[&[usize]], wanted: Wanted, limits: &Limits) -> Covers {
    let mut found = covers_met(rows, terms, wanted, limits);
    found.covers = limits.listed(found.covers, Vec::clone);
    found.exhaustive = found.count == Number::Exactly(found.covers.len() as u128);
    found
}

/// The same with all covers that were met, as they were met: to be put in order by whoever knows what is simple.
pub(super) fn covers_met(rows: usize, terms: &[&[usize]], wanted: Wanted, limits: &Limits) -> Covers {
    let limits = &Limits { list: limits.met(), ..*limits };
    let mut by_row: Vec<Vec<usize>> = vec![Vec::new(); rows];
    for (term, covered) in terms.iter().enumerate() {
        for &row in *covered {
            by_row[row].push(term);
        }
    }
    let mut essential: Vec<usize> = by_row.iter().filter(|terms| terms.len() == 1).map(|terms| terms[0]).collect();
    essential.sort_unstable();
    essential.dedup();
    let blocks = blocks(&by_row, terms.len(), &essential);
    let parts: Vec<Least> = blocks
        .iter()
        .map(|block| match wanted {
            Wanted::Least => least(block, limits),
            Wanted::Irredundant => irredundant(block, limits),
        })
        .collect();
    joined(essential, &blocks, &parts, limits)
}

/// What is left beside the essential terms, in blocks.
fn blocks(by_row: &[Vec<usize>], terms: usize, essential: &[usize]) -> Vec<Block> {
    let done = |row: &Vec<usize>| row.iter().any(|term| essential.binary_search(term).is_ok());
    let mut open: Vec<&Vec<usize>> = by_row.iter().filter(|row| !row.is_empty() && !done(row)).collect();
    open.sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
    open.dedup();
    let mut marks = vec![0usize; terms];
    let mut kept: Vec<&Vec<usize>> = Vec::new();
    for (at, row) in open.iter().enumerate() {
        for &term in *row {
            marks[term] = at + 1;
        }
        // Rows come with the fewest terms first, so that a row can only include one kept already.
        if !kept.iter().any(|less| less.iter().all(|&term| marks[term] == at + 1)) {
            kept.push(row);
        }
    }
    let mut by_term: Vec<Vec<usize>> = vec![Vec::new(); terms];
    for (row, its_terms) in kept.iter().enumerate() {
        for &term in *its_terms {
            by_term[term].push(row);
        }
    }
    let block_of = connected(kept.len(), &by_term);
    let mut columns: Vec<Column> = Vec::new();
    let mut order: Vec<usize> = (0..terms).filter(|&term| !by_term[term].is_empty()).collect();
    order.sort_by(|&a, &b| by_term[a].cmp(&by_term[b]).then(a.cmp(&b)));
    for term in order {
        match columns.last_mut() {
            Some(last) if last.rows == by_term[term] => last.terms.push(term),
            _ => columns.push(Column { rows: by_term[term].clone(), terms: vec![term] }),
        }
    }
    columns.sort_by_key(|column| column.terms[0]);
    let count = block_of.iter().max().map_or(0, |last| last + 1);
    let mut place = vec![0; kept.len()];
    let mut blocks: Vec<Block> = (0..count).map(|_| Block { rows: 0, columns: Vec::new() }).collect();
    for (row, &block) in block_of.iter().enumerate() {
        place[row] = blocks[block].rows;
        blocks[block].rows += 1;
    }
    for mut column in columns {
        let block = block_of[column.rows[0]];
        for row in &mut column.rows {
            *row = place[*row];
        }
        blocks[block].columns.push(column);
    }
    blocks
}

/// By row, its block, numbered in the order of their first rows.
fn connected(rows: usize, by_term: &[Vec<usize>]) -> Vec<usize> {
    fn root(parent: &mut [usize], mut row: usize) -> usize {
        while parent[row] != row {
            parent[row] = parent[parent[row]];
            row = parent[row];
        }
        row
    }
    let mut parent: Vec<usize> = (0..rows).collect();
    for together in by_term {
        for pair in together.windows(2) {
            let (a, b) = (root(&mut parent, pair[0]), root(&mut parent, pair[1]));
            parent[a.max(b)] = a.min(b);
        }
    }
    let mut number = vec![None; rows];
    let mut next = 0;
    (0..rows)
        .map(|row| {
            let root = root(&mut parent, row);
            *number[root].get_or_insert_with(|| {
                next += 1;
                next - 1
            })
        })
        .collect()
}

/// What a function of blocks gives in words as wide as a block's rows need; something else of a block too large for words.
macro_rules! in_words {
    ($block:expr, $of:ident($limits:expr), $too_large:expr) => {
        match $block.rows {
            0..=64 => $of::<1>($block, $limits),
            65..=128 => $of::<2>($block, $limits),
            129..=256 => $of::<4>($block, $limits),
            257..=1024 => $of::<16>($block, $limits),
            1025..=4096 => $of::<64>($block, $limits),
            4097..=16384 => $of::<256>($block, $limits),
            _ => $too_large,
        }
    };
}

/// The least covers of a block.
fn least(block: &Block, limits: &Limits) -> Least {
    fn of<const N: usize>(block: &Block, limits: &Limits) -> Least {
        let terms: Vec<usize> = block.columns.iter().map(|column| column.terms.len()).collect();
        block::least(block.rows, &columns::<N>(block), &terms, limits)
    }
    in_words!(block, of(limits), greedy(block))
}

/// How few columns cover a block.
fn fewest(block: &Block, limits: &Limits) -> (usize, usize) {
    fn of<const N: usize>(block: &Block, limits: &Limits) -> (usize, usize) {
        block::fewest(block.rows, &columns::<N>(block), limits)
    }
    in_words!(block, of(limits), greedy(block).size)
}

/// The rows of each column as bits.
fn columns<const N: usize>(block: &Block) -> Vec<Bits<N>> {
    block.columns.iter().map(|column| column.rows.iter().copied().collect()).collect()
}

/// A block too large for words: one cover, each time by the column that covers most, and no proof.
fn greedy(block: &Block) -> Least {
    let mut open = vec![true; block.rows];
    let mut cover = Vec::new();
    loop {
        let fresh = |column: &Column| column.rows.iter().filter(|&&row| open[row]).count();
        let best = (0..block.columns.len()).rev().max_by_key(|&at| fresh(&block.columns[at]));
        let Some(best) = best.filter(|&at| fresh(&block.columns[at]) > 0) else { break };
        for &row in &block.columns[best].rows {
            open[row] = false;
        }
        cover.push(best);
    }
    cover.sort_unstable();
    let used = (0..block.columns.len()).map(|at| cover.contains(&at)).collect();
    Least {
        size: (1, cover.len()),
        count: Number::AtLeast(1),
        used,
        common: vec![false; block.columns.len()],
        settled: false,
        covers: vec![cover],
    }
}

/// All irredundant covers of a block: the minimal hitting sets of its rows.
fn irredundant(block: &Block, limits: &Limits) -> Least {
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); block.rows];
    for (at, column) in block.columns.iter().enumerate() {
        for &row in &column.rows {
            rows[row].push(at);
        }
    }
    let (mut covers, mut count, mut steps) = (Vec::new(), 0u128, limits.irredundant);
    let mut used = vec![false; block.columns.len()];
    let mut common = vec![true; block.columns.len()];
    let mut least = usize::MAX;
    let flow = Hypergraph::new(block.columns.len(), rows).each(&mut |chosen| {
        if steps == 0 {
            return ControlFlow::Break(());
        }
        steps -= 1;
        let ways = chosen.iter().map(|&at| block.columns[at].terms.len() as u128).fold(1, u128::saturating_mul);
        count = count.saturating_add(ways);
        least = least.min(chosen.len());
        let mut cover = chosen.to_vec();
        cover.sort_unstable();
        for &at in &cover {
            used[at] = true;
        }
        for (at, common) in common.iter_mut().enumerate() {
            *common &= cover.binary_search(&at).is_ok();
        }
        if covers.len() < limits.list {
            covers.push(cover);
        }
        ControlFlow::Continue(())
    });
    let done = flow.is_continue();
    let exact = done && count < u128::MAX;
    let size = match done {
        true => (least, least),
        // Not all were met; how few terms do is known without them.
        false => {
            let (fewest, most) = fewest(block, limits);
            (fewest, most.min(least))
        }
    };
    Least {
        size,
        count: if exact { Number::Exactly(count) } else { Number::AtLeast(count) },
        covers,
        used,
        common,
        settled: done,
    }
}

/// A chart's covers from its blocks'.
fn joined(essential: Vec<usize>, blocks: &[Block], parts: &[Least], limits: &Limits) -> Covers {
    let mut common = essential.clone();
    let mut used = essential.clone();
    let mut count = Number::Exactly(1);
    let mut size = (essential.len(), essential.len());
    for (block, part) in blocks.iter().zip(parts) {
        size = (size.0 + part.size.0, size.1 + part.size.1);
        count = count.times(part.count);
        for (at, column) in block.columns.iter().enumerate() {
            if part.used[at] {
                used.extend(&column.terms);
            }
            if let ([term], true) = (&column.terms[..], part.common[at]) {
                common.push(*term);
            }
        }
    }
    common.sort_unstable();
    used.sort_unstable();
    let mut covers = vec![essential.clone()];
    for (block, part) in blocks.iter().zip(parts) {
        let mut longer = Vec::new();
        for cover in &covers {
            for columns in &part.covers {
                with_choices(cover, columns.iter().map(|&at| &block.columns[at].terms[..]), limits.list, &mut longer);
            }
        }
        covers = longer;
    }
    for cover in &mut covers {
        cover.sort_unstable();
    }
    let exhaustive = count == Number::Exactly(covers.len() as u128);
    Covers { size, count, covers, exhaustive, essential, common, used, settled: parts.iter().all(|part| part.settled) }
}

/// Adds `start` with one term of each of `columns`, in every way, until `covers` has `list` entries.
fn with_choices<'a>(
    start: &[usize],
    columns: impl Iterator<Item = &'a [usize]>,
    list: usize,
    covers: &mut Vec<Vec<usize>>,
) {
    let columns: Vec<&[usize]> = columns.collect();
    let mut turn = vec![0; columns.len()];
    while covers.len() < list {
        covers.push(start.iter().copied().chain(columns.iter().zip(&turn).map(|(terms, &at)| terms[at])).collect());
        // Count up, the last column fastest.
        let Some(place) = (0..columns.len()).rev().find(|&place| turn[place] + 1 < columns[place].len()) else {
            return;
        };
        turn[place] += 1;
        turn[place + 1..].fill(0);
    }
}
