//! The result of a test before anything else: a few sentences, and a table of cases by claims.

use super::paint::{BOLD, DIM, RED, counted, legend, pad, paint, width, wrap};
use super::verdicts::{self, Room, cited, sign, style};
use exceptio::time::{self, thousands};
use exceptio::{CaseReport, ClaimReport, NearReport, StudyHead, TestReport, TheoryHead};

/// Rows of the table before the rest is only counted.
const ROWS: usize = 24;

/// Cases that cannot be judged, or are left aside, up to which the opening sentence names them.
const NAMED: usize = 6;

/// How a case fares over all claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fares {
    /// It breaks a claim.
    Breaks,
    /// It keeps to every claim that can be judged, and to one at least.
    Keeps,
    /// No claim can be judged.
    Open,
    /// No claim says anything of it.
    Silent,
}

/// A case in scope, and how it fares under the first definition of each outcome.
pub struct CaseIn<'a> {
    /// Its id.
    pub name: &'a str,
    /// How it fares.
    pub fares: Fares,
    /// Claims that it breaks under their first definition.
    pub breaks: Vec<&'a ClaimReport>,
    /// Claims that it breaks under another.
    pub elsewhere: Vec<&'a ClaimReport>,
    /// Its lines of time, where there was room for them.
    pub drawn: Option<&'a CaseReport>,
    /// The names of its actors, or of its treaty and nobody.
    names: (String, String),
}

impl CaseIn<'_> {
    /// `China → Soviet Union`.
    pub fn title(&self) -> String {
        title(self.name, &self.names)
    }
}

/// `China → Soviet Union` for `CHN>SUN`, whose names are given.
pub fn title(case: &str, names: &(String, String)) -> String {
    match names {
        (first, second) if second.is_empty() => first.clone(),
        (first, second) => format!("{first} {} {second}", if case.contains('>') { "→" } else { "and" }),
    }
}

/// Cases in scope under some claim: those that break the theory first, then in order of names.
pub fn cases(report: &TestReport) -> Vec<CaseIn<'_>> {
    let mut cases = Vec::new();
    let Some(first) = report.claims.first() else { return cases };
    for (at, verdict) in first.verdicts.iter().enumerate() {
        let on = || report.claims.iter().filter_map(move |claim| Some((claim, claim.verdicts.get(at)?)));
        if !on().any(|(_, verdict)| verdict.scope == "in") {
            continue;
        }
        let is_first = |claim: &ClaimReport| report.claims.iter().find(|other| other.name == claim.name) == Some(claim);
        let any = |ruling: &str| on().any(|(claim, verdict)| verdict.ruling == ruling && is_first(claim));
        let fares = if any("deviates") {
            Fares::Breaks
        } else if any("conforms") {
            Fares::Keeps
        } else if any("undecided") {
            Fares::Open
        } else {
            Fares::Silent
        };
        let deviates = on().filter(|(_, verdict)| verdict.ruling == "deviates").map(|(claim, _)| claim);
        let (breaks, elsewhere) = deviates.partition(|claim| is_first(claim));
        cases.push(CaseIn {
            name: &verdict.case,
            fares,
            breaks,
            elsewhere,
            drawn: report.cases.iter().find(|case| case.case == verdict.case),
            names: report.names_of(&verdict.case),
        });
    }
    cases.sort_by_key(|case| {
        let quiet = case.fares != Fares::Breaks && case.elsewhere.is_empty();
        (case.fares != Fares::Breaks, quiet, std::cmp::Reverse((case.breaks.len(), case.elsewhere.len())), case.fares)
    });
    cases
}

pub fn head(report: &TestReport, room: Room) -> String {
    let legal = report.claims.first().is_some_and(|claim| claim.clock == "legal");
    head_of(&report.theory, &report.study, legal, room.width)
}

/// What is held against what: the theory, the study, and how it is seen.
pub fn head_of(theory: &TheoryHead, study: &StudyHead, legal: bool, columns: usize) -> String {
    let title = if theory.title.is_empty() { String::new() } else { format!(": {}", theory.title) };
    let mut text = wrap(&format!("{}{}", paint(BOLD, &theory.name), paint(BOLD, title)), columns, "", "  ");
    let source = cited(&theory.cites);
    let after = if source.is_empty() { String::new() } else { format!("theory after {source}") };
    text.push_str(&seen(study, &after, legal, columns));
    text.push('\n');
    text
}

/// The study and how it is seen, in as many dim lines as it takes.
pub fn seen(study: &StudyHead, besides: &str, legal: bool, columns: usize) -> String {
    let mut parts =
        vec![study.title.clone(), format!("{}–{}", time::year(&study.window.0), time::year(&study.window.1))];
    if !besides.is_empty() {
        parts.push(besides.to_owned());
    }
    if let Some(as_of) = &study.as_of {
        parts.push(format!("as of {as_of}"));
    }
    if !study.layers.is_empty() {
        parts.push(format!("with layer {}", study.layers.join(", ")));
    }
    if !study.readings.is_empty() {
        parts.push(format!("reading {}", study.readings.join(", ")));
    }
    if legal {
        parts.push("on the legal clock".to_owned());
    }
    let mut kept: Vec<String> = Vec::new();
    for part in parts {
        match kept.last_mut() {
            Some(last) if width(last) + 3 + width(&part) <= columns => {
                last.push_str(" · ");
                last.push_str(&part);
            }
            _ => kept.push(part),
        }
    }
    kept.into_iter().map(|line| format!("{}\n", paint(DIM, line))).collect()
}

/// How near-relevant negatives came in, in a sentence; nothing where none were asked for.
pub fn near(report: Option<&NearReport>, columns: usize) -> String {
    let Some(near) = report else { return String::new() };
    let by: Vec<String> = near.by_condition.iter().map(|(name, count)| format!("{name} {count}")).collect();
    let by = if by.is_empty() { String::new() } else { format!(" (by {})", by.join(", ")) };
    let words = format!(
        "Near-relevant negatives: besides {} coded, {} came in, since a condition is present in scope{by}. Left out: {} \
         without any condition, {} where one may be present, {} out of scope.",
        counted(near.coded, "case", "cases"),
        counted(near.entered.len(), "pair", "pairs"),
        thousands(near.irrelevant as i64),
        thousands(near.open as i64),
        thousands(near.out_of_scope as i64),
    );
    wrap(&words, columns, "", "")
}

pub fn result(report: &TestReport, cases: &[CaseIn<'_>], room: Room) -> String {
    let with = |fares| cases.iter().filter(move |case| case.fares == fares);
    let broken: Vec<&CaseIn<'_>> = with(Fares::Breaks).collect();
    // What is counted is counted under the first definition, as the first signs of the table are; the fates add up to the cases.
    let by = by_name(&report.claims).into_iter().find(|group| group.len() > 1).map(|group| group[0].definition.clone());
    let by = by.map(|definition| format!("By {definition}, ")).unwrap_or_default();
    let mut sentence = format!("It speaks of {}. {by}", counted(cases.len(), "case", "cases"));
    let mut fates = vec![match broken.len() {
        0 if by.is_empty() => "None breaks it".to_owned(),
        0 => "none breaks it".to_owned(),
        1 => paint(RED, "1 breaks it"),
        many => paint(RED, format!("{} break it", thousands(many as i64))),
    }];
    for (fares, one, many) in [
        (Fares::Keeps, "keeps to it wherever it can be judged", "keep to it wherever they can be judged"),
        (Fares::Open, "cannot be judged", "cannot be judged"),
        (Fares::Silent, "is left aside by every claim", "are left aside by every claim"),
    ] {
        let named: Vec<&str> = with(fares).map(|case| case.name).collect();
        if named.is_empty() {
            continue;
        }
        // Those that a table need not have, or has for another definition alone, are named where they are few.
        let names = if fares != Fares::Keeps && (named.len() <= NAMED || room.all) {
            format!(" ({})", named.join(", "))
        } else {
            String::new()
        };
        fates.push(format!("{}{names}", counted(named.len(), one, many)));
    }
    sentence.push_str(&format!("{}.", fates.join(", ")));
    let tally = report.claims.first().map(|claim| &claim.tally);
    let (outside, unplaced) = tally.map_or((0, 0), |tally| (tally.out_of_scope, tally.scope_unknown));
    match (outside, unplaced) {
        (0, 0) => {}
        (outside, 0) => sentence.push_str(&format!(" Besides these, out of scope: {}.", thousands(outside as i64))),
        (0, unplaced) => {
            sentence.push_str(&format!(" Besides these, scope not coded: {}.", thousands(unplaced as i64)))
        }
        (outside, unplaced) => {
            sentence.push_str(&format!(
                " Besides these, out of scope: {}; scope not coded: {}.",
                thousands(outside as i64),
                thousands(unplaced as i64)
            ));
        }
    }
    let mut text = wrap(&sentence, room.width, "", "");
    text.push_str(&near(report.near_relevant.as_ref(), room.width));
    let mut left = if room.all { usize::MAX } else { 6 };
    for case in &broken {
        for claim in &case.breaks {
            let Some(verdict) = claim.verdicts.iter().find(|verdict| verdict.case == case.name) else { continue };
            if left == 0 {
                continue;
            }
            left -= 1;
            let fragile =
                if verdict.standing == "fragile" { format!(" ({})", verdicts::hangs(verdict)) } else { String::new() };
            let words = format!(
                "{} breaks {}: {}{fragile}",
                paint(BOLD, case.title()),
                paint(BOLD, &claim.name),
                verdicts::deviation(claim, verdict)
            );
            text.push_str(&wrap(&words, room.width, &format!("  {} ", paint(RED, "✗")), "    "));
        }
    }
    if left == 0 {
        text.push_str("    and more, below\n");
    }
    let mut by_definition: Vec<(&str, Vec<String>)> = Vec::new();
    for case in cases {
        for claim in &case.elsewhere {
            let group = match by_definition.iter().position(|(definition, _)| *definition == claim.definition) {
                Some(at) => at,
                None => {
                    by_definition.push((&claim.definition, Vec::new()));
                    by_definition.len() - 1
                }
            };
            let title = case.title();
            let names: Vec<&str> = case
                .elsewhere
                .iter()
                .filter(|other| other.definition == claim.definition)
                .map(|other| other.name.as_str())
                .collect();
            let words = format!("{title} ({})", names.join(", "));
            if !by_definition[group].1.contains(&words) {
                by_definition[group].1.push(words);
            }
        }
    }
    for (definition, cases) in by_definition {
        let verb = if cases.len() == 1 { "breaks" } else { "break" };
        let shown = if room.all { cases.len() } else { cases.len().min(6) };
        let more = if cases.len() > shown { format!(" and {} more", cases.len() - shown) } else { String::new() };
        let words = format!("With {definition}, {} {verb} it: {}{more}.", cases.len(), cases[..shown].join(", "));
        text.push_str(&wrap(&words, room.width, &format!("  {} ", paint(RED, "✗")), "    "));
    }
    text + "\n"
}

/// Claims by name, in order.
pub fn by_name(claims: &[ClaimReport]) -> Vec<Vec<&ClaimReport>> {
    let mut groups: Vec<Vec<&ClaimReport>> = Vec::new();
    for claim in claims {
        match groups.iter_mut().find(|group| group[0].name == claim.name) {
            Some(group) => group.push(claim),
            None => groups.push(vec![claim]),
        }
    }
    groups
}

/// Cases by claims, a sign for each definition.
pub fn table(report: &TestReport, cases: &[CaseIn<'_>], room: Room) -> String {
    let decided = |case: &&CaseIn<'_>| {
        matches!(case.fares, Fares::Breaks | Fares::Keeps) || !case.elsewhere.is_empty() || room.all
    };
    let telling: Vec<&CaseIn<'_>> = cases.iter().filter(decided).collect();
    let rest: Vec<&CaseIn<'_>> = cases.iter().filter(|case| !decided(case)).collect();
    if telling.is_empty() {
        return String::new();
    }
    let mut groups = by_name(&report.claims);
    let shown = if room.all { telling.len() } else { ROWS.min(telling.len()) };
    let ids = telling.iter().map(|case| width(case.name)).max().unwrap_or(0);
    let titles = telling.iter().map(|case| width(&case.title())).max().unwrap_or(0);
    let column = |group: &Vec<&ClaimReport>| width(&group[0].name).max(group.len() * 3 - 1) + 2;
    let columns: usize = groups.iter().map(column).sum();
    let with_titles = titles > ids && 2 + ids + 2 + titles + 2 + columns <= room.width;
    let lead = if with_titles { ids + 2 + titles + 2 } else { ids + 2 };
    let mut left_out = 0;
    while groups.len() > 1 && lead + groups.iter().map(column).sum::<usize>() > room.width {
        groups.pop();
        left_out += 1;
    }
    let mut text = format!("  {}", " ".repeat(lead));
    for (at, group) in groups.iter().enumerate() {
        let fill = if at + 1 < groups.len() { column(group) } else { 0 };
        text.push_str(&pad(&paint(BOLD, &group[0].name), fill));
    }
    text.push('\n');
    for case in telling.iter().take(shown) {
        text.push_str(&format!("  {}", pad(case.name, ids + 2)));
        if with_titles {
            text.push_str(&pad(&case.title(), titles + 2));
        }
        let mut line = String::new();
        for group in &groups {
            let mut cell = String::new();
            for claim in group {
                let verdict = claim.verdicts.iter().find(|verdict| verdict.case == case.name);
                let (ruling, fragile) =
                    verdict.map_or(("irrelevant", false), |verdict| (verdict.ruling, verdict.standing == "fragile"));
                cell.push_str(&paint(style(ruling), sign(ruling)));
                cell.push_str(if fragile { "≈ " } else { "  " });
            }
            line.push_str(&pad(cell.trim_end(), column(group)));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    if telling.len() > shown {
        text.push_str(&format!("  and {} more (--all)\n", telling.len() - shown));
    }
    for (fares, words) in [(Fares::Open, "cannot be judged"), (Fares::Silent, "left aside by every claim")] {
        let names: Vec<&str> = rest.iter().filter(|case| case.fares == fares).map(|case| case.name).collect();
        if !names.is_empty() {
            let many = || format!("{} cases", thousands(names.len() as i64));
            let names = if names.len() > ROWS { many() } else { names.join(", ") };
            text.push_str(&wrap(&format!("Not in the table, {words}: {names}."), room.width, "  ", "  "));
        }
    }
    if left_out > 0 {
        text.push_str(&format!("  and {} more, below\n", counted(left_out, "claim", "claims")));
    }
    let signs = ["✗ deviates", "✓ conforms", "? undecided", "· irrelevant", "≈ hangs on a reading or a vague date"];
    text.push_str(&legend(&signs, room.width));
    if let Some(group) = groups.iter().find(|group| group.len() > 1) {
        let labels: Vec<String> = group.iter().map(|claim| claim.definition.clone()).collect();
        text.push_str(&legend(&[&format!("Signs side by side: {}.", labels.join(", then "))], room.width));
    }
    text
}
