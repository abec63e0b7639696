//! Days and lengths of time in words.

use super::paint::thousands;

/// Days since 1970-01-01 of an ISO date; `None` where it is none.
///
/// Hinnant's days_from_civil, for the proleptic Gregorian calendar.
pub fn day(iso: &str) -> Option<i32> {
    let (negative, rest) = match iso.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, iso),
    };
    let mut parts = rest.split('-');
    let year: i32 = parts.next()?.parse().ok()?;
    let month: i32 = parts.next()?.parse().ok()?;
    let day: i32 = parts.next()?.parse().ok()?;
    let year = if negative { -year } else { year } - i32::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

/// The first day of a year.
pub fn new_year(year: i32) -> i32 {
    day(&format!("{year:04}-01-01")).unwrap_or(0)
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
        let next = day(iso).map(|day| day + 1);
        (28..=31).contains(&day_of(iso).parse().unwrap_or(0))
            && month_of(iso).len() >= 7
            && next.is_some_and(|next| next == first_of_next_month(iso))
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

/// The ISO date of the day before. Hinnant's civil_from_days.
fn day_before(iso: &str) -> Option<String> {
    let shifted = i64::from(day(iso)?) - 1 + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

fn first_of_next_month(iso: &str) -> i32 {
    let number = |part: Option<&str>| part.and_then(|part| part.parse::<i32>().ok()).unwrap_or(1);
    let (years, month) =
        (number(Some(year(iso))), number(iso.get(iso.len().saturating_sub(5)..iso.len().saturating_sub(3))));
    let (years, month) = if month >= 12 { (years + 1, 1) } else { (years, month + 1) };
    day(&format!("{years:04}-{month:02}-01")).unwrap_or(i32::MAX)
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
