//! Recipes applied to a raw table.

use super::Recipe;
use crate::sets::RawTable;
use crate::sets::of_file::unknown;
use sets::calibrate::Method;
use sets::robust::{self, Calibration};
use sets::{Kind, RawColumn, Table};
use std::collections::BTreeMap;
use text::{Diagnostic, Warned};

/// A recipe that was applied, with what it was applied to.
#[derive(Debug, Clone, PartialEq)]
pub struct Applied {
    /// The recipe.
    pub recipe: Recipe,
    /// The raw values, one a case; `None` where one is missing.
    pub raw: Vec<Option<f64>>,
    /// What they became.
    pub made: Vec<Option<f64>>,
}

/// A raw table with columns calibrated, in the order of the recipes; a later one may be made of a column that an earlier one made. What
/// is missing stays missing.
///
/// * A column of the same name takes the raw one's place; another stands right behind it, and is a condition in its stead where
///   conditions are not named.
///
/// Gives `None` with every problem: a column that is not there (`sets::unknown_column`), cells that are no numbers
/// (`sets::not_a_number`), a name that another column has or two recipes share (`sets::column_taken`), and what the method refuses
/// (`sets::calibration`).
pub fn calibrated(raw: &RawTable, recipes: &[Recipe]) -> Warned<Option<RawTable>> {
    let mut table = raw.clone();
    let mut problems = Vec::new();
    for (at, recipe) in recipes.iter().enumerate() {
        let twice = recipes[..at].iter().any(|other| other.name == recipe.name);
        let taken = recipe.name != recipe.from && table.column(&recipe.name).is_some();
        if twice || taken {
            let message = format!("`{}` is the name of another column already", recipe.name);
            problems.push(
                Diagnostic::misuse("sets::column_taken", message).hint("give the calibrated column a name of its own"),
            );
            continue;
        }
        if let Some(applied) = applied(&table, recipe, &mut problems) {
            put(&mut table, applied);
        }
    }
    let sound = !problems.iter().any(Diagnostic::is_error);
    Warned::new(sound.then_some(table), problems)
}

fn applied(table: &RawTable, recipe: &Recipe, problems: &mut Vec<Diagnostic>) -> Option<Applied> {
    let before = problems.len();
    let raw = numbers(table, &recipe.from, problems);
    let grades = recipe.grades.as_deref().map(|grades| numbers(table, grades, problems));
    if problems.len() > before {
        return None;
    }
    let (raw, grades) = (raw?, grades.unwrap_or_default().unwrap_or_default());
    let mut said = Vec::new();
    let made = recipe.method.apply(&raw, &grades).unload(&mut said);
    problems.extend(
        said.into_iter()
            .map(|problem| Diagnostic { message: format!("`{}`: {}", recipe.name, problem.message), ..problem }),
    );
    Some(Applied { recipe: recipe.clone(), raw, made: made? })
}

/// The numbers of a column, or what is wrong with it.
fn numbers(table: &RawTable, name: &str, problems: &mut Vec<Diagnostic>) -> Option<Vec<Option<f64>>> {
    let names: Vec<&str> = table.names().collect();
    problems.extend(unknown(name, &names));
    match table.column(name)?.cells.numbers() {
        Ok(numbers) => Some(numbers),
        Err(cases) => {
            let named: Vec<&str> = cases.iter().take(6).map(|case| table.cases[*case].as_str()).collect();
            let more = if cases.len() > 6 { format!(" and {} more", cases.len() - 6) } else { String::new() };
            let message = format!("`{name}` has cells that are no numbers: {}{more}", named.join(", "));
            problems.push(
                Diagnostic::error("sets::not_a_number", message)
                    .hint("numbers are calibrated; an empty cell, NA or `.` is a missing value"),
            );
            None
        }
    }
}

fn put(table: &mut RawTable, applied: Applied) {
    let Recipe { name, from, method, .. } = &applied.recipe;
    let mut column = RawColumn::numbers(name.clone(), applied.made.clone());
    column.kind = Some(match method.kind() {
        Kind::Multi { levels } => Kind::Multi { levels: levels.min(sets::MOST_LEVELS) },
        kind => kind,
    });
    let place = table.columns.iter().position(|column| column.name == *from).unwrap_or(table.columns.len());
    if name == from {
        table.columns[place] = column;
    } else {
        table.columns.insert((place + 1).min(table.columns.len()), column);
        match table.conditions.iter().position(|condition| condition == from) {
            Some(at) => table.conditions[at] = name.clone(),
            None if !table.conditions.contains(name) => table.conditions.push(name.clone()),
            None => {}
        }
    }
    table.applied.push(applied);
}

impl RawTable {
    /// How columns of a table chosen of this one were calibrated, where an anchor of theirs can be moved: by the direct method, straight
    /// lines or powers, or one threshold.
    #[must_use]
    pub fn calibrations(&self, table: &Table) -> Vec<Calibration> {
        let by_name: BTreeMap<&String, usize> = self.cases.iter().enumerate().map(|(at, case)| (case, at)).collect();
        let places: Option<Vec<usize>> = table.cases.iter().map(|case| by_name.get(case).copied()).collect();
        let Some(places) = places else { return Vec::new() };
        let one = |applied: &Applied| {
            let (method, anchors) = match &applied.recipe.method {
                Method::Direct { anchors, degree } => (robust::Method::Logistic(*degree), *anchors),
                Method::Shape { anchors, powers } => (robust::Method::Shape(*powers), *anchors),
                Method::Thresholds(thresholds) => match thresholds.as_slice() {
                    [at] => (robust::Method::Crisp, sets::calibrate::Anchors::new(at - 1.0, *at, at + 1.0)),
                    _ => return None,
                },
                _ => return None,
            };
            let column = table.position(&applied.recipe.name)?;
            let raw: Option<Vec<f64>> = places.iter().map(|place| applied.raw[*place]).collect();
            Some(Calibration { column, raw: raw?, method, anchors })
        };
        self.applied.iter().filter_map(one).collect()
    }
}
