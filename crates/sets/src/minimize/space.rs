//! What is outside of some terms, and how many configurations are inside: without listing configurations.
//!
//! In: terms. Out: terms that share no configuration, or a number. Both split on the condition that most terms fix, level by
//! level, so that what is done grows with the terms and not with the configurations.

use super::term::{ANY, Term};

/// Terms without a configuration in common that together are every configuration in none of `terms`.
pub(crate) fn complement(levels: &[u8], terms: &[Term]) -> Vec<Term> {
    let mut outside = Vec::new();
    let mut path = vec![ANY; levels.len()];
    let inside: Vec<&[u8]> = terms.iter().map(|term| &term.0[..]).collect();
    descend(levels, &inside, &mut path, &mut outside);
    outside
}

fn descend(levels: &[u8], terms: &[&[u8]], path: &mut Vec<u8>, outside: &mut Vec<Term>) {
    if terms.is_empty() {
        outside.push(Term(path.clone()));
        return;
    }
    let Some(condition) = most_fixed(levels.len(), terms, path) else { return };
    for level in 0..levels[condition] {
        let below: Vec<&[u8]> =
            terms.iter().copied().filter(|term| matches!(term[condition], ANY) || term[condition] == level).collect();
        path[condition] = level;
        descend(levels, &below, path, outside);
    }
    path[condition] = ANY;
}

/// The open condition that most terms fix; `None` where some term fixes no open condition, and so holds all that is left.
fn most_fixed(conditions: usize, terms: &[&[u8]], path: &[u8]) -> Option<usize> {
    let mut counts = vec![0u32; conditions];
    for term in terms {
        let mut free = true;
        for (condition, &cell) in term.iter().enumerate() {
            if cell != ANY && path[condition] == ANY {
                counts[condition] += 1;
                free = false;
            }
        }
        if free {
            return None;
        }
    }
    // The first of the most: `max_by_key` would give the last.
    (0..conditions).rev().max_by_key(|&condition| counts[condition])
}

/// How many configurations are in at least one of `terms`; `None` where they are more than `u128` can count.
pub(crate) fn size(levels: &[u8], terms: &[Term]) -> Option<u128> {
    let all = volume(levels, &Term(vec![ANY; levels.len()]))?;
    let outside = complement(levels, terms);
    outside.iter().try_fold(all, |left, term| left.checked_sub(volume(levels, term)?))
}

/// How many configurations a term has; `None` where they are more than `u128` can count.
pub(crate) fn volume(levels: &[u8], term: &Term) -> Option<u128> {
    let free = levels.iter().zip(&term.0).filter(|(_, cell)| **cell == ANY);
    free.map(|(&levels, _)| u128::from(levels)).try_fold(1u128, u128::checked_mul)
}
