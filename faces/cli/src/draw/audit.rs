//! What `exceptio audit` shows: how cases entered, cells without a case, each claim on other samples, a simulation.

use super::columns::columns;
use super::paint::{BOLD, DIM, YELLOW, block, counted, paint, wrap};
use super::test::heading;
use crate::out::Screen;
use exceptio::{AuditReport, CellReport, ClaimAuditReport, SampledReport, SimulationReport};

/// The whole of it.
pub fn draw(screen: &Screen, report: &AuditReport, all: bool) -> String {
    let width = screen.width;
    let mut text = format!("{}\n", paint(BOLD, format!("Selection of cases, for {}", report.theory)));
    text.push_str(&entered(report, width));
    text.push_str(&cells(report, width, all));
    if !report.claims.is_empty() {
        text.push_str(&heading("Claim by claim", width));
        let words = "by day, on these samples: the study; only days with the outcome, as if cases had been chosen on it; without the \
                     deviant cases; everyone, coded or not; everyone, with the outcome of cases that are not in the study left open. In \
                     brackets the change of the least and of the most against the study.";
        text.push_str(&paint(DIM, block(words, width, 0).trim_end()));
        text.push('\n');
    }
    for claim in &report.claims {
        let definition = if claim.definition.is_empty() { String::new() } else { format!(", {}", claim.definition) };
        let title = format!("{}, {}{definition}", claim.claim, claim.relation);
        text.push_str(&format!("\n{}\n", paint(BOLD, title)));
        text.push_str(&samples(claim, width));
    }
    if !report.events.is_empty() {
        let names: Vec<String> = report.events.iter().map(|name| format!("`{name}`")).collect();
        let words = format!(
            "{} are about events and have no parameters: a case in which nothing begins or ends says nothing of them, whoever \
             chose it.",
            super::paint::listed(&names)
        );
        text.push_str(&format!("\n{}", block(&words, width, 0)));
    }
    text.push_str(&heading("No independent test", width));
    let independence = &report.independence;
    let words = format!(
        "Of {}, {} have a coding of the condition and one of the outcome from the very same place of one source, {} rest on one \
         source alone, and {} were coded by one person throughout.",
        counted(independence.decided, "verdict that conforms or deviates", "verdicts that conform or deviate"),
        independence.same_place,
        independence.same_source,
        independence.same_coder
    );
    text.push_str(&block(&words, width, 0));
    if let Some(simulation) = &report.simulation {
        text.push_str(&simulated(simulation, width));
    }
    text
}

fn entered(report: &AuditReport, width: usize) -> String {
    let mut text = heading("How cases entered", width);
    let (here, all) = report.cases;
    let [outcome, both, other, everyone, through] = report.entered;
    let words = if report.full_universe {
        format!("All {} of which the theory speaks are in: nothing was selected.", counted(all, "case", "cases"))
    } else {
        format!("{here} of {} of which the theory speaks are in.", counted(all, "case", "cases"))
    };
    text.push_str(&block(&words, width, 0));
    let rows: Vec<Vec<String>> = [
        (outcome, "only what the outcome reads is coded of the pair: chosen on the outcome"),
        (through, "something else too, but only from where the outcome was read or of days with it: chosen on it"),
        (both, "the outcome and something else, from elsewhere and of other days"),
        (other, "only something else"),
        (everyone, "nothing of the pair itself"),
    ]
    .iter()
    .map(|(count, words)| vec![count.to_string(), (*words).to_owned()])
    .collect();
    text.push_str(&columns(&["", ""], &rows, &[0], 2, width));
    if let Some(share) = report.share_chosen {
        let chosen: Vec<&str> =
            report.chosen_on_outcome.iter().chain(&report.through_outcome).map(String::as_str).collect();
        let names = if chosen.is_empty() { String::new() } else { format!(": {}", chosen.join(", ")) };
        let words = format!("Chosen on the outcome: {} of {here}, a share of {share:.2}{names}.", chosen.len());
        text.push_str(&block(&words, width, 2));
    }
    text.push('\n');
    let rows: Vec<Vec<String>> = report
        .outcomes
        .iter()
        .map(|outcome| {
            let share = |(yes, no, _): (usize, usize, usize)| {
                if yes + no == 0 { "-".to_owned() } else { format!("{:.2}", yes as f64 / (yes + no) as f64) }
            };
            let counts = |(yes, no, unknown): (usize, usize, usize)| format!("{yes}/{no}/{unknown}");
            vec![
                outcome.outcome.clone(),
                counts(outcome.held),
                share(outcome.held),
                counts(outcome.held_of_all),
                share(outcome.held_of_all),
            ]
        })
        .collect();
    text.push_str(&columns(
        &["ever/never/unknown", "in the study", "share", "of all", "share"],
        &rows,
        &[1, 2, 3, 4],
        2,
        width,
    ));
    text
}

fn cells(report: &AuditReport, width: usize, all: bool) -> String {
    let mut text = heading("Cells", width);
    let mut outcomes: Vec<&str> = Vec::new();
    for cell in &report.cells {
        if !outcomes.contains(&cell.outcome.as_str()) {
            outcomes.push(&cell.outcome);
        }
    }
    for outcome in outcomes {
        let mine: Vec<&CellReport> = report.cells.iter().filter(|cell| cell.outcome == outcome).collect();
        let mut head: Vec<&str> =
            mine.first().map_or_else(Vec::new, |cell| cell.criteria.iter().map(|(name, _)| name.as_str()).collect());
        head.extend([outcome, "cases", "years", "of all", "years"]);
        let shown: Vec<&&CellReport> = mine.iter().filter(|cell| all || mine.len() <= 16 || cell.cases == 0).collect();
        let rows: Vec<Vec<String>> = shown
            .iter()
            .map(|cell| {
                let mut row: Vec<String> = cell.criteria.iter().map(|(_, held)| (*held).to_owned()).collect();
                row.push(if cell.holds { "yes" } else { "no" }.to_owned());
                let years = |days: i64| format!("{:.1}", days as f64 / 365.25);
                let empty = cell.cases == 0;
                row.push(if empty { paint(YELLOW, "none") } else { cell.cases.to_string() });
                row.extend([years(cell.days), cell.cases_of_all.to_string(), years(cell.days_of_all)]);
                row
            })
            .collect();
        let right: Vec<usize> = (head.len() - 4..head.len()).collect();
        text.push_str(&columns(&head, &rows, &right, 2, width));
        text.push('\n');
    }
    for outcome in &report.cells_left_out {
        text.push_str(&block(
            &format!("{outcome} hangs on more than eight criteria: too many cells to list."),
            width,
            0,
        ));
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

fn bounds(value: Option<(f64, f64)>) -> String {
    match value {
        None => "undefined".to_owned(),
        Some((least, most)) => {
            let (least, most) = (format!("{least:.2}"), format!("{most:.2}"));
            if least == most { least } else { format!("{least}–{most}") }
        }
    }
}

/// A parameter's cell: its value, and how far it moved; one that selection fixes is no number.
fn cell(parameter: &SampledReport, first: bool) -> String {
    if parameter.fixed.is_some() {
        return paint(YELLOW, "fixed");
    }
    let value = bounds(parameter.bounds);
    let moved = |change: f64| if change.abs() < 0.005 { "0".to_owned() } else { format!("{change:+.2}") };
    match parameter.change.filter(|_| !first).map(|(least, most)| (moved(least), moved(most))) {
        Some((least, most)) if least == most && least != "0" => format!("{value} ({least})"),
        Some((least, most)) if least != most => format!("{value} ({least}/{most})"),
        _ => value,
    }
}

/// A sample in a word or two, so that a table fits.
fn short(sample: &str) -> &str {
    match sample {
        "all cases of the study" => "the study",
        "days with the outcome only" => "outcome only",
        "without the deviant cases" => "no deviants",
        "all cases there are, as coded" => "everyone",
        "all cases there are, outcomes not coded left open" => "everyone, open",
        other => other,
    }
}

fn samples(claim: &ClaimAuditReport, width: usize) -> String {
    let mut text = wrap(&claim.words, width, "", "  ");
    let Some(first) = claim.samples.first() else { return text };
    let mut head = vec!["by day", "cases", "years"];
    head.extend(first.parameters.iter().map(|parameter| parameter.name));
    let rows: Vec<Vec<String>> = claim
        .samples
        .iter()
        .enumerate()
        .map(|(at, sample)| {
            let mut row = vec![
                short(sample.sample).to_owned(),
                sample.cases.to_string(),
                format!("{:.1}", sample.days as f64 / 365.25),
            ];
            row.extend(sample.parameters.iter().map(|parameter| cell(parameter, at == 0)));
            row
        })
        .collect();
    text.push_str(&columns(&head, &rows, &[1, 2], 2, width));
    let mut said: Vec<&str> = Vec::new();
    for fixed in claim.samples.iter().flat_map(|sample| &sample.parameters).filter_map(|parameter| parameter.fixed) {
        if !said.contains(&fixed) {
            said.push(fixed);
        }
    }
    for fixed in said {
        text.push_str(&format!("  {}\n", paint(DIM, fixed)));
    }
    text.push_str(&wrap(claim.selection, width, "  → ", "    "));
    text
}

fn simulated(simulation: &SimulationReport, width: usize) -> String {
    let mut text = heading("Simulation", width);
    let (x, with, without) = simulation.truth;
    let words = format!(
        "Truth from {}: P(X) {x:.3}, P(Y | X) {with:.3}, P(Y | not X) {without:.3}. {} of {} for each rule, seed {}.",
        simulation.truth_from,
        counted(simulation.studies, "study", "studies"),
        counted(simulation.cases, "case", "cases"),
        simulation.seed
    );
    text.push_str(&block(&words, width, 0));
    for rule in &simulation.rules {
        text.push_str(&format!("\n{}\n", paint(BOLD, &rule.rule)));
        let number = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"));
        let rows: Vec<Vec<String>> = rule
            .parameters
            .iter()
            .map(|parameter| {
                vec![
                    format!("{} of {}", parameter.name, parameter.relation),
                    number(parameter.truth),
                    number(parameter.mean),
                    parameter.bias.map_or_else(|| "-".to_owned(), |bias| format!("{bias:+.3}")),
                    parameter.noise.map_or_else(|| "-".to_owned(), |noise| format!("±{noise:.3}")),
                    number(parameter.coverage),
                    parameter.undefined.to_string(),
                ]
            })
            .collect();
        let head = ["", "truth", "mean", "bias", "chance", "95 % interval holds it", "undefined"];
        text.push_str(&columns(&head, &rows, &[1, 2, 3, 4, 5, 6], 2, width));
    }
    text
}
