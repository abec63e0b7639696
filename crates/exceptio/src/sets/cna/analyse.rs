//! The search itself: sufficient conjunctions, atomic and complex formulas.

use super::Factors;
use super::chance::tested;
use crate::report::CnaReport;
use crate::sets::{ChanceAsk, Choice, RawTable};
use sets::coincidence::{Options, analyse};
use text::{Diagnostic, Files, Warned};

/// How a coincidence analysis is asked for. Outcomes, ordering and exclusions are texts of the [`Choice`], by their options:
/// `--outcome`, `--ordering`, `--exclude`.
#[derive(Debug, Clone, PartialEq)]
pub struct CnaAsk {
    /// Thresholds, measures, bounds and the rest; outcomes where the choice has none.
    pub options: Options,
    /// Whether factors of one level of the ordering cause none of that level.
    pub strict: bool,
    /// Whether exhaustiveness, faithfulness, coherence and faults of every formula are wanted.
    pub details: bool,
    /// Which lists.
    pub what: What,
    /// At most so many of each list; their number is given all the same.
    pub most: usize,
    /// Hold formulas and the search for them against chance; `None`: do not.
    pub chance: Option<ChanceAsk>,
}

impl Default for CnaAsk {
    fn default() -> Self {
        CnaAsk {
            options: Options::default(),
            strict: false,
            details: false,
            what: What::default(),
            most: 1000,
            chance: None,
        }
    }
}

/// Which lists a report has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct What {
    /// Minimally sufficient conjunctions.
    pub conjunctions: bool,
    /// Atomic formulas.
    pub atomic: bool,
    /// Complex ones.
    pub complex: bool,
    /// The configurations.
    pub configurations: bool,
}

impl Default for What {
    /// Conjunctions, atomic and complex formulas.
    fn default() -> Self {
        What { conjunctions: true, atomic: true, complex: true, configurations: false }
    }
}

/// Analyses a table.
///
/// Gives `None` with every problem: those of [`Factors::choose`], of the texts, and of the crate's `analyse`. Warns where lists
/// are cut (`sets::listed`).
pub fn cna(raw: &RawTable, choice: &Choice, ask: &CnaAsk, files: &mut Files) -> Warned<Option<CnaReport>> {
    let mut problems = Vec::new();
    let Some(factors) = Factors::choose(raw, choice, files).unload(&mut problems) else {
        return Warned::new(None, problems);
    };
    let options = factors.options(&ask.options, ask.strict, files, &mut problems);
    if problems.iter().any(Diagnostic::is_error) {
        return Warned::new(None, problems);
    }
    match analyse(&factors.table, &options) {
        Err(more) => {
            problems.extend(more);
            Warned::new(None, problems)
        }
        Ok(found) => {
            problems.extend(found.notes.iter().cloned());
            let chance = ask.chance.as_ref();
            let tested = chance.map(|chance| tested(&factors, &options, &found, (chance, ask.most)));
            let report = CnaReport::new(&factors, &options, (&found, tested), ask, files);
            problems.extend(report.cut().map(|cut| {
                Diagnostic::warning("sets::listed", format!("not exhaustive: {cut}"))
                    .hint("--most lists more; --max-sol and --n-init look for more")
            }));
            Warned::new(Some(report), problems)
        }
    }
}
