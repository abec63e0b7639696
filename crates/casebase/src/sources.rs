//! `sources.bib`: keys, short forms and dates of publication, through the biblatex crate.

use crate::bibtex::{Fault, lineage, parse};
use crate::decode::BOM;
use crate::model::Source;
use biblatex::{Bibliography, ChunksExt, Entry, EntryType};
use spells::{Conventions, PossibleDays, parse_date, plain_day};
use text::{Diagnostic, FileId, Files, Span, did_you_mean};

/// What to do about a key that no source has.
pub(crate) fn key_hint(key: &str, keys: &[String]) -> String {
    did_you_mean(key, keys.iter().map(String::as_str), || "add it to sources.bib".to_owned())
}

/// That no source has a key, where it stands in a file.
pub(crate) fn unknown_source(key: &str, keys: &[String], span: Span) -> Diagnostic {
    Diagnostic::error("casebase::unknown_source", format!("no source has the key `{key}`"))
        .at(span, "")
        .hint(key_hint(key, keys))
}

/// Reads a bibliography. One broken entry does not hide the others, and its own key is known all the same, so that what names
/// it is not said to be wrong too. Problems are said in the order of the file.
pub(crate) fn read(files: &Files, file: FileId, sources: &mut Vec<Source>, problems: &mut Vec<Diagnostic>) {
    let whole = files.text(file);
    let text = whole.strip_prefix(BOM).unwrap_or(whole);
    let base = whole.len() - text.len();
    let pieces = pieces(text);
    let told = problems.len();
    match parse(text) {
        Ok(bibliography) => {
            for entry in bibliography.iter() {
                add(&bibliography, entry, key_span(file, base, text, &pieces, &entry.key), sources, problems);
            }
        }
        Err(fault) => {
            let strings: String = pieces
                .iter()
                .map(|(from, to)| &text[*from..*to])
                .filter(|piece| is_string(piece))
                .collect::<Vec<_>>()
                .join("\n");
            for (from, to) in &pieces {
                let piece = &text[*from..*to];
                if is_string(piece) {
                    continue;
                }
                let source = format!("{strings}\n{piece}");
                match parse(&source) {
                    Ok(bibliography) => {
                        for entry in bibliography.iter() {
                            add(
                                &bibliography,
                                entry,
                                key_span(file, base, text, &[(*from, *to)], &entry.key),
                                sources,
                                problems,
                            );
                        }
                    }
                    Err(problem) => {
                        let shift = |at: usize| (from + at.saturating_sub(strings.len() + 1)).clamp(*from, *to);
                        let (start, end) = (shift(problem.span.start), shift(problem.span.end));
                        let entry =
                            Span::new(file, base + from, base + from + piece.lines().next().unwrap_or("").len());
                        let span = Span::new(file, base + start, base + end);
                        problems.push(unreadable("this entry", &problem, span).at(entry, "the entry"));
                    }
                }
            }
            // What stands outside every piece, or is wrong only where pieces meet.
            if problems.len() == told {
                let at = |place: usize| base + place.min(text.len());
                problems.push(unreadable("this", &fault, Span::new(file, at(fault.span.start), at(fault.span.end))));
            }
            for (key, at) in keys(text) {
                if sources.iter().all(|source| source.key != key) {
                    let span = Span::new(file, base + at, base + at + key.len());
                    sources.push(unread(key, span));
                }
            }
        }
    }
    problems[told..].sort_by_key(|problem| problem.labels.first().map_or(0, |label| label.span.start));
}

/// A source of whose entry nothing but the key could be read.
fn unread(key: &str, span: Span) -> Source {
    Source {
        key: key.to_owned(),
        short: key.to_owned(),
        title: String::new(),
        date: String::new(),
        published: None,
        readable: false,
        span,
    }
}

/// The keys after `@word{`, with their places, whether or not their entries can be read.
fn keys(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.match_indices('@').filter_map(move |(at, _)| {
        let after = &text[at + 1..];
        let word = &after[..after.find(|c: char| !c.is_ascii_alphabetic())?];
        let no_source =
            ["string", "comment", "preamble", "xdata", "set"].iter().any(|no| word.eq_ignore_ascii_case(no));
        let inside = after[word.len()..].trim_start().strip_prefix('{')?.trim_start();
        let key =
            &inside[..inside.find(|c: char| c.is_whitespace() || ",{}\"#%'()=".contains(c)).unwrap_or(inside.len())];
        (!word.is_empty() && !no_source && !key.is_empty())
            .then(|| (key, text.len() - after.len() + (after.len() - inside.len())))
    })
}

fn unreadable(what: &str, fault: &Fault, span: Span) -> Diagnostic {
    Diagnostic::error("casebase::bad_bibtex", format!("{what} cannot be read: {}", fault.message))
        .at(span, "here")
        .hint("braces and quotes must be closed, and a comma stands after every field")
}

fn is_string(piece: &str) -> bool {
    piece.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("@string"))
}

/// Stretches of the text that begin with an `@` at the start of a line.
fn pieces(text: &str) -> Vec<(usize, usize)> {
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        if line.trim_start().starts_with('@') {
            starts.push(at + indent);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).collect()
}

fn key_span(file: FileId, base: usize, text: &str, pieces: &[(usize, usize)], key: &str) -> Span {
    for (from, to) in pieces {
        let piece = &text[*from..*to];
        if let Some(open) = piece.find('{') {
            let after = &piece[open + 1..];
            let start = from + open + 1 + (after.len() - after.trim_start().len());
            if after.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with([',', '}'])) {
                return Span::new(file, base + start, base + start + key.len());
            }
        }
    }
    Span::new(file, 0, 0)
}

fn add(
    bibliography: &Bibliography,
    entry: &Entry,
    span: Span,
    sources: &mut Vec<Source>,
    problems: &mut Vec<Diagnostic>,
) {
    if matches!(entry.entry_type, EntryType::XData | EntryType::Set) {
        return;
    }
    if let Some(earlier) = sources.iter().find(|source| source.key == entry.key) {
        problems.push(
            Diagnostic::error("casebase::duplicate_source", format!("the source `{}` stands twice", entry.key))
                .at(span, "the second")
                .at(earlier.span, "the first"),
        );
        return;
    }
    let lineage = lineage(bibliography, entry);
    let field = |entry: &Entry, key: &str| entry.get(key).map_or_else(String::new, |chunks| chunks.format_verbatim());
    let dates = lineage.iter().map(|entry| date_of(&|key| field(entry, key)));
    let date = dates.into_iter().find(|date| !date.is_empty()).unwrap_or_default();
    let published = published(&date);
    if published.is_none() && !date.is_empty() {
        problems.push(
            Diagnostic::warning("casebase::bad_date", format!("the date `{date}` of `{}` cannot be read", entry.key))
                .at(span, "")
                .hint("write date = {1961-07-11} or year = {1961}; without a date the source counts as always public"),
        );
    }
    let year = published.as_ref().map_or_else(|| "n.d.".to_owned(), |days| days.earliest().year().to_string());
    let short = format!("{} {year}", people(&lineage).unwrap_or_else(|| entry.key.clone()));
    let (key, title) = (entry.key.clone(), field(entry, "title"));
    sources.push(Source { key, short, title, date, published, readable: true, span });
}

/// Authors, or else editors, of an entry or of those it refers to.
fn people(lineage: &[&Entry]) -> Option<String> {
    let people = (lineage.iter().filter_map(|entry| entry.author().ok()).find(|people| !people.is_empty()))
        .or_else(|| lineage.iter().find_map(|entry| Some(entry.editors().ok()?.into_iter().next()?.0)))?;
    let name = |at: usize| {
        let person = people.get(at)?;
        let prefix = if person.prefix.is_empty() { String::new() } else { format!("{} ", person.prefix) };
        Some(format!("{prefix}{}", person.name))
    };
    match people.len() {
        0 => None,
        1 => name(0),
        2 => Some(format!("{} and {}", name(0)?, name(1)?)),
        _ => Some(format!("{} et al.", name(0)?)),
    }
}

/// The date as one text: `date`, or year, month and day put together.
fn date_of(field: &dyn Fn(&str) -> String) -> String {
    let date = field("date");
    if !date.is_empty() {
        return date.trim().to_owned();
    }
    let year = field("year").trim().to_owned();
    let month = field("month").trim().to_lowercase();
    if year.is_empty() || month.is_empty() {
        return year;
    }
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let number = month.parse().ok().filter(|number| (1..=12).contains(number));
    let number = number.or_else(|| MONTHS.iter().position(|name| month.starts_with(name)).map(|at| at + 1));
    match (number, field("day").trim().parse::<u32>()) {
        (Some(month), Ok(day)) => format!("{year}-{month:02}-{day:02}"),
        (Some(month), Err(_)) => format!("{year}-{month:02}"),
        (None, _) => year,
    }
}

fn published(date: &str) -> Option<PossibleDays> {
    if let Some(day) = plain_day(date) {
        return Some(PossibleDays::exactly(day));
    }
    // Of a work that came out over years, the last year.
    let last = date.rsplit('/').next().unwrap_or(date).trim();
    parse_date(last, &Conventions::default()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> (Vec<Source>, Vec<Diagnostic>) {
        let mut files = Files::new();
        let file = files.add("sources.bib", text);
        let (mut sources, mut problems) = (Vec::new(), Vec::new());
        read(&files, file, &mut sources, &mut problems);
        (sources, problems)
    }

    #[test]
    fn short_forms_and_dates() {
        let (sources, problems) = read_text(
            "@article{leeds, author = {Leeds, Brett and Ritter, J. and Long, A.}, title = {Data}, year = 2002}\n\
             @book{two, author = {Von Stein, Jana and Gibler, Doug}, date = {2008-05}}\n\
             @misc{un, title = {Treaty}, year = {1961}, month = jul, day = 11}\n\
             @misc{none, title = {Undated}}\n",
        );
        assert!(problems.is_empty(), "{problems:?}");
        let short: Vec<&str> = sources.iter().map(|source| source.short.as_str()).collect();
        assert_eq!(short, ["Leeds et al. 2002", "Von Stein and Gibler 2008", "un 1961", "none n.d."]);
        assert_eq!(sources[2].published, Some(PossibleDays::exactly(plain_day("1961-07-11").unwrap())));
        assert_eq!(sources[3].published, None);
    }

    #[test]
    fn a_broken_entry_hides_no_other() {
        let (sources, problems) =
            read_text("@book{a, title = {A}\n year = 1990}\n@book{b, title = {B}}\n@book{b, title = {C}}\n");
        let known = |readable: bool| sources.iter().filter(move |source| source.readable == readable);
        assert_eq!(known(true).map(|source| source.key.as_str()).collect::<Vec<_>>(), ["b"]);
        assert_eq!(known(false).map(|source| source.key.as_str()).collect::<Vec<_>>(), ["a"]);
        let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, ["casebase::bad_bibtex", "casebase::duplicate_source"]);
    }

    #[test]
    fn references_may_run_in_circles_and_months_hold_anything() {
        let (sources, problems) = read_text(
            "@inbook{a, title = {A}, crossref = {b}}\n\
             @book{b, author = {Leeds, Brett}, crossref = {a}, year = {1961}, month = {July 1961}}\n",
        );
        assert!(problems.is_empty(), "{problems:?}");
        let short: Vec<&str> = sources.iter().map(|source| source.short.as_str()).collect();
        assert_eq!(short, ["Leeds 1961", "Leeds 1961"]);
        let (sources, problems) = read_text("@string{a = a}\n@misc{k, title = a}\n@misc{l, title = {L}}\n");
        let read: Vec<(&str, bool)> = sources.iter().map(|source| (source.key.as_str(), source.readable)).collect();
        assert_eq!(read, [("l", true), ("k", false)]);
        assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["casebase::bad_bibtex"]);
    }

    #[test]
    fn what_is_wrong_outside_every_entry_is_told() {
        let (sources, problems) = read_text("see @book{a, title = {A}\n");
        assert_eq!(
            sources.iter().map(|source| (source.key.as_str(), source.readable)).collect::<Vec<_>>(),
            [("a", false)]
        );
        assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["casebase::bad_bibtex"]);
    }
}
