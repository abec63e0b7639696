//! Terms: conjunctions of literals, and how they are written.
//!
//! A term fixes some conditions at a level and leaves the others free. Where every condition is fixed it is a configuration,
//! a row of a truth table; where none is, it is always true.

use std::fmt::Write as _;

/// In a [`Term`]: a condition left free.
pub const ANY: u8 = u8::MAX;

/// One cell a condition: its level, or [`ANY`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Term(pub Vec<u8>);

impl Term {
    /// How many conditions it fixes.
    #[must_use]
    pub fn literals(&self) -> usize {
        self.0.iter().filter(|&&cell| cell != ANY).count()
    }

    /// Whether every configuration of `other` is one of this term's.
    #[must_use]
    pub fn covers(&self, other: &Term) -> bool {
        self.0.iter().zip(&other.0).all(|(&mine, &theirs)| mine == ANY || mine == theirs)
    }

    /// What both have in common; `None` where they fix a condition at different levels.
    #[must_use]
    pub fn meet(&self, other: &Term) -> Option<Term> {
        let cells = self.0.iter().zip(&other.0).map(|(&mine, &theirs)| match (mine, theirs) {
            (ANY, cell) | (cell, ANY) => Some(cell),
            (mine, theirs) => (mine == theirs).then_some(mine),
        });
        cells.collect::<Option<_>>().map(Term)
    }

    /// The term in the notation of the field: `A*~B` where every condition has two levels, else `A[1]*B[0]`; `1` where
    /// nothing is fixed.
    ///
    /// `names` and `levels` in the order of the conditions; a condition without a name is written by its number.
    #[must_use]
    pub fn written(&self, names: &[String], levels: &[u8]) -> String {
        let bare = levels.iter().all(|&levels| levels <= 2);
        let mut text = String::new();
        for (condition, &level) in self.0.iter().enumerate().filter(|(_, cell)| **cell != ANY) {
            if !text.is_empty() {
                text.push('*');
            }
            if bare && level == 0 {
                text.push('~');
            }
            match names.get(condition) {
                Some(name) => text.push_str(name),
                None => _ = write!(text, "#{}", condition + 1),
            }
            if !bare {
                _ = write!(text, "[{level}]");
            }
        }
        if text.is_empty() {
            text.push('1');
        }
        text
    }
}

/// Fewer literals first; then by the first condition in which they differ, lower levels first and free last.
impl Ord for Term {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.literals().cmp(&other.literals()).then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for Term {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// Terms joined by ` + `; `0` where there is none.
#[must_use]
pub fn sum_written<'a>(terms: impl IntoIterator<Item = &'a Term>, names: &[String], levels: &[u8]) -> String {
    let terms: Vec<String> = terms.into_iter().map(|term| term.written(names, levels)).collect();
    if terms.is_empty() { "0".to_owned() } else { terms.join(" + ") }
}
