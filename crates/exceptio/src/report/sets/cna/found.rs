//! What a coincidence analysis found: sufficient conjunctions, atomic and complex formulas, and what was left out.

use super::formulas::{AtomicReport, ComplexReport, ConditionReport, MeasuresReport, Writer};
use super::settings::CnaSettings;
use crate::report::PermutationReport;
use crate::report::Table;
use crate::report::sets::data::{DataReport, number};
use crate::sets::{CnaAsk, CnaOptions, Factors, OutcomeTested};
use serde::Serialize;
use sets::coincidence::{Analysis, Atomic, Cells, Configurations, Why};
use std::collections::BTreeMap;
use text::Files;

/// What was found of one outcome.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CnaOutcomeReport {
    /// Which.
    pub outcome: String,
    /// How many minimally sufficient conjunctions there are.
    pub msc_found: usize,
    /// These, as many as are listed, the shortest first.
    pub msc: Vec<ConditionReport>,
    /// How many atomic formulas were found.
    pub asf_found: usize,
    /// Whether there are more: the search ended at `max_sol`.
    pub more_asf: bool,
    /// These, as many as are listed, the least complex first.
    pub asf: Vec<AtomicReport>,
    /// The search against chance: `p` is the probability that, of this outcome dealt anew, it finds any formula.
    pub chance: Option<PermutationReport>,
}

/// How complex formulas came about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CombinationsReport {
    /// Ways to take one atomic formula of every outcome; as text, for it may be more than a number of JSON holds. `None` beyond what
    /// can be counted.
    pub all: Option<String>,
    /// How many were tried, the least complex first.
    pub tried: usize,
    /// Whether that was all.
    pub complete: bool,
    /// Formulas left when redundant atomic formulas were struck.
    pub distinct: usize,
    /// Of these dropped for a partial redundancy, a constant literal or a contradiction.
    pub faulty: usize,
    /// Of the rest dropped for a circle.
    pub cyclic: usize,
    /// Of the rest dropped because another contains them: submodels.
    pub submodels: usize,
}

/// A factor that took no part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RemovedReport {
    /// Which.
    pub factor: String,
    /// `constant` or `duplicate`.
    pub why: &'static str,
    /// Of which factor it is a duplicate.
    pub of: Option<String>,
}

/// A configuration and its cases.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CnaRowReport {
    /// A value of each factor; `None` where the factor is of no concern.
    pub values: Vec<Option<f64>>,
    /// The cases.
    pub cases: Vec<String>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CnaReport {
    /// `exceptio.cna`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// What was analysed.
    pub data: DataReport,
    /// What was asked.
    pub settings: CnaSettings,
    /// The factors that took part.
    pub factors: Vec<String>,
    /// Those that did not.
    pub removed: Vec<RemovedReport>,
    /// How many configurations there are.
    pub configurations_found: usize,
    /// These, where they were asked for.
    pub configurations: Vec<CnaRowReport>,
    /// Cases left out because too few share their configuration.
    pub rare: Vec<String>,
    /// What accounts for each outcome.
    pub outcomes: Vec<CnaOutcomeReport>,
    /// How many complex formulas there are.
    pub csf_found: usize,
    /// These, as many as are listed, the least complex first.
    pub csf: Vec<ComplexReport>,
    /// How they came about.
    pub combinations: CombinationsReport,
}

impl CnaReport {
    pub(crate) fn new(
        factors: &Factors,
        options: &CnaOptions,
        (found, tested): (&Analysis, Option<Vec<Option<OutcomeTested>>>),
        ask: &CnaAsk,
        files: &Files,
    ) -> Self {
        let table = &factors.table;
        let writer = Writer::new(factors, &found.configurations, options, ask.details);
        let name = |column: &usize| table.columns[*column].name.clone();
        let most = |wanted: bool| if wanted { ask.most } else { 0 };
        let mut cells: BTreeMap<&Atomic, Cells> = BTreeMap::new();
        for solution in found.outcomes.iter().flat_map(|outcome| &outcome.atomic) {
            cells.insert(&solution.formula, solution.cells);
        }
        let mut tested = tested.unwrap_or_default().into_iter();
        let outcomes = found.outcomes.iter().map(|outcome| {
            let (formulas, search) = match tested.next().flatten() {
                Some(tested) => (tested.formulas, Some(tested.search)),
                None => (Vec::new(), None),
            };
            let mut tests = formulas.into_iter();
            let listed = outcome.atomic.iter().take(most(ask.what.atomic));
            CnaOutcomeReport {
                outcome: outcome.outcome.write(table),
                msc_found: outcome.conditions.len(),
                msc: outcome
                    .conditions
                    .iter()
                    .take(most(ask.what.conjunctions))
                    .map(|condition| writer.condition(condition))
                    .collect(),
                asf_found: outcome.atomic.len(),
                more_asf: outcome.cut,
                asf: listed.map(|solution| AtomicReport { chance: tests.next(), ..writer.atomic(solution) }).collect(),
                chance: search,
            }
        });
        let csf = found.complex.iter().take(most(ask.what.complex));
        let count = &found.combinations;
        CnaReport {
            schema: "exceptio.cna",
            version: 1,
            data: factors.data.clone(),
            settings: CnaSettings::new(factors, options, files),
            factors: found.configurations.factors.iter().map(name).collect(),
            removed: removed(&found.configurations, name),
            configurations_found: found.configurations.rows.len(),
            configurations: if ask.what.configurations {
                configurations(&found.configurations, factors)
            } else {
                vec![]
            },
            rare: found.configurations.rare_cases.iter().map(|case| table.cases[*case].clone()).collect(),
            outcomes: outcomes.collect(),
            csf_found: found.complex.len(),
            csf: csf.map(|one| writer.complex(&one.formula, |atom| cells.get(atom).copied())).collect(),
            combinations: CombinationsReport {
                all: count.all.map(|all| all.to_string()),
                tried: count.tried,
                complete: count.complete(),
                distinct: count.distinct,
                faulty: count.faulty,
                cyclic: count.cyclic,
                submodels: count.contained,
            },
        }
    }

    /// What is not listed, or was not looked for, in words; `None` where nothing is.
    #[must_use]
    pub fn cut(&self) -> Option<String> {
        let mut cut = Vec::new();
        let mut list = |listed: usize, found: usize, what: &str, more: bool| {
            if listed > 0 && listed < found {
                cut.push(format!("{listed} of {found} {what} are listed"));
            }
            if more {
                cut.push(format!("there are more than {found} {what}"));
            }
        };
        for outcome in &self.outcomes {
            list(outcome.msc.len(), outcome.msc_found, &format!("msc of {}", outcome.outcome), false);
            list(outcome.asf.len(), outcome.asf_found, &format!("asf of {}", outcome.outcome), outcome.more_asf);
        }
        list(self.csf.len(), self.csf_found, "csf", false);
        if !self.combinations.complete && !self.settings.suff_only {
            let all = self.combinations.all.as_deref().unwrap_or("more than can be counted");
            cut.push(format!("{} of {all} combinations of asf were tried, the least complex", self.combinations.tried));
        }
        (!cut.is_empty()).then(|| cut.join("; "))
    }

    /// One row for each conjunction (`list` is `msc`), atomic formula (`asf`), complex formula (`csf`) and configuration (`ct`).
    #[must_use]
    pub(super) fn rows(&self) -> Table {
        let head = ["list", "id", "outcome", "formula", "complexity"];
        let tail = [
            "exhaustiveness",
            "faithfulness",
            "coherence",
            "inus",
            "redundant",
            "cyclic",
            "asf",
            "cases",
            "deviant",
            "not_covered",
            "p",
            "power",
            "p_search",
        ];
        let columns: Vec<&'static str> = head.into_iter().chain(MeasuresReport::NAMES).chain(tail).collect();
        let mut table = Table::new(&columns);
        for outcome in &self.outcomes {
            for one in &outcome.msc {
                let head = ["msc", &one.id, &outcome.outcome, &one.formula].map(str::to_owned);
                let ends = [String::new(), one.cases.join(";"), one.deviant.join(";"), String::new()];
                table.rows.push(row(head, one.complexity, &one.measures, None, (ends, [None; 3])));
            }
        }
        for outcome in &self.outcomes {
            for one in &outcome.asf {
                let head = ["asf", &one.id, &one.outcome, &one.formula].map(str::to_owned);
                let ends = [String::new(), one.cases.join(";"), one.deviant.join(";"), one.not_covered.join(";")];
                let tested = one.chance.unwrap_or_default();
                let chance = [tested.p, tested.power, outcome.chance.as_ref().and_then(|chance| chance.p)];
                table.rows.push(row(head, one.complexity, &one.measures, one.details.as_ref(), (ends, chance)));
            }
        }
        for one in &self.csf {
            let head = ["csf".to_owned(), one.id.clone(), one.outcomes.join(";"), one.formula.clone()];
            let ends = [one.asf.join(";"), String::new(), String::new(), String::new()];
            table.rows.push(row(head, one.complexity, &one.measures, one.details.as_ref(), (ends, [None; 3])));
        }
        for one in &self.configurations {
            let mut cells = vec![String::new(); columns.len()];
            cells[0] = "ct".to_owned();
            cells[3] = self
                .factors
                .iter()
                .zip(&one.values)
                .map(|(name, value)| pair(name, *value))
                .collect::<Vec<_>>()
                .join("*");
            cells[columns.len() - 6] = one.cases.join(";");
            table.rows.push(cells);
        }
        self.data.counted(table)
    }
}

fn row(
    head: [String; 4],
    complexity: usize,
    measures: &MeasuresReport,
    details: Option<&super::DetailsReport>,
    (ends, chance): ([String; 4], [Option<f64>; 3]),
) -> Vec<String> {
    let details = match details {
        None => vec![String::new(); 6],
        Some(details) => vec![
            number(details.exhaustiveness),
            number(details.faithfulness),
            number(details.coherence),
            details.inus.to_string(),
            details.redundant.join(";"),
            details.cyclic.to_string(),
        ],
    };
    let measures = measures.all().map(number);
    let ends = ends.into_iter().chain(chance.map(number));
    head.into_iter().chain([complexity.to_string()]).chain(measures).chain(details).chain(ends).collect()
}

/// `A=1`; `A=-` where the factor is of no concern.
fn pair(name: &str, value: Option<f64>) -> String {
    value.map_or_else(|| format!("{name}=-"), |value| format!("{name}={value}"))
}

fn removed(configurations: &Configurations, name: impl Fn(&usize) -> String) -> Vec<RemovedReport> {
    let report = |removed: &sets::coincidence::Removed| {
        let (why, of) = match removed.why {
            Why::Constant => ("constant", None),
            Why::Duplicate(of) => ("duplicate", Some(name(&of))),
        };
        RemovedReport { factor: name(&removed.column), why, of }
    };
    configurations.removed.iter().map(report).collect()
}

fn configurations(configurations: &Configurations, factors: &Factors) -> Vec<CnaRowReport> {
    let report = |row: &sets::coincidence::Configuration| CnaRowReport {
        values: configurations.factors.iter().map(|column| row.values[*column]).collect(),
        cases: row.cases.iter().map(|case| factors.table.cases[*case].clone()).collect(),
    };
    configurations.rows.iter().map(report).collect()
}
