//! The calendar and the treaties as tables, a row for each thing said.

use super::{CalendarReport, Cited, Days, PointReport, TreatiesReport, TreatyEventReport};
use crate::report::Table;

impl CalendarReport {
    /// One row for each decision point, and one for each clause without any.
    pub fn table(&self) -> Table {
        let mut table = Table::new(&[
            "treaty",
            "name",
            "parties",
            "reading",
            "number",
            "due_from",
            "due_until",
            "notice_from",
            "notice_until",
            "outcome",
            "end",
            "words",
            "known_since",
            "events",
            "clause",
            "source",
            "locator",
            "layer",
        ]);
        for clause in &self.clauses {
            let none = PointReport {
                number: 0,
                due: (String::new(), String::new()),
                notice_from: None,
                notice_until: None,
                notice_over: false,
                outcome: "",
                end: None,
                words: String::new(),
                known_since: None,
                parties: Vec::new(),
                events: Vec::new(),
            };
            let bare = [none];
            let points = if clause.points.is_empty() { &bare[..] } else { &clause.points };
            for point in points {
                let ids: Vec<&str> = point.parties.iter().map(|party| party.id.as_str()).collect();
                let events: Vec<String> = point.events.iter().map(TreatyEventReport::words).collect();
                table.rows.push(vec![
                    clause.treaty.clone(),
                    clause.name.clone(),
                    ids.join(" "),
                    clause.reading.clone(),
                    if point.number == 0 { String::new() } else { point.number.to_string() },
                    point.due.0.clone(),
                    point.due.1.clone(),
                    first(&point.notice_from),
                    last(&point.notice_until),
                    point.outcome.to_owned(),
                    point.end.unwrap_or_default().to_owned(),
                    point.words.clone(),
                    point.known_since.clone().unwrap_or_default(),
                    events.join("; "),
                    clause.words.clone(),
                    clause.source.key.clone(),
                    clause.source.locator.clone(),
                    clause.layer.clone(),
                ]);
            }
        }
        table
    }
}

impl TreatiesReport {
    /// One row for each thing said: parties with what they owe, clauses, decision points, events, ends, episodes.
    pub fn table(&self) -> Table {
        let mut table = Table::new(&[
            "treaty", "part", "reading", "who", "to", "what", "from", "until", "words", "source", "locator", "layer",
        ]);
        for treaty in &self.treaties {
            let mut row = |part: &str, cells: [String; 7], source: &Cited, layer: &str| {
                let [reading, who, to, what, from, until, words] = cells;
                let (key, locator) = (source.key.clone(), source.locator.clone());
                let (treaty, part, layer) = (treaty.id.clone(), part.to_owned(), layer.to_owned());
                table.rows.push(vec![treaty, part, reading, who, to, what, from, until, words, key, locator, layer]);
            };
            let none = String::new;
            for account in &treaty.accounts {
                for (what, days) in [
                    ("signed", &account.signed),
                    ("ratified", &account.ratified),
                    ("in force", &account.in_force),
                    ("ended", &account.ended),
                ] {
                    if days.is_some() {
                        let words = if what == "ended" { account.end.unwrap_or_default().to_owned() } else { none() };
                        let cells =
                            [account.reading.clone(), none(), none(), what.to_owned(), first(days), last(days), words];
                        row("date", cells, &account.source, &account.layer);
                    }
                }
                for party in &account.parties {
                    let left = party.left.unwrap_or_default().to_owned();
                    let cells = [
                        account.reading.clone(),
                        party.party.id.clone(),
                        party.to.join(" "),
                        party.obligations.join(" "),
                        party.from.clone(),
                        party.until.clone(),
                        left,
                    ];
                    row("party", cells, &account.source, &account.layer);
                }
            }
            for clause in &treaty.clauses {
                let from = &clause.counts_from;
                let cells = [
                    clause.reading.clone(),
                    none(),
                    none(),
                    clause.length.clone(),
                    first(from),
                    last(from),
                    clause.words.clone(),
                ];
                row("clause", cells, &clause.source, &clause.layer);
                for point in &clause.points {
                    let (from, until) = point.due.clone();
                    let what = point.outcome.to_owned();
                    let cells = [clause.reading.clone(), none(), none(), what, from, until, point.words.clone()];
                    row("decision", cells, &clause.source, &clause.layer);
                }
            }
            for event in &treaty.events {
                let who = event.party.as_ref().map_or_else(String::new, |party| party.id.clone());
                let (from, until) = (first(&event.days), last(&event.days));
                let cells =
                    [event.reading.clone(), who, none(), event.kind.to_owned(), from, until, event.note.clone()];
                row("event", cells, &event.source, &event.layer);
            }
        }
        for conduct in &self.conduct {
            for episode in &conduct.episodes {
                table.rows.push(vec![
                    String::new(),
                    "conduct".to_owned(),
                    episode.reading.clone(),
                    conduct.actor.id.clone(),
                    conduct.ally.id.clone(),
                    episode.kind.clone(),
                    episode.from.0.clone(),
                    last(&episode.until),
                    episode.what.clone(),
                    episode.source.key.clone(),
                    episode.source.locator.clone(),
                    episode.layer.clone(),
                ]);
            }
        }
        table
    }
}

fn first(days: &Option<Days>) -> String {
    days.as_ref().map_or_else(String::new, |days| days.0.clone())
}

fn last(days: &Option<Days>) -> String {
    days.as_ref().map_or_else(String::new, |days| days.1.clone())
}
