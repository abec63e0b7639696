//! Term clauses: how long a treaty runs, and what happens then.

use super::kinds::{Anchor, Length, Renewal, Renunciation};
use super::model::Term;
use crate::entries::{choice, cited, words};
use crate::facts::Context;
use crate::keys::{Keys, Text};
use text::Diagnostic;

/// Reads a `[[treaty.term]]` of an account. `None` where it has no length that can be read.
pub(super) fn term(
    mut table: Keys<'_>,
    account: usize,
    context: &Context<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Term> {
    let reading = words(table.text("reading", problems));
    let anchor = choice(&mut table, "anchor", Anchor::WORDS, problems).and_then(|word| Anchor::of(&word));
    let own = table.required("length", problems);
    let own = own.as_ref().and_then(|text| length(text, problems));
    let notice = table.text("notice", problems);
    let notice_from = table.text("notice_from", problems);
    let renewal = choice(&mut table, "renewal", Renewal::WORDS, problems).and_then(|word| Renewal::of(&word));
    let next = table.text("renewal_length", problems).and_then(|text| length(&text, problems));
    let renunciation =
        choice(&mut table, "renunciation", Renunciation::WORDS, problems).and_then(|word| Renunciation::of(&word));
    let (source, _, public) = cited(&mut table, context, problems);
    let locator = words(table.text("locator", problems));
    table.text("note", problems);
    let span = table.span;
    table.finish(problems);
    let before = |text: Option<&Text>, problems: &mut Vec<Diagnostic>| {
        text.and_then(|text| length(text, problems)).filter(|length| *length != Length::Unlimited)
    };
    let (latest, earliest) = (before(notice.as_ref(), problems), before(notice_from.as_ref(), problems));
    if let (Some(Length::Of { months, days }), Some(Length::Of { months: more, days: more_days }), Some(text)) =
        (latest, earliest, &notice_from)
        && roughly(more, more_days) < roughly(months, days)
    {
        problems.push(
            Diagnostic::error("casebase::bad_notice", "notice may be given only after it must have been given")
                .at(text.span, "the earliest, counted back from the end of the term")
                .hint("exchange `notice` (the latest) and `notice_from` (the earliest)"),
        );
    }
    let own = own?;
    Some(Term {
        account,
        reading,
        anchor: anchor.unwrap_or(Anchor::Signed),
        length: own,
        notice: latest,
        notice_from: earliest,
        renewal,
        renewal_length: next,
        renunciation,
        source,
        locator,
        public,
        span,
    })
}

/// Days, near enough to tell which of two lengths is the greater.
fn roughly(months: i32, days: i32) -> i64 {
    i64::from(months) * 30 + i64::from(days)
}

/// `20 years`, `18 months`, `90 days` or `none`.
pub(super) fn length(text: &Text, problems: &mut Vec<Diagnostic>) -> Option<Length> {
    if text.value == "none" {
        return Some(Length::Unlimited);
    }
    let parsed = text.value.split_once(' ').and_then(|(count, unit)| {
        let count: i32 = count.parse().ok().filter(|count| (1..=10_000).contains(count))?;
        match unit.trim().trim_end_matches('s') {
            "year" => Some(Length::Of { months: count.checked_mul(12)?, days: 0 }),
            "month" => Some(Length::Of { months: count, days: 0 }),
            "day" => Some(Length::Of { months: 0, days: count }),
            _ => None,
        }
    });
    if parsed.is_none() {
        problems.push(
            Diagnostic::error("casebase::bad_length", format!("`{}` is no length of time", text.value))
                .at(text.span, "")
                .hint("write such as \"20 years\", \"18 months\", \"90 days\", or \"none\""),
        );
    }
    parsed
}
