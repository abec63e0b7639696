//! Columns as they come from a file: numbers or words, cells empty or not.

use super::Kind;

/// The cells of a raw column, one a case.
#[derive(Debug, Clone, PartialEq)]
pub enum Cells {
    /// Numbers; `None` where a cell is empty.
    Numbers(Vec<Option<f64>>),
    /// Texts; `None` where a cell is empty. A text of blanks, `NA` and `.` (Stata's missing) are empty too.
    Texts(Vec<Option<String>>),
}

impl Cells {
    /// How many cells.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Cells::Numbers(cells) => cells.len(),
            Cells::Texts(cells) => cells.len(),
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A column before anything is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct RawColumn {
    /// Its name.
    pub name: String,
    /// Its cells.
    pub cells: Cells,
    /// Its kind, where it is declared; else it is inferred.
    pub kind: Option<Kind>,
    /// The words of its levels in their order, where levels are words; they make it multi-value (two: crisp).
    pub labels: Vec<String>,
}

impl RawColumn {
    /// A column of numbers whose kind is to be inferred.
    pub fn numbers(name: impl Into<String>, cells: Vec<Option<f64>>) -> Self {
        Self { name: name.into(), cells: Cells::Numbers(cells), kind: None, labels: Vec::new() }
    }

    /// A column of texts whose kind is to be inferred.
    pub fn texts(name: impl Into<String>, cells: Vec<Option<String>>) -> Self {
        Self { name: name.into(), cells: Cells::Texts(cells), kind: None, labels: Vec::new() }
    }

    /// The same column, declared to be of this kind.
    #[must_use]
    pub fn of_kind(mut self, kind: Kind) -> Self {
        self.kind = Some(kind);
        self
    }
}
