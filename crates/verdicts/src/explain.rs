//! Why a claim says of a case what it says, on one day: down to the codings.

use crate::dynamic::EventRuling;
use crate::judge::CaseVerdict;
use crate::range::EventRange;
use crate::ruling::{Ruling, SpellRuling};
use crate::statics;
use conditions::{Budget, Degree, Evaluator, OverBudget, Program, Reason, Setting};
use spells::{Day, Truth};
use theory::model::ClaimKind;

/// An explanation of one verdict on one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The day explained.
    pub day: Day,
    /// The spell around it, for static claims with the day in scope.
    pub spell: Option<SpellRuling>,
    /// The event on it, for dynamic claims.
    pub event: Option<(EventRuling, EventRange)>,
    /// What the claim says of the day.
    pub ruling: Ruling,
    /// Why the day is in scope, or not; `None` where the theory has no scope.
    pub scope: Option<Reason>,
    /// The sides of the claim: condition and outcome, or condition (other event) and event.
    pub sides: Vec<Reason>,
}

/// Explains a verdict in the world in which it was shown: on the day asked for, or else on the first day of the first of
/// its worst spells or events.
///
/// Gives `None` where the case does not exist on that day, or on any day. Errs only when the budget is spent.
pub fn explain(
    program: &Program<'_>,
    verdict: &CaseVerdict,
    setting: &Setting,
    at: Option<Day>,
    budget: &Budget,
) -> Result<Option<Explanation>, OverBudget> {
    let evaluator = Evaluator::new(program, verdict.case, verdict.world.clone(), setting.clone(), budget);
    let Some(day) = at.or_else(|| telling_day(verdict, &evaluator)).filter(|day| evaluator.domain().contains(*day))
    else {
        return Ok(None);
    };
    let claim = &program.theory.claims[verdict.claim];
    let formulas = crate::judge::nodes(claim);
    for node in formulas.iter().chain(&program.theory.scope) {
        evaluator.degree(*node)?;
    }
    let scope = program.theory.scope.and_then(|node| evaluator.reason(node, day));
    let spell = verdict.first.spells.iter().find(|spell| spell.days.contains(day)).copied();
    let found = verdict.first.events.iter().zip(&verdict.events).find(|(event, _)| shown_day(event, &evaluator) == day);
    let found = found.map(|(event, range)| (*event, *range));
    let event = found.map(|(event, _)| event);
    let ruling = match &claim.kind {
        ClaimKind::Static { relation, .. } => {
            let side = |at: usize| evaluator.value_at(formulas[at], day);
            let ruling = statics::rule(*relation, side(0), side(1)).0;
            let scope = program.theory.scope.map_or(Degree::YES, |node| evaluator.value_at(node, day));
            match scope.truth() {
                Truth::Yes => ruling,
                Truth::Unknown(_) if ruling >= Ruling::Undecided => Ruling::Undecided,
                _ => Ruling::Irrelevant,
            }
        }
        _ => event.map_or(Ruling::Irrelevant, |event| event.ruling),
    };
    let sides = formulas.iter().filter_map(|node| evaluator.reason(*node, day)).collect();
    Ok(Some(Explanation { day, spell, event: found, ruling, scope, sides }))
}

/// Why each side of a claim is what it is on the first day of the worst of a verdict's spells or events; empty where the
/// case exists on no day.
pub fn reasons(
    program: &Program<'_>,
    verdict: &CaseVerdict,
    setting: &Setting,
    budget: &Budget,
) -> Result<Vec<Reason>, OverBudget> {
    Ok(told(program, verdict, setting, None, budget)?.map(|(_, reasons)| reasons).unwrap_or_default())
}

/// The same on a given day, with the day; `None` where the case does not exist then.
pub fn told(
    program: &Program<'_>,
    verdict: &CaseVerdict,
    setting: &Setting,
    at: Option<Day>,
    budget: &Budget,
) -> Result<Option<(Day, Vec<Reason>)>, OverBudget> {
    let evaluator = Evaluator::new(program, verdict.case, verdict.world.clone(), setting.clone(), budget);
    let Some(day) = at.or_else(|| telling_day(verdict, &evaluator)).filter(|day| evaluator.domain().contains(*day))
    else {
        return Ok(None);
    };
    let formulas = crate::judge::nodes(&program.theory.claims[verdict.claim]);
    for node in &formulas {
        evaluator.degree(*node)?;
    }
    Ok(Some((day, formulas.iter().filter_map(|node| evaluator.reason(*node, day)).collect())))
}

/// The day on which an event is explained: its own, or the last before it where the case is over by then.
fn shown_day(event: &EventRuling, evaluator: &Evaluator<'_>) -> Day {
    if evaluator.domain().contains(event.day) { event.day } else { Day(event.day.0 - 1) }
}

/// The first day of the worst.
fn telling_day(verdict: &CaseVerdict, evaluator: &Evaluator<'_>) -> Option<Day> {
    let spell = verdict.first.weighed().find(|spell| spell.ruling == verdict.ruling).map(|spell| spell.days.from);
    let event = || verdict.first.events.iter().find(|event| event.ruling == verdict.ruling);
    spell
        .or_else(|| event().map(|event| shown_day(event, evaluator)))
        .or_else(|| evaluator.domain().intervals().first().map(|days| days.from))
}
