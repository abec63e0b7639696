//! Sums of products: literals, terms, sums.

use crate::{Kind, Table};

/// A set of levels of one condition, 0 to 63.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Levels(pub u64);

impl Levels {
    /// No level.
    pub const NONE: Levels = Levels(0);
    /// Level 0: an absent condition.
    pub const ABSENT: Levels = Levels(1);
    /// Level 1: a present condition.
    pub const PRESENT: Levels = Levels(2);

    /// This level alone; none where it lies above 63.
    #[must_use]
    pub fn one(level: u8) -> Self {
        Levels(1_u64.checked_shl(u32::from(level)).unwrap_or(0))
    }

    /// The levels 0 to `count` - 1.
    #[must_use]
    pub fn all(count: u8) -> Self {
        Levels(1_u64.checked_shl(u32::from(count)).map_or(u64::MAX, |above| above - 1))
    }

    /// Whether this level is among them.
    #[must_use]
    pub fn contains(self, level: u8) -> bool {
        self.0 & Levels::one(level).0 != 0
    }

    /// Whether each of them is among `other`.
    #[must_use]
    pub fn within(self, other: Levels) -> bool {
        self.0 & !other.0 == 0
    }

    /// Those in both.
    #[must_use]
    pub fn and(self, other: Levels) -> Levels {
        Levels(self.0 & other.0)
    }

    /// Those in either.
    #[must_use]
    pub fn or(self, other: Levels) -> Levels {
        Levels(self.0 | other.0)
    }

    /// Those of `count` levels that are not among them.
    #[must_use]
    pub fn not(self, count: u8) -> Levels {
        Levels(Levels::all(count).0 & !self.0)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Them, ascending.
    pub fn iter(self) -> impl Iterator<Item = u8> {
        (0..64).filter(move |level| self.contains(*level))
    }
}

/// A condition at one of some levels: `A` is `{1}`, `~A` is `{0}`, `R{0,2}` is `{0, 2}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Literal {
    /// The place of the column in the table.
    pub column: usize,
    /// The levels at which it holds.
    pub levels: Levels,
}

impl Literal {
    /// The condition present.
    #[must_use]
    pub fn present(column: usize) -> Self {
        Literal { column, levels: Levels::PRESENT }
    }

    /// The condition absent.
    #[must_use]
    pub fn absent(column: usize) -> Self {
        Literal { column, levels: Levels::ABSENT }
    }
}

/// A conjunction: literals in the order of their columns, each column once. Without literals it holds of every case.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Term {
    literals: Vec<Literal>,
}

/// The one order in which terms are printed, that of minimised cubes: fewer literals first; then by the first column in which they
/// differ, lower levels (absent) first and a column of which one says nothing last.
impl Ord for Term {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.literals.len().cmp(&other.literals.len()).then_with(|| self.literals.cmp(&other.literals))
    }
}

impl PartialOrd for Term {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Term {
    /// The conjunction of these literals; two of one column become the levels common to both, maybe none
    /// (see [`Term::is_contradiction`]).
    pub fn new(literals: impl IntoIterator<Item = Literal>) -> Self {
        let mut literals: Vec<Literal> = literals.into_iter().collect();
        literals.sort_by_key(|literal| literal.column);
        literals.dedup_by(|later, kept| {
            let same = later.column == kept.column;
            if same {
                kept.levels = kept.levels.and(later.levels);
            }
            same
        });
        Term { literals }
    }

    /// Its literals, in the order of their columns.
    #[must_use]
    pub fn literals(&self) -> &[Literal] {
        &self.literals
    }

    /// The levels it asks of a column; `None` where it asks nothing.
    #[must_use]
    pub fn levels_of(&self, column: usize) -> Option<Levels> {
        self.literals.iter().find(|literal| literal.column == column).map(|literal| literal.levels)
    }

    /// Whether it asks a condition to be at no level at all, as `A*~A` does.
    #[must_use]
    pub fn is_contradiction(&self) -> bool {
        self.literals.iter().any(|literal| literal.levels.is_empty())
    }

    /// Both at once.
    #[must_use]
    pub fn and(&self, other: &Term) -> Term {
        Term::new(self.literals.iter().chain(&other.literals).copied())
    }

    /// Whether whatever is in this term is in `other` too: each literal of `other` is met by one of these.
    #[must_use]
    pub fn within(&self, other: &Term) -> bool {
        self.is_contradiction()
            || other
                .literals
                .iter()
                .all(|wide| self.levels_of(wide.column).is_some_and(|narrow| narrow.within(wide.levels)))
    }

    /// The order in which terms are listed: fewer conditions first, then by columns, a present condition before an absent one.
    #[must_use]
    pub fn listed_before(&self, other: &Term) -> std::cmp::Ordering {
        let key = |term: &Term| -> Vec<(usize, std::cmp::Reverse<Levels>)> {
            term.literals.iter().map(|literal| (literal.column, std::cmp::Reverse(literal.levels))).collect()
        };
        self.literals.len().cmp(&other.literals.len()).then_with(|| key(self).cmp(&key(other)))
    }

    /// Without literals that every level of their column meets, where the column concerns every case.
    #[must_use]
    pub fn normal(&self, table: &Table) -> Term {
        let free = |literal: &Literal| {
            table.columns.get(literal.column).is_some_and(|column| {
                column.dont_care.is_empty() && Levels::all(column.kind.levels()).within(literal.levels)
            })
        };
        Term { literals: self.literals.iter().filter(|literal| !free(literal)).copied().collect() }
    }
}

/// A disjunction of conjunctions, in the order given. Without terms it holds of no case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Sum {
    /// Its terms.
    pub terms: Vec<Term>,
}

impl Sum {
    /// The sum of these terms.
    pub fn new(terms: impl IntoIterator<Item = Term>) -> Self {
        Sum { terms: terms.into_iter().collect() }
    }

    /// The same with its terms in the one order in which they are printed.
    #[must_use]
    pub fn in_order(mut self) -> Self {
        self.terms.sort();
        self
    }

    /// One literal.
    #[must_use]
    pub fn literal(literal: Literal) -> Self {
        Sum::new([Term::new([literal])])
    }

    /// The columns it speaks of, ascending, each once.
    #[must_use]
    pub fn columns(&self) -> Vec<usize> {
        let mut columns: Vec<usize> =
            self.terms.iter().flat_map(|term| term.literals.iter().map(|literal| literal.column)).collect();
        columns.sort_unstable();
        columns.dedup();
        columns
    }

    /// The column and sign where this is one literal of a crisp or fuzzy column or one level set of a multi-value one.
    #[must_use]
    pub fn as_literal(&self) -> Option<Literal> {
        match self.terms.as_slice() {
            [term] => match term.literals.as_slice() {
                [literal] => Some(*literal),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether every column it speaks of is crisp or multi-value, so that its memberships are 0 and 1.
    #[must_use]
    pub fn is_crisp(&self, table: &Table) -> bool {
        self.columns().into_iter().all(|column| table.columns.get(column).is_none_or(|read| read.kind != Kind::Fuzzy))
    }
}
