//! Why a table cannot be read or written.

use std::fmt;
use text::Diagnostic;

/// What is wrong with a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableProblem {
    /// The bytes are no Parquet file, or a damaged one.
    NotParquet(String),
    /// A column has a type that codings cannot have.
    ColumnType {
        /// The column's name.
        column: String,
        /// Its type, in Arrow's words.
        kind: String,
    },
    /// Columns have different lengths, or two have one name.
    Shape(String),
    /// The bytes are no spreadsheet, or a damaged one.
    NotSpreadsheet(String),
    /// The workbook has no sheet.
    NoSheet,
    /// A spreadsheet has no room for this.
    TooLarge(String),
}

impl fmt::Display for TableProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TableProblem::NotParquet(why) => write!(f, "this is no Parquet file: {why}"),
            TableProblem::ColumnType { column, kind } => {
                write!(f, "the column `{column}` holds {kind}, which no coding has")
            }
            TableProblem::Shape(why) => write!(f, "{why}"),
            TableProblem::NotSpreadsheet(why) => write!(f, "this is no spreadsheet: {why}"),
            TableProblem::NoSheet => write!(f, "the workbook has no sheet"),
            TableProblem::TooLarge(why) => write!(f, "a spreadsheet has no room for {why}"),
        }
    }
}

impl std::error::Error for TableProblem {}

impl TableProblem {
    /// As a diagnostic about the file called `name`.
    pub fn diagnostic(&self, name: &str) -> Diagnostic {
        let (code, hint) = match self {
            TableProblem::NotParquet(_) => ("tables::not_parquet", "import the data set again"),
            TableProblem::ColumnType { .. } => {
                ("tables::column_type", "write the column as texts, whole numbers, numbers or days")
            }
            TableProblem::Shape(_) => ("tables::shape", "import the data set again"),
            TableProblem::NotSpreadsheet(_) => ("tables::not_spreadsheet", "save it as .xlsx"),
            TableProblem::NoSheet => ("tables::no_sheet", "put the rows into the first sheet"),
            TableProblem::TooLarge(_) => ("tables::too_large", "keep the table as CSV"),
        };
        Diagnostic::error(code, format!("{name}: {self}")).hint(hint)
    }
}
