//! The answers to one claim, size by size: each a line to paste in, with what it does and costs.

use super::super::paint::{BOLD, DIM, GREEN, RED, YELLOW, counted, listed, pad, paint, wrap};
use super::name;
use super::{p_is, size, some};
use exceptio::time::{self, thousands};
use exceptio::{GroundReport, RefineAnswer, RefinedReport};
use std::collections::BTreeSet;

/// Other claims and definitions named for an answer before the rest is only counted.
const ELSEWHERE: usize = 3;

pub fn answers(claim: &RefinedReport, columns: usize, all: bool) -> String {
    let Some(leaves) = claim.leaves else { return String::new() };
    let what = match leaves {
        0 => "resolve every exception and break no other case".to_owned(),
        left => format!(
            "leave {left} of {}, and no change fewer",
            counted(claim.exceptions.len(), "exception", "exceptions")
        ),
    };
    let count: usize = claim.minimal.iter().sum();
    let verb = if count == 1 { what.replacen("resolve", "resolves", 1).replacen("leave", "leaves", 1) } else { what };
    let part = if count == 1 { "it" } else { "them" };
    let order = match count {
        1 => "",
        _ => " Best first: the size at which chance seldom does as much, then the fewest cases given up",
    };
    let end = if order.is_empty() { ":" } else { "." };
    let intro =
        format!("{} {verb}; no part of {part} does at no higher cost{end}", counted(count, "change", "changes"));
    let intro = if order.is_empty() { intro } else { format!("{intro}{order}:") };
    let mut text = format!("\n{}", wrap(&intro, columns, "  ", "  "));
    let mut number = 0;
    // The size of the best answer first.
    let mut sizes: Vec<usize> = claim.answers.iter().map(|answer| answer.size).collect();
    sizes.extend(0..claim.minimal.len());
    let mut seen = BTreeSet::new();
    sizes.retain(|size| seen.insert(*size));
    for size in sizes {
        let found = &claim.minimal[size];
        let of: Vec<&RefineAnswer> = claim.answers.iter().filter(|answer| answer.size == size).collect();
        text.push_str(&sized(claim, size, columns));
        for answer in &of {
            number += 1;
            text.push_str(&drawn(&number.to_string(), claim, answer, columns, all));
        }
        if *found > of.len() && !of.is_empty() {
            let how = if all { "not verified" } else { "--all shows more" };
            text.push_str(&format!("\n      and {} more of this size ({how})\n", thousands((found - of.len()) as i64)));
        }
    }
    if claim.dominated > 0 {
        let which = counted(claim.dominated, "more change is", "more changes are");
        let words =
            format!("{which} left out: an answer with no more conditions resolves as many and gives up fewer cases.");
        text.push_str(&format!("\n{}", wrap(&words, columns, "  ", "  ")));
    }
    if claim.failed > 0 {
        let which = counted(claim.failed, "change that the search found is", "changes that the search found are");
        let words = format!(
            "{which} left out: in another reading, or for another vague date, the verdicts do not bear it out."
        );
        text.push_str(&format!("\n{}", wrap(&words, columns, "  ", "  ")));
    }
    if let Some(cheapest) = &claim.cheapest {
        let intro = "Fewest cases wrong in all, those given up counted:";
        text.push_str(&format!("\n{}", wrap(intro, columns, "  ", "  ")));
        text.push_str(&drawn("•", claim, cheapest, columns, all));
    }
    text
}

/// What the best change of a size does, and how often chance does as much with no more conditions.
fn sized(claim: &RefinedReport, count: usize, columns: usize) -> String {
    let Some(of) = claim.by_size.iter().find(|of| of.size == count) else { return String::new() };
    let head = match count {
        0 => "Dropping a condition".to_owned(),
        count => format!("With {}", size(count)),
    };
    let left = match of.leaves {
        0 => "all resolved".to_owned(),
        left => format!("{left} of {} left", counted(claim.exceptions.len(), "exception", "exceptions")),
    };
    let p = of.p.map(|p| format!("; chance does as much with {}", p_is(p))).unwrap_or_default();
    let line = match claim.answers.iter().any(|answer| answer.size == count) {
        true => String::new(),
        false => format!(": {}", of.line.split_whitespace().collect::<Vec<_>>().join(" ")),
    };
    let words = format!("{}: {left}, {} given up{p}{line}", paint(BOLD, head), counted(of.gives_up, "case", "cases"));
    format!("\n{}", wrap(&words, columns, "  ", "    "))
}

fn drawn(number: &str, claim: &RefinedReport, answer: &RefineAnswer, columns: usize, all: bool) -> String {
    let mut text = String::from("\n");
    for (at, line) in answer.line.lines().enumerate() {
        let lead = if at == 0 { format!("{number}.") } else { String::new() };
        let inside = " ".repeat(line.len() - line.trim_start().len());
        let (first, rest) = (format!("  {} {inside}", pad(&lead, 3)), format!("          {inside}"));
        text.push_str(&wrap(&paint(BOLD, line.trim_start()), columns, &first, &rest));
    }
    let mut line = |words: &str| text.push_str(&wrap(words, columns, "      ", "        "));
    let mut does: Vec<String> = Vec::new();
    for (fate, words) in [
        ("conforms", "now conforms"),
        ("irrelevant", "no longer forbidden"),
        ("undecided", "undecided on other days only"),
        ("out of scope", "no longer spoken of"),
    ] {
        let cases = with(&answer.resolved, fate);
        if !cases.is_empty() {
            does.push(format!("{} {words}", some(&cases, all)));
        }
    }
    line(&format!("{}; {} {}", answer.change, paint(GREEN, "resolves:"), does.join("; ")));
    if !answer.not_everywhere.is_empty() {
        let words =
            format!("{} still breaks it in some reading or for some vague dates", some(&answer.not_everywhere, all));
        line(&format!("{} {words}", paint(YELLOW, "≈")));
    }
    if !answer.unresolved.is_empty() {
        let cases: Vec<String> = answer.unresolved.iter().map(|(case, fate)| format!("{case} ({fate})")).collect();
        line(&format!("{} {}", paint(RED, "not resolved:"), some(&cases, all)));
    }
    if !answer.broken.is_empty() {
        line(&format!("{} {}", paint(RED, "breaks:"), some(&answer.broken, all)));
    }
    line(&cost(claim, answer, all));
    let others = if all { answer.elsewhere.len() } else { answer.elsewhere.len().min(ELSEWHERE) };
    for other in &answer.elsewhere[..others] {
        let parts = [
            ("resolves", &other.resolved),
            ("breaks", &other.broken),
            ("leaves undecided", &other.undecided),
            ("gives up", &other.lost),
        ];
        let parts = parts.into_iter().filter(|(_, cases)| !cases.is_empty());
        let words: Vec<String> = parts.map(|(verb, cases)| format!("{verb} {}", some(cases, all))).collect();
        line(&paint(DIM, format!("on {}: {}", name(&other.claim, &other.definition), words.join("; "))));
    }
    if answer.elsewhere.len() > others {
        line(&paint(
            DIM,
            format!(
                "and on {} (--all)",
                counted(answer.elsewhere.len() - others, "more claim or definition", "more claims and definitions")
            ),
        ));
    }
    if !answer.own.is_empty() {
        let verb = if answer.own.len() == 1 { "is" } else { "are" };
        let words = format!(
            "{} {verb} read by the claim's own condition: this may only undo its definition",
            listed(&answer.own)
        );
        line(&format!("{} {words}", paint(YELLOW, "≈")));
    }
    if let Some(ground) = answer.grounds.first().filter(|ground| !ground.conditions.is_empty()) {
        line(&paint(DIM, grounds(answer, ground)));
    }
    let alike = answer.alike.len() as u64 + answer.more_alike;
    if alike > 0 {
        let shown = if all { answer.alike.len() } else { answer.alike.len().min(2) };
        line(&format!(
            "{} on every spell seen, and so no better or worse:",
            paint(
                YELLOW,
                match alike {
                    1 => "the same does 1 other".to_owned(),
                    alike => format!("the same do {} others", thousands(alike as i64)),
                }
            )
        ));
        for other in &answer.alike[..shown] {
            text.push_str(&wrap(&paint(DIM, other), columns, "        ", "          "));
        }
    }
    text
}

fn with(cases: &[(String, &'static str)], fate: &str) -> Vec<String> {
    cases.iter().filter(|(_, other)| *other == fate).map(|(case, _)| case.clone()).collect()
}

/// What a change costs: cases given up, days of test, conditions.
fn cost(claim: &RefinedReport, answer: &RefineAnswer, all: bool) -> String {
    let mut parts: Vec<String> = Vec::new();
    let lost: Vec<String> = answer.lost.iter().map(|(case, fate)| format!("{case} ({fate})")).collect();
    if !lost.is_empty() {
        parts.push(format!("no longer conform: {}", some(&lost, all)));
    }
    let given_up: Vec<String> =
        answer.given_up.iter().filter(|case| !answer.lost.iter().any(|(lost, _)| lost == *case)).cloned().collect();
    if !given_up.is_empty() {
        parts.push(format!("no longer tested by {}", some(&given_up, all)));
    }
    if parts.is_empty() {
        parts.push("no case".to_owned());
    }
    let stood = if answer.days_stood == claim.days_stood {
        "no day on which it stood".to_owned()
    } else {
        format!("it stands for {} instead of {}", time::length(answer.days_stood), time::length(claim.days_stood))
    };
    parts.push(stood);
    match answer.size {
        0 => parts.push("a condition fewer".to_owned()),
        count => parts.push(format!("{} more", size(count))),
    }
    if answer.thresholds > 0 {
        parts.push(format!("{} chosen", counted(answer.thresholds, "threshold", "thresholds")));
    }
    if !answer.gained.is_empty() {
        parts.push(format!("newly borne out by {}", some(&answer.gained, all)));
    }
    format!("{} {}", paint(YELLOW, "costs:"), parts.join("; "))
}

/// `on 1960-01-01, CHN>SUN: rift(CHN, SUN) is yes (facts.csv:21)`.
fn grounds(answer: &RefineAnswer, ground: &GroundReport) -> String {
    let conditions: Vec<String> = (ground.conditions.iter())
        .map(|condition| {
            let places: Vec<String> =
                (condition.codings.iter().take(2)).map(|coding| format!("{}:{}", coding.file, coding.line)).collect();
            let silence = if condition.rests_on_silence { "taken from silence" } else { "" };
            let because: Vec<String> =
                places.into_iter().chain((!silence.is_empty()).then(|| silence.to_owned())).collect();
            let because = if because.is_empty() { String::new() } else { format!(" ({})", because.join(", ")) };
            format!("{} is {}{because}", condition.formula, condition.value)
        })
        .collect();
    let more = answer.grounds.len() - 1;
    let more = if more > 0 {
        format!("; {} likewise in JSON", counted(more, "other case", "other cases"))
    } else {
        String::new()
    };
    format!("{} on {}: {}{more}", ground.case, ground.day, listed(&conditions))
}
