//! The codings on which the verdicts of a whole theory hang most.
//!
//! Every verdict that says something is asked what would turn it over; a coding weighs as many verdicts as have a smallest
//! set of changes with one of its changes in it.

use super::change::Change;
use super::{Limits, turning};
use crate::judge::CaseVerdict;
use crate::ruling::Ruling;
use crate::run::ClaimVerdicts;
use conditions::{Budget, CellKey, OverBudget, Program};
use spells::{CodingId, DisputeId, VariableId};
use std::collections::BTreeMap;

/// Something that a change is made to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// A coding: its value, its dates, that it is there.
    Coding(CodingId),
    /// A dispute: which reading is taken.
    Dispute(DisputeId),
    /// A vague event: when it was.
    Event(VariableId),
    /// A cell on days on which nobody coded anything.
    Silence(CellKey),
}

impl Thing {
    /// What a change is made to.
    pub fn of(change: &Change) -> Thing {
        match change {
            Change::Remove { coding, .. }
            | Change::Revalue { coding, .. }
            | Change::Begin { coding, .. }
            | Change::End { coding, .. } => Thing::Coding(*coding),
            Change::Read { dispute, .. } => Thing::Dispute(*dispute),
            Change::Date { variable, .. } => Thing::Event(*variable),
            Change::Code { cell, .. } => Thing::Silence(*cell),
        }
    }
}

/// A verdict, by the place of its claim among those judged and of its case.
pub type Which = (usize, usize);

/// What hangs on one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Load {
    /// The thing.
    pub thing: Thing,
    /// Verdicts that one change of it alone turns over.
    pub alone: usize,
    /// Verdicts of which some smallest set changes it, with the size of the smallest such set; in order.
    pub verdicts: Vec<(Which, usize)>,
    /// The change of it that turns most verdicts alone, the first of several, if any does.
    pub change: Option<Change>,
}

/// What the verdicts of a theory hang on.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Weighed {
    /// Every thing of which some smallest set changes it: those first that turn most verdicts alone, then those that have a
    /// part in most.
    pub loads: Vec<Load>,
    /// The verdicts asked.
    pub asked: Vec<Which>,
    /// Those of them that no set of the size looked for turns over.
    pub firm: Vec<Which>,
    /// Those of which there were too many sets to judge them all.
    pub cut_short: Vec<Which>,
}

/// Whether a verdict is asked: it is in scope, and conforms, deviates or is undecided.
fn says_something(verdict: &CaseVerdict) -> bool {
    verdict.in_scope() && verdict.ruling != Ruling::Irrelevant
}

/// Weighs what all these verdicts hang on, on so many threads; the same whatever their number. Errs when the budget is spent.
pub fn weigh(
    program: &Program<'_>,
    judged: &[ClaimVerdicts],
    limits: &Limits,
    threads: usize,
    budget: &Budget,
) -> Result<Weighed, OverBudget> {
    let asked: Vec<Which> = judged
        .iter()
        .enumerate()
        .flat_map(|(claim, verdicts)| {
            let telling = verdicts.cases.iter().enumerate().filter(|(_, verdict)| says_something(verdict));
            telling.map(move |(case, _)| (claim, case))
        })
        .collect();
    let ask = |(claim, case): Which| {
        turning(program, &judged[claim].cases[case], &judged[claim].setting, None, limits, budget)
    };
    let found = threads::each(threads, asked.len(), |at| ask(asked[at])).into_iter().collect::<Result<Vec<_>, _>>()?;
    Ok(add_up(asked, found))
}

/// What a thing has a part in so far: verdicts with the size of the smallest set, and how many verdicts each change of it turns
/// alone.
#[derive(Default)]
struct Part {
    verdicts: BTreeMap<Which, usize>,
    changes: Vec<(Change, usize)>,
}

fn add_up(asked: Vec<Which>, found: Vec<super::Flips>) -> Weighed {
    let mut things: BTreeMap<Thing, Part> = BTreeMap::new();
    let (mut firm, mut cut_short) = (Vec::new(), Vec::new());
    for (which, flips) in asked.iter().zip(&found) {
        if flips.cut_short {
            cut_short.push(*which);
        } else if flips.sets.is_empty() {
            firm.push(*which);
        }
        for flip in &flips.sets {
            for change in &flip.changes {
                let Part { verdicts, changes } = things.entry(Thing::of(change)).or_default();
                let size = verdicts.entry(*which).or_insert(flip.changes.len());
                *size = (*size).min(flip.changes.len());
                if flip.changes.len() == 1 {
                    match changes.iter_mut().find(|(known, _)| known == change) {
                        Some((_, count)) => *count += 1,
                        None => changes.push((change.clone(), 1)),
                    }
                }
            }
        }
    }
    let mut loads: Vec<Load> = things
        .into_iter()
        .map(|(thing, Part { verdicts, changes })| {
            let verdicts: Vec<(Which, usize)> = verdicts.into_iter().collect();
            let most = changes.iter().map(|(_, count)| *count).max();
            let change = changes.into_iter().find(|(_, count)| Some(*count) == most).map(|(change, _)| change);
            let alone = verdicts.iter().filter(|(_, size)| *size == 1).count();
            Load { thing, alone, verdicts, change }
        })
        .collect();
    loads.sort_by_key(|load| (std::cmp::Reverse((load.alone, load.verdicts.len())), load.thing));
    Weighed { loads, asked, firm, cut_short }
}
