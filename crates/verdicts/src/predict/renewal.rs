//! A treaty's renewal: the case that it is about, what was due, and what came of it.
//!
//! What came is told by decision points alone, each under the reading of its clause: a treaty is renewed where it is known to
//! have outlived one. `renewed` is the one rule; `test` and `score` both ask it, of the points that `calendar` prints.

use conditions::{Budget, Case, Evaluator, OverBudget, Program, Setting};
use spells::{ActorId, Day, Decision, DisputeId, History, Moment, NO_READING, ReadingId, TreatyId, Truth, Why, World};
use std::collections::BTreeSet;
use theory::model::CaseKind;

/// The pair of a treaty's parties that the theory speaks of: the first, in the order of the file, that is in scope.
pub(super) fn case_of_treaty(
    program: &Program<'_>,
    id: &str,
    day: Day,
    budget: &Budget,
) -> Result<Option<Case>, OverBudget> {
    let history = program.history;
    let Some(treaty) = history.find_treaty(id) else { return Ok(None) };
    if program.theory.cases == CaseKind::Treaties {
        return Ok(Some(Case { first: treaty.0, second: spells::NOBODY }));
    }
    let parties = &history.treaties()[treaty.0 as usize].parties;
    let pairs = parties.iter().flat_map(|a| parties.iter().map(move |b| (*a, *b))).filter(|(a, b)| a != b);
    let day = day.min(history.window().until.plus(-1));
    for (ActorId(first), ActorId(second)) in pairs {
        let case = Case { first, second };
        let Some(scope) = program.theory.scope else { return Ok(Some(case)) };
        let evaluator = Evaluator::new(program, case, history.first_world(), Setting::default(), budget);
        evaluator.degree(scope)?;
        if evaluator.value_at(scope, day).is_in() {
            return Ok(Some(case));
        }
    }
    Ok(None)
}

/// What came of the decision of a treaty due within some days, under one choice of readings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renewal {
    /// Whether something was due: unknown where no clause of the treaty is in view, or readings are left open.
    pub due: Truth,
    /// Whether the treaty is known to have outlived it. Unknown where nothing was due.
    pub renewed: Truth,
    /// The decisions that tell, as treaty and place in its decisions; empty where nobody can say.
    pub by: Vec<(TreatyId, usize)>,
}

/// Whether a treaty was renewed at its decision due between two days, in a world.
///
/// Only decisions under readings of the world count. The treaty's own record tells first; where something was due and it does
/// not tell, another treaty's of the same parties whose decision may lie on those days. A treaty that ended at one of several
/// decisions was not renewed. O(treaties * decisions); cannot err.
pub fn renewed(history: &History, treaty: TreatyId, (first, last): (Day, Day), world: &World) -> Renewal {
    let mine = &history.treaties()[treaty.0 as usize];
    let silent = Truth::Unknown(Why::SourceSilent);
    let own = told(history, treaty, (first, last), world);
    let due = if mine.decisions.is_empty() { silent } else { own.due };
    if due == Truth::No {
        return Renewal { due, renewed: silent, by: Vec::new() };
    }
    let others = rivals(history, treaty).map(|other| told(history, other, (first, last), world));
    let telling = std::iter::once(own).chain(others).find(|one| !one.renewed.is_unknown());
    telling.map_or(Renewal { due, renewed: silent, by: Vec::new() }, |one| Renewal { due, ..one })
}

/// What the decisions of one treaty tell.
fn told(history: &History, treaty: TreatyId, days: (Day, Day), world: &World) -> Renewal {
    let (mut due, mut renewed, mut by) = (Truth::No, Truth::Yes, Vec::new());
    for (at, decision) in within(history, treaty, days) {
        let bears = bears(history, decision.reading, world);
        if bears == Truth::No {
            continue;
        }
        due = due.or(bears);
        renewed = renewed.and(if bears.is_yes() { decision.kept } else { bears });
        by.push((treaty, at));
    }
    if by.is_empty() || renewed.is_unknown() {
        return Renewal { due, renewed: Truth::Unknown(Why::SourceSilent), by: Vec::new() };
    }
    Renewal { due, renewed, by }
}

/// The decisions of a treaty that may be due within some days, with their places.
fn within(history: &History, treaty: TreatyId, (first, last): (Day, Day)) -> impl Iterator<Item = (usize, &Decision)> {
    let due = move |moment: Moment| match moment {
        Moment::Day(day) => (first..=last).contains(&day),
        Moment::Variable(variable, offset) => {
            history.variable(variable).possible.plus(offset).within(first, last).is_some()
        }
    };
    let decisions = history.treaties()[treaty.0 as usize].decisions.iter().enumerate();
    decisions.filter(move |(_, decision)| due(decision.due))
}

/// Other treaties of the same parties: rival accounts of one treaty may be written as several.
fn rivals(history: &History, treaty: TreatyId) -> impl Iterator<Item = TreatyId> {
    let parties = |at: usize| history.treaties()[at].parties.iter().copied().collect::<BTreeSet<ActorId>>();
    let mine = parties(treaty.0 as usize);
    let others = (0..history.treaties().len()).filter(move |at| *at != treaty.0 as usize && parties(*at) == mine);
    others.map(|at| TreatyId(at as u32))
}

/// The readings, of those that nobody has ruled out, under which a term of the treaty runs out within some days.
pub(super) fn due_under(history: &History, treaty: TreatyId, days: (Day, Day)) -> Vec<ReadingId> {
    let mut readings: Vec<ReadingId> = within(history, treaty, days).map(|(_, decision)| decision.reading).collect();
    readings.retain(|reading| bears(history, *reading, history.fixed()) != Truth::No);
    readings.sort_unstable();
    readings.dedup();
    readings
}

/// The disputes that have a say in what was due within some days, and in what came of it.
pub(super) fn disputes(history: &History, treaty: TreatyId, days: (Day, Day)) -> BTreeSet<DisputeId> {
    let all = std::iter::once(treaty).chain(rivals(history, treaty));
    let readings = all.flat_map(|treaty| due_under(history, treaty, days));
    readings.filter_map(|reading| history.dispute_of(reading)).collect()
}

/// Whether a clause counts in a world.
fn bears(history: &History, reading: ReadingId, world: &World) -> Truth {
    let dispute = Some(reading).filter(|id| *id != NO_READING).and_then(|id| history.dispute_of(id));
    match dispute.map(|dispute| world.reading(dispute)) {
        None => Truth::Yes,
        Some(Some(chosen)) => Truth::from(chosen == reading),
        Some(None) => Truth::Unknown(Why::SourcesDisagree),
    }
}
