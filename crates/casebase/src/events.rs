//! `events.csv`: named events with vague dates and their order.
//!
//! The days on which each may have happened follow from its own date and from its order with the others: days that no
//! placement of the others allows are cut off, until nothing changes. What is left never loses a possible placement.

use crate::columns::{self, Schema};
use crate::dates::Calendar;
use crate::lookup::Lookup;
use crate::model::Event;
use spells::{Day, Interval, PossibleDays};
use std::collections::BTreeSet;
use text::{Diagnostic, FileId, Files, Span, nearest};

const SCHEMA: Schema = Schema {
    columns: &["id", "name", "date", "not_before", "not_after", "same_day_as", "source", "locator", "note"],
    required: &["id", "date"],
};

/// A row before its references are resolved.
pub(crate) struct RawEvent {
    event: Event,
    links: [Vec<(String, Span)>; 3],
    source: (String, Span),
}

/// Reads a file of events; references are resolved by [`finish`], when those of every layer are known.
pub(crate) fn read(
    files: &Files,
    file: FileId,
    calendar: &Calendar,
    raw: &mut Vec<RawEvent>,
    problems: &mut Vec<Diagnostic>,
) {
    let Some(layout) = columns::open(files, file, &SCHEMA, problems) else { return };
    let text = files.text(file);
    columns::rows(text, &layout, (layout.body, text.len()), problems, |row, problems| {
        let id = row.raw(0);
        if id.is_empty() || id.contains([' ', ',']) {
            problems.push(
                Diagnostic::error("casebase::bad_event_id", format!("`{id}` cannot be the id of an event"))
                    .at(row.span(0), "")
                    .hint("write a short id without spaces, such as end-of-war"),
            );
            return;
        }
        if let Some(earlier) = raw.iter().find(|other| other.event.id == id) {
            problems.push(
                Diagnostic::error("casebase::duplicate_event", format!("the event `{id}` stands twice"))
                    .at(row.span(0), "the second")
                    .at(earlier.event.span, "the first"),
            );
            return;
        }
        let date_text = row.raw(2);
        let date = match date_text {
            "" | ".." => None,
            _ => match calendar.date(date_text) {
                Ok(days) => Some(days),
                Err(wrong) => {
                    problems
                        .push(Diagnostic::error(wrong.code, wrong.message).at(row.span(2), "").maybe_hint(wrong.hint));
                    None
                }
            },
        };
        let links = [3, 4, 5].map(|column| {
            row.raw(column)
                .split_whitespace()
                .map(|id| (id.trim_start_matches("event:").to_owned(), row.span(column)))
                .collect()
        });
        raw.push(RawEvent {
            event: Event {
                id: id.to_owned(),
                name: row.cell(1).into_owned(),
                date,
                date_text: date_text.to_owned(),
                not_before: Vec::new(),
                not_after: Vec::new(),
                same_day_as: Vec::new(),
                source: None,
                locator: row.cell(7).into_owned(),
                public: Day::BEGINNING,
                span: row.span(0),
            },
            links,
            source: (row.raw(6).to_owned(), row.span(6)),
        });
    });
}

/// Finds a source and the day from which it is public, or says that there is none.
pub(crate) type Sources<'a> = dyn Fn(&str, Span, &mut Vec<Diagnostic>) -> Option<(u32, Day)> + 'a;

/// Puts events in order of id and resolves their references.
pub(crate) fn finish(mut raw: Vec<RawEvent>, source: &Sources<'_>, problems: &mut Vec<Diagnostic>) -> Vec<Event> {
    raw.sort_by(|a, b| a.event.id.cmp(&b.event.id));
    let ids: Vec<String> = raw.iter().map(|raw| raw.event.id.clone()).collect();
    let lookup = Lookup::new(ids.iter().map(String::as_str));
    let mut events = Vec::with_capacity(raw.len());
    for mut raw in raw {
        let mut resolved = raw.links.iter().map(|links| {
            let mut found = Vec::new();
            for (id, span) in links {
                match lookup.get(id) {
                    Some(at) => found.push(at),
                    None => {
                        let near =
                            nearest(id, ids.iter().map(String::as_str)).map(|near| format!("did you mean `{near}`?"));
                        problems.push(
                            Diagnostic::error("casebase::unknown_event", format!("no event is called `{id}`"))
                                .at(*span, "")
                                .hint(near.unwrap_or_else(|| "write the id of another row of this file".to_owned())),
                        );
                    }
                }
            }
            found
        });
        let (before, after, same) = (resolved.next(), resolved.next(), resolved.next());
        drop(resolved);
        raw.event.not_before = before.unwrap_or_default();
        raw.event.not_after = after.unwrap_or_default();
        raw.event.same_day_as = same.unwrap_or_default();
        if !raw.source.0.is_empty()
            && let Some((at, public)) = source(&raw.source.0, raw.source.1, problems)
        {
            raw.event.source = Some(at);
            raw.event.public = public;
        }
        events.push(raw.event);
    }
    events
}

/// When each event may have happened, given the events in view.
#[derive(Debug, Clone)]
pub(crate) struct Solved {
    /// By event: the event whose date it shares (itself, where it shares none).
    pub leader: Vec<u32>,
    /// By event; of an event out of view, any day of the window.
    pub possible: Vec<PossibleDays>,
    /// By event: whether it is in view.
    pub visible: Vec<bool>,
    /// Pairs of leaders, the first not after the second.
    pub orders: Vec<(u32, u32)>,
    /// Events whose order leaves them no day.
    pub contradictory: Vec<u32>,
}

impl Solved {
    /// Whether the date of an event is not one day.
    pub fn vague(&self, event: u32) -> bool {
        self.possible[event as usize].exact().is_none()
    }

    /// Whether the order of events alone puts one on the day of another or before it, wherever both lie. Takes leaders.
    pub fn not_after(&self, earlier: u32, later: u32) -> bool {
        let mut met = BTreeSet::from([earlier]);
        let mut open = vec![earlier];
        while let Some(at) = open.pop() {
            if at == later {
                return true;
            }
            let first = self.orders.partition_point(|(from, _)| *from < at);
            for (_, next) in self.orders[first..].iter().take_while(|(from, _)| *from == at) {
                if met.insert(*next) {
                    open.push(*next);
                }
            }
        }
        false
    }
}

/// Narrows the days of events to those that their order allows. O(events * orders) at worst, in practice a few rounds.
pub(crate) fn solve(events: &[Event], window: Interval, as_of: Option<Day>) -> Solved {
    let n = events.len();
    let first = if window.from == Day::BEGINNING { Day::FIRST } else { window.from };
    let last = if window.until == Day::END { Day::LAST } else { Day(window.until.0 - 1) };
    let any = PossibleDays::between(first, last);
    let visible: Vec<bool> = events
        .iter()
        .map(|event| {
            as_of.is_none_or(|day| event.public <= day && event.date.as_ref().is_none_or(|date| date.earliest() <= day))
        })
        .collect();
    let mut leader: Vec<u32> = (0..n as u32).collect();
    fn find(leader: &[u32], mut at: u32) -> u32 {
        while leader[at as usize] != at {
            at = leader[at as usize];
        }
        at
    }
    for (at, event) in events.iter().enumerate() {
        for other in &event.same_day_as {
            if visible[at] && visible[*other as usize] {
                let (a, b) = (find(&leader, at as u32), find(&leader, *other));
                leader[a.max(b) as usize] = a.min(b);
            }
        }
    }
    let leader: Vec<u32> = (0..n as u32).map(|at| find(&leader, at)).collect();
    let mut contradictory = Vec::new();
    let mut possible: Vec<PossibleDays> = vec![any.clone(); n];
    let mut set = vec![false; n];
    for (at, event) in events.iter().enumerate().filter(|(at, _)| visible[*at]) {
        let Some(date) = &event.date else { continue };
        let to = leader[at] as usize;
        if !set[to] {
            (possible[to], set[to]) = (date.clone(), true);
            continue;
        }
        let common: Vec<PossibleDays> =
            date.pieces().iter().filter_map(|piece| possible[to].within(piece.from, Day(piece.until.0 - 1))).collect();
        match PossibleDays::one_of(common) {
            Some(common) => possible[to] = common,
            None => contradictory.push(at as u32),
        }
    }
    let mut orders: Vec<(u32, u32)> = Vec::new();
    for (at, event) in events.iter().enumerate().filter(|(at, _)| visible[*at]) {
        let me = leader[at];
        let seen = |other: &&u32| visible[**other as usize];
        orders.extend(event.not_before.iter().filter(seen).map(|other| (leader[*other as usize], me)));
        orders.extend(event.not_after.iter().filter(seen).map(|other| (me, leader[*other as usize])));
    }
    orders.retain(|(a, b)| a != b);
    orders.sort_unstable();
    orders.dedup();
    for _ in 0..=2 * n {
        let mut changed = false;
        for (earlier, later) in &orders {
            let (a, b) = (*earlier as usize, *later as usize);
            let narrowed = (
                possible[a].within(Day::FIRST, possible[b].latest()),
                possible[b].within(possible[a].earliest(), Day::LAST),
            );
            match narrowed {
                (Some(first), Some(second)) => {
                    changed |= first != possible[a] || second != possible[b];
                    (possible[a], possible[b]) = (first, second);
                }
                _ => {
                    if !contradictory.contains(later) {
                        contradictory.push(*later);
                    }
                }
            }
        }
        if !changed {
            break;
        }
    }
    contradictory.sort_unstable();
    let possible = leader.iter().map(|at| possible[*at as usize].clone()).collect();
    Solved { leader, possible, visible, orders, contradictory }
}

/// Says which events contradict each other.
pub(crate) fn check(events: &[Event], solved: &Solved, problems: &mut Vec<Diagnostic>) {
    for at in &solved.contradictory {
        let event = &events[*at as usize];
        let mut said =
            Diagnostic::error("casebase::contradictory_events", format!("no day is left for the event `{}`", event.id))
                .at(event.span, "its date and its order with other events exclude each other");
        let mut others: Vec<u32> =
            event.not_before.iter().chain(&event.not_after).chain(&event.same_day_as).copied().collect();
        others.extend((0..events.len() as u32).filter(|other| {
            let other = &events[*other as usize];
            other.not_before.contains(at) || other.not_after.contains(at) || other.same_day_as.contains(at)
        }));
        others.sort_unstable();
        others.dedup();
        for other in others {
            let other = &events[other as usize];
            said = said.at(
                other.span,
                format!("`{}`: {}", other.id, if other.date_text.is_empty() { "no date" } else { &other.date_text }),
            );
        }
        problems.push(said.hint("correct a date, or `not_before`, `not_after` or `same_day_as`"));
    }
}
