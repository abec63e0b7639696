//! Where a theory and a solution agree and where not, with the cases there.

use super::data::{DataReport, listed, number, rate};
use super::held::HeldReport;
use super::truth::names_of;
use crate::report::{Layout, Shown, Table};
use crate::sets::Held;
use serde::Serialize;
use sets::evaluate::{AreaCases, Evaluation, Reading};
use sets::expression::Sum;
use sets::fit::Sufficiency;

/// Fit of a set as a sufficient condition.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SetFitReport {
    /// Consistency.
    pub incl_s: Option<f64>,
    /// PRI.
    pub pri: Option<f64>,
    /// Haesebrouck's consistency.
    pub haesebrouck: Option<f64>,
    /// Coverage.
    pub cov_s: Option<f64>,
}

impl SetFitReport {
    fn new(fit: &Sufficiency) -> Self {
        let Sufficiency { consistency, pri, haesebrouck, coverage, .. } = *fit;
        SetFitReport { incl_s: consistency, pri, haesebrouck, cov_s: coverage }
    }

    fn numbers(&self) -> [Option<f64>; 4] {
        [self.incl_s, self.pri, self.haesebrouck, self.cov_s]
    }
}

/// One side of an area: with the outcome, or without it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SideCases {
    /// What such cases are called: `covered most likely`.
    pub name: &'static str,
    /// What they say.
    pub meaning: &'static str,
    /// Which.
    pub cases: Vec<String>,
    /// Their share of all cases.
    pub of_cases: Option<f64>,
    /// Their share of all cases on this side of the outcome.
    pub of_side: Option<f64>,
}

/// An area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AreaReport {
    /// `T*S`, `~T*S`, `T*~S`, `~T*~S`.
    pub area: &'static str,
    /// It multiplied out, where that was asked for.
    pub expression: Option<String>,
    /// Its fit.
    pub fit: SetFitReport,
    /// Cases in it with the outcome.
    pub with: SideCases,
    /// Cases in it without the outcome.
    pub without: SideCases,
    /// Cases in it at exactly 0.5 in the outcome.
    pub unclear: Vec<String>,
    /// The membership of each case of the table.
    pub memberships: Vec<f64>,
}

/// A theory held against a solution.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EvaluationReport {
    /// `exceptio.evaluate`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// What was analysed.
    pub data: DataReport,
    /// The theory, as a sum of products.
    pub theory: String,
    /// The solution.
    pub solution: HeldReport,
    /// `memberships` or `boolean`.
    pub reading: &'static str,
    /// The theory's fit.
    pub theory_fit: SetFitReport,
    /// The solution's fit.
    pub solution_fit: SetFitReport,
    /// The four areas.
    pub areas: Vec<AreaReport>,
    /// The cases of the table, in the order of memberships.
    pub cases: Vec<String>,
    /// How many show the outcome.
    pub outcome: usize,
    /// How many do not.
    pub absent: usize,
    /// Cases in no area.
    pub nowhere: Vec<String>,
}

impl EvaluationReport {
    pub(crate) fn new(held: &Held, theory: &Sum, found: &Evaluation) -> Self {
        let (chosen, table) = (&held.chosen, &held.chosen.table);
        let area = |area: &AreaCases| {
            let (names, meanings) = (area.area.words(), area.area.meaning());
            let (of_cases, of_sides) = (found.of_cases(area), found.of_outcome(area));
            AreaReport {
                area: area.area.sign(),
                expression: area.expression.as_ref().map(|sum| sum.write(table)),
                fit: SetFitReport::new(&area.fit),
                with: SideCases {
                    name: names.0,
                    meaning: meanings.0,
                    cases: names_of(chosen, &area.with),
                    of_cases: of_cases.map(|shares| shares.0),
                    of_side: of_sides.0,
                },
                without: SideCases {
                    name: names.1,
                    meaning: meanings.1,
                    cases: names_of(chosen, &area.without),
                    of_cases: of_cases.map(|shares| shares.1),
                    of_side: of_sides.1,
                },
                unclear: names_of(chosen, &area.unclear),
                memberships: area.memberships.clone(),
            }
        };
        EvaluationReport {
            schema: "exceptio.evaluate",
            version: 1,
            data: chosen.data.clone(),
            theory: theory.write(table),
            solution: held.head.clone(),
            reading: if found.reading == Reading::Boolean { "boolean" } else { "memberships" },
            theory_fit: SetFitReport::new(&found.theory),
            solution_fit: SetFitReport::new(&found.solution),
            areas: found.areas.iter().map(area).collect(),
            cases: table.cases.clone(),
            outcome: found.outcome,
            absent: found.absent,
            nowhere: names_of(chosen, &found.nowhere),
        }
    }
}

impl Shown for EvaluationReport {
    fn data(&self) -> Option<&DataReport> {
        Some(&self.data)
    }

    fn about(&self) -> String {
        format!("Theory T: {} -> {}; solution S: {}", self.theory, self.solution.outcome, self.solution.arrow)
    }

    /// A row for theory, solution and each area, and for each area a row with the outcome and one without.
    fn table(&self) -> Table {
        let mut table = Table::new(&[
            "model",
            "theory",
            "set",
            "outcome",
            "name",
            "incl_s",
            "pri",
            "haesebrouck",
            "cov_s",
            "n",
            "of_cases",
            "of_side",
            "cases",
        ]);
        let head = |set: &str, outcome: &str, name: &str| {
            let model = self.solution.id.clone().unwrap_or_default();
            vec![model, self.theory.clone(), set.to_owned(), outcome.to_owned(), name.to_owned()]
        };
        let none = || vec![String::new(); 4];
        let wholes = [("T", &self.theory_fit), ("S", &self.solution_fit)];
        for (set, fit) in wholes.into_iter().chain(self.areas.iter().map(|area| (area.area, &area.fit))) {
            let mut row = head(set, "", "");
            row.extend(fit.numbers().map(number));
            row.extend(none());
            table.rows.push(row);
        }
        for area in &self.areas {
            for (outcome, side) in [("1", &area.with), ("0", &area.without)] {
                let mut row = head(area.area, outcome, side.name);
                row.extend(none());
                row.extend([side.cases.len().to_string(), number(side.of_cases), number(side.of_side)]);
                row.push(side.cases.join(";"));
                table.rows.push(row);
            }
        }
        self.data.counted(self.solution.told(table))
    }

    /// The fit of theory, solution and areas; the cases of each area with the outcome and without.
    fn layouts(&self, _most: usize) -> Vec<Layout> {
        let outcome = &self.solution.outcome;
        let caption = format!("How sufficient theory, solution and their areas are for {outcome}");
        let mut fit = Layout::new(caption, &["set", "inclS", "PRI", "H", "covS", "expression"], &[1, 2, 3, 4]);
        let mut row = |set: &str, of: &SetFitReport, expression: &str| {
            let numbers = of.numbers().map(rate);
            fit.rows.push(std::iter::once(set.to_owned()).chain(numbers).chain([expression.to_owned()]).collect());
        };
        row("T", &self.theory_fit, &self.theory);
        row("S", &self.solution_fit, &self.solution.expression);
        for area in &self.areas {
            row(area.area, &area.fit, area.expression.as_deref().unwrap_or_default());
        }
        let titles = ["area", outcome, "name", "n", "of all", "of side", "cases"];
        let mut cases = Layout::new("Cases, by area and outcome", &titles, &[3, 4, 5]);
        let share = |share: Option<f64>| share.map_or("-".to_owned(), |share| format!("{:.0}%", 100.0 * share));
        for area in &self.areas {
            for (shows, side) in [("yes", &area.with), ("no", &area.without)] {
                let shares = [share(side.of_cases), share(side.of_side)];
                let mut cells = vec![area.area.to_owned(), shows.to_owned(), side.name.to_owned()];
                cells.push(side.cases.len().to_string());
                cells.extend(shares);
                cells.push(listed(&side.cases, &[]));
                cases.rows.push(cells);
                if !side.cases.is_empty() {
                    cases.notes.push(format!("{}: {}.", super::cases_layout::capital(side.name), side.meaning));
                }
            }
            if !area.unclear.is_empty() {
                cases.notes.push(format!(
                    "In {} and at exactly 0.5 in the outcome: {}.",
                    area.area,
                    area.unclear.join(", ")
                ));
            }
        }
        if !self.nowhere.is_empty() {
            cases.notes.push(format!("In no area: {}.", listed(&self.nowhere, &[])));
        }
        cases.notes.push(match self.reading {
            "boolean" => "Areas multiplied out and simplified before memberships are taken.".to_owned(),
            _ => {
                "Memberships in areas: the lesser of those in theory and solution, or in what is left of 1.".to_owned()
            }
        });
        self.data.under(&mut cases);
        vec![fit, cases]
    }

    /// Which theory and solution these are.
    fn first(&self) -> Vec<String> {
        let mut lines = vec![format!("Theory T: {} -> {}.", self.theory, self.solution.outcome)];
        let solution = self.solution.lines();
        lines.extend(
            solution
                .into_iter()
                .enumerate()
                .map(|(at, line)| if at == 0 { format!("Solution S: {line}") } else { line }),
        );
        lines
    }
}
