//! How a solution is made of a table, so that it can be made again with something changed.

use super::anchors::Calibration;
use crate::expression::Sum;
use crate::minimize::{Cube, Expectation, Options, Problem, Remainders, Solution, intermediate, minimize};
use crate::truth::{Output, Settings, TruthTable, truth_table};
use crate::{HalfRule, Table, halves_of, settle_with};
use std::borrow::Cow;
use std::collections::BTreeMap;
use text::Diagnostic;

/// Which remainders a solution may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Assumed {
    /// None: the conservative solution.
    Nothing,
    /// All: the parsimonious solution.
    Anything,
    /// Those that these expectations make easy counterfactuals, conditions by their places among the recipe's: the intermediate
    /// solutions of all pairs of models, taken together.
    Expected(Vec<Expectation>),
}

/// All decisions between a calibrated table and its models.
#[derive(Debug, Clone, PartialEq)]
pub struct Recipe {
    /// The outcome.
    pub outcome: Sum,
    /// The conditions, as places of columns.
    pub conditions: Vec<usize>,
    /// Cut-offs and exclusions.
    pub settings: Settings,
    /// What is done about memberships of exactly 0.5 in a condition, wherever an anchor is moved to.
    pub half: HalfRule,
    /// Which rows are explained.
    pub explain: Vec<Output>,
    /// Which rows may be used to simplify, as far as `assumed` has it: remainders, and contradictions where they are free too.
    pub free: Vec<Output>,
    /// Which of those a solution may use.
    pub assumed: Assumed,
    /// Least or irredundant models, row dominance, and how far minimisation may go.
    pub options: Options,
}

/// The models of a solution, or why there are none.
pub type Models = Result<Vec<Sum>, Vec<Diagnostic>>;

/// Models of problems already solved under one recipe: cut-offs and memberships may differ, all else is the same.
pub type Solved = BTreeMap<(Vec<Cube>, Vec<Cube>), Models>;

/// Problems whose models are kept, at most.
const MOST_KEPT: usize = 20_000;

impl Recipe {
    /// The conservative solution of the rows that are positive by default cut-offs.
    #[must_use]
    pub fn new(outcome: Sum, conditions: Vec<usize>) -> Self {
        Recipe {
            outcome,
            conditions,
            settings: Settings::default(),
            half: HalfRule::Refuse,
            explain: vec![Output::Positive],
            free: vec![Output::Remainder],
            assumed: Assumed::Nothing,
            options: Options::default(),
        }
    }

    /// The truth table, of the table as the rule for memberships of exactly 0.5 leaves it.
    ///
    /// # Errors
    ///
    /// What [`settle_with`] and [`truth_table`] refuse.
    pub fn truth(&self, table: &Table) -> Result<TruthTable, Vec<Diagnostic>> {
        self.truth_of(&*self.settled(table, &self.conditions)?)
    }

    fn truth_of(&self, settled: &Table) -> Result<TruthTable, Vec<Diagnostic>> {
        // What is left at 0.5 is to be kept.
        let settings = Settings { keep_halves: true, ..self.settings.clone() };
        let made = truth_table(settled, &self.outcome, &self.conditions, &settings, 1);
        made.value.ok_or(made.problems)
    }

    fn settled<'t>(&self, table: &'t Table, conditions: &[usize]) -> Result<Cow<'t, Table>, Vec<Diagnostic>> {
        // A table that is kept as it is need not be copied.
        let kept = self.settings.keep_halves || self.half == HalfRule::Keep;
        if kept || halves_of(table, conditions, &self.outcome).is_empty() {
            return Ok(Cow::Borrowed(table));
        }
        let settled = settle_with(table, conditions, &self.outcome, self.half);
        settled.value.map(Cow::Owned).ok_or(settled.problems)
    }

    /// The table as the rule leaves it in all conditions but those that are to move, the calibrations over the cases that are left, and the
    /// recipe by which memberships of 0.5 in those are kept: with it rows can be followed while they move.
    ///
    /// # Errors
    ///
    /// What [`settle_with`] refuses.
    pub(super) fn still(
        &self,
        table: &Table,
        calibrations: &[Calibration],
        moving: &[usize],
    ) -> Result<(Table, Vec<Calibration>, Recipe), Vec<Diagnostic>> {
        let others: Vec<usize> = self.conditions.iter().copied().filter(|column| !moving.contains(column)).collect();
        let still = self.settled(table, &others)?.into_owned();
        let mut calibrations = calibrations.to_vec();
        if still.len() < table.len() {
            let gone: Vec<usize> = halves_of(table, &others, &self.outcome).into_iter().map(|(case, _)| case).collect();
            for calibration in &mut calibrations {
                let raw = calibration.raw.iter().enumerate();
                calibration.raw =
                    raw.filter(|(case, _)| gone.binary_search(case).is_err()).map(|(_, raw)| *raw).collect();
            }
        }
        Ok((still, calibrations, Recipe { half: HalfRule::Keep, ..self.clone() }))
    }

    /// All minimal models in one order, the same list for the same solution: terms ascending in each, then models ascending, each
    /// once. Where no row is to be explained, one model without terms.
    ///
    /// # Errors
    ///
    /// What the truth table or minimisation refuses, and models too many to be listed (`sets::models_not_listed`): two
    /// solutions can then not be held against each other.
    pub fn models(&self, table: &Table) -> Result<Vec<Sum>, Vec<Diagnostic>> {
        self.models_of(&self.problem(table)?)
    }

    /// The same, where the same rows may have been minimised before under this recipe.
    ///
    /// # Errors
    ///
    /// As [`Recipe::models`].
    pub fn models_again(&self, table: &Table, solved: &mut Solved) -> Result<Vec<Sum>, Vec<Diagnostic>> {
        let problem = self.problem(table)?;
        let key = (problem.positive.clone(), problem.negative.clone());
        if let Some(known) = solved.get(&key) {
            return known.clone();
        }
        let models = self.models_of(&problem);
        if solved.len() < MOST_KEPT {
            solved.insert(key, models.clone());
        }
        models
    }

    fn problem(&self, table: &Table) -> Result<Problem, Vec<Diagnostic>> {
        let settled = self.settled(table, &self.conditions)?;
        Problem::of_truth(&self.truth_of(&settled)?, &settled.cases, &self.explain, &self.free)
    }

    fn models_of(&self, problem: &Problem) -> Result<Vec<Sum>, Vec<Diagnostic>> {
        let solutions = match &self.assumed {
            _ if problem.positive.is_empty() => return Ok(vec![Sum::default()]),
            Assumed::Nothing => vec![minimize(problem, &Remainders::None, &self.options)?],
            Assumed::Anything => vec![minimize(problem, &Remainders::All, &self.options)?],
            Assumed::Expected(expectations) => {
                let between = intermediate(problem, expectations, &self.options)?;
                if !between.exhaustive {
                    return Err(vec![ambiguity(between.pairs.len())]);
                }
                between.pairs.into_iter().map(|pair| pair.solution).collect()
            }
        };
        let mut models = Vec::new();
        for solution in &solutions {
            if !solution.exhaustive {
                return Err(vec![ambiguity(solution.models.len())]);
            }
            models.extend(self.written(solution));
        }
        models.sort_unstable();
        models.dedup();
        Ok(models)
    }

    fn written(&self, solution: &Solution) -> Vec<Sum> {
        let write = |model| {
            let mut sum = solution.sum(model, &self.conditions);
            sum.terms.sort_unstable();
            sum
        };
        solution.models.iter().map(write).collect()
    }
}

/// The refusal where not all models could be listed.
#[must_use]
pub fn ambiguity(listed: usize) -> Diagnostic {
    let message = format!("there are more than the {listed} models that were to be listed");
    Diagnostic::error("sets::models_not_listed", message).hint("list more of them, or leave conditions out")
}
