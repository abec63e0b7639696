//! Several theories against the same cases, side by side.

use super::paint::{BOLD, DIM, GREEN, RED, YELLOW, pad, paint, width, wrap};
use super::timeline::definition_label;
use crate::out::Screen;
use exceptio::{Table, TestReport};

/// One row a theory and definition, one column a claim: deviates / conforms / undecided.
pub fn draw(screen: &Screen, reports: &[TestReport]) -> String {
    let mut claims: Vec<&str> = Vec::new();
    for claim in reports.iter().flat_map(|report| &report.claims) {
        if !claims.contains(&claim.name.as_str()) {
            claims.push(&claim.name);
        }
    }
    let mut rows: Vec<(String, String, Vec<String>)> = Vec::new();
    for report in reports {
        let mut labels: Vec<String> = Vec::new();
        for claim in &report.claims {
            let label = definition_label(claim);
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
        for (at, label) in labels.iter().enumerate() {
            let cells = claims.iter().map(|name| {
                let found = report.claims.iter().find(|claim| claim.name == *name && definition_label(claim) == *label);
                found.map_or_else(String::new, |claim| {
                    let tally = &claim.tally;
                    let number = |count: usize, style| if count == 0 { paint(DIM, 0) } else { paint(style, count) };
                    format!(
                        "{}/{}/{}",
                        number(tally.deviates, RED),
                        number(tally.conforms, GREEN),
                        number(tally.undecided, YELLOW)
                    )
                })
            });
            let name = if at == 0 { report.theory.name.clone() } else { String::new() };
            rows.push((name, label.clone(), cells.collect()));
        }
    }
    let names = rows.iter().map(|row| width(&row.0)).max().unwrap_or(0);
    let labels = rows.iter().map(|row| width(&row.1)).max().unwrap_or(0);
    let column = |at: usize| rows.iter().map(|row| width(&row.2[at])).chain([claims[at].len()]).max().unwrap_or(0) + 2;
    let mut text = " ".repeat(names + labels + 4);
    for (at, claim) in claims.iter().enumerate() {
        let fill = if at + 1 < claims.len() { column(at) } else { 0 };
        text.push_str(&pad(&paint(BOLD, claim), fill));
    }
    text.push('\n');
    for (name, label, cells) in &rows {
        let mut line = format!("{}  {}  ", paint(BOLD, pad(name, names)), pad(label, labels));
        for (at, cell) in cells.iter().enumerate() {
            line.push_str(&pad(cell, column(at)));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text.push_str(&paint(DIM, "cases that deviate/conform/are undecided"));
    text.push_str("\n\n");
    for report in reports {
        text.push_str(&wrap(
            &format!("{}: {}", paint(BOLD, &report.theory.name), report.theory.title),
            screen.width,
            "",
            "  ",
        ));
    }
    text
}

/// One row for each theory, claim and definition.
pub fn table(reports: &[TestReport]) -> Table {
    let mut table = Table::new(&[
        "theory",
        "title",
        "claim",
        "words",
        "definition",
        "clock",
        "deviates",
        "conforms",
        "undecided",
        "irrelevant",
        "fragile",
        "out_of_scope",
        "scope_unknown",
    ]);
    for report in reports {
        for claim in &report.claims {
            let tally = &claim.tally;
            let counts = [
                tally.deviates,
                tally.conforms,
                tally.undecided,
                tally.irrelevant,
                tally.fragile,
                tally.out_of_scope,
                tally.scope_unknown,
            ];
            let words = [
                report.theory.name.as_str(),
                &report.theory.title,
                &claim.name,
                &claim.words,
                &claim.definition,
                claim.clock,
            ];
            let row = words.into_iter().map(str::to_owned).chain(counts.iter().map(usize::to_string));
            table.rows.push(row.collect());
        }
    }
    table
}
