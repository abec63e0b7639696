//! A calendar as iCalendar (RFC 5545), for any program that keeps appointments.
//!
//! In: a calendar report. Out: the text of an `.ics` file, the same for the same report: nothing of today's date is in it.
//! Lines end in CRLF and are folded at 75 octets (3.1), texts are escaped (3.3.11), every event has a UID and a DTSTAMP
//! (3.6.1); the stamp is the day from which the study is seen. A vague date is an event of as many days as are possible.

use crate::report::{CalendarReport, ClauseReport, Days, PointReport};
use spells::{Day, plain_day};

/// Writes a calendar: an event for each decision point, and one for the last day of each notice that may still be given.
///
/// Days outside the years 0 to 9999 have no form in iCalendar and are left out.
pub fn icalendar(report: &CalendarReport) -> String {
    let mut file = File::default();
    file.line("BEGIN", "VCALENDAR");
    file.line("VERSION", "2.0");
    file.line("PRODID", "-//exceptio//treaty calendar//EN");
    file.line("CALSCALE", "GREGORIAN");
    file.text("X-WR-CALNAME", &format!("Treaties: {}", report.study.title));
    let stamp = plain_day(&report.study.from).map_or_else(|| "19700101".to_owned(), compact);
    let mut names = Names { study: slug(&report.study.title), taken: Vec::new() };
    for clause in &report.clauses {
        for point in &clause.points {
            event(&mut file, clause, point, &stamp, &mut names);
        }
    }
    file.line("END", "VCALENDAR");
    file.text
}

fn event(file: &mut File, clause: &ClauseReport, point: &PointReport, stamp: &str, names: &mut Names) {
    let coming = matches!(point.outcome, "due" | "later");
    let reading = if clause.reading.is_empty() { String::new() } else { format!(" [{}]", clause.reading) };
    let title = if coming { "decision due".to_owned() } else { point.outcome.to_owned() };
    let mut says = vec![clause.name.clone(), format!("{}.", upper(&point.words)), format!("Clause: {}.", clause.words)];
    if !clause.reading.is_empty() {
        says.push(format!("Under the reading {}.", clause.reading));
    }
    if !clause.source.short.is_empty() {
        says.push(format!("Source: {} {}", clause.source.short, clause.source.locator).trim_end().to_owned());
    }
    let says = says.join("\n");
    let status = match (coming, point.due.0 == point.due.1) {
        (false, _) | (true, true) if point.outcome != "later" => "CONFIRMED",
        _ => "TENTATIVE",
    };
    let summary = format!("{}: {title}{reading}", clause.treaty);
    file.event(&names.uid(clause, point, "decision"), stamp, &point.due, &summary, &says, status);
    if let (true, Some(notice)) = (coming && !point.notice_over, &point.notice_until) {
        let summary = format!("{}: last day for notice{reading}", clause.treaty);
        file.event(&names.uid(clause, point, "notice"), stamp, notice, &summary, &says, "TENTATIVE");
    }
}

/// The names of events.
struct Names {
    /// The study's title in plain letters, so that the calendars of two studies can stand in one program.
    study: String,
    taken: Vec<String>,
}

impl Names {
    /// A name for an event that is the same in every run and that no other event of the file has.
    fn uid(&mut self, clause: &ClauseReport, point: &PointReport, what: &str) -> String {
        let reading = if clause.reading.is_empty() { "undisputed".to_owned() } else { plain(&clause.reading) };
        let base = format!("{}.{reading}.{}.{what}", plain(&clause.treaty), point.number);
        let used = self.taken.iter().filter(|other| **other == base).count();
        self.taken.push(base.clone());
        let study = &self.study;
        if used == 0 { format!("{base}@{study}.exceptio") } else { format!("{base}.{}@{study}.exceptio", used + 1) }
    }
}

fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' }).collect()
}

/// A title in small plain letters, words joined by hyphens; letters that are not plain as numbers, so that no two titles
/// become one only by them.
fn slug(title: &str) -> String {
    let mut words: Vec<String> = vec![String::new()];
    for sign in title.chars() {
        let last = words.len() - 1;
        match sign {
            sign if sign.is_ascii_alphanumeric() => words[last].push(sign.to_ascii_lowercase()),
            sign if sign.is_alphanumeric() => words[last].push_str(&format!("u{:x}", sign as u32)),
            _ if words[last].is_empty() => {}
            _ => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    if words.is_empty() { "study".to_owned() } else { words.join("-") }
}

fn upper(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `19610711`.
fn compact(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// A file on its way: lines that are folded and ended as the standard has it.
#[derive(Default)]
struct File {
    text: String,
}

impl File {
    fn event(&mut self, uid: &str, stamp: &str, days: &Days, summary: &str, says: &str, status: &str) {
        let (Some(first), Some(last)) = (plain_day(&days.0), plain_day(&days.1)) else { return };
        let after = last.plus(1);
        if !after.is_named() {
            return;
        }
        self.line("BEGIN", "VEVENT");
        self.line("UID", uid);
        self.line("DTSTAMP", &format!("{stamp}T000000Z"));
        self.line("DTSTART;VALUE=DATE", &compact(first));
        self.line("DTEND;VALUE=DATE", &compact(after));
        self.text("SUMMARY", summary);
        self.text("DESCRIPTION", says);
        self.line("STATUS", status);
        self.line("TRANSP", "TRANSPARENT");
        self.line("END", "VEVENT");
    }

    /// A property whose value is a text.
    fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len());
        for sign in value.chars() {
            match sign {
                '\\' | ';' | ',' => escaped.extend(['\\', sign]),
                '\n' => escaped.push_str("\\n"),
                // Other control characters have no place in a text (3.1).
                sign if sign.is_control() => {}
                sign => escaped.push(sign),
            }
        }
        self.line(name, &escaped);
    }

    /// A line, folded where it is longer than 75 octets and never within a character.
    fn line(&mut self, name: &str, value: &str) {
        let mut room = 75;
        for sign in name.chars().chain([':']).chain(value.chars()) {
            if sign.len_utf8() > room {
                self.text.push_str("\r\n ");
                room = 74;
            }
            self.text.push(sign);
            room -= sign.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}
