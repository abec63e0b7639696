//! All claims against all cases, on both cores.

use crate::judge::{CaseVerdict, judge};
use conditions::{Budget, Case, Clock, OverBudget, Program, Setting};
use theory::model::{Node, NodeId};

/// How to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Which clock to read alliances on.
    pub clock: Clock,
    /// How many threads; 0 counts as 1.
    pub threads: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { clock: Clock::Behavioural, threads: 2 }
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
}

/// Judges every claim, under every definition of the outcomes that it names, for every case.
///
/// * Gives the claims in the order of the theory, definitions in theirs; the same whatever the number of threads.
/// * Errs with the costliest part when the budget is spent.
/// * Cost: claims * definitions * cases * worlds * placements, each the spells that the claim reads.
pub fn run(
    program: &Program<'_>,
    cases: &[Case],
    options: &Options,
    budget: &Budget,
) -> Result<Vec<ClaimVerdicts>, OverBudget> {
    let mut all = Vec::new();
    for (claim, spec) in program.theory.claims.iter().enumerate() {
        for setting in settings(program, &crate::judge::nodes(spec), options.clock) {
            let cases = each(program, claim, cases, &setting, options.threads, budget)?;
            all.push(ClaimVerdicts { claim, setting, cases });
        }
    }
    Ok(all)
}

/// Cases are dealt out in contiguous shares, so that joining the shares gives them back in order.
fn each(
    program: &Program<'_>,
    claim: usize,
    cases: &[Case],
    setting: &Setting,
    threads: usize,
    budget: &Budget,
) -> Result<Vec<CaseVerdict>, OverBudget> {
    let judge_all = |cases: &[Case]| -> Result<Vec<CaseVerdict>, OverBudget> {
        cases.iter().map(|case| judge(program, claim, *case, setting, budget)).collect()
    };
    // A thread costs more than the few cases of a small study.
    if threads <= 1 || cases.len() < 256 {
        return judge_all(cases);
    }
    let share = cases.len().div_ceil(threads);
    let parts = std::thread::scope(|scope| {
        let running: Vec<_> = cases.chunks(share).map(|part| scope.spawn(move || judge_all(part))).collect();
        running.into_iter().map(|part| part.join().expect("judging does not panic")).collect::<Vec<_>>()
    });
    let mut all = Vec::with_capacity(cases.len());
    for part in parts {
        all.extend(part?);
    }
    Ok(all)
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
    let mut open: Vec<NodeId> = nodes.to_vec();
    while let Some(node) = open.pop() {
        if let Node::Outcome(at) = theory.node(node) {
            named[*at] = true;
        }
        open.extend(program.children(node));
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
