//! The models of several outcomes, each as by itself.

use super::data::DataReport;
use super::minimize::MinimizeReport;
use crate::report::{Layout, Shown, Table};
use serde::Serialize;

/// What minimising gave for each outcome.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MinimizeEachReport {
    /// `exceptio.minimize_each`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// The reports in the order of the outcomes asked for; each as `exceptio.minimize` alone.
    pub outcomes: Vec<MinimizeReport>,
}

impl MinimizeEachReport {
    /// Of reports on outcomes.
    #[must_use]
    pub fn new(outcomes: Vec<MinimizeReport>) -> Self {
        MinimizeEachReport { schema: "exceptio.minimize_each", version: 1, outcomes }
    }
}

impl Shown for MinimizeEachReport {
    fn data(&self) -> Option<&DataReport> {
        self.outcomes.first().map(|report| &report.data)
    }

    fn about(&self) -> String {
        String::new()
    }

    /// The rows of all; the column `outcome` says of which they are.
    fn table(&self) -> Table {
        let mut tables = self.outcomes.iter().map(MinimizeReport::table);
        let mut table = tables.next().unwrap_or_else(|| Table::new(&[]));
        tables.for_each(|more| table.rows.extend(more.rows));
        table
    }

    /// The tables of all; the arrow in each caption names its outcome.
    fn layouts(&self, most: usize) -> Vec<Layout> {
        self.outcomes.iter().flat_map(|report| report.layouts(most)).collect()
    }

    /// What must be known first of each.
    fn first(&self) -> Vec<String> {
        self.outcomes.iter().flat_map(MinimizeReport::first).collect()
    }
}
