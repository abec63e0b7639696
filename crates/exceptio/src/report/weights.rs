//! Rival hypotheses against evidence.

use super::forecast::number;
use super::{StudyHead, Table};
use serde::Serialize;

/// A hypothesis, and what the evidence comes to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HypothesisReport {
    /// Its name.
    pub name: String,
    /// What it says; empty where the study does not word it.
    pub text: String,
    /// Decibels over the last of them, as if all items were independent.
    pub naive_db: f64,
    /// The same with what is not independent discounted.
    pub discounted_db: f64,
    /// Its share of belief, discounted, if all had been believed alike before.
    pub share: f64,
}

/// An item of evidence, weighed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemReport {
    /// Its id.
    pub id: String,
    /// The case.
    pub case: String,
    /// What was found.
    pub item: String,
    /// The hypothesis that is tested.
    pub hypothesis: String,
    /// Those against which.
    pub against: Vec<String>,
    /// hoop, smoking-gun, doubly-decisive, straw-in-the-wind.
    pub test: String,
    /// Whether it was passed.
    pub passed: bool,
    /// The likelihood ratio.
    pub ratio: f64,
    /// Whether that is stated in the file; otherwise it is the test's default.
    pub ratio_stated: bool,
    /// Whether the stated ratio has a passed test speak against its hypothesis, or a failed one for it.
    pub against_its_fate: bool,
    /// 10 log10 of it.
    pub weight_db: f64,
    /// What it adds to each hypothesis, in their order.
    pub adds_db: Vec<f64>,
    /// How much of it counts beside the other items of its group.
    pub share: f64,
    /// Items of one group are not independent.
    pub group: String,
    /// Author and year.
    pub source: String,
    /// Page or paragraph.
    pub locator: String,
    /// `evidence.csv`.
    pub file: String,
    /// Line in it.
    pub line: usize,
    /// The coder's note.
    pub note: String,
}

/// The sums of one case.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CaseWeights {
    /// The case.
    pub case: String,
    /// How many items.
    pub items: usize,
    /// Of each hypothesis, discounted, over the last of them.
    pub discounted_db: Vec<f64>,
}

/// What a test is worth where no ratio is stated.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TestDefault {
    /// The test.
    pub test: &'static str,
    /// Probability of passing if the hypothesis is true, and if it is not.
    pub passes: (f64, f64),
    /// Decibels if passed, and if failed.
    pub decibels: (f64, f64),
}

/// Evidence weighed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EvidenceReport {
    /// `exceptio.evidence`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// The study.
    pub study: StudyHead,
    /// The case asked for, if one was.
    pub case: Option<String>,
    /// What each further item of a group counts, against the one before.
    pub discount: f64,
    /// The hypotheses, in the order of the file.
    pub hypotheses: Vec<HypothesisReport>,
    /// The items, the most telling first.
    pub items: Vec<ItemReport>,
    /// By case.
    pub cases: Vec<CaseWeights>,
    /// What tests are worth.
    pub defaults: Vec<TestDefault>,
    /// Items not shown, since they were not public by the day of the view.
    pub not_public: usize,
}

/// A likelihood ratio: plainly, and in powers of ten where it is a million and more, or its inverse is.
pub fn ratio(ratio: f64) -> String {
    if (1e-6..1e6).contains(&ratio) { format!("{ratio}") } else { format!("{ratio:e}") }
}

impl EvidenceReport {
    /// One row for each item and hypothesis.
    pub fn table(&self) -> Table {
        let mut table = Table::new(&[
            "id",
            "case",
            "item",
            "tested",
            "against",
            "test",
            "passed",
            "likelihood_ratio",
            "stated",
            "weight_db",
            "share",
            "group",
            "hypothesis",
            "adds_db",
            "source",
            "locator",
        ]);
        for item in &self.items {
            for (hypothesis, adds) in self.hypotheses.iter().zip(&item.adds_db) {
                table.rows.push(vec![
                    item.id.clone(),
                    item.case.clone(),
                    item.item.clone(),
                    item.hypothesis.clone(),
                    item.against.join(" "),
                    item.test.clone(),
                    if item.passed { "yes" } else { "no" }.to_owned(),
                    if (1e-6..1e6).contains(&item.ratio) { number(item.ratio) } else { ratio(item.ratio) },
                    if item.ratio_stated { "yes" } else { "no" }.to_owned(),
                    number(item.weight_db),
                    number(item.share),
                    item.group.clone(),
                    hypothesis.name.clone(),
                    number(*adds),
                    item.source.clone(),
                    item.locator.clone(),
                ]);
            }
        }
        table
    }
}
