//! Over which days a deviation may reach: its first and its last day, each as far as vague dates leave it open.
//!
//! In: the days of deviation of single placements of vague dates. Out: their range over all placements, of the whole and of
//! each stretch that others are apart from. Alternatives ([`either`]) are placements of the same dates; parts ([`together`]) are
//! clusters of dates that do not hang on each other.

use crate::dynamic::EventRuling;
use crate::ruling::{Ruling, SpellRuling};
use spells::{Day, DaySet, Interval};

/// Where a deviation may begin and end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// The earliest and the latest day that may be its first.
    pub first: (Day, Day),
    /// The earliest and the latest day that may be its last.
    pub last: (Day, Day),
    /// Whether it deviates in every placement; otherwise the days are those of the placements in which it does.
    pub surely: bool,
}

impl Reach {
    /// Of days that are known: from their first to their last.
    pub(crate) fn of(days: &DaySet) -> Option<Reach> {
        let (first, last) = (days.intervals().first()?.from, days.intervals().last()?.until.plus(-1));
        Some(Reach { first: (first, first), last: (last, last), surely: true })
    }
}

/// The days of the deviating spells and events of one placement, within some days.
pub(crate) fn broken<'a>(
    spells: impl Iterator<Item = &'a SpellRuling>,
    events: impl Iterator<Item = &'a EventRuling>,
    within: &DaySet,
) -> DaySet {
    let spells = spells.filter(|spell| spell.ruling == Ruling::Deviates).map(|spell| spell.days);
    let spells = DaySet::from_intervals(spells).and(within);
    // An event belongs to the days that it was found for, and not to those on which it lies.
    let events = events.filter(|event| event.ruling == Ruling::Deviates);
    let events = DaySet::from_intervals(events.map(|event| Interval::new(event.day, event.day.plus(1))));
    spells.or(&events)
}

/// Each stretch of known days.
pub(crate) fn each(days: &DaySet) -> Vec<Reach> {
    days.intervals().iter().filter_map(|days| Reach::of(&DaySet::from(*days))).collect()
}

/// The stretches of several parts, in order; those that touch are one.
pub(crate) fn joined(mut parts: Vec<Reach>) -> Vec<Reach> {
    parts.sort_by_key(|part| (part.first.0, part.last.1));
    let mut joined: Vec<Reach> = Vec::with_capacity(parts.len());
    for part in parts {
        match joined.last_mut() {
            Some(before) if before.last.1.plus(1) >= part.first.0 => {
                *before = together(Some(*before), Some(part)).unwrap_or(part);
            }
            _ => joined.push(part),
        }
    }
    joined
}

/// Days on which something may deviate or not, nobody has tried how: it may begin and end on any of them.
pub(crate) fn perhaps(days: &DaySet) -> Option<Reach> {
    let whole = Reach::of(days)?;
    let any = (whole.first.0, whole.last.1);
    Some(Reach { first: any, last: any, surely: false })
}

/// One placement or the other; `None` is a placement in which nothing deviates.
pub(crate) fn either(one: Option<Reach>, other: Option<Reach>) -> Option<Reach> {
    match (one, other) {
        (Some(one), Some(other)) => Some(Reach {
            first: (one.first.0.min(other.first.0), one.first.1.max(other.first.1)),
            last: (one.last.0.min(other.last.0), one.last.1.max(other.last.1)),
            surely: one.surely && other.surely,
        }),
        (one, other) => one.or(other).map(|found| Reach { surely: false, ..found }),
    }
}

/// Both parts, whose dates do not hang on each other.
///
/// The first day of the whole is the earlier of the two; it is as late as can be where a part that need not deviate does
/// not, and the others deviate as late as they can.
pub(crate) fn together(one: Option<Reach>, other: Option<Reach>) -> Option<Reach> {
    let (Some(one), Some(other)) = (one, other) else { return one.or(other) };
    let (first, last) = match (one.surely, other.surely) {
        (true, true) => (one.first.1.min(other.first.1), one.last.0.max(other.last.0)),
        (true, false) => (one.first.1, one.last.0),
        (false, true) => (other.first.1, other.last.0),
        (false, false) => (one.first.1.max(other.first.1), one.last.0.min(other.last.0)),
    };
    Some(Reach {
        first: (one.first.0.min(other.first.0), first),
        last: (last, one.last.1.max(other.last.1)),
        surely: one.surely || other.surely,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::breaches::Breaches;
    use proptest::prelude::*;

    /// The placements of a part: the first and last day of deviation in each, or none.
    type Part = Vec<Option<(i32, i32)>>;

    fn folded(part: &Part) -> Option<Reach> {
        let one = |days: &Option<(i32, i32)>| {
            days.and_then(|(from, to)| Reach::of(&DaySet::from(Interval::new(Day(from), Day(to + 1)))))
        };
        part.iter().map(one).reduce(either).flatten()
    }

    /// Every placement of the whole, one by one.
    fn brute(one: &Part, other: &Part) -> Option<Reach> {
        let whole: Vec<Option<(i32, i32)>> = one
            .iter()
            .flat_map(|a| {
                other.iter().map(move |b| match (a, b) {
                    (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
                    (a, b) => a.or(*b),
                })
            })
            .collect();
        let firsts = || whole.iter().flatten().map(|days| Day(days.0));
        let lasts = || whole.iter().flatten().map(|days| Day(days.1));
        Some(Reach {
            first: (firsts().min()?, firsts().max()?),
            last: (lasts().min()?, lasts().max()?),
            surely: whole.iter().all(Option::is_some),
        })
    }

    fn part() -> impl Strategy<Value = Part> {
        let days = (0..20_i32, 0..6_i32).prop_map(|(from, length)| (from, from + length));
        proptest::collection::vec(proptest::option::weighted(0.7, days), 1..5)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn stretches_are_those_of_every_placement(
            placements in proptest::collection::vec(proptest::collection::vec((0..25_i32, 1..4_i32), 0..4), 1..4),
        ) {
            let sets: Vec<DaySet> = placements.iter().map(|days| DaySet::from_intervals(
                days.iter().map(|(from, more)| Interval::new(Day(*from), Day(from + more))))).collect();
            let mut found = sets.iter().cloned().map(Breaches::Days);
            let mut all = found.next().unwrap();
            found.for_each(|days| all.or(days));
            let found = all.stretches();
            // Days on which it ever deviates, without a break; and with the next such days where no placement has both.
            let ever = |day: i32| sets.iter().any(|days| days.contains(Day(day)));
            let mut expected: Vec<(i32, i32)> = Vec::new();
            for from in (0..30).filter(|day| ever(*day) && !ever(day - 1)) {
                let to = (from..40).take_while(|day| ever(*day)).last().unwrap();
                let some = |days: &DaySet, (from, to): (i32, i32)| (from..=to).any(|day| days.contains(Day(day)));
                match expected.last_mut() {
                    Some(last) if !sets.iter().any(|days| some(days, *last) && some(days, (from, to))) => last.1 = to,
                    _ => expected.push((from, to)),
                }
            }
            prop_assert_eq!(found.iter().map(|reach| (reach.first.0.0, reach.last.1.0)).collect::<Vec<_>>(), expected);
            for reach in &found {
                let days: Vec<i32> = (reach.first.0.0..=reach.last.1.0).collect();
                let of = |days_of: &DaySet| days.iter().copied().filter(|day| days_of.contains(Day(*day))).collect::<Vec<_>>();
                let of: Vec<Vec<i32>> = sets.iter().map(of).collect();
                prop_assert_eq!(reach.surely, of.iter().all(|days| !days.is_empty()));
                prop_assert_eq!(Some(reach.first.1.0), of.iter().filter_map(|days| days.first().copied()).max());
                prop_assert_eq!(Some(reach.last.0.0), of.iter().filter_map(|days| days.last().copied()).min());
            }
        }

        #[test]
        fn parts_and_alternatives_agree_with_trying_everything(one in part(), other in part()) {
            prop_assert_eq!(together(folded(&one), folded(&other)), brute(&one, &other));
        }
    }
}
