//! Treaties of many, of unequal parties, of successors; and what a layer adds to a treaty of the study.

mod common;

use common::{at, day, read};
use exceptio_casebase::{CaseBase, Leaving, View};
use spells::{Cell, Ground, History};
use std::path::Path;
use text::Folder;

fn folder(treaties: &str) -> Folder {
    let mut folder = common::folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/_base"));
    folder.insert("treaties.toml", treaties);
    folder
}

fn history(base: &CaseBase) -> History {
    base.history(&View::default()).value
}

fn bound(history: &History, a: &str, b: &str, on: &str) -> bool {
    at(history, "treaty_in_force", a, b, on) == Some(Cell::Value(1, Ground::Coded))
}

/// The words of what `a` certainly owes `b`, by their places in the list of obligations.
fn owes(history: &History, a: &str, b: &str, on: &str) -> Vec<u32> {
    match at(history, "pledge", a, b, on) {
        Some(Cell::Many { certain, .. }) => certain,
        _ => Vec::new(),
    }
}

const DEFENCE: u32 = 0;
const CONSULTATION: u32 = 4;

/// China joins a pact of two in 1956 and leaves it on 13 September 1968; the Soviet Union defends Vietnam alone; Russia takes
/// the Soviet place until the pact ends.
const PACT: &str = r#"
[[treaty]]
id = "PACT-1955"
signed = "1955-05-14"
until = "1999-07-01"
end = "lapsed"
source = "leeds2002"

[[treaty.party]]
actor = "SUN"
obligations = ["defence"]
to = ["VNM"]

[[treaty.party]]
actor = "VNM"
obligations = ["consultation"]

[[treaty.party]]
actor = "CHN"
from = "1956-01-01"
until = "1968-09-13"
left = "withdrew"

[[treaty.succession]]
of = "SUN"
by = "RUS"
date = "1991-12-26"
"#;

#[test]
fn members_join_leave_and_are_succeeded() {
    let base = read(&folder(PACT), &[]);
    let history = history(&base);
    assert!(bound(&history, "SUN", "VNM", "1955-05-14") && !bound(&history, "SUN", "VNM", "1955-05-13"));
    assert!(!bound(&history, "CHN", "VNM", "1955-12-31") && bound(&history, "CHN", "VNM", "1956-01-01"));
    assert!(bound(&history, "CHN", "SUN", "1968-09-13") && !bound(&history, "CHN", "SUN", "1968-09-14"));
    assert!(bound(&history, "SUN", "VNM", "1968-09-14"), "the others stay");
    assert!(bound(&history, "RUS", "VNM", "1999-07-01") && !bound(&history, "RUS", "VNM", "1999-07-02"));
    let pact = base.treaty("PACT-1955").unwrap();
    let ways: Vec<_> = pact.main().parties.iter().map(|party| party.left).collect();
    assert_eq!(ways, [Some(Leaving::Succeeded), None, Some(Leaving::Withdrew), None]);
    let members: Vec<&str> = pact.members().iter().map(|id| base.actors[id.0 as usize].id.as_str()).collect();
    assert_eq!(members, ["SUN", "VNM", "CHN", "RUS"], "successors last");
}

#[test]
fn what_is_owed_need_not_be_owed_to_all_nor_returned() {
    let history = history(&read(&folder(PACT), &[]));
    assert_eq!(owes(&history, "SUN", "VNM", "1960-01-01"), [DEFENCE]);
    assert_eq!(owes(&history, "SUN", "CHN", "1960-01-01"), [0; 0]);
    assert_eq!(owes(&history, "VNM", "SUN", "1960-01-01"), [CONSULTATION]);
    assert_eq!(owes(&history, "VNM", "CHN", "1960-01-01"), [CONSULTATION]);
    assert_eq!(owes(&history, "RUS", "VNM", "1995-01-01"), [DEFENCE], "the successor owes the same, to the same");
}

const STUDY: &str = r#"
[[treaty]]
id = "T"
signed = "1961"
until = ".."
source = "leeds2002"
[[treaty.party]]
actor = "SUN"
[[treaty.party]]
actor = "VNM"
[[treaty.term]]
anchor = "signed"
length = "20 years"
[[treaty.succession]]
of = "SUN"
by = "RUS"
date = "1991-12-26"
"#;

fn with_layer(study: &str, layer: &str) -> Folder {
    let mut folder = folder(study);
    folder.insert("layers/other/layer.toml", "title = \"Other sources\"\n");
    folder.insert("layers/other/treaties.toml", layer);
    folder
}

#[test]
fn a_layer_adds_what_a_party_owes() {
    let layer = "[[treaty]]\nid = \"T\"\nsource = \"leeds2002\"\n[[treaty.party]]\nactor = \"SUN\"\nobligations = [\"defence\"]\n";
    let folder = with_layer(STUDY, layer);
    let plain = read(&folder, &[]);
    assert!(owes(&history(&plain), "SUN", "VNM", "1970-01-01").is_empty());
    let base = read(&folder, &["other"]);
    let seen = history(&base);
    assert_eq!(owes(&seen, "SUN", "VNM", "1970-01-01"), [DEFENCE]);
    assert_eq!(owes(&seen, "RUS", "VNM", "1995-01-01"), [DEFENCE], "the study's own succession hands it on");
    assert!(owes(&seen, "VNM", "SUN", "1970-01-01").is_empty());
    // It says nothing of days, so the study's own codings of being in force are all that there are.
    let in_force = |base: &CaseBase| {
        let all = (0..base.coding_count()).map(|at| base.coding(spells::CodingId(at as u32)));
        all.filter(|coding| coding.attribute == "treaty_in_force")
            .map(|coding| coding.layer.is_some())
            .collect::<Vec<_>>()
    };
    assert_eq!(in_force(&base), in_force(&plain));
    let pledged = (0..base.coding_count()).map(|at| base.coding(spells::CodingId(at as u32)));
    assert!(pledged.filter(|coding| coding.attribute == "pledge").all(|coding| coding.layer == Some("other")));
}

/// The study has a year and no renewal, the layer the day and a renewal of ten years: one clause, said more fully.
#[test]
fn a_layer_that_is_more_exact_contradicts_nothing() {
    let layer = "[[treaty]]\nid = \"T\"\nsigned = \"1961-07-11\"\nsource = \"leeds2002\"\n[[treaty.term]]\nanchor = \"signed\"\nlength = \"20 years\"\nrenewal = \"automatic\"\nrenewal_length = \"10 years\"\n";
    let base = read(&with_layer(STUDY, layer), &["other"]);
    let clocks = base.clocks(None, day("1999-01-01"));
    assert_eq!(clocks.len(), 1);
    assert_eq!((clocks[0].term, clocks[0].agreeing.as_slice(), clocks[0].reading.as_str()), (1, &[0][..], ""));
    let due: Vec<String> = clocks[0].points.iter().take(2).map(|point| point.due.earliest().to_string()).collect();
    assert_eq!(due, ["1981-07-11", "1991-07-11"]);
    let disputes = history(&base).disputes().len();
    assert_eq!(disputes, read(&folder(STUDY), &[]).disputes.len(), "only those that the study declares");
}

/// Thirty years against twenty: both stand, as readings called after the study and the layer. What the layer adds is gone without it.
#[test]
fn a_layer_that_contradicts_a_clause_rivals_it() {
    let layer = "[[treaty]]\nid = \"T\"\nsource = \"leeds2002\"\n[[treaty.term]]\nanchor = \"signed\"\nlength = \"30 years\"\n[[treaty.event]]\nkind = \"extended\"\ndate = \"1981-06-30\"\n";
    let folder = with_layer(STUDY, layer);
    let base = read(&folder, &["other"]);
    let clocks = base.clocks(None, day("1999-01-01"));
    let seen: Vec<(&str, i32)> =
        clocks.iter().map(|clock| (clock.reading.as_str(), clock.points[0].due.earliest().year())).collect();
    assert_eq!(seen, [("main", 1981), ("other", 1991)]);
    let names: Vec<String> = history(&base).disputes().iter().map(|dispute| dispute.name.clone()).collect();
    assert!(names.contains(&"other".to_owned()), "{names:?}");
    let plain = read(&folder, &[]);
    let clocks = plain.clocks(None, day("1999-01-01"));
    assert_eq!((clocks.len(), clocks[0].reading.as_str(), clocks[0].points[0].events.len()), (1, "", 0));
}

/// A treaty that begins and ends with events shares their days, whichever they are: nothing lies between.
#[test]
fn a_treaty_may_begin_and_end_with_events() {
    let mut folder = folder(
        "[[treaty]]\nid = \"T\"\nin_force = \"after:start\"\nuntil = \"event:stop\"\nsource = \"leeds2002\"\n[[treaty.party]]\nactor = \"CHN\"\n[[treaty.party]]\nactor = \"VNM\"\nuntil = \"before:stop\"\n[[treaty.term]]\nanchor = \"in_force\"\nlength = \"5 years\"\n",
    );
    folder.insert("events.csv", "id,date,not_before\nstart,1961-07,\nstop,1969,start\nend-of-war,1975-04-30,\n");
    let base = read(&folder, &[]);
    let seen = history(&base);
    let variables: Vec<&str> = seen.variables().iter().filter(|v| v.event).map(|v| v.name.as_str()).collect();
    assert_eq!(variables, ["start", "stop"]);
    let id = seen.find_attribute("treaty_in_force").unwrap();
    assert_eq!(seen.relation(id).len(), 1);
    assert!(bound(&seen, "CHN", "VNM", "1965-01-01"));
    assert!(!bound(&seen, "CHN", "VNM", "1961-07-01"), "the day after the first possible one at the earliest");
    // Five years from the day after some day of July 1961: 2 July to 1 August 1966.
    let clock = &base.clocks(None, day("1999-01-01"))[0];
    let due = &clock.points[0].due;
    assert_eq!((due.earliest(), due.latest()), (day("1966-07-02"), day("1966-08-01")));
    assert_eq!(clock.points[0].outcome.word(), "went on", "until 1969");
}

/// A pact of three of which events tell the life; `more` is put after it.
fn pact(head: &str, more: &str) -> String {
    format!(
        "[[treaty]]\nid = \"PACT\"\nsigned = \"1951-09-01\"\n{head}source = \"leeds2002\"\n[[treaty.party]]\nactor = \"CHN\"\nobligations = [\"defence\"]\n[[treaty.party]]\nactor = \"SUN\"\n[[treaty.party]]\nactor = \"VNM\"\n{more}"
    )
}

fn event(kind: &str, date: &str, more: &str) -> String {
    format!("[[treaty.event]]\nkind = \"{kind}\"\ndate = \"{date}\"\n{more}")
}

fn codes(treaties: &str) -> Vec<(&'static str, usize)> {
    let read = CaseBase::read(&folder(treaties), &[]);
    let told = |problem: &text::Diagnostic| {
        problem.code.starts_with("casebase::treaty_end")
            || problem.code.contains("suspended")
            || problem.code == "casebase::undated_event"
    };
    read.problems.iter().filter(|problem| told(problem)).map(|problem| (problem.code, problem.labels.len())).collect()
}

#[test]
fn a_suspension_interrupts_a_treaty_for_a_party_or_for_all() {
    let of_one = pact(
        "until = \"..\"\n",
        &(event("suspended", "1986-08-11", "party = \"VNM\"\n") + &event("resumed", "2012-09-20", "party = \"VNM\"\n")),
    );
    let base = read(&folder(&of_one), &[]);
    let now = history(&base);
    for (day, vietnam) in [("1986-08-10", true), ("1986-08-11", false), ("2012-09-19", false), ("2012-09-20", true)] {
        assert_eq!(bound(&now, "CHN", "VNM", day), vietnam, "{day}");
        assert!(bound(&now, "CHN", "SUN", day) || day > "1991", "{day}");
    }
    assert_eq!(at(&now, "treaty_in_force", "CHN", "VNM", "1990-01-01"), Some(Cell::Value(0, Ground::Ended)));
    assert!(owes(&now, "CHN", "VNM", "1986-08-10") == [DEFENCE] && owes(&now, "CHN", "VNM", "1990-01-01").is_empty());
    assert_eq!(owes(&now, "CHN", "SUN", "1990-01-01"), [DEFENCE]);
    let all = read(&folder(&pact("until = \"..\"\n", &event("suspended", "1986-08-11", ""))), &[]);
    let now = history(&all);
    assert!(bound(&now, "CHN", "SUN", "1986-08-10") && !bound(&now, "CHN", "SUN", "1986-08-11"));
    assert!(!bound(&now, "CHN", "VNM", "2020-01-01"));
    assert_eq!(codes(&pact("until = \"..\"\n", &event("resumed", "1986", ""))), [("casebase::unsuspended", 1)]);
}

/// A suspension that only a source published later tells is unknown before.
#[test]
fn a_suspension_is_seen_from_its_publication_on() {
    let text = pact("until = \"..\"\n", &event("suspended", "1986-08-11", "public = \"2000-01-01\"\n"));
    let mut dated = folder(&text);
    dated.insert("sources.bib", "@misc{leeds2002, title = {T}, author = {L}, date = {1950}}");
    let base = read(&dated, &[]);
    let seen = |on: &str| {
        bound(
            &base.history(&exceptio_casebase::View { as_of: Some(day(on)), readings: Vec::new() }).value,
            "CHN",
            "VNM",
            "1990-01-01",
        )
    };
    assert!(seen("1995-01-01") && !seen("2001-01-01"));
}

#[test]
fn a_layer_that_suspends_a_treaty_rivals_the_study() {
    let mut two = folder(&pact("until = \"..\"\n", ""));
    two.insert("layers/other/sources.bib", "@misc{other, title = {O}, author = {O}, date = {2003}}");
    two.insert(
        "layers/other/treaties.toml",
        format!(
            "[[treaty]]\nid = \"PACT\"\nsource = \"other\"\n{}",
            event("suspended", "1986-08-11", "party = \"VNM\"\n")
        ),
    );
    let base = read(&two, &["other"]);
    let under = |reading: &str, on: &str| {
        let view = exceptio_casebase::View { as_of: None, readings: vec![reading.to_owned()] };
        let seen = base.history(&view);
        assert!(seen.problems.is_empty());
        bound(&seen.value, "CHN", "VNM", on)
    };
    assert!(under("main", "1990-01-01") && !under("other", "1990-01-01") && under("other", "1980-01-01"));
}

#[test]
fn events_end_a_treaty_and_a_membership_where_no_date_is_coded() {
    let ended = history(&read(&folder(&pact("", &event("expired", "1980-04-11", ""))), &[]));
    assert!(bound(&ended, "CHN", "VNM", "1980-04-11") && !bound(&ended, "CHN", "VNM", "1980-04-12"));
    let left =
        history(&read(&folder(&pact("until = \"..\"\n", &event("withdrew", "1968-09-13", "party = \"CHN\"\n"))), &[]));
    assert!(bound(&left, "CHN", "VNM", "1968-09-13") && !bound(&left, "CHN", "VNM", "1968-09-14"));
    assert!(bound(&left, "SUN", "VNM", "1990-01-01"));
    // Notice in the twenty-eighth year of terms of ten years: over at the end of the third.
    let clause = "[[treaty.term]]\nanchor = \"signed\"\nlength = \"10 years\"\nrenewal = \"automatic\"\n";
    let noticed = history(&read(&folder(&pact("", &(clause.to_owned() + &event("denounced", "1979-04-03", "")))), &[]));
    assert!(bound(&noticed, "CHN", "VNM", "1981-09-01") && !bound(&noticed, "CHN", "VNM", "1981-09-02"));
    // A breach is an end only where the treaty is said to have ended by it.
    let broken = |head: &str| history(&read(&folder(&pact(head, &event("violated", "1979-02-17", ""))), &[]));
    assert!(!bound(&broken("end = \"violated\"\n"), "CHN", "VNM", "1979-02-18"));
    assert!(matches!(at(&broken(""), "treaty_in_force", "CHN", "VNM", "1979-02-18"), Some(Cell::Unknown(_))));
}

#[test]
fn events_that_contradict_coded_ends_are_errors_with_both_places() {
    let both = [("casebase::treaty_end", 2)];
    assert_eq!(codes(&pact("until = \"..\"\n", &event("expired", "1980-04-11", ""))), both);
    assert_eq!(codes(&pact("until = \"..\"\n", &event("denounced", "1979-04-03", ""))), both);
    assert_eq!(codes(&pact("until = \"1985-04-11\"\n", &event("lapsed", "1980-04-11", ""))), both);
    assert_eq!(codes(&pact("until = \"1975-04-11\"\n", &event("denounced", "1979-04-03", ""))), both);
    assert_eq!(
        codes(&pact(
            "until = \"1980-04-11\"\n",
            &(event("denounced", "1979-04-03", "") + &event("expired", "1980-04-11", ""))
        )),
        []
    );
    assert_eq!(
        codes(&pact("until = \"..\"\n", &(event("expired", "1980-04-11", "") + &event("renewed", "1983", "")))),
        []
    );
    let until = pact("until = \"..\"\n", &event("withdrew", "1968-09-13", "party = \"CHN\"\n"));
    let coded = |day: &str| until.replace("actor = \"CHN\"\n", &format!("actor = \"CHN\"\nuntil = \"{day}\"\n"));
    assert_eq!(codes(&coded("1962-01-01")), both);
    assert_eq!(codes(&coded("1968")), []);
    assert_eq!(codes(&pact("", "[[treaty.event]]\nkind = \"expired\"\n")), [("casebase::undated_event", 1)]);
}

/// The Soviet Union leaves a pact and comes back; Russia takes the place that it has in the end.
#[test]
fn a_party_that_left_and_came_back_is_succeeded_once() {
    let text = "[[treaty]]\nid = \"PACT\"\nsigned = \"1951-09-01\"\nuntil = \"..\"\nsource = \"leeds2002\"\n[[treaty.party]]\nactor = \"SUN\"\nuntil = \"1960-01-01\"\n[[treaty.party]]\nactor = \"SUN\"\nfrom = \"1970-01-01\"\n[[treaty.party]]\nactor = \"VNM\"\n[[treaty.succession]]\nof = \"SUN\"\nby = \"RUS\"\ndate = \"1991-12-26\"\n";
    let now = history(&read(&folder(text), &[]));
    for (day, held) in
        [("1960-01-01", true), ("1960-01-02", false), ("1969-12-31", false), ("1970-01-01", true), ("1991-12-25", true)]
    {
        assert_eq!(bound(&now, "SUN", "VNM", day), held, "{day}");
    }
    assert!(bound(&now, "RUS", "VNM", "1991-12-26") && bound(&now, "RUS", "VNM", "2020-01-01"));
}

/// Vietnam gives notice of a treaty of two, in which Russia has taken the Soviet place: that ends the treaty, and is no
/// withdrawal from a treaty of three.
#[test]
fn a_successor_makes_no_third_party() {
    let text = "[[treaty]]\nid = \"T\"\nsigned = \"1978-11-03\"\nsource = \"leeds2002\"\n[[treaty.party]]\nactor = \"VNM\"\n[[treaty.party]]\nactor = \"SUN\"\n[[treaty.succession]]\nof = \"SUN\"\nby = \"RUS\"\ndate = \"1991-12-26\"\n[[treaty.event]]\nkind = \"denounced\"\ndate = \"1994-06-16\"\nparty = \"VNM\"\n";
    let base = read(&folder(text), &[]);
    assert_eq!(base.treaties[0].main().until, "1994-06-16");
    assert!(base.treaties[0].main().parties.iter().all(|party| party.left != Some(Leaving::Withdrew)));
    let now = history(&base);
    assert!(bound(&now, "RUS", "VNM", "1994-06-16") && !bound(&now, "RUS", "VNM", "1994-06-17"));
}
