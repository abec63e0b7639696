//! Vague dates as sets of possible days, shared where two codings name the same event.

use crate::{Day, Interval};

/// A date that may have several possible days: never empty, sorted, its pieces neither touching nor overlapping.
///
/// A piece is a half-open interval of possible days. `1954` has one piece of 365 days; `[1953,1955]` has two.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PossibleDays {
    pieces: Vec<Interval>,
}

impl PossibleDays {
    /// Exactly one day.
    pub fn exactly(day: Day) -> Self {
        Self { pieces: vec![Interval::new(day, Day(day.0 + 1))] }
    }

    /// Any day from `earliest` to `latest`, both possible. The two are swapped if they stand the wrong way round.
    pub fn between(earliest: Day, latest: Day) -> Self {
        let (earliest, latest) = (earliest.min(latest), earliest.max(latest));
        Self { pieces: vec![Interval::new(earliest, Day(latest.0 + 1))] }
    }

    /// Any day of any of the given dates; `None` where none is given.
    pub fn one_of(dates: impl IntoIterator<Item = PossibleDays>) -> Option<Self> {
        let mut pieces: Vec<Interval> = dates.into_iter().flat_map(|date| date.pieces).collect();
        pieces.sort_unstable();
        let mut joined: Vec<Interval> = Vec::with_capacity(pieces.len());
        for piece in pieces {
            match joined.last_mut() {
                Some(last) if piece.from <= last.until => last.until = last.until.max(piece.until),
                _ => joined.push(piece),
            }
        }
        (!joined.is_empty()).then_some(Self { pieces: joined })
    }

    /// The first possible day.
    pub fn earliest(&self) -> Day {
        self.pieces[0].from
    }

    /// The last possible day.
    pub fn latest(&self) -> Day {
        Day(self.pieces[self.pieces.len() - 1].until.0 - 1)
    }

    /// The only possible day, if there is only one.
    pub fn exact(&self) -> Option<Day> {
        (self.earliest() == self.latest()).then(|| self.earliest())
    }

    /// The pieces, in order.
    pub fn pieces(&self) -> &[Interval] {
        &self.pieces
    }

    /// Whether `day` is possible.
    pub fn contains(&self, day: Day) -> bool {
        self.pieces.iter().any(|piece| piece.contains(day))
    }

    /// The same dates, `days` later.
    #[must_use]
    pub fn plus(&self, days: i32) -> Self {
        let pieces = self
            .pieces
            .iter()
            .map(|piece| Interval::new(piece.from.plus(days), Day(Day(piece.until.0 - 1).plus(days).0 + 1)));
        Self { pieces: pieces.collect() }
    }

    /// Those of the possible days that are no earlier than `earliest` and no later than `latest`, if any are left.
    pub fn within(&self, earliest: Day, latest: Day) -> Option<Self> {
        let bound = Interval::new(earliest, Day(latest.0 + 1));
        let pieces: Vec<Interval> =
            self.pieces.iter().map(|piece| piece.and(bound)).filter(|piece| !piece.is_empty()).collect();
        (!pieces.is_empty()).then_some(Self { pieces })
    }
}

/// A vague date of a history. Codings that name the same event share one, so that their order is kept however the date
/// turns out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VariableId(pub u32);

/// What is known of a vague date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// The event's name, or what a person would call the date: `end (1954) of clash(CHN, VNM)`.
    pub name: String,
    /// Whether `name` is an event of the study.
    pub event: bool,
    /// Where it may lie.
    pub possible: PossibleDays,
}

/// An endpoint of a coding, as given to the builder of a history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// A known day.
    Day(Day),
    /// A vague date plus a number of days (1 where a last day becomes an exclusive end).
    Variable(VariableId, i32),
}

/// The vague endpoints of one coding: variable and offset in days, where vague.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ends {
    /// Of its beginning.
    pub from: Option<(VariableId, i32)>,
    /// Of its exclusive end.
    pub until: Option<(VariableId, i32)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_keep_their_gap() {
        let a = PossibleDays::between(Day(0), Day(9));
        let b = PossibleDays::between(Day(20), Day(29));
        let either = PossibleDays::one_of([b.clone(), a.clone()]).unwrap();
        assert_eq!((either.earliest(), either.latest()), (Day(0), Day(29)));
        assert!(either.contains(Day(9)) && !either.contains(Day(15)) && either.contains(Day(20)));
        let joined = PossibleDays::one_of([a, PossibleDays::between(Day(10), Day(12))]).unwrap();
        assert_eq!(joined.pieces().len(), 1);
        assert_eq!(either.within(Day(5), Day(15)).unwrap(), PossibleDays::between(Day(5), Day(9)));
        assert_eq!(either.within(Day(10), Day(15)), None);
        assert_eq!(PossibleDays::exactly(Day(3)).plus(1).exact(), Some(Day(4)));
    }
}
