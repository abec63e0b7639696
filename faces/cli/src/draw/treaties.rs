//! A study's treaties one by one, and the conduct of its allies.

use super::calendar::{clause, head};
use super::paint::{BOLD, DIM, GREEN, RED, YELLOW, listed, pad, paint, wrap};
use crate::out::Screen;
use anstyle::Style;
use exceptio::time::possible;
use exceptio::{AccountReport, ConductReport, PartyReport, TreatiesReport, TreatyEventReport, TreatyReport};

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
    let source = account.source.words();
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
    let source = event.source.words();
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
            paint(DIM, format!("({days}) {}", episode.source.words()))
        );
        text.push_str(&wrap(&words, columns, "    ", "      "));
    }
    text
}
