//! Truth tables: every observed combination of conditions, coded by how consistently its cases show the outcome.
//!
//! In: a [`Table`](crate::Table), an outcome, conditions, [`Settings`]. Out: a [`TruthTable`] whose rows each bear their cases
//! and the reason for their coding. Only observed combinations are rows; the others (remainders) are never laid out but on
//! request, one by one ([`TruthTable::every_row`]), so that the number of conditions does not matter.

mod build;
mod check;
mod code;
mod complete;
mod corners;
mod members;
mod row;
mod settings;

pub use build::truth_table;
pub(crate) use check::check_columns;
pub(crate) use code::recode;
pub(crate) use members::members;
pub use row::{Condition, Output, Reason, Row, TruthTable};
pub use settings::{Entailment, Exclusion, OverlapRule, Settings, Untenable};
