//! The whole analysis of one table: conditions, atomic formulas, complex formulas, outcome by outcome.

use super::configurations::{Configuration, Configurations};
use super::formula::{Atomic, sum_of};
use super::logic::{self, Ranges};
use super::measures::{Cells, Sufficiency};
use super::memberships::{Bits, Degrees, Memberships};
use super::meter::Meter;
use super::necessary::Cover;
use super::options::{AtCutoff, Options, Redundancy, Selection};
use super::sufficient::{Search, reaches};
use crate::expression::{Literal, Term};
use crate::{Kind, Table};

/// A sufficient conjunction of an outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// What it suffices for.
    pub outcome: Literal,
    /// The conjunction.
    pub causes: Term,
    /// It against the outcome.
    pub cells: Cells,
}

/// An atomic formula that reaches both thresholds.
#[derive(Debug, Clone, PartialEq)]
pub struct AtomicSolution {
    /// The formula.
    pub formula: Atomic,
    /// Its left side against the outcome.
    pub cells: Cells,
}

/// What was found of one outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct OutcomeFound {
    /// Which.
    pub outcome: Literal,
    /// Its sufficient conjunctions, by length and then in order of literals.
    pub conditions: Vec<Condition>,
    /// Its atomic formulas, the least complex first and, of these, those that fit best.
    pub atomic: Vec<AtomicSolution>,
    /// Whether more atomic formulas exist than were asked for; `atomic` is then not all.
    pub cut: bool,
}

pub(super) struct Stages {
    pub(super) configurations: Configurations,
    pub(super) ranges: Ranges,
    pub(super) outcomes: Vec<OutcomeFound>,
}

pub(super) fn stages(table: &Table, options: &Options, meter: &Meter) -> Stages {
    let configurations = Configurations::asked(table, options);
    let ranges = configurations.ranges(table);
    let literals = configurations.literals(table);
    let fuzzy = configurations.factors.iter().any(|column| table.columns[*column].kind == Kind::Fuzzy);
    let context =
        Context { table, options, configurations: &configurations, ranges: &ranges, literals: &literals, meter };
    let outcomes = if fuzzy { context.run(&context.degrees(), false) } else { context.run(&context.bits(), true) };
    Stages { configurations, ranges, outcomes }
}

struct Context<'a> {
    table: &'a Table,
    options: &'a Options,
    configurations: &'a Configurations,
    ranges: &'a Ranges,
    literals: &'a [Literal],
    meter: &'a Meter,
}

impl Context<'_> {
    /// Distinct configurations as bits.
    fn bits(&self) -> Layout<Bits> {
        let rows = &self.configurations.rows;
        let weights: Vec<u64> = rows.iter().map(|row| row.cases.len() as u64).collect();
        let mut sets: Vec<Vec<bool>> = self
            .literals
            .iter()
            .map(|literal| rows.iter().map(|row| self.membership(row, *literal) == 1.0).collect())
            .collect();
        sets.push(vec![true; rows.len()]);
        Layout { memberships: Bits::new(&weights, &sets), one: 1.0 }
    }

    /// Memberships case by case, as whole numbers where the data allow it.
    fn degrees(&self) -> Layout<Degrees> {
        let rows: Vec<&Configuration> =
            self.configurations.rows.iter().flat_map(|row| std::iter::repeat_n(row, row.cases.len())).collect();
        let mut sets: Vec<Vec<f64>> = self
            .literals
            .iter()
            .map(|literal| rows.iter().map(|row| self.membership(row, *literal)).collect())
            .collect();
        sets.push(vec![1.0; rows.len()]);
        let one = unit(self.configurations, self.table);
        if one > 1.0 {
            for value in sets.iter_mut().flatten() {
                *value = (*value * one).round();
            }
        }
        let seen = self.options.at_cutoff == AtCutoff::Seen;
        Layout { memberships: Degrees::new(rows.len(), &sets, self.options.cutoff * one, seen), one }
    }

    fn membership(&self, row: &Configuration, literal: Literal) -> f64 {
        row.membership(self.table, literal)
    }

    fn outcomes(&self) -> Vec<Literal> {
        self.options.outcomes.of(self.table, self.literals)
    }

    /// The literals that may cause an outcome, with their places in the list.
    fn causes(&self, outcome: Literal) -> Vec<(usize, Literal)> {
        let may_cause = |cause: &Literal| {
            cause.column != outcome.column
                && self.options.ordering.allows(cause.column, outcome.column)
                && !self.options.excluded.contains(&(*cause, outcome))
        };
        self.literals.iter().copied().enumerate().filter(|(_, literal)| may_cause(literal)).collect()
    }

    fn run<M: Memberships>(&self, layout: &Layout<M>, crisp: bool) -> Vec<OutcomeFound> {
        self.outcomes().into_iter().map(|outcome| self.account_for(layout, outcome, crisp)).collect()
    }

    fn account_for<M: Memberships>(&self, layout: &Layout<M>, outcome: Literal, crisp: bool) -> OutcomeFound {
        let Layout { memberships, one } = layout;
        let options = self.options;
        let causes = self.causes(outcome);
        let (every, place) = (self.literals.len(), self.place(outcome));
        let least = options.con_conjunction.unwrap_or(options.con);
        let search = Search {
            memberships,
            causes: &causes,
            every,
            outcome: place,
            hopeful: (crisp && options.sufficiency == Sufficiency::Consistency)
                .then(|| self.hopeful(memberships, &causes, outcome, least)),
            measure: options.sufficiency,
            least,
            longest: options.bounds.literals.min(options.bounds.complexity),
            minimal: options.minimal_conjunctions,
            meter: self.meter,
        };
        let found = search.run();
        let conjunctions: Vec<Term> =
            found.iter().map(|one| Term::new(one.literals.iter().map(|at| causes[usize::from(*at)].1))).collect();

        let (mut atomic, mut cut) = (Vec::new(), false);
        if !options.conjunctions_only {
            let width = memberships.width();
            let y = memberships.literal(place);
            let mut inside = vec![M::Word::default(); width * found.len()];
            let mut beyond = inside.clone();
            let (mut set, mut next) = (vec![M::Word::default(); width], vec![M::Word::default(); width]);
            for (at, one) in found.iter().enumerate() {
                set.copy_from_slice(memberships.literal(every));
                for literal in &one.literals {
                    memberships.meet(&mut next, &set, memberships.literal(causes[usize::from(*literal)].0));
                    std::mem::swap(&mut set, &mut next);
                }
                memberships.meet(&mut inside[at * width..(at + 1) * width], &set, y);
                memberships.beyond(&mut beyond[at * width..(at + 1) * width], &set, y);
            }
            let cover = Cover {
                memberships,
                y,
                y_total: memberships.total(y),
                cases: memberships.total(memberships.literal(every)),
                inside,
                beyond,
                lengths: found.iter().map(|one| one.literals.len()).collect(),
                sufficiency: options.sufficiency,
                necessity: options.necessity,
                con: options.con,
                cov: options.cov,
                bounds: options.bounds,
                minimal: options.minimal_disjunctions,
                minimality: options.minimality,
                varies: match options.selection {
                    Selection::None => None,
                    selection => Some(selection == Selection::Fuzzy),
                },
                most: options.most_atomic,
                meter: self.meter,
            };
            let form = |members: &[u32]| sum_of(members.iter().map(|at| conjunctions[*at as usize].clone()).collect());
            let covers = cover.run(|members| {
                options.redundancy == Redundancy::Kept || {
                    let terms: Vec<&Term> = members.iter().map(|at| &conjunctions[*at as usize]).collect();
                    logic::are_irredundant(&terms, self.ranges)
                }
            });
            cut = covers.cut;
            atomic = covers
                .found
                .iter()
                .map(|members| AtomicSolution {
                    formula: Atomic { outcome, causes: form(members) },
                    cells: scaled(cover.cells_of(members), *one),
                })
                .collect();
            atomic = self.in_order(atomic);
        }
        let conditions = found
            .iter()
            .zip(conjunctions)
            .map(|(found, causes)| Condition { outcome, causes, cells: scaled(found.cells, *one) })
            .collect();
        OutcomeFound { outcome, conditions, atomic, cut }
    }

    fn place(&self, literal: Literal) -> usize {
        self.literals.binary_search(&literal).unwrap_or(self.literals.len())
    }

    /// Least complex first; of these the best product of the two measures; then in the order of the formulas.
    fn in_order(&self, solutions: Vec<AtomicSolution>) -> Vec<AtomicSolution> {
        let key = |solution: &AtomicSolution| {
            let con = self.options.sufficiency.of(&solution.cells).unwrap_or(0.0);
            let product = con * self.options.necessity.of(&solution.cells).unwrap_or(0.0);
            // Rounded, so that fits that differ in the last digit only stand in the order of the formulas.
            (solution.formula.complexity(), std::cmp::Reverse((product * 1e9).round() as i64))
        };
        let mut keyed: Vec<_> = solutions.into_iter().map(|solution| (key(&solution), solution)).collect();
        keyed.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.formula.cmp(&b.1.formula)));
        keyed.into_iter().map(|(_, solution)| solution).collect()
    }

    /// Cases of configurations of the causes that reach the threshold by themselves.
    fn hopeful<M: Memberships>(
        &self,
        memberships: &M,
        causes: &[(usize, Literal)],
        outcome: Literal,
        least: f64,
    ) -> Vec<M::Word> {
        let every = memberships.literal(self.literals.len());
        let y = memberships.literal(self.place(outcome));
        let width = memberships.width();
        let mut hopeful = vec![M::Word::default(); width];
        let mut seen = std::collections::BTreeSet::new();
        let factors = causes.chunk_by(|a, b| a.1.column == b.1.column).count();
        for row in &self.configurations.rows {
            let inside: Vec<usize> =
                causes.iter().filter(|(_, literal)| self.membership(row, *literal) == 1.0).map(|(at, _)| *at).collect();
            // Where a configuration has a value that may not cause, or none at all, others lie beside it in every
            // conjunction, and means over configurations bound nothing.
            if inside.len() < factors {
                return every.to_vec();
            }
            if !seen.insert(inside.clone()) {
                continue;
            }
            let (mut set, mut next) = (every.to_vec(), vec![M::Word::default(); width]);
            for at in inside {
                memberships.meet(&mut next, &set, memberships.literal(at));
                std::mem::swap(&mut set, &mut next);
            }
            let (all, both, _) = memberships.against(&set, every, y);
            if reaches((all > 0.0).then(|| both / all), least) {
                memberships.join(&mut next, &hopeful, &set);
                std::mem::swap(&mut hopeful, &mut next);
            }
        }
        hopeful
    }
}

struct Layout<M> {
    memberships: M,
    /// What a full membership is.
    one: f64,
}

fn scaled(cells: Cells, one: f64) -> Cells {
    Cells {
        both: cells.both / one,
        without_outcome: cells.without_outcome / one,
        without_condition: cells.without_condition / one,
        neither: cells.neither / one,
    }
}

/// The least of 1, 10, ... a million by which every membership becomes a whole number; 1 where there is none.
fn unit(configurations: &Configurations, table: &Table) -> f64 {
    let fuzzy: Vec<usize> =
        configurations.factors.iter().copied().filter(|column| table.columns[*column].kind == Kind::Fuzzy).collect();
    let values = || configurations.rows.iter().flat_map(|row| fuzzy.iter().filter_map(|column| row.values[*column]));
    let units = [1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6];
    units.into_iter().find(|unit| values().all(|value| (value * unit).round() / unit == value)).unwrap_or(1.0)
}
