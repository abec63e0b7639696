//! What `exceptio evidence` shows: hypotheses with their sums, the items that tell most first, sums by case.

use super::columns::columns;
use super::paint::{BOLD, DIM, GREEN, RED, block, counted, paint, wrap};
use super::test::heading;
use crate::out::Screen;
use exceptio::{EvidenceReport, ItemReport};

/// The whole of it.
pub fn draw(screen: &Screen, report: &EvidenceReport) -> String {
    let width = screen.width;
    let about = report.case.as_ref().map_or_else(String::new, |case| format!(" of {case}"));
    let title = format!(
        "{}{about} between {}",
        counted(report.items.len(), "item", "items"),
        counted(report.hypotheses.len(), "hypothesis", "hypotheses")
    );
    let mut text = format!("{}\n", paint(BOLD, title));
    text.push('\n');
    let names: Vec<&str> = report.hypotheses.iter().map(|hypothesis| hypothesis.name.as_str()).collect();
    let decibels = |value: f64| format!("{value:.1}");
    let rows: Vec<Vec<String>> = report
        .hypotheses
        .iter()
        .map(|one| {
            vec![
                paint(BOLD, &one.name),
                decibels(one.naive_db),
                decibels(one.discounted_db),
                if one.share >= 0.005 { format!("{:.2}", one.share) } else { "<0.01".to_owned() },
            ]
        })
        .collect();
    text.push_str(&columns(&["decibels over the last", "naive", "discounted", "share"], &rows, &[1, 2, 3], 2, width));
    for one in report.hypotheses.iter().filter(|one| !one.text.is_empty()) {
        text.push_str(&wrap(&format!("{}: {}", one.name, one.text), width, "  ", "    "));
    }
    text.push_str(&heading("Items, the most telling first", width));
    let mut head = vec!["", "case"];
    head.extend(names.iter().copied());
    head.extend(["counts", "source"]);
    let rows: Vec<Vec<String>> = report
        .items
        .iter()
        .map(|item| {
            let mut row = vec![item.id.clone(), item.case.clone()];
            row.extend(item.adds_db.iter().map(|adds| signed(*adds)));
            row.push(format!("{:.2}", item.share));
            row.push(format!("{}, {}", item.source, item.locator));
            row
        })
        .collect();
    let right: Vec<usize> = (2..names.len() + 3).collect();
    text.push_str(&columns(&head, &rows, &right, 2, width));
    text.push('\n');
    for item in &report.items {
        text.push_str(&one(item, width));
    }
    if report.cases.len() > 1 {
        text.push_str(&heading("By case, discounted", width));
        let mut head = vec!["", "items"];
        head.extend(names.iter().copied());
        let rows: Vec<Vec<String>> = report
            .cases
            .iter()
            .map(|case| {
                let mut row = vec![paint(BOLD, &case.case), case.items.to_string()];
                row.extend(case.discounted_db.iter().map(|value| decibels(*value)));
                row
            })
            .collect();
        text.push_str(&columns(&head, &rows, &(1..names.len() + 2).collect::<Vec<_>>(), 2, width));
    }
    text.push('\n');
    let defaults: Vec<String> = report
        .defaults
        .iter()
        .map(|test| format!("{} {:+.1}/{:+.1}", test.test, test.decibels.0, test.decibels.1))
        .collect();
    let words = format!(
        "Decibels are 10 log10 of a likelihood ratio: 3 a factor of two, 10 of ten. Only differences between hypotheses mean anything. \
         Where no ratio is stated, tests passed/failed are worth, by convention: {}. Of the items of one group the most telling counts in \
         full, each further one {} times the one before; equal ones share. The share is that of belief if all had been believed alike before.",
        defaults.join(", "),
        report.discount
    );
    text.push_str(&paint(DIM, block(&words, width, 0).trim_end()));
    text.push('\n');
    if report.not_public > 0 {
        text.push_str(&format!("{} not public by then.\n", counted(report.not_public, "item was", "items were")));
    }
    text
}

fn signed(decibels: f64) -> String {
    if decibels == 0.0 {
        "0".to_owned()
    } else {
        paint(if decibels > 0.0 { GREEN } else { RED }, format!("{decibels:+.1}"))
    }
}

fn one(item: &ItemReport, width: usize) -> String {
    let fate = if item.passed { "passes" } else { "fails" };
    let ratio = if item.ratio_stated { format!(", stated as {}", exceptio::ratio(item.ratio)) } else { String::new() };
    let slip = match (item.against_its_fate, item.passed) {
        (false, _) => "",
        (true, true) => ", though a pass that speaks against it is a slip of the pen, as a rule",
        (true, false) => ", though a failure that speaks for it is a slip of the pen, as a rule",
    };
    let words = format!(
        "{}: {}. {} {fate} a {} test against {}{ratio}{slip}; group {}; {}:{}",
        paint(BOLD, &item.id),
        item.item,
        item.hypothesis,
        item.test,
        item.against.join(", "),
        item.group,
        item.file,
        item.line
    );
    wrap(&words, width, "  ", "    ")
}
