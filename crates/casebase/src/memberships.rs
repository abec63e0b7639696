//! Memberships of treaties to codings: who is bound to whom, when, and what each owes.
//!
//! In: treaties. Out: codings of `treaty_in_force` for each pair of simultaneous members and of `pledge` for what each owes
//! each other. All codings of one treaty share its vague dates.

use crate::codebook::OBLIGATIONS;
use crate::codings::{Codings, Derived, Entry};
use crate::dates::{Endpoint, When};
use crate::facts::Context;
use crate::treaties::{Party, Treaty};
use spells::{ActorId, Day, Interval, NOBODY, PossibleDays};
use text::{FileId, Span};

/// Appends the codings of `treaty_in_force` and `pledge` that treaties give rise to.
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
    for treaty in treaties.iter().filter(|treaty| treaty.span.file == file) {
        let reading = codings.pool.reading(&treaty.reading);
        let stint = |party: &Party| {
            let first =
                party.first.clone().map_or_else(|| treaty.first.clone(), |own| later(&own, &treaty.first, &treaty.id));
            let last =
                party.last.clone().map_or_else(|| treaty.last.clone(), |own| earlier(&own, &treaty.last, &treaty.id));
            (first, last)
        };
        let stints: Vec<(When, When)> = treaty.parties.iter().map(stint).collect();
        let mut numbers: Vec<(When, i32)> = Vec::new();
        let mut number = |when: When, codings: &mut Codings| {
            if let Some((_, number)) = numbers.iter().find(|(other, _)| *other == when) {
                return *number;
            }
            let number = codings.pool.end(when.clone());
            numbers.push((when, number));
            number
        };
        for (i, party) in treaty.parties.iter().enumerate() {
            let note = |span: Span, value: String, codings: &mut Codings| {
                codings.derived.push(Derived {
                    span,
                    from: if party.from.is_empty() { begins(treaty) } else { party.from.clone() },
                    until: if party.until.is_empty() { treaty.until.clone() } else { party.until.clone() },
                    locator: treaty.locator.clone(),
                    public: String::new(),
                    note: treaty.id.clone(),
                    value,
                });
                codings.derived.len() as u32 - 1
            };
            for (j, other) in treaty.parties.iter().enumerate() {
                if i == j || party.actor == other.actor {
                    continue;
                }
                let (first, last) =
                    (later(&stints[i].0, &stints[j].0, &treaty.id), earlier(&stints[i].1, &stints[j].1, &treaty.id));
                if first == last
                    || matches!((bounds(&first), bounds(&last)), (Some((first, _)), Some((_, last))) if last <= first)
                {
                    continue; // never members together: one succeeded the other
                }
                let from = number(unknown_from(first, &treaty.id, window), codings);
                let until = number(unknown_until(last, &stints[i].0, &treaty.id, window), codings);
                let entry = |attribute: u32, subject: ActorId, object: ActorId, value: u32, place: u32| Entry {
                    subject: subject.0,
                    object: if attribute == pledge || attribute == in_force { object.0 } else { NOBODY },
                    attribute,
                    value,
                    from,
                    until,
                    public: treaty.public,
                    source: treaty.source_at,
                    reading,
                    place,
                };
                if i < j {
                    let place = note(treaty.span, "yes".to_owned(), codings);
                    let (a, b) = (party.actor.min(other.actor), party.actor.max(other.actor));
                    codings.columns.push(entry(in_force, a, b, 1, place));
                }
                for word in &party.obligations {
                    let level = OBLIGATIONS.iter().position(|known| known == word).unwrap_or(0) as u32;
                    let place = note(party.span, word.clone(), codings);
                    codings.columns.push(entry(pledge, party.actor, other.actor, level, place));
                }
            }
        }
    }
}

fn begins(treaty: &Treaty) -> String {
    treaty
        .in_force
        .as_ref()
        .or(treaty.ratified.as_ref())
        .or(treaty.signed.as_ref())
        .map_or_else(String::new, |date| date.text.clone())
}

/// The days on which an end may lie; `None` for events, whose days are not settled yet.
fn bounds(when: &When) -> Option<(Day, Day)> {
    match when {
        When::Day(day) => Some((*day, *day)),
        When::Vague(Endpoint::Shared(_, days, step)) => Some((days.earliest().plus(*step), days.latest().plus(*step))),
        When::Vague(_) => None,
    }
}

/// The later of two beginnings. Where neither is certainly later, a vague date of its own that covers both.
fn later(a: &When, b: &When, name: &str) -> When {
    match (bounds(a), bounds(b)) {
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
fn earlier(a: &When, b: &When, name: &str) -> When {
    match (bounds(a), bounds(b)) {
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
fn unknown_until(when: When, first: &When, name: &str, window: Interval) -> When {
    if when != When::Vague(Endpoint::Unknown) {
        return when;
    }
    let any = crate::view::any_day(window);
    let from = bounds(first).map_or(any.earliest(), |(day, _)| day).max(Day::FIRST).min(any.latest());
    When::Vague(Endpoint::Shared(format!("end of {name}"), PossibleDays::between(from, any.latest()), 1))
}
