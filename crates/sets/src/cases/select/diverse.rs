//! One case of every kind: each truth table row, with the outcome and without it.

use super::{About, Asked, Picked, Selected};
use crate::cases::places::Rows;
use std::collections::BTreeMap;

/// The best case of each cell, in the order of rows, the outcome present first. Not cut: a list without some kinds would not be
/// diverse. Cases at exactly 0.5 in a condition or the outcome are in no cell.
pub(super) fn diverse(asked: &Asked<'_>, y: &[f64]) -> Selected {
    let rows = Rows::new(asked.table, asked.conditions);
    // By row and absence: how many, the best so far.
    let mut cells: BTreeMap<(usize, bool), (usize, Picked)> = BTreeMap::new();
    for (case, y) in y.iter().enumerate().filter(|(_, y)| **y != 0.5) {
        let (Some(number), Some((levels, member))) = (rows.number(case), rows.of(case)) else { continue };
        let shows = *y > 0.5;
        let value = member.min(if shows { *y } else { memberships::complement(*y) });
        let picked = || Picked {
            case,
            other: None,
            value,
            numbers: vec![("in the row", member), ("y", *y)],
            cell: Some((levels.to_vec(), shows)),
        };
        let (count, best) = cells.entry((number, !shows)).or_insert_with(|| (0, picked()));
        *count += 1;
        if value > best.value {
            *best = picked();
        }
    }
    let count = cells.len() as u64;
    let best = cells.into_values().map(|(count, mut best)| {
        best.numbers.push(("cases there", count as f64));
        best
    });
    Selected { about: About::Claim, count, ranked: true, best: best.collect() }
}
