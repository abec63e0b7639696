//! What every report of a table's analysis offers to whoever shows it: data, tidy rows, tables for reading.

use super::data::DataReport;
use crate::report::{Layout, Table};
use serde::Serialize;

/// A report as each format wants it; written with serde it is one object.
pub trait Shown: Serialize {
    /// Tidy rows.
    fn table(&self) -> Table;

    /// Tables for reading. Of lists that can be long at most so many rows, where a report has such.
    fn layouts(&self, most: usize) -> Vec<Layout>;

    /// What must be said before them.
    fn first(&self) -> Vec<String> {
        Vec::new()
    }

    /// The data that it rests on; `None` of a report that is about data and nothing else.
    fn data(&self) -> Option<&DataReport> {
        None
    }

    /// What all its tables are about, in a few words for a caption: the claim, the outcome.
    fn about(&self) -> String {
        String::new()
    }
}

/// A report of whose long lists at most so many rows are drawn. Its data and its tidy rows are whole.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct Drawn<R> {
    /// The report.
    pub report: R,
    /// How many rows.
    #[serde(skip)]
    pub most: usize,
}

impl<R: Shown> Shown for Drawn<R> {
    fn table(&self) -> Table {
        self.report.table()
    }

    fn layouts(&self, most: usize) -> Vec<Layout> {
        self.report.layouts(most.min(self.most))
    }

    fn first(&self) -> Vec<String> {
        self.report.first()
    }

    fn data(&self) -> Option<&DataReport> {
        self.report.data()
    }

    fn about(&self) -> String {
        self.report.about()
    }
}
