//! Codings that end before they begin: by their dates, or by the order of the events that their ends name.
//!
//! In: a coding and what is known of events. Out: the problem, or nothing. An order of events alone may show it although
//! every date is open: where `b` is not after `a`, nothing holds from `a` until the day before `b`.

use super::cell;
use crate::CaseBase;
use crate::codings::Entry;
use crate::dates::Endpoint;
use crate::events::Solved;
use crate::facts::{Slot, end_before_start};
use crate::sight::Sight;
use spells::CodingId;
use text::Diagnostic;

/// How the order of two events stands to what holds from one until the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// Wherever both lie, no day is left.
    NoDay,
    /// One day is left where both fall on the same day, and else none.
    SameDay,
    /// It leaves days.
    Days,
}

/// What is left between two events that begin and end something, each with the days after it: of the beginning to the first
/// day, of the end to the day after the last.
pub(super) fn order(solved: &Solved, from: (u32, i32), until: (u32, i32)) -> Order {
    let (begins, ends) = (solved.leader[from.0 as usize], solved.leader[until.0 as usize]);
    if !solved.not_after(ends, begins) {
        return Order::Days;
    }
    let left = until.1 - from.1;
    match left {
        ..=0 => Order::NoDay,
        1 if !solved.not_after(begins, ends) => Order::SameDay,
        _ => Order::Days,
    }
}

/// What the order of the events says of a coding both of whose ends name one.
pub(super) fn order_of(base: &CaseBase, sight: &Sight<'_>, entry: &Entry) -> Order {
    let event = |number: i32| match base.codings.pool.when(number) {
        Err(Endpoint::Event(event, offset)) => Some((*event, *offset)),
        _ => None,
    };
    match (event(entry.from), event(entry.until)) {
        (Some(from), Some(until)) => order(&sight.solved, from, until),
        _ => Order::Days,
    }
}

/// That a coding ends before it begins; with the events where their order alone shows it.
pub(super) fn backwards(base: &CaseBase, row: u32, order: Order) -> Diagnostic {
    let coding = base.coding(CodingId(row));
    let said = match order {
        Order::SameDay => unless_one_day(&coding.from, &coding.until),
        Order::NoDay | Order::Days => end_before_start(&coding.from, &coding.until),
    };
    let said = cell(base, said, row, Slot::Until, "the end");
    let said = cell(base, said, row, Slot::From, "the beginning");
    if order == Order::Days {
        return said;
    }
    let entry = base.codings.columns.entry(row as usize);
    match [entry.from, entry.until].map(|number| base.codings.pool.when(number)) {
        [Err(Endpoint::Event(begins, _)), Err(Endpoint::Event(ends, _))] if begins != ends => {
            let [begins, ends] = [begins, ends].map(|event| &base.events[*event as usize]);
            said.at(begins.span, format!("`{}`, which begins it", begins.id))
                .at(ends.span, format!("`{}`, which ends it, is not later", ends.id))
        }
        _ => said,
    }
}

/// That something ends before it begins unless two events fall on one day; the places are the caller's to add.
pub(super) fn unless_one_day(from: &str, until: &str) -> Diagnostic {
    Diagnostic::error(
        "casebase::end_before_start",
        format!("this ends ({until}) before it begins ({from}), unless both fall on one day"),
    )
    .hint("exchange the two events, or correct their order in events.csv; for one day write the same event in both")
}
