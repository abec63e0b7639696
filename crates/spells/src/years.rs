//! Spells seen through years: the projection that the field calls the dyad-year.

use crate::{Day, Interval, Timeline, Truth};

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

/// One truth value a year, ascending, for each year that has a day in the timeline's domain. O(spells + years).
///
/// Under [`YearRule::MostDays`] a year is Yes if the Yes days are more than half of its days in the domain, No if they
/// cannot be even where every unknown day is counted as Yes, and otherwise unknown.
///
/// A timeline that reaches [`Day::BEGINNING`] or [`Day::END`] has no first or last year: clip it to a window first.
/// Such spells are cut to the named years -9999 to 9999.
pub fn project(timeline: &Timeline<Truth>, rule: YearRule) -> Vec<(i32, Truth)> {
    let mut years: Vec<(i32, Truth)> = Vec::new();
    // The parts of the year that is being gone through, and its first day and that of the next.
    let (mut year, mut parts) = (Interval::new(Day::BEGINNING, Day::BEGINNING), Vec::<(Interval, Truth)>::new());
    for spell in timeline.spells() {
        let mut left = spell.days.and(Interval::new(Day::FIRST, Day::END));
        while !left.is_empty() {
            if left.from >= year.until {
                if let Some((first, _)) = parts.first() {
                    years.push((first.from.year(), spoken_for(&parts, rule)));
                    parts.clear();
                }
                let at = left.from.year();
                year = Interval::new(Day::new_year(at), Day::new_year(at + 1));
            }
            parts.push((left.and(year), spell.value));
            left.from = left.from.max(year.until);
        }
    }
    if let Some((first, _)) = parts.first() {
        years.push((first.from.year(), spoken_for(&parts, rule)));
    }
    years
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
        let years = |rule| project(&timeline, rule).into_iter().map(|(_, value)| value).collect::<Vec<_>>();
        let unknown = Truth::Unknown(Why::SourceSilent);
        assert_eq!(years(YearRule::AnyDay), [Truth::Yes, Truth::Yes]);
        assert_eq!(years(YearRule::FirstDay), [Truth::No, Truth::Yes]);
        assert_eq!(years(YearRule::LastDay), [Truth::Yes, unknown]);
        // 1961: 174 of 365 days; 1962: 59 days for certain, up to 365.
        assert_eq!(years(YearRule::MostDays), [Truth::No, unknown]);
    }
}
