//! What `exceptio forecast` shows: decisions due, what may end, what may come about, the past behind it, hindsight.

use super::columns::columns;
use super::paint::{BOLD, DIM, YELLOW, block, counted, listed, paint, width, wrap};
use super::test::heading;
use crate::out::Screen;
use exceptio::{ForecastLine, ForecastReport, HindsightReport, PastReport};

/// Formations shown before the rest is only counted.
const FORMATIONS: usize = 8;

/// The whole of it.
pub fn draw(screen: &Screen, report: &ForecastReport, all: bool) -> String {
    let columns = screen.width;
    let mut text = format!(
        "{} {}\n",
        paint(BOLD, format!("Forecasts as of {},", report.as_of)),
        paint(DIM, format!("{} ahead, to {}", report.horizon, report.until))
    );
    text.push_str(&wrap(&format!("{}: {}", report.theory, report.title), columns, "", "  "));
    text.push_str(&hindsight(&report.hindsight, &report.as_of, columns));
    let due: Vec<&ForecastLine> = of(report, "renewal", None);
    if !due.is_empty() {
        text.push_str(&heading("Decisions due", columns));
        for line in due {
            text.push_str(&decision(line, columns));
        }
    }
    let mut outcomes: Vec<&str> = Vec::new();
    for past in &report.past {
        if !outcomes.contains(&past.outcome.as_str()) && past.kind != "renewal" {
            outcomes.push(&past.outcome);
        }
    }
    for outcome in outcomes {
        let ends = of(report, "end", Some(outcome));
        if !ends.is_empty() {
            text.push_str(&heading(&format!("{outcome}: will it end?"), columns));
            text.push_str(&rows(&ends, "ends", usize::MAX, columns));
        }
        let forms = of(report, "formation", Some(outcome));
        if !forms.is_empty() {
            text.push_str(&heading(&format!("{outcome}: will it come about?"), columns));
            text.push_str(&rows(&forms, "comes", if all { usize::MAX } else { FORMATIONS }, columns));
        }
    }
    if report.forecasts.is_empty() {
        let words = format!(
            "Nothing can be forecast: on {} the theory is not known to speak of any case, from the {} public by then. Code what its \
             scope, criteria and outcomes read, each with the day on which it became `public`.",
            report.as_of,
            counted(report.study.codings, "coding", "codings")
        );
        text.push_str(&format!("\n{}", block(&words, columns, 0)));
    }
    text.push_str(&unsaid(report, all, columns));
    if report.past.iter().any(|past| past.all.trials > 0) {
        text.push_str(&past(report, columns));
    }
    text
}

fn of<'a>(report: &'a ForecastReport, kind: &str, outcome: Option<&str>) -> Vec<&'a ForecastLine> {
    let mine = report.forecasts.iter().filter(|line| line.kind == kind);
    let mut lines: Vec<&ForecastLine> = mine.filter(|line| outcome.is_none_or(|name| line.outcome == name)).collect();
    if kind != "renewal" {
        lines.sort_by(|a, b| b.probability.total_cmp(&a.probability)); // stable: the order of ids within each
    }
    lines
}

/// Two digits, and never a certainty that is none: `<0.01`, `>0.99`.
pub fn chance(probability: f64) -> String {
    if probability > 0.0 && probability < 0.005 {
        "<0.01".to_owned()
    } else if (0.995..1.0).contains(&probability) {
        ">0.99".to_owned()
    } else {
        format!("{probability:.2}")
    }
}

fn interval((low, high): (f64, f64)) -> String {
    let (low, high) = (chance(low), chance(high));
    if low == high { low } else { format!("{low} to {high}") }
}

fn decision(line: &ForecastLine, columns: usize) -> String {
    let when = match &line.due {
        Some((first, last)) if first == last => format!("on {first}"),
        Some((first, last)) => format!("between {first} and {last}"),
        None => String::new(),
    };
    let base = &line.baselines;
    let mut text = format!("{}  a term runs out {when}\n", paint(BOLD, &line.subject));
    let renewed = format!("  renewed {} {}", paint(BOLD, chance(line.probability)), interval(line.interval));
    let baselines = format!(
        "always-continues {}, base rate {}, never-ally {}",
        chance(base.always_continues),
        chance(base.base_rate),
        chance(base.never_ally)
    );
    let beside = width(&renewed) + 3 + width(&baselines) <= columns;
    let between = if beside { "   " } else { "\n  " };
    text.push_str(&format!("{renewed}{between}{}\n", paint(DIM, baselines)));
    let own = format!(
        "{}: {} of {} such decisions ended in renewal, and {} of {} others",
        criteria(line),
        line.own.happened,
        line.own.trials,
        line.others.happened,
        line.others.trials
    );
    text.push_str(&wrap(&own, columns, "  ", "    "));
    if line.pairs.len() > 1 {
        let words = format!(
            "judged by {}, parties on that day: {}",
            counted(line.pairs.len(), "pair", "pairs"),
            line.pairs.join(", ")
        );
        text.push_str(&wrap(&words, columns, "  ", "    "));
    }
    text.push_str(&wrap(&format!("the theory expects: it {}{}", expects(line), claims(line)), columns, "  ", "    "));
    text.push_str(&readings(line, columns));
    for criterion in &line.criteria {
        let mut codings: Vec<String> = criterion
            .codings
            .iter()
            .map(|coding| format!("{}:{} ({}, {})", coding.file, coding.line, coding.source, coding.locator))
            .collect();
        if criterion.rests_on_silence {
            codings.push("what silence is taken to mean".to_owned());
        }
        if !codings.is_empty() {
            let words = format!("{} rests on {}", criterion.name, listed(&codings));
            text.push_str(&paint(DIM, wrap(&words, columns, "  ", "    ").trim_end()));
            text.push('\n');
        }
    }
    text
}

/// What it would be under other readings.
fn readings(line: &ForecastLine, columns: usize) -> String {
    let others: Vec<String> = line
        .under_other_readings
        .iter()
        .map(|other| match other.probability {
            Some(probability) => format!("{} under `{}`", chance(probability), other.reading),
            None if line.kind == "renewal" => format!("nothing due under `{}`", other.reading),
            None => format!("no forecast under `{}`", other.reading),
        })
        .collect();
    if others.is_empty() {
        return String::new();
    }
    wrap(&format!("≈ {}: {}", line.subject, others.join(", ")), columns, "  ", "    ")
}

fn criteria(line: &ForecastLine) -> String {
    let held: Vec<String> =
        line.criteria.iter().map(|criterion| format!("{} {}", criterion.name, criterion.held)).collect();
    if held.is_empty() { "no criteria".to_owned() } else { held.join(", ") }
}

/// What the theory expects.
fn expects(line: &ForecastLine) -> &'static str {
    match line.expects {
        "both" => "both: its claims contradict each other",
        "mixed" if line.kind == "renewal" => "ends for some pairs of parties and goes on for others",
        "cannot say" => "unknown, for want of codings",
        other => other,
    }
}

/// The claims that lead there, in the order of the theory.
fn claims(line: &ForecastLine) -> String {
    let mut claims: Vec<String> = Vec::new();
    for lead in &line.leads {
        let name = format!("`{}`", lead.claim);
        if !claims.contains(&name) {
            claims.push(name);
        }
    }
    if claims.is_empty() { String::new() } else { format!(" (by {})", claims.join(", ")) }
}

fn rows(lines: &[&ForecastLine], verb: &str, most: usize, width: usize) -> String {
    let mut names: Vec<&str> = Vec::new();
    for criterion in lines.iter().flat_map(|line| &line.criteria) {
        if !names.contains(&criterion.name.as_str()) {
            names.push(&criterion.name);
        }
    }
    let mut head = vec!["", verb, "95 %", "base", "own trials"];
    let short: Vec<String> = names.iter().map(|name| super::paint::cut(name, 16)).collect();
    head.extend(short.iter().map(String::as_str));
    head.push("the theory expects");
    let table: Vec<Vec<String>> = lines
        .iter()
        .take(most)
        .map(|line| {
            let mut row = vec![
                paint(BOLD, &line.subject),
                chance(line.probability),
                interval(line.interval),
                chance(line.baselines.base_rate),
                format!("{}/{}", line.own.happened, line.own.trials),
            ];
            let held = |name: &&str| {
                let found = line.criteria.iter().find(|criterion| criterion.name == **name);
                found.map_or("", |criterion| if criterion.held == "unknown" { "?" } else { criterion.held }).to_owned()
            };
            row.extend(names.iter().map(held));
            row.push(expects(line).to_owned());
            row
        })
        .collect();
    let mut text = columns(&head, &table, &[1, 2, 3, 4], 2, width);
    for line in lines.iter().take(most) {
        if let Some(decision) = &line.decided_by {
            let words = format!(
                "= {}: by the decision about {}, its only treaty in force: 1 less the probability of renewal",
                line.subject, decision.treaty
            );
            text.push_str(&wrap(&words, width, "  ", "    "));
        }
        text.push_str(&readings(line, width));
    }
    if lines.len() > most {
        text.push_str(&block(&format!("{} more, none likelier (--all).", lines.len() - most), width, 2));
    }
    text
}

fn hindsight(hindsight: &HindsightReport, as_of: &str, columns: usize) -> String {
    if hindsight.is_clean() {
        return String::new();
    }
    let mut parts = Vec::new();
    let of = |count: usize| format!("{count} of the {} they rest on", counted(hindsight.codings, "coding", "codings"));
    if hindsight.recorded_later > 0 {
        parts.push(format!("{} were recorded after {as_of}", of(hindsight.recorded_later)));
    }
    if hindsight.recorded_unknown > 0 {
        parts.push(format!("of {} nobody says when they were recorded", of(hindsight.recorded_unknown)));
    }
    if hindsight.public_unknown > 0 {
        parts.push(format!("of {} nobody says since when they are public", of(hindsight.public_unknown)));
    }
    if let Some(later) = &hindsight.theory_later {
        parts.push(format!("the theory cites a source published by {later}"));
    }
    let words = format!("{} {}.", paint(YELLOW, "Hindsight:"), parts.join("; "));
    wrap(&words, columns, "", "  ")
}

fn unsaid(report: &ForecastReport, all: bool, columns: usize) -> String {
    if report.unsaid.is_empty() {
        return String::new();
    }
    let names: Vec<String> =
        report.unsaid.iter().map(|unsaid| format!("{} ({}: {})", unsaid.subject, unsaid.outcome, unsaid.why)).collect();
    let shown = if all { names.len() } else { names.len().min(6) };
    let more = if names.len() > shown { format!(" and {} more (--all)", names.len() - shown) } else { String::new() };
    let words = format!(
        "Of {} nothing can be forecast, since nobody knows how things stand on the day: {}{more}. Code alliances.csv or \
         treaties.toml.",
        counted(names.len(), "case", "cases"),
        names[..shown].join(", ")
    );
    format!("\n{}\n", paint(DIM, block(&words, columns, 0).trim_end()))
}

fn past(report: &ForecastReport, columns: usize) -> String {
    let mut text = heading("The past behind it", columns);
    for past in &report.past {
        text.push_str(&one_past(past, &report.horizon, columns));
    }
    if report.doubles > 0 {
        let words = format!(
            "{} of a decision that another records too: counted once.",
            counted(report.doubles, "record", "records")
        );
        text.push_str(&block(&words, columns, 0));
    }
    let words = format!(
        "Probabilities are means of a beta distribution for each group of criteria: the other groups' rate, worth {} {}, \
         and the group's own trials (`exceptio help forecast`).",
        report.strength,
        if report.strength == 1.0 { "trial" } else { "trials" }
    );
    text.push_str(&paint(DIM, block(&words, columns, 0).trim_end()));
    text.push('\n');
    text
}

fn one_past(past: &PastReport, horizon: &str, columns: usize) -> String {
    let what = match past.kind {
        "renewal" => "decisions: renewed".to_owned(),
        kind => format!(
            "{} of {}, in stretches of {horizon}:",
            if kind == "end" { "ends" } else { "beginnings" },
            past.outcome
        ),
    };
    let gone = match past.by_extinction {
        0 => String::new(),
        gone => format!(", {gone} of them with the end of an actor"),
    };
    let words = format!("{} {} of {}{gone}", paint(BOLD, what), past.all.happened, past.all.trials);
    let mut text = wrap(&words, columns, "", "    ");
    for group in &past.groups {
        let held: Vec<String> = group.criteria.iter().map(|(name, held)| format!("{name} {held}")).collect();
        let held = if held.is_empty() { "no criteria".to_owned() } else { held.join(", ") };
        text.push_str(&wrap(
            &format!("{held}: {} of {}", group.count.happened, group.count.trials),
            columns,
            "  ",
            "    ",
        ));
    }
    text.push_str(&wrap(&past.skill, columns, "  → ", "    "));
    text
}
