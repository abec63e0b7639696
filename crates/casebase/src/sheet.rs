//! `facts.csv` and its like as a spreadsheet, and back, without a date being touched.
//!
//! Every cell goes out as text. What comes back as a real date or number has been rewritten by the spreadsheet: it is said,
//! with the cell's address and the text that was taken for it.

use crate::decode::BOM;
use crate::records::{Records, line_end};
use tables::{Sheet, TableProblem};
use text::{Diagnostic, Warned};

/// A CSV text as a workbook. Comments become rows of their own, and come back as comments.
///
/// Errs where a spreadsheet has no room for the table. Quotes of cells and empty lines are not kept.
pub fn to_xlsx(csv: &str, name: &str) -> Result<Vec<u8>, TableProblem> {
    let start = if csv.starts_with(BOM) { BOM.len_utf8() } else { 0 };
    let delimiter = delimiter(csv, start);
    let bytes = csv.as_bytes();
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut at = start;
    let mut fields = Vec::new();
    while at < csv.len() {
        match bytes[at] {
            b'\n' | b'\r' => at += 1,
            b'#' => {
                let end = line_end(bytes, at);
                rows.push(vec![csv[at..end].to_owned()]);
                at = end;
            }
            _ => {
                let mut records = Records::new(csv, at, csv.len(), delimiter);
                if records.next(&mut fields, &mut Vec::new()).is_none() {
                    break;
                }
                rows.push(fields.iter().map(|field| crate::columns::unquote(csv, *field).into_owned()).collect());
                at = records.place();
            }
        }
    }
    tables::write_xlsx(&Sheet { rows }, name)
}

fn delimiter(csv: &str, start: usize) -> u8 {
    let width = |delimiter: u8| {
        let mut fields = Vec::new();
        Records::new(csv, start, csv.len(), delimiter).next(&mut fields, &mut Vec::new());
        fields.len()
    };
    let mut best = b',';
    for other in [b';', b'\t', b'|'] {
        if width(other) > width(best) {
            best = other;
        }
    }
    best
}

/// The first sheet of a workbook as a CSV text, and what the spreadsheet has rewritten; `name` is the workbook's file.
///
/// Empty rows are left out. Where the bytes are no workbook the text is empty and the problem said.
pub fn from_xlsx(bytes: &[u8], name: &str) -> Warned<String> {
    let (sheet, rewritten) = match tables::read_xlsx(bytes) {
        Ok(read) => read,
        Err(problem) => return Warned::new(String::new(), vec![problem.diagnostic(name)]),
    };
    let mut csv = String::new();
    for (at, row) in sheet.rows.iter().enumerate() {
        if row.iter().all(|cell| cell.is_empty()) {
            continue;
        }
        if row[0].starts_with('#') && row[1..].iter().all(|cell| cell.is_empty()) {
            csv.push_str(&row[0].replace(['\n', '\r'], " "));
            csv.push('\n');
            continue;
        }
        let cells: Vec<String> =
            row.iter().enumerate().map(|(column, cell)| quoted(cell, at > 0 && column == 0)).collect();
        csv.push_str(&cells.join(","));
        csv.push('\n');
    }
    let problems = rewritten.into_iter().map(|cell| {
        let message =
            format!("{name}, cell {}: a spreadsheet has rewritten this cell; it is now {}", cell.cell, cell.what);
        Diagnostic::warning("casebase::rewritten_cell", message).hint(format!(
            "`{}` was taken: compare it with what was entered, and format the column as text before entering dates",
            cell.text
        ))
    });
    Warned { problems: problems.collect(), value: csv }
}

fn quoted(cell: &str, first: bool) -> String {
    let needs = cell.contains(['"', ',', '\n', '\r']) || cell.trim() != cell || (first && cell.starts_with('#'));
    if needs { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_goes_out_and_comes_back() {
        let csv = "# kept\nsubject,from,note\nCHN,1961-07,\"a, \"\"b\"\"\"\nVNM,1954~,\"two\nlines\"\n";
        let back = from_xlsx(&to_xlsx(csv, "facts").unwrap(), "facts.xlsx");
        assert!(back.problems.is_empty());
        assert_eq!(back.value, csv);
        let semicolons = from_xlsx(&to_xlsx("a;b\n1;2\n", "x").unwrap(), "x.xlsx");
        assert_eq!(semicolons.value, "a,b\n1,2\n");
        assert!(from_xlsx(b"nothing", "x.xlsx").has_errors());
    }
}
