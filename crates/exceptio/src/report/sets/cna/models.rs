//! Formulas of the user's own: fit, what speaks against reading them causally, and which lies within which.

use super::formulas::{ComplexReport, DetailsReport, MeasuresReport, Writer};
use crate::report::sets::chance::shared;
use crate::report::sets::data::{DataReport, listed, number, rate};
use crate::report::{Layout, PermutationReport, Shown, Table, TermChanceReport};
use crate::sets::{CnaOptions, Factors};
use serde::Serialize;
use sets::coincidence::{
    Atomic, Complex, Configurations, fit, is_causal_submodel, is_submodel, minimal_forms, without_redundant,
};

/// An atomic formula of one of the user's own.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ModelAtomReport {
    /// Its name.
    pub id: String,
    /// Its outcome.
    pub outcome: String,
    /// Its left side.
    pub condition: String,
    /// The formula.
    pub formula: String,
    /// Its literals.
    pub complexity: usize,
    /// Every measure.
    pub measures: MeasuresReport,
    /// Cases with a membership above 0.5 in its left side.
    pub cases: Vec<String>,
    /// Those of them that lack the outcome.
    pub deviant: Vec<String>,
    /// Cases that have the outcome and are not in its left side.
    pub not_covered: Vec<String>,
    /// Every irredundant form of its left side by logic alone, the least complex first.
    pub minimal_forms: Vec<String>,
    /// It against chance, as a claim made beforehand.
    pub chance: Option<TermChanceReport>,
}

/// A formula of the user's own.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CnaModelReport {
    /// The formula with its fit.
    #[serde(flatten)]
    pub formula: ComplexReport,
    /// Its atomic formulas.
    pub atoms: Vec<ModelAtomReport>,
    /// Every smallest set of its atomic formulas that says the same; itself where none is redundant.
    pub without_redundant: Vec<String>,
    /// The other formulas given of which it is a submodel as written, by name.
    pub submodel_of: Vec<String>,
    /// The same where indirect claims count.
    pub causal_submodel_of: Vec<String>,
}

/// Formulas of the user's own.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CnaModelsReport {
    /// `exceptio.cna_models`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// What was analysed.
    pub data: DataReport,
    /// What `con` and `cov` are measured by.
    pub measures: [&'static str; 2],
    /// The formulas, in the order given.
    pub models: Vec<CnaModelReport>,
    /// How they were held against chance.
    pub chance: Option<PermutationReport>,
}

impl CnaModelsReport {
    pub(crate) fn new(
        factors: &Factors,
        options: &CnaOptions,
        configurations: &Configurations,
        models: &[Complex],
    ) -> Self {
        let table = &factors.table;
        let ranges = configurations.ranges(table);
        let writer = Writer::new(factors, configurations, options, true);
        let atom = |atom: &Atomic| {
            let (x, y) = (atom.causes.memberships(table), atom.outcome.memberships(table));
            ModelAtomReport {
                id: Complex::from(atom.clone()).id(table),
                outcome: atom.outcome.write(table),
                condition: atom.causes.write(table),
                formula: atom.write(table),
                complexity: atom.complexity(),
                measures: MeasuresReport::new(&fit(atom, table, configurations)),
                cases: writer.names(|case| x[case] > 0.5),
                deviant: writer.names(|case| x[case] > 0.5 && y[case] < 0.5),
                not_covered: writer.names(|case| y[case] > 0.5 && x[case] <= 0.5),
                chance: None,
                minimal_forms: minimal_forms(&atom.causes, &ranges).iter().map(|form| form.write(table)).collect(),
            }
        };
        let within = |model: &Complex, is: &dyn Fn(&Complex, &Complex) -> bool| -> Vec<String> {
            models.iter().filter(|other| *other != model && is(model, other)).map(|other| other.id(table)).collect()
        };
        let report = |model: &Complex| CnaModelReport {
            formula: writer.complex(model, |_| None),
            atoms: model.atoms().iter().map(atom).collect(),
            without_redundant: without_redundant(model, &ranges).iter().map(|left| left.write(table)).collect(),
            submodel_of: within(model, &is_submodel),
            causal_submodel_of: within(model, &|a, b| is_causal_submodel(a, b, &ranges)),
        };
        CnaModelsReport {
            schema: "exceptio.cna_models",
            version: 1,
            data: factors.data.clone(),
            measures: [options.sufficiency.name(), options.necessity.name()],
            models: models.iter().map(report).collect(),
            chance: None,
        }
    }

    /// Puts beside each atomic formula what chance would have done.
    pub(crate) fn take_chance(&mut self, (tests, whole): (Vec<Vec<TermChanceReport>>, PermutationReport)) {
        for (model, tests) in self.models.iter_mut().zip(tests) {
            for (atom, test) in model.atoms.iter_mut().zip(tests) {
                atom.chance = Some(test);
            }
        }
        self.chance = Some(whole);
    }

    /// What p and power are, or why there are none.
    fn against_chance(&self) -> Vec<String> {
        let Some(chance) = &self.chance else { return Vec::new() };
        if let Some(why) = &chance.terms_left_out {
            return vec![format!("Not held against chance: {why}.")];
        }
        let words = format!(
            "p: that the outcome dealt anew is as consistent with the causes; power: to find that at {}, were it consistent \
             to {}.",
            chance.level, chance.power_at
        );
        std::iter::once(words).chain(chance.warning(&self.data)).collect()
    }
}

impl Shown for CnaModelsReport {
    fn data(&self) -> Option<&DataReport> {
        Some(&self.data)
    }

    fn about(&self) -> String {
        String::new()
    }

    /// One row for each atomic formula (`part` is its name) and for each whole (`part` is `*`).
    fn table(&self) -> Table {
        let head = ["id", "part", "formula", "complexity"];
        let tail = [
            "exhaustiveness",
            "faithfulness",
            "coherence",
            "inus",
            "faults",
            "cyclic",
            "submodel_of",
            "causal_submodel_of",
            "deviant",
            "not_covered",
            "p",
            "power",
        ];
        let columns: Vec<&'static str> = head.into_iter().chain(MeasuresReport::NAMES).chain(tail).collect();
        let mut table = Table::new(&columns);
        for model in &self.models {
            let ComplexReport { id, formula, complexity, measures, details, .. } = &model.formula;
            for atom in &model.atoms {
                let head = [id.clone(), atom.id.clone(), atom.formula.clone(), atom.complexity.to_string()];
                let ends = [atom.deviant.join(";"), atom.not_covered.join(";")];
                let blank = vec![String::new(); 8];
                let tested = atom.chance.unwrap_or_default();
                let chance = [tested.p, tested.power].map(number);
                table.rows.push(
                    head.into_iter()
                        .chain(atom.measures.all().map(number))
                        .chain(blank)
                        .chain(ends)
                        .chain(chance)
                        .collect(),
                );
            }
            let head = [id.clone(), "*".to_owned(), formula.clone(), complexity.to_string()];
            let said = details.iter().flat_map(|details| {
                [
                    number(details.exhaustiveness),
                    number(details.faithfulness),
                    number(details.coherence),
                    details.inus.to_string(),
                    details.faults.join(";"),
                    details.cyclic.to_string(),
                ]
            });
            let within = [model.submodel_of.join(";"), model.causal_submodel_of.join(";")];
            let ends = within.into_iter().chain(vec![String::new(); 4]);
            table.rows.push(head.into_iter().chain(measures.all().map(number)).chain(said).chain(ends).collect());
        }
        self.data.counted(table)
    }

    /// A table for each formula: its atomic formulas by every measure; what can be said of the whole below.
    fn layouts(&self, _most: usize) -> Vec<Layout> {
        let mut layouts: Vec<Layout> = self.models.iter().map(layout).collect();
        if let Some(last) = layouts.last_mut() {
            last.notes.extend(self.against_chance());
            self.data.under(last);
        }
        layouts
    }
}

fn layout(model: &CnaModelReport) -> Layout {
    let ComplexReport { id, formula, measures, details, complexity, .. } = &model.formula;
    let tested = model.atoms.iter().any(|atom| atom.chance.is_some_and(|chance| chance.p.is_some()));
    let mut titles = vec!["con", "C-con", "PA-con", "AAC-con", "cov", "C-cov", "AA-cov", "PAC-cov"];
    titles.extend(["p", "power"].iter().filter(|_| tested));
    let right: Vec<usize> = (0..titles.len()).collect();
    titles.push("formula");
    let mut layout = Layout::new(format!("{id}  {formula}"), &titles, &right);
    let mut row = |measures: &MeasuresReport, chance: Option<TermChanceReport>, name: &str| {
        let mut cells = measures.all().map(rate).to_vec();
        if tested {
            let power = chance.and_then(|chance| chance.power);
            cells.push(shared(chance.and_then(|chance| chance.p)));
            cells.push(power.map_or_else(|| "-".to_owned(), |power| format!("{power:.2}")));
        }
        cells.push(name.to_owned());
        layout.rows.push(cells);
    };
    for atom in &model.atoms {
        row(&atom.measures, atom.chance, &atom.formula);
    }
    if model.atoms.len() > 1 {
        row(measures, None, "the least");
    }
    for atom in &model.atoms {
        if !atom.deviant.is_empty() {
            layout.notes.push(format!("In the causes and without {}: {}.", atom.outcome, listed(&atom.deviant, &[])));
        }
        if !atom.not_covered.is_empty() {
            layout.notes.push(format!(
                "With {} and without the causes: {}.",
                atom.outcome,
                listed(&atom.not_covered, &[])
            ));
        }
        match atom.minimal_forms.as_slice() {
            [one] if *one == atom.condition => {}
            [one] => layout.notes.push(format!("Without redundancies the causes of {} are {one}.", atom.outcome)),
            several => layout.notes.push(format!(
                "The causes of {} have several irredundant forms: {}.",
                atom.outcome,
                several.join(", ")
            )),
        }
    }
    if let Some(details) = details {
        layout.notes.push(said(details, *complexity));
    }
    if model.without_redundant.len() != 1 || model.without_redundant[0] != *formula {
        layout.notes.push(format!("Without what is redundant: {}.", model.without_redundant.join(", or ")));
    }
    let within = [(&model.submodel_of, "submodel"), (&model.causal_submodel_of, "submodel, indirect claims counted,")];
    for (others, what) in within {
        if !others.is_empty() {
            layout.notes.push(format!("A {what} of {}.", others.join(", ")));
        }
    }
    layout
}

/// What can be said of a formula, in a sentence.
fn said(details: &DetailsReport, complexity: usize) -> String {
    let form = match details.faults.as_slice() {
        [] => "of the form that can be read causally (inus)".to_owned(),
        faults => format!("not of the form that can be read causally: {}", faults.join(", ").replace('_', " ")),
    };
    let circle = if details.cyclic { "with a causal circle" } else { "without a causal circle" };
    format!(
        "Complexity {complexity}; exhaustiveness {}, faithfulness {}, coherence {}; {form}; {circle}.",
        rate(details.exhaustiveness),
        rate(details.faithfulness),
        rate(details.coherence)
    )
}
