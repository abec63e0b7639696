//! Coincidence analysis: which conjunctions suffice for an outcome, which disjunctions of them account for it, and how the
//! accounts of several outcomes go together.
//!
//! In: a [`Table`] of crisp, multi-value or fuzzy columns, mixed as they come, and [`Options`]. Out: an [`Analysis`]: minimally
//! sufficient conjunctions, atomic formulas and complex formulas, each with its cells, and what was left out and why. The
//! searches are exact within the bounds asked, with [`Bounds::NONE`] without any; where a limit cuts a list the result says so.
//! Definitions: Baumgartner 2009 and 2013, Baumgartner and Ambühl 2020 (10.1017/psrm.2018.45), Baumgartner and Falk 2023
//! (10.1093/bjps/axz047). Nothing here reads a file or draws a table.
//!
//! The files, in the order of an analysis: [`formula`](Complex) and [`parse`](formula()) are the language; `configurations` gathers
//! like cases; `memberships` lays them out; `sufficient` and `necessary` are the two searches; `analyse` runs them, `accounts` within a bound of steps; `complex`
//! joins outcomes with the help of `structure`, `worlds`, `logic` and `cycles`. `quality`, `submodel`, `robust` and
//! `minimal` judge formulas, `generate` makes data with a known truth.

mod accounts;
mod analyse;
mod checks;
mod complex;
mod configurations;
mod cycles;
mod formula;
mod generate;
mod logic;
mod measures;
mod memberships;
mod meter;
mod minimal;
mod necessary;
mod options;
mod parse;
mod quality;
mod robust;
mod structure;
mod submodel;
mod sufficient;
mod worlds;

pub use accounts::accounts_for;
pub use analyse::{AtomicSolution, Condition, OutcomeFound};
pub use complex::{Combinations, ComplexSolution};
pub use configurations::{Configuration, Configurations, Removed, Why};
pub use cycles::is_cyclic;
pub use formula::{Atomic, Complex, at_level, complexity, id_of_condition, literals_of, sum_of};
pub use generate::{
    Random, Size, agreeing, agreeing_to, blurred, every_configuration, random_atomic, random_complex, ranges, sampled,
};
pub use logic::{Ranges, covers, is_irredundant, reduced};
pub use measures::{Cells, Necessity, Sufficiency};
pub use minimal::minimal_forms;
pub use options::{AtCutoff, Bounds, Cycles, Minimality, Options, Ordering, Outcomes, Redundancy, Selection};
pub use parse::{exclusions, formula, ordering, values};
pub use quality::{Quality, fit, quality};
pub use robust::{Counted, Normalised, Robustness, Scored, Scores, robustness, score, thresholds};
pub use structure::{Faults, faults, redundant, without_redundant};
pub use submodel::{is_causal_submodel, is_submodel};

use crate::Table;
use meter::Meter;
use text::Diagnostic;

/// What an analysis found.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    /// What was analysed: the distinct configurations, and what was left out.
    pub configurations: Configurations,
    /// What accounts for each outcome, in order of outcomes.
    pub outcomes: Vec<OutcomeFound>,
    /// The complex formulas, the least complex first and, of these, those that fit best. With one outcome accounted for, its atomic
    /// formulas.
    pub complex: Vec<ComplexSolution>,
    /// How the complex formulas came about.
    pub combinations: Combinations,
    /// Warnings and notes.
    pub notes: Vec<Diagnostic>,
}

/// Every reason why a table cannot be analysed as asked: thresholds that are no shares (`sets::threshold`), values that their column
/// cannot have (`sets::value`, `sets::ragged`), columns that are not there (`sets::no_such_column`).
#[must_use]
pub fn problems(table: &Table, options: &Options) -> Vec<Diagnostic> {
    checks::errors(table, options)
}

/// Analyses a table.
///
/// # Errors
/// All [`problems`] of the question.
pub fn analyse(table: &Table, options: &Options) -> Result<Analysis, Vec<Diagnostic>> {
    let errors = checks::errors(table, options);
    if !errors.is_empty() {
        return Err(errors);
    }
    let analyse::Stages { configurations, ranges, outcomes } = analyse::stages(table, options, &Meter::FREE);
    let notes = checks::notes(table, options, &configurations);
    let atomic: Vec<&[AtomicSolution]> = outcomes.iter().map(|outcome| &outcome.atomic[..]).collect();
    let (complex, combinations) = complex::complex(&atomic, &ranges, options);
    Ok(Analysis { configurations, outcomes, complex, combinations, notes })
}
