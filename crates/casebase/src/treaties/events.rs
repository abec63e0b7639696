//! The events of a treaty's life.

use super::kinds::TreatyEventKind;
use super::model::TreatyEvent;
use super::terms::length;
use crate::entries::{actor, choice, cited, dated, words};
use crate::facts::Context;
use crate::keys::Keys;
use text::Diagnostic;

/// Reads a `[[treaty.event]]` of an account.
pub(super) fn event(
    mut table: Keys<'_>,
    account: usize,
    label: &str,
    context: &Context<'_>,
    problems: &mut Vec<Diagnostic>,
) -> TreatyEvent {
    let kind = choice(&mut table, "kind", TreatyEventKind::WORDS, problems).and_then(|word| TreatyEventKind::of(&word));
    let date = dated(&mut table, "date", context, problems);
    let party = table.text("party", problems).and_then(|text| actor(&text, context, problems));
    let own = table.text("length", problems).and_then(|text| length(&text, problems));
    let decides = dated(&mut table, "decides", context, problems);
    let reading = words(table.text("reading", problems));
    let (source, _, public) = cited(&mut table, context, problems);
    let locator = words(table.text("locator", problems));
    let note = words(table.text("note", problems));
    let span = table.span;
    table.finish(problems);
    let label = label.to_owned();
    TreatyEvent {
        account,
        kind,
        date,
        party,
        length: own,
        decides,
        reading,
        source,
        locator,
        note,
        public,
        span,
        label,
    }
}
