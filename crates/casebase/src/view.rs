//! A study seen as of a day, under some readings: its history.
//!
//! As of a day, codings that were not public by then are gone, and an end that lies after it becomes "still holds": the
//! history is the same as if everything later had never been written. Events, treaties, policies and lifetimes likewise. No day
//! after it is under study.

use crate::CaseBase;
use crate::codings::Entry;
use crate::dates::Endpoint;
use crate::events::{Solved, solve};
use crate::model::ActorEntry;
use crate::rivals::{self, Found, Reach, Rivals};
use spells::{
    About, Actor, ActorId, AttributeId, CodingId, Day, DaySet, Decision, History, HistoryBuilder, Interval, Kind,
    Moment, NO_READING, NewCoding, PossibleDays, ReadingId, Treaty, UNKNOWN_VALUE, VariableId,
};
use std::collections::BTreeMap;
use text::{Diagnostic, Warned, nearest};

/// How a study is to be seen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct View {
    /// Only what was public on this day; everything, if `None`.
    pub as_of: Option<Day>,
    /// Readings taken once and for all, by name.
    pub readings: Vec<String>,
}

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

/// Builds one history.
struct Making<'a> {
    sight: Sight<'a>,
    builder: HistoryBuilder,
    /// By leading event.
    events: BTreeMap<u32, VariableId>,
    /// By place in the pool, and by the offset of its use.
    shared: BTreeMap<i32, VariableId>,
    orders: Vec<(VariableId, VariableId, Option<CodingId>)>,
    spans: Vec<Interval>,
}

impl CaseBase {
    /// The days under study as they are seen as of a day: none that comes after it. Empty where the first is still to come.
    pub fn window_as_of(&self, as_of: Option<Day>) -> Interval {
        let Interval { from, until } = self.window;
        Interval::new(from, as_of.map_or(until, |day| until.min(day.plus(1))).max(from))
    }

    /// The history of the study in a view.
    ///
    /// Problems are those of the view alone (an unknown reading); those of the files come with [`CaseBase::read`]. O(codings).
    pub fn history(&self, view: &View) -> Warned<History> {
        let mut problems = Vec::new();
        let sight = Sight::new(self, view.as_of);
        let disputable = self.codings.pool.readings.len() > 1 || !self.disputes.is_empty();
        let rivals = if disputable { sight.rivals() } else { Rivals::default() };
        let (disputes, _) = sight.disputes(&rivals);
        let actors: Vec<Actor> = self
            .actors
            .iter()
            .map(|actor| Actor { id: actor.id.clone(), name: actor.name.clone(), lifetime: sight.lifetime(actor) })
            .collect();
        let spans = actors.iter().map(|actor| hull(&actor.lifetime)).collect();
        let attributes = self.attributes.iter().map(|entry| entry.attribute.clone()).collect();
        let mut making = Making {
            builder: HistoryBuilder::new(self.window_as_of(view.as_of), actors, Vec::new(), attributes),
            sight,
            events: BTreeMap::new(),
            shared: BTreeMap::new(),
            orders: Vec::new(),
            spans,
        };
        let mut readings: Vec<ReadingId> = vec![NO_READING; self.codings.pool.readings.len()];
        let mut homes: BTreeMap<String, (spells::DisputeId, ReadingId)> = BTreeMap::new();
        for dispute in &disputes {
            let names: Vec<&str> = dispute.readings.iter().map(String::as_str).collect();
            let (id, ids) = making.builder.dispute(&dispute.name, &dispute.question, &names);
            for (name, reading) in names.iter().zip(ids) {
                homes.insert((*name).to_owned(), (id, reading));
                if let Some(at) = self.codings.pool.readings.iter().position(|other| other == name) {
                    readings[at] = reading;
                }
            }
        }
        let mut taken: BTreeMap<spells::DisputeId, (ReadingId, &str)> = BTreeMap::new();
        for name in &view.readings {
            match homes.get(name) {
                Some((dispute, reading)) => match taken.get(dispute) {
                    Some((other, first)) if other != reading => {
                        problems.push(both_sides(&disputes[dispute.0 as usize], first, name));
                    }
                    _ => {
                        taken.insert(*dispute, (*reading, name));
                        making.builder.fix(*dispute, *reading);
                    }
                },
                // Known to the study, though nothing in this view disputes it.
                None if self.knows_reading(name) => {}
                None => {
                    let known: Vec<&str> = self.readings();
                    let dormant = self.dormant.iter().find(|(reading, _)| reading == name);
                    let hint = match nearest(name, known.iter().copied()) {
                        _ if let Some((_, layer)) = dormant => {
                            format!("it is a reading of the layer `{layer}`: put that on with `--layer {layer}`")
                        }
                        Some(near) => format!("did you mean `{near}`?"),
                        None if known.is_empty() => "this study has no rival readings".to_owned(),
                        None => format!("readings of this study: {}", known.join(", ")),
                    };
                    problems.push(
                        Diagnostic::misuse("casebase::unknown_reading", format!("no reading is called `{name}`"))
                            .hint(hint),
                    );
                }
            }
        }
        making.fill(&rivals, &readings);
        making.treaties(&homes);
        making.orders.sort_unstable();
        making.orders.dedup();
        for (earlier, later, because) in std::mem::take(&mut making.orders) {
            making.builder.not_after(earlier, later, because);
        }
        Warned::new(making.builder.build(), problems)
    }
}

/// Two readings of one dispute, of which nobody can take both.
fn both_sides(dispute: &Found, first: &str, second: &str) -> Diagnostic {
    Diagnostic::misuse(
        "casebase::rival_readings",
        format!("`{first}` and `{second}` are rival readings of the dispute `{}`", dispute.name),
    )
    .hint(format!("take one of them, or neither: without a choice every reading of `{}` is judged", dispute.name))
}

fn hull(days: &DaySet) -> Interval {
    match days.intervals() {
        [] => Interval::new(Day::END, Day::BEGINNING),
        [first, .., last] => Interval::new(first.from, last.until),
        [one] => *one,
    }
}

/// The ends of a coding both of which are known: then `None` inside where it can hold on no day.
#[inline]
fn exact(ends: &EndDays) -> Option<Option<(Moment, Moment)>> {
    let known = ends.from.0 == ends.from.1 && ends.until.0 == ends.until.1;
    known.then(|| (ends.from.0 < ends.until.0).then_some((Moment::Day(ends.from.0), Moment::Day(ends.until.0))))
}

impl Making<'_> {
    fn fill(&mut self, rivals: &Rivals, readings: &[ReadingId]) {
        let base = self.sight.base;
        let (numbers, sets) = self.values();
        // Every event in view that is vague is a variable, whether or not a coding names it: others are ordered by it.
        for at in 0..base.events.len() as u32 {
            if self.sight.solved.visible[at as usize] && self.sight.solved.vague(at) {
                self.event(at);
            }
        }
        for (earlier, later) in self.sight.solved.orders.clone() {
            if let (Some(a), Some(b)) = (self.events.get(&earlier), self.events.get(&later)) {
                self.orders.push((*a, *b, None));
            }
        }
        // Codings whose dates are known, attribute by attribute on all cores; then the others, which make vague dates, in
        // their order.
        let coding =
            |builder: &HistoryBuilder, row: u32, entry: &Entry, (from, until): (Moment, Moment), rules: &[u32]| {
                let value = match &base.attributes[entry.attribute as usize].attribute.kind {
                    _ if entry.value == UNKNOWN_VALUE => UNKNOWN_VALUE,
                    Kind::Number => numbers[entry.value as usize],
                    Kind::Actors => sets[entry.value as usize],
                    Kind::Category { .. } if entry.attribute == base.policy_attribute => rules[entry.value as usize],
                    _ => entry.value,
                };
                let reading = rivals.assigned.get(&row).copied().unwrap_or(entry.reading);
                builder.ready(NewCoding {
                    attribute: AttributeId(entry.attribute),
                    subject: entry.subject,
                    object: entry.object,
                    from,
                    until,
                    value,
                    reading: readings[reading as usize],
                    coding: CodingId(row),
                })
            };
        let columns = &base.codings.columns;
        let of_one_attribute: Vec<&[u32]> =
            base.order.chunk_by(|a, b| columns.attribute[*a as usize] == columns.attribute[*b as usize]).collect();
        let (sight, builder) = (&self.sight, &self.builder);
        let known = |at: usize| {
            let rows = of_one_attribute[at];
            let (mut ready, mut left) = (Vec::with_capacity(rows.len()), Vec::new());
            for row in rows.iter().copied().filter(|row| sight.shows(*row as usize)) {
                let entry = columns.entry(row as usize);
                match exact(&sight.ends(&entry)) {
                    Some(days) if entry.attribute != base.policy_attribute => {
                        ready.extend(days.and_then(|days| coding(builder, row, &entry, days, &[])));
                    }
                    _ => left.push(row),
                }
            }
            (ready, left)
        };
        let threads = if columns.len() > 10_000 { threads::cores() } else { 1 };
        let parts = threads::each(threads, of_one_attribute.len(), known);
        let mut rules: Vec<u32> = Vec::new();
        for (rows, (ready, left)) in of_one_attribute.iter().zip(parts) {
            let attribute = AttributeId(columns.attribute[rows[0] as usize]);
            self.builder.take(attribute, ready);
            for row in left {
                let entry = columns.entry(row as usize);
                let Some(moments) = self.moments(row, &entry) else { continue };
                if entry.attribute == base.policy_attribute && rules.is_empty() {
                    rules = base.rules.iter().map(|rule| self.builder.policy(rule.clone())).collect();
                }
                let ready = coding(&self.builder, row, &entry, moments, &rules);
                self.builder.take(attribute, ready.into_iter().collect());
            }
        }
    }

    /// Numbers and sets in their own order, so that it does not matter in which order rows stand in a file.
    fn values(&mut self) -> (Vec<u32>, Vec<u32>) {
        let pool = &self.sight.base.codings.pool;
        let mut order: Vec<usize> = (0..pool.numbers.len()).collect();
        order.sort_by(|a, b| pool.numbers[*a].total_cmp(&pool.numbers[*b]));
        let mut numbers = vec![0; pool.numbers.len()];
        for at in order {
            numbers[at] = self.builder.number(pool.numbers[at]);
        }
        let mut order: Vec<usize> = (0..pool.sets.len()).collect();
        order.sort_by(|a, b| pool.sets[*a].cmp(&pool.sets[*b]));
        let mut sets = vec![0; pool.sets.len()];
        for at in order {
            let (members, exactly) = &pool.sets[at];
            sets[at] = self.builder.set(members.iter().map(|member| ActorId(*member)).collect(), *exactly);
        }
        (numbers, sets)
    }

    fn event(&mut self, event: u32) -> VariableId {
        let leader = self.sight.solved.leader[event as usize];
        if let Some(id) = self.events.get(&leader) {
            return *id;
        }
        let name = self.sight.base.events[leader as usize].id.clone();
        let id = self.builder.variable(name, true, self.sight.solved.possible[leader as usize].clone());
        self.events.insert(leader, id);
        id
    }

    /// The ends of a coding. `None` where it can hold on no day.
    #[inline]
    fn moments(&mut self, row: u32, entry: &Entry) -> Option<(Moment, Moment)> {
        let base = self.sight.base;
        let ends = self.sight.ends(entry);
        if let Some(days) = exact(&ends) {
            return days;
        }
        // Days on which the actors cannot have existed are no days on which a coding's own vague date can lie.
        let about = base.attributes[entry.attribute as usize].attribute.about;
        let span = self.lifespan(about, entry);
        let from = self.moment(row, entry.from, ends.from, 0, "from", span, (Day::BEGINNING, ends.until.1.plus(-1)))?;
        let floor = self.earliest(from, ends.from.0);
        let until = self.moment(row, entry.until, ends.until, 1, "until", span, (floor.plus(1), Day::END))?;
        if let (Moment::Variable(a, _), Moment::Variable(b, _)) = (from, until)
            && a != b
            && ends.from.1 >= ends.until.0
        {
            self.orders.push((a, b, Some(CodingId(row))));
        }
        match (from, until) {
            (Moment::Day(day), Moment::Day(end)) if end <= day => None,
            _ => Some((from, until)),
        }
    }

    fn earliest(&self, moment: Moment, otherwise: Day) -> Day {
        match moment {
            Moment::Day(day) => day,
            Moment::Variable(..) => otherwise,
        }
    }

    fn lifespan(&self, about: About, entry: &Entry) -> Interval {
        let span = |actor: u32| self.spans[actor as usize];
        match about {
            About::Treaty => Interval::ALWAYS,
            About::Actor => span(entry.subject),
            About::Directed | About::Undirected => span(entry.subject).and(span(entry.object)),
        }
    }

    fn moment(
        &mut self,
        row: u32,
        number: i32,
        (earliest, latest): (Day, Day),
        step: i32,
        which: &str,
        span: Interval,
        (least, most): (Day, Day),
    ) -> Option<Moment> {
        if earliest == latest {
            return Some(Moment::Day(earliest));
        }
        match self.sight.base.codings.pool.when(number) {
            Ok(day) => Some(Moment::Day(day)),
            Err(Endpoint::Event(event, offset)) => {
                let (event, offset) = (*event, *offset);
                Some(Moment::Variable(self.event(event), offset))
            }
            Err(Endpoint::Shared(name, days, step) | Endpoint::Told { name, days, step, .. }) => {
                let step = *step;
                let id = match self.shared.get(&number) {
                    Some(id) => *id,
                    None => {
                        let id = self.builder.variable(name.clone(), false, days.clone());
                        self.shared.insert(number, id);
                        id
                    }
                };
                Some(Moment::Variable(id, step))
            }
            Err(Endpoint::Own(days)) => {
                let days = days.clone();
                self.own(row, &days, step, which, span, (least, most))
            }
            Err(Endpoint::Unknown) => {
                let days = PossibleDays::between(earliest.plus(-step), latest.plus(-step));
                self.own(row, &days, step, which, span, (least, most))
            }
        }
    }

    /// A vague date of one coding alone, cut to the days that are possible besides.
    fn own(
        &mut self,
        row: u32,
        days: &PossibleDays,
        step: i32,
        which: &str,
        span: Interval,
        (least, most): (Day, Day),
    ) -> Option<Moment> {
        let days = days.within(least.plus(-step), most.plus(-step))?;
        let alive = days.within(span.from, span.until.plus(-1)).unwrap_or(days);
        if let Some(day) = alive.exact() {
            return Some(Moment::Day(day.plus(step)));
        }
        let name = self.sight.base.coding(CodingId(row)).name_of_end(which);
        Some(Moment::Variable(self.builder.variable(name, false, alive), step))
    }

    fn treaties(&mut self, homes: &BTreeMap<String, (spells::DisputeId, ReadingId)>) {
        let base = self.sight.base;
        let horizon = base.window.until.plus_years(30);
        let mut treaties = Vec::with_capacity(base.treaties.len());
        for treaty in &base.treaties {
            let mut decisions: Vec<(Day, Decision)> = Vec::new();
            for (reading, days) in crate::clocks::due(&self.sight, treaty, horizon) {
                let reading = homes.get(&reading).map_or(NO_READING, |(_, reading)| *reading);
                let first = days.earliest();
                let due = match days.exact() {
                    Some(day) => Moment::Day(day),
                    None => {
                        let name = format!("decision of {} due {}", treaty.id, first.year());
                        Moment::Variable(self.builder.variable(name, false, days), 0)
                    }
                };
                decisions.push((first, Decision { due, reading }));
            }
            decisions.sort_by_key(|(first, decision)| (*first, decision.reading));
            treaties.push(Treaty {
                id: treaty.id.clone(),
                name: if treaty.name.is_empty() { treaty.id.clone() } else { treaty.name.clone() },
                parties: treaty.members(),
                decisions: decisions.into_iter().map(|(_, decision)| decision).collect(),
            });
        }
        self.builder.treaties(treaties);
    }
}
