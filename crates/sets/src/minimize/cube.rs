//! Cubes: combinations of levels in which some conditions may be left free.
//!
//! Where every condition has its level it is a row of a truth table; where some are free, a term of a solution; where all are, it
//! is always true. A cube knows conditions by their places in a [`Problem`](super::Problem) and nothing of names; for words
//! it becomes a [`Term`] over a table's columns.

use crate::expression::{Levels, Literal, Term};

/// In a [`Cube`]: a condition left free.
pub const ANY: u8 = u8::MAX;

/// One cell a condition: its level, or [`ANY`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Cube(pub Vec<u8>);

impl Cube {
    /// The cube that holds every combination of so many conditions.
    #[must_use]
    pub fn everything(conditions: usize) -> Self {
        Cube(vec![ANY; conditions])
    }

    /// From levels as truth tables give them: `None` is free.
    #[must_use]
    pub fn from_levels(levels: &[Option<u8>]) -> Self {
        Cube(levels.iter().map(|level| level.unwrap_or(ANY)).collect())
    }

    /// How many conditions it fixes.
    #[must_use]
    pub fn literals(&self) -> usize {
        self.0.iter().filter(|&&cell| cell != ANY).count()
    }

    /// Whether every combination in `other` is in this cube.
    #[must_use]
    pub fn covers(&self, other: &Cube) -> bool {
        self.0.iter().zip(&other.0).all(|(&mine, &theirs)| mine == ANY || mine == theirs)
    }

    /// What both have in common; `None` where they fix a condition at different levels.
    #[must_use]
    pub fn meet(&self, other: &Cube) -> Option<Cube> {
        let cells = self.0.iter().zip(&other.0).map(|(&mine, &theirs)| match (mine, theirs) {
            (ANY, cell) | (cell, ANY) => Some(cell),
            (mine, theirs) => (mine == theirs).then_some(mine),
        });
        cells.collect::<Option<_>>().map(Cube)
    }

    /// The cube as a term over the columns of a table: `columns` says which column each condition is.
    #[must_use]
    pub fn term(&self, columns: &[usize]) -> Term {
        let fixed = self.0.iter().zip(columns).filter(|(level, _)| **level != ANY);
        Term::new(fixed.map(|(&level, &column)| Literal { column, levels: Levels::one(level) }))
    }
}

/// Fewer literals first; then by the first condition in which they differ, lower levels first and free last.
impl Ord for Cube {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.literals().cmp(&other.literals()).then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for Cube {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
