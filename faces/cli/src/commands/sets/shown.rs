//! How a report is printed: for reading, as JSON, as tidy rows, as a table for a paper.

use crate::args::{Format, PaperFormat};
use crate::commands::{print_json, say_problems};
use crate::draw;
use crate::draw::paint::wrap;
use crate::out::{self, Screen};
use exceptio::{Diagnostic, Files, Paper, Shown};

/// The format in which problems are said.
pub fn plain(format: PaperFormat) -> Format {
    if format == PaperFormat::Json { Format::Json } else { Format::Human }
}

/// So many tables, and lines above them, are drawn for reading: more than anybody reads, and fewer than a terminal keeps.
const MOST_DRAWN: usize = 40;

/// Of a long list the beginning and the last, under which notes on the whole stand; between them how many `what` are left
/// out, and where they are.
fn cut(mut list: Vec<String>, what: &str) -> Vec<String> {
    if list.len() > MOST_DRAWN {
        let left = list.len() - MOST_DRAWN;
        let said = format!("({left} more {what}: --format csv and --format json give all)\n");
        list.splice(MOST_DRAWN - 1..list.len() - 1, [said]);
    }
    list
}

/// Prints a report, and after it what is to be said of it.
pub fn print<R: Shown>(screen: &Screen, format: PaperFormat, report: &R, files: &Files, problems: &[Diagnostic]) {
    // A study is seen in some way, and what follows holds of it so seen.
    let head = report.data().and_then(|data| data.head());
    let head = head.map(|head| draw::sets::head(screen, &head)).unwrap_or_default();
    match format {
        PaperFormat::Json => {
            let object = serde_json::to_value(report).expect("a report can be written");
            print_json(object, files, problems);
            return;
        }
        PaperFormat::Csv => {
            out::plain(&report.table().to_csv());
            screen.talk(&head);
            // Rows have no head: which solution this is and how many there are stands in them, and is said beside them.
            for line in report.first() {
                screen.talk(&wrap(&line, screen.width, "", "  "));
            }
            // Rows have no foot: what stands there, N used and left out and lists cut among it, is said beside them.
            for note in report.layouts(usize::MAX).iter().flat_map(|layout| layout.notes.iter().chain(&layout.advice)) {
                screen.talk(&wrap(note, screen.width, "", "  "));
            }
        }
        PaperFormat::Latex => out::plain(&Paper::of(report).to_latex()),
        PaperFormat::Markdown => out::plain(&Paper::of(report).to_markdown()),
        PaperFormat::Human => {
            let first = report.first().iter().map(|line| wrap(line, screen.width, "", "  ")).collect();
            let first = cut(first, "lines").concat();
            let layouts: Vec<String> =
                report.layouts(usize::MAX).iter().map(|layout| draw::sets::layout(screen, layout)).collect();
            let above: Vec<String> = [head, first].into_iter().filter(|text| !text.is_empty()).collect();
            screen.data(&above.into_iter().chain(cut(layouts, "tables")).collect::<Vec<_>>().join("\n"));
        }
    }
    if !problems.is_empty() {
        screen.talk("\n");
        say_problems(screen, Format::Human, files, problems);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_keeps_its_beginning_and_its_end() {
        let list = |count: usize| (1..=count).map(|at| at.to_string()).collect::<Vec<_>>();
        assert_eq!(cut(list(MOST_DRAWN), "tables"), list(MOST_DRAWN));
        let found = cut(list(100), "tables");
        assert_eq!((found.len(), found[0].as_str(), found[38].as_str()), (41, "1", "39"));
        assert_eq!(found[39], "(60 more tables: --format csv and --format json give all)\n");
        assert_eq!(found[40], "100");
    }
}
