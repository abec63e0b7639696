//! Claims with their verdicts: exceptions first, with what they rest on; then the rest in few words; fit, lags, scope.

use super::paint::{BOLD, CYAN, DIM, GREEN, RED, YELLOW, counted, cut, listed, pad, paint, thousands, width, wrap};
use super::time;
use super::timeline::definition_label;
use anstyle::Style;
use exceptio::{Cited, ClaimReport, FitReport, LagReport, ScopeReport, Tally, VerdictReport, Witness};
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
const EXCEPTIONS: usize = 12;
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
    let one = |cite: &Cited| match cite.locator.as_str() {
        "" => cite.short.clone(),
        locator => format!("{}, {locator}", cite.short),
    };
    cites.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// Claims of one name: one block for each definition that it was judged under.
pub fn draw(claims: &[&ClaimReport], room: Room) -> String {
    let mut text = String::new();
    let Some(first) = claims.first() else { return text };
    let source = cited(&first.cites);
    text.push_str(&wrap(&format!("{}: {}", paint(BOLD, &first.name), paint(BOLD, &first.words)), room.width, "", "    "));
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
    let definition = if claim.definition.is_empty() { String::new() } else { format!("{}: ", paint(BOLD, &claim.definition)) };
    let clock = if claim.clock == "legal" { " (on the legal clock)" } else { "" };
    text.push_str(&format!("\n  {definition}{}{clock}\n", tally(&claim.tally)));
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
        text.push_str(&format!("  {} and {} more that deviate (--all shows them)\n", paint(RED, "✗"), thousands(more as i64)));
    }
    let fragile: Vec<&VerdictReport> = claim
        .verdicts
        .iter()
        .filter(|verdict| verdict.scope == "in" && verdict.standing == "fragile" && verdict.ruling != "deviates")
        .collect();
    text.push_str(&conforming(&with("conforms"), room));
    text.push_str(&undecided(&with("undecided"), room));
    for verdict in fragile.iter().take(if room.all { usize::MAX } else { EXCEPTIONS }) {
        let words = format!("{} {} only as shown: {}", verdict.case, verb(verdict.ruling), hangs(verdict));
        text.push_str(&wrap(&words, room.width, &format!("  {} ", paint(YELLOW, "≈")), "    "));
    }
    for fit in relations(&claim.fit) {
        text.push_str(&fit_table(&fit, room));
    }
    if let Some(lags) = &claim.lags {
        text.push_str(&lag_profile(lags, room));
    }
    if let Some(scope) = &claim.scope_test {
        text.push_str(&scope_test(scope, room));
    }
    text
}

fn verb(ruling: &str) -> &str {
    match ruling {
        "undecided" => "is undecided",
        "irrelevant" => "is irrelevant",
        other => other,
    }
}

/// `1 deviates, 6 conform, 7 irrelevant`.
fn tally(tally: &Tally) -> String {
    let mut parts = Vec::new();
    let mut add = |count: usize, one: &str, many: &str, style: Style| {
        let words = counted(count, one, many);
        parts.push(if count == 0 { paint(DIM, words) } else { paint(style, words) });
    };
    add(tally.deviates, "deviates", "deviate", RED);
    add(tally.conforms, "conforms", "conform", GREEN);
    add(tally.undecided, "undecided", "undecided", YELLOW);
    add(tally.irrelevant, "irrelevant", "irrelevant", DIM);
    parts.join(", ")
}

fn exception(claim: &ClaimReport, verdict: &VerdictReport, room: Room) -> String {
    let mut text = String::new();
    let (least, most) = verdict.deviating_days;
    let mut words = format!("{} ", paint(BOLD, &verdict.case));
    if most > 0 {
        words.push_str(&format!("deviates for {}", time::range(least, most)));
        if let Some((from, until)) = stretch(verdict) {
            words.push_str(&between(from, until));
        }
        words.push_str(&format!(": {}", how(claim)));
    } else {
        let events: Vec<String> = verdict
            .events
            .iter()
            .filter(|event| event.ruling == "deviates")
            .map(|event| match event.lag_days {
                Some((least, most)) => format!("in {} it {} ({})", time::possible(&event.day), event.finding, time::range(least, most)),
                None => format!("in {} it {}", time::possible(&event.day), event.finding),
            })
            .collect();
        words.push_str(&format!("deviates: {}", events.join("; ")));
    }
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
    if let Some(other) = verdict.other_clock {
        detail.push(format!("on the other clock: {other}"));
    }
    if verdict.rests_on_silence {
        detail.push("rests on what silence is taken to mean".to_owned());
    }
    detail.retain(|part| !part.is_empty());
    text.push_str(&wrap(&detail.join("; "), room.width, "      ", "      "));
    text.push_str(&witnesses(&verdict.witnesses, room, &verdict.case, &claim.name));
    if verdict.same_place {
        text.push_str(&paint(YELLOW, "      Both sides are coded from one place in one source."));
        text.push('\n');
    }
    text
}

/// First and last day on which it deviates or may.
fn stretch(verdict: &VerdictReport) -> Option<(&str, &str)> {
    let spells = &verdict.spells;
    let first = spells.iter().position(|spell| spell.ruling == "deviates")?;
    let last = spells.iter().rposition(|spell| spell.ruling == "deviates")?;
    let open = |at: usize| spells[at].ruling == "undecided";
    let first = if first > 0 && open(first - 1) { first - 1 } else { first };
    let last = if last + 1 < spells.len() && open(last + 1) { last + 1 } else { last };
    Some((&spells[first].from, &spells[last].until))
}

/// Years where there are several, for the days of a vague stretch are not known; else the days.
fn between(from: &str, until: &str) -> String {
    if time::year(from) == time::year(until) {
        format!(", between {from} and {until}")
    } else {
        format!(", between {} and {}", time::year(from), time::year(until))
    }
}

fn how(claim: &ClaimReport) -> String {
    if let Some((left, right)) = claim.words.split_once(" is necessary for ") {
        format!("{right} without {left}")
    } else if let Some((left, right)) = claim.words.split_once(" is sufficient for ") {
        format!("{left} without {right}")
    } else if let Some((left, right)) = claim.words.split_once(" is equivalent to ") {
        format!("one of {left} and {right} without the other")
    } else {
        "against the claim".to_owned()
    }
}

/// On which readings and dates a verdict hangs, and what it is under each.
pub fn hangs(verdict: &VerdictReport) -> String {
    let mut parts = Vec::new();
    for dispute in &verdict.hangs_on_readings {
        let mut by_reading: Vec<(&str, Vec<&str>)> = Vec::new();
        for world in &verdict.worlds {
            let Some(reading) = world.readings.get(dispute) else { continue };
            let at = by_reading.iter().position(|(other, _)| other == reading).unwrap_or_else(|| {
                by_reading.push((reading, Vec::new()));
                by_reading.len() - 1
            });
            for ruling in &world.rulings {
                if !by_reading[at].1.contains(ruling) {
                    by_reading[at].1.push(ruling);
                }
            }
        }
        let readings: Vec<String> =
            by_reading.iter().map(|(reading, rulings)| format!("{} under `{reading}`", rulings.join(" or "))).collect();
        parts.push(readings.join(", "));
    }
    if !verdict.hangs_on_dates.is_empty() {
        parts.push(format!("it hangs on when: {}", verdict.hangs_on_dates.join("; ")));
    }
    if parts.is_empty() { verdict.rulings.join(" or ") } else { parts.join("; ") }
}

/// Codings, one a line: what, since when, who says so and where, in which line of which file.
fn witnesses(witnesses: &[Witness], room: Room, case: &str, claim: &str) -> String {
    let shown = if room.all || witnesses.len() <= WITNESSES + 1 { witnesses.len() } else { WITNESSES };
    let mut text = String::new();
    let rows: Vec<[String; 3]> = witnesses[..shown].iter().map(|witness| {
        [coding(witness), format!("{}, {}", witness.source, witness.locator), place(witness)]
    }).collect();
    let widest = |at: usize| rows.iter().map(|row| width(&row[at])).max().unwrap_or(0);
    let last = widest(1) + widest(2) + 4;
    let first = widest(0).min(room.width.saturating_sub(6 + last).max(30));
    for [what, source, place] in &rows {
        let what = pad(&cut(what, first), first);
        text.push_str(&format!("      {what}  {}  {}\n", pad(source, widest(1)), paint(CYAN, place)));
    }
    if witnesses.len() > shown {
        let pair = case.replace('>', "-");
        let more = witnesses.len() - shown;
        text.push_str(&paint(DIM, format!("      and {more} more codings: exceptio explain {pair} --claim {claim}")));
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

/// `facts.csv:20`, with reading and layer where there are any.
pub fn place(witness: &Witness) -> String {
    let mut place = format!("{}:{}", witness.file, witness.line);
    if !witness.reading.is_empty() {
        place.push_str(&format!(" [{}]", witness.reading));
    }
    if !witness.layer.is_empty() && !witness.file.starts_with("layers/") {
        place.push_str(&format!(" (layer {})", witness.layer));
    }
    place
}

fn names<'a>(cases: impl Iterator<Item = &'a str>, room: Room) -> String {
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
        let days = verdict.days[0];
        let length = if days > 0 { format!(" ({})", time::length(days)) } else { String::new() };
        format!("{}{length}", verdict.case)
    };
    let cases: Vec<String> = verdicts.iter().map(one).collect();
    let text = format!("conform: {}", names(cases.iter().map(String::as_str), room));
    wrap(&text, room.width, &format!("  {} ", paint(GREEN, "✓")), "    ")
}

/// Undecided cases by what they hang on.
fn undecided(verdicts: &[&VerdictReport], room: Room) -> String {
    let mut by_reason: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for verdict in verdicts {
        by_reason.entry(reason(verdict)).or_default().push(&verdict.case);
    }
    let mut text = String::new();
    for (reason, cases) in by_reason {
        let words = format!("undecided, {reason}: {}", names(cases.into_iter(), room));
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
    for why in spells.map(str::to_owned).chain(open) {
        if !whys.contains(&why) {
            whys.push(why);
        }
    }
    if whys.len() > 1 {
        whys.sort();
    }
    if whys.is_empty() { "hanging on something unknown".to_owned() } else { listed(&whys) }
}

fn relations(fits: &[FitReport]) -> Vec<Vec<&FitReport>> {
    let mut relations: Vec<Vec<&FitReport>> = Vec::new();
    for fit in fits {
        match relations.iter_mut().find(|group| group[0].relation == fit.relation) {
            Some(group) => group.push(fit),
            None => relations.push(vec![fit]),
        }
    }
    relations
}

/// One column a unit, one row a parameter.
fn fit_table(fits: &[&FitReport], room: Room) -> String {
    let mut parameters: Vec<&str> = Vec::new();
    for parameter in fits.iter().flat_map(|fit| &fit.parameters) {
        if !parameters.contains(&parameter.name) {
            parameters.push(parameter.name);
        }
    }
    let head = |fit: &&FitReport| format!("by {}", fit.unit);
    let count = |fit: &&FitReport| {
        let unknown = if fit.unknown > 0 { format!(", {} open", thousands(fit.unknown as i64)) } else { String::new() };
        format!("n {}{unknown}", thousands(fit.n as i64))
    };
    let cell = |fit: &&FitReport, name: &str| match fit.parameters.iter().find(|parameter| parameter.name == name) {
        None => String::new(),
        Some(parameter) => bounds(parameter.bounds),
    };
    let first = parameters.iter().map(|name| name.len()).chain([fits[0].relation.len() + 7]).max().unwrap_or(0);
    let room_each = (room.width.saturating_sub(4 + first)) / fits.len().max(1);
    let mut text = String::new();
    let mut row = |name: &str, cells: Vec<String>, dim: bool| {
        let mut line = format!("    {}", pad(name, first));
        for cell in cells {
            line.push_str("  ");
            line.push_str(&pad(&cell, room_each.saturating_sub(2).min(20)));
        }
        let line = line.trim_end();
        text.push_str(&if dim { paint(DIM, line) } else { line.to_owned() });
        text.push('\n');
    };
    row(&format!("fit as {}", fits[0].relation), fits.iter().map(head).collect(), true);
    for name in parameters {
        row(name, fits.iter().map(|fit| cell(fit, name)).collect(), false);
    }
    row("", fits.iter().map(count).collect(), true);
    text
}

fn bounds(bounds: Option<(f64, f64)>) -> String {
    match bounds {
        None => "undefined".to_owned(),
        Some((least, most)) => {
            let (low, high) = (format!("{least:.2}"), format!("{most:.2}"));
            if low == high { low } else { format!("{low}–{high}") }
        }
    }
}

fn lag_profile(lags: &LagReport, room: Room) -> String {
    let mut parts = Vec::new();
    let came = lags.rows.iter().filter(|row| !row.open).count();
    if came > 0 {
        if let Some(possible) = lags.possible_from_days {
            let certain = match lags.certain_from_days {
                Some(certain) => format!("within {} for certain", time::length(certain)),
                None => "within no time for certain".to_owned(),
            };
            parts.push(format!("every event that came did so {certain}, possibly within {}", time::length(possible)));
        }
    }
    let open: Vec<String> = lags
        .rows
        .iter()
        .filter(|row| row.open)
        .map(|row| format!("{} ({} so far)", row.case, time::range(row.days.0, row.days.1)))
        .collect();
    if !open.is_empty() {
        parts.push(format!("still open: {}", names(open.iter().map(String::as_str), room)));
    }
    parts.push(match lags.order_violations {
        0 => "nothing in the wrong order".to_owned(),
        count => counted(count, "event in the wrong order", "events in the wrong order"),
    });
    if lags.rows.is_empty() && lags.order_violations == 0 {
        parts = vec!["no lag can be told".to_owned()];
    }
    let mut text = wrap(&parts.join("; "), room.width, &format!("    {} ", paint(DIM, "lags:")), "          ");
    for row in lags.rows.iter().filter(|row| !row.open).take(if room.all { usize::MAX } else { EXCEPTIONS }) {
        let days = time::range(row.days.0, row.days.1);
        text.push_str(&format!("          {}  {} from {} to {}\n", row.case, days, time::possible(&row.anchor), time::possible(&row.day)));
    }
    text
}

fn scope_test(scope: &ScopeReport, room: Room) -> String {
    let outside = &scope.outside;
    let all = outside.conforms + outside.deviates + outside.undecided + outside.irrelevant;
    if all == 0 {
        return String::new();
    }
    let excused = if scope.excused.is_empty() {
        "the scope spares the claim no exception".to_owned()
    } else {
        format!("the scope spares it {}: {}", counted(scope.excused.len(), "exception", "exceptions"), scope.excused.join(", "))
    };
    let words = format!(
        "of {} out of scope, {} would deviate, {} conform, {} be undecided; {excused}",
        counted(all, "case", "cases"),
        outside.deviates,
        outside.conforms,
        outside.undecided,
    );
    wrap(&words, room.width, &format!("    {} ", paint(DIM, "scope:")), "           ")
}

/// `needed`, or `needed by treaty` where some of its definitions are left out.
pub fn names_of(claims: &[&ClaimReport], all: &[ClaimReport]) -> String {
    let mut names: Vec<(String, Vec<String>)> = Vec::new();
    for claim in claims {
        match names.iter_mut().find(|(name, _)| *name == claim.name) {
            Some((_, labels)) => labels.push(definition_label(claim)),
            None => names.push((claim.name.clone(), vec![definition_label(claim)])),
        }
    }
    let words = names.into_iter().map(|(name, labels)| {
        let under = all.iter().filter(|claim| claim.name == name).count();
        if labels.len() == under { name } else { format!("{name} {}", listed(&labels)) }
    });
    words.collect::<Vec<_>>().join(", ")
}
