//! The days against which vague dates are tried: those on which something that a claim reads begins or ends, or may do so.

use super::order::bounds;
use conditions::Reads;
use spells::{Day, DaySet, History, VariableId};
use std::collections::{BTreeMap, BTreeSet};

/// Days on which something that a claim reads begins or ends, or may do so.
#[derive(Debug, Clone)]
pub(super) struct Edges {
    /// Wherever vague dates lie.
    pub plain: Vec<Day>,
    /// The first or last day that a vague date may give; with the date, unless others are bounded by it.
    possible: Vec<(Day, Option<VariableId>)>,
}

impl Edges {
    pub fn of(
        history: &History,
        offsets: &BTreeMap<VariableId, BTreeSet<i32>>,
        reads: &Reads,
        domain: &DaySet,
        orders: &[(VariableId, VariableId)],
    ) -> Self {
        let mut plain = vec![history.window().from, history.window().until];
        let mut possible = Vec::new();
        for (_, row) in reads.rows(history) {
            for (end, day) in [(row.ends.from, row.hull.from), (row.ends.until, row.hull.until)] {
                let Some((id, offset)) = end else {
                    plain.push(day);
                    continue;
                };
                let days = &history.variable(id).possible;
                possible.extend([days.earliest(), days.latest()].map(|day| (day.plus(offset), Some(id))));
            }
        }
        for key in &reads.cells {
            let schema = history.attribute(key.attribute);
            let lifetime = history.lifetime(schema.about, key.subject, key.object);
            plain.extend(lifetime.intervals().iter().flat_map(|days| [days.from, days.until]));
            plain.extend(schema.coverage.windows.iter().flat_map(|(days, _)| [days.from, days.until]));
        }
        plain.extend(domain.intervals().iter().flat_map(|days| [days.from, days.until]));
        for (variable, shifts) in offsets {
            for piece in history.variable(*variable).possible.pieces() {
                let ends = shifts.iter().flat_map(|by| [piece.from.plus(*by), Day(piece.until.0 - 1).plus(*by)]);
                possible.extend(ends.map(|day| (day, Some(*variable))));
            }
        }
        let shifts: BTreeSet<i32> = offsets.values().flatten().copied().collect();
        let bounds = bounds(history, offsets, orders);
        possible.extend(bounds.iter().flat_map(|day| shifts.iter().map(|by| (day.plus(*by), None))));
        Edges { plain, possible }
    }

    /// Of those that lie where they lie whatever the dates, some only.
    #[must_use]
    pub fn only(&self, matters: impl Fn(Day) -> bool) -> Edges {
        let plain = self.plain.iter().copied().filter(|day| matters(*day)).collect();
        Edges { plain, possible: self.possible.clone() }
    }

    /// Each with the vague date whose first or last day it is.
    pub fn all(&self) -> impl Iterator<Item = (Day, Option<VariableId>)> + '_ {
        let plain = self.plain.iter().map(|day| (*day, None));
        plain.chain(self.possible.iter().copied()).filter(|(day, _)| day.is_named())
    }
}
