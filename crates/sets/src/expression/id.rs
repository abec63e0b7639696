//! Names for models and formulas that hang on what they say alone: not on the order of columns, nor on what else was found.

use super::{Literal, Sum, Term};
use crate::Table;

/// Twelve hexadecimal digits of the 64-bit FNV-1a hash of a text.
pub(crate) fn id_of(text: &str) -> String {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    format!("{:012x}", text.bytes().fold(0xcbf2_9ce4_8422_2325, step) >> 16)
}

/// `A=1`: a literal by its column's name and its levels, several joined by commas.
pub(crate) fn literal_key(literal: Literal, table: &Table) -> String {
    let name = table.columns.get(literal.column).map_or("", |column| column.name.as_str());
    let levels: Vec<String> = literal.levels.iter().map(|level| level.to_string()).collect();
    format!("{name}={}", levels.join(","))
}

/// `A=1*B=0`: literals in the order of that text.
pub(crate) fn term_key(term: &Term, table: &Table) -> String {
    let mut literals: Vec<String> = term.literals().iter().map(|literal| literal_key(*literal, table)).collect();
    literals.sort_unstable();
    literals.join("*")
}

/// `A=1*B=0+C=1`: terms in the order of that text.
pub(crate) fn sum_key(sum: &Sum, table: &Table) -> String {
    let mut terms: Vec<String> = sum.terms.iter().map(|term| term_key(term, table)).collect();
    terms.sort_unstable();
    terms.join("+")
}

impl Sum {
    /// A name that hangs on its terms and the names of columns only: twelve hexadecimal digits. The same sum has the same name in every
    /// run, in whatever order its terms, literals and the columns stand; it is that of the [model](crate::minimize::Solution::id).
    #[must_use]
    pub fn id(&self, table: &Table) -> String {
        id_of(&sum_key(self, table))
    }
}
