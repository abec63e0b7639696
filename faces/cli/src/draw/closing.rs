//! What follows the claims: predictions, disputes, what hurts, and what to ask next.

use super::paint::{BOLD, CYAN, DIM, YELLOW, block, counted, pad, paint, wrap};
use super::result::{Fares, by_name, cases};
use super::test::{Around, heading};
use super::verdicts::{Room, cited, hangs_on, sign, style};
use crate::commands::Place;
use exceptio::time::thousands;
use exceptio::{PredictionReport, TestReport};

pub fn predictions(report: &TestReport, room: Room) -> String {
    if report.predictions.is_empty() {
        return String::new();
    }
    let mut text = heading("Predictions", room.width);
    for prediction in &report.predictions {
        let title = format!("{}: {}", paint(BOLD, &prediction.name), prediction.words);
        text.push_str(&wrap(&title, room.width, "", "    "));
        let rests = prediction.grounds.iter().map(|(claim, leads)| match *leads {
            "yes" => format!("`{claim}` leads to it"),
            "no" => format!("`{claim}` does not lead to it"),
            _ => format!("whether `{claim}` leads to it is unknown"),
        });
        let source = cited(&prediction.cites);
        let case = if prediction.case.is_empty() { "no case in scope" } else { prediction.case.as_str() };
        let mut words = format!("{case}, seen on {}: {}", prediction.seen, rests.collect::<Vec<_>>().join(", "));
        if !source.is_empty() {
            words.push_str(&format!(" ({source})"));
        }
        text.push_str(&block(&words, room.width, 2));
        if prediction.renewal {
            text.push_str(&block(&due(prediction, &report.study.readings), room.width, 2));
        }
        text.push_str(&block(&became(prediction), room.width, 2));
        if prediction.standing == "fragile" {
            let words = hangs_on(&prediction.hangs_on_readings, &prediction.worlds, &[], &prediction.rulings);
            text.push_str(&wrap(
                &format!("fragile: {words}"),
                room.width,
                &format!("  {} ", paint(YELLOW, "≈")),
                "    ",
            ));
        }
    }
    text
}

/// Under which readings of its clauses something had to be decided about a treaty.
fn due(prediction: &PredictionReport, taken: &[String]) -> String {
    match prediction.due_under.as_slice() {
        [] if prediction.due == "unknown" => "no clause of the treaty in view tells when a decision is due".to_owned(),
        [] if !taken.is_empty() => "nothing was due then under the readings taken".to_owned(),
        [] => "nothing was due then under any reading of the treaty's terms".to_owned(),
        [one] if one == "undisputed" => "a decision was due then, undisputed".to_owned(),
        readings => format!("a decision was due then under {}", readings.join(", ")),
    }
}

/// The ruling, what was expected, and what came.
fn became(prediction: &PredictionReport) -> String {
    let expected = match prediction.expected {
        "yes" => "expected",
        "no" => "it expects nothing",
        _ => "whether it is to be expected is unknown",
    };
    let by = match prediction.came_true_by.as_str() {
        "" => String::new(),
        by => format!(" ({by})"),
    };
    let came = match prediction.came_true {
        "yes" => format!("it came true{by}"),
        "no" => format!("it did not come true{by}"),
        _ if by.is_empty() => "whether it came true is not coded, or was not public".to_owned(),
        _ => format!("whether it came true nobody can say{by}"),
    };
    let ruling = format!("{} {}", sign(prediction.ruling), prediction.ruling);
    if prediction.renewal && prediction.due == "no" {
        return format!("{}: there was nothing to come true", paint(style(prediction.ruling), ruling));
    }
    format!("{}: {expected}; {came}", paint(style(prediction.ruling), ruling))
}

pub fn disputes(report: &TestReport, room: Room) -> String {
    let (live, idle): (Vec<_>, Vec<_>) =
        report.disputes.iter().partition(|dispute| !dispute.decides.is_empty() || dispute.taken.is_some());
    if live.is_empty() && idle.is_empty() {
        return String::new();
    }
    let mut text = heading("Disputes", room.width);
    for dispute in &live {
        text.push_str(&wrap(&format!("{}: {}", paint(BOLD, &dispute.name), dispute.question), room.width, "", "    "));
        for (at, reading) in dispute.readings.iter().enumerate() {
            let taken = match &dispute.taken {
                Some(taken) if *taken == reading.name => " (taken)",
                None if at == 0 => " (shown)",
                _ => "",
            };
            let words = format!("{}{taken}: {}", paint(CYAN, &reading.name), reading.text);
            text.push_str(&wrap(&words, room.width, "  ", "      "));
        }
        let mut by_claim: Vec<(&str, Vec<&str>)> = Vec::new();
        for (claim, case) in &dispute.decides {
            match by_claim.iter_mut().find(|(name, _)| name == claim) {
                Some((_, cases)) => cases.push(case),
                None => by_claim.push((claim, vec![case])),
            }
        }
        let hangs: Vec<String> =
            by_claim.iter().map(|(claim, cases)| format!("{claim} for {}", cases.join(", "))).collect();
        if !hangs.is_empty() {
            text.push_str(&wrap(
                &format!("verdicts that hang on it: {}", hangs.join("; ")),
                room.width,
                &format!("  {} ", paint(YELLOW, "≈")),
                "    ",
            ));
        }
    }
    if !idle.is_empty() {
        let names: Vec<String> = idle.iter().map(|dispute| dispute.name.clone()).collect();
        text.push_str(&paint(
            DIM,
            block(&format!("No verdict here hangs on: {}.", names.join(", ")), room.width, 0).trim_end(),
        ));
        text.push('\n');
    }
    text
}

pub fn hurts(report: &TestReport, room: Room) -> String {
    let mut text = heading("What hurts", room.width);
    let mut point = |words: &str| text.push_str(&wrap(words, room.width, "• ", "  "));
    let (same, decided) = report.same_place;
    let count = |count: usize| if count == 0 { "none".to_owned() } else { thousands(count as i64) };
    point(&format!(
        "Of {} that conform or deviate, {} {} a coding of the condition and one of the outcome from the very same place \
         of one source{}; {} {} coded by one person throughout.",
        counted(decided, "verdict", "verdicts"),
        count(same),
        if same > 1 { "have" } else { "has" },
        if same > 0 { ": no independent test" } else { "" },
        count(report.same_coder),
        if report.same_coder > 1 { "were" } else { "was" },
    ));
    point(&format!(
        "Of the same verdicts, {} {} on what the codebook takes silence to mean.",
        count(report.rests_on_silence),
        if report.rests_on_silence > 1 { "rest" } else { "rests" }
    ));
    let in_scope = || report.claims.iter().flat_map(|claim| &claim.verdicts).filter(|verdict| verdict.scope == "in");
    let (all, open) = (in_scope().count(), in_scope().filter(|verdict| verdict.ruling == "undecided").count());
    let fragile = in_scope().filter(|verdict| verdict.standing == "fragile").count();
    let cases =
        report.claims.first().map_or(0, |claim| claim.verdicts.iter().filter(|verdict| verdict.scope == "in").count());
    // Each claim under each definition of its outcome says something of each case.
    let made_of = if all == cases * report.claims.len() {
        let under = if by_name(&report.claims).iter().any(|group| group.len() > 1) {
            ", each under every definition of its outcome"
        } else {
            ""
        };
        let claims = counted(by_name(&report.claims).len(), "claim", "claims");
        format!(" ({} by {claims}{under})", counted(cases, "case", "cases"))
    } else {
        String::new()
    };
    point(&format!(
        "Of {} in scope{made_of}, {} {} undecided and {} fragile (other under another reading or placement of vague dates).",
        counted(all, "verdict", "verdicts"),
        count(open),
        if open > 1 { "are" } else { "is" },
        count(fragile)
    ));
    point(&format!("Dates: {}.", report.study.dates));
    if !report.tensions.is_empty() {
        let more = if room.all { "" } else { " (--all tells each in full)" };
        text.push_str(&format!("\nThe source's own tensions, as the study records them{more}:\n"));
        for tension in &report.tensions {
            let locator = if tension.locator.is_empty() { String::new() } else { format!(" ({})", tension.locator) };
            text.push_str(&wrap(&format!("{}{locator}", tension.title), room.width, "• ", "  "));
            if room.all {
                text.push_str(&paint(DIM, block(&tension.text, room.width, 2).trim_end()));
                text.push('\n');
            }
        }
    }
    text
}

/// What to run next.
pub fn advice(report: &TestReport, around: &Around<'_>, width: usize) -> String {
    let (option, study) = (around.again, around.again_of);
    let theory = if around.named_theory { format!(" --theory {}", report.theory.name) } else { String::new() };
    let cases = cases(report);
    let mut lines: Vec<(String, &str)> = Vec::new();
    let telling = cases.iter().find(|case| case.fares == Fares::Breaks).or(cases.first());
    if let Some(case) = telling {
        let claim = case.breaks.first().map(|claim| format!(" --claim {}", claim.name)).unwrap_or_default();
        lines.push((
            format!("exceptio explain {}{claim}{theory}{option}", case.name.replace('>', "-")),
            "why, and what would turn it",
        ));
    }
    if cases.iter().any(|case| case.fares == Fares::Breaks) {
        lines.push((format!("exceptio exceptions{study}{theory}"), "what might excuse each, and what it confirms"));
    }
    if report.study.layers.is_empty()
        && let Some(layer) = report.study.layers_there.first()
    {
        let command = format!("exceptio test{study}{theory} --layer {layer}");
        lines.push((command, "with facts from outside the study's own source"));
    }
    if around.theories > 1 {
        lines.push((format!("exceptio compare{option}"), "all theories against the same cases"));
    }
    if !around.all {
        lines.push((format!("exceptio test{study}{theory} --all"), "nothing left out"));
    }
    if matches!(around.place, Place::BuiltIn(_)) && !around.named {
        lines.push(("exceptio new my-study --from china-vietnam".to_owned(), "this study as a folder of your own"));
    }
    format!("{}{}", heading("Next", width), next(&lines, width))
}

/// Commands with what each is for: beside it, or below it where there is no room.
pub fn next(lines: &[(String, &str)], columns: usize) -> String {
    let mut told = Vec::new();
    let mut lines = lines.to_vec();
    lines.retain(|(command, _)| {
        !told.contains(command) && {
            told.push(command.clone());
            true
        }
    });
    let first = lines.iter().map(|(command, _)| super::paint::width(command)).max().unwrap_or(0);
    let second = lines.iter().map(|(_, what)| super::paint::width(what)).max().unwrap_or(0);
    let beside = first + second + 4 <= columns;
    let line = |(command, what): &(String, &str)| {
        if beside {
            format!("  {}  {}\n", paint(CYAN, pad(command, first)), paint(DIM, what))
        } else {
            format!("  {}\n      {}\n", paint(CYAN, command), paint(DIM, what))
        }
    };
    lines.iter().map(line).collect()
}
