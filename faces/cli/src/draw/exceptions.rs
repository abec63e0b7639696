//! The exceptions to a theory, case by case: what each goes against, why it might not count, what it rests on, and what
//! the other theories make of it.

use super::paint::{BOLD, DIM, GREEN, RED, YELLOW, counted, listed, pad, paint, width, wrap};
use super::result::{head_of, near, title};
use super::test::heading;
use super::verdicts::{Room, hangs_on, how, names, silence, went_against, witnesses};
use crate::out::Screen;
use exceptio::time;
use exceptio::{ExceptionReport, ExceptionsReport, ReasonReport};

/// Cases drawn before the rest is only counted.
const CASES: usize = 12;

/// The whole of it.
pub fn draw(screen: &Screen, report: &ExceptionsReport, all: bool) -> String {
    let room = Room { width: screen.width, all };
    let legal = report.exceptions.first().is_some_and(|exception| exception.clock == "legal");
    let mut text = head_of(&report.theory, &report.study, legal, room.width);
    text.push_str(&summary(report, room));
    text.push_str(&broken(report, room));
    text.push_str(&section("Left unexplained", UNEXPLAINED, &report.unexplained, room));
    text.push_str(&section("Not spoken of", NOT_SPOKEN_OF, &report.not_spoken_of, room));
    text
}

const UNEXPLAINED: &str = "These break no claim. Deviant coverage: the outcome without a condition said to be sufficient. \
                           Deviant relevance: a condition said to be necessary without the outcome. Days are those that are certain.";
const NOT_SPOKEN_OF: &str = "These would break a claim if the theory spoke of them. Days are those that are certain.";

/// Exceptions by case, in the order of their first.
fn by_case(exceptions: &[ExceptionReport]) -> Vec<(&str, Vec<&ExceptionReport>)> {
    let mut cases: Vec<(&str, Vec<&ExceptionReport>)> = Vec::new();
    for exception in exceptions {
        match cases.iter_mut().find(|(case, _)| *case == exception.case) {
            Some((_, of)) => of.push(exception),
            None => cases.push((&exception.case, vec![exception])),
        }
    }
    cases
}

fn summary(report: &ExceptionsReport, room: Room) -> String {
    let cases = by_case(&report.exceptions);
    let mut sentence = if cases.is_empty() {
        format!("No case breaks a claim, of {} looked at.", counted(report.cases, "case", "cases"))
    } else {
        format!(
            "{} {} a claim, of {} looked at; {} in all, one for each claim, definition and case.",
            counted(cases.len(), "case", "cases"),
            if cases.len() == 1 { "breaks" } else { "break" },
            report.cases,
            counted(report.exceptions.len(), "exception", "exceptions"),
        )
    };
    let excused = report.exceptions.iter().filter(|exception| !exception.excuses.is_empty()).count();
    if excused > 0 {
        let verb = if excused == 1 { "has" } else { "have" };
        sentence.push_str(&format!(" {excused} {verb} something that might excuse it."));
    }
    let mut text = wrap(&sentence, room.width, "", "");
    // What each other theory would make of them.
    for other in &report.against {
        let mut fates: Vec<(&str, usize)> = Vec::new();
        for fate in
            report.exceptions.iter().flat_map(|of| &of.others).filter(|of| of.theory == *other).map(|of| of.fate)
        {
            match fates.iter_mut().find(|(known, _)| *known == fate) {
                Some((_, count)) => *count += 1,
                None => fates.push((fate, 1)),
            }
        }
        let rank = |fate: &str| ORDER.iter().position(|of| *of == fate);
        fates.sort_by_key(|(fate, _)| rank(fate));
        let column = report.against.iter().map(|name| width(name)).max().unwrap_or(0);
        let words: Vec<String> = fates.iter().map(|(fate, count)| format!("{count} {}", in_words(fate))).collect();
        if !words.is_empty() {
            let lead = format!("  {}  ", pad(other, column));
            text.push_str(&wrap(&words.join(", "), room.width, &lead, &" ".repeat(column + 4)));
        }
    }
    text.push_str(&near(report.near_relevant.as_ref(), room.width));
    text
}

const ORDER: &[&str] =
    &["conforms", "irrelevant", "undecided", "deviates", "out of scope", "scope not coded", "no such claim"];

/// What another theory makes of an exception.
fn in_words(fate: &str) -> &str {
    match fate {
        "conforms" => "confirm it",
        "irrelevant" => "not forbidden",
        "deviates" => "break it too",
        other => other,
    }
}

fn broken(report: &ExceptionsReport, room: Room) -> String {
    let cases = by_case(&report.exceptions);
    if cases.is_empty() {
        return String::new();
    }
    let mut text = heading("Exceptions", room.width);
    let shown = if room.all { cases.len() } else { CASES.min(cases.len()) };
    for (at, (case, exceptions)) in cases.iter().take(shown).enumerate() {
        if at > 0 {
            text.push('\n');
        }
        text.push_str(&format!("{}  {}\n", paint(BOLD, title(case, &report.names_of(case))), paint(DIM, case)));
        let mut last: Option<&ExceptionReport> = None;
        for exception in exceptions {
            // Under another definition of the outcome often nothing is different but the outcome.
            text.push_str(&one(exception, last, room));
            last = Some(exception);
        }
    }
    if cases.len() > shown {
        text.push_str(&format!("\nand {} more (--all shows them)\n", counted(cases.len() - shown, "case", "cases")));
    }
    text
}

/// What breaks nothing, a line for each claim and class.
fn section(name: &str, about: &str, of: &[ExceptionReport], room: Room) -> String {
    if of.is_empty() {
        return String::new();
    }
    let mut text = heading(name, room.width);
    text.push_str(&paint(DIM, wrap(about, room.width, "", "").trim_end()));
    text.push('\n');
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for exception in of {
        let unknown = if exception.weight == "scope not coded" { ", scope not coded" } else { "" };
        let how = if exception.days.1 > 0 { format!(": {}", without(exception)) } else { String::new() };
        let words = format!("{}, {}{how}{unknown}", paint(BOLD, claim(exception)), exception.class);
        let length = match exception.days.1 {
            0 => String::new(),
            days => format!(" ({})", time::length(days)),
        };
        let case = format!("{}{length}", exception.case);
        match groups.iter_mut().find(|(known, _)| *known == words) {
            Some((_, cases)) => cases.push(case),
            None => groups.push((words, vec![case])),
        }
    }
    for (words, cases) in groups {
        text.push_str(&wrap(&words, room.width, &format!("  {} ", paint(YELLOW, "•")), "    "));
        text.push_str(&wrap(&names(cases.iter().map(String::as_str), room), room.width, "    ", "    "));
    }
    text
}

/// `needed (ALLIANCE in fact)`.
fn claim(exception: &ExceptionReport) -> String {
    match exception.definition.as_str() {
        "" => exception.claim.clone(),
        definition => format!("{} ({definition})", exception.claim),
    }
}

/// `ALLIANCE without INTEREST`; the other way round for what breaks nothing.
fn without(exception: &ExceptionReport) -> String {
    let how = how(&exception.words);
    match how.split_once(" without ") {
        Some((first, second)) if exception.weight == "left unexplained" => format!("{second} without {first}"),
        _ => how,
    }
}

/// How the case goes against the claim, and when.
fn what(exception: &ExceptionReport) -> String {
    let events: Vec<_> = exception.events.iter().collect();
    went_against(&without(exception), exception.days, &exception.deviation_stretches, &events)
}

fn one(exception: &ExceptionReport, before: Option<&ExceptionReport>, room: Room) -> String {
    let line = |words: &str| wrap(words, room.width, "      ", "      ");
    let words = format!("{}: {}", paint(BOLD, claim(exception)), what(exception));
    let mut text = wrap(&words, room.width, &format!("  {} ", paint(RED, "✗")), "    ");
    let class = [exception.class, exception.degree].into_iter().filter(|part| !part.is_empty());
    let half = exception.half.map(|half| format!("of {half}"));
    let class = class.map(str::to_owned).chain(half).collect::<Vec<_>>().join(", ");
    let standing = match exception.standing {
        "fragile" => {
            let on = hangs_on(
                &exception.hangs_on_readings,
                &exception.worlds,
                &exception.hangs_on_dates,
                &exception.rulings,
            );
            format!("fragile: {on}")
        }
        "bounded" => "too many readings or vague dates to try each".to_owned(),
        _ => "robust: in every reading, wherever vague dates lie".to_owned(),
    };
    let silent = silence(exception.rests_on_silence, exception.silent_from.as_deref());
    text.push_str(&line(&[Some(class), Some(standing), silent].into_iter().flatten().collect::<Vec<_>>().join("; ")));
    if !exception.excuses.is_empty() {
        text.push_str(&line(&format!("might not count: {}", exception.excuses.join("; "))));
    }
    if let Some(kind) = &exception.kind {
        let kind = kind.split_once(" that confirms").map_or(kind.as_str(), |(kind, _)| kind);
        for policy in &exception.policies {
            let reading = if policy.reading.is_empty() { String::new() } else { format!(" [{}]", policy.reading) };
            let words = format!(
                "{kind}: {} forbids {}, {} to {}{reading} · {}, {}",
                policy.name,
                listed(&policy.forbids),
                policy.from,
                policy.until,
                policy.source,
                policy.locator
            );
            text.push_str(&line(&words));
        }
    }
    let with = |fate: &str| -> Vec<String> {
        let of = exception.others.iter().filter(|other| other.fate == fate);
        of.map(|other| match other.borne_out_days {
            (some, all) if fate == "conforms" && some < all => {
                format!("{} (on {some} of its {all} days)", other.theory)
            }
            _ => other.theory.clone(),
        })
        .collect()
    };
    for (fate, words, style) in [
        ("conforms", "confirms", GREEN),
        ("irrelevant", "not forbidden by", DIM),
        ("deviates", "breaks too", RED),
        ("undecided", "undecided under", YELLOW),
    ] {
        let theories = with(fate);
        if !theories.is_empty() {
            text.push_str(&line(&format!("{} {}", paint(style, words), listed(&theories))));
        }
    }
    if before.is_none_or(|before| before.witnesses != exception.witnesses) {
        let because: Vec<String> = exception.sides.iter().filter_map(because).collect();
        if !because.is_empty() {
            text.push_str(&line(&format!("on {}: {}", exception.day, because.join("; "))));
        }
        text.push_str(&witnesses(&exception.witnesses, room, &exception.case, &exception.claim));
    } else {
        text.push_str(&line("rests on the same codings"));
    }
    text
}

/// A side and the leaves that make it what it is: `IDEOLOGY is no, as rift(CHN, SUN) is yes`.
fn because(side: &ReasonReport) -> Option<String> {
    let mut leaves: Vec<String> = Vec::new();
    let mut open: Vec<&ReasonReport> = vec![side];
    while let Some(reason) = open.pop() {
        if !reason.decisive {
            continue;
        }
        if reason.parts.is_empty() && reason.formula != side.formula {
            let leaf = format!("{} is {}", reason.formula, reason.value);
            if !leaves.contains(&leaf) {
                leaves.push(leaf);
            }
        }
        open.extend(reason.parts.iter().rev());
    }
    let side = format!("{} is {}", side.formula, side.value);
    Some(if leaves.is_empty() { side } else { format!("{side}, as {}", listed(&leaves)) })
}

/// What to ask next.
pub fn advice(screen: &Screen, report: &ExceptionsReport, again: &str, default: Option<&str>) -> String {
    let mut lines: Vec<(String, &str)> = Vec::new();
    if let Some(first) = report.exceptions.first() {
        let command = format!(
            "exceptio explain {} --claim {} --theory {}{again}",
            first.case.replace('>', "-"),
            first.claim,
            report.theory.name
        );
        lines.push((command, "why, step by step, and what would turn it"));
    }
    let meant = report.against.iter().find(|name| Some(name.as_str()) == default);
    let confirmed = report.exceptions.iter().flat_map(|of| &of.confirms).next();
    if let Some(other) = meant.or(confirmed).or(report.against.first()) {
        let command = format!("exceptio compare {} {other}{again}", report.theory.name);
        lines.push((command, "both theories against the same cases"));
    }
    if lines.is_empty() {
        return String::new();
    }
    format!("{}{}", heading("Next", screen.width), super::closing::next(&lines, screen.width))
}
