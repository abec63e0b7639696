//! A text as it was, within a workbook: a hidden sheet whose cells spell it, so that what a spreadsheet does not show (quotes,
//! empty lines, line ends) comes back.
//!
//! In: a text, or the cells. Out: cells of printable ASCII, or the text. Whatever no program should touch is escaped.

use std::fmt::Write as _;

/// The name of the sheet.
pub(super) const NAME: &str = "exceptio keeps";

/// What its first cell says to whoever finds it.
const TOLD: &str =
    "The table as it was written, so that rows that nobody changes come back byte for byte. Leave this sheet.";

/// So many characters, escapes included, stand in a cell at the most.
const LONGEST: usize = 8_000;

/// The cells that spell a text.
pub(super) fn cells(text: &str) -> Vec<String> {
    let mut cells = vec![TOLD.to_owned()];
    let mut cell = String::new();
    for letter in text.chars() {
        // Workbooks have escapes of their own, which begin with `_x`; and space at the ends of cells may get lost.
        match letter {
            '\\' | '_' => drop(write!(cell, "\\{{{:x}}}", letter as u32)),
            ' '..='~' if letter != ' ' || !cell.is_empty() => cell.push(letter),
            _ => drop(write!(cell, "\\{{{:x}}}", letter as u32)),
        }
        if cell.len() >= LONGEST {
            cells.push(closed(std::mem::take(&mut cell)));
        }
    }
    if !cell.is_empty() {
        cells.push(closed(cell));
    }
    cells
}

/// A cell that does not end in a space.
fn closed(cell: String) -> String {
    match cell.strip_suffix(' ') {
        Some(rest) => format!("{rest}\\{{20}}"),
        None => cell,
    }
}

/// The text that cells spell; `None` where they are not those of [`cells`].
pub(super) fn text(cells: &[String]) -> Option<String> {
    let (told, cells) = cells.split_first()?;
    if told != TOLD {
        return None;
    }
    let mut text = String::new();
    for cell in cells {
        let mut pieces = cell.split("\\{");
        text.push_str(pieces.next()?);
        for piece in pieces {
            let (number, rest) = piece.split_once('}')?;
            text.push(char::from_u32(u32::from_str_radix(number, 16).ok()?)?);
            text.push_str(rest);
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_spelt_and_read_again() {
        let long = "x\r\n é\u{ffff}\\{41}_x000D_ ".repeat(5_000);
        let spaces = " ".repeat(20_000);
        for given in ["", " ", "\u{feff}a,b\r\n\r\n\"1\",\u{1}\t\n", long.as_str(), spaces.as_str()] {
            let cells = cells(given);
            assert!(cells.iter().all(|cell| cell.len() < 32_000 && cell.trim() == cell), "{:.40}", given);
            assert_eq!(text(&cells).as_deref(), Some(given));
        }
        assert_eq!(text(&["another".to_owned()]), None);
        assert_eq!(text(&[TOLD.to_owned(), "\\{zz}".to_owned()]), None);
    }
}
