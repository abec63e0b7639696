//! Memberships of treaties to codings: who is bound to whom, when, and what each owes.
//!
//! In: treaties. Out: codings of `treaty_in_force` for each pair of simultaneous members and of `pledge` for what each owes
//! each other. All codings of one account of a treaty share its vague dates.

use crate::codebook::OBLIGATIONS;
use crate::codings::{Codings, Derived, Entry};
use crate::dates::{Endpoint, When};
use crate::events::Solved;
use crate::facts::Context;
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
        let members = members(self.treaty, self.account);
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
        let mut bound: Vec<(ActorId, ActorId, i32, i32)> = Vec::new();
        for (i, party) in members.iter().enumerate() {
            let note = |span: Span, value: String, codings: &mut Codings| {
                let until = if account.until.is_empty() { &main.until } else { &account.until };
                codings.derived.push(Derived {
                    span,
                    from: if party.from.is_empty() {
                        begins.map_or_else(String::new, |date| date.text.clone())
                    } else {
                        party.from.clone()
                    },
                    until: if party.until.is_empty() { until.clone() } else { party.until.clone() },
                    locator: account.locator.clone(),
                    public: String::new(),
                    note: self.treaty.id.clone(),
                    value,
                });
                codings.derived.len() as u32 - 1
            };
            for (j, other) in members.iter().enumerate() {
                if i == j || party.actor == other.actor {
                    continue;
                }
                let first = later(&stints[i].0, &stints[j].0, &name, solved);
                let last = earlier(&stints[i].1, &stints[j].1, &name, solved);
                if first == last
                    || matches!((bounds(&first, solved), bounds(&last, solved)), (Some((first, _)), Some((_, last))) if last <= first)
                {
                    continue; // never members together: one succeeded the other
                }
                // That somebody acceded or succeeded later was public no sooner than it happened.
                let joined = [party, other].into_iter().filter_map(|member| bounds(member.first.as_ref()?, solved));
                let public = joined.map(|(first, _)| first).fold(account.public, Day::max);
                let from = number(unknown_from(first, &name, self.window), codings);
                let until = number(unknown_until(last, &stints[i].0, &name, self.window, solved), codings);
                let entry = |attribute: u32, subject: ActorId, object: ActorId, value: u32, place: u32| Entry {
                    subject: subject.0,
                    object: object.0,
                    attribute,
                    value,
                    from,
                    until,
                    public,
                    source: account.source_at,
                    reading,
                    place,
                };
                let (a, b) = (party.actor.min(other.actor), party.actor.max(other.actor));
                if i < j && self.speaks_of_days() && !bound.contains(&(a, b, from, until)) {
                    bound.push((a, b, from, until));
                    let place = note(account.span, "yes".to_owned(), codings);
                    codings.columns.push(entry(self.in_force, a, b, 1, place));
                }
                if !party.to.is_empty() && !party.to.contains(&other.actor) {
                    continue;
                }
                for word in &party.obligations {
                    let level = OBLIGATIONS.iter().position(|known| known == word).unwrap_or(0) as u32;
                    let place = note(party.span, word.clone(), codings);
                    codings.columns.push(entry(self.pledge, party.actor, other.actor, level, place));
                }
            }
        }
    }
}

/// The members of a treaty as an account has them. A layer's own parties are put among those of the treaty; what those owe
/// is for the treaty's own account to say.
pub(crate) fn members(treaty: &Treaty, account: &Account) -> Vec<Party> {
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
        let Some(member) = members.iter_mut().find(|member| member.actor == own.actor) else {
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
        succeed(&mut members, succession, account.span);
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
        When::Vague(Endpoint::Shared(_, days, step)) => Some((days.earliest().plus(*step), days.latest().plus(*step))),
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

/// An unknown beginning of a treaty, as one vague date for all its codings.
fn unknown_from(when: When, name: &str, window: Interval) -> When {
    if when != When::Vague(Endpoint::Unknown) {
        return when;
    }
    When::Vague(Endpoint::Shared(format!("beginning of {name}"), crate::view::any_day(window), 0))
}

/// An unknown end of a treaty, as one vague date for all its codings, not before its beginning.
fn unknown_until(when: When, first: &When, name: &str, window: Interval, solved: &Solved) -> When {
    if when != When::Vague(Endpoint::Unknown) {
        return when;
    }
    let any = crate::view::any_day(window);
    let from = bounds(first, solved).map_or(any.earliest(), |(day, _)| day).max(Day::FIRST).min(any.latest());
    When::Vague(Endpoint::Shared(format!("end of {name}"), PossibleDays::between(from, any.latest()), 1))
}
