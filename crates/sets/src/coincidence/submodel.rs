//! Whether one formula claims no more than another.
//!
//! In: two formulas. Out: whether every claim of the first is a claim of the second: as written ([`is_submodel`], Baumgartner
//! and Thiem 2020), or also by way of factors that the first leaves out ([`is_causal_submodel`], Parkkinen and Baumgartner
//! 2023, as described in frscore's manual).

use super::cycles::is_cyclic;
use super::formula::{Atomic, Complex, at_level, literals_of, sum_of};
use super::logic::Ranges;
use super::minimal::minimal_forms;
use super::options::Cycles;
use crate::expression::{Literal, Sum, Term};

/// Whether every atomic formula of the first has one of the same outcome in the second, each term of it lying within a term of
/// its own there. Every formula is a submodel of itself.
#[must_use]
pub fn is_submodel(smaller: &Complex, larger: &Complex) -> bool {
    smaller.atoms().iter().all(|atom| larger.atoms().iter().any(|other| is_within(atom, other)))
}

fn is_within(smaller: &Atomic, larger: &Atomic) -> bool {
    let (small, large) = (&smaller.causes.terms[..], &larger.causes.terms[..]);
    smaller.outcome == larger.outcome && small.len() <= large.len() && {
        let mut taken = vec![None; large.len()];
        (0..small.len()).all(|at| place(at, small, large, &mut taken, &mut vec![false; large.len()]))
    }
}

/// Finds a term for the term at `at`, moving earlier ones aside where they have another place.
fn place(at: usize, small: &[Term], large: &[Term], taken: &mut [Option<usize>], tried: &mut [bool]) -> bool {
    for spot in 0..large.len() {
        if tried[spot] || !large[spot].within(&small[at]) {
            continue;
        }
        tried[spot] = true;
        if taken[spot].is_none_or(|other| place(other, small, large, taken, tried)) {
            taken[spot] = Some(at);
            return true;
        }
    }
    false
}

/// Whether every claim of causal relevance of the first formula, direct or indirect, is one of the second.
///
/// A direct claim of the first may be an indirect one of the second, by way of factors that the first does not name: these are
/// replaced by their causes and the result is freed of redundancies, in any of its minimal forms. Indirect claims of the first
/// are made direct in the same way and have to be found likewise. With a circle on either side the formulas are compared as written.
#[must_use]
pub fn is_causal_submodel(smaller: &Complex, larger: &Complex, ranges: &Ranges) -> bool {
    if is_cyclic(smaller, Cycles::Factors) || is_cyclic(larger, Cycles::Factors) {
        return is_submodel(smaller, larger);
    }
    if smaller.atoms().len() == 1 && larger.atoms().len() == 1 {
        return is_submodel(smaller, larger);
    }
    let named = smaller.columns();
    let direct = smaller.atoms().iter().all(|atom| is_claimed(atom, larger, &named, ranges));
    direct
        && smaller.atoms().iter().all(|atom| {
            shortened(atom, smaller, &[], ranges).iter().skip(1).all(|forms| {
                forms.iter().any(|indirect| {
                    let mut named: Vec<usize> = literals_of(&indirect.causes).iter().map(|l| l.column).collect();
                    named.push(atom.outcome.column);
                    is_claimed(indirect, larger, &named, ranges)
                })
            })
        })
}

/// Whether an atomic formula lies within the one of its outcome in a larger formula, once factors that are not `named` are
/// replaced there by their causes.
fn is_claimed(atom: &Atomic, larger: &Complex, named: &[usize], ranges: &Ranges) -> bool {
    larger.atoms().iter().filter(|other| other.outcome == atom.outcome).any(|other| {
        is_within(atom, other)
            || shortened(other, larger, named, ranges).iter().flatten().any(|shorter| is_within(atom, shorter))
    })
}

/// An atomic formula with every set of mediating factors replaced by their causes, in all minimal forms: first with none
/// replaced. Factors that are `kept` are never replaced. The formula has no circle.
fn shortened(atom: &Atomic, whole: &Complex, kept: &[usize], ranges: &Ranges) -> Vec<Vec<Atomic>> {
    let mut mediators: Vec<usize> = Vec::new();
    let mut open = literals_of(&atom.causes);
    while let Some(literal) = open.pop() {
        let column = literal.column;
        if mediators.contains(&column) || kept.contains(&column) || column == atom.outcome.column {
            continue;
        }
        let causes = whole.atoms().iter().filter(|other| other.outcome.column == column);
        let before = open.len();
        open.extend(causes.flat_map(|other| literals_of(&other.causes)));
        if open.len() > before {
            mediators.push(column);
        }
    }
    // More mediators than this are replaced only all together: the sets would be too many.
    let sets: Vec<Vec<usize>> = if mediators.len() <= 8 {
        (0..1usize << mediators.len())
            .map(|set| {
                mediators.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, column)| *column).collect()
            })
            .collect()
    } else {
        vec![Vec::new(), mediators]
    };
    sets.iter()
        .map(|set| {
            if set.is_empty() {
                return vec![atom.clone()];
            }
            let causes = replaced(&atom.causes, whole, set, ranges);
            minimal_forms(&causes, ranges).into_iter().map(|causes| Atomic { outcome: atom.outcome, causes }).collect()
        })
        .collect()
}

/// A form with the literals of some factors replaced by their causes until none is left.
fn replaced(form: &Sum, whole: &Complex, factors: &[usize], ranges: &Ranges) -> Sum {
    let mut form = form.clone();
    loop {
        let next = form.terms.iter().flat_map(|term| term.literals()).find_map(|literal| {
            let of_factor = factors.contains(&literal.column);
            of_factor.then(|| causes_of(*literal, whole, ranges)).flatten().map(|causes| (*literal, causes))
        });
        let Some((literal, causes)) = next else { return form };
        let mut terms = Vec::new();
        for term in &form.terms {
            if !term.literals().contains(&literal) {
                terms.push(term.clone());
                continue;
            }
            for cause in &causes.terms {
                let others = term.literals().iter().filter(|other| **other != literal);
                terms.extend(joined(others.chain(cause.literals()).copied().collect()));
            }
        }
        form = sum_of(terms);
    }
}

/// The causes of a literal: those of an atomic formula for it, or what is left when the formulas for the factor's other
/// values do not hold.
fn causes_of(literal: Literal, whole: &Complex, ranges: &Ranges) -> Option<Sum> {
    if let Some(atom) = whole.atoms().iter().find(|atom| atom.outcome == literal) {
        return Some(atom.causes.clone());
    }
    let values = ranges.of(literal.column);
    let others: Vec<&Atomic> = whole.atoms().iter().filter(|atom| atom.outcome.column == literal.column).collect();
    // The absence of every other value is this value.
    (!others.is_empty() && others.len() + 1 == values.len()).then(|| {
        let any = others.iter().flat_map(|atom| atom.causes.terms.iter().cloned()).collect();
        negated(&sum_of(any), ranges)
    })
}

/// What holds where a form does not.
fn negated(form: &Sum, ranges: &Ranges) -> Sum {
    let mut terms = vec![Term::default()];
    for term in &form.terms {
        let mut next = Vec::new();
        for negative in &terms {
            for literal in term.literals() {
                for value in ranges.of(literal.column).iter().filter(|level| !literal.levels.contains(**level)) {
                    let with = at_level(literal.column, *value);
                    next.extend(joined(negative.literals().iter().copied().chain([with]).collect()));
                }
            }
        }
        terms = absorbed(next);
    }
    sum_of(terms)
}

/// A conjunction, unless it asks for two values of one factor.
fn joined(literals: Vec<Literal>) -> Option<Term> {
    let term = Term::new(literals);
    (!term.is_contradiction()).then_some(term)
}

/// Without terms that lie within another.
fn absorbed(terms: Vec<Term>) -> Vec<Term> {
    let terms = sum_of(terms);
    let mut kept: Vec<Term> = Vec::new();
    for term in &terms.terms {
        if !kept.iter().any(|shorter| term.within(shorter)) {
            kept.push(term.clone());
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::super::formula::read;
    use super::*;
    use crate::{Column, Kind, Table};

    fn table() -> Table {
        let kind = |letter: char| if letter < 'R' { Kind::Crisp } else { Kind::Multi { levels: 4 } };
        let column = |letter: char| Column::new(letter, kind(letter), vec![]);
        Table::new(vec![], ('A'..='Z').map(column).collect())
    }

    /// The examples of cna's manual page of `is.submodel`.
    #[test]
    fn as_written() {
        let table = table();
        let within = |smaller: &str, larger: &str| is_submodel(&read(&table, smaller), &read(&table, larger));
        let larger = "(A*~B + ~A*B <-> C)*(C*~D + ~C*D <-> E)";
        for smaller in ["(A + B <-> C)*(C + ~C*D <-> E)", "A + B <-> C", "(A <-> C)*(C <-> E)", "C <-> E", larger] {
            assert!(within(smaller, larger), "{smaller}");
        }
        for other in [
            "(A*B + ~A*~B <-> C)*(C*~D + ~C*D <-> E)",
            "A*~B*D + ~A*B <-> C",
            "(A*~B + ~A*B <-> C)*(C*A*D <-> E)",
            "D <-> C",
            "(A*~B + ~A*B + E <-> C)*(C*~D + ~C*D <-> E)",
        ] {
            assert!(!within(other, larger), "{other}");
        }
        let larger = "R{2}*S{1}*T{3} + U{1} <-> V{2}";
        assert!(within("R{2}*T{3} + U{1} <-> V{2}", larger));
        assert!(!within("R{2} + S{1} <-> V{2}", larger), "two terms do not fit into one");
        assert!(!within("R{1} + U{1} <-> V{2}", larger));
    }

    /// The examples that frscore's manual page of `causal_submodel` argues for one by one.
    #[test]
    fn by_way_of_factors_left_out() {
        let table = table();
        let ranges = Ranges::new((0..26).map(|at| if at < 17 { vec![0, 1] } else { vec![0, 1, 2, 3] }).collect());
        let claims =
            |smaller: &str, larger: &str| is_causal_submodel(&read(&table, smaller), &read(&table, larger), &ranges);
        let chain = "(A + B <-> C)*(C + D <-> E)";
        assert!(claims("A + B <-> E", chain));
        assert!(!claims("A + C <-> E", chain), "A causes E by way of C, which is named");
        assert!(claims(chain, chain));
        assert!(!claims("A <-> E", "(A + B <-> C)*(C*~A + D <-> E)"), "a chain that carries nothing through");
        let long = "(A + B <-> C)*(C + D <-> E)*(E + F <-> G)";
        assert!(claims("A + B <-> G", long));
        assert!(claims("(A + B <-> E)*(E + F <-> G)", long));
        assert!(!claims("A + C <-> G", long));
        assert!(!claims("(A + B <-> C)*(C + E <-> G)", long));
        assert!(
            !claims("(A + B*D <-> C)*(C <-> G)", "(A + B*D <-> C)*(C + D <-> G)"),
            "B would cause G by way of C, which the larger formula rules out"
        );
        assert!(claims("A + ~D <-> E", "(~A*D <-> C)*(~C + B <-> E)"), "by way of an absence");
        let circle = "(C + D <-> E)*(A + B <-> C)*(E + F <-> A)";
        assert!(claims("(C + D <-> E)*(A + B <-> C)", circle), "with a circle as written");
        assert!(!claims("A + B <-> E", circle));
        assert!(claims("R{1} + S{2} <-> T{2}", "(R{1} + S{2} <-> U{3})*(U{3} + V{1} <-> T{2})"));
        assert!(!claims("R{1} + S{2} <-> T{2}", "(R{1} + S{2} <-> U{3})*(U{2} + V{1} <-> T{2})"));
    }
}
