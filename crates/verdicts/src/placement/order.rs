//! The known order of vague dates: what came first, wherever in their possible days both lie.

use spells::{Day, History, VariableId, World};
use std::collections::{BTreeMap, BTreeSet};

/// The known orders of dates, earlier first, that some placement could break: those of dates whose possible days cross.
pub(crate) fn orders(history: &History) -> Vec<(VariableId, VariableId)> {
    let crosses = |before: VariableId, after: VariableId| {
        history.variable(before).possible.latest() > history.variable(after).possible.earliest()
    };
    history.orders().iter().copied().filter(|(before, after)| crosses(*before, *after)).collect()
}

/// Whether the other vague dates can still be placed so that the known order of all is kept. Each is put on the earliest
/// day that those before it allow; the search ends because days only ever move later.
pub(crate) fn in_order(history: &History, orders: &[(VariableId, VariableId)], world: &World) -> bool {
    let mut earliest: BTreeMap<VariableId, Day> = BTreeMap::new();
    let day_of = |earliest: &BTreeMap<VariableId, Day>, id: VariableId| {
        let placed = world.placement(id).or_else(|| earliest.get(&id).copied());
        placed.unwrap_or_else(|| history.variable(id).possible.earliest())
    };
    loop {
        let mut moved = false;
        for (before, after) in orders {
            let (first, then) = (day_of(&earliest, *before), day_of(&earliest, *after));
            if then < first {
                if world.placement(*after).is_some() {
                    return false;
                }
                let pieces = history.variable(*after).possible.pieces();
                let Some(piece) = pieces.iter().find(|piece| piece.until > first) else { return false };
                earliest.insert(*after, piece.from.max(first));
                moved = true;
            }
        }
        if !moved {
            return true;
        }
    }
}

/// Days at which dates that are not read bound those that are, where some placement could break their known order: the first
/// and the last day that the dates before and after leave to each. A date between two of them that may lie in several stretches
/// bounds the one by the other at the end of each.
pub(super) fn bounds(
    history: &History,
    read: &BTreeMap<VariableId, BTreeSet<i32>>,
    orders: &[(VariableId, VariableId)],
) -> BTreeSet<Day> {
    let mut left: BTreeMap<VariableId, (Day, Day)> = BTreeMap::new();
    for id in orders.iter().flat_map(|(before, after)| [*before, *after]) {
        let possible = &history.variable(id).possible;
        left.insert(id, (possible.earliest(), possible.latest()));
    }
    loop {
        let so_far = left.clone();
        for (before, after) in orders {
            let (first, last) = (left[before].0, left[after].1);
            left.entry(*after).and_modify(|days| days.0 = days.0.max(first));
            left.entry(*before).and_modify(|days| days.1 = days.1.min(last));
        }
        if left == so_far {
            break;
        }
    }
    let mut bounds = BTreeSet::new();
    for (id, (first, last)) in left {
        let possible = &history.variable(id).possible;
        if read.contains_key(&id) {
            bounds.extend(Some(first).filter(|day| *day != possible.earliest()));
            bounds.extend(Some(last).filter(|day| *day != possible.latest()));
        } else if possible.pieces().len() > 1 {
            bounds.extend(possible.pieces().iter().flat_map(|piece| [piece.from, Day(piece.until.0 - 1)]));
        }
    }
    bounds
}

#[cfg(test)]
mod tests {
    use super::*;
    use spells::{Interval, PossibleDays};

    #[test]
    fn order_is_kept_through_dates_that_are_not_placed() {
        let mut builder = spells::HistoryBuilder::new(Interval::ALWAYS, Vec::new(), Vec::new(), Vec::new());
        let mut date =
            |name: &str, from, until| builder.variable(name, true, PossibleDays::between(Day(from), Day(until)));
        let (first, between, last) = (date("first", 0, 20), date("between", 5, 30), date("last", 0, 40));
        builder.not_after(first, between, None);
        builder.not_after(between, last, None);
        let history = builder.build();
        let keeps = |at: [(VariableId, i32); 2]| {
            let mut world = World::open();
            at.iter().for_each(|(id, day)| world.place(*id, Day(*day)));
            in_order(&history, &orders(&history), &world)
        };
        assert!(keeps([(first, 3), (last, 10)]));
        assert!(!keeps([(first, 15), (last, 10)]));
        assert!(!keeps([(first, 0), (last, 4)]));
    }
}
