//! Small sets of whole numbers as words: the rows that a term covers, the rows still to be covered.
//!
//! In and out: plain values, `N` words of 64. The width is chosen once per block of a chart; nothing here allocates.

/// A set of whole numbers below `64 * N`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Bits<const N: usize>([u64; N]);

impl<const N: usize> Bits<N> {
    /// No number at all.
    pub const EMPTY: Self = Bits([0; N]);

    /// Every number below `size`, which is at most `64 * N`.
    pub fn below(size: usize) -> Self {
        let mut all = Self::EMPTY;
        for number in 0..size {
            all.insert(number);
        }
        all
    }

    pub fn insert(&mut self, number: usize) {
        self.0[number >> 6] |= 1 << (number & 63);
    }

    pub fn contains(self, number: usize) -> bool {
        self.0[number >> 6] >> (number & 63) & 1 == 1
    }

    pub fn is_empty(self) -> bool {
        self.0.iter().all(|&word| word == 0)
    }

    pub fn count(self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    /// The smallest number in it.
    pub fn first(self) -> Option<usize> {
        self.0
            .iter()
            .enumerate()
            .find(|(_, word)| **word != 0)
            .map(|(at, word)| at * 64 + word.trailing_zeros() as usize)
    }

    pub fn and(self, other: Self) -> Self {
        Bits(std::array::from_fn(|at| self.0[at] & other.0[at]))
    }

    pub fn or(self, other: Self) -> Self {
        Bits(std::array::from_fn(|at| self.0[at] | other.0[at]))
    }

    pub fn without(self, other: Self) -> Self {
        Bits(std::array::from_fn(|at| self.0[at] & !other.0[at]))
    }

    pub fn within(self, other: Self) -> bool {
        self.without(other).is_empty()
    }

    /// Its numbers, ascending.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        let mut left = self;
        std::iter::from_fn(move || {
            let first = left.first()?;
            left.0[first >> 6] &= left.0[first >> 6] - 1;
            Some(first)
        })
    }
}

impl<const N: usize> FromIterator<usize> for Bits<N> {
    fn from_iter<I: IntoIterator<Item = usize>>(numbers: I) -> Self {
        let mut set = Self::EMPTY;
        for number in numbers {
            set.insert(number);
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use super::Bits;

    #[test]
    fn sets_behave_as_sets() {
        let a: Bits<2> = [0, 63, 64, 127].into_iter().collect();
        let b: Bits<2> = [63, 100].into_iter().collect();
        assert_eq!(a.iter().collect::<Vec<_>>(), [0, 63, 64, 127]);
        assert_eq!(a.and(b).iter().collect::<Vec<_>>(), [63]);
        assert_eq!(a.or(b).count(), 5);
        assert_eq!(a.without(b).first(), Some(0));
        assert!(a.and(b).within(b) && !a.within(b));
        assert!(a.contains(127) && !a.contains(1));
        assert_eq!(Bits::<2>::below(65).count(), 65);
        assert_eq!(Bits::<2>::EMPTY.first(), None);
    }
}
