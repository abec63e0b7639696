//! Refinements, drawn: first how far to believe what was found, then each answer as a line to paste, then how it was tested.

mod answers;

use super::closing::next;
use super::paint::{DIM, GREEN, RED, YELLOW, capital, counted, listed, pad, paint, wrap};
use super::result::head_of;
use super::test::heading;
use crate::commands::Place;
use crate::out::Screen;
use exceptio::time::{self, thousands};
use exceptio::{ChanceReport, LeftOutReport, RefineReport, RefinedReport};
use std::collections::BTreeSet;

/// Cases named before the rest is only counted.
const CASES: usize = 8;

/// The whole of it.
pub fn draw(screen: &Screen, report: &RefineReport, all: bool) -> String {
    let mut text = head_of(&report.theory, &report.study, report.clock == "legal", screen.width);
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
        // The first answer is the one that `--write` writes.
        let best = match claim.answers.first() {
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
    text.push_str(&answers::answers(claim, columns, all));
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
    wrap(&format!("{} {why}.", paint(style, format!("{}:", capital(word)))), columns, "  ", "  ")
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
    format!("the same search does as well {of} ({}{all})", p_is(chance.p))
}

/// `p = 0.012`, `p < 0.001`.
fn p_is(p: f64) -> String {
    let p = share(p);
    if p.starts_with('<') { format!("p {p}") } else { format!("p = {p}") }
}

/// Three decimals, or fewer where these are noughts.
fn share(p: f64) -> String {
    if p > 0.0 && p < 0.001 { "< 0.001".to_owned() } else { format!("{p:.3}") }
}

fn size(count: usize) -> String {
    counted(count, "condition", "conditions")
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
        rows.push(("chance", format!("{} over {how}, the best size taken in each", p_is(chance.p))));
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
    for (exception, one, many) in [(true, "exception", "exceptions"), (false, "case that stands", "cases that stand")] {
        let total = claim.held_out.iter().filter(|left| left.exception == exception).count();
        if total == 0 {
            continue;
        }
        let right = of(exception, "right");
        let mut part = format!(
            "{} of {} foretold by what is found without {}",
            right.len(),
            counted(total, one, many),
            if total == 1 { "it" } else { "them" }
        );
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
    let answers = report.claims.iter().flat_map(|claim| &claim.answers);
    let conditions = answers.flat_map(|answer| &answer.grounds).flat_map(|ground| &ground.conditions);
    let sources: BTreeSet<&str> =
        conditions.flat_map(|condition| &condition.codings).map(|coding| coding.source.as_str()).collect();
    if let (Some(source), 1) = (sources.first(), sources.len()) {
        point(&format!(
            "Every coding on which these changes rest is from one source ({source}): what its author holds to be the reason is what is \
             coded, and so what is found."
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
    format!("{}{}", heading("Next", screen.width), next(&lines, screen.width))
}
