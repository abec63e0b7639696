//! `--as-of` hides what was public later: the past must not know its future.

use exceptio_tests::{BY_TREATY, ask, china_vietnam, judged, on, opened};

fn codings(as_of: Option<&str>) -> usize {
    opened(&china_vietnam(), &ask(&["critique"], &[], as_of)).check().value.codings
}

#[test]
fn the_essay_was_not_public_before_it_was_written() {
    let before = opened(&china_vietnam(), &ask(&[], &[], Some("2021-04-30"))).check().value.codings;
    let after = opened(&china_vietnam(), &ask(&[], &[], Some("2021-06-30"))).check().value.codings;
    assert_eq!(before, 0, "the main layer became public with the essay, in May 2021");
    assert!(after > 100);
}

#[test]
fn later_days_see_more_and_never_less() {
    let days = ["1949-12-31", "1961-12-31", "1990-01-01", "2001-12-31", "2021-06-30", "2021-08-01", "2025-12-31"];
    let seen: Vec<usize> = days.iter().map(|day| codings(Some(day))).collect();
    assert!(seen.is_sorted(), "{seen:?}");
    assert!(seen[1] > seen[0], "treaties are public when signed");
    assert!(seen[6] > seen[5], "2024 lies after 2021");
    assert_eq!(Some(&codings(None)), seen.last());
}

/// The treaty of 1950 was public in 1950, its end in 1980 was not: in 1975 it is seen as in force.
#[test]
fn an_end_that_was_not_public_is_not_seen() {
    let seen = |as_of: &str, day: &str| {
        let study = opened(&china_vietnam(), &ask(&["critique"], &[], Some(as_of)));
        let report = judged(&study, None);
        on(&report, "CHN>SUN", BY_TREATY, day).map(str::to_owned)
    };
    assert_eq!(seen("1975-01-01", "1974-06-30").as_deref(), Some("yes"));
    assert_ne!(
        seen("1975-01-01", "1985-06-30").as_deref(),
        Some("no"),
        "nobody knew in 1975 that it would end in 1980"
    );
    assert_eq!(seen("2025-12-31", "1985-06-30").as_deref(), Some("no"));
}

#[test]
fn a_date_that_is_none_is_an_error() {
    let opened = exceptio::open(&china_vietnam(), &ask(&[], &[], Some("yesterday")));
    assert!(opened.problems.iter().any(|problem| problem.is_error() && problem.message.contains("yesterday")));
}
