//! The events of a treaty's life against the dates that are coded of it: what ended twice, what holds still though it ended,
//! what was taken up again though nobody suspended it, and events without a date, which change nothing.

use crate::CaseBase;
use crate::dates::When;
use crate::memberships::bounds;
use crate::sight::Sight;
use crate::treaties::life::{after_notice, finishes, of_one, revived};
use crate::treaties::{Account, Term, Treaty, TreatyEvent, TreatyEventKind as Kind};
use spells::{Day, PossibleDays};
use text::Diagnostic;

/// Says every event of a treaty that its own account contradicts.
pub(super) fn events(base: &CaseBase, sight: &Sight<'_>, problems: &mut Vec<Diagnostic>) {
    for treaty in &base.treaties {
        let handed = treaty.accounts.iter().map(|account| account.successions.len()).sum();
        let places = treaty.members().len().saturating_sub(handed);
        for (at, account) in treaty.accounts.iter().enumerate() {
            let own: Vec<TreatyEvent> = treaty.events.iter().filter(|event| event.account == at).cloned().collect();
            for event in own.iter().filter(|event| event.reading.is_empty()) {
                problems.extend(undated(treaty, event));
                problems.extend(unsuspended(treaty, event));
                if revived(event, &own) {
                    continue;
                }
                if of_one(event, places) {
                    problems.extend(party(treaty, account, event, sight));
                } else {
                    problems.extend(whole(base, treaty, account, event, sight));
                }
            }
        }
    }
}

/// An event that ends the treaty, and a last day that says otherwise.
fn whole(
    base: &CaseBase,
    treaty: &Treaty,
    account: &Account,
    event: &TreatyEvent,
    sight: &Sight<'_>,
) -> Option<Diagnostic> {
    let (until_at, last) = (account.until_at?, account.last.as_ref()?);
    let kind = event.kind?;
    let noticed = kind == Kind::Denounced;
    if !noticed && !finishes(event, account.end) {
        return None;
    }
    let given = event.date.as_ref().and_then(|date| sight.days(date));
    let ends = if noticed {
        let terms: Vec<&Term> = treaty.terms.iter().filter(|term| [0, event.account].contains(&term.account)).collect();
        after_notice(event, account, treaty.main(), &terms)
    } else {
        given.clone()
    };
    let message = if *last == When::Day(Day::END) {
        // Notice of an end that is still to come leaves the treaty in force.
        let over = ends.as_ref().is_none_or(|days| days.latest() < base.window.until.plus(-1));
        (!noticed || over).then(|| format!("`{}` still holds, and {}", treaty.id, happened(event)))
    } else {
        let (first, until) = bounds(last, &sight.solved).map(|(first, last)| (first.plus(-1), last.plus(-1)))?;
        let apart = match &given {
            // Notice comes before the end that it gives; some count the last day of a term in, some out.
            Some(given) if noticed => given.earliest() > until.plus(1),
            Some(given) => given.earliest() > until.plus(1) || given.latest() < first.plus(-1),
            None => false,
        };
        apart.then(|| format!("`{}` ends ({}) on another day than {}", treaty.id, account.until, happened(event)))
    }?;
    Some(
        Diagnostic::error("casebase::treaty_end", message)
            .at(until_at, "its last day")
            .at(event.span, "the event")
            .hint("correct one of them; where `until` is left out, the event ends the treaty"),
    )
}

/// An event that ends a party's membership, and a last day of it that says otherwise.
fn party(treaty: &Treaty, account: &Account, event: &TreatyEvent, sight: &Sight<'_>) -> Option<Diagnostic> {
    let leaves = matches!(event.kind?, Kind::Withdrew) || finishes(event, None);
    let given = event.date.as_ref().and_then(|date| sight.days(date)).filter(|_| leaves)?;
    let near = |days: &PossibleDays, first: Day, until: Day| {
        days.earliest() <= until.plus(1) && days.latest() >= first.plus(-1)
    };
    let own = account.parties.iter().filter(|party| Some(party.actor) == event.party);
    let told: Vec<_> = own.filter_map(|party| Some((party, bounds(party.last.as_ref()?, &sight.solved)?))).collect();
    if told.iter().any(|(_, (first, until))| near(&given, first.plus(-1), until.plus(-1))) {
        return None;
    }
    let (party, _) = told.last()?;
    let message =
        format!("a party of `{}` leaves ({}) on another day than {}", treaty.id, party.until, happened(event));
    Some(
        Diagnostic::error("casebase::treaty_end", message)
            .at(party.span, "the party")
            .at(event.span, "the event")
            .hint("correct one of them; where the party has no `until`, the event ends its membership"),
    )
}

fn happened(event: &TreatyEvent) -> String {
    let what = match event.kind {
        Some(Kind::Denounced) => "was denounced",
        Some(Kind::Expired) => "expired",
        Some(Kind::Replaced) => "was replaced",
        Some(Kind::Violated) => "was violated",
        Some(Kind::Suspended) => "was suspended",
        Some(Kind::Withdrew) => "withdrew",
        _ => "lapsed",
    };
    match &event.date {
        Some(date) => format!("it {what} ({})", date.text),
        None => format!("it {what}"),
    }
}

/// An event that would change something, if it said when.
fn undated(treaty: &Treaty, event: &TreatyEvent) -> Option<Diagnostic> {
    let kind = event.kind?;
    let changes = kind.ends() || matches!(kind, Kind::Suspended | Kind::Resumed | Kind::Withdrew);
    (changes && event.date.is_none() && event.decides.is_none()).then(|| {
        let message = format!("an event of `{}` ({}) has no date, and changes nothing", treaty.id, kind.word());
        Diagnostic::warning("casebase::undated_event", message)
            .at(event.span, "")
            .hint("write `date`, as vague as the source has it")
    })
}

/// A treaty taken up again that nobody suspended.
fn unsuspended(treaty: &Treaty, event: &TreatyEvent) -> Option<Diagnostic> {
    if event.kind != Some(Kind::Resumed) {
        return None;
    }
    let before = |other: &TreatyEvent| {
        let earlier = match (&other.date, &event.date) {
            (Some(other), Some(own)) => other.days.earliest() <= own.days.latest(),
            _ => true,
        };
        let of_both = event.party.is_none() || other.party.is_none() || other.party == event.party;
        other.kind == Some(Kind::Suspended) && earlier && of_both
    };
    (!treaty.events.iter().any(before)).then(|| {
        let message = format!("`{}` is taken up again, and nothing says that it was suspended", treaty.id);
        Diagnostic::warning("casebase::unsuspended", message)
            .at(event.span, "")
            .hint("add the [[treaty.event]] of kind \"suspended\" before it, or correct the kind")
    })
}
