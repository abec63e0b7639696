//! The history: every coding that is in view, as spells of every cell.
//!
//! `builder` collects codings and builds it; `cells` says what a cell holds on which days; `sweep` makes that of its codings.

mod builder;
mod cells;
mod sweep;
mod uncoded;

pub(crate) use builder::orders;
pub use builder::{HistoryBuilder, NewCoding, Ready};
pub use uncoded::Uncoded;

use crate::{
    About, Actor, ActorId, Attribute, AttributeId, CodingId, DaySet, Dispute, DisputeId, Interval, NOBODY, ReadingId,
    Relation, Treaty, TreatyId, Variable, VariableId, World,
};
use std::sync::Arc;

/// A coded set of actors.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ActorSet {
    /// The members, sorted.
    pub members: Vec<ActorId>,
    /// Whether these are all; otherwise there may be more.
    pub exactly: bool,
}

/// That one vague date is not after another, and the coding that begins with the one and ends with the other, where it is
/// known from that alone.
pub(crate) type Told = (VariableId, VariableId, Option<CodingId>);

/// What a declared policy forbids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PolicyAct {
    /// Entering an alliance.
    Joining,
    /// Being in one.
    Holding,
}

/// With whom.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum PolicyTarget {
    /// Anyone.
    Anyone,
    /// One of these actors, sorted.
    Actors(Vec<ActorId>),
    /// Any actor of whom this truth attribute holds.
    Having(AttributeId),
}

/// A rule that a declared policy lays down, under one reading of its text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PolicyRule {
    /// The policy's name.
    pub policy: String,
    /// What is forbidden.
    pub act: PolicyAct,
    /// With whom.
    pub target: PolicyTarget,
}

/// Every coding in view: as of a date, with some layers, read under some conventions. Built once, then only asked.
///
/// Codings are integers in one [`Relation`] per attribute. Memory: 24 bytes a coding and 20 a coded pair, and a little for
/// what is vague; provenance stays in the case base, behind [`CodingId`].
#[derive(Debug, Clone, Default)]
pub struct History {
    window: Option<Interval>,
    // What amended histories have in common with the first is shared.
    actors: Arc<Vec<Actor>>,
    treaties: Arc<Vec<Treaty>>,
    attributes: Arc<Vec<Attribute>>,
    pub(crate) relations: Vec<Arc<Relation>>,
    readings: Arc<Vec<String>>,
    dispute_of: Arc<Vec<Option<DisputeId>>>,
    disputes: Arc<Vec<Dispute>>,
    pub(crate) variables: Arc<Vec<Variable>>,
    pub(crate) orders: Arc<Vec<(VariableId, VariableId)>>,
    /// Which coding an order is read off; none where it is told.
    pub(crate) told: Arc<Vec<Told>>,
    pub(crate) sets: Arc<Vec<ActorSet>>,
    pub(crate) numbers: Arc<Vec<f64>>,
    policies: Arc<Vec<PolicyRule>>,
    fixed: World,
}

impl History {
    /// The days under study.
    pub fn window(&self) -> Interval {
        self.window.unwrap_or(Interval::ALWAYS)
    }

    /// Every actor, in order of id.
    pub fn actors(&self) -> &[Actor] {
        &self.actors
    }

    /// An actor.
    pub fn actor(&self, id: ActorId) -> &Actor {
        &self.actors[id.0 as usize]
    }

    /// The actor that codings call `id`. O(actors).
    pub fn find_actor(&self, id: &str) -> Option<ActorId> {
        self.actors.iter().position(|actor| actor.id == id).map(|at| ActorId(at as u32))
    }

    /// Every treaty, in order of id.
    pub fn treaties(&self) -> &[Treaty] {
        &self.treaties
    }

    /// The treaty called `id`. O(treaties).
    pub fn find_treaty(&self, id: &str) -> Option<TreatyId> {
        self.treaties.iter().position(|treaty| treaty.id == id).map(|at| TreatyId(at as u32))
    }

    /// Every attribute, in order of name.
    pub fn attributes(&self) -> &[Attribute] {
        &self.attributes
    }

    /// An attribute.
    pub fn attribute(&self, id: AttributeId) -> &Attribute {
        &self.attributes[id.0 as usize]
    }

    /// The attribute called `name`. O(attributes).
    pub fn find_attribute(&self, name: &str) -> Option<AttributeId> {
        self.attributes.iter().position(|attribute| attribute.name == name).map(|at| AttributeId(at as u32))
    }

    /// The codings of an attribute.
    pub fn relation(&self, id: AttributeId) -> &Relation {
        &self.relations[id.0 as usize]
    }

    /// What people call a reading.
    pub fn reading(&self, id: ReadingId) -> &str {
        &self.readings[id.0 as usize]
    }

    /// The dispute that a reading takes a side in.
    pub fn dispute_of(&self, reading: ReadingId) -> Option<DisputeId> {
        self.dispute_of[reading.0 as usize]
    }

    /// Every dispute, in the order of the study.
    pub fn disputes(&self) -> &[Dispute] {
        &self.disputes
    }

    /// A dispute.
    pub fn dispute(&self, id: DisputeId) -> &Dispute {
        &self.disputes[id.0 as usize]
    }

    /// A vague date.
    pub fn variable(&self, id: VariableId) -> &Variable {
        &self.variables[id.0 as usize]
    }

    /// Every vague date.
    pub fn variables(&self) -> &[Variable] {
        &self.variables
    }

    /// Pairs of vague dates of which the first is not after the second.
    pub fn orders(&self) -> &[(VariableId, VariableId)] {
        &self.orders
    }

    /// A coded set of actors, by the value of a coding.
    pub fn set(&self, value: u32) -> &ActorSet {
        &self.sets[value as usize]
    }

    /// A coded number, by the value of a coding.
    pub fn number(&self, value: u32) -> f64 {
        self.numbers[value as usize]
    }

    /// A rule of a declared policy, by the value of a coding of the relation `policy`.
    pub fn policy(&self, value: u32) -> &PolicyRule {
        &self.policies[value as usize]
    }

    /// The world in which only the readings are chosen that whoever built this history chose (`--reading`).
    pub fn fixed(&self) -> &World {
        &self.fixed
    }

    /// The world to show first: every dispute under the reading chosen, else under its first.
    pub fn first_world(&self) -> World {
        let mut world = World::open();
        for (at, dispute) in self.disputes.iter().enumerate() {
            let id = DisputeId(at as u32);
            world.choose(id, self.fixed.reading(id).unwrap_or(dispute.readings[0]));
        }
        world
    }

    /// The stored order of a cell's subject and object: an undirected pair is stored once, the lower id first.
    pub fn stored(&self, attribute: AttributeId, subject: u32, object: u32) -> (u32, u32) {
        match self.attribute(attribute).about {
            About::Actor | About::Treaty => (subject, NOBODY),
            About::Directed => (subject, object),
            About::Undirected => (subject.min(object), subject.max(object)),
        }
    }

    /// The days on which a cell can have a value at all: in the window, in every named actor's lifetime. Of one who is not
    /// an actor of the study ([`NOBODY`]) there is no day.
    pub fn lifetime(&self, about: About, subject: u32, object: u32) -> DaySet {
        let window = DaySet::from(self.window());
        let of = |actor: u32| self.actors.get(actor as usize).map(|actor| &actor.lifetime);
        match about {
            About::Treaty => window,
            About::Actor => of(subject).map(|days| days.and(&window)).unwrap_or_default(),
            About::Directed | About::Undirected => match (of(subject), of(object)) {
                (Some(one), Some(other)) => one.and(other).and(&window),
                _ => DaySet::empty(),
            },
        }
    }
}

/// The parties of a pair or treaty as subject and object of a cell.
impl From<TreatyId> for u32 {
    fn from(id: TreatyId) -> u32 {
        id.0
    }
}
