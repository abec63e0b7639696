//! `treaties.toml`, table by table.
//!
//! In: the text of a file. Out: treaties, and everything wrong in it.

use super::model::{Anchor, Dated, Length, Treaty, TreatyEnd, TreatyEvent, TreatyEventKind};
use super::parties::parties;
use super::terms::{length, term};
use crate::codings::NO_SOURCE;
use crate::dates::{End, Endpoint, When};
use crate::facts::{Context, wrong_date};
use crate::keys::{Document, Keys, Text};
use crate::study::one_of;
use spells::{ActorId, Day};
use text::{Diagnostic, FileId, Files};

/// The ids and places of treaties, which facts may be about: read before everything else about them.
pub(crate) fn ids(files: &Files, file: FileId) -> Vec<String> {
    let document = Document::parse(files, file, &mut Vec::new());
    let mut keys = document.keys();
    let silent = &mut Vec::new();
    keys.tables("treaty", silent).into_iter().filter_map(|mut table| Some(table.text("id", silent)?.value)).collect()
}

/// Reads a file of treaties.
pub(crate) fn read(
    files: &Files,
    file: FileId,
    context: &Context<'_>,
    treaties: &mut Vec<Treaty>,
    problems: &mut Vec<Diagnostic>,
) {
    let document = Document::parse(files, file, problems);
    let mut keys = document.keys();
    for mut table in keys.tables("treaty", problems) {
        if let Some(treaty) = treaty(&mut table, context, problems) {
            match treaties.iter().find(|other| other.id == treaty.id) {
                Some(earlier) => problems.push(
                    Diagnostic::error("casebase::duplicate_treaty", format!("the treaty `{}` stands twice", treaty.id))
                        .at(treaty.span, "the second")
                        .at(earlier.span, "the first"),
                ),
                None => treaties.push(treaty),
            }
        }
        table.finish(problems);
    }
    keys.finish(problems);
}

/// Source and publication of an entry of a TOML file.
pub(crate) fn cited(table: &mut Keys<'_>, context: &Context<'_>, problems: &mut Vec<Diagnostic>) -> (String, u32, Day) {
    let source = table.text("source", problems);
    let (mut at, mut public) = (NO_SOURCE, Day::BEGINNING);
    if let Some(source) = source.as_ref().filter(|source| context.cited && !source.value.is_empty()) {
        match context.sources.get(&source.value) {
            Some(found) => (at, public) = (found, context.published[found as usize]),
            None => {
                let near = text::nearest(&source.value, context.source_keys.iter().map(String::as_str));
                let hint =
                    near.map_or_else(|| "add it to sources.bib".to_owned(), |near| format!("did you mean `{near}`?"));
                problems.push(
                    Diagnostic::error("casebase::unknown_source", format!("no source has the key `{}`", source.value))
                        .at(source.span, "")
                        .hint(hint),
                );
            }
        }
    }
    if let Some(text) = table.text("public", problems).filter(|text| !text.value.is_empty()) {
        match context.calendar.date(&text.value) {
            Ok(days) => public = days.latest(),
            Err(wrong) => problems.push(wrong_date(wrong, text.span)),
        }
    }
    (source.map_or_else(String::new, |source| source.value), at, public)
}

pub(super) fn words(text: Option<Text>) -> String {
    text.map_or_else(String::new, |text| text.value)
}

fn treaty(table: &mut Keys<'_>, context: &Context<'_>, problems: &mut Vec<Diagnostic>) -> Option<Treaty> {
    let id = table.required("id", problems);
    let name = words(table.text("name", problems));
    let signed = dated(table, "signed", context, problems);
    let ratified = dated(table, "ratified", context, problems);
    let in_force = dated(table, "in_force", context, problems);
    let until = table.text("until", problems);
    let end = choice(table, "end", TreatyEnd::WORDS, problems).and_then(|word| TreatyEnd::of(&word));
    let reading = words(table.text("reading", problems));
    let (source, source_at, public) = cited(table, context, problems);
    let locator = words(table.text("locator", problems));
    for key in ["note", "recorded", "coder", "confidence"] {
        table.text(key, problems);
    }
    let span = id.as_ref().map_or(table.span, |id| id.span);
    let label = id.as_ref().map_or("?", |id| id.value.as_str()).to_owned();
    if signed.is_none() && ratified.is_none() && in_force.is_none() {
        problems.push(
            Diagnostic::warning("casebase::undated_treaty", format!("the treaty `{label}` has no date"))
                .at(span, "")
                .hint("write signed, ratified or in_force; it counts as begun on an unknown day"),
        );
    }
    let first = match in_force.as_ref().or(ratified.as_ref()).or(signed.as_ref()) {
        Some(date) => match date.days.exact() {
            Some(day) => When::Day(day),
            None => When::Vague(Endpoint::Shared(format!("beginning of {label}"), date.days.clone(), 0)),
        },
        None => When::Vague(Endpoint::Unknown),
    };
    let last = match &until {
        Some(text) => {
            when(text, End::Until, &format!("end of {label}"), context, problems).unwrap_or(When::Day(Day::END))
        }
        None => When::Vague(Endpoint::Unknown),
    };
    let parties = parties(table, &label, context, problems);
    if parties.len() < 2 {
        problems.push(
            Diagnostic::error("casebase::treaty_of_one", format!("the treaty `{label}` has fewer than two parties"))
                .at(span, "")
                .hint("write a [[treaty.party]] with actor = \"...\" for each"),
        );
    }
    let terms = table
        .tables("term", problems)
        .into_iter()
        .filter_map(|inner| term(inner, context, problems))
        .collect::<Vec<_>>();
    for term in &terms {
        let date = match term.anchor {
            Anchor::Signed => &signed,
            Anchor::Ratified => &ratified,
            Anchor::InForce => &in_force,
        };
        if date.is_none() && term.length != Length::Unlimited {
            problems.push(
                Diagnostic::warning(
                    "casebase::term_without_anchor",
                    format!("a term of `{label}` counts from a date that the treaty does not give"),
                )
                .at(term.span, "")
                .hint("give that date, or another anchor; no decision follows from this term"),
            );
        }
    }
    let events = table.tables("event", problems).into_iter().map(|inner| event(inner, context, problems)).collect();
    Some(Treaty {
        id: id?.value,
        name,
        signed,
        ratified,
        in_force,
        until: words(until),
        end,
        reading,
        source,
        locator,
        public,
        parties,
        terms,
        events,
        span,
        first,
        last,
        source_at,
    })
}

pub(super) fn dated(
    table: &mut Keys<'_>,
    key: &'static str,
    context: &Context<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Dated> {
    let text = table.text(key, problems).filter(|text| !text.value.is_empty())?;
    match context.calendar.date(&text.value) {
        Ok(days) => Some(Dated { text: text.value, days }),
        Err(wrong) => {
            problems.push(wrong_date(wrong, text.span));
            None
        }
    }
}

/// An end of a stretch of time that several codings will share.
pub(crate) fn when(
    text: &Text,
    end: End,
    name: &str,
    context: &Context<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<When> {
    match context.calendar.end(&text.value, end) {
        Ok(When::Vague(Endpoint::Own(days))) => Some(When::Vague(Endpoint::Shared(name.to_owned(), days, end.step()))),
        Ok(when) => Some(when),
        Err(wrong) => {
            problems.push(wrong_date(wrong, text.span));
            None
        }
    }
}

fn event(mut table: Keys<'_>, context: &Context<'_>, problems: &mut Vec<Diagnostic>) -> TreatyEvent {
    let kind = choice(&mut table, "kind", TreatyEventKind::WORDS, problems).and_then(|word| TreatyEventKind::of(&word));
    let date = dated(&mut table, "date", context, problems);
    let own = table.text("length", problems).and_then(|text| length(&text, problems));
    let decides = dated(&mut table, "decides", context, problems);
    let reading = words(table.text("reading", problems));
    let (source, _, public) = cited(&mut table, context, problems);
    let locator = words(table.text("locator", problems));
    let note = words(table.text("note", problems));
    let span = table.span;
    table.finish(problems);
    TreatyEvent { kind, date, length: own, decides, reading, source, locator, note, public, span }
}

/// One of a few words; another is said.
pub(super) fn choice(
    table: &mut Keys<'_>,
    key: &'static str,
    words: &[&str],
    problems: &mut Vec<Diagnostic>,
) -> Option<String> {
    let text = table.text(key, problems)?;
    if words.contains(&text.value.as_str()) {
        return Some(text.value);
    }
    problems.push(one_of(key, &text.value, text.span, words));
    None
}

/// An actor that a TOML key names.
pub(crate) fn actor(text: &Text, context: &Context<'_>, problems: &mut Vec<Diagnostic>) -> Option<ActorId> {
    match context.actors.find(&text.value) {
        Ok(actor) => Some(actor),
        Err(hint) => {
            problems.push(
                Diagnostic::error("casebase::unknown_actor", format!("no actor is called `{}`", text.value))
                    .at(text.span, "")
                    .maybe_hint(hint),
            );
            None
        }
    }
}
