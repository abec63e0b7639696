//! The built-in study's treaties against the essay: paragraph 1 has the treaty of 1961 extended in 1981 and 2001 for twenty years,
//! due again in July 2021.

use exceptio::{CalendarOptions, CalendarReport, TreatiesReport};
use exceptio_tests::{ask, china_vietnam, opened};

fn calendar(layers: &[&str], readings: &[&str], as_of: Option<&str>, to: Option<&str>) -> CalendarReport {
    let study = opened(&china_vietnam(), &ask(layers, readings, as_of));
    let options = CalendarOptions { from: None, to: to.map(str::to_owned) };
    study.calendar(&options).value.expect("the dates can be read")
}

/// `1981-07-01..1981-07-31 renewed`.
fn points(report: &CalendarReport, treaty: &str, reading: &str) -> Vec<String> {
    let clause = report.clauses.iter().find(|clause| clause.treaty == treaty && clause.reading == reading);
    let clause = clause.unwrap_or_else(|| panic!("{treaty} has a clause under `{reading}`"));
    let due = |(first, last): &(String, String)| if first == last { first.clone() } else { format!("{first}..{last}") };
    clause.points.iter().map(|point| format!("{} {}", due(&point.due), point.outcome)).collect()
}

#[test]
fn the_treaty_of_1961_comes_out_as_the_essay_has_it() {
    let report = calendar(&[], &[], None, None);
    assert_eq!(report.study.from, "2021-05-31", "the essay is of May 2021");
    assert_eq!(
        points(&report, "CHN-PRK-1961", "twenty-years"),
        [
            "1981-07-01..1981-07-31 renewed",
            "2001-07-01..2001-07-31 renewed",
            "2021-07-01..2021-07-31 due",
            "2041-07-01..2041-07-31 later",
        ]
    );
    assert_eq!(report.without_clause, ["VNM-LAO-1977"], "para. 5 gives that treaty no term");
    // Para. 5: to be valid until 2003, ended in 1994.
    let moscow = report.clauses.iter().find(|clause| clause.treaty == "VNM-SUN-1978").unwrap();
    assert_eq!(moscow.cut_short, Some(("2003-01-01".to_owned(), "2003-12-31".to_owned())));
    assert!(moscow.points.is_empty());
}

/// Article 7 as China's spokesman gave it: in force until both agree; then there is nothing to decide.
#[test]
fn without_a_term_there_are_no_decision_points() {
    let report = calendar(&["critique"], &["no-term"], None, None);
    let mine: Vec<_> = report.clauses.iter().filter(|clause| clause.treaty == "CHN-PRK-1961").collect();
    assert_eq!(mine.len(), 1, "the other readings were not taken");
    assert_eq!((mine[0].reading.as_str(), mine[0].points.len()), ("no-term", 0));
}

/// The treaty of 2001: in 2021 its minister counted from February 2002, in November 2025 from July 2001. Seen from before the
/// joint statement of 28 June 2021, the decision was still to come; the second count was not known before it was made.
#[test]
fn what_was_known_of_the_treaty_of_2001_depends_on_the_day() {
    let spring = calendar(&["critique"], &[], Some("2021-04-01"), None);
    assert_eq!(points(&spring, "CHN-RUS-2001", "counted-from-force"), ["2022-02-28 due", "2027-02-28 later"]);
    assert!(spring.clauses.iter().all(|clause| clause.reading != "counted-from-signature"));
    let summer = calendar(&["critique"], &[], Some("2021-06-28"), None);
    let force = ["2022-02-28 renewed", "2027-02-28 due", "2032-02-28 later"];
    assert_eq!(points(&summer, "CHN-RUS-2001", "counted-from-force"), force);
    let now = calendar(&["critique"], &[], None, None);
    let signature = ["2021-07-16 renewed", "2026-07-16 due", "2031-07-16 later"];
    assert_eq!(points(&now, "CHN-RUS-2001", "counted-from-signature"), signature);
}

/// China's notice of 3 April 1979 belongs to the end of thirty years on 11 April 1980.
#[test]
fn the_sino_soviet_treaty_ends_on_paper_in_1980() {
    let report = calendar(&["critique"], &[], Some("1990-01-01"), None);
    assert_eq!(points(&report, "CHN-SUN-1950", ""), ["1980-04-11 ended"]);
    let before = calendar(&["critique"], &[], Some("1979-01-01"), None);
    assert_eq!(points(&before, "CHN-SUN-1950", ""), ["1980-04-11 due", "1985-04-11 later"]);
    let point = |report: &CalendarReport| {
        report.clauses.iter().find(|clause| clause.treaty == "CHN-SUN-1950").unwrap().points[0].clone()
    };
    assert_eq!(point(&report).end, Some("expired"));
    assert!(point(&before).events.is_empty() && point(&report).events.iter().any(|event| event.kind == "denounced"));
}

/// The names that states bore then; Russia in the Soviet Union's place from 1991-12-26.
#[test]
fn parties_bear_the_names_of_the_day() {
    let report = calendar(&["critique"], &["soviet-korean-treaty-to-1996"], None, None);
    let clause = report.clauses.iter().find(|clause| clause.treaty == "SUN-PRK-1961").unwrap();
    let names =
        |at: usize| -> Vec<&str> { clause.points[at].parties.iter().map(|party| party.name.as_str()).collect() };
    assert_eq!(names(0), ["Soviet Union", "North Korea"]);
    assert_eq!(clause.points[5].due.0, "1996-09-10");
    assert_eq!(names(5), ["North Korea", "Russia"]);
}

fn treaties(layers: &[&str], as_of: Option<&str>) -> TreatiesReport {
    opened(&china_vietnam(), &ask(layers, &[], as_of)).treaties(None).value.expect("all are wanted")
}

/// Episodes by kind, counted by hand from the paragraphs that episodes.csv cites.
#[test]
fn conduct_is_summed_up_ally_by_ally() {
    let report = treaties(&[], None);
    let counts = |actor: &str, ally: &str| -> Vec<(&str, usize)> {
        let found = report.conduct.iter().find(|conduct| conduct.actor.id == actor && conduct.ally.id == ally);
        found.unwrap().counts.iter().filter(|(_, count)| *count > 0).copied().collect()
    };
    assert_eq!(counts("CHN", "PRK"), [("honoured", 1), ("pledge-never-tested", 1)]); // para. 7
    assert_eq!(counts("CHN", "VNM"), [("pledge-never-tested", 1), ("after-the-end", 2)]); // paras 4, 9
    assert_eq!(counts("PRK", "VNM"), [("honoured", 1), ("after-the-end", 2)]); // para. 4
    assert_eq!(counts("CHN", "SUN"), [("broken", 1)]); // para. 6
    assert_eq!(counts("SUN", "CHN"), [("broken", 1)]);
    assert_eq!(counts("SUN", "VNM"), [("failed-to-deter", 2)]); // para. 9
    let episodes: usize = report.conduct.iter().map(|conduct| conduct.episodes.len()).sum();
    assert_eq!(episodes, 12);
}

/// As of a day in 1985 nobody knew of a succession in 1991, or of an end in 1994.
#[test]
fn as_of_a_day_no_later_life_is_seen() {
    let report = treaties(&["critique"], Some("1985-01-01"));
    let treaty = report.treaties.iter().find(|treaty| treaty.id == "VNM-SUN-1978").unwrap();
    assert_eq!(treaty.accounts.len(), 1, "the essay was not written");
    let account = &treaty.accounts[0];
    assert_eq!((account.layer.as_str(), account.ended.as_ref(), account.end), ("critique", None, None));
    let parties: Vec<(&str, &str)> =
        account.parties.iter().map(|party| (party.party.id.as_str(), party.until.as_str())).collect();
    assert_eq!(parties, [("VNM", ""), ("SUN", "")]);
    assert!(treaty.events.is_empty() && report.conduct.is_empty());
}

#[test]
fn a_treaty_that_is_none_is_an_error_with_the_nearest() {
    let study = opened(&china_vietnam(), &ask(&[], &[], None));
    let found = study.treaties(Some("CHN-PRK-1691"));
    assert!(found.value.is_none());
    assert_eq!(found.problems[0].hint.as_deref(), Some("did you mean `CHN-PRK-1961`?"));
}

/// The treaty of 2001 can be denounced a year before its term ends; seen from November 2025 that day was 16 July 2025 for the term
/// that ends in July 2026, if it is counted from the signature: nothing is left to be done by it.
#[test]
fn notice_that_can_no_longer_be_given_is_not_to_be_given() {
    let mut folder = china_vietnam();
    let treaties = "layers/critique/treaties.toml";
    let text = String::from_utf8(folder.get(treaties).unwrap().to_vec()).unwrap();
    let text = text.replace(
        "source = \"tass2025\"\n\n[[treaty.event]]",
        "source = \"tass2025\"\nnotice = \"1 year\"\n\n[[treaty.event]]",
    );
    folder.insert(treaties, text);
    let study = opened(&folder, &ask(&["critique"], &["counted-from-signature"], None));
    let report = study.calendar(&CalendarOptions::default()).value.unwrap();
    let clause = report.clauses.iter().find(|clause| clause.reading == "counted-from-signature").unwrap();
    let due = clause.points.iter().find(|point| point.outcome == "due").unwrap();
    assert_eq!(due.notice_until, Some(("2025-07-16".to_owned(), "2025-07-16".to_owned())));
    assert!(due.notice_over);
    assert_eq!(due.words, "notice could be given until 2025-07-16, none is known: goes on for 5 years more");
    let later = clause.points.iter().find(|point| point.outcome == "later").unwrap();
    assert!(!later.notice_over, "that of 2030 can still be given");
    assert!(!exceptio::icalendar(&report).contains("20250716"));
}

/// Under the reading without a term the treaty of 1961 has nothing to decide between 2021 and 2030, and is listed as it is in force.
#[test]
fn a_stretch_of_time_lists_treaties_without_points_too() {
    let study = opened(&china_vietnam(), &ask(&["critique"], &["no-term"], None));
    let within = |from: &str, to: &str| {
        let options = CalendarOptions { from: Some(from.to_owned()), to: Some(to.to_owned()) };
        let report = study.calendar(&options).value.unwrap();
        report.clauses.iter().map(|clause| (clause.treaty.clone(), clause.points.len())).collect::<Vec<_>>()
    };
    assert!(within("2021", "2030").contains(&("CHN-PRK-1961".to_owned(), 0)));
    assert!(within("1930", "1940").is_empty(), "none was signed by then");
    assert!(within("2021", "2030").iter().all(|(treaty, _)| treaty != "VNM-SUN-1978"), "that was over");
}
