//! Who could be whose partner: one row an actor, one column a criterion, and under it what would change.

use super::flips::{change, joined};
use super::paint::{BOLD, CYAN, DIM, GREEN, RED, YELLOW, counted, listed, pad, paint, width, wrap};
use crate::out::Screen;
use anstyle::Style;
use exceptio::time;
use exceptio::{CandidateReport, CandidatesReport, StandingReport};

/// The sign, word and colour of a standing.
fn look(standing: &StandingReport) -> (String, Style) {
    let (sign, style) = match standing.fares {
        "holds" => ("✓", GREEN),
        "fails" => ("✗", RED),
        "partly" => ("≈", YELLOW),
        _ => ("?", YELLOW),
    };
    let disputed = if standing.elsewhere.is_empty() { "" } else { " ≈" };
    (format!("{sign} {}{disputed}", standing.fares), style)
}

/// The whole of it.
pub fn draw(screen: &Screen, report: &CandidatesReport, all: bool) -> String {
    let columns = screen.width;
    let days = if report.days.0 == report.days.1 {
        format!("on {}", report.days.0)
    } else {
        format!("on all days from {} to {}", report.days.0, report.days.1)
    };
    let mut text = wrap(
        &format!(
            "{} of {} {days}, under {}: {}",
            paint(BOLD, &report.outcome),
            report.name,
            report.theory,
            report.title
        ),
        columns,
        "",
        "  ",
    );
    text.push('\n');
    for criterion in &report.criteria {
        let claims: Vec<String> = criterion.claims.iter().map(|(claim, role)| format!("{role} by `{claim}`")).collect();
        let formula =
            if criterion.formula == criterion.name { String::new() } else { format!(": {}", criterion.formula) };
        let words = format!("{}{formula} ({})", paint(BOLD, &criterion.name), listed(&claims));
        text.push_str(&wrap(&words, columns, "  ", "      "));
    }
    text.push('\n');
    text.push_str(&rows(report));
    text.push_str(&paint(DIM, "  ≈ after a word: otherwise under another reading"));
    text.push_str("\n\n");
    for candidate in &report.candidates {
        text.push_str(&one(report, candidate, columns, all));
    }
    text
}

fn rows(report: &CandidatesReport) -> String {
    let names: Vec<&str> =
        report.criteria.iter().map(|one| one.name.as_str()).chain([report.outcome.as_str()]).collect();
    let mut lines: Vec<Vec<(String, Style)>> =
        vec![names.iter().map(|name| (super::paint::cut(name, 24), BOLD)).collect()];
    for candidate in &report.candidates {
        lines.push(candidate.criteria.iter().chain([&candidate.outcome]).map(look).collect());
    }
    let widths: Vec<usize> =
        (0..names.len()).map(|at| lines.iter().map(|line| width(&line[at].0)).max().unwrap_or(0)).collect();
    let label = |candidate: &CandidateReport| format!("{}  {}", candidate.actor, candidate.name);
    let first = report.candidates.iter().map(|one| width(&label(one))).max().unwrap_or(0);
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        let label = if at == 0 { String::new() } else { label(&report.candidates[at - 1]) };
        let mut row = format!("  {}", pad(&label, first));
        for (column, ((words, style), width)) in line.iter().zip(&widths).enumerate() {
            let fill = if column + 1 < line.len() { *width } else { 0 };
            row.push_str(&format!("  {}", paint(*style, pad(words, fill))));
        }
        text.push_str(row.trim_end());
        text.push('\n');
    }
    text
}

fn one(report: &CandidatesReport, candidate: &CandidateReport, columns: usize, all: bool) -> String {
    let lacking: Vec<String> = report
        .criteria
        .iter()
        .zip(&candidate.criteria)
        .filter(|(_, standing)| standing.fares != "holds")
        .map(|(criterion, standing)| match standing.fares {
            "fails" => format!("lacks {}", criterion.name),
            "partly" => format!("has {} {}", criterion.name, when(standing)),
            _ => format!("has no known {} ({})", criterion.name, standing.why.unwrap_or("unknown")),
        })
        .collect();
    let scope = candidate.scope.as_ref().filter(|scope| scope.fares != "holds").map(|scope| match scope.fares {
        "fails" => "; the theory does not speak of it",
        _ => "; whether the theory speaks of it is not certain",
    });
    let holds = if lacking.is_empty() { "meets every criterion".to_owned() } else { listed(&lacking) };
    let head = format!("{} {holds}{}.", paint(BOLD, &candidate.name), scope.unwrap_or_default());
    let mut text = wrap(&head, columns, "", "  ");
    if lacking.is_empty() {
        return text;
    }
    let Some(first) = candidate.changes.first() else {
        let words = format!(
            "no set of {} would make it meet all of them",
            super::paint::counted(report.size, "change", "changes or fewer")
        );
        text.push_str(&paint(DIM, wrap(&words, columns, "    ", "    ").trim_end()));
        text.push('\n');
        return text;
    };
    let shown = if all { candidate.changes.len() } else { 1 };
    for flip in &candidate.changes[..shown] {
        let words: Vec<String> = flip.changes.iter().map(change).collect();
        text.push_str(&wrap(&joined(&words), columns, "  • ", "    "));
    }
    let more = candidate.changes.len() - shown;
    if more > 0 {
        let same = candidate.changes.iter().filter(|flip| flip.changes.len() == first.changes.len()).count() - 1;
        let sets = counted(more, "other set of changes", "other sets of changes");
        let words = match (more, same) {
            (1, 1) => format!("or {sets}, as small (--all)"),
            (1, _) => format!("or {sets}, larger (--all)"),
            _ => format!("or {sets}, {same} of them as small (--all)"),
        };
        text.push_str(&format!("    {}\n", paint(DIM, words)));
    }
    text
}

/// The days on which something holds, as far as it is only partly so.
fn when(standing: &StandingReport) -> String {
    let days = standing.days.iter().filter(|piece| piece.value == "yes");
    let days: Vec<String> = days.map(|piece| format!("{} to {}", piece.from, piece.until)).collect();
    format!("only {}", listed(&days))
}

/// What to ask next.
pub fn advice(report: &CandidatesReport, again: &str) -> String {
    let Some(candidate) = report.candidates.iter().find(|one| one.missing > 0) else { return String::new() };
    let command = format!("exceptio explain '{}' --at {}{again}", candidate.case, time::year(&report.days.0));
    format!("\n{}\n  {}\n", paint(DIM, "Next: down to the codings:"), paint(CYAN, command))
}
