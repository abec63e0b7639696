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
use sets::coincidence::{Analysis, Atomic, Complex, Configurations, Options, OutcomeFound};
use sets::expression::{Literal, Sum};
use std::collections::BTreeSet;

/// Steps that dealing all outcomes anew and searching again may take, unless deals are asked for.
const STEPS: u64 = 20_000_000;
/// Fewer drawn deals than this say too little.
const LEAST: usize = 199;

/// The consistency at which the power of a formula of the user's own is reckoned where none is given.
const POWER_AT: f64 = 0.8;

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
    let (cases, at) = (cases_of(factors, &found.configurations), ask.power_at.unwrap_or(options.con));
    let table = &factors.table.picked(factors.table.order_of_values());
    let one = |outcome: &OutcomeFound| {
        accounted(outcome).then(|| {
            let causes: Vec<&Sum> = outcome.atomic.iter().take(most).map(|atom| &atom.formula.causes).collect();
            let (formulas, why) = claimed(&factors.table, &cases, (outcome.outcome, &causes), (ask, at, many as usize));
            let search = search(table, options, outcome, (ask, STEPS / many.max(1)));
            OutcomeTested { search: PermutationReport { terms_left_out: why, ..search }, formulas }
        })
    };
    found.outcomes.iter().map(one).collect()
}

/// Left sides of formulas of one outcome, each as if it had been claimed beforehand: nothing is adjusted for. With the reason where none is
/// tested. `outcomes` are tested together, and share what is cheap.
fn claimed(
    table: &Table,
    cases: &[usize],
    (outcome, causes): (Literal, &[&Sum]),
    (ask, at, outcomes): (&ChanceAsk, f64, usize),
) -> (Vec<TermChanceReport>, Option<String>) {
    let of_cases = |members: Vec<f64>| -> Vec<f64> { cases.iter().map(|case| members[*case]).collect() };
    let y = of_cases(Sum::literal(outcome).memberships(table));
    let conditions: Vec<Vec<f64>> = causes.iter().map(|causes| of_cases(causes.memberships(table))).collect();
    let tests = Tests { ask, y: &y, conditions: &conditions, hypotheses: None, at };
    match ask.extent(y.len() * conditions.len() * outcomes) {
        Extent::Dealing(dealing) => (tests.run(&dealing, &vec![false; conditions.len()]), None),
        Extent::Not(why) => (vec![TermChanceReport::default(); conditions.len()], Some(why)),
    }
}

/// Formulas of the user's own: for each, each of its atomic formulas; and what the tests have in common.
pub(super) fn own(
    factors: &Factors,
    configurations: &Configurations,
    models: &[Complex],
    ask: &ChanceAsk,
) -> (Vec<Vec<TermChanceReport>>, PermutationReport) {
    let cases = cases_of(factors, configurations);
    let (at, many) = (ask.power_at.unwrap_or(POWER_AT), models.iter().map(|model| model.atoms().len()).sum());
    let tests = Tests { ask, y: &[], conditions: &[], hypotheses: None, at };
    let mut whole = tests.report(None, &ask.dealing(0));
    let mut of_atom = |atom: &Atomic| {
        let (found, why) = claimed(&factors.table, &cases, (atom.outcome, &[&atom.causes]), (ask, at, many));
        whole.terms_left_out = whole.terms_left_out.take().or(why);
        found.into_iter().next().unwrap_or_default()
    };
    let found = models.iter().map(|model| model.atoms().iter().map(&mut of_atom).collect()).collect();
    (found, whole)
}

/// The cases that were analysed, for others may have been left out as rare; as what they hold orders them, so that p does not hang on how a
/// file is sorted.
fn cases_of(factors: &Factors, configurations: &Configurations) -> Vec<usize> {
    let cases: BTreeSet<usize> = configurations.rows.iter().flat_map(|row| row.cases.iter().copied()).collect();
    factors.table.order_of_values().into_iter().filter(|case| cases.contains(case)).collect()
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
