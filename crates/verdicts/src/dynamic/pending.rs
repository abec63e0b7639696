//! What is awaited after another event and has not come: open, overdue, or awaited no longer because the other was undone.
//!
//! In: both formulas, the turns of the other, and those that an event followed. Out: a ruling for each of the rest of which
//! something can be said. What a lapse asks for it asks for while it lasts: healed in time, it asks for nothing.

use super::order::{come_about, deadline};
use super::{EventRuling, Finding, Ground, state};
use crate::ruling::Ruling;
use crate::turns::{Seen, Turn, hidden, turns};
use conditions::Degree;
use spells::{Day, Timeline, Truth, Why};
use theory::model::{Edge, Unit};

/// The other events after which the claimed one has not come, in order.
pub(super) fn pending(
    (event, edge): (&Timeline<Degree>, Edge),
    lag: Option<(u32, Unit)>,
    (anchor, anchor_edge): (&Timeline<Degree>, Edge),
    anchors: &[Turn],
    met: &[Day],
    ground: &Ground<'_>,
) -> Vec<EventRuling> {
    let mut rulings = Vec::new();
    let mut events = turns(event, edge, ground.domain, ground.window);
    events.extend(hidden(event).iter().map(|(days, why)| Turn { day: days.from, seen: Seen::Unknown(*why) }));
    events.sort_by_key(|turn| turn.day);
    for turn in anchors.iter().filter(|turn| turn.seen == Seen::Happened && !met.contains(&turn.day)) {
        // Nothing is awaited where the event had already come, or where the claim does not speak.
        if come_about(event, edge, turn.day) != Truth::No || ground.speaks(anchor_edge, turn.day) != Truth::Yes {
            continue;
        }
        // What began as the other lapsed is not waited for to end.
        let began = edge == Edge::Ends && anchor_edge == Edge::Ends && !state(event, Day(turn.day.0 - 1)).is_yes();
        if began {
            continue;
        }
        let awaited = events.iter().find(|event| event.day > turn.day);
        let wait = Wait {
            last: awaited.map_or(ground.window.until, |event| event.day).min(end_of_life(ground, turn.day)),
            comes: awaited.filter(|event| event.seen != Seen::Censored).map(|event| event.day),
            lasts: lasts(anchor, anchor_edge, turn.day),
            undone: undone(anchor, anchor_edge, turn.day),
        };
        let due = lag.map(|(count, unit)| deadline(turn.day, count, unit));
        if let Some((day, finding, ruling)) = wait.told(due, ground.window.until) {
            rulings.push(EventRuling { day, anchor: Some(turn.day), finding, ruling });
        }
    }
    rulings
}

/// A wait for an event that does not come while the other stands.
struct Wait {
    /// The day on which the event came, may have come, or on which the case or the days under study are over.
    last: Day,
    /// The day on which it came or may have, if it did: after the other was undone, or nobody knows when.
    comes: Option<Day>,
    /// The first day on which the other is not certain to stand any more.
    lasts: Day,
    /// The first day on which it certainly does not, and the reason why days before are unknown.
    undone: (Option<Day>, Option<Why>),
}

impl Wait {
    /// What is found, and on which day; nothing where nothing is at stake, or another ruling says it.
    fn told(&self, due: Option<Day>, window_end: Day) -> Option<(Day, Finding, Ruling)> {
        // What has not come by then is awaited on the last day of the case, not on the day after it.
        let open = if self.comes == Some(self.last) { self.last } else { Day(self.last.0 - 1) };
        // Undone for certain, on a day that is known, before the event came.
        let healed = self.undone.0.filter(|day| *day == self.lasts && *day <= self.last);
        let Some(due) = due else {
            // Without a lag only what still runs on at the end of the days under study is open.
            return match healed {
                Some(day) => Some((day, Finding::Healed, Ruling::Irrelevant)),
                None if self.comes.is_none() && self.lasts >= self.last => {
                    Some((open, Finding::Open, Ruling::Undecided))
                }
                None => None,
            };
        };
        if self.lasts <= due && self.lasts < window_end {
            return match (healed, self.undone) {
                (Some(day), _) => Some((day, Finding::Healed, Ruling::Irrelevant)),
                // It may have stood until the time was up, and beyond.
                (None, (undone, Some(why))) if self.last > due && undone.is_none_or(|day| day > due) => {
                    Some((self.lasts, Finding::Unknown(why), Ruling::Undecided))
                }
                _ => None, // the case was over before the time was up
            };
        }
        match healed {
            _ if self.last <= due => self.comes.is_none().then_some((open, Finding::Open, Ruling::Undecided)),
            Some(day) => Some((day, Finding::OverdueTillHealed, Ruling::Deviates)),
            None if self.lasts < self.last => Some((Day(self.lasts.0 - 1), Finding::Overdue, Ruling::Deviates)),
            None => Some((open, Finding::Overdue, Ruling::Deviates)),
        }
    }
}

/// The day after the last on which what a turn brought about still is so, without a break; memberships may change.
fn lasts(timeline: &Timeline<Degree>, edge: Edge, from: Day) -> Day {
    let so = |degree: Degree| if edge == Edge::Ends { degree.is_out() } else { degree.is_in() };
    let mut until = from;
    for spell in timeline.spells().iter().skip_while(|spell| spell.days.until <= from) {
        if spell.days.from > until || !so(spell.value) {
            break;
        }
        until = spell.days.until;
    }
    until
}

/// The first day from which what a turn brought about certainly is so no more, on days without a break; and why it is unknown
/// on days before it, where it is.
fn undone(timeline: &Timeline<Degree>, edge: Edge, from: Day) -> (Option<Day>, Option<Why>) {
    let over = |degree: Degree| if edge == Edge::Ends { degree.is_in() } else { degree.is_out() };
    let (mut until, mut why) = (None, None);
    for spell in timeline.spells().iter().skip_while(|spell| spell.days.until <= from) {
        if until.is_some_and(|until| spell.days.from > until) {
            break;
        }
        if over(spell.value) {
            return (Some(spell.days.from), why);
        }
        if spell.value.truth().is_unknown() {
            why = why.into_iter().chain(spell.value.why).min().or(Some(Why::SourceSaysUnknown));
        }
        until = Some(spell.days.until);
    }
    (None, why)
}

/// The end of the stretch of the case's days around a day.
fn end_of_life(ground: &Ground<'_>, day: Day) -> Day {
    ground.domain.intervals().iter().find(|days| days.contains(day)).map_or(ground.window.until, |days| days.until)
}
