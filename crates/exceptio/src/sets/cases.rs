//! `cases`: which cases to look at closely, one by one and in pairs.

use super::choose::Choice;
use super::expressions::Text;
use super::solution::{Held, SolutionAsk, held};
use super::table_of::RawTable;
use crate::report::{CasesReport, MembershipsReport, SelectionReport, SourcedReport};
use crate::sets::StudyAsk;
use crate::study::Study;
use sets::cases::select::Technique;
use sets::expression::{Sum, Term};
use text::{Diagnostic, Files, Span, Warned};

/// Where a conjunct has more pairs to select from, they are counted and not ranked: every one must be looked at. Some seconds a thousand
/// million.
pub(crate) const MOST_RANKED: u64 = 1_000_000_000;

/// How cases are asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct CasesAsk {
    /// Which solution.
    pub solution: SolutionAsk,
    /// Only these terms of it, as expressions; none: all.
    pub terms: Vec<String>,
    /// Whether pairs are listed.
    pub pairs: bool,
    /// So many of each list; how many there are is told all the same.
    pub most: usize,
}

/// Types, rankings and pairs of the cases of a solution.
///
/// Gives `None` with the reasons for which there is no solution, and where a term asked for is none of its terms
/// (`sets::unknown_term`).
pub fn cases(raw: &RawTable, choice: &Choice, ask: &CasesAsk, files: &mut Files) -> Warned<Option<CasesReport>> {
    let mut problems = Vec::new();
    let Some(held) = held(raw, choice, &ask.solution, files).unload(&mut problems) else {
        return Warned::new(None, problems);
    };
    let terms = chosen_terms(&held, raw, &ask.terms, files, &mut problems);
    if problems.iter().any(Diagnostic::is_error) {
        return Warned::new(None, problems);
    }
    Warned::new(Some(CasesReport::new(&held, &terms, ask)), problems)
}

/// The membership of every case in each term, the solution and the outcome.
///
/// Gives `None` with the reasons for which there is no solution.
pub fn memberships(
    raw: &RawTable,
    choice: &Choice,
    ask: &SolutionAsk,
    files: &mut Files,
) -> Warned<Option<MembershipsReport>> {
    held(raw, choice, ask, files).map(|held| held.map(|held| MembershipsReport::new(&held)))
}

/// The cases that a technique of Seawright and Gerring selects, so many of each list.
///
/// Gives `None` with the reasons for which there is no solution.
pub fn selection(
    raw: &RawTable,
    choice: &Choice,
    (ask, technique, most): (&SolutionAsk, Technique, usize),
    files: &mut Files,
) -> Warned<Option<SelectionReport>> {
    held(raw, choice, ask, files).map(|held| held.map(|held| SelectionReport::new(&held, technique, most)))
}

/// Which terms of the solution are meant; none named: all.
pub(super) fn chosen_terms(
    held: &Held,
    raw: &RawTable,
    wanted: &[String],
    files: &mut Files,
    problems: &mut Vec<Diagnostic>,
) -> Vec<usize> {
    if wanted.is_empty() {
        return (0..held.condition.terms.len()).collect();
    }
    let table = &held.chosen.table;
    let columns: Vec<&str> = raw.names().collect();
    let mut found = Vec::new();
    for text in wanted {
        let asked = Text::new(files, "--term", text);
        // A column that is there, though nothing of the claim reads it, is not unknown: it makes another term.
        let before = problems.len();
        let names = asked.names(files, &columns, problems);
        if problems.len() > before {
            continue;
        }
        let of_claim = names.iter().all(|name| table.position(name).is_some());
        let place = |term: &Term| held.condition.terms.iter().position(|other| other == term);
        let term = if of_claim {
            let Some(sum) = asked.sum(files, table, problems) else { continue };
            if let [term] = sum.terms.as_slice() { place(term) } else { None }
        } else {
            None
        };
        if let Some(place) = term {
            found.push(place);
            continue;
        }
        let terms: Vec<String> =
            held.condition.terms.iter().map(|term| Sum::new([term.clone()]).write(table)).collect();
        let whole = Span::new(asked.file, 0, files.text(asked.file).len());
        let message = format!("`{text}` is no term of {}", held.head.expression);
        let problem = Diagnostic::misuse("sets::unknown_term", message).at(whole, "");
        problems.push(problem.hint(format!("its terms are: {}", terms.join(", "))));
    }
    found.sort_unstable();
    found.dedup();
    found
}

impl Study {
    /// Puts beside a report the codings that made the memberships of the cases that it lists: `raw` is the table of this study
    /// that it was made of.
    ///
    /// Adds nothing, and gives the reasons, where [`Study::sources_of`] does.
    pub fn cite(&self, ask: &StudyAsk, raw: &RawTable, report: &mut impl SourcedReport) -> Warned<()> {
        let rows: Vec<usize> =
            report.listed_cases().iter().filter_map(|case| raw.cases.iter().position(|other| other == case)).collect();
        self.sources_of(ask, raw, &rows, &report.columns_read()).map(|sources| report.take_sources(sources))
    }
}
