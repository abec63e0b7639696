//! The distinct configurations of a table, each with its cases: what the searches run over.
//!
//! In: a table and what to leave out. Out: configurations in order of their values, the factors left out and why. Nothing is
//! left out silently. It is also the configuration table that a reader may ask to see.

use super::formula::at_level;
use super::logic::Ranges;
use super::options::Options;
use crate::expression::Literal;
use crate::{Column, Kind, Table};
use std::collections::BTreeMap;

/// Cases that are alike in every factor kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Configuration {
    /// A value of every column of the table, in its order; nothing where the column is of no concern.
    pub values: Vec<Option<f64>>,
    /// The cases, as indices into the table's, in order.
    pub cases: Vec<usize>,
}

/// The distinct configurations of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Configurations {
    /// In order of their values, column by column.
    pub rows: Vec<Configuration>,
    /// The columns that take part, in order.
    pub factors: Vec<usize>,
    /// The columns that do not, and why, in order.
    pub removed: Vec<Removed>,
    /// Cases left out because their configuration has too few, in order.
    pub rare_cases: Vec<usize>,
}

/// A column that takes no part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// Which.
    pub column: usize,
    /// Why.
    pub why: Why,
}

/// Why a column takes no part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It has one value in all cases, so that no difference can be put down to it.
    Constant,
    /// It has the same value as this earlier column in every case, so that the two cannot be told apart.
    Duplicate(usize),
}

impl Configuration {
    /// The membership of a configuration in a literal: none where the factor is of no concern.
    #[must_use]
    pub fn membership(&self, table: &Table, literal: Literal) -> f64 {
        let value = self.values.get(literal.column).copied().flatten();
        value.zip(table.columns.get(literal.column)).map_or(0.0, |(value, column)| literal.of(column.kind, value))
    }
}

impl Configurations {
    /// Gathers like cases. First configurations of fewer than `least_cases` cases go, then factors that are constant in
    /// what is left (unless they are to be kept), then duplicates (if they are to go). A column whose values are fewer than
    /// the cases is read as far as it goes; such cases are left out.
    #[must_use]
    pub fn of(table: &Table, least_cases: usize, keep_constant: bool, drop_duplicates: bool) -> Self {
        let cases = table.columns.iter().map(|column| column.values.len()).min().unwrap_or(0);
        let mut rows: BTreeMap<Vec<u64>, Vec<usize>> = BTreeMap::new();
        for case in 0..cases {
            let key = |column: &Column| if column.is_dont_care(case) { u64::MAX } else { ordered(column.values[case]) };
            let key = table.columns.iter().map(key).collect();
            rows.entry(key).or_default().push(case);
        }
        let mut rare_cases = Vec::new();
        let rows: Vec<Configuration> = rows
            .into_values()
            .filter_map(|cases| {
                if cases.len() < least_cases {
                    rare_cases.extend(cases);
                    return None;
                }
                let value = |column: &Column| (!column.is_dont_care(cases[0])).then(|| column.values[cases[0]]);
                Some(Configuration { values: table.columns.iter().map(value).collect(), cases })
            })
            .collect();
        rare_cases.sort_unstable();

        let (mut factors, mut removed) = (Vec::new(), Vec::new());
        let same = |a: usize, b: usize| rows.iter().all(|row| row.values[a] == row.values[b]);
        for column in 0..table.columns.len() {
            let constant = rows.windows(2).all(|pair| pair[0].values[column] == pair[1].values[column]);
            let twin = factors.iter().copied().find(|earlier| same(*earlier, column));
            match twin {
                _ if constant && !keep_constant => removed.push(Removed { column, why: Why::Constant }),
                Some(earlier) if drop_duplicates => removed.push(Removed { column, why: Why::Duplicate(earlier) }),
                _ => factors.push(column),
            }
        }
        Self { rows, factors, removed, rare_cases }
    }

    pub(super) fn asked(table: &Table, options: &Options) -> Self {
        Self::of(table, options.least_cases, options.keep_constant, options.drop_duplicates)
    }

    /// Cases in all configurations.
    #[must_use]
    pub fn cases(&self) -> usize {
        self.rows.iter().map(|row| row.cases.len()).sum()
    }

    /// The literals of the factors that take part: `~A` and `A` of a crisp or fuzzy one, each level seen of a multi-value
    /// one. In order.
    #[must_use]
    pub fn literals(&self, table: &Table) -> Vec<Literal> {
        self.factors
            .iter()
            .flat_map(|column| self.levels(table, *column).into_iter().map(|value| at_level(*column, value)))
            .collect()
    }

    /// The values that each column can take, for what follows by logic alone.
    #[must_use]
    pub fn ranges(&self, table: &Table) -> Ranges {
        Ranges::new((0..table.columns.len()).map(|column| self.levels(table, column)).collect())
    }

    /// The values that a factor can take: 0 and 1 of a crisp or fuzzy one, the levels seen of a multi-value one.
    #[must_use]
    pub fn levels(&self, table: &Table, column: usize) -> Vec<u8> {
        let Some(kind) = table.columns.get(column).map(|column| column.kind) else { return Vec::new() };
        match kind {
            Kind::Crisp | Kind::Fuzzy => vec![0, 1],
            Kind::Multi { .. } => {
                let mut levels: Vec<u8> =
                    self.rows.iter().filter_map(|row| row.values[column].map(|level| level as u8)).collect();
                levels.sort_unstable();
                levels.dedup();
                levels
            }
        }
    }
}

/// The bits of a number from 0 upwards sort as the number does.
fn ordered(value: f64) -> u64 {
    (value + 0.0).to_bits()
}
