//! Vague dates: where within their possible days the order of events could differ.
//!
//! A ruling hangs only on how endpoints are ordered and, for lags, on how far apart they lie. So each endpoint that a vague
//! date gives (its day and an offset) is tried on every day on which something else begins or ends, on the days next to
//! it, and at as many points of each gap between these as there are vague dates that may lie there: every order of endpoints, ties included,
//! is then among the placements, and the least and most days between them are. Where a lag is asked for, days on which it
//! would have passed since or until some endpoint count as days on which something begins or ends.

use conditions::Reads;
use spells::{Day, DaySet, History, Interval, VariableId, World};
use std::collections::{BTreeMap, BTreeSet};

/// So many vague dates are placed against each other; with more, a verdict that hangs on them stays possible.
pub(crate) const MOST_VARIABLES: usize = 6;

/// So many placements are tried for one claim, case and world.
pub(crate) const MOST_PLACEMENTS: usize = 4_096;

/// A stretch of time on which a claim may turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lag {
    Days(i32),
    Months(i32),
}

impl Lag {
    /// Years as formulas count them: by whole months.
    pub(crate) fn years(years: f64) -> Lag {
        Lag::Months((years * 12.0).round().clamp(-240_000.0, 240_000.0) as i32)
    }

    pub(crate) fn around(self, day: Day) -> [Day; 2] {
        match self {
            Lag::Days(days) => [day.plus(days.saturating_neg()), day.plus(days)],
            Lag::Months(months) => [day.plus_months(months.saturating_neg()), day.plus_months(months)],
        }
    }
}

/// Where each of some vague dates is tried.
#[derive(Clone)]
pub(crate) struct Points<'h> {
    history: &'h History,
    offsets: BTreeMap<VariableId, BTreeSet<i32>>,
    edges: Edges,
    lags: Vec<Lag>,
    tried: BTreeMap<VariableId, Vec<Day>>,
    /// Where each may take effect, from the first day to the last.
    reach: Vec<(VariableId, Interval)>,
    /// The known orders of dates that some placement could break.
    orders: Vec<(VariableId, VariableId)>,
    /// Whether a date counts wherever the days are on which something is open: where formulas ask for the past.
    anywhere: bool,
}

impl<'h> Points<'h> {
    /// For dates that some formulas read, over the days of a case. `lives` are days of others' lives that count besides.
    pub fn new(
        history: &'h History,
        variables: &BTreeSet<VariableId>,
        reads: &Reads,
        domain: &DaySet,
        lags: &[Lag],
        lives: &[Day],
        anywhere: bool,
    ) -> Self {
        let offsets = offsets(history, variables, reads);
        let orders = orders(history);
        let mut edges = Edges::of(history, &offsets, reads, domain, &orders);
        edges.plain.extend(lives);
        let reach: Vec<(VariableId, Interval)> =
            offsets.iter().map(|(id, shifts)| (*id, reach(history, *id, shifts))).collect();
        let tried = tried(history, &offsets, &reach, edges.all(), lags);
        Self { history, offsets, edges, lags: lags.to_vec(), tried, reach, orders, anywhere }
    }

    /// As many placements as there are of all dates, were each tried wherever it is tried at all.
    pub fn most(&self) -> usize {
        self.tried.values().fold(1, |most, days| most.saturating_mul(days.len()))
    }

    /// The same dates, tried against some of the days only on which something that is read begins or ends: those on which
    /// `turns` says that it matters. What bounds the dates themselves counts as before; so does all that lies where a date may
    /// lie that gives several endpoints, for between them there are days of which no other placement tells.
    #[must_use]
    pub fn only_at(&self, turns: &BTreeSet<Day>) -> Points<'h> {
        let several: Vec<Interval> =
            self.reach.iter().filter(|(id, _)| self.offsets[id].len() > 1).map(|(_, days)| *days).collect();
        let matters = |day: &Day| turns.contains(day) || several.iter().any(|days| seen(*days).contains(*day));
        let plain = self.edges.plain.iter().copied().filter(matters).collect();
        let edges = Edges { plain, ..self.edges.clone() };
        let tried = tried(self.history, &self.offsets, &self.reach, edges.all(), &self.lags);
        Points { edges, tried, ..self.clone() }
    }

    /// The next date to place where something is open on these days: of those not placed in a world that may take effect on
    /// one of them, the one that may on most, so that what is left falls apart into short stretches; among equals the one with the
    /// fewest possible days. `None` where no such date is left.
    pub fn next(&self, open: &DaySet, placed: &World) -> Option<VariableId> {
        if open.is_empty() {
            return None;
        }
        let left = self.touching(open, placed).map(|(id, days)| {
            let touched = if self.anywhere { 0 } else { open.days_within(days) };
            (std::cmp::Reverse(touched), days.days(), id)
        });
        left.min().map(|(.., id)| id)
    }

    /// Whether any date not placed in a world may take effect on these days.
    pub fn any_left(&self, days: &DaySet, placed: &World) -> bool {
        self.touching(days, placed).next().is_some()
    }

    /// Where the dates not placed in a world are seen to take effect that may do so on one of these days.
    pub fn left(&self, open: &DaySet, placed: &World) -> Vec<(Interval, VariableId)> {
        self.touching(open, placed).map(|(id, days)| (seen(days), id)).collect()
    }

    fn touching<'s>(
        &'s self,
        open: &'s DaySet,
        placed: &'s World,
    ) -> impl Iterator<Item = (VariableId, Interval)> + 's {
        let touches = |days: Interval| self.anywhere || open.overlaps(seen(days));
        let left = self.reach.iter().copied();
        left.filter(move |(id, days)| placed.placement(*id).is_none() && touches(*days))
    }

    /// Where one more date of a world is tried: at each of its points that keep the known order of events.
    ///
    /// Of points from which the date takes effect on none of the open days, one for each stretch between them will do,
    /// with the first and the last: what is open is then the same wherever in the stretch the date lies.
    pub fn of(&self, world: &World, date: VariableId, open: &DaySet) -> Vec<Day> {
        let shifts = &self.offsets[&date];
        let (least, most) = (shifts.first().copied().unwrap_or(0), shifts.last().copied().unwrap_or(0));
        let mut points: Vec<Day> = self.tried[&date].clone();
        let orders = &self.orders;
        if orders.iter().any(|(before, after)| *before == date || *after == date) {
            let mut world = world.clone();
            let mut keeps = |day: Day| {
                world.place(date, day);
                in_order(self.history, orders, &world)
            };
            // What comes before it bounds it from below, what comes after from above: the days that keep the order lie
            // together.
            let first = points.iter().position(|day| keeps(*day));
            let last = points.iter().rposition(|day| keeps(*day));
            points = first.zip(last).map_or_else(Vec::new, |(first, last)| points[first..=last].to_vec());
        } else if !orders.is_empty() && !in_order(self.history, orders, world) {
            points.clear();
        }
        let telling = |day: Day| open.overlaps(Interval::new(day.plus(least - 1), day.plus(most + 2)));
        let last = points.last().copied();
        let mut quiet = false; // a point in this quiet stretch is kept already
        points.retain(|day| {
            let tells = self.anywhere || telling(*day);
            let kept = tells || !quiet || Some(*day) == last;
            quiet = !tells;
            kept
        });
        points
    }
}

/// The days by which a date that takes effect on some is seen: an event is seen by the day before it, too.
fn seen(days: Interval) -> Interval {
    Interval::new(days.from.plus(-1), days.until.plus(1))
}

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

/// How many days after each vague date the endpoints lie that it gives.
fn offsets(history: &History, variables: &BTreeSet<VariableId>, reads: &Reads) -> BTreeMap<VariableId, BTreeSet<i32>> {
    let mut offsets: BTreeMap<VariableId, BTreeSet<i32>> = variables.iter().map(|id| (*id, BTreeSet::new())).collect();
    for (_, row) in reads.rows(history) {
        for (id, offset) in [row.ends.from, row.ends.until].into_iter().flatten() {
            if let Some(of) = offsets.get_mut(&id) {
                of.insert(offset);
            }
        }
    }
    offsets
}

/// Days on which something that a claim reads begins or ends, or may do so.
#[derive(Debug, Clone)]
struct Edges {
    /// Wherever vague dates lie.
    plain: Vec<Day>,
    /// The first or last day that a vague date may give; with the date, unless others are bounded by it.
    possible: Vec<(Day, Option<VariableId>)>,
}

impl Edges {
    fn of(
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

    /// Each with the vague date whose first or last day it is.
    fn all(&self) -> impl Iterator<Item = (Day, Option<VariableId>)> + '_ {
        let plain = self.plain.iter().map(|day| (*day, None));
        plain.chain(self.possible.iter().copied()).filter(|(day, _)| day.is_named())
    }
}

/// Days at which dates that are not read bound those that are, where some placement could break their known order: the first
/// and the last day that the dates before and after leave to each. A date between two of them that may lie in several stretches
/// bounds the one by the other at the end of each.
fn bounds(
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

/// Where each date is tried, in order, given days on which something begins or ends.
fn tried(
    history: &History,
    offsets: &BTreeMap<VariableId, BTreeSet<i32>>,
    reach: &[(VariableId, Interval)],
    edges: impl Iterator<Item = (Day, Option<VariableId>)>,
    lags: &[Lag],
) -> BTreeMap<VariableId, Vec<Day>> {
    let fine = fine(edges, lags);
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
/// makes it an edge, if one alone does: for that date it is none.
fn fine(turns: impl Iterator<Item = (Day, Option<VariableId>)>, lags: &[Lag]) -> Vec<(Day, Option<VariableId>)> {
    let mut fine: Vec<(Day, Option<VariableId>)> = Vec::new();
    for (day, owner) in turns {
        for near in [day.plus(-1), day, day.plus(1)] {
            fine.push((near, owner));
            fine.extend(lags.iter().flat_map(|lag| lag.around(near)).map(|day| (day, None)));
        }
    }
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
fn reach(history: &History, variable: VariableId, shifts: &BTreeSet<i32>) -> Interval {
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

/// Where one vague date is tried: so that one of its endpoints lies on one of the days. Where several vague dates give
/// two endpoints each, chains of endpoints a day apart need the days around as well.
fn points(
    history: &History,
    variable: VariableId,
    shifts: &BTreeSet<i32>,
    offsets: &BTreeMap<VariableId, BTreeSet<i32>>,
    tried: &[Day],
) -> BTreeSet<Day> {
    let possible = &history.variable(variable).possible;
    let double = offsets.values().filter(|shifts| shifts.len() > 1).count() as i32;
    let around = (double - 2).max(0);
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
