//! Where words go: data on stdout, talk on stderr; how wide, in which signs, in which colours.
//!
//! In: the options, the environment, the terminal. Out: a [`Screen`] that says how to draw, and two ways to print. A closed
//! pipe (`| head`) ends the program quietly; another failure of a stream is the disk's (exit code 3).

use crate::args::{Color, Look};
use std::io::{ErrorKind, IsTerminal, Write};

/// How many columns, and which signs can be drawn.
#[derive(Debug, Clone, Copy)]
pub struct Screen {
    /// Columns, from 80 to 140.
    pub width: usize,
    /// Whether signs outside ASCII can be drawn.
    pub unicode: bool,
}

/// The narrowest and the widest that anything is drawn, and the width where there is no terminal.
const NARROWEST: usize = 80;
const WIDEST: usize = 140;
const PIPED: usize = 100;

impl Screen {
    /// The screen that stdout is.
    pub fn of(look: &Look) -> Self {
        Self { width: width(), unicode: !look.ascii && environment_speaks_utf8() }
    }

    /// Prints to stdout.
    pub fn data(&self, text: &str) {
        finish(write(anstream::stdout(), &self.signs(text)));
    }

    /// Prints to stderr.
    pub fn talk(&self, text: &str) {
        finish(write(anstream::stderr(), &self.signs(text)));
    }

    fn signs(&self, text: &str) -> String {
        if self.unicode { text.to_owned() } else { text.chars().map(ascii).collect() }
    }
}

/// Prints to stdout exactly as it is: JSON, CSV, formatted files.
pub fn plain(text: &str) {
    finish(write(std::io::stdout().lock(), text));
}

/// Takes `--color`, `NO_COLOR`, `CLICOLOR_FORCE` and whether there is a terminal into account, once and for all.
pub fn choose_colour(color: Color) {
    let choice = match color {
        Color::Auto => anstream::ColorChoice::Auto,
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    };
    choice.write_global();
}

fn write(mut stream: impl Write, text: &str) -> std::io::Result<()> {
    stream.write_all(text.as_bytes())?;
    stream.flush()
}

fn finish(result: std::io::Result<()>) {
    match result {
        Ok(()) => {}
        Err(problem) if problem.kind() == ErrorKind::BrokenPipe => std::process::exit(0),
        Err(_) => std::process::exit(3),
    }
}

fn width() -> usize {
    let terminal = terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| usize::from(width.0));
    let told = || std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let width = match terminal {
        Some(width) if std::io::stdout().is_terminal() => Some(width),
        _ => told(),
    };
    width.unwrap_or(PIPED).clamp(NARROWEST, WIDEST)
}

/// Whether the environment allows UTF-8: it does unless it names another character set (`C` and `POSIX` do).
fn environment_speaks_utf8() -> bool {
    let said =
        ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    said.is_none_or(|locale| speaks_utf8(&locale))
}

fn speaks_utf8(locale: &str) -> bool {
    let locale = locale.to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

/// The nearest ASCII sign of the same width; what is not ours stays.
fn ascii(sign: char) -> char {
    match sign {
        '█' => '#',
        '▒' => '%',
        '·' => '.',
        '─' | '━' | '–' | '—' | '═' => '-',
        '│' | '├' | '┤' | '┬' | '┴' | '┼' | '╷' | '╵' | '╶' | '╴' => '|',
        '╺' | '▕' => '[',
        '╸' | '▏' => ']',
        '╌' | '┄' => '-',
        '└' | '┌' | '╰' | '╭' => '`',
        '✗' => 'x',
        '✓' => '+',
        '○' => 'o',
        '→' | '▶' | '›' => '>',
        '←' => '<',
        '≈' => '~',
        '…' => '~',
        '•' => '*',
        '×' => 'x',
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_without_utf8_gets_ascii() {
        assert!(speaks_utf8("en_GB.UTF-8"));
        assert!(speaks_utf8("C.utf8"));
        assert!(!speaks_utf8("C"));
        assert!(!speaks_utf8("de_DE.ISO-8859-1"));
    }

    #[test]
    fn our_signs_have_ascii_of_the_same_width() {
        let screen = Screen { width: 100, unicode: false };
        assert_eq!(screen.signs("██▒·✗ a–b → né"), "##%.x a-b > né");
    }
}
