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
    let several = conjunction.iter().position(|literal| literal.levels.iter().nth(1).is_some());
    if let Some(at) = several {
        let Literal { column, levels } = conjunction[at];
        return ranges.of(column).iter().filter(|level| levels.contains(**level)).all(|level| {
            let mut single = conjunction.to_vec();
            single[at] = at_level(column, *level);
            covers(terms, &single, ranges)
        });
    }
    let terms: Vec<&Term> = terms.iter().collect();
    let mut inside = Inside { terms: &terms, ranges, given: Vec::new(), open: Vec::new() };
    conjunction.iter().any(|literal| literal.levels.is_empty()) || inside.is_covered(conjunction.iter().copied(), None)
}

/// Whether conjunctions of single values lie inside terms. Keeps its lists from one question to the next.
struct Inside<'a> {
    terms: &'a [&'a Term],
    ranges: &'a Ranges,
    given: Vec<Literal>,
    /// Terms that may still hold, step by step of the recursion.
    open: Vec<u32>,
}

impl Inside<'_> {
    fn is_covered(&mut self, conjunction: impl Iterator<Item = Literal>, without: Option<usize>) -> bool {
        self.given.clear();
        self.given.extend(conjunction);
        self.open.clear();
        self.open.extend((0..self.terms.len() as u32).filter(|at| Some(*at as usize) != without));
        self.fill(0)
    }

    /// Fills in one more factor, as long as the terms open from `from` on leave the answer open.
    fn fill(&mut self, from: usize) -> bool {
        let end = self.open.len();
        let mut branch: Option<(usize, usize)> = None;
        for at in from..end {
            let term = self.open[at];
            let Some((lacking, column)) = self.lacking(self.terms[term as usize]) else { continue };
            if lacking == 0 {
                self.open.truncate(end);
                return true;
            }
            self.open.push(term);
            if branch.is_none_or(|(least, _)| lacking < least) {
                branch = Some((lacking, column));
            }
        }
        let ranges = self.ranges;
        let inside = branch.is_some_and(|(_, column)| {
            ranges.of(column).iter().all(|level| {
                self.given.push(at_level(column, *level));
                let inside = self.fill(end);
                self.given.pop();
                inside
            })
        });
        self.open.truncate(end);
        inside
    }

    /// How many literals of a term are not given yet, and the column of one of them; nothing if it cannot hold any more.
    fn lacking(&self, term: &Term) -> Option<(usize, usize)> {
        let (mut lacking, mut column) = (0, 0);
        for literal in term.literals() {
            match self.given.iter().find(|given| given.column == literal.column) {
                Some(given) if given.levels.within(literal.levels) => {}
                Some(_) => return None,
                None => {
                    lacking += 1;
                    column = literal.column;
                }
            }
        }
        Some((lacking, column))
    }
}

/// Whether a disjunctive normal form is neither always true nor always false and is free of redundancies: no conjunction and
/// no literal can be struck without changing what it says (Baumgartner and Falk 2023). Striking single parts is enough: a
/// literal whose conjunction stays inside the whole after it is struck is redundant with or without others, and a form of
/// prime implicants none of which the rest covers has no equivalent part.
#[must_use]
pub fn is_irredundant(form: &Sum, ranges: &Ranges) -> bool {
    are_irredundant(&form.terms.iter().collect::<Vec<_>>(), ranges)
}

/// [`is_irredundant`] of terms that are not gathered in a form yet.
pub(super) fn are_irredundant(terms: &[&Term], ranges: &Ranges) -> bool {
    if terms.is_empty() || terms.iter().any(|term| term.literals().is_empty() || term.is_contradiction()) {
        return false;
    }
    if let [only] = terms {
        return only.literals().iter().all(|literal| ranges.of(literal.column).len() > 1);
    }
    let mut inside = Inside { terms, ranges, given: Vec::new(), open: Vec::new() };
    let each = || terms.iter().enumerate();
    let mut spare = |literals: &[Literal], struck: usize| {
        let others = literals.iter().enumerate().filter(|(at, _)| *at != struck).map(|(_, literal)| *literal);
        inside.is_covered(others, None)
    };
    if each().any(|(_, term)| (0..term.literals().len()).any(|struck| spare(term.literals(), struck))) {
        return false;
    }
    !each().any(|(at, term)| inside.is_covered(term.literals().iter().copied(), Some(at)))
        && !inside.is_covered(std::iter::empty(), None)
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
