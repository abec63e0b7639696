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

    /// The cells as numbers, `None` where one is missing.
    ///
    /// # Errors
    ///
    /// The places of cells that are something else.
    pub fn numbers(&self) -> Result<Vec<Option<f64>>, Vec<usize>> {
        let texts = match self {
            Cells::Numbers(cells) => {
                return Ok(cells.iter().map(|cell| cell.filter(|number| number.is_finite())).collect());
            }
            Cells::Texts(cells) => cells,
        };
        let mut odd = Vec::new();
        let mut read = |(at, cell): (usize, &Option<String>)| {
            let text = cell.as_deref().unwrap_or("").trim();
            let number = text.parse().ok().filter(|number: &f64| number.is_finite());
            if number.is_none() && !is_missing(text) {
                odd.push(at);
            }
            number
        };
        let numbers = texts.iter().enumerate().map(&mut read).collect();
        if odd.is_empty() { Ok(numbers) } else { Err(odd) }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Whether a text is no value: blank, `NA`, or `.`.
#[must_use]
pub fn is_missing(text: &str) -> bool {
    matches!(text, "" | "NA" | ".")
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
