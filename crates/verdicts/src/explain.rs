//! Why a claim says of a case what it says, on one day: down to the codings.

use crate::dynamic::{EventRuling, Finding};
use crate::judge::{CaseVerdict, in_world};
use crate::placement::{in_order, orders};
use crate::range::EventRange;
use crate::ruling::{Ruling, SpellRuling};
use crate::statics;
use conditions::{Budget, Degree, Evaluator, OverBudget, Program, Reason, Setting};
use spells::{Day, Truth, VariableId};
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
    /// The vague dates of which one alone, on another of its possible days, makes something else of the day: the ruling is
    /// that of some placements only.
    pub hangs_on_dates: Vec<VariableId>,
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
    let ruling = ruling_on(program, verdict, &evaluator, day)?;
    let mut hangs_on_dates = Vec::new();
    for (id, _) in verdict.world.placements() {
        let possible = &program.history.variable(*id).possible;
        let tried = [possible.earliest(), day.plus(-1), day, day.plus(1), possible.latest()];
        for at in tried.into_iter().filter(|at| possible.contains(*at)) {
            let mut world = verdict.world.clone();
            world.place(*id, at);
            let orderly = in_order(program.history, &orders(program.history), &world);
            if orderly && ruling_on(program, verdict, &evaluator.elsewhere(world, setting), day)? != ruling {
                hangs_on_dates.push(*id);
                break;
            }
        }
    }
    let sides = formulas.iter().filter_map(|node| evaluator.reason(*node, day)).collect();
    Ok(Some(Explanation { day, spell, event: found, ruling, hangs_on_dates, scope, sides }))
}

/// What the claim says of a day in the world of `evaluator`; of a day without an event, nothing.
fn ruling_on(
    program: &Program<'_>,
    verdict: &CaseVerdict,
    evaluator: &Evaluator<'_>,
    day: Day,
) -> Result<Ruling, OverBudget> {
    let claim = &program.theory.claims[verdict.claim];
    let ClaimKind::Static { relation, condition, outcome } = &claim.kind else {
        let events = in_world(claim, evaluator, true)?.events;
        let event = events.iter().find(|event| shown_day(event, evaluator) == day);
        return Ok(event.map_or(Ruling::Irrelevant, |event| event.ruling));
    };
    for node in [condition, outcome].into_iter().chain(&program.theory.scope) {
        evaluator.degree(*node)?;
    }
    let ruling = statics::rule(*relation, evaluator.value_at(*condition, day), evaluator.value_at(*outcome, day)).0;
    let scope = program.theory.scope.map_or(Degree::YES, |node| evaluator.value_at(node, day));
    Ok(match scope.truth() {
        Truth::Yes => ruling,
        Truth::Unknown(_) if ruling >= Ruling::Undecided => Ruling::Undecided,
        _ => Ruling::Irrelevant,
    })
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

/// The day on which an event is explained: its own, or the last before it where the case is over by then. What was overdue until
/// the other event was undone is explained by the last day on which it was.
fn shown_day(event: &EventRuling, evaluator: &Evaluator<'_>) -> Day {
    let told = event.finding != Finding::OverdueTillHealed && evaluator.domain().contains(event.day);
    if told { event.day } else { Day(event.day.0 - 1) }
}

/// The first day of the worst.
fn telling_day(verdict: &CaseVerdict, evaluator: &Evaluator<'_>) -> Option<Day> {
    let spell = verdict.first.weighed().find(|spell| spell.ruling == verdict.ruling).map(|spell| spell.days.from);
    let event = || verdict.first.events.iter().find(|event| event.ruling == verdict.ruling);
    spell
        .or_else(|| event().map(|event| shown_day(event, evaluator)))
        .or_else(|| evaluator.domain().intervals().first().map(|days| days.from))
}
