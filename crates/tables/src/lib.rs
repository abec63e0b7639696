//! Parquet, Stata files, spreadsheets and tables of text: read, and all but the last written.
//!
//! In and out: bytes. A [`Table`] has named columns of equal length, texts kept as dictionaries; a spreadsheet is rows of
//! texts, because a spreadsheet that may have its own opinion about a cell changes dates. Never touches a disk, never
//! knows what a column means.

mod csv;
mod footer;
mod pages;
mod parquet;
mod problem;
mod spreadsheet;
mod stata;
mod table;
mod thrift;

pub use csv::read_csv;
pub use parquet::{read_parquet, write_parquet};
pub use problem::TableProblem;
pub use spreadsheet::{Beside, Rewritten, Sheet, Workbook, read_xlsx, write_xlsx};
pub use stata::{StataLabels, StataTable, read_stata, write_stata};
pub use table::{Column, NOTHING, Table, Values, Words};
