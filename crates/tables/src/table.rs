//! A table in memory: named columns, texts as dictionaries.

use crate::TableProblem;
use std::collections::HashMap;

/// The place of no word.
pub const NOTHING: u32 = u32::MAX;

/// A column of texts: each word once, and for each row the place of its word.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// Distinct words in the order of first use.
    pub words: Vec<String>,
    /// By row: the place of its word, or [`NOTHING`].
    pub at: Vec<u32>,
}

impl Words {
    /// From the texts of rows.
    pub fn new<'a>(rows: impl IntoIterator<Item = Option<&'a str>>) -> Self {
        let mut places: HashMap<&str, u32> = HashMap::new();
        let mut column = Words::default();
        for row in rows {
            column.at.push(match row {
                None => NOTHING,
                Some(word) => *places.entry(word).or_insert_with(|| {
                    column.words.push(word.to_owned());
                    column.words.len() as u32 - 1
                }),
            });
        }
        column
    }

    /// The text of a row.
    pub fn get(&self, row: usize) -> Option<&str> {
        self.words.get(*self.at.get(row)? as usize).map(String::as_str)
    }
}

/// The values of a column; `None` where a row has none.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// Texts.
    Words(Words),
    /// Whole numbers.
    Integers(Vec<Option<i64>>),
    /// Numbers.
    Numbers(Vec<Option<f64>>),
    /// Truths.
    Truths(Vec<Option<bool>>),
    /// Days since 1970-01-01.
    Days(Vec<Option<i32>>),
}

impl Values {
    /// How many rows.
    pub fn len(&self) -> usize {
        match self {
            Values::Words(words) => words.at.len(),
            Values::Integers(rows) => rows.len(),
            Values::Numbers(rows) => rows.len(),
            Values::Truths(rows) => rows.len(),
            Values::Days(rows) => rows.len(),
        }
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A named column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its values.
    pub values: Values,
}

/// Columns of equal length.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    columns: Vec<Column>,
}

impl Table {
    /// From columns. Errs where they differ in length, or two have one name.
    pub fn new(columns: Vec<Column>) -> Result<Self, TableProblem> {
        for (at, column) in columns.iter().enumerate() {
            if column.values.len() != columns[0].values.len() {
                return Err(TableProblem::Shape(format!(
                    "the columns `{}` and `{}` differ in length",
                    columns[0].name, column.name
                )));
            }
            if columns[..at].iter().any(|other| other.name == column.name) {
                return Err(TableProblem::Shape(format!("the column `{}` stands twice", column.name)));
            }
        }
        Ok(Self { columns })
    }

    /// How many rows.
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, |column| column.values.len())
    }

    /// The columns, in the order of the file.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The column called `name`.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}
