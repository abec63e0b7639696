//! The clauses of a treaty in view: from which day each counts, under which reading it stands, until when the treaty holds.
//!
//! A clause belongs to one account of a treaty (the study's or a layer's) and is held against the dates of that account;
//! where a layer's account gives a date that it needs not, against those of the treaty's own account.

use crate::dates::{Endpoint, When};
use crate::entries::Dated;
use crate::sight::Sight;
use crate::treaties::{Account, Term, Treaty, TreatyEnd, TreatyEvent};
use spells::{Day, PossibleDays};

/// A clause in view.
#[derive(Debug, Clone)]
pub(crate) struct Clause<'t> {
    /// Its place in the treaty's terms.
    pub place: usize,
    /// What it says.
    pub term: &'t Term,
    /// Other clauses under the same reading that say less and nothing else.
    pub agreeing: Vec<usize>,
    /// Its reading: its own, or that of the treaty's account, or that of the study or layer whose it is, where another
    /// contradicts it.
    pub reading: String,
    /// The date from which it counts.
    pub anchor: Option<PossibleDays>,
    /// The days on which the treaty's last day may lie; `None` where it has not ended as far as was known.
    pub last: Option<PossibleDays>,
    /// How it ended.
    pub end: Option<TreatyEnd>,
    /// Whether it is said to be still in force, as far as was known.
    pub stands: bool,
    /// The last day of which the source of that can speak.
    pub spoke: Day,
    /// From when on the account is public.
    pub public: Day,
    /// From when on its end is, where that is later.
    pub told: Day,
}

impl Clause<'_> {
    /// Whether two clauses cannot both be right. One that is silent on something contradicts nobody there.
    fn contradicts(&self, other: &Clause<'_>) -> bool {
        let apart = match (&self.anchor, &other.anchor) {
            (Some(a), Some(b)) => a.latest() < b.earliest() || b.latest() < a.earliest(),
            _ => false,
        };
        apart || self.term.contradicts(other.term)
    }

    /// How much a clause says: how many things, then how exactly.
    fn says(&self) -> (usize, std::cmp::Reverse<i64>) {
        let width = self.anchor.as_ref().map_or(i64::MAX, |days| i64::from(days.latest().0 - days.earliest().0));
        (self.term.says(), std::cmp::Reverse(width))
    }
}

impl Sight<'_> {
    /// The day of the view, given or not.
    pub(crate) fn today(&self) -> Day {
        self.as_of.unwrap_or_else(|| self.base.seen_from())
    }

    pub(crate) fn public(&self, day: Day) -> bool {
        self.as_of.is_none_or(|as_of| day <= as_of)
    }

    /// The clauses of a treaty that are in view, each under its reading. Of those under one reading that do not contradict
    /// each other, as where a layer is more exact than the study, the one that says most.
    pub(crate) fn clauses<'t>(&self, treaty: &'t Treaty) -> Vec<Clause<'t>> {
        let main = Some(treaty.main()).filter(|main| self.public(main.public));
        let seen = treaty.terms.iter().enumerate().filter_map(|(place, term)| {
            let own = &treaty.accounts[term.account];
            (self.public(term.public) && self.public(own.public)).then(|| self.clause(place, term, own, main))
        });
        let mut clauses: Vec<Clause<'t>> = seen.collect();
        let owner = |clause: &Clause<'_>| treaty.accounts[clause.term.account].number;
        for at in 0..clauses.len() {
            let this = &clauses[at];
            let rivalled = clauses.iter().any(|other| owner(other) != owner(this) && this.contradicts(other));
            if this.term.reading.is_empty() && rivalled {
                let name = self.base.layer_readings.get(owner(this) as usize).copied().unwrap_or(0);
                clauses[at].reading = self.base.codings.pool.readings[name as usize].clone();
            }
        }
        let mut told: Vec<Clause<'t>> = Vec::with_capacity(clauses.len());
        for clause in clauses {
            let same = |other: &&mut Clause<'t>| other.reading == clause.reading && !other.contradicts(&clause);
            match told.iter_mut().find(same) {
                Some(other) => {
                    let (more, less) =
                        if clause.says() > other.says() { (clause, other.clone()) } else { (other.clone(), clause) };
                    let mut agreeing: Vec<usize> = more.agreeing.iter().chain(&less.agreeing).copied().collect();
                    agreeing.push(less.place);
                    agreeing.sort_unstable();
                    *other = Clause { agreeing, ..more };
                }
                None => told.push(clause),
            }
        }
        told
    }

    fn clause<'t>(&self, place: usize, term: &'t Term, own: &'t Account, main: Option<&'t Account>) -> Clause<'t> {
        let anchor = own.anchor(term.anchor).or(main.and_then(|main| main.anchor(term.anchor)));
        let ends = if own.last.is_some() { own } else { main.unwrap_or(own) };
        let known = ends.last.as_ref().and_then(|last| self.last_days(last));
        let over = known.clone().filter(|days| !self.unknowable(days.latest().plus(1)));
        let published = self.base.source(&ends.source).and_then(|source| Some(source.published.as_ref()?.latest()));
        Clause {
            place,
            term,
            agreeing: Vec::new(),
            reading: if term.reading.is_empty() { own.reading.clone() } else { term.reading.clone() },
            anchor: anchor.and_then(|date| self.days(date)),
            // An end that nobody could know of yet is no end: then too it still holds.
            stands: over.is_none() && (known.is_some() || ends.last == Some(When::Day(Day::END))),
            last: over,
            end: ends.end,
            told: match ends.last {
                Some(When::Vague(Endpoint::Told { public, .. })) => public,
                _ => own.public.max(term.public),
            },
            spoke: published.map_or(Day::END, |day| day.max(ends.public)).min(self.today()),
            public: own.public.max(term.public),
        }
    }

    /// The days of a date in view; `None` where it names an event that is not in view.
    pub(crate) fn days(&self, date: &Dated) -> Option<PossibleDays> {
        match date.event {
            Some((event, _)) if !self.solved.visible[event as usize] => None,
            Some((event, offset)) => Some(self.solved.possible[event as usize].plus(offset)),
            None => Some(date.days.clone()),
        }
    }

    /// The days on which the last day of an account may lie, where it was known to have ended.
    pub(crate) fn over(&self, account: &Account) -> Option<PossibleDays> {
        let last = account.last.as_ref().and_then(|last| self.last_days(last))?;
        (!self.unknowable(last.latest().plus(1))).then_some(last)
    }

    /// The days on which the last day may lie whose morrow is given; `None` where there is none that a calendar can name.
    fn last_days(&self, after: &When) -> Option<PossibleDays> {
        match after {
            When::Day(day) => day.is_named().then(|| PossibleDays::exactly(day.plus(-1))),
            When::Vague(Endpoint::Shared(_, days, step)) => Some(days.plus(*step - 1)),
            When::Vague(Endpoint::Told { public, .. }) if !self.public(*public) => {
                Some(PossibleDays::exactly(Day::LAST))
            }
            When::Vague(Endpoint::Told { days, step, .. }) => Some(days.plus(*step - 1)),
            When::Vague(Endpoint::Event(event, _)) if !self.solved.visible[*event as usize] => {
                // Somebody will end it; when, nobody knew.
                Some(PossibleDays::exactly(Day::LAST))
            }
            When::Vague(Endpoint::Event(event, offset)) => {
                Some(self.solved.possible[*event as usize].plus(*offset - 1))
            }
            When::Vague(_) => None,
        }
    }

    /// Whether an event of a treaty's life was public, and can have happened by the day of the view.
    pub(crate) fn happened(&self, event: &TreatyEvent) -> bool {
        let date = event.date.as_ref().map(|date| self.days(date));
        self.public(event.public)
            && match date {
                Some(Some(days)) => self.public(days.earliest()),
                Some(None) => false,
                None => true,
            }
    }
}
