//! Parties of a treaty: members with their dates and obligations, and who took whose place.

use super::model::Party;
use super::read::{actor, when, words};
use crate::codebook::OBLIGATIONS;
use crate::dates::End;
use crate::facts::Context;
use crate::keys::Keys;
use crate::study::one_of;
use text::Diagnostic;

pub(super) fn parties(
    table: &mut Keys<'_>,
    label: &str,
    context: &Context<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Party> {
    let mut parties: Vec<Party> = Vec::new();
    for mut inner in table.tables("party", problems) {
        let who = inner.required("actor", problems);
        let (from, until) = (inner.text("from", problems), inner.text("until", problems));
        let listed = inner.texts("obligations", problems).unwrap_or_default();
        let mut obligations = Vec::new();
        for word in listed {
            if OBLIGATIONS.contains(&word.value.as_str()) {
                obligations.push(word.value);
            } else {
                problems.push(one_of("obligations", &word.value, word.span, &OBLIGATIONS));
            }
        }
        let found = who.as_ref().and_then(|who| actor(who, context, problems));
        let name = who.as_ref().map_or("", |who| who.value.as_str());
        let first = from.as_ref().filter(|text| !text.value.is_empty());
        let first = first
            .and_then(|text| when(text, End::From, &format!("beginning of {label} for {name}"), context, problems));
        let last = until.as_ref().filter(|text| !text.value.is_empty());
        let last =
            last.and_then(|text| when(text, End::Until, &format!("end of {label} for {name}"), context, problems));
        let span = who.as_ref().map_or(inner.span, |who| who.span);
        inner.finish(problems);
        if let Some(actor) = found {
            parties.push(Party { actor, from: words(from), until: words(until), obligations, span, first, last });
        }
    }
    for mut inner in table.tables("succession", problems) {
        let (of, by) = (inner.required("of", problems), inner.required("by", problems));
        let date = inner.required("date", problems);
        for key in ["source", "locator", "note"] {
            inner.text(key, problems);
        }
        let span = inner.span;
        inner.finish(problems);
        let of = of.and_then(|text| Some((actor(&text, context, problems)?, text)));
        let by = by.and_then(|text| actor(&text, context, problems));
        let (Some((of, of_text)), Some(by), Some(date)) = (of, by, date) else { continue };
        // The successor is a party from the day itself, the predecessor to the day before.
        let begin = when(&date, End::From, &format!("succession in {label}"), context, problems);
        let Some(begin) = begin else { continue };
        let Some(predecessor) = parties.iter_mut().find(|party| party.actor == of) else {
            problems.push(
                Diagnostic::error(
                    "casebase::succession_of_stranger",
                    format!("`{}` is no party of `{label}`", of_text.value),
                )
                .at(of_text.span, "")
                .hint("name the party that is succeeded, or add it as a [[treaty.party]]"),
            );
            continue;
        };
        predecessor.last = Some(begin.clone());
        predecessor.until = format!("before {}", date.value);
        let obligations = predecessor.obligations.clone();
        match parties.iter_mut().find(|party| party.actor == by) {
            Some(heir) => heir.first = Some(begin),
            None => parties.push(Party {
                actor: by,
                from: date.value,
                until: String::new(),
                obligations,
                span,
                first: Some(begin),
                last: None,
            }),
        }
    }
    parties
}
