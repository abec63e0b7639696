//! Common factors taken out: `A*B + A*~C` as `A*(B + ~C)`.

use super::{Literal, Sum, Term};
use crate::Table;

/// A sum with common factors taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Factored {
    /// Terms that share nothing.
    Sum(Vec<Factored>),
    /// A conjunction of literals, and what it is joined to, if to anything.
    Product(Term, Option<Box<Factored>>),
}

/// The ways to take common factors out of a sum, each beginning with another factor: what most terms share first, longer
/// factors before shorter, then in the order of the columns. The sum itself where its terms share nothing. Memberships stay as
/// they are: taking out a factor is distribution backwards.
#[must_use]
pub fn factor(sum: &Sum) -> Vec<Factored> {
    let starts = factors(&sum.terms);
    if starts.is_empty() {
        return vec![factored(&sum.terms, None)];
    }
    let mut ways = Vec::new();
    for start in &starts {
        let way = factored(&sum.terms, Some(start));
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    ways
}

/// What two terms or more share: the meets of all pairs, those shared by most terms first.
fn factors(terms: &[Term]) -> Vec<Term> {
    let shared =
        |a: &Term, b: &Term| Term::new(a.literals().iter().filter(|literal| b.literals().contains(literal)).copied());
    let mut factors: Vec<Term> = Vec::new();
    for (at, a) in terms.iter().enumerate() {
        for b in &terms[..at] {
            let both = shared(a, b);
            if !both.literals().is_empty() && !factors.contains(&both) {
                factors.push(both);
            }
        }
    }
    let bearers = |factor: &Term| terms.iter().filter(|term| has(term, factor)).count();
    factors.sort_by(|a, b| {
        let most = bearers(b).cmp(&bearers(a));
        most.then(b.literals().len().cmp(&a.literals().len())).then_with(|| a.cmp(b))
    });
    factors
}

fn has(term: &Term, factor: &Term) -> bool {
    factor.literals().iter().all(|literal| term.literals().contains(literal))
}

fn factored(terms: &[Term], start: Option<&Term>) -> Factored {
    let chosen = start.cloned().or_else(|| factors(terms).into_iter().next());
    let Some(factor) = chosen else {
        return match terms {
            [term] => Factored::Product(term.clone(), None),
            _ => Factored::Sum(terms.iter().map(|term| Factored::Product(term.clone(), None)).collect()),
        };
    };
    let (with, without): (Vec<&Term>, Vec<&Term>) = terms.iter().partition(|term| has(term, &factor));
    let inner: Vec<Term> = with
        .into_iter()
        .map(|term| {
            let rest = term.literals().iter().filter(|literal: &&Literal| !factor.literals().contains(literal));
            Term::new(rest.copied())
        })
        .collect();
    let product = Factored::Product(factor, Some(Box::new(factored(&inner, None))));
    if without.is_empty() {
        return product;
    }
    let rest: Vec<Term> = without.into_iter().cloned().collect();
    let mut parts = vec![product];
    match factored(&rest, None) {
        Factored::Sum(more) => parts.extend(more),
        one => parts.push(one),
    }
    Factored::Sum(parts)
}

impl Factored {
    /// As it is written: `A*(B + ~C) + D`.
    #[must_use]
    pub fn write(&self, table: &Table) -> String {
        match self {
            Factored::Sum(parts) if parts.is_empty() => "0".to_owned(),
            Factored::Sum(parts) => parts.iter().map(|part| part.write(table)).collect::<Vec<_>>().join(" + "),
            Factored::Product(term, None) => term.write(table),
            Factored::Product(term, Some(inner)) => match inner.as_ref() {
                Factored::Sum(_) => format!("{}*({})", term.write(table), inner.write(table)),
                Factored::Product(..) => format!("{}*{}", term.write(table), inner.write(table)),
            },
        }
    }
}
