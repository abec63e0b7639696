//! What happened at each decision point of a clause.

use super::clauses::Clause;
use super::terms::{Reach, notice};
use super::{DecisionPoint, Outcome};
use crate::sight::Sight;
use crate::treaties::{Treaty, TreatyEvent};
use spells::{Day, PossibleDays};

/// So many decision points of a clause are told before the day of the view, the last ones, and so many after it.
pub(super) const MOST: usize = 1000;

/// The decision points of a clause.
#[derive(Debug, Clone, Default)]
pub(super) struct Points {
    /// In order of time.
    pub points: Vec<DecisionPoint>,
    /// When the last term would have run out if the treaty had not ended before.
    pub cut_short: Option<PossibleDays>,
    /// How many points before the first told are left out, because there are more than [`MOST`].
    pub earlier: usize,
    /// Whether points after the last told are left out for the same reason.
    pub later: bool,
}

/// The decision points of a clause up to `horizon`, and the next two to come wherever they lie.
pub(super) fn points(sight: &Sight<'_>, treaty: &Treaty, clause: &Clause<'_>, horizon: Day) -> Points {
    let (term, last) = (clause.term, &clause.last);
    let mut told = Points::default();
    let Some(anchor) = &clause.anchor else { return told };
    let mut deciding = deciding(sight, treaty, clause);
    let mut reach = Reach::first(term);
    let (mut number, mut coming) = (0, 0);
    while let Some((this, due)) = reach.and_then(|this| Some((this, this.from(anchor)?))) {
        // An end on the eve of the day counts as one at the term's end: some count the last day in, some out.
        if last.as_ref().is_some_and(|last| last.latest() < due.earliest().plus(-1)) {
            told.cut_short = Some(due);
            break;
        }
        told.later = coming >= MOST && due.earliest() <= horizon;
        if told.later || (due.earliest() > horizon && coming >= 2) {
            break;
        }
        let follower = this.next(term, None).and_then(|next| next.from(anchor));
        let events = taken(sight, treaty, &mut deciding, &due, follower.as_ref());
        let renewing = events.iter().map(|at| &treaty.events[*at]).find(|event| event.kind.is_some_and(|k| k.renews()));
        let (outcome, known_since) = outcome(sight, treaty, clause, &due, renewing, coming > 0);
        coming += usize::from(matches!(outcome, Outcome::Due | Outcome::Later));
        let own = renewing.and_then(|event| event.length);
        let notice = notice(term, &due);
        number += 1;
        told.points.push(DecisionPoint { number, due, notice, outcome, events, known_since });
        if coming == 0 && told.points.len() >= 2 * MOST {
            told.leave_out(MOST);
        }
        if matches!(outcome, Outcome::Ended(_)) {
            break;
        }
        reach = this.next(term, own);
    }
    let past = told.points.len() - coming;
    told.leave_out(past.saturating_sub(MOST));
    told
}

impl Points {
    fn leave_out(&mut self, first: usize) {
        self.points.drain(..first);
        self.earlier += first;
    }
}

/// The events in view that may decide something under a clause, in order of time.
fn deciding(sight: &Sight<'_>, treaty: &Treaty, clause: &Clause<'_>) -> Vec<usize> {
    let bears = |event: &TreatyEvent| {
        event.kind.is_some_and(|kind| kind.renews() || kind.ends())
            && (event.reading.is_empty() || event.reading == clause.reading)
            && (event.date.is_some() || event.decides.is_some())
            && sight.happened(event)
    };
    let mut places: Vec<usize> =
        treaty.events.iter().enumerate().filter(|(_, event)| bears(event)).map(|(at, _)| at).collect();
    places.sort_by_key(|at| {
        let date = treaty.events[*at].date.as_ref().or(treaty.events[*at].decides.as_ref());
        date.and_then(|date| sight.days(date)).map(|days| days.earliest())
    });
    places
}

/// Takes out of `deciding` the events that belong to a point: those that name it, and those that are no nearer to the next.
/// Of renewals that do not name it the nearest is the point's own; one after that is the next decision taken early.
fn taken(
    sight: &Sight<'_>,
    treaty: &Treaty,
    deciding: &mut Vec<usize>,
    due: &PossibleDays,
    next: Option<&PossibleDays>,
) -> Vec<usize> {
    let belongs = |event: &TreatyEvent| match (&event.decides, &event.date) {
        (Some(named), _) => sight.days(named).is_some_and(|named| apart(&named, due) == 0),
        (None, Some(date)) => {
            sight.days(date).is_some_and(|date| next.is_none_or(|next| apart(&date, due) <= apart(&date, next)))
        }
        (None, None) => false,
    };
    let (mut mine, mut rest): (Vec<usize>, Vec<usize>) = deciding.iter().partition(|at| belongs(&treaty.events[**at]));
    if next.is_some() {
        let distance = |at: &usize| {
            let event = &treaty.events[*at];
            let free = event.kind.is_some_and(|kind| kind.renews()) && event.decides.is_none();
            let date = event.date.as_ref().filter(|_| free).and_then(|date| sight.days(date))?;
            Some((apart(&date, due), date.earliest()))
        };
        let named = mine.iter().any(|at| {
            let event = &treaty.events[*at];
            event.decides.is_some() && event.kind.is_some_and(|kind| kind.renews())
        });
        // In order of time, so that what comes after the nearest comes after it in the list.
        let own = mine.iter().filter_map(distance).min().map(|(_, day)| if named { due.latest() } else { day });
        let late = |at: &usize| distance(at).zip(own).is_some_and(|((_, day), own)| day > own);
        rest.extend(mine.iter().copied().filter(late));
        mine.retain(|at| !late(at));
        rest.sort_by_key(|at| deciding.iter().position(|other| other == at));
    }
    *deciding = rest;
    mine
}

/// How many days lie between two dates at least; 0 where they may be the same.
fn apart(a: &PossibleDays, b: &PossibleDays) -> i64 {
    let gap =
        |first: &PossibleDays, second: &PossibleDays| i64::from(second.earliest().0) - i64::from(first.latest().0);
    gap(a, b).max(gap(b, a)).max(0)
}

fn outcome(
    sight: &Sight<'_>,
    treaty: &Treaty,
    clause: &Clause<'_>,
    due: &PossibleDays,
    renewing: Option<&TreatyEvent>,
    later: bool,
) -> (Outcome, Option<Day>) {
    let first = |event: &TreatyEvent| event.date.as_ref().and_then(|date| sight.days(date)).map(|days| days.earliest());
    if let Some(event) = renewing {
        return (Outcome::Renewed, Some(event.public.max(first(event).unwrap_or(due.earliest()))));
    }
    if let Some(last) = clause.last.as_ref().filter(|last| last.earliest() <= due.latest()) {
        return (Outcome::Ended(clause.end), Some(last.latest().plus(1).max(clause.public).max(clause.told)));
    }
    if due.latest() > sight.today() {
        return (if later { Outcome::Later } else { Outcome::Due }, None);
    }
    let after = due.latest().plus(1);
    // That a treaty "still holds" is said on the day on which its source speaks, and of no later one.
    let in_force = clause.last.is_some() || (clause.stands && clause.spoke > due.latest());
    let seen = treaty.events.iter().filter(|event| {
        let bears = event.reading.is_empty() || event.reading == clause.reading;
        bears && sight.happened(event) && first(event).is_some_and(|day| day > due.latest())
    });
    let told = seen.map(|event| event.public.max(after)).min();
    match (in_force, told) {
        (true, _) => (Outcome::WentOn, Some(clause.public.max(after))),
        (false, Some(day)) => (Outcome::WentOn, Some(day)),
        (false, None) => (Outcome::Unknown, None),
    }
}
