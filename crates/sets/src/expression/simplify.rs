//! The shortest sums that say the same.

use super::algebra::{TooLarge, absorbed, covered};
use super::{Levels, Literal, Sum, Term};
use crate::Table;

/// Choices of terms that are tried before the search for all shortest sums gives up.
const TRIES: usize = 1 << 18;

/// The shortest sums equivalent to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Simplified {
    /// Every sum with the least number of terms, each a prime implicant; one of them where `all` is false.
    pub sums: Vec<Sum>,
    /// Whether these are all, and none is shorter. Otherwise the one given has no superfluous term and literal, and a shorter one
    /// may exist: the search was too large.
    pub all: bool,
}

/// The shortest sums of products that hold of the same combinations as `sum`. Boolean: fuzzy memberships may change.
///
/// All prime implicants by iterated consensus (Quine 1955), of which those that no others cover are in every answer; the rest
/// is chosen by trying ever more of them. Errs where there are more than `allowed` prime implicants on the way.
pub fn simplify(sum: &Sum, table: &Table, allowed: usize) -> Result<Simplified, TooLarge> {
    let mut primes = primes(sum, table, allowed)?;
    primes.sort_by(Term::listed_before);
    let others =
        |at: usize| primes.iter().enumerate().filter(move |(other, _)| *other != at).map(|(_, term)| term.clone());
    let needed: Vec<bool> =
        (0..primes.len()).map(|at| !covered(&primes[at], &others(at).collect::<Vec<_>>(), table)).collect();
    let essential: Vec<Term> =
        primes.iter().zip(&needed).filter(|(_, needed)| **needed).map(|(term, _)| term.clone()).collect();
    let rest: Vec<Term> = primes
        .iter()
        .zip(&needed)
        .filter(|(term, needed)| !**needed && !covered(term, &essential, table))
        .map(|(term, _)| term.clone())
        .collect();
    // What the essential ones leave uncovered must be covered by a choice among the rest.
    let open: Vec<Term> = sum.terms.iter().filter(|term| !covered(term, &essential, table)).cloned().collect();
    if open.is_empty() {
        return Ok(Simplified { sums: vec![Sum::new(essential)], all: true });
    }
    let mut tries = 0;
    for size in 1..=rest.len() {
        let mut sums = Vec::new();
        let mut chosen: Vec<usize> = (0..size).collect();
        loop {
            tries += 1;
            if tries > TRIES {
                return Ok(Simplified { sums: vec![irredundant(&primes, sum, table)], all: false });
            }
            let terms: Vec<Term> = essential.iter().cloned().chain(chosen.iter().map(|at| rest[*at].clone())).collect();
            if open.iter().all(|term| covered(term, &terms, table)) {
                sums.push(Sum::new(terms));
            }
            if !advance(&mut chosen, rest.len()) {
                break;
            }
        }
        if !sums.is_empty() {
            return Ok(Simplified { sums, all: true });
        }
    }
    Ok(Simplified { sums: vec![irredundant(&primes, sum, table)], all: true })
}

/// The next choice of as many of `count` in ascending order; false behind the last.
fn advance(chosen: &mut [usize], count: usize) -> bool {
    let size = chosen.len();
    for at in (0..size).rev() {
        if chosen[at] < count - size + at {
            chosen[at] += 1;
            for later in at + 1..size {
                chosen[later] = chosen[later - 1] + 1;
            }
            return true;
        }
    }
    false
}

/// All prime implicants but those that longest can be missed, the longest first.
fn irredundant(primes: &[Term], sum: &Sum, table: &Table) -> Sum {
    let mut kept = primes.to_vec();
    for at in (0..kept.len()).rev() {
        let mut fewer = kept.clone();
        fewer.remove(at);
        if sum.terms.iter().all(|term| covered(term, &fewer, table)) {
            kept = fewer;
        }
    }
    Sum::new(kept)
}

/// All prime implicants: while two terms have a consensus that no term contains, it is added.
fn primes(sum: &Sum, table: &Table, allowed: usize) -> Result<Vec<Term>, TooLarge> {
    let mut terms = absorbed(sum.terms.iter().map(|term| term.normal(table)).collect());
    'again: loop {
        if terms.len() > allowed {
            return Err(TooLarge { allowed });
        }
        for (at, a) in terms.iter().enumerate() {
            for b in &terms[..at] {
                for new in consensus(a, b, table) {
                    if !terms.iter().any(|term| new.within(term)) {
                        terms.push(new);
                        terms = absorbed(terms);
                        continue 'again;
                    }
                }
            }
        }
        return Ok(terms);
    }
}

/// What two terms imply together about each condition in which they differ: its levels joined, the rest of both.
fn consensus(a: &Term, b: &Term, table: &Table) -> Vec<Term> {
    let all = |column: usize| Levels::all(table.columns.get(column).map_or(2, |read| read.kind.levels()));
    let of = |term: &Term, column: usize| term.levels_of(column).unwrap_or(all(column));
    let columns = Sum::new([a.clone(), b.clone()]).columns();
    let joined = |pivot: usize| {
        let literals = columns.iter().map(|column| {
            let (left, right) = (of(a, *column), of(b, *column));
            Literal { column: *column, levels: if *column == pivot { left.or(right) } else { left.and(right) } }
        });
        Term::new(literals).normal(table)
    };
    columns.iter().map(|pivot| joined(*pivot)).filter(|term| !term.is_contradiction()).collect()
}
