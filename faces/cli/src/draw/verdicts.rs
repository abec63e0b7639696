//! Claims with their verdicts: exceptions first, with what they rest on; then the rest in few words; last the numbers.

use super::fit;
use super::paint::{BOLD, CYAN, DIM, GREEN, RED, YELLOW, counted, listed, pad, paint, width, wrap};
use super::timeline::definition_label;
use anstyle::Style;
use exceptio::time::{self, thousands};
use exceptio::{Cited, ClaimReport, DeviationDays, EventReport, Tally, VerdictReport, Witness, WorldReport};
use std::collections::BTreeMap;

/// How much to show.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    /// Columns.
    pub width: usize,
    /// Leave nothing out.
    pub all: bool,
}

/// Codings listed under an exception, and exceptions drawn in full, before the rest is only counted.
const WITNESSES: usize = 4;
pub const EXCEPTIONS: usize = 12;
const NAMES: usize = 24;

/// The sign of a ruling. The word always stands nearby.
pub fn sign(ruling: &str) -> &'static str {
    match ruling {
        "deviates" => "✗",
        "conforms" => "✓",
        "undecided" => "?",
        _ => "·",
    }
}

/// The colour of a ruling.
pub fn style(ruling: &str) -> Style {
    match ruling {
        "deviates" => RED,
        "conforms" => GREEN,
        "undecided" => YELLOW,
        _ => DIM,
    }
}

/// `Vu 2021, paras 3, 9; Lee 2010, 12`.
pub fn cited(cites: &[Cited]) -> String {
    cites.iter().map(Cited::words).collect::<Vec<_>>().join("; ")
}

/// Claims of one name: one block for each definition that it was judged under.
pub fn draw(claims: &[&ClaimReport], room: Room) -> String {
    let mut text = String::new();
    let Some(first) = claims.first() else { return text };
    let source = cited(&first.cites);
    text.push_str(&wrap(
        &format!("{}: {}", paint(BOLD, &first.name), paint(BOLD, &first.words)),
        room.width,
        "",
        "    ",
    ));
    let role = role(first);
    if !role.is_empty() || !source.is_empty() {
        let said = [role, source].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ·  ");
        text.push_str(&paint(DIM, wrap(&said, room.width, "  ", "  ").trim_end_matches('\n')));
        text.push('\n');
    }
    for claim in claims {
        text.push_str(&one(claim, room));
    }
    text
}

/// What the arrow of a static claim means, in words.
fn role(claim: &ClaimReport) -> String {
    let arrows = [
        (" is necessary for ", "<-", "no right side without the left"),
        (" is sufficient for ", "->", "no left side without the right"),
        (" is equivalent to ", "<->", "neither side without the other"),
    ];
    for (words, arrow, meaning) in arrows {
        if let Some((left, right)) = claim.words.split_once(words) {
            let meaning = match arrow {
                "<-" => format!("no {right} without {left}"),
                "->" => format!("no {left} without {right}"),
                _ => meaning.to_owned(),
            };
            return format!("{left} {arrow} {right}: {meaning}");
        }
    }
    String::new()
}

fn one(claim: &ClaimReport, room: Room) -> String {
    let mut text = String::new();
    let definition =
        if claim.definition.is_empty() { String::new() } else { format!("{}: ", paint(BOLD, &claim.definition)) };
    let clock = if claim.clock == "legal" { " (on the legal clock)" } else { "" };
    text.push_str(&format!(
        "\n{}",
        wrap(&format!("{definition}{}{clock}", tally(&claim.tally)), room.width, "  ", "    ")
    ));
    let with = |ruling: &str| -> Vec<&VerdictReport> {
        claim.verdicts.iter().filter(|verdict| verdict.scope == "in" && verdict.ruling == ruling).collect()
    };
    let exceptions = with("deviates");
    let shown = if room.all { exceptions.len() } else { EXCEPTIONS };
    for verdict in exceptions.iter().take(shown) {
        text.push_str(&exception(claim, verdict, room));
    }
    if exceptions.len() > shown {
        let more = exceptions.len() - shown;
        text.push_str(&format!(
            "  {} and {} more that deviate (--all shows them)\n",
            paint(RED, "✗"),
            thousands(more as i64)
        ));
    }
    text.push_str(&conforming(&with("conforms"), room));
    text.push_str(&undecided(&with("undecided"), room));
    text.push_str(&fragile(claim, room));
    text.push_str(&fit::draw(claim, room));
    text
}

/// Verdicts that differ among readings or placements of dates, apart from exceptions, which say so themselves. Those that
/// neither conform here nor deviate anywhere are only named.
fn fragile(claim: &ClaimReport, room: Room) -> String {
    let verdicts = claim
        .verdicts
        .iter()
        .filter(|verdict| verdict.scope == "in" && verdict.standing == "fragile" && verdict.ruling != "deviates");
    let (telling, quiet): (Vec<&VerdictReport>, Vec<&VerdictReport>) =
        verdicts.partition(|verdict| room.all || verdict.ruling == "conforms" || verdict.rulings.contains(&"deviates"));
    let lead = format!("  {} ", paint(YELLOW, "≈"));
    let mut said: Vec<(String, Vec<&str>)> = Vec::new();
    for verdict in telling {
        let words = hangs(verdict);
        match said.iter_mut().find(|(other, _)| *other == words) {
            Some((_, cases)) => cases.push(&verdict.case),
            None => said.push((words, vec![&verdict.case])),
        }
    }
    let mut text = String::new();
    for (words, cases) in said {
        let verb = if cases.len() == 1 { "is" } else { "are" };
        text.push_str(&wrap(&format!("{} {verb} fragile: {words}", cases.join(", ")), room.width, &lead, "    "));
    }
    if !quiet.is_empty() {
        let cases = names(quiet.iter().map(|verdict| verdict.case.as_str()), room);
        text.push_str(&wrap(&format!("fragile, but deviating nowhere: {cases}"), room.width, &lead, "    "));
    }
    text
}

/// `1 deviates, 6 conform, 7 irrelevant`.
fn tally(tally: &Tally) -> String {
    let mut parts = Vec::new();
    let mut add = |count: usize, one: &str, many: &str, style: Style| {
        if count > 0 || one == "deviates" {
            parts.push(paint(if count == 0 { DIM } else { style }, counted(count, one, many)));
        }
    };
    add(tally.deviates, "deviates", "deviate", RED);
    add(tally.conforms, "conforms", "conform", GREEN);
    add(tally.undecided, "undecided", "undecided", YELLOW);
    add(tally.irrelevant, "irrelevant", "irrelevant", DIM);
    parts.join(", ")
}

fn exception(claim: &ClaimReport, verdict: &VerdictReport, room: Room) -> String {
    let mut text = String::new();
    let words = format!("{} deviates: {}", paint(BOLD, &verdict.case), deviation(claim, verdict));
    text.push_str(&wrap(&words, room.width, &format!("  {} ", paint(RED, "✗")), "    "));
    let mut detail = vec![verdict.deviation.clone().unwrap_or_default()];
    let others = hangs(verdict);
    detail.push(match verdict.standing {
        "robust" => "robust: in every reading, wherever vague dates lie".to_owned(),
        "bounded" => "too many readings or vague dates to try each; what is said holds for all".to_owned(),
        _ => format!("fragile: {others}"),
    });
    if !verdict.excuses.is_empty() {
        detail.push(format!("might be excused: {}", verdict.excuses.join(", ")));
    }
    if let Some(other) = verdict.other_clock.filter(|other| matches!(*other, "conforms" | "deviates")) {
        detail.push(format!("on the other clock: {other}"));
    }
    detail.extend(silence(verdict.rests_on_silence, verdict.silent_from.as_deref()));
    detail.retain(|part| !part.is_empty());
    text.push_str(&wrap(&detail.join("; "), room.width, "      ", "      "));
    text.push_str(&witnesses(&verdict.witnesses, room, &verdict.case, &claim.name));
    if verdict.same_place {
        let words = "Condition and outcome are coded from the same place of one source.";
        text.push_str(&paint(YELLOW, wrap(words, room.width, "      ", "      ").trim_end()));
        text.push('\n');
    }
    text
}

/// Whether a verdict rests on what silence is taken to mean, in words: throughout, or in its length.
pub fn silence(rests: bool, length_from: Option<&str>) -> Option<String> {
    let whole = || "rests on what silence is taken to mean".to_owned();
    let length = |day: &str| format!("its length rests on what silence is taken to mean, from {day} on");
    rests.then(|| length_from.map_or_else(whole, length))
}

/// What a deviation is: `ALLIANCE without INTEREST for 5.0–10.0 years, from 1960–1963 to 1969`, or what event came when.
pub fn deviation(claim: &ClaimReport, verdict: &VerdictReport) -> String {
    let events: Vec<&EventReport> = verdict.events.iter().filter(|event| event.ruling == "deviates").collect();
    went_against(&how(&claim.words), verdict.deviating_days, &verdict.deviation_stretches, &events)
}

/// The same from its parts: how it goes against the claim, for how many days at least and at most, from when to when; or
/// which events do.
pub fn went_against(
    how: &str,
    (least, most): (i64, i64),
    stretches: &[DeviationDays],
    events: &[&EventReport],
) -> String {
    if most > 0 {
        let from_to = between(stretches);
        return format!("{how} for {}{from_to}", time::range(least, most));
    }
    let words = events.iter().map(|event| {
        let on = if event.day.0 == event.day.1 { "on" } else { "in" };
        let lag = event.lag_days.map(|(least, most)| format!(" ({})", time::range(least, most))).unwrap_or_default();
        format!("{on} {} it {}{lag}", time::possible(&event.day), event.finding)
    });
    words.collect::<Vec<_>>().join("; ")
}

/// Stretches of days listed before the rest is only counted.
const STRETCHES: usize = 3;

/// From when to when, stretch by stretch: days where they are known, else what is known of them.
pub fn between(stretches: &[DeviationDays]) -> String {
    let one = |days: &DeviationDays| {
        let (first, last) = (time::possible(&days.first), time::possible(&days.last));
        if first == last {
            format!("in {first}")
        } else if first.contains(" to ") || last.contains(" to ") {
            format!("beginning {first}, ending {last}")
        } else {
            format!("from {first} to {last}")
        }
    };
    match stretches {
        [] => String::new(),
        [days] => format!(", {}", one(days)),
        several => {
            let mut listed: Vec<String> = several.iter().take(STRETCHES).map(one).collect();
            if several.len() > STRETCHES {
                listed.push(format!("and {} more", several.len() - STRETCHES));
            }
            format!(", in {} stretches: {}", several.len(), listed.join("; "))
        }
    }
}

/// How a case goes against a claim in these words.
pub fn how(words: &str) -> String {
    if let Some((left, right)) = words.split_once(" is necessary for ") {
        format!("{right} without {left}")
    } else if let Some((left, right)) = words.split_once(" is sufficient for ") {
        format!("{left} without {right}")
    } else if let Some((left, right)) = words.split_once(" is equivalent to ") {
        format!("one of {left} and {right} without the other")
    } else {
        "against the claim".to_owned()
    }
}

/// On which readings and dates a verdict hangs, and what it is under each.
pub fn hangs(verdict: &VerdictReport) -> String {
    hangs_on(&verdict.hangs_on_readings, &verdict.worlds, &verdict.hangs_on_dates, &verdict.rulings)
}

/// The same from its parts: disputes, what is ruled in which readings, dates, and all rulings.
pub fn hangs_on(disputes: &[String], worlds: &[WorldReport], dates: &[String], rulings: &[&str]) -> String {
    let mut parts = Vec::new();
    let mut together = Vec::new();
    for dispute in disputes {
        let mut by_reading: Vec<(&str, Vec<&str>)> = Vec::new();
        for world in worlds {
            let Some(reading) = world.readings.get(dispute) else { continue };
            let at = by_reading.iter().position(|(other, _)| other == reading).unwrap_or_else(|| {
                by_reading.push((reading, Vec::new()));
                by_reading.len() - 1
            });
            for ruling in &world.rulings {
                if !by_reading[at].1.contains(ruling) {
                    by_reading[at].1.push(ruling);
                    by_reading[at].1.sort_unstable();
                }
            }
        }
        if by_reading.windows(2).all(|pair| pair[0].1 == pair[1].1) {
            together.push(format!("`{dispute}`"));
            continue;
        }
        let readings: Vec<String> =
            by_reading.iter().map(|(reading, rulings)| format!("{} under `{reading}`", rulings.join(" or "))).collect();
        parts.push(readings.join(", "));
    }
    if !together.is_empty() {
        parts.push(format!("it hangs also on {}", listed(&together)));
    }
    if !dates.is_empty() {
        parts.push(format!("it hangs on when these lie: {}", dates.join(", ")));
    }
    if parts.is_empty() { rulings.join(" or ") } else { parts.join("; ") }
}

/// What is coded stands beside its place and source where so many columns are left.
const BESIDE: usize = 30;

/// Codings, one a line: what, since when, who says so and where, in which line of which file.
pub fn witnesses(witnesses: &[Witness], room: Room, case: &str, claim: &str) -> String {
    let shown = if room.all || witnesses.len() <= WITNESSES + 1 { witnesses.len() } else { WITNESSES };
    let mut text = String::new();
    let source = |witness: &Witness| match witness.locator.as_str() {
        "" => witness.source.clone(),
        locator => format!("{}, {locator}", witness.source),
    };
    let shown_ones = &witnesses[..shown];
    let widest =
        |text: &dyn Fn(&Witness) -> String| shown_ones.iter().map(|witness| width(&text(witness))).max().unwrap_or(0);
    let (places, sources) = (widest(&Witness::place), widest(&source));
    for witness in shown_ones {
        let lead =
            format!("      {}  {}  ", paint(CYAN, pad(&witness.place(), places)), pad(&source(witness), sources));
        let reading = if witness.reading.is_empty() { String::new() } else { format!(" [{}]", witness.reading) };
        let rest = " ".repeat(8 + places.min(18));
        let words = format!("{}{reading}", coding(witness));
        // Where little is left beside the place and the source, what is coded stands below them.
        if width(&lead) + BESIDE > room.width {
            text.push_str(&format!("{}\n{}", lead.trim_end(), wrap(&words, room.width, &rest, &rest)));
        } else {
            text.push_str(&wrap(&words, room.width, &lead, &rest));
        }
    }
    if witnesses.len() > shown {
        let pair = case.replace('>', "-");
        let more = counted(witnesses.len() - shown, "more coding", "more codings");
        text.push_str(&paint(DIM, format!("      and {more}: exceptio explain {pair} --claim {claim}")));
        text.push('\n');
    }
    text
}

/// `rift(CHN, SUN) = yes, after:split to ..`.
pub fn coding(witness: &Witness) -> String {
    let dates = match (witness.from.as_str(), witness.until.as_str()) {
        ("..", "..") => "always".to_owned(),
        ("", "") => "undated".to_owned(),
        (from, until) if from == until => from.to_owned(),
        (from, until) => {
            let from = if from.is_empty() { "?" } else { from };
            let until = if until.is_empty() { "?" } else { until };
            format!("{from} to {until}")
        }
    };
    format!("{} = {}, {dates}", witness.cell, witness.value)
}

pub fn names<'a>(cases: impl Iterator<Item = &'a str>, room: Room) -> String {
    let cases: Vec<String> = cases.map(str::to_owned).collect();
    if room.all || cases.len() <= NAMES {
        return cases.join(", ");
    }
    format!("{}, and {} more (--all)", cases[..NAMES].join(", "), cases.len() - NAMES)
}

fn conforming(verdicts: &[&VerdictReport], room: Room) -> String {
    if verdicts.is_empty() {
        return String::new();
    }
    let one = |verdict: &&VerdictReport| {
        let (least, most) = (verdict.days_least[0], verdict.days_most[0]);
        let length = if most > 0 { format!(" ({})", time::range(least, most)) } else { String::new() };
        format!("{}{length}", verdict.case)
    };
    let cases: Vec<String> = verdicts.iter().map(one).collect();
    let text = format!("conform: {}", names(cases.iter().map(String::as_str), room));
    let mut text = wrap(&text, room.width, &format!("  {} ", paint(GREEN, "✓")), "    ");
    let silent = verdicts.iter().filter_map(|verdict| Some((&verdict.case, verdict.silent_from.as_ref()?)));
    let silent: Vec<String> = silent.map(|(case, day)| format!("{case} (from {day} on)")).collect();
    if !silent.is_empty() {
        let words = format!(
            "of these, the length rests on what silence is taken to mean: {}",
            names(silent.iter().map(String::as_str), room)
        );
        text.push_str(&wrap(&words, room.width, "    ", "    "));
    }
    text
}

/// Undecided cases by what they hang on.
fn undecided(verdicts: &[&VerdictReport], room: Room) -> String {
    let mut by_reason: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for verdict in verdicts {
        by_reason.entry(reason(verdict)).or_default().push(&verdict.case);
    }
    let mut text = String::new();
    for (reason, cases) in by_reason {
        let words = format!("undecided ({reason}): {}", names(cases.into_iter(), room));
        text.push_str(&wrap(&words, room.width, &format!("  {} ", paint(YELLOW, "?")), "    "));
    }
    text
}

fn reason(verdict: &VerdictReport) -> String {
    let mut whys: Vec<String> = Vec::new();
    let spells = verdict.spells.iter().filter(|spell| spell.ruling == "undecided").filter_map(|spell| spell.why);
    let events = verdict.events.iter().filter(|event| event.ruling == "undecided");
    let open = events.map(|event| match (event.finding.split_once(": "), event.lag_days) {
        (Some((_, why)), _) => why.to_owned(),
        (None, Some((least, most))) => format!("open for {} so far", time::range(least, most)),
        (None, None) => event.finding.clone(),
    });
    let unsure = (!verdict.scope_unsure.is_empty()).then(|| "whether the theory speaks of some days".to_owned());
    for why in spells.map(str::to_owned).chain(open).chain(unsure) {
        if !whys.contains(&why) {
            whys.push(why);
        }
    }
    if whys.len() > 1 {
        whys.sort();
    }
    if whys.is_empty() { "hanging on something unknown".to_owned() } else { listed(&whys) }
}

/// `needed, starts`; where only some definitions are meant, these first: `by treaty: needed, starts`.
pub fn names_of(claims: &[&ClaimReport], all: &[ClaimReport]) -> String {
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for claim in claims {
        let under = |claims: usize, name: &str| claims == all.iter().filter(|claim| claim.name == name).count();
        let whole = under(claims.iter().filter(|other| other.name == claim.name).count(), &claim.name);
        let label = if whole { String::new() } else { definition_label(claim) };
        match groups.iter_mut().find(|(other, _)| *other == label) {
            Some((_, names)) if names.contains(&claim.name.as_str()) => {}
            Some((_, names)) => names.push(&claim.name),
            None => groups.push((label, vec![&claim.name])),
        }
    }
    let words = groups.into_iter().map(|(label, names)| {
        let names = names.join(", ");
        if label.is_empty() { names } else { format!("{label}: {names}") }
    });
    words.collect::<Vec<_>>().join("; ")
}
