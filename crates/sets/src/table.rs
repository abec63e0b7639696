//! Cases by conditions: what every analysis of this crate reads.
//!
//! In: columns of memberships and levels, already calibrated ([`prepare`] makes them of raw columns). Out: a [`Table`]
//! that knows what was left out or moved on the way to it. It never holds NaN and never guesses a missing value.

mod checks;
mod order;
mod prepare;
mod raw;
mod settle;

pub use checks::{Skew, constant_columns, skewness, warn_constant};
pub use prepare::{MissingRule, prepare};
pub use raw::{Cells, RawColumn, is_missing};
pub(crate) use settle::refusal;
pub use settle::{HalfRule, halves, halves_of, settle, settle_with};

/// The most levels a multi-value condition may have.
pub const MOST_LEVELS: u8 = 64;

/// How a column takes its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Out or in: 0 or 1.
    Crisp,
    /// Levels 0, 1, ... `levels` - 1, at least two and at most [`MOST_LEVELS`].
    Multi {
        /// How many levels there are, observed or not.
        levels: u8,
    },
    /// A membership from 0 to 1.
    Fuzzy,
}

impl Kind {
    /// How many levels a condition of this kind has in a truth table: two for a crisp or fuzzy one (0 absent, 1 present).
    #[must_use]
    pub fn levels(self) -> u8 {
        match self {
            Kind::Crisp | Kind::Fuzzy => 2,
            Kind::Multi { levels } => levels,
        }
    }

    /// `crisp`, `multi-value` or `fuzzy`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Kind::Crisp => "crisp",
            Kind::Multi { .. } => "multi-value",
            Kind::Fuzzy => "fuzzy",
        }
    }
}

/// One condition or outcome over all cases.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// How it takes its values.
    pub kind: Kind,
    /// One value a case, in the order of the table's cases: a membership, or a level as a whole number. Never NaN; 0 where
    /// the cell is of no concern.
    pub values: Vec<f64>,
    /// The cases to which the condition does not apply ("don't care": `-` in a temporal truth table), ascending. Such a
    /// case is a member of no literal of the condition, positive or negative, and stands in truth table rows of its own.
    pub dont_care: Vec<usize>,
    /// Names of the levels, in their order; empty where levels are only numbers.
    pub labels: Vec<String>,
}

impl Column {
    /// A column that concerns every case, its levels without names.
    pub fn new(name: impl Into<String>, kind: Kind, values: Vec<f64>) -> Self {
        Self { name: name.into(), kind, values, dont_care: Vec::new(), labels: Vec::new() }
    }

    /// Whether the column says nothing about this case.
    #[must_use]
    pub fn is_dont_care(&self, case: usize) -> bool {
        self.dont_care.binary_search(&case).is_ok()
    }

    /// The level at which a case stands: the value of a crisp or multi-value column; of a fuzzy one 1 above 0.5 and 0
    /// below. `None` at exactly 0.5.
    #[must_use]
    pub fn level(&self, case: usize) -> Option<u8> {
        let value = self.values[case];
        match self.kind {
            Kind::Crisp | Kind::Multi { .. } => Some(value as u8),
            Kind::Fuzzy if value > 0.5 => Some(1),
            Kind::Fuzzy if value < 0.5 => Some(0),
            Kind::Fuzzy => None,
        }
    }
}

/// A case that is not in the table, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Its name.
    pub case: String,
    /// The columns for whose sake it was left out.
    pub columns: Vec<String>,
    /// Why.
    pub why: WhyLeftOut,
}

/// Why a case was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WhyLeftOut {
    /// It has no value there.
    Missing,
    /// Its membership is exactly 0.5 there.
    Half,
}

impl WhyLeftOut {
    /// A few words for a reader.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            WhyLeftOut::Missing => "no value",
            WhyLeftOut::Half => "membership exactly 0.5",
        }
    }
}

/// A membership of exactly 0.5 that a rule moved.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    /// The case's name.
    pub case: String,
    /// The column.
    pub column: String,
    /// What it was moved to.
    pub to: f64,
}

/// Cases by columns.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// The cases' names, in order.
    pub cases: Vec<String>,
    /// The columns, in order; each as long as `cases`.
    pub columns: Vec<Column>,
    /// The cases that were left out on the way here, in the order of the data: N left out is its length.
    pub left_out: Vec<LeftOut>,
    /// The memberships that a rule moved, case by case.
    pub moved: Vec<Moved>,
}

impl Table {
    /// A table from which nothing was left out.
    #[must_use]
    pub fn new(cases: Vec<String>, columns: Vec<Column>) -> Self {
        Self { cases, columns, left_out: Vec::new(), moved: Vec::new() }
    }

    /// The cases at these places, in the order given and as often as given; places beyond its end are passed over.
    #[must_use]
    pub fn picked(&self, cases: impl IntoIterator<Item = usize>) -> Self {
        let cases: Vec<usize> = cases.into_iter().filter(|case| *case < self.cases.len()).collect();
        let column = |column: &Column| Column {
            values: cases.iter().map(|case| column.values[*case]).collect(),
            dont_care: (0..cases.len()).filter(|at| column.is_dont_care(cases[*at])).collect(),
            name: column.name.clone(),
            labels: column.labels.clone(),
            kind: column.kind,
        };
        Self::new(
            cases.iter().map(|case| self.cases[*case].clone()).collect(),
            self.columns.iter().map(column).collect(),
        )
    }

    /// The column of this name, the first where several bear it.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The place of the column of this name among the columns.
    #[must_use]
    pub fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// How many cases it has: N used.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cases.len()
    }

    /// Whether it has no case.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cases.is_empty()
    }
}
