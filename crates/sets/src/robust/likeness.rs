//! How one solution stands to another, and how often it does so over many trials.

use super::recipe::Models;
use crate::Table;
use crate::expression::{Sum, Term, implies};
use std::collections::BTreeMap;

/// How a solution, with all its models, stands to the initial one. The first of these that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// Its models are the same.
    Same,
    /// Some of its models is a model of the initial one, not all.
    Shared,
    /// Some of its models holds wherever one of the initial ones does, by logic, observed or not.
    Wider,
    /// Some of its models holds only where one of the initial ones does.
    Narrower,
    /// None of these.
    Other,
    /// No row is explained: there is no model.
    Empty,
    /// It could not be made.
    Failed,
}

impl Likeness {
    /// All, in their order.
    pub const ALL: [Likeness; 7] = [
        Likeness::Same,
        Likeness::Shared,
        Likeness::Wider,
        Likeness::Narrower,
        Likeness::Other,
        Likeness::Empty,
        Likeness::Failed,
    ];

    /// How `made` stands to `initial`; both as [`Recipe::models`](super::Recipe::models) lists them, over columns of `table`.
    #[must_use]
    pub fn of(initial: &[Sum], made: &Models, table: &Table) -> Self {
        let Ok(made) = made else { return Likeness::Failed };
        let any = |holds: fn(&Sum, &Sum, &Table) -> bool| {
            initial.iter().any(|model| made.iter().any(|other| holds(model, other, table)))
        };
        match () {
            () if made.as_slice() == initial => Likeness::Same,
            () if made.iter().all(|model| model.terms.is_empty()) => Likeness::Empty,
            () if any(|model, other, _| model == other) => Likeness::Shared,
            () if any(implies) => Likeness::Wider,
            () if any(|model, other, table| implies(other, model, table)) => Likeness::Narrower,
            () => Likeness::Other,
        }
    }
}

/// Many solutions held against the initial one.
#[derive(Debug, Clone, PartialEq)]
pub struct Tally {
    /// The models of the initial solution.
    pub models: Vec<Sum>,
    /// For each of them, in how many trials it is a model.
    pub kept: Vec<usize>,
    /// The terms of its models, each once, ascending, and in how many trials it is a term of some model.
    pub terms: Vec<(Term, usize)>,
    /// How many trials stand so, in the order of [`Likeness::ALL`].
    pub counts: [usize; 7],
    /// The other solutions and how often each came, the most frequent first, then in their order.
    pub others: Vec<(Vec<Sum>, usize)>,
    /// The reasons of trials that failed and how often each came, the most frequent first, then in their order.
    pub failures: Vec<(String, usize)>,
}

impl Tally {
    /// Holds trials against the initial models. Gives the tally and how each trial stands.
    #[must_use]
    pub fn of<'a>(
        initial: &[Sum],
        trials: impl IntoIterator<Item = &'a Models>,
        table: &Table,
    ) -> (Tally, Vec<Likeness>) {
        let mut terms: Vec<Term> = initial.iter().flat_map(|model| model.terms.iter().cloned()).collect();
        terms.sort_unstable();
        terms.dedup();
        let mut tally = Tally {
            models: initial.to_vec(),
            kept: vec![0; initial.len()],
            terms: terms.into_iter().map(|term| (term, 0)).collect(),
            counts: [0; 7],
            others: Vec::new(),
            failures: Vec::new(),
        };
        // The same solution comes many times: it is held against the initial one once.
        let mut known: BTreeMap<&'a [Sum], (Likeness, usize)> = BTreeMap::new();
        let mut failures: BTreeMap<&'a str, usize> = BTreeMap::new();
        let mut each = Vec::new();
        for trial in trials {
            let likeness = match trial {
                Err(problems) => {
                    let reason = problems.first().map_or("no reason", |problem| problem.message.as_str());
                    *failures.entry(reason).or_default() += 1;
                    Likeness::Failed
                }
                Ok(models) => {
                    let entry = known.entry(models).or_insert_with(|| (Likeness::of(initial, trial, table), 0));
                    entry.1 += 1;
                    entry.0
                }
            };
            tally.counts[likeness as usize] += 1;
            each.push(likeness);
        }
        for (models, (_, count)) in &known {
            for (model, kept) in initial.iter().zip(&mut tally.kept) {
                *kept += if models.contains(model) { *count } else { 0 };
            }
            for (term, kept) in &mut tally.terms {
                *kept += if models.iter().any(|model| model.terms.contains(term)) { *count } else { 0 };
            }
        }
        let others = known.into_iter().filter(|(models, _)| *models != initial);
        tally.others = others.map(|(models, (_, count))| (models.to_vec(), count)).collect();
        tally.others.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        tally.failures = failures.into_iter().map(|(reason, count)| (reason.to_owned(), count)).collect();
        tally.failures.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        (tally, each)
    }

    /// How many trials stand so.
    #[must_use]
    pub fn count(&self, likeness: Likeness) -> usize {
        self.counts[likeness as usize]
    }

    /// How many trials there were.
    #[must_use]
    pub fn trials(&self) -> usize {
        self.counts.iter().sum()
    }
}
