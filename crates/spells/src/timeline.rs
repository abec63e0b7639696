//! Step functions of days: what held when.

use crate::{Day, DaySet, Interval};

/// A stretch of days with one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spell<T> {
    /// The days.
    pub days: Interval,
    /// What held on each of them.
    pub value: T,
}

/// Spells in order of days: none empty, none overlapping; where two touch, their values differ, so every spell is maximal.
/// Days that belong to no spell are outside the timeline's domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline<T> {
    spells: Vec<Spell<T>>,
}

impl<T> Default for Timeline<T> {
    fn default() -> Self {
        Self { spells: Vec::new() }
    }
}

impl<T: PartialEq> Timeline<T> {
    /// Defined on no day.
    pub fn new() -> Self {
        Self::default()
    }

    /// One value on every day of `days`.
    pub fn constant(days: Interval, value: T) -> Self {
        let mut timeline = Self::new();
        timeline.push(days, value);
        timeline
    }

    /// Appends a stretch; it is joined to the last spell where the two touch and are equal, and left out where empty.
    ///
    /// # Panics
    /// If `days` begins before the last spell ends: the caller's order is broken.
    pub fn push(&mut self, days: Interval, value: T) {
        if days.is_empty() {
            return;
        }
        if let Some(last) = self.spells.last_mut() {
            assert!(last.days.until <= days.from, "spells are pushed in the order of days");
            if last.days.until == days.from && last.value == value {
                last.days.until = days.until;
                return;
            }
        }
        self.spells.push(Spell { days, value });
    }

    /// The spells, in order.
    pub fn spells(&self) -> &[Spell<T>] {
        &self.spells
    }

    /// Whether it is defined on no day.
    pub fn is_empty(&self) -> bool {
        self.spells.is_empty()
    }

    /// The value on a day, where defined. O(log n).
    pub fn at(&self, day: Day) -> Option<&T> {
        let after = self.spells.partition_point(|spell| spell.days.from <= day);
        let spell = self.spells.get(after.checked_sub(1)?)?;
        spell.days.contains(day).then_some(&spell.value)
    }

    /// The spell around a day, where defined. O(log n).
    pub fn spell_at(&self, day: Day) -> Option<&Spell<T>> {
        let after = self.spells.partition_point(|spell| spell.days.from <= day);
        let spell = self.spells.get(after.checked_sub(1)?)?;
        spell.days.contains(day).then_some(spell)
    }

    /// The days on which it is defined.
    pub fn domain(&self) -> DaySet {
        DaySet::from_intervals(self.spells.iter().map(|spell| spell.days))
    }

    /// Whether it is defined on these days and on no others. O(n).
    pub fn covers_exactly(&self, days: &DaySet) -> bool {
        let mut spells = self.spells.iter().peekable();
        let filled = days.intervals().iter().all(|interval| {
            let mut until = interval.from;
            while let Some(spell) =
                spells.next_if(|spell| spell.days.from == until && spell.days.until <= interval.until)
            {
                until = spell.days.until;
            }
            until == interval.until
        });
        filled && spells.next().is_none()
    }

    /// The days on which the value is as asked for.
    pub fn days_where(&self, holds: impl Fn(&T) -> bool) -> DaySet {
        DaySet::from_intervals(self.spells.iter().filter(|spell| holds(&spell.value)).map(|spell| spell.days))
    }

    /// Each value changed; spells that become equal are joined.
    pub fn map<U: PartialEq>(&self, change: impl Fn(&T) -> U) -> Timeline<U> {
        let mut changed = Timeline { spells: Vec::with_capacity(self.spells.len()) };
        for spell in &self.spells {
            changed.push(spell.days, change(&spell.value));
        }
        changed
    }

    /// Both values put together, on the days where both are defined. O(n + m).
    pub fn zip<U: PartialEq, V: PartialEq>(&self, other: &Timeline<U>, join: impl Fn(&T, &U) -> V) -> Timeline<V> {
        let mut joined = Timeline { spells: Vec::with_capacity(self.spells.len().max(other.spells.len())) };
        let (mut i, mut j) = (0, 0);
        while let (Some(a), Some(b)) = (self.spells.get(i), other.spells.get(j)) {
            let days = a.days.and(b.days);
            if !days.is_empty() {
                joined.push(days, join(&a.value, &b.value));
            }
            if a.days.until <= b.days.until { i += 1 } else { j += 1 }
        }
        joined
    }
}

impl<T: PartialEq + Clone> Timeline<T> {
    /// The same values on fewer days. O(n + m).
    #[must_use]
    pub fn clip(&self, to: &DaySet) -> Timeline<T> {
        let mut clipped = Timeline::new();
        let mut j = 0;
        for spell in &self.spells {
            while to.intervals().get(j).is_some_and(|interval| interval.until <= spell.days.from) {
                j += 1;
            }
            let mut k = j;
            while let Some(interval) = to.intervals().get(k).filter(|interval| interval.from < spell.days.until) {
                clipped.push(spell.days.and(*interval), spell.value.clone());
                k += 1;
            }
        }
        clipped
    }

    /// Several timelines side by side: maximal spells during which none of them changes, on the days where all are
    /// defined. O(total spells * timelines).
    pub fn align(timelines: &[&Timeline<T>]) -> Timeline<Vec<T>> {
        let Some((first, rest)) = timelines.split_first() else { return Timeline::new() };
        let mut aligned = first.map(|value| vec![value.clone()]);
        for timeline in rest {
            aligned = aligned.zip(timeline, |row, value| {
                let mut row = row.clone();
                row.push(value.clone());
                row
            });
        }
        aligned
    }
}
