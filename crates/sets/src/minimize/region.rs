//! Regions: sets of combinations too large to list, as what they are within and what they leave out.
//!
//! In: cubes. Out: how many combinations there are, whether one is among them, cubes, and, up to a bound, row numbers. Simplifying
//! assumptions, easy and difficult counterfactuals and untenable remainders are regions.

use super::cube::{ANY, Cube};
use super::space::{complement, size};

/// The combinations in some cube of `within` and in none of `except`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Region {
    /// Where they are.
    pub within: Vec<Cube>,
    /// What of it does not count.
    pub except: Vec<Cube>,
}

impl Region {
    /// Everything in these cubes.
    #[must_use]
    pub fn new(within: Vec<Cube>) -> Self {
        Region { within, except: Vec::new() }
    }

    /// The same without what is in these cubes.
    #[must_use]
    pub fn without(mut self, except: impl IntoIterator<Item = Cube>) -> Self {
        self.except.extend(except);
        self
    }

    /// Whether all combinations in a cube are among them; of a row of a truth table, whether it is.
    #[must_use]
    pub fn contains(&self, cube: &Cube, levels: &[u8]) -> bool {
        !self.except.iter().any(|out| out.meet(cube).is_some())
            && (self.within.iter().any(|within| within.covers(cube))
                || complement(levels, &self.within).iter().all(|out| out.meet(cube).is_none()))
    }

    /// How many there are; `None` where `u128` cannot count all combinations of the conditions.
    #[must_use]
    pub fn size(&self, levels: &[u8]) -> Option<u128> {
        let all: Vec<Cube> = self.within.iter().chain(&self.except).cloned().collect();
        Some(size(levels, &all)? - size(levels, &self.except)?)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self, levels: &[u8]) -> bool {
        self.cubes(levels).is_empty()
    }

    /// The combinations as cubes that have none in common, in order.
    #[must_use]
    pub fn cubes(&self, levels: &[u8]) -> Vec<Cube> {
        let mut outside = complement(levels, &self.within);
        outside.extend(self.except.iter().cloned());
        let mut cubes = complement(levels, &outside);
        cubes.sort_unstable();
        cubes
    }

    /// What is in both.
    #[must_use]
    pub fn and(&self, other: &Region) -> Region {
        let pairs = self.within.iter().flat_map(|mine| other.within.iter().filter_map(|theirs| mine.meet(theirs)));
        let mut within: Vec<Cube> = pairs.collect();
        within.sort_unstable();
        within.dedup();
        Region { within, except: self.except.iter().chain(&other.except).cloned().collect() }
    }

    /// Their row numbers in the full truth table, ascending: from 1, the first condition the most significant digit. `None` where
    /// there are more than `most`, or the full table has more rows than can be numbered.
    #[must_use]
    pub fn numbers(&self, levels: &[u8], most: usize) -> Option<Vec<u128>> {
        if self.size(levels)? > most as u128 {
            return None;
        }
        let mut numbers = Vec::new();
        for cube in self.cubes(levels) {
            // All rows of a cube: its fixed digits, and every choice of its free ones.
            let mut rows = vec![0u128];
            for (&cell, &count) in cube.0.iter().zip(levels) {
                let digits = if cell == ANY { 0..count } else { cell..cell + 1 };
                let next = |row: u128| digits.clone().map(move |digit| row * u128::from(count) + u128::from(digit));
                rows = rows.into_iter().flat_map(next).collect();
            }
            numbers.extend(rows.into_iter().map(|row| row + 1));
        }
        numbers.sort_unstable();
        Some(numbers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_is_listed_counted_and_cut() {
        let levels = [2, 2, 2];
        // A + B without A*B*C: rows 3, 4 (~A*B), 5, 6 (A*~B), 7 (A*B*~C).
        let region = Region::new(vec![Cube(vec![1, ANY, ANY]), Cube(vec![ANY, 1, ANY])]).without([Cube(vec![1, 1, 1])]);
        assert_eq!(region.size(&levels), Some(5));
        assert_eq!(region.numbers(&levels, 5), Some(vec![3, 4, 5, 6, 7]));
        assert_eq!(region.numbers(&levels, 4), None);
        assert!(region.contains(&Cube(vec![0, 1, ANY]), &levels));
        assert!(!region.contains(&Cube(vec![1, 1, ANY]), &levels));
        assert!(region.contains(&Cube(vec![ANY, 1, 0]), &levels));
        let both = region.and(&Region::new(vec![Cube(vec![ANY, ANY, 1])]));
        assert_eq!(both.numbers(&levels, 8), Some(vec![4, 6]));
        assert!(region.clone().without(region.within.clone()).is_empty(&levels));
    }
}
