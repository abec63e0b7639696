//! Set algebra on sums of products.
//!
//! Terms that ask a condition to be at no level (`A*~A`) are dropped, and a term within another is absorbed by it. The first
//! changes fuzzy memberships (`A*~A` has members up to 0.5), the second never does.

use super::{Formula, Levels, Literal, Sum, Term};
use crate::Table;

/// An expression would have more terms than allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TooLarge {
    /// How many were allowed.
    pub allowed: usize,
}

impl std::fmt::Display for TooLarge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the expression has more than {} terms", self.allowed)
    }
}

impl std::error::Error for TooLarge {}

/// The formula as a sum of products. Errs where that has more than `allowed` terms on the way.
pub fn expand(formula: &Formula, table: &Table, allowed: usize) -> Result<Sum, TooLarge> {
    let terms = match formula {
        Formula::Literal(literal) => vec![Term::new([*literal]).normal(table)],
        Formula::Any(parts) => {
            let mut terms = Vec::new();
            for part in parts {
                terms.extend(expand(part, table, allowed)?.terms);
                if terms.len() > allowed {
                    return Err(TooLarge { allowed });
                }
            }
            terms
        }
        Formula::All(parts) => {
            let mut terms = vec![Term::default()];
            for part in parts {
                let factor = expand(part, table, allowed)?.terms;
                if terms.len().saturating_mul(factor.len()) > allowed {
                    return Err(TooLarge { allowed });
                }
                let products = terms.iter().flat_map(|term| factor.iter().map(|other| term.and(other)));
                terms = absorbed(products.collect());
            }
            terms
        }
    };
    Ok(Sum::new(absorbed(terms)))
}

/// The terms without contradictions and without those that lie within another; the first of two equal ones stays.
pub(super) fn absorbed(terms: Vec<Term>) -> Vec<Term> {
    let mut kept: Vec<Term> = Vec::new();
    for term in terms {
        if term.is_contradiction() || kept.iter().any(|other| term.within(other)) {
            continue;
        }
        kept.retain(|other| !other.within(&term));
        kept.push(term);
    }
    kept
}

/// What is not in the sum, as a sum. Errs where it has more than `allowed` terms on the way.
pub fn negate(sum: &Sum, table: &Table, allowed: usize) -> Result<Sum, TooLarge> {
    expand(&Formula::from(sum).not(table), table, allowed)
}

/// What is in each of the sums, as a sum. Errs where it has more than `allowed` terms on the way.
pub fn intersect(sums: &[Sum], table: &Table, allowed: usize) -> Result<Sum, TooLarge> {
    expand(&Formula::All(sums.iter().map(Formula::from).collect()), table, allowed)
}

/// The sum as the full combinations of these columns that it consists of (canonical form), ascending. Errs where there are more
/// than `allowed`. Columns that the sum speaks of are added to those given.
pub fn canonical(sum: &Sum, columns: &[usize], table: &Table, allowed: usize) -> Result<Sum, TooLarge> {
    let mut columns: Vec<usize> = columns.iter().copied().chain(sum.columns()).collect();
    columns.sort_unstable();
    columns.dedup();
    let mut corners = std::collections::BTreeSet::new();
    for term in sum.terms.iter().filter(|term| !term.is_contradiction()) {
        let mut partial: Vec<Vec<Literal>> = vec![Vec::new()];
        for &column in &columns {
            let all = Levels::all(table.columns.get(column).map_or(2, |read| read.kind.levels()));
            let levels = term.levels_of(column).unwrap_or(all).and(all);
            let longer = partial.iter().flat_map(|literals| {
                levels.iter().map(move |level| {
                    let mut literals = literals.clone();
                    literals.push(Literal { column, levels: Levels::one(level) });
                    literals
                })
            });
            partial = longer.take(allowed + 1).collect();
            if partial.len() > allowed {
                return Err(TooLarge { allowed });
            }
        }
        corners.extend(partial.into_iter().map(Term::new));
        if corners.len() > allowed {
            return Err(TooLarge { allowed });
        }
    }
    Ok(Sum::new(corners))
}

/// Whether all that is in `narrow` is in `wide`: Boolean implication, over every combination of conditions, observed or not.
#[must_use]
pub fn implies(narrow: &Sum, wide: &Sum, table: &Table) -> bool {
    narrow.terms.iter().all(|term| covered(term, &wide.terms, table))
}

/// Whether both hold of the same combinations.
#[must_use]
pub fn equivalent(a: &Sum, b: &Sum, table: &Table) -> bool {
    implies(a, b, table) && implies(b, a, table)
}

/// Whether every combination in `term` is in one of `terms`: they are held against each other level by level of one condition
/// that they differ in (Shannon expansion).
pub(super) fn covered(term: &Term, terms: &[Term], table: &Table) -> bool {
    if term.is_contradiction() {
        return true;
    }
    let near: Vec<Term> = terms.iter().filter(|other| !term.and(other).is_contradiction()).cloned().collect();
    let mut asked = None;
    for other in &near {
        let open = other
            .literals()
            .iter()
            .find(|wide| !term.levels_of(wide.column).is_some_and(|narrow| narrow.within(wide.levels)));
        match open {
            None => return true,
            Some(literal) => asked = asked.or(Some(literal.column)),
        }
    }
    let Some(column) = asked else { return false };
    let all = Levels::all(table.columns.get(column).map_or(2, |read| read.kind.levels()));
    let levels = term.levels_of(column).unwrap_or(all).and(all);
    levels.iter().all(|level| {
        let narrower = term.and(&Term::new([Literal { column, levels: Levels::one(level) }]));
        covered(&narrower, &near, table)
    })
}
