//! Memberships of treaties to codings: who is bound to whom, when, and what each owes.
//!
//! In: treaties. Out: codings of `treaty_in_force` for each pair of simultaneous members and of `pledge` for what each owes
//! each other. All codings of one account of a treaty share its vague dates.

use crate::codebook::OBLIGATIONS;
use crate::codings::{Codings, Derived, Entry};
use crate::dates::{Endpoint, When};
use crate::events::Solved;
use crate::facts::Context;
use crate::treaties::life::{Pause, pauses, stint};
use crate::treaties::{Account, Party, Treaty, succeed};
use spells::{ActorId, Day, Interval, PossibleDays};
use text::{FileId, Span};

/// Appends the codings of `treaty_in_force` and `pledge` that the accounts in a file give rise to.
pub(crate) fn derive(
    treaties: &[Treaty],
    file: FileId,
    context: &Context<'_>,
    window: Interval,
    codings: &mut Codings,
) {
    let (Some(in_force), Some(pledge)) =
        (context.attribute_ids.get("treaty_in_force"), context.attribute_ids.get("pledge"))
    else {
        return;
    };
    for treaty in treaties {
        for account in treaty.accounts.iter().filter(|account| account.span.file == file) {
            Deriving { treaty, account, context, window, in_force, pledge }.derive(codings);
        }
    }
}

/// One account of a treaty, on its way to codings.
struct Deriving<'a> {
    treaty: &'a Treaty,
    account: &'a Account,
    context: &'a Context<'a>,
    window: Interval,
    in_force: u32,
    pledge: u32,
}

impl Deriving<'_> {
    fn adds(&self) -> bool {
        self.account.number != self.treaty.main().number
    }

    fn name(&self) -> String {
        if self.adds() { format!("{} ({})", self.treaty.id, self.account.layer) } else { self.treaty.id.clone() }
    }

    /// Whether the account says anything of when the treaty was in force, or for whom.
    fn speaks_of_days(&self) -> bool {
        let known = self.treaty.main();
        let own = |party: &Party| {
            party.first.is_some()
                || party.last.is_some()
                || known.parties.iter().all(|other| other.actor != party.actor)
        };
        !self.adds()
            || self.account.begins().is_some()
            || self.account.last.is_some()
            || !self.account.successions.is_empty()
            || self.account.parties.iter().any(own)
    }

    fn derive(&self, codings: &mut Codings) {
        let (main, account, name) = (self.treaty.main(), self.account, self.name());
        let solved = &self.context.events;
        let begins = account.begins().or(main.begins());
        let begin = begins.map_or(When::Vague(Endpoint::Unknown), |date| date.shared(&format!("beginning of {name}")));
        let end = account.last.clone().or(main.last.clone()).unwrap_or(When::Vague(Endpoint::Unknown));
        let reading = codings.pool.reading(&account.reading);
        codings.pool.met(reading, || account.span);
        let members = members(self.treaty, self.account, solved);
        let stint = |party: &Party| {
            let first = party.first.clone().map_or_else(|| begin.clone(), |own| later(&own, &begin, &name, solved));
            let last = party.last.clone().map_or_else(|| end.clone(), |own| earlier(&own, &end, &name, solved));
            (first, last)
        };
        let stints: Vec<(When, When)> = members.iter().map(stint).collect();
        let mut numbers: Vec<(When, i32)> = Vec::new();
        let mut number = |when: When, codings: &mut Codings| {
            if let Some((_, number)) = numbers.iter().find(|(other, _)| *other == when) {
                return *number;
            }
            let number = codings.pool.end(when.clone());
            numbers.push((when, number));
            number
        };
        let (pauses, own_pauses) = self.pauses();
        let mut bound: Vec<(ActorId, ActorId, i32, i32)> = Vec::new();
        for (i, party) in members.iter().enumerate() {
            let until = if account.until.is_empty() { &main.until } else { &account.until };
            let since = if party.from.is_empty() { begins.map_or("", |date| date.text.as_str()) } else { &party.from };
            let till = if party.until.is_empty() { until } else { &party.until };
            let note = |span: Span, value: &str, stretch: &Stretch, codings: &mut Codings| {
                codings.derived.push(Derived {
                    span,
                    from: stretch.since.clone().unwrap_or_else(|| since.to_owned()),
                    until: stretch.till.clone().unwrap_or_else(|| till.to_owned()),
                    locator: account.locator.clone(),
                    public: String::new(),
                    note: self.treaty.id.clone(),
                    value: value.to_owned(),
                });
                codings.derived.len() as u32 - 1
            };
            for (j, other) in members.iter().enumerate() {
                if i == j || party.actor == other.actor {
                    continue;
                }
                let first = later(&stints[i].0, &stints[j].0, &name, solved);
                let last = earlier(&stints[i].1, &stints[j].1, &name, solved);
                if nothing_between(&first, &last, solved) {
                    continue; // never members together: one succeeded the other
                }
                // That somebody acceded or succeeded later was public no sooner than it happened.
                let joined = [party, other].into_iter().filter_map(|member| bounds(member.first.as_ref()?, solved));
                let public = joined.map(|(first, _)| first).fold(account.public, Day::max);
                let (a, b) = (party.actor.min(other.actor), party.actor.max(other.actor));
                let of_these = |pause: &&Pause| pause.party.is_none_or(|party| party == a || party == b);
                let whole = Stretch { first, last, since: None, till: None, public };
                let mut stretches = whole.without(pauses.iter().filter(of_these), &name, solved);
                // What is taken up again when one of the two is no more binds them no longer.
                let mut place = 0;
                stretches.retain(|stretch| {
                    place += 1;
                    place == 1 || self.both_live(party.actor, other.actor, stretch)
                });
                let suspended = whole.suspended(own_pauses.iter().filter(of_these), &name, solved);
                let mut entry = |stretch: &Stretch, codings: &mut Codings| Entry {
                    subject: a.0,
                    object: b.0,
                    attribute: self.in_force,
                    value: 1,
                    from: number(unknown_from(stretch.first.clone(), &end, &name, self.window, solved), codings),
                    until: number(
                        unknown_until(stretch.last.clone(), &stints[i].0, &name, self.window, solved),
                        codings,
                    ),
                    public: stretch.public,
                    source: account.source_at,
                    reading,
                    place: 0,
                };
                for stretch in &stretches {
                    let bond = entry(stretch, codings);
                    let key = (a, b, bond.from, bond.until);
                    if i < j && (self.speaks_of_days() || !own_pauses.is_empty()) && !bound.contains(&key) {
                        bound.push(key);
                        let place = note(account.span, "yes", stretch, codings);
                        codings.columns.push(Entry { place, ..bond });
                    }
                    if !party.to.is_empty() && !party.to.contains(&other.actor) {
                        continue;
                    }
                    for word in &party.obligations {
                        let value = OBLIGATIONS.iter().position(|known| known == word).unwrap_or(0) as u32;
                        let place = note(party.span, word, stretch, codings);
                        let (subject, object) = (party.actor.0, other.actor.0);
                        codings.columns.push(Entry { attribute: self.pledge, subject, object, value, place, ..bond });
                    }
                }
                for (span, stretch) in suspended.iter().filter(|_| i < j) {
                    let bond = entry(stretch, codings);
                    let place = note(*span, "no", stretch, codings);
                    codings.columns.push(Entry { value: 0, place, ..bond });
                }
            }
        }
    }

    /// Whether both actors may have been there on some day of a stretch.
    fn both_live(&self, one: ActorId, other: ActorId, stretch: &Stretch) -> bool {
        let solved = &self.context.events;
        let first = bounds(&stretch.first, solved).map_or(Day::BEGINNING, |(first, _)| first);
        let last = bounds(&stretch.last, solved).map_or(Day::END, |(_, last)| last);
        let lifetime = |actor: ActorId| &self.context.actors.entries[actor.0 as usize].lifetime;
        !lifetime(one).and(lifetime(other)).clip(Interval::new(first, last)).is_empty()
    }

    /// When the treaty was suspended as this account has it; and which of that a layer says of the study's treaty, which it
    /// rivals.
    fn pauses(&self) -> (Vec<Pause>, Vec<Pause>) {
        let own = self.treaty.accounts.iter().position(|account| account.number == self.account.number);
        let events = |wanted: &dyn Fn(usize) -> bool| {
            pauses(self.treaty.events.iter().filter(|event| wanted(event.account)), self.account)
        };
        let all = events(&|place| place == 0 || Some(place) == own);
        let rival = if self.adds() { events(&|place| Some(place) == own) } else { Vec::new() };
        (all, rival)
    }
}

/// Days on which a treaty binds a pair.
struct Stretch {
    first: When,
    last: When,
    /// As written, where not as for the party.
    since: Option<String>,
    till: Option<String>,
    public: Day,
}

impl Stretch {
    /// What is left of it without the times for which the treaty was suspended.
    fn without<'p>(&self, pauses: impl Iterator<Item = &'p Pause>, name: &str, solved: &Solved) -> Vec<Stretch> {
        let mut left = Vec::new();
        let (mut first, mut since, mut public) = (self.first.clone(), None, self.public);
        for pause in pauses {
            if nothing_between(&pause.until, &self.last, solved) {
                continue; // suspended only when it was over
            }
            if let Some((back, ..)) = &pause.resumed
                && nothing_between(&first, back, solved)
            {
                continue; // taken up again before the two were bound
            }
            if !nothing_between(&first, &pause.until, solved) {
                left.push(Stretch {
                    first: first.clone(),
                    last: earlier(&self.last, &pause.until, name, solved),
                    since: since.clone(),
                    till: Some(format!("before {}", pause.since)),
                    public,
                });
            }
            let Some((back, text, known)) = &pause.resumed else { return left };
            let day = bounds(back, solved).map_or(*known, |(day, _)| day.max(*known));
            (first, since, public) = (later(&first, back, name, solved), Some(text.clone()), public.max(day));
        }
        if !nothing_between(&first, &self.last, solved) {
            left.push(Stretch { first, last: self.last.clone(), since, till: None, public });
        }
        left
    }

    /// The parts of it for which the treaty was suspended, each with where that stands.
    fn suspended<'p>(
        &self,
        pauses: impl Iterator<Item = &'p Pause>,
        name: &str,
        solved: &Solved,
    ) -> Vec<(Span, Stretch)> {
        let parts = pauses.map(|pause| {
            let back = pause.resumed.as_ref();
            let day = bounds(&pause.until, solved).map_or(pause.public, |(day, _)| day.max(pause.public));
            let part = Stretch {
                first: later(&self.first, &pause.until, name, solved),
                last: back.map_or(self.last.clone(), |(back, ..)| earlier(&self.last, back, name, solved)),
                since: Some(pause.since.clone()),
                till: back.map(|(_, text, _)| format!("before {text}")),
                public: self.public.max(day),
            };
            (pause.span, part)
        });
        parts.filter(|(_, part)| !nothing_between(&part.first, &part.last, solved)).collect()
    }
}

/// Whether there is certainly no day from one end to another.
fn nothing_between(first: &When, last: &When, solved: &Solved) -> bool {
    first == last
        || matches!((bounds(first, solved), bounds(last, solved)), (Some((first, _)), Some((_, last))) if last <= first)
}

/// The members of a treaty as an account has them. A layer's own parties are put among those of the treaty; what those owe
/// is for the treaty's own account to say.
pub(crate) fn members(treaty: &Treaty, account: &Account, solved: &Solved) -> Vec<Party> {
    let main = treaty.main();
    if account.number == main.number {
        return account.parties.clone();
    }
    let mut members = main.parties.clone();
    for member in &mut members {
        member.obligations.clear();
        member.to.clear();
    }
    for own in &account.parties {
        let mine = own.first.clone().or(own.last.clone()).unwrap_or(When::Day(Day::END));
        let Some(member) = stint(&mut members, own.actor, &mine, solved) else {
            members.push(own.clone());
            continue;
        };
        let (first, last) = (own.first.clone().or(member.first.take()), own.last.clone().or(member.last.take()));
        let (from, until) = (std::mem::take(&mut member.from), std::mem::take(&mut member.until));
        *member = Party {
            first,
            last,
            from: if own.from.is_empty() { from } else { own.from.clone() },
            until: if own.until.is_empty() { until } else { own.until.clone() },
            left: own.left.or(member.left),
            ..own.clone()
        };
    }
    for succession in main.successions.iter().chain(&account.successions) {
        succeed(&mut members, succession, account.span, solved);
    }
    members
}

/// The days on which an end may lie; `None` where nothing is known.
pub(crate) fn bounds(when: &When, solved: &Solved) -> Option<(Day, Day)> {
    match when {
        When::Vague(Endpoint::Event(event, offset)) => {
            let days = &solved.possible[*event as usize];
            Some((days.earliest().plus(*offset), days.latest().plus(*offset)))
        }
        When::Day(day) => Some((*day, *day)),
        When::Vague(Endpoint::Shared(_, days, step) | Endpoint::Told { days, step, .. }) => {
            Some((days.earliest().plus(*step), days.latest().plus(*step)))
        }
        When::Vague(_) => None,
    }
}

/// The later of two beginnings. Where neither is certainly later, a vague date of its own that covers both.
fn later(a: &When, b: &When, name: &str, solved: &Solved) -> When {
    match (bounds(a, solved), bounds(b, solved)) {
        _ if a == b => a.clone(),
        (Some((a_first, _)), Some((_, b_last))) if b_last <= a_first => a.clone(),
        (Some((_, a_last)), Some((b_first, _))) if a_last <= b_first => b.clone(),
        (Some((a_first, a_last)), Some((b_first, b_last))) => When::Vague(Endpoint::Shared(
            format!("beginning of {name}"),
            PossibleDays::between(a_first.max(b_first), a_last.max(b_last)),
            0,
        )),
        (None, Some(_)) if *b != When::Day(Day::BEGINNING) && *a == When::Vague(Endpoint::Unknown) => b.clone(),
        _ => a.clone(),
    }
}

/// The earlier of two ends.
fn earlier(a: &When, b: &When, name: &str, solved: &Solved) -> When {
    match (bounds(a, solved), bounds(b, solved)) {
        _ if a == b => a.clone(),
        (Some((_, a_last)), Some((b_first, _))) if a_last <= b_first => a.clone(),
        (Some((a_first, _)), Some((_, b_last))) if b_last <= a_first => b.clone(),
        (Some((a_first, a_last)), Some((b_first, b_last))) => When::Vague(Endpoint::Shared(
            format!("end of {name}"),
            PossibleDays::between(a_first.min(b_first), a_last.min(b_last)),
            0,
        )),
        (None, Some(_)) if *b != When::Day(Day::END) && *a == When::Vague(Endpoint::Unknown) => b.clone(),
        _ => a.clone(),
    }
}

/// An unknown beginning of a treaty, as one vague date for all its codings, not after its end.
fn unknown_from(when: When, last: &When, name: &str, window: Interval, solved: &Solved) -> When {
    if when != When::Vague(Endpoint::Unknown) {
        return when;
    }
    let any = crate::sight::any_day(window);
    let eve = bounds(last, solved).map_or(any.latest(), |(_, day)| day.plus(-1)).min(any.latest());
    When::Vague(Endpoint::Shared(
        format!("beginning of {name}"),
        PossibleDays::between(any.earliest().min(eve), eve),
        0,
    ))
}

/// An unknown end of a treaty, as one vague date for all its codings, not before its beginning.
fn unknown_until(when: When, first: &When, name: &str, window: Interval, solved: &Solved) -> When {
    if when != When::Vague(Endpoint::Unknown) {
        return when;
    }
    let any = crate::sight::any_day(window);
    let (from, begun) = bounds(first, solved).unwrap_or((any.earliest(), any.earliest()));
    let from = from.max(Day::FIRST);
    When::Vague(Endpoint::Shared(format!("end of {name}"), PossibleDays::between(from, any.latest().max(begun)), 1))
}
