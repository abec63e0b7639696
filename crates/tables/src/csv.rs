//! Tables as text: comma, semicolon or tab between cells, names of columns in the first line.
//!
//! In: bytes, as R, Stata, Python or a spreadsheet write them. Out: a [`Table`] of texts; an empty cell is no value. Codings of
//! a study are not read here: they keep the place of every cell, and have comments.

use crate::{Column, Table, TableProblem, Values, Words};

/// At most so many rows of another length are named.
const NAMED: usize = 10;

fn broken(why: impl std::fmt::Display) -> TableProblem {
    TableProblem::NotCsv(why.to_string())
}

/// Reads a table of texts.
///
/// * Between cells stands whatever the first line has most of: comma, semicolon or tab. Where it is a semicolon, `0,5` is a number
///   with a decimal comma and becomes `0.5`.
/// * A byte order mark is passed over, so are empty lines. Space around a cell is no part of it.
/// * The first column may have no name, as row names written by R.
/// * Errs where the bytes are no UTF-8, there is no first line, rows have other lengths than it (all are named), or two columns have
///   one name. Never panics.
pub fn read_csv(bytes: &[u8]) -> Result<Table, TableProblem> {
    let text = std::str::from_utf8(bytes)
        .map_err(|problem| broken(format!("byte {} is no UTF-8; save it as UTF-8", problem.valid_up_to() + 1)))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let delimiter = delimiter(text);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let names = match records.next() {
        None => return Err(broken("it is empty")),
        Some(first) => first.map_err(broken)?,
    };
    let mut cells: Vec<Vec<Option<String>>> = vec![Vec::new(); names.len()];
    let mut ragged: Vec<String> = Vec::new();
    for record in records {
        let record = record.map_err(broken)?;
        if record.len() != names.len() {
            let line = record.position().map_or(0, csv::Position::line);
            ragged.push(format!("line {line} has {}", record.len()));
            continue;
        }
        for (column, cell) in cells.iter_mut().zip(&record) {
            column.push((!cell.is_empty()).then(|| decimal(cell, delimiter)));
        }
    }
    if !ragged.is_empty() {
        let more = match ragged.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(", and {more} more lines are not so long"),
        };
        ragged.truncate(NAMED);
        return Err(broken(format!("the first line has {} cells; {}{more}", names.len(), ragged.join(", "))));
    }
    let column = |(name, cells): (&str, Vec<Option<String>>)| Column {
        name: name.to_owned(),
        values: Values::Words(Words::new(cells.iter().map(Option::as_deref))),
    };
    Table::new(names.iter().zip(cells).map(column).collect())
}

/// What stands between the cells of the first line; a comma where nothing does.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|byte| *byte == sign).count();
    // Reversed, as `max_by_key` gives the last of the greatest: a comma wins where nothing is there.
    [b'\t', b';', b','].into_iter().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

/// `0,5` as `0.5` in a file whose cells stand between semicolons; anything else as it is.
fn decimal(cell: &str, delimiter: u8) -> String {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match cell.split_once(',') {
        Some((whole, rest)) if delimiter == b';' && digits(whole.trim_start_matches('-')) && digits(rest) => {
            format!("{whole}.{rest}")
        }
        _ => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(table: &Table, column: usize, row: usize) -> Option<String> {
        match &table.columns()[column].values {
            Values::Words(words) => words.get(row).map(str::to_owned),
            other => panic!("{other:?} is no column of texts"),
        }
    }

    #[test]
    fn as_r_writes_it() {
        let table = read_csv(b"\"\",\"A\",\"Y\"\n\"x, y\",1,0\n\"z\",,1\n").expect("a table");
        assert_eq!(table.rows(), 2);
        assert_eq!(table.columns()[0].name, "");
        assert_eq!(cell(&table, 0, 0).as_deref(), Some("x, y"));
        assert_eq!(cell(&table, 1, 1), None);
    }

    #[test]
    fn as_a_european_spreadsheet_writes_it() {
        let table = read_csv("\u{feff}case;A;Y\r\np;0,25;1\r\nq;-1,5;a,b\r\n".as_bytes()).expect("a table");
        assert_eq!(cell(&table, 1, 0).as_deref(), Some("0.25"));
        assert_eq!(cell(&table, 1, 1).as_deref(), Some("-1.5"));
        assert_eq!(cell(&table, 2, 1).as_deref(), Some("a,b"));
    }

    #[test]
    fn every_row_of_another_length_is_named() {
        let problem = read_csv(b"A,B\n1,2\n1\n1,2,3\n").expect_err("ragged");
        assert_eq!(
            problem.to_string(),
            "this is no table of text: the first line has 2 cells; line 3 has 1, line 4 has 3"
        );
        assert!(read_csv(b"").is_err() && read_csv(b"A,A\n1,2\n").is_err() && read_csv(&[0xff, 0xfe]).is_err());
    }
}
