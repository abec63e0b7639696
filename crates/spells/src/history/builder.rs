//! A history built of codings that come in any order.

use super::{ActorSet, History, PolicyRule, Told};
use crate::relation::key;
use crate::{
    Actor, ActorId, Attribute, AttributeId, CodingId, Dispute, DisputeId, Interval, Moment, PossibleDays, ReadingId,
    Relation, Row, Treaty, Variable, VariableId,
};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// A coding as the case base hands it over.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NewCoding {
    /// The attribute.
    pub attribute: AttributeId,
    /// Actor or treaty.
    pub subject: u32,
    /// The other actor, or [`NOBODY`](crate::NOBODY).
    pub object: u32,
    /// First day.
    pub from: Moment,
    /// The day after the last.
    pub until: Moment,
    /// See [`Kind`](crate::Kind); sets and numbers through [`HistoryBuilder::set`] and [`HistoryBuilder::number`].
    pub value: u32,
    /// Under which reading.
    pub reading: ReadingId,
    /// Which coding it is.
    pub coding: CodingId,
}

/// A coding ready to be added to the history for which it was made ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ready((u64, Row));

/// Collects codings in any order; the history it builds does not depend on that order, apart from the ids it was given.
#[derive(Debug, Default)]
pub struct HistoryBuilder {
    history: History,
    rows: Vec<Vec<(u64, Row)>>,
    sets: BTreeMap<ActorSet, u32>,
    policies: BTreeMap<PolicyRule, u32>,
}

impl HistoryBuilder {
    /// For these days, actors, treaties and attributes, whose places in the lists are their ids.
    pub fn new(window: Interval, actors: Vec<Actor>, treaties: Vec<Treaty>, attributes: Vec<Attribute>) -> Self {
        let rows = attributes.iter().map(|_| Vec::new()).collect();
        let history = History {
            window: Some(window),
            actors: Arc::new(actors),
            treaties: Arc::new(treaties),
            relations: Vec::new(),
            attributes: Arc::new(attributes),
            readings: Arc::new(vec![String::new()]),
            dispute_of: Arc::new(vec![None]),
            ..History::default()
        };
        Self { history, rows, sets: BTreeMap::new(), policies: BTreeMap::new() }
    }

    /// Adds a dispute with the names of its readings, the one to show first first, and gives their ids.
    pub fn dispute(&mut self, name: &str, question: &str, readings: &[&str]) -> (DisputeId, Vec<ReadingId>) {
        let id = DisputeId(self.history.disputes.len() as u32);
        let mut ids = Vec::with_capacity(readings.len());
        for reading in readings {
            ids.push(ReadingId(self.history.readings.len() as u32));
            Arc::make_mut(&mut self.history.readings).push((*reading).to_owned());
            Arc::make_mut(&mut self.history.dispute_of).push(Some(id));
        }
        let dispute = Dispute { name: name.to_owned(), question: question.to_owned(), readings: ids.clone() };
        Arc::make_mut(&mut self.history.disputes).push(dispute);
        (id, ids)
    }

    /// Takes a reading once and for all.
    pub fn fix(&mut self, dispute: DisputeId, reading: ReadingId) {
        self.history.fixed.choose(dispute, reading);
    }

    /// Adds a vague date.
    pub fn variable(&mut self, name: impl Into<String>, event: bool, possible: PossibleDays) -> VariableId {
        Arc::make_mut(&mut self.history.variables).push(Variable { name: name.into(), event, possible });
        VariableId(self.history.variables.len() as u32 - 1)
    }

    /// States that one vague date is not after another; `because` of a coding that begins with the one and ends with the
    /// other, or of itself.
    pub fn not_after(&mut self, earlier: VariableId, later: VariableId, because: Option<CodingId>) {
        Arc::make_mut(&mut self.history.told).push((earlier, later, because));
    }

    /// Replaces the treaties, whose decisions may name variables that did not exist when the builder was made.
    pub fn treaties(&mut self, treaties: Vec<Treaty>) {
        self.history.treaties = Arc::new(treaties);
    }

    /// The value that stands for a set of actors.
    pub fn set(&mut self, mut members: Vec<ActorId>, exactly: bool) -> u32 {
        members.sort_unstable();
        members.dedup();
        let next = self.history.sets.len() as u32;
        let set = ActorSet { members, exactly };
        *self.sets.entry(set).or_insert_with_key(|set| {
            Arc::make_mut(&mut self.history.sets).push(set.clone());
            next
        })
    }

    /// The value that stands for a number.
    pub fn number(&mut self, number: f64) -> u32 {
        Arc::make_mut(&mut self.history.numbers).push(number);
        self.history.numbers.len() as u32 - 1
    }

    /// The value that stands for a policy's rule.
    pub fn policy(&mut self, rule: PolicyRule) -> u32 {
        let next = self.history.policies.len() as u32;
        *self.policies.entry(rule).or_insert_with_key(|rule| {
            Arc::make_mut(&mut self.history.policies).push(rule.clone());
            next
        })
    }

    /// A coding made ready for [`HistoryBuilder::take`]. `None` for one that can hold on no day.
    pub fn ready(&self, coding: NewCoding) -> Option<Ready> {
        let row = self.history.row_of(&coding);
        let (subject, object) = self.history.stored(coding.attribute, coding.subject, coding.object);
        (!row.hull.is_empty()).then(|| Ready((key(subject, object), row)))
    }

    /// Adds codings of one attribute. O(1) for the first of an attribute.
    pub fn take(&mut self, attribute: AttributeId, codings: Vec<Ready>) {
        let codings: Vec<(u64, Row)> = codings.into_iter().map(|Ready(coding)| coding).collect();
        let rows = &mut self.rows[attribute.0 as usize];
        if rows.is_empty() {
            *rows = codings;
        } else {
            rows.extend(codings);
        }
    }

    /// Adds a coding. One that can hold on no day is dropped.
    pub fn push(&mut self, coding: NewCoding) {
        let attribute = coding.attribute;
        if let Some(Ready(coding)) = self.ready(coding) {
            self.rows[attribute.0 as usize].push(coding);
        }
    }

    /// Sorts every attribute's codings into columns, on all cores.
    pub fn build(mut self) -> History {
        self.history.orders = Arc::new(orders(&self.history.told));
        let codings: usize = self.rows.iter().map(Vec::len).sum();
        let threads = if codings > 10_000 { threads::cores() } else { 1 };
        let rows: Vec<Mutex<Vec<(u64, Row)>>> = self.rows.into_iter().map(Mutex::new).collect();
        let build = |at: usize| {
            let mut rows = rows[at].lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            Arc::new(Relation::build(std::mem::take(&mut *rows)))
        };
        self.history.relations = threads::each(threads, rows.len(), build);
        self.history
    }
}

/// The orders told, each once.
pub(crate) fn orders(told: &[Told]) -> Vec<(VariableId, VariableId)> {
    let mut orders: Vec<_> = told.iter().map(|(earlier, later, _)| (*earlier, *later)).collect();
    orders.sort_unstable();
    orders.dedup();
    orders
}
