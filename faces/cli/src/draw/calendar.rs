//! The calendar of a study's treaties: what is to be decided first, then clause by clause what was.

use super::paint::{BOLD, CYAN, DIM, GREEN, RED, YELLOW, counted, listed, pad, paint, wrap};
use crate::out::Screen;
use exceptio::time::possible;
use exceptio::{CalendarReport, Cited, ClauseReport, PartyName, PointReport, Seen, TreatyEventReport};

/// The calendar for reading.
pub fn draw(screen: &Screen, report: &CalendarReport) -> String {
    let columns = screen.width;
    let mut text = head(&report.study, columns);
    text.push_str(&coming(report, columns));
    let mut treaty = "";
    for clause in &report.clauses {
        if clause.treaty != treaty {
            treaty = &clause.treaty;
            text.push_str(&wrap(&format!("{}  {}", paint(BOLD, treaty), named(clause)), columns, "\n", "  "));
        }
        text.push_str(&self::clause(clause, columns));
    }
    if report.clauses.is_empty() {
        text.push_str("\nNo source gives a treaty a term that runs out in these days.\n");
    }
    if !report.without_clause.is_empty() {
        let words = format!("No term clause is coded for {}.", listed(&report.without_clause));
        text.push_str(&paint(DIM, wrap(&words, columns, "\n", "").trim_end()));
        text.push('\n');
    }
    text
}

/// What study it is, and from which day it is seen.
pub fn head(seen: &Seen, columns: usize) -> String {
    let mut words = format!("seen from {}", seen.from);
    if seen.as_of.is_none() {
        words.push_str(", the last day on which anything it cites was published");
    }
    if !seen.layers.is_empty() {
        words.push_str(&format!(" · with {}", seen.layers.join(", ")));
    }
    format!("{}\n{}\n", paint(BOLD, &seen.title), paint(DIM, wrap(&words, columns, "", "").trim_end()))
}

fn named(clause: &ClauseReport) -> &str {
    if clause.name == clause.treaty { "" } else { &clause.name }
}

/// The points that are due, by day.
fn coming(report: &CalendarReport, columns: usize) -> String {
    let mut points: Vec<(&ClauseReport, &PointReport)> = report
        .clauses
        .iter()
        .flat_map(|clause| clause.points.iter().map(move |point| (clause, point)))
        .filter(|(_, point)| point.outcome == "due")
        .collect();
    points.sort_by(|(_, a), (_, b)| a.due.cmp(&b.due));
    if points.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{}\n", paint(BOLD, "To be decided"));
    for (clause, point) in points {
        let names: Vec<String> = point.parties.iter().map(|party: &PartyName| party.name.clone()).collect();
        let mut words = format!("{}, {}", paint(CYAN, &clause.treaty), listed(&names));
        if !clause.reading.is_empty() {
            words.push_str(&format!(" [{}]", clause.reading));
        }
        words.push_str(&format!(": {}{}", point.words, notice(point)));
        text.push_str(&wrap(&words, columns, &format!("  {}", pad(&possible(&point.due), 24)), &" ".repeat(26)));
    }
    text
}

fn notice(point: &PointReport) -> String {
    match (&point.notice_from, &point.notice_until) {
        (_, None) => String::new(),
        // What follows from that is said beside the point.
        _ if point.notice_over => String::new(),
        (None, Some(until)) => format!("; notice by {}", possible(until)),
        (Some(from), Some(until)) => format!("; notice from {} to {}", possible(from), possible(until)),
    }
}

/// A clause and its points.
pub fn clause(clause: &ClauseReport, columns: usize) -> String {
    let mut words = String::new();
    if !clause.reading.is_empty() {
        words.push_str(&format!("{} ", paint(YELLOW, format!("[{}]", clause.reading))));
    }
    words.push_str(&clause.words);
    let mut sources: Vec<String> = std::iter::once(&clause.source).chain(&clause.also).map(Cited::words).collect();
    sources.retain(|source| !source.is_empty());
    let since = match &clause.counts_from {
        Some(days) if clause.length != "none" => format!("counted from {}", possible(days)),
        _ => String::new(),
    };
    let layer = if clause.layer.is_empty() { String::new() } else { format!(", layer {}", clause.layer) };
    let mut text = wrap(&words, columns, "  ", "    ");
    let told = format!("{}{layer}", sources.join("; "));
    let parts: Vec<&str> = [since.as_str(), &told].into_iter().filter(|part| !part.is_empty()).collect();
    if !parts.is_empty() {
        let line = parts.join(" · ");
        text.push_str(&paint(DIM, wrap(&line, columns, "    ", "    ").trim_end()));
        text.push('\n');
    }
    let left_out = |words: &str| format!("    {} {words} left out\n", paint(DIM, "·"));
    if clause.earlier_left_out > 0 {
        text.push_str(&left_out(&format!(
            "{} are",
            counted(clause.earlier_left_out, "earlier point", "earlier points")
        )));
    }
    for point in &clause.points {
        text.push_str(&self::point(point, columns));
    }
    if clause.later_left_out {
        text.push_str(&left_out("more points after these are"));
    }
    if let Some(days) = &clause.cut_short {
        text.push_str(&format!(
            "    {} {} would have run out; it had ended before\n",
            paint(DIM, "·"),
            pad(&possible(days), 24)
        ));
    } else if clause.points.is_empty() && clause.length == "none" {
        text.push_str(&format!("    {} no decision points\n", paint(DIM, "·")));
    } else if clause.points.is_empty() && clause.counts_from.is_some() {
        text.push_str(&format!("    {} no decision point in these days\n", paint(DIM, "·")));
    }
    text
}

fn point(point: &PointReport, columns: usize) -> String {
    let (sign, style) = match point.outcome {
        "renewed" | "went on" => ("✓", GREEN),
        "ended" => ("✗", RED),
        "unknown" => ("?", YELLOW),
        "due" => ("→", CYAN),
        _ => ("·", DIM),
    };
    let words = match point.outcome {
        "due" if point.notice_over => format!("due; {}", point.words),
        "due" => format!("due{}", notice(point)),
        "later" => "if it is in force until then".to_owned(),
        _ => point.words.clone(),
    };
    let mut told: Vec<String> = point.events.iter().map(TreatyEventReport::words).collect();
    if point.outcome != "renewed" || told.is_empty() {
        told.insert(0, words);
    }
    let words = told.join("; ");
    let lead = format!("    {} {}", paint(style, sign), pad(&possible(&point.due), 24));
    wrap(&words, columns, &format!("{lead} "), &" ".repeat(31))
}
