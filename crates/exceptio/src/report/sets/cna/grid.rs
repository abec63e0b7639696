//! Fit-robustness: formulas found at many thresholds, each with its score.

use super::formulas::{ComplexReport, Writer};
use super::settings::CnaSettings;
use crate::report::sets::data::{DataReport, number, rate};
use crate::report::{Layout, Shown, Table};
use crate::sets::{CnaAsk, CnaOptions, Factors};
use serde::Serialize;
use sets::coincidence::{Complex, Configurations, Counted, Normalised, Robustness, Scores};
use text::{Files, counted};

/// Points that a formula's score has from another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PointsReport {
    /// The other, by its name; its own name for its further finds.
    pub id: String,
    /// How many.
    pub points: usize,
}

/// A formula found on the grid.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScoredReport {
    /// The formula, with its fit to all cases: the thresholds at which it was found lie at or below that.
    #[serde(flatten)]
    pub formula: ComplexReport,
    /// At how many points of the grid it was found.
    pub found: usize,
    /// Its score: a point each time that a formula was found which it contains or which contains it.
    pub score: usize,
    /// Its score as a share of what is taken as 1.
    pub normalised: Option<f64>,
    /// Where the points come from.
    pub from: Vec<PointsReport>,
}

/// A formula of the user's own, looked up among those found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SoughtReport {
    /// Its name.
    pub id: String,
    /// The formula.
    pub formula: String,
    /// Its place among the scored, from 1; `None` where it was not found or not scored.
    pub rank: Option<usize>,
}

/// What was found on the grid.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CnaGridReport {
    /// `exceptio.cna_grid`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// What was analysed.
    pub data: DataReport,
    /// What was asked; `con` and `cov` are those of the grid.
    pub settings: CnaSettings,
    /// The thresholds; every pair of them was an analysis.
    pub thresholds: Vec<f64>,
    /// `asf` or `csf`: which formulas are scored.
    pub output: &'static str,
    /// `full`, `supermodel` or `submodel`: which relations count.
    pub scoretype: &'static str,
    /// `truemax` or `idealmax`: what a normalised score of 1 is.
    pub normalize: &'static str,
    /// Whether indirect claims count, or formulas are compared as written.
    pub causal: bool,
    /// Analyses whose formulas are not all, because a limit was reached.
    pub cut: usize,
    /// Formulas found and not scored, because they were too many.
    pub unscored: usize,
    /// The formulas scored, the best first.
    pub scored: Vec<ScoredReport>,
    /// Formulas of the user's own.
    pub sought: Vec<SoughtReport>,
}

impl CnaGridReport {
    pub(crate) fn new(
        factors: &Factors,
        options: &CnaOptions,
        scores: &Scores,
        configurations: &Configurations,
        models: &[Complex],
        (ask, robust): (&CnaAsk, &Robustness),
        files: &Files,
    ) -> Self {
        let table = &factors.table;
        let writer = Writer::new(factors, configurations, options, ask.details);
        let id = |at: &usize| scores.scored[*at].formula.id(table);
        let scored = scores.scored.iter().map(|one| ScoredReport {
            formula: writer.complex(&one.formula, |_| None),
            found: one.found,
            score: one.score,
            normalised: one.normalised,
            from: one.from.iter().map(|(at, points)| PointsReport { id: id(at), points: *points }).collect(),
        });
        let sought = models.iter().map(|model| SoughtReport {
            id: model.id(table),
            formula: model.write(table),
            rank: scores.scored.iter().position(|one| one.formula == *model).map(|at| at + 1),
        });
        CnaGridReport {
            schema: "exceptio.cna_grid",
            version: 1,
            data: factors.data.clone(),
            settings: CnaSettings::new(factors, options, files),
            thresholds: robust.thresholds.clone(),
            output: if robust.atomic { "asf" } else { "csf" },
            scoretype: match robust.counted {
                Counted::Both => "full",
                Counted::Supermodels => "supermodel",
                Counted::Submodels => "submodel",
            },
            normalize: match robust.normalised {
                Normalised::Best => "truemax",
                Normalised::Ideal => "idealmax",
            },
            causal: robust.causal,
            cut: scores.cut,
            unscored: scores.unscored,
            scored: scored.collect(),
            sought: sought.collect(),
        }
    }
}

impl Shown for CnaGridReport {
    fn data(&self) -> Option<&DataReport> {
        Some(&self.data)
    }

    fn about(&self) -> String {
        "Coincidence analyses over a grid of thresholds".to_owned()
    }

    /// One row a formula.
    fn table(&self) -> Table {
        let mut table =
            Table::new(&["rank", "id", "formula", "complexity", "con", "cov", "found", "score", "normalised", "from"]);
        for (at, one) in self.scored.iter().enumerate() {
            let ComplexReport { id, formula, complexity, con, cov, .. } = &one.formula;
            let from: Vec<String> = one.from.iter().map(|from| format!("{}={}", from.id, from.points)).collect();
            table.rows.push(vec![
                (at + 1).to_string(),
                id.clone(),
                formula.clone(),
                complexity.to_string(),
                number(*con),
                number(*cov),
                one.found.to_string(),
                one.score.to_string(),
                number(one.normalised),
                from.join(";"),
            ]);
        }
        self.data.counted(table)
    }

    /// The formulas, at most `most`.
    fn layouts(&self, most: usize) -> Vec<Layout> {
        let mut layout = Layout::new(
            "Formulas by fit-robustness",
            &["id", "score", "share", "found", "complexity", "con", "cov", "formula"],
            &[1, 2, 3, 4, 5, 6],
        );
        for one in self.scored.iter().take(most) {
            let ComplexReport { id, parts, complexity, con, cov, .. } = &one.formula;
            let written = match &parts[..] {
                [one] => one.clone(),
                parts => parts.iter().map(|part| format!("({part})")).collect::<Vec<_>>().join(" * "),
            };
            layout.rows.push(vec![
                id.clone(),
                one.score.to_string(),
                rate(one.normalised),
                one.found.to_string(),
                complexity.to_string(),
                rate(*con),
                rate(*cov),
                written,
            ]);
        }
        if layout.rows.len() < self.scored.len() {
            layout.notes.push(format!("{} of {} drawn.", layout.rows.len(), self.scored.len()));
            layout.advice.push("--all draws all.".to_owned());
        }
        if self.unscored > 0 {
            layout.notes.push(format!("{} found and not scored.", self.unscored));
            layout.advice.push("--maxsols scores more.".to_owned());
        }
        let how = match (self.scoretype, self.causal) {
            ("supermodel", _) => "formulas that contain it",
            ("submodel", _) => "formulas that it contains",
            _ => "formulas that contain it or that it contains",
        };
        let by = if self.causal { "indirect claims counted" } else { "as written" };
        layout.notes.push(format!(
            "score: how often {how} were found ({by}); share of {}.",
            match self.normalize {
                "idealmax" => "the best possible score",
                _ => "the best score",
            }
        ));
        layout.notes.push("con and cov are the formula's fit to all cases, not thresholds.".to_owned());
        self.data.under(&mut layout);
        layout.notes.push(format!("{}.", capital(&self.settings.words(false))));
        vec![layout]
    }

    /// What must be known first.
    fn first(&self) -> Vec<String> {
        let points = self.thresholds.len() * self.thresholds.len();
        let analyses = counted(points, "analysis", "analyses");
        let many = self.scored.len() + self.unscored;
        let (high, low) = (self.thresholds.first().copied(), self.thresholds.last().copied());
        let between = format!("con and cov from {} to {}", high.unwrap_or_default(), low.unwrap_or_default());
        let mut lines = vec![match many {
            0 => format!("No {} was found in {analyses}, {between}.", self.output),
            _ => format!(
                "{many} {} {} found in {analyses}, {between}, and {} scored.",
                self.output,
                if many == 1 { "was" } else { "were" },
                self.scored.len()
            ),
        }];
        if self.cut > 0 {
            lines.push(format!("Not exhaustive: {} of the analyses reached a limit (--max-sol, --n-init).", self.cut));
        }
        for sought in &self.sought {
            lines.push(match sought.rank {
                Some(rank) => format!("{} is found, and ranks {rank}.", sought.formula),
                None => format!("{} is not among the formulas scored.", sought.formula),
            });
        }
        lines
    }
}

fn capital(words: &str) -> String {
    let mut signs = words.chars();
    signs.next().map(|first| first.to_uppercase().collect::<String>() + signs.as_str()).unwrap_or_default()
}
