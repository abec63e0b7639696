//! Stata files (.dta): read in every release from 102 to 119, written in release 118.

mod claims;
mod read;
mod write;

pub use read::{StataLabels, StataTable, read_stata};
pub use write::write_stata;

/// Days from Stata's epoch, 1960-01-01, to ours, 1970-01-01.
const EPOCH: i32 = 3653;

fn broken(why: impl std::fmt::Display) -> crate::TableProblem {
    crate::TableProblem::NotStata(why.to_string())
}
