//! Treaty clocks. Expectations are calculated by hand from the clauses, or by a calendar of its own (`Civil`, below).

mod common;

use common::day;
use exceptio_casebase::clocks::{Clock, Outcome, shifted};
use exceptio_casebase::{CaseBase, TreatyEnd};
use proptest::prelude::*;
use spells::{Conventions, Day, PossibleDays, parse_date};
use std::path::Path;

fn date(text: &str) -> PossibleDays {
    parse_date(text, &Conventions::default()).unwrap()
}

/// A study with one treaty; who its parties are does not matter to its clock. Sources are of 2002 and 2024.
fn study(treaty: &str) -> CaseBase {
    let mut folder = common::folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/_base"));
    let parties = "[[treaty.party]]\nactor = \"CHN\"\n[[treaty.party]]\nactor = \"VNM\"\n";
    let (head, rest) = treaty
        .split_once("[[treaty.")
        .map_or((treaty, String::new()), |(head, rest)| (head, format!("[[treaty.{rest}")));
    let sources = "@book{leeds2002, title = {Of 2002}, date = {2002-12-31}}\n@book{late, title = {Of 2024}, date = {2024-12-31}}\n";
    folder.insert("sources.bib", sources);
    folder.insert("treaties.toml", format!("[[treaty]]\nid = \"T\"\n{head}\n{parties}{rest}"));
    let read = CaseBase::read(&folder, &[]);
    let errors: Vec<_> = read.problems.iter().filter(|problem| problem.is_error()).cloned().collect();
    assert!(errors.is_empty(), "{}", common::render(&read.value.files, &errors));
    read.value
}

fn clock(base: &CaseBase, as_of: Option<&str>, horizon: &str) -> Clock {
    let mut clocks = base.clocks(as_of.map(day), day(horizon));
    assert_eq!(clocks.len(), 1);
    clocks.remove(0)
}

/// `1981-07-11 renewed`, a vague day as `1981-07-01..1981-07-31 renewed`.
fn points(clock: &Clock) -> Vec<String> {
    clock.points.iter().map(|point| format!("{} {}", range(&point.due), point.outcome.word())).collect()
}

fn range(days: &PossibleDays) -> String {
    days.exact().map_or_else(|| format!("{}..{}", days.earliest(), days.latest()), |day| day.to_string())
}

const TWENTY: &str = r#"
signed = "1961-07-11"
in_force = "1961-09-10"
until = ".."
source = "leeds2002"
[[treaty.term]]
anchor = "signed"
length = "20 years"
notice = "6 months"
notice_from = "1 year"
renewal = "automatic"
"#;

/// Signed on 11 July 1961, twenty years, twenty more: 1981, 2001, 2021, 2041. The source is of 2002.
#[test]
fn what_is_past_what_is_due_and_what_comes_after() {
    let base = study(TWENTY);
    assert_eq!(base.seen_from(), day("2021-12-31"), "a source of 2024, cut to the window");
    let seen = clock(&base, Some("2010-01-01"), "2021-12-31");
    let expected = ["1981-07-11 went on", "2001-07-11 went on", "2021-07-11 due", "2041-07-11 later"];
    assert_eq!(points(&seen), expected, "the first to come and the one after it are given whatever the horizon");
    assert_eq!(seen.points[0].known_since, Some(day("2002-12-31")), "it is no older than its source");
    // As of 2022 the source of 2002 cannot tell what happened in 2021.
    let seen = clock(&base, Some("2022-01-01"), "2022-01-01");
    assert_eq!(points(&seen)[2], "2021-07-11 unknown");
    // And before anything was published there is no treaty to see.
    assert!(base.clocks(Some(day("2002-12-30")), Day::END).is_empty());
}

/// Six months before 11 July 2021 is 11 January, a year before it 11 July 2020.
#[test]
fn notice_has_a_first_and_a_last_day() {
    let seen = clock(&study(TWENTY), Some("2010-01-01"), "2030-01-01");
    let notice = seen.points[2].notice.as_ref().unwrap();
    assert_eq!(range(&notice.until), "2021-01-11");
    assert_eq!(notice.from.as_ref().map(range).as_deref(), Some("2020-07-11"));
    let silent = study(&TWENTY.replace("notice = \"6 months\"", ""));
    let notice = clock(&silent, None, "2030-01-01").points[0].notice.clone().unwrap();
    assert_eq!(range(&notice.until), "1981-07-11", "without a latest day, until the term's own end");
    let none = study(&TWENTY.replace("notice = \"6 months\"", "").replace("notice_from = \"1 year\"", ""));
    assert_eq!(clock(&none, None, "2030-01-01").points[0].notice, None);
}

/// From a year alone, any day of the year that many years later; notice likewise, six months before.
#[test]
fn a_vague_anchor_gives_a_range_of_days() {
    let text = TWENTY.replace("signed = \"1961-07-11\"", "signed = \"1960-02\"").replace("20 years", "3 years");
    let seen = clock(&study(&text), Some("2010-01-01"), "1970-01-01");
    // February 1960 has 29 days, that of 1963 has 28: 29 February becomes the 28th.
    assert_eq!(range(&seen.points[0].due), "1963-02-01..1963-02-28");
    // Counted from 1960 each time: after twelve years the 29th is back.
    assert_eq!(range(&seen.points[3].due), "1972-02-01..1972-02-29");
    let notice = seen.points[0].notice.as_ref().unwrap();
    assert_eq!(range(&notice.until), "1962-08-01..1962-08-28");
}

/// 31 January and a month is the last day of February, and a month more is 31 March, not 28 March.
#[test]
fn a_day_lost_in_a_short_month_comes_back() {
    let text = TWENTY.replace("1961-07-11", "1961-01-31").replace("20 years", "1 month");
    let text = text.replace("notice = \"6 months\"", "").replace("notice_from = \"1 year\"", "");
    let seen = clock(&study(&text), Some("2010-01-01"), "1964-03-01");
    let due: Vec<String> = seen.points.iter().map(|point| range(&point.due)).collect();
    assert_eq!(due[..4], ["1961-02-28", "1961-03-31", "1961-04-30", "1961-05-31"]);
    assert!(due.contains(&"1964-02-29".to_owned()), "a leap year");
    for (anchor, length, expected) in [
        ("2000-02-29", (12, 0), "2001-02-28"),
        ("2000-02-29", (48, 0), "2004-02-29"),
        ("1896-02-29", (48, 0), "1900-02-28"), // 1900 is no leap year
        ("1999-12-31", (2, 0), "2000-02-29"),
        ("2001-08-31", (-6, 0), "2001-02-28"), // notice of six months
        ("2000-08-31", (-6, 0), "2000-02-29"),
        ("1961-07-11", (0, 90), "1961-10-09"), // 20 of July, 31, 30, and 9
        ("1961-01-31", (1, 1), "1961-03-01"),  // months first, then days
    ] {
        assert_eq!(shifted(&date(anchor), length.0, length.1).map(|days| range(&days)).as_deref(), Some(expected));
    }
    assert_eq!(shifted(&date("9999-12-31"), 0, 1), None, "the calendar ends there");
}

/// The Sino-Soviet treaty: in force on 11 April 1950, thirty years, five more unless denounced a year before. Notice was
/// given on 3 April 1979, in time: the last day for it was 11 April 1979.
#[test]
fn china_and_the_soviet_union_1950() {
    let text = r#"
signed = "1950-02-14"
in_force = "1950-04-11"
until = "1980-04-11"
end = "expired"
public = "1950-02-14"
source = "leeds2002"
[[treaty.term]]
anchor = "in_force"
length = "30 years"
notice = "1 year"
renewal = "automatic"
renewal_length = "5 years"
public = "1950-02-14"
[[treaty.event]]
kind = "denounced"
date = "1979-04-03"
public = "1979-04-03"
"#;
    let base = study(text);
    let seen = clock(&base, None, "2000-01-01");
    assert_eq!(points(&seen), ["1980-04-11 ended"]);
    assert_eq!(seen.points[0].outcome, Outcome::Ended(Some(TreatyEnd::Expired)));
    assert_eq!((seen.points[0].events.as_slice(), seen.points[0].known_since), (&[0][..], Some(day("1980-04-12"))));
    assert_eq!(range(&seen.points[0].notice.as_ref().unwrap().until), "1979-04-11");
    // Before the notice nobody knew; after it, the end was still to come, and the notice is shown with it.
    let before = clock(&base, Some("1979-04-02"), "1986-01-01");
    assert_eq!(points(&before), ["1980-04-11 due", "1985-04-11 later"]);
    assert!(before.points[0].events.is_empty());
    let given = clock(&base, Some("1979-04-03"), "1986-01-01");
    assert_eq!((given.points[0].outcome, given.points[0].events.as_slice()), (Outcome::Due, &[0][..]));
}

/// The treaty of China and Russia: 20 years, then five. Counted from its entry into force on 28 February 2002 it was due in
/// February 2022, from its signature on 16 July 2001 in July 2021; the extension of June 2021 belongs to both.
#[test]
fn china_and_russia_2001() {
    let text = |anchor: &str| {
        format!(
            r#"
signed = "2001-07-16"
in_force = "2002-02-28"
until = ".."
public = "2001-07-16"
source = "late"
[[treaty.term]]
anchor = "{anchor}"
length = "20 years"
renewal = "automatic"
renewal_length = "5 years"
public = "2001-07-16"
[[treaty.event]]
kind = "extended"
date = "2021-06-28"
length = "5 years"
public = "2021-06-28"
"#
        )
    };
    let in_force = study(&text("in_force"));
    assert_eq!(
        points(&clock(&in_force, None, "2030-01-01")),
        ["2022-02-28 renewed", "2027-02-28 due", "2032-02-28 later"]
    );
    let signed = study(&text("signed"));
    let seen = clock(&signed, None, "2030-01-01");
    assert_eq!(points(&seen), ["2021-07-16 renewed", "2026-07-16 due", "2031-07-16 later"]);
    assert_eq!(seen.points[0].known_since, Some(day("2021-06-28")));
    let before = clock(&signed, Some("2021-06-27"), "2022-01-01");
    assert_eq!(points(&before), ["2021-07-16 due", "2026-07-16 later"], "not known the day before");
}

/// An extension may be for another length than the clause's, and may say which decision it took.
#[test]
fn an_extension_has_its_own_length_and_place() {
    let events =
        "[[treaty.event]]\nkind = \"extended\"\ndate = \"1982-01-05\"\nlength = \"10 years\"\ndecides = \"1981\"\n";
    let seen = clock(&study(&format!("{TWENTY}{events}")), Some("2010-01-01"), "2010-01-01");
    let expected = ["1981-07-11 renewed", "1991-07-11 went on", "2011-07-11 due", "2031-07-11 later"];
    assert_eq!(points(&seen), expected);
    assert_eq!(seen.points[0].events, [0]);
}

/// Signed in 1978 for 25 years, ended in 1994: the end of its term in 2003 never came.
#[test]
fn a_term_may_be_cut_short() {
    let text = r#"
signed = "1978"
until = "1994"
end = "denounced"
source = "leeds2002"
[[treaty.term]]
anchor = "signed"
length = "25 years"
"#;
    let base = study(text);
    let seen = clock(&base, None, "2030-01-01");
    assert!(seen.points.is_empty());
    assert_eq!(seen.cut_short.as_ref().map(range).as_deref(), Some("2003-01-01..2003-12-31"));
}

/// A treaty without a term has no decision points, nor has one whose anchor has no date.
#[test]
fn without_a_term_nothing_is_due() {
    assert!(points(&clock(&study(&TWENTY.replace("20 years", "none")), None, "2100-01-01")).is_empty());
    assert!(points(&clock(&study(&TWENTY.replace("\"signed\"", "\"ratified\"")), None, "2100-01-01")).is_empty());
}

/// A term that nothing renews runs out once; the treaty may go on all the same.
#[test]
fn a_term_without_renewal_runs_out_once() {
    let seen = clock(&study(&TWENTY.replace("renewal = \"automatic\"", "")), None, "2100-01-01");
    assert_eq!(points(&seen), ["1981-07-11 went on"]);
}

/// A calendar of its own: months by table, leap years by rule, nothing shared with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Civil(i64, i64, i64);

impl Civil {
    fn month_length(year: i64, month: i64) -> i64 {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month as usize - 1]
    }

    fn plus_months(self, months: i64) -> Civil {
        let index = self.0 * 12 + self.1 - 1 + months;
        let (year, month) = (index.div_euclid(12), index.rem_euclid(12) + 1);
        Civil(year, month, self.2.min(Self::month_length(year, month)))
    }

    fn next(self) -> Civil {
        let Civil(y, m, d) = self;
        match (d < Self::month_length(y, m), m < 12) {
            (true, _) => Civil(y, m, d + 1),
            (false, true) => Civil(y, m + 1, 1),
            (false, false) => Civil(y + 1, 1, 1),
        }
    }

    fn text(self) -> String {
        format!("{:04}-{:02}-{:02}", self.0, self.1, self.2)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn months_are_added_as_by_hand(year in 1816i64..2100, month in 1i64..13, nth in 0i64..31, months in -600i64..600, days in 0i64..40) {
        let civil = Civil(year, month, 1 + nth % Civil::month_length(year, month));
        let expected = (0..days).fold(civil.plus_months(months), |at, _| at.next());
        let found = shifted(&date(&civil.text()), months as i32, days as i32).unwrap();
        prop_assert_eq!(range(&found), expected.text());
    }

    /// Every day on which an anchor may lie gives a day among those of the decision, and the ends are given by the ends.
    #[test]
    fn a_vague_decision_covers_every_possible_one(year in 1900i32..2000, month in 1u32..13, length in 1i32..400) {
        let anchor = date(&format!("{year:04}-{month:02}"));
        let moved = shifted(&anchor, length, 0).unwrap();
        let mut each = Vec::new();
        let mut at = anchor.earliest();
        while at <= anchor.latest() {
            each.push(shifted(&PossibleDays::exactly(at), length, 0).unwrap().exact().unwrap());
            at = at.plus(1);
        }
        prop_assert!(each.iter().all(|day| moved.contains(*day)));
        prop_assert_eq!((Some(&moved.earliest()), Some(&moved.latest())), (each.first(), each.last()));
    }

    /// As of a day, what a clock shows is what it shows when everything later is struck out of the files.
    #[test]
    fn nothing_leaks_from_the_future(extended in 1975i32..2020, public in 1975i32..2020, ended in 1970i32..2021, as_of in 1975i32..2021) {
        let event = format!("[[treaty.event]]\nkind = \"extended\"\ndate = \"{extended}-03-01\"\npublic = \"{public}-03-01\"\n");
        let public_from = |text: &str| text.replace("source = \"leeds2002\"", "public = \"1961-07-11\"")
            .replace("renewal = \"automatic\"", "renewal = \"automatic\"\npublic = \"1961-07-11\"");
        let whole = public_from(&format!("{}{event}", TWENTY.replace("\"..\"", &format!("\"{ended}-06-30\""))));
        let known = extended.max(public) <= as_of;
        let over = ended < as_of;
        let until = if over { format!("\"{ended}-06-30\"") } else { "\"..\"".to_owned() };
        let struck = public_from(&format!("{}{}", TWENTY.replace("\"..\"", &until), if known { &event } else { "" }));
        let today = format!("{as_of}-03-01");
        let (whole, struck) = (clock(&study(&whole), Some(&today), "2050-01-01"), clock(&study(&struck), Some(&today), "2050-01-01"));
        prop_assert_eq!(whole, struck);
    }
}

/// A term of a day from 1961 on has run out 22,089 times by the last day of 2021, and more than a thousand times since
/// anything was told of it: today and the two points after it are always reached, and what is left out is counted.
#[test]
fn terms_of_a_day_reach_today_and_the_next_points() {
    let daily = TWENTY
        .replace("20 years", "1 day")
        .replace("notice = \"6 months\"", "")
        .replace("notice_from = \"1 year\"", "");
    let seen = clock(&study(&daily), Some("2010-01-01"), "2010-01-01");
    let days = day("2010-01-01").0 - day("1961-07-11").0;
    // Today's own point is past; of those past a thousand are told, and then the next two.
    assert_eq!(seen.points.len(), 1002);
    assert_eq!(seen.earlier, days as usize - 1000);
    assert_eq!(seen.points[1000].number, days as usize + 1);
    assert_eq!(points(&seen)[1000..], ["2010-01-02 due", "2010-01-03 later"]);
    assert!(!seen.later);
    let long = clock(&study(&daily), Some("2010-01-01"), "2021-12-31");
    assert_eq!((long.points.len(), long.later), (2000, true));
    let few = clock(&study(TWENTY), Some("2010-01-01"), "2021-12-31");
    assert_eq!((few.earlier, few.later), (0, false));
}

/// Two extensions nearer to 1981 than to 2001: the nearest is that of 1981, one of 1988 took the decision of 2001 early. What was
/// said before the nearest belongs to the same decision.
#[test]
fn a_second_extension_is_not_of_the_decision_before() {
    let renewed = |day: &str, more: &str| {
        format!("[[treaty.event]]\nkind = \"extended\"\ndate = \"{day}\"\nsource = \"leeds2002\"\n{more}")
    };
    let told = |events: &[String]| {
        let seen = clock(&study(&format!("{TWENTY}{}", events.concat())), Some("2010-01-01"), "2021-12-31");
        seen.points.iter().map(|point| (point.outcome.word(), point.events.clone())).take(2).collect::<Vec<_>>()
    };
    assert_eq!(
        told(&[renewed("1981-06-01", ""), renewed("1988-01-01", "")]),
        [("renewed", vec![0]), ("renewed", vec![1])]
    );
    assert_eq!(
        told(&[renewed("1979-06-01", ""), renewed("1981-06-01", "")]),
        [("renewed", vec![0, 1]), ("went on", vec![])]
    );
    assert_eq!(told(&[renewed("1988-01-01", "")]), [("renewed", vec![0]), ("went on", vec![])]);
    let named = renewed("1984-01-01", "decides = \"1981-07-11\"\n");
    assert_eq!(told(&[named, renewed("1988-01-01", "")]), [("renewed", vec![0]), ("renewed", vec![1])]);
}
