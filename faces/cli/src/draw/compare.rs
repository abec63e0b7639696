//! Theories beside each other: first where they disagree and what decides, then the rest.

use super::compare_parts::{complexity, fit, forbids, overview};
use super::paint::{BOLD, CYAN, DIM, GREEN, RED, YELLOW, counted, legend, listed, pad, paint, width, wrap};
use super::result::{near, seen, title};
use super::test::heading;
use super::verdicts::{Room, coding};
use crate::out::Screen;
use exceptio::{AloneReport, CompareReport, DisagreementReport, PairReport, QuestionReport, StandReport};

/// So many theories are told in full; more are drawn as a table of signs.
const IN_FULL: usize = 3;
/// Disagreements told in full, and rows of a table, before the rest is only counted.
const CASES: usize = 8;
const ROWS: usize = 16;

/// The whole of it.
pub fn draw(screen: &Screen, report: &CompareReport, all: bool) -> String {
    let room = Room { width: screen.width, all };
    let mut text = head(report, room);
    text.push_str(&disagreements(report, room));
    text.push_str(&overview(report, room));
    text.push_str(&two_and_two(report, room));
    text.push_str(&by_logic(report, room));
    text.push_str(&fit(report, room));
    text.push_str(&forbids(report, room));
    text.push_str(&complexity(report, room));
    text
}

fn head(report: &CompareReport, room: Room) -> String {
    let mut text = String::new();
    for theory in &report.theories {
        let words = format!("{}: {}", paint(BOLD, &theory.name), theory.title);
        text.push_str(&wrap(&words, room.width, "", "  "));
    }
    let legal = report.questions.first().is_some_and(|question| question.clock == "legal");
    text.push_str(&seen(&report.study, "", legal, room.width));
    text.push('\n');
    let mut sentence = format!("All are held against the same {}.", counted(report.cases, "case", "cases"));
    if !report.same_scope {
        sentence.push_str(" They do not speak of the same days: each is judged within its own scope.");
    }
    let cases: Vec<&str> = report.disagreements.iter().map(|of| of.case.as_str()).collect();
    let mut distinct = cases.clone();
    distinct.sort_unstable();
    distinct.dedup();
    match distinct.len() {
        0 if report.theories.len() > 1 => sentence.push_str(" On no case do they certainly disagree."),
        0 => {}
        count => sentence.push_str(&format!(
            " They disagree on {}, {} in all.",
            counted(count, "of these", "of these"),
            counted(cases.len(), "time", "times"),
        )),
    }
    text.push_str(&wrap(&sentence, room.width, "", ""));
    text.push_str(&near(report.near_relevant.as_ref(), room.width));
    text
}

/// `X is necessary for ALLIANCE (in fact)`.
pub fn asked(question: &QuestionReport) -> String {
    let words = question.form.replace('Y', &question.about);
    match question.definition.strip_prefix(&format!("{} ", question.about)) {
        Some(label) => format!("{words} ({label})"),
        None if question.definition.is_empty() => words,
        None => format!("{words} ({})", question.definition),
    }
}

/// The sign and colour of what a theory says.
pub fn sign(fate: &str) -> String {
    match fate {
        "deviates" => paint(RED, "✗"),
        "conforms" => paint(GREEN, "✓"),
        "undecided" => paint(YELLOW, "?"),
        "irrelevant" => paint(DIM, "·"),
        "scope not coded" => paint(DIM, "s"),
        _ => paint(DIM, "-"),
    }
}

fn disagreements(report: &CompareReport, room: Room) -> String {
    if report.disagreements.is_empty() {
        return String::new();
    }
    let mut text = heading("Where they disagree", room.width);
    let in_full = report.theories.len() <= IN_FULL || room.all;
    let mut shown = 0;
    for (at, question) in report.questions.iter().enumerate() {
        let of: Vec<&DisagreementReport> = report.disagreements.iter().filter(|of| of.question == at).collect();
        if of.is_empty() {
            continue;
        }
        if in_full {
            let room_left = if room.all { of.len() } else { CASES.saturating_sub(shown).min(of.len()) };
            if room_left == 0 {
                continue;
            }
            text.push_str(&wrap(&paint(BOLD, asked(question)), room.width, "", "  "));
            for disagreement in of.iter().take(room_left) {
                text.push_str(&told(report, disagreement, room));
            }
            shown += room_left;
        } else {
            text.push_str(&wrap(&paint(BOLD, asked(question)), room.width, "", "  "));
            text.push_str(&table(report, &of, room));
            shown += of.len();
        }
    }
    if !in_full {
        let signs = ["✗ deviates", "✓ conforms", "? undecided", "· irrelevant", "- no such claim, or out of scope"];
        text.push_str(&legend(&signs, room.width));
        let words = "Name two or three theories, or --all, for the codings that decide.";
        text.push_str(&paint(DIM, wrap(words, room.width, "  ", "  ").trim_end()));
        text.push('\n');
    } else if report.disagreements.len() > shown {
        text.push_str(&format!("and {} more (--all shows them)\n", report.disagreements.len() - shown));
    }
    text
}

fn told(report: &CompareReport, disagreement: &DisagreementReport, room: Room) -> String {
    let name = title(&disagreement.case, &report.names_of(&disagreement.case));
    let mut text = format!("  {}  {}\n", paint(BOLD, name), paint(DIM, &disagreement.case));
    for stand in &disagreement.stands {
        let why = because(stand);
        let on = if why.is_empty() { String::new() } else { format!("; on {} {why}", disagreement.day) };
        let words = format!("{} {} {}{on}", sign(stand.fate), paint(BOLD, &stand.theory), stand.fate);
        text.push_str(&wrap(&words, room.width, "    ", "      "));
        for witness in &stand.witnesses {
            let reading = if witness.reading.is_empty() { String::new() } else { format!(" [{}]", witness.reading) };
            let locator = if witness.locator.is_empty() { String::new() } else { format!(", {}", witness.locator) };
            let words =
                format!("{}  {}{locator}  {}{reading}", paint(CYAN, witness.place()), witness.source, coding(witness));
            text.push_str(&wrap(&words, room.width, "        ", "          "));
        }
    }
    text
}

fn because(stand: &StandReport) -> String {
    let (formula, value) = &stand.condition;
    if formula.is_empty() {
        return String::new();
    }
    let leaves: Vec<String> = stand.because.iter().map(|(formula, value)| format!("{formula} is {value}")).collect();
    if leaves.is_empty() {
        format!("{formula} is {value}")
    } else {
        format!("{formula} is {value}, as {}", listed(&leaves))
    }
}

/// A row a case, a column a theory.
fn table(report: &CompareReport, of: &[&DisagreementReport], room: Room) -> String {
    let names: Vec<&str> = report.theories.iter().map(|theory| theory.name.as_str()).collect();
    let cases = of.iter().map(|of| width(&of.case)).max().unwrap_or(0);
    // Columns are numbered where their names would not fit.
    let wide = names.iter().map(|name| width(name) + 2).sum::<usize>() + cases + 4 <= room.width;
    let label = |at: usize| if wide { names[at].to_owned() } else { (at + 1).to_string() };
    let mut text = String::new();
    if !wide {
        let numbered: Vec<String> = names.iter().enumerate().map(|(at, name)| format!("{} {name}", at + 1)).collect();
        let parts: Vec<&str> = numbered.iter().map(String::as_str).collect();
        text.push_str(&legend(&parts, room.width));
    }
    text.push_str(&" ".repeat(cases + 4));
    let columns: Vec<usize> = (0..names.len()).map(|at| width(&label(at)).max(2) + 2).collect();
    for (at, column) in columns.iter().enumerate() {
        text.push_str(&pad(&paint(BOLD, label(at)), if at + 1 < columns.len() { *column } else { 0 }));
    }
    text.push('\n');
    let shown = if room.all { of.len() } else { ROWS.min(of.len()) };
    for disagreement in of.iter().take(shown) {
        let mut line = format!("  {}", pad(&disagreement.case, cases + 2));
        for (at, column) in columns.iter().enumerate() {
            let stand = disagreement.stands.iter().find(|stand| stand.theory == names[at]);
            line.push_str(&pad(&sign(stand.map_or("no such claim", |stand| stand.fate)), *column));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    if of.len() > shown {
        text.push_str(&format!("  and {} more (--all)\n", of.len() - shown));
    }
    text
}

/// Exceptions resolved and created, pair by pair.
fn two_and_two(report: &CompareReport, room: Room) -> String {
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    for pair in &report.pairs {
        if !pairs.contains(&(&pair.first, &pair.second)) {
            pairs.push((&pair.first, &pair.second));
        }
    }
    if pairs.is_empty() {
        return String::new();
    }
    let mut text = heading("Exceptions resolved and created", room.width);
    if report.theories.len() > IN_FULL && !room.all {
        let words = format!(
            "{} of theories: name two or three, or --all, to see which exceptions of one another resolves.",
            counted(pairs.len(), "pair", "pairs")
        );
        text.push_str(&paint(DIM, wrap(&words, room.width, "", "").trim_end()));
        text.push('\n');
        return text;
    }
    for (first, second) in pairs {
        text.push_str(&format!("{} and {}\n", paint(BOLD, first), paint(BOLD, second)));
        let of: Vec<&PairReport> =
            report.pairs.iter().filter(|pair| pair.first == first && pair.second == second).collect();
        let mut quiet = 0;
        for pair in of {
            if pair.first_alone.is_empty() && pair.second_alone.is_empty() && pair.both.is_empty() {
                quiet += 1;
                continue;
            }
            text.push_str(&wrap(&asked(&report.questions[pair.question]), room.width, "  ", "    "));
            let line = |lead: &str, cases: String| match cases.is_empty() {
                true => String::new(),
                false => wrap(&format!("{lead}: {cases}"), room.width, "    ", "      "),
            };
            text.push_str(&line(&format!("break {first} alone"), alone(&pair.first_alone, second)));
            text.push_str(&line(&format!("break {second} alone"), alone(&pair.second_alone, first)));
            text.push_str(&line("break both", pair.both.join(", ")));
        }
        if quiet > 0 {
            let words = format!("  {} that no case breaks under either.\n", counted(quiet, "question", "questions"));
            text.push_str(&paint(DIM, words.trim_end()));
            text.push('\n');
        }
    }
    text
}

/// `typical for two-criteria: CHN>PRK, VNM>LAO; undecided under it: CHN>KHM`.
fn alone(of: &[AloneReport], other: &str) -> String {
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for alone in of {
        let what = match alone.other {
            "conforms" => format!("typical for {other}"),
            "irrelevant" => format!("not forbidden by {other}"),
            "undecided" => format!("undecided under {other}"),
            words => format!("{words} for {other}"),
        };
        match groups.iter_mut().find(|(known, _)| *known == what) {
            Some((_, cases)) => cases.push(&alone.case),
            None => groups.push((what, vec![&alone.case])),
        }
    }
    let groups = groups.into_iter().map(|(what, cases)| format!("{} ({what})", cases.join(", ")));
    groups.collect::<Vec<_>>().join("; ")
}

/// Comparisons that no data can change.
fn by_logic(report: &CompareReport, room: Room) -> String {
    let mut said: Vec<(&str, Vec<String>)> = Vec::new();
    for pair in &report.pairs {
        let Some(logic) = &pair.logic else { continue };
        let question = asked(&report.questions[pair.question]);
        match said.iter_mut().find(|(known, _)| known == logic) {
            Some((_, questions)) => questions.push(question),
            None => said.push((logic, vec![question])),
        }
    }
    if said.is_empty() {
        return String::new();
    }
    let mut text = heading("What logic decides", room.width);
    let shown = if room.all { said.len() } else { CASES.min(said.len()) };
    for (logic, questions) in said.iter().take(shown) {
        text.push_str(&wrap(logic, room.width, "• ", "  "));
        let questions = wrap(&questions.join("; "), room.width, "  ", "    ");
        text.push_str(&paint(DIM, questions.trim_end()));
        text.push('\n');
    }
    if said.len() > shown {
        text.push_str(&format!("and {} more (--all shows them)\n", said.len() - shown));
    }
    text
}
