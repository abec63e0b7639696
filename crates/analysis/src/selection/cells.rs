//! Configurations of conditions and outcome, and which of them no case has.

use crate::forecast::{Group, Held, Lines};
use std::collections::BTreeMap;

/// A configuration of criteria with the outcome or without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Whether each criterion holds: yes or no.
    pub group: Group,
    /// Whether the outcome holds.
    pub outcome: bool,
    /// Units of the study that are in it on some day, and for how many days together.
    pub study: (usize, i64),
    /// The same of all cases there are.
    pub universe: (usize, i64),
}

/// Every cell of a target, `2^(criteria + 1)` of them, criteria that hold first; days on which something is unknown are in
/// none. `None` with more than eight criteria.
pub fn cells(study: &Lines, universe: &Lines, target: usize) -> Option<Vec<Cell>> {
    let criteria = study.targets.get(target)?.criteria.len();
    if criteria > 8 {
        return None;
    }
    let (here, there) = (count(study, target), count(universe, target));
    let mut cells = Vec::with_capacity(2 << criteria);
    for bits in 0..1_usize << criteria {
        let held = |at: usize| if bits >> (criteria - 1 - at) & 1 == 0 { Held::Yes } else { Held::No };
        let group: Group = (0..criteria).map(held).collect();
        for outcome in [true, false] {
            let key = (group.clone(), outcome);
            let of = |counts: &Counts| counts.get(&key).copied().unwrap_or_default();
            cells.push(Cell { group: group.clone(), outcome, study: of(&here), universe: of(&there) });
        }
    }
    Some(cells)
}

type Counts = BTreeMap<(Group, bool), (usize, i64)>;

fn count(lines: &Lines, target: usize) -> Counts {
    let mut counts = Counts::new();
    for unit in &lines.units {
        let mut own: BTreeMap<(Group, bool), i64> = BTreeMap::new();
        for (days, group, state) in lines.pieces(unit, target) {
            if !state.is_unknown() {
                *own.entry((group, state.is_yes())).or_default() += days.days();
            }
        }
        for (key, days) in own {
            let count = counts.entry(key).or_default();
            *count = (count.0 + 1, count.1 + days);
        }
    }
    counts
}
