//! Where an event may lie, over all placements of vague dates.

use crate::dynamic::EventRuling;
use spells::Day;

/// Least and most days from one event to another, where there is another.
pub(crate) type LagRange = Option<(i64, i64)>;

/// Where an event may lie, over all placements of vague dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventRange {
    /// First and last possible day.
    pub day: (Day, Day),
    /// The same of the other event, where there is one.
    pub anchor: Option<(Day, Day)>,
    /// Least and most days between the two.
    pub lag: LagRange,
}

impl EventRange {
    pub(crate) fn of(event: &EventRuling) -> Self {
        Self {
            day: (event.day, event.day),
            anchor: event.anchor.map(|day| (day, day)),
            lag: event.lag().map(|lag| (lag, lag)),
        }
    }

    fn widen(&mut self, event: &EventRuling) {
        self.day = (self.day.0.min(event.day), self.day.1.max(event.day));
        self.anchor = match (self.anchor, event.anchor) {
            (Some((first, last)), Some(day)) => Some((first.min(day), last.max(day))),
            (range, day) => range.or(day.map(|day| (day, day))),
        };
        self.lag = match (self.lag, event.lag()) {
            (Some((least, most)), Some(lag)) => Some((least.min(lag), most.max(lag))),
            (range, lag) => range.or(lag.map(|lag| (lag, lag))),
        };
    }
}

/// Widens where some events may lie by what placements found: each set of `found` that has as many events as there are
/// places speaks of them in order; another does not.
pub(crate) fn widen(ranges: &mut [EventRange], places: &[usize], found: &[Vec<EventRuling>]) {
    for events in found.iter().filter(|events| events.len() == places.len()) {
        for (at, event) in places.iter().zip(events) {
            ranges[*at].widen(event);
        }
    }
}
