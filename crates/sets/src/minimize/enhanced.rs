//! The enhanced standard analysis: which remainders a truth table bars from being assumed, and for which reason.
//!
//! In: a truth table just made, the table and the outcome that it is of; what is asked for stands in its settings ([`Untenable`]). Out: the
//! same truth table with its [`Barred`] remainders, each under the first reason that applies, and rows given up. What is
//! observed and coded stays as it is, but for rows that are sufficient for the outcome and for its absence at once.
//!
//! Source: C. Q. Schneider and C. Wagemann (2012), Set-Theoretic Methods for the Social Sciences, chapter 8. The reasons in their order: what is
//! impossible; what lacks a condition said to be necessary; what is assumed for the outcome and for its absence by parsimonious solutions of
//! both.

use super::cube::Cube;
use super::problem::Problem;
use super::reading::cubes_of;
use super::region::Region;
use super::solution::{Options, Remainders, minimize};
use super::space::complement;
use super::untenable::contradictory;
use crate::Table;
use crate::expression::{Sum, negate};
use crate::truth::{Output, Reason, Settings, TruthTable, Untenable, truth_table};
use text::Diagnostic;

/// Terms that the absence of an outcome may have.
const MOST_TERMS: usize = 10_000;

/// Why remainders are barred.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// They are in an expression of what is impossible, by its place in [`Untenable::impossible`].
    Impossible(usize),
    /// They lack what is said to be necessary, by its place in [`Untenable::necessary`].
    Lacking(usize),
    /// Parsimonious solutions for the outcome and for its absence both assume them.
    Contradictory,
}

/// Remainders that no solution may use, for one reason; none of them for a reason before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Barred {
    /// The reason.
    pub why: Why,
    /// The remainders; it may be empty.
    pub region: Region,
}

/// Bars what the settings of a truth table say is untenable.
///
/// # Errors
///
/// What minimising the outcome and its absence refuses.
pub(crate) fn bar(truth: &mut TruthTable, table: &Table, outcome: &Sum) -> Result<(), Vec<Diagnostic>> {
    let asked = truth.settings.untenable.clone();
    if asked == Untenable::default() {
        return Ok(());
    }
    let levels: Vec<u8> = truth.conditions.iter().map(|condition| condition.levels).collect();
    let columns: Vec<usize> = truth.conditions.iter().map(|condition| condition.column).collect();
    let within = |sum: &Sum| sum.terms.iter().flat_map(|term| cubes_of(term, &columns, &levels)).collect::<Vec<Cube>>();
    let mut absence = match asked.contradictory || asked.simultaneous {
        false => None,
        true => Some(absence(truth, table, outcome)?),
    };
    if let Some(absence) = absence.as_mut().filter(|_| asked.simultaneous) {
        for (row, other) in truth.rows.iter_mut().zip(&mut absence.rows) {
            if (row.output, other.output) == (Output::Positive, Output::Positive) {
                // Given up for both: what is sufficient for neither gives no reason to assume anything of either.
                (row.output, row.reason) = (Output::Negative, Reason::Simultaneous);
                (other.output, other.reason) = (Output::Negative, Reason::Simultaneous);
            }
        }
    }
    let mut barring = Barring::new(truth, &levels);
    for (place, sum) in asked.impossible.iter().enumerate() {
        barring.add(Why::Impossible(place), Region::new(within(sum)));
    }
    for (place, sum) in asked.necessary.iter().enumerate() {
        barring.add(Why::Lacking(place), Region::new(complement(&levels, &within(sum))));
    }
    truth.barred = barring.barred.clone();
    if let Some(absence) = absence.filter(|_| asked.contradictory) {
        let region = assumed_twice(truth, &absence, table)?;
        barring.add(Why::Contradictory, region);
        truth.barred = barring.barred;
    }
    // What was observed in too few cases to be coded is a remainder too.
    let barred: Vec<&Region> = truth.barred.iter().map(|barred| &barred.region).collect();
    for row in truth.rows.iter_mut().filter(|row| row.output == Output::Remainder) {
        let cube = Cube::from_levels(&row.levels);
        if let Some(by) = barred.iter().position(|region| region.contains(&cube, &levels)) {
            (row.output, row.reason) = (Output::Negative, Reason::Barred { by });
        }
    }
    Ok(())
}

/// Regions one after another, each without what was observed and what the others took.
struct Barring<'a> {
    levels: &'a [u8],
    taken: Vec<Cube>,
    barred: Vec<Barred>,
}

impl<'a> Barring<'a> {
    fn new(truth: &TruthTable, levels: &'a [u8]) -> Self {
        let coded = truth.rows.iter().filter(|row| row.output != Output::Remainder);
        Self { levels, taken: coded.map(|row| Cube::from_levels(&row.levels)).collect(), barred: Vec::new() }
    }

    fn add(&mut self, why: Why, region: Region) {
        let cubes = region.without(self.taken.iter().cloned()).cubes(self.levels);
        self.taken.extend(cubes.iter().cloned());
        self.barred.push(Barred { why, region: Region::new(cubes) });
    }
}

/// The truth table of the outcome's absence by the same settings: what is impossible is so for it too, what is necessary need not be.
fn absence(truth: &TruthTable, table: &Table, outcome: &Sum) -> Result<TruthTable, Vec<Diagnostic>> {
    let absent = negate(outcome, table, MOST_TERMS)
        .map_err(|large| vec![Diagnostic::error("sets::too_large", large.to_string())])?;
    let untenable = Untenable { impossible: truth.settings.untenable.impossible.clone(), ..Untenable::default() };
    let settings = Settings { keep_halves: true, untenable, ..truth.settings.clone() };
    let columns: Vec<usize> = truth.conditions.iter().map(|condition| condition.column).collect();
    let made = truth_table(table, &absent, &columns, &settings, 1);
    made.value.ok_or(made.problems)
}

/// What parsimonious models of both assume.
fn assumed_twice(truth: &TruthTable, absence: &TruthTable, table: &Table) -> Result<Region, Vec<Diagnostic>> {
    let problem =
        |truth: &TruthTable| Problem::of_truth(truth, &table.cases, &[Output::Positive], &[Output::Remainder]);
    let (present, absent) = (problem(truth)?, problem(absence)?);
    if present.positive.is_empty() || absent.positive.is_empty() {
        return Ok(Region::default());
    }
    let options = Options::default();
    let solved = |problem: &Problem| minimize(problem, &Remainders::All, &options);
    Ok(contradictory((&present, &solved(&present)?), (&absent, &solved(&absent)?)).region)
}
