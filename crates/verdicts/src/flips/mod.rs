//! What a verdict hangs on: the smallest sets of changes to what is coded that would turn it over.
//!
//! There is one notion of a change, [`Change`]: something that a coder could do to one coding, one vague date, one dispute,
//! or one gap in the codings. [`possible`] lists those that can be made to what a question reads, a finite list; [`search`]
//! finds every set of them, up to a size, that brings another answer and of which no part does; [`trial`] answers the
//! question for a set. What is asked may be a claim's ruling of a case ([`turning`]), or whether some formulas hold on some
//! days, as for candidates. Nothing is sampled.

mod board;
mod change;
mod possible;
mod search;
mod trial;
mod weigh;

pub use change::{Change, Value};
pub use possible::Closed;
pub use search::{Flip, Flips};
pub use weigh::{Load, Thing, Weighed, Which, weigh};

use crate::judge::{CaseVerdict, read_nodes};
use crate::ruling::Ruling;
use conditions::{Budget, Case, OverBudget, Program, Setting};
use spells::{DaySet, World};
use theory::model::{ClaimKind, NodeId};
use trial::Asked;

/// How far to look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Sets of at most so many changes.
    pub size: usize,
    /// The same of claims about events, of which every set must be judged by itself.
    pub of_events: usize,
    /// So many sets are judged for one verdict; where there are more, what is found is said to be cut short.
    pub most: usize,
    /// What cannot be changed by a row.
    pub closed: Closed,
}

/// The smallest sets of changes with which a claim's ruling of a case would be another: any other, or `to`.
///
/// * The ruling is that of the first world, the worst wherever vague dates lie, as [`CaseVerdict::ruling`] gives it.
/// * Every set has at most `limits.size` changes, none of which can be left out; in order of size, then of days moved.
/// * Errs when the budget is spent.
pub fn turning(
    program: &Program<'_>,
    verdict: &CaseVerdict,
    setting: &Setting,
    to: Option<Ruling>,
    limits: &Limits,
    budget: &Budget,
) -> Result<Flips, OverBudget> {
    let claim = &program.theory.claims[verdict.claim];
    let asked = Asked::Ruling { at: verdict.claim, claim, now: verdict.ruling, to };
    let nodes = read_nodes(program, claim);
    let world = verdict.world.unplaced();
    trial::on(program, verdict.case, setting, world, &nodes, asked, budget, &limits.closed, |trial, changes| {
        let events = !matches!(claim.kind, ClaimKind::Static { .. });
        search::search(trial, changes, if events { limits.of_events } else { limits.size }, limits.most)
    })
}

/// Every single change that could be made to what a claim reads for a case: what [`turning`] puts sets together from.
pub fn changes(
    program: &Program<'_>,
    verdict: &CaseVerdict,
    setting: &Setting,
    closed: &Closed,
    budget: &Budget,
) -> Result<Vec<Change>, OverBudget> {
    let claim = &program.theory.claims[verdict.claim];
    let asked = Asked::Ruling { at: verdict.claim, claim, now: verdict.ruling, to: None };
    let world = verdict.world.unplaced();
    trial::on(
        program,
        verdict.case,
        setting,
        world,
        &read_nodes(program, claim),
        asked,
        budget,
        closed,
        |_, changes| Ok(changes.iter().map(|prepared| prepared.change.clone()).collect()),
    )
}

/// The smallest sets of changes with which each of these formulas would certainly hold, or not hold where it is paired with
/// `false`, on all of these days.
pub(crate) fn holding(
    program: &Program<'_>,
    case: Case,
    setting: &Setting,
    world: World,
    wanted: &[(NodeId, bool)],
    days: &DaySet,
    limits: &Limits,
    budget: &Budget,
) -> Result<Flips, OverBudget> {
    let nodes: Vec<NodeId> = wanted.iter().map(|(node, _)| *node).collect();
    let asked = Asked::Holding { wanted, days };
    trial::on(program, case, setting, world, &nodes, asked, budget, &limits.closed, |trial, changes| {
        search::search(trial, changes, limits.size, limits.most)
    })
}
