//! Complex formulas: one atomic formula of each outcome, freed of what the others already say.
//!
//! In: the atomic formulas of every outcome. Out: the complex formulas that can be read causally, and how many combinations
//! there were and how many were tried. Combinations are tried in the order of their complexity, so that a limit leaves out
//! the most complex ones, and says so.

use super::analyse::AtomicSolution;
use super::cycles::is_cyclic;
use super::formula::Complex;
use super::logic::Ranges;
use super::options::{Options, Redundancy};
use super::structure::{faults_within, without_redundant_within};
use super::submodel::is_submodel;
use super::worlds::Worlds;
use std::collections::{BTreeMap, BTreeSet};

/// A complex formula that reaches both thresholds.
#[derive(Debug, Clone, PartialEq)]
pub struct ComplexSolution {
    /// The formula.
    pub formula: Complex,
    /// The sufficiency of its least sufficient atomic formula, by the measure chosen.
    pub con: Option<f64>,
    /// The necessity of its least necessary atomic formula, by the measure chosen.
    pub cov: Option<f64>,
}

/// How complex formulas came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Combinations {
    /// Ways to take one atomic formula of every outcome that has any; nothing if beyond what can be counted.
    pub all: Option<u128>,
    /// How many were tried, the least complex first.
    pub tried: usize,
    /// Formulas left when redundant atomic formulas were struck.
    pub distinct: usize,
    /// Of these, how many have a partial redundancy, a constant literal or no configuration, and were dropped.
    pub faulty: usize,
    /// Of the rest, how many were dropped for a circle.
    pub cyclic: usize,
    /// Of the rest, how many were dropped because another contains them.
    pub contained: usize,
}

impl Combinations {
    /// Whether every combination was tried.
    #[must_use]
    pub fn complete(&self) -> bool {
        self.all == Some(self.tried as u128)
    }
}

pub(super) fn complex(
    atomic: &[&[AtomicSolution]],
    ranges: &Ranges,
    options: &Options,
) -> (Vec<ComplexSolution>, Combinations) {
    let atomic: Vec<&[AtomicSolution]> = atomic.iter().copied().filter(|solutions| !solutions.is_empty()).collect();
    let mut count = Combinations::default();
    if atomic.is_empty() {
        count.all = Some(0);
        return (Vec::new(), count);
    }
    count.all = atomic.iter().try_fold(1u128, |all, solutions| all.checked_mul(solutions.len() as u128));
    let lone = atomic.len() == 1;
    if lone && !options.acyclic_only && options.minimal_conjunctions && options.minimal_disjunctions {
        // With one outcome there is nothing to join, to strike or to contain: its atomic formulas are the answer, in their order, however many.
        let solutions = atomic[0].iter().map(|solution| ComplexSolution {
            formula: solution.formula.clone().into(),
            con: options.sufficiency.of(&solution.cells),
            cov: options.necessity.of(&solution.cells),
        });
        (count.tried, count.distinct) = (atomic[0].len(), atomic[0].len());
        return (solutions.collect(), count);
    }
    let tried = least_complex(&atomic, options.most_combinations);
    count.tried = tried.len();
    let kept = options.redundancy == Redundancy::Kept;
    let every = all_worlds(&atomic, ranges);
    let whole = |places: &Vec<usize>| {
        Complex::new(atomic.iter().zip(places).map(|(solutions, at)| solutions[*at].formula.clone()).collect())
    };
    let struck: BTreeSet<Complex> = if kept || lone {
        tried.iter().map(whole).collect()
    } else {
        let parts = threads::each(threads::cores_if(tried.len() > 64), tried.len(), |at| {
            let formula = whole(&tried[at]);
            every.within(&formula, |worlds| without_redundant_within(worlds, &formula))
        });
        parts.into_iter().flatten().collect()
    };
    count.distinct = struck.len();
    let mut left: Vec<Complex> = struck.into_iter().collect();
    if !kept {
        let sound = threads::each(threads::cores_if(left.len() > 64), left.len(), |at| {
            every.within(&left[at], |worlds| faults_within(worlds, &left[at], ranges, options.redundancy).none())
        });
        let mut sound = sound.into_iter();
        left.retain(|_| sound.next() == Some(true));
        count.faulty = count.distinct - left.len();
    }
    if options.acyclic_only {
        let before = left.len();
        left.retain(|formula| !is_cyclic(formula, options.cycles));
        count.cyclic = before - left.len();
    }
    let before = left.len();
    let left = not_contained(left, options.minimal_conjunctions && options.minimal_disjunctions);
    count.contained = before - left.len();

    let mut fits = BTreeMap::new();
    for solution in atomic.iter().copied().flatten() {
        let fit = (options.sufficiency.of(&solution.cells), options.necessity.of(&solution.cells));
        fits.insert(&solution.formula, fit);
    }
    let mut solutions: Vec<ComplexSolution> = left
        .into_iter()
        .map(|formula| {
            let of = |atom| fits.get(atom).copied().unwrap_or((None, None));
            let least = |a: Option<f64>, b: Option<f64>| a.zip(b).map(|(a, b)| a.min(b));
            let con = formula.atoms().iter().map(|atom| of(atom).0).reduce(least).flatten();
            let cov = formula.atoms().iter().map(|atom| of(atom).1).reduce(least).flatten();
            ComplexSolution { formula, con, cov }
        })
        .collect();
    solutions.sort_by_cached_key(|solution| {
        let product = solution.con.unwrap_or(0.0) * solution.cov.unwrap_or(0.0);
        (solution.formula.complexity(), std::cmp::Reverse((product * 1e9).round() as i64), solution.formula.clone())
    });
    (solutions, count)
}

/// The configurations in which formulas are compared: those of all columns together where they are few, and otherwise those
/// of each formula's own.
struct AllWorlds<'a> {
    together: Option<Worlds<'a>>,
    ranges: &'a Ranges,
}

impl AllWorlds<'_> {
    fn within<T>(&self, formula: &Complex, ask: impl FnOnce(&Worlds) -> T) -> T {
        match &self.together {
            Some(worlds) => ask(worlds),
            None => ask(&Worlds::new(formula.columns(), self.ranges)),
        }
    }
}

fn all_worlds<'a>(atomic: &[&[AtomicSolution]], ranges: &'a Ranges) -> AllWorlds<'a> {
    let formulas = atomic.iter().copied().flatten().map(|solution| Complex::from(solution.formula.clone()));
    let columns: BTreeSet<usize> = formulas.flat_map(|formula| formula.columns()).collect();
    let sizes = columns.iter().map(|column| ranges.of(*column).len());
    let few = sizes.into_iter().try_fold(1usize, |all, size| all.checked_mul(size)).is_some_and(|all| all <= 1 << 12);
    AllWorlds { together: few.then(|| Worlds::new(columns.into_iter().collect(), ranges)), ranges }
}

/// The places of at most so many combinations, the least complex first, ties in the order of the lists.
fn least_complex(atomic: &[&[AtomicSolution]], most: usize) -> Vec<Vec<usize>> {
    let complexity = |places: &[usize]| -> usize {
        atomic.iter().zip(places).map(|(solutions, at)| solutions[*at].formula.complexity()).sum()
    };
    let first = vec![0; atomic.len()];
    let mut frontier = BTreeSet::from([(complexity(&first), first)]);
    let mut taken = Vec::new();
    while taken.len() < most {
        let Some((_, places)) = frontier.pop_first() else { break };
        // Each combination is reached once: by counting up its last place that is not zero, or one after it.
        let from = places.iter().rposition(|at| *at > 0).unwrap_or(0);
        for place in from..places.len() {
            let mut next = places.clone();
            next[place] += 1;
            if next[place] < atomic[place].len() {
                frontier.insert((complexity(&next), next));
            }
        }
        taken.push(places);
    }
    taken
}

/// Without the formulas that are a proper part of another one.
fn not_contained(formulas: Vec<Complex>, minimal: bool) -> Vec<Complex> {
    let contained = |at: usize| {
        let formula = &formulas[at];
        formulas.iter().enumerate().any(|(other, larger)| {
            // Minimal formulas of the same outcome contain each other only if they are the same.
            let may = if minimal {
                larger.atoms().len() > formula.atoms().len()
            } else {
                larger.atoms().len() >= formula.atoms().len() && larger.complexity() > formula.complexity()
            };
            other != at && may && is_submodel(formula, larger)
        })
    };
    let some_smaller = formulas.windows(2).any(|pair| pair[0].atoms().len() != pair[1].atoms().len());
    if minimal && !some_smaller {
        return formulas;
    }
    let inside = threads::each(threads::cores_if(formulas.len() > 64), formulas.len(), contained);
    formulas.into_iter().zip(inside).filter(|(_, inside)| !inside).map(|(formula, _)| formula).collect()
}
