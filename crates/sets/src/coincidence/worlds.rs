//! The configurations that a formula's factors can take, seen or not: which of them a complex formula allows.
//!
//! In: formulas, the values of each factor. Out: whether some configuration meets a list of requirements, and how many do. Up to
//! a million configurations are kept as bits, one set a literal; beyond that requirements are met by a search that fills in
//! one factor after another and stops as soon as a requirement is decided. Both are exact.

use super::formula::{Atomic, at_level};
use super::logic::Ranges;
use crate::expression::{Literal, Term};

/// What a configuration has to do.
#[derive(Debug, Clone, Copy)]
pub(super) enum Requirement<'a> {
    /// An atomic formula holds or does not.
    Atom(&'a Atomic, bool),
    /// A literal holds or does not.
    Is(Literal, bool),
}

/// All configurations of some columns.
pub(super) struct Worlds<'a> {
    columns: Vec<usize>,
    ranges: &'a Ranges,
    bits: Option<Bits>,
}

struct Bits {
    every: Vec<u64>,
    literals: Vec<(Literal, Vec<u64>)>,
}

/// Up to this many configurations are kept as bits.
const FEW: usize = 1 << 20;

impl<'a> Worlds<'a> {
    /// Of these columns, in order, each once.
    pub(super) fn new(columns: Vec<usize>, ranges: &'a Ranges) -> Self {
        Self::within(columns, ranges, FEW)
    }

    fn within(columns: Vec<usize>, ranges: &'a Ranges, few: usize) -> Self {
        let sizes = columns.iter().map(|column| ranges.of(*column).len());
        let count = sizes.clone().try_fold(1usize, |count, size| count.checked_mul(size)).filter(|count| *count <= few);
        let bits = count.map(|count| {
            let words = count.div_ceil(64).max(1);
            let mut every = vec![0; words];
            (0..count).for_each(|world| every[world / 64] |= 1 << (world % 64));
            let mut literals = Vec::new();
            let mut stride = 1;
            for (column, size) in columns.iter().zip(sizes) {
                for (place, value) in ranges.of(*column).iter().enumerate() {
                    let mut set = vec![0; words];
                    for world in (0..count).filter(|world| world / stride % size == place) {
                        set[world / 64] |= 1 << (world % 64);
                    }
                    literals.push((at_level(*column, *value), set));
                }
                stride *= size;
            }
            Bits { every, literals }
        });
        Self { columns, ranges, bits }
    }

    /// Whether some configuration meets all requirements.
    pub(super) fn any(&self, requirements: &[Requirement<'_>]) -> bool {
        match &self.bits {
            Some(bits) => bits.meeting(requirements).iter().any(|word| *word != 0),
            None => self.search(requirements, &mut Vec::new(), true) > 0.0,
        }
    }

    /// How many configurations meet all requirements; exact below two to the power of 53.
    pub(super) fn count(&self, requirements: &[Requirement<'_>]) -> f64 {
        match &self.bits {
            Some(bits) => bits.meeting(requirements).iter().map(|word| f64::from(word.count_ones())).sum(),
            None => self.search(requirements, &mut Vec::new(), false),
        }
    }

    fn search(&self, requirements: &[Requirement<'_>], given: &mut Vec<Literal>, one_is_enough: bool) -> f64 {
        let mut branch = None;
        for requirement in requirements {
            match decided(requirement, given) {
                Some(true) => {}
                Some(false) => return 0.0,
                None => branch = branch.or_else(|| open_column(requirement, given)),
            }
        }
        let is_given = |column: &usize| given.iter().any(|literal| literal.column == *column);
        let Some(column) = branch else {
            let free = self.columns.iter().filter(|column| !is_given(column));
            return free.map(|column| self.ranges.of(*column).len() as f64).product();
        };
        let mut sum = 0.0;
        for value in self.ranges.of(column) {
            given.push(at_level(column, *value));
            sum += self.search(requirements, given, one_is_enough);
            given.pop();
            if one_is_enough && sum > 0.0 {
                break;
            }
        }
        sum
    }
}

impl Bits {
    fn meeting(&self, requirements: &[Requirement<'_>]) -> Vec<u64> {
        let mut meeting = self.every.clone();
        for requirement in requirements {
            let (set, wanted) = match requirement {
                Requirement::Atom(atom, wanted) => {
                    let mut set = self.any_of(&atom.causes.terms);
                    let outcome = self.all_of(&[atom.outcome]);
                    set.iter_mut().zip(outcome).for_each(|(word, outcome)| *word = !(*word ^ outcome));
                    (set, *wanted)
                }
                Requirement::Is(literal, wanted) => (self.all_of(&[*literal]), *wanted),
            };
            for (word, set) in meeting.iter_mut().zip(set) {
                *word &= if wanted { set } else { !set };
            }
        }
        meeting
    }

    /// Narrows a set to the configurations with a literal; to none for a level that its factor does not take.
    fn narrow(&self, set: &mut [u64], literal: Literal) {
        let mut with = vec![0; set.len()];
        for (other, holds) in &self.literals {
            if other.column == literal.column && other.levels.within(literal.levels) {
                with.iter_mut().zip(holds).for_each(|(with, holds)| *with |= holds);
            }
        }
        set.iter_mut().zip(with).for_each(|(word, with)| *word &= with);
    }

    fn all_of(&self, literals: &[Literal]) -> Vec<u64> {
        let mut set = self.every.clone();
        for literal in literals {
            self.narrow(&mut set, *literal);
        }
        set
    }

    fn any_of(&self, terms: &[Term]) -> Vec<u64> {
        let mut any = vec![0; self.every.len()];
        for term in terms {
            any.iter_mut().zip(self.all_of(term.literals())).for_each(|(word, set)| *word |= set);
        }
        any
    }
}

fn holds(literal: Literal, given: &[Literal]) -> Option<bool> {
    given.iter().find(|other| other.column == literal.column).map(|other| other.levels.within(literal.levels))
}

fn all(literals: &[Literal], given: &[Literal]) -> Option<bool> {
    let mut open = false;
    for literal in literals {
        match holds(*literal, given) {
            Some(true) => {}
            Some(false) => return Some(false),
            None => open = true,
        }
    }
    (!open).then_some(true)
}

fn any(terms: &[Term], given: &[Literal]) -> Option<bool> {
    let mut open = false;
    for term in terms {
        match all(term.literals(), given) {
            Some(true) => return Some(true),
            Some(false) => {}
            None => open = true,
        }
    }
    (!open).then_some(false)
}

/// Whether a requirement is met or broken whatever else is filled in.
fn decided(requirement: &Requirement<'_>, given: &[Literal]) -> Option<bool> {
    match requirement {
        Requirement::Atom(atom, wanted) => {
            let (causes, outcome) = (any(&atom.causes.terms, given)?, holds(atom.outcome, given)?);
            Some((causes == outcome) == *wanted)
        }
        Requirement::Is(literal, wanted) => holds(*literal, given).map(|is| is == *wanted),
    }
}

/// A column that a requirement still hangs on.
fn open_column(requirement: &Requirement<'_>, given: &[Literal]) -> Option<usize> {
    let first = |literals: &[Literal]| literals.iter().find(|l| holds(**l, given).is_none()).map(|l| l.column);
    let of_terms = |terms: &[Term]| {
        let mut open = terms.iter().filter(|term| all(term.literals(), given).is_none());
        open.next().and_then(|term| first(term.literals()))
    };
    match requirement {
        Requirement::Atom(atom, _) => of_terms(&atom.causes.terms).or_else(|| first(&[atom.outcome])),
        Requirement::Is(literal, _) => first(&[*literal]),
    }
}

#[cfg(test)]
mod tests {
    use super::super::formula::sum_of;
    use super::*;
    use proptest::prelude::*;

    fn literal() -> impl Strategy<Value = Literal> {
        (0usize..5, 0u8..3).prop_map(|(column, value)| at_level(column, value % if column == 4 { 3 } else { 2 }))
    }

    fn atom() -> impl Strategy<Value = Atomic> {
        let term = prop::collection::vec(literal(), 1..3).prop_map(Term::new);
        (literal(), prop::collection::vec(term, 1..4))
            .prop_map(|(outcome, terms)| Atomic { outcome, causes: sum_of(terms) })
    }

    proptest! {
        /// Bits and search answer alike.
        #[test]
        fn two_roads(atoms in prop::collection::vec((atom(), prop::bool::ANY), 1..4), extra in literal(), wanted: bool) {
            let ranges = Ranges::new(vec![vec![0, 1], vec![0, 1], vec![0, 1], vec![0, 1], vec![0, 1, 2]]);
            let columns: Vec<usize> = (0..5).collect();
            let bits = Worlds::new(columns.clone(), &ranges);
            let search = Worlds::within(columns, &ranges, 0);
            prop_assert!(bits.bits.is_some() && search.bits.is_none());
            let mut requirements: Vec<Requirement> = atoms.iter().map(|(atom, wanted)| Requirement::Atom(atom, *wanted)).collect();
            requirements.push(Requirement::Is(extra, wanted));
            prop_assert_eq!(bits.count(&requirements), search.count(&requirements));
            prop_assert_eq!(bits.any(&requirements), search.any(&requirements));
        }
    }
}
