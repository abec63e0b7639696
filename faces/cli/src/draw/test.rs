//! What `exceptio test` shows: the result in a sentence and a table, cases over the years, claims with their exceptions,
//! predictions, disputes, what hurts, and what to ask next.

use super::paint::{BOLD, CYAN, DIM, RED, YELLOW, block, counted, legend, pad, paint, thousands, width, wrap};
use super::time;
use super::timeline::{self, Axis};
use super::verdicts::{self, Room, cited, sign, style};
use crate::commands::Place;
use crate::out::Screen;
use exceptio::{CaseReport, ClaimReport, TestReport};

/// What stands around a report.
pub struct Around<'a> {
    /// Where the study came from.
    pub place: &'a Place,
    /// Leave nothing out.
    pub all: bool,
    /// How many theories the study has.
    pub theories: usize,
    /// Whether the study was named on the command line.
    pub named: bool,
}

/// Cases drawn over the years and listed in the table, before the rest is only counted.
const CASES: usize = 12;
const ROWS: usize = 24;

/// The whole of it.
pub fn draw(screen: &Screen, report: &TestReport, around: &Around<'_>) -> String {
    let room = Room { width: screen.width, all: around.all };
    let cases = cases(report);
    let mut text = head(report, room);
    text.push_str(&result(report, &cases, room));
    text.push_str(&table(report, &cases, room));
    text.push_str(&terms(report, room));
    text.push_str(&timelines(report, &cases, room));
    text.push_str(&claims(report, room));
    text.push_str(&predictions(report, room));
    text.push_str(&disputes(report, room));
    text.push_str(&hurts(report, room));
    text
}

/// A heading with a line to the right edge.
pub fn heading(title: &str, columns: usize) -> String {
    let line = "─".repeat(columns.saturating_sub(width(title) + 1));
    format!("\n{} {}\n\n", paint(BOLD, title), paint(DIM, line))
}

/// How a case fares over all claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fares {
    Breaks,
    Keeps,
    Open,
    Silent,
}

/// A case in scope, and how it fares under the first definition of each outcome.
struct CaseIn<'a> {
    name: &'a str,
    fares: Fares,
    /// Claims that it breaks under their first definition.
    breaks: Vec<&'a ClaimReport>,
    /// Claims that it breaks under another.
    elsewhere: Vec<&'a ClaimReport>,
    drawn: Option<&'a CaseReport>,
}

impl CaseIn<'_> {
    fn title(&self) -> String {
        match self.drawn {
            Some(case) if !case.second.is_empty() => {
                let between = if case.case.contains('>') { "→" } else { "and" };
                format!("{} {between} {}", case.first, case.second)
            }
            Some(case) => case.first.clone(),
            None => self.name.to_owned(),
        }
    }
}

/// Cases in scope under some claim: those that break the theory first, then in order of names.
fn cases(report: &TestReport) -> Vec<CaseIn<'_>> {
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
        });
    }
    cases.sort_by_key(|case| {
        let quiet = case.fares != Fares::Breaks && case.elsewhere.is_empty();
        (case.fares != Fares::Breaks, quiet, std::cmp::Reverse((case.breaks.len(), case.elsewhere.len())), case.fares)
    });
    cases
}

fn head(report: &TestReport, room: Room) -> String {
    let theory = &report.theory;
    let title = if theory.title.is_empty() { String::new() } else { format!(": {}", theory.title) };
    let mut text = wrap(&format!("{}{}", paint(BOLD, &theory.name), paint(BOLD, title)), room.width, "", "  ");
    let study = &report.study;
    let mut parts =
        vec![study.title.clone(), format!("{}–{}", time::year(&study.window.0), time::year(&study.window.1))];
    let source = cited(&theory.cites);
    if !source.is_empty() {
        parts.push(format!("theory after {source}"));
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
    if report.claims.first().is_some_and(|claim| claim.clock == "legal") {
        parts.push("on the legal clock".to_owned());
    }
    let mut kept: Vec<String> = Vec::new();
    for part in parts {
        match kept.last_mut() {
            Some(last) if width(last) + 3 + width(&part) <= room.width => {
                last.push_str(" · ");
                last.push_str(&part);
            }
            _ => kept.push(part),
        }
    }
    for line in kept {
        text.push_str(&paint(DIM, line));
        text.push('\n');
    }
    text.push('\n');
    text
}

fn result(report: &TestReport, cases: &[CaseIn<'_>], room: Room) -> String {
    let with = |fares| cases.iter().filter(move |case| case.fares == fares);
    let broken: Vec<&CaseIn<'_>> = with(Fares::Breaks).collect();
    let mut sentence = format!("It speaks of {}. ", counted(cases.len(), "case", "cases"));
    let mut fates = vec![match broken.len() {
        0 => "None breaks it".to_owned(),
        1 => paint(RED, "1 breaks it"),
        many => paint(RED, format!("{} break it", thousands(many as i64))),
    }];
    for (fares, one, many) in [
        (Fares::Keeps, "keeps to it wherever it can be judged", "keep to it wherever they can be judged"),
        (Fares::Open, "cannot be judged", "cannot be judged"),
        (Fares::Silent, "it has nothing to say of", "it has nothing to say of"),
    ] {
        let count = with(fares).count();
        if count > 0 {
            fates.push(counted(count, one, many));
        }
    }
    sentence.push_str(&format!("{}.", fates.join(", ")));
    let tally = report.claims.first().map(|claim| &claim.tally);
    let (outside, unplaced) = tally.map_or((0, 0), |tally| (tally.out_of_scope, tally.scope_unknown));
    match (outside, unplaced) {
        (0, 0) => {}
        (outside, 0) => sentence.push_str(&format!(" Out of scope: {}.", thousands(outside as i64))),
        (0, unplaced) => sentence.push_str(&format!(" Scope not coded: {}.", thousands(unplaced as i64))),
        (outside, unplaced) => {
            sentence.push_str(&format!(
                " Out of scope: {}; scope not coded: {}.",
                thousands(outside as i64),
                thousands(unplaced as i64)
            ));
        }
    }
    let mut text = wrap(&sentence, room.width, "", "");
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
fn by_name(claims: &[ClaimReport]) -> Vec<Vec<&ClaimReport>> {
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
fn table(report: &TestReport, cases: &[CaseIn<'_>], room: Room) -> String {
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
    if !rest.is_empty() {
        let names: Vec<&str> = rest.iter().map(|case| case.name).collect();
        let names =
            if names.len() > ROWS { format!("{} cases", thousands(names.len() as i64)) } else { names.join(", ") };
        text.push_str(&wrap(&format!("Nothing is decided for {names}."), room.width, "  ", "  "));
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

fn terms(report: &TestReport, room: Room) -> String {
    let theory = &report.theory;
    let mut rows: Vec<(String, &str)> = Vec::new();
    if !theory.scope.is_empty() {
        rows.push(("scope".to_owned(), &theory.scope));
    }
    for (name, words) in &theory.conditions {
        rows.push((name.clone(), words));
    }
    for (name, label, words) in &theory.outcomes {
        rows.push((format!("{name} {label}").trim_end().to_owned(), words));
    }
    let names = rows.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
    let mut text = "\n".to_owned();
    for (name, words) in rows {
        let rest = " ".repeat(names + 4);
        text.push_str(&wrap(words, room.width, &format!("  {}  ", pad(&name, names)), &rest));
    }
    let case = report.claims.first().and_then(|claim| claim.verdicts.first()).map_or("", |verdict| &verdict.case);
    let who = if case.contains('>') {
        "a is the actor whose policy is explained, b the partner; "
    } else if case.contains('-') && report.cases.iter().all(|case| !case.second.is_empty()) {
        "a and b are the two actors of a pair; "
    } else {
        ""
    };
    text.push_str(&paint(DIM, format!("  {who}* and, + or, ~ not")));
    text.push('\n');
    text
}

fn timelines(report: &TestReport, cases: &[CaseIn<'_>], room: Room) -> String {
    let label = report.cases.iter().flat_map(|case| &case.series).map(|series| width(&series.name));
    let marks = report.claims.iter().map(|claim| width(&timeline::claim_label(claim)) + 2);
    let label = label.chain(marks).max().unwrap_or(0).clamp(8, 24);
    let (from, until) = &report.study.window;
    let Some(axis) = Axis::new(from, until, room.width.saturating_sub(label + 5)) else { return String::new() };
    let drawn: Vec<&CaseIn<'_>> = cases.iter().filter(|case| case.drawn.is_some()).collect();
    if drawn.is_empty() {
        return String::new();
    }
    let (telling, flat): (Vec<&CaseIn<'_>>, Vec<&CaseIn<'_>>) =
        drawn.into_iter().partition(|case| room.all || tells(report, case));
    let mut text = heading("Cases over the years", room.width);
    text.push_str(&legend(timeline::LEGEND, room.width));
    let shown = if room.all { telling.len() } else { CASES.min(telling.len()) };
    for case in telling.iter().take(shown) {
        let Some(drawn) = case.drawn else { continue };
        let all: Vec<&ClaimReport> = case.breaks.iter().chain(&case.elsewhere).copied().collect();
        let fares = match case.fares {
            _ if !all.is_empty() => paint(RED, format!("✗ breaks {}", verdicts::names_of(&all, &report.claims))),
            Fares::Keeps => paint(style("conforms"), "✓ breaks nothing"),
            Fares::Open => paint(YELLOW, "? undecided"),
            Fares::Breaks | Fares::Silent => String::new(),
        };
        text.push_str(&format!("\n{}  {}  {fares}\n", paint(BOLD, case.title()), paint(DIM, case.name)));
        text.push_str(&timeline::draw(drawn, &report.claims, &axis, label, room.width));
    }
    if telling.len() > shown {
        text.push_str(&format!("\n{} more (--all draws them).\n", counted(telling.len() - shown, "case", "cases")));
    }
    if !flat.is_empty() {
        let names: Vec<String> = flat.iter().map(|case| case.name.to_owned()).collect();
        let words = format!("Never allied and nothing decided, so not drawn (--all draws them): {}.", names.join(", "));
        text.push('\n');
        text.push_str(&paint(DIM, block(&words, room.width, 0).trim_end()));
        text.push('\n');
    }
    if report.cases_not_drawn > 0 {
        let words = format!(
            "\n{} not drawn for want of room (--all draws them).\n",
            counted(report.cases_not_drawn, "case", "cases")
        );
        text.push_str(&words);
    }
    text
}

/// Whether a case has anything to show: an outcome that holds or may, or a day on which a claim is kept or broken.
fn tells(report: &TestReport, case: &CaseIn<'_>) -> bool {
    let outcome = case.drawn.is_some_and(|drawn| {
        let outcomes = drawn.series.iter().filter(|series| series.role == "outcome");
        outcomes.flat_map(|series| &series.pieces).any(|piece| piece.value != "no" && piece.value != "unknown")
    });
    let judged =
        report.claims.iter().filter_map(|claim| claim.verdicts.iter().find(|verdict| verdict.case == case.name));
    outcome || judged.into_iter().any(|verdict| verdict.days[0] + verdict.days[1] > 0 || case.fares == Fares::Breaks)
}

fn claims(report: &TestReport, room: Room) -> String {
    let mut text = heading("Claims", room.width);
    let groups = by_name(&report.claims);
    for (at, group) in groups.iter().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        text.push_str(&verdicts::draw(group, room));
    }
    if !report.consequences.is_empty() {
        text.push('\n');
        for consequence in &report.consequences {
            text.push_str(&wrap(&format!("From the text alone: {consequence}."), room.width, "", "  "));
        }
    }
    text
}

fn predictions(report: &TestReport, room: Room) -> String {
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
            let due = match prediction.due_under.as_slice() {
                [] => "nothing was due then under any reading of the treaty's terms".to_owned(),
                [one] if one == "undisputed" => "a decision was due then, undisputed".to_owned(),
                readings => format!("a decision was due then under {}", readings.join(", ")),
            };
            text.push_str(&block(&due, room.width, 2));
        }
        let came = match prediction.came_true {
            "yes" => "it came true",
            "no" => "it did not come true",
            _ => "whether it came true is not coded, or was not public",
        };
        let ruling = format!("{} {}", sign(prediction.ruling), prediction.ruling);
        let words = format!("{}: expected {}; {came}", paint(style(prediction.ruling), ruling), prediction.expected);
        text.push_str(&block(&words, room.width, 2));
    }
    text
}

fn disputes(report: &TestReport, room: Room) -> String {
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

fn hurts(report: &TestReport, room: Room) -> String {
    let mut text = heading("What hurts", room.width);
    let mut point = |words: &str| text.push_str(&wrap(words, room.width, "• ", "  "));
    let (same, decided) = report.same_place;
    let count = |count: usize| if count == 0 { "none".to_owned() } else { thousands(count as i64) };
    point(&format!(
        "Of {} that conform or deviate, {} {} condition and outcome coded from one place in one source{}.",
        counted(decided, "verdict", "verdicts"),
        count(same),
        if same > 1 { "have" } else { "has" },
        if same > 0 { ": no independent test" } else { "" },
    ));
    point(&format!(
        "Of the same verdicts, {} {} on what the codebook takes silence to mean.",
        count(report.rests_on_silence),
        if report.rests_on_silence > 1 { "rest" } else { "rests" }
    ));
    let in_scope = || report.claims.iter().flat_map(|claim| &claim.verdicts).filter(|verdict| verdict.scope == "in");
    let (all, open) = (in_scope().count(), in_scope().filter(|verdict| verdict.ruling == "undecided").count());
    let fragile = in_scope().filter(|verdict| verdict.standing == "fragile").count();
    point(&format!(
        "Of {} in scope, {} {} undecided and {} fragile (other under another reading or placement of vague dates).",
        counted(all, "verdict", "verdicts"),
        count(open),
        if open > 1 { "are" } else { "is" },
        count(fragile)
    ));
    point(&format!("Dates: {}.", report.study.dates));
    if !report.tensions.is_empty() {
        text.push_str("\nThe source's own tensions, as the study records them:\n");
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
    let option = around.place.option();
    let cases = cases(report);
    let mut lines: Vec<(String, &str)> = Vec::new();
    let telling = cases.iter().find(|case| case.fares == Fares::Breaks).or(cases.first());
    if let Some(case) = telling {
        let claim = case.breaks.first().map(|claim| format!(" --claim {}", claim.name)).unwrap_or_default();
        lines.push((
            format!("exceptio explain {}{claim}{option}", case.name.replace('>', "-")),
            "why, and what would turn it",
        ));
    }
    if report.study.layers.is_empty() {
        if let Some(layer) = report.study.layers_there.first() {
            let study = around.place.argument();
            let study = if study.is_empty() { String::new() } else { format!(" {study}") };
            lines.push((
                format!("exceptio test{study} --layer {layer}"),
                "with facts from outside the study's own source",
            ));
        }
    }
    let study = around.place.argument();
    let study = if study.is_empty() { String::new() } else { format!(" {study}") };
    if around.theories > 1 {
        lines.push((format!("exceptio theories{study}"), "the other theories against the same cases"));
    }
    if !around.all {
        lines.push((format!("exceptio test{study} --all"), "nothing left out"));
    }
    if matches!(around.place, Place::BuiltIn(_)) && !around.named {
        lines.push(("exceptio new my-study --from china-vietnam".to_owned(), "this study as a folder of your own"));
    }
    let first = lines.iter().map(|(command, _)| super::paint::width(command)).max().unwrap_or(0);
    let mut text = heading("Next", width);
    for (command, what) in lines {
        text.push_str(&format!("  {}  {}\n", paint(CYAN, pad(&command, first)), paint(DIM, what)));
    }
    text
}
