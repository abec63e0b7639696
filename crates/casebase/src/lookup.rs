//! Names to numbers, fast: ids, levels and keys are looked up millions of times, and never iterated.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Multiply-and-rotate over eight bytes at a time (the hash of Firefox and rustc). Fit for short trusted words.
#[derive(Default)]
pub(crate) struct Quick(u64);

impl Hasher for Quick {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..part.len()].copy_from_slice(part);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.write(&[byte]);
    }
}

/// A table from words to numbers. Only ever asked, so its order reaches no output.
#[derive(Debug, Default, Clone)]
pub(crate) struct Lookup {
    numbers: HashMap<Box<str>, u32, BuildHasherDefault<Quick>>,
}

impl Lookup {
    /// Numbers the words in order; a word that comes twice keeps its first number.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut lookup = Self::default();
        for (at, word) in words.into_iter().enumerate() {
            lookup.numbers.entry(word.into()).or_insert(at as u32);
        }
        lookup
    }

    /// The number of a word.
    #[inline]
    pub fn get(&self, word: &str) -> Option<u32> {
        self.numbers.get(word).copied()
    }

    /// The number of a word, which is given `next` if it has none yet.
    pub fn intern(&mut self, word: &str, next: impl FnOnce() -> u32) -> u32 {
        if let Some(number) = self.get(word) {
            return number;
        }
        let number = next();
        self.numbers.insert(word.into(), number);
        number
    }
}
