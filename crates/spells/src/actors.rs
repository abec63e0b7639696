//! Actors and treaties as a history knows them: names and lifetimes, no files.

use crate::{DaySet, Moment, ReadingId, Truth};

/// An actor of a history, in the order of their ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ActorId(pub u32);

/// A state, government or movement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The id that codings use: `CHN`.
    pub id: String,
    /// The name that reports use.
    pub name: String,
    /// Every day on which it may have existed.
    pub lifetime: DaySet,
}

/// A treaty of a history, in the order of their ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TreatyId(pub u32);

/// A treaty: its parties, and when something had, or will have, to be decided about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Treaty {
    /// The id that codings and theories use: `CHN-PRK-1961`.
    pub id: String,
    /// The name that reports use.
    pub name: String,
    /// Everyone who was ever a party, in the order of the file.
    pub parties: Vec<ActorId>,
    /// When its terms ran or run out, in order of time; under several readings of its clauses, each.
    pub decisions: Vec<Decision>,
}

/// The end of a term of a treaty: something is decided, by deed or by silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// When the term runs out.
    pub due: Moment,
    /// Under which reading of the clause.
    pub reading: ReadingId,
    /// Whether the treaty outlived it, by deed or by silence, as far as was known: of a term that the treaty's end cut short,
    /// no.
    pub kept: Truth,
    /// Which clause of the treaty's file it is, from 0.
    pub clause: u32,
    /// Which end of a term of that clause it is, from 1.
    pub number: u32,
}
