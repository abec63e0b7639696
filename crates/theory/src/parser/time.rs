//! What to write where an author speaks of time as the language does not: years of the calendar, lags without `within`,
//! numbers with a unit.
//!
//! In: the place at which a statement stopped being understood. Out: a hint, or nothing. Never moves the cursor.

use super::cursor::Cursor;
use crate::lexer::{Token, TokenKind};

/// Why a theory names no years, and what to do instead.
pub(crate) const NO_DATES: &str = "a theory names no dates: it speaks of all days under study. Code what made the difference then, and \
name that; `[window]` in study.toml says which days are under study";

/// Units of a lag, and those that are none but are written.
const UNITS: [&str; 6] = ["day", "days", "month", "months", "year", "years"];

/// Words before a year.
const WHEN: [&str; 9] = ["in", "from", "since", "until", "after", "before", "during", "on", "by"];

/// Whether a token is a year of the calendar, written with four digits.
fn is_year(cursor: &Cursor, token: &Token) -> bool {
    let word = cursor.word(token);
    token.kind == TokenKind::Number && word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// What to write instead of what stands here.
pub(super) fn hint(cursor: &Cursor) -> Option<String> {
    let (before, here, next) = (cursor.before(), *cursor.peek(), *cursor.peek_second());
    let (word, after) = (cursor.word(&here), cursor.word(&next));
    let count = before.filter(|token| token.kind == TokenKind::Number).map(|token| cursor.word(&token));
    match (word, count) {
        ("week" | "weeks", Some(count)) => {
            let days = count.parse::<u32>().ok()?.checked_mul(7)?;
            return Some(format!("count in days: `within {days} days after`"));
        }
        ("decade" | "decades", Some(count)) => {
            let years = count.parse::<u32>().ok()?.checked_mul(10)?;
            return Some(format!("count in years: `within {years} years after`"));
        }
        ("after", Some(count)) if !before.is_some_and(|token| is_year(cursor, &token)) => {
            return Some(format!("say of what: `within {count} days after`, months or years"));
        }
        (unit, Some(_)) if UNITS.contains(&unit) => {
            return Some(
                "a number has no unit here: `years_since` counts years; a lag stands behind `within`".to_owned(),
            );
        }
        _ => {}
    }
    if word == "of" && before.is_some_and(|token| UNITS.contains(&cursor.word(&token))) {
        return Some("write `after`: `within 2 years after X ends`".to_owned());
    }
    if here.kind == TokenKind::Number && UNITS.contains(&after) {
        return Some(format!("write `within {word} {after} after`"));
    }
    if word == "in" && next.kind == TokenKind::Number && !is_year(cursor, &next) {
        return Some(format!("write `within` for `in`: `within {after} years after`"));
    }
    let year = is_year(cursor, &here)
        || (WHEN.contains(&word) && is_year(cursor, &next))
        || before.is_some_and(|token| is_year(cursor, &token));
    year.then(|| NO_DATES.to_owned())
}
