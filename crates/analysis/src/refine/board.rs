//! The spells on which a claim is tested, and what every condition is worth on them.
//!
//! In: a claim's verdicts, and the codebook's conditions evaluated over each case. Out: a [`Board`] of cells: stretches of days of one
//! case on which neither the claim nor any condition changes, each with what the claim's formulas and every atom are worth there,
//! three-valued. Judges as `verdicts` does where memberships are crisp; a membership counts as in above 0.5 and as out below.
//!
//! Each case is seen in the world in which its verdict is shown: under the reading shown first of each dispute, with the vague dates
//! that the claim reads where they were placed. Other worlds have their say when an answer is verified.

use super::bits::{Bits, Vector};
use conditions::{Budget, Degree, Evaluator, OverBudget, Program};
use spells::{Day, Timeline, Truth};
use std::collections::BTreeMap;
use theory::model::{ClaimKind, Edge, NodeId, Relation};
use verdicts::{ClaimVerdicts, Finding, Ruling};

/// The cells of the cases that a claim may speak of.
#[derive(Debug, Clone)]
pub(super) struct Board {
    /// By case of the board: its place among all cases.
    pub cases: Vec<usize>,
    /// By case of the board: its cells, as a range.
    pub cells: Vec<std::ops::Range<usize>>,
    /// By cell: its days; 1 for an event.
    pub days: Vec<i64>,
    /// What is claimed of the two sides: for a claim about events that the condition is necessary for the event (`only while`), or
    /// sufficient for there being none (`does not ... while`).
    pub relation: Relation,
    pub scope: Vector,
    pub condition: Vector,
    pub outcome: Vector,
    pub parts: Vec<Vector>,
    pub atoms: Vec<Vector>,
}

/// What the board is made of: nodes of the program that holds the atoms.
pub(super) struct Nodes {
    pub parts: Vec<NodeId>,
    pub atoms: Vec<NodeId>,
}

type Row = Vec<Truth3>;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Truth3 {
    Yes,
    No,
    Unknown,
}

impl From<Degree> for Truth3 {
    fn from(degree: Degree) -> Self {
        match degree.truth() {
            Truth::Yes => Truth3::Yes,
            Truth::No => Truth3::No,
            Truth::Unknown(_) => Truth3::Unknown,
        }
    }
}

/// Places in a row: scope, condition, outcome, then parts, then atoms.
const SCOPE: usize = 0;
const CONDITION: usize = 1;
const OUTCOME: usize = 2;
const FIRST: usize = 3;

impl Board {
    /// The board of one claim under one choice of definitions. `None` for a claim about the order of two events.
    ///
    /// Errs only when the budget is spent. Cost: one evaluation of every atom for each case.
    pub fn new(
        program: &Program<'_>,
        judged: &ClaimVerdicts,
        nodes: &Nodes,
        budget: &Budget,
    ) -> Result<Option<Board>, OverBudget> {
        let (condition, outcome, relation, edge) = match &program.theory.claims[judged.claim].kind {
            ClaimKind::Static { relation, condition, outcome } => (*condition, *outcome, *relation, None),
            ClaimKind::OnlyWhile { event, condition } => {
                (*condition, event.what, Relation::Necessary, Some((event.edge, true)))
            }
            ClaimKind::NotWhile { event, condition } => {
                (*condition, event.what, Relation::Sufficient, Some((event.edge, false)))
            }
            ClaimKind::Order { .. } => return Ok(None),
        };
        let mut read = vec![condition, outcome];
        read.extend(&nodes.parts);
        read.extend(&nodes.atoms);
        let (mut cases, mut ranges, mut days, mut rows) = (Vec::new(), Vec::new(), Vec::new(), Vec::<Row>::new());
        for (at, verdict) in judged.cases.iter().enumerate() {
            let world = verdict.world.clone();
            let evaluator = Evaluator::new(program, verdict.case, world, judged.setting.clone(), budget);
            let mut lines = vec![scope(program, &evaluator)?];
            for node in &read {
                lines.push(evaluator.degree(*node)?.map(|degree| Truth3::from(*degree)));
            }
            let mut found: BTreeMap<Row, i64> = BTreeMap::new();
            let lined: Vec<&Timeline<Truth3>> = lines.iter().collect();
            for spell in Timeline::align(&lined).spells() {
                let mut row = spell.value.clone();
                if let Some((edge, only)) = edge {
                    // Days on which the event could come, and did not: one that held can end, one that did not can start.
                    let ready = if edge == Edge::Ends { Truth3::Yes } else { Truth3::No };
                    if row[OUTCOME] != ready {
                        continue;
                    }
                    row[OUTCOME] = if only { Truth3::No } else { Truth3::Yes };
                }
                *found.entry(row).or_insert(0) += spell.days.days();
            }
            if let Some((edge, only)) = edge {
                for event in &verdict.first.events {
                    let came = matches!(event.finding, Finding::While | Finding::NotWhile);
                    if came && matches!(event.ruling, Ruling::Conforms | Ruling::Deviates | Ruling::Irrelevant) {
                        let mut row = row_of_event(&lines, edge, event.day);
                        row[OUTCOME] = if only { Truth3::Yes } else { Truth3::No };
                        *found.entry(row).or_insert(0) += 1;
                    }
                }
            }
            found.retain(|row, _| row[SCOPE] != Truth3::No);
            if found.is_empty() {
                continue;
            }
            let from = rows.len();
            for (row, length) in found {
                rows.push(row);
                days.push(length);
            }
            cases.push(at);
            ranges.push(from..rows.len());
        }
        let column = |place: usize| Vector {
            yes: Bits::of(rows.len(), |cell| rows[cell][place] == Truth3::Yes),
            no: Bits::of(rows.len(), |cell| rows[cell][place] == Truth3::No),
        };
        let parts = (0..nodes.parts.len()).map(|at| column(FIRST + at)).collect();
        let atoms = (0..nodes.atoms.len()).map(|at| column(FIRST + nodes.parts.len() + at)).collect();
        Ok(Some(Board {
            relation,
            scope: column(SCOPE),
            condition: column(CONDITION),
            outcome: column(OUTCOME),
            parts,
            atoms,
            cases,
            cells: ranges,
            days,
        }))
    }

    /// How many cells there are.
    pub fn width(&self) -> usize {
        self.days.len()
    }

    /// Cells in scope on which the claim is broken.
    pub fn broken(&self) -> Bits {
        self.breaks(&self.scope, &self.condition)
    }

    /// Cells in scope on which the claim could have been broken, had the outcome been otherwise, and is not.
    pub fn stood(&self) -> Bits {
        let (x, y) = (&self.condition, &self.outcome);
        let stood = match self.relation {
            Relation::Necessary => x.no.and(&y.no),
            Relation::Sufficient => x.yes.and(&y.yes),
            Relation::Equivalent => x.no.and(&y.no).or(&x.yes.and(&y.yes)),
        };
        stood.and(&self.scope.yes)
    }

    /// Cells in scope on which condition and outcome are both there.
    pub fn met(&self) -> Bits {
        self.condition.yes.and(&self.outcome.yes).and(&self.scope.yes)
    }

    /// Cells on which the claim would be broken with another scope and condition.
    pub fn breaks(&self, scope: &Vector, condition: &Vector) -> Bits {
        let without = || self.outcome.yes.and(&condition.no);
        let alone = || condition.yes.and(&self.outcome.no);
        let broken = match self.relation {
            Relation::Necessary => without(),
            Relation::Sufficient => alone(),
            Relation::Equivalent => without().or(&alone()),
        };
        broken.and(&scope.yes)
    }

    /// The cases of the board that have a cell in a set.
    pub fn with_any(&self, of: &Bits) -> Bits {
        Bits::of(self.cases.len(), |case| self.cells[case].clone().any(|cell| of.contains(cell)))
    }

    /// The days of cells.
    pub fn days_of(&self, cells: &Bits) -> i64 {
        cells.iter().map(|cell| self.days[cell]).sum()
    }
}

fn scope(program: &Program<'_>, evaluator: &Evaluator<'_>) -> Result<Timeline<Truth3>, OverBudget> {
    match program.theory.scope {
        Some(node) => Ok(evaluator.degree(node)?.map(|degree| Truth3::from(*degree))),
        None => {
            let mut everywhere = Timeline::new();
            for days in evaluator.domain().intervals() {
                everywhere.push(*days, Truth3::Yes);
            }
            Ok(everywhere)
        }
    }
}

/// What everything is worth on the day of an event; an end is spoken of by the day before it.
fn row_of_event(lines: &[Timeline<Truth3>], edge: Edge, day: Day) -> Row {
    let at = |line: &Timeline<Truth3>, day| line.at(day).copied().unwrap_or(Truth3::Unknown);
    let spoken = if edge == Edge::Ends { day.plus(-1) } else { day };
    lines.iter().enumerate().map(|(place, line)| at(line, if place == SCOPE { spoken } else { day })).collect()
}
