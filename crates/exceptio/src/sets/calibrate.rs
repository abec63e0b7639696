//! `calibrate`: a raw table to a calibrated one with its recipe on record, and thresholds where values leave gaps.

use super::of_file::unknown;
use super::recipe::{Recipe, calibrated};
use super::table_of::RawTable;
use crate::report::{CalibrateReport, ThresholdsReport};
use sets::calibrate::{Linkage, find_thresholds};
use text::{Diagnostic, Warned};

/// Calibrates a table.
///
/// Gives `None` with the problems of [`calibrated`], or where there is no recipe (`sets::no_recipe`). Warns of missing values, memberships of
/// exactly 0.5, skewed columns and such as do not vary, and names the cases.
pub fn calibrate(raw: &RawTable, recipes: &[Recipe]) -> Warned<Option<CalibrateReport>> {
    if recipes.is_empty() {
        let problem = Diagnostic::misuse("sets::no_recipe", "it is not said what is to be calibrated, and how")
            .hint("--calibrate 'GDP = direct 400 550 900', --recipe FILE; --find 2 finds thresholds");
        return Warned::new(None, vec![problem]);
    }
    calibrated(raw, recipes).and_then(|table| match table {
        None => Warned::clean(None),
        Some(table) => {
            let report = CalibrateReport::new(&table);
            let warnings = report.columns.iter().flat_map(|column| column.warnings()).collect();
            Warned::new(Some(report), warnings)
        }
    })
}

/// Finds `count` thresholds of each of these columns; of every column of numbers with enough distinct values, where none is named.
///
/// Gives `None` with every problem: a column that is not there, that has cells that are no numbers, or whose values cannot be parted so
/// often; where none is named and none will do (`sets::calibration`).
pub fn find(raw: &RawTable, columns: &[String], count: usize, linkage: Linkage) -> Warned<Option<ThresholdsReport>> {
    let names: Vec<&str> = raw.names().collect();
    let mut problems: Vec<Diagnostic> = columns.iter().filter_map(|name| unknown(name, &names)).collect();
    let every: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let asked = if columns.is_empty() { &every } else { columns };
    let (mut found, mut passed) = (Vec::new(), Vec::new());
    for column in asked.iter().filter_map(|name| raw.column(name)) {
        let Ok(values) = column.cells.numbers() else {
            passed.push(column.name.clone());
            continue;
        };
        let read = find_thresholds(&values, count, linkage);
        match read.value {
            Some(thresholds) => found.push((column.name.clone(), values, thresholds)),
            None if columns.is_empty() => passed.push(column.name.clone()),
            None => {
                problems.extend(read.problems.into_iter().map(|problem| Diagnostic {
                    message: format!("`{}`: {}", column.name, problem.message),
                    ..problem
                }))
            }
        }
    }
    if !columns.is_empty() {
        problems.extend(passed.iter().map(|name| {
            Diagnostic::error("sets::not_a_number", format!("`{name}` has cells that are no numbers"))
                .hint("an empty cell, NA or `.` is a missing value")
        }));
    } else if found.is_empty() {
        let message = format!("no column has values that {count} thresholds can part");
        problems.push(Diagnostic::misuse("sets::calibration", message).hint("ask for fewer, and for at least one"));
    }
    if problems.iter().any(Diagnostic::is_error) {
        return Warned::new(None, problems);
    }
    Warned::new(Some(ThresholdsReport::new(raw, count, linkage, &found, passed)), problems)
}
