//! Spells seen through years: the projection that the field calls the dyad-year.

use crate::{Day, Interval, Timeline, Truth};
use std::ops::Range;

/// Which days of a year speak for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearRule {
    /// It held on some day of the year.
    AnyDay,
    /// It held on the year's first day within the timeline's domain.
    FirstDay,
    /// It held on the year's last day within the timeline's domain.
    LastDay,
    /// It held on more than half of the year's days within the timeline's domain.
    MostDays,
}

/// One truth value a year, for each year that has a day in the timeline's domain: stretches of years that follow each
/// other and have the same, ascending, none empty. O(spells), however many years they last.
///
/// Under [`YearRule::MostDays`] a year is Yes if the Yes days are more than half of its days in the domain, No if they
/// cannot be even where every unknown day is counted as Yes, and otherwise unknown.
///
/// A timeline that reaches [`Day::BEGINNING`] or [`Day::END`] has no first or last year: clip it to a window first.
/// Such spells are cut to the named years -9999 to 9999.
pub fn project(timeline: &Timeline<Truth>, rule: YearRule) -> Vec<(Range<i32>, Truth)> {
    let mut runs: Vec<(Range<i32>, Truth)> = Vec::new();
    // The year that is being gone through, its days, and the parts into which those in the domain fall.
    let (mut year, mut days) = (i32::MIN, Interval::new(Day::BEGINNING, Day::BEGINNING));
    let mut parts = Vec::<(Interval, Truth)>::new();
    for spell in timeline.spells() {
        let mut left = spell.days.and(Interval::new(Day::FIRST, Day::END));
        while !left.is_empty() {
            if left.from >= days.until {
                if !parts.is_empty() {
                    add(&mut runs, year..year + 1, spoken_for(&parts, rule));
                    parts.clear();
                }
                year = left.from.year();
                days = Interval::new(Day::new_year(year), Day::new_year(year + 1));
            }
            if left.from == days.from && left.until > days.until {
                // Whole years of one value are of that value by every rule.
                let last = left.until.year();
                add(&mut runs, year..last, spell.value);
                (year, days) = (last, Interval::new(Day::new_year(last), Day::new_year(last + 1)));
                left.from = days.from;
                continue;
            }
            parts.push((left.and(days), spell.value));
            left.from = left.from.max(days.until);
        }
    }
    if !parts.is_empty() {
        add(&mut runs, year..year + 1, spoken_for(&parts, rule));
    }
    runs
}

fn add(runs: &mut Vec<(Range<i32>, Truth)>, years: Range<i32>, value: Truth) {
    match runs.last_mut() {
        Some((last, same)) if last.end == years.start && *same == value => last.end = years.end,
        _ => runs.push((years, value)),
    }
}

/// What a stretch of days that fall into parts is taken to be; No without any part.
///
/// The rules are those of [`project`], for a year or any other stretch.
pub fn spoken_for(parts: &[(Interval, Truth)], rule: YearRule) -> Truth {
    let (Some((_, first)), Some((_, last))) = (parts.first(), parts.last()) else { return Truth::No };
    let any = || parts.iter().fold(Truth::No, |so_far, (_, value)| so_far.or(*value));
    match rule {
        YearRule::AnyDay => any(),
        YearRule::FirstDay => *first,
        YearRule::LastDay => *last,
        YearRule::MostDays => {
            let days = |wanted: fn(Truth) -> bool| -> i64 {
                parts.iter().filter(|(_, value)| wanted(*value)).map(|(days, _)| days.days()).sum()
            };
            let (yes, all) = (days(Truth::is_yes), days(|_| true));
            let unknown = days(Truth::is_unknown);
            if 2 * yes > all {
                Truth::Yes
            } else if 2 * (yes + unknown) <= all {
                Truth::No
            } else {
                any_unknown(parts)
            }
        }
    }
}

fn any_unknown(parts: &[(Interval, Truth)]) -> Truth {
    parts
        .iter()
        .map(|(_, value)| *value)
        .filter(|value| value.is_unknown())
        .min()
        .expect("a stretch is undecided only where some of its days are unknown")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Why;

    #[test]
    fn four_rules_can_give_four_answers() {
        let day = |y, m, d| Day::from_ymd(y, m, d).unwrap();
        let mut timeline = Timeline::new();
        timeline.push(Interval::new(day(1961, 1, 1), day(1961, 7, 11)), Truth::No);
        timeline.push(Interval::new(day(1961, 7, 11), day(1962, 3, 1)), Truth::Yes);
        timeline.push(Interval::new(day(1962, 3, 1), day(1963, 1, 1)), Truth::Unknown(Why::SourceSilent));
        let years = |rule| {
            let runs = project(&timeline, rule).into_iter();
            runs.flat_map(|(years, value)| years.map(move |_| value)).collect::<Vec<_>>()
        };
        let unknown = Truth::Unknown(Why::SourceSilent);
        assert_eq!(years(YearRule::AnyDay), [Truth::Yes, Truth::Yes]);
        assert_eq!(years(YearRule::FirstDay), [Truth::No, Truth::Yes]);
        assert_eq!(years(YearRule::LastDay), [Truth::Yes, unknown]);
        // 1961: 174 of 365 days; 1962: 59 days for certain, up to 365.
        assert_eq!(years(YearRule::MostDays), [Truth::No, unknown]);
    }
}
