//! Formulas of the user's own, held against a table and against each other.

use super::chance::own;
use super::{CnaAsk, Factors};
use crate::report::CnaModelsReport;
use crate::sets::{Choice, RawTable};
use sets::coincidence::Configurations;
use text::{Diagnostic, Files, Warned};

/// Holds the formulas of a choice (`--model`) against a table: fit by every measure, what speaks against reading each causally, what it
/// is without redundancies, and which claims no more than which other. Nothing is searched for.
///
/// Gives `None` with the problems of [`Factors::choose`] and of the formulas' text.
pub fn cna_models(raw: &RawTable, choice: &Choice, ask: &CnaAsk, files: &mut Files) -> Warned<Option<CnaModelsReport>> {
    let mut problems = Vec::new();
    let Some(factors) = Factors::choose(raw, choice, files).unload(&mut problems) else {
        return Warned::new(None, problems);
    };
    let models = factors.models(files, &mut problems);
    if problems.iter().any(Diagnostic::is_error) {
        return Warned::new(None, problems);
    }
    // A factor that does not vary is no reason not to judge a formula that names it.
    let configurations = Configurations::of(&factors.table, ask.options.least_cases, true, false);
    let mut report = CnaModelsReport::new(&factors, &ask.options, &configurations, &models);
    if let Some(chance) = &ask.chance {
        report.take_chance(own(&factors, &configurations, &models, chance));
    }
    Warned::new(Some(report), problems)
}
