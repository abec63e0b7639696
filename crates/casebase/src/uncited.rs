//! Codings that name no source, and places that name sources though there is no bibliography.
//!
//! In: codings, one by one, as they are read. Out: one warning a file, at the first of them; and one error for the missing
//! file, in place of one for every place that would need it.

use text::{Diagnostic, Span};

/// Where a coding stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// In a text.
    At(Span),
    /// In a row of a table that is no text, from 1.
    Row(usize),
}

/// How many there are, and where the first stands.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Tally {
    count: usize,
    first: Option<Place>,
}

impl Tally {
    fn add(&mut self, place: impl FnOnce() -> Place) {
        self.count += 1;
        if self.first.is_none() {
            self.first = Some(place());
        }
    }

    fn merge(&mut self, later: Tally) {
        self.count += later.count;
        self.first = self.first.or(later.first);
    }
}

/// The codings of a file that rest on no source.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Uncited {
    none: Tally,
    unfounded: Tally,
}

impl Uncited {
    /// A coding that names no source.
    pub fn none(&mut self, place: impl FnOnce() -> Place) {
        self.none.add(place);
    }

    /// A coding that names one, where there is no bibliography.
    pub fn unfounded(&mut self, place: impl FnOnce() -> Place) {
        self.unfounded.add(place);
    }

    /// Adds those of a later stretch of the file.
    pub fn merge(&mut self, later: Uncited) {
        self.none.merge(later.none);
        self.unfounded.merge(later.unfounded);
    }

    /// The same, standing in a row of a table that is no text.
    pub fn in_row(mut self, row: usize) -> Self {
        for tally in [&mut self.none, &mut self.unfounded] {
            tally.first = tally.first.map(|_| Place::Row(row));
        }
        self
    }

    /// Says how many codings of a file name no source, and where the first stands; nothing where all name one.
    pub fn warning(&self, file: &str) -> Option<Diagnostic> {
        let Tally { count, first } = self.none;
        let codings = match count {
            0 => return None,
            1 => "one coding names no source".to_owned(),
            _ => format!("{count} codings name no source"),
        };
        let said = match first {
            Some(Place::At(span)) => {
                let label = if count == 1 { "" } else { "the first" };
                Diagnostic::warning("casebase::uncited", codings).at(span, label)
            }
            Some(Place::Row(row)) if count == 1 => {
                Diagnostic::warning("casebase::uncited", format!("{file}, row {row}: {codings}"))
            }
            Some(Place::Row(row)) => {
                Diagnostic::warning("casebase::uncited", format!("{file}: {codings}, the first of them row {row}"))
            }
            None => return None,
        };
        Some(said.hint("fill the column `source` with keys of sources.bib"))
    }
}

/// Puts one error for the missing bibliography in place of those that say of each place that its source is unknown.
///
/// * `uncited`: what the files of codings counted, with their names; the other places are in `problems`.
/// * `misnamed`: a file of the study that may be meant.
pub(crate) fn no_bibliography(uncited: &[(String, Uncited)], misnamed: Option<&str>, problems: &mut Vec<Diagnostic>) {
    let unknown = |problem: &Diagnostic| problem.code == "casebase::unknown_source";
    let elsewhere = problems.iter().filter(|problem| unknown(problem)).count();
    let first_elsewhere = problems.iter().find(|problem| unknown(problem)).and_then(|problem| problem.labels.first());
    let first = uncited.iter().find_map(|(file, uncited)| Some((file, uncited.unfounded.first?)));
    let count = elsewhere + uncited.iter().map(|(_, uncited)| uncited.unfounded.count).sum::<usize>();
    if count == 0 {
        return;
    }
    let named = if count == 1 { "a source is named".to_owned() } else { format!("sources are named {count} times") };
    let mut message = format!("the study has no sources.bib, and {named}");
    let mut span = first_elsewhere.map(|label| label.span);
    match first {
        Some((_, Place::At(at))) => span = Some(at),
        Some((file, Place::Row(row))) if span.is_none() => message += &format!(", first in {file}, row {row}"),
        _ => {}
    }
    let mut said = Diagnostic::error("casebase::missing_file", message);
    if let Some(span) = span {
        said = said.at(span, if count == 1 { "" } else { "for instance" });
    }
    let said = match misnamed {
        Some(file) => said.hint(format!("is {file} meant? Rename it")),
        None => said.hint("write sources.bib (BibTeX), with an entry for each key that is named"),
    };
    let at = problems.iter().position(unknown).unwrap_or(problems.len());
    problems.insert(at, said);
    problems.retain(|problem| !unknown(problem));
}
