//! Cases selected by a technique, each with the numbers and words that put it there.

use super::data::DataReport;
use super::held::HeldReport;
use super::sources::{RowSources, SourcedReport, sources_layout};
use crate::report::{Layout, Shown, Table};
use crate::sets::{Held, MOST_RANKED};
use serde::Serialize;
use sets::cases::select::{Asked, Selected, Technique, select};
use std::collections::BTreeMap;

/// A case or pair selected.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SelectedReport {
    /// Its place in the list, from 1.
    pub rank: usize,
    /// The case.
    pub case: String,
    /// Of a pair: the other one.
    pub other: Option<String>,
    /// What it is ranked by.
    pub value: f64,
    /// The memberships and numbers behind that.
    pub numbers: BTreeMap<&'static str, f64>,
    /// Of a diverse case: its truth table row.
    pub row: Option<String>,
    /// Of a diverse case: whether it shows the outcome.
    pub outcome: Option<bool>,
    /// Why it was selected, in a sentence.
    pub words: String,
}

/// A list of a technique.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SelectedList {
    /// What it is about: `the whole claim`, `conjunct A`.
    pub about: String,
    /// How many there are to select from.
    pub count: u64,
    /// Whether they were ranked; where there are more than a thousand million pairs they are only counted.
    pub ranked: bool,
    /// The first of them.
    pub cases: Vec<SelectedReport>,
}

/// What a technique selects.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SelectionReport {
    /// `exceptio.selection`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// What was analysed.
    pub data: DataReport,
    /// The solution.
    pub solution: HeldReport,
    /// `typical`, `most-similar`.
    pub technique: &'static str,
    /// What it ranks by.
    pub formula: &'static str,
    /// What such cases are studied for.
    pub purpose: &'static str,
    /// So many of each list are given.
    pub most: usize,
    /// The lists.
    pub lists: Vec<SelectedList>,
    /// Of a study: the codings that made the memberships of the cases selected.
    pub sources: Vec<RowSources>,
    #[serde(skip)]
    columns: Vec<String>,
}

impl SelectionReport {
    pub(crate) fn new(held: &Held, technique: Technique, most: usize) -> Self {
        let chosen = &held.chosen;
        let asked = Asked {
            table: &chosen.table,
            condition: &held.condition,
            outcome: &chosen.outcome,
            relation: held.relation(),
            conditions: &chosen.conditions,
            list: most,
            rank: MOST_RANKED,
        };
        let list = |list: Selected| SelectedList {
            about: list.about.words(&asked),
            count: list.count,
            ranked: list.ranked,
            cases: list
                .best
                .iter()
                .enumerate()
                .map(|(at, pick)| SelectedReport {
                    rank: at + 1,
                    case: chosen.table.cases[pick.case].clone(),
                    other: pick.other.map(|other| chosen.table.cases[other].clone()),
                    value: pick.value,
                    numbers: pick.numbers.iter().copied().collect(),
                    row: pick.row(&asked),
                    outcome: pick.cell.as_ref().map(|(_, shows)| *shows),
                    words: pick.words(&asked, technique, list.about),
                })
                .collect(),
        };
        SelectionReport {
            schema: "exceptio.selection",
            version: 1,
            data: chosen.data.clone(),
            solution: held.head.clone(),
            technique: technique.word(),
            formula: technique.formula(),
            purpose: technique.purpose(),
            most,
            lists: select(&asked, technique).into_iter().map(list).collect(),
            sources: Vec::new(),
            columns: held.columns_with_conditions(),
        }
    }

    fn list(&self, list: &SelectedList) -> Layout {
        let shown = list.cases.len() as u64;
        let of = if shown == list.count { format!("all {shown}") } else { format!("{shown} of {}", list.count) };
        let caption = match list.count {
            0 => format!("{}, {}: none", self.technique, list.about),
            _ => format!("{}, {}: {of}", self.technique, list.about),
        };
        let pairs = self.technique.starts_with("most-");
        let value = match self.technique {
            "typical" | "deviant" => "residual",
            "extreme" => "s from mean",
            "influential" => "change",
            "diverse" => "member",
            "pathway" => "gain",
            _ => "difference",
        };
        let outcome = self.solution.outcome.as_str();
        let mut layout = match pairs {
            true => {
                let outcomes = [format!("{outcome} i"), format!("{outcome} j")];
                let [y_i, y_j] = [outcomes[0].as_str(), outcomes[1].as_str()];
                let titles = ["first (i)", "second (j)", "conjunct i", "conjunct j", y_i, y_j, value];
                Layout::new(caption, &titles, &[2, 3, 4, 5, 6])
            }
            false => Layout::new(caption, &["case", value, "why"], &[1]),
        };
        let number = |pick: &SelectedReport, of: &str| pick.numbers.get(of).map(|number| format!("{number:.3}"));
        for pick in &list.cases {
            let ranked_by = format!("{:.3}", pick.value);
            layout.rows.push(match &pick.other {
                // What would be said of a pair is what its columns show.
                Some(other) => {
                    let shown = ["x", "x of the other", "y", "y of the other"];
                    let numbers = shown.into_iter().map(|of| number(pick, of).unwrap_or_default());
                    [pick.case.clone(), other.clone()].into_iter().chain(numbers).chain([ranked_by]).collect()
                }
                None => vec![pick.case.clone(), ranked_by, pick.words.clone()],
            });
        }
        if !list.ranked {
            layout
                .notes
                .push("Too many to be ranked, and only counted; fewer cases or a narrower claim would be.".to_owned());
        }
        layout
    }
}

impl Shown for SelectionReport {
    fn data(&self) -> Option<&DataReport> {
        Some(&self.data)
    }

    fn about(&self) -> String {
        self.solution.arrow.clone()
    }

    /// A row a case or pair.
    fn table(&self) -> Table {
        let mut table =
            Table::new(&["model", "technique", "about", "count", "rank", "case", "other", "value", "words", "sources"]);
        for list in &self.lists {
            for pick in &list.cases {
                let of = self.sources.iter().filter(|sources| sources.case == pick.case);
                let sources: Vec<String> = of.flat_map(RowSources::words).collect();
                table.rows.push(vec![
                    self.solution.id.clone().unwrap_or_default(),
                    self.technique.to_owned(),
                    list.about.clone(),
                    list.count.to_string(),
                    pick.rank.to_string(),
                    pick.case.clone(),
                    pick.other.clone().unwrap_or_default(),
                    pick.value.to_string(),
                    pick.words.clone(),
                    sources.join("; "),
                ]);
            }
        }
        self.data.counted(self.solution.told(table))
    }

    /// A table for each list, then the sources.
    fn layouts(&self, _most: usize) -> Vec<Layout> {
        let mut layouts: Vec<Layout> = self.lists.iter().map(|list| self.list(list)).collect();
        layouts.extend(sources_layout(&self.sources));
        if let Some(last) = layouts.last_mut() {
            last.notes.push(format!("Ranked by: {}.", self.formula));
            last.notes.push(format!("Studied {}.", self.purpose));
            self.data.under(last);
            if self.lists.iter().any(|list| list.count > list.cases.len() as u64 && list.ranked) {
                last.notes.push(format!("Lists are cut at {}.", self.most));
                last.advice.push("--most N gives more.".to_owned());
            }
        }
        layouts
    }

    /// Which solution this is.
    fn first(&self) -> Vec<String> {
        self.solution.lines()
    }
}

impl SourcedReport for SelectionReport {
    fn listed_cases(&self) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for pick in self.lists.iter().flat_map(|list| &list.cases) {
            for case in std::iter::once(&pick.case).chain(&pick.other) {
                if !found.contains(case) {
                    found.push(case.clone());
                }
            }
        }
        found
    }

    fn columns_read(&self) -> Vec<String> {
        self.columns.clone()
    }

    fn take_sources(&mut self, sources: Vec<RowSources>) {
        self.sources = sources;
    }
}
