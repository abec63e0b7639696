//! What was analysed: where it comes from, how many cases were used, which were left out or moved, and by which rule.

use super::view::ViewReport;
use crate::report::{Layout, Table as Tidy};
use crate::sets::{Choice, RawTable};
use serde::Serialize;
use sets::expression::Sum;
use sets::{HalfRule, Kind, MissingRule, Table, skewness};

/// A column that was read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ColumnReport {
    /// Its name.
    pub name: String,
    /// `condition`, `outcome` or `other`; in coincidence analysis `factor`.
    pub role: &'static str,
    /// `crisp`, `multi-value` or `fuzzy`.
    pub kind: &'static str,
    /// How many levels it has in a truth table.
    pub levels: u8,
    /// Names of the levels, where they have names.
    pub labels: Vec<String>,
    /// The share of cases with a membership above 0.5; of a multi-value column nothing.
    pub share: Option<f64>,
    /// Whether that share lies below 0.15 or above 0.85.
    pub skewed: bool,
}

/// A case left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GoneReport {
    /// Which.
    pub case: String,
    /// For the sake of which columns.
    pub columns: Vec<String>,
    /// Why.
    pub why: &'static str,
}

/// A membership of 0.5 that a rule moved.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MovedReport {
    /// Whose.
    pub case: String,
    /// In which column.
    pub column: String,
    /// To what.
    pub to: f64,
}

/// One of several, as it was taken: a definition of an outcome, a reading of a dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TakenReport {
    /// `definition` or `reading`.
    pub kind: &'static str,
    /// The outcome, or the dispute.
    pub of: String,
    /// Which was taken.
    pub taken: String,
    /// All there are, in their order.
    pub all: Vec<String>,
    /// Whether it was asked for, or settled by the study; else it is the first.
    pub chosen: bool,
    /// Of a definition: whether it speaks of `allied` and was read on the legal clock, so that it is a treaty in force whatever it is called.
    pub by_treaty: bool,
}

/// The data of an analysis.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DataReport {
    /// A file's name or a study's title.
    pub source: String,
    /// The theory whose conditions the columns are.
    pub theory: Option<String>,
    /// What a row of the data is: `row`, `case`, `spell` or `year`.
    pub unit: &'static str,
    /// Rows in the data.
    pub rows: usize,
    /// N used.
    pub n: usize,
    /// How many units the rows used are of: cases of a study, whose spells or years hang together. Of other rows N.
    pub units: usize,
    /// What was left out; N left out is its length.
    pub left_out: Vec<GoneReport>,
    /// Memberships that a rule moved.
    pub moved: Vec<MovedReport>,
    /// The rule for missing values: `refuse` or `drop`.
    pub missing: &'static str,
    /// The rule for memberships of exactly 0.5: `refuse`, `keep`, `drop`, `up 0.001`, `down 0.001`.
    pub half: String,
    /// How columns were calibrated on the way here, a line each; `--recipe` takes them, or the whole report.
    pub recipe: Vec<String>,
    /// The columns read.
    pub columns: Vec<ColumnReport>,
    /// What should be known of how the data were made.
    pub notes: Vec<String>,
    /// How the data could be made otherwise, by which options.
    pub advice: Vec<String>,
    /// Definitions and readings that were taken where a theory or study has several.
    pub taken: Vec<TakenReport>,
    /// How a study was seen and judged.
    #[serde(flatten)]
    pub view: ViewReport,
}

impl DataReport {
    pub(crate) fn new(raw: &RawTable, table: &Table, conditions: &[usize], outcome: &Sum, choice: &Choice) -> Self {
        let of_outcome = outcome.columns();
        let column = |at: usize| {
            let read = &table.columns[at];
            let role = match (conditions.contains(&at), of_outcome.contains(&at)) {
                (true, _) => "condition",
                (_, true) => "outcome",
                _ => "other",
            };
            let skew = skewness(table, &[at]);
            let one = skew.first().filter(|_| !matches!(read.kind, Kind::Multi { .. }));
            ColumnReport {
                name: read.name.clone(),
                role,
                kind: read.kind.word(),
                levels: read.kind.levels(),
                labels: read.labels.clone(),
                share: one.and_then(|skew| skew.share),
                skewed: one.is_some_and(|skew| skew.skewed),
            }
        };
        let left_out = table.left_out.iter().map(|gone| GoneReport {
            case: gone.case.clone(),
            columns: gone.columns.clone(),
            why: gone.why.words(),
        });
        let moved = table.moved.iter().map(|moved| MovedReport {
            case: moved.case.clone(),
            column: moved.column.clone(),
            to: moved.to,
        });
        DataReport {
            source: raw.source.clone(),
            theory: raw.theory.clone(),
            unit: raw.unit,
            rows: raw.cases.len(),
            n: table.len(),
            units: raw.clusters(table).len(),
            left_out: left_out.collect(),
            moved: moved.collect(),
            missing: if choice.missing == MissingRule::Drop { "drop" } else { "refuse" },
            half: half_word(choice.half),
            recipe: raw.applied.iter().map(|applied| applied.recipe.write()).collect(),
            columns: (0..table.columns.len()).map(column).collect(),
            notes: raw.notes.iter().cloned().chain(lengths(raw, table)).collect(),
            advice: raw.advice.clone(),
            taken: raw.taken.clone(),
            view: raw.view.clone(),
        }
    }

    /// A study, its theory and how it was seen, for the head of what is read: `TITLE · theory NAME · as of DATE · on the legal clock`;
    /// `None` of a file.
    #[must_use]
    pub fn head(&self) -> Option<String> {
        let theory = format!("theory {}", self.theory.as_deref()?);
        let parts: Vec<String> = [self.source.clone(), theory].into_iter().chain(self.view.words()).collect();
        Some(parts.join(" · "))
    }

    /// That a test which takes (`Chance deals`) every row by itself gives too small a p where several rows are of one case.
    pub(super) fn hang_together(&self, takes: &str) -> Option<String> {
        (self.units < self.n).then(|| {
            format!(
                "{takes} every {unit} by itself; those of one case hang together ({n} {unit}s of {} {}), so that p is too small: \
                 --unit case has a row a case.",
                self.units,
                if self.units == 1 { "case" } else { "cases" },
                n = self.n,
                unit = self.unit
            )
        })
    }

    /// Puts below a table what is to be known of the data, and what could be asked of them.
    pub(crate) fn under(&self, layout: &mut Layout) {
        layout.notes.extend(self.lines());
        layout.advice.extend(self.advice.iter().cloned());
    }

    /// What stands below a table: N, then how the data were made.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let sentence = |text: &String| format!("{text}.");
        let made: Vec<String> = self.recipe.iter().map(|line| format!("Calibrated: {line}")).collect();
        std::iter::once(&self.used()).chain(&self.notes).chain(&made).map(sentence).collect()
    }

    /// Tidy rows, each with how many cases were used (`n_used`) and how many left out (`n_left_out`): no number without them.
    #[must_use]
    pub(crate) fn counted(&self, table: Tidy) -> Tidy {
        table.beside([("n_used", self.n.to_string()), ("n_left_out", self.left_out.len().to_string())])
    }

    /// `N = 17 of 18 rows, 1 left out. Data: cases.csv`, for a caption; of a study with its theory and how it was seen.
    #[must_use]
    pub(crate) fn counted_in_words(&self) -> String {
        let plural = if self.rows == 1 { "" } else { "s" };
        let left_out = match self.left_out.len() {
            0 => "none left out".to_owned(),
            some => format!("{some} left out"),
        };
        let source = self.head().map_or_else(|| self.source.clone(), |head| head.replace(" · ", ", "));
        format!("N = {} of {} {}{plural}, {left_out}. Data: {source}", self.n, self.rows, self.unit)
    }

    /// `N = 17 of 18 rows; 1 left out (no value): XY`.
    #[must_use]
    pub fn used(&self) -> String {
        let plural = if self.rows == 1 { "" } else { "s" };
        let mut words = format!("N = {} of {} {}{plural}", self.n, self.rows, self.unit);
        for why in ["no value", "membership exactly 0.5"] {
            let gone: Vec<&str> =
                self.left_out.iter().filter(|gone| gone.why == why).map(|gone| gone.case.as_str()).collect();
            if !gone.is_empty() {
                words.push_str(&format!("; {} left out ({why}): {}", gone.len(), shortened(&gone)));
            }
        }
        if !self.moved.is_empty() {
            let names: Vec<String> =
                self.moved.iter().map(|moved| format!("{} {}", moved.case, moved.column)).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let to: Vec<String> = self.moved.iter().map(|moved| moved.to.to_string()).take(1).collect();
            words.push_str(&format!(
                "; {} {} of 0.5 moved to {}: {}",
                self.moved.len(),
                if self.moved.len() == 1 { "membership" } else { "memberships" },
                to.join(""),
                shortened(&names)
            ));
        }
        if self.left_out.is_empty() {
            words.push_str("; none left out");
        }
        words
    }
}

/// Cases for reading, those in `marked` with a `!`. Where they are more than so many, the marked come first and the rest are counted.
pub(crate) fn listed(cases: &[String], marked: &[String]) -> String {
    const MOST: usize = 16;
    let is_marked = |case: &&String| marked.contains(case);
    let write = |case: &String| if marked.contains(case) { format!("{case}!") } else { case.clone() };
    if cases.len() <= MOST {
        return cases.iter().map(write).collect::<Vec<_>>().join(", ");
    }
    let first = cases.iter().filter(is_marked).chain(cases.iter().filter(|case| !is_marked(case)));
    let named: Vec<String> = first.take(MOST).map(write).collect();
    format!("{}, and {} more", named.join(", "), cases.len() - MOST)
}

/// Days below which a spell is short, and above which it is long.
const SHORT: i64 = 31;
const LONG: i64 = 365;

/// That spells count alike whatever their length, where short ones stand beside long ones.
fn lengths(raw: &RawTable, table: &Table) -> Option<String> {
    if raw.unit != "spell" {
        return None;
    }
    let days: Vec<i64> = raw.kept(table).iter().filter_map(|row| raw.origins.get(*row)?.days).collect();
    let short = days.iter().filter(|days| **days < SHORT).count();
    let longest = days.iter().copied().max().filter(|longest| *longest > LONG && short > 0)?;
    Some(format!(
        "every spell counts as one, however long it lasts: {short} of {} last less than {SHORT} days, the longest {}; shares of days are \
         what fit --weigh-days gives",
        days.len(),
        crate::report::time::length(longest)
    ))
}

/// The first six, and how many more.
fn shortened(names: &[&str]) -> String {
    let more = match names.len().saturating_sub(6) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{}{more}", names.iter().take(6).copied().collect::<Vec<_>>().join(", "))
}

fn half_word(rule: HalfRule) -> String {
    match rule {
        HalfRule::Refuse => "refuse".to_owned(),
        HalfRule::Keep => "keep".to_owned(),
        HalfRule::Drop => "drop".to_owned(),
        HalfRule::Up(by) => format!("up {by}"),
        HalfRule::Down(by) => format!("down {by}"),
    }
}

/// A ratio for reading: three places; a dash where it is undefined.
pub(crate) fn rate(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"))
}

/// A number for CSV in full precision; empty where it is undefined.
pub(crate) fn number(value: Option<f64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
