//! The arithmetic of terms: a length of time added to a date as people do it.
//!
//! A month later is the same day of the next month, or that month's last day where it is shorter: 31 January and a month
//! is 28 February, 29 February and a year is 28 February. Terms are always counted from the anchor, never from the last
//! decision, so that a day lost in a short month comes back.

use crate::treaties::{Length, Renewal, Term};
use spells::{Day, PossibleDays};

/// When notice of a treaty's end can be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The first day on which it can be given; `None` where the clause sets none.
    pub from: Option<PossibleDays>,
    /// The last day on which it can be given: that of the term's end where the clause sets no other.
    pub until: PossibleDays,
}

/// A date with so many months, then so many days, added to it; as vague as the date. Negative numbers take away.
///
/// `None` where the result lies outside the years that a calendar can name.
pub fn shifted(date: &PossibleDays, months: i32, days: i32) -> Option<PossibleDays> {
    // A month later never reverses the order of two days, so that the ends of a piece stay its ends.
    let shift = |day: Day| day.plus_months(months).plus(days);
    let pieces =
        date.pieces().iter().map(|piece| PossibleDays::between(shift(piece.from), shift(Day(piece.until.0 - 1))));
    let moved = PossibleDays::one_of(pieces)?;
    (moved.earliest().is_named() && moved.latest().is_named()).then_some(moved)
}

/// How far a decision point lies from the anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reach {
    months: i32,
    days: i32,
}

impl Reach {
    /// The first point of a clause; `None` where it sets no term.
    pub fn first(term: &Term) -> Option<Self> {
        match term.length {
            Length::Of { months, days } => Some(Self { months, days }),
            Length::Unlimited => None,
        }
    }

    /// The point after this one: a renewal's length later, or `own` where an extension says for how long. `None` where
    /// nothing follows.
    pub fn next(self, term: &Term, own: Option<Length>) -> Option<Self> {
        let length = match own {
            Some(own) => own,
            None if matches!(term.renewal, None | Some(Renewal::None)) => return None,
            None => term.renewal_length.unwrap_or(term.length),
        };
        match length {
            Length::Of { months, days } if months > 0 || days > 0 => {
                Some(Self { months: self.months.saturating_add(months), days: self.days.saturating_add(days) })
            }
            _ => None,
        }
    }

    /// The day, counted from the anchor.
    pub fn from(self, anchor: &PossibleDays) -> Option<PossibleDays> {
        shifted(anchor, self.months, self.days)
    }
}

/// When notice can be given before a term runs out; `None` where the clause says nothing of it.
pub(crate) fn notice(term: &Term, due: &PossibleDays) -> Option<Notice> {
    let before = |length: Option<Length>| match length {
        Some(Length::Of { months, days }) => shifted(due, -months, -days),
        _ => None,
    };
    if term.notice.is_none() && term.notice_from.is_none() {
        return None;
    }
    Some(Notice { from: before(term.notice_from), until: before(term.notice).unwrap_or_else(|| due.clone()) })
}
