//! A study's treaties one by one, and the conduct of its allies.

use super::calendar::{cited, clause, head};
use super::paint::{BOLD, DIM, GREEN, RED, YELLOW, listed, pad, paint, wrap};
use super::time::possible;
use crate::out::Screen;
use anstyle::Style;
use exceptio::{
    AccountReport, ConductReport, Days, PartyReport, Table, TreatiesReport, TreatyEventReport, TreatyReport,
};

/// The list for reading.
pub fn draw(screen: &Screen, report: &TreatiesReport) -> String {
    let columns = screen.width;
    let mut text = head(&report.study, columns);
    for treaty in &report.treaties {
        text.push_str(&self::treaty(treaty, columns));
    }
    if report.treaties.is_empty() {
        text.push_str("\nNo treaty is in view.\n");
    }
    if !report.conduct.is_empty() {
        text.push_str(&format!("\n{}\n", paint(BOLD, "Conduct of allies")));
        for conduct in &report.conduct {
            text.push_str(&self::conduct(conduct, columns));
        }
    }
    text
}

fn treaty(treaty: &TreatyReport, columns: usize) -> String {
    let name = if treaty.name == treaty.id { "" } else { &treaty.name };
    let mut text = wrap(&format!("{}  {name}", paint(BOLD, &treaty.id)), columns, "\n", "  ");
    for account in &treaty.accounts {
        text.push_str(&self::account(account, columns));
    }
    for clause in &treaty.clauses {
        text.push_str(&self::clause(clause, columns));
    }
    if !treaty.events.is_empty() {
        text.push_str("  its life\n");
    }
    for event in &treaty.events {
        text.push_str(&self::event(event, columns));
    }
    text
}

fn account(account: &AccountReport, columns: usize) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (word, days) in [
        ("signed", &account.signed),
        ("ratified", &account.ratified),
        ("in force", &account.in_force),
        (account.end.unwrap_or("ended"), &account.ended),
    ] {
        if let Some(days) = days {
            parts.push(format!("{word} {}", possible(days)));
        }
    }
    let mut marks = Vec::new();
    if !account.reading.is_empty() {
        marks.push(format!("[{}]", account.reading));
    }
    let source = cited(&account.source);
    if !source.is_empty() {
        marks.push(source);
    }
    if !account.layer.is_empty() {
        marks.push(format!("layer {}", account.layer));
    }
    let words = format!("{} {}", parts.join(", "), paint(DIM, marks.join(", ")));
    let mut text = wrap(&words, columns, "  ", "    ");
    for party in &account.parties {
        text.push_str(&self::party(party, columns));
    }
    text
}

fn party(party: &PartyReport, columns: usize) -> String {
    let mut words = format!("{} ({})", party.party.name, party.party.id);
    match (party.from.as_str(), party.until.as_str()) {
        ("", "") => {}
        (from, "") => words.push_str(&format!(" from {from}")),
        ("", until) if until.starts_with("before ") => words.push_str(&format!(" {until}")),
        ("", until) => words.push_str(&format!(" until {until}")),
        (from, until) => words.push_str(&format!(" from {from} until {until}")),
    }
    if let Some(left) = party.left {
        words.push_str(&format!(", {left}"));
    }
    if party.obligations.is_empty() {
        words.push_str(": what it owes is not coded");
    } else {
        words.push_str(&format!(": owes {}", listed(&party.obligations)));
        if !party.to.is_empty() {
            words.push_str(&format!(" to {}", listed(&party.to)));
        }
    }
    wrap(&words, columns, "    ", "      ")
}

fn event(event: &TreatyEventReport, columns: usize) -> String {
    let days = event.days.as_ref().map_or_else(|| "undated".to_owned(), possible);
    let mut words = event.kind.to_owned();
    if let Some(party) = &event.party {
        words.push_str(&format!(" by {}", party.name));
    }
    if !event.reading.is_empty() {
        words.push_str(&format!(" [{}]", event.reading));
    }
    let source = cited(&event.source);
    if !source.is_empty() {
        words.push_str(&format!("  {}", paint(DIM, source)));
    }
    let mut text = wrap(&words, columns, &format!("    {} ", pad(&days, 12)), &" ".repeat(17));
    if !event.note.is_empty() {
        text.push_str(&paint(DIM, wrap(&event.note, columns, &" ".repeat(17), &" ".repeat(17)).trim_end()));
        text.push('\n');
    }
    text
}

fn style(kind: &str) -> Style {
    match kind {
        "honoured" => GREEN,
        "broken" => RED,
        "failed-to-deter" => YELLOW,
        _ => DIM,
    }
}

fn conduct(conduct: &ConductReport, columns: usize) -> String {
    let counts: Vec<String> = conduct
        .counts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| format!("{} {count}", paint(style(kind), kind.replace('-', " "))))
        .collect();
    let names = format!("{} towards {}", conduct.actor.name, conduct.ally.name);
    let mut text = wrap(&format!("{}: {}", paint(BOLD, names), counts.join(", ")), columns, "  ", "    ");
    for episode in &conduct.episodes {
        let days = match &episode.until {
            Some(until) if *until == episode.from => possible(until),
            Some(until) => format!("{} to {}", possible(&episode.from), possible(until)),
            None => format!("{} on", possible(&episode.from)),
        };
        let reading = if episode.reading.is_empty() { String::new() } else { format!(" [{}]", episode.reading) };
        let words = format!(
            "{}: {}{reading} {}",
            paint(style(&episode.kind), episode.kind.replace('-', " ")),
            episode.what,
            paint(DIM, format!("({days}) {}", cited(&episode.source)))
        );
        text.push_str(&wrap(&words, columns, "    ", "      "));
    }
    text
}

/// One row for each thing said: parties with what they owe, clauses, decision points, events, ends, episodes.
pub fn table(report: &TreatiesReport) -> Table {
    let mut table = Table::new(&[
        "treaty", "part", "reading", "who", "to", "what", "from", "until", "words", "source", "locator", "layer",
    ]);
    let first = |days: &Option<Days>| days.as_ref().map_or_else(String::new, |days| days.0.clone());
    let last = |days: &Option<Days>| days.as_ref().map_or_else(String::new, |days| days.1.clone());
    for treaty in &report.treaties {
        let mut row = |part: &str, cells: [String; 7], source: &exceptio::Cited, layer: &str| {
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
            let cells = [event.reading.clone(), who, none(), event.kind.to_owned(), from, until, event.note.clone()];
            row("event", cells, &event.source, &event.layer);
        }
    }
    for conduct in &report.conduct {
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
