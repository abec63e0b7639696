//! What a view shows of events and dates: which codings, how far their ends reach, who rivals whom.
//!
//! In: a case base and the day as of which it is seen. Nothing is built here; `view` builds the history.

use crate::CaseBase;
use crate::codings::Entry;
use crate::dates::Endpoint;
use crate::events::{Solved, solve};
use crate::model::ActorEntry;
use crate::rivals::{self, Found, Reach, Rivals};
use spells::{Day, DaySet, Interval, PossibleDays};

/// Any day that a window allows, as far as a calendar can name it.
pub(crate) fn any_day(window: Interval) -> PossibleDays {
    let last = if window.until == Day::END { Day::LAST } else { window.until.plus(-1) };
    PossibleDays::between(window.from.max(Day::FIRST), last)
}

/// The possible days of both ends of a coding: of its first day, and of the day after its last.
#[derive(Debug, Clone, Copy)]
pub(crate) struct EndDays {
    pub from: (Day, Day),
    pub until: (Day, Day),
}

/// What a view shows of events and dates.
pub(crate) struct Sight<'a> {
    pub base: &'a CaseBase,
    pub as_of: Option<Day>,
    pub solved: Solved,
    any: PossibleDays,
}

impl<'a> Sight<'a> {
    pub fn new(base: &'a CaseBase, as_of: Option<Day>) -> Self {
        Self { base, as_of, solved: solve(&base.events, base.window, as_of), any: any_day(base.window) }
    }

    /// Whether a coding was public.
    pub fn shows(&self, row: usize) -> bool {
        let Some(day) = self.as_of else { return true };
        let columns = &self.base.codings.columns;
        columns.public[row] <= day.0
            && match self.base.codings.pool.when(columns.from[row]) {
                Err(Endpoint::Event(event, _)) => self.solved.visible[*event as usize],
                _ => true,
            }
    }

    /// Whether an end lies after the day of the view, so that nobody could know it.
    pub fn unknowable(&self, latest_after: Day) -> bool {
        self.as_of.is_some_and(|day| latest_after > day.plus(1))
    }

    /// The possible days of an end; of an unknown one `None`.
    pub fn bounds(&self, number: i32, step: i32) -> Option<(Day, Day)> {
        match self.base.codings.pool.when(number) {
            Ok(day) => Some((day, day)),
            Err(Endpoint::Own(days)) => Some((days.earliest().plus(step), days.latest().plus(step))),
            Err(Endpoint::Shared(_, days, step) | Endpoint::Told { days, step, .. }) => {
                Some((days.earliest().plus(*step), days.latest().plus(*step)))
            }
            Err(Endpoint::Event(event, offset)) => {
                let days = &self.solved.possible[*event as usize];
                Some((days.earliest().plus(*offset), days.latest().plus(*offset)))
            }
            Err(Endpoint::Unknown) => None,
        }
    }

    /// The possible days of both ends of a coding.
    #[inline]
    pub fn ends(&self, entry: &Entry) -> EndDays {
        let until = match self.bounds(entry.until, 1) {
            Some((_, latest)) if self.unknowable(latest) || self.hidden(entry.until) => Some((Day::END, Day::END)),
            other => other,
        };
        let from = self.bounds(entry.from, 0);
        let (first, last) = (self.any.earliest(), self.any.latest());
        match (from, until) {
            (Some(from), Some(until)) => EndDays { from, until },
            (Some(from), None) => {
                // The other end lies in the window; or where none of its days is left, as near to it as this end allows.
                let earliest = from.0.max(first.plus(-1));
                EndDays { from, until: (earliest.plus(1), last.max(from.1).max(earliest).plus(1)) }
            }
            (None, Some(until)) => {
                let latest = until.1.min(last.plus(1)).plus(-1);
                EndDays { from: (first.min(until.0.plus(-1)).min(latest), latest), until }
            }
            (None, None) => EndDays { from: (first, last), until: (first.plus(1), last.plus(1)) },
        }
    }

    fn hidden(&self, number: i32) -> bool {
        match self.base.codings.pool.when(number) {
            Err(Endpoint::Event(event, _)) => !self.solved.visible[*event as usize],
            Err(Endpoint::Told { public, .. }) => !self.public(*public),
            _ => false,
        }
    }

    /// Where a coding certainly and possibly holds.
    #[inline]
    pub fn reach(&self, entry: &Entry) -> Reach {
        let ends = self.ends(entry);
        let event = |number: i32| match self.base.codings.pool.when(number) {
            Err(Endpoint::Event(event, offset)) if !self.hidden(number) => {
                Some((self.solved.leader[*event as usize], *offset))
            }
            _ => None,
        };
        Reach {
            hull: Interval::new(ends.from.0, ends.until.1),
            core: Interval::new(ends.from.1, ends.until.0),
            until_event: if ends.until.0 == Day::END { None } else { event(entry.until) },
            from_event: event(entry.from),
        }
    }

    /// Rivals among the codings in view.
    pub fn rivals(&self) -> Rivals {
        let base = self.base;
        // As of a day ends may lie later than in the files, so that other cells may be crowded.
        let all = [(0, base.order.len() as u32)];
        let stretches: &[(u32, u32)] = if self.as_of.is_none() { &base.crowded } else { &all };
        let rows = stretches.iter().flat_map(|(from, until)| &base.order[*from as usize..*until as usize]);
        let rows = rows.filter(|row| self.shows(**row as usize)).map(|row| {
            let entry = base.codings.columns.entry(*row as usize);
            (*row, self.reach(&entry))
        });
        rivals::find(&base.codings, &base.attributes, &base.layer_readings, rows)
    }

    /// Disputes among the codings, treaty terms and policies in view; also the pairs that rival across disputes.
    pub fn disputes(&self, rivals: &Rivals) -> (Vec<Found>, Vec<(u32, u32)>) {
        let base = self.base;
        let mut pairs: Vec<(u32, u32)> = rivals.pairs.keys().copied().collect();
        let number = |name: &str| base.codings.pool.readings.iter().position(|other| other == name).map(|at| at as u32);
        let mut all_against_all = |names: Vec<&str>| {
            let mut numbers: Vec<u32> = names.into_iter().filter(|name| !name.is_empty()).filter_map(number).collect();
            numbers.sort_unstable();
            numbers.dedup();
            pairs.extend(numbers.windows(2).map(|two| (two[0], two[1])));
        };
        let public = |day: Day| self.as_of.is_none_or(|as_of| day <= as_of);
        for treaty in &base.treaties {
            let clauses = self.clauses(treaty);
            all_against_all(clauses.iter().map(|clause| clause.reading.as_str()).collect());
        }
        for (at, policy) in base.policies.iter().enumerate() {
            if public(base.policy_public[at]) {
                all_against_all(policy.readings.iter().map(|reading| reading.reading.as_str()).collect());
            }
        }
        pairs.sort_by(|a, b| {
            let names = |pair: &(u32, u32)| {
                let (x, y) =
                    (&base.codings.pool.readings[pair.0 as usize], &base.codings.pool.readings[pair.1 as usize]);
                (x.min(y).clone(), x.max(y).clone())
            };
            names(a).cmp(&names(b))
        });
        let layers: Vec<String> =
            base.layers.iter().filter(|layer| layer.active).map(|layer| layer.name.clone()).collect();
        rivals::disputes(&base.codings.pool.readings, &base.disputes, pairs.into_iter(), &layers)
    }

    /// The days on which an actor may have existed, as far as anybody could know.
    pub fn lifetime(&self, actor: &ActorEntry) -> DaySet {
        let Some(day) = self.as_of else { return actor.lifetime.clone() };
        DaySet::from_intervals(actor.facets.iter().filter(|facet| facet.days.from <= day).map(|facet| {
            let until = if facet.days.until > day.plus(1) { Day::END } else { facet.days.until };
            Interval::new(facet.days.from, until)
        }))
    }
}
