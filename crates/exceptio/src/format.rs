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

/// Prints a theory file anew: spaces, indentation and blank lines as the language's own printer has them; words, arrows,
/// comments and order as the author wrote them. A file with syntax errors is left as it is.
pub fn format(name: &str, text: &str) -> Formatted {
    let mut files = Files::new();
    let file = files.add(name, text);
    let parsed = theory::parse(&files, file);
    let errors = parsed.has_errors();
    let printed = if errors { text.to_owned() } else { theory::print(&parsed.value) };
    Formatted { changed: printed != text, text: printed, problems: parsed.problems, files }
}
