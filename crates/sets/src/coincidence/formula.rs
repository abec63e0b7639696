//! Formulas of coincidence analysis: atomic and complex ones, made of the terms and sums of [`expression`](crate::expression).
//!
//! In: literals of single values. Out: plain values in one canonical order, so that equal formulas are equal values, and
//! their text. Nothing here reads data; whether a formula holds of cases is for the other files.

use crate::Table;
use crate::expression::{Levels, Literal, Sum, Term, id_of, literal_key, sum_key, term_key};

/// One value of one factor: of a crisp or fuzzy factor 0 (absent) or 1 (present), of a multi-value factor a level.
#[must_use]
pub fn at_level(column: usize, level: u8) -> Literal {
    Literal { column, levels: Levels::one(level) }
}

/// A disjunctive normal form in its one order: shorter terms first, then in the order of their literals, each once.
#[must_use]
pub fn sum_of(mut terms: Vec<Term>) -> Sum {
    terms.sort_by(|a, b| (a.literals().len(), a).cmp(&(b.literals().len(), b)));
    terms.dedup();
    Sum::new(terms)
}

/// How many literals a form names, each as often as it appears.
#[must_use]
pub fn complexity(form: &Sum) -> usize {
    form.terms.iter().map(|term| term.literals().len()).sum()
}

/// Every literal of a form, each once, in order.
#[must_use]
pub fn literals_of(form: &Sum) -> Vec<Literal> {
    let mut all: Vec<Literal> = form.terms.iter().flat_map(|term| term.literals().iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// A name for a sufficient conjunction of an outcome: see [`Complex::id`].
#[must_use]
pub fn id_of_condition(causes: &Term, outcome: Literal, table: &Table) -> String {
    id_of(&format!("{}->{}", term_key(causes, table), literal_key(outcome, table)))
}

/// An atomic formula: `A*~B + C <-> Y`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Atomic {
    /// What it accounts for.
    pub outcome: Literal,
    /// What accounts for it.
    pub causes: Sum,
}

impl Atomic {
    /// How many literals stand on its left side.
    #[must_use]
    pub fn complexity(&self) -> usize {
        complexity(&self.causes)
    }

    fn key(&self, table: &Table) -> String {
        format!("{}<->{}", sum_key(&self.causes, table), literal_key(self.outcome, table))
    }

    /// `A*~B + C <-> Y`.
    #[must_use]
    pub fn write(&self, table: &Table) -> String {
        format!("{} <-> {}", self.causes.write(table), self.outcome.write(table))
    }
}

/// A complex formula: atomic formulas that hold together, sorted, each once.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Complex(Vec<Atomic>);

impl Complex {
    /// Sorts by outcome, and keeps each atomic formula once.
    #[must_use]
    pub fn new(mut atoms: Vec<Atomic>) -> Self {
        atoms.sort();
        atoms.dedup();
        Self(atoms)
    }

    /// The atomic formulas in order.
    #[must_use]
    pub fn atoms(&self) -> &[Atomic] {
        &self.0
    }

    /// How many literals stand on its left sides.
    #[must_use]
    pub fn complexity(&self) -> usize {
        self.0.iter().map(Atomic::complexity).sum()
    }

    /// Every literal in it, causes and outcomes, each once, in order.
    #[must_use]
    pub fn literals(&self) -> Vec<Literal> {
        let mut all: Vec<Literal> =
            self.0.iter().flat_map(|atom| literals_of(&atom.causes).into_iter().chain([atom.outcome])).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The columns it names, in order.
    #[must_use]
    pub fn columns(&self) -> Vec<usize> {
        let mut all: Vec<usize> = self.literals().iter().map(|literal| literal.column).collect();
        all.dedup();
        all
    }

    /// A name that hangs on what the formula says and the names of its factors alone: the same in every run, in whatever order
    /// columns stand and whatever other formulas were found. A complex formula of one atomic formula has the name of that.
    #[must_use]
    pub fn id(&self, table: &Table) -> String {
        let mut keys: Vec<String> = self.0.iter().map(|atom| atom.key(table)).collect();
        keys.sort_unstable();
        id_of(&keys.join(";"))
    }

    /// `(A + B <-> C)*(C + D <-> E)`; a lone atomic formula without brackets.
    #[must_use]
    pub fn write(&self, table: &Table) -> String {
        match &self.0[..] {
            [only] => only.write(table),
            atoms => atoms.iter().map(|atom| format!("({})", atom.write(table))).collect::<Vec<_>>().join("*"),
        }
    }
}

impl From<Atomic> for Complex {
    fn from(atom: Atomic) -> Self {
        Self(vec![atom])
    }
}

/// A formula of a test, which has to be sound.
#[cfg(test)]
pub(super) fn read(table: &Table, text: &str) -> Complex {
    let mut files = text::Files::new();
    let file = files.add("formula", text);
    let read = super::parse::formula(&files, file, table);
    read.value.unwrap_or_else(|| panic!("{text}: {:?}", read.problems))
}
