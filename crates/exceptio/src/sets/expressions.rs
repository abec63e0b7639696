//! Expressions given as options: put among the files, so that problems point into them, and read over a table.

use super::of_file::unknown;
use sets::Table;
use sets::expression::{Claim, Formula, Sum, expand, parse, parse_claim};
use text::{Diagnostic, FileId, Files, Span};

/// Terms that an expression may have when it is multiplied out.
const MOST_TERMS: usize = 100_000;

/// A text given as an option.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Text {
    /// Where it stands.
    pub file: FileId,
}

impl Text {
    /// Puts the text of an option (`--outcome`) among the files.
    pub fn new(files: &mut Files, option: &str, text: &str) -> Self {
        Self { file: files.add(option, text) }
    }

    /// The names in it, each once, and what is said of those that are no column.
    ///
    /// Names are words that begin with a letter or underscore, or anything between backquotes; `and`, `or`, `not`, and levels between
    /// braces or brackets are none.
    pub fn names(self, files: &Files, columns: &[&str], problems: &mut Vec<Diagnostic>) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for (start, end, name) in words(files.text(self.file)) {
            match unknown(&name, columns) {
                Some(problem) => problems.push(problem.at(Span::new(self.file, start, end), "")),
                None if names.contains(&name) => {}
                None => names.push(name),
            }
        }
        names
    }

    /// It as a formula over a table.
    pub fn formula(self, files: &Files, table: &Table, problems: &mut Vec<Diagnostic>) -> Option<Formula> {
        parse(files, self.file, table).unload(problems)
    }

    /// It as a sum of products over a table; multiplied out where it has brackets.
    pub fn sum(self, files: &Files, table: &Table, problems: &mut Vec<Diagnostic>) -> Option<Sum> {
        let formula = self.formula(files, table, problems)?;
        self.expanded(files, &formula, table, problems)
    }

    /// It as a claim over a table.
    pub fn claim(self, files: &Files, table: &Table, problems: &mut Vec<Diagnostic>) -> Option<Claim> {
        parse_claim(files, self.file, table).unload(problems)
    }

    /// What is said of a claim a term of whose left side asks a condition and its absence (`sets::contradiction`), or that has no
    /// term but such.
    pub fn contradiction(self, files: &Files, condition: &Sum) -> Option<Diagnostic> {
        let none = condition.terms.iter().all(|term| term.is_contradiction());
        if !none && !condition.terms.iter().any(|term| term.is_contradiction()) {
            return None;
        }
        let what = if none { "the left side" } else { "a term of the left side" };
        let message = format!("no case can be more in than out of {what}: it asks a condition and its absence");
        let whole = Span::new(self.file, 0, files.text(self.file).len());
        let problem = Diagnostic::warning("sets::contradiction", message).at(whole, "");
        Some(
            problem.hint(
                "of fuzzy sets a membership of 0.5 at most is left; leave the term out, or name another condition",
            ),
        )
    }

    /// A formula read from it as a sum of products; multiplied out where it has brackets.
    pub fn expanded(
        self,
        files: &Files,
        formula: &Formula,
        table: &Table,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Sum> {
        if let Some(sum) = formula.as_sum() {
            return Some(sum);
        }
        match expand(formula, table, MOST_TERMS) {
            Ok(sum) => Some(sum),
            Err(large) => {
                let whole = Span::new(self.file, 0, files.text(self.file).len());
                problems.push(Diagnostic::error("sets::too_large", large.to_string()).at(whole, ""));
                None
            }
        }
    }
}

/// The names in an expression or claim, in order; a name may come twice.
pub fn names_in(text: &str) -> impl Iterator<Item = String> {
    words(text).into_iter().map(|(.., name)| name)
}

/// Words that may be names, with their places.
fn words(text: &str) -> Vec<(usize, usize, String)> {
    let mut found = Vec::new();
    let mut signs = text.char_indices().peekable();
    let mut inside = 0_usize;
    while let Some((start, sign)) = signs.next() {
        match sign {
            '{' | '[' => inside += 1,
            '}' | ']' => inside = inside.saturating_sub(1),
            '`' => {
                let mut name = String::new();
                let mut end = text.len();
                while let Some((at, sign)) = signs.next() {
                    if sign != '`' {
                        name.push(sign);
                    } else if signs.next_if(|(_, next)| *next == '`').is_some() {
                        name.push('`');
                    } else {
                        end = at + 1;
                        break;
                    }
                }
                found.push((start, end, name));
            }
            sign if sign.is_alphabetic() || sign == '_' => {
                let mut end = start + sign.len_utf8();
                while let Some((at, sign)) =
                    signs.next_if(|(_, sign)| sign.is_alphanumeric() || matches!(sign, '_' | '.'))
                {
                    end = at + sign.len_utf8();
                }
                let name = &text[start..end];
                if inside == 0 && !["and", "or", "not"].contains(&name.to_ascii_lowercase().as_str()) {
                    found.push((start, end, name.to_owned()));
                }
            }
            // Digits may begin no name; those that follow one were taken with it.
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_and_words_of_logic_are_no_names() {
        let names = |text: &str| names_in(text).collect::<Vec<_>>();
        assert_eq!(names("A*~B + R{low,2} or `two words`"), ["A", "B", "R", "two words"]);
        assert_eq!(names("not x.1 and X[1] -> Y"), ["x.1", "X", "Y"]);
        assert_eq!(names("`a``b` + 0"), ["a`b"]);
        assert_eq!(names("`open"), ["open"]);
    }
}
