//! Dynamic claims: beginnings and ends, judged one by one.
//!
//! Here are claims about events while something holds; `order` has those about the order of two events.

mod order;
mod pending;

pub(crate) use order::{order, waits};

use crate::ruling::Ruling;
use crate::turns::{Seen, Turn, hidden, turns};
use conditions::Degree;
use spells::{Day, DaySet, Interval, Timeline, Truth, Why};
use theory::model::Edge;

/// What was found about one event, or about one that is still to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Finding {
    /// It came in the claimed order and time.
    InOrder,
    /// It came, and the other event never had before: an order violation.
    NeverBefore,
    /// It came, and the other state had not held on any day of the lifetime of what ended: an order violation.
    NeverWhile,
    /// It came while the other state had not (or no longer) come about: an order violation.
    NotYet,
    /// It came later than claimed.
    TooLate,
    /// The other event has come, this one has not: the time runs.
    Open,
    /// The other event has come, and the claimed time has passed without this one, which may still come.
    Overdue,
    /// The claimed time passed without this one; afterwards the other event was undone, and nothing is awaited any more.
    OverdueTillHealed,
    /// The other event was undone again before this one came, and before any claimed time was up: nothing is awaited any more.
    Healed,
    /// It came while the condition held.
    While,
    /// It came while the condition did not hold.
    NotWhile,
    /// It did not come, on days on which the claim forbade it.
    Held,
    /// It came about by an actor's beginning or end, of which the claim says nothing.
    WithItsParty,
    /// Whether, when, or under which condition it came is unknown.
    Unknown(Why),
}

impl Finding {
    /// Whether the two events came in the wrong order.
    pub fn is_order_violation(self) -> bool {
        matches!(self, Finding::NeverBefore | Finding::NeverWhile | Finding::NotYet)
    }

    /// Whether it is about an event that was awaited and did not come: it belongs to the day of the other event.
    pub(crate) fn is_awaited(self) -> bool {
        matches!(self, Finding::Open | Finding::Overdue | Finding::OverdueTillHealed | Finding::Healed)
    }
}

/// One event of a case under a dynamic claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventRuling {
    /// Its day; for what is still open, the last day under study; for what is awaited no longer, the day on which the other
    /// event was undone; for what held, the first day on which it could have come.
    pub day: Day,
    /// The day of the other event, where there is one.
    pub anchor: Option<Day>,
    /// What was found.
    pub finding: Finding,
    /// What that makes of the claim.
    pub ruling: Ruling,
}

impl EventRuling {
    /// Days from the other event to this one; so far, for what is open.
    pub fn lag(&self) -> Option<i64> {
        self.anchor.map(|anchor| (i64::from(self.day.0) - i64::from(anchor.0)).abs())
    }
}

/// Where a dynamic claim is judged.
pub(crate) struct Ground<'a> {
    pub domain: &'a DaySet,
    pub window: Interval,
    pub scope: &'a Timeline<Degree>,
}

impl Ground<'_> {
    /// Whether the claim speaks of an event on a day. An end is spoken of by the day before it.
    fn speaks(&self, edge: Edge, day: Day) -> Truth {
        let day = if edge == Edge::Ends { Day(day.0 - 1) } else { day };
        self.scope.at(day).map_or(Truth::No, |degree| degree.truth())
    }

    /// The days on which an event that the claim speaks of may lie, if it lies unseen in a stretch.
    fn possible(&self, edge: Edge, stretch: Interval) -> DaySet {
        may_lie(edge, &self.scope.days_where(|degree| !degree.is_out()).clip(stretch), self.domain)
    }
}

/// The days on which an event may lie unseen, given days on which it is unknown whether a state holds: it begins on one of
/// these, and ends on the day after one; on the first day of a case nothing begins, after its last nothing ends.
pub(crate) fn may_lie(edge: Edge, unknown: &DaySet, domain: &DaySet) -> DaySet {
    let days = if edge == Edge::Ends { next_day(unknown) } else { unknown.clone() };
    days.and(domain).and(&next_day(domain))
}

/// The days after these.
pub(crate) fn next_day(days: &DaySet) -> DaySet {
    DaySet::from_intervals(days.intervals().iter().map(|days| Interval::new(days.from.plus(1), days.until.plus(1))))
}

/// The days before these.
pub(crate) fn day_before(days: &DaySet) -> DaySet {
    DaySet::from_intervals(days.intervals().iter().map(|days| Interval::new(days.from.plus(-1), days.until.plus(-1))))
}

fn state(timeline: &Timeline<Degree>, day: Day) -> Truth {
    timeline.at(day).map_or(Truth::Unknown(Why::OutsideCoverage), |degree| degree.truth())
}

/// Goes through the events of a formula that the claim speaks of; unknown ones are undecided, and so are stretches that may
/// hide one on a day on which it could break the claim: any but the `harmless` ones.
fn each_event(
    event: &Timeline<Degree>,
    edge: Edge,
    ground: &Ground<'_>,
    harmless: &DaySet,
    mut judge: impl FnMut(&Turn) -> Option<EventRuling>,
) -> Vec<EventRuling> {
    let mut rulings = Vec::new();
    for turn in turns(event, edge, ground.domain, ground.window) {
        let undecided = |why| EventRuling {
            day: turn.day,
            anchor: None,
            finding: Finding::Unknown(why),
            ruling: Ruling::Undecided,
        };
        match (turn.seen, ground.speaks(edge, turn.day)) {
            (Seen::Censored, _) | (_, Truth::No) => {}
            (Seen::Unknown(why), _) | (_, Truth::Unknown(why)) => rulings.push(undecided(why)),
            (Seen::WithItsParty, Truth::Yes) => rulings.push(EventRuling {
                day: turn.day,
                anchor: None,
                finding: Finding::WithItsParty,
                ruling: Ruling::Irrelevant,
            }),
            (Seen::Happened, Truth::Yes) => rulings.extend(judge(&turn)),
        }
    }
    for (days, why) in hidden(event) {
        if !ground.possible(edge, days).without(harmless).is_empty() {
            rulings.push(EventRuling {
                day: days.from,
                anchor: None,
                finding: Finding::Unknown(why),
                ruling: Ruling::Undecided,
            });
        }
    }
    rulings.sort_by_key(|ruling| ruling.day);
    rulings
}

/// `Y starts only while X`.
pub(crate) fn only_while(
    event: &Timeline<Degree>,
    edge: Edge,
    condition: &Timeline<Degree>,
    ground: &Ground<'_>,
) -> Vec<EventRuling> {
    let harmless = condition.days_where(|degree| degree.is_in());
    each_event(event, edge, ground, &harmless, |turn| {
        let (finding, ruling) = match state(condition, turn.day) {
            Truth::Yes => (Finding::While, Ruling::Conforms),
            Truth::No => (Finding::NotWhile, Ruling::Deviates),
            Truth::Unknown(why) => (Finding::Unknown(why), Ruling::Undecided),
        };
        Some(EventRuling { day: turn.day, anchor: None, finding, ruling })
    })
}

/// `Y does not end while X`: events are judged by the condition on their day; where there are none, the days on which one
/// could have come and did not speak for the claim.
pub(crate) fn not_while(
    event: &Timeline<Degree>,
    edge: Edge,
    condition: &Timeline<Degree>,
    ground: &Ground<'_>,
) -> Vec<EventRuling> {
    let harmless = condition.days_where(|degree| degree.is_out());
    let mut rulings = each_event(event, edge, ground, &harmless, |turn| {
        let (finding, ruling) = match state(condition, turn.day) {
            Truth::Yes => (Finding::While, Ruling::Deviates),
            Truth::No => (Finding::NotWhile, Ruling::Irrelevant),
            Truth::Unknown(why) => (Finding::Unknown(why), Ruling::Undecided),
        };
        Some(EventRuling { day: turn.day, anchor: None, finding, ruling })
    });
    let exposed = exposure(event, edge, condition, ground.scope);
    if let Some(first) = exposed.intervals().first() {
        rulings.push(EventRuling { day: first.from, anchor: None, finding: Finding::Held, ruling: Ruling::Conforms });
    }
    rulings.sort_by_key(|ruling| (ruling.day, ruling.finding));
    rulings
}

/// The days in scope on which the condition held and the event could have come.
pub(crate) fn exposure(
    event: &Timeline<Degree>,
    edge: Edge,
    condition: &Timeline<Degree>,
    scope: &Timeline<Degree>,
) -> DaySet {
    stakes(event, edge, condition, scope, |_| false)
}

/// The same, where days count as well on which a formula is such that it `may_be` so.
pub(crate) fn stakes(
    event: &Timeline<Degree>,
    edge: Edge,
    condition: &Timeline<Degree>,
    scope: &Timeline<Degree>,
    may_be: impl Fn(&Degree) -> bool,
) -> DaySet {
    let ready = |degree: &Degree| if edge == Edge::Ends { degree.is_in() } else { degree.is_out() };
    let holds = |timeline: &Timeline<Degree>| timeline.days_where(|degree| degree.is_in() || may_be(degree));
    event.days_where(|degree| ready(degree) || may_be(degree)).and(&holds(condition)).and(&holds(scope))
}
