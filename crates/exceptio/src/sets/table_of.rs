//! A table before it is one: named columns of raw cells, whatever they came from.

use super::recipe::Applied;
use crate::report::{TakenReport, ViewReport};
use conditions::Case;
use sets::{RawColumn, Table};
use spells::Interval;
use std::collections::BTreeMap;

/// Cases by raw columns, and what they are.
#[derive(Debug, Clone, PartialEq)]
pub struct RawTable {
    /// Where it comes from: a file's name, or a study's title.
    pub source: String,
    /// The theory whose conditions the columns are; `None` of a file.
    pub theory: Option<String>,
    /// What a row is: `row`, `case`, `spell` or `year`.
    pub unit: &'static str,
    /// Names of the cases, one a row.
    pub cases: Vec<String>,
    /// The columns, each as long as `cases`.
    pub columns: Vec<RawColumn>,
    /// The outcome where none is named: a theory's first.
    pub outcome: Option<String>,
    /// The conditions where none are named: a theory's; of a file all other columns.
    pub conditions: Vec<String>,
    /// What should be known of how it was made.
    pub notes: Vec<String>,
    /// How it could be made otherwise, in sentences: for who asks at a terminal, and in no paper.
    pub advice: Vec<String>,
    /// Definitions and readings that were taken where there are several; none of a file.
    pub taken: Vec<TakenReport>,
    /// How a study was seen and judged; of a file nothing.
    pub view: ViewReport,
    /// What each row is of; none of a file whose rows are of nothing else.
    pub origins: Vec<Origin>,
    /// Columns that were calibrated on the way here, in order.
    pub applied: Vec<Applied>,
    /// What order conditions say of others.
    pub(crate) said: Said,
}

/// What a row is of: a unit, and the part of it that the row speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// A study's case (`CHN>PRK`), or what a file's column of units says.
    pub unit: String,
    /// The year or spell, or what a file's column of clusters says; `None` where a row is the whole unit.
    pub cluster: Option<String>,
    /// Days, where the row is made of days.
    pub days: Option<i64>,
    /// Where in a study it comes from.
    pub(crate) place: Option<(Case, Vec<Interval>)>,
}

/// What order conditions say of others, by names of columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Said {
    /// An order, and what is present wherever it is 0 or 1.
    pub speaks: Vec<(String, [String; 2])>,
    /// Orders that cannot be so together, each with whether it is 1.
    pub cannot: Vec<Vec<(String, bool)>>,
}

/// Rows that hang together: those of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// The unit; of a row that is of nothing else the row's own name.
    pub name: String,
    /// The rows, ascending.
    pub rows: Vec<usize>,
}

impl RawTable {
    /// Which of its rows a table made of it has kept, ascending: its cases come in the same order.
    pub(crate) fn kept(&self, table: &Table) -> Vec<usize> {
        let mut at = 0;
        let mut rows = Vec::with_capacity(table.len());
        for case in &table.cases {
            while self.cases.get(at).is_some_and(|other| other != case) {
                at += 1;
            }
            rows.push(at);
            at += 1;
        }
        rows
    }

    /// The rows of a table made of this one by their units, in the order of their first rows.
    pub(crate) fn clusters(&self, table: &Table) -> Vec<Cluster> {
        let mut clusters: Vec<Cluster> = Vec::new();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for (row, (case, of)) in table.cases.iter().zip(self.kept(table)).enumerate() {
            match self.origins.get(of) {
                None => clusters.push(Cluster { name: case.clone(), rows: vec![row] }),
                Some(origin) => {
                    let next = clusters.len();
                    let at = *places.entry(origin.unit.as_str()).or_insert(next);
                    if at == next {
                        clusters.push(Cluster { name: origin.unit.clone(), rows: Vec::new() });
                    }
                    clusters[at].rows.push(row);
                }
            }
        }
        clusters
    }

    /// The column of this name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&RawColumn> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// Names of the columns, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.columns.iter().map(|column| column.name.as_str())
    }
}
