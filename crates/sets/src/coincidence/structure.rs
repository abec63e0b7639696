//! What is wrong with a complex formula by logic alone: parts that the rest already says, factors that it fixes.
//!
//! In: a complex formula and the values of its factors. Out: its redundancies, or the formulas left when they are struck. The
//! conditions are those of Baumgartner and Falk 2023 (10.1093/bjps/axz047): no atomic formula that follows from the others
//! (structural redundancy), no literal or term that makes no difference wherever the whole formula holds (partial
//! structural redundancy), no factor value that the formula makes constant, no outcome accounted for twice.

use super::formula::{Atomic, Complex, sum_of};
use super::logic::{Ranges, is_irredundant};
use super::options::Redundancy;
use super::worlds::{Requirement, Worlds};
use crate::expression::{Literal, Term};
use std::collections::BTreeSet;

/// What speaks against reading a formula causally; nothing where `default`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Faults {
    /// An atomic formula has a redundant literal or term by itself, is always true or never.
    pub redundant_in_itself: bool,
    /// An atomic formula follows from the others.
    pub structurally_redundant: bool,
    /// A literal or term makes no difference wherever the whole formula holds.
    pub partially_redundant: bool,
    /// A literal is always true or never wherever the whole formula holds.
    pub constant: bool,
    /// No configuration meets the whole formula.
    pub contradictory: bool,
    /// An outcome is accounted for twice.
    pub same_outcome_twice: bool,
}

impl Faults {
    /// Whether there is none: the formula has the form that can be read causally.
    #[must_use]
    pub fn none(self) -> bool {
        self == Self::default()
    }
}

/// Every fault of a formula, with redundancy of parts as asked (with [`Redundancy::Kept`] partial redundancy is not looked for).
#[must_use]
pub fn faults(formula: &Complex, ranges: &Ranges, redundancy: Redundancy) -> Faults {
    faults_within(&Worlds::new(formula.columns(), ranges), formula, ranges, redundancy)
}

/// [`faults`] in configurations of the formula's columns and perhaps others.
pub(super) fn faults_within(worlds: &Worlds, formula: &Complex, ranges: &Ranges, redundancy: Redundancy) -> Faults {
    let atoms = formula.atoms();
    let whole: Vec<Requirement> = atoms.iter().map(|atom| Requirement::Atom(atom, true)).collect();
    let contradictory = !worlds.any(&whole);
    let allows = |also: &[Requirement]| worlds.any(&[&whole[..], also].concat());
    let partially = |formula: &Complex| match redundancy {
        Redundancy::Kept => false,
        Redundancy::Implication => {
            formula.atoms().iter().any(|atom| steps(atom).any(|part| !allows(&[Requirement::Atom(&part, false)])))
        }
        Redundancy::Equivalence => has_equivalent_part(formula, worlds),
    };
    Faults {
        redundant_in_itself: atoms.iter().any(|atom| !is_irredundant(&atom.causes, ranges)),
        structurally_redundant: atoms.len() > 1 && (0..atoms.len()).any(|at| follows(worlds, atoms, at)),
        partially_redundant: !contradictory && partially(formula),
        constant: !contradictory
            && formula.literals().into_iter().any(|literal| {
                !allows(&[Requirement::Is(literal, true)]) || !allows(&[Requirement::Is(literal, false)])
            }),
        contradictory,
        same_outcome_twice: atoms.windows(2).any(|pair| pair[0].outcome == pair[1].outcome),
    }
}

/// Which atomic formulas of a complex one follow from the others, in order.
#[must_use]
pub fn redundant(formula: &Complex, ranges: &Ranges) -> Vec<bool> {
    let worlds = Worlds::new(formula.columns(), ranges);
    let atoms = formula.atoms();
    (0..atoms.len()).map(|at| atoms.len() > 1 && follows(&worlds, atoms, at)).collect()
}

/// Every smallest set of the atomic formulas that says the same, in order.
#[must_use]
pub fn without_redundant(formula: &Complex, ranges: &Ranges) -> Vec<Complex> {
    without_redundant_within(&Worlds::new(formula.columns(), ranges), formula)
}

/// [`without_redundant`] in configurations of the formula's columns and perhaps others.
pub(super) fn without_redundant_within(worlds: &Worlds, formula: &Complex) -> Vec<Complex> {
    let (mut seen, mut left) = (BTreeSet::new(), BTreeSet::new());
    strike(formula.atoms().to_vec(), worlds, &mut seen, &mut left);
    left.into_iter().collect()
}

fn strike(atoms: Vec<Atomic>, worlds: &Worlds, seen: &mut BTreeSet<Vec<Atomic>>, left: &mut BTreeSet<Complex>) {
    if !seen.insert(atoms.clone()) {
        return;
    }
    let redundant: Vec<usize> = (0..atoms.len()).filter(|at| atoms.len() > 1 && follows(worlds, &atoms, *at)).collect();
    if redundant.is_empty() {
        left.insert(Complex::new(atoms));
        return;
    }
    for at in redundant {
        let mut fewer = atoms.clone();
        fewer.remove(at);
        strike(fewer, worlds, seen, left);
    }
}

fn follows(worlds: &Worlds, atoms: &[Atomic], at: usize) -> bool {
    let requirements: Vec<Requirement> =
        atoms.iter().enumerate().map(|(other, atom)| Requirement::Atom(atom, other != at)).collect();
    !worlds.any(&requirements)
}

/// An atomic formula short of one term, or of one literal of one term.
fn steps(atom: &Atomic) -> impl Iterator<Item = Atomic> + '_ {
    let terms = &atom.causes.terms;
    let with = |terms: Vec<Term>| Atomic { outcome: atom.outcome, causes: sum_of(terms) };
    let without_term = (0..terms.len()).filter(|_| terms.len() > 1).map(move |at| {
        with(terms.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, term)| term.clone()).collect())
    });
    let without_literal =
        terms.iter().enumerate().filter(|(_, term)| term.literals().len() > 1).flat_map(move |(at, term)| {
            term.literals().iter().map(move |struck| {
                let shorter: Vec<Literal> = term.literals().iter().copied().filter(|other| other != struck).collect();
                let mut terms = terms.to_vec();
                terms[at] = Term::new(shorter);
                with(terms)
            })
        });
    without_term.chain(without_literal)
}

/// Whether a formula says the same as a proper part of itself with as many atomic formulas. Parts are reached step by step
/// through formulas that the whole one implies.
fn has_equivalent_part(formula: &Complex, worlds: &Worlds) -> bool {
    let whole: Vec<Requirement> = formula.atoms().iter().map(|atom| Requirement::Atom(atom, true)).collect();
    let (mut seen, mut open) = (BTreeSet::new(), vec![formula.atoms().to_vec()]);
    while let Some(atoms) = open.pop() {
        for at in 0..atoms.len() {
            for part in steps(&atoms[at]) {
                if worlds.any(&[&whole[..], &[Requirement::Atom(&part, false)]].concat()) {
                    continue;
                }
                let mut parts = atoms.clone();
                parts[at] = part;
                if !seen.insert(parts.clone()) {
                    continue;
                }
                let implied = |atom: &Atomic| {
                    let all =
                        parts.iter().map(|part| Requirement::Atom(part, true)).chain([Requirement::Atom(atom, false)]);
                    !worlds.any(&all.collect::<Vec<_>>())
                };
                if formula.atoms().iter().all(implied) {
                    return true;
                }
                open.push(parts);
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::formula::read;
    use super::*;
    use crate::{Column, Kind, Table};

    fn table(names: &str) -> Table {
        let column = |name: char| Column::new(name, Kind::Crisp, vec![]);
        Table::new(vec![], names.chars().map(column).collect())
    }

    fn of(text: &str) -> Faults {
        let table = table("ABCDEFGHIJKL");
        faults(&read(&table, text), &Ranges::default(), Redundancy::Implication)
    }

    /// The examples of cna's manual page of `is.inus`, one for each condition.
    #[test]
    fn each_fault() {
        let none = Faults::default();
        assert_eq!(of("A + B <-> C"), none);
        assert_eq!(of("F*G + ~F*~G + H <-> E"), none);
        assert_eq!(of("A*~B + ~A*B + A*C <-> D"), none, "one of two forms that say the same, none part of the other");
        assert!(of("A + ~A*B <-> C").redundant_in_itself);
        assert!(of("F*G + ~F*~G + H*F + H*G <-> E").redundant_in_itself);
        assert!(of("A + ~A <-> C").redundant_in_itself);
        assert!(of("A*~A + B <-> C").redundant_in_itself);
        assert!(of("(A + A*B <-> C)*(B + D <-> E)").redundant_in_itself);
        assert!(of("(~E + ~A*D <-> C)*(C + A*B <-> D)*(~A + ~C <-> E)").structurally_redundant);
        assert!(of("(A + B*~C + ~C*E <-> D)*(B + C <-> E)").partially_redundant);
        assert!(of("(~A + C <-> D)*(D + G <-> A)").constant);
        assert!(of("(A <-> B)*(B <-> ~A)").contradictory);
        assert!(of("(A + C <-> B)*(C + E <-> B)").same_outcome_twice);
        assert_eq!(of("(A + B <-> C)*(~C + E <-> D)"), none);
    }

    /// The pair of formulas by which that page tells the two definitions apart.
    #[test]
    fn two_definitions_of_partial_redundancy() {
        let table = table("ABCDEF");
        let circle = read(&table, "(B + F*C <-> A)*(A*~E*~F <-> B)");
        assert!(faults(&circle, &Ranges::default(), Redundancy::Implication).partially_redundant);
        assert!(!faults(&circle, &Ranges::default(), Redundancy::Equivalence).partially_redundant);
        let both = read(&table, "(A + B*~C + ~C*E <-> D)*(B + C <-> E)");
        assert!(faults(&both, &Ranges::default(), Redundancy::Equivalence).partially_redundant);
    }

    /// The upstream formula of the vignette's power stations is struck, the two downstream ones stay.
    #[test]
    fn redundant_atoms_are_struck() {
        let table = table("ABCDE");
        let formula = |text: &str| read(&table, text);
        let all = formula("(A*B + C <-> D)*(~A + ~C <-> E)*(~A*D + ~E <-> C)");
        let left = without_redundant(&all, &Ranges::default());
        assert_eq!(left, [formula("(A*B + C <-> D)*(~A + ~C <-> E)")]);
        assert_eq!(redundant(&all, &Ranges::default()), [true, false, false]);
    }
}
