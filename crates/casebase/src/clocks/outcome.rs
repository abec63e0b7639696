//! What happened at each decision point of a clause.

use super::terms::{Reach, notice};
use super::{DecisionPoint, Outcome};
use crate::treaties::{Term, Treaty, TreatyEvent};
use crate::view::Sight;
use spells::{Day, PossibleDays};

/// No clause has more decision points than this in ten thousand years, unless its terms are absurd.
const MOST: usize = 1000;

/// The decision points of a clause, and when its last term would have run out if the treaty had not ended before.
pub(super) fn points(
    sight: &Sight<'_>,
    treaty: &Treaty,
    term: &Term,
    horizon: Day,
) -> (Vec<DecisionPoint>, Option<PossibleDays>) {
    let today = sight.today();
    let last = sight.last_days(treaty);
    let mut points: Vec<DecisionPoint> = Vec::new();
    let Some(anchor) = treaty.anchor(term.anchor) else { return (points, None) };
    let mut deciding = deciding(sight, treaty, term);
    let mut reach = Reach::first(term);
    let mut coming = 0;
    while let Some((this, due)) = reach.and_then(|this| Some((this, this.from(&anchor.days)?))) {
        // An end on the eve of the day counts as one at the term's end: some count the last day in, some out.
        if last.as_ref().is_some_and(|last| last.latest() < due.earliest().plus(-1)) {
            return (points, Some(due));
        }
        if points.len() >= MOST || (due.earliest() > horizon && coming >= 2) {
            break;
        }
        let follower = this.next(term, None).and_then(|next| next.from(&anchor.days));
        let events = taken(treaty, &mut deciding, &due, follower.as_ref());
        let renewing = events.iter().map(|at| &treaty.events[*at]).find(|event| event.kind.is_some_and(|k| k.renews()));
        let (outcome, known_since) = outcome(sight, treaty, &due, last.as_ref(), renewing, today, coming > 0);
        coming += usize::from(matches!(outcome, Outcome::Due | Outcome::Later));
        let own = renewing.and_then(|event| event.length);
        let notice = notice(term, &due);
        points.push(DecisionPoint { number: points.len() + 1, due, notice, outcome, events, known_since });
        if matches!(outcome, Outcome::Ended(_)) {
            break;
        }
        reach = this.next(term, own);
    }
    (points, None)
}

/// The events in view that may decide something under a clause, in order of time.
fn deciding(sight: &Sight<'_>, treaty: &Treaty, term: &Term) -> Vec<usize> {
    let bears = |event: &TreatyEvent| {
        event.kind.is_some_and(|kind| kind.renews() || kind.ends())
            && (event.reading.is_empty() || event.reading == term.reading)
            && (event.date.is_some() || event.decides.is_some())
            && sight.happened(event)
    };
    let mut places: Vec<usize> =
        treaty.events.iter().enumerate().filter(|(_, event)| bears(event)).map(|(at, _)| at).collect();
    places.sort_by_key(|at| {
        treaty.events[*at].date.as_ref().or(treaty.events[*at].decides.as_ref()).map(|date| date.days.earliest())
    });
    places
}

/// Takes out of `deciding` the events that belong to a point: those that name it, and those that are no nearer to the next.
fn taken(treaty: &Treaty, deciding: &mut Vec<usize>, due: &PossibleDays, next: Option<&PossibleDays>) -> Vec<usize> {
    let belongs = |event: &TreatyEvent| match (&event.decides, &event.date) {
        (Some(named), _) => apart(&named.days, due) == 0,
        (None, Some(date)) => next.is_none_or(|next| apart(&date.days, due) <= apart(&date.days, next)),
        (None, None) => false,
    };
    let (mine, rest) = deciding.iter().partition(|at| belongs(&treaty.events[**at]));
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
    due: &PossibleDays,
    last: Option<&PossibleDays>,
    renewing: Option<&TreatyEvent>,
    today: Day,
    later: bool,
) -> (Outcome, Option<Day>) {
    if let Some(event) = renewing {
        let done = event.date.as_ref().map_or(due.earliest(), |date| date.days.earliest());
        return (Outcome::Renewed, Some(event.public.max(done)));
    }
    if let Some(last) = last.filter(|last| last.earliest() <= due.latest()) {
        return (Outcome::Ended(treaty.end), Some(last.latest().plus(1).max(treaty.public)));
    }
    if due.latest() > today {
        return (if later { Outcome::Later } else { Outcome::Due }, None);
    }
    let after = due.latest().plus(1);
    // That a treaty "still holds" is said on the day on which its source speaks, and of no later one.
    // An end that nobody could know of yet is no end: then too it still holds.
    let stands = treaty.stands() || treaty.last_days().is_some();
    let in_force = last.is_some() || (stands && sight.spoke(treaty) > due.latest());
    let seen = treaty.events.iter().filter(|event| {
        sight.happened(event) && event.date.as_ref().is_some_and(|date| date.days.earliest() > due.latest())
    });
    let told = seen.map(|event| event.public.max(after)).min();
    match (in_force, told) {
        (true, _) => (Outcome::WentOn, Some(treaty.public.max(after))),
        (false, Some(day)) => (Outcome::WentOn, Some(day)),
        (false, None) => (Outcome::Unknown, None),
    }
}
