//! Theories printed as they should look.

use text::{Diagnostic, Files};

/// A theory file formatted.
#[derive(Debug, Clone)]
pub struct Formatted {
    /// The file, for pointing into.
    pub files: Files,
    /// As it should look; the text itself where it cannot be parsed.
    pub text: String,
    /// Whether that differs from how it looks.
    pub changed: bool,
    /// Why it cannot be parsed.
    pub problems: Vec<Diagnostic>,
}

/// The byte order mark.
const BOM: char = '\u{feff}';

/// Prints a theory file anew: spaces, indentation and blank lines as the language's own printer has them; words, arrows,
/// comments and order as the author wrote them, and the file's own line ends (those of its first line) and byte order mark.
/// A file with syntax errors is left as it is.
pub fn format(name: &str, text: &str) -> Formatted {
    let mut files = Files::new();
    let body = text.strip_prefix(BOM).unwrap_or(text);
    let file = files.add(name, body);
    let parsed = theory::parse(&files, file);
    let printed = if parsed.has_errors() { text.to_owned() } else { restored(text, theory::print(&parsed.value)) };
    Formatted { changed: printed != text, text: printed, problems: parsed.problems, files }
}

/// What the printer gives, with the line ends and the mark of the text that it comes from.
fn restored(before: &str, printed: String) -> String {
    let mark = if before.starts_with(BOM) { &before[..BOM.len_utf8()] } else { "" };
    let first = before.split_inclusive('\n').next().unwrap_or("");
    match first.ends_with("\r\n") {
        true => format!("{mark}{}", printed.replace('\n', "\r\n")),
        false => format!("{mark}{printed}"),
    }
}

#[cfg(test)]
mod tests {
    use super::format;

    const PRINTED: &str = "theory both\n# kept\nlet A = a(b)  # too\n";

    #[test]
    fn line_ends_and_marks_are_kept() {
        for mark in ["", "\u{feff}"] {
            for end in ["\n", "\r\n"] {
                let text = format!("{mark}{}", PRINTED.replace('\n', end));
                let done = format("t", &text);
                assert!(done.problems.is_empty(), "{:?}", done.problems);
                assert_eq!((done.text.as_str(), done.changed), (text.as_str(), false));
                let loose = text.replace("let A = ", "let   A=");
                assert_eq!(format("t", &loose).text, text);
            }
        }
        // Of mixed line ends the first counts.
        assert_eq!(format("t", "theory both\r\nlet A = a(b)\n").text, "theory both\r\nlet A = a(b)\r\n");
        let broken = "theory\r\nlet = \n";
        assert_eq!(format("t", broken).text, broken);
    }
}
