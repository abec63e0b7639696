//! Sets of spells and of cases as words, and three-valued formulas over spells as two such sets.
//!
//! In and out: plain values of one width throughout a search. Never grows, never shrinks.

/// A set of whole numbers below the width that it was made with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bits(Box<[u64]>);

impl Bits {
    /// No number below `width`.
    pub fn empty(width: usize) -> Self {
        Bits(vec![0; width.div_ceil(64).max(1)].into())
    }

    /// The numbers below `width` of which `holds` is true.
    pub fn of(width: usize, holds: impl Fn(usize) -> bool) -> Self {
        let mut bits = Self::empty(width);
        for number in (0..width).filter(|number| holds(*number)) {
            bits.insert(number);
        }
        bits
    }

    /// Adds a number, which is below the width.
    pub fn insert(&mut self, number: usize) {
        self.0[number >> 6] |= 1 << (number & 63);
    }

    /// Whether a number is in it.
    pub fn contains(&self, number: usize) -> bool {
        self.0.get(number >> 6).is_some_and(|word| word >> (number & 63) & 1 == 1)
    }

    /// Its words, 64 numbers each.
    pub fn words(&self) -> &[u64] {
        &self.0
    }

    fn each(&self, other: &Bits, join: impl Fn(u64, u64) -> u64) -> Bits {
        Bits(self.0.iter().zip(&other.0).map(|(a, b)| join(*a, *b)).collect())
    }

    /// What is in both.
    #[must_use]
    pub fn and(&self, other: &Bits) -> Bits {
        self.each(other, |a, b| a & b)
    }

    /// What is in either.
    #[must_use]
    pub fn or(&self, other: &Bits) -> Bits {
        self.each(other, |a, b| a | b)
    }

    /// What is in this and not in the other.
    #[must_use]
    pub fn without(&self, other: &Bits) -> Bits {
        self.each(other, |a, b| a & !b)
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// How many are in it.
    pub fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Its numbers, ascending.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(at, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
                left &= left - 1;
                Some(at * 64 + bit)
            })
        })
    }
}

/// Where a formula certainly holds and where it certainly does not; elsewhere it is unknown (Kleene's strong logic).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Vector {
    /// Certainly holds.
    pub yes: Bits,
    /// Certainly does not.
    pub no: Bits,
}

impl Vector {
    /// Both hold.
    #[must_use]
    pub fn and(&self, other: &Vector) -> Vector {
        Vector { yes: self.yes.and(&other.yes), no: self.no.or(&other.no) }
    }

    /// Either holds.
    #[must_use]
    pub fn or(&self, other: &Vector) -> Vector {
        Vector { yes: self.yes.or(&other.yes), no: self.no.and(&other.no) }
    }

    /// It does not hold.
    #[must_use]
    pub fn not(&self) -> Vector {
        Vector { yes: self.no.clone(), no: self.yes.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::{Bits, Vector};

    #[test]
    fn sets_behave_as_sets() {
        let a = Bits::of(130, |number| [0, 63, 64, 129].contains(&number));
        let b = Bits::of(130, |number| [63, 100].contains(&number));
        assert_eq!(a.iter().collect::<Vec<_>>(), [0, 63, 64, 129]);
        assert_eq!(a.and(&b).iter().collect::<Vec<_>>(), [63]);
        assert_eq!((a.or(&b).count(), a.without(&b).count()), (5, 3));
        assert!(Bits::empty(130).is_empty() && !a.contains(1) && a.contains(129));
    }

    #[test]
    fn an_unknown_is_never_no() {
        // The four spells: yes, no, unknown, unknown; against a formula that is yes, yes, yes, no.
        let one = Vector { yes: Bits::of(4, |at| at == 0), no: Bits::of(4, |at| at == 1) };
        let other = Vector { yes: Bits::of(4, |at| at < 3), no: Bits::of(4, |at| at == 3) };
        let both = one.and(&other);
        assert_eq!((both.yes.iter().collect::<Vec<_>>(), both.no.iter().collect::<Vec<_>>()), (vec![0], vec![1, 3]));
        let either = one.or(&other);
        assert_eq!((either.yes.count(), either.no.count()), (3, 0));
        assert_eq!(both.not().yes.iter().collect::<Vec<_>>(), [1, 3]);
    }
}
