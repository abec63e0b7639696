//! Claims of which one day may hang on any day before: every vague date placed against every other.
//!
//! In: what a claim says before dates are placed. Out: what it says for every placement, or a bound where these are too
//! many. Slower than going cluster by cluster, and right where clusters are not independent: where a formula asks for the
//! past, where a coded value persists, and where days of exposure are counted.

use crate::explore::Search;
use crate::found::{Placement, View};
use crate::judge::{Judgement, in_world, read_nodes, scope};
use crate::local::{broken_days, maybe};
use crate::placement::{Lag, Points};
use crate::range::{EventRange, widen};
use crate::reach::{Reach, perhaps, together};
use crate::ruling::Ruling;
use crate::settle::Settled;
use crate::vague::{Vague, may_be_vague, turns_on_dates, vague_days};
use conditions::{CellKey, Evaluator, OverBudget, Program, Reads};
use spells::{Cell, Day, DaySet, History, Interval, Silence, VariableId, Why, World};
use std::collections::{BTreeMap, BTreeSet};
use theory::model::{Claim, ClaimKind, Node, NodeId, Order, Unit};

/// Whether what a claim says of a day may hang on vague dates that lie before or after it, so that clusters of dates are
/// not independent. What an order of events looks back for, clusters take along. `open` is the case before dates are placed.
pub(crate) fn looks_back(program: &Program<'_>, claim: &Claim, reads: &Reads, open: &Evaluator<'_>) -> bool {
    let past =
        |node: &NodeId| matches!(program.theory.node(*node), Node::Call(..)) && !program.children(*node).is_empty();
    reads.cells.iter().any(|key| lingers(program.history, *key, open.world()))
        || program.under(&read_nodes(program, claim)).iter().any(past)
}

/// Whether vagueness outlives the possible days of the dates that make it: where what persists was vague when it was last
/// coded.
fn lingers(history: &History, key: CellKey, world: &World) -> bool {
    if history.attribute(key.attribute).silence != Silence::Persists {
        return false;
    }
    let rows = history.relation(key.attribute).cell(key.subject, key.object);
    let dates: Vec<Interval> = rows
        .flat_map(|row| [row.ends.from, row.ends.until])
        .flatten()
        .map(|(id, offset)| {
            let possible = &history.variable(id).possible;
            Interval::new(possible.earliest().plus(offset), possible.latest().plus(offset))
        })
        .collect();
    if dates.is_empty() {
        return false;
    }
    let vague = |why: Why| why <= Why::DateTooVague;
    let cells = history.timeline(key.attribute, key.subject, key.object, world);
    let open = cells.days_where(|cell| match cell {
        Cell::Value(..) => false,
        Cell::Unknown(why) | Cell::Either(_, why) => vague(*why),
        Cell::Many { possible, open, .. } => !possible.is_empty() || open.is_some_and(vague),
    });
    !open.without(&DaySet::from_intervals(dates)).is_empty()
}

/// Lags on which a claim may turn: `within 5 years`, `years_since(CLASH) >= 10`.
pub(crate) fn lags(program: &Program<'_>, claim: &Claim) -> Vec<Lag> {
    let theory = program.theory;
    let mut lags = Vec::new();
    if let ClaimKind::Order { order: Order::Within(count, unit), .. } = claim.kind {
        let count = i32::try_from(count).unwrap_or(i32::MAX);
        lags.push(match unit {
            Unit::Days => Lag::Days(count),
            Unit::Months => Lag::Months(count),
            Unit::Years => Lag::Months(count.saturating_mul(12)),
        });
    }
    for node in program.under(&read_nodes(program, claim)) {
        match theory.node(node) {
            Node::Compare(a, _, b) => {
                for (one, other) in [(a, b), (b, a)] {
                    if let (Node::Call(..), Node::Number(years)) = (theory.node(*one), theory.node(*other)) {
                        lags.push(Lag::years(*years));
                    }
                }
            }
            Node::Cut(of, thresholds) if matches!(theory.node(*of), Node::Call(..)) => {
                lags.extend(thresholds.iter().map(|years| Lag::years(*years)));
            }
            _ => {}
        }
    }
    lags
}

/// First days and ends of lives on which a claim may turn though it reads no coding of the actor: where a formula ranges over
/// everybody alive, or asks who is.
pub(crate) fn lives(program: &Program<'_>, claim: &Claim) -> Vec<Day> {
    let counts_the_living =
        program.under(&read_nodes(program, claim)).iter().any(|node| match program.theory.node(*node) {
            Node::Quantified(..) => true,
            Node::Call(function, _) => function == "alive",
            _ => false,
        });
    if !counts_the_living {
        return Vec::new();
    }
    let lifetimes = program.history.actors().iter().flat_map(|actor| actor.lifetime.intervals());
    lifetimes.flat_map(|days| [days.from, days.until]).filter(|day| day.is_named()).collect()
}

/// Every ruling that the placements of all vague dates at once allow; where these are too many, what is said before any is
/// placed, and undecided where that may turn out worse.
pub(crate) fn exact(
    program: &Program<'_>,
    claim: &Claim,
    world: &World,
    reads: &Reads,
    open: &Evaluator<'_>,
    base: &Judgement,
) -> Result<Settled, OverBudget> {
    let wanted = match claim.kind {
        ClaimKind::Static { .. } => telling(program, claim, reads, &undecided(base, open)?, world),
        // Events are only seen where dates are placed.
        _ => reads.variables(program.history),
    };
    if wanted.is_empty() {
        return Ok(Settled::certain(base.clone(), world.clone()));
    }
    let points = Points::new(
        program.history,
        &wanted,
        reads,
        open.domain(),
        &lags(program, claim),
        &lives(program, claim),
        true,
    );
    let still_open = |judgement: &Judgement, evaluator: &Evaluator<'_>, days: &DaySet, rest: Ruling| match claim.kind {
        ClaimKind::Static { .. } => undecided(judgement, evaluator),
        _ => Vague::of(claim, evaluator)?.open_days(judgement, days, rest),
    };
    let search = Search::new(claim, &points, &still_open, |judgement, _| View::of(judgement));
    let Some(found) = search.run(base, open, &DaySet::always(), Ruling::Irrelevant)? else {
        let (days, undecided) = (base.days.of(Ruling::Deviates), base.days.of(Ruling::Undecided));
        let broken = broken_days(base);
        let hidden = scope(open, true)?.days_where(|degree| may_be_vague(*degree));
        let vague = vague_days(base, &hidden);
        return Ok(Settled {
            rulings: BTreeSet::from([base.ruling.max(Ruling::Undecided)]),
            deviating_days: (days, days + vague.days()),
            undecided_days: (0, undecided + vague.days()),
            reach: together(Reach::of(&broken), perhaps(&vague)),
            stretches: maybe(&broken, &vague),
            hangs_on: wanted,
            bounded: true,
            ..Settled::certain(base.clone(), world.clone())
        });
    };
    let mut placed = world.clone();
    found.worst().1.iter().for_each(|(date, day)| placed.place(*date, *day));
    let shown = in_world(claim, &open.elsewhere(placed.clone(), open.setting()), true)?;
    let mut events: Vec<EventRange> = shown.events.iter().map(EventRange::of).collect();
    let all: Vec<usize> = (0..events.len()).collect();
    widen(&mut events, &all, &found.events);
    Ok(Settled {
        hangs_on: if found.rulings.len() > 1 { turning(&found.placements, &wanted) } else { BTreeSet::new() },
        rulings: found.rulings,
        deviating_days: found.deviating_days,
        undecided_days: found.undecided_days,
        reach: found.breaches.reach(),
        stretches: found.breaches.stretches(),
        bounded: false,
        shown: (shown, placed),
        events,
    })
}

/// Days of a static claim of which vague dates may make something else.
fn undecided(base: &Judgement, open: &Evaluator<'_>) -> Result<DaySet, OverBudget> {
    let inside = base.weighed().filter(|spell| turns_on_dates(spell)).map(|spell| spell.days);
    let hidden = scope(open, true)?.days_where(|degree| may_be_vague(*degree));
    Ok(DaySet::from_intervals(inside).or(&hidden))
}

/// The vague dates that can change what is held on these days: those that may lie in them, and those before where the
/// past counts.
fn telling(program: &Program<'_>, claim: &Claim, reads: &Reads, days: &DaySet, world: &World) -> BTreeSet<VariableId> {
    let mut wanted = BTreeSet::new();
    let Some(last) = days.intervals().last() else { return wanted };
    let history = program.history;
    let asks_for_past = program
        .under(&read_nodes(program, claim))
        .iter()
        .any(|node| matches!(program.theory.node(*node), Node::Call(..)) && !program.children(*node).is_empty());
    for key in &reads.cells {
        let cells = history.timeline(key.attribute, key.subject, key.object, world);
        let persists = history.attribute(key.attribute).silence == Silence::Persists;
        for row in history.relation(key.attribute).cell(key.subject, key.object) {
            for (id, offset) in [row.ends.from, row.ends.until].into_iter().flatten() {
                let possible = &history.variable(id).possible;
                let mut until = possible.latest().plus(offset);
                if asks_for_past {
                    until = until.max(last.until);
                } else if persists {
                    // What is still unknown after it may be so because of it.
                    let later = cells.spells().iter().filter(|spell| spell.days.until > until);
                    let unknown = later.filter(|spell| !matches!(spell.value, Cell::Value(..)));
                    until = unknown.map(|spell| spell.days.until).max().unwrap_or(until);
                }
                if !days.clip(Interval::new(possible.earliest().plus(offset), until)).is_empty() {
                    wanted.insert(id);
                }
            }
        }
    }
    wanted
}

/// The vague dates of which some change alone brings another ruling; all of them, where only several together do.
fn turning(judged: &[(Ruling, Placement)], wanted: &BTreeSet<VariableId>) -> BTreeSet<VariableId> {
    let turns = |id: &VariableId| {
        let mut seen = BTreeMap::new();
        judged.iter().any(|(ruling, placement)| {
            let others: Vec<_> = placement.iter().filter(|(other, _)| other != id).copied().collect();
            *seen.entry(others).or_insert(*ruling) != *ruling
        })
    };
    let alone: BTreeSet<VariableId> = wanted.iter().copied().filter(turns).collect();
    if alone.is_empty() { wanted.clone() } else { alone }
}
