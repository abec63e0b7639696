//! What can be asked of whom: the schema of a history.

use crate::{ActorId, DaySet, Interval};

/// An attribute of a history, in the order of their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AttributeId(pub u32);

/// Who an attribute is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum About {
    /// One actor.
    Actor,
    /// An ordered pair: `x` of `y` is not `y` of `x`.
    Directed,
    /// A pair without order, stored once.
    Undirected,
    /// A treaty.
    Treaty,
}

/// What values an attribute takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Holds or does not.
    Truth,
    /// One of the named levels.
    Category {
        /// In the order of the codebook; a value is an index into it.
        levels: Vec<String>,
        /// Whether several may hold at once.
        many: bool,
    },
    /// A set of actors.
    Actors,
    /// A number.
    Number,
}

/// What it means that nothing is coded on a covered day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Silence {
    /// Nobody knows.
    Unknown,
    /// It was not so: nobody coded a clash because there was none. For a set, that it was empty.
    Absent,
    /// The last coded value goes on.
    Persists,
}

/// Where an attribute's source can speak at all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Days covered, for everyone (`None`) or where at least one of the named actors is concerned.
    pub windows: Vec<(Interval, Option<Vec<ActorId>>)>,
}

impl Coverage {
    /// Everyone, always.
    pub fn everything() -> Self {
        Self { windows: vec![(Interval::ALWAYS, None)] }
    }

    /// The days on which the source can speak of these actors.
    pub fn days(&self, actors: &[ActorId]) -> DaySet {
        let speaks = |of: &Option<Vec<ActorId>>| of.as_ref().is_none_or(|of| actors.iter().any(|a| of.contains(a)));
        DaySet::from_intervals(self.windows.iter().filter(|(_, of)| speaks(of)).map(|(days, _)| *days))
    }
}

/// An attribute: an entry of the codebook, or a relation that a study file gives rise to (`allied`, `treaty_in_force`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// The name that theories use.
    pub name: String,
    /// What it means, in a sentence.
    pub meaning: String,
    /// Who it is about.
    pub about: About,
    /// What values it takes.
    pub kind: Kind,
    /// Where its source can speak.
    pub coverage: Coverage,
    /// What silence means there.
    pub silence: Silence,
    /// Why silence means that.
    pub silence_reason: String,
    /// For sets: whether a coded set names all its members unless it says otherwise.
    pub exactly: bool,
    /// For truths: whether codings are lives, of which a coded end says that it was not so afterwards, until something else
    /// is coded; silence then speaks only before the first.
    pub by_lives: bool,
}

impl Attribute {
    /// Whether a coding says something of the days after its end, too: it persists, or its end says that it was not so
    /// afterwards and silence would not say it anyway.
    pub fn outlasts_codings(&self) -> bool {
        self.silence == Silence::Persists || (self.by_lives && self.silence != Silence::Absent)
    }

    /// Whether several values may hold of one cell at once, so that overlapping codings add up and never contradict.
    pub fn holds_many(&self) -> bool {
        matches!(self.kind, Kind::Actors | Kind::Category { many: true, .. })
    }
}
