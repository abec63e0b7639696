//! `truth`: a truth table of a chosen table.

use super::choose::Chosen;
use crate::report::TruthReport;
use sets::expression::Sum;
use sets::truth::{Exclusion, OverlapRule, Row, Settings, TruthTable, Untenable, truth_table};
use std::cmp::Ordering;
use text::{Diagnostic, Files, Warned};

/// Rows of a full table that are laid out at most.
const MOST_ROWS: u128 = 1 << 16;

/// How a truth table is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct TruthAsk {
    /// The inclusion cut-off (`incl.cut`).
    pub inclusion: f64,
    /// The contradiction cut-off: the second number of `incl.cut`.
    pub contradiction: Option<f64>,
    /// The PRI cut-off (`pri.cut`).
    pub pri: f64,
    /// The frequency cut-off (`n.cut`).
    pub frequency: usize,
    /// Whether cases at exactly 0.5 stay, outside every row.
    pub keep_halves: bool,
    /// What holds where rows with cells of no concern overlap rows of another coding.
    pub overlap: OverlapRule,
    /// Whether remainders are barred that parsimonious solutions assume for the outcome and for its absence.
    pub contradictory: bool,
    /// Whether rows are given up that are coded 1 for the outcome and for its absence.
    pub simultaneous: bool,
    /// Whether every row of the full table is listed.
    pub complete: bool,
    /// What rows are listed by; none: their numbers.
    pub sort: Vec<SortKey>,
    /// Threads, at most.
    pub threads: usize,
}

impl Default for TruthAsk {
    /// As [`Settings::default`], rows as observed by number, two threads.
    fn default() -> Self {
        TruthAsk {
            inclusion: 1.0,
            contradiction: None,
            pri: 0.0,
            frequency: 1,
            keep_halves: false,
            overlap: OverlapRule::default(),
            contradictory: false,
            simultaneous: false,
            complete: false,
            sort: Vec::new(),
            threads: 2,
        }
    }
}

/// What rows are listed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortKey {
    /// The row's number, ascending or descending.
    Row(bool),
    /// OUT: 1, C, 0; or the other way round.
    Out(bool),
    /// Inclusion, ascending or descending; undefined ones last.
    Inclusion(bool),
    /// PRI.
    Pri(bool),
    /// Number of members.
    N(bool),
}

/// Reads `incl-,n+`: keys `row`, `out`, `incl`, `pri`, `n`, each with `+` (ascending, as without a sign) or `-` (descending).
///
/// # Errors
///
/// Every key that is none (`sets::sort`).
pub fn sort_keys(text: &str) -> Result<Vec<SortKey>, Vec<Diagnostic>> {
    let (mut keys, mut problems) = (Vec::new(), Vec::new());
    for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let up = !part.ends_with('-');
        keys.push(match part.trim_end_matches(['+', '-']).to_ascii_lowercase().as_str() {
            "row" => SortKey::Row(up),
            "out" => SortKey::Out(up),
            "incl" => SortKey::Inclusion(up),
            "pri" => SortKey::Pri(up),
            "n" => SortKey::N(up),
            _ => {
                problems.push(
                    Diagnostic::misuse("sets::sort", format!("rows cannot be sorted by `{part}`"))
                        .hint("by row, out, incl, pri or n, each with + or -, such as incl-,n-"),
                );
                continue;
            }
        });
    }
    if problems.is_empty() { Ok(keys) } else { Err(problems) }
}

/// The cut-offs asked for, what is excluded and what is untenable: those of the other expressions that are named `--exclude`, `--necessary`
/// and `--impossible`, and what the orders of events say.
pub(super) fn settings_of(chosen: &Chosen, ask: &TruthAsk, files: &Files) -> Warned<Option<Settings>> {
    let mut problems = Vec::new();
    let mut named = |option: &str| -> Vec<Sum> {
        let texts = chosen.also.iter().filter(|text| files.name(text.file) == option);
        texts.filter_map(|text| text.sum(files, &chosen.table, &mut problems)).collect()
    };
    let exclude = named("--exclude").into_iter().map(Exclusion::Expression).collect();
    let untenable = Untenable {
        necessary: named("--necessary"),
        impossible: named("--impossible"),
        contradictory: ask.contradictory,
        simultaneous: ask.simultaneous,
    };
    if problems.iter().any(Diagnostic::is_error) {
        return Warned::new(None, problems);
    }
    let settings = Settings {
        inclusion: ask.inclusion,
        contradiction: ask.contradiction,
        pri: ask.pri,
        frequency: ask.frequency,
        exclude,
        keep_halves: ask.keep_halves,
        overlap: ask.overlap,
        untenable,
        entailments: chosen.speaks.clone(),
        cannot: chosen.cannot.clone(),
        ..Settings::default()
    };
    Warned::new(Some(settings), problems)
}

/// The truth table of what was chosen.
pub(super) fn table_of(chosen: &Chosen, ask: &TruthAsk, files: &Files) -> Warned<Option<TruthTable>> {
    let mut problems = Vec::new();
    let Some(settings) = settings_of(chosen, ask, files).unload(&mut problems) else {
        return Warned::new(None, problems);
    };
    let made = truth_table(&chosen.table, &chosen.outcome, &chosen.conditions, &settings, ask.threads);
    let truth = made.unload(&mut problems);
    Warned::new(truth, problems)
}

/// A truth table, reported.
///
/// Gives `None` with the reasons of [`truth_table`], where an exclusion cannot be read, and where every row is asked for of more than
/// 65,536 (`sets::too_many_rows`).
pub fn truth(chosen: &Chosen, ask: &TruthAsk, files: &Files) -> Warned<Option<TruthReport>> {
    table_of(chosen, ask, files).and_then(|truth| {
        let Some(truth) = truth else { return Warned::clean(None) };
        let rows: Vec<Row> = match truth.size().filter(|size| *size <= MOST_ROWS) {
            _ if !ask.complete => truth.rows.clone(),
            Some(_) => truth.every_row().map(Iterator::collect).unwrap_or_default(),
            None => {
                let message = format!("the full table of {} conditions is too long to list", truth.conditions.len());
                let hint = "observed rows are listed without --complete; no analysis needs the others listed";
                return Warned::new(None, vec![Diagnostic::misuse("sets::too_many_rows", message).hint(hint)]);
            }
        };
        let mut rows = rows;
        rows.sort_by(|a, b| order(&truth, &ask.sort, a, b));
        Warned::clean(Some(TruthReport::new(chosen, &truth, &rows)))
    })
}

/// The order of rows; without keys they stay as they are. Rows without a case come last.
fn order(truth: &TruthTable, keys: &[SortKey], a: &Row, b: &Row) -> Ordering {
    if keys.is_empty() {
        return Ordering::Equal;
    }
    let rank = |row: &Row| "1C0?".find(row.output.sign());
    let ratio = |a: Option<f64>, b: Option<f64>, up: bool| match (a, b) {
        (Some(a), Some(b)) => turned(a.total_cmp(&b), up),
        (a, b) => b.is_some().cmp(&a.is_some()),
    };
    let by = |key: &SortKey| match *key {
        SortKey::Row(up) => turned(truth.number(&a.levels).cmp(&truth.number(&b.levels)), up),
        SortKey::Out(up) => turned(rank(a).cmp(&rank(b)), up),
        SortKey::Inclusion(up) => ratio(a.inclusion, b.inclusion, up),
        SortKey::Pri(up) => ratio(a.pri, b.pri, up),
        SortKey::N(up) => turned(a.n.cmp(&b.n), up),
    };
    let unobserved = (a.n == 0).cmp(&(b.n == 0));
    keys.iter().map(by).fold(unobserved, Ordering::then)
}

fn turned(order: Ordering, up: bool) -> Ordering {
    if up { order } else { order.reverse() }
}
