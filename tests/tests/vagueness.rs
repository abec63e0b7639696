//! What vague dates leave open is said as a range, and several breaches are told one by one.

use exceptio::{ExplainOptions, Study, VerdictReport};
use exceptio_tests::{ask, judged, opened, two_states};

/// Two states with an alliance and a shared interest over some days each; on all others there was none.
fn study(allied: &[(&str, &str)], shares: &[(&str, &str)]) -> Study {
    let mut folder = two_states();
    let mut add = |name: &str, text: &str| folder.insert(name, text.as_bytes());
    let rows = |head: &str, lead: &str, days: &[(&str, &str)]| {
        let rows: String = days.iter().map(|(from, until)| format!("{lead},{from},{until}\n")).collect();
        format!("{head},from,until\n{rows}")
    };
    add("facts.csv", &rows("subject,object,attribute,value", "AAA,BBB,shares,yes", shares));
    add("alliances.csv", &rows("a,b", "AAA,BBB", allied));
    add(
        "theories/t.theory",
        "theory t \"t\"\n\nlet SHARED = shares(a, b)\n\noutcome ALLIANCE = allied(a, b)\n\n\
         claim needed: SHARED is necessary for ALLIANCE\n\nclaim enough: SHARED is sufficient for ALLIANCE\n\n\
         claim lasts: ALLIANCE does not end while SHARED\n\nclaim ends: ALLIANCE ends after SHARED ends\n",
    );
    opened(&folder, &ask(&[], &[], None))
}

fn verdict(study: &Study, name: &str) -> VerdictReport {
    let report = judged(study, None);
    let claim = report.claims.iter().find(|claim| claim.name == name).expect("it is claimed");
    claim.verdicts[0].clone()
}

/// Certainly allied with an interest from the last day of 1955 to the first of 1965, possibly from the first to the last.
#[test]
fn days_that_conform_have_a_least_and_a_most() {
    let study = study(&[("1955", "1965")], &[("1955", "1965")]);
    let (certain, possible) = (9 * 365 + 3 + 2, 11 * 365 + 3);
    for name in ["needed", "enough", "lasts"] {
        let found = verdict(&study, name);
        let most = if name == "lasts" { 11 * 365 + 3 } else { possible };
        assert_eq!((found.days_least[0], found.days_most[0]), (certain, most), "{name}");
        assert!(found.days_least[0] <= found.days[0] && found.days[0] <= found.days_most[0], "{name}");
    }
    let needed = verdict(&study, "needed");
    assert_eq!((needed.days_least[1], needed.days_most[1]), needed.deviating_days);
    assert_eq!((needed.days_least[2], needed.days_most[2]), (0, 0), "wherever the dates lie nothing is unknown");
    // The alliance may be as long as the interest, or up to a year longer at either end.
    assert_eq!(needed.deviating_days, (0, 364 + 364));
}

#[test]
fn an_explained_day_says_that_only_some_placements_deviate() {
    let study = study(&[("1955", "1965")], &[("1955", "1965")]);
    let explain = |at: Option<&str>| {
        let options =
            ExplainOptions { claim: Some("needed".to_owned()), at: at.map(str::to_owned), ..ExplainOptions::default() };
        study.explain("AAA>BBB", &options).value.remove(0)
    };
    let worst = explain(None);
    assert_eq!(worst.ruling, "deviates");
    assert!(!worst.in_some_placements_of.is_empty());
    let certain = explain(Some("1960-06-30"));
    assert_eq!((certain.ruling, certain.in_some_placements_of.len()), ("conforms", 0));
}

#[test]
fn breaches_apart_are_told_apart() {
    let found = verdict(&study(&[("1950-01-01", "1999-12-31")], &[("1960-01-01", "1969-12-31")]), "needed");
    let told: Vec<_> =
        found.deviation_stretches.iter().map(|days| (days.first.0.as_str(), days.last.1.as_str())).collect();
    assert_eq!(told, [("1950-01-01", "1959-12-31"), ("1970-01-01", "1999-12-31")]);
    let found = verdict(&study(&[("1950", "1980")], &[("1960", "1969")]), "needed");
    let told: Vec<_> = found.deviation_stretches.iter().map(|days| (&days.first, &days.last)).collect();
    let range = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    assert_eq!(
        told,
        [
            // the last day without is the eve of the first day with, some day of 1960
            (&range("1950-01-01", "1950-12-31"), &range("1959-12-31", "1960-12-30")),
            (&range("1969-01-02", "1970-01-01"), &range("1980-01-01", "1980-12-31")),
        ]
    );
}

/// A lapse from before the alliance explains no end of it: what never held while it lasted did not end first.
#[test]
fn a_lapse_before_the_alliance_is_no_lapse_of_it() {
    let found = verdict(&study(&[("1955-01-01", "1960-12-31")], &[("1951-01-01", "1953-12-31")]), "ends");
    assert_eq!(found.ruling, "deviates");
    assert!(found.events[0].order_violation);
    let found = verdict(&study(&[("1955-01-01", "1960-12-31")], &[("1951-01-01", "1958-12-31")]), "ends");
    assert_eq!((found.ruling, found.events[0].lag_days), ("conforms", Some((731, 731))));
}
