//! Treaty clocks: when the terms of a treaty run out.
//!
//! Pure functions beside the treaty model. A term of twenty years from 1961-07-11 runs out on 1981-07-11: that day is its
//! decision point, at which the treaty is renewed, by deed or by silence, or ends.

use crate::treaties::{Length, Renewal, Term, Treaty};
use spells::{Day, PossibleDays};

/// The days on which the terms of a treaty run out under one of its term clauses, in order of time.
///
/// The first is the anchor plus the length; then, where the clause renews the treaty at all, one after each renewal's
/// length (the term's own length, where the clause names no other). As vague as the anchor. Ends at `horizon`, and
/// where the treaty itself has certainly ended. Empty where the clause sets no term, or its anchor has no date.
pub fn decisions(treaty: &Treaty, term: &Term, horizon: Day) -> Vec<PossibleDays> {
    decisions_until(treaty, term, horizon, treaty.ended())
}

/// The same, for a treaty that ended on a given day as far as anybody can know.
pub(crate) fn decisions_until(treaty: &Treaty, term: &Term, horizon: Day, ended: Option<Day>) -> Vec<PossibleDays> {
    let (Some(anchor), Length::Of { months, days }) = (treaty.anchor(term.anchor), term.length) else {
        return Vec::new();
    };
    let renewal = match (term.renewal, term.renewal_length) {
        (Renewal::None, _) | (_, Length::Unlimited) => None,
        (_, Length::Of { months, days }) => Some((months, days)),
    };
    let mut due = Vec::new();
    let (mut months, mut days) = (months, days);
    while due.len() < 1000 {
        let Some(next) = shifted(&anchor.days, months, days) else { break };
        if next.earliest() > horizon || ended.is_some_and(|end| end < next.earliest()) {
            break;
        }
        due.push(next);
        match renewal {
            // Counted from the anchor each time, so that the 29th of February does not wander.
            Some((more, more_days)) if more + more_days > 0 => {
                months = months.saturating_add(more);
                days = days.saturating_add(more_days);
            }
            _ => break,
        }
    }
    due
}

fn shifted(date: &PossibleDays, months: i32, days: i32) -> Option<PossibleDays> {
    let shift = |day: Day| day.plus_months(months).plus(days);
    let pieces =
        date.pieces().iter().map(|piece| PossibleDays::between(shift(piece.from), shift(Day(piece.until.0 - 1))));
    let moved = PossibleDays::one_of(pieces)?;
    moved.latest().is_named().then_some(moved)
}
