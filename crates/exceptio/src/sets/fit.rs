//! `fit`: how well one claim fits a table.

use super::choose::{Choice, Chosen, columns_of};
use super::expressions::Text;
use super::table_of::RawTable;
use crate::report::{ClaimFitReport, DataReport};
use sets::expression::{Relation, Sum, expand, parse_claim};
use text::{Diagnostic, Files, Warned};

/// Terms that a condition may have when it is multiplied out.
const MOST_TERMS: usize = 10_000;

/// Holds a claim against a table: `A*~B + C -> Y` (sufficient), `A <- Y` (necessary), `A <-> Y` (both); the condition stands left.
///
/// Gives `None` with every problem of the claim, where a column is not there, or where the columns make no table.
pub fn fit_claim(raw: &RawTable, claim: &str, choice: &Choice, files: &mut Files) -> Warned<Option<ClaimFitReport>> {
    let mut problems = Vec::new();
    let text = Text::new(files, "--claim", claim);
    let names: Vec<&str> = raw.names().collect();
    let wanted = text.names(files, &names, &mut problems);
    if problems.iter().any(Diagnostic::is_error) {
        return Warned::new(None, problems);
    }
    let Some(table) = columns_of(raw, &wanted, choice.missing, &mut problems) else {
        return Warned::new(None, problems);
    };
    let Some(claim) = parse_claim(files, text.file, &table).unload(&mut problems) else {
        return Warned::new(None, problems);
    };
    let sum = |formula: &sets::expression::Formula| -> Option<Sum> {
        formula.as_sum().or_else(|| expand(formula, &table, MOST_TERMS).ok())
    };
    let (Some(condition), Some(outcome)) = (sum(&claim.condition), sum(&claim.outcome)) else {
        problems.push(Diagnostic::error("sets::too_large", format!("the claim has more than {MOST_TERMS} terms")));
        return Warned::new(None, problems);
    };
    let conditions = condition.columns();
    let data = DataReport::new(raw, &table, &conditions, &outcome, choice);
    // Multiplying out may change fuzzy memberships; the whole is reckoned as it was written.
    let whole = claim.condition.memberships(&table);
    let outcome_text = outcome.write(&table);
    let chosen = Chosen { table, outcome, outcome_text, conditions, also: Vec::new(), data };
    let relations: &[Relation] = match claim.relation {
        Relation::Both => &[Relation::Necessary, Relation::Sufficient],
        Relation::Necessary => &[Relation::Necessary],
        Relation::Sufficient => &[Relation::Sufficient],
    };
    Warned::new(Some(ClaimFitReport::new(&chosen, files.text(text.file), &condition, &whole, relations)), problems)
}
