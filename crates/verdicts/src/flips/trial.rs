//! What would be so with some changes made: a question asked of an amended history.
//!
//! Made to be asked many times. The history is narrowed to the cells that the question reads; a change amends one or two of
//! them; formulas that read none of these keep what is known of them.

use super::change::{Change, Value, possible_days};
use super::possible::{Closed, possible};
use crate::judge::{Judgement, in_world};
use crate::local::Locals;
use crate::ruling::Ruling;
use crate::settle::settle;
use conditions::{Budget, Case, CellKey, Degree, Evaluator, OverBudget, Program, Reads, Setting};
use spells::{
    Amendment, CodingId, DaySet, History, Interval, Moment, NO_READING, NewCoding, Row, Timeline, UNKNOWN_VALUE, World,
};
use std::collections::BTreeSet;
use std::rc::Rc;
use theory::model::{Claim, ClaimKind, Node, NodeId, Theory};

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Asked<'a> {
    /// Whether a claim's ruling would be another than now: any other, or this one.
    Ruling { at: usize, claim: &'a Claim, now: Ruling, to: Option<Ruling> },
    /// Whether formulas would certainly hold (or, paired with `false`, not hold) on some days.
    Holding { wanted: &'a [(NodeId, bool)], days: &'a DaySet },
}

impl Asked<'_> {
    /// What is read in order to answer.
    pub fn nodes(&self, theory: &Theory) -> Vec<NodeId> {
        match self {
            Asked::Ruling { claim, .. } => crate::judge::nodes(claim).into_iter().chain(theory.scope).collect(),
            Asked::Holding { wanted, .. } => wanted.iter().map(|(node, _)| *node).collect(),
        }
    }
}

/// An answer.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    /// Whether the changes bring what was asked for.
    pub turned: bool,
    /// The ruling, where one was asked about.
    pub ruling: Option<Ruling>,
}

/// A question about a case, ready to be asked with changes made.
pub(crate) struct Trial<'p> {
    pub program: &'p Program<'p>,
    pub reads: Reads,
    pub asked: Asked<'p>,
    /// As things are.
    pub base: Evaluator<'p>,
    /// What is read, with every value that a change may bring.
    stock: History,
    /// Of every formula: the cells that it reads, by place in `cells`.
    under: Vec<Vec<u32>>,
    cells: Vec<CellKey>,
    budget: &'p Budget,
}

/// Asks `about` a case as things are in a world, and gives what `then` makes of it.
pub(crate) fn on<T>(
    program: &Program<'_>,
    case: Case,
    setting: &Setting,
    world: World,
    nodes: &[NodeId],
    asked: Asked<'_>,
    budget: &Budget,
    closed: &Closed,
    then: impl FnOnce(&Trial<'_>, &[Prepared]) -> Result<T, OverBudget>,
) -> Result<T, OverBudget> {
    let wide = Evaluator::new(program, case, world.clone(), setting.clone(), budget);
    let reads = wide.reads(nodes);
    let narrowed = program
        .history
        .narrowed(&reads.cells.iter().map(|key| (key.attribute, key.subject, key.object)).collect::<BTreeSet<_>>());
    let program = program.over(&narrowed);
    let base = Evaluator::new(&program, case, world, setting.clone(), budget);
    for node in nodes {
        base.degree(*node)?;
    }
    let cells: Vec<CellKey> = reads.cells.iter().copied().collect();
    let place = |key: &CellKey| cells.binary_search(key).ok().map(|at| at as u32);
    let all = program.under(nodes);
    let mut under = vec![Vec::new(); program.theory.nodes.len()];
    for node in &all {
        // Over whom a quantifier ranges may hang on anything that is read.
        let ranges =
            program.under(&[*node]).iter().any(|part| matches!(program.theory.node(*part), Node::Quantified(..)));
        under[node.0 as usize] = if ranges {
            (0..cells.len() as u32).collect()
        } else {
            base.reads(&[*node]).cells.iter().filter_map(place).collect()
        };
    }
    let mut trial = Trial { program: &program, reads, asked, base, stock: narrowed.clone(), under, cells, budget };
    let changes: Vec<Prepared> = possible(&trial, closed)?.into_iter().map(|change| trial.prepare(change)).collect();
    then(&trial, &changes)
}

/// A leaf, by its place in a list of them, and what it is worth.
pub(crate) type Changed = (usize, Rc<Timeline<Degree>>);

/// A change with what it takes to make it.
#[derive(Debug, Clone)]
pub(crate) struct Prepared {
    pub change: Change,
    amendments: Vec<Amendment>,
    /// The cells that it touches.
    pub cells: Vec<u32>,
    /// The days on which one of them may be otherwise; more rather than fewer.
    pub days: DaySet,
}

impl<'p> Trial<'p> {
    /// As things are.
    pub fn now(&self) -> Result<Answer, OverBudget> {
        self.answer(self.program, &self.base)
    }

    /// Whether and how the answer is another with these changes made. `None` where they contradict what else is coded.
    pub fn with(&self, changes: &[&Prepared]) -> Result<Option<Answer>, OverBudget> {
        let history = self.amended(changes);
        if changes.iter().flat_map(|change| &change.cells).any(|cell| contradicts(&history, self.cells[*cell as usize]))
        {
            return Ok(None);
        }
        let program = self.program.over(&history);
        let evaluator = self.evaluator(&program, changes);
        self.answer(&program, &evaluator).map(Some)
    }

    /// Those of some leaves that read what a change touches, with what they are worth when it is made.
    pub fn leaves_with(&self, change: &Prepared, leaves: &[NodeId]) -> Result<Vec<Changed>, OverBudget> {
        let history = self.amended(&[change]);
        let program = self.program.over(&history);
        let evaluator = self.evaluator(&program, &[change]);
        let touched =
            |leaf: &NodeId| self.under[leaf.0 as usize].iter().any(|cell| change.cells.binary_search(cell).is_ok());
        let reading = leaves.iter().enumerate().filter(|(_, leaf)| touched(leaf));
        reading.map(|(at, leaf)| Ok((at, evaluator.degree(*leaf)?))).collect()
    }

    /// Whether a change of what is coded of some days changes what is held on those days alone: no formula asks for the
    /// past, and no coding says anything of days after its end.
    pub fn is_local(&self) -> bool {
        let (program, history) = (self.program, self.program.history);
        let past =
            |node: &NodeId| matches!(program.theory.node(*node), Node::Call(..)) && !program.children(*node).is_empty();
        let outlasts = |key: &CellKey| history.attribute(key.attribute).outlasts_codings();
        !self.reads.cells.iter().any(outlasts) && !program.under(&self.asked.nodes(program.theory)).iter().any(past)
    }

    /// Whether two changes touch one cell.
    pub fn share_a_cell(a: &Prepared, b: &Prepared) -> bool {
        a.cells.iter().any(|cell| b.cells.binary_search(cell).is_ok())
    }

    fn amended(&self, changes: &[&Prepared]) -> History {
        // Vague dates first: whoever moves an end that names one, moves it away from there.
        let dates = |amendment: &&Amendment| matches!(amendment, Amendment::Date(..));
        let all = || changes.iter().flat_map(|change| &change.amendments);
        let amendments: Vec<Amendment> =
            all().filter(dates).chain(all().filter(|amendment| !dates(amendment))).copied().collect();
        self.stock.amended(&amendments)
    }

    fn evaluator<'q>(&self, program: &'q Program<'q>, changes: &[&Prepared]) -> Evaluator<'q>
    where
        'p: 'q,
    {
        let mut world = self.base.world().clone();
        for change in changes {
            if let Change::Read { dispute, reading } = change.change {
                world.choose(dispute, reading);
            }
        }
        let touched = |cell: &u32| changes.iter().any(|change| change.cells.binary_search(cell).is_ok());
        self.base.amended(program, world, self.budget, |node| self.under[node.0 as usize].iter().any(touched))
    }

    fn answer(&self, program: &Program<'_>, evaluator: &Evaluator<'_>) -> Result<Answer, OverBudget> {
        match self.asked {
            Asked::Ruling { at, claim, now, to } => {
                let ruling = self.worst(program, (at, claim), evaluator)?;
                let turned = match to {
                    Some(to) => ruling == to && ruling != now,
                    None => ruling != now,
                };
                Ok(Answer { turned, ruling: Some(ruling) })
            }
            Asked::Holding { wanted, days } => {
                for (node, holds) in wanted {
                    let degree = evaluator.degree(*node)?;
                    let left = days
                        .without(&degree.days_where(|degree| if *holds { degree.is_in() } else { degree.is_out() }));
                    if !left.is_empty() {
                        return Ok(Answer { turned: false, ruling: None });
                    }
                }
                Ok(Answer { turned: true, ruling: None })
            }
        }
    }

    /// The ruling, the worst wherever vague dates lie.
    fn worst(
        &self,
        program: &Program<'_>,
        (at, claim): (usize, &Claim),
        evaluator: &Evaluator<'_>,
    ) -> Result<Ruling, OverBudget> {
        // What is decided before dates are placed is so wherever they lie, and nothing is worse than a deviation.
        if let ClaimKind::Static { .. } = claim.kind
            && in_world(claim, evaluator, true)?.ruling == Ruling::Deviates
        {
            return Ok(Ruling::Deviates);
        }
        let settled = settle(program, at, &self.reads, evaluator, &Locals::default())?;
        Ok(settled.rulings.last().copied().unwrap_or(settled.shown.0.ruling))
    }

    /// The judgement as things are, before vague dates are placed; `None` where no ruling is asked about.
    pub fn unplaced(&self) -> Result<Option<Judgement>, OverBudget> {
        match self.asked {
            Asked::Ruling { claim, .. } => in_world(claim, &self.base, true).map(Some),
            Asked::Holding { .. } => Ok(None),
        }
    }

    /// What it takes to make a change.
    fn prepare(&mut self, change: Change) -> Prepared {
        let value = match &change {
            Change::Revalue { value, .. } | Change::Code { value, .. } => self.numbered(value),
            _ => UNKNOWN_VALUE,
        };
        let history = self.program.history;
        let place = |key: &CellKey| self.cells.binary_search(key).ok().map(|at| at as u32);
        let rows = |wanted: &dyn Fn(&Row) -> bool| {
            let rows = self.reads.rows(history).filter(|(_, row)| wanted(row));
            let rows: Vec<_> = rows.collect();
            let mut cells: Vec<u32> = rows.iter().filter_map(|(key, _)| place(key)).collect();
            cells.sort_unstable();
            cells.dedup();
            (cells, rows)
        };
        let of = |coding: CodingId| rows(&|row| row.coding == coding);
        let (amendments, (cells, days)) = match &change {
            Change::Remove { coding, .. } | Change::Revalue { coding, .. } => {
                let (cells, rows) = of(*coding);
                let days = DaySet::from_intervals(rows.iter().map(|(_, row)| row.hull));
                let amendments = rows.iter().map(|(key, _)| match &change {
                    Change::Revalue { .. } => Amendment::Value(key.attribute, *coding, value),
                    _ => Amendment::Without(key.attribute, *coding),
                });
                (amendments.collect(), (cells, days))
            }
            Change::Begin { coding, day, .. } | Change::End { coding, day, .. } => {
                let (cells, rows) = of(*coding);
                let beginning = matches!(change, Change::Begin { .. });
                let days = rows.iter().map(|(_, row)| {
                    let ends = if beginning { row.ends.from } else { row.ends.until };
                    let plain = if beginning { row.hull.from } else { row.hull.until };
                    let (first, last) =
                        ends.map_or((plain, plain), |(id, by)| possible_days(history, Moment::Variable(id, by)));
                    Interval::new(first.min(*day), last.max(*day))
                });
                let days = DaySet::from_intervals(days);
                let amendments = rows.iter().map(|(key, _)| {
                    if beginning {
                        Amendment::From(key.attribute, *coding, *day)
                    } else {
                        Amendment::Until(key.attribute, *coding, *day)
                    }
                });
                (amendments.collect(), (cells, days))
            }
            Change::Date { variable, day } => {
                let names =
                    |row: &Row| [row.ends.from, row.ends.until].into_iter().flatten().any(|(id, _)| id == *variable);
                // Where one date lies bounds where others may, so that every day may be otherwise on which one may lie.
                let any = self.reads.rows(history).flat_map(|(_, row)| [row.ends.from, row.ends.until]).flatten();
                let any = any.map(|(id, by)| {
                    let (first, last) = possible_days(history, Moment::Variable(id, by));
                    Interval::new(first.plus(-1), last.plus(1))
                });
                (vec![Amendment::Date(*variable, *day)], (rows(&names).0, DaySet::from_intervals(any)))
            }
            Change::Read { dispute, .. } => {
                let (cells, rows) =
                    rows(&|row| row.reading != NO_READING && history.dispute_of(row.reading) == Some(*dispute));
                (Vec::new(), (cells, DaySet::from_intervals(rows.iter().map(|(_, row)| row.hull))))
            }
            Change::Code { cell, from, until, .. } => {
                let coding = NewCoding {
                    attribute: cell.attribute,
                    subject: cell.subject,
                    object: cell.object,
                    from: *from,
                    until: *until,
                    value,
                    reading: NO_READING,
                    coding: NEW,
                };
                let (first, last) = (possible_days(history, *from).0, possible_days(history, *until).1);
                let days = DaySet::from(Interval::new(first, last));
                (vec![Amendment::With(coding)], (place(cell).into_iter().collect(), days))
            }
        };
        Prepared { change, amendments, cells, days }
    }
}

impl Trial<'_> {
    /// How a value is coded.
    fn numbered(&mut self, value: &Value) -> u32 {
        match value {
            Value::Truth(holds) => u32::from(*holds),
            Value::Level(level) => *level,
            Value::Actors(set) => self.stock.with_set(set.clone()),
            Value::Number(number) => self.stock.with_number(*number),
        }
    }
}

/// The coding that a change adds.
const NEW: CodingId = CodingId(u32::MAX);

/// Whether codings of a cell contradict each other: they differ, certainly hold on one day, and do not rival each other as
/// readings. Where several values may hold at once nothing does.
fn contradicts(history: &History, key: CellKey) -> bool {
    if history.attribute(key.attribute).holds_many() {
        return false;
    }
    let rows: Vec<Row> = history.relation(key.attribute).cell(key.subject, key.object).collect();
    let core = |row: &Row| {
        let latest = row.ends.from.map_or(row.hull.from, |(id, by)| history.variable(id).possible.latest().plus(by));
        let earliest =
            row.ends.until.map_or(row.hull.until, |(id, by)| history.variable(id).possible.earliest().plus(by));
        Interval::new(latest, earliest)
    };
    // Codings whose ends name one date meet wherever it lies.
    let meets = |a: &Row, b: &Row| match (a.ends.until, b.ends.from) {
        (Some((x, until)), Some((y, from))) => x == y && from < until,
        _ => false,
    };
    rows.iter().enumerate().any(|(at, a)| {
        rows[at + 1..].iter().any(|b| {
            let rivals = a.reading != b.reading && a.reading != NO_READING && b.reading != NO_READING;
            let (x, y) = (core(a), core(b));
            a.value != b.value
                && !rivals
                && (!x.is_empty() && !y.is_empty() && x.overlaps(y) || meets(a, b) || meets(b, a))
        })
    })
}
