//! Where an event may lie, over all placements of vague dates.

use crate::dynamic::{EventRuling, Finding};
use spells::Day;
use std::collections::BTreeMap;

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

    fn widen(&mut self, other: &EventRange) {
        let hull = |a: (Day, Day), b: (Day, Day)| (a.0.min(b.0), a.1.max(b.1));
        self.day = hull(self.day, other.day);
        self.anchor = match (self.anchor, other.anchor) {
            (Some(one), Some(other)) => Some(hull(one, other)),
            (one, other) => one.or(other),
        };
        self.lag = match (self.lag, other.lag) {
            (Some(one), Some(other)) => Some((one.0.min(other.0), one.1.max(other.1))),
            (one, other) => one.or(other),
        };
    }
}

/// What kind of event stands at a place in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Make {
    /// That none came. It stands once in a list: where one first could have come.
    Held,
    /// Nobody saw whether or when it came. Seen from several parts of a stretch, it is one.
    Unseen,
    /// Any other.
    Known,
}

/// The events of some days in every placement, in order: lists of the same make as one, each event with where it may lie.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lists {
    lists: BTreeMap<Vec<Make>, Vec<EventRange>>,
}

impl Lists {
    /// Of one placement.
    pub fn of(events: &[EventRuling]) -> Self {
        let make = |event: &EventRuling| match event.finding {
            Finding::Held => Make::Held,
            Finding::Unknown(_) => Make::Unseen,
            _ => Make::Known,
        };
        let make = events.iter().map(make).collect();
        Self { lists: BTreeMap::from([(make, events.iter().map(EventRange::of).collect())]) }
    }

    /// The same where one could have come, and did not, before all of these days.
    #[must_use]
    pub fn held_before(self) -> Self {
        let mut left = Lists::default();
        for (make, events) in self.lists {
            let kept = make.into_iter().zip(events).filter(|(make, _)| *make != Make::Held);
            let (make, events) = kept.unzip();
            left.or(Lists { lists: BTreeMap::from([(make, events)]) });
        }
        left
    }

    /// Takes in other placements of the same dates.
    pub fn or(&mut self, other: Lists) {
        for (make, events) in other.lists {
            match self.lists.get_mut(&make) {
                Some(known) => known.iter_mut().zip(&events).for_each(|(known, event)| known.widen(event)),
                None => _ = self.lists.insert(make, events),
            }
        }
    }

    /// These and then those of later days, whose dates do not hang on them.
    pub fn then(&self, later: &Lists) -> Lists {
        let mut all = Lists::default();
        for (make, events) in &self.lists {
            for (later_make, later_events) in &later.lists {
                let (mut make, mut events) = (make.clone(), events.clone());
                for (more, event) in later_make.iter().zip(later_events) {
                    let known = match more {
                        Make::Held => make.contains(&Make::Held),
                        Make::Unseen => make.iter().zip(&events).any(|known| known == (&Make::Unseen, event)),
                        Make::Known => false,
                    };
                    if !known {
                        make.push(*more);
                        events.push(*event);
                    }
                }
                all.or(Lists { lists: BTreeMap::from([(make, events)]) });
            }
        }
        all
    }
}

/// Widens where some events may lie by what placements found: each list that has as many events as there are places speaks of
/// them in order; another does not.
pub(crate) fn widen(ranges: &mut [EventRange], places: &[usize], found: &Lists) {
    for events in found.lists.values().filter(|events| events.len() == places.len()) {
        for (at, event) in places.iter().zip(events) {
            ranges[*at].widen(event);
        }
    }
}
