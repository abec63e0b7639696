//! One history in the making: codings with their dates and values, handed to the builder.

use crate::codings::{Entry, WRONG_VALUE};
use crate::dates::Endpoint;
use crate::rivals::Rivals;
use crate::sight::{EndDays, Sight};
use spells::{
    About, ActorId, AttributeId, CodingId, Day, Decision, HistoryBuilder, Interval, Kind, Moment, NO_READING,
    NewCoding, PossibleDays, ReadingId, Treaty, Truth, UNKNOWN_VALUE, VariableId, Why,
};
use std::collections::BTreeMap;

/// Builds one history.
pub(super) struct Making<'a> {
    pub sight: Sight<'a>,
    pub builder: HistoryBuilder,
    /// By leading event.
    pub events: BTreeMap<u32, VariableId>,
    /// By place in the pool, and by the offset of its use.
    pub shared: BTreeMap<i32, VariableId>,
    pub orders: Vec<(VariableId, VariableId, Option<CodingId>)>,
    pub spans: Vec<Interval>,
}

/// The ends of a coding both of which are known: then `None` inside where it can hold on no day.
#[inline]
fn exact(ends: &EndDays) -> Option<Option<(Moment, Moment)>> {
    let known = ends.from.0 == ends.from.1 && ends.until.0 == ends.until.1;
    known.then(|| (ends.from.0 < ends.until.0).then_some((Moment::Day(ends.from.0), Moment::Day(ends.until.0))))
}

impl Making<'_> {
    pub fn fill(&mut self, rivals: &Rivals, readings: &[ReadingId]) {
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
                    _ if matches!(entry.value, UNKNOWN_VALUE | WRONG_VALUE) => UNKNOWN_VALUE,
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

    pub fn treaties(&mut self, homes: &BTreeMap<String, (spells::DisputeId, ReadingId)>) {
        let base = self.sight.base;
        let horizon = base.window.until.plus_years(30);
        let mut treaties = Vec::with_capacity(base.treaties.len());
        for treaty in &base.treaties {
            let mut decisions: Vec<(Day, Decision)> = Vec::new();
            for end in crate::clocks::due(&self.sight, treaty, horizon) {
                let days = end.due;
                let reading = homes.get(&end.reading).map_or(NO_READING, |(_, reading)| *reading);
                let first = days.earliest();
                let due = match days.exact() {
                    Some(day) => Moment::Day(day),
                    None => {
                        let name = format!("decision of {} due {}", treaty.id, first.year());
                        Moment::Variable(self.builder.variable(name, false, days), 0)
                    }
                };
                let kept = end.continued.map_or(Truth::Unknown(Why::SourceSilent), Truth::from);
                let (clause, number) = (end.clause as u32, end.number as u32);
                decisions.push((first, Decision { due, reading, kept, clause, number }));
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
