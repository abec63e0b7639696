//! `evaluate`: a theory held against a solution.

use super::choose::Choice;
use super::expressions::Text;
use super::solution::{SolutionAsk, held};
use super::table_of::RawTable;
use crate::report::EvaluationReport;
use sets::evaluate::{Reading, evaluate as hold};
use sets::expression::Relation;
use sets::expression::Sum;
use text::{Diagnostic, Files, Warned};

/// Terms that an area may have on the way, where it is multiplied out.
const MOST_TERMS: usize = 100_000;

/// How a theory is to be held against a solution.
#[derive(Debug, Clone, PartialEq)]
pub struct EvaluateAsk {
    /// Which solution.
    pub solution: SolutionAsk,
    /// Whether areas are multiplied out and simplified before memberships are taken, as the R package QCA does.
    pub boolean: bool,
}

/// Holds a theory, the other expression of the choice named `--expected`, against a solution.
///
/// Gives `None` with the reasons for which there is no solution; where there is no theory, or the claim is about a necessary condition
/// (`sets::option`); where an area is too large to be multiplied out (`sets::too_large`).
pub fn evaluate(
    raw: &RawTable,
    choice: &Choice,
    ask: &EvaluateAsk,
    files: &mut Files,
) -> Warned<Option<EvaluationReport>> {
    let mut problems = Vec::new();
    let Some(held) = held(raw, choice, &ask.solution, files).unload(&mut problems) else {
        return Warned::new(None, problems);
    };
    if held.relation() == Relation::Necessary {
        problems.push(
            Diagnostic::misuse("sets::option", "theory and solution are compared as sufficient conditions")
                .hint("write the claim with `->`; `exceptio fit` holds a necessary condition against a table"),
        );
    }
    let text = held.chosen.also.iter().find(|text| files.name(text.file) == "--expected").copied();
    let theory = text.and_then(|text: Text| text.sum(files, &held.chosen.table, &mut problems)).map(Sum::in_order);
    if text.is_none() {
        problems.push(
            Diagnostic::misuse("sets::option", "it is not said what the theory expects")
                .hint("write what it holds to be enough for the outcome: --expected 'A*B'"),
        );
    }
    let Some(theory) = theory.filter(|_| !problems.iter().any(Diagnostic::is_error)) else {
        return Warned::new(None, problems);
    };
    let reading = if ask.boolean { Reading::Boolean } else { Reading::Memberships };
    let chosen = &held.chosen;
    match hold(&chosen.table, &theory, &held.condition, &chosen.outcome, reading, MOST_TERMS) {
        Ok(found) => Warned::new(Some(EvaluationReport::new(&held, &theory, &found)), problems),
        Err(large) => {
            let hint = "without --boolean areas are taken from memberships, and nothing is multiplied out";
            problems.push(Diagnostic::error("sets::too_large", large.to_string()).hint(hint));
            Warned::new(None, problems)
        }
    }
}
