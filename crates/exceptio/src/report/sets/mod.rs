//! Reports of set-theoretic analyses.

mod data;
mod truth;

pub use data::{ColumnReport, DataReport, GoneReport, MovedReport};
pub use truth::{TruthCounts, TruthReport, TruthRowReport, TruthSettings};
