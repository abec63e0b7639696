//! One attribute's codings as sorted columns: the layout that makes a world of states cheap.
//!
//! Codings stand in the order of (subject, object, from, until, value, reading, coding); `keys` lists the distinct pairs
//! and `offsets` where each begins. A cell is found by binary search over the pairs that are coded at all: O(log pairs).
//! 24 bytes a coding, and 12 a pair and 8 more where it has an object; a vague endpoint costs a further entry in a side
//! table.

use crate::{ActorId, Day, Ends, Interval, ReadingId};

/// A coding as the case base numbers it: what leads back to file, line, source and locator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CodingId(pub u32);

/// The object of an attribute that is about one actor or treaty only.
pub const NOBODY: u32 = u32::MAX;

/// The value of a coding that says that the value is not known.
pub const UNKNOWN_VALUE: u32 = u32::MAX;

/// One coding of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Every day on which it may hold.
    pub hull: Interval,
    /// What it says; see [`crate::Kind`] for how, and [`UNKNOWN_VALUE`].
    pub value: u32,
    /// Under which reading.
    pub reading: ReadingId,
    /// Which coding it is.
    pub coding: CodingId,
    /// Its vague endpoints.
    pub ends: Ends,
}

/// All codings of one attribute.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Relation {
    keys: Vec<u64>,
    /// The same pairs as (object, subject), sorted; those without an object are left out.
    turned: Vec<u64>,
    offsets: Vec<u32>,
    from: Vec<i32>,
    until: Vec<i32>,
    value: Vec<u32>,
    reading: Vec<u32>,
    coding: Vec<u32>,
    vague: Vec<(u32, Ends)>,
}

pub(crate) fn key(subject: u32, object: u32) -> u64 {
    u64::from(subject) << 32 | u64::from(object)
}

impl Relation {
    /// From rows in any order. O(n log n).
    pub(crate) fn build(mut rows: Vec<(u64, Row)>) -> Self {
        rows.sort_unstable_by_key(|(key, row)| {
            (*key, row.hull, row.value, row.reading, row.ends.from, row.ends.until, row.coding)
        });
        let n = rows.len();
        let mut relation = Relation {
            from: Vec::with_capacity(n),
            until: Vec::with_capacity(n),
            value: Vec::with_capacity(n),
            reading: Vec::with_capacity(n),
            coding: Vec::with_capacity(n),
            ..Relation::default()
        };
        for (at, (key, row)) in rows.into_iter().enumerate() {
            if relation.keys.last() != Some(&key) {
                relation.keys.push(key);
                relation.offsets.push(at as u32);
            }
            relation.from.push(row.hull.from.0);
            relation.until.push(row.hull.until.0);
            relation.value.push(row.value);
            relation.reading.push(row.reading.0);
            relation.coding.push(row.coding.0);
            if row.ends != Ends::default() {
                relation.vague.push((at as u32, row.ends));
            }
        }
        relation.offsets.push(n as u32);
        relation.turned = relation.pairs().filter(|(_, o)| *o != NOBODY).map(|(s, o)| key(o, s)).collect();
        relation.turned.sort_unstable();
        relation
    }

    /// How many codings.
    pub fn len(&self) -> usize {
        self.from.len()
    }

    /// Whether nothing is coded.
    pub fn is_empty(&self) -> bool {
        self.from.is_empty()
    }

    /// Every (subject, object) with a coding, in order; the object is [`NOBODY`] where there is none.
    pub fn pairs(&self) -> impl Iterator<Item = (u32, u32)> {
        self.keys.iter().map(|key| ((key >> 32) as u32, *key as u32))
    }

    /// The codings of a cell, in order of days. O(log pairs) to find them.
    pub fn cell(&self, subject: u32, object: u32) -> impl ExactSizeIterator<Item = Row> + '_ {
        let range = match self.keys.binary_search(&key(subject, object)) {
            Ok(at) => self.offsets[at] as usize..self.offsets[at + 1] as usize,
            Err(_) => 0..0,
        };
        range.map(|at| self.row(at))
    }

    /// Every coding with its subject and object, in order.
    pub fn rows(&self) -> impl Iterator<Item = (u32, u32, Row)> {
        self.pairs().enumerate().flat_map(move |(at, (subject, object))| {
            (self.offsets[at] as usize..self.offsets[at + 1] as usize).map(move |row| (subject, object, self.row(row)))
        })
    }

    /// Objects coded with a subject, in order. O(log pairs + objects).
    pub fn objects_of(&self, subject: ActorId) -> impl Iterator<Item = u32> {
        seconds(&self.keys, subject.0)
    }

    /// Subjects coded with an object, in order. O(log pairs + subjects).
    pub fn subjects_of(&self, object: ActorId) -> impl Iterator<Item = u32> {
        seconds(&self.turned, object.0)
    }

    fn row(&self, at: usize) -> Row {
        let ends = if self.vague.is_empty() {
            Ends::default()
        } else {
            self.vague
                .binary_search_by_key(&(at as u32), |(row, _)| *row)
                .map_or_else(|_| Ends::default(), |i| self.vague[i].1)
        };
        Row {
            hull: Interval::new(Day(self.from[at]), Day(self.until[at])),
            value: self.value[at],
            reading: ReadingId(self.reading[at]),
            coding: CodingId(self.coding[at]),
            ends,
        }
    }
}

/// The second halves of those keys that have this first half.
fn seconds(keys: &[u64], first: u32) -> impl Iterator<Item = u32> {
    let begin = keys.partition_point(|other| *other < key(first, 0));
    keys[begin..].iter().take_while(move |other| (**other >> 32) as u32 == first).map(|other| *other as u32)
}
