//! All claims against all cases, on both cores.

use crate::evaluators::Evaluators;
use crate::fit::{Sides, is_fuzzy_claim};
use crate::judge::{CaseVerdict, judge};
use crate::mirrors::Mirrors;
use conditions::{Budget, Case, Clock, OverBudget, Program, Setting, Shelf};
use spells::YearRule;
use theory::model::{Node, NodeId};

/// How to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Which clock to read alliances on.
    pub clock: Clock,
    /// How many threads; 0 counts as 1.
    pub threads: usize,
    /// Which days speak for a year, where years are counted.
    pub year_rule: YearRule,
    /// Whether to keep every spell and event of a verdict, and not only the first of the worst.
    pub spells: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { clock: Clock::Behavioural, threads: 2, year_rule: YearRule::AnyDay, spells: true }
    }
}

/// The verdicts on one claim under one choice of definitions.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimVerdicts {
    /// The claim, by its place in the theory.
    pub claim: usize,
    /// The clock, and each outcome's definition.
    pub setting: Setting,
    /// One verdict a case, in the order of cases.
    pub cases: Vec<CaseVerdict>,
    /// For static claims: what the two sides are worth, counted over spells, years and days in scope.
    pub sides: Sides,
}

/// Judges every claim, under every definition of the outcomes that it names, for every case.
///
/// * Gives the claims in the order of the theory, definitions in theirs; the same whatever the number of threads.
/// * Errs with the costliest part when the budget is spent.
/// * Cost: claims * definitions * cases * worlds * placements, each the spells that the claim reads. Of two directed pairs
///   that a claim cannot tell apart, one is judged.
pub fn run(
    program: &Program<'_>,
    cases: &[Case],
    options: &Options,
    budget: &Budget,
) -> Result<Vec<ClaimVerdicts>, OverBudget> {
    let mut tasks: Vec<(usize, Setting)> = Vec::new();
    for (claim, spec) in program.theory.claims.iter().enumerate() {
        tasks.extend(
            settings(program, &crate::judge::nodes(spec), options.clock).into_iter().map(|setting| (claim, setting)),
        );
    }
    let mirrors = Mirrors::new(program, cases);
    let mut all: Vec<(Vec<Option<CaseVerdict>>, Sides)> =
        tasks.iter().map(|_| (Vec::with_capacity(cases.len()), Sides::default())).collect();
    // Cases are judged share by share, each thread taking the next share that nobody has taken. Shares do not hang on the
    // number of threads, so what cases of a share have in common is worked out, and counted, alike on any number.
    let shares: Vec<&[Case]> = cases.chunks(cases.len().div_ceil(SHARES).max(1)).collect();
    // A thread costs more than a few plain cases, and less than placing the vague dates of one.
    let threads =
        if program.is_plain() && cases.len() < 256 { 1 } else { options.threads.clamp(1, shares.len().max(1)) };
    let used = budget.used();
    let parts: Vec<_> =
        threads::each(threads, shares.len(), |at| share(program, &tasks, &mirrors, shares[at], options, budget));
    if threads > 1 && parts.iter().any(Result::is_err) {
        // Where it ran out hung on which thread was first. One after another it always runs out at the same place.
        let again = budget.as_after(used);
        for cases in &shares {
            share(program, &tasks, &mirrors, cases, options, &again)?;
        }
    }
    for part in parts {
        for (whole, (cases, sides)) in all.iter_mut().zip(part?) {
            whole.0.extend(cases);
            whole.1.add(&sides);
        }
    }
    let told = tasks.into_iter().zip(all).map(|((claim, setting), (judged, sides))| {
        let cases = mirrors.filled(cases, judged);
        ClaimVerdicts { claim, setting, cases, sides }
    });
    Ok(told.collect())
}

/// Into so many shares cases are cut: enough that no thread waits long for another, few enough that cases of one actor
/// mostly share one.
const SHARES: usize = 32;

/// What one task says of a share of the cases, in their order, and what they add to its fit.
type Judged = (Vec<Option<CaseVerdict>>, Sides);

/// All tasks for some cases, case by case, so that what the claims have in common is evaluated once.
/// Nothing for a pair that its mirror speaks for.
fn share(
    program: &Program<'_>,
    tasks: &[(usize, Setting)],
    mirrors: &Mirrors,
    cases: &[Case],
    options: &Options,
    budget: &Budget,
) -> Result<Vec<Judged>, OverBudget> {
    let mut found: Vec<Judged> = tasks.iter().map(|_| (Vec::with_capacity(cases.len()), Sides::default())).collect();
    let fuzzy: Vec<bool> = tasks.iter().map(|(claim, _)| is_fuzzy_claim(program, *claim)).collect();
    let shelf = Shelf::new(program, budget);
    for case in cases {
        let evaluators = Evaluators::new(&shelf, *case);
        for (((claim, setting), fuzzy), (verdicts, sides)) in tasks.iter().zip(&fuzzy).zip(&mut found) {
            let mirror = mirrors.of(*claim, *case);
            if mirror.is_some() && case.first > case.second {
                verdicts.push(None);
                continue;
            }
            let mut verdict = judge(program, *claim, setting, &evaluators)?;
            sides.take(&verdict, options.year_rule, *fuzzy);
            if mirror.is_some() && case.first < case.second {
                sides.take(&verdict, options.year_rule, *fuzzy);
            }
            if !options.spells {
                verdict.leave_the_worst();
            }
            verdicts.push(Some(verdict));
        }
    }
    Ok(found)
}

/// Whether a claim names an outcome, in any of its formulas or in a condition that they name.
pub fn names_outcome(program: &Program<'_>, claim: usize, outcome: &str) -> bool {
    let theory = program.theory;
    let named = named_outcomes(program, &crate::judge::nodes(&theory.claims[claim]));
    theory.outcomes.iter().zip(named).any(|(other, named)| named && other.name == outcome)
}

fn named_outcomes(program: &Program<'_>, nodes: &[NodeId]) -> Vec<bool> {
    let theory = program.theory;
    let mut named = vec![false; theory.outcomes.len()];
    for node in program.under(nodes) {
        if let Node::Outcome(at) = theory.node(node) {
            named[*at] = true;
        }
    }
    named
}

/// Every choice of definitions for the outcomes that some formulas name.
fn settings(program: &Program<'_>, nodes: &[NodeId], clock: Clock) -> Vec<Setting> {
    let theory = program.theory;
    let named = named_outcomes(program, nodes);
    let mut settings = vec![Setting { clock, definitions: vec![0; theory.outcomes.len()] }];
    for (at, _) in named.iter().enumerate().filter(|(_, named)| **named) {
        settings = settings
            .iter()
            .flat_map(|setting| {
                (0..theory.outcomes[at].definitions.len()).map(move |definition| {
                    let mut setting = setting.clone();
                    setting.definitions[at] = definition;
                    setting
                })
            })
            .collect();
    }
    settings
}
