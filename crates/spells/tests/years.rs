//! Years against counting days.

extern crate exceptio_spells as spells;

mod common;

use common::config;
use proptest::prelude::*;
use spells::{Day, Interval, Timeline, Truth, Why, YearRule, project};
use std::collections::BTreeMap;

fn truth() -> impl Strategy<Value = Truth> {
    prop_oneof![
        Just(Truth::Yes),
        Just(Truth::No),
        Just(Truth::Unknown(Why::SourceSilent)),
        Just(Truth::Unknown(Why::DateTooVague)),
    ]
}

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn a_year_is_what_its_days_say(
        start in -1_000..20_000_i32,
        parts in proptest::collection::vec((proptest::option::weighted(0.8, truth()), 1..1_200_i32), 1..8),
    ) {
        let mut timeline = Timeline::new();
        let mut years: BTreeMap<i32, Vec<Truth>> = BTreeMap::new();
        let mut day = start;
        for (value, days) in parts {
            if let Some(value) = value {
                timeline.push(Interval::new(Day(day), Day(day + days)), value);
                for on in day..day + days {
                    years.entry(Day(on).year()).or_default().push(value);
                }
            }
            day += days;
        }
        for rule in [YearRule::AnyDay, YearRule::FirstDay, YearRule::LastDay, YearRule::MostDays] {
            let runs = project(&timeline, rule);
            for pair in runs.windows(2) {
                let [(before, one), (after, other)] = pair else { unreachable!() };
                prop_assert!(before.end < after.start || (before.end == after.start && one != other), "{:?}", runs);
            }
            let found: Vec<_> = runs.into_iter().flat_map(|(years, value)| years.map(move |at| (at, value))).collect();
            prop_assert_eq!(found.len(), years.len());
            for ((year, value), (expected_year, days)) in found.into_iter().zip(&years) {
                prop_assert_eq!(year, *expected_year);
                let count = |wanted: fn(&Truth) -> bool| days.iter().filter(|day| wanted(day)).count();
                let (yes, no) = (count(|day| day.is_yes()), count(|day| day.is_no()));
                let why = days.iter().copied().filter(|day| day.is_unknown()).min();
                let expected = match rule {
                    YearRule::AnyDay if yes > 0 => Truth::Yes,
                    YearRule::AnyDay => why.unwrap_or(Truth::No),
                    YearRule::FirstDay => days[0],
                    YearRule::LastDay => days[days.len() - 1],
                    YearRule::MostDays if yes * 2 > days.len() => Truth::Yes,
                    YearRule::MostDays if no * 2 >= days.len() => Truth::No,
                    YearRule::MostDays => why.unwrap(),
                };
                prop_assert_eq!(value, expected, "{} {:?}", year, rule);
            }
        }
    }
}
