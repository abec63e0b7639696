//! Fit-robustness: which formulas are found again and again as the thresholds change.

use super::{CnaAsk, Factors};
use crate::report::CnaGridReport;
use crate::sets::{Choice, RawTable};
use sets::coincidence::{Configurations, Robustness, robustness};
use text::{Diagnostic, Files, Warned};

/// Analyses a table at every pair of thresholds of a grid and scores the formulas found; formulas of the user's own (`--model`) are
/// looked up among them.
///
/// Gives `None` with the problems of [`cna`](super::cna()).
pub fn cna_grid(
    raw: &RawTable,
    choice: &Choice,
    ask: &CnaAsk,
    robust: &Robustness,
    files: &mut Files,
) -> Warned<Option<CnaGridReport>> {
    let mut problems = Vec::new();
    let Some(factors) = Factors::choose(raw, choice, files).unload(&mut problems) else {
        return Warned::new(None, problems);
    };
    let options = factors.options(&ask.options, ask.strict, files, &mut problems);
    let models = factors.models(files, &mut problems);
    if problems.iter().any(Diagnostic::is_error) {
        return Warned::new(None, problems);
    }
    match robustness(&factors.table, &options, robust) {
        Err(more) => {
            problems.extend(more);
            Warned::new(None, problems)
        }
        Ok(scores) => {
            let configurations =
                Configurations::of(&factors.table, options.least_cases, options.keep_constant, options.drop_duplicates);
            let report =
                CnaGridReport::new(&factors, &options, &scores, &configurations, &models, (ask, robust), files);
            Warned::new(Some(report), problems)
        }
    }
}
