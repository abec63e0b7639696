//! What `exceptio explain` shows: the ruling of a day, why each side is what it is, down to lines of files, and what would
//! turn it.

use super::paint::{BOLD, CYAN, DIM, GREEN, RED, YELLOW, counted, listed, paint, width, wrap};
use super::test::heading;
use super::verdicts::{between, coding, hangs, sign, silence, style};
use crate::out::Screen;
use exceptio::time;
use exceptio::{ExplainReport, ReasonReport, Witness};

/// What was asked.
pub struct Around<'a> {
    /// The case as written.
    pub case: &'a str,
    /// One claim was asked for.
    pub one_claim: bool,
    /// One day was asked for.
    pub one_day: bool,
    /// Also what is not decisive.
    pub all: bool,
    /// The study, theory and view, as options.
    pub again: &'a str,
    /// That nothing coded was public by the day of the view.
    pub nothing_public: Option<String>,
}

/// Ways of turning a ruling that are shown before the rest is only counted.
const FLIPS: usize = 4;

/// The whole of it.
pub fn draw(screen: &Screen, reports: &[ExplainReport], around: &Around<'_>) -> String {
    if let Some(nothing) = &around.nothing_public {
        let words = format!("There is nothing to explain of {}. {nothing}", around.case);
        return wrap(&words, screen.width, "", "");
    }
    let some_in_scope = reports.iter().any(|report| report.verdict.scope == "in");
    let silent = |report: &&ExplainReport| {
        let beside = report.verdict.scope != "in" && some_in_scope;
        !around.all && (beside || report.ruling == "irrelevant" && !around.one_claim && !around.one_day)
    };
    let (quiet, telling): (Vec<&ExplainReport>, Vec<&ExplainReport>) = reports.iter().partition(silent);
    let mut text = String::new();
    if reports.is_empty() {
        text.push_str(&format!(
            "No claim says anything of {}: it has no days under study on which the theory speaks of it.\n",
            around.case
        ));
    }
    for report in telling {
        text.push_str(&one(report, screen.width, around));
    }
    if !quiet.is_empty() {
        let name = |report: &&ExplainReport| {
            let definition =
                if report.definition.is_empty() { String::new() } else { format!(" ({})", report.definition) };
            format!("{} {}{definition}", report.verdict.case, report.claim)
        };
        let names: Vec<String> = quiet.iter().map(name).collect();
        text.push_str(&heading("Nothing to explain", screen.width));
        let words = format!(
            "These claims say nothing of the case, or it is not in scope (--all shows why): {}.",
            names.join(", ")
        );
        text.push_str(&wrap(&words, screen.width, "", ""));
    }
    text
}

/// What to ask next.
pub fn advice(reports: &[ExplainReport], around: &Around<'_>) -> String {
    let Some(first) = reports.first().filter(|_| around.nothing_public.is_none()) else { return String::new() };
    let case = first.verdict.case.replace('>', "-");
    let again = around.again;
    // What was asked already is not asked again.
    let day = format!(" --at {}", time::year(&first.day));
    let here = if around.one_day { day.as_str() } else { "" };
    let mut next: Vec<(&str, &str)> = Vec::new();
    if !around.one_claim {
        next.push(("one claim", here));
    }
    if !around.one_day {
        next.push(("another day", &day));
    }
    let every = format!("{here} --all");
    if !around.all {
        next.push(("every step", &every));
    }
    if next.is_empty() {
        return String::new();
    }
    let what: Vec<&str> = next.iter().map(|(what, _)| *what).collect();
    let line = |options: &str| {
        let command = format!("exceptio explain {case} --claim {}{options}{again}", first.claim);
        format!("  {}\n", paint(CYAN, command))
    };
    let lines: String = next.iter().map(|(_, options)| line(options)).collect();
    format!("\n{}\n{lines}", paint(DIM, format!("Next: {}:", what.join(", "))))
}

fn one(report: &ExplainReport, columns: usize, around: &Around<'_>) -> String {
    let mut said = Vec::new();
    let definition = if report.definition.is_empty() { String::new() } else { format!(", {}", report.definition) };
    let mut text = heading(&format!("{}  {}{definition}", report.verdict.case, report.claim), columns);
    text.push_str(&wrap(&report.words, columns, "  ", "  "));
    let verdict = &report.verdict;
    let ruling = paint(style(verdict.ruling), format!("{} {}", sign(verdict.ruling), verdict.ruling));
    let mut words = vec![ruling];
    if verdict.scope != "in" {
        words.push(if verdict.scope == "out" {
            "out of scope".to_owned()
        } else {
            "whether it is in scope is unknown".to_owned()
        });
    }
    let (least, most) = verdict.deviating_days;
    if most > 0 {
        words.push(format!("for {}{}", time::range(least, most), between(&verdict.deviation_stretches)));
    }
    words.push(match verdict.standing {
        "robust" => "robust: in every reading, wherever vague dates lie".to_owned(),
        "bounded" => "too many readings or vague dates to try each; what is said holds for all".to_owned(),
        _ => format!("fragile: {}", hangs(verdict)),
    });
    if let Some(class) = &verdict.deviation {
        words.push(class.clone());
    }
    if !verdict.excuses.is_empty() {
        words.push(format!("might be excused: {}", verdict.excuses.join(", ")));
    }
    if let Some(other) = verdict.other_clock.filter(|other| matches!(*other, "conforms" | "deviates")) {
        words.push(format!("on the other clock: {other}"));
    }
    if matches!(verdict.ruling, "conforms" | "deviates") {
        words.extend(silence(verdict.rests_on_silence, verdict.silent_from.as_deref()));
    }
    text.push_str(&wrap(&words.join("; "), columns, "  ", "  "));
    text.push('\n');
    text.push_str(&day(report, columns));
    if let Some(scope) = &report.scope {
        let decided = scope.value == "yes";
        if !decided || around.all {
            text.push_str(&format!("  {}\n", paint(BOLD, "scope")));
            text.push_str(&tree(scope, columns, 2, true, around.all, &mut said));
        } else {
            let places = places(scope);
            let words = format!("in scope: {} ({})", scope.formula, places.join(", "));
            text.push_str(&paint(DIM, wrap(&words, columns, "  ", "      ").trim_end()));
            text.push('\n');
        }
    }
    for (side, name) in report.sides.iter().zip(side_names(report)) {
        text.push_str(&format!("\n  {}\n", paint(BOLD, name)));
        text.push_str(&tree(side, columns, 2, true, around.all, &mut said));
    }
    text.push_str(&flips(report, columns, around.all));
    if verdict.same_place {
        let words = "Condition and outcome are coded from the same place of one source: no independent test.";
        text.push_str(&format!("\n{}\n", paint(YELLOW, wrap(words, columns, "  ", "  ").trim_end())));
    }
    text
}

fn side_names(report: &ExplainReport) -> Vec<&'static str> {
    if report.event.is_some() {
        vec!["the event", "the condition", "besides"]
    } else {
        vec!["left side", "right side", "besides"]
    }
}

fn day(report: &ExplainReport, columns: usize) -> String {
    let verb = match report.ruling {
        "conforms" | "deviates" => "it",
        _ => "it is",
    };
    // By the names of the day: North Vietnam, the Soviet Union.
    let names: Vec<String> = report.names.iter().map(|(_, name)| name.clone()).collect();
    let who = if names.is_empty() { String::new() } else { format!(", {}:", listed(&names)) };
    let mut words =
        format!("On {}{who} {verb} {}", paint(BOLD, &report.day), paint(style(report.ruling), report.ruling));
    if !report.in_some_placements_of.is_empty() {
        words.push_str(&format!(" in some placements of {}", listed(&report.in_some_placements_of)));
    }
    if let Some(spell) = &report.spell {
        words.push_str(&format!(
            ", as from {} to {}: left side {}, right side {}",
            spell.from, spell.until, spell.condition, spell.outcome
        ));
        if let Some(why) = spell.why {
            words.push_str(&format!(" ({why})"));
        }
    }
    if let Some(event) = &report.event {
        words.push_str(&format!(": it {}", event.finding));
        if let Some(anchor) = &event.anchor {
            let on = if anchor.0 == anchor.1 { "on" } else { "in" };
            words.push_str(&format!("; the other event {on} {}", time::possible(anchor)));
        }
        if let Some((least, most)) = event.lag_days {
            words.push_str(&format!("; lag {}", time::range(least, most)));
        }
    }
    words.push('.');
    let mut text = wrap(&words, columns, "  ", "  ");
    if !report.readings.is_empty() {
        let readings: Vec<String> =
            report.readings.iter().map(|(dispute, reading)| format!("`{reading}` of {dispute}")).collect();
        text.push_str(&wrap(&format!("Read as {}.", readings.join(", ")), columns, "  ", "  "));
    }
    if !report.placed.is_empty() {
        let placed: Vec<String> = report.placed.iter().map(|(what, day)| format!("{what} on {day}")).collect();
        text.push_str(&wrap(&format!("Vague dates placed: {}.", placed.join("; ")), columns, "  ", "  "));
    }
    text
}

/// Where the codings under a reason stand.
fn places(reason: &ReasonReport) -> Vec<String> {
    let mut places: Vec<String> = reason.codings.iter().map(Witness::place).collect();
    for part in &reason.parts {
        for other in self::places(part) {
            if !places.contains(&other) {
                places.push(other);
            }
        }
    }
    places
}

fn value_style(value: &str) -> anstyle::Style {
    match value {
        "yes" => GREEN,
        "no" => RED,
        "unknown" => YELLOW,
        _ => BOLD,
    }
}

/// A reason and the steps under it. A step on which the value hangs bears `▶`; another is dim, and its own steps are left
/// out unless all are asked for.
fn tree(
    reason: &ReasonReport,
    columns: usize,
    indent: usize,
    decisive: bool,
    all: bool,
    said: &mut Vec<String>,
) -> String {
    let decisive = decisive && reason.decisive;
    let mark = if decisive { "▶" } else { "·" };
    let lead = " ".repeat(indent);
    let why = reason.why.map(|why| format!(" ({why})")).unwrap_or_default();
    let rest = format!("{lead}    ");
    let mut text = if decisive {
        let words = format!("{}: {}{why}", reason.formula, paint(value_style(&reason.value), &reason.value));
        wrap(&words, columns, &format!("{lead}{mark} "), &rest)
    } else {
        let words =
            wrap(&format!("{}: {}{why}", reason.formula, reason.value), columns, &format!("{lead}{mark} "), &rest);
        format!("{}\n", paint(DIM, words.trim_end()))
    };
    for assumed in reason.assumed.iter().filter(|_| decisive || all) {
        // A reason is given once; where the same silence is met again its words are known.
        let (what, because) = assumed
            .split_once(": ")
            .and_then(|(cell, rest)| rest.split_once(": ").map(|(what, because)| (format!("{cell}: {what}"), because)))
            .unwrap_or((assumed.clone(), ""));
        let assumed = if because.is_empty() || said.iter().any(|known| known == because) {
            what
        } else {
            said.push(because.to_owned());
            assumed.clone()
        };
        text.push_str(&paint(
            if decisive { YELLOW } else { DIM },
            wrap(&format!("assumed: {assumed}"), columns, &rest, &rest).trim_end(),
        ));
        text.push('\n');
    }
    if decisive || all {
        for witness in &reason.codings {
            let certain = if witness.certain { "" } else { " (a vague date: perhaps not on this day)" };
            let source = match witness.locator.as_str() {
                "" => witness.source.clone(),
                locator => format!("{}, {locator}", witness.source),
            };
            let reading = if witness.reading.is_empty() { String::new() } else { format!(" [{}]", witness.reading) };
            let ended = if witness.ended { "it ended: " } else { "" };
            let words = format!("{ended}{}{reading}{certain}", coding(witness));
            let tail = format!("  {source}  {}", paint(CYAN, witness.place()));
            if indent + 4 + width(&words) + width(&tail) <= columns {
                text.push_str(&format!("{rest}{words}{tail}\n"));
            } else {
                text.push_str(&wrap(&words, columns, &rest, &format!("{rest}  ")));
                text.push_str(&format!("{rest}{tail}\n"));
            }
            if !witness.note.is_empty() {
                text.push_str(&paint(
                    DIM,
                    wrap(&witness.note, columns, &format!("{rest}  "), &format!("{rest}  ")).trim_end(),
                ));
                text.push('\n');
            }
        }
        for part in &reason.parts {
            text.push_str(&tree(part, columns, indent + 2, decisive, all, said));
        }
        if reason.left_out {
            text.push_str(&paint(DIM, format!("{rest}more lies under it than can be shown")));
            text.push('\n');
        }
    }
    text
}

fn flips(report: &ExplainReport, columns: usize, all: bool) -> String {
    let unfinished = "    there are too many sets of changes to try them all; larger ones were left out\n";
    if report.flips.is_empty() {
        return if report.flips_left_out { format!("\n{unfinished}") } else { String::new() };
    }
    let mut text = format!("\n  {}\n", paint(BOLD, "It would be otherwise if"));
    let shown = if all { report.flips.len() } else { FLIPS.min(report.flips.len()) };
    for flip in &report.flips[..shown] {
        text.push_str(&super::flips::set(flip, columns));
    }
    if report.flips.len() > shown {
        text.push_str(&format!("    and {} (--all)\n", counted(report.flips.len() - shown, "more way", "more ways")));
    }
    if report.flips_left_out {
        text.push_str(unfinished);
    }
    text
}
