//! Codings beside the rows of a study's table.

use crate::report::{Layout, Witness};
use serde::Serialize;

/// What made a row's membership in a column.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RowSources {
    /// The row.
    pub case: String,
    /// The column.
    pub column: String,
    /// The codings that its value hangs on.
    pub codings: Vec<Witness>,
    /// What is assumed where nothing is coded.
    pub assumed: Vec<String>,
}

impl RowSources {
    /// Each coding as `file:line source, locator`, then what is assumed, without the codebook's reason for that.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        let coding = |coding: &Witness| {
            let source = [coding.source.as_str(), coding.locator.as_str()];
            let source: Vec<&str> = source.into_iter().filter(|part| !part.is_empty()).collect();
            format!("{} {}", coding.line_of_file(), source.join(", "))
        };
        // `cell: nothing coded, taken as absent: reason`.
        let assumed = |text: &String| text.splitn(3, ": ").take(2).collect::<Vec<_>>().join(": ");
        self.codings.iter().map(coding).chain(self.assumed.iter().map(assumed)).collect()
    }
}

/// A report that can show the sources of the cases that it lists.
pub trait SourcedReport {
    /// The cases listed, each once, in the order in which they come.
    fn listed_cases(&self) -> Vec<String>;
    /// The columns that their memberships come from.
    fn columns_read(&self) -> Vec<String>;
    /// Takes the sources.
    fn take_sources(&mut self, sources: Vec<RowSources>);
}

/// A table of them: a line a coding, the case and the column only where they change. No table where there is none.
pub(crate) fn sources_layout(sources: &[RowSources]) -> Option<Layout> {
    let mut layout = Layout::new("Codings that made the memberships", &["case", "column", "coding"], &[]);
    let (mut case, mut seen) = ("", false);
    for of in sources {
        for (at, words) in of.words().into_iter().enumerate() {
            let first = at == 0;
            let named = if first && (of.case != case || !seen) { of.case.clone() } else { String::new() };
            (case, seen) = (&of.case, true);
            layout.rows.push(vec![named, if first { of.column.clone() } else { String::new() }, words]);
        }
    }
    (!layout.rows.is_empty()).then_some(layout)
}
