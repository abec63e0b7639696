//! A study's treaties: when they must be decided about, what they say, what became of them, how allies conducted themselves.
//!
//! In: a study in view. Out: reports. Clocks are the case base's; here readings that were not taken are left out, and ids
//! get names and sources.

mod calendar;
mod ics;
mod list;

pub use calendar::CalendarOptions;
pub use ics::icalendar;

use crate::report::{Cited, PartyName, Seen, TreatyEventReport, days};
use crate::study::Study;
use casebase::clocks::Clock;
use casebase::{CaseBase, Treaty};
use spells::{Day, Dispute, History};

/// The treaties of a study in view.
struct Treaties<'a> {
    base: &'a CaseBase,
    history: &'a History,
    as_of: Option<Day>,
    readings: &'a [String],
    /// The day from which past and coming are told.
    today: Day,
}

impl<'a> Treaties<'a> {
    fn of(study: &'a Study) -> Self {
        let Study { base, history, as_of, ask } = study;
        let today = as_of.unwrap_or_else(|| base.seen_from());
        Self { base, history, as_of: *as_of, readings: &ask.readings, today }
    }

    fn seen(&self) -> Seen {
        Seen {
            title: self.base.title.clone(),
            layers: self.base.layers.iter().filter(|layer| layer.active).map(|layer| layer.name.clone()).collect(),
            readings: self.readings.to_vec(),
            as_of: self.as_of.map(|day| day.to_string()),
            from: self.today.to_string(),
        }
    }

    /// The dispute of which a reading is a side.
    fn dispute(&self, reading: &str) -> Option<&'a Dispute> {
        if reading.is_empty() {
            return None;
        }
        let sides = |dispute: &&Dispute| dispute.readings.iter().any(|side| self.history.reading(*side) == reading);
        self.history.disputes().iter().find(sides)
    }

    /// The place of a reading among those of its dispute; first, where it is undisputed.
    fn side(&self, reading: &str) -> usize {
        let sides = self.dispute(reading).map(|dispute| &dispute.readings);
        sides.and_then(|sides| sides.iter().position(|side| self.history.reading(*side) == reading)).unwrap_or(0)
    }

    /// Whether a reading is in view: no other side of its dispute was taken instead.
    fn taken(&self, reading: &str) -> bool {
        let Some(dispute) = self.dispute(reading) else { return true };
        let chosen = |side: &str| self.readings.iter().any(|taken| taken == side);
        chosen(reading) || !dispute.readings.iter().any(|side| chosen(self.history.reading(*side)))
    }

    /// Clocks in view, those of one treaty in the order in which their dispute names its readings.
    fn clocks(&self, horizon: Day) -> Vec<Clock> {
        let taken = |clock: &Clock| {
            let treaty = &self.base.treaties[clock.treaty];
            self.taken(&clock.reading) && self.taken(&treaty.main().reading)
        };
        let mut clocks: Vec<Clock> = self.base.clocks(self.as_of, horizon).into_iter().filter(taken).collect();
        clocks.sort_by_key(|clock| (clock.treaty, self.side(&clock.reading), clock.term));
        clocks
    }

    /// The ids of treaties in view without a clause in view.
    fn without_clause(&self) -> Vec<String> {
        let clocks = self.base.clocks(self.as_of, self.today);
        let bare = |(at, treaty): &(usize, &Treaty)| {
            !self.base.in_view(treaty, self.as_of).accounts.is_empty()
                && self.taken(&treaty.main().reading)
                && clocks.iter().all(|clock| clock.treaty != *at)
        };
        self.base.treaties.iter().enumerate().filter(bare).map(|(_, treaty)| treaty.id.clone()).collect()
    }

    fn name(&self, treaty: &Treaty) -> String {
        if treaty.name.is_empty() { treaty.id.clone() } else { treaty.name.clone() }
    }

    fn cited(&self, key: &str, locator: &str) -> Cited {
        let short = self.base.source(key).map_or(key, |source| &source.short).to_owned();
        Cited { key: key.to_owned(), short, locator: locator.to_owned() }
    }

    /// An actor by the name that it bore on a day.
    fn named(&self, actor: spells::ActorId, on: Day) -> PartyName {
        let entry = &self.base.actors[actor.0 as usize];
        PartyName { id: entry.id.clone(), name: entry.name_on(on).to_owned() }
    }

    fn parties(&self, treaty: &Treaty, on: Day) -> Vec<PartyName> {
        self.base.parties_on(treaty, on).into_iter().map(|actor| self.named(actor, on)).collect()
    }

    fn event(&self, treaty: &Treaty, at: usize) -> TreatyEventReport {
        let event = &treaty.events[at];
        let when = event.date.as_ref().and_then(|date| self.base.days_of(date, self.as_of));
        let on = when.as_ref().map_or(self.today, |when| when.earliest());
        TreatyEventReport {
            kind: event.kind.map_or("", |kind| kind.word()),
            days: when.as_ref().map(days),
            party: event.party.map(|party| self.named(party, on)),
            reading: event.reading.clone(),
            note: event.note.clone(),
            source: self.cited(&event.source, &event.locator),
            layer: treaty.accounts[event.account].layer.clone(),
        }
    }
}
