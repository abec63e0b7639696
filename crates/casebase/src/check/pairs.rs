//! Codings of one cell against each other: contradictions, and rows that stand twice.

use super::{cell, place};
use crate::CaseBase;
use crate::facts::Slot;
use crate::rivals::Rivals;
use spells::CodingId;
use text::Diagnostic;

/// Says every contradiction under one reading.
pub(super) fn contradictions(base: &CaseBase, rivals: &Rivals, found: &mut Vec<(u32, Diagnostic)>) {
    for (first, second) in &rivals.contradictions {
        let (a, b) = (base.coding(CodingId(*first)), base.coding(CodingId(*second)));
        let object = if b.object.is_empty() { String::new() } else { format!(", {}", b.object) };
        let message =
            format!("`{}({}{object})` is both {} and {} on some day", b.attribute, b.subject, a.value, b.value);
        let said = Diagnostic::error("casebase::contradiction", message);
        let said = cell(
            base,
            said,
            *second,
            Slot::Value,
            &format!("{} from {} until {}", b.value, show(&b.from), show(&b.until)),
        );
        let said = cell(
            base,
            said,
            *first,
            Slot::Value,
            &format!("{} from {} until {}", a.value, show(&a.from), show(&a.until)),
        );
        let event =
            |word: &str| word.starts_with("event:") || word.starts_with("before:") || word.starts_with("after:");
        let hint = if event(&a.until) && event(&b.from) || event(&b.until) && event(&a.from) {
            "both hold on the day of the event: write until = before:EVENT, or from = after:EVENT".to_owned()
        } else if !a.reading.is_empty() && a.reading == b.reading {
            format!("both bear the reading `{}`: correct the dates, or give one another reading", a.reading)
        } else {
            "correct the dates; or, if sources disagree, give each row its own `reading`".to_owned()
        };
        found.push((*second, said.hint(hint)));
    }
}

fn show(word: &str) -> &str {
    if word.is_empty() { "an unknown day" } else { word }
}

/// Says every row that stands twice.
pub(super) fn duplicates(base: &CaseBase, rivals: &Rivals, found: &mut Vec<(u32, Diagnostic)>) {
    let mut told = None;
    for (first, second) in &rivals.duplicates {
        if told == Some(*second) {
            continue;
        }
        let (a, b) = (base.coding(CodingId(*first)), base.coding(CodingId(*second)));
        // The same source may say a thing in two places, and two coders may find it.
        if (a.source, a.locator, a.coder, a.file) != (b.source, b.locator, b.coder, b.file) || a.note != b.note {
            continue;
        }
        told = Some(*second);
        let said =
            place(base, Diagnostic::warning("casebase::duplicate_row", "this row stands twice"), *second, "the second");
        found.push((*second, place(base, said, *first, "the first").hint("remove one of them")));
    }
}
