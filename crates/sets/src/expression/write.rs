//! How expressions are written: `A*~B + R{0,2}`.

use super::{Levels, Literal, Sum, Term};
use crate::{Kind, Table};
use std::fmt::Write as _;

/// Whether a name can stand in an expression without quotes.
pub(super) fn is_plain(name: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    name.chars().next().is_some_and(|first| first.is_alphabetic() || first == '_')
        && name.chars().all(word)
        && !["and", "or", "not"].contains(&name.to_ascii_lowercase().as_str())
}

impl Literal {
    /// As it is written: `A`, `~A`, `R{1}`, `R{0,2}`; `0` (never) without any level. A name that is no plain word stands between
    /// backquotes, a backquote in it doubled.
    #[must_use]
    pub fn write(self, table: &Table) -> String {
        let Some(column) = table.columns.get(self.column) else { return format!("column {}", self.column + 1) };
        let name =
            if is_plain(&column.name) { column.name.clone() } else { format!("`{}`", column.name.replace('`', "``")) };
        match column.kind {
            _ if self.levels.is_empty() => "0".to_owned(),
            Kind::Crisp | Kind::Fuzzy if self.levels == Levels::PRESENT => name,
            Kind::Crisp | Kind::Fuzzy if self.levels == Levels::ABSENT => format!("~{name}"),
            _ => {
                let levels: Vec<String> = self.levels.iter().map(|level| level.to_string()).collect();
                format!("{name}{{{}}}", levels.join(","))
            }
        }
    }
}

impl Term {
    /// As it is written: literals in the order of the table's columns, `*` between them; `1` without literals.
    #[must_use]
    pub fn write(&self, table: &Table) -> String {
        if self.literals().is_empty() {
            return "1".to_owned();
        }
        let literals: Vec<String> = self.literals().iter().map(|literal| literal.write(table)).collect();
        literals.join("*")
    }
}

impl Sum {
    /// As it is written: terms in their order, ` + ` between them; `0` without terms.
    #[must_use]
    pub fn write(&self, table: &Table) -> String {
        if self.terms.is_empty() {
            return "0".to_owned();
        }
        let mut text = String::new();
        for (at, term) in self.terms.iter().enumerate() {
            let between = if at == 0 { "" } else { " + " };
            let _ = write!(text, "{between}{}", term.write(table));
        }
        text
    }
}
