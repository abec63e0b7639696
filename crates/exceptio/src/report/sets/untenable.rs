//! Remainders that no solution may use, each with the reason, and rows given up.

use super::minimize::RowsReport;
use crate::sets::Chosen;
use serde::Serialize;
use sets::minimize::{ANY, Cube, Region, Why};
use sets::truth::{Reason, TruthTable};

/// Row numbers listed of a region, at most.
const MOST_ROWS: usize = 1_000;

/// Remainders barred for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BarredReport {
    /// `impossible`; `lacking` a condition said to be necessary; or `contradictory`: assumed for the outcome and for its absence.
    pub why: &'static str,
    /// What is impossible or necessary, as it was given.
    pub expression: Option<String>,
    /// The remainders, without those of a reason before it.
    pub rows: RowsReport,
}

/// What may not be assumed of a truth table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct UntenableReport {
    /// Remainders barred, by reason.
    pub barred: Vec<BarredReport>,
    /// Rows given up, since they are coded 1 for the outcome and for its absence: with their cases.
    pub given_up: Vec<String>,
    /// Rows in which no case can be, by what order conditions say of the conditions that they order. `None` where there are no order conditions
    /// that say so.
    pub cannot_be: Option<RowsReport>,
    /// Whether that is so for an order of which a condition is absent, and for orders that contradict each other.
    pub by: Vec<&'static str>,
}

/// A region in words: numbered rows apart from what has a cell of no concern, and without what cannot be.
pub(super) fn rows_of(chosen: &Chosen, truth: &TruthTable, region: &Region) -> RowsReport {
    let impossible = truth.impossible();
    if impossible.is_empty() {
        return plain(chosen, truth, region);
    }
    let levels = levels(truth);
    // A row with a cell of no concern is in the region where all that it stands for is.
    let cannot = Region::new(truth.without_order());
    let open = |cubes: Vec<Cube>| cubes.into_iter().map(|cube| opened(truth, cube)).collect::<Vec<Cube>>();
    let inside = open(region.and(&cannot).cubes(&levels));
    let outside = open(cannot.without(region.cubes(&levels)).cubes(&levels));
    let open = Region::new(inside).without(outside).cubes(&levels);
    let open = open.iter().take(MOST_ROWS).map(|cube| cube.term(&chosen.conditions).write(&chosen.table)).collect();
    RowsReport { open, ..plain(chosen, truth, &region.clone().without(impossible)) }
}

/// A cube with the orders free that it leaves without one of the conditions of which they speak.
fn opened(truth: &TruthTable, mut cube: Cube) -> Cube {
    let place = |column: usize| truth.conditions.iter().position(|condition| condition.column == column);
    for entailment in &truth.settings.entailments {
        let lacks = entailment.literals.iter().any(|literal| {
            place(literal.column).is_some_and(|at| cube.0[at] != ANY && !literal.levels.contains(cube.0[at]))
        });
        if let Some(at) = place(entailment.column).filter(|_| lacks) {
            cube.0[at] = ANY;
        }
    }
    cube
}

fn plain(chosen: &Chosen, truth: &TruthTable, region: &Region) -> RowsReport {
    let levels = levels(truth);
    let numbers = region.numbers(&levels, MOST_ROWS).unwrap_or_default();
    let numbers: Option<Vec<u64>> = numbers.into_iter().map(|row| u64::try_from(row).ok()).collect();
    let cubes = region.cubes(&levels);
    let write = |cube: &Cube| cube.term(&chosen.conditions).write(&chosen.table);
    RowsReport {
        count: region.size(&levels).map(|size| size.to_string()),
        rows: numbers.unwrap_or_default(),
        terms: cubes.iter().take(MOST_ROWS).map(write).collect(),
        open: Vec::new(),
    }
}

fn levels(truth: &TruthTable) -> Vec<u8> {
    truth.conditions.iter().map(|condition| condition.levels).collect()
}

impl UntenableReport {
    pub(super) fn new(chosen: &Chosen, truth: &TruthTable) -> Self {
        let asked = &truth.settings.untenable;
        let barred = truth.barred.iter().map(|barred| {
            let (why, sum) = match barred.why {
                Why::Impossible(at) => ("impossible", asked.impossible.get(at)),
                Why::Lacking(at) => ("lacking", asked.necessary.get(at)),
                Why::Contradictory => ("contradictory", None),
            };
            let expression = sum.map(|sum| sum.write(&chosen.table));
            BarredReport { why, expression, rows: rows_of(chosen, truth, &barred.region) }
        });
        let given_up = (0..truth.rows.len()).filter(|at| truth.rows[*at].reason == Reason::Simultaneous);
        let impossible = truth.impossible();
        let seen = truth.rows.iter().map(|row| Cube::from_levels(&row.levels));
        UntenableReport {
            barred: barred.collect(),
            given_up: given_up.map(|at| truth.named_row(at, &chosen.table.cases)).collect(),
            by: [
                (!truth.without_order().is_empty()).then_some("absent"),
                (!truth.settings.cannot.is_empty()).then_some("circle"),
            ]
            .into_iter()
            .flatten()
            .collect(),
            cannot_be: (!impossible.is_empty()).then(|| plain(chosen, truth, &Region::new(impossible).without(seen))),
        }
    }

    /// Sentences that stand below a table: what is barred and why.
    #[must_use]
    pub fn lines(&self, outcome: &str) -> Vec<String> {
        let mut lines: Vec<String> = self
            .barred
            .iter()
            .map(|barred| {
                let rows = barred.rows.words();
                match (barred.why, &barred.expression) {
                    ("impossible", Some(what)) => format!("Untenable, impossible by {what}: {rows}."),
                    ("lacking", Some(what)) => format!("Untenable, without {what}, said to be necessary: {rows}."),
                    _ => format!("Untenable, assumed for {outcome} and for its absence: {rows}."),
                }
            })
            .collect();
        if !self.given_up.is_empty() {
            lines.push(format!("Given up, coded 1 for {outcome} and for its absence: {}.", self.given_up.join("; ")));
        }
        if let Some(rows) = self.cannot_be.as_ref().filter(|rows| rows.count.as_deref() != Some("0")) {
            let why: Vec<&str> = self
                .by
                .iter()
                .map(|by| match *by {
                    "absent" => "where a condition is absent it has no order",
                    _ => "no order goes round in a circle",
                })
                .collect();
            lines.push(format!("No case can be in {}: {}. None is assumed.", rows.words(), why.join(", and ")));
        }
        lines
    }
}
