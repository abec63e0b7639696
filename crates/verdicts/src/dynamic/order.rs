//! Claims about the order of two events: one after, within a time after, or before the other.

use super::pending::pending;
use super::{EventRuling, Finding, Ground, each_event, state};
use crate::life::{Lapse, lapse};
use crate::ruling::Ruling;
use crate::turns::{Seen, Turn, turns};
use conditions::Degree;
use spells::{Day, DaySet, Interval, Spell, Timeline, Truth, Why};
use theory::model::{Edge, Order, Unit};

/// `Y ends after X ends`, `Y ends within N after X ends`, `X starts before Y starts`.
pub(crate) fn order(
    event: (&Timeline<Degree>, Edge),
    order: Order,
    anchor: (&Timeline<Degree>, Edge),
    ground: &Ground<'_>,
) -> Vec<EventRuling> {
    match order {
        Order::Before => before(event, anchor, ground),
        Order::After => after(event, None, anchor, ground),
        Order::Within(count, unit) => after(event, Some((count, unit)), anchor, ground),
    }
}

/// The last day on which an event counts as within a lag of another.
pub(super) fn deadline(anchor: Day, count: u32, unit: Unit) -> Day {
    let count = i32::try_from(count).unwrap_or(i32::MAX);
    match unit {
        Unit::Days => anchor.plus(count),
        Unit::Months => anchor.plus_months(count),
        Unit::Years => anchor.plus_years(count),
    }
}

/// Whether a state that a turn brings about has come about on a day: for an end, that the formula does not hold.
pub(super) fn come_about(timeline: &Timeline<Degree>, edge: Edge, day: Day) -> Truth {
    so(state(timeline, day), edge)
}

/// What a truth is worth for the state that a turn brings about.
fn so(holds: Truth, edge: Edge) -> Truth {
    if edge == Edge::Ends { !holds } else { holds }
}

/// The stretches on which one event is or may be awaited after the other, as far as anything in them is open: what is said
/// of the wait at its start hangs on all that happens until its end. A claimed time does not cut it short: whether the event
/// came late or never, and how long it was awaited, shows only later.
pub(crate) fn waits(
    (event, edge): (&Timeline<Degree>, Edge),
    (anchor, anchor_edge): (&Timeline<Degree>, Edge),
) -> DaySet {
    let both = event.zip(anchor, |event, anchor| (*event, *anchor));
    let spells = both.spells();
    let may_wait = |spell: &Spell<(Degree, Degree)>| {
        so(spell.value.0.truth(), edge) != Truth::Yes && so(spell.value.1.truth(), anchor_edge) != Truth::No
    };
    let mut waits = Vec::new();
    for (at, first) in spells.iter().enumerate().filter(|(_, spell)| may_wait(spell)) {
        let before = at.checked_sub(1).map(|at| &spells[at]).filter(|before| before.days.until == first.days.from);
        let turns = before.is_none_or(|before| so(before.value.1.truth(), anchor_edge) != Truth::Yes);
        if !turns {
            continue;
        }
        let (mut until, mut open) = (first.days.from, false);
        for spell in &spells[at..] {
            if spell.days.from != until || !may_wait(spell) {
                break;
            }
            until = spell.days.until;
            open |= spell.value.0.truth().is_unknown() || spell.value.1.truth().is_unknown();
        }
        if open {
            waits.push(Interval::new(first.days.from, until));
        }
    }
    DaySet::from_intervals(waits)
}

/// The turn that brought about the state of a day, looking back from it: the latest one at or before the day.
fn latest(turns: &[Turn], day: Day) -> Option<&Turn> {
    turns.iter().rev().find(|turn| turn.day <= day && turn.seen != Seen::Censored)
}

fn after(
    (event, edge): (&Timeline<Degree>, Edge),
    lag: Option<(u32, Unit)>,
    (anchor, anchor_edge): (&Timeline<Degree>, Edge),
    ground: &Ground<'_>,
) -> Vec<EventRuling> {
    let anchors = turns(anchor, anchor_edge, ground.domain, ground.window);
    let mut met: Vec<Day> = Vec::new();
    // Of two ends, the one that is followed counts only in the lifetime of what ended.
    let both_end = edge == Edge::Ends && anchor_edge == Edge::Ends;
    let mut rulings = each_event(event, edge, ground, &DaySet::empty(), |turn| {
        let day = turn.day;
        let with = |anchor, finding, ruling| Some(EventRuling { day, anchor, finding, ruling });
        let lapse = if both_end { lapse(event, anchor, day) } else { Lapse::Within };
        match (come_about(anchor, anchor_edge, day), lapse) {
            (Truth::No, _) => with(None, Finding::NotYet, Ruling::Deviates),
            (Truth::Unknown(why), _) | (Truth::Yes, Lapse::Perhaps(why)) => {
                with(None, Finding::Unknown(why), Ruling::Undecided)
            }
            // Where what ended was there from the first, the other may have lapsed before the case.
            (Truth::Yes, Lapse::Without) => match from_the_first(event, edge, day) {
                Some(why) => with(None, Finding::Unknown(why), Ruling::Undecided),
                None => with(None, Finding::NeverWhile, Ruling::Deviates),
            },
            (Truth::Yes, Lapse::Within) => match latest(&anchors, day) {
                // The state has come about, and nobody saw it begin: it was so from the first day of the case.
                None if anchor_edge == Edge::Starts && lag.is_none() => with(None, Finding::InOrder, Ruling::Conforms),
                None if anchor_edge == Edge::Starts => {
                    with(None, Finding::Unknown(Why::OutsideCoverage), Ruling::Undecided)
                }
                None => match unknown_before(anchor, day).or_else(|| from_the_first(event, edge, day)) {
                    Some(why) => with(None, Finding::Unknown(why), Ruling::Undecided),
                    None => with(None, Finding::NeverBefore, Ruling::Deviates),
                },
                Some(Turn { seen: Seen::Unknown(why), .. }) => {
                    // The lapse itself is hidden; that it came first is certain, its day is not.
                    match lag {
                        None => with(None, Finding::InOrder, Ruling::Conforms),
                        Some(_) => with(None, Finding::Unknown(*why), Ruling::Undecided),
                    }
                }
                Some(lapse) => {
                    met.push(lapse.day);
                    match lag {
                        Some((count, unit)) if day > deadline(lapse.day, count, unit) => {
                            with(Some(lapse.day), Finding::TooLate, Ruling::Deviates)
                        }
                        _ => with(Some(lapse.day), Finding::InOrder, Ruling::Conforms),
                    }
                }
            },
        }
    });
    rulings.extend(pending((event, edge), lag, (anchor, anchor_edge), &anchors, &met, ground));
    rulings.sort_by_key(|ruling| (ruling.anchor.unwrap_or(ruling.day), ruling.day, ruling.finding));
    rulings
}

/// Whether, on some day before, it was unknown whether a formula holds.
fn unknown_before(timeline: &Timeline<Degree>, day: Day) -> Option<Why> {
    let before = timeline.spells().iter().take_while(|spell| spell.days.from < day);
    before.filter(|spell| !spell.value.is_in() && !spell.value.is_out()).filter_map(|spell| spell.value.why).min()
}

/// Whether what ended on a day held, or may have held, from the first day of the case: then what never was before it may
/// have been before the case, under a predecessor or before the days under study.
fn from_the_first(timeline: &Timeline<Degree>, edge: Edge, day: Day) -> Option<Why> {
    if edge == Edge::Starts {
        return None;
    }
    let (mut first, mut why) = (day, Why::BeforeTheCase);
    for spell in timeline.spells().iter().rev().skip_while(|spell| spell.days.from >= day) {
        if spell.days.until != first {
            break;
        }
        if spell.value.is_out() {
            return None;
        }
        if !spell.value.is_in() {
            why = why.min(spell.value.why.unwrap_or(Why::SourceSaysUnknown));
        }
        first = spell.days.from;
    }
    Some(why)
}

fn before(
    (event, edge): (&Timeline<Degree>, Edge),
    (anchor, anchor_edge): (&Timeline<Degree>, Edge),
    ground: &Ground<'_>,
) -> Vec<EventRuling> {
    let events = turns(event, edge, ground.domain, ground.window);
    each_event(anchor, anchor_edge, ground, &DaySet::empty(), |turn| {
        let eve = Day(turn.day.0 - 1);
        let with = |anchor, finding, ruling| Some(EventRuling { day: turn.day, anchor, finding, ruling });
        if !ground.domain.contains(eve) {
            return with(None, Finding::Unknown(Why::OutsideCoverage), Ruling::Undecided);
        }
        match come_about(event, edge, eve) {
            Truth::Yes => match latest(&events, eve) {
                // What does not hold has not thereby ended: it must have held.
                None if edge == Edge::Ends => {
                    match unknown_before(event, eve).or_else(|| from_the_first(anchor, anchor_edge, turn.day)) {
                        Some(why) => with(None, Finding::Unknown(why), Ruling::Undecided),
                        None => with(None, Finding::NeverBefore, Ruling::Deviates),
                    }
                }
                first => {
                    let seen = first.filter(|turn| turn.seen == Seen::Happened).map(|turn| turn.day);
                    with(seen, Finding::InOrder, Ruling::Conforms)
                }
            },
            Truth::No => with(None, Finding::NotYet, Ruling::Deviates),
            Truth::Unknown(why) => with(None, Finding::Unknown(why), Ruling::Undecided),
        }
    })
}
