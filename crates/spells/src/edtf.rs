//! Dates as people write them: ISO 8601 and EDTF, read into possible days.
//!
//! The grammar is edtf-core's (EDTF levels 0 to 2, ISO 8601-2:2019 annex A). What is ours: a date marked uncertain or
//! approximate widens by a width that the study states, because the standard gives it none.

use crate::{Day, PossibleDays};
use edtf_core::{Bound, Date, Edtf, Precision, SetElement, SetKind};

/// What a bare year or month as the end of a stretch of time means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearMeans {
    /// Some day of it, nobody knows which: the honest reading, and the default.
    SomeDay,
    /// All of it: from its first day where it begins something, to its last day where it ends something.
    AllOfIt,
}

/// How a study reads dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conventions {
    /// Years on either side of a year marked `?`, `~` or `%`.
    pub year_width: i32,
    /// Months on either side of a month so marked.
    pub month_width: i32,
    /// Days on either side of a day so marked.
    pub day_width: i32,
    /// What a bare year or month means.
    pub year_means: YearMeans,
}

impl Default for Conventions {
    fn default() -> Self {
        Self { year_width: 1, month_width: 1, day_width: 7, year_means: YearMeans::SomeDay }
    }
}

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateProblem {
    /// Byte offset in the text.
    pub offset: usize,
    /// What is wrong.
    pub message: String,
    /// What to write instead, where that can be told.
    pub hint: Option<String>,
}

impl DateProblem {
    fn new(offset: usize, message: impl Into<String>, hint: Option<&str>) -> Self {
        Self { offset, message: message.into(), hint: hint.map(str::to_owned) }
    }
}

/// Reads one date: a day, month, season, year, decade (`195X`), marked uncertain (`?`), approximate (`~`) or both (`%`),
/// or one of a set (`[1960..1963]`, `[1953,1955]`).
///
/// * Takes the text without surrounding space. Gives its possible days.
/// * Errs where the text is no EDTF, and where it is EDTF but no single date: an interval (a table has a column for each
///   end), a time of day, or a set of which all members are meant (`{...}`). Also where only a part of a date is marked
///   (`2004?-06`, level 2): a width is known for whole dates only.
/// * Years run from -9999 to 9999 (year 0 is 1 BC); a year with `Y` before it lies outside and errs.
/// * A season is that of the north by its months, 21 to 24 from March on; winter ends in the next year (the standard leaves
///   it to the place). What level 2 has in its place (25 to 41) is read as it says.
/// * A plain `YYYY-MM-DD` takes a short road that allocates nothing but the result.
pub fn parse_date(text: &str, conventions: &Conventions) -> Result<PossibleDays, DateProblem> {
    if let Some(day) = plain_day(text) {
        return Ok(PossibleDays::exactly(day));
    }
    let parsed = Edtf::parse(text).map_err(|problem| {
        let hint = spreadsheet_hint(text).or_else(|| grammar_hint(text));
        DateProblem::new(problem.offset, problem.message, hint)
    })?;
    if let Some(part) = partly_marked(&parsed) {
        let plain: String = text.chars().filter(|c| !"?~%".contains(*c)).collect();
        let hint = match parsed {
            Edtf::Date(_) => format!(
                "mark the whole date, at its end: {plain}{part}; or write the dates meant, as one of a set: [{plain},...]"
            ),
            _ => "mark each date of the set as a whole, at its end, or not at all".to_owned(),
        };
        return Err(DateProblem::new(
            0,
            "only a part of this date is marked, and how far that part may be off is not known",
            Some(&hint),
        ));
    }
    match parsed {
        Edtf::Date(date) => date_days(&date, conventions),
        Edtf::DateTime(_) => Err(DateProblem::new(0, "a time of day is finer than a day", Some("write the day alone"))),
        Edtf::Interval(_) => Err(DateProblem::new(
            0,
            "this is an interval, not a date",
            Some("put its beginning into `from` and its end into `until`"),
        )),
        Edtf::Set(set) if set.kind == SetKind::AllMembers => {
            Err(DateProblem::new(0, "{...} means all of these dates", Some("write [...] for one of them")))
        }
        Edtf::Set(set) => {
            let dates = set.elements.iter().map(|element| element_days(element, conventions));
            let dates = dates.collect::<Result<Vec<_>, _>>()?;
            PossibleDays::one_of(dates).ok_or_else(|| DateProblem::new(0, "an empty set has no date", None))
        }
    }
}

/// The day that `YYYY-MM-DD` names; `None` for every other text, [`parse_date`]'s other dates among them. Allocates nothing.
#[inline]
pub fn plain_day(text: &str) -> Option<Day> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let digit = |at: usize| bytes[at].is_ascii_digit().then(|| u32::from(bytes[at] - b'0'));
    if bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let year = digit(0)? * 1000 + digit(1)? * 100 + digit(2)? * 10 + digit(3)?;
    Day::from_ymd(year as i32, digit(5)? * 10 + digit(6)?, digit(8)? * 10 + digit(9)?)
}

fn element_days(element: &SetElement, conventions: &Conventions) -> Result<PossibleDays, DateProblem> {
    match element {
        SetElement::Date(date) => date_days(date, conventions),
        SetElement::Range(first, last) => {
            let (first, last) = (date_days(first, conventions)?, date_days(last, conventions)?);
            Ok(PossibleDays::between(first.earliest(), last.latest()))
        }
        SetElement::OnOrBefore(date) => Ok(PossibleDays::between(Day::FIRST, date_days(date, conventions)?.latest())),
        SetElement::OnOrAfter(date) => Ok(PossibleDays::between(date_days(date, conventions)?.earliest(), Day::LAST)),
    }
}

/// The mark of a date of which only a part is marked uncertain or approximate, or parts differently.
fn partly_marked(parsed: &Edtf) -> Option<char> {
    let one = |date: &Date| {
        let parts =
            [Some(date.year.qualifier), date.month.map(|part| part.qualifier), date.day.map(|part| part.qualifier)];
        let mixed = parts.iter().flatten().any(|part| *part != date.year.qualifier);
        mixed.then(|| match (date.is_uncertain(), date.is_approximate()) {
            (true, true) => '%',
            (false, true) => '~',
            _ => '?',
        })
    };
    match parsed {
        Edtf::Date(date) => one(date),
        Edtf::Set(set) => set.elements.iter().find_map(|element| match element {
            SetElement::Date(date) | SetElement::OnOrBefore(date) | SetElement::OnOrAfter(date) => one(date),
            SetElement::Range(first, last) => one(first).or_else(|| one(last)),
        }),
        _ => None,
    }
}

fn date_days(date: &Date, conventions: &Conventions) -> Result<PossibleDays, DateProblem> {
    let bounds = Edtf::Date(*date).bounds();
    let named = |bound: Bound| match bound {
        Bound::Date(day) => {
            let year = i32::try_from(day.year).ok()?;
            Day::from_ymd(year, u32::from(day.month), u32::from(day.day))
        }
        _ => None,
    };
    let (Some(mut earliest), Some(mut latest)) = (named(bounds.earliest), named(bounds.latest)) else {
        return Err(DateProblem::new(0, OUTSIDE, Some(FOUR_DIGITS)));
    };
    if date.is_uncertain() || date.is_approximate() {
        let (days, months) = match date.precision() {
            Precision::Year => (0, 12 * conventions.year_width),
            Precision::Season | Precision::Month => (0, conventions.month_width),
            Precision::Day => (conventions.day_width, 0),
        };
        earliest = earliest.plus_months(-months).plus(-days);
        // From the day after the last, so that a month's end stays a month's end.
        latest = Day(latest.plus(1).plus_months(months).0 - 1).plus(days);
    }
    Ok(PossibleDays::between(earliest, latest))
}

const OUTSIDE: &str = "the year lies outside -9999 to 9999";
const FOUR_DIGITS: &str = "write a year from -9999 to 9999, with four digits and nothing before them but a minus";

/// What to write instead of something that is nearly EDTF.
fn grammar_hint(text: &str) -> Option<&'static str> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let bare = text.trim_start_matches(['y', 'Y', '-', '+']);
    if digits(bare) && (bare.len() < text.len() || bare.len() > 4) {
        return Some(FOUR_DIGITS);
    }
    if text.split_once('T').is_some_and(|(day, _)| plain_day(day).is_some()) {
        return Some("write the day alone");
    }
    if text.contains("..") && text.contains(['?', '~', '%']) {
        return Some("a range has no marks: write it as wide as it may be, [1959..1964]");
    }
    if text.contains("..") && text.contains("-2") {
        return Some("a range has no seasons: write months, [1978-03..1978-11]");
    }
    None
}

/// Words for dates that a spreadsheet has rewritten, or that are written as people speak.
fn spreadsheet_hint(text: &str) -> Option<&'static str> {
    let parts: Vec<&str> = text.split(['/', '.', '-', ' ']).filter(|part| !part.is_empty()).collect();
    let numbers = parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    // A month before its year, or a year and a month with a sign between them that no date has.
    let month = match lengths.as_slice() {
        [1 | 2, 4] => numbers,
        [4, 1 | 2] => numbers && !text.contains('-'),
        _ => false,
    };
    if month {
        return Some(
            "it looks like a month that a spreadsheet has rewritten: write YYYY-MM, and format the column as text",
        );
    }
    if matches!(lengths.as_slice(), [1, 3]) && numbers || text.split_once(',').is_some_and(thousands) {
        return Some("it looks like a year with a thousands separator: write YYYY, and format the column as text");
    }
    if parts.len() == 3 && numbers {
        return Some(
            "it looks like a date that a spreadsheet has rewritten: write YYYY-MM-DD, and format the column as text",
        );
    }
    if parts.len() == 1 && numbers && text.len() == 5 {
        return Some(
            "it looks like a spreadsheet's day number: write YYYY-MM-DD, and format the column as text before entering dates",
        );
    }
    let lower = text.to_lowercase();
    if lower.contains("early") || lower.contains("late") || lower.contains("mid") {
        return Some("write the years meant, as one of a set: [1960..1963]");
    }
    if lower.ends_with('s') && lower.len() == 5 {
        return Some("write a decade as 195X");
    }
    if lower.contains("present") || lower.contains("ongoing") {
        return Some("write .. for what still holds");
    }
    None
}

/// Whether two parts are those of a year that a spreadsheet has grouped: `1` and `961`.
fn thousands((one, rest): (&str, &str)) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    one.len() == 1 && rest.len() == 3 && digits(one) && digits(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> (String, String) {
        let days = parse_date(text, &Conventions::default()).unwrap_or_else(|problem| panic!("{text}: {problem:?}"));
        (days.earliest().to_string(), days.latest().to_string())
    }

    #[test]
    fn dates_become_their_possible_days() {
        for (text, earliest, latest) in [
            ("1961-07-11", "1961-07-11", "1961-07-11"),
            ("1961-07", "1961-07-01", "1961-07-31"),
            ("1954", "1954-01-01", "1954-12-31"),
            ("195X", "1950-01-01", "1959-12-31"),
            ("1954~", "1953-01-01", "1955-12-31"),
            ("1954?", "1953-01-01", "1955-12-31"),
            ("1954-02~", "1954-01-01", "1954-03-31"),
            ("1954-02-10%", "1954-02-03", "1954-02-17"),
            ("1954-02-10?", "1954-02-03", "1954-02-17"),
            ("19XX", "1900-01-01", "1999-12-31"),
            ("1954-XX", "1954-01-01", "1954-12-31"),
            ("1954-02-XX", "1954-02-01", "1954-02-28"),
            ("1954-XX-XX", "1954-01-01", "1954-12-31"),
            // Seasons, by the months of the north; winter ends in the next year.
            ("1978-21", "1978-03-01", "1978-05-31"),
            ("1978-22", "1978-06-01", "1978-08-31"),
            ("1978-23", "1978-09-01", "1978-11-30"),
            ("1978-24", "1978-12-01", "1979-02-28"),
            ("1978-21~", "1978-02-01", "1978-06-30"),
            ("-0044-03-15", "-0044-03-15", "-0044-03-15"),
            ("-0044", "-0044-01-01", "-0044-12-31"),
            ("0000", "0000-01-01", "0000-12-31"),
            ("[..1960]", "-9999-01-01", "1960-12-31"),
            ("[1960-05..]", "1960-05-01", "9999-12-31"),
            ("[1960..1963]", "1960-01-01", "1963-12-31"),
            ("[1953,1955]", "1953-01-01", "1955-12-31"),
        ] {
            assert_eq!(days(text), (earliest.to_owned(), latest.to_owned()), "{text}");
        }
        let either = parse_date("[1953,1955]", &Conventions::default()).unwrap();
        assert!(!either.contains(Day::from_ymd(1954, 6, 1).unwrap()));
    }

    #[test]
    fn what_is_no_single_date_is_refused_with_a_hint() {
        for (text, hint) in [
            ("11/07/1961", "spreadsheet"),
            ("22473", "day number"),
            ("12/1961", "write YYYY-MM,"),
            ("12-1961", "write YYYY-MM,"),
            ("1961/7", "write YYYY-MM,"),
            ("1,961", "thousands separator: write YYYY"),
            ("1.961", "thousands separator: write YYYY"),
            ("1 961", "thousands separator: write YYYY"),
            ("early 1960s", "[1960..1963]"),
            ("1960s", "195X"),
            ("present", "still holds"),
            ("1954/1975", "`from`"),
            ("{1954,1975}", "[...]"),
            ("1954/", "`from`"),
            ("../1975", "`from`"),
            ("2004?-06", "2004-06?"),
            ("?2004-06", "[2004-06,...]"),
            ("2004-06~-11", "2004-06-11~"),
            ("2004?-06~", "2004-06%"),
            ("[2004?-06,2005]", "as a whole"),
            ("Y170000002", "four digits"),
            ("Y-17000", "four digits"),
            ("Y2004", "four digits"),
            ("-10000", "four digits"),
            ("1985-04-12T10:00", "day alone"),
            ("[1960?..1963]", "no marks"),
            ("[1978-21..1978-23]", "no seasons"),
        ] {
            let problem = parse_date(text, &Conventions::default()).expect_err(text);
            assert!(problem.hint.as_deref().is_some_and(|given| given.contains(hint)), "{text}: {problem:?}");
        }
        // A month that is none is no work of a spreadsheet.
        assert!(parse_date("1990-13", &Conventions::default()).unwrap_err().hint.is_none());
        assert_eq!(parse_date("1954-02-30", &Conventions::default()).unwrap_err().offset, 8);
    }
}
