//! Problems drawn into the files they are in, or as data.

use super::paint::{counted, wrap};
use crate::out::Screen;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Patch, Renderer, Snippet};
use exceptio::{Diagnostic, Files, Severity, Table};
use serde_json::{Value, json};
use std::ops::Range;

/// Every problem as it stands in its file.
pub fn draw(screen: &Screen, files: &Files, problems: &[Diagnostic]) -> String {
    let decor = if screen.unicode { DecorStyle::Unicode } else { DecorStyle::Ascii };
    let renderer = Renderer::styled().decor_style(decor).term_width(screen.width);
    let mut text = String::new();
    for problem in problems {
        text.push_str(&renderer.render(&report(files, &broken(problem, screen.width))));
        text.push_str("\n\n");
    }
    text
}

/// The same problem with its message and its hint broken into lines of the terminal.
fn broken(problem: &Diagnostic, columns: usize) -> Diagnostic {
    // What the renderer puts before the lines: `error[code]: `, ` ╰ help: `.
    let before = problem.severity.word().len() + problem.code.len() + 4;
    let lines = |text: &str, before: usize| {
        let text = wrap(text, columns.saturating_sub(before).max(LEAST), "", "");
        text.trim_end().to_owned()
    };
    Diagnostic {
        message: lines(&problem.message, before),
        hint: problem.hint.as_ref().map(|hint| lines(hint, GUTTER + "help: ".len())),
        ..problem.clone()
    }
}

/// Lines of messages have so many columns at the least.
const LEAST: usize = 40;

/// The columns before a hint: numbers of lines, and the frame.
const GUTTER: usize = 9;

/// `3 errors, 1 warning`; nothing where there are neither.
pub fn counts(problems: &[Diagnostic]) -> String {
    let count = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    let counts = [(count(Severity::Error), "error", "errors"), (count(Severity::Warning), "warning", "warnings")];
    let some = counts.into_iter().filter(|(count, _, _)| *count > 0);
    some.map(|(count, one, many)| counted(count, one, many)).collect::<Vec<_>>().join(", ")
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

fn report<'a>(files: &'a Files, problem: &'a Diagnostic) -> Vec<Group<'a>> {
    let title = level(problem.severity).primary_title(problem.message.as_str()).id(problem.code);
    let mut elements: Vec<Element<'a>> = Vec::new();
    let mut shown: Vec<exceptio::FileId> = Vec::new();
    for label in &problem.labels {
        let file = label.span.file;
        if shown.contains(&file) {
            continue;
        }
        shown.push(file);
        let text = files.text(file);
        if text.is_empty() {
            elements.push(Origin::path(files.name(file)).into());
            continue;
        }
        let labels = problem.labels.iter().enumerate().filter(|(_, other)| other.span.file == file);
        let annotations = labels.map(|(at, label)| {
            let kind = if at == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            kind.span(bytes(text, label.span.start, label.span.end))
                .label(Some(label.text.as_str()).filter(|text| !text.is_empty()))
        });
        elements.push(Snippet::source(text).path(files.name(file)).fold(true).annotations(annotations).into());
    }
    if let Some(hint) = &problem.hint {
        elements.push(Level::HELP.message(hint.as_str()).into());
    }
    let mut groups = vec![title.elements(elements)];
    if let Some(fix) = &problem.fix {
        let text = files.text(fix.span.file);
        let patch = Patch::new(bytes(text, fix.span.start, fix.span.end), fix.replacement.as_str());
        groups.push(
            Level::HELP
                .with_name(Some("fix"))
                .secondary_title("this would remove the problem")
                .element(Snippet::source(text).path(files.name(fix.span.file)).fold(true).patch(patch)),
        );
    }
    groups
}

/// A span that certainly lies in the text, on the boundaries of characters.
fn bytes(text: &str, start: u32, end: u32) -> Range<usize> {
    let clip = |at: u32| {
        let mut at = (at as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = clip(start);
    start..clip(end).max(start)
}

/// The same as data.
pub fn as_data(files: &Files, problems: &[Diagnostic]) -> Value {
    let place = |span: exceptio::Span| {
        let (start, end) = (files.position(span.file, span.start), files.position(span.file, span.end));
        json!({
            "file": files.name(span.file), "line": start.line, "column": start.column,
            "end_line": end.line, "end_column": end.column,
        })
    };
    let with = |mut place: Value, key: &str, text: &str| {
        place[key] = json!(text);
        place
    };
    problems
        .iter()
        .map(|problem| {
            json!({
                "code": problem.code,
                "severity": problem.severity.word(),
                "message": problem.message,
                "labels": problem.labels.iter().map(|label| with(place(label.span), "text", &label.text)).collect::<Vec<_>>(),
                "hint": problem.hint,
                "fix": problem.fix.as_ref().map(|fix| with(place(fix.span), "replacement", &fix.replacement)),
            })
        })
        .collect()
}

/// The same as a table, one row a problem, at its main place.
pub fn as_table(files: &Files, problems: &[Diagnostic]) -> Table {
    let mut table = Table::new(&["severity", "code", "file", "line", "column", "message", "hint"]);
    for problem in problems {
        let (file, line, column) = match problem.labels.first() {
            Some(label) => {
                let at = files.start(label.span);
                (files.name(label.span.file).to_owned(), at.line.to_string(), at.column.to_string())
            }
            None => Default::default(),
        };
        let hint = problem.hint.clone().unwrap_or_default();
        table.rows.push(vec![
            problem.severity.word().to_owned(),
            problem.code.to_owned(),
            file,
            line,
            column,
            problem.message.clone(),
            hint,
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn spans_never_leave_the_text_or_cut_a_letter() {
        assert_eq!(bytes("één", 1, 99), 0..5);
        assert_eq!(bytes("", 3, 2), 0..0);
    }
}
