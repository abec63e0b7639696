//! Days and half-open intervals of days.

use jiff::civil::Date;
use std::fmt;

/// A day of the proleptic Gregorian calendar, counted from 1970-01-01.
///
/// [`Day::BEGINNING`] and [`Day::END`] stand for "has always been" and "still is"; both lie outside the years -9999 to 9999.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// The days from -9999-01-01 to 9999-12-31 that the calendar can name.
const FIRST_NAMED: i32 = -4_371_587;
const LAST_NAMED: i32 = 2_932_896;

/// January the first of a year, in days from 1970: 365 for each year before it, and one more for each leap year.
fn first_of(year: i32) -> i32 {
    let before = year - 1;
    before * 365 + before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400) - 719_162
}

impl Day {
    /// Before every day that a calendar can name.
    pub const BEGINNING: Day = Day(FIRST_NAMED - 1);
    /// After every day that a calendar can name.
    pub const END: Day = Day(LAST_NAMED + 1);
    /// The first day that a calendar can name, -9999-01-01.
    pub const FIRST: Day = Day(FIRST_NAMED);
    /// The last day that a calendar can name, 9999-12-31.
    pub const LAST: Day = Day(LAST_NAMED);

    /// The day `year-month-day`; `None` where the calendar has no such day or the year is outside -9999 to 9999.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Day> {
        let year = i16::try_from(year).ok()?;
        let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        Some(Day::from_date(date))
    }

    fn from_date(date: Date) -> Day {
        // Days from the civil calendar (Howard Hinnant, "chrono-compatible low-level date algorithms", 2013): exact for
        // every date the calendar can name, and far cheaper than a span between two dates.
        let (year, month, day) = (i32::from(date.year()), i32::from(date.month()), i32::from(date.day()));
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Day(era * 146_097 + day_of_era - 719_468)
    }

    fn date(self) -> Option<Date> {
        if self.0 < FIRST_NAMED || self.0 > LAST_NAMED {
            return None;
        }
        Date::new(1970, 1, 1).ok()?.checked_add(jiff::Span::new().days(self.0)).ok()
    }

    /// Year, month and day; `None` for [`Day::BEGINNING`], [`Day::END`] and days beyond them.
    pub fn ymd(self) -> Option<(i32, u32, u32)> {
        if self.0 < FIRST_NAMED || self.0 > LAST_NAMED {
            return None;
        }
        // The other way round from `from_date`, from the same source.
        let days = self.0 + 719_468;
        let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = era * 400 + year_of_era + i32::from(month <= 2);
        Some((year, month as u32, day as u32))
    }

    /// The year; days before and after the calendar give -10000 and 10000.
    pub fn year(self) -> i32 {
        if self.0 < FIRST_NAMED || self.0 > LAST_NAMED {
            return if self.0 < 0 { -10_000 } else { 10_000 };
        }
        // The year by the mean length of one is never more than one off.
        let year = ((i64::from(self.0) + 719_528) * 400).div_euclid(146_097) as i32;
        year + i32::from(first_of(year + 1) <= self.0) - i32::from(first_of(year) > self.0)
    }

    /// January the first of a year within -9999 to 9999; years outside are [`Day::BEGINNING`] or [`Day::END`].
    pub fn new_year(year: i32) -> Day {
        match year {
            -9_999..=9_999 => Day(first_of(year)),
            _ if year < 0 => Day::BEGINNING,
            _ => Day::END,
        }
    }

    /// The day `days` later (earlier if negative). The beginning and the end stay what they are; nothing runs past them.
    #[must_use]
    pub fn plus(self, days: i32) -> Day {
        if self <= Day::BEGINNING || self >= Day::END {
            return self.clamp(Day::BEGINNING, Day::END);
        }
        Day(self.0.saturating_add(days)).clamp(Day::BEGINNING, Day::END)
    }

    /// The same date `years` later; the 29th of February becomes the 28th where there is none.
    #[must_use]
    pub fn plus_years(self, years: i32) -> Day {
        self.plus_months(years.saturating_mul(12))
    }

    /// The same day of the month `months` later, or the month's last day where it is shorter.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Day {
        let Some(date) = self.date() else { return self };
        match jiff::Span::new().try_months(months).and_then(|span| date.checked_add(span)) {
            Ok(date) => Day::from_date(date),
            Err(_) if months < 0 => Day::BEGINNING,
            Err(_) => Day::END,
        }
    }

    /// Whether this is a day that the calendar can name.
    pub fn is_named(self) -> bool {
        self > Day::BEGINNING && self < Day::END
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.date() {
            // As EDTF writes a year before 0, so that what is printed can be read.
            Some(date) if date.year() < 0 => {
                write!(f, "-{:04}-{:02}-{:02}", date.year().unsigned_abs(), date.month(), date.day())
            }
            Some(date) => write!(f, "{date}"),
            None if self.0 < 0 => f.pad("always"),
            None => f.pad(".."),
        }
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// The days from `from` up to, but not including, `until`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    /// First day.
    pub from: Day,
    /// The day after the last.
    pub until: Day,
}

impl Interval {
    /// Every day.
    pub const ALWAYS: Interval = Interval { from: Day::BEGINNING, until: Day::END };

    /// `[from, until)`; empty where `until` is not later.
    pub fn new(from: Day, until: Day) -> Self {
        Self { from, until }
    }

    /// Whether there is no day in it.
    pub fn is_empty(self) -> bool {
        self.until <= self.from
    }

    /// How many days; never negative.
    pub fn days(self) -> i64 {
        (i64::from(self.until.0) - i64::from(self.from.0)).max(0)
    }

    /// Whether `day` is in it.
    pub fn contains(self, day: Day) -> bool {
        self.from <= day && day < self.until
    }

    /// Whether every day of the other is in it.
    pub fn covers(self, other: Interval) -> bool {
        other.is_empty() || (self.from <= other.from && other.until <= self.until)
    }

    /// The days in both; may be empty.
    #[must_use]
    pub fn and(self, other: Interval) -> Interval {
        Interval { from: self.from.max(other.from), until: self.until.min(other.until) }
    }

    /// Whether some day is in both.
    pub fn overlaps(self, other: Interval) -> bool {
        !self.and(other).is_empty()
    }
}

impl fmt::Debug for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}, {})", self.from, self.until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_1970_and_come_back() {
        assert_eq!(Day::from_ymd(1970, 1, 1), Some(Day(0)));
        assert_eq!(Day::from_ymd(2000, 3, 1), Some(Day(11_017)));
        assert_eq!(Day::from_ymd(1961, 7, 11).unwrap().to_string(), "1961-07-11");
        assert_eq!(Day::from_ymd(1900, 2, 29), None);
        assert_eq!(Day::from_ymd(-9999, 1, 1), Some(Day(FIRST_NAMED)));
        assert_eq!(Day::from_ymd(9999, 12, 31), Some(Day(LAST_NAMED)));
        for day in (FIRST_NAMED..LAST_NAMED).step_by(9_973) {
            let (y, m, d) = Day(day).ymd().unwrap();
            assert_eq!(Day::from_ymd(y, m, d), Some(Day(day)));
        }
    }

    #[test]
    fn every_year_begins_after_the_one_before_it() {
        for year in -9_999..=9_999 {
            let first = Day::new_year(year);
            assert_eq!(Some(first), Day::from_ymd(year, 1, 1));
            assert_eq!((first.plus(-1).year(), first.year(), first.plus(364).year()), (year - 1, year, year));
        }
        assert_eq!((Day::new_year(-10_000), Day::new_year(10_000)), (Day::BEGINNING, Day::END));
        assert!((FIRST_NAMED..=LAST_NAMED).step_by(97).all(|day| Day(day).ymd().unwrap().0 == Day(day).year()));
    }

    #[test]
    fn ends_stay_ends() {
        assert_eq!(Day::END.plus(5), Day::END);
        assert_eq!(Day::BEGINNING.plus(-5), Day::BEGINNING);
        assert_eq!(Day(LAST_NAMED).plus(5), Day::END);
        assert_eq!(Day::END.plus_years(3), Day::END);
        assert_eq!(Day::from_ymd(2000, 2, 29).unwrap().plus_years(1), Day::from_ymd(2001, 2, 28).unwrap());
    }
}
