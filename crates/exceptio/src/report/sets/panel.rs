//! Fit over all cells of a panel, by cluster and by unit.

use super::data::{DataReport, number, rate};
use super::held::HeldReport;
use crate::report::{Layout, Shown, Table};
use crate::sets::{Diagnosed, Held, PanelAsk, Weighing};
use serde::Serialize;
use sets::expression::Relation;
use sets::panel::{Group as CellGroup, Panel, Sides};
use std::cmp::Ordering;
use text::counted;

/// Consistency and coverage; undefined where there is nothing to be consistent with or to cover.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct RatioReport {
    /// Consistency.
    pub incl: Option<f64>,
    /// Coverage.
    pub cov: Option<f64>,
}

/// A cluster or a unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PanelGroup {
    /// Its name.
    pub name: String,
    /// How many cells it has.
    pub cells: usize,
    /// What they weigh in all.
    pub weight: f64,
    /// Its fit.
    #[serde(flatten)]
    pub fit: RatioReport,
}

/// The diagnosis of one set by one relation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PanelSet {
    /// `sufficiency` or `necessity`.
    pub relation: &'static str,
    /// The term; `*` for the whole.
    pub set: String,
    /// Over all cells.
    pub pooled: RatioReport,
    /// How far clusters are from being alike.
    pub between_distance: RatioReport,
    /// How far units are from being alike.
    pub within_distance: RatioReport,
    /// Each cluster, by name.
    pub between: Vec<PanelGroup>,
    /// Each unit, by name.
    pub within: Vec<PanelGroup>,
}

/// A panel's diagnosis.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PanelReport {
    /// `exceptio.panel`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// What was analysed.
    pub data: DataReport,
    /// The solution.
    pub solution: HeldReport,
    /// What cells weigh: `alike`, `days`, or a column.
    pub weights: String,
    /// How many clusters there are.
    pub clusters: usize,
    /// How many units.
    pub units: usize,
    /// Cells used.
    pub cells: usize,
    /// Pairs of a unit and a cluster without a cell: they bear nothing.
    pub absent: usize,
    /// So many clusters and units are drawn.
    pub most: usize,
    /// The whole solution, then its terms; by each relation that is claimed.
    pub sets: Vec<PanelSet>,
}

impl PanelReport {
    pub(crate) fn new(held: &Held, found: &[Diagnosed], ask: &PanelAsk) -> Self {
        let table = &held.chosen.table;
        let mut sets = Vec::new();
        for relation in &held.relations {
            for (at, panel) in found {
                let set = at.map_or("*".to_owned(), |at| held.condition.terms[at].write(table));
                sets.push(PanelSet::new(set, *relation == Relation::Necessary, panel));
            }
        }
        let first = found.first().map(|(_, panel)| panel);
        let count = |of: fn(&Panel) -> usize| first.map_or(0, of);
        PanelReport {
            schema: "exceptio.panel",
            version: 1,
            data: held.chosen.data.clone(),
            solution: held.head.clone(),
            weights: match &ask.weighing {
                Weighing::Alike => "alike".to_owned(),
                Weighing::Days => "days".to_owned(),
                Weighing::Column(name) => name.clone(),
            },
            clusters: count(|panel| panel.between.len()),
            units: count(|panel| panel.within.len()),
            cells: count(|panel| panel.cells),
            absent: count(|panel| panel.absent),
            most: ask.most,
            sets,
        }
    }

    /// Groups drawn: where not all of them are, those whose fit is farthest from the pooled one.
    fn groups(&self, relation: &str, set: &PanelSet, (caption, groups): (&str, &[PanelGroup]), worst: bool) -> Layout {
        let mut sorted: Vec<&PanelGroup> = groups.iter().collect();
        let cut = self.most < sorted.len();
        if cut {
            // Undefined ones last; of equals by name.
            let apart = |one: Option<f64>, pooled: Option<f64>| Some((one? - pooled?).abs());
            let distance = |group: &PanelGroup| {
                let (incl, cov) = (apart(group.fit.incl, set.pooled.incl), apart(group.fit.cov, set.pooled.cov));
                incl.into_iter().chain(cov).fold(-1.0, f64::max)
            };
            sorted.sort_by(|a, b| distance(b).total_cmp(&distance(a)));
        } else if worst {
            // Undefined ones last; of equals by name.
            let key = |group: &PanelGroup| group.fit.incl.unwrap_or(f64::INFINITY);
            sorted.sort_by(|a, b| key(a).total_cmp(&key(b)));
        }
        let shown = self.most.min(sorted.len());
        let caption = match shown == sorted.len() {
            true if worst => format!("{caption}, the least consistent first, all {shown}"),
            true => format!("{caption}, all {shown}"),
            false => format!("{caption}, {shown} of {}, the farthest from pooled first", sorted.len()),
        };
        let mut layout = Layout::new(caption, &["name", "cells", incl(relation), cov(relation)], &[1, 2, 3]);
        for group in sorted.iter().take(shown) {
            let numbers = [group.cells.to_string(), rate(group.fit.incl), rate(group.fit.cov)];
            layout.rows.push(std::iter::once(group.name.clone()).chain(numbers).collect());
        }
        layout
    }
}

impl Shown for PanelReport {
    fn data(&self) -> Option<&DataReport> {
        Some(&self.data)
    }

    fn about(&self) -> String {
        self.solution.arrow.clone()
    }

    /// A row for each set pooled, for its distances, and for each of its clusters and units.
    fn table(&self) -> Table {
        let mut table = Table::new(&["model", "relation", "set", "level", "name", "cells", "weight", "incl", "cov"]);
        for set in &self.sets {
            let mut row = |level: &str, name: &str, cells: String, weight: String, fit: RatioReport| {
                let model = self.solution.id.clone().unwrap_or_default();
                let mut line = vec![model, set.relation.to_owned(), set.set.clone(), level.to_owned(), name.to_owned()];
                line.extend([cells, weight, number(fit.incl), number(fit.cov)]);
                table.rows.push(line);
            };
            row("pooled", "", self.cells.to_string(), String::new(), set.pooled);
            row("distance between", "", String::new(), String::new(), set.between_distance);
            row("distance within", "", String::new(), String::new(), set.within_distance);
            for (level, groups) in [("between", &set.between), ("within", &set.within)] {
                for group in groups {
                    row(level, &group.name, group.cells.to_string(), group.weight.to_string(), group.fit);
                }
            }
        }
        self.data.counted(self.solution.told(table))
    }

    /// Every set pooled with its distances, then clusters and units of the whole.
    fn layouts(&self, _most: usize) -> Vec<Layout> {
        let mut layouts = Vec::new();
        for relation in ["necessity", "sufficiency"] {
            let sets: Vec<&PanelSet> = self.sets.iter().filter(|set| set.relation == relation).collect();
            let Some(whole) = sets.first() else { continue };
            let titles = ["set", incl(relation), cov(relation), "between: incl", "cov", "within: incl", "cov"];
            let caption = format!("Pooled {relation}, and how far clusters and units are from being alike");
            let mut pooled = Layout::new(caption, &titles, &[1, 2, 3, 4, 5, 6]);
            for set in &sets {
                let ratios = [set.pooled, set.between_distance, set.within_distance];
                let numbers = ratios.iter().flat_map(|ratio| [rate(ratio.incl), rate(ratio.cov)]);
                let name = if set.set == "*" { "the whole".to_owned() } else { set.set.clone() };
                pooled.rows.push(std::iter::once(name).chain(numbers).collect());
            }
            layouts.push(pooled);
            layouts.push(self.groups(relation, whole, ("Between: each cluster", &whole.between), false));
            layouts.push(self.groups(relation, whole, ("Within: each unit", &whole.within), true));
        }
        if let Some(last) = layouts.last_mut() {
            let absent = match self.absent {
                0 => "every unit has a cell in every cluster".to_owned(),
                1 => "1 more cell was not observed, and bears nothing".to_owned(),
                more => format!("{more} more cells were not observed, and bear nothing"),
            };
            let (cells, units, clusters) = (self.cells, self.units, self.clusters);
            last.notes.push(format!(
                "{} of {} in {}; {absent}.",
                counted(cells, "cell", "cells"),
                counted(units, "unit", "units"),
                counted(clusters, "cluster", "clusters")
            ));
            if self.weights != "alike" {
                last.notes.push(format!("Cells weigh by {}.", self.weights));
            }
            let dash = "- is undefined: nothing to be consistent with, or to cover. It is in no distance.";
            last.notes.push(dash.to_owned());
            self.data.under(last);
            if self.clusters.max(self.units) > self.most {
                last.advice.push("--most N gives more clusters and units.".to_owned());
            }
        }
        layouts
    }

    /// Which solution this is.
    fn first(&self) -> Vec<String> {
        self.solution.lines()
    }
}

impl PanelSet {
    fn new(set: String, necessary: bool, panel: &Panel) -> Self {
        let ratio = |sides: Sides| match necessary {
            true => RatioReport { incl: sides.by_outcome, cov: sides.by_condition },
            false => RatioReport { incl: sides.by_condition, cov: sides.by_outcome },
        };
        let groups = |groups: &[CellGroup]| {
            let of = |group: &CellGroup| PanelGroup {
                name: group.name.clone(),
                cells: group.cells,
                weight: group.weight,
                fit: ratio(group.fit),
            };
            let mut groups: Vec<PanelGroup> = groups.iter().map(of).collect();
            groups.sort_by(|a, b| by_name(&a.name, &b.name));
            groups
        };
        PanelSet {
            relation: if necessary { "necessity" } else { "sufficiency" },
            set,
            pooled: ratio(panel.pooled),
            between_distance: ratio(panel.between_distance),
            within_distance: ratio(panel.within_distance),
            between: groups(&panel.between),
            within: groups(&panel.within),
        }
    }
}

/// Numbers by size, before other names.
fn by_name(a: &str, b: &str) -> Ordering {
    let number = |name: &str| name.parse::<f64>().ok().filter(|number| number.is_finite());
    match (number(a), number(b)) {
        (Some(one), Some(other)) => one.total_cmp(&other).then(a.cmp(b)),
        (one, other) => other.is_some().cmp(&one.is_some()).then(a.cmp(b)),
    }
}

fn incl(relation: &str) -> &'static str {
    if relation == "necessity" { "inclN" } else { "inclS" }
}

fn cov(relation: &str) -> &'static str {
    if relation == "necessity" { "covN" } else { "covS" }
}
