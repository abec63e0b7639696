//! Coincidence analysis: what was found, how formulas fare over a grid of thresholds, and formulas of the user's own.

mod formulas;
mod found;
mod grid;
mod layouts;
mod models;
mod settings;

pub use formulas::{AtomicReport, ComplexReport, ConditionReport, DetailsReport, MeasuresReport};
pub use found::{CnaOutcomeReport, CnaReport, CnaRowReport, CombinationsReport, RemovedReport};
pub use grid::{CnaGridReport, PointsReport, ScoredReport, SoughtReport};
pub use models::{CnaModelReport, CnaModelsReport, ModelAtomReport};
pub use settings::CnaSettings;
