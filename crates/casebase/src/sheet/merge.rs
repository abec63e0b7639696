//! Rows of a sheet put back into the text that they came from.
//!
//! In: the text as rows that know their bytes, and the rows as they are now. Out: the new text. A row whose cells are as they
//! were comes back byte for byte, wherever it stands now; of a changed row only the changed cells are written anew.

use super::rows::{Row, Rows, trimmed};
use crate::edit::cell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Puts the rows of a sheet into the text of which it was made, or for which it is meant. Rows without any cell are left out.
pub(super) fn merge(there: &Rows<'_>, now: &[Vec<String>]) -> String {
    let now: Vec<Vec<String>> = now.iter().map(|row| trimmed(row.clone())).filter(|row| !row.is_empty()).collect();
    let matched = matches(there, &now);
    let kept = in_order(&matched);
    let used: BTreeSet<usize> = matched.iter().flatten().copied().collect();
    let columns = width(now.iter().map(Vec::as_slice));
    let wide = width(there.rows.iter().map(|row| row.cells.as_slice())) != columns;
    let mut writer = Writer { there, text: String::new(), unended: false, owed: "" };
    let (mut at, mut next) = (0, 0);
    for stop in kept.iter().copied().map(Some).chain([None]) {
        // Between two rows that stayed: what is gone from the text, and what is new or moved here in the sheet.
        let (until, upto) = match stop {
            Some(row) => (row, matched[row].unwrap_or(there.rows.len())),
            None => (now.len(), there.rows.len()),
        };
        let gone: Vec<usize> = (next..upto).filter(|row| !used.contains(row)).collect();
        let new = (at..until).filter(|row| matched[*row].is_none()).count();
        let mut gone_left = gone.iter().copied().peekable();
        let mut place = next;
        for row in at..until {
            match matched[row] {
                Some(moved) => writer.moved(&there.rows[moved]),
                None => {
                    let pair = match gone.len() == new {
                        true => gone_left.next(),
                        false => alike(there, &now[row], &mut gone_left),
                    };
                    match pair {
                        Some(pair) => {
                            writer.passed(place..pair);
                            writer.changed(&there.rows[pair], &now[row], wide.then_some(columns));
                            place = pair + 1;
                        }
                        None => writer.fresh(&now[row], columns),
                    }
                }
            }
        }
        writer.passed(place..upto);
        if let Some(row) = stop {
            writer.as_it_was(&there.rows[upto]);
            (at, next) = (row + 1, upto + 1);
        }
    }
    // What stands in a text without rows goes where rows come.
    if there.rows.is_empty() && !now.is_empty() { writer.text } else { writer.text + there.after }
}

/// How many columns the header has: the first row that is no comment.
fn width<'a>(mut rows: impl Iterator<Item = &'a [String]>) -> usize {
    rows.find(|row| !is_comment(row)).map_or(0, <[String]>::len)
}

/// What a spreadsheet makes of a cell, as far as it can be told: line ends are of one kind, other control characters lost.
fn seen(cell: &str) -> String {
    cell.replace("\r\n", "\n").replace('\r', "\n").chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

/// For each row of the sheet the row of the text that says the same; no row of the text twice. From both ends first, so that
/// rows that stand twice keep their order.
fn matches(there: &Rows<'_>, now: &[Vec<String>]) -> Vec<Option<usize>> {
    let key = |row: &[String]| row.iter().map(|cell| seen(cell)).collect::<Vec<String>>();
    let old: Vec<Vec<String>> = there.rows.iter().map(|row| key(&row.cells)).collect();
    let new: Vec<Vec<String>> = now.iter().map(|row| key(row)).collect();
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let mut left: BTreeMap<&[String], VecDeque<usize>> = BTreeMap::new();
    for (at, row) in old.iter().enumerate().take(old.len() - tail).skip(head) {
        left.entry(row).or_default().push_back(at);
    }
    let middle = new.len() - tail;
    (0..new.len())
        .map(|at| match at {
            _ if at < head => Some(at),
            _ if at >= middle => Some(old.len() - (new.len() - at)),
            _ => left.get_mut(new[at].as_slice()).and_then(VecDeque::pop_front),
        })
        .collect()
}

/// The most rows of the sheet whose rows of the text stand in the same order: a longest increasing subsequence.
fn in_order(matched: &[Option<usize>]) -> Vec<usize> {
    // By length, the row with the least place that ends a sequence of it; and before each row the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; matched.len()];
    for (row, place) in matched.iter().enumerate() {
        let Some(place) = place else { continue };
        let length = ends.partition_point(|end| matched[*end].is_some_and(|other| other < *place));
        before[row] = length.checked_sub(1).map(|shorter| ends[shorter]);
        match ends.get_mut(length) {
            Some(end) => *end = row,
            None => ends.push(row),
        }
    }
    let mut rows: Vec<usize> = std::iter::successors(ends.last().copied(), |row| before[*row]).collect();
    rows.reverse();
    rows
}

/// So many rows that are gone are looked through for one that a row may have been.
const AHEAD: usize = 64;

/// The next row that is gone of which at least half the cells are those of a new one; those before it are passed over.
fn alike(
    there: &Rows<'_>,
    new: &[String],
    gone: &mut std::iter::Peekable<impl Iterator<Item = usize> + Clone>,
) -> Option<usize> {
    let same = |row: &Row<'_>| row.cells.iter().zip(new).filter(|(a, b)| !a.is_empty() && seen(a) == seen(b)).count();
    let filled = new.iter().filter(|cell| !cell.is_empty()).count();
    let ahead = gone.clone().take(AHEAD).position(|row| 2 * same(&there.rows[row]) >= filled)?;
    gone.nth(ahead)
}

/// Writes rows one after another.
struct Writer<'r, 't> {
    there: &'r Rows<'t>,
    text: String,
    /// Whether the last row has no line end.
    unended: bool,
    /// What stood before a row that is gone, for the next row that stayed.
    owed: &'t str,
}

impl<'t> Writer<'_, 't> {
    fn row(&mut self, before: &str, raw: &str, end: &str) {
        if self.unended {
            self.text.push_str(self.there.line_end);
        }
        for part in [before, raw, end] {
            self.text.push_str(part);
        }
        self.unended = end.is_empty();
    }

    /// A row of the text where it was.
    fn as_it_was(&mut self, row: &Row<'t>) {
        let before = self.before(row);
        self.row(before, row.raw, row.end);
    }

    /// A row of the text that stood elsewhere.
    fn moved(&mut self, row: &Row<'t>) {
        let end = if row.end.is_empty() { self.there.line_end } else { row.end };
        self.row("", row.raw, end);
    }

    /// Rows of the text that are not where they were: what stood before them waits.
    fn passed(&mut self, rows: std::ops::Range<usize>) {
        for row in &self.there.rows[rows] {
            if !row.before.is_empty() {
                self.owed = row.before;
            }
        }
    }

    fn before(&mut self, row: &Row<'t>) -> &'t str {
        let owed = std::mem::take(&mut self.owed);
        if row.before.is_empty() { owed } else { row.before }
    }

    /// A row of the text with other cells; `columns` where the table has got or lost some.
    fn changed(&mut self, row: &Row<'t>, cells: &[String], columns: Option<usize>) {
        let before = self.before(row);
        if row.pieces.is_empty() || is_comment(cells) {
            let raw = self.line(cells, 0);
            return self.row(before, &raw, row.end);
        }
        let width = columns.unwrap_or(row.pieces.len()).max(cells.len());
        let pieces: Vec<String> = (0..width)
            .map(|at| {
                let new = cells.get(at).map_or("", String::as_str);
                let old = row.cells.get(at).map_or("", String::as_str);
                match row.pieces.get(at) {
                    Some(piece) if seen(old) == seen(new) => (*piece).to_owned(),
                    _ => cell(new, self.there.delimiter, at == 0),
                }
            })
            .collect();
        let raw = pieces.join(&char::from(self.there.delimiter).to_string());
        self.row(before, &raw, row.end);
    }

    /// A row that the text did not have.
    fn fresh(&mut self, cells: &[String], width: usize) {
        let owed = std::mem::take(&mut self.owed);
        let raw = self.line(cells, width);
        self.row(owed, &raw, self.there.line_end);
    }

    fn line(&self, cells: &[String], width: usize) -> String {
        if is_comment(cells) {
            return cells[0].replace(['\n', '\r'], " ");
        }
        let filled = cells.iter().map(String::as_str).chain(std::iter::repeat(""));
        let cells = filled.take(width.max(cells.len())).enumerate();
        let cells: Vec<String> = cells.map(|(at, text)| cell(text, self.there.delimiter, at == 0)).collect();
        cells.join(&char::from(self.there.delimiter).to_string())
    }
}

/// Whether a row of a sheet is a comment.
pub(super) fn is_comment(cells: &[String]) -> bool {
    cells.len() == 1 && cells[0].starts_with('#')
}
