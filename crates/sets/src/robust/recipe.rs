//! How a solution is made of a table, so that it can be made again with something changed.

use crate::Table;
use crate::expression::Sum;
use crate::minimize::{Limits, Options, Problem, Remainders, minimize};
use crate::truth::{Output, Settings, TruthTable, truth_table};
use text::Diagnostic;

/// All decisions between a calibrated table and its models.
#[derive(Debug, Clone, PartialEq)]
pub struct Recipe {
    /// The outcome.
    pub outcome: Sum,
    /// The conditions, as places of columns.
    pub conditions: Vec<usize>,
    /// Cut-offs and exclusions.
    pub settings: Settings,
    /// Whether remainders may be used (the parsimonious solution) or not (the conservative one).
    pub parsimonious: bool,
    /// How far minimisation may go.
    pub limits: Limits,
}

impl Recipe {
    /// The truth table.
    ///
    /// # Errors
    ///
    /// What [`truth_table`] refuses.
    pub fn truth(&self, table: &Table) -> Result<TruthTable, Vec<Diagnostic>> {
        let made = truth_table(table, &self.outcome, &self.conditions, &self.settings, 1);
        made.value.ok_or(made.problems)
    }

    /// All minimal models in one order, the same list for the same solution: terms ascending in each, then models ascending.
    ///
    /// # Errors
    ///
    /// What the truth table or minimisation refuses, and models too many to be listed (`sets::models_not_listed`): two
    /// solutions can then not be held against each other.
    pub fn models(&self, table: &Table) -> Result<Vec<Sum>, Vec<Diagnostic>> {
        let truth = self.truth(table)?;
        let problem = Problem::of_truth(&truth, &[Output::Positive], &[Output::Remainder]);
        let remainders = if self.parsimonious { Remainders::All } else { Remainders::None };
        let solution = minimize(&problem, &remainders, &Options { limits: self.limits, ..Options::default() })?;
        if !solution.exhaustive {
            return Err(vec![ambiguity(solution.models.len())]);
        }
        let mut models: Vec<Sum> = solution.models.iter().map(|model| solution.sum(model, &self.conditions)).collect();
        models.iter_mut().for_each(|model| model.terms.sort_unstable());
        models.sort_unstable();
        Ok(models)
    }
}

/// The refusal where not all models could be listed.
#[must_use]
pub fn ambiguity(listed: usize) -> Diagnostic {
    Diagnostic::error("sets::models_not_listed", format!("only {listed} of the models could be listed"))
        .hint("a higher limit on models, or fewer conditions")
}
