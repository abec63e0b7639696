//! Disputes between readings, and worlds: one choice among them, with some vague dates placed.

use crate::{Day, VariableId};

/// A reading: one side of a dispute. [`NO_READING`] marks what is not disputed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ReadingId(pub u32);

/// What an undisputed coding bears.
pub const NO_READING: ReadingId = ReadingId(0);

/// A dispute of a history, in the order of the study.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DisputeId(pub u32);

/// A question on which sources, or readings of one source, differ. Choosing a reading switches every coding that bears it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// Its name.
    pub name: String,
    /// The question, in words; empty where the study does not word it.
    pub question: String,
    /// The readings, the one shown first first.
    pub readings: Vec<ReadingId>,
}

/// One way things may have been: for each dispute the reading taken, or none yet; for vague dates the day, where placed.
///
/// A dispute without a choice and a vague date without a day leave unknown what hangs on them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct World {
    readings: Vec<(DisputeId, ReadingId)>,
    placements: Vec<(VariableId, Day)>,
}

impl World {
    /// Nothing chosen, nothing placed.
    pub fn open() -> Self {
        Self::default()
    }

    /// Takes a reading in a dispute, instead of an earlier choice.
    pub fn choose(&mut self, dispute: DisputeId, reading: ReadingId) {
        match self.readings.binary_search_by_key(&dispute, |(of, _)| *of) {
            Ok(at) => self.readings[at].1 = reading,
            Err(at) => self.readings.insert(at, (dispute, reading)),
        }
    }

    /// Places a vague date, instead of an earlier place.
    pub fn place(&mut self, variable: VariableId, day: Day) {
        match self.placements.binary_search_by_key(&variable, |(of, _)| *of) {
            Ok(at) => self.placements[at].1 = day,
            Err(at) => self.placements.insert(at, (variable, day)),
        }
    }

    /// The same choices without any placed date.
    #[must_use]
    pub fn unplaced(&self) -> World {
        World { readings: self.readings.clone(), placements: Vec::new() }
    }

    /// The reading taken in a dispute.
    pub fn reading(&self, dispute: DisputeId) -> Option<ReadingId> {
        let at = self.readings.binary_search_by_key(&dispute, |(of, _)| *of).ok()?;
        Some(self.readings[at].1)
    }

    /// Where a vague date is placed.
    pub fn placement(&self, variable: VariableId) -> Option<Day> {
        let at = self.placements.binary_search_by_key(&variable, |(of, _)| *of).ok()?;
        Some(self.placements[at].1)
    }

    /// Every choice, in the order of disputes.
    pub fn readings(&self) -> &[(DisputeId, ReadingId)] {
        &self.readings
    }

    /// Every placed date, in the order of variables.
    pub fn placements(&self) -> &[(VariableId, Day)] {
        &self.placements
    }
}
