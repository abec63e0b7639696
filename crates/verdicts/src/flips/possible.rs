//! The changes that could be made to what a question reads: a finite list, the same for search and oracle.
//!
//! Of every coding that is read: taking it out; any other value; beginning or ending on another day. Of every dispute: any
//! other reading. Of every vague event: any of its possible days that matter. Of every cell: coding what nobody coded.
//! The days tried are those on which a condition, the outcome or the scope begins or ceases to hold, or may: where
//! everything stays as it is from one such day to the next, a date between them tells nothing new of one change alone.

use super::change::{Change, Value, distance, possible_days};
use super::trial::{Asked, Trial};
use conditions::{CellKey, OverBudget};
use spells::{
    ActorId, ActorSet, AttributeId, Cell, Day, DaySet, Ground, History, Interval, Kind, Moment, Row, UNKNOWN_VALUE, Why,
};
use std::collections::BTreeSet;
use theory::model::{Calibration, ClaimKind, Node, Order};

/// What no row of codings can change, because something else gives rise to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Closed {
    /// Attributes whose codings have no value of their own, so that they can only be there or not.
    pub valueless: BTreeSet<AttributeId>,
    /// Attributes to which nothing can be added where nothing is coded.
    pub derived: BTreeSet<AttributeId>,
}

/// Every change, in the order of cells, codings and days.
pub(crate) fn possible(trial: &Trial<'_>, closed: &Closed) -> Result<Vec<Change>, OverBudget> {
    let history = trial.program.history;
    let edges = edges(trial)?;
    let stretches = stretches(trial)?;
    let domain = hull(trial.base.domain());
    let (members, numbers) = (members(trial), numbers(trial));
    let mut changes = Vec::new();
    for cell in &trial.reads.cells {
        let valueless = closed.valueless.contains(&cell.attribute);
        for row in history.relation(cell.attribute).cell(cell.subject, cell.object) {
            changes.push(Change::Remove { coding: row.coding, cell: *cell });
            if !valueless {
                let values = others(history, *cell, &row, &members, &numbers);
                changes.extend(values.into_iter().map(|value| Change::Revalue {
                    coding: row.coding,
                    cell: *cell,
                    value,
                }));
            }
            moves(history, *cell, &row, &edges, domain, &mut changes);
        }
        if !closed.derived.contains(&cell.attribute) {
            additions(trial, *cell, &stretches, valueless, &members, &numbers, &mut changes);
        }
    }
    for dispute in trial.reads.disputes(history) {
        let taken = trial.base.world().reading(dispute);
        let others = history.dispute(dispute).readings.iter().filter(|reading| Some(**reading) != taken);
        changes.extend(others.map(|reading| Change::Read { dispute, reading: *reading }));
    }
    for variable in trial.reads.variables(history) {
        let event = history.variable(variable);
        if !event.event {
            continue;
        }
        let near = edges.iter().flat_map(|edge| [edge.plus(-1), *edge]).filter(|day| event.possible.contains(*day));
        let days: BTreeSet<Day> = near.chain([event.possible.earliest(), event.possible.latest()]).collect();
        changes.extend(days.into_iter().map(|day| Change::Date { variable, day }));
    }
    Ok(changes)
}

fn hull(days: &DaySet) -> Interval {
    match days.intervals() {
        [] => Interval::new(Day::BEGINNING, Day::BEGINNING),
        [first, .., last] => Interval::new(first.from, last.until),
        [one] => *one,
    }
}

/// The days on which a condition, an outcome, a side or the scope begins or ceases to hold, or may; with the first day of
/// the case and the day after its last. Where one event must come before another, the days before and after as well; where
/// it must come within some time, the days so far from these.
fn edges(trial: &Trial<'_>) -> Result<BTreeSet<Day>, OverBudget> {
    let theory = trial.program.theory;
    let roots = trial.asked.nodes(theory);
    let named = |node: &theory::model::NodeId| {
        roots.contains(node) || matches!(theory.node(*node), Node::Condition(_) | Node::Outcome(_))
    };
    let mut edges = BTreeSet::new();
    let domain = hull(trial.base.domain());
    edges.extend([domain.from, domain.until]);
    for node in trial.program.under(&roots).into_iter().filter(named) {
        let crisp = !matches!(theory.node(node), Node::Condition(at) if is_multi(&theory.conditions[*at].kind))
            && !matches!(theory.node(node), Node::Outcome(at) if is_multi(&theory.outcomes[*at].kind));
        if crisp {
            let timeline = trial.base.degree(node)?;
            edges.extend(timeline.spells().iter().flat_map(|spell| [spell.days.from, spell.days.until]));
        }
    }
    if let Asked::Holding { days, .. } = trial.asked {
        edges.extend(days.intervals().iter().flat_map(|days| [days.from, days.until]));
    }
    if let Asked::Ruling { claim, .. } = trial.asked
        && let ClaimKind::Order { order, .. } = &claim.kind
    {
        let mut around = edges.clone();
        if *order == Order::Before {
            around.extend(edges.iter().flat_map(|day| [day.plus(-1), day.plus(1)]));
        }
        let lags = crate::exact::lags(trial.program, claim);
        around.extend(edges.iter().flat_map(|day| lags.iter().flat_map(|lag| lag.around(*day))));
        edges = around.into_iter().filter(|day| domain.from <= *day && *day <= domain.until).collect();
    }
    Ok(edges)
}

fn is_multi(kind: &theory::model::ConditionKind) -> bool {
    matches!(kind, theory::model::ConditionKind::Multi(_))
}

/// Stretches of days that an addition may be for, apart from all days on which nothing is coded: those with the ruling that
/// is to be turned, or that may have it; for a claim about events the spells of its formulas, and all days before and from
/// each of them; the days that are asked about.
fn stretches(trial: &Trial<'_>) -> Result<Vec<Interval>, OverBudget> {
    let mut stretches = Vec::new();
    match trial.asked {
        Asked::Holding { days, .. } => stretches.extend(days.intervals().iter().copied()),
        Asked::Ruling { claim, now, .. } => {
            let Some(judgement) = trial.unplaced()? else { return Ok(stretches) };
            if let ClaimKind::Static { .. } = &claim.kind {
                let telling = |spell: &&crate::ruling::SpellRuling| {
                    spell.ruling == now || !spell.condition.is_known() || !spell.outcome.is_known()
                };
                let days = judgement.spells.iter().filter(telling).map(|spell| spell.days);
                stretches.extend(DaySet::from_intervals(days).intervals().iter().copied());
            } else {
                let domain = hull(trial.base.domain());
                for node in crate::judge::nodes(claim) {
                    for spell in trial.base.degree(node)?.spells() {
                        stretches.extend([spell.days, Interval::new(domain.from, spell.days.from)]);
                        stretches.push(Interval::new(spell.days.from, domain.until));
                    }
                }
            }
        }
    }
    stretches.retain(|days| !days.is_empty());
    stretches.sort_unstable();
    stretches.dedup();
    Ok(stretches)
}

/// Every actor that some set names which is read.
fn members(trial: &Trial<'_>) -> BTreeSet<ActorId> {
    let history = trial.program.history;
    let sets = trial
        .reads
        .rows(history)
        .filter(|(key, row)| history.attribute(key.attribute).kind == Kind::Actors && row.value != UNKNOWN_VALUE);
    sets.flat_map(|(_, row)| history.set(row.value).members.clone()).collect()
}

/// Numbers that stand for all others: those that the theory or a coding names, one between each two, and one beyond
/// either end.
fn numbers(trial: &Trial<'_>) -> Vec<f64> {
    let (program, history) = (trial.program, trial.program.history);
    let mut named: Vec<f64> = Vec::new();
    for node in program.under(&trial.asked.nodes(program.theory)) {
        match program.theory.node(node) {
            Node::Number(number) => named.push(*number),
            Node::Cut(_, thresholds) => named.extend(thresholds),
            Node::Calibrate(_, Calibration::Direct { out, cross, full } | Calibration::Linear { out, cross, full }) => {
                named.extend([out, cross, full]);
            }
            _ => {}
        }
    }
    let coded = trial
        .reads
        .rows(history)
        .filter(|(key, row)| history.attribute(key.attribute).kind == Kind::Number && row.value != UNKNOWN_VALUE);
    named.extend(coded.map(|(_, row)| history.number(row.value)));
    named.sort_by(f64::total_cmp);
    named.dedup();
    let (Some(first), Some(last)) = (named.first().copied(), named.last().copied()) else { return named };
    let between: Vec<f64> = named.windows(2).map(|two| two[0] + (two[1] - two[0]) / 2.0).collect();
    named.extend(between);
    named.extend([first - 1.0, last + 1.0]);
    named.sort_by(f64::total_cmp);
    named.dedup();
    named
}

/// The values that a coding could have instead. Of a set, one member more or one less.
fn others(history: &History, cell: CellKey, row: &Row, members: &BTreeSet<ActorId>, numbers: &[f64]) -> Vec<Value> {
    let schema = history.attribute(cell.attribute);
    match &schema.kind {
        Kind::Truth => [false, true].into_iter().filter(|v| u32::from(*v) != row.value).map(Value::Truth).collect(),
        Kind::Category { levels, .. } => {
            (0..levels.len() as u32).filter(|level| *level != row.value).map(Value::Level).collect()
        }
        Kind::Number => {
            let now = (row.value != UNKNOWN_VALUE).then(|| history.number(row.value).to_bits());
            numbers.iter().filter(|number| now != Some(number.to_bits())).map(|number| Value::Number(*number)).collect()
        }
        Kind::Actors if row.value == UNKNOWN_VALUE => {
            let one = |actor: &ActorId| Value::Actors(ActorSet { members: vec![*actor], exactly: schema.exactly });
            members.iter().filter(|actor| actor.0 != cell.subject).map(one).collect()
        }
        Kind::Actors => {
            let now = history.set(row.value);
            let mut sets = Vec::new();
            for actor in members.iter().filter(|actor| actor.0 != cell.subject) {
                let mut changed = now.members.clone();
                match changed.binary_search(actor) {
                    Ok(at) => drop(changed.remove(at)),
                    Err(at) => changed.insert(at, *actor),
                }
                // Nobody at all is what taking the coding out leaves.
                if !changed.is_empty() {
                    sets.push(Value::Actors(ActorSet { members: changed, exactly: now.exactly }));
                }
            }
            sets
        }
    }
}

/// A coding that begins or ends on other days.
fn moves(history: &History, cell: CellKey, row: &Row, edges: &BTreeSet<Day>, domain: Interval, into: &mut Vec<Change>) {
    let end = |seam: Option<(spells::VariableId, i32)>, plain: Day| {
        possible_days(history, seam.map_or(Moment::Day(plain), |(id, by)| Moment::Variable(id, by)))
    };
    let (from, until) = (end(row.ends.from, row.hull.from), end(row.ends.until, row.hull.until));
    // A vague end that belongs to the coding alone is cut to the days that its other end allows, so that moving that end
    // would mean something else too.
    let own = |seam: Option<(spells::VariableId, i32)>| seam.is_some_and(|(id, _)| !history.variable(id).event);
    let bound = from.1.plus(1) >= until.0;
    let (coding, same) = (row.coding, |now: (Day, Day), day: Day| now.0 == now.1 && now.0 == day);
    for edge in edges {
        let day = if *edge <= domain.from { Day::BEGINNING } else { *edge };
        let stays = same((from.0.max(domain.from), from.1.max(domain.from)), *edge);
        if !stays && *edge < until.0 && *edge < domain.until && !(own(row.ends.until) && bound) {
            into.push(Change::Begin { coding, cell, day, moved: distance(*edge, from, domain) });
        }
        let day = if *edge >= domain.until { Day::END } else { *edge };
        let stays = same((until.0.min(domain.until), until.1.min(domain.until)), *edge);
        if !stays && *edge > from.1 && *edge > domain.from && !(own(row.ends.from) && bound) {
            into.push(Change::End { coding, cell, day, moved: distance(*edge, until, domain) });
        }
    }
}

/// What could be coded of a cell on days on which nothing is; of a set or several values at once, on any days.
fn additions(
    trial: &Trial<'_>,
    cell: CellKey,
    stretches: &[Interval],
    valueless: bool,
    members: &BTreeSet<ActorId>,
    numbers: &[f64],
    into: &mut Vec<Change>,
) {
    let history = trial.program.history;
    let schema = history.attribute(cell.attribute);
    let domain = hull(trial.base.domain());
    let cells = history.timeline(cell.attribute, cell.subject, cell.object, trial.base.world());
    let silent = |held: &Cell| match held {
        Cell::Value(_, ground) => *ground != Ground::Coded,
        Cell::Many { .. } => true,
        Cell::Either(..) => false,
        Cell::Unknown(why) => matches!(why, Why::SourceSilent | Why::OutsideCoverage),
    };
    let no = |held: &Cell| matches!(held, Cell::Value(0, Ground::Silence | Ground::Ended));
    let open = cells.days_where(silent).and(trial.base.domain());
    for gap in open.intervals() {
        let mut extents = vec![*gap];
        extents.extend(stretches.iter().map(|days| days.and(*gap)).filter(|days| !days.is_empty()));
        extents.sort_unstable();
        extents.dedup();
        for days in extents {
            let within = cells.clip(&DaySet::from(days));
            let values: Vec<Value> = match &schema.kind {
                // What silence says already need not be coded.
                Kind::Truth if valueless || within.spells().iter().all(|spell| no(&spell.value)) => {
                    vec![Value::Truth(true)]
                }
                Kind::Truth => vec![Value::Truth(true), Value::Truth(false)],
                Kind::Category { levels, .. } => (0..levels.len() as u32).map(Value::Level).collect(),
                Kind::Number => numbers.iter().map(|number| Value::Number(*number)).collect(),
                Kind::Actors => members
                    .iter()
                    .filter(|actor| actor.0 != cell.subject)
                    .map(|actor| Value::Actors(ActorSet { members: vec![*actor], exactly: false }))
                    .collect(),
            };
            let (from, until) = ends(history, cell, days, domain);
            into.extend(values.into_iter().map(|value| Change::Code { cell, value, from, until }));
        }
    }
}

/// How the ends of an addition are written: always and still at the ends of the case; with the event where the coding next
/// to it ends or begins with one; else as days.
fn ends(history: &History, cell: CellKey, days: Interval, domain: Interval) -> (Moment, Moment) {
    let event = |seam: &Option<(spells::VariableId, i32)>| seam.filter(|(id, _)| history.variable(*id).event);
    let rows = || history.relation(cell.attribute).cell(cell.subject, cell.object);
    let before = rows().filter(|row| row.hull.until == days.from).find_map(|row| event(&row.ends.until));
    let after = rows().filter(|row| row.hull.from == days.until).find_map(|row| event(&row.ends.from));
    let from = match before {
        _ if days.from <= domain.from => Moment::Day(Day::BEGINNING),
        Some((id, by)) => Moment::Variable(id, by),
        None => Moment::Day(days.from),
    };
    let until = match after {
        _ if days.until >= domain.until => Moment::Day(Day::END),
        Some((id, by)) => Moment::Variable(id, by),
        None => Moment::Day(days.until),
    };
    // Two vague ends that may cross would say something of the order of their events.
    if possible_days(history, from).1 < possible_days(history, until).0 {
        (from, until)
    } else {
        (Moment::Day(days.from), Moment::Day(days.until))
    }
}
