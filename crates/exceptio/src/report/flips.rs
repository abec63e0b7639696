//! What turns a verdict over, and on what the verdicts of a theory hang.

use super::{ChangeReport, FlipReport, Witness};
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
