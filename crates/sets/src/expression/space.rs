//! The space of conjunctions: how many there are, each by its number, those above and below one.
//!
//! A conjunction asks of each condition one level or nothing, so there are as many as the product of (levels + 1), the empty
//! one among them. It is numbered as a number whose digits are, for each condition, 0 for nothing and 1 more than the level
//! asked for, the first condition being the most significant digit; from 1, the empty one being 1.

use super::{Levels, Literal, Term};

/// How many conjunctions of 1, 2, ... conditions there are, given the conditions' levels: for each number of conditions the sum
/// over choices of the product of their levels (Dusa 2018). `None` where a number exceeds 2^128.
#[must_use]
pub fn layers(levels: &[u8]) -> Option<Vec<u128>> {
    let mut counts = vec![0_u128; levels.len() + 1];
    counts[0] = 1;
    for (at, level) in levels.iter().enumerate() {
        for size in (0..=at).rev() {
            let more = counts[size].checked_mul(u128::from(*level))?;
            counts[size + 1] = counts[size + 1].checked_add(more)?;
        }
    }
    Some(counts.split_off(1))
}

/// The number of a conjunction over conditions 0, 1, ... with these levels. `None` where it asks one condition for several
/// levels, or none, or speaks of another condition, or there are more than 2^128.
#[must_use]
pub fn number_of(term: &Term, levels: &[u8]) -> Option<u128> {
    if term.literals().iter().any(|literal| literal.columns_beyond(levels)) {
        return None;
    }
    let digit = |column: usize| match term.levels_of(column) {
        None => Some(0),
        Some(asked) if asked.iter().count() == 1 => asked.iter().next().map(|level| u128::from(level) + 1),
        Some(_) => None,
    };
    let number = levels.iter().enumerate().try_fold(0_u128, |number, (column, count)| {
        number.checked_mul(u128::from(*count) + 1)?.checked_add(digit(column)?)
    });
    number?.checked_add(1)
}

/// The conjunction with this number, the converse of [`number_of`]; `None` where there is none.
#[must_use]
pub fn term_of(number: u128, levels: &[u8]) -> Option<Term> {
    let mut rest = number.checked_sub(1)?;
    let mut literals = Vec::new();
    for (column, count) in levels.iter().enumerate().rev() {
        let base = u128::from(*count) + 1;
        if let Some(level) = (rest % base).checked_sub(1) {
            literals.push(Literal { column, levels: Levels::one(level as u8) });
        }
        rest /= base;
    }
    (rest == 0).then(|| Term::new(literals))
}

/// Every conjunction of 1 to `depth` conditions with these levels, by ascending number.
pub fn every_term(levels: &[u8], depth: usize) -> impl Iterator<Item = Term> + '_ {
    (2..).map_while(|number| term_of(number, levels)).filter(move |term| term.literals().len() <= depth)
}

/// Every conjunction that lies within the term: it asks one of the levels that the term asks for, where that asks, and one level
/// or nothing of the other conditions. The term itself is not among them.
pub fn subsets<'a>(term: &'a Term, levels: &'a [u8]) -> impl Iterator<Item = Term> + 'a {
    // For each condition what may be asked of it; `None` is nothing.
    let choices: Vec<Vec<Option<u8>>> = levels
        .iter()
        .enumerate()
        .map(|(column, count)| match term.levels_of(column) {
            Some(asked) => asked.and(Levels::all(*count)).iter().map(Some).collect(),
            None => std::iter::once(None).chain((0..*count).map(Some)).collect(),
        })
        .collect();
    let size = choices.iter().try_fold(1_u128, |size, choices| size.checked_mul(choices.len() as u128));
    (0..size.unwrap_or(u128::MAX)).filter_map(move |number| {
        let mut rest = number;
        let asked = choices.iter().enumerate().rev().filter_map(|(column, choices)| {
            let level = choices[(rest % choices.len() as u128) as usize];
            rest /= choices.len() as u128;
            level.map(|level| Literal { column, levels: Levels::one(level) })
        });
        let other = Term::new(asked);
        (other != *term).then_some(other)
    })
}

/// Every conjunction of some of the term's literals: what contains it. Neither the term itself nor the empty one is among them.
/// Only the first 64 literals are varied.
pub fn supersets(term: &Term) -> impl Iterator<Item = Term> + '_ {
    let count = term.literals().len().min(64) as u32;
    let last = 1_u64.checked_shl(count).map_or(u64::MAX, |above| above - 1);
    (1..last).map(move |mask| {
        let chosen = term.literals().iter().enumerate().filter(|(at, _)| mask >> (*at).min(63) & 1 == 1);
        Term::new(chosen.map(|(_, literal)| *literal))
    })
}

impl Literal {
    fn columns_beyond(&self, levels: &[u8]) -> bool {
        levels.get(self.column).is_none_or(|count| !self.levels.within(Levels::all(*count)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_to_the_k_less_one() {
        let sizes = layers(&[2, 2, 2]).expect("a count");
        assert_eq!(sizes, [6, 12, 8]);
        assert_eq!(layers(&[2; 5]).expect("a count").iter().sum::<u128>(), 3_u128.pow(5) - 1);
        // By hand, levels 2 and 3: 2 + 3 single, 6 pairs.
        assert_eq!(layers(&[2, 3]).expect("a count"), [5, 6]);
        assert_eq!(layers(&[64; 40]), None);
    }

    #[test]
    fn numbers_and_terms_answer_each_other() {
        let levels = [2, 3, 2];
        let all: Vec<Term> = every_term(&levels, 3).collect();
        assert_eq!(all.len(), 3 * 4 * 3 - 1);
        for (at, term) in all.iter().enumerate() {
            assert_eq!(number_of(term, &levels), Some(at as u128 + 2));
        }
        assert_eq!(term_of(0, &levels), None);
        assert_eq!(term_of(37, &levels), None);
        assert_eq!(number_of(&Term::new([Literal::present(3)]), &levels), None);
    }

    #[test]
    fn above_and_below() {
        let levels = [2, 2, 2];
        let term = Term::new([Literal::present(0), Literal::absent(2)]);
        assert_eq!(supersets(&term).count(), 2);
        assert_eq!(subsets(&term, &levels).count(), 2);
        assert_eq!(subsets(&Term::new([Literal::present(0)]), &levels).count(), 8);
        let several = Term::new([Literal { column: 0, levels: Levels(0b101) }]);
        assert_eq!(
            subsets(&several, &[3]).collect::<Vec<_>>(),
            [
                Term::new([Literal { column: 0, levels: Levels::one(0) }]),
                Term::new([Literal { column: 0, levels: Levels::one(2) }]),
            ]
        );
    }
}
