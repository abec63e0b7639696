//! Which of two lags is never the longer, counted on the calendar: 730 days are never more than two years.

use crate::model::Unit;
use spells::Day;

/// Whether the first lag is never longer than the second, from whatever day it runs.
pub(super) fn lag_at_most(count: u32, unit: Unit, most: u32, of: Unit) -> bool {
    let (count, most) = (i64::from(count), i64::from(most));
    let months = |count: i64, unit| if unit == Unit::Years { 12 * count } else { count };
    match (unit, of) {
        (Unit::Days, Unit::Days) => count <= most,
        (Unit::Days, _) => count <= days_in(months(most, of)).0,
        (_, Unit::Days) => days_in(months(count, unit)).1 <= most,
        _ => months(count, unit) <= months(most, of),
    }
}

/// The least and the most days that so many months take, over every day of the calendar's 400 years. Of more months than the
/// calendar has room for, bounds: a month has 28 to 31 days.
fn days_in(months: i64) -> (i64, i64) {
    let bounds = (28 * months, 31 * months);
    let Some(count) = i32::try_from(months).ok().filter(|months| *months <= 12 * 4_000) else { return bounds };
    // Within a month the length changes only where the last days of a month are cut short.
    let starts =
        (2000..2400).flat_map(|year| (1..=12).flat_map(move |month| [1, 28, 29, 30, 31].map(|day| (year, month, day))));
    let days = starts.filter_map(|(year, month, day)| Day::from_ymd(year, month, day));
    let lengths = days.map(|day| i64::from(day.plus_months(count).0) - i64::from(day.0));
    lengths
        .fold(None, |found: Option<(i64, i64)>, days| {
            Some(found.map_or((days, days), |(least, most)| (least.min(days), most.max(days))))
        })
        .unwrap_or(bounds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_years_are_as_long_as_the_calendar_has_them() {
        assert_eq!(days_in(1), (28, 31));
        assert_eq!(days_in(12), (365, 366));
        assert_eq!(days_in(24), (730, 731));
        assert_eq!(days_in(48), (1460, 1461)); // no leap day from 1897 to 1903
        assert_eq!(days_in(2), (59, 62));
    }

    #[test]
    fn lags_in_days_and_years_are_compared_with_leap_years() {
        assert!(lag_at_most(730, Unit::Days, 2, Unit::Years));
        assert!(!lag_at_most(731, Unit::Days, 2, Unit::Years));
        assert!(lag_at_most(2, Unit::Years, 731, Unit::Days));
        assert!(!lag_at_most(2, Unit::Years, 730, Unit::Days));
        assert!(lag_at_most(24, Unit::Months, 2, Unit::Years) && lag_at_most(2, Unit::Years, 24, Unit::Months));
        assert!(lag_at_most(1, Unit::Months, 31, Unit::Days) && !lag_at_most(1, Unit::Months, 30, Unit::Days));
        assert!(!lag_at_most(u32::MAX, Unit::Days, u32::MAX / 400, Unit::Years));
    }
}
