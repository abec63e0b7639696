//! Vague dates: where within their possible days the order of events could differ.
//!
//! A ruling hangs only on how endpoints are ordered (and, for lags, on how far apart they lie, which is most and least at
//! the ends of what is possible). So each vague date is tried at the first and last of its possible days, on every day on
//! which something else begins or ends and the day before it, and at as many points of each gap between these as there are
//! vague dates that could lie in that gap: every order of them, ties included, is then among the placements.

use conditions::Reads;
use spells::{Day, History, PossibleDays, VariableId, World};
use std::collections::BTreeSet;

/// So many vague dates are placed against each other; with more, a verdict that hangs on them stays possible.
pub(crate) const MOST_VARIABLES: usize = 6;

/// So many placements are tried for one claim, case and world.
pub(crate) const MOST_PLACEMENTS: usize = 4_096;

/// Every placement of the given vague dates that keeps the known order of events; `None` where there are too many.
pub(crate) fn placements(
    history: &History,
    world: &World,
    variables: &BTreeSet<VariableId>,
    reads: &Reads,
) -> Option<Vec<World>> {
    if variables.len() > MOST_VARIABLES {
        return None;
    }
    let days = critical_days(history, variables, reads);
    let mut partial = vec![world.clone()];
    let mut size = 1_usize;
    for variable in variables {
        let possible = &history.variable(*variable).possible;
        let others: Vec<&PossibleDays> = variables
            .iter()
            .filter(|other| *other != variable)
            .map(|other| &history.variable(*other).possible)
            .collect();
        let points = points(possible, &days, &others);
        size = size.saturating_mul(points.len());
        if size > MOST_PLACEMENTS * 16 {
            return None;
        }
        partial = partial
            .iter()
            .flat_map(|world| {
                points.iter().map(move |day| {
                    let mut world = world.clone();
                    world.place(*variable, *day);
                    world
                })
            })
            .filter(|world| in_order(history, world, *variable))
            .collect();
        if partial.len() > MOST_PLACEMENTS {
            return None;
        }
    }
    Some(partial)
}

/// Whether a newly placed date keeps its known order with those placed before.
fn in_order(history: &History, world: &World, placed: VariableId) -> bool {
    history.orders().iter().filter(|(a, b)| *a == placed || *b == placed).all(|(earlier, later)| {
        match (world.placement(*earlier), world.placement(*later)) {
            (Some(earlier), Some(later)) => earlier <= later,
            _ => true,
        }
    })
}

/// Days on which something that the claim reads begins or ends, as vague dates see them (offsets taken back).
fn critical_days(history: &History, variables: &BTreeSet<VariableId>, reads: &Reads) -> Vec<Day> {
    let mut days = vec![history.window().from, history.window().until];
    let mut offsets: BTreeSet<i32> = BTreeSet::from([0]);
    for (_, row) in reads.rows(history) {
        if row.ends.from.is_none() {
            days.push(row.hull.from);
        }
        if row.ends.until.is_none() {
            days.push(row.hull.until);
        }
        offsets.extend([row.ends.from, row.ends.until].into_iter().flatten().map(|(_, offset)| offset));
    }
    for key in &reads.cells {
        let schema = history.attribute(key.attribute);
        let lifetime = history.lifetime(schema.about, key.subject, key.object);
        days.extend(lifetime.intervals().iter().flat_map(|days| [days.from, days.until]));
        days.extend(schema.coverage.windows.iter().flat_map(|(days, _)| [days.from, days.until]));
    }
    for variable in variables {
        let possible = &history.variable(*variable).possible;
        days.extend(possible.pieces().iter().flat_map(|piece| [piece.from, Day(piece.until.0 - 1)]));
    }
    let named = days.into_iter().filter(|day| day.is_named());
    let mut shifted: Vec<Day> = named.flat_map(|day| offsets.iter().map(move |offset| day.plus(-offset))).collect();
    shifted.sort_unstable();
    shifted.dedup();
    shifted
}

/// Where one vague date is tried.
fn points(possible: &PossibleDays, critical: &[Day], others: &[&PossibleDays]) -> Vec<Day> {
    let mut points = BTreeSet::new();
    for piece in possible.pieces() {
        let (first, last) = (piece.from, Day(piece.until.0 - 1));
        let mut stops: Vec<Day> = vec![first];
        stops.extend(critical.iter().flat_map(|day| [Day(day.0 - 1), *day]).filter(|day| first < *day && *day < last));
        stops.push(last);
        for pair in stops.windows(2) {
            let gap = pair[1].0 - pair[0].0;
            // As many points as dates can lie in the gap at once; a few days more for offsets between dates and codings.
            let near = |other: &&&PossibleDays| other.within(pair[0].plus(-2), pair[1].plus(2)).is_some();
            let dates = 1 + others.iter().filter(near).count() as i32;
            for at in 1..=dates {
                let inside = Day(pair[0].0 + (i64::from(gap) * i64::from(at) / i64::from(dates + 1)) as i32);
                if pair[0] < inside && inside < pair[1] {
                    points.insert(inside);
                }
            }
        }
        points.extend(stops);
    }
    points.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vague_year_is_tried_at_its_ends_around_what_happens_in_it_and_between() {
        let day = |y, m, d| Day::from_ymd(y, m, d).unwrap();
        let year = PossibleDays::between(day(1961, 1, 1), day(1961, 12, 31));
        let tried = points(&year, &[day(1961, 7, 11)], &[]);
        assert!(
            [day(1961, 1, 1), day(1961, 7, 10), day(1961, 7, 11), day(1961, 12, 31)]
                .iter()
                .all(|day| tried.contains(day))
        );
        assert!(tried.iter().any(|tried| *tried > day(1961, 7, 11) && *tried < day(1961, 12, 31)));
        assert!(tried.iter().any(|tried| *tried < day(1961, 7, 10) && *tried > day(1961, 1, 1)));
    }
}
