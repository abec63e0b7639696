//! Two actors beside each other, point by point.

use super::paint::{BOLD, CYAN, DIM, GREEN, YELLOW, counted, pad, paint, width, wrap};
use super::result::seen;
use super::test::heading;
use super::verdicts::coding;
use crate::out::Screen;
use exceptio::{ActorsReport, BesideReport, SideReport};

/// Codings listed for a side before the rest is only counted; where verdicts make the point, partners matter more.
const CODINGS: usize = 3;
const CODINGS_OF_VERDICTS: usize = 1;

/// The whole of it.
pub fn draw(screen: &Screen, report: &ActorsReport, all: bool) -> String {
    let columns = screen.width;
    let ((one, first), (other, second)) = (&report.first, &report.second);
    let mut text = format!("{}\n", paint(BOLD, format!("{first} and {second}")));
    let theory = report.theory.as_ref().map(|theory| format!("theory {}", theory.name)).unwrap_or_default();
    text.push_str(&seen(&report.study, &theory, false, columns));
    let count = |likeness: &str| report.points.iter().filter(|point| point.likeness == likeness).count();
    let words = format!(
        "{}, {}; {} about one of them only.",
        counted(count("parallel"), "parallel", "parallels"),
        counted(count("difference"), "difference", "differences"),
        counted(count("one only"), "point", "points"),
    );
    text.push_str(&wrap(&format!("\n{words}"), columns, "", ""));
    let mut topic = "";
    for point in &report.points {
        if point.likeness == "one only" && !all {
            continue;
        }
        if point.topic != topic {
            topic = point.topic;
            let mut title = topic.to_owned();
            if let Some(letter) = title.get_mut(..1) {
                letter.make_ascii_uppercase();
            }
            text.push_str(&heading(&title, columns));
        }
        text.push_str(&drawn(point, [one, other], columns, all));
    }
    let signs = "= the same of both  ≠ not the same  · of one only, or of the two together";
    text.push_str(&format!("\n{}\n", paint(DIM, format!("  {signs}"))));
    let left = count("one only");
    if left > 0 && !all {
        let words = format!("{} about one of them only left out (--all).", counted(left, "point", "points"));
        text.push_str(&paint(DIM, wrap(&words, columns, "  ", "  ").trim_end()));
        text.push('\n');
    }
    text
}

fn drawn(point: &BesideReport, ids: [&String; 2], columns: usize, all: bool) -> String {
    let sign = match point.likeness {
        "parallel" => paint(GREEN, "="),
        "difference" => paint(YELLOW, "≠"),
        _ => paint(DIM, "·"),
    };
    let mut text = wrap(&paint(BOLD, &point.what), columns, &format!("  {sign} "), "      ");
    let widest = ids.iter().map(|id| width(id)).max().unwrap_or(0);
    let sides: &[(&String, &SideReport)] = &[(ids[0], &point.first), (ids[1], &point.second)];
    let same = point.first == point.second;
    for (id, side) in sides.iter().take(if same { 1 } else { 2 }) {
        let name = if same { String::new() } else { (*id).clone() };
        let lead = format!("      {}  ", paint(CYAN, pad(&name, widest)));
        let indent = " ".repeat(8 + widest);
        let mut words = side.words.clone();
        // What the point says already need not be said again.
        if words == "yes" || point.what.ends_with(&format!("= {words}")) || point.what.contains(&format!(" {words}")) {
            words.clear();
        }
        if side.witnesses.is_empty() && words.is_empty() {
            let nothing = if side.words.is_empty() { "nothing" } else { "by silence" };
            text.push_str(&wrap(&paint(DIM, nothing), columns, &lead, &indent));
            continue;
        }
        let mut first = true;
        if !words.is_empty() {
            text.push_str(&wrap(&words, columns, &lead, &indent));
            first = false;
        }
        let most = match point.topic {
            // A narrower point of the same allies rests on the same codings.
            "allies kept nonetheless" if point.what.starts_with("and ") => 0,
            "conduct" => CODINGS_OF_VERDICTS,
            _ => CODINGS,
        };
        let shown = if all { side.witnesses.len() } else { most.min(side.witnesses.len()) };
        for witness in side.witnesses.iter().take(shown) {
            let reading = if witness.reading.is_empty() { String::new() } else { format!(" [{}]", witness.reading) };
            let locator = if witness.locator.is_empty() { String::new() } else { format!(", {}", witness.locator) };
            let words = format!("{}  {}{locator}  {}{reading}", witness.place(), witness.source, coding(witness));
            let (before, rest) = if first { (lead.clone(), indent.clone()) } else { (indent.clone(), indent.clone()) };
            text.push_str(&wrap(&paint(DIM, words), columns, &before, &format!("{rest}  ")));
            first = false;
        }
        if side.witnesses.len() > shown && most > 0 {
            let more = format!("and {}", counted(side.witnesses.len() - shown, "more coding", "more codings"));
            text.push_str(&wrap(&paint(DIM, more), columns, &indent, &indent));
        }
    }
    text
}
