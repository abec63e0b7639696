//! A calibrated table with its recipe, and what it should be looked over for; thresholds found.

use super::data::{listed, number, rate};
use crate::report::{Layout, Shown, Table};
use crate::sets::{Applied, RawTable, Recipe};
use serde::Serialize;
use sets::calibrate::{Linkage, Method};
use sets::{Cells, Column, Kind, constant_columns, skewness};
use text::{Diagnostic, counted};

/// Columns beside each other in a table of cases.
const BESIDE: usize = 4;

/// How many cases are at a level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LevelReport {
    /// The level.
    pub level: usize,
    /// Cases at it.
    pub cases: usize,
}

/// A calibrated column.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CalibratedReport {
    /// Its name.
    pub name: String,
    /// The raw column.
    pub from: String,
    /// The line that makes it of that.
    pub recipe: String,
    /// `direct`, `linear`, `power`, `bell`, `inverse-bell`, `ecdf`, `relative`, `indirect`, `crisp` or `cut`.
    pub method: &'static str,
    /// `crisp`, `multi-value` or `fuzzy`.
    pub kind: &'static str,
    /// Whether a membership hangs on the other cases too: in other data the same value then has another.
    pub hangs_on_data: bool,
    /// Cases with a value.
    pub n: usize,
    /// Cases without one.
    pub missing: Vec<String>,
    /// Cases with a membership of exactly 0.5.
    pub halves: Vec<String>,
    /// The share of cases with a membership above 0.5; none of a multi-value column.
    pub share: Option<f64>,
    /// Whether that share, or that of some level, lies below 0.15 or above 0.85.
    pub skewed: bool,
    /// Whether all cases are on one side of 0.5, or at one level.
    pub constant: bool,
    /// Of a crisp or multi-value column: how many cases are at each level.
    pub levels: Vec<LevelReport>,
    /// The raw values, in the order of cases.
    pub raw: Vec<Option<f64>>,
    /// What they became.
    pub values: Vec<Option<f64>>,
}

/// A calibrated table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CalibrateReport {
    /// `exceptio.calibrate`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// The file.
    pub source: String,
    /// The whole recipe, a line a column; `--recipe` takes it, or this report.
    pub recipe: Vec<String>,
    /// The cases.
    pub cases: Vec<String>,
    /// The columns that were calibrated.
    pub columns: Vec<CalibratedReport>,
    /// The whole table: names, then cells by column.
    #[serde(skip)]
    whole: Vec<(String, Vec<String>)>,
}

impl CalibrateReport {
    pub(crate) fn new(table: &RawTable) -> Self {
        CalibrateReport {
            schema: "exceptio.calibrate",
            version: 1,
            source: table.source.clone(),
            recipe: table.applied.iter().map(|applied| applied.recipe.write()).collect(),
            cases: table.cases.clone(),
            columns: table.applied.iter().map(|applied| CalibratedReport::new(applied, &table.cases)).collect(),
            whole: table.columns.iter().map(|column| (column.name.clone(), written(&column.cells))).collect(),
        }
    }

    fn of_cases(&self, columns: &[CalibratedReport], most: usize) -> Layout {
        let mut titles = vec!["case".to_owned()];
        for column in columns {
            let raw = if column.name == column.from { format!("{} raw", column.from) } else { column.from.clone() };
            titles.extend([raw, column.name.clone()]);
        }
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        let right: Vec<usize> = (1..titles.len()).collect();
        let mut layout = Layout::new("Cases", &titles, &right);
        for (at, case) in self.cases.iter().enumerate().take(most) {
            let mut cells = vec![case.clone()];
            for column in columns {
                let value = match column.kind {
                    "fuzzy" => rate(column.values[at]),
                    _ => column.values[at].map_or_else(|| "-".to_owned(), |value| value.to_string()),
                };
                cells.extend([column.raw[at].map_or_else(|| "-".to_owned(), short), value]);
            }
            layout.rows.push(cells);
        }
        if self.cases.len() > most {
            layout.notes.push(format!("{most} of {} drawn.", counted(self.cases.len(), "case", "cases")));
            layout.advice.push("--all draws all.".to_owned());
        }
        layout
    }
}

impl Shown for CalibrateReport {
    /// The whole table, calibrated: cases, then every column in its place.
    fn table(&self) -> Table {
        let names = std::iter::once("case".to_owned()).chain(self.whole.iter().map(|(name, _)| name.clone()));
        let mut table = Table::named(names.collect());
        for (at, case) in self.cases.iter().enumerate() {
            let cells = self.whole.iter().map(|(_, cells)| cells[at].clone());
            table.rows.push(std::iter::once(case.clone()).chain(cells).collect());
        }
        table
    }

    /// The calibrated columns, then the cases with raw values and memberships, at most `most`.
    fn layouts(&self, most: usize) -> Vec<Layout> {
        let titles = ["column", "kind", "n", "missing", "at 0.5", "share", "recipe"];
        let mut columns = Layout::new(format!("Calibrated: {}", self.source), &titles, &[2, 3, 4, 5]);
        for column in &self.columns {
            let share = match column.share {
                None => column.levels.iter().map(|level| level.cases.to_string()).collect::<Vec<_>>().join("/"),
                share => rate(share),
            };
            columns.rows.push(vec![
                column.name.clone(),
                column.kind.to_owned(),
                column.n.to_string(),
                column.missing.len().to_string(),
                column.halves.len().to_string(),
                share,
                column.recipe.clone(),
            ]);
        }
        columns.notes.push("share: of cases with a membership above 0.5; of levels, cases at each.".to_owned());
        if self.columns.iter().any(|column| column.hangs_on_data) {
            columns
                .notes
                .push("ecdf, relative and indirect hang on all cases: other data give other memberships.".to_owned());
        }
        let mut layouts = vec![columns];
        for some in self.columns.chunks(BESIDE) {
            layouts.push(self.of_cases(some, most));
        }
        layouts
    }
}

impl CalibratedReport {
    fn new(applied: &Applied, cases: &[String]) -> Self {
        let Applied { recipe, raw, made } = applied;
        let kind = recipe.method.kind();
        let which = |wanted: &dyn Fn(Option<f64>) -> bool| -> Vec<String> {
            cases.iter().zip(made).filter(|(_, value)| wanted(**value)).map(|(case, _)| case.clone()).collect()
        };
        let values: Vec<f64> = made.iter().copied().flatten().collect();
        let n = values.len();
        let level =
            |level: usize| LevelReport { level, cases: values.iter().filter(|value| **value == level as f64).count() };
        let levels =
            if kind == Kind::Fuzzy { Vec::new() } else { (0..usize::from(kind.levels())).map(level).collect() };
        let present = sets::Table::new(vec![String::new(); n], vec![Column::new(&recipe.name, kind, values)]);
        let skew = skewness(&present, &[0]);
        let one = skew.first().filter(|_| !matches!(kind, Kind::Multi { .. }));
        CalibratedReport {
            name: recipe.name.clone(),
            from: recipe.from.clone(),
            recipe: recipe.write(),
            method: recipe.word(),
            kind: kind.word(),
            hangs_on_data: recipe.method.hangs_on_data(),
            n,
            missing: which(&|value| value.is_none()),
            halves: if kind == Kind::Fuzzy { which(&|value| value == Some(0.5)) } else { Vec::new() },
            share: one.and_then(|skew| skew.share),
            skewed: one.is_some_and(|skew| skew.skewed),
            constant: !constant_columns(&present, &[0]).is_empty(),
            levels,
            raw: raw.clone(),
            values: made.clone(),
        }
    }

    /// What should be looked at before anybody analyses it.
    pub(crate) fn warnings(&self) -> Vec<Diagnostic> {
        let mut warnings = Vec::new();
        let mut warn = |code, message: String, hint: &str| {
            warnings.push(Diagnostic::warning(code, format!("`{}`: {message}", self.name)).hint(hint));
        };
        if !self.missing.is_empty() {
            let message = format!(
                "{} without a value: {}",
                counted(self.missing.len(), "case is", "cases are"),
                listed(&self.missing, &[])
            );
            warn("sets::missing", message, "an analysis refuses them, or drops them on record (--missing drop)");
        }
        if !self.halves.is_empty() {
            let message = format!(
                "{} at exactly 0.5, neither in nor out: {}",
                counted(self.halves.len(), "case is", "cases are"),
                listed(&self.halves, &[])
            );
            warn(
                "sets::half",
                message,
                "put the crossover where no case lies; an analysis refuses them, or follows a stated rule (--half)",
            );
        }
        if self.constant {
            warn(
                "sets::constant",
                "all cases are on one side".to_owned(),
                "nothing can be learned from cases that do not differ; move the anchors",
            );
        } else if self.skewed {
            let message = format!("{} of the cases are members: skewed", rate(self.share));
            warn(
                "sets::skewed",
                message,
                "below 0.15 or above 0.85 an outcome and its negation can both seem to follow",
            );
        }
        warnings
    }
}

/// A raw value for reading: as it is, or to four places where it has many.
fn short(raw: f64) -> String {
    let whole = raw.to_string();
    if whole.len() > 10 { format!("{raw:.4}") } else { whole }
}

/// A threshold without the last digits that adding and halving leaves: to twelve figures, where it still lies in the gap.
fn neat(threshold: f64, values: &[f64]) -> f64 {
    let rounded: f64 = format!("{threshold:.11e}").parse().unwrap_or(threshold);
    let (low, high) = (threshold.min(rounded), threshold.max(rounded));
    if values.iter().any(|value| (low..=high).contains(value)) { threshold } else { rounded }
}

fn written(cells: &Cells) -> Vec<String> {
    match cells {
        Cells::Numbers(cells) => cells.iter().map(|cell| number(*cell)).collect(),
        Cells::Texts(cells) => cells.iter().map(|cell| cell.clone().unwrap_or_default()).collect(),
    }
}

/// A column's name, its values and the thresholds found.
pub(crate) type Parted = (String, Vec<Option<f64>>, Vec<f64>);

/// Thresholds of a column.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FoundThresholdsReport {
    /// The column.
    pub column: String,
    /// Cases with a value.
    pub n: usize,
    /// Its least value and its greatest.
    pub range: [f64; 2],
    /// Midpoints between clusters of values, ascending.
    pub thresholds: Vec<f64>,
    /// Cases below the first, between the first and the second, and so on.
    pub cases: Vec<usize>,
    /// The recipe that cuts it there.
    pub recipe: String,
}

/// Thresholds where values leave gaps.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ThresholdsReport {
    /// `exceptio.thresholds`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// The file.
    pub source: String,
    /// How many were asked for.
    pub count: usize,
    /// How far clusters are apart: `complete`, `single`, `average` or `ward`.
    pub linkage: &'static str,
    /// Column by column.
    pub columns: Vec<FoundThresholdsReport>,
    /// Columns passed over: no numbers, or too few distinct ones.
    pub passed_over: Vec<String>,
}

impl ThresholdsReport {
    pub(crate) fn new(
        raw: &RawTable,
        count: usize,
        linkage: Linkage,
        found: &[Parted],
        passed_over: Vec<String>,
    ) -> Self {
        let column = |(name, values, thresholds): &Parted| {
            let known: Vec<f64> = values.iter().copied().flatten().collect();
            let thresholds: Vec<f64> = thresholds.iter().map(|threshold| neat(*threshold, &known)).collect();
            let mut cases = vec![0; thresholds.len() + 1];
            known.iter().for_each(|value| cases[thresholds.partition_point(|at| at <= value)] += 1);
            let recipe = Recipe {
                name: name.clone(),
                from: name.clone(),
                method: Method::Thresholds(thresholds.clone()),
                grades: None,
            };
            FoundThresholdsReport {
                column: name.clone(),
                n: known.len(),
                range: [
                    known.iter().copied().fold(f64::INFINITY, f64::min),
                    known.iter().copied().fold(f64::NEG_INFINITY, f64::max),
                ],
                thresholds,
                cases,
                recipe: recipe.write(),
            }
        };
        ThresholdsReport {
            schema: "exceptio.thresholds",
            version: 1,
            source: raw.source.clone(),
            count,
            linkage: match linkage {
                Linkage::Complete => "complete",
                Linkage::Single => "single",
                Linkage::Average => "average",
                Linkage::Ward => "ward",
            },
            columns: found.iter().map(column).collect(),
            passed_over,
        }
    }
}

impl Shown for ThresholdsReport {
    /// One row a threshold.
    fn table(&self) -> Table {
        let mut table = Table::new(&["column", "at", "threshold", "cases_below", "cases_from", "recipe"]);
        for column in &self.columns {
            for (at, threshold) in column.thresholds.iter().enumerate() {
                let below: usize = column.cases[..=at].iter().sum();
                table.rows.push(vec![
                    column.column.clone(),
                    (at + 1).to_string(),
                    threshold.to_string(),
                    below.to_string(),
                    (column.n - below).to_string(),
                    column.recipe.clone(),
                ]);
            }
        }
        table
    }

    /// A row a column.
    fn layouts(&self, _most: usize) -> Vec<Layout> {
        let caption = format!("Thresholds where values leave gaps: {} ({} linkage)", self.source, self.linkage);
        let mut layout =
            Layout::new(caption, &["column", "n", "least", "greatest", "cases between", "recipe"], &[1, 2, 3]);
        for column in &self.columns {
            let cases: Vec<String> = column.cases.iter().map(usize::to_string).collect();
            layout.rows.push(vec![
                column.column.clone(),
                column.n.to_string(),
                column.range[0].to_string(),
                column.range[1].to_string(),
                cases.join("/"),
                column.recipe.clone(),
            ]);
        }
        if !self.passed_over.is_empty() {
            let names = self.passed_over.join(", ");
            layout.notes.push(format!("Passed over, for want of numbers or of distinct ones: {names}."));
        }
        layout
            .notes
            .push("A gap in the data is no reason by itself: thresholds need one from outside the data.".to_owned());
        vec![layout]
    }
}
