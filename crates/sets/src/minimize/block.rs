//! A block of a chart: rows and columns that hang together, with the least covers found, counted and listed.
//!
//! In: columns as sets of rows, each standing for so many terms that cover the same rows. Out: [`Least`]. The blocks of a
//! chart share nothing, so that a chart's numbers are products and sums of its blocks'.

use super::bits::Bits;
use super::chart::{Limits, Number};
use super::count::count;
use super::cover::{Search, greedy};
use super::walk::Walk;

/// What a block's least covers come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Least {
    /// The least number of columns lies between these; equal where proven.
    pub size: (usize, usize),
    /// How many least covers there are, counting every choice among terms that cover the same rows.
    pub count: Number,
    /// Covers, as ascending positions of columns; where there are more, the first [`Limits::list`].
    pub covers: Vec<Vec<usize>>,
    /// By column: whether some least cover has it. Where nothing is proven: whether a listed cover has it.
    pub used: Vec<bool>,
    /// By column: whether every least cover has a term of it.
    pub common: Vec<bool>,
    /// Whether `used` and `common` are proven of all least covers, listed or not.
    pub settled: bool,
}

/// The least covers of rows below `rows` by `columns`, each with the number of terms that it stands for.
pub(crate) fn least<const N: usize>(rows: usize, columns: &[Bits<N>], terms: &[usize], limits: &Limits) -> Least {
    let every = Bits::below(rows);
    let mut search = Search::new(rows, columns, limits.steps);
    let first = greedy(every, columns);
    let size = search.least(every, first.len());
    let proven = size.0 == size.1;
    let admitted = search.admitted(columns, every, size.1);
    let kept: Vec<(usize, Bits<N>)> =
        (0..columns.len()).filter(|&at| admitted[at]).map(|at| (at, columns[at])).collect();
    search.refill(limits.steps);
    let mut walk = Walk::new(terms, &mut search, limits);
    let complete = walk.run(every, size.1, &kept).is_continue() && proven;
    let Walk { mut covers, mut ways, mut with, .. } = walk;
    if covers.is_empty() && first.len() == size.1 {
        // The steps ran out before a cover was met, and one is known.
        ways = first.iter().map(|&at| terms[at] as u128).fold(1, u128::saturating_mul);
        first.iter().for_each(|&at| with[at] = ways);
        covers.push(first);
    }
    let mut found = Least {
        size,
        // Covers of a size that is not proven the least may be no least ones; one least cover there is.
        count: Number::AtLeast(if proven { ways.max(1) } else { 1 }),
        used: with.iter().map(|&with| with > 0).collect(),
        common: with.iter().map(|&with| ways > 0 && with == ways).collect(),
        covers,
        settled: complete,
    };
    if complete && ways < u128::MAX {
        found.count = Number::Exactly(ways);
    } else if proven {
        let (columns, terms) = by_scarcity(rows, &kept, terms);
        if let Some(exact) = count(&columns, &terms, rows, size.1, limits.steps, limits.states) {
            found.count = exact;
        }
        search.refill(limits.steps);
        found.settled = settle(rows, &kept, size.1, &mut search, limits, &mut found);
    }
    found
}

/// The least number of columns that covers all rows; bounds on it where the steps run out.
pub(crate) fn fewest<const N: usize>(rows: usize, columns: &[Bits<N>], limits: &Limits) -> (usize, usize) {
    let every = Bits::below(rows);
    Search::new(rows, columns, limits.steps).least(every, greedy(every, columns).len())
}

/// Which columns some, and which all, least covers have, found by asking; false where the steps run out.
fn settle<const N: usize>(
    rows: usize,
    columns: &[(usize, Bits<N>)],
    size: usize,
    search: &mut Search<N>,
    limits: &Limits,
    found: &mut Least,
) -> bool {
    let every = Bits::below(rows);
    for &(at, column) in columns {
        if !found.used[at] {
            match search.fits(every.without(column), size - 1) {
                Some(fits) => found.used[at] = fits,
                None => return false,
            }
        }
    }
    for &(at, _) in columns {
        if found.common[at] {
            let others: Vec<Bits<N>> = columns.iter().filter(|other| other.0 != at).map(|other| other.1).collect();
            let covered = others.iter().fold(Bits::EMPTY, |sum: Bits<N>, column| sum.or(*column));
            if every.within(covered) {
                match Search::new(rows, &others, limits.steps).fits(every, size) {
                    Some(fits) => found.common[at] = !fits,
                    None => return false,
                }
            }
        }
    }
    true
}

/// The columns, with their terms, over rows renumbered so that the row with the fewest columns comes first.
fn by_scarcity<const N: usize>(
    rows: usize,
    columns: &[(usize, Bits<N>)],
    terms: &[usize],
) -> (Vec<Bits<N>>, Vec<usize>) {
    let mut order: Vec<usize> = (0..rows).collect();
    order.sort_by_key(|&row| columns.iter().filter(|(_, column)| column.contains(row)).count());
    let renumbered = |column: Bits<N>| (0..rows).filter(|&at| column.contains(order[at])).collect();
    (
        columns.iter().map(|&(_, column)| renumbered(column)).collect(),
        columns.iter().map(|&(at, _)| terms[at]).collect(),
    )
}
