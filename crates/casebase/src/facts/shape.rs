//! The tables of codings: which columns each begins with, and the tail in which all of them end.

use crate::columns::{Row, Schema};

/// The columns in which every table of codings ends.
const TAIL: [&str; 8] = ["source", "locator", "coder", "public", "recorded", "confidence", "reading", "note"];

/// A table's own columns with the tail behind them. `ALL` is how many there are together.
pub(crate) const fn with_tail<const HEAD: usize, const ALL: usize>(head: [&'static str; HEAD]) -> [&'static str; ALL] {
    assert!(HEAD + TAIL.len() == ALL, "as many columns as the head and the tail have");
    let mut all = [""; ALL];
    let mut at = 0;
    while at < ALL {
        all[at] = if at < HEAD { head[at] } else { TAIL[at - HEAD] };
        at += 1;
    }
    all
}

/// `facts.csv`, and every table of `tables/`.
pub(crate) const FACTS: Schema = Schema {
    columns: &with_tail::<6, 14>(["subject", "object", "attribute", "value", "from", "until"]),
    required: &["subject", "attribute", "value", "from", "until"],
};

/// `alliances.csv`.
pub(crate) const ALLIANCES: Schema = Schema {
    columns: &with_tail::<5, 13>(["a", "b", "value", "from", "until"]),
    required: &["a", "b", "from", "until"],
};

/// `episodes.csv`.
pub(crate) const EPISODES: Schema = Schema {
    columns: &with_tail::<6, 14>(["actor", "ally", "type", "from", "until", "what"]),
    required: &["actor", "ally", "type", "from", "until"],
};

/// A cell of a row of codings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    Subject,
    Object,
    Attribute,
    Value,
    From,
    Until,
    Source,
    Public,
    Recorded,
    Reading,
}

/// A row as it stands in a file.
pub(crate) struct Cells<'r> {
    pub subject: &'r str,
    pub object: &'r str,
    pub attribute: Result<u32, &'r str>,
    pub value: &'r str,
    pub from: &'r str,
    pub until: &'r str,
    pub source: &'r str,
    pub public: &'r str,
    pub recorded: &'r str,
    pub reading: &'r str,
    pub place: u32,
}

/// How the cells of a file are to be read as codings.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    Facts,
    /// With the number of the attribute `allied`.
    Alliances(u32),
    /// With the number of the attribute `conduct`.
    Episodes(u32),
}

impl Shape {
    /// What its columns are.
    pub fn schema(self) -> &'static Schema {
        match self {
            Shape::Facts => &FACTS,
            Shape::Alliances(_) => &ALLIANCES,
            Shape::Episodes(_) => &EPISODES,
        }
    }

    /// Where the tail begins.
    pub fn tail(self) -> usize {
        self.schema().columns.len() - TAIL.len()
    }

    /// A row by what its cells mean.
    pub fn cells<'r>(self, row: &Row<'r>) -> Cells<'r> {
        let raw = |slot: Slot| row.raw(self.column(slot));
        let (attribute, value) = match self {
            Shape::Facts => (Err(raw(Slot::Attribute)), raw(Slot::Value)),
            // A row is an alliance unless it says otherwise.
            Shape::Alliances(allied) => {
                (Ok(allied), Some(raw(Slot::Value)).filter(|word| !word.is_empty()).unwrap_or("yes"))
            }
            Shape::Episodes(conduct) => (Ok(conduct), raw(Slot::Value)),
        };
        Cells {
            subject: raw(Slot::Subject),
            object: raw(Slot::Object),
            attribute,
            value,
            from: raw(Slot::From),
            until: raw(Slot::Until),
            source: raw(Slot::Source),
            public: raw(Slot::Public),
            recorded: raw(Slot::Recorded),
            reading: raw(Slot::Reading),
            place: row.place.0 as u32,
        }
    }

    /// The column of a cell.
    #[inline]
    pub fn column(self, slot: Slot) -> usize {
        let from = match self {
            Shape::Facts => 4,
            Shape::Alliances(_) | Shape::Episodes(_) => 3,
        };
        match slot {
            Slot::Subject => 0,
            Slot::Object => 1,
            Slot::Attribute => 2,
            Slot::Value if matches!(self, Shape::Facts) => 3,
            Slot::Value => 2,
            Slot::From => from,
            Slot::Until => from + 1,
            Slot::Source => self.tail(),
            Slot::Public => self.tail() + 3,
            Slot::Recorded => self.tail() + 4,
            Slot::Reading => self.tail() + 6,
        }
    }
}
