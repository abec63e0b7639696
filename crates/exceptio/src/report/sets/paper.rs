//! A report as tables for a paper: each says by itself what it is about, how many cases it rests on and where they come from.
//!
//! In: a report. Out: paragraphs and tables in which nothing speaks of options: what could be asked next is for a terminal.

use super::shown::Shown;
use crate::report::Layout;

/// Paragraphs, and the tables after them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paper {
    /// What must be said first.
    pub first: Vec<String>,
    /// The tables, in order.
    pub tables: Vec<Layout>,
}

impl Paper {
    /// Of a report.
    pub fn of<R: Shown>(report: &R) -> Self {
        let first = report.first().iter().filter_map(|line| without_options(line)).collect();
        let (about, data) = (report.about(), report.data());
        let table = |mut layout: Layout| {
            let mut parts = vec![layout.caption.trim_end_matches('.').to_owned()];
            parts.extend((!about.is_empty() && !layout.caption.contains(&about)).then(|| about.clone()));
            parts.extend(data.map(|data| data.counted_in_words()));
            layout.caption = match parts.as_slice() {
                [caption] => caption.clone(),
                parts => format!("{}.", parts.join(". ")),
            };
            layout.notes = layout.notes.iter().filter_map(|note| without_options(note)).collect();
            layout.advice.clear();
            layout
        };
        Paper { first, tables: report.layouts(usize::MAX).into_iter().map(table).collect() }
    }

    /// As Markdown.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        self.joined(Layout::to_markdown, Layout::markdown)
    }

    /// As LaTeX.
    #[must_use]
    pub fn to_latex(&self) -> String {
        self.joined(Layout::to_latex, Layout::latex)
    }

    fn joined(&self, table: fn(&Layout) -> String, line: fn(&str) -> String) -> String {
        let first = self.first.iter().map(|text| format!("{}\n", line(text)));
        first.chain(self.tables.iter().map(table)).collect::<Vec<_>>().join("\n")
    }
}

/// A note without what it says of options (`--most N gives more`): the sentence, clause or bracket that names one. `None` where nothing is
/// left.
fn without_options(note: &str) -> Option<String> {
    let option = |text: &str| {
        text.match_indices("--").any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + 2..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && after.is_some_and(|sign| sign.is_ascii_lowercase())
        })
    };
    if !option(note) {
        return Some(note.to_owned());
    }
    let mut text = String::new();
    let mut rest = note;
    while let Some((before, inner, after)) = rest
        .split_once(" (")
        .and_then(|(before, inner)| inner.split_once(')').map(|(inner, after)| (before, inner, after)))
    {
        text.push_str(before);
        if !option(inner) {
            text.push_str(&format!(" ({inner})"));
        }
        rest = after;
    }
    text.push_str(rest);
    let mut kept = String::new();
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let end = ["; ", ": ", ". "].iter().filter_map(|mark| rest.find(mark)).min().map_or(rest.len(), |at| at + 2);
        let (clause, after) = rest.split_at(end);
        if !option(clause) {
            kept.push_str(clause);
        }
        rest = after;
    }
    let kept = kept.trim_end().trim_end_matches([';', ':', '.']);
    (!kept.is_empty()).then(|| format!("{kept}."))
}

#[cfg(test)]
mod tests {
    use super::without_options;

    #[test]
    fn what_speaks_of_options_goes_and_the_rest_stays() {
        let of = |note: &str| without_options(note);
        assert_eq!(of("--most N gives more."), None);
        assert_eq!(of("CHN>PRK 1950..1951: nothing -- said.").as_deref(), Some("CHN>PRK 1950..1951: nothing -- said."));
        assert_eq!(
            of("2 other models explain the same rows; none is better by the data: --model ID takes another (a1, b2).")
                .as_deref(),
            Some("2 other models explain the same rows; none is better by the data.")
        );
        assert_eq!(
            of("no solution at exactly 3, which puts a case at exactly 0.5 (--half says what to do about it).")
                .as_deref(),
            Some("no solution at exactly 3, which puts a case at exactly 0.5.")
        );
        assert_eq!(of("Lists are cut at 6. --most N gives more.").as_deref(), Some("Lists are cut at 6."));
    }
}
