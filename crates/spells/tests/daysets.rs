//! Sets of days against sets of numbers.

extern crate exceptio_spells as spells;

mod common;

use common::config;
use proptest::prelude::*;
use spells::{Day, DaySet, Interval};
use std::collections::BTreeSet;

fn days() -> impl Strategy<Value = DaySet> {
    let one = (0..50_i32, -3..12_i32).prop_map(|(from, days)| Interval::new(Day(from), Day(from + days)));
    proptest::collection::vec(one, 0..6).prop_map(DaySet::from_intervals)
}

fn plain(days: &DaySet) -> BTreeSet<i32> {
    (-5..70).filter(|day| days.intervals().iter().any(|part| part.from.0 <= *day && *day < part.until.0)).collect()
}

fn is_normal(days: &DaySet) -> bool {
    days.intervals().iter().all(|part| part.from < part.until)
        && days.intervals().windows(2).all(|pair| pair[0].until < pair[1].from)
}

proptest! {
    #![proptest_config(config(512))]

    #[test]
    fn sets_of_days_are_sets(a in days(), b in days(), c in days()) {
        for set in [&a.or(&b), &a.and(&b), &a.complement(), &a.without(&b)] {
            prop_assert!(is_normal(set), "{:?}", set);
        }
        prop_assert_eq!(plain(&a.or(&b)), &plain(&a) | &plain(&b));
        prop_assert_eq!(plain(&a.and(&b)), &plain(&a) & &plain(&b));
        prop_assert_eq!(plain(&a.without(&b)), &plain(&a) - &plain(&b));
        prop_assert_eq!(a.days(), plain(&a).len() as i64);
        for day in -5..70 {
            prop_assert_eq!(a.contains(Day(day)), plain(&a).contains(&day));
            prop_assert_eq!(a.complement().contains(Day(day)), !plain(&a).contains(&day));
        }
        prop_assert_eq!(a.or(&b), b.or(&a));
        prop_assert_eq!(a.and(&b), b.and(&a));
        prop_assert_eq!(a.or(&a), a.clone());
        prop_assert_eq!(a.and(&a), a.clone());
        prop_assert_eq!(a.complement().complement(), a.clone());
        prop_assert_eq!(a.or(&b).complement(), a.complement().and(&b.complement()));
        prop_assert_eq!(a.and(&b).complement(), a.complement().or(&b.complement()));
        prop_assert_eq!(a.and(&b.or(&c)), a.and(&b).or(&a.and(&c)));
        prop_assert_eq!(a.or(&a.complement()), DaySet::always());
        prop_assert_eq!(a.and(&a.complement()), DaySet::empty());
    }

    #[test]
    fn clipping_never_lengthens(a in days(), from in -5..60_i32, days in -2..30_i32) {
        let to = Interval::new(Day(from), Day(from + days));
        let clipped = a.clip(to);
        prop_assert!(clipped.days() <= a.days() && clipped.days() <= to.days());
        prop_assert!(clipped.intervals().iter().all(|part| to.from <= part.from && part.until <= to.until));
        prop_assert_eq!(clipped.clip(to), clipped);
    }
}
