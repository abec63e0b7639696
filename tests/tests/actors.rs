//! China and Vietnam beside each other: the essay's parallels come out, each with the paragraphs that it rests on.

use exceptio::{ActorsReport, BesideReport, SideReport, TestOptions};
use exceptio_tests::{ask, china_vietnam, opened};
use std::sync::OnceLock;

fn beside(first: &str, second: &str) -> ActorsReport {
    let study = opened(&china_vietnam(), &ask(&[], &[], None));
    let found = study.compare_actors(first, second, None, &TestOptions::default());
    assert!(!found.has_errors(), "{:?}", found.problems);
    found.value.expect("both are there")
}

fn report() -> &'static ActorsReport {
    static REPORT: OnceLock<ActorsReport> = OnceLock::new();
    REPORT.get_or_init(|| beside("CHN", "VNM"))
}

/// A point that must be a parallel.
fn parallel(topic: &str, what: &str) -> &'static BesideReport {
    let found = report().points.iter().find(|point| point.topic == topic && point.what == what);
    let found = found.unwrap_or_else(|| panic!("{topic}: {what} is compared"));
    assert_eq!(found.likeness, "parallel", "{topic}: {what}");
    found
}

fn paragraphs(side: &SideReport) -> Vec<&str> {
    let mut found: Vec<&str> = side.witnesses.iter().map(|of| of.locator.as_str()).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// First parallel (para. 3): one party, and an army that obeys it and not the state.
#[test]
fn single_parties_whose_armies_obey_them() {
    for what in ["one_party", "party_control = subjective"] {
        let found = parallel("regime", what);
        assert_eq!((paragraphs(&found.first), paragraphs(&found.second)), (vec!["para. 3"], vec!["para. 3"]), "{what}");
    }
    let creed = parallel("regime", "ideology = communist");
    assert_eq!(paragraphs(&creed.first), ["paras 2, 3, 6"]);
}

/// Second (paras 3 to 7): allies are those with whom both criteria are met.
#[test]
fn both_ally_where_both_criteria_are_met() {
    let found = parallel("conduct", "borne out: INTEREST*IDEOLOGY is necessary for ALLIANCE (ALLIANCE in fact)");
    assert_eq!((found.first.words.as_str(), found.second.words.as_str()), ("PRK, VNM", "CHN, LAO, PRK, SUN"));
    for partner in ["allied with PRK", "allied with SUN"] {
        parallel("partners", partner);
    }
}

/// Third (paras 1, 2, 8, 9): a declared policy that wants no ally at all, as the essay reads it.
#[test]
fn both_declare_that_they_want_no_ally() {
    let found = parallel("declared policies", "a policy forbids being in an alliance with anyone");
    assert_eq!((found.first.words.as_str(), found.second.words.as_str()), ("no-holding-anyone", "no-allies-kept"));
    assert_eq!(paragraphs(&found.second), ["paras 2, 9"]);
    assert!(paragraphs(&found.first).contains(&"paras 1, 8"));
    // Only China's words can be read as being about big powers (para. 8).
    let big = "a policy forbids being in an alliance with anyone of whom `big_power` holds";
    assert!(report().points.iter().any(|point| point.what == big && point.likeness == "difference"));
}

/// Fourth (paras 8, 9): it comes with opening up, after a lesson from an alliance with Moscow.
#[test]
fn both_had_learned_and_were_opening() {
    for what in ["learned by the first declared policy", "opening by the first declared policy"] {
        let found = parallel("when first declared", what);
        assert_eq!((paragraphs(&found.first), paragraphs(&found.second)), (vec!["para. 8"], vec!["para. 9"]), "{what}");
    }
}

/// Fifth (paras 1, 2, 5, 7, 10): one ally kept nonetheless, North Korea and Laos, by treaty, with both criteria met.
#[test]
fn each_keeps_one_ally_that_proves_the_rule() {
    let found = parallel("allies kept nonetheless", "and typical for `two-criteria`, kept to the last day under study");
    assert!(
        found.first.words.starts_with("PRK (from 1982") && !found.first.words.contains(", "),
        "{}",
        found.first.words
    );
    assert!(found.second.words.starts_with("LAO (from 1989") && !found.second.words.contains(", "));
    assert!(found.second.witnesses.iter().any(|of| of.cell == "allied(VNM, LAO)" && of.locator == "para. 4"));
    let treaties = parallel("treaties", "a treaty in force on 2021-07-31 with 1 partner");
    assert_eq!((treaties.first.words.as_str(), treaties.second.words.as_str()), ("PRK", "LAO"));
}

/// And the likeness that the essay calls remarkable (para. 8): cooperation with the United States against a neighbour,
/// which stops short of alliance.
#[test]
fn both_work_with_washington_and_stop_short_of_alliance() {
    let claim = "INTEREST*~IDEOLOGY is sufficient for COOPERATION*~ALLIANCE (ALLIANCE in fact)";
    let found = parallel("conduct", &format!("borne out with the same partner: {claim}"));
    assert_eq!((found.first.words.as_str(), found.second.words.as_str()), ("USA", "USA"));
    let coded = parallel("partners", "cooperates with USA");
    assert_eq!((paragraphs(&coded.first), paragraphs(&coded.second)), (vec!["para. 8"], vec!["para. 9"]));
    parallel("partners", "endangers_party from USA");
    parallel("partners", "shares_interest with USA");
    // What is checked is another's expansion: here they differ, and Vietnam's is China's.
    let threats = report().points.iter().find(|point| point.what == "threats").expect("it is compared");
    assert_eq!((threats.likeness, threats.second.words.as_str()), ("difference", "CHN"));
}

/// Every parallel and difference leads to sources on each side on which something is found, or says that it rests on silence.
#[test]
fn every_side_can_name_its_evidence() {
    for point in report().points.iter().filter(|point| point.topic != "conduct") {
        for side in [&point.first, &point.second] {
            assert_eq!(side.words.is_empty(), side.witnesses.is_empty(), "{}: {}", point.topic, point.what);
            assert!(side.witnesses.iter().all(|of| !of.source.is_empty() && of.line > 0));
        }
    }
}

#[test]
fn changed_about_the_sides_change_about() {
    let back = beside("VNM", "CHN");
    let mut turned: Vec<BesideReport> = (back.points.iter().cloned())
        .map(|point| BesideReport { first: point.second, second: point.first, ..point })
        .collect();
    let mut there = report().points.clone();
    let key = |point: &BesideReport| (point.topic, point.likeness, point.what.clone());
    there.sort_by_key(key);
    turned.sort_by_key(key);
    assert_eq!(there, turned);
}

#[test]
fn who_does_not_exist_is_said() {
    let study = opened(&china_vietnam(), &ask(&[], &[], None));
    let found = study.compare_actors("CHN", "VNN", None, &TestOptions::default());
    assert!(found.value.is_none());
    assert_eq!(found.problems[0].code, "compare::unknown_actor");
    assert_eq!(found.problems[0].hint.as_deref(), Some("did you mean `VNM`?"));
    let same = study.compare_actors("CHN", "CHN", None, &TestOptions::default());
    assert_eq!(same.problems[0].code, "compare::same_actor");
}
