//! A study checked: every problem of its files and theories, and what follows from the theories' text alone.

use crate::study::Study;
use text::{Diagnostic, Warned};

/// What a theory's text says before any data.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct TheoryCheck {
    /// Its name.
    pub name: String,
    /// How many claims it makes.
    pub claims: usize,
    /// What follows from its text.
    pub consequences: Vec<String>,
}

/// What there is in a study.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct CheckReport {
    /// `exceptio.check`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// Its title.
    pub title: String,
    /// How many actors, attributes, codings and sources.
    pub actors: usize,
    /// Attributes of the codebook, with the built-in relations.
    pub attributes: usize,
    /// Codings in view.
    pub codings: usize,
    /// Sources.
    pub sources: usize,
    /// Treaties.
    pub treaties: usize,
    /// Disputes between readings.
    pub disputes: usize,
    /// Layers there are.
    pub layers: Vec<String>,
    /// The theories that could be read.
    pub theories: Vec<TheoryCheck>,
}

impl Study {
    /// Checks every theory of the study and counts what there is. Problems of the other files came with opening it.
    pub fn check(&self) -> Warned<CheckReport> {
        let mut problems: Vec<Diagnostic> = Vec::new();
        let mut theories = Vec::new();
        if self.base.theories.is_empty() {
            problems.extend(self.theory(None).problems);
        }
        for name in self.theories() {
            if let Some(theory) = self.theory(Some(name)).unload(&mut problems) {
                theories.push(TheoryCheck {
                    name: theory.name.clone(),
                    claims: theory.claims.len(),
                    consequences: theory::consequences(&theory, &self.vocabulary())
                        .iter()
                        .map(|found| found.text.clone())
                        .collect(),
                });
            }
        }
        let head = crate::report::study_head(&self.base, &self.history, self.as_of, &self.ask.readings);
        let report = CheckReport {
            schema: "exceptio.check",
            version: 1,
            title: self.base.title.clone(),
            actors: head.actors,
            attributes: self.history.attributes().len(),
            codings: head.codings,
            sources: self.base.sources.len(),
            treaties: self.history.treaties().len(),
            disputes: self.history.disputes().len(),
            layers: head.layers_there,
            theories,
        };
        Warned::new(report, problems)
    }
}
