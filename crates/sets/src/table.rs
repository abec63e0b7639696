//! Cases by conditions: what every analysis of this crate reads.

/// How a column takes its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Out or in: 0 or 1.
    Crisp,
    /// Levels 0, 1, ... `levels` - 1, at least two.
    Multi {
        /// How many levels there are, observed or not.
        levels: u8,
    },
    /// A membership from 0 to 1.
    Fuzzy,
}

/// One condition or outcome over all cases.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// How it takes its values.
    pub kind: Kind,
    /// One value a case, in the order of the table's cases: a membership, or a level as a whole number. Never NaN.
    pub values: Vec<f64>,
}

/// Cases by columns.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// The cases' names, in order.
    pub cases: Vec<String>,
    /// The columns, in order; each as long as `cases`.
    pub columns: Vec<Column>,
}

impl Table {
    /// The column of this name, the first where several bear it.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}
