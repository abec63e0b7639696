//! Colours, widths, wrapping: text that is to fit.

use anstyle::{AnsiColor, Style};
pub use exceptio::counted;
use unicode_width::UnicodeWidthChar;

/// Titles and names.
pub const BOLD: Style = Style::new().bold();
/// What may be skipped.
pub const DIM: Style = Style::new().dimmed();
/// Deviates, error.
pub const RED: Style = AnsiColor::Red.on_default().bold();
/// Conforms, holds.
pub const GREEN: Style = AnsiColor::Green.on_default();
/// Undecided, vague.
pub const YELLOW: Style = AnsiColor::Yellow.on_default();
/// Codes, commands.
pub const CYAN: Style = AnsiColor::Cyan.on_default();
/// An alliance.
pub const BLUE: Style = AnsiColor::Blue.on_default().bold();

/// Text in a style.
pub fn paint(style: Style, text: impl std::fmt::Display) -> String {
    format!("{style}{text}{style:#}")
}

/// How many columns a text takes; colours take none.
pub fn width(text: &str) -> usize {
    let mut columns = 0;
    let mut escape = false;
    for sign in text.chars() {
        match (escape, sign) {
            (false, '\u{1b}') => escape = true,
            (true, 'm') => escape = false,
            (true, _) => {}
            (false, sign) => columns += sign.width().unwrap_or(0),
        }
    }
    columns
}

/// Fills up with spaces to a width; longer text stays as it is.
pub fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// Cuts plain text to a width, with a sign that it was cut.
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for sign in text.chars() {
        let sign_width = sign.width().unwrap_or(0);
        if used + sign_width + 1 > columns {
            break;
        }
        kept.push(sign);
        used += sign_width;
    }
    kept.push('…');
    kept
}

/// Breaks a text at spaces into lines of at most `columns`; the first begins with `first`, the others with `rest`, both
/// counted in. A word longer than a line stays whole.
pub fn wrap(text: &str, columns: usize, first: &str, rest: &str) -> String {
    let mut lines = String::new();
    let mut line = first.to_owned();
    let mut empty = true;
    for word in text.split_whitespace() {
        if !empty && width(&line) + 1 + width(word) > columns {
            lines.push_str(line.trim_end());
            lines.push('\n');
            line = rest.to_owned();
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    lines.push_str(line.trim_end());
    lines.push('\n');
    lines
}

/// Wraps with the same indent for every line.
pub fn block(text: &str, columns: usize, indent: usize) -> String {
    let indent = " ".repeat(indent);
    wrap(text, columns, &indent, &indent)
}

/// Parts side by side, two spaces between, none broken; dim.
pub fn legend(parts: &[&str], columns: usize) -> String {
    let mut lines = vec![String::new()];
    for part in parts {
        let line = lines.last_mut().expect("there is always a line");
        if !line.is_empty() && 4 + width(line) + width(part) > columns {
            lines.push((*part).to_owned());
        } else {
            line.push_str(if line.is_empty() { "" } else { "  " });
            line.push_str(part);
        }
    }
    lines.into_iter().map(|line| format!("  {}\n", paint(DIM, line))).collect()
}

/// The same words with a capital letter before.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `a, b and c`.
pub fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_take_no_columns() {
        assert_eq!(width(&paint(RED, "ab")), 2);
        assert_eq!(pad(&paint(RED, "ab"), 4), format!("{}  ", paint(RED, "ab")));
    }

    #[test]
    fn wrapping_keeps_words_and_indents() {
        assert_eq!(wrap("one two three", 9, "- ", "  "), "- one two\n  three\n");
        assert_eq!(wrap("incomprehensible", 4, "", ""), "incomprehensible\n");
    }

    #[test]
    fn cutting_says_so() {
        assert_eq!(cut("Vietnam", 7), "Vietnam");
        assert_eq!(cut("Vietnam", 5), "Viet…");
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(counted(1, "case", "cases"), "1 case");
    }
}
