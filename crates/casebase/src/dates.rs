//! The ends of a coding: a day, a vague date, an event, or nothing known.
//!
//! In: the text of a `from` or `until` cell. Out: an exact day, or an endpoint to be kept in a pool. An `until` is the last
//! day in files and the day after it here.

use crate::lookup::Lookup;
use spells::{Conventions, Day, PossibleDays, YearMeans, parse_date, plain_day};
use text::{did_you_mean, nearest};

/// An endpoint that is no plain day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Endpoint {
    /// A vague date that belongs to one coding alone.
    Own(PossibleDays),
    /// A vague date that several codings of one thing share, such as the end of a treaty: its name, its days, and what
    /// to add to them.
    Shared(String, PossibleDays, i32),
    /// The same, and nothing was known of it before a day.
    Told { name: String, days: PossibleDays, step: i32, public: Day },
    /// An event, plus days.
    Event(u32, i32),
    /// Not known at all.
    Unknown,
}

/// Which end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    From,
    Until,
}

impl End {
    /// What to add to a last day in order to get the day after it.
    pub fn step(self) -> i32 {
        match self {
            End::From => 0,
            End::Until => 1,
        }
    }
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum When {
    /// This day; as an `until`, the day after the last.
    Day(Day),
    /// Something less plain.
    Vague(Endpoint),
}

/// Why a cell is no date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wrong {
    pub code: &'static str,
    pub message: String,
    pub hint: Option<String>,
}

/// Months as spreadsheets abbreviate them.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// What events there are, and how dates are read.
pub(crate) struct Calendar {
    pub conventions: Conventions,
    pub events: Lookup,
    pub event_ids: Vec<String>,
}

impl Calendar {
    /// Reads a `from` or `until`.
    #[inline]
    pub fn end(&self, text: &str, end: End) -> Result<When, Wrong> {
        match plain_day(text) {
            Some(day) => Ok(When::Day(day.plus(end.step()))),
            None => self.vague_end(text, end),
        }
    }

    fn vague_end(&self, text: &str, end: End) -> Result<When, Wrong> {
        match text {
            "" => return Ok(When::Vague(Endpoint::Unknown)),
            ".." => return Ok(When::Day(if end == End::From { Day::BEGINNING } else { Day::END })),
            _ => {}
        }
        for (prefix, offset) in [("event:", 0), ("after:", 1), ("before:", -1)] {
            if let Some(id) = text.strip_prefix(prefix) {
                return match self.events.get(id.trim()) {
                    Some(event) => Ok(When::Vague(Endpoint::Event(event, offset + end.step()))),
                    None => Err(self.unknown_event(id.trim())),
                };
            }
        }
        let possible = self.date(text)?;
        let bare = text.len() <= 7 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        if let Some(day) = possible.exact() {
            return Ok(When::Day(day.plus(end.step())));
        }
        if bare && self.conventions.year_means == YearMeans::AllOfIt {
            let day = if end == End::From { possible.earliest() } else { possible.latest() };
            return Ok(When::Day(day.plus(end.step())));
        }
        Ok(When::Vague(Endpoint::Own(possible)))
    }

    /// Reads one date.
    pub fn date(&self, text: &str) -> Result<PossibleDays, Wrong> {
        parse_date(text, &self.conventions).map_err(|problem| {
            let near = |id: &str| nearest(id, self.event_ids.iter().map(String::as_str)).map(str::to_owned);
            let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
            let given = if shape == "0000-00-00" {
                Some("correct the month or the day".to_owned())
            } else if MONTHS.iter().any(|month| text.to_lowercase().contains(month)) {
                Some("it looks like a date that a spreadsheet has rewritten: write YYYY-MM-DD, and format the column as text".to_owned())
            } else {
                problem.hint
            };
            let hint = given.or_else(|| {
                problem
                    .message
                    .contains("share precision")
                    .then(|| "write both ends of a range alike: [1989-01..2021-05]".to_owned())
            });
            let hint = hint.or_else(|| {
                let id = near(text)?;
                Some(format!("a date names an event as event:{id}"))
            });
            let hint = hint.or_else(|| {
                Some(
                    "write YYYY-MM-DD, YYYY-MM or YYYY; 1954~ if approximate, [1960..1963] for one of these years"
                        .to_owned(),
                )
            });
            // The grammar's own words help only who meant to write its notation.
            let foreign = |hint: &String| {
                ["spreadsheet", "thousands", "decade", "still holds", "years meant"].iter().any(|word| hint.contains(word))
            };
            let message = match &hint {
                Some(hint) if foreign(hint) => format!("`{text}` is no date that can be read"),
                _ => format!("`{text}` is no date: {}", problem.message),
            };
            Wrong { code: "casebase::bad_date", message, hint }
        })
    }

    fn unknown_event(&self, id: &str) -> Wrong {
        let none = if self.event_ids.is_empty() { ", and there are none yet" } else { "" };
        let hint =
            did_you_mean(id, self.event_ids.iter().map(String::as_str), || format!("events stand in events.csv{none}"));
        Wrong { code: "casebase::unknown_event", message: format!("no event is called `{id}`"), hint: Some(hint) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(year_means: YearMeans) -> Calendar {
        let ids = vec!["fall-of-saigon".to_owned()];
        let conventions = Conventions { year_means, ..Conventions::default() };
        Calendar { conventions, events: Lookup::new(ids.iter().map(String::as_str)), event_ids: ids }
    }

    #[test]
    fn ends_are_days_vague_dates_events_or_unknown() {
        let calendar = calendar(YearMeans::SomeDay);
        let day = |text| plain_day(text).unwrap();
        assert_eq!(calendar.end("1961-07-11", End::From), Ok(When::Day(day("1961-07-11"))));
        assert_eq!(calendar.end("1961-07-11", End::Until), Ok(When::Day(day("1961-07-12"))));
        assert_eq!(calendar.end("..", End::Until), Ok(When::Day(Day::END)));
        assert_eq!(calendar.end("..", End::From), Ok(When::Day(Day::BEGINNING)));
        assert_eq!(calendar.end("", End::From), Ok(When::Vague(Endpoint::Unknown)));
        assert_eq!(calendar.end("event:fall-of-saigon", End::Until), Ok(When::Vague(Endpoint::Event(0, 1))));
        assert_eq!(calendar.end("before:fall-of-saigon", End::Until), Ok(When::Vague(Endpoint::Event(0, 0))));
        assert_eq!(calendar.end("after:fall-of-saigon", End::From), Ok(When::Vague(Endpoint::Event(0, 1))));
        let wrong = calendar.end("event:fall-of-saigno", End::From).unwrap_err();
        assert_eq!(wrong.hint.as_deref(), Some("did you mean `fall-of-saigon`?"));
        let wrong = calendar.end("fall-of-saigon", End::From).unwrap_err();
        assert_eq!(wrong.hint.as_deref(), Some("a date names an event as event:fall-of-saigon"));
    }

    #[test]
    fn a_bare_year_may_mean_all_of_it() {
        let calendar = calendar(YearMeans::AllOfIt);
        assert_eq!(calendar.end("1954", End::From), Ok(When::Day(plain_day("1954-01-01").unwrap())));
        assert_eq!(calendar.end("1954", End::Until), Ok(When::Day(plain_day("1955-01-01").unwrap())));
        assert!(matches!(calendar.end("1954~", End::Until), Ok(When::Vague(_))));
    }
}
