//! Dates that somebody asks about (`--as-of`, `--at`, `--from`, `--to`): read, or said which ones are taken.
//!
//! In: a text. Out: its possible days, or the problem. Which day of several is meant is for who asks.

use spells::{Conventions, PossibleDays, parse_date};
use text::Diagnostic;

/// Which dates are taken where a day is asked about.
const TAKEN: &str = "write a day, a month or a year: 1991-12-26, 1991-12 or 1991";

/// Reads a date that somebody asks about. `code` is that of the problem.
pub(crate) fn asked_day(code: &'static str, text: &str) -> Result<PossibleDays, Box<Diagnostic>> {
    parse_date(text, &Conventions::default()).map_err(|problem| {
        // What a spreadsheet does to a column is of no help here.
        let hint =
            problem.hint.filter(|hint| !["spreadsheet", "column", "`from`"].iter().any(|word| hint.contains(word)));
        let message = format!("`{text}` is no date: {}", problem.message);
        let hint = hint.map_or_else(|| TAKEN.to_owned(), |hint| format!("{hint}; or {TAKEN}"));
        Box::new(Diagnostic::misuse(code, message).hint(hint))
    })
}

#[cfg(test)]
mod tests {
    use super::{TAKEN, asked_day};

    #[test]
    fn what_is_no_date_is_told_which_are_taken() {
        for text in ["x", "", "1991-13-01", "26.12.1991", "1991/1992"] {
            let problem = asked_day("study::as_of", text).expect_err(text);
            assert_eq!(problem.hint.as_deref(), Some(TAKEN), "{text}");
            assert!(problem.misuse, "{text}");
        }
        let hint = asked_day("study::as_of", "1960s").expect_err("no date").hint.unwrap();
        assert!(hint.contains("195X") && hint.ends_with(TAKEN), "{hint}");
        assert_eq!(asked_day("study::as_of", "1991-12").unwrap().latest().to_string(), "1991-12-31");
    }
}
