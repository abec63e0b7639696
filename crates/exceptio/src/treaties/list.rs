//! The treaties of a study, one by one, and the conduct of its allies.

use super::Treaties;
use crate::report::{AccountReport, ConductReport, EpisodeReport, PartyReport, TreatiesReport, TreatyReport, days};
use crate::study::Study;
use casebase::{Dated, Party, Treaty};
use spells::Day;
use text::{Diagnostic, Warned, did_you_mean};

/// The kinds of conduct, in the order in which they are counted.
const CONDUCT: [&str; 5] = ["honoured", "broken", "pledge-never-tested", "failed-to-deter", "after-the-end"];

impl Study {
    /// Every treaty in view, or the one of an id: accounts of its days and parties, what each owes, clauses by reading with
    /// their decision points, and the events of its life; and how allies conducted themselves, pair by pair (of one treaty,
    /// among its parties).
    ///
    /// `None` where no treaty has the id.
    pub fn treaties(&self, id: Option<&str>) -> Warned<Option<TreatiesReport>> {
        let treaties = Treaties::of(self);
        let all: Vec<(usize, &Treaty)> = self.base.treaties.iter().enumerate().collect();
        let wanted: Vec<(usize, &Treaty)> = match id {
            None => all,
            Some(id) => all.into_iter().filter(|(_, treaty)| treaty.id == id).collect(),
        };
        if let (Some(id), true) = (id, wanted.is_empty()) {
            let names = self.base.treaties.iter().map(|treaty| treaty.id.as_str());
            let hint =
                did_you_mean(id, names.clone(), || format!("the study has: {}", names.collect::<Vec<_>>().join(", ")));
            let problem = Diagnostic::misuse("treaties::unknown_treaty", format!("no treaty is called `{id}`"));
            return Warned::new(None, vec![problem.hint(hint)]);
        }
        let clocks = treaties.clocks(treaties.today);
        let reports = wanted.iter().filter_map(|(at, treaty)| {
            let clauses = clocks.iter().filter(|clock| clock.treaty == *at).map(|clock| treaties.clause(clock));
            treaties.report(treaty, clauses.collect())
        });
        let reports = reports.collect();
        let members = id.and_then(|_| wanted.first()).map(|(_, treaty)| treaty.members());
        let conduct = treaties.conduct(|actor, ally| {
            members.as_ref().is_none_or(|members| members.contains(&actor) && members.contains(&ally))
        });
        Warned::clean(Some(TreatiesReport {
            schema: "exceptio.treaties",
            version: 1,
            study: treaties.seen(),
            treaties: reports,
            conduct,
        }))
    }
}

impl Treaties<'_> {
    /// A treaty; `None` where it was not public, or a reading was taken under which it is none.
    fn report(&self, treaty: &Treaty, clauses: Vec<crate::report::ClauseReport>) -> Option<TreatyReport> {
        let view = self.base.in_view(treaty, self.as_of);
        let taken = |at: &usize| self.taken(&treaty.accounts[*at].reading);
        let accounts: Vec<usize> = view.accounts.iter().copied().filter(taken).collect();
        if accounts.is_empty() {
            return None;
        }
        let accounts = accounts.into_iter().map(|at| {
            let account = &treaty.accounts[at];
            let date = |date: &Option<Dated>| date.as_ref().and_then(|date| self.base.days_of(date, self.as_of));
            let begins = account.begins().or(treaty.main().begins());
            let on = begins.and_then(|date| self.base.days_of(date, self.as_of)).map_or(self.today, |d| d.earliest());
            let members = self.base.members_of(treaty, at, self.as_of);
            let own = |party: &&Party| {
                at == 0 || !party.obligations.is_empty() || account.parties.iter().any(|own| own.actor == party.actor)
            };
            let ended = view.ended[at].clone();
            AccountReport {
                layer: account.layer.clone(),
                reading: account.reading.clone(),
                signed: date(&account.signed).as_ref().map(days),
                ratified: date(&account.ratified).as_ref().map(days),
                in_force: date(&account.in_force).as_ref().map(days),
                end: account.end.filter(|_| ended.is_some()).map(|end| end.word()),
                ended: ended.as_ref().map(days),
                source: self.cited(&account.source, &account.locator),
                parties: members.iter().filter(own).map(|party| self.party(party, on)).collect(),
            }
        });
        let accounts = accounts.collect();
        let mut events: Vec<_> =
            view.events.iter().map(|at| self.event(treaty, *at)).filter(|event| self.taken(&event.reading)).collect();
        events.sort_by(|a, b| a.days.cmp(&b.days));
        Some(TreatyReport { id: treaty.id.clone(), name: self.name(treaty), accounts, clauses, events })
    }

    fn party(&self, party: &Party, on: Day) -> PartyReport {
        let id = |actor: &spells::ActorId| self.base.actors[actor.0 as usize].id.clone();
        // A name of the day on which it joined, where that is later.
        let joined = spells::parse_date(&party.from, &self.base.conventions).map_or(on, |days| days.earliest());
        PartyReport {
            party: self.named(party.actor, joined),
            from: party.from.clone(),
            until: party.until.clone(),
            left: party.left.map(|way| way.word()),
            obligations: party.obligations.clone(),
            to: party.to.iter().map(id).collect(),
        }
    }

    /// Conduct, pair by pair, in the order of ids.
    fn conduct(&self, wanted: impl Fn(spells::ActorId, spells::ActorId) -> bool) -> Vec<ConductReport> {
        let mut found: Vec<((spells::ActorId, spells::ActorId), ConductReport)> = Vec::new();
        let mut seen = self.base.episodes_in_view(self.as_of);
        // By date, then by what they say: the place of a row in a file says nothing.
        seen.sort_by_cached_key(|(episode, when)| {
            let ends = when.until.as_ref().map(|until| (until.earliest(), until.latest()));
            let coding = self.base.coding(episode.coding);
            let said = [&coding.value, &coding.note, &coding.source, &coding.locator, &coding.reading];
            let said = said.map(|word| word.to_string());
            (when.from.earliest(), when.from.latest(), ends, said, coding.layer.map(str::to_owned))
        });
        for (episode, when) in seen.into_iter().filter(|(episode, _)| wanted(episode.actor, episode.ally)) {
            let coding = self.base.coding(episode.coding);
            if !self.taken(&coding.reading) {
                continue;
            }
            let key = (episode.actor, episode.ally);
            let at = found.iter().position(|(other, _)| *other == key).unwrap_or_else(|| {
                let (actor, ally) = (self.named(key.0, self.today), self.named(key.1, self.today));
                let counts = CONDUCT.iter().map(|kind| (*kind, 0)).collect();
                found.push((key, ConductReport { actor, ally, counts, episodes: Vec::new() }));
                found.len() - 1
            });
            let report = &mut found[at].1;
            if let Some((_, count)) = report.counts.iter_mut().find(|(kind, _)| *kind == coding.value) {
                *count += 1;
            }
            report.episodes.push(EpisodeReport {
                kind: coding.value.to_string(),
                from: days(&when.from),
                until: when.until.as_ref().map(days),
                what: coding.note.to_string(),
                source: self.cited(&coding.source, &coding.locator),
                reading: coding.reading.to_string(),
                layer: coding.layer.unwrap_or_default().to_owned(),
            });
        }
        found.sort_by_key(|(key, _)| *key);
        found.into_iter().map(|(_, report)| report).collect()
    }
}
