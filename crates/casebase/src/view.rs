//! A study seen as of a day, under some readings: its history.
//!
//! As of a day, codings that were not public by then are gone, and an end that lies after it becomes "still holds": the
//! history is the same as if everything later had never been written. Events, treaties, policies and lifetimes likewise. No day
//! after it is under study.

mod making;

use crate::CaseBase;
use crate::rivals::{Found, Rivals};
use crate::sight::Sight;
use making::Making;
use spells::{Actor, Day, DaySet, History, HistoryBuilder, Interval, NO_READING, ReadingId};
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

impl CaseBase {
    /// The days under study as they are seen as of a day: none that comes after it. Empty where the first is still to come.
    pub fn window_as_of(&self, as_of: Option<Day>) -> Interval {
        let Interval { from, until } = self.window;
        Interval::new(from, as_of.map_or(until, |day| until.min(day.plus(1))).max(from))
    }

    /// The day on which the first of its codings became public, whatever the view; `None` where nothing is coded, or something of
    /// which nobody says when. O(codings).
    pub fn first_public(&self) -> Option<Day> {
        let first = self.codings.columns.public.iter().map(|day| Day(*day)).min();
        first.filter(|day| *day > Day::BEGINNING)
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
