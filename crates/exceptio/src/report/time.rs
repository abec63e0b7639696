//! Days and lengths of time in words: the same in a table, on a terminal, on a page.
//!
//! In: days as reports have them, ISO dates; lengths in days. Out: words.

use spells::Day;
pub use text::thousands;

/// Days since 1970-01-01 of an ISO date; `None` where it is none.
pub fn day(iso: &str) -> Option<i32> {
    dated(iso).map(|day| day.0)
}

fn dated(iso: &str) -> Option<Day> {
    let (sign, rest) = match iso.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, iso),
    };
    let mut parts = rest.split('-');
    let year: i32 = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    Day::from_ymd(sign * year, month, parts.next()?.parse().ok()?)
}

/// The first day of a year.
pub fn new_year(year: i32) -> i32 {
    Day::new_year(year).0
}

/// The year of an ISO date.
pub fn year(iso: &str) -> &str {
    iso.get(..iso.len().saturating_sub(6)).unwrap_or(iso)
}

/// A length of time in the unit that fits it: days up to two months, months up to two years, else years.
pub fn length(days: i64) -> String {
    range(days, days)
}

/// A length that is only known between bounds: `5.0–11.0 years`. One that is certain is never rounded to nothing: `1 day–12
/// months`; one that may be nothing is `up to 12 months`.
pub fn range(least: i64, most: i64) -> String {
    let size = most.abs().max(least.abs());
    let (per, unit, one) = match size {
        ..=60 => (1.0, "days", "day"),
        61..=730 => (30.436_875, "months", "month"),
        _ => (365.2425, "years", "year"),
    };
    let number = |days: i64| {
        if per == 1.0 {
            thousands(days)
        } else {
            let number = days as f64 / per;
            if unit == "months" { format!("{number:.0}") } else { format!("{number:.1}") }
        }
    };
    let (low, high) = (number(least), number(most));
    if least == 0 && most > 0 {
        format!("up to {high} {}", if high == "1" || high == "1.0" { one } else { unit })
    } else if least > 0 && least < most && matches!(low.as_str(), "0" | "0.0") {
        format!("{}–{high} {}", length(least), if high == "1" || high == "1.0" { one } else { unit })
    } else if low == high {
        format!("{high} {}", if high == "1" || high == "1.0" { one } else { unit })
    } else {
        format!("{low}–{high} {unit}")
    }
}

/// Possible days in few words: a day, a month, a year, or a stretch of them. Where something ended on some day of a year,
/// the first day without it lies a day later; the year is said all the same.
pub fn possible(days: &(String, String)) -> String {
    neat(days).or_else(|| neat(&(day_before(&days.0)?, day_before(&days.1)?))).unwrap_or_else(|| {
        let (first, last) = days;
        let month = |iso: &str| iso.get(..iso.len().saturating_sub(3)).map(str::to_owned);
        if month(first) == month(last) {
            format!("{first} to {last}")
        } else if year(first) == year(last) {
            year(first).to_owned()
        } else {
            format!("{}–{}", year(first), year(last))
        }
    })
}

fn neat((first, last): &(String, String)) -> Option<String> {
    let day_of = |iso: &'_ str| iso.get(iso.len().saturating_sub(2)..).unwrap_or_default().to_owned();
    let month_of = |iso: &'_ str| iso.get(..iso.len().saturating_sub(3)).unwrap_or_default().to_owned();
    let month_ends = |iso: &str| {
        let next = dated(iso).and_then(|day| day.plus(1).ymd());
        next.is_some_and(|(_, _, day)| day == 1)
    };
    Some(if first == last {
        first.clone()
    } else if first.ends_with("-01-01") && last.ends_with("-12-31") {
        if year(first) == year(last) { year(first).to_owned() } else { format!("{}–{}", year(first), year(last)) }
    } else if day_of(first) == "01" && month_ends(last) {
        let (from, until) = (month_of(first), month_of(last));
        if from == until { from } else { format!("{from} to {until}") }
    } else {
        return None;
    })
}

fn day_before(iso: &str) -> Option<String> {
    dated(iso).map(|day| day.plus(-1).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_1970() {
        assert_eq!(day("1970-01-01"), Some(0));
        assert_eq!(day("1969-12-31"), Some(-1));
        assert_eq!(day("2000-03-01"), Some(11_017));
        assert_eq!(day("1949-10-01"), Some(-7_397));
        assert_eq!(day("soon"), None);
        assert_eq!(new_year(1971), 365);
        assert_eq!(year("1949-10-01"), "1949");
    }

    #[test]
    fn digits_are_grouped() {}

    #[test]
    fn lengths_choose_their_unit() {
        assert_eq!(length(1), "1 day");
        assert_eq!(length(365), "12 months");
        assert_eq!(range(1828, 4016), "5.0–11.0 years");
        assert_eq!(range(0, 364), "up to 12 months");
        assert_eq!(range(0, 0), "0 days");
        assert_eq!(range(1, 364), "1 day–12 months");
        assert_eq!(range(17, 3653), "17 days–10.0 years");
        assert_eq!(range(0, 1), "up to 1 day");
    }

    #[test]
    fn possible_days_are_said_as_a_person_would() {
        let said = |first: &str, last: &str| possible(&(first.to_owned(), last.to_owned()));
        assert_eq!(said("1969-03-02", "1969-03-02"), "1969-03-02");
        assert_eq!(said("1969-01-01", "1969-12-31"), "1969");
        assert_eq!(said("1960-01-01", "1963-12-31"), "1960–1963");
        assert_eq!(said("1961-07-01", "1961-07-31"), "1961-07");
        assert_eq!(said("1960-02-01", "1960-02-29"), "1960-02");
        assert_eq!(said("1961-07-02", "1961-07-29"), "1961-07-02 to 1961-07-29");
        assert_eq!(said("1969-01-02", "1970-01-01"), "1969");
        assert_eq!(said("1960-05-10", "1963-06-10"), "1960–1963");
        assert_eq!(day_before("1970-01-01").as_deref(), Some("1969-12-31"));
        assert_eq!(day_before("2000-03-01").as_deref(), Some("2000-02-29"));
    }
}
