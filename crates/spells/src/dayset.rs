//! Sets of days as sorted disjoint intervals.

use crate::{Day, Interval};

/// A set of days: sorted intervals, none empty, none touching the next.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct DaySet {
    intervals: Vec<Interval>,
}

impl DaySet {
    /// No day.
    pub fn empty() -> Self {
        Self::default()
    }

    /// Every day.
    pub fn always() -> Self {
        Self { intervals: vec![Interval::ALWAYS] }
    }

    /// The days in any of the intervals, in whatever order they come. O(n log n).
    pub fn from_intervals(intervals: impl IntoIterator<Item = Interval>) -> Self {
        let mut sorted: Vec<Interval> = intervals.into_iter().filter(|interval| !interval.is_empty()).collect();
        sorted.sort_unstable();
        let mut joined: Vec<Interval> = Vec::with_capacity(sorted.len());
        for interval in sorted {
            match joined.last_mut() {
                Some(last) if interval.from <= last.until => last.until = last.until.max(interval.until),
                _ => joined.push(interval),
            }
        }
        Self { intervals: joined }
    }

    /// The intervals, in order.
    pub fn intervals(&self) -> &[Interval] {
        &self.intervals
    }

    /// Whether there is no day in it.
    pub fn is_empty(&self) -> bool {
        self.intervals.is_empty()
    }

    /// How many days.
    pub fn days(&self) -> i64 {
        self.intervals.iter().map(|interval| interval.days()).sum()
    }

    /// Whether `day` is in it. O(log n).
    pub fn contains(&self, day: Day) -> bool {
        let after = self.intervals.partition_point(|interval| interval.from <= day);
        after > 0 && self.intervals[after - 1].contains(day)
    }

    /// Whether a day of the interval is in it. O(log n).
    pub fn overlaps(&self, days: Interval) -> bool {
        self.within(days).next().is_some()
    }

    /// How many days of the interval are in it. O(log n + intervals there).
    pub fn days_within(&self, days: Interval) -> i64 {
        self.within(days).map(|within| within.days()).sum()
    }

    /// What lies in an interval, piece by piece.
    fn within(&self, days: Interval) -> impl Iterator<Item = Interval> + '_ {
        let first = self.intervals.partition_point(|interval| interval.until <= days.from);
        let near = self.intervals[first..].iter().take_while(move |interval| interval.from < days.until);
        near.map(move |interval| interval.and(days)).filter(|within| !within.is_empty())
    }

    /// Days in this set or the other.
    #[must_use]
    pub fn or(&self, other: &DaySet) -> DaySet {
        DaySet::from_intervals(self.intervals.iter().chain(&other.intervals).copied())
    }

    /// Days in both sets. O(n + m).
    #[must_use]
    pub fn and(&self, other: &DaySet) -> DaySet {
        let (mut i, mut j) = (0, 0);
        let mut both = Vec::new();
        while let (Some(a), Some(b)) = (self.intervals.get(i), other.intervals.get(j)) {
            let common = a.and(*b);
            if !common.is_empty() {
                both.push(common);
            }
            if a.until <= b.until { i += 1 } else { j += 1 }
        }
        DaySet { intervals: both }
    }

    /// Days not in this set.
    #[must_use]
    pub fn complement(&self) -> DaySet {
        let mut gaps = Vec::with_capacity(self.intervals.len() + 1);
        let mut from = Day::BEGINNING;
        for interval in &self.intervals {
            gaps.push(Interval::new(from, interval.from));
            from = interval.until;
        }
        gaps.push(Interval::new(from, Day::END));
        gaps.retain(|gap| !gap.is_empty());
        DaySet { intervals: gaps }
    }

    /// Days in this set but not in the other.
    #[must_use]
    pub fn without(&self, other: &DaySet) -> DaySet {
        self.and(&other.complement())
    }

    /// Days in this set and in the interval.
    #[must_use]
    pub fn clip(&self, to: Interval) -> DaySet {
        self.and(&DaySet::from_intervals([to]))
    }
}

impl From<Interval> for DaySet {
    fn from(interval: Interval) -> Self {
        DaySet::from_intervals([interval])
    }
}
