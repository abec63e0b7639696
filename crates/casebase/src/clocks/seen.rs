//! What was public of treaties and of conduct on a day: parties, accounts, events, ends, episodes.

use crate::CaseBase;
use crate::dates::When;
use crate::entries::Dated;
use crate::memberships::{bounds, members};
use crate::model::Episode;
use crate::sight::Sight;
use crate::treaties::{Party, Treaty};
use spells::{ActorId, Day, PossibleDays};

impl CaseBase {
    /// Who the parties of a treaty are on a day, as far as was known by it: those who may have joined by then and have not
    /// certainly left. In the order of the file, successors last.
    pub fn parties_on(&self, treaty: &Treaty, day: Day) -> Vec<ActorId> {
        let sight = Sight::new(self, None);
        let mut parties: Vec<ActorId> = Vec::new();
        for account in &treaty.accounts {
            for party in members(treaty, account, &sight.solved) {
                let joined = party.first.as_ref().and_then(|first| bounds(first, &sight.solved));
                let left = party.last.as_ref().and_then(|last| bounds(last, &sight.solved));
                let there = joined.is_none_or(|(first, _)| first <= day) && left.is_none_or(|(_, last)| day < last);
                if there && !parties.contains(&party.actor) {
                    parties.push(party.actor);
                }
            }
        }
        parties
    }

    /// The members of a treaty as an account has them: of a layer, those of the treaty with what the layer says they owe. As
    /// of a day, without those who joined later, and without ends that nobody could know of.
    pub fn members_of(&self, treaty: &Treaty, account: usize, as_of: Option<Day>) -> Vec<Party> {
        let sight = Sight::new(self, as_of);
        let days = |when: &Option<When>| when.as_ref().and_then(|when| bounds(when, &sight.solved));
        let mut members = members(treaty, &treaty.accounts[account], &sight.solved);
        members.retain(|party| days(&party.first).is_none_or(|(first, _)| sight.public(first)));
        for party in &mut members {
            if days(&party.last).is_some_and(|(_, last)| sight.unknowable(last)) {
                (party.until, party.left, party.last) = (String::new(), None, None);
            }
        }
        members
    }

    /// The days of a treaty's date as of a day; `None` where it names an event that was not public yet.
    pub fn days_of(&self, date: &Dated, as_of: Option<Day>) -> Option<PossibleDays> {
        Sight::new(self, as_of).days(date)
    }

    /// The accounts, clauses and events of a treaty that were public by a day, by their places.
    pub fn in_view(&self, treaty: &Treaty, as_of: Option<Day>) -> InView {
        let sight = Sight::new(self, as_of);
        let of = |list: Vec<bool>| list.iter().enumerate().filter(|(_, seen)| **seen).map(|(at, _)| at).collect();
        InView {
            accounts: of(treaty.accounts.iter().map(|account| sight.public(account.public)).collect()),
            events: of(treaty.events.iter().map(|event| sight.happened(event)).collect()),
            ended: treaty.accounts.iter().map(|account| sight.over(account)).collect(),
        }
    }

    /// The episodes of conduct that were public by a day and had begun, in the order of files; each with when it began and
    /// ended, as far as was known.
    pub fn episodes_in_view(&self, as_of: Option<Day>) -> Vec<(&Episode, EpisodeDays)> {
        let sight = Sight::new(self, as_of);
        let seen = self.episodes.iter().filter_map(|episode| {
            let row = episode.coding.0 as usize;
            let entry = self.codings.columns.entry(row);
            let (from, until) = (sight.ends(&entry).from, sight.ends(&entry).until);
            let told = sight.bounds(entry.until, 1).is_some() && until.1 < Day::END;
            let days = EpisodeDays {
                from: PossibleDays::between(from.0, from.1),
                until: told.then(|| PossibleDays::between(until.0.plus(-1), until.1.plus(-1))),
            };
            (sight.shows(row) && sight.public(from.0)).then_some((episode, days))
        });
        seen.collect()
    }
}

/// When an episode began and ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EpisodeDays {
    /// Its first day.
    pub from: PossibleDays,
    /// Its last day; `None` where it is not known, or was not yet.
    pub until: Option<PossibleDays>,
}

/// What was public of a treaty on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InView {
    /// Places of its accounts.
    pub accounts: Vec<usize>,
    /// Places of the events of its life that had happened.
    pub events: Vec<usize>,
    /// For each account, in view or not: the days on which its last day may lie, if it was known to have ended.
    pub ended: Vec<Option<PossibleDays>>,
}
