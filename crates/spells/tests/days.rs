//! Days against another calendar: jiff's.

extern crate exceptio_spells as spells;

mod common;

use common::config;
use jiff::ToSpan;
use jiff::civil::Date;
use proptest::prelude::*;
use spells::Day;

fn date(day: Day) -> Date {
    let (year, month, of_month) = day.ymd().unwrap();
    Date::new(year as i16, month as i8, of_month as i8).unwrap()
}

proptest! {
    #![proptest_config(config(512))]

    #[test]
    fn days_months_and_years_are_added_as_jiff_adds_them(at in Day::FIRST.0..=Day::LAST.0, more in -4_000_000..4_000_000_i32) {
        let day = Day(at);
        let (year, month, of_month) = day.ymd().unwrap();
        prop_assert_eq!(Day::from_ymd(year, month, of_month), Some(day));
        prop_assert_eq!(date(day), Date::constant(1970, 1, 1) + i64::from(at).days());
        match date(day).checked_add(i64::from(more).days()) {
            Ok(later) => prop_assert_eq!(date(day.plus(more)), later),
            Err(_) => prop_assert_eq!(day.plus(more), if more < 0 { Day::BEGINNING } else { Day::END }),
        }
        match date(day).checked_add((more / 40).months()) {
            Ok(later) => prop_assert_eq!(date(day.plus_months(more / 40)), later),
            Err(_) => prop_assert_eq!(day.plus_months(more / 40), if more < 0 { Day::BEGINNING } else { Day::END }),
        }
        match date(day).checked_add((more / 400).years()) {
            Ok(later) => prop_assert_eq!(date(day.plus_years(more / 400)), later),
            Err(_) => prop_assert_eq!(day.plus_years(more / 400), if more < 0 { Day::BEGINNING } else { Day::END }),
        }
    }

    #[test]
    fn no_day_and_no_step_panics(at in any::<i32>(), more in any::<i32>()) {
        let day = Day(at);
        for later in [day.plus(more), day.plus_months(more), day.plus_years(more)] {
            let _ = (later.ymd(), later.year(), later.to_string());
        }
        let clamped = day.clamp(Day::BEGINNING, Day::END).plus(more);
        prop_assert!((Day::BEGINNING..=Day::END).contains(&clamped));
    }
}
