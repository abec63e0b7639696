//! Where each vague date is tried, given the days on which something begins or ends: on these, next to them, between them.

use super::Lag;
use spells::{Day, History, Interval, VariableId};
use std::collections::{BTreeMap, BTreeSet};

/// Where each date is tried, in order, given days on which something begins or ends.
pub(super) fn tried(
    history: &History,
    offsets: &BTreeMap<VariableId, BTreeSet<i32>>,
    reach: &[(VariableId, Interval)],
    edges: impl Iterator<Item = (Day, Option<VariableId>)>,
    lags: &[Lag],
) -> BTreeMap<VariableId, Vec<Day>> {
    let around = around(offsets) + 3;
    let near: Vec<Interval> =
        reach.iter().map(|(_, days)| Interval::new(days.from.plus(-around), days.until.plus(around))).collect();
    let fine = fine(edges, lags, &near);
    let edges: Vec<Day> = fine.iter().map(|(day, _)| *day).collect();
    let grid = with_gaps(&edges, &reach.iter().map(|(_, days)| *days).collect::<Vec<_>>());
    let owner = |day: Day| fine.binary_search_by_key(&day, |(day, _)| *day).ok().and_then(|at| fine[at].1);
    let points = |(id, shifts): (&VariableId, &BTreeSet<i32>)| {
        let others: Vec<Day> = grid.iter().copied().filter(|day| owner(*day) != Some(*id)).collect();
        (*id, points(history, *id, shifts, offsets, &others).into_iter().collect())
    };
    offsets.iter().map(points).collect()
}

/// Days on which something begins or ends, with those next to them and at the lags, in order; each with the date that alone
/// makes it an edge, if one alone does: for that date it is none. Only those near some date.
fn fine(
    turns: impl Iterator<Item = (Day, Option<VariableId>)>,
    lags: &[Lag],
    near: &[Interval],
) -> Vec<(Day, Option<VariableId>)> {
    let mut fine: Vec<(Day, Option<VariableId>)> = Vec::new();
    for (day, owner) in turns {
        for day in [day.plus(-1), day, day.plus(1)] {
            fine.push((day, owner));
            fine.extend(lags.iter().flat_map(|lag| lag.around(day)).map(|day| (day, None)));
        }
    }
    fine.retain(|(day, _)| near.iter().any(|days| days.contains(*day)));
    fine.sort_unstable();
    fine.dedup_by(|later, kept| {
        let same = later.0 == kept.0;
        if same && later.1 != kept.1 {
            kept.1 = None;
        }
        same
    });
    fine
}

/// The days from the first to the last endpoint that a vague date may give.
pub(super) fn reach(history: &History, variable: VariableId, shifts: &BTreeSet<i32>) -> Interval {
    let possible = &history.variable(variable).possible;
    let (least, most) = (shifts.first().copied().unwrap_or(0), shifts.last().copied().unwrap_or(0));
    Interval::new(possible.earliest().plus(least), possible.latest().plus(most).plus(1))
}

/// These days, and within each gap between them as many as vague dates may lie in it, evenly spaced. In order, each once.
fn with_gaps(edges: &[Day], reach: &[Interval]) -> Vec<Day> {
    let mut days = Vec::with_capacity(edges.len());
    for (at, before) in edges.iter().enumerate() {
        days.push(*before);
        let Some(after) = edges.get(at + 1) else { break };
        let gap = i64::from(after.0) - i64::from(before.0);
        let dates = reach.iter().filter(|days| days.overlaps(Interval::new(before.plus(1), *after))).count() as i64;
        for at in 1..=dates {
            let inside = Day(before.0 + (gap * at / (dates + 1)) as i32);
            if days.last().is_some_and(|last| *last < inside) {
                days.push(inside);
            }
        }
    }
    days
}

/// So many days around each day are tried as well: where several vague dates give two endpoints each, there are chains of
/// endpoints a day apart.
fn around(offsets: &BTreeMap<VariableId, BTreeSet<i32>>) -> i32 {
    let double = offsets.values().filter(|shifts| shifts.len() > 1).count() as i32;
    (double - 2).max(0)
}

/// Where one vague date is tried: so that one of its endpoints lies on one of the days, or [`around`] it.
fn points(
    history: &History,
    variable: VariableId,
    shifts: &BTreeSet<i32>,
    offsets: &BTreeMap<VariableId, BTreeSet<i32>>,
    tried: &[Day],
) -> BTreeSet<Day> {
    let possible = &history.variable(variable).possible;
    let around = around(offsets);
    let mut points = BTreeSet::new();
    for piece in possible.pieces() {
        points.extend([piece.from, Day(piece.until.0 - 1)]);
    }
    for by in shifts {
        let (first, last) = (possible.earliest().plus(by - around), possible.latest().plus(by + around));
        let from = tried.partition_point(|day| *day < first);
        for day in tried[from..].iter().take_while(|day| **day <= last) {
            points.extend((-around..=around).map(|more| day.plus(more - by)).filter(|day| possible.contains(*day)));
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use spells::PossibleDays;

    #[test]
    fn a_vague_year_is_tried_at_its_ends_around_what_happens_in_it_and_between() {
        let day = |y, m, d| Day::from_ymd(y, m, d).unwrap();
        let window = Interval::new(day(1950, 1, 1), day(1970, 1, 1));
        let mut builder = spells::HistoryBuilder::new(window, Vec::new(), Vec::new(), Vec::new());
        let year = PossibleDays::between(day(1961, 1, 1), day(1961, 12, 31));
        let variable = builder.variable("of a year", false, year);
        let history = builder.build();
        let offsets = BTreeMap::from([(variable, BTreeSet::from([1]))]);
        let edges = [day(1961, 1, 2), day(1961, 7, 11), day(1962, 1, 1)];
        let tried = points(
            &history,
            variable,
            &offsets[&variable],
            &offsets,
            &with_gaps(&edges, &[reach(&history, variable, &offsets[&variable])]),
        );
        assert!([day(1961, 1, 1), day(1961, 7, 10), day(1961, 12, 31)].iter().all(|day| tried.contains(day)));
        assert!(tried.iter().any(|tried| *tried > day(1961, 7, 10) && *tried < day(1961, 12, 31)));
        assert!(tried.iter().any(|tried| *tried < day(1961, 7, 10) && *tried > day(1961, 1, 1)));
    }
}
