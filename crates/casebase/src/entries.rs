//! What entries of TOML files have alike: a source, dates, actors, words out of a few.
//!
//! In: the keys of a table. Out: values; what is wrong is said at its place, and then there is no value.

use crate::codings::NO_SOURCE;
use crate::dates::{End, Endpoint, When};
use crate::facts::{Context, wrong_date};
use crate::keys::{Keys, Text};
use crate::sources::unknown_source;
use crate::study::one_of;
use spells::{ActorId, Day, PossibleDays};
use text::Diagnostic;

/// A date as written, and its possible days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// As written.
    pub text: String,
    /// When it may have been, as far as anything in the study tells. Of a date that names an event, the event's days.
    pub days: PossibleDays,
    /// The event that it names, and how many days after it.
    pub(crate) event: Option<(u32, i32)>,
}

impl Dated {
    /// As an end of codings: those that share it move together under the name, or with the event.
    pub(crate) fn shared(&self, name: &str) -> When {
        match (self.event, self.days.exact()) {
            (Some((event, offset)), _) => When::Vague(Endpoint::Event(event, offset)),
            (None, Some(day)) => When::Day(day),
            (None, None) => When::Vague(Endpoint::Shared(name.to_owned(), self.days.clone(), 0)),
        }
    }
}

/// The text of a key, empty where there is none.
pub(crate) fn words(text: Option<Text>) -> String {
    text.map_or_else(String::new, |text| text.value)
}

/// Source and publication of an entry of a TOML file.
pub(crate) fn cited(table: &mut Keys<'_>, context: &Context<'_>, problems: &mut Vec<Diagnostic>) -> (String, u32, Day) {
    let source = table.text("source", problems);
    let (mut at, mut public) = (NO_SOURCE, Day::BEGINNING);
    if let Some(source) = source.as_ref().filter(|source| !source.value.is_empty()) {
        match context.sources.get(&source.value) {
            Some(found) => (at, public) = (found, context.published[found as usize]),
            None => {
                problems.push(unknown_source(&source.value, &context.source_keys, source.span));
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

/// A date: of a day, of several, or of an event (`event:x`, `after:x`, `before:x`).
pub(crate) fn dated(
    table: &mut Keys<'_>,
    key: &'static str,
    context: &Context<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Dated> {
    let text = table.text(key, problems).filter(|text| !text.value.is_empty())?;
    let named = ["event:", "after:", "before:"].iter().any(|prefix| text.value.starts_with(prefix));
    let read = if named {
        context.calendar.end(&text.value, End::From).map(|when| match when {
            When::Vague(Endpoint::Event(event, offset)) => {
                (context.events.possible[event as usize].plus(offset), Some((event, offset)))
            }
            _ => (PossibleDays::between(Day::FIRST, Day::LAST), None),
        })
    } else {
        context.calendar.date(&text.value).map(|days| (days, None))
    };
    match read {
        Ok((days, event)) => Some(Dated { text: text.value, days, event }),
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

/// One of a few words; another is said.
pub(crate) fn choice(
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
