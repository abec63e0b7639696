//! The iCalendar file, read by a parser that is not ours.

use exceptio::{Ask, CalendarOptions, CalendarReport, ClauseReport, PointReport, Seen, icalendar};
use icalendar::parser::{Component, read_calendar, unfold};

fn report(layers: &[&str]) -> CalendarReport {
    let folder = exceptio::built_in("china-vietnam").unwrap();
    let ask = Ask { layers: layers.iter().map(|layer| (*layer).to_owned()).collect(), ..Ask::default() };
    let study = exceptio::open(&folder, &ask).study.unwrap();
    study.calendar(&CalendarOptions::default()).value.unwrap()
}

fn value(event: &Component<'_>, name: &str) -> String {
    event.find_prop(name).unwrap_or_else(|| panic!("{name} is there")).val.to_string()
}

#[test]
fn every_decision_point_is_an_event_that_another_parser_reads() {
    let report = report(&["critique"]);
    let text = icalendar(&report);
    let unfolded = unfold(&text);
    let calendar = read_calendar(&unfolded).expect("it is a calendar");
    let events: Vec<_> = calendar.components.iter().filter(|part| part.name == "VEVENT").collect();
    let points: Vec<&PointReport> = report.clauses.iter().flat_map(|clause| &clause.points).collect();
    let notices =
        points.iter().filter(|point| ["due", "later"].contains(&point.outcome) && point.notice_until.is_some());
    assert_eq!(events.len(), points.len() + notices.count());
    let mut uids: Vec<String> = events.iter().map(|event| value(event, "UID")).collect();
    uids.sort();
    uids.dedup();
    assert_eq!(uids.len(), events.len(), "no two events have one UID");
    assert!(events.iter().all(|event| value(event, "DTSTAMP") == "20251130T000000Z"), "the day from which it is seen");
    let due =
        events.iter().find(|event| value(event, "SUMMARY") == "CHN-PRK-1961: decision due [twenty-years]").unwrap();
    assert_eq!((value(due, "DTSTART"), value(due, "DTEND")), ("20410711".to_owned(), "20410712".to_owned()));
    let notice =
        events.iter().find(|event| value(event, "SUMMARY").ends_with("last day for notice [twenty-years-by-silence]"));
    assert_eq!(value(notice.unwrap(), "DTSTART"), "20410111", "six months before 11 July 2041");
}

/// July 2021, some day of it: an event from the first to the last of the month, its end exclusive.
#[test]
fn a_vague_day_is_an_event_of_as_many_days() {
    let text = icalendar(&report(&[]));
    let unfolded = unfold(&text);
    let calendar = read_calendar(&unfolded).unwrap();
    let due = calendar
        .components
        .iter()
        .find(|part| part.name == "VEVENT" && value(part, "SUMMARY") == "CHN-PRK-1961: decision due [twenty-years]");
    let due = due.unwrap();
    assert_eq!((value(due, "DTSTART"), value(due, "DTEND")), ("20210701".to_owned(), "20210801".to_owned()));
    assert_eq!(value(due, "DTSTAMP"), "20210531T000000Z", "the essay is of May 2021");
}

/// RFC 5545: lines of at most 75 octets (3.1) that end in CRLF and break no character; commas, semicolons, backslashes and
/// line feeds escaped (3.3.11). Read back, the text is what it was.
#[test]
fn long_and_strange_texts_are_folded_and_escaped() {
    let name = "Договор, «о дружбе»; дружба\\мир — und gegenseitige Unterstützung, 友好合作互助条约, и так далее без конца\u{7}";
    let day = ("2021-07-11".to_owned(), "2021-07-11".to_owned());
    let point = PointReport {
        number: 1,
        due: day,
        notice_from: None,
        notice_until: None,
        notice_over: false,
        outcome: "due",
        end: None,
        words: "it ends".to_owned(),
        known_since: None,
        parties: Vec::new(),
        events: Vec::new(),
    };
    let clause = |points| ClauseReport {
        treaty: "T 1".to_owned(),
        name: name.to_owned(),
        reading: String::new(),
        dispute: String::new(),
        words: "20 years".to_owned(),
        anchor: "signed",
        counts_from: None,
        length: "20 years".to_owned(),
        renewal: None,
        renewal_length: None,
        renunciation: None,
        source: exceptio::Cited { key: String::new(), short: String::new(), locator: String::new() },
        also: Vec::new(),
        layer: String::new(),
        cut_short: None,
        points,
        earlier_left_out: 0,
        later_left_out: false,
    };
    let mut beyond = point.clone();
    beyond.due = ("9999-12-31".to_owned(), "9999-12-31".to_owned());
    let report = CalendarReport {
        schema: "exceptio.calendar",
        version: 1,
        study: Seen { title: name.to_owned(), from: "2021-05-31".to_owned(), ..Seen::default() },
        from: None,
        to: None,
        clauses: vec![clause(vec![point.clone(), beyond]), clause(vec![point])],
        without_clause: Vec::new(),
    };
    let text = icalendar(&report);
    assert!(text.ends_with("END:VCALENDAR\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']));
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
    let unfolded = unfold(&text);
    let calendar = read_calendar(&unfolded).unwrap();
    let events: Vec<_> = calendar.components.iter().filter(|part| part.name == "VEVENT").collect();
    assert_eq!(events.len(), 2, "the day after the last of the calendar has no name");
    assert_ne!(value(events[0], "UID"), value(events[1], "UID"));
    let mut other = report.clone();
    other.study.title = "Another study".to_owned();
    assert!(icalendar(&other).contains("@another-study.exceptio"), "the calendars of two studies can stand together");
    let said = value(events[0], "DESCRIPTION");
    let plain = said.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\");
    assert!(plain.starts_with(&format!("{}\nIt ends.\n", name.trim_end_matches('\u{7}'))), "{said}");
}
