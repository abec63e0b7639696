//! What `exceptio test` shows: the result in a sentence and a table, cases over the years, claims with their exceptions,
//! predictions, disputes, what hurts, and what to ask next.

use super::closing::{disputes, hurts, predictions};
use super::paint::{BOLD, DIM, RED, YELLOW, block, counted, legend, pad, paint, width, wrap};
use super::result::{CaseIn, Fares, by_name, cases, head, result, table};
use super::timeline::{self, Axis};
use super::verdicts::{self, Room, style};
use crate::commands::Place;
use crate::out::Screen;
use exceptio::{ClaimReport, TestReport};

/// What stands around a report.
pub struct Around<'a> {
    /// Where the study came from.
    pub place: &'a Place,
    /// The study and the view, as options.
    pub again: &'a str,
    /// The same with the study as the first argument.
    pub again_of: &'a str,
    /// Leave nothing out.
    pub all: bool,
    /// How many theories the study has.
    pub theories: usize,
    /// Whether the study was named on the command line.
    pub named: bool,
    /// Whether the theory was.
    pub named_theory: bool,
}

/// Cases drawn over the years before the rest is only counted.
const CASES: usize = 12;

/// The whole of it.
pub fn draw(screen: &Screen, report: &TestReport, around: &Around<'_>) -> String {
    let room = Room { width: screen.width, all: around.all };
    let cases = cases(report);
    let mut text = head(report, room);
    if let Some(nothing) = report.study.nothing_public() {
        text.push_str(&wrap(&nothing, room.width, "", ""));
        return text;
    }
    text.push_str(&result(report, &cases, room));
    text.push_str(&table(report, &cases, room));
    text.push_str(&terms(report, room));
    text.push_str(&timelines(report, &cases, room));
    text.push_str(&claims(report, room));
    text.push_str(&predictions(report, room));
    text.push_str(&disputes(report, room));
    text.push_str(&hurts(report, room));
    text
}

/// A heading with a line to the right edge.
pub fn heading(title: &str, columns: usize) -> String {
    let line = "─".repeat(columns.saturating_sub(width(title) + 1));
    format!("\n{} {}\n\n", paint(BOLD, title), paint(DIM, line))
}

fn terms(report: &TestReport, room: Room) -> String {
    let theory = &report.theory;
    let mut rows: Vec<(String, &str)> = Vec::new();
    if !theory.scope.is_empty() {
        rows.push(("scope".to_owned(), &theory.scope));
    }
    for (name, words) in &theory.conditions {
        rows.push((name.clone(), words));
    }
    for (name, label, words) in &theory.outcomes {
        rows.push((format!("{name} {label}").trim_end().to_owned(), words));
    }
    let names = rows.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
    let mut text = "\n".to_owned();
    for (name, words) in rows {
        let rest = " ".repeat(names + 4);
        text.push_str(&wrap(words, room.width, &format!("  {}  ", pad(&name, names)), &rest));
    }
    let case = report.claims.first().and_then(|claim| claim.verdicts.first()).map_or("", |verdict| &verdict.case);
    let who = if case.contains('>') {
        "a is the actor whose policy is explained, b the partner; "
    } else if case.contains('-') && report.cases.iter().all(|case| !case.second.is_empty()) {
        "a and b are the two actors of a pair; "
    } else {
        ""
    };
    text.push_str(&paint(DIM, format!("  {who}* and, + or, ~ not")));
    text.push('\n');
    text
}

fn timelines(report: &TestReport, cases: &[CaseIn<'_>], room: Room) -> String {
    let label = report.cases.iter().flat_map(|case| &case.series).map(|series| width(&series.name));
    let marks = report.claims.iter().map(|claim| width(&timeline::claim_label(claim)) + 2);
    let label = label.chain(marks).max().unwrap_or(0).clamp(8, 24);
    let (from, until) = &report.study.window;
    let Some(axis) = Axis::new(from, until, room.width.saturating_sub(label + 5)) else { return String::new() };
    let drawn: Vec<&CaseIn<'_>> = cases.iter().filter(|case| case.drawn.is_some()).collect();
    if drawn.is_empty() {
        return String::new();
    }
    let (telling, flat): (Vec<&CaseIn<'_>>, Vec<&CaseIn<'_>>) =
        drawn.into_iter().partition(|case| room.all || tells(report, case));
    let mut text = heading("Cases over the years", room.width);
    let shown = if room.all { telling.len() } else { CASES.min(telling.len()) };
    text.push_str(&legend(&timeline::legend(telling.iter().take(shown).filter_map(|case| case.drawn)), room.width));
    for case in telling.iter().take(shown) {
        let Some(drawn) = case.drawn else { continue };
        let all: Vec<&ClaimReport> = case.breaks.iter().chain(&case.elsewhere).copied().collect();
        let fares = match case.fares {
            _ if !all.is_empty() => paint(RED, format!("✗ breaks {}", verdicts::names_of(&all, &report.claims))),
            Fares::Keeps => paint(style("conforms"), "✓ breaks nothing"),
            Fares::Open => paint(YELLOW, "? undecided"),
            Fares::Breaks | Fares::Silent => String::new(),
        };
        text.push_str(&format!("\n{}  {}  {fares}\n", paint(BOLD, case.title()), paint(DIM, case.name)));
        text.push_str(&timeline::draw(drawn, &report.claims, &axis, label, room.width));
    }
    if telling.len() > shown {
        text.push_str(&format!("\n{} more (--all draws them).\n", counted(telling.len() - shown, "case", "cases")));
    }
    if !flat.is_empty() {
        let names: Vec<String> = flat.iter().map(|case| case.name.to_owned()).collect();
        let words = format!("Never allied and nothing decided, so not drawn (--all draws them): {}.", names.join(", "));
        text.push('\n');
        text.push_str(&paint(DIM, block(&words, room.width, 0).trim_end()));
        text.push('\n');
    }
    if report.cases_not_drawn > 0 {
        let words = format!(
            "\n{} not drawn for want of room (--all draws them).\n",
            counted(report.cases_not_drawn, "case", "cases")
        );
        text.push_str(&words);
    }
    text
}

/// Whether a case has anything to show: an outcome that holds or may, or a day on which a claim is kept or broken.
fn tells(report: &TestReport, case: &CaseIn<'_>) -> bool {
    let outcome = case.drawn.is_some_and(|drawn| {
        let outcomes = drawn.series.iter().filter(|series| series.role == "outcome");
        outcomes.flat_map(|series| &series.pieces).any(|piece| piece.value != "no" && piece.value != "unknown")
    });
    let judged =
        report.claims.iter().filter_map(|claim| claim.verdicts.iter().find(|verdict| verdict.case == case.name));
    outcome || judged.into_iter().any(|verdict| verdict.days[0] + verdict.days[1] > 0 || case.fares == Fares::Breaks)
}

fn claims(report: &TestReport, room: Room) -> String {
    let mut text = heading("Claims", room.width);
    let groups = by_name(&report.claims);
    for (at, group) in groups.iter().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        text.push_str(&verdicts::draw(group, room));
    }
    if !report.consequences.is_empty() {
        text.push('\n');
        for consequence in &report.consequences {
            text.push_str(&wrap(&format!("From the text alone: {consequence}."), room.width, "", "  "));
        }
    }
    text
}
