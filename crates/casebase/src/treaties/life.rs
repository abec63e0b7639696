//! What the events of a treaty's life do to it: they end it, end a party's membership, and suspend it for a time.
//!
//! In: an account of a treaty as it is written, with its events. Out: the account's end and its parties' ends where only an
//! event tells them, and the stretches for which it was suspended. A date that is coded is never changed; where an event
//! says otherwise, `check` tells. An event that bears a `reading` tells of a clause, and changes nothing here.

use super::kinds::{Length, Renunciation, TreatyEnd, TreatyEventKind as Kind};
use super::model::{Account, Party, Term, TreatyEvent};
use crate::clocks::{Reach, shifted};
use crate::dates::{Endpoint, When};
use crate::entries::Dated;
use crate::events::Solved;
use crate::memberships::bounds;
use spells::{ActorId, Day, PossibleDays};

/// A treaty that was not in force for a time, for one party or for all.
#[derive(Debug, Clone)]
pub(crate) struct Pause {
    /// For whom; for every party, if `None`.
    pub party: Option<ActorId>,
    /// The first day, as an end of what came before it.
    pub until: When,
    /// As written.
    pub since: String,
    /// When it was taken up again: the first day, as written, and from when on that was public; `None` where it never was.
    pub resumed: Option<(When, String, Day)>,
    /// From when on the suspension was public.
    pub public: Day,
    /// Where it stands.
    pub span: text::Span,
}

/// Whether an event takes one party alone out of a treaty of so many places, and does not end it. Who takes another's place
/// adds none.
pub(crate) fn of_one(event: &TreatyEvent, places: usize) -> bool {
    event.kind == Some(Kind::Withdrew) || (event.party.is_some() && places > 2)
}

/// Whether an event says that a treaty is over, apart from notices of an end to come.
pub(crate) fn finishes(event: &TreatyEvent, end: Option<TreatyEnd>) -> bool {
    match event.kind {
        Some(Kind::Expired | Kind::Replaced | Kind::Lapsed) => true,
        // A breach and a suspension are the end only where the treaty is said to have ended so.
        Some(Kind::Violated) => end == Some(TreatyEnd::Violated),
        Some(Kind::Suspended) => end == Some(TreatyEnd::Suspended),
        _ => false,
    }
}

/// Whether the treaty was renewed, extended or taken up again after an event, so that this was not its end.
pub(crate) fn revived(event: &TreatyEvent, events: &[TreatyEvent]) -> bool {
    let Some(date) = &event.date else { return false };
    events.iter().any(|other| {
        other.kind.is_some_and(|kind| kind.renews() || kind == Kind::Resumed)
            && other.reading.is_empty()
            && other.date.as_ref().is_some_and(|other| other.days.earliest() > date.days.latest())
    })
}

/// The days on which a treaty's last day may lie after notice of its end: the end of the term that the notice decides, as
/// clauses tell it; the end of the notice where it can be given at any time; the day of the notice where no clause tells.
pub(crate) fn after_notice(
    event: &TreatyEvent,
    account: &Account,
    main: &Account,
    terms: &[&Term],
) -> Option<PossibleDays> {
    if let Some(decided) = &event.decides {
        return Some(decided.days.clone());
    }
    let given = &event.date.as_ref()?.days;
    let told = terms.iter().filter_map(|term| {
        let notice = match term.notice {
            Some(Length::Of { months, days }) => (months, days),
            _ => (0, 0),
        };
        if term.renunciation == Some(Renunciation::AnyTime) || term.length == Length::Unlimited {
            return shifted(given, notice.0, notice.1);
        }
        let anchor = &account.anchor(term.anchor).or(main.anchor(term.anchor))?.days;
        let mut reach = Reach::first(term);
        while let Some(this) = reach {
            let due = this.from(anchor)?;
            if due.latest() >= given.earliest() {
                return Some(due);
            }
            reach = this.next(term, None);
        }
        None
    });
    PossibleDays::one_of(told).or_else(|| Some(given.clone()))
}

/// Gives an account the ends that only its events tell. `known` are the parties of the treaty's own account, where this one
/// adds to it.
pub(super) fn tell(
    account: &mut Account,
    main: Option<&Account>,
    known: &[Party],
    (terms, events): (&[&Term], &[TreatyEvent]),
    solved: &Solved,
) {
    let parties = if known.is_empty() { &account.parties } else { known };
    let mut members: Vec<ActorId> = parties.iter().chain(&account.parties).map(|party| party.actor).collect();
    members.sort_unstable();
    members.dedup();
    let handed = main.map_or(0, |main| main.successions.len()) + account.successions.len();
    let places = members.len().saturating_sub(handed);
    let whole = |event: &&TreatyEvent| event.reading.is_empty() && !of_one(event, places) && !revived(event, events);
    if account.until_at.is_none() {
        let date = |event: &&TreatyEvent| event.date.as_ref().map(|date| date.days.earliest());
        let finished = events.iter().filter(whole).filter(|event| finishes(event, account.end) && event.date.is_some());
        let noticed = events.iter().filter(whole).filter(|event| event.kind == Some(Kind::Denounced));
        if let Some(event) = finished.min_by_key(date) {
            if let Some(date) = &event.date {
                account.last = Some(at(date, 1, event.public, account.public, &format!("end of {}", event.label)));
                account.until = date.text.clone();
                account.end = account.end.or(event.kind.and_then(|kind| TreatyEnd::of(kind.word())));
            }
        } else if let Some(event) = noticed.min_by_key(date)
            && let Some(days) = after_notice(event, account, main.unwrap_or(account), terms)
        {
            account.until = worded(&days);
            let date = Dated { text: account.until.clone(), days, event: None };
            account.last = Some(at(&date, 1, event.public, account.public, &format!("end of {}", event.label)));
            account.end = account.end.or(Some(TreatyEnd::Denounced));
        }
    }
    for event in events.iter().filter(|event| event.reading.is_empty() && of_one(event, places)) {
        let leaves = event.kind == Some(Kind::Withdrew) || event.kind == Some(Kind::Denounced) || finishes(event, None);
        let (Some(actor), true) = (event.party, leaves) else { continue };
        let days = match event.kind {
            Some(Kind::Denounced) => after_notice(event, account, main.unwrap_or(account), terms),
            _ => event.date.as_ref().map(|date| date.days.clone()),
        };
        let Some(days) = days else { continue };
        let plain = event.date.as_ref().filter(|_| event.kind != Some(Kind::Denounced));
        let date = plain.cloned().unwrap_or_else(|| Dated { text: worded(&days), days, event: None });
        let last = at(&date, 1, event.public, account.public, &format!("end of {} for a party", event.label));
        let left = Some(super::kinds::Leaving::Withdrew);
        match stint(&mut account.parties, actor, &last, solved) {
            Some(party) if party.until.is_empty() && party.last.is_none() => {
                (party.last, party.until, party.left) = (Some(last), date.text.clone(), party.left.or(left));
            }
            Some(_) => {}
            // A layer's event of a party of which only the study's own account tells, and not when it left.
            None if known.iter().any(|party| party.actor == actor && party.until.is_empty()) => {
                account.parties.push(Party {
                    actor,
                    from: String::new(),
                    until: date.text.clone(),
                    left,
                    obligations: Vec::new(),
                    to: Vec::new(),
                    span: event.span,
                    first: None,
                    last: Some(last),
                });
            }
            None => {}
        }
    }
}

/// The stretches for which a treaty was suspended, told by these events, in order of time. One that was never taken up again
/// lasts until the treaty's end.
pub(crate) fn pauses<'e>(events: impl Iterator<Item = &'e TreatyEvent>, account: &Account) -> Vec<Pause> {
    let mut turns: Vec<(&TreatyEvent, &Dated)> = events
        .filter(|event| event.reading.is_empty() && matches!(event.kind, Some(Kind::Suspended | Kind::Resumed)))
        .filter_map(|event| Some((event, event.date.as_ref()?)))
        .collect();
    turns.sort_by_key(|(event, date)| (date.days.earliest(), date.days.latest(), event.kind, event.party));
    let mut pauses: Vec<Pause> = Vec::new();
    for (event, date) in turns {
        let name = |what: &str| format!("{what} of {}", event.label);
        if event.kind == Some(Kind::Suspended) {
            let going =
                |pause: &Pause| pause.resumed.is_none() && (pause.party.is_none() || pause.party == event.party);
            if !pauses.iter().any(going) {
                pauses.push(Pause {
                    party: event.party,
                    until: at(date, 0, event.public, account.public, &name("suspension")),
                    since: date.text.clone(),
                    resumed: None,
                    public: event.public,
                    span: event.span,
                });
            }
            continue;
        }
        let back = at(date, 0, event.public, account.public, &name("resumption"));
        for pause in pauses.iter_mut().filter(|pause| pause.resumed.is_none()) {
            if event.party.is_none() || pause.party == event.party {
                pause.resumed = Some((back.clone(), date.text.clone(), event.public));
            }
        }
    }
    pauses
}

/// An event's date as an end of codings, hidden until the event was public where the account was so before.
fn at(date: &Dated, step: i32, public: Day, account: Day, name: &str) -> When {
    if public > account {
        let days = date.days.clone();
        return When::Vague(Endpoint::Told { name: name.to_owned(), days, step, public });
    }
    match date.shared(name) {
        When::Day(day) => When::Day(day.plus(step)),
        When::Vague(Endpoint::Event(event, offset)) => When::Vague(Endpoint::Event(event, offset + step)),
        When::Vague(Endpoint::Shared(name, days, own)) => When::Vague(Endpoint::Shared(name, days, own + step)),
        other => other,
    }
}

/// Of a party that joined more than once, the membership in which a day lies: the last that began by then.
pub(crate) fn stint<'p>(parties: &'p mut [Party], actor: ActorId, on: &When, solved: &Solved) -> Option<&'p mut Party> {
    let on = bounds(on, solved).map_or(Day::END, |(_, latest)| latest);
    let began = |party: &Party| {
        party.first.as_ref().and_then(|first| bounds(first, solved)).map_or(Day::BEGINNING, |(first, _)| first)
    };
    let own = parties.iter_mut().filter(|party| party.actor == actor);
    // Where none had begun, the first is meant: its own dates are what is wrong.
    own.max_by_key(|party| {
        let began = began(party);
        if began <= on { (true, i64::from(began.0)) } else { (false, -i64::from(began.0)) }
    })
}

fn worded(days: &PossibleDays) -> String {
    match days.exact() {
        Some(day) => day.to_string(),
        None => format!("[{}..{}]", days.earliest(), days.latest()),
    }
}
