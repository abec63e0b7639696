//! Vague dates: where within their possible days the order of events could differ.
//!
//! A ruling hangs only on how endpoints are ordered and, for lags, on how far apart they lie. So each endpoint that a vague
//! date gives (its day and an offset) is tried on every day on which something else begins or ends, on the days next to
//! it, and at as many points of each gap between these as there are vague dates that may lie there: every order of endpoints, ties included,
//! is then among the placements, and the least and most days between them are. Where a lag is asked for, days on which it
//! would have passed since or until some endpoint count as days on which something begins or ends.

mod edges;
mod order;
mod points;

pub(crate) use order::{in_order, orders};

use conditions::Reads;
use edges::Edges;
use points::{reach, tried};
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
        let matters = |day: Day| turns.contains(&day) || several.iter().any(|days| seen(*days).contains(day));
        let edges = self.edges.only(matters);
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
