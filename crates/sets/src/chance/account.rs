//! Chance and a coincidence analysis: would the same search account for an outcome dealt at random?
//!
//! A formula is found by a search through very many, so that its own p-value says little. Here the search is done again, with the same
//! thresholds and bounds, on the outcome dealt to the cases anew, all other factors staying as they are. What is counted is whether it
//! finds any formula at all: a search that nearly always does has found nothing.

use super::deals::{Chance, Dealing, Deals, shuffle};
use crate::Table;
use crate::coincidence::{Options, Random, accounts_for};
use crate::expression::Literal;

/// A cell of no concern among those that are dealt: less than every value.
const NO_CONCERN: f64 = -1.0;

/// The probability that an outcome dealt anew is accounted for, and the deals that were made.
///
/// At most `steps` are taken by all deals together, looks at words of sets. `Err`, with the number of deals made, where they do not do
/// for all deals of an exact test. Of drawn ones those that they do for are counted.
///
/// # Errors
///
/// As said.
pub fn permuted_account(
    table: &Table,
    options: &Options,
    outcome: Literal,
    dealing: &Dealing,
    steps: u64,
) -> Result<Chance, usize> {
    let mut table = table.clone();
    let cells = cells_of(&table, outcome);
    let (mut left, mut made, mut good) = (Some(steps), 0, 0);
    let deals = dealing.each(&cells, |dealt| {
        let Some(rest) = left else { return };
        put(&mut table, outcome, dealt);
        left = accounts_for(&table, options, outcome, rest).map(|(found, spent)| {
            made += 1;
            good += usize::from(found);
            rest - spent
        });
    });
    match deals {
        Deals::Drawn(_) if made > 0 => Ok(Chance::of(good, Deals::Drawn(made))),
        Deals::Every(all) if made == all => Ok(Chance::of(good, deals)),
        _ => Err(made),
    }
}

/// About how many steps one deal takes: the greatest of a few drawn; `None` where that is more than `most`.
#[must_use]
pub fn account_steps(table: &Table, options: &Options, outcome: Literal, seed: u64, most: u64) -> Option<u64> {
    let mut table = table.clone();
    let mut cells = cells_of(&table, outcome);
    let mut random = Random::new(seed);
    let mut greatest = 0;
    for _ in 0..3 {
        shuffle(&mut cells, &mut random);
        put(&mut table, outcome, &cells);
        greatest = accounts_for(&table, options, outcome, most)?.1.max(greatest);
    }
    Some(greatest)
}

fn cells_of(table: &Table, outcome: Literal) -> Vec<f64> {
    let column = &table.columns[outcome.column];
    (0..table.len()).map(|case| if column.is_dont_care(case) { NO_CONCERN } else { column.values[case] }).collect()
}

fn put(table: &mut Table, outcome: Literal, cells: &[f64]) {
    let column = &mut table.columns[outcome.column];
    column.dont_care = (0..cells.len()).filter(|case| cells[*case] == NO_CONCERN).collect();
    column.values = cells.iter().map(|cell| cell.max(0.0)).collect();
}
