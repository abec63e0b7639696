//! The length of time that a forecast looks ahead, and the past cut into stretches of the same length.

use spells::{Day, Interval};
use std::fmt;

/// How far a forecast looks ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Horizon {
    months: i32,
    days: i32,
}

impl Horizon {
    /// One year.
    pub const YEAR: Horizon = Horizon { months: 12, days: 0 };

    /// `1y`, `18m`, `30d`: a number above 0 and its unit; from a day to a hundred years. `None` for anything else.
    pub fn parse(text: &str) -> Option<Horizon> {
        let text = text.trim();
        let digits = text.find(|sign: char| !sign.is_ascii_digit())?;
        let number: i32 = text[..digits].parse().ok().filter(|number| (1..=36_525).contains(number))?;
        let horizon = match text[digits..].trim() {
            "y" | "year" | "years" if number <= 100 => Horizon { months: number * 12, days: 0 },
            "m" | "month" | "months" if number <= 1200 => Horizon { months: number, days: 0 },
            "d" | "day" | "days" => Horizon { months: 0, days: number },
            _ => return None,
        };
        Some(horizon)
    }

    /// The day that lies so far ahead.
    pub fn after(self, day: Day) -> Day {
        day.plus_months(self.months).plus(self.days)
    }

    /// The day that lies so many times this far back.
    fn before(self, day: Day, times: i32) -> Day {
        day.plus_months(self.months.saturating_mul(-times)).plus(self.days.saturating_mul(-times))
    }

    /// Stretches of this length that end on a day, the latest first, back to the first day of `window`: each by the day on
    /// which it is looked ahead from and the last day that it looks at. Counted back from `last` each time, so that the ends
    /// of months do not wander.
    pub fn stretches(self, window: Interval, last: Day) -> Vec<(Day, Day)> {
        let mut stretches = Vec::new();
        let mut until = last;
        for times in 1..=40_000 {
            let from = self.before(last, times);
            if from < window.from || from >= until {
                break;
            }
            stretches.push((from, until));
            until = from;
        }
        stretches
    }
}

impl fmt::Display for Horizon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (number, unit) = match (self.months, self.days) {
            (0, days) => (days, "day"),
            (months, _) if months % 12 == 0 => (months / 12, "year"),
            (months, _) => (months, "month"),
        };
        write!(f, "{number} {unit}{}", if number == 1 { "" } else { "s" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        spells::plain_day(text).expect("a day")
    }

    #[test]
    fn horizons_are_read_and_printed() {
        for (text, printed) in [("1y", "1 year"), ("18m", "18 months"), ("24 months", "2 years"), ("30d", "30 days")] {
            assert_eq!(Horizon::parse(text).map(|horizon| horizon.to_string()).as_deref(), Some(printed));
        }
        for text in ["", "y", "0y", "1", "101y", "-1y", "1w", "1.5y", "99999999999y"] {
            assert_eq!(Horizon::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_past_is_cut_backwards_from_the_last_day() {
        let window = Interval::new(day("2018-02-01"), day("2021-12-31"));
        let stretches = Horizon::YEAR.stretches(window, day("2020-02-29"));
        assert_eq!(
            stretches,
            [(day("2019-02-28"), day("2020-02-29")), (day("2018-02-28"), day("2019-02-28"))],
            "2017-02-28 lies before the window"
        );
    }
}
