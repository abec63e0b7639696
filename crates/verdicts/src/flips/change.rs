//! One thing coded otherwise.

use conditions::CellKey;
use spells::{ActorSet, CodingId, Day, DisputeId, History, Interval, Moment, ReadingId, VariableId};

/// A value that a coding would have.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Holds or does not.
    Truth(bool),
    /// A level, by its place in the codebook.
    Level(u32),
    /// A set of actors.
    Actors(ActorSet),
    /// A number.
    Number(f64),
}

/// One thing that a coder could do otherwise.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// A coding is taken out.
    Remove {
        /// Which.
        coding: CodingId,
        /// Of what.
        cell: CellKey,
    },
    /// A coding has another value.
    Revalue {
        /// Which.
        coding: CodingId,
        /// Of what.
        cell: CellKey,
        /// The value that it would have.
        value: Value,
    },
    /// A coding begins on another day.
    Begin {
        /// Which.
        coding: CodingId,
        /// Of what.
        cell: CellKey,
        /// The first day that it would have; [`Day::BEGINNING`] for always.
        day: Day,
        /// How far that is from the days on which it may begin now; 0 where it is one of them.
        moved: i64,
    },
    /// A coding ends on another day.
    End {
        /// Which.
        coding: CodingId,
        /// Of what.
        cell: CellKey,
        /// The day after the last that it would have; [`Day::END`] where it would still hold.
        day: Day,
        /// How far that is from the days on which it may end now; 0 where it is one of them.
        moved: i64,
    },
    /// A vague event is found to have been on a day, for every coding that names it.
    Date {
        /// Which.
        variable: VariableId,
        /// One of its possible days.
        day: Day,
    },
    /// Of rival readings another is taken.
    Read {
        /// Of which dispute.
        dispute: DisputeId,
        /// The one taken.
        reading: ReadingId,
    },
    /// Something is coded on days on which nothing is.
    Code {
        /// Of what.
        cell: CellKey,
        /// The value.
        value: Value,
        /// Its first day.
        from: Moment,
        /// The day after its last.
        until: Moment,
    },
}

impl Change {
    /// The coding that is changed, where one is.
    pub fn coding(&self) -> Option<CodingId> {
        match self {
            Change::Remove { coding, .. }
            | Change::Revalue { coding, .. }
            | Change::Begin { coding, .. }
            | Change::End { coding, .. } => Some(*coding),
            Change::Date { .. } | Change::Read { .. } | Change::Code { .. } => None,
        }
    }

    /// The cell that is changed, where it is one alone.
    pub fn cell(&self) -> Option<CellKey> {
        match self {
            Change::Remove { cell, .. }
            | Change::Revalue { cell, .. }
            | Change::Begin { cell, .. }
            | Change::End { cell, .. }
            | Change::Code { cell, .. } => Some(*cell),
            Change::Date { .. } | Change::Read { .. } => None,
        }
    }

    /// By how many days a date is moved beyond where it may lie; 0 where none is moved.
    pub fn moved(&self) -> i64 {
        match self {
            Change::Begin { moved, .. } | Change::End { moved, .. } => *moved,
            _ => 0,
        }
    }

    /// Whether both can be made at once: they do not speak of the same end, value, date, dispute or gap, and nothing is
    /// changed of a coding that is taken out.
    pub(crate) fn goes_with(&self, other: &Change) -> bool {
        use Change::{Begin, Code, Date, End, Read, Remove, Revalue};
        match (self, other) {
            (Date { variable: a, .. }, Date { variable: b, .. }) => a != b,
            (Read { dispute: a, .. }, Read { dispute: b, .. }) => a != b,
            (Code { cell: a, .. }, Code { cell: b, .. }) => a != b,
            (Begin { coding: a, day: from, .. }, End { coding: b, day: until, .. })
            | (End { coding: b, day: until, .. }, Begin { coding: a, day: from, .. }) => a != b || from < until,
            (Remove { .. }, _)
            | (_, Remove { .. })
            | (Revalue { .. }, Revalue { .. })
            | (Begin { .. }, Begin { .. })
            | (End { .. }, End { .. }) => self.coding() != other.coding() || self.coding().is_none(),
            _ => true,
        }
    }
}

/// How far a day lies from an interval of possible days, as counted within the days of a case.
pub(crate) fn distance(day: Day, possible: (Day, Day), within: Interval) -> i64 {
    let inside = |day: Day| i64::from(day.clamp(within.from, within.until).0);
    let (day, first, last) = (inside(day), inside(possible.0), inside(possible.1));
    (first - day).max(day - last).max(0)
}

/// The possible days of an endpoint.
pub(crate) fn possible_days(history: &History, moment: Moment) -> (Day, Day) {
    match moment {
        Moment::Day(day) => (day, day),
        Moment::Variable(id, offset) => {
            let possible = &history.variable(id).possible;
            (possible.earliest().plus(offset), possible.latest().plus(offset))
        }
    }
}
