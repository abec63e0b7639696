//! Timelines against an array with one place a day.

extern crate exceptio_spells as spells;

mod common;

use common::config;
use proptest::prelude::*;
use spells::{Day, DaySet, Interval, Timeline};

const DAYS: usize = 40;
type Plain = Vec<Option<u8>>;

/// Values and gaps, a few days each.
fn plain() -> impl Strategy<Value = Plain> {
    proptest::collection::vec((proptest::option::weighted(0.8, 0..3_u8), 1..7_usize), 0..12).prop_map(|parts| {
        let mut days: Plain = parts.into_iter().flat_map(|(value, days)| std::iter::repeat_n(value, days)).collect();
        days.resize(DAYS, None);
        days
    })
}

fn timeline(days: &Plain) -> Timeline<u8> {
    let mut timeline = Timeline::new();
    for (at, value) in days.iter().enumerate() {
        if let Some(value) = value {
            timeline.push(Interval::new(Day(at as i32), Day(at as i32 + 1)), *value);
        }
    }
    timeline
}

fn read<T: PartialEq + Clone>(timeline: &Timeline<T>) -> Vec<Option<T>> {
    (0..DAYS as i32).map(|day| timeline.at(Day(day)).cloned()).collect()
}

fn is_normal<T: PartialEq>(timeline: &Timeline<T>) -> bool {
    let spells = timeline.spells();
    spells.iter().all(|spell| !spell.days.is_empty())
        && spells.windows(2).all(|pair| {
            pair[0].days.until < pair[1].days.from
                || (pair[0].days.until == pair[1].days.from && pair[0].value != pair[1].value)
        })
}

proptest! {
    #![proptest_config(config(512))]

    #[test]
    fn timelines_are_arrays_of_days(a in plain(), b in plain(), c in plain()) {
        let (ta, tb, tc) = (timeline(&a), timeline(&b), timeline(&c));
        prop_assert!(is_normal(&ta));
        prop_assert_eq!(&read(&ta), &a);
        for (day, value) in (0..).map(Day).zip(&a) {
            prop_assert_eq!(ta.spell_at(day).map(|spell| spell.value), *value);
            prop_assert_eq!(ta.domain().contains(day), value.is_some());
            prop_assert_eq!(ta.days_where(|value| *value == 1).contains(day), *value == Some(1));
        }
        let join = |x: &u8, y: &u8| x.min(y) * 2;
        let zipped = ta.zip(&tb, join);
        prop_assert!(is_normal(&zipped));
        let expected: Vec<Option<u8>> = a.iter().zip(&b).map(|(x, y)| Some(join(x.as_ref()?, y.as_ref()?))).collect();
        prop_assert_eq!(read(&zipped), expected);
        let mapped = ta.map(|value| value / 2);
        prop_assert!(is_normal(&mapped));
        prop_assert_eq!(read(&mapped), a.iter().map(|value| value.map(|value| value / 2)).collect::<Vec<_>>());
        let aligned = Timeline::align(&[&ta, &tb, &tc]);
        prop_assert!(is_normal(&aligned));
        let expected: Vec<Option<Vec<u8>>> = (0..DAYS).map(|day| Some(vec![a[day]?, b[day]?, c[day]?])).collect();
        prop_assert_eq!(read(&aligned), expected);
    }

    #[test]
    fn clipping_keeps_the_days_asked_for(a in plain(), b in plain()) {
        let to: DaySet = timeline(&b).domain();
        let clipped = timeline(&a).clip(&to);
        prop_assert!(is_normal(&clipped));
        let expected: Plain = a.iter().zip(&b).map(|(value, kept)| kept.and(*value)).collect();
        prop_assert_eq!(read(&clipped), expected);
        prop_assert_eq!(clipped.clip(&to), clipped);
    }
}
