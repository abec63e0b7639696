//! Rival readings: the worlds that a verdict may be in.

use spells::{DisputeId, History, ReadingId, World};
use std::collections::{BTreeMap, BTreeSet};

/// So many worlds are looked at one by one; where there are more, every dispute is left open, and the verdict is a bound.
pub const MOST_WORLDS: usize = 4_096;

/// Every combination of readings of the given disputes, those already fixed apart, in the order of the study; the world
/// to show first comes first. `None` where there are more than [`MOST_WORLDS`].
pub(crate) fn worlds(history: &History, disputes: &BTreeSet<DisputeId>) -> Option<Vec<World>> {
    let mut worlds = vec![history.fixed().clone()];
    for id in disputes.iter().filter(|id| history.fixed().reading(**id).is_none()) {
        let readings = &history.dispute(*id).readings;
        if worlds.len() * readings.len() > MOST_WORLDS {
            return None;
        }
        worlds = worlds
            .iter()
            .flat_map(|world| {
                readings.iter().map(move |reading| {
                    let mut world = world.clone();
                    world.choose(*id, *reading);
                    world
                })
            })
            .collect();
    }
    Some(worlds)
}

/// The disputes on which what is found in worlds hangs: those in which some choice, all others equal, changes it.
pub(crate) fn hanging<T: PartialEq>(worlds: &[(&[(DisputeId, ReadingId)], T)]) -> Vec<DisputeId> {
    let disputes: BTreeSet<DisputeId> =
        worlds.iter().flat_map(|(readings, _)| readings.iter().map(|(dispute, _)| *dispute)).collect();
    let matters = |dispute: &DisputeId| {
        let mut seen = BTreeMap::new();
        worlds.iter().any(|(readings, found)| {
            let others: Vec<_> = readings.iter().copied().filter(|(other, _)| other != dispute).collect();
            *seen.entry(others).or_insert(found) != found
        })
    };
    disputes.into_iter().filter(matters).collect()
}
