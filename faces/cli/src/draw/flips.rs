//! What would turn verdicts over: sets of changes, each in words, the smallest first.

use super::paint::{BOLD, CYAN, DIM, capital, counted, pad, paint, width, wrap};
use super::test::heading;
use super::verdicts::{sign, style};
use crate::out::Screen;
use exceptio::{ChangeReport, FlipReport, TurningReport, WeighReport, WeightReport};

/// Sets shown of a verdict before the rest is only counted.
const SHOWN: usize = 12;

/// One block a verdict; verdicts of which nothing turns are named together.
pub fn draw(screen: &Screen, reports: &[TurningReport], all: bool) -> String {
    let mut text = String::new();
    for report in reports {
        text.push_str(&one(report, screen.width, all));
    }
    if reports.is_empty() {
        text.push_str("The theory makes no claim about it.\n");
    }
    text
}

fn one(report: &TurningReport, columns: usize, all: bool) -> String {
    let definition = if report.definition.is_empty() { String::new() } else { format!(", {}", report.definition) };
    let mut text = heading(&format!("{}  {}{definition}", report.case, report.claim), columns);
    let now = paint(style(report.ruling), format!("{} {}", sign(report.ruling), report.ruling));
    let scope = match report.scope {
        "in" => "",
        "out" => "; out of scope",
        _ => "; whether it is in scope is unknown",
    };
    let looked = if report.cut_short {
        "there are too many sets of changes to judge them all, so that some of the larger ones may be missing"
            .to_owned()
    } else {
        looked(report)
    };
    text.push_str(&format!("  {now} ({}{scope})\n", report.standing));
    if report.flips.is_empty() {
        text.push_str(&wrap(&format!("Nothing turns it: {looked} (--size {}).", report.size + 1), columns, "  ", "  "));
        return text;
    }
    let shown = if all { report.flips.len() } else { SHOWN.min(report.flips.len()) };
    let mut size = 0;
    for flip in &report.flips[..shown] {
        if flip.changes.len() != size {
            size = flip.changes.len();
            let count = report.flips.iter().filter(|flip| flip.changes.len() == size).count();
            let words = format!("{} of {}", counted(count, "set", "sets"), counted(size, "change", "changes"));
            text.push_str(&format!("\n  {}\n", paint(BOLD, words)));
        }
        text.push_str(&set(flip, columns));
    }
    if report.flips.len() > shown {
        text.push_str(&format!("    and {} more (--all)\n", report.flips.len() - shown));
    }
    text.push_str(&paint(DIM, wrap(&format!("{}.", capital(&looked)), columns, "  ", "  ").trim_end()));
    text.push('\n');
    text
}

fn looked(report: &TurningReport) -> String {
    format!(
        "every set of {} was looked for among {} that could be made; larger sets were not",
        counted(report.size, "change", "changes or fewer"),
        counted(report.possible, "single change", "single changes"),
    )
}

/// One set of changes as an item of a list.
pub fn set(flip: &FlipReport, columns: usize) -> String {
    let words: Vec<String> = flip.changes.iter().map(change).collect();
    let becomes = match flip.becomes {
        "" => String::new(),
        "undecided" => ": then undecided".to_owned(),
        "irrelevant" => ": then irrelevant".to_owned(),
        "conforms" => ": then it conforms".to_owned(),
        _ => ": then it deviates".to_owned(),
    };
    wrap(&format!("{}{becomes}", joined(&words)), columns, "  • ", "    ")
}

/// A change in words.
pub fn change(change: &ChangeReport) -> String {
    change.words_marked(|place| paint(CYAN, place), |aside| paint(DIM, aside))
}

/// Changes made together.
pub fn joined(words: &[String]) -> String {
    words.join("; and ")
}

/// On what the verdicts of a theory hang, that first on which most do.
pub fn weights(screen: &Screen, report: &WeighReport, all: bool) -> String {
    let columns = screen.width;
    let size = counted(report.size, "change", "changes or fewer");
    let mut text = wrap(
        &format!(
            "On what {} of {} hang: {}",
            counted(report.verdicts, "verdict", "verdicts"),
            paint(BOLD, &report.theory),
            report.title
        ),
        columns,
        "",
        "  ",
    );
    text.push('\n');
    let shown = if all { report.weights.len() } else { SHOWN.min(report.weights.len()) };
    let digits = |count: usize| count.to_string();
    let most = report.weights.iter().map(|weight| digits(weight.alone).len()).max().unwrap_or(1);
    for weight in &report.weights[..shown] {
        text.push_str(&weight_lines(weight, columns, most, report.size, all));
    }
    if report.weights.len() > shown {
        text.push_str(&format!("  and {} more (--all)\n", report.weights.len() - shown));
    }
    text.push('\n');
    let counted_sets = if report.size == 1 {
        "the number of verdicts that one change of it alone turns over".to_owned()
    } else {
        format!("the number of verdicts that one change of it alone turns over / that a set of {size} with it does")
    };
    let legend = format!(
        "Before each: {counted_sets}; below it the same by claim, of one case one verdict for each definition of the \
         outcome. Asked: verdicts in scope that conform, deviate or are undecided. Larger sets were not \
         looked for."
    );
    text.push_str(&paint(DIM, wrap(&legend, columns, "  ", "  ").trim_end()));
    text.push('\n');
    if !report.cut_short.is_empty() {
        let names: Vec<String> = report.cut_short.iter().map(|(claim, _, case)| format!("{case} {claim}")).collect();
        text.push_str(&wrap(&format!("Too many sets to judge them all: {}.", names.join(", ")), columns, "  ", "  "));
    }
    if !report.firm.is_empty() {
        let names: Vec<String> = report.firm.iter().map(|(claim, _, case)| format!("{case} {claim}")).collect();
        text.push_str(&wrap(&format!("No set of {size} turns: {}.", names.join(", ")), columns, "  ", "  "));
    }
    text
}

fn weight_lines(weight: &WeightReport, columns: usize, most: usize, size: usize, all: bool) -> String {
    let count = if size == 1 { weight.alone.to_string() } else { format!("{}/{}", weight.alone, weight.together) };
    let what = match (&weight.coding, weight.kind) {
        (Some(coding), _) => {
            let reading = if coding.reading.is_empty() { String::new() } else { format!(" [{}]", coding.reading) };
            format!("{}{reading}  {}", super::verdicts::coding(coding), paint(CYAN, coding.place()))
        }
        (None, "reading") => format!("which reading of {}", weight.formula),
        (None, "date") => format!("when {} was", weight.formula),
        _ => format!("that nothing is coded of {}", weight.formula),
    };
    let lead = format!("  {}  ", pad(&count, most + if size == 1 { 0 } else { most + 1 }));
    let indent = " ".repeat(width(&lead));
    let mut text =
        wrap(&what, columns, &format!("  {}  ", paint(BOLD, lead.trim_start_matches(' ').trim_end())), &indent);
    // A case has a verdict under each definition of the outcome: the numbers of verdicts add up to the one before it all.
    let mut claims: Vec<(&str, usize, Vec<&str>)> = Vec::new();
    for (claim, _, case, _) in &weight.verdicts {
        let at = claims.iter().position(|(known, ..)| known == claim).unwrap_or(claims.len());
        if at == claims.len() {
            claims.push((claim, 0, Vec::new()));
        }
        let (_, verdicts, cases) = &mut claims[at];
        *verdicts += 1;
        if !cases.contains(&case.as_str()) {
            cases.push(case);
        }
    }
    let few = |cases: &[&str]| {
        if all || cases.len() <= 2 { cases.join(", ") } else { counted(cases.len(), "case", "cases") }
    };
    let line = |(claim, verdicts, cases): &(&str, usize, Vec<&str>)| format!("{verdicts} {claim} of {}", few(cases));
    let words: Vec<String> = claims.iter().map(line).collect();
    text.push_str(&paint(DIM, wrap(&words.join("; "), columns, &indent, &indent).trim_end()));
    text.push('\n');
    text
}

/// What to ask next.
pub fn advice(report: &WeighReport, again: &str) -> String {
    let Some((claim, _, case, _)) = report.weights.first().and_then(|weight| weight.verdicts.first()) else {
        return String::new();
    };
    let command = format!("exceptio flips '{case}' --claim {claim}{again}");
    format!("\n{}\n  {}\n", paint(DIM, "Next: one verdict, and everything that turns it:"), paint(CYAN, command))
}
