//! What `exceptio check` says of a study when its problems have been drawn.

use super::paint::{BOLD, DIM, GREEN, RED, counted, paint, wrap};
use crate::commands::Place;
use crate::out::Screen;
use exceptio::{CheckReport, Diagnostic, FileCount, Severity};

/// The result in a sentence, what there is, what follows from each theory's text.
pub fn draw(
    screen: &Screen,
    report: &CheckReport,
    problems: &[Diagnostic],
    place: &Place,
    nothing_public: Option<&str>,
) -> String {
    let count = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let mut text = String::new();
    let what = match place {
        Place::BuiltIn(name) => format!("the built-in study {name}"),
        Place::Folder(path) => path.display().to_string(),
    };
    let verdict = match (errors, warnings) {
        (0, 0) => paint(GREEN, "✓ nothing is wrong"),
        (0, warnings) => format!("{}, {}", paint(GREEN, "✓ no errors"), counted(warnings, "warning", "warnings")),
        (errors, warnings) => {
            format!(
                "{}, {}",
                paint(RED, format!("✗ {}", counted(errors, "error", "errors"))),
                counted(warnings, "warning", "warnings")
            )
        }
    };
    text.push_str(&format!("{verdict}: {what}\n"));
    if report.actors == 0 && report.codings == 0 && report.theories.is_empty() {
        return text;
    }
    let words = format!(
        "{}: {}, {}, {}, {} of {}, {}, {}, {}.",
        paint(BOLD, &report.title),
        counted(report.theories.len(), "theory", "theories"),
        counted(report.actors, "actor", "actors"),
        counted(report.pairs, "pair", "pairs"),
        counted(report.codings, "coding", "codings"),
        counted(report.attributes, "attribute", "attributes"),
        counted(report.sources, "source", "sources"),
        counted(report.treaties, "treaty", "treaties"),
        counted(report.disputes, "dispute", "disputes"),
    );
    text.push_str(&wrap(&words, screen.width, "", "  "));
    if let Some(nothing) = nothing_public {
        text.push_str(&wrap(nothing, screen.width, "", "  "));
    }
    if report.codings > 0 {
        let of = |count: &FileCount| {
            let from = if count.file.ends_with(".toml") { "from" } else { "in" };
            format!("{} {from} {}", count.codings, count.file)
        };
        let files: Vec<String> = report.codings_of.iter().map(of).collect();
        let own = report.attributes - report.built_in;
        let words =
            format!("Codings: {}. Attributes: {own} in codebook.toml, {} built in.", files.join(", "), report.built_in);
        text.push_str(&wrap(&words, screen.width, "", "  "));
    }
    if !report.layers.is_empty() {
        text.push_str(&wrap(&format!("Layers: {}.", report.layers.join(", ")), screen.width, "", "  "));
    }
    if report.theories.iter().any(|theory| !theory.consequences.is_empty()) {
        text.push_str("\nWhat follows from the theories' text alone, whatever the data:\n");
    }
    let mut by_words: Vec<(&str, Vec<&str>)> = Vec::new();
    for theory in &report.theories {
        for words in &theory.consequences {
            match by_words.iter_mut().find(|(other, _)| other == words) {
                Some((_, theories)) => theories.push(&theory.name),
                None => by_words.push((words, vec![&theory.name])),
            }
        }
    }
    for (words, theories) in by_words {
        text.push_str(&wrap(words, screen.width, "  • ", "    "));
        text.push_str(&paint(
            DIM,
            wrap(&format!("in {}", theories.join(", ")), screen.width, "    ", "    ").trim_end(),
        ));
        text.push('\n');
    }
    let quiet: Vec<&str> = report
        .theories
        .iter()
        .filter(|theory| theory.consequences.is_empty())
        .map(|theory| theory.name.as_str())
        .collect();
    if !quiet.is_empty() {
        text.push_str(&paint(
            DIM,
            wrap(&format!("Nothing follows from the text of {}.", quiet.join(", ")), screen.width, "", "").trim_end(),
        ));
        text.push('\n');
    }
    text
}
