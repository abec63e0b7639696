//! Reports of set-theoretic analyses.

mod cna;
mod data;
mod fit;
mod minimize;
mod necessity;
mod truth;

pub use cna::*;
pub use data::{ColumnReport, DataReport, GoneReport, MovedReport};
pub use fit::{ClaimFitReport, FitLine};
pub use minimize::{MinimizeReport, ModelReport, PrimeReport, RowsReport, SolutionReport, TermReport};
pub use necessity::{NecessaryReport, NecessityReport};
pub use truth::{TruthCounts, TruthReport, TruthRowReport, TruthSettings};
