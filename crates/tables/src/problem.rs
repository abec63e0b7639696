//! Why a table cannot be read or written.

use std::fmt;
use text::Diagnostic;

/// What is wrong with a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableProblem {
    /// The bytes are no Parquet file, or a damaged one.
    NotParquet(String),
    /// The file claims more of itself than its bytes can hold, or than a table of codings has.
    Overgrown(String),
    /// A column has a type that codings cannot have.
    ColumnType {
        /// The column's name.
        column: String,
        /// Its type, in Arrow's words.
        kind: String,
    },
    /// Columns have different lengths, or two have one name.
    Shape(String),
    /// The bytes are no table of text.
    NotCsv(String),
    /// The bytes are no spreadsheet, or a damaged one.
    NotSpreadsheet(String),
    /// The bytes are no Stata file, or a damaged one.
    NotStata(String),
    /// A column's name is none that Stata allows.
    StataName(String),
    /// The workbook has no sheet.
    NoSheet,
    /// Cells of a spreadsheet stand so far apart that the table between them cannot be held.
    TooSparse {
        /// Its rows.
        rows: u64,
        /// Its columns.
        columns: u64,
    },
    /// A spreadsheet or Stata file has no room for this.
    TooLarge(String),
}

impl fmt::Display for TableProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TableProblem::NotParquet(why) => write!(f, "this is no Parquet file: {why}"),
            TableProblem::Overgrown(what) => write!(f, "this is no table of codings: it claims {what}"),
            TableProblem::ColumnType { column, kind } => {
                write!(f, "the column `{column}` holds {kind}, which no coding has")
            }
            TableProblem::Shape(why) => write!(f, "{why}"),
            TableProblem::NotCsv(why) => write!(f, "this is no table of text: {why}"),
            TableProblem::NotSpreadsheet(why) => write!(f, "this is no spreadsheet: {why}"),
            TableProblem::NotStata(why) => write!(f, "this is no Stata file: {why}"),
            TableProblem::StataName(name) => write!(f, "Stata has no variable called `{name}`"),
            TableProblem::NoSheet => write!(f, "the workbook has no sheet"),
            TableProblem::TooSparse { rows, columns } => {
                write!(f, "its cells are spread over {rows} rows and {columns} columns")
            }
            TableProblem::TooLarge(why) => write!(f, "the file has no room for {why}"),
        }
    }
}

impl std::error::Error for TableProblem {}

impl TableProblem {
    /// As a diagnostic about the file called `name`.
    pub fn diagnostic(&self, name: &str) -> Diagnostic {
        let (code, hint) = match self {
            TableProblem::NotParquet(_) => ("tables::not_parquet", "import the data set again"),
            TableProblem::Overgrown(_) => {
                ("tables::overgrown", "import the data set again; a larger one is split into several tables")
            }
            TableProblem::ColumnType { .. } => {
                ("tables::column_type", "write the column as texts, whole numbers, numbers or days")
            }
            TableProblem::Shape(_) => ("tables::shape", "import the data set again"),
            TableProblem::NotCsv(_) => ("tables::not_csv", "names of columns first, then a line for each case"),
            TableProblem::NotSpreadsheet(_) => ("tables::not_spreadsheet", "save it as .xlsx"),
            TableProblem::NotStata(_) => ("tables::not_stata", "save it from Stata again, or export it as CSV"),
            TableProblem::StataName(_) => {
                ("tables::stata_name", "rename it: 1 to 32 letters, digits and underscores, no digit first")
            }
            TableProblem::NoSheet => ("tables::no_sheet", "put the rows into the first sheet"),
            TableProblem::TooSparse { .. } => ("tables::too_sparse", "delete the cells that stand far from the table"),
            TableProblem::TooLarge(_) => ("tables::too_large", "keep the table as CSV"),
        };
        Diagnostic::error(code, format!("{name}: {self}")).hint(hint)
    }
}

/// What `read` gives; where a crate that it calls panics on damaged bytes, the problem that `broken` makes of that.
///
/// Rust still writes the panic to the standard error stream, unless a program has asked for something else.
pub(crate) fn guarded<T>(
    broken: impl FnOnce(String) -> TableProblem,
    read: impl FnOnce() -> Result<T, TableProblem>,
) -> Result<T, TableProblem> {
    // Nothing is shared with `read` that could be left half changed: it takes bytes and gives a value.
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(broken("it is damaged in a way that its reader does not expect".to_owned())))
}
