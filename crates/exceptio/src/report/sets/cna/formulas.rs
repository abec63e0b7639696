//! Formulas with their fit, their cases and what can be said of them beside.

use crate::report::TermChanceReport;
use crate::sets::{CnaOptions, Factors};
use serde::Serialize;
use sets::Table;
use sets::coincidence::{
    Atomic, AtomicSolution, Cells, Complex, Condition, Configurations, Faults, Necessity, Sufficiency, fit,
    id_of_condition, quality,
};

/// Every measure of a formula; of a complex one the least of its atomic formulas. Undefined over nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct MeasuresReport {
    /// Consistency.
    pub con: Option<f64>,
    /// Contrapositive consistency.
    pub c_con: Option<f64>,
    /// Prevalence-adjusted consistency.
    pub pa_con: Option<f64>,
    /// Antecedent-adjusted contrapositive consistency.
    pub aac_con: Option<f64>,
    /// Coverage.
    pub cov: Option<f64>,
    /// Contrapositive coverage.
    pub c_cov: Option<f64>,
    /// Antecedent-adjusted coverage.
    pub aa_cov: Option<f64>,
    /// Prevalence-adjusted contrapositive coverage.
    pub pac_cov: Option<f64>,
}

impl MeasuresReport {
    /// Titles of [`all`](Self::all).
    pub const NAMES: [&'static str; 8] = ["con", "c_con", "pa_con", "aac_con", "cov", "c_cov", "aa_cov", "pac_cov"];

    pub(crate) fn new(cells: &Cells) -> Self {
        let [con, c_con, pa_con, aac_con] = Sufficiency::ALL.map(|measure| measure.of(cells));
        let [cov, c_cov, aa_cov, pac_cov] = Necessity::ALL.map(|measure| measure.of(cells));
        MeasuresReport { con, c_con, pa_con, aac_con, cov, c_cov, aa_cov, pac_cov }
    }

    /// In the order of [`NAMES`](Self::NAMES).
    #[must_use]
    pub fn all(&self) -> [Option<f64>; 8] {
        [self.con, self.c_con, self.pa_con, self.aac_con, self.cov, self.c_cov, self.aa_cov, self.pac_cov]
    }

    /// The least of two, measure by measure; undefined where either is.
    fn least(&self, other: &Self) -> Self {
        let (a, b) = (self.all(), other.all());
        let mut least = [None; 8];
        for (at, least) in least.iter_mut().enumerate() {
            *least = a[at].zip(b[at]).map(|(a, b)| a.min(b));
        }
        let [con, c_con, pa_con, aac_con, cov, c_cov, aa_cov, pac_cov] = least;
        MeasuresReport { con, c_con, pa_con, aac_con, cov, c_cov, aa_cov, pac_cov }
    }

    /// The measure of sufficiency of this name, and that of necessity of the other.
    fn named(&self, [con, cov]: [&str; 2]) -> [Option<f64>; 2] {
        let all = self.all();
        let of = |at: Option<usize>| at.and_then(|at| all[at]);
        let sufficiency = Sufficiency::ALL.iter().position(|measure| measure.name() == con);
        let necessity = Necessity::ALL.iter().position(|measure| measure.name() == cov);
        [of(sufficiency), of(necessity.map(|at| at + Sufficiency::ALL.len()))]
    }
}

/// What can be said of a formula beside its fit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DetailsReport {
    /// Of the configurations of its factors that it allows, the share that is seen.
    pub exhaustiveness: Option<f64>,
    /// Of the configurations of its factors that are seen, the share that it allows.
    pub faithfulness: Option<f64>,
    /// Of the cases that satisfy some of its atomic formulas, the share that satisfies all.
    pub coherence: Option<f64>,
    /// Whether it has the form that can be read causally: none of the faults.
    pub inus: bool,
    /// What speaks against that: `redundant_in_itself`, `structurally_redundant`, `partially_redundant`, `constant`,
    /// `contradictory`, `same_outcome_twice`.
    pub faults: Vec<&'static str>,
    /// Its atomic formulas that follow from the others.
    pub redundant: Vec<String>,
    /// Whether some factor, or value of a factor, is among its own causes.
    pub cyclic: bool,
}

/// A sufficient conjunction of an outcome.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ConditionReport {
    /// A name that hangs on the conjunction and its outcome alone.
    pub id: String,
    /// `A*~B`.
    pub condition: String,
    /// `A*~B -> Y`.
    pub formula: String,
    /// Its literals.
    pub complexity: usize,
    /// Sufficiency by the measure chosen.
    pub con: Option<f64>,
    /// Necessity by the measure chosen.
    pub cov: Option<f64>,
    /// Every measure.
    pub measures: MeasuresReport,
    /// Cases with a membership above 0.5 in it.
    pub cases: Vec<String>,
    /// Those of them that lack the outcome.
    pub deviant: Vec<String>,
}

/// An atomic formula.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AtomicReport {
    /// A name that hangs on the formula alone.
    pub id: String,
    /// Its outcome.
    pub outcome: String,
    /// `A*~B + C`.
    pub condition: String,
    /// `A*~B + C <-> Y`.
    pub formula: String,
    /// The literals of its left side.
    pub complexity: usize,
    /// Sufficiency by the measure chosen.
    pub con: Option<f64>,
    /// Necessity by the measure chosen.
    pub cov: Option<f64>,
    /// Every measure.
    pub measures: MeasuresReport,
    /// Cases with a membership above 0.5 in its left side.
    pub cases: Vec<String>,
    /// Those of them that lack the outcome.
    pub deviant: Vec<String>,
    /// Cases that have the outcome and are not in its left side.
    pub not_covered: Vec<String>,
    /// Where they were asked for.
    pub details: Option<DetailsReport>,
    /// It against chance, as if it had been claimed beforehand.
    pub chance: Option<TermChanceReport>,
}

/// A complex formula.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComplexReport {
    /// A name that hangs on the formula alone; of a lone atomic formula that one's.
    pub id: String,
    /// Its outcomes.
    pub outcomes: Vec<String>,
    /// `(A + B <-> C)*(C + D <-> E)`.
    pub formula: String,
    /// Its atomic formulas, written.
    pub parts: Vec<String>,
    /// Their names.
    pub asf: Vec<String>,
    /// The literals of its left sides.
    pub complexity: usize,
    /// The sufficiency of its least sufficient atomic formula, by the measure chosen.
    pub con: Option<f64>,
    /// The necessity of its least necessary atomic formula, by the measure chosen.
    pub cov: Option<f64>,
    /// Every measure, each the least of its atomic formulas.
    pub measures: MeasuresReport,
    /// Where they were asked for.
    pub details: Option<DetailsReport>,
}

/// What formulas are written by.
pub(crate) struct Writer<'a> {
    pub(crate) table: &'a Table,
    pub(crate) configurations: &'a Configurations,
    pub(crate) options: &'a CnaOptions,
    /// Cases that take part, ascending.
    cases: Vec<usize>,
    details: bool,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(
        factors: &'a Factors,
        configurations: &'a Configurations,
        options: &'a CnaOptions,
        details: bool,
    ) -> Self {
        let mut cases: Vec<usize> = configurations.rows.iter().flat_map(|row| row.cases.iter().copied()).collect();
        cases.sort_unstable();
        Writer { table: &factors.table, configurations, options, cases, details }
    }

    fn measures(&self) -> [&'static str; 2] {
        [self.options.sufficiency.name(), self.options.necessity.name()]
    }

    pub(crate) fn names(&self, wanted: impl Fn(usize) -> bool) -> Vec<String> {
        self.cases.iter().filter(|case| wanted(**case)).map(|case| self.table.cases[*case].clone()).collect()
    }

    pub(crate) fn condition(&self, found: &Condition) -> ConditionReport {
        let table = self.table;
        let (x, y) = (found.causes.memberships(table), found.outcome.memberships(table));
        let measures = MeasuresReport::new(&found.cells);
        let [con, cov] = measures.named(self.measures());
        let condition = found.causes.write(table);
        ConditionReport {
            id: id_of_condition(&found.causes, found.outcome, table),
            formula: format!("{condition} -> {}", found.outcome.write(table)),
            condition,
            complexity: found.causes.literals().len(),
            con,
            cov,
            measures,
            cases: self.names(|case| x[case] > 0.5),
            deviant: self.names(|case| x[case] > 0.5 && y[case] < 0.5),
        }
    }

    pub(crate) fn atomic(&self, found: &AtomicSolution) -> AtomicReport {
        let (table, formula) = (self.table, &found.formula);
        let (x, y) = (formula.causes.memberships(table), formula.outcome.memberships(table));
        let measures = MeasuresReport::new(&found.cells);
        let [con, cov] = measures.named(self.measures());
        let whole = Complex::from(formula.clone());
        AtomicReport {
            id: whole.id(table),
            outcome: formula.outcome.write(table),
            condition: formula.causes.write(table),
            formula: formula.write(table),
            complexity: formula.complexity(),
            con,
            cov,
            measures,
            cases: self.names(|case| x[case] > 0.5),
            deviant: self.names(|case| x[case] > 0.5 && y[case] < 0.5),
            not_covered: self.names(|case| y[case] > 0.5 && x[case] <= 0.5),
            details: self.details.then(|| self.details(&whole)),
            chance: None,
        }
    }

    /// A complex formula; the cells of its atomic formulas are looked up where they are known.
    pub(crate) fn complex(&self, formula: &Complex, cells: impl Fn(&Atomic) -> Option<Cells>) -> ComplexReport {
        let table = self.table;
        let atoms = formula.atoms();
        let of =
            |atom: &Atomic| MeasuresReport::new(&cells(atom).unwrap_or_else(|| fit(atom, table, self.configurations)));
        let measures = atoms.iter().map(of).reduce(|a, b| a.least(&b)).unwrap_or_default();
        let [con, cov] = measures.named(self.measures());
        ComplexReport {
            id: formula.id(table),
            outcomes: atoms.iter().map(|atom| atom.outcome.write(table)).collect(),
            formula: formula.write(table),
            parts: atoms.iter().map(|atom| atom.write(table)).collect(),
            asf: atoms.iter().map(|atom| Complex::from(atom.clone()).id(table)).collect(),
            complexity: formula.complexity(),
            con,
            cov,
            measures,
            details: self.details.then(|| self.details(formula)),
        }
    }

    pub(crate) fn details(&self, formula: &Complex) -> DetailsReport {
        let quality = quality(formula, self.table, self.configurations, self.options);
        let redundant = formula.atoms().iter().zip(&quality.redundant).filter(|(_, redundant)| **redundant);
        DetailsReport {
            exhaustiveness: quality.exhaustiveness,
            faithfulness: quality.faithfulness,
            coherence: quality.coherence,
            inus: quality.faults.none(),
            faults: words(quality.faults),
            redundant: redundant.map(|(atom, _)| atom.write(self.table)).collect(),
            cyclic: quality.cyclic,
        }
    }
}

fn words(faults: Faults) -> Vec<&'static str> {
    let Faults {
        redundant_in_itself,
        structurally_redundant,
        partially_redundant,
        constant,
        contradictory,
        same_outcome_twice,
    } = faults;
    let named = [
        (redundant_in_itself, "redundant_in_itself"),
        (structurally_redundant, "structurally_redundant"),
        (partially_redundant, "partially_redundant"),
        (constant, "constant"),
        (contradictory, "contradictory"),
        (same_outcome_twice, "same_outcome_twice"),
    ];
    named.into_iter().filter(|(is, _)| *is).map(|(_, word)| word).collect()
}
