//! Spreadsheets as rows of texts: every cell is written as text, so that no program rewrites a date; and where one has,
//! it is seen on reading.

use crate::TableProblem;
use crate::problem::guarded;
use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format};
use std::collections::BTreeSet;
use std::io::Cursor;

/// The rows of a sheet, the header first; all of one length.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// By row, its cells.
    pub rows: Vec<Vec<String>>,
}

/// A cell that a spreadsheet keeps as something else than text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten {
    /// Its address: `C7`.
    pub cell: String,
    /// What it is now: `a date`, `a number`.
    pub what: &'static str,
    /// The text that stands for it, and was taken.
    pub text: String,
}

/// What a workbook held.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Workbook {
    /// Its first sheet.
    pub sheet: Sheet,
    /// The cells of it that a spreadsheet keeps as something else than text.
    pub rewritten: Vec<Rewritten>,
    /// The addresses of its cells that hold a formula and no value, and were read as empty.
    pub unvalued: Vec<String>,
    /// The names of the sheets after the first, which were not read.
    pub others: Vec<String>,
    /// The cells of the sheet that was asked for besides, if there is one: by row, its first cell.
    pub beside: Option<Vec<String>>,
}

const MOST_ROWS: usize = 1_048_576;
const MOST_COLUMNS: usize = 16_384;
const MOST_LETTERS: usize = 32_767;

/// A sheet that nobody sees: its name, and by row its one cell.
pub type Beside<'a> = (&'a str, &'a [String]);

/// Writes rows into a workbook of one sheet; every cell, and every column, is formatted as text.
///
/// * Takes rows of any lengths, and what to put on a second, hidden sheet. The same rows give the same bytes.
/// * Errs where a spreadsheet has no room: rows, columns, or letters of a cell.
pub fn write_xlsx(sheet: &Sheet, name: &str, beside: Option<Beside<'_>>) -> Result<Vec<u8>, TableProblem> {
    let large = |why: String| Err(TableProblem::TooLarge(why));
    let width = sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
    if sheet.rows.len() > MOST_ROWS {
        return large(format!("{} rows", sheet.rows.len()));
    }
    if width > MOST_COLUMNS {
        return large(format!("{width} columns"));
    }
    let written = |problem: rust_xlsxwriter::XlsxError| TableProblem::TooLarge(problem.to_string());
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let day = ExcelDateTime::from_ymd(2000, 1, 1).map_err(written)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let text = Format::new().set_num_format("@");
    let bold = Format::new().set_num_format("@").set_bold();
    let worksheet = workbook.add_worksheet();
    let allowed: String = name.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(31).collect();
    let taken = beside.is_some_and(|(beside, _)| beside.eq_ignore_ascii_case(allowed.trim()));
    if !allowed.trim().is_empty() && !taken {
        worksheet.set_name(allowed.trim()).map_err(written)?;
    }
    for column in 0..width {
        worksheet.set_column_format(column as u16, &text).map_err(written)?;
    }
    for (at, row) in sheet.rows.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            if cell.chars().map(char::len_utf16).sum::<usize>() > MOST_LETTERS {
                return large(format!("the cell {}, which has more than {MOST_LETTERS} letters", address(at, column)));
            }
            let format = if at == 0 { &bold } else { &text };
            worksheet.write_string_with_format(at as u32, column as u16, cell, format).map_err(written)?;
        }
    }
    if !sheet.rows.is_empty() {
        worksheet.set_freeze_panes(1, 0).map_err(written)?;
    }
    if let Some((name, cells)) = beside {
        if cells.len() > MOST_ROWS {
            return large(format!("{} rows", cells.len()));
        }
        let worksheet = workbook.add_worksheet().set_name(name).map_err(written)?.set_hidden(true);
        for (at, cell) in cells.iter().enumerate() {
            worksheet.write_string_with_format(at as u32, 0, cell, &text).map_err(written)?;
        }
    }
    workbook.save_to_buffer().map_err(written)
}

/// A table of more cells than this is not held.
const MOST_CELLS: u64 = 20_000_000;

/// Reads the first sheet of a workbook, and says which cells a spreadsheet keeps as something else than text; and the first
/// column of the sheet called `beside`, which is no table.
///
/// Dates become `YYYY-MM-DD`, whole numbers lose their `.0`. Errs where the bytes are no workbook or a damaged one, where it
/// has no sheet, and where its cells stand too far apart. Never panics.
pub fn read_xlsx(bytes: &[u8], beside: &str) -> Result<Workbook, TableProblem> {
    guarded(TableProblem::NotSpreadsheet, || read(bytes, beside))
}

fn read(bytes: &[u8], beside: &str) -> Result<Workbook, TableProblem> {
    let broken = |problem: calamine::XlsxError| TableProblem::NotSpreadsheet(problem.to_string());
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(broken)?;
    let (besides, names): (Vec<String>, Vec<String>) =
        workbook.sheet_names().into_iter().partition(|name| name == beside);
    let mut names = names.into_iter();
    let name = names.next().ok_or(TableProblem::NoSheet)?;
    let mut held = Workbook { others: names.collect(), ..Workbook::default() };
    if let Some(name) = besides.first() {
        let cells = cells(&mut workbook, name)?.unwrap_or_default();
        let first = cells.iter().filter(|(_, column, _)| *column == 0);
        held.beside = Some(first.map(|(.., cell)| words(cell).0).collect());
    }
    let Some(mut cells) = cells(&mut workbook, &name)? else { return Ok(held) };
    let valued: BTreeSet<(u32, u32)> = cells.iter().map(|(row, column, _)| (*row, *column)).collect();
    // Where a program has written a formula and never calculated it, there is no value to read.
    let mut formulas = workbook.worksheet_cells_reader(&name).map_err(broken)?;
    while let Some(cell) = formulas.next_formula().map_err(broken)? {
        let (row, column) = cell.get_position();
        if !cell.get_value().is_empty() && !valued.contains(&(row, column)) {
            held.unvalued.push(address(row as usize, column as usize));
        }
    }
    // Of two cells at one place the last counts.
    cells.sort_by_key(|(row, column, _)| (*row, *column));
    let (Some((top, ..)), Some((bottom, ..))) = (cells.first(), cells.last()) else {
        return Ok(held);
    };
    let (top, height) = (*top, u64::from(bottom - top) + 1);
    let width = cells.iter().map(|(_, column, _)| u64::from(*column) + 1).max().unwrap_or(0);
    if height * width > MOST_CELLS {
        return Err(TableProblem::TooSparse { rows: height, columns: width });
    }
    let rewritten = &mut held.rewritten;
    let mut rows = vec![vec![String::new(); width as usize]; height as usize];
    for (row, column, cell) in &cells {
        let (text, what) = words(cell);
        let at = address(*row as usize, *column as usize);
        if rewritten.last().is_some_and(|earlier| earlier.cell == at) {
            rewritten.pop();
        }
        if let Some(what) = what {
            rewritten.push(Rewritten { cell: at, what, text: text.clone() });
        }
        rows[(row - top) as usize][*column as usize] = text;
    }
    held.sheet = Sheet { rows };
    Ok(held)
}

/// A cell with its row and its column.
type Placed = (u32, u32, Data);

/// The cells of a sheet that are not empty, as they come: row, column, value. `None` where it is no worksheet.
///
/// Cell by cell: the crate's own table is made before its size can be known.
fn cells(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Option<Vec<Placed>>, TableProblem> {
    let broken = |problem: calamine::XlsxError| TableProblem::NotSpreadsheet(problem.to_string());
    let mut reader = match workbook.worksheet_cells_reader(name) {
        Err(calamine::XlsxError::NotAWorksheet(_)) => return Ok(None),
        reader => reader.map_err(broken)?,
    };
    let mut cells = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(broken)? {
        let ((row, column), cell) = (cell.get_position(), Data::from(cell.get_value().clone()));
        if cell != Data::Empty {
            cells.push((row, column, cell));
        }
    }
    Ok(Some(cells))
}

fn words(cell: &Data) -> (String, Option<&'static str>) {
    match cell {
        Data::Empty => (String::new(), None),
        Data::String(text) => (text.clone(), None),
        Data::Int(number) => (number.to_string(), Some("a number")),
        Data::Float(number) => (number.to_string(), Some("a number")),
        Data::Bool(truth) => (if *truth { "yes" } else { "no" }.to_owned(), Some("a truth value")),
        Data::DateTime(date) if date.is_duration() => (date.as_f64().to_string(), Some("a length of time")),
        // Before 1900 and after 9999 a spreadsheet has no dates.
        Data::DateTime(date) if !(0.0..2_958_466.0).contains(&date.as_f64()) => {
            (date.as_f64().to_string(), Some("a number"))
        }
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            (format!("{year:04}-{month:02}-{day:02}"), Some("a date"))
        }
        Data::DateTimeIso(text) => (text.split('T').next().unwrap_or(text).to_owned(), Some("a date")),
        Data::DurationIso(text) => (text.clone(), Some("a length of time")),
        Data::Error(error) => (error.to_string(), Some("an error")),
    }
}

/// `A1` for the first cell.
fn address(row: usize, column: usize) -> String {
    let mut letters = String::new();
    let mut left = column + 1;
    while left > 0 {
        letters.insert(0, char::from(b'A' + ((left - 1) % 26) as u8));
        left = (left - 1) / 26;
    }
    format!("{letters}{}", row + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::Workbook;

    #[test]
    fn dates_survive_as_texts() {
        let rows = vec![
            vec!["subject".to_owned(), "from".to_owned(), "until".to_owned()],
            vec!["CHN".to_owned(), "1961-07".to_owned(), "1954~".to_owned()],
            vec!["VNM".to_owned(), "1954".to_owned(), "..".to_owned()],
        ];
        let sheet = Sheet { rows };
        let bytes = write_xlsx(&sheet, "facts", None).unwrap();
        assert_eq!(
            read_xlsx(&bytes, "").unwrap(),
            super::Workbook { sheet: sheet.clone(), ..super::Workbook::default() }
        );
        assert_eq!(bytes, write_xlsx(&sheet, "facts", None).unwrap());
    }

    #[test]
    fn what_a_spreadsheet_has_rewritten_is_seen() {
        let mut workbook = Workbook::new();
        let worksheet = workbook.add_worksheet();
        let date = Format::new().set_num_format("dd/mm/yyyy");
        worksheet.write_string(0, 0, "from").unwrap();
        worksheet.write_with_format(1, 0, ExcelDateTime::from_ymd(1961, 7, 11).unwrap(), &date).unwrap();
        worksheet.write_number(2, 0, 1954.0).unwrap();
        let super::Workbook { sheet, rewritten, .. } = read_xlsx(&workbook.save_to_buffer().unwrap(), "").unwrap();
        assert_eq!(sheet.rows, [["from"], ["1961-07-11"], ["1954"]]);
        let cells: Vec<_> = rewritten.iter().map(|cell| (cell.cell.as_str(), cell.what)).collect();
        assert_eq!(cells, [("A2", "a date"), ("A3", "a number")]);
    }

    #[test]
    fn a_sheet_beside_is_hidden_and_read_by_its_name() {
        let sheet = Sheet { rows: vec![vec!["a".to_owned()]] };
        let lines = ["first".to_owned(), "007".to_owned()];
        let bytes = write_xlsx(&sheet, "KEPT", Some(("kept", &lines))).unwrap();
        let read = read_xlsx(&bytes, "kept").unwrap();
        assert_eq!((read.sheet, read.others, read.beside), (sheet, Vec::new(), Some(lines.to_vec())));
        let unasked = read_xlsx(&bytes, "").unwrap();
        assert_eq!((unasked.others, unasked.beside), (vec!["kept".to_owned()], None));
    }

    #[test]
    fn addresses_are_those_of_spreadsheets() {
        assert_eq!((address(0, 0), address(6, 2), address(9, 26)), ("A1".into(), "C7".into(), "AA10".into()));
        assert!(matches!(read_xlsx(b"PK\x03\x04 no", ""), Err(TableProblem::NotSpreadsheet(_))));
    }

    #[test]
    fn a_stray_cell_far_away_is_told() {
        let mut workbook = Workbook::new();
        let worksheet = workbook.add_worksheet();
        worksheet.write_string(0, 0, "from").unwrap();
        worksheet.write_string(1_048_575, 16_383, "stray").unwrap();
        let problem = read_xlsx(&workbook.save_to_buffer().unwrap(), "").unwrap_err();
        assert_eq!(problem, TableProblem::TooSparse { rows: 1_048_576, columns: 16_384 });
    }

    #[test]
    fn dates_beyond_the_calendar_stay_numbers() {
        let mut workbook = Workbook::new();
        let worksheet = workbook.add_worksheet();
        let date = Format::new().set_num_format("dd/mm/yyyy");
        for (row, number) in [1e300, -7.0, 2_958_465.0, 2_958_466.0].into_iter().enumerate() {
            worksheet.write_number_with_format(row as u32, 0, number, &date).unwrap();
        }
        let sheet = read_xlsx(&workbook.save_to_buffer().unwrap(), "").unwrap().sheet;
        let cells: Vec<&str> = sheet.rows.iter().map(|row| row[0].as_str()).collect();
        assert_eq!(cells[1..], ["-7", "9999-12-31", "2958466"]);
    }
}
