//! What a back-test and `exceptio score` show: scores beside baselines, calibration, what is not resolved.

use super::columns::columns;
use super::forecast::chance;
use super::paint::{BOLD, DIM, GREEN, RED, YELLOW, block, counted, paint, wrap};
use super::test::heading;
use crate::out::Screen;
use exceptio::{BacktestReport, ScoreLine, ScoreReport, SkillReport};

/// A back-test.
pub fn backtest(screen: &Screen, report: &BacktestReport, all: bool) -> String {
    let width = screen.width;
    let (first, last, days) = &report.days;
    let mut text = format!("{}\n", paint(BOLD, format!("Back-test of {}", report.theory)));
    text.push_str(&wrap(
        &format!(
            "on {} from {first} to {last}, each {} ahead; what came is looked at up to {}",
            counted(*days, "day", "days"),
            report.horizon,
            report.known_to
        ),
        width,
        "",
        "  ",
    ));
    let groups = [
        ("as known then", "As known then", "from what was public by the day: a test of foresight"),
        (
            "with hindsight",
            "With hindsight",
            "from everything coded, up to the day: no event after it was looked at, but somebody who knew how it ended chose \
             what to code, and made the theory. No test of foresight.",
        ),
    ];
    for (made, title, what) in groups {
        text.push_str(&heading(title, width));
        text.push_str(&block(what, width, 0));
        text.push('\n');
        let lines: Vec<&ScoreLine> = report.scores.iter().filter(|line| line.made == made).collect();
        if lines.is_empty() {
            let why = match (&report.first_public, made) {
                (None, "as known then") => "Nothing that a forecast needs was public on any of these days.",
                _ => "No forecast could be resolved.",
            };
            text.push_str(&block(why, width, 0));
        }
        for line in lines {
            text.push_str(&score(line, width, all));
        }
        let open = if made == "as known then" { report.unresolved.0 } else { report.unresolved.1 };
        if open > 0 {
            let words = format!("{} not resolved: what came is not coded.", counted(open, "forecast", "forecasts"));
            text.push_str(&format!("{}\n", paint(DIM, words)));
        }
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// The register resolved.
pub fn register(screen: &Screen, report: &ScoreReport, all: bool) -> String {
    let width = screen.width;
    let resolved = report.forecasts.iter().filter(|line| line.happened.is_some()).count();
    let mut text = format!(
        "{}\n",
        paint(
            BOLD,
            format!(
                "{}, {resolved} resolved",
                counted(report.forecasts.len(), "registered forecast", "registered forecasts")
            )
        )
    );
    text.push_str(&format!("{}\n", paint(DIM, format!("the chain is whole; its seal is {}", report.head))));
    for (made, title, what) in [
        (
            "said to be in time",
            "Said to be written in time",
            "by the day that was given when they were written; the register cannot prove it. The seal can, to those who saw it \
             by then.",
        ),
        (
            "said to be in time, with hindsight",
            "Said to be written in time, with hindsight",
            "they rest on codings that were recorded, or may have become public, after the day that they are made on, or on a \
             later theory: no test of foresight",
        ),
        ("back-dated", "Back-dated", "written after the day that they are made on: no test of foresight"),
        (
            "back-dated, with hindsight",
            "Back-dated, with hindsight",
            "written after the day that they are made on, from what was coded later still: no test of foresight",
        ),
    ] {
        let lines: Vec<&ScoreLine> = report.scores.iter().filter(|line| line.made == made).collect();
        if lines.is_empty() {
            continue;
        }
        text.push_str(&heading(title, width));
        text.push_str(&block(what, width, 0));
        text.push('\n');
        for line in lines {
            text.push_str(&score(line, width, all));
        }
    }
    text.push_str(&heading("Forecasts", width));
    let shown = if all { report.forecasts.len() } else { report.forecasts.len().min(20) };
    for line in &report.forecasts[..shown] {
        let (sign, style) = match line.came {
            "it happened" => ("✓ ", GREEN),
            "it did not" => ("✗ ", RED),
            "nothing due" => ("· ", DIM),
            _ => ("? ", YELLOW),
        };
        let words = format!(
            "{} {} {} {}, as of {}{}, by {}: {}",
            paint(DIM, line.line),
            paint(BOLD, &line.subject),
            line.kind,
            chance(line.probability),
            line.as_of,
            if line.hindsight { ", with hindsight" } else { "" },
            line.until,
            paint(style, format!("{sign}{}", line.came))
        );
        text.push_str(&wrap(&words, width, "", "    "));
        text.push_str(&paint(DIM, wrap(&about(&line.outcome, &line.why), width, "    ", "    ").trim_end()));
        text.push('\n');
    }
    if report.forecasts.len() > shown {
        text.push_str(&format!("{} more (--all).\n", report.forecasts.len() - shown));
    }
    text
}

fn about(outcome: &str, why: &str) -> String {
    if outcome.is_empty() || why.contains(outcome) { why.to_owned() } else { format!("{outcome}: {why}") }
}

fn score(line: &ScoreLine, width: usize, all: bool) -> String {
    let what = if line.outcome.is_empty() { line.kind.to_owned() } else { format!("{}: {}", line.kind, line.outcome) };
    let ahead = if line.horizon.is_empty() { String::new() } else { format!(", {} ahead", line.horizon) };
    let mut text = format!(
        "{}{ahead}  {} about {}; it happened in {}\n",
        paint(BOLD, what),
        counted(line.n, "forecast", "forecasts"),
        counted(line.things, "thing", "things"),
        line.happened
    );
    let number = |value: f64| format!("{value:.4}");
    let skill = |value: Option<f64>| value.map_or_else(|| "none to beat".to_owned(), |value| format!("{value:+.3}"));
    let mut rows = vec![vec![
        "the forecasts".to_owned(),
        number(line.brier),
        number(line.log),
        String::new(),
        String::new(),
        String::new(),
    ]];
    let row = |one: &SkillReport| {
        let range = one.without_any_one.map_or_else(String::new, |(least, most)| format!("{least:+.3} to {most:+.3}"));
        vec![
            one.baseline.to_owned(),
            number(one.brier),
            number(one.log),
            skill(one.brier_skill),
            skill(one.log_skill),
            range,
        ]
    };
    rows.extend(line.skill.iter().map(row));
    let head = ["", "Brier", "log", "Brier skill", "log skill", "without any one thing"];
    text.push_str(&columns(&head, &rows, &[1, 2, 3, 4], 2, width));
    text.push_str(&wrap(&line.says, width, "  → ", "    "));
    let rows: Vec<Vec<String>> = line
        .calibration
        .iter()
        .map(|bin| {
            vec![
                format!("{:.2}–{:.2}", bin.range.0, bin.range.1),
                bin.n.to_string(),
                format!("{:.3}", bin.mean),
                format!("{:.3}", bin.happened as f64 / bin.n as f64),
                bin.happened.to_string(),
            ]
        })
        .collect();
    text.push_str(&columns(&["given", "n", "mean", "came", "times"], &rows, &[1, 2, 3, 4], 2, width));
    text.push('\n');
    if all {
        text.pop();
        let part = |name: &str| line.murphy.get(name).copied().unwrap_or(f64::NAN);
        text.push_str(&format!(
            "  Brier = reliability {:.5} - resolution {:.5} + uncertainty {:.5} + within bins {:+.5}\n\n",
            part("reliability"),
            part("resolution"),
            part("uncertainty"),
            part("within")
        ));
    }
    text
}
