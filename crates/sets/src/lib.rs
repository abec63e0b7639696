//! Set-theoretic analysis of a table of cases: calibration, fit, truth tables, minimisation, coincidence analysis.
//!
//! In: a [`Table`], cases by conditions. Out: solutions and parameters of fit as plain values, each with the cases that bear
//! it. Knows nothing of studies, theories or files: the door fills a table from a study's conditions or from a file.

pub mod calibrate;
pub mod cases;
pub mod chance;
pub mod coincidence;
pub mod evaluate;
pub mod expression;
pub mod fit;
pub mod minimize;
pub mod necessity;
pub mod panel;
pub mod robust;
mod table;
pub mod truth;

pub use table::{
    Cells, Column, HalfRule, Kind, LeftOut, MOST_LEVELS, MissingRule, Moved, RawColumn, Skew, Table, WhyLeftOut,
    constant_columns, halves, halves_of, is_missing, prepare, settle, settle_with, skewness, warn_constant,
};
