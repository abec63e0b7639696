//! Readings and layers: a dispute fixed is a dispute no more; a layer adds what the essay does not say.

use exceptio_tests::{BY_TREATY, IN_FACT, ask, china_vietnam, judged, opened, verdict};

#[test]
fn a_reading_settles_what_hung_on_it() {
    for (reading, ruling) in [("alignment-gone", "deviates"), ("still-communist", "conforms")] {
        let report = judged(&opened(&china_vietnam(), &ask(&[], &[reading], None)), None);
        let found = verdict(&report, "needed", IN_FACT, "CHN>SUN");
        assert_eq!((found.ruling, found.standing), (ruling, "robust"), "under {reading}");
        let dispute =
            report.disputes.iter().find(|dispute| dispute.name == "ideology-after-the-split").expect("it is there");
        assert_eq!(dispute.taken.as_deref(), Some(reading));
        assert!(dispute.decides.is_empty(), "nothing hangs on it any more");
    }
}

#[test]
fn a_reading_that_does_not_exist_is_an_error_with_a_hint() {
    let opened = exceptio::open(&china_vietnam(), &ask(&[], &["alignment-gon"], None));
    let problem = opened.problems.iter().find(|problem| problem.is_error()).expect("it is said");
    let said = format!("{} {}", problem.message, problem.hint.clone().unwrap_or_default());
    assert!(said.contains("alignment-gone"), "{said}");
}

#[test]
fn the_critique_adds_and_overrides_nothing() {
    let plain = opened(&china_vietnam(), &ask(&[], &[], None));
    let layered = opened(&china_vietnam(), &ask(&["critique"], &[], None));
    let (before, after) = (plain.check().value, layered.check().value);
    assert!(after.codings > before.codings && after.treaties > before.treaties);
    assert_eq!(before.layers, ["critique"]);

    let (before, after) = (judged(&plain, None), judged(&layered, None));
    let case = |report: &exceptio::TestReport, name: &str| report.cases.iter().any(|case| case.case == name);
    assert!(!case(&before, "RUS>PRK") && case(&after, "RUS>PRK"), "the treaty of 2024");
    // The paper life of the Sino-Soviet treaty: until 1980, eleven years longer than the essay's alliance.
    assert_eq!(exceptio_tests::on(&after, "CHN>SUN", BY_TREATY, "1979-01-01"), Some("yes"));
    assert_eq!(exceptio_tests::on(&after, "CHN>SUN", IN_FACT, "1979-01-01"), Some("no"));
    assert_eq!(exceptio_tests::on(&before, "CHN>SUN", BY_TREATY, "1979-01-01"), Some("unknown"));
    // By treaty, then, the rule is broken from the split to 1980: more than sixteen years.
    let found = verdict(&after, "needed", BY_TREATY, "CHN>SUN");
    assert!(found.deviating_days.1 > 16 * 365, "{:?}", found.deviating_days);
}

/// The treaty of 1961 runs for twenty years, or for no term: under the second nothing was due in July 2021.
#[test]
fn a_prediction_hangs_on_readings_as_a_verdict_does() {
    let renewal = |readings: &[&str]| {
        let report = judged(&opened(&china_vietnam(), &ask(&["critique"], readings, None)), None);
        report.predictions.into_iter().find(|found| found.name == "renewal").expect("it is made")
    };
    let open = renewal(&[]);
    assert_eq!(open.standing, "fragile");
    assert_eq!(open.rulings, ["irrelevant", "conforms", "undecided"]);
    let under = |reading: &str| {
        let of = |world: &&exceptio::WorldReport| world.readings.values().any(|name| name == reading);
        let rulings = open.worlds.iter().filter(of).flat_map(|world| world.rulings.iter().copied());
        rulings.collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>()
    };
    assert_eq!(under("no-term"), ["irrelevant"]);
    assert!(under("twenty-years").contains(&"undecided"), "nobody says that it was renewed: {:?}", open.worlds);
    assert!(under("twenty-years-by-silence").contains(&"conforms"), "{:?}", open.worlds);
    let mut hangs = open.hangs_on_readings.clone();
    hangs.sort();
    assert_eq!(hangs, ["bond-after-the-cold-war", "term-of-the-1961-treaty"]);

    let none = renewal(&["no-term"]);
    assert_eq!((none.ruling, none.standing, none.due), ("irrelevant", "robust", "no"));
    assert!(none.due_under.is_empty());
}
