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
    let tables::Workbook { sheet, rewritten, unvalued, others } = match tables::read_xlsx(bytes) {
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
    let mut problems: Vec<Diagnostic> = Vec::new();
    if !others.is_empty() {
        let message =
            format!("{name} has more than one sheet, and only the first was read; not read: {}", others.join(", "));
        problems.push(
            Diagnostic::warning("casebase::further_sheets", message)
                .hint("a table stands on one sheet: move the rows there, or save each sheet as a workbook of its own"),
        );
    }
    problems.extend(unvalued.into_iter().map(|cell| {
        let message = format!("{name}, cell {cell}: a formula without a value, read as empty");
        Diagnostic::warning("casebase::formula_without_value", message)
            .hint("open the workbook in a spreadsheet and save it, or write the value instead of the formula")
    }));
    problems.extend(rewritten.into_iter().map(|cell| {
        let message =
            format!("{name}, cell {}: a spreadsheet has rewritten this cell; it is now {}", cell.cell, cell.what);
        Diagnostic::warning("casebase::rewritten_cell", message).hint(format!(
            "`{}` was taken: compare it with what was entered, and format the column as text before entering dates",
            cell.text
        ))
    }));
    Warned { problems, value: csv }
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
    /// A workbook of two sheets, the second with a row; the first has a formula that no program has calculated.
    #[test]
    fn what_is_not_read_is_said() {
        let parts = [
            ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
            (
                "_rels/.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
            ),
            (
                "xl/workbook.xml",
                "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"facts\" sheetId=\"1\" r:id=\"a\"/><sheet name=\"more\" sheetId=\"2\" r:id=\"b\"/></sheets></workbook>",
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"a\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"b\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet2.xml\"/></Relationships>",
            ),
            (
                "xl/worksheets/sheet1.xml",
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>subject</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>from</t></is></c></row><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>CHN</t></is></c><c r=\"B2\"><f>1950+4</f></c></row></sheetData></worksheet>",
            ),
            (
                "xl/worksheets/sheet2.xml",
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData/></worksheet>",
            ),
        ];
        let read = from_xlsx(&stored(&parts), "facts.xlsx");
        assert_eq!(read.value, "subject,from\nCHN,\n");
        let told: Vec<(&str, &str)> = read.problems.iter().map(|p| (p.code, p.message.as_str())).collect();
        assert_eq!(
            told,
            [
                (
                    "casebase::further_sheets",
                    "facts.xlsx has more than one sheet, and only the first was read; not read: more"
                ),
                ("casebase::formula_without_value", "facts.xlsx, cell B2: a formula without a value, read as empty"),
            ]
        );
    }

    /// A zip archive of files as they are (APPNOTE 4.3.7, 4.3.12, 4.3.16; method 0).
    fn stored(files: &[(&str, &str)]) -> Vec<u8> {
        let crc = |bytes: &[u8]| {
            !bytes.iter().fold(!0_u32, |sum, byte| {
                (0..8)
                    .fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 })
            })
        };
        let (mut zip, mut directory) = (Vec::new(), Vec::new());
        for (name, text) in files {
            let (at, size) = ((zip.len() as u32).to_le_bytes(), (text.len() as u32).to_le_bytes());
            let sum = crc(text.as_bytes()).to_le_bytes();
            let length = (name.len() as u16).to_le_bytes();
            let common = [&[20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0][..], &sum, &size, &size, &length, &[0, 0]].concat();
            directory.extend([&b"PK\x01\x02\x14\0"[..], &common[..], &[0; 10], &at, name.as_bytes()].concat());
            zip.extend([&b"PK\x03\x04"[..], &common[..], name.as_bytes(), text.as_bytes()].concat());
        }
        let count = (files.len() as u16).to_le_bytes();
        let (at, size) = ((zip.len() as u32).to_le_bytes(), (directory.len() as u32).to_le_bytes());
        zip.extend(&directory);
        zip.extend([&b"PK\x05\x06\0\0\0\0"[..], &count[..], &count, &size, &at, &[0, 0]].concat());
        zip
    }
}
