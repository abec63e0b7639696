//! A treaty's renewal: the case that it is about, what was due, and whether the treaty is in force on a day.

use conditions::{Budget, Case, CellKey, Evaluator, OverBudget, Program, Setting};
use spells::{ActorId, Day, Ground, Moment, NO_READING, ReadingId, Truth, Why, World};
use theory::model::{CaseKind, Predicted, Prediction};

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

/// The readings, of those that nobody has ruled out, under which a term of the treaty runs out within the predicted days.
pub(super) fn due_under(program: &Program<'_>, spec: &Prediction) -> Vec<ReadingId> {
    let Predicted::Renewal { treaty, due: days } = &spec.predicted else { return Vec::new() };
    let history = program.history;
    let Some(treaty) = history.find_treaty(treaty) else { return Vec::new() };
    let decisions = &history.treaties()[treaty.0 as usize].decisions;
    let (earliest, latest) = (days.earliest(), days.latest());
    let due = |moment: Moment| match moment {
        Moment::Day(day) => (earliest..=latest).contains(&day),
        Moment::Variable(variable, offset) => {
            history.variable(variable).possible.plus(offset).within(earliest, latest).is_some()
        }
    };
    let mut readings: Vec<ReadingId> =
        decisions.iter().filter(|decision| due(decision.due)).map(|decision| decision.reading).collect();
    readings.retain(|reading| bears(program, *reading, history.fixed()) != Truth::No);
    readings.sort_unstable();
    readings.dedup();
    readings
}

/// The cells that tell whether a treaty is in force: between the two, or between any two parties of a treaty itself.
pub(super) fn in_force_cells(program: &Program<'_>, case: Case) -> Vec<CellKey> {
    let history = program.history;
    let Some(attribute) = history.find_attribute("treaty_in_force") else { return Vec::new() };
    let cell = |first: u32, second: u32| {
        let (subject, object) = history.stored(attribute, first, second);
        CellKey { attribute, subject, object }
    };
    if program.theory.cases != CaseKind::Treaties {
        return vec![cell(case.first, case.second)];
    }
    let parties = &history.treaties()[case.first as usize].parties;
    let pairs = parties.iter().enumerate().flat_map(|(at, a)| parties[at + 1..].iter().map(move |b| (a, b)));
    pairs.map(|(ActorId(a), ActorId(b))| cell(*a, *b)).collect()
}

/// Whether some treaty is in force on a day, and whether that is known from silence alone.
pub(super) fn in_force(program: &Program<'_>, case: Case, world: &World, day: Day) -> (Truth, bool) {
    let on = |CellKey { attribute, subject, object }: CellKey| match program
        .history
        .timeline(attribute, subject, object, world)
        .at(day)
    {
        Some(spells::Cell::Value(value, ground)) => (Truth::from(*value != 0), *ground == Ground::Silence),
        Some(spells::Cell::Unknown(why)) => (Truth::Unknown(*why), false),
        _ => (Truth::Unknown(Why::OutsideCoverage), false),
    };
    let found: Vec<(Truth, bool)> = in_force_cells(program, case).into_iter().map(on).collect();
    let in_force = found.iter().map(|(truth, _)| *truth).reduce(Truth::or);
    let in_force = in_force.unwrap_or(Truth::Unknown(Why::OutsideCoverage));
    // One treaty coded as in force is enough; that none is rests on every cell.
    let mut same = found.iter().filter(|(truth, _)| *truth == in_force).map(|(_, silent)| *silent);
    let silent = if in_force.is_yes() { same.all(|silent| silent) } else { same.any(|silent| silent) };
    (in_force, silent)
}

/// Whether a clause counts in a world.
pub(super) fn bears(program: &Program<'_>, reading: ReadingId, world: &World) -> Truth {
    let dispute = Some(reading).filter(|id| *id != NO_READING).and_then(|id| program.history.dispute_of(id));
    match dispute.map(|dispute| world.reading(dispute)) {
        None => Truth::Yes,
        Some(Some(chosen)) => Truth::from(chosen == reading),
        Some(None) => Truth::Unknown(Why::SourcesDisagree),
    }
}
