//! Treaties as wholes: ends before beginnings, and clauses that contradict each other without two readings.

use crate::CaseBase;
use crate::dates::{Endpoint, When};
use crate::memberships::bounds;
use crate::sight::Sight;
use crate::treaties::{Term, Treaty};
use text::Diagnostic;

/// Says every account of a treaty that ends it before it begins, wherever vague dates lie.
pub(super) fn lives(base: &CaseBase, sight: &Sight<'_>, problems: &mut Vec<Diagnostic>) {
    for treaty in &base.treaties {
        for account in &treaty.accounts {
            let (Some(begins), Some(last)) = (account.begins().or(treaty.main().begins()), &account.last) else {
                continue;
            };
            let first = begins.shared("");
            let one_event = match (&first, last) {
                (When::Vague(Endpoint::Event(a, begin)), When::Vague(Endpoint::Event(b, end))) => {
                    sight.solved.leader[*a as usize] == sight.solved.leader[*b as usize] && end <= begin
                }
                _ => false,
            };
            let backwards = match (bounds(&first, &sight.solved), bounds(last, &sight.solved)) {
                (Some((first, _)), Some((_, last))) => last <= first,
                _ => false,
            };
            if one_event || backwards {
                problems.push(
                    Diagnostic::error(
                        "casebase::end_before_start",
                        format!("`{}` ends ({}) before it begins ({})", treaty.id, account.until, begins.text),
                    )
                    .at(account.span, "")
                    .hint("exchange the two dates, or correct one"),
                );
            }
        }
    }
}

/// Says every two clauses of a treaty that stand under one reading and contradict each other.
///
/// A layer's clause that bears no reading gets the layer's name as its own where it contradicts; that is no problem.
pub(super) fn clauses(base: &CaseBase, problems: &mut Vec<Diagnostic>) {
    for treaty in &base.treaties {
        for (at, second) in treaty.terms.iter().enumerate() {
            let first = treaty.terms[..at].iter().find(|first| collide(treaty, first, second));
            let Some(first) = first else { continue };
            let message = match first.reading == second.reading && !first.reading.is_empty() {
                true => format!("two term clauses of `{}` stand under the reading `{}`", treaty.id, first.reading),
                false => format!("`{}` has two term clauses that do not each bear a reading", treaty.id),
            };
            problems.push(
                Diagnostic::error("casebase::rival_clauses", message)
                    .at(second.span, "the second")
                    .at(first.span, "the first")
                    .hint(
                        "where sources differ give each its own `reading`; a treaty has one clause under one reading",
                    ),
            );
        }
    }
}

/// Whether two clauses stand under one reading, or one of them under none, and do not say the same.
fn collide(treaty: &Treaty, a: &Term, b: &Term) -> bool {
    let (first, second) = (&treaty.accounts[a.account], &treaty.accounts[b.account]);
    let one_account = first.number == second.number;
    let one_reading = a.reading == b.reading || (one_account && (a.reading.is_empty() || b.reading.is_empty()));
    let day = |term: &Term, own: usize| treaty.accounts[own].anchor(term.anchor).or(treaty.main().anchor(term.anchor));
    let apart = match (day(a, a.account), day(b, b.account)) {
        (Some(a), Some(b)) => a.days.latest() < b.days.earliest() || b.days.latest() < a.days.earliest(),
        _ => false,
    };
    let agree = !apart && !a.contradicts(b);
    // A layer's clause without a reading rivals the study's as the layer's own.
    let rivals = !one_account && a.reading.is_empty() && b.reading.is_empty();
    one_reading && !rivals && (one_account || !agree)
}
