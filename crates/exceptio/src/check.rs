//! A study checked: every problem of its files and theories, and what follows from the theories' text alone.

use crate::study::Study;
use std::collections::BTreeMap;
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

/// How many codings come from a file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct FileCount {
    /// The file.
    pub file: String,
    /// Codings in view.
    pub codings: usize,
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
    /// Those of them that are built in: `allied`, `treaty_in_force` and the like.
    pub built_in: usize,
    /// Codings in view.
    pub codings: usize,
    /// As of a day on which nothing coded was public yet: when the first coding was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_public: Option<String>,
    /// The codings in view by the file that they come from, in the order of their names; those of treaties and policies follow from
    /// what stands there, several from one.
    pub codings_of: Vec<FileCount>,
    /// Pairs of actors that some coding names, whichever way.
    pub pairs: usize,
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
            built_in: self.base.attributes.iter().filter(|entry| entry.built_in).count(),
            codings: head.codings,
            first_public: head.first_public,
            codings_of: self.codings_of(),
            pairs: conditions::cases(
                theory::model::CaseKind::UndirectedPairs,
                conditions::Universe::Coded,
                &self.history,
            )
            .len(),
            sources: self.base.sources.len(),
            treaties: self.history.treaties().len(),
            disputes: self.history.disputes().len(),
            layers: head.layers_there,
            theories,
        };
        Warned::new(report, problems)
    }

    /// That nothing coded was public by the day of the view, in a sentence with the day on which something was; `None` where
    /// something was, or where everything is in view.
    pub fn nothing_public(&self) -> Option<String> {
        crate::report::study_head(&self.base, &self.history, self.as_of, &self.ask.readings).nothing_public()
    }

    /// The codings in view by file.
    fn codings_of(&self) -> Vec<FileCount> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for at in 0..self.history.attributes().len() {
            for (.., row) in self.history.relation(spells::AttributeId(at as u32)).rows() {
                *counts.entry(self.base.file_of(row.coding)).or_default() += 1;
            }
        }
        counts.into_iter().map(|(file, codings)| FileCount { file: file.to_owned(), codings }).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::{Ask, built_in, open};

    /// The rows of the tables are counted in the files; what follows from treaties and policies by hand: three treaties between
    /// two parties each, one of them with a second pair after a succession; of policies one for each thing that a reading
    /// forbids, six, six and three.
    #[test]
    fn counts_of_the_built_in_study_are_those_of_its_files() {
        let folder = built_in("china-vietnam").unwrap();
        let rows = |file: &str| {
            let text = std::str::from_utf8(folder.get(file).unwrap()).unwrap();
            text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).count() - 1
        };
        let opened = open(&folder, &Ask::default());
        let report = opened.study.unwrap().check().value;
        let given: Vec<(&str, usize)> =
            report.codings_of.iter().map(|count| (count.file.as_str(), count.codings)).collect();
        let tables = ["alliances.csv", "episodes.csv", "facts.csv"].map(|file| (file, rows(file)));
        assert_eq!(given, [&tables[..], &[("policies.toml", 6 + 6 + 3), ("treaties.toml", 3 + 1)]].concat());
        assert_eq!(given.iter().map(|(_, codings)| codings).sum::<usize>(), report.codings);
        let codebook = std::str::from_utf8(folder.get("codebook.toml").unwrap()).unwrap();
        let own = codebook.lines().filter(|line| line.starts_with("[attributes.")).count();
        assert_eq!(report.attributes, own + report.built_in);
        assert_eq!(report.built_in, 5);
    }
}
