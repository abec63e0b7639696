//! `facts.csv` and every other table as a spreadsheet, and back, without a date or an unchanged row being touched.
//!
//! Every cell goes out as text. What comes back as a real date or number has been rewritten by the spreadsheet: it is said,
//! with the cell's address and the text that was taken for it.

mod kept;
mod merge;
mod rows;

use merge::merge;
use rows::Rows;
use tables::{Sheet, TableProblem};
use text::{Diagnostic, Warned};

/// A CSV text as a workbook. Comments become rows of their own, and come back as comments; the text itself stands on a hidden
/// sheet, for [`from_xlsx`].
///
/// Errs where a spreadsheet has no room for the table.
pub fn to_xlsx(csv: &str, name: &str) -> Result<Vec<u8>, TableProblem> {
    let rows = Rows::new(csv).rows.into_iter().map(|row| row.cells).collect();
    tables::write_xlsx(&Sheet { rows }, name, Some((kept::NAME, &kept::cells(csv))))
}

/// The first sheet of a workbook as a CSV text, and what the spreadsheet has rewritten; `name` is the workbook's file.
///
/// * A workbook of [`to_xlsx`] gives the text that it was made of, with only those rows changed that are not what they were.
/// * Of another one the same holds of `there`, the text in whose place the new one comes.
/// * Empty rows are left out. Where the bytes are no workbook the text is empty and the problem said.
pub fn from_xlsx(bytes: &[u8], name: &str, there: Option<&str>) -> Warned<String> {
    let tables::Workbook { sheet, rewritten, unvalued, others, beside } = match tables::read_xlsx(bytes, kept::NAME) {
        Ok(read) => read,
        Err(problem) => return Warned::new(String::new(), vec![problem.diagnostic(name)]),
    };
    let was = beside.and_then(|cells| kept::text(&cells));
    let csv = merge(&Rows::new(was.as_deref().or(there).unwrap_or("")), &sheet.rows);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_goes_out_and_comes_back() {
        let csv = "# kept\nsubject,from,note\nCHN,1961-07,\"a, \"\"b\"\"\"\nVNM,1954~,\"two\nlines\"\n";
        let back = from_xlsx(&to_xlsx(csv, "facts").unwrap(), "facts.xlsx", None);
        assert!(back.problems.is_empty());
        assert_eq!(back.value, csv);
        let semicolons = from_xlsx(&to_xlsx("a;b\n1;2\n", "x").unwrap(), "x.xlsx", None);
        assert_eq!(semicolons.value, "a;b\n1;2\n");
        assert!(from_xlsx(b"nothing", "x.xlsx", None).has_errors());
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
        let read = from_xlsx(&stored(&parts), "facts.xlsx", None);
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
