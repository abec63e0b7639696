//! What follows from a formula by logic alone, over every configuration that its factors can take.
//!
//! In: disjunctive normal forms and the values of each factor. Out: whether one covers a conjunction, and whether one says
//! more than it needs. No data are read. A conjunction is covered if every way to fill in the other factors falls into some
//! term; the recursion branches only on factors of terms that are still open, so it is exact for any number of factors.

use super::formula::{at_level, sum_of};
use crate::expression::{Literal, Sum, Term};

/// The values that each column can take, by column; a column that is not there takes 0 and 1.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ranges(Vec<Vec<u8>>);

impl Ranges {
    /// From the values of each column of a table.
    #[must_use]
    pub fn new(values: Vec<Vec<u8>>) -> Self {
        Self(values)
    }

    /// The values of a column.
    #[must_use]
    pub fn of(&self, column: usize) -> &[u8] {
        self.0.get(column).map_or(&[0, 1], Vec::as_slice)
    }
}

/// Whether every configuration of a conjunction falls into some term. A conjunction of two values of one factor has no
/// configuration and is covered by anything.
#[must_use]
pub fn covers(terms: &[Term], conjunction: &[Literal], ranges: &Ranges) -> bool {
    let open: Vec<&[Literal]> = terms.iter().map(Term::literals).collect();
    let several = conjunction.iter().position(|literal| literal.levels.iter().nth(1).is_some());
    if let Some(at) = several {
        let Literal { column, levels } = conjunction[at];
        return ranges.of(column).iter().filter(|level| levels.contains(**level)).all(|level| {
            let mut single = conjunction.to_vec();
            single[at] = at_level(column, *level);
            covers(terms, &single, ranges)
        });
    }
    conjunction.iter().any(|literal| literal.levels.is_empty()) || covered(&open, &mut conjunction.to_vec(), ranges)
}

fn covered(terms: &[&[Literal]], given: &mut Vec<Literal>, ranges: &Ranges) -> bool {
    let levels = |given: &[Literal], column: usize| given.iter().find(|l| l.column == column).map(|l| l.levels);
    let mut open: Vec<&[Literal]> = Vec::with_capacity(terms.len());
    let mut branch: Option<(usize, usize)> = None;
    for term in terms {
        let (mut lacking, mut next, mut possible) = (0, 0, true);
        for literal in *term {
            match levels(given, literal.column) {
                Some(levels) if levels.within(literal.levels) => {}
                Some(_) => {
                    possible = false;
                    break;
                }
                None => {
                    lacking += 1;
                    next = literal.column;
                }
            }
        }
        if !possible {
            continue;
        }
        if lacking == 0 {
            return true;
        }
        open.push(term);
        if branch.is_none_or(|(least, _)| lacking < least) {
            branch = Some((lacking, next));
        }
    }
    let Some((_, column)) = branch else { return false };
    for value in ranges.of(column) {
        given.push(at_level(column, *value));
        let inside = covered(&open, given, ranges);
        given.pop();
        if !inside {
            return false;
        }
    }
    true
}

/// Whether a disjunctive normal form is neither always true nor always false and is free of redundancies: no conjunction and
/// no literal can be struck without changing what it says (Baumgartner and Falk 2023). Striking single parts is enough: a
/// literal whose conjunction stays inside the whole after it is struck is redundant with or without others, and a form of
/// prime implicants none of which the rest covers has no equivalent part.
#[must_use]
pub fn is_irredundant(form: &Sum, ranges: &Ranges) -> bool {
    let terms = &form.terms[..];
    if terms.is_empty() || terms.iter().any(|term| term.literals().is_empty() || term.is_contradiction()) {
        return false;
    }
    if let [only] = terms {
        return only.literals().iter().all(|literal| ranges.of(literal.column).len() > 1);
    }
    !covers(terms, &[], ranges)
        && terms.iter().enumerate().all(|(at, term)| {
            let literals = term.literals();
            let all_needed = (0..literals.len()).all(|struck| {
                let mut shorter = literals.to_vec();
                shorter.remove(struck);
                !covers(terms, &shorter, ranges)
            });
            let others: Vec<Term> =
                terms.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, term)| term.clone()).collect();
            all_needed && !covers(&others, literals, ranges)
        })
}

/// Strikes conjunctions and literals as long as what a form says stays the same, last ones first: one irredundant form, always
/// the same one. `Sum::default()` where it is never true; the empty conjunction where it always is.
#[must_use]
pub fn reduced(form: &Sum, ranges: &Ranges) -> Sum {
    let mut terms: Vec<Term> = form.terms.iter().filter(|term| !term.is_contradiction()).cloned().collect();
    if covers(&terms, &[], ranges) {
        return sum_of(vec![Term::default()]);
    }
    for at in 0..terms.len() {
        for literal in terms[at].literals().to_vec().into_iter().rev() {
            let shorter: Vec<Literal> =
                terms[at].literals().iter().copied().filter(|other| *other != literal).collect();
            if covers(&terms, &shorter, ranges) {
                terms[at] = Term::new(shorter);
            }
        }
    }
    terms = sum_of(terms).terms;
    for at in (0..terms.len()).rev() {
        let mut others = terms.clone();
        let term = others.remove(at);
        if covers(&others, term.literals(), ranges) {
            terms = others;
        }
    }
    sum_of(terms)
}
