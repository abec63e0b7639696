//! A coincidence analysis held against chance: each atomic formula, and of each outcome the search that found them.
//!
//! In: factors, options, what was found. Out: a test of each, as far as it is cheap. A formula's own p-value does not know that it was
//! searched for; that of the search does. Steps of the search are looks at words of sets.

use super::Factors;
use crate::report::{PermutationReport, TermChanceReport};
use crate::sets::ChanceAsk;
use crate::sets::chance::{Extent, Tests};
use sets::Table;
use sets::chance::{Deals, account_steps, permuted_account};
use sets::coincidence::{Analysis, Options, OutcomeFound};
use sets::expression::Sum;

/// Steps that dealing all outcomes anew and searching again may take, unless deals are asked for.
const STEPS: u64 = 20_000_000;
/// Fewer drawn deals than this say too little.
const LEAST: usize = 199;

/// What chance would have done with one outcome.
pub(crate) struct OutcomeTested {
    /// The search.
    pub search: PermutationReport,
    /// The atomic formulas, in the order found, as many as are listed.
    pub formulas: Vec<TermChanceReport>,
}

/// Tests every outcome that something accounts for; `None` for each other. At most `most` formulas of each.
pub(super) fn tested(
    factors: &Factors,
    options: &Options,
    found: &Analysis,
    (ask, most): (&ChanceAsk, usize),
) -> Vec<Option<OutcomeTested>> {
    let accounted = |outcome: &OutcomeFound| match options.conjunctions_only {
        true => !outcome.conditions.is_empty(),
        false => !outcome.atomic.is_empty(),
    };
    let many = found.outcomes.iter().filter(|outcome| accounted(outcome)).count() as u64;
    // The cases that were analysed: others may have been left out as rare.
    let mut cases: Vec<usize> = found.configurations.rows.iter().flat_map(|row| row.cases.iter().copied()).collect();
    cases.sort_unstable();
    let one = |outcome: &OutcomeFound| {
        accounted(outcome).then(|| {
            let formulas = formulas(&factors.table, &cases, outcome, options, (ask, most, many as usize));
            OutcomeTested { search: search(&factors.table, options, outcome, (ask, STEPS / many.max(1))), formulas }
        })
    };
    found.outcomes.iter().map(one).collect()
}

/// Each formula as if it had been claimed beforehand: nothing is adjusted for.
fn formulas(
    table: &Table,
    cases: &[usize],
    outcome: &OutcomeFound,
    options: &Options,
    (ask, most, outcomes): (&ChanceAsk, usize, usize),
) -> Vec<TermChanceReport> {
    let of_cases = |members: Vec<f64>| -> Vec<f64> { cases.iter().map(|case| members[*case]).collect() };
    let y = of_cases(Sum::literal(outcome.outcome).memberships(table));
    let atoms = outcome.atomic.iter().take(most);
    let conditions: Vec<Vec<f64>> = atoms.map(|atom| of_cases(atom.formula.causes.memberships(table))).collect();
    let tests =
        Tests { ask, y: &y, conditions: &conditions, hypotheses: None, at: ask.power_at.unwrap_or(options.con) };
    match ask.extent(y.len() * conditions.len() * outcomes) {
        Extent::Dealing(dealing) => tests.run(&dealing, &vec![false; conditions.len()]),
        Extent::Not(_) => vec![TermChanceReport::default(); conditions.len()],
    }
}

/// The search for what accounts for an outcome, on the outcome dealt anew.
fn search(
    table: &Table,
    options: &Options,
    outcome: &OutcomeFound,
    (ask, steps): (&ChanceAsk, u64),
) -> PermutationReport {
    let at = ask.power_at.unwrap_or(options.con);
    let tests = Tests { ask, y: &[], conditions: &[], hypotheses: None, at };
    let budget = if ask.permutations.is_some() { u64::MAX } else { steps };
    let too_much = |made: usize| {
        tests.left_out(format!(
            "{made} of {LEAST} deals of {} and the search on each took more than {budget} steps; --permutations {LEAST} does \
             them all the same",
            outcome.outcome.write(table)
        ))
    };
    let Some(each) = account_steps(table, options, outcome.outcome, ask.seed, budget) else { return too_much(0) };
    let affordable = usize::try_from(budget / each.max(1)).unwrap_or(usize::MAX);
    // Where deals cost more than the first few did, an exact test would be lost: some room is left.
    let dealing = ask.dealing(affordable / 4);
    match permuted_account(table, options, outcome.outcome, &dealing, budget) {
        Ok(chance) if !matches!(chance.deals, Deals::Drawn(made) if made < LEAST.min(dealing.deals)) => {
            tests.report(Some(chance), &dealing)
        }
        Ok(chance) => too_much(match chance.deals {
            Deals::Drawn(made) | Deals::Every(made) => made,
            Deals::Counted => 0,
        }),
        Err(made) => too_much(made),
    }
}
