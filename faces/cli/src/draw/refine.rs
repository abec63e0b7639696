//! Refinements, drawn: first how far to believe what was found, then each answer as a line to paste, then how it was tested.

use super::columns::columns;
use super::paint::{BOLD, CYAN, DIM, GREEN, RED, YELLOW, counted, listed, pad, paint, thousands, width, wrap};
use super::result::head_of;
use super::test::heading;
use super::time;
use crate::commands::Place;
use crate::out::Screen;
use exceptio::{ChanceReport, LeftOutReport, RefineAnswer, RefineReport, RefinedReport};

/// Other claims and definitions named for an answer before the rest is only counted.
const ELSEWHERE: usize = 3;

/// Cases named before the rest is only counted.
const CASES: usize = 8;

/// The whole of it.
pub fn draw(screen: &Screen, report: &RefineReport, all: bool) -> String {
    let mut text = head_of(&report.theory, &report.study, false, screen.width);
    text.push_str(&overview(report, screen.width));
    for claim in &report.claims {
        text.push_str(&heading(&name(&claim.claim, &claim.definition), screen.width));
        text.push_str(&one(report, claim, screen.width, all));
    }
    let left: Vec<String> = (report.not_searched.iter())
        .filter(|other| !other.why.starts_with("no case"))
        .map(|other| format!("{}: {}", name(&other.claim, &other.definition), other.why))
        .collect();
    if !left.is_empty() {
        text.push_str(&format!("\n{}", wrap(&format!("Not searched: {}.", left.join("; ")), screen.width, "", "  ")));
    }
    if !report.claims.is_empty() {
        text.push_str(&caution(report, screen.width));
    }
    text
}

/// The simplest change of each claim, and in a word how far to believe it.
fn overview(report: &RefineReport, width: usize) -> String {
    let searched = report.claims.len();
    if searched == 0 {
        return "No case breaks a claim that could be changed: there is nothing to refine.\n".to_owned();
    }
    let what = counted(searched, "claim has", "claims have");
    let mut text = wrap(
        &format!("{what} exceptions. What resolves most of them at the least cost, and how far to believe it:"),
        width,
        "",
        "",
    );
    for claim in &report.claims {
        let (style, word) = standing(claim.standing_of_find);
        // Of those that leave as few, what costs the fewest cases; the smallest of these.
        let cost = |answer: &&RefineAnswer| answer.given_up.len() + answer.lost.len();
        let best = match claim.answers.iter().min_by_key(cost) {
            Some(answer) => answer.line.split_whitespace().collect::<Vec<_>>().join(" "),
            None => name(&claim.claim, &claim.definition),
        };
        let left = match claim.leaves {
            Some(0) | None => String::new(),
            Some(left) => format!(", {left} of {} left", counted(claim.exceptions.len(), "exception", "exceptions")),
        };
        text.push_str(&wrap(&format!("{best}: {}{left}", paint(style, word)), width, "  • ", "    "));
    }
    text
}

fn standing(of: &str) -> (anstyle::Style, &'static str) {
    match of {
        "none" => (YELLOW, "nothing found"),
        "untestable" => (YELLOW, "cannot be told from chance"),
        "noise" => (RED, "noise"),
        "weak" => (YELLOW, "weak"),
        _ => (GREEN, "hardly chance"),
    }
}

/// `needed (ALLIANCE in fact)`.
fn name(claim: &str, definition: &str) -> String {
    if definition.is_empty() { claim.to_owned() } else { format!("{claim} ({definition})") }
}

fn one(report: &RefineReport, claim: &RefinedReport, columns: usize, all: bool) -> String {
    let mut text = wrap(&claim.words, columns, "  ", "  ");
    text.push_str(&wrap(&tested(claim, all), columns, "  ", "  "));
    text.push('\n');
    text.push_str(&verdict(report, claim, columns));
    text.push_str(&answers(claim, columns, all));
    text.push_str(&how_tested(report, claim, columns, all));
    text
}

fn some(cases: &[String], all: bool) -> String {
    match cases.len() {
        0 => "none".to_owned(),
        many if many > CASES && !all => format!("{} and {} more", cases[..CASES].join(", "), many - CASES),
        _ => listed(cases),
    }
}

fn tested(claim: &RefinedReport, all: bool) -> String {
    let tested = claim.exceptions.len() + claim.standing.len();
    let length = time::length(claim.days_stood);
    let stands = match (claim.standing.len(), claim.days_stood) {
        (0, 0) => "It stands on no day.".to_owned(),
        (0, _) => format!("No case bears it out throughout; it stood on days that make {length}."),
        _ => format!("It stands for {}, on days that make {length}.", some(&claim.standing, all)),
    };
    format!(
        "{} put it to the test; {} it: {}. {stands}",
        if tested == 1 { "1 case".to_owned() } else { format!("{tested} cases") },
        if claim.exceptions.len() == 1 { "1 breaks".to_owned() } else { format!("{} break", claim.exceptions.len()) },
        some(&claim.exceptions, all),
    )
}

/// How far to believe it, in plain words.
fn verdict(report: &RefineReport, claim: &RefinedReport, columns: usize) -> String {
    let tested = claim.exceptions.len() + claim.standing.len();
    let searched = report.claims.len();
    let (style, word) = standing(claim.standing_of_find);
    let why = match (claim.standing_of_find, &claim.chance) {
        ("none", _) => {
            format!("no change of up to {} resolves any exception and leaves the claim a test", size(report.size))
        }
        (_, None) => {
            let least =
                "every case that tests the claim breaks it, so that there is no other way to deal the exceptions";
            least.to_owned()
        }
        ("untestable", Some(chance)) => {
            let ways = format!(
                "{} among {tested} tested can be dealt in {} ways only",
                counted(claim.exceptions.len(), "exception", "exceptions"),
                chance.deals
            );
            let also = if searched > 1 { format!(", and {searched} claims were searched") } else { String::new() };
            let (least, p) = (share(chance.least), share(chance.p_of_all));
            format!("{ways}{also}, so that p cannot be less than {least}, whatever is found; here it is {p}")
        }
        (_, Some(chance)) => as_good(chance, searched),
    };
    let mut letters = word.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    wrap(&format!("{} {why}.", paint(style, format!("{first}{}:", letters.as_str()))), columns, "  ", "  ")
}

fn as_good(chance: &ChanceReport, searched: usize) -> String {
    let good = thousands(chance.as_good as i64);
    let deals = thousands(chance.deals as i64);
    let of = match chance.exact {
        true => format!("in {good} of all {deals} ways to deal the exceptions to the tested cases"),
        false => format!("in {good} of {deals} random deals of the exceptions to the tested cases"),
    };
    let all = match searched {
        1 => String::new(),
        many => format!("; {} for {many} claims searched", share(chance.p_of_all)),
    };
    format!("the same search does as well {of} (p = {}{all})", share(chance.p))
}

/// Three decimals, or fewer where these are noughts.
fn share(p: f64) -> String {
    if p > 0.0 && p < 0.001 { "< 0.001".to_owned() } else { format!("{p:.3}") }
}

fn size(count: usize) -> String {
    counted(count, "condition", "conditions")
}

fn answers(claim: &RefinedReport, columns: usize, all: bool) -> String {
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
    let intro = format!("{} {verb}; no part of {part} does at no higher cost:", counted(count, "change", "changes"));
    let mut text = format!("\n{}", wrap(&intro, columns, "  ", "  "));
    let mut number = 0;
    for (size, found) in claim.minimal.iter().enumerate() {
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
    let p = of.p.map(|p| format!("; chance does as much with p = {}", share(p))).unwrap_or_default();
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
        text.push_str(&format!("  {} {}\n", pad(&lead, 3), paint(BOLD, line)));
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
        line(&paint(DIM, format!("and on {} more claims and definitions (--all)", answer.elsewhere.len() - others)));
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
            paint(YELLOW, format!("the same do {alike} others"))
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
fn grounds(answer: &RefineAnswer, ground: &exceptio::GroundReport) -> String {
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

fn how_tested(report: &RefineReport, claim: &RefinedReport, width: usize, all: bool) -> String {
    let search = &claim.search;
    let mut rows = vec![(
        "searched",
        format!(
            "{} (each also denied; {} differ on some spell), up to {} at once: {} changes, of which {} differ on the cases",
            size(search.conditions),
            search.distinct,
            report.size,
            thousands(search.changes as i64),
            thousands(search.behaviours as i64)
        ),
    )];
    if let Some(chance) = &claim.chance
        && !claim.answers.is_empty()
    {
        let how = match chance.exact {
            true => format!("all {} ways to deal the exceptions to the tested cases", thousands(chance.deals as i64)),
            false => format!("{} random deals, seed {}", thousands(chance.deals as i64), report.seed),
        };
        rows.push(("chance", format!("p = {} over {how}, the best size taken in each", share(chance.p))));
    }
    if !claim.answers.is_empty() {
        rows.push(("hold-out", held_out(claim, all)));
    }
    let mut text = String::from("\n");
    for (head, words) in rows {
        text.push_str(&wrap(&words, width, &format!("  {}  ", paint(DIM, pad(head, 9))), "             "));
    }
    text
}

fn held_out(claim: &RefinedReport, all: bool) -> String {
    let of = |exception: bool, foretold: &str| -> Vec<String> {
        let held = |left: &&LeftOutReport| left.exception == exception && left.foretold == foretold;
        claim.held_out.iter().filter(held).map(|left| left.case.clone()).collect()
    };
    let mut parts: Vec<String> = Vec::new();
    for (exception, what) in [(true, "exceptions"), (false, "cases that stand")] {
        let total = claim.held_out.iter().filter(|left| left.exception == exception).count();
        if total == 0 {
            continue;
        }
        let right = of(exception, "right");
        let mut part = format!("{} of {total} {what} foretold by what is found without them", right.len());
        for (foretold, words) in [("divided", "by some of the best changes only"), ("wrong", "wrongly")] {
            let cases = of(exception, foretold);
            if !cases.is_empty() {
                part.push_str(&format!(", {words}: {}", some(&cases, all)));
            }
        }
        let nothing = of(exception, "nothing");
        if !nothing.is_empty() {
            part.push_str(&format!(", nothing to find without {}", some(&nothing, all)));
        }
        parts.push(part);
    }
    parts.join("; ")
}

/// What nobody should forget who reads this.
fn caution(report: &RefineReport, columns: usize) -> String {
    let mut text = heading("Before you use one", columns);
    let mut point = |words: &str| text.push_str(&wrap(words, columns, "• ", "  "));
    point(
        "These changes were made to fit the exceptions, after seeing them. That they fit is no evidence for them: new cases are, or a reason \
         that was there before the search.",
    );
    if !report.from.is_empty() {
        point(&format!(
            "p counts what --from names ({}) and no more: if you chose these names after looking at the cases, it is too small.",
            report.from.join(", ")
        ));
    }
    if report.mirrored {
        point(
            "Both directions of a pair are cases here and share what is coded of the pair: there are fewer independent cases than \
             counted, and every p is too small rather than too large.",
        );
    }
    point(&format!(
        "Beyond the search: more than {} at once, `and` mixed with `or`, changes of definitions (`let`) and outcomes, named third actors, \
         and what the codebook does not code.",
        size(report.size)
    ));
    text
}

/// What to ask next.
pub fn advice(screen: &Screen, report: &RefineReport, place: &Place) -> String {
    let Some(claim) = report.claims.iter().find(|claim| !claim.answers.is_empty()) else { return String::new() };
    let study = place.argument();
    let study = if study.is_empty() { String::new() } else { format!(" {study}") };
    let of = format!("{study} --theory {} --claim {}", report.theory.name, claim.claim);
    let lines = [
        (format!("exceptio refine{of} --write mended.theory"), "the theory with the first answer in it"),
        (format!("exceptio refine{of} --size {}", report.size + 1), "changes of one condition more"),
    ];
    let first = lines.iter().map(|(command, _)| width(command)).max().unwrap_or(0);
    let mut text = heading("Next", screen.width);
    let rows: Vec<Vec<String>> =
        lines.into_iter().map(|(command, what)| vec![paint(CYAN, pad(&command, first)), paint(DIM, what)]).collect();
    text.push_str(&columns(&["", ""], &rows, &[], 2));
    text
}
