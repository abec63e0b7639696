//! Whether something rests on what silence is taken to mean on any of many days, and not on one alone.
//!
//! In: formulas, and the days on which what they are worth counts. Out: the first of the days on which a decisive cell of
//! one is uncoded and its value taken from what the codebook says of silence.

use crate::Evaluator;
use spells::{Cell, Day, DaySet, Ground};
use std::collections::BTreeSet;
use theory::model::NodeId;

impl Evaluator<'_> {
    /// The first of these days on which one of the formulas rests on silence; `None` where none does on any of them.
    ///
    /// What was coded up to a day and *persists* from then on has the same value on either side of it, so the spells of a
    /// formula do not tell. Cost: one explanation for each day on which a cell that is read changes, up to the first found.
    pub fn first_silent(&self, nodes: &[NodeId], days: &DaySet) -> Option<Day> {
        let days = days.and(self.domain());
        let mut changes: BTreeSet<Day> = days.intervals().iter().map(|days| days.from).collect();
        let mut some_silent = false;
        for key in self.reads(nodes).cells {
            let cells = self.attribute(key.attribute, key.subject, key.object);
            for spell in cells.spells() {
                some_silent |= may_be_silent(&spell.value) && days.overlaps(spell.days);
                if days.contains(spell.days.from) {
                    changes.insert(spell.days.from);
                }
            }
        }
        for node in nodes {
            let turns = self.degrees(*node, self.env());
            changes.extend(turns.spells().iter().map(|spell| spell.days.from).filter(|day| days.contains(*day)));
        }
        let rests = |day: Day| {
            let mut reasons = nodes.iter().filter_map(|node| self.reason(*node, day));
            reasons.any(|reason| reason.rests_on_silence())
        };
        changes.into_iter().filter(|_| some_silent).find(|day| rests(*day))
    }
}

/// Whether silence has a part in what a cell holds, or may have.
fn may_be_silent(cell: &Cell) -> bool {
    match cell {
        Cell::Value(_, ground) => *ground == Ground::Silence,
        Cell::Many { ground, open, .. } => *ground == Ground::Silence || open.is_none(),
        Cell::Unknown(_) | Cell::Either(..) => false,
    }
}
