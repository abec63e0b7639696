//! What is wrong with a question before it is asked, and what is worth knowing of its answer.
//!
//! In: a table and options. Out: errors, with which no analysis runs, and warnings and notes, with which it does.

use super::configurations::{Configurations, Why};
use super::formula::at_level;
use super::options::{AtCutoff, Options, Outcomes};
use crate::{Kind, Table};
use text::Diagnostic;

/// Every reason why a table cannot be analysed as asked.
pub(super) fn errors(table: &Table, options: &Options) -> Vec<Diagnostic> {
    let mut errors = Vec::new();
    let share =
        [("con", Some(options.con)), ("cov", Some(options.cov)), ("con of conjunctions", options.con_conjunction)];
    for (name, value) in share.into_iter().chain([("cut-off", Some(options.cutoff))]) {
        if value.is_some_and(|value| !(0.0..=1.0).contains(&value)) {
            let message = format!("{name} is {}, not a share from 0 to 1", value.unwrap_or_default());
            errors.push(Diagnostic::misuse("sets::threshold", message).hint("give a number from 0 to 1"));
        }
    }
    for column in &table.columns {
        if column.values.len() != table.cases.len() {
            let message =
                format!("`{}` has {} values for {} cases", column.name, column.values.len(), table.cases.len());
            errors.push(Diagnostic::error("sets::ragged", message));
            continue;
        }
        let fits = |value: f64| match column.kind {
            Kind::Crisp => value == 0.0 || value == 1.0,
            Kind::Multi { levels } => value >= 0.0 && value < f64::from(levels) && value.fract() == 0.0,
            Kind::Fuzzy => (0.0..=1.0).contains(&value),
        };
        let mut wrong = column.values.iter().enumerate().filter(|(_, value)| !fits(**value));
        if let Some((case, value)) = wrong.next() {
            let more = match wrong.count() {
                0 => String::new(),
                more => format!(", and {more} more cases have no such value"),
            };
            let what = match column.kind {
                Kind::Crisp => "0 or 1".into(),
                Kind::Multi { levels } => format!("a level from 0 to {}", i32::from(levels) - 1),
                Kind::Fuzzy => "a membership from 0 to 1".into(),
            };
            let message = format!("`{}` is {value} in {}, not {what}{more}", column.name, table.cases[case]);
            errors.push(Diagnostic::error("sets::value", message).hint("calibrate it first, or leave the case out"));
        }
    }
    let values = |column: &crate::Column| match column.kind {
        Kind::Multi { levels } => usize::from(levels),
        _ => 2,
    };
    let values: usize = table.columns.iter().map(values).sum();
    if values > usize::from(u16::MAX) {
        let message =
            format!("the factors have {values} values together; {} are the most that can be searched", u16::MAX);
        errors.push(Diagnostic::error("sets::too_many_factors", message).hint("leave factors out"));
    }
    let outcomes = match &options.outcomes {
        Outcomes::These(these) => &these[..],
        _ => &[],
    };
    let excluded = options.excluded.iter().flat_map(|(cause, outcome)| [*cause, *outcome]);
    let ordered = options.ordering.levels.iter().flatten().map(|column| at_level(*column, 0));
    for literal in outcomes.iter().copied().chain(excluded).chain(ordered) {
        if literal.column >= table.columns.len() {
            let message = format!("no column is numbered {}; the table has {}", literal.column, table.columns.len());
            errors.push(Diagnostic::error("sets::no_such_column", message));
        }
    }
    errors
}

/// What to know of the data before reading a result.
pub(super) fn notes(table: &Table, options: &Options, configurations: &Configurations) -> Vec<Diagnostic> {
    let mut notes = Vec::new();
    let name = |column: usize| &table.columns[column].name;
    if configurations.rows.is_empty() {
        notes.push(Diagnostic::warning("sets::no_cases", "there is no case to analyse"));
        return notes;
    }
    for removed in &configurations.removed {
        let (code, message) = match removed.why {
            Why::Constant => (
                "sets::constant",
                format!(
                    "`{}` has one value in all cases and was left out: no difference can be put down to it",
                    name(removed.column)
                ),
            ),
            Why::Duplicate(of) => (
                "sets::duplicate",
                format!("`{}` has the values of `{}` in all cases and was left out", name(removed.column), name(of)),
            ),
        };
        notes.push(Diagnostic::warning(code, message));
    }
    if let Outcomes::These(these) = &options.outcomes {
        let known = configurations.literals(table);
        for outcome in these.iter().filter(|outcome| !known.contains(outcome)) {
            let message = format!("`{}` is no outcome here: no case has it, or it does not vary", outcome.write(table));
            notes.push(Diagnostic::warning("sets::no_outcome", message));
        }
    }
    notes.extend(idle_exclusions(table, options, configurations));
    if !options.drop_duplicates {
        for (at, column) in configurations.factors.iter().enumerate() {
            let same =
                |other: &&usize| configurations.rows.iter().all(|row| row.values[*column] == row.values[**other]);
            if let Some(twin) = configurations.factors[..at].iter().find(same) {
                let message = format!(
                    "`{}` and `{}` are the same in all cases and cannot be told apart",
                    name(*twin),
                    name(*column)
                );
                notes.push(Diagnostic::note("sets::duplicate", message));
            }
        }
    }
    if !configurations.rare_cases.is_empty() {
        let message = format!(
            "{} of {} cases were left out: fewer than {} share their configuration",
            configurations.rare_cases.len(),
            configurations.rare_cases.len() + configurations.cases(),
            options.least_cases
        );
        notes.push(Diagnostic::note("sets::rare", message));
    }
    let at_cutoff = |column: &&usize| {
        table.columns[**column].kind == Kind::Fuzzy
            && configurations.rows.iter().any(|row| row.values[**column] == Some(options.cutoff))
    };
    let tied: Vec<&str> =
        configurations.factors.iter().filter(at_cutoff).map(|column| name(*column).as_str()).collect();
    if !tied.is_empty() {
        let counted = if options.at_cutoff == AtCutoff::Seen { "present" } else { "absent" };
        let message = format!("memberships of exactly {} count as {counted}: {}", options.cutoff, tied.join(", "));
        notes.push(Diagnostic::note("sets::at_cutoff", message));
    }
    notes
}

/// A warning for each exclusion that keeps nothing out: its outcome is not accounted for, its cause does not vary, or what it excludes
/// is excluded already.
fn idle_exclusions(table: &Table, options: &Options, configurations: &Configurations) -> Vec<Diagnostic> {
    let known = configurations.literals(table);
    let outcomes = options.outcomes.of(table, &known);
    let idle = options.excluded.iter().filter_map(|(cause, outcome)| {
        let why = if cause.column == outcome.column {
            "no factor causes itself anyway".to_owned()
        } else if !outcomes.contains(outcome) {
            format!("`{}` is no outcome that is accounted for", outcome.write(table))
        } else if known.iter().all(|literal| literal.column != cause.column) {
            format!("`{}` does not take part", table.columns[cause.column].name)
        } else if !options.ordering.allows(cause.column, outcome.column) {
            "the ordering excludes it already".to_owned()
        } else {
            return None;
        };
        let message = format!("to exclude {} -> {} changes nothing: {why}", cause.write(table), outcome.write(table));
        Some(Diagnostic::warning("sets::idle_exclusion", message))
    });
    idle.collect()
}
