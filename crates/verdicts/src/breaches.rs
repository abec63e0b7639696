//! The days of deviation of every placement of some vague dates, kept as they were found: by alternatives and by parts.
//!
//! In: the days of deviation of single placements. Out: the [`Reach`] of them all, of the whole or of a stretch. Parts that do
//! not hang on each other stay apart, so that their placements need not be multiplied.

use crate::reach::{Reach, either, together};
use spells::{DaySet, Interval};

/// Days of deviation.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Breaches {
    /// Of one placement.
    Days(DaySet),
    /// Of one placement or another of the same dates.
    Either(Vec<Breaches>),
    /// Of dates that do not hang on each other, on days of their own.
    Together(Vec<Breaches>),
}

impl Breaches {
    /// Adds an alternative.
    pub fn or(&mut self, other: Breaches) {
        let others = match other {
            Breaches::Either(others) => others,
            one => vec![one],
        };
        if !matches!(self, Breaches::Either(_)) {
            *self = Breaches::Either(vec![std::mem::replace(self, Breaches::Either(Vec::new()))]);
        }
        if let Breaches::Either(all) = self {
            for other in others {
                // Neighbours mostly deviate alike.
                if all.last() != Some(&other) {
                    all.push(other);
                }
            }
        }
    }

    /// Over which days it deviates, where it does.
    pub fn reach(&self) -> Option<Reach> {
        self.within(Interval::ALWAYS)
    }

    /// The stretches of days on which something deviates in some placement; days apart in a placement are stretches of their own.
    /// Days on which it deviates in one placement or in another and never in both are one stretch, tried at several places.
    pub fn stretches(&self) -> Vec<Reach> {
        let mut ever = Vec::new();
        self.collect(&mut ever);
        let mut stretches: Vec<Interval> = Vec::new();
        for days in DaySet::from_intervals(ever).intervals() {
            match stretches.last_mut() {
                Some(last) if !self.both(*last, *days) => last.until = days.until,
                _ => stretches.push(*days),
            }
        }
        stretches.into_iter().filter_map(|stretch| self.within(stretch)).collect()
    }

    /// Whether it may deviate on some of these days.
    fn may(&self, stretch: Interval) -> bool {
        match self {
            Breaches::Days(days) => days.overlaps(stretch),
            Breaches::Either(all) | Breaches::Together(all) => all.iter().any(|one| one.may(stretch)),
        }
    }

    /// Whether it may deviate on some of each in one placement.
    fn both(&self, one: Interval, other: Interval) -> bool {
        match self {
            Breaches::Days(days) => days.overlaps(one) && days.overlaps(other),
            Breaches::Either(all) => all.iter().any(|alternative| alternative.both(one, other)),
            Breaches::Together(parts) => parts.iter().enumerate().any(|(at, part)| {
                let another = |(other_at, part): (usize, &Breaches)| other_at != at && part.may(other);
                part.both(one, other) || (part.may(one) && parts.iter().enumerate().any(another))
            }),
        }
    }

    fn within(&self, stretch: Interval) -> Option<Reach> {
        match self {
            Breaches::Days(days) => Reach::of(&days.clip(stretch)),
            Breaches::Either(all) => all.iter().map(|one| one.within(stretch)).reduce(either).flatten(),
            Breaches::Together(parts) => parts.iter().map(|part| part.within(stretch)).fold(None, together),
        }
    }

    fn collect(&self, into: &mut Vec<Interval>) {
        match self {
            Breaches::Days(days) => into.extend(days.intervals()),
            Breaches::Either(all) | Breaches::Together(all) => all.iter().for_each(|one| one.collect(into)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use spells::Day;

    type Placements = Vec<Vec<(i32, i32)>>;

    fn set(days: &[(i32, i32)], later: i32) -> DaySet {
        let shifted = days.iter().map(|(from, more)| Interval::new(Day(from + later), Day(from + more + later)));
        DaySet::from_intervals(shifted)
    }

    fn alternatives(placements: &[Vec<(i32, i32)>], later: i32) -> Breaches {
        let mut all = Breaches::Days(set(&placements[0], later));
        for days in &placements[1..] {
            all.or(Breaches::Days(set(days, later)));
        }
        all
    }

    fn placements() -> impl Strategy<Value = Placements> {
        let days = proptest::collection::vec((0..10_i32, 1..4_i32), 0..3);
        proptest::collection::vec(days, 1..5)
    }

    /// A single vague day, tried at three places, is one stretch; two days of one placement are two.
    #[test]
    fn one_day_tried_at_several_places_is_one_stretch() {
        let tried = alternatives(&[vec![(0, 1)], vec![(5, 1)], vec![(9, 1)]], 0);
        let stretches = tried.stretches();
        assert_eq!(stretches.len(), 1);
        assert_eq!((stretches[0].first, stretches[0].last), ((Day(0), Day(9)), (Day(0), Day(9))));
        assert!(stretches[0].surely);
        assert_eq!(alternatives(&[vec![(0, 1), (5, 1)], vec![(5, 1)]], 0).stretches().len(), 2);
    }

    proptest! {
        /// Two groups of dates apart, one choice of a third date before them: as if every combination had been tried.
        #[test]
        fn parts_say_what_their_product_says(choices in proptest::collection::vec((placements(), placements()), 1..3)) {
            let later = 40;
            let parts = |(one, other): &(Placements, Placements)| {
                Breaches::Together(vec![alternatives(one, 0), alternatives(other, later)])
            };
            let mut found = parts(&choices[0]);
            choices[1..].iter().for_each(|choice| found.or(parts(choice)));
            let product = choices.iter().flat_map(|(one, other)| {
                one.iter().flat_map(move |a| other.iter().map(move |b| set(a, 0).or(&set(b, later))))
            });
            let mut all: Option<Breaches> = None;
            for days in product {
                match &mut all {
                    Some(all) => all.or(Breaches::Days(days)),
                    None => all = Some(Breaches::Days(days)),
                }
            }
            let all = all.unwrap();
            prop_assert_eq!(found.reach(), all.reach());
            prop_assert_eq!(found.stretches(), all.stretches());
        }
    }
}
