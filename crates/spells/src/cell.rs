//! What a cell holds on a day, from the codings that bear on it.

use crate::Why;

/// What a value rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ground {
    /// A coding says so.
    Coded,
    /// Nothing is coded, and the codebook says what that means.
    Silence,
    /// Nothing is coded since what was coded last ended, and its end says that it was not so afterwards.
    Ended,
}

/// What a cell of an attribute holds on a stretch of days.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Cell {
    /// One value: 0 or 1 for truths, a level, or an index into the numbers of the history.
    Value(u32, Ground),
    /// One of several levels, which exclude each other, nobody can say which: a vague date lies between them. Sorted, two at least; it
    /// is certainly none but these.
    Either(Vec<u32>, Why),
    /// Several at once (sets of actors, categories of which many may hold): what certainly belongs, what may belong
    /// besides, and whether anything else is excluded. Both lists are sorted; for sets of actors they hold actors.
    Many {
        /// What certainly belongs.
        certain: Vec<u32>,
        /// What may belong, and is not certain.
        possible: Vec<u32>,
        /// Why that is not certain; `None` where `possible` is empty.
        why: Option<Why>,
        /// `None` where nothing else than these two belongs or may belong; otherwise why more might.
        open: Option<Why>,
        /// What this rests on.
        ground: Ground,
    },
    /// Nobody can say.
    Unknown(Why),
}

impl Cell {
    /// Whether two cells hold the same, whatever they rest on.
    pub fn says_the_same_as(&self, other: &Cell) -> bool {
        match (self, other) {
            (Cell::Value(value, _), Cell::Value(other, _)) => value == other,
            (
                Cell::Many { certain, possible, open, .. },
                Cell::Many { certain: other_certain, possible: other_possible, open: other_open, .. },
            ) => certain == other_certain && possible == other_possible && open == other_open,
            _ => self == other,
        }
    }
}
