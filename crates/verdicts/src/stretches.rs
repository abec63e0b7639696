//! Stretches of days that are settled whole: what is said at the one end hangs on what is so at the other.

use crate::dynamic::waits;
use crate::life::lifetimes;
use crate::turns::hidden;
use crate::vague::may_be_vague;
use conditions::{Degree, Evaluator, OverBudget};
use spells::{Day, DaySet, Interval, Timeline};
use theory::model::{Claim, ClaimKind, Edge, NodeId, Order};

/// The stretches of days on which it is not known whether what a claim judges holds: a beginning after such days counts
/// from the first of them, so that what is seen at the end of a stretch may hang on dates at its start.
pub(crate) fn unknown_stretches(claim: &Claim, open: &Evaluator<'_>) -> Result<DaySet, OverBudget> {
    let nodes: &[NodeId] = match &claim.kind {
        ClaimKind::Static { .. } => &[],
        ClaimKind::OnlyWhile { event, .. } | ClaimKind::NotWhile { event, .. } => &[event.what],
        ClaimKind::Order { event, anchor, .. } => &[event.what, anchor.what],
    };
    let mut stretches = DaySet::empty();
    for node in nodes {
        stretches = stretches.or(&open.degree(*node)?.days_where(|degree| degree.truth().is_unknown()));
    }
    if let ClaimKind::Order { event, order, anchor } = &claim.kind {
        let (what, other) = (open.degree(event.what)?, open.degree(anchor.what)?);
        let (event, anchor) = ((&*what, event.edge), (&*other, anchor.edge));
        stretches = stretches.or(&match order {
            Order::Before => inherited(anchor, event, open.domain()).or(&seen_from_afar(anchor, event)),
            Order::After | Order::Within(..) => waits(event, anchor),
        });
        if *order != Order::Before {
            stretches = stretches.or(&seen_from_afar(event, anchor));
            if event.1 == Edge::Ends && anchor.1 == Edge::Ends {
                stretches = stretches.or(&DaySet::from_intervals(lifetimes(event.0, anchor.0)));
            }
        }
    }
    Ok(stretches)
}

/// Of a claim about what events come while, the stretches of unknown days that cannot be judged in parts. One that hides an event
/// wherever dates lie can: its event may break the claim if it may do so on a day of any part.
pub(crate) fn indivisible(claim: &Claim, open: &Evaluator<'_>) -> Result<DaySet, OverBudget> {
    let stretches = unknown_stretches(claim, open)?;
    let (ClaimKind::OnlyWhile { event, .. } | ClaimKind::NotWhile { event, .. }) = &claim.kind else {
        return Ok(stretches);
    };
    let what = open.degree(event.what)?;
    let vague = what.days_where(|degree| may_be_vague(*degree));
    let hidden = hidden(&what).into_iter().map(|(days, _)| days).filter(|days| !vague.overlaps(*days));
    Ok(stretches.without(&DaySet::from_intervals(hidden)))
}

/// The stretches from the first day of a case on which the event of an order of two ends may have been so all along. Whether
/// it was hangs on dates at their start, and what is said of the end at the other: of an end without a lapse before it,
/// nothing can be said where what ended may have been there from the first.
fn inherited(
    (own, edge): (&Timeline<Degree>, Edge),
    (other, other_edge): (&Timeline<Degree>, Edge),
    domain: &DaySet,
) -> DaySet {
    if edge != Edge::Ends || other_edge != Edge::Ends {
        return DaySet::empty();
    }
    let may_be = own.days_where(|degree| !degree.is_out());
    let lapsed_from = other.days_where(|degree| degree.is_in());
    let first_days: Vec<Day> = domain.intervals().iter().map(|days| days.from).collect();
    let from_the_first = may_be.intervals().iter().filter(|days| first_days.contains(&days.from));
    let hang = from_the_first.filter(|days| lapsed_from.clip(**days).is_empty());
    DaySet::from_intervals(hang.map(|days| Interval::new(days.from, days.until.plus(1))))
}

/// The stretches from days on which it is vague whether and when the other formula turned to the certain day of an event that
/// looks back at them: that day lies in no cluster of dates, and what is said of it hangs on theirs.
fn seen_from_afar((own, edge): (&Timeline<Degree>, Edge), (other, _): (&Timeline<Degree>, Edge)) -> DaySet {
    let mut seen = Vec::new();
    for pair in own.spells().windows(2) {
        let [before, after] = pair else { continue };
        let turns = match edge {
            Edge::Starts => before.value.is_out() && after.value.is_in(),
            Edge::Ends => before.value.is_in() && after.value.is_out(),
        };
        if !turns || before.days.until != after.days.from {
            continue;
        }
        let day = after.days.from;
        let mut from = day;
        let past: Vec<_> = other.spells().iter().filter(|spell| spell.days.from < day).collect();
        for (at, spell) in past.iter().enumerate().rev() {
            if may_be_vague(spell.value) {
                from = spell.days.from;
            } else if at + 1 < past.len() && spell.value.is_known() && past[at + 1].value.is_known() {
                // Known to have turned, or not to have: a turn on a known day hides whatever lies before it.
                if spell.value.is_in() != past[at + 1].value.is_in() && spell.days.until == past[at + 1].days.from {
                    break;
                }
            }
        }
        if from < day {
            seen.push(Interval::new(from, day.plus(1)));
        }
    }
    DaySet::from_intervals(seen)
}
