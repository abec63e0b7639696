//! A CSV text as rows that know their bytes.
//!
//! In: a text. Out: its rows, comments among them, and what stands between them. Put together again they are the text.

use crate::columns::unquote;
use crate::decode::BOM;
use crate::records::{Field, Records, line_end};

/// A row of a table, or a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row<'t> {
    /// What stands before it: empty lines, rows of empty cells, and of the first row a byte order mark.
    pub before: &'t str,
    /// The row without its line end.
    pub raw: &'t str,
    /// Its line end; empty where the text ends.
    pub end: &'t str,
    /// Its cells, without empty ones at the end; of a comment its text.
    pub cells: Vec<String>,
    /// The pieces of `raw` between separators, quotes and space included; none of a comment.
    pub pieces: Vec<&'t str>,
}

/// A text as rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rows<'t> {
    /// In order.
    pub rows: Vec<Row<'t>>,
    /// What stands after the last.
    pub after: &'t str,
    /// The separator of cells.
    pub delimiter: u8,
    /// How lines end, that of the first.
    pub line_end: &'static str,
}

impl<'t> Rows<'t> {
    /// Takes a text apart. Errs on none.
    pub fn new(text: &'t str) -> Self {
        let start = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
        let delimiter = delimiter(text, start);
        let mut rows = Vec::new();
        let (mut at, mut told) = (start, 0);
        let mut fields = Vec::new();
        let bytes = text.as_bytes();
        while at < text.len() {
            let (cells, pieces, until) = match bytes[at] {
                b'\n' | b'\r' => {
                    at += 1;
                    continue;
                }
                b'#' => {
                    let until = line_end(bytes, at);
                    (vec![text[at..until].to_owned()], Vec::new(), until)
                }
                _ => {
                    let mut records = Records::new(text, at, text.len(), delimiter);
                    if records.next(&mut fields, &mut Vec::new()).is_none() {
                        break;
                    }
                    let cells = fields.iter().map(|field| unquote(text, *field).into_owned()).collect();
                    let until = records.place();
                    (trimmed(cells), pieces(text, at, until, delimiter, &fields), until)
                }
            };
            let rest = &text[until..];
            let end = ["\r\n", "\n", "\r"].into_iter().find(|end| rest.starts_with(end)).unwrap_or("");
            if !cells.is_empty() {
                let (before, raw) = (&text[told..at], &text[at..until]);
                rows.push(Row { before, raw, end: &rest[..end.len()], cells, pieces });
                told = until + end.len();
            }
            at = until + end.len();
        }
        let line_end = match text.find(['\n', '\r']) {
            Some(at) if text[at..].starts_with("\r\n") => "\r\n",
            Some(at) if bytes[at] == b'\r' => "\r",
            _ => "\n",
        };
        Self { rows, after: &text[told..], delimiter, line_end }
    }
}

/// Cells without the empty ones at the end.
pub(super) fn trimmed(mut cells: Vec<String>) -> Vec<String> {
    while cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    cells
}

/// The stretches between the separators of a record. Between a field and the separator after it there is only space.
fn pieces<'t>(text: &'t str, start: usize, until: usize, delimiter: u8, fields: &[Field]) -> Vec<&'t str> {
    let bytes = text.as_bytes();
    let mut from = start;
    let mut pieces = Vec::with_capacity(fields.len());
    for (at, field) in fields.iter().enumerate() {
        let closed = field.end as usize + usize::from(field.quoted && bytes.get(field.end as usize) == Some(&b'"'));
        let last = at + 1 == fields.len();
        let separator = bytes[closed..until].iter().position(|byte| !last && *byte == delimiter);
        let end = separator.map_or(until, |more| closed + more);
        pieces.push(&text[from..end]);
        from = (end + 1).min(until);
    }
    pieces
}

/// The separator of cells: that by which the first row has most.
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
