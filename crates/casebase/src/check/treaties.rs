//! Treaties as wholes: ends before beginnings, and clauses that contradict each other without two readings.

use super::backwards::{Order, order, unless_one_day};
use crate::CaseBase;
use crate::dates::{Endpoint, When};
use crate::memberships::bounds;
use crate::sight::Sight;
use crate::treaties::{Term, Treaty};
use text::{Diagnostic, Span};

/// Says every account of a treaty that ends it before it begins, wherever vague dates lie.
pub(super) fn lives(base: &CaseBase, sight: &Sight<'_>, problems: &mut Vec<Diagnostic>) {
    for Backwards { id, begins, until, span, order } in backwards(base, sight) {
        let said = match order {
            Order::SameDay => {
                let said = unless_one_day(begins, until);
                Diagnostic { message: format!("`{id}`: {}", said.message), ..said }
            }
            Order::NoDay | Order::Days => Diagnostic::error(
                "casebase::end_before_start",
                format!("`{id}` ends ({until}) before it begins ({begins})"),
            )
            .hint("exchange the two dates, or correct one"),
        };
        problems.push(said.at(span, ""));
    }
}

/// A treaty that an account ends before it begins.
pub(super) struct Backwards<'b> {
    id: &'b str,
    begins: &'b str,
    until: &'b str,
    /// Where the account stands.
    pub span: Span,
    order: Order,
}

/// The accounts of treaties that end before they begin, in the order of treaties.
pub(super) fn backwards<'b>(base: &'b CaseBase, sight: &Sight<'_>) -> impl Iterator<Item = Backwards<'b>> {
    let accounts = base.treaties.iter().flat_map(|treaty| treaty.accounts.iter().map(move |account| (treaty, account)));
    accounts.filter_map(|(treaty, account)| {
        let (begins, last) = (account.begins().or(treaty.main().begins())?, account.last.as_ref()?);
        let first = begins.shared("");
        let apart = match (bounds(&first, &sight.solved), bounds(last, &sight.solved)) {
            (Some((first, _)), Some((_, last))) => last <= first,
            _ => false,
        };
        let order = match (&first, last) {
            _ if apart => Order::NoDay,
            (When::Vague(Endpoint::Event(a, begin)), When::Vague(Endpoint::Event(b, end))) => {
                order(&sight.solved, (*a, *begin), (*b, *end))
            }
            _ => Order::Days,
        };
        (order != Order::Days).then_some(Backwards {
            id: &treaty.id,
            begins: &begins.text,
            until: &account.until,
            span: account.span,
            order,
        })
    })
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
