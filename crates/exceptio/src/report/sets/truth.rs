//! A truth table with its cases and the reason of every row's coding.

use super::data::{DataReport, listed, number, rate};
use super::untenable::UntenableReport;
use crate::report::{Layout, Shown, Table};
use crate::sets::Chosen;
use serde::Serialize;
use sets::minimize::{Cube, Region, Why};
use sets::truth::{Exclusion, Output, OverlapRule, Reason, Row, TruthTable};

/// The cut-offs of a truth table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TruthSettings {
    /// `incl.cut`: the inclusion cut-off, and the contradiction cut-off where there is one.
    pub incl_cut: Vec<f64>,
    /// `pri.cut`.
    pub pri_cut: f64,
    /// `n.cut`.
    pub n_cut: usize,
    /// `exclude`.
    pub exclude: Vec<String>,
    /// What is said to be necessary: remainders without it are untenable.
    pub necessary: Vec<String>,
    /// What is said to be impossible: remainders in it are untenable.
    pub impossible: Vec<String>,
    /// What else is untenable: `contradictory`, `simultaneous`.
    pub untenable: Vec<&'static str>,
    /// What holds where rows with cells of no concern overlap rows of another coding: `specific`, `refuse`, `negative`, `explain` or
    /// `free`.
    pub overlap: &'static str,
}

/// How many rows are coded how.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TruthCounts {
    /// Coded 1.
    pub positive: usize,
    /// Coded 0.
    pub negative: usize,
    /// Coded C.
    pub contradictions: usize,
    /// Observed, with too few cases.
    pub too_few: usize,
    /// Never observed, and within no observed row; as text, for it may be more than a number of JSON holds. `None` beyond 2^127.
    pub unobserved: Option<String>,
    /// Never observed, and within an observed row with a cell of no concern, which stands for it.
    pub within: Option<String>,
    /// Of those never observed, how many may not be assumed.
    pub barred: Option<String>,
    /// Of those never observed, how many no case can be in.
    pub cannot_be: Option<String>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TruthRowReport {
    /// Its number in the full table, from 1, the first condition counting most; `None` where a condition does not concern it, or
    /// the number is past 2^64.
    pub row: Option<u64>,
    /// The level of each condition; `None` where it does not concern the row.
    pub levels: Vec<Option<u8>>,
    /// OUT: `1`, `0`, `C` or `?`.
    pub out: &'static str,
    /// Why it is coded so.
    pub reason: &'static str,
    /// The same with the numbers, in words.
    pub because: String,
    /// How many cases have a membership above 0.5 in it.
    pub n: usize,
    /// Inclusion: consistency as a sufficient condition, over all cases.
    pub incl: Option<f64>,
    /// PRI.
    pub pri: Option<f64>,
    /// Its members.
    pub cases: Vec<String>,
    /// Those of them that lack the outcome: deviant cases consistency in kind.
    pub deviant: Vec<String>,
}

/// A truth table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TruthReport {
    /// `exceptio.truth`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// What was analysed.
    pub data: DataReport,
    /// The outcome.
    pub outcome: String,
    /// The conditions, in the order of `levels`.
    pub conditions: Vec<String>,
    /// The cut-offs.
    pub settings: TruthSettings,
    /// How many rows are coded how.
    pub counts: TruthCounts,
    /// What may not be assumed, and why.
    pub untenable: UntenableReport,
    /// The rows.
    pub rows: Vec<TruthRowReport>,
    /// Cases in no row, because a condition is exactly 0.5; they weigh in every inclusion.
    pub in_no_row: Vec<String>,
}

pub(crate) fn names_of(chosen: &Chosen, cases: &[usize]) -> Vec<String> {
    cases.iter().map(|case| chosen.table.cases[*case].clone()).collect()
}

/// `1`, `0`, `C` or `?` in words.
pub(crate) fn output_word(output: Output) -> &'static str {
    match output {
        Output::Positive => "positive",
        Output::Negative => "negative",
        Output::Contradiction => "a contradiction",
        Output::Remainder => "a remainder",
    }
}

impl TruthSettings {
    pub(crate) fn new(chosen: &Chosen, truth: &TruthTable) -> Self {
        let settings = &truth.settings;
        let exclude = settings.exclude.iter().map(|exclusion| match exclusion {
            Exclusion::Expression(sum) => sum.write(&chosen.table),
            Exclusion::Row(levels) => truth.term(levels).write(&chosen.table),
        });
        TruthSettings {
            incl_cut: std::iter::once(settings.inclusion).chain(settings.contradiction).collect(),
            pri_cut: settings.pri,
            n_cut: settings.frequency,
            exclude: exclude.collect(),
            necessary: settings.untenable.necessary.iter().map(|sum| sum.write(&chosen.table)).collect(),
            impossible: settings.untenable.impossible.iter().map(|sum| sum.write(&chosen.table)).collect(),
            untenable: [
                settings.untenable.contradictory.then_some("contradictory"),
                settings.untenable.simultaneous.then_some("simultaneous"),
            ]
            .into_iter()
            .flatten()
            .collect(),
            overlap: settings.overlap.word(),
        }
    }

    /// `incl.cut 0.8, n.cut 1, pri.cut 0`.
    #[must_use]
    pub fn words(&self) -> String {
        let cuts: Vec<String> = self.incl_cut.iter().map(f64::to_string).collect();
        let mut words = format!("incl.cut {}, n.cut {}, pri.cut {}", cuts.join(" and "), self.n_cut, self.pri_cut);
        if !self.exclude.is_empty() {
            words.push_str(&format!(", excluded {}", self.exclude.join("; ")));
        }
        if self.overlap != OverlapRule::default().word() {
            words.push_str(&format!(", overlap {}", self.overlap));
        }
        words
    }
}

impl TruthCounts {
    pub(crate) fn new(truth: &TruthTable) -> Self {
        let count = |output| truth.coded(output).count();
        let unobserved = truth.unobserved();
        let levels: Vec<u8> = truth.conditions.iter().map(|condition| condition.levels).collect();
        let seen = truth.rows.iter().map(|row| Cube::from_levels(&row.levels));
        let size = |region: Region| match region.within.is_empty() {
            true => Some("0".to_owned()),
            false => region.without(seen.clone()).size(&levels).map(|size| size.to_string()),
        };
        let barred: Vec<Cube> = truth.barred.iter().flat_map(|barred| barred.region.within.iter().cloned()).collect();
        TruthCounts {
            positive: count(Output::Positive),
            negative: count(Output::Negative),
            contradictions: count(Output::Contradiction),
            too_few: count(Output::Remainder),
            unobserved: unobserved.map(|(never, _)| never.to_string()),
            within: unobserved.map(|(_, within)| within.to_string()),
            barred: size(Region::new(barred)),
            cannot_be: size(Region::new(truth.impossible())),
        }
    }

    /// `3 rows 1, 6 rows 0, 23 never observed`.
    #[must_use]
    pub fn words(&self) -> String {
        let rows = |count: usize, sign: &str| {
            (count > 0).then(|| format!("{count} {} coded {sign}", if count == 1 { "row" } else { "rows" }))
        };
        let mut parts: Vec<String> = [(self.positive, "1"), (self.negative, "0"), (self.contradictions, "C")]
            .into_iter()
            .filter_map(|(count, sign)| rows(count, sign))
            .collect();
        parts.extend(rows(self.too_few, "? (too few cases)"));
        if let Some(within) = self.within.as_deref().filter(|within| *within != "0") {
            parts.push(format!("{within} only within a row with `-`"));
        }
        parts.push(format!("{} never observed", self.unobserved.as_deref().unwrap_or("more than 2^127")));
        let some = |count: &Option<String>| count.clone().filter(|count| count != "0");
        parts.extend(some(&self.barred).map(|barred| format!("{barred} of them untenable")));
        parts.extend(some(&self.cannot_be).map(|count| format!("{count} of them impossible")));
        parts.join(", ")
    }
}

impl TruthReport {
    pub(crate) fn new(chosen: &Chosen, truth: &TruthTable, rows: &[Row]) -> Self {
        let settings = TruthSettings::new(chosen, truth);
        let row = |row: &Row| TruthRowReport {
            row: truth.number(&row.levels).and_then(|number| u64::try_from(number).ok()),
            levels: row.levels.clone(),
            out: row.output.sign(),
            reason: reason_word(row.reason),
            because: because(row, &settings, truth),
            n: row.n,
            incl: row.inclusion,
            pri: row.pri,
            cases: names_of(chosen, &row.cases),
            deviant: names_of(chosen, &row.deviant),
        };
        TruthReport {
            schema: "exceptio.truth",
            version: 1,
            data: chosen.data.clone(),
            outcome: truth.outcome.clone(),
            conditions: truth.conditions.iter().map(|condition| condition.name.clone()).collect(),
            counts: TruthCounts::new(truth),
            untenable: UntenableReport::new(chosen, truth),
            rows: rows.iter().map(row).collect(),
            in_no_row: names_of(chosen, &truth.ambiguous),
            settings,
        }
    }

    /// As a table for reading.
    #[must_use]
    pub fn layout(&self) -> Layout {
        let mut titles: Vec<&str> = vec!["row"];
        titles.extend(self.conditions.iter().map(String::as_str));
        titles.extend(["OUT", "n", "incl", "PRI", "because", "cases"]);
        let k = self.conditions.len();
        let mut layout = Layout::new(format!("Truth table of {}", self.outcome), &titles, &[0, k + 2, k + 3, k + 4]);
        for row in &self.rows {
            let mut cells = vec![row.row.map_or_else(|| "-".to_owned(), |row| row.to_string())];
            cells.extend(row.levels.iter().map(|level| level_word(*level)));
            let marked: &[String] = if row.out == "0" { &[] } else { &row.deviant };
            cells.extend([
                row.out.to_owned(),
                row.n.to_string(),
                rate(row.incl),
                rate(row.pri),
                row.because.clone(),
                listed(&row.cases, marked),
            ]);
            layout.rows.push(cells);
        }
        self.data.under(&mut layout);
        layout.notes.push(format!("{}; {}.", self.settings.words(), self.counts.words()));
        if self.rows.iter().any(|row| row.out != "0" && !row.deviant.is_empty()) {
            layout.notes.push("! a member of the row that lacks the outcome.".to_owned());
        }
        layout.notes.extend(self.untenable.lines(&self.outcome));
        if !self.in_no_row.is_empty() {
            layout.notes.push(format!("In no row, for a condition is exactly 0.5: {}.", self.in_no_row.join(", ")));
        }
        layout
    }
}

impl Shown for TruthReport {
    fn data(&self) -> Option<&DataReport> {
        Some(&self.data)
    }

    fn about(&self) -> String {
        format!("Outcome: {}", self.outcome)
    }

    /// One row a row, its levels as one text such as `1-0-1` in the order of conditions.
    fn table(&self) -> Table {
        let mut table = Table::new(&[
            "outcome",
            "row",
            "conditions",
            "levels",
            "out",
            "n",
            "incl",
            "pri",
            "reason",
            "because",
            "cases",
            "deviant",
        ]);
        for row in &self.rows {
            let levels: Vec<String> = row.levels.iter().map(|level| level_word(*level)).collect();
            table.rows.push(vec![
                self.outcome.clone(),
                row.row.map(|row| row.to_string()).unwrap_or_default(),
                self.conditions.join(";"),
                levels.join(";"),
                row.out.to_owned(),
                row.n.to_string(),
                number(row.incl),
                number(row.pri),
                row.reason.to_owned(),
                row.because.clone(),
                row.cases.join(";"),
                row.deviant.join(";"),
            ]);
        }
        self.data.counted(table)
    }

    fn layouts(&self, _most: usize) -> Vec<Layout> {
        vec![self.layout()]
    }
}

fn level_word(level: Option<u8>) -> String {
    level.map_or_else(|| "-".to_owned(), |level| level.to_string())
}

fn reason_word(reason: Reason) -> &'static str {
    match reason {
        Reason::Excluded { .. } => "excluded",
        Reason::Unobserved => "unobserved",
        Reason::Within { .. } => "within",
        Reason::Contested { .. } => "contested",
        Reason::Simultaneous => "simultaneous",
        Reason::Barred { .. } => "untenable",
        Reason::Impossible => "impossible",
        Reason::TooFew { .. } => "too_few",
        Reason::Undefined => "undefined",
        Reason::Consistent => "consistent",
        Reason::Between => "between",
        Reason::PriTooLowContradiction => "pri_too_low_contradiction",
        Reason::PriTooLow => "pri_too_low",
        Reason::Inconsistent => "inconsistent",
    }
}

fn because(row: &Row, settings: &TruthSettings, truth: &TruthTable) -> String {
    let levels = |place: usize| {
        let cells: Vec<String> = truth.rows[place].levels.iter().map(|level| level_word(*level)).collect();
        cells.join(" ")
    };
    let upper = settings.incl_cut[0];
    let lower = settings.incl_cut.last().copied().unwrap_or(upper);
    match row.reason {
        Reason::Excluded { by } => {
            format!("excluded: {}", settings.exclude.get(by).map_or("a row", String::as_str))
        }
        Reason::Unobserved => "no case".to_owned(),
        Reason::Within { row } => format!("in row {}", levels(row)),
        Reason::Simultaneous => "1 for the absence too".to_owned(),
        Reason::Impossible => "cannot be".to_owned(),
        Reason::Barred { by } => match truth.barred[by].why {
            Why::Impossible(at) => format!("impossible: {}", settings.impossible[at]),
            Why::Lacking(at) => format!("without {}", settings.necessary[at]),
            Why::Contradictory => "contradictory".to_owned(),
        },
        Reason::Contested { rows: (one, other) } => format!("in rows {} and {}", levels(one), levels(other)),
        Reason::TooFew { otherwise } => format!("n < {}; else {}", settings.n_cut, output_word(otherwise)),
        Reason::Undefined => "no membership".to_owned(),
        Reason::Consistent if settings.pri_cut > 0.0 => format!("incl >= {upper}, PRI >= {}", settings.pri_cut),
        Reason::Consistent => format!("incl >= {upper}"),
        Reason::Between => format!("{lower} <= incl < {upper}"),
        Reason::PriTooLow | Reason::PriTooLowContradiction => {
            format!("incl >= {upper}, PRI < {}", settings.pri_cut)
        }
        Reason::Inconsistent => format!("incl < {lower}"),
    }
}
