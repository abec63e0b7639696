//! `--as-of` hides what was public later: the past must not know its future.

use exceptio_tests::{BY_TREATY, ask, china_vietnam, judged, on, opened, two_states};

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

/// What the treaty of 1961 became in July 2021 nobody knew in June, though a pledge said to hold on still holds.
#[test]
fn a_prediction_of_a_later_day_is_not_known_to_have_come_true() {
    let renewal = |as_of: Option<&str>| {
        let study = opened(&china_vietnam(), &ask(&["critique"], &["twenty-years-by-silence"], as_of));
        let report = judged(&study, None);
        report.predictions.into_iter().find(|found| found.name == "renewal").expect("it is made")
    };
    let before = renewal(Some("2021-06-30"));
    assert_eq!((before.expected, before.came_true, before.ruling), ("yes", "unknown", "undecided"));
    assert_eq!(before.came_true_by, "not yet known as of 2021-06-30");
    let after = renewal(None);
    assert_eq!((after.came_true, after.ruling), ("yes", "conforms"));
    assert!(after.came_true_by.starts_with("extended 2021-07-11 (upi2021"), "{}", after.came_true_by);
}

/// A made-up alliance of 1955 to 1966, and a prediction of it for 1970.
fn alliance_to_1966() -> exceptio::Folder {
    let mut folder = two_states();
    let mut add = |name: &str, text: &str| folder.insert(name, text.as_bytes());
    add(
        "facts.csv",
        "subject,object,attribute,value,from,until,source,public\nAAA,BBB,shares,yes,1955-01-01,..,,1955-01-01\n",
    );
    add("alliances.csv", "a,b,from,until,source,public\nAAA,BBB,1955-01-01,1966-12-31,,1955-01-01\n");
    add(
        "theories/t.theory",
        "theory t \"t\"\n\nlet SHARED = shares(a, b)\n\noutcome ALLIANCE = allied(a, b)\n\n\
         claim enough: SHARED is sufficient for ALLIANCE\n\n\
         predict allies: ALLIANCE holds for AAA, BBB on 1970 from enough\n\
         predict strangers: not ALLIANCE holds for AAA, BBB on 1954-06-30 from needed\n\
         claim needed: SHARED is necessary for ALLIANCE\n",
    );
    folder
}

#[test]
fn no_day_after_it_is_under_study() {
    let report = judged(&opened(&alliance_to_1966(), &ask(&[], &[], Some("1960"))), None);
    assert_eq!(report.study.window, ("1950-01-01".to_owned(), "1960-12-31".to_owned()));
    let enough = report.claims.iter().find(|claim| claim.name == "enough").expect("it is claimed");
    let days = 365 * 6 + 2; // 1955 to 1960, with the leap days of 1956 and 1960
    assert_eq!(enough.verdicts[0].days, [days, 0, 0, 365 * 5 + 1]);
    let by_day = enough.fit.iter().find(|fit| fit.unit == "day").expect("it is counted");
    assert_eq!(by_day.n as i64, 2 * (days + 365 * 5 + 1));
    let by_name = |name: &str| report.predictions.iter().find(|found| found.name == name).expect("it is made");
    let allies = by_name("allies");
    assert_eq!((allies.seen.as_str(), allies.came_true, allies.ruling), ("1960-12-31", "unknown", "undecided"));
    assert_eq!(allies.came_true_by, "not yet known as of 1960-12-31");

    // Seen to the end, it did not come true; and that nobody was allied in 1954 is known from silence alone.
    let report = judged(&opened(&alliance_to_1966(), &ask(&[], &[], None)), None);
    let by_name = |name: &str| report.predictions.iter().find(|found| found.name == name).expect("it is made");
    assert_eq!((by_name("allies").came_true, by_name("allies").ruling), ("no", "deviates"));
    let strangers = by_name("strangers");
    assert_eq!((strangers.came_true, strangers.ruling), ("yes", "conforms"));
    assert_eq!(strangers.came_true_by, "assumed: nothing coded");
}

#[test]
fn before_the_first_day_nothing_is_under_study() {
    let opened = exceptio::open(&alliance_to_1966(), &ask(&[], &[], Some("1940")));
    assert!(
        opened.problems.iter().any(|problem| !problem.is_error() && problem.message.contains("begin on 1950-01-01"))
    );
    let study = opened.study.expect("it reads");
    assert!(judged(&study, None).claims.iter().flat_map(|claim| &claim.verdicts).all(|verdict| verdict.days == [0; 4]));
}

/// A day that is not under study is named as such, with the days that are.
#[test]
fn a_day_outside_the_window_is_not_explained() {
    for (as_of, day, said) in [
        (None, "1900", "1900-01-01 is not among the days under study, 1950-01-01 to 1999-12-31"),
        (Some("1960"), "1970", "1970-01-01 is not among the days under study, 1950-01-01 to 1960-12-31"),
    ] {
        let study = opened(&alliance_to_1966(), &ask(&[], &[], as_of));
        let options = exceptio::ExplainOptions { at: Some(day.to_owned()), ..Default::default() };
        let explained = study.explain("AAA-BBB", &options);
        let problem = explained.problems.iter().find(|problem| problem.is_error()).expect("it is said");
        assert_eq!(problem.message, said);
    }
}
