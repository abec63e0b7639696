//! Whether an outcome and conditions can be analysed together.

use crate::Table;
use crate::expression::Sum;
use text::Diagnostic;

/// Everything wrong with the choice: no condition, one that does not exist or stands twice (`sets::conditions`), an outcome that
/// does not exist or speaks of a condition (`sets::outcome`) or does not concern some case (`sets::outcome_unknown`).
pub(crate) fn check_columns(table: &Table, outcome: &Sum, conditions: &[usize]) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    if conditions.is_empty() {
        problems.push(Diagnostic::misuse("sets::conditions", "there is no condition").hint("name at least one column"));
    }
    for (at, column) in conditions.iter().enumerate() {
        match table.columns.get(*column) {
            None => problems.push(Diagnostic::misuse("sets::conditions", format!("there is no column {}", column + 1))),
            Some(read) if conditions[..at].contains(column) => {
                problems.push(Diagnostic::misuse(
                    "sets::conditions",
                    format!("the condition `{}` stands twice", read.name),
                ));
            }
            Some(_) => {}
        }
    }
    for column in outcome.columns() {
        let Some(read) = table.columns.get(column) else {
            problems.push(Diagnostic::misuse("sets::outcome", format!("there is no column {}", column + 1)));
            continue;
        };
        if conditions.contains(&column) {
            problems.push(
                Diagnostic::misuse("sets::outcome", format!("`{}` is in the outcome and a condition too", read.name))
                    .hint("leave it out of the conditions"),
            );
        }
        if let Some(case) = read.dont_care.first() {
            let name = &table.cases[*case];
            let message = format!(
                "the outcome `{}` does not concern {} cases, `{name}` among them",
                read.name,
                read.dont_care.len()
            );
            problems.push(Diagnostic::error("sets::outcome_unknown", message).hint("leave these cases out"));
        }
    }
    problems
}
