//! Data with a known cause: random formulas, the configurations that a formula allows, noise, samples.
//!
//! In: a table that names factors and their values, a formula, a seed. Out: tables and formulas, the same for the same seed
//! on every machine. It exists so that a search can be tried where the truth is known.

use super::formula::{Atomic, Complex, at_level, sum_of};
use super::logic::{Ranges, is_irredundant, reduced};
use super::options::{Cycles, Redundancy};
use super::quality::fit;
use super::structure::faults;
use super::{Configurations, cycles::is_cyclic};
use crate::expression::{Literal, Term};
use crate::{Column, Kind, Table};

/// Random numbers from a seed (SplitMix64, Steele, Lea and Flood 2014).
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// The sequence of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, each equally likely; 0 for a bound of 0.
    pub fn below(&mut self, bound: usize) -> usize {
        // The high half of a product of 128 bits; the bias is below one in 2^32 for the bounds used here.
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }

    /// A number from 0 to below 1, a multiple of 2^-53, each equally likely.
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        (!from.is_empty()).then(|| from[self.below(from.len())])
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at + 1));
        }
    }
}

/// The table of every configuration of the factors of another, each once, the last factor changing fastest; fuzzy factors
/// become crisp. Nothing beyond a million configurations.
#[must_use]
pub fn every_configuration(table: &Table) -> Option<Table> {
    let ranges = ranges(table);
    let sizes: Vec<usize> = (0..table.columns.len()).map(|column| ranges.of(column).len()).collect();
    let count =
        sizes.iter().try_fold(1usize, |count, size| count.checked_mul(*size)).filter(|count| *count <= 1 << 20)?;
    let mut every = Table::new((1..=count).map(|at| at.to_string()).collect(), Vec::new());
    for (at, column) in table.columns.iter().enumerate() {
        let stride: usize = sizes[at + 1..].iter().product();
        let values = (0..count).map(|row| f64::from(ranges.of(at)[row / stride % sizes[at]])).collect();
        let kind = if column.kind == Kind::Fuzzy { Kind::Crisp } else { column.kind };
        every.columns.push(Column { labels: column.labels.clone(), ..Column::new(column.name.clone(), kind, values) });
    }
    Some(every)
}

/// The values that each factor of a table can take: 0 and 1, or every level.
#[must_use]
pub fn ranges(table: &Table) -> Ranges {
    let values = |column: &Column| match column.kind {
        Kind::Multi { levels } => (0..levels).collect(),
        _ => vec![0, 1],
    };
    Ranges::new(table.columns.iter().map(values).collect())
}

/// The cases that agree with a formula: with causes and outcome of each of its atomic formulas on the same side of 0.5.
#[must_use]
pub fn agreeing(table: &Table, formula: &Complex) -> Table {
    let sides = |atom: &Atomic| (atom.causes.memberships(table), atom.outcome.memberships(table));
    let sides: Vec<(Vec<f64>, Vec<f64>)> = formula.atoms().iter().map(sides).collect();
    let agrees = |case: usize| sides.iter().all(|(causes, outcome)| (causes[case] >= 0.5) == (outcome[case] >= 0.5));
    table.picked((0..table.cases.len()).filter(|case| agrees(*case)))
}

/// As many cases as can stay so that an atomic formula reaches a consistency and a coverage: those that go furthest against
/// it leave first, later ones before earlier ones. With crisp factors no larger part of the table reaches them.
#[must_use]
pub fn agreeing_to(table: &Table, formula: &Atomic, con: f64, cov: f64) -> Table {
    let mut left: Vec<usize> = (0..table.cases.len()).collect();
    loop {
        let now = table.picked(left.iter().copied());
        let all = Configurations::of(&now, 0, true, false);
        let cells = fit(formula, &now, &all);
        let short = |part: f64, whole: f64, least: f64| whole > 0.0 && part / whole < least - 1e-12;
        let beyond = short(cells.both, cells.condition(), con);
        if !beyond && !short(cells.both, cells.outcome(), cov) {
            return now;
        }
        let against = |case: &usize| {
            let alone = table.picked([*case]);
            let cells = fit(formula, &alone, &Configurations::of(&alone, 0, true, false));
            if beyond { cells.without_outcome } else { cells.without_condition }
        };
        let Some(worst) = left.iter().copied().max_by(|a, b| against(a).total_cmp(&against(b)).then(a.cmp(b))) else {
            return now;
        };
        left.retain(|case| *case != worst);
    }
}

/// So many cases at random: each at most once (then at most all), or with repetition.
#[must_use]
pub fn sampled(table: &Table, count: usize, repeated: bool, random: &mut Random) -> Table {
    let all = table.cases.len();
    if repeated && all > 0 {
        return table.picked((0..count).map(|_| random.below(all)).collect::<Vec<_>>());
    }
    let mut order: Vec<usize> = (0..all).collect();
    random.shuffle(&mut order);
    table.picked(order.into_iter().take(count))
}

/// Crisp factors made fuzzy: to a 0 one of these values is added at random, from a 1 one is taken away. Multi-value factors stay.
#[must_use]
pub fn blurred(table: &Table, by: &[f64], random: &mut Random) -> Table {
    let mut blurred = table.clone();
    for column in blurred.columns.iter_mut().filter(|column| column.kind == Kind::Crisp) {
        column.kind = Kind::Fuzzy;
        for value in &mut column.values {
            let by = random.pick(by).unwrap_or(0.0);
            *value = if *value == 1.0 { 1.0 - by } else { by };
        }
    }
    blurred
}

/// How large a random formula may get before redundancies are struck.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Terms, at least 1 and at most this many.
    pub terms: usize,
    /// Literals of a term, at least 1 and at most this many.
    pub literals: usize,
}

/// A random irredundant atomic formula of an outcome over these factors; nothing if a thousand draws gave none.
#[must_use]
pub fn random_atomic(
    table: &Table,
    outcome: Literal,
    causes: &[usize],
    size: Size,
    random: &mut Random,
) -> Option<Atomic> {
    let ranges = ranges(table);
    let causes: Vec<usize> = causes.iter().copied().filter(|column| *column != outcome.column).collect();
    (0..1000).find_map(|_| {
        let mut terms = Vec::new();
        for _ in 0..=random.below(size.terms) {
            let mut factors = causes.clone();
            random.shuffle(&mut factors);
            factors.truncate(1 + random.below(size.literals.min(causes.len())));
            let drawn = |column: usize, random: &mut Random| Some(at_level(column, random.pick(ranges.of(column))?));
            terms.push(Term::new(factors.iter().filter_map(|column| drawn(*column, random))));
        }
        let causes = reduced(&sum_of(terms), &ranges);
        is_irredundant(&causes, &ranges).then_some(Atomic { outcome, causes })
    })
}

/// A random complex formula without circles and without faults, of at most so many atomic formulas; nothing if a thousand
/// draws gave none.
#[must_use]
pub fn random_complex(table: &Table, atoms: usize, size: Size, random: &mut Random) -> Option<Complex> {
    let ranges = ranges(table);
    let columns = table.columns.len();
    (0..1000).find_map(|_| {
        let mut order: Vec<usize> = (0..columns).collect();
        random.shuffle(&mut order);
        // Outcomes come last in the order; each may be caused by whatever stands before it.
        let first = columns.saturating_sub(atoms).max(1);
        let formula: Option<Vec<Atomic>> = (first..columns)
            .map(|at| {
                let value = match table.columns[order[at]].kind {
                    Kind::Multi { .. } => random.pick(ranges.of(order[at]))?,
                    _ => 1,
                };
                random_atomic(table, at_level(order[at], value), &order[..at], size, random)
            })
            .collect();
        let formula = Complex::new(formula?);
        let sound = faults(&formula, &ranges, Redundancy::Implication).none() && !is_cyclic(&formula, Cycles::Factors);
        (sound && !formula.atoms().is_empty()).then_some(formula)
    })
}
