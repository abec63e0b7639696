//! Rows in columns: each as wide as its widest cell, numbers to the right, no line wider than the terminal.
//!
//! In: cells, perhaps with colours. Out: lines. Where they are too wide the last column is broken into several lines if it
//! holds words, else the table into several with the same first columns.

use super::paint::{BOLD, DIM, pad, paint, width, wrap};
use anstyle::Style;
use std::ops::Range;

/// The last column is broken into lines of so many columns at the least.
const LEAST: usize = 14;

/// Rows under a dim header. Columns named in `right` stand to the right; the last column is not filled up. Lines begin
/// with `indent` spaces and end before `room`.
pub fn columns(head: &[&str], rows: &[Vec<String>], right: &[usize], indent: usize, room: usize) -> String {
    let titles: Vec<String> = head.iter().map(|title| (*title).to_owned()).collect();
    Columns { head: &titles, rows, right, indent, room, style: DIM }.draw()
}

/// The same under a bold header, all columns to the left.
pub fn under_bold(head: &[String], rows: &[Vec<String>], indent: usize, room: usize) -> String {
    Columns { head, rows, right: &[], indent, room, style: BOLD }.draw()
}

struct Columns<'a> {
    head: &'a [String],
    rows: &'a [Vec<String>],
    right: &'a [usize],
    indent: usize,
    room: usize,
    style: Style,
}

impl Columns<'_> {
    fn draw(&self) -> String {
        let widths: Vec<usize> = (0..self.head.len()).map(|at| self.widest(at)).collect();
        let all: Vec<usize> = (0..self.head.len()).collect();
        let needs = |columns: &[usize]| columns.iter().map(|at| widths[*at] + 2).sum::<usize>() + self.indent;
        // No space stands after the last column.
        if needs(&all) <= self.room + 2 {
            return self.block(&all, &widths, None);
        }
        let last = self.head.len() - 1;
        let before = needs(&all[..last]);
        if !self.right.contains(&last) && before + self.longest_word(last).max(LEAST) <= self.room {
            return self.block(&all, &widths, Some(self.room - before));
        }
        let keys = self.keys(&widths);
        let mut text = String::new();
        let mut columns: Vec<usize> = keys.clone().collect();
        for at in keys.end..self.head.len() {
            if columns.len() > keys.len() && needs(&columns) + widths[at] > self.room {
                text.push_str(&self.block(&columns, &widths, None));
                text.push('\n');
                columns.truncate(keys.len());
            }
            columns.push(at);
        }
        let words = columns.last().is_some_and(|at| !self.right.contains(at));
        let over = needs(&columns) > self.room + 2;
        let left = self.room.saturating_sub(needs(&columns[..columns.len() - 1]));
        text + &self.block(&columns, &widths, (words && over).then_some(left.max(LEAST)))
    }

    fn widest(&self, at: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(at)).map(|cell| width(cell));
        cells.chain([width(&self.head[at])]).max().unwrap_or(0)
    }

    /// The widest word of a column, which cannot be broken.
    fn longest_word(&self, at: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(at)).chain([&self.head[at]]);
        cells.flat_map(|cell| cell.split_whitespace()).map(width).max().unwrap_or(0)
    }

    /// The columns that say which row it is: those of words before the first of numbers, if they leave half the room.
    fn keys(&self, widths: &[usize]) -> Range<usize> {
        let numbers = (0..self.head.len()).find(|at| self.right.contains(at)).unwrap_or(1);
        let mut keys = 1;
        while keys < numbers
            && widths[..=keys].iter().map(|width| width + 2).sum::<usize>() + self.indent <= self.room / 2
        {
            keys += 1;
        }
        0..keys.min(self.head.len())
    }

    /// Some of the columns; the last one broken into lines of `broken` columns where that is said.
    fn block(&self, columns: &[usize], widths: &[usize], broken: Option<usize>) -> String {
        let mut text = String::new();
        if self.head.iter().any(|title| !title.is_empty()) {
            let titles = self.lines(self.head, columns, widths, broken);
            text.extend(titles.into_iter().map(|line| format!("{}\n", paint(self.style, line))));
        }
        for row in self.rows {
            text.extend(self.lines(row, columns, widths, broken).into_iter().map(|line| line + "\n"));
        }
        text
    }

    /// The lines of a row.
    fn lines(&self, cells: &[String], columns: &[usize], widths: &[usize], broken: Option<usize>) -> Vec<String> {
        let mut line = " ".repeat(self.indent);
        let empty = String::new();
        let (Some(last), before) = (columns.last(), &columns[..columns.len().saturating_sub(1)]) else {
            return vec![line];
        };
        for at in before {
            let cell = cells.get(*at).unwrap_or(&empty);
            let space = widths[*at].saturating_sub(width(cell));
            match self.right.contains(at) {
                true => line.push_str(&format!("{}{cell}  ", " ".repeat(space))),
                false => line.push_str(&format!("{}  ", pad(cell, widths[*at]))),
            }
        }
        let cell = cells.get(*last).unwrap_or(&empty);
        if let Some(room) = broken {
            let rest = " ".repeat(width(&line));
            let broken = wrap(cell, room, "", "");
            let mut lines: Vec<String> =
                broken.lines().map(|part| format!("{rest}{part}").trim_end().to_owned()).collect();
            let first = format!("{line}{}", broken.lines().next().unwrap_or_default());
            match lines.first_mut() {
                Some(here) => *here = first.trim_end().to_owned(),
                None => lines.push(first.trim_end().to_owned()),
            }
            return lines;
        }
        let space = if self.right.contains(last) { widths[*last].saturating_sub(width(cell)) } else { 0 };
        vec![format!("{line}{}{cell}", " ".repeat(space)).trim_end().to_owned()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    fn plain(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }

    #[test]
    fn numbers_stand_to_the_right() {
        let rows = rows(&[&["CHN", "1"], &["VNM-LAO", "10"]]);
        assert_eq!(columns(&["", ""], &rows, &[1], 2, 80), "  CHN       1\n  VNM-LAO  10\n");
        // To the last column.
        assert_eq!(columns(&["", ""], &rows, &[1], 2, 13), "  CHN       1\n  VNM-LAO  10\n");
    }

    #[test]
    fn what_is_too_wide_is_broken() {
        let words = rows(&[&["CHN", "1", "one two three four five six seven eight"], &["VNM", "2", ""]]);
        let text = plain(&columns(&["", "n", "words"], &words, &[1], 2, 36));
        let broken = "       n  words\n  CHN  1  one two three four five\n          six seven eight\n  VNM  2\n";
        assert_eq!(text, broken);
        let numbers = rows(&[&["CHN-PRK", "1111", "2222", "3333"]]);
        let text = plain(&columns(&["case", "a", "b", "c"], &numbers, &[1, 2, 3], 0, 20));
        assert_eq!(text, "case        a     b\nCHN-PRK  1111  2222\n\ncase        c\nCHN-PRK  3333\n");
    }
}
