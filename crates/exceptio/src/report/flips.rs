//! What turns a verdict over, and on what the verdicts of a theory hang.

use super::{ChangeReport, FlipReport, Table, Witness};
use serde::Serialize;

/// The smallest sets of changes that turn one verdict over.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TurningReport {
    /// The claim's name.
    pub claim: String,
    /// In words.
    pub words: String,
    /// The definition of the outcome, where there are several.
    pub definition: String,
    /// `CHN>PRK`.
    pub case: String,
    /// The ruling now.
    pub ruling: &'static str,
    /// robust, fragile, bounded.
    pub standing: &'static str,
    /// `in`, `out` or `unknown`.
    pub scope: &'static str,
    /// Every set of `size` changes and fewer is among `flips`; larger ones were not looked for.
    pub size: usize,
    /// How many single changes could be made to what the claim reads.
    pub possible: usize,
    /// Whether there were too many sets to judge them all, so that some of the larger ones may be missing.
    pub cut_short: bool,
    /// The sets, the smallest first.
    pub flips: Vec<FlipReport>,
}

impl TurningReport {
    /// One row for each change of each set.
    pub fn table(reports: &[Self]) -> Table {
        let mut table = Table::new(&[
            "claim",
            "definition",
            "case",
            "ruling",
            "standing",
            "scope",
            "looked_to_size",
            "set",
            "size",
            "cost",
            "days_moved",
            "becomes",
            "kind",
            "what",
            "now",
            "would_be",
            "from",
            "until",
            "moved",
            "file",
            "line",
            "words",
        ]);
        for report in reports {
            for (at, flip) in report.flips.iter().enumerate() {
                for change in &flip.changes {
                    let (from, until) = change.days.clone().unwrap_or_default();
                    let coding = change.coding.as_ref();
                    table.rows.push(vec![
                        report.claim.clone(),
                        report.definition.clone(),
                        report.case.clone(),
                        report.ruling.to_owned(),
                        report.standing.to_owned(),
                        report.scope.to_owned(),
                        report.size.to_string(),
                        (at + 1).to_string(),
                        flip.changes.len().to_string(),
                        flip.cost.to_string(),
                        flip.days_moved.to_string(),
                        flip.becomes.to_owned(),
                        change.kind.to_owned(),
                        change.formula.clone(),
                        change.now.clone(),
                        change.would_be.clone(),
                        from,
                        until,
                        change.days_moved.to_string(),
                        coding.map(|coding| coding.file.clone()).unwrap_or_default(),
                        coding.map(|coding| coding.line.to_string()).unwrap_or_default(),
                        change.words(),
                    ]);
                }
            }
        }
        table
    }
}

/// A coding, dispute or vague event, and the verdicts that hang on it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WeightReport {
    /// `coding`, `reading`, `date`, or `silence` for what nobody coded.
    pub kind: &'static str,
    /// The cell, dispute or event.
    pub formula: String,
    /// The coding, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coding: Option<Witness>,
    /// Verdicts that a change of it alone turns over.
    pub alone: usize,
    /// Verdicts of which a smallest set holds a change of it, those included.
    pub together: usize,
    /// These verdicts: claim, definition, case and the size of the smallest set that holds it.
    pub verdicts: Vec<(String, String, String, usize)>,
    /// The change that turns most verdicts alone, if one does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<ChangeReport>,
}

/// On what the verdicts of a theory hang.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WeighReport {
    /// The theory's name.
    pub theory: String,
    /// Its title.
    pub title: String,
    /// Sets of so many changes and fewer were looked for.
    pub size: usize,
    /// How many verdicts were asked: those in scope that conform, deviate or are undecided.
    pub verdicts: usize,
    /// Of these, those that no set of that size turns over.
    pub firm: Vec<(String, String, String)>,
    /// Verdicts of which there were too many sets to judge them all.
    pub cut_short: Vec<(String, String, String)>,
    /// The codings and the rest, those on which most hangs first.
    pub weights: Vec<WeightReport>,
}

impl WeighReport {
    /// One row for each thing on which verdicts hang.
    pub fn table(&self) -> Table {
        let mut table = Table::new(&[
            "theory",
            "looked_to_size",
            "kind",
            "what",
            "value",
            "from",
            "until",
            "reading",
            "file",
            "line",
            "alone",
            "together",
            "verdicts",
        ]);
        for weight in &self.weights {
            let coding = weight.coding.as_ref();
            let of = |what: fn(&Witness) -> String| coding.map(what).unwrap_or_default();
            let verdicts: Vec<String> = weight
                .verdicts
                .iter()
                .map(|(claim, definition, case, size)| {
                    let definition = if definition.is_empty() { String::new() } else { format!(" ({definition})") };
                    format!("{case} {claim}{definition}: {size}")
                })
                .collect();
            table.rows.push(vec![
                self.theory.clone(),
                self.size.to_string(),
                weight.kind.to_owned(),
                weight.formula.clone(),
                of(|coding| coding.value.clone()),
                of(|coding| coding.from.clone()),
                of(|coding| coding.until.clone()),
                of(|coding| coding.reading.clone()),
                of(|coding| coding.file.clone()),
                of(|coding| coding.line.to_string()),
                weight.alone.to_string(),
                weight.together.to_string(),
                verdicts.join("; "),
            ]);
        }
        table
    }
}
