//! How well a whole formula fits the configurations of its own factors: exhaustiveness, faithfulness, coherence.
//!
//! In: a formula and the configurations of a table. Out: shares from 0 to 1, undefined where they would be shares of nothing.
//! Fuzzy memberships count as present from the cut-off on; only coherence takes them as they are. Definitions: the vignette
//! of cna, sections 5.2 and 5.3.

use super::configurations::Configurations;
use super::cycles::is_cyclic;
use super::formula::{Atomic, Complex, at_level, literals_of};
use super::logic::Ranges;
use super::measures::Cells;
use super::options::{AtCutoff, Options, Redundancy};
use super::structure::{Faults, faults, redundant};
use super::worlds::{Requirement, Worlds};
use crate::expression::Literal;
use crate::{Kind, Table};
use std::collections::BTreeSet;

/// What can be said of a formula beside its fit.
#[derive(Debug, Clone, PartialEq)]
pub struct Quality {
    /// Of the configurations of its factors that it allows, the share that is seen.
    pub exhaustiveness: Option<f64>,
    /// Of the configurations of its factors that are seen, the share that it allows.
    pub faithfulness: Option<f64>,
    /// Of the cases that satisfy some of its atomic formulas, the share that satisfies all; of parts that share no factor,
    /// the least. With fuzzy columns a case satisfies an atomic formula to the degree `1 - |X - Y|`.
    pub coherence: Option<f64>,
    /// What speaks against reading it causally.
    pub faults: Faults,
    /// Which of its atomic formulas follow from the others.
    pub redundant: Vec<bool>,
    /// Whether some factor, or value of a factor, is among its own causes.
    pub cyclic: bool,
    /// How many literals stand on its left sides.
    pub complexity: usize,
}

/// All of it.
#[must_use]
pub fn quality(formula: &Complex, table: &Table, configurations: &Configurations, options: &Options) -> Quality {
    let ranges = configurations.ranges(table);
    let redundancy = match options.redundancy {
        Redundancy::Kept => Redundancy::Implication,
        asked => asked,
    };
    let (exhaustiveness, faithfulness) = seen_and_allowed(formula, table, configurations, &ranges, options);
    Quality {
        exhaustiveness,
        faithfulness,
        coherence: coherence(formula, table, configurations),
        faults: faults(formula, &ranges, redundancy),
        redundant: redundant(formula, &ranges),
        cyclic: is_cyclic(formula, options.cycles),
        complexity: formula.complexity(),
    }
}

fn seen_and_allowed(
    formula: &Complex,
    table: &Table,
    configurations: &Configurations,
    ranges: &Ranges,
    options: &Options,
) -> (Option<f64>, Option<f64>) {
    let columns = formula.columns();
    let present = |degree: f64| match options.at_cutoff {
        AtCutoff::Seen => degree >= options.cutoff,
        AtCutoff::Unseen => degree > options.cutoff,
    };
    let seen: BTreeSet<Vec<Literal>> = configurations
        .rows
        .iter()
        .filter_map(|row| {
            let level = |at: &usize| {
                let (column, value) = (table.columns.get(*at)?, row.values.get(*at).copied().flatten()?);
                Some(match column.kind {
                    Kind::Multi { .. } => value as u8,
                    _ => u8::from(present(value)),
                })
            };
            columns.iter().map(|column| Some(at_level(*column, level(column)?))).collect()
        })
        .collect();
    let holds = |atom: &Atomic, world: &[Literal]| {
        let has =
            |literal: &Literal| world.iter().any(|at| at.column == literal.column && at.levels.within(literal.levels));
        atom.causes.terms.iter().any(|term| term.literals().iter().all(has)) == has(&atom.outcome)
    };
    let allowed = seen.iter().filter(|world| formula.atoms().iter().all(|atom| holds(atom, world))).count() as f64;
    let whole: Vec<Requirement> = formula.atoms().iter().map(|atom| Requirement::Atom(atom, true)).collect();
    let possible = Worlds::new(columns, ranges).count(&whole);
    let share = |of: f64| (of > 0.0).then(|| allowed / of);
    (share(possible), share(seen.len() as f64))
}

fn coherence(formula: &Complex, table: &Table, configurations: &Configurations) -> Option<f64> {
    parts(formula)
        .iter()
        .map(|atoms| {
            let (mut all, mut any) = (0.0, 0.0);
            let degrees: Vec<(Vec<f64>, Vec<f64>)> =
                atoms.iter().map(|atom| (atom.causes.memberships(table), atom.outcome.memberships(table))).collect();
            for case in configurations.rows.iter().flat_map(|row| &row.cases) {
                let holds = |(causes, outcome): &(Vec<f64>, Vec<f64>)| 1.0 - (causes[*case] - outcome[*case]).abs();
                all += degrees.iter().map(holds).fold(1.0, f64::min);
                any += degrees.iter().map(holds).fold(0.0, f64::max);
            }
            if atoms.len() == 1 { Some(1.0) } else { (any > 0.0).then(|| all / any) }
        })
        .reduce(|a, b| a.zip(b).map(|(a, b)| a.min(b)))
        .flatten()
}

/// The atomic formulas in groups that share no factor.
fn parts(formula: &Complex) -> Vec<Vec<&Atomic>> {
    let mut groups: Vec<(BTreeSet<usize>, Vec<&Atomic>)> = Vec::new();
    for atom in formula.atoms() {
        let mut columns: BTreeSet<usize> = literals_of(&atom.causes).iter().map(|literal| literal.column).collect();
        columns.insert(atom.outcome.column);
        let mut atoms = vec![atom];
        let (joined, apart): (Vec<_>, Vec<_>) = groups.into_iter().partition(|(other, _)| !other.is_disjoint(&columns));
        for (other, mut members) in joined {
            columns.extend(other);
            atoms.append(&mut members);
        }
        groups = apart;
        groups.push((columns, atoms));
    }
    groups.into_iter().map(|(_, atoms)| atoms).collect()
}

/// An atomic formula's left side against its outcome, over all cases of the configurations.
#[must_use]
pub fn fit(formula: &Atomic, table: &Table, configurations: &Configurations) -> Cells {
    let mut cells = Cells::default();
    let (causes, outcome) = (formula.causes.memberships(table), formula.outcome.memberships(table));
    for case in configurations.rows.iter().flat_map(|row| &row.cases) {
        let (x, y) = (causes[*case], outcome[*case]);
        cells.both += x.min(y);
        cells.without_outcome += (x - y).max(0.0);
        cells.without_condition += (y - x).max(0.0);
        cells.neither += (1.0 - x).min(1.0 - y);
    }
    cells
}
