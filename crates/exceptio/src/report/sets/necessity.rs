//! Necessary expressions with all their fit, whether their necessity is trivial, and the cases that contradict it.

use super::chance::{PermutationReport, TermChanceReport, shared};
use super::data::{DataReport, listed, number, rate};
use super::truth::names_of;
use crate::report::{Layout, Shown, Table};
use crate::sets::Chosen;
use serde::Serialize;
use sets::expression::{Relation, Sum};
use sets::fit::{Necessity, Sufficiency};
use sets::necessity::{Cuts, Joined, Screened, Supersets, Trivialness};
use text::counted;

/// An expression and its fit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NecessaryReport {
    /// `A + ~B`.
    pub expression: String,
    /// `alone`, `and` or `or`.
    pub joined: &'static str,
    /// Consistency as a necessary condition.
    pub incl_n: Option<f64>,
    /// Relevance of necessity.
    pub ron: Option<f64>,
    /// Coverage as a necessary condition.
    pub cov_n: Option<f64>,
    /// Consistency as a sufficient condition.
    pub incl_s: Option<f64>,
    /// PRI as a sufficient condition.
    pub pri: Option<f64>,
    /// Coverage as a sufficient condition.
    pub cov_s: Option<f64>,
    /// Mean membership.
    pub prevalence: Option<f64>,
    /// `relevant`, `trivial` or `undefined`; below `incl_cut` it is `not necessary`.
    pub verdict: &'static str,
    /// Cases with the outcome and without it: deviant cases consistency in kind.
    pub deviant: Vec<String>,
    /// Its consistency against chance, adjusted for how many conditions there are, and of what was found for how many expressions were tried.
    pub chance: Option<TermChanceReport>,
}

/// What is necessary.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NecessityReport {
    /// `exceptio.necessity`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// What was analysed.
    pub data: DataReport,
    /// The outcome.
    pub outcome: String,
    /// `necessity`, `sufficiency` or `both`.
    pub relation: &'static str,
    /// `incl.cut`.
    pub incl_cut: f64,
    /// `cov.cut`.
    pub cov_cut: f64,
    /// `ron.cut`.
    pub ron_cut: f64,
    /// `pri.cut`.
    pub pri_cut: f64,
    /// A relevance below which necessity is called trivial.
    pub trivial_below: f64,
    /// Each condition and its absence, by itself, whatever the cut-offs.
    pub alone: Vec<NecessaryReport>,
    /// Everything that passes: conjunctions, then minimal disjunctions.
    pub found: Vec<NecessaryReport>,
    /// Up to how many conditions everything was tried.
    pub complete_to: usize,
    /// Whether that is as many as were asked for.
    pub complete: bool,
    /// How many expressions were tried.
    pub tried: u64,
    /// The search against chance.
    pub chance: Option<PermutationReport>,
}

impl NecessityReport {
    pub(crate) fn new(chosen: &Chosen, alone: &[Screened], found: &Supersets, cuts: &Cuts) -> Self {
        let y = chosen.outcome.memberships(&chosen.table);
        let line = |sum: &Sum, joined, n: &Necessity, s: &Sufficiency, prevalence, verdict: Trivialness| {
            let x = sum.memberships(&chosen.table);
            let deviant: Vec<usize> = (0..x.len()).filter(|case| y[*case] > 0.5 && x[*case] < 0.5).collect();
            NecessaryReport {
                expression: sum.write(&chosen.table),
                joined,
                incl_n: n.consistency,
                ron: n.relevance,
                cov_n: n.coverage,
                incl_s: s.consistency,
                pri: s.pri,
                cov_s: s.coverage,
                prevalence,
                verdict: verdict.word(),
                deviant: names_of(chosen, &deviant),
                chance: None,
            }
        };
        let alone = alone.iter().map(|one| {
            let sum = Sum::literal(one.literal);
            line(&sum, "alone", &one.necessity, &one.sufficiency, one.prevalence, one.trivialness)
        });
        let found_lines = found.found.iter().map(|one| {
            let joined = match one.joined {
                _ if one.expression.as_literal().is_some() => "alone",
                Joined::And => "and",
                Joined::Or => "or",
            };
            line(&one.expression, joined, &one.necessity, &one.sufficiency, one.prevalence, one.trivialness)
        });
        NecessityReport {
            schema: "exceptio.necessity",
            version: 1,
            data: chosen.data.clone(),
            outcome: chosen.outcome.write(&chosen.table),
            relation: match cuts.relation {
                Relation::Necessary => "necessity",
                Relation::Sufficient => "sufficiency",
                Relation::Both => "both",
            },
            incl_cut: cuts.consistency,
            cov_cut: cuts.coverage,
            ron_cut: cuts.relevance,
            pri_cut: cuts.pri,
            trivial_below: cuts.trivial_below,
            alone: alone.collect(),
            found: found_lines.collect(),
            complete_to: found.complete_to,
            complete: found.complete,
            tried: found.tried,
            chance: None,
        }
    }

    fn against_chance(&self, chance: &PermutationReport) -> Vec<String> {
        let mut lines = Vec::new();
        lines.extend(chance.left_out.as_ref().map(|why| format!("The search is not held against chance: {why}.")));
        lines.extend(chance.words().map(|words| {
            format!("Chance: of an outcome dealt anew the same search finds something that coincides with it as much with {words}.")
        }));
        lines.extend(chance.terms_left_out.as_ref().map(|why| format!("Not held against chance: {why}.")));
        if self.alone.iter().any(|line| line.chance.is_some()) {
            lines.push(format!(
                "p of an expression: that such an outcome is as consistent with it, by Holm for {} tried (of a condition by itself: for {});                  power: to find it at {} so adjusted, were it consistent to {}.",
                self.tried,
                self.alone.len(),
                chance.level,
                chance.power_at
            ));
        }
        // Conditions by themselves are tested though nothing passes.
        let tested = |lines: &[NecessaryReport]| lines.iter().any(|line| line.chance.is_some());
        let warned = chance.p.is_some() || tested(&self.alone) || tested(&self.found);
        lines.extend(self.data.hang_together("Chance deals").filter(|_| warned));
        lines
    }

    fn layout(&self, caption: String, lines: &[NecessaryReport]) -> Layout {
        let sufficiency = self.relation != "necessity";
        let mut titles = vec!["expression", "inclN", "RoN", "covN"];
        if sufficiency {
            titles.extend(["inclS", "PRI", "covS"]);
        }
        let tested = lines.iter().any(|line| line.chance.is_some());
        titles.extend(["p", "power"].iter().filter(|_| tested));
        titles.extend(["verdict", "outcome without it"]);
        let right: Vec<usize> = (1..titles.len() - 2).collect();
        let mut layout = Layout::new(caption, &titles, &right);
        for line in lines {
            let mut cells = vec![line.expression.clone(), rate(line.incl_n), rate(line.ron), rate(line.cov_n)];
            if sufficiency {
                cells.extend([rate(line.incl_s), rate(line.pri), rate(line.cov_s)]);
            }
            if tested {
                let chance = line.chance.unwrap_or_default();
                let power = chance.power.map_or("-".to_owned(), |power| format!("{power:.2}"));
                cells.extend([shared(chance.p_adjusted), power]);
            }
            // A condition that is far from necessary is lacked by many; they say nothing.
            let near = line.incl_n.is_some_and(|consistency| consistency >= 0.75);
            let deviant = if near { listed(&line.deviant, &[]) } else { String::new() };
            cells.extend([line.verdict.to_owned(), deviant]);
            layout.rows.push(cells);
        }
        layout
    }
}

impl Shown for NecessityReport {
    fn data(&self) -> Option<&DataReport> {
        Some(&self.data)
    }

    fn about(&self) -> String {
        format!("Outcome: {}", self.outcome)
    }

    /// One row an expression; `listed` says whether it stands there because it passes, or alone.
    fn table(&self) -> Table {
        let mut table = Table::new(&[
            "outcome",
            "list",
            "expression",
            "joined",
            "incl_n",
            "ron",
            "cov_n",
            "incl_s",
            "pri",
            "cov_s",
            "prevalence",
            "verdict",
            "deviant",
            "p",
            "p_adjusted",
            "power",
        ]);
        for (list, lines) in [("alone", &self.alone), ("found", &self.found)] {
            for line in lines {
                let head = [self.outcome.clone(), list.to_owned(), line.expression.clone(), line.joined.to_owned()];
                let numbers =
                    [line.incl_n, line.ron, line.cov_n, line.incl_s, line.pri, line.cov_s, line.prevalence].map(number);
                let ends = [line.verdict.to_owned(), line.deviant.join(";")];
                let chance = line.chance.unwrap_or_default();
                let chance = [chance.p, chance.p_adjusted, chance.power].map(number);
                table.rows.push(head.into_iter().chain(numbers).chain(ends).chain(chance).collect());
            }
        }
        self.data.counted(table)
    }

    /// What passes, and each condition by itself.
    fn layouts(&self, _most: usize) -> Vec<Layout> {
        let is = match self.relation {
            "necessity" => "Necessary for",
            "sufficiency" => "Sufficient for",
            _ => "Necessary and sufficient for",
        };
        let cuts = format!(
            "incl.cut {}, cov.cut {}, ron.cut {}, pri.cut {}",
            self.incl_cut, self.cov_cut, self.ron_cut, self.pri_cut
        );
        let mut found = self.layout(format!("{is} {}, at {cuts}", self.outcome), &self.found);
        if self.found.is_empty() {
            found.notes.push("Nothing passes the cut-offs.".to_owned());
        }
        if !self.complete {
            found.notes.push(format!(
                "Complete up to {} only: {} tried.",
                counted(self.complete_to, "condition", "conditions"),
                counted(self.tried as usize, "expression was", "expressions were")
            ));
        }
        let mut alone = self.layout(format!("Each condition by itself, for {}", self.outcome), &self.alone);
        alone.notes.push(format!("trivial: relevance (RoN) below {}.", self.trivial_below));
        alone.notes.extend(self.chance.iter().flat_map(|chance| self.against_chance(chance)));
        self.data.under(&mut alone);
        vec![found, alone]
    }
}
