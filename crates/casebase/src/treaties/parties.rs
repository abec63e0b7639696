//! Parties of a treaty: members with their dates and obligations, and who took whose place.

use super::kinds::Leaving;
use super::life::stint;
use super::model::{Account, Party, Succession, Treaty};
use crate::codebook::OBLIGATIONS;
use crate::dates::End;
use crate::entries::{actor, choice, when, words};
use crate::events::Solved;
use crate::facts::Context;
use crate::keys::Keys;
use crate::memberships::bounds;
use crate::study::one_of;
use spells::ActorId;
use text::Diagnostic;

/// Reads the parties and successions of an account. Where it adds to a treaty, that treaty is `main`.
pub(super) fn parties(
    table: &mut Keys<'_>,
    label: &str,
    main: Option<&Treaty>,
    account: &mut Account,
    context: &Context<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    for inner in table.tables("party", problems) {
        account.parties.extend(party(inner, label, context, problems));
    }
    for inner in table.tables("succession", problems) {
        let Some(new) = succession(inner, label, context, problems) else { continue };
        let strange = |of: ActorId| {
            account.parties.iter().all(|party| party.actor != of)
                && main.is_none_or(|main| !main.members().contains(&of))
        };
        if strange(new.succession.of) {
            problems.push(
                Diagnostic::error(
                    "casebase::succession_of_stranger",
                    format!("`{}` is no party of `{label}`", new.of.value),
                )
                .at(new.of.span, "")
                .hint("name the party that is succeeded, or add it as a [[treaty.party]]"),
            );
            continue;
        }
        if main.is_none() {
            succeed(&mut account.parties, &new.succession, new.span, &context.events);
        }
        account.successions.push(new.succession);
    }
}

/// Hands membership on: the successor is a party from the day itself, the predecessor to the day before.
///
/// Of a party that left and came back, the membership of that day is handed on; a heir that was a party before, and had
/// left, joins anew.
pub(crate) fn succeed(parties: &mut Vec<Party>, succession: &Succession, span: text::Span, solved: &Solved) {
    let Some(predecessor) = stint(parties, succession.of, &succession.from, solved) else { return };
    predecessor.last = Some(succession.from.clone());
    predecessor.until = format!("before {}", succession.date);
    predecessor.left = predecessor.left.or(Some(Leaving::Succeeded));
    let (obligations, to) = (predecessor.obligations.clone(), predecessor.to.clone());
    let day = bounds(&succession.from, solved);
    let gone = |party: &Party| {
        let left = party.last.as_ref().and_then(|last| bounds(last, solved));
        matches!((left, day), (Some((_, left)), Some((day, _))) if left <= day)
    };
    match parties.iter_mut().find(|party| party.actor == succession.by && !gone(party)) {
        Some(heir) => {
            heir.first = Some(succession.from.clone());
            if heir.obligations.is_empty() {
                (heir.obligations, heir.to) = (obligations, to);
            }
        }
        None => parties.push(Party {
            actor: succession.by,
            from: succession.date.clone(),
            until: String::new(),
            left: None,
            obligations,
            to,
            span,
            first: Some(succession.from.clone()),
            last: None,
        }),
    }
}

fn party(mut inner: Keys<'_>, label: &str, context: &Context<'_>, problems: &mut Vec<Diagnostic>) -> Option<Party> {
    let who = inner.required("actor", problems);
    let (from, until) = (inner.text("from", problems), inner.text("until", problems));
    let left = choice(&mut inner, "left", Leaving::WORDS, problems).and_then(|word| Leaving::of(&word));
    let mut obligations = Vec::new();
    for word in inner.texts("obligations", problems).unwrap_or_default() {
        if OBLIGATIONS.contains(&word.value.as_str()) {
            obligations.push(word.value);
        } else {
            problems.push(one_of("obligations", &word.value, word.span, &OBLIGATIONS));
        }
    }
    let to = inner.texts("to", problems).unwrap_or_default();
    let to = to.iter().filter_map(|text| actor(text, context, problems)).collect();
    let found = who.as_ref().and_then(|who| actor(who, context, problems));
    let name = who.as_ref().map_or("", |who| who.value.as_str());
    let mut end = |text: &Option<crate::keys::Text>, end: End, word: &str| {
        let text = text.as_ref().filter(|text| !text.value.is_empty())?;
        when(text, end, &format!("{word} of {label} for {name}"), context, problems)
    };
    let first = end(&from, End::From, "beginning");
    let last = end(&until, End::Until, "end");
    let span = who.as_ref().map_or(inner.span, |who| who.span);
    inner.finish(problems);
    Some(Party { actor: found?, from: words(from), until: words(until), left, obligations, to, span, first, last })
}

struct New {
    succession: Succession,
    of: crate::keys::Text,
    span: text::Span,
}

fn succession(mut inner: Keys<'_>, label: &str, context: &Context<'_>, problems: &mut Vec<Diagnostic>) -> Option<New> {
    let (of, by) = (inner.required("of", problems), inner.required("by", problems));
    let date = inner.required("date", problems);
    for key in ["source", "locator", "note"] {
        inner.text(key, problems);
    }
    let span = inner.span;
    inner.finish(problems);
    let of = of.and_then(|text| Some((actor(&text, context, problems)?, text)));
    let by = by.and_then(|text| actor(&text, context, problems));
    let ((of, of_text), by, date) = (of?, by?, date?);
    let from = when(&date, End::From, &format!("succession in {label}"), context, problems)?;
    Some(New { succession: Succession { of, by, date: date.value, from }, of: of_text, span })
}
