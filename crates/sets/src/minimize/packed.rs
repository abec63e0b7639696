//! Terms as words, so that two are compared in a handful of instructions.
//!
//! In: terms. Out: in which conditions two of them are apart, as a set of conditions. Levels lie in planes of one bit each:
//! one plane where conditions have two levels, two planes up to four, and so on.

use super::cube::{ANY, Cube};

/// A set of conditions; a problem has at most [`CONDITIONS`] of them.
pub(crate) type Mask = u128;

/// As many conditions as a problem may have.
pub(crate) const CONDITIONS: usize = Mask::BITS as usize;

/// Terms over the same conditions.
pub(crate) struct Packed {
    planes: usize,
    /// By term: which conditions it fixes, then its planes.
    words: Vec<Mask>,
}

impl Packed {
    pub fn new<'a>(levels: &[u8], terms: impl IntoIterator<Item = &'a Cube>) -> Self {
        let top = levels.iter().map(|&levels| levels.saturating_sub(1)).max().unwrap_or(1).max(1);
        let planes = (u8::BITS - top.leading_zeros()) as usize;
        let mut words = Vec::new();
        for term in terms {
            let start = words.len();
            words.resize(start + planes + 1, 0);
            for (condition, &level) in term.0.iter().enumerate() {
                if level != ANY {
                    words[start] |= 1 << condition;
                    for plane in 0..planes {
                        words[start + 1 + plane] |= Mask::from(level >> plane & 1) << condition;
                    }
                }
            }
        }
        Self { planes, words }
    }

    pub fn len(&self) -> usize {
        self.words.len() / (self.planes + 1)
    }

    fn term(&self, at: usize) -> &[Mask] {
        &self.words[at * (self.planes + 1)..][..=self.planes]
    }

    /// The conditions that term `at` fixes.
    pub fn fixed(&self, at: usize) -> Mask {
        self.term(at)[0]
    }

    /// The conditions that both fix, at different levels: none where the terms share a configuration.
    pub fn apart(&self, at: usize, others: &Packed, other: usize) -> Mask {
        let (a, b) = (self.term(at), others.term(other));
        let differ = a[1..].iter().zip(&b[1..]).fold(0, |mask, (a, b)| mask | (a ^ b));
        differ & a[0] & b[0]
    }

    /// The conditions that a term may not fix (at the levels of term `at`) if it is to cover term `other` whole.
    pub fn bars(&self, at: usize, other: usize) -> Mask {
        self.apart(at, self, other) | (self.fixed(at) & !self.fixed(other))
    }
}
