//! `cna`: coincidence analysis of a table's factors, the grid of thresholds that scores its formulas, and formulas of the user's own.
//!
//! In: a [`RawTable`](super::RawTable), a [`Choice`](super::Choice) whose other expressions are the outcomes, ordering, exclusions and
//! formulas as typed. Out: a report, or every problem. The searching is the crate `sets`' own.

mod analyse;
mod chance;
mod factors;
mod grid;
mod models;
mod typed;

pub use ::sets::coincidence::{
    AtCutoff, Bounds, Counted, Cycles, Minimality, Necessity, Normalised, Options as CnaOptions,
    Outcomes as CnaOutcomes, Redundancy, Robustness, Selection, Sufficiency,
};
pub use analyse::{CnaAsk, What, cna};
pub(crate) use chance::OutcomeTested;
pub use factors::Factors;
pub use grid::cna_grid;
pub use models::cna_models;
pub use typed::{bounds, grid, measures, what};
