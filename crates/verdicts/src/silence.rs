//! Whether the lengths that a verdict tells rest on what silence is taken to mean: days of conformity, of deviation, of lag.
//!
//! In: a verdict. Out: the first of the days that it counts on which a side of the claim is uncoded and taken from the
//! codebook's word about silence, and the same of each event's lag. What silence does on a single day, reasons tell.

use crate::dynamic::exposure;
use crate::judge::{CaseVerdict, nodes, scope};
use crate::ruling::Ruling;
use conditions::{Budget, Evaluator, OverBudget, Program, Setting};
use spells::{Day, DaySet, Interval};
use theory::model::ClaimKind;

/// What of a verdict's lengths rests on silence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Silences {
    /// The first of the days counted for the verdict's ruling that does.
    pub from: Option<Day>,
    /// For each of its events, whether any day does from the eve of the other event to its own.
    pub events: Vec<bool>,
}

/// Looks through the days that a verdict counts, in the world and placement in which it is shown.
///
/// For static claims these are the spells of its ruling, for claims about order the lags of such events, for `... does not
/// ... while` the days at stake. Errs only when the budget is spent.
pub fn silences(
    program: &Program<'_>,
    verdict: &CaseVerdict,
    setting: &Setting,
    budget: &Budget,
) -> Result<Silences, OverBudget> {
    let evaluator = Evaluator::new(program, verdict.case, verdict.world.clone(), setting.clone(), budget);
    let claim = &program.theory.claims[verdict.claim];
    let formulas = nodes(claim);
    for node in formulas.iter().chain(&program.theory.scope) {
        evaluator.degree(*node)?;
    }
    let first = &verdict.first;
    let spells = first.weighed().filter(|spell| spell.ruling == verdict.ruling).map(|spell| spell.days);
    let mut counted = DaySet::from_intervals(spells);
    if let ClaimKind::NotWhile { event, condition } = &claim.kind
        && verdict.ruling == Ruling::Conforms
    {
        let scope = scope(&evaluator, true)?;
        let (what, condition) = (evaluator.degree(event.what)?, evaluator.degree(*condition)?);
        counted = exposure(&what, event.edge, &condition, &scope);
    }
    let mut from = evaluator.first_silent(&formulas, &counted);
    let mut events = Vec::with_capacity(first.events.len());
    for event in &first.events {
        let silent = event.anchor.and_then(|anchor| {
            let days = Interval::new(Day(anchor.min(event.day).0 - 1), Day(anchor.max(event.day).0 + 1));
            evaluator.first_silent(&formulas, &DaySet::from(days))
        });
        events.push(silent.is_some());
        if event.ruling == verdict.ruling {
            from = from.into_iter().chain(silent).min();
        }
    }
    Ok(Silences { from, events })
}
