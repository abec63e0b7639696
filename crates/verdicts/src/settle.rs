//! One claim, one case, one choice of readings: every ruling that the vague dates allow.
//!
//! The dates are taken cluster by cluster. A claim's ruling is the worst of what it says of single days and events, and
//! what it says of the days of one cluster does not hang on the dates of another; so the rulings of the whole are the
//! maxima of one ruling from each cluster, and the placements of a cluster need only be tried among themselves. Only a
//! claim about order looks back, from an event to the latest turn of the other formula: then the cluster of that turn is
//! placed together with the event's own.

use crate::clusters::{Cluster, clusters};
use crate::exact::{exact, looks_back};
use crate::judge::{Judgement, in_world};
use crate::local::{Ask, Local, Locals, broken_days, inside, place};
use crate::range::{EventRange, widen};
use crate::reach::{Reach, each, joined, together};
use crate::ruling::Ruling;
use crate::stretches::unknown_stretches;
use crate::vague::Vague;
use conditions::{Evaluator, OverBudget, Program, Reads};
use spells::{DaySet, VariableId, World};
use std::collections::BTreeSet;
use std::rc::Rc;

/// What the placements of vague dates allow.
pub(crate) struct Settled {
    /// Every ruling, best first.
    pub rulings: BTreeSet<Ruling>,
    /// Least and most days of deviation.
    pub deviating_days: (i64, i64),
    /// Least and most days in scope of which nothing can be said.
    pub undecided_days: (i64, i64),
    /// Over which days it deviates, where it does.
    pub reach: Option<Reach>,
    /// The same, each stretch by itself.
    pub stretches: Vec<Reach>,
    /// Dates on which the ruling hangs.
    pub hangs_on: BTreeSet<VariableId>,
    /// Some cluster was too large to try.
    pub bounded: bool,
    /// A placement with the worst ruling, and what the claim says in it.
    pub shown: (Judgement, World),
    /// For each event shown: its first and last possible day, the other event's, and least and most days between.
    pub events: Vec<EventRange>,
}

impl Settled {
    /// Where nothing is vague.
    pub fn certain(judgement: Judgement, world: World) -> Self {
        let days = |ruling| (judgement.days.of(ruling), judgement.days.of(ruling));
        let broken = broken_days(&judgement);
        Settled {
            rulings: BTreeSet::from([judgement.ruling]),
            deviating_days: days(Ruling::Deviates),
            undecided_days: days(Ruling::Undecided),
            reach: Reach::of(&broken),
            stretches: each(&broken),
            hangs_on: BTreeSet::new(),
            bounded: false,
            events: judgement.events.iter().map(EventRange::of).collect(),
            shown: (judgement, world),
        }
    }
}

/// Settles a claim for a case in a world whose readings are chosen. `known` is what was found of the case before.
pub(crate) fn settle<'h>(
    program: &Program<'h>,
    claim: usize,
    reads: &Reads,
    open: &Evaluator<'_>,
    known: &Locals<'h>,
) -> Result<Settled, OverBudget> {
    let (world, spec) = (open.world(), &program.theory.claims[claim]);
    let base = in_world(spec, open, true)?;
    if looks_back(program, spec, reads, open) {
        return exact(program, spec, world, reads, open, &base);
    }
    let vague = Vague::of(spec, open)?;
    let all = clusters(program.history, reads, &unknown_stretches(spec, open)?);
    let concerned: Vec<&Cluster> = all.iter().filter(|cluster| vague.concerns(&base, cluster.days)).collect();
    // What no cluster touches, and then the worst of one ruling from each.
    let touched = DaySet::from_intervals(concerned.iter().map(|cluster| cluster.days));
    let certain = inside(&base, &touched.complement());
    let rest = certain.ruling;
    let mut locals: Vec<(&Cluster, Rc<Local>)> = Vec::with_capacity(concerned.len());
    for cluster in concerned {
        let joint = vague.joint(cluster, &all);
        let ask = Ask { program, claim, reads, cluster, joint: &joint, base: &base, rest };
        locals.push((cluster, known.settle(&ask, open)?));
    }
    if locals.is_empty() {
        return Ok(Settled::certain(base, world.clone()));
    }

    let mut rulings = BTreeSet::from([rest]);
    let mut deviating_days = (certain.deviating_days, certain.deviating_days);
    let mut undecided_days = (certain.undecided_days, certain.undecided_days);
    let (mut reach, mut stretches) = (Reach::of(&certain.broken), each(&certain.broken));
    for (_, local) in &locals {
        rulings =
            rulings.iter().flat_map(|so_far| local.rulings.iter().map(move |ruling| *so_far.max(ruling))).collect();
        deviating_days.0 += local.deviating_days.0;
        deviating_days.1 += local.deviating_days.1;
        undecided_days.0 += local.undecided_days.0;
        undecided_days.1 += local.undecided_days.1;
        reach = together(reach, local.reach);
        stretches.extend(&local.stretches);
    }
    let mut placed = world.clone();
    for (variable, day) in locals.iter().flat_map(|(_, local)| &local.worst) {
        placed.place(*variable, *day);
    }
    // A placement of one cluster may have moved another that was placed with it: its own choice comes last.
    for (cluster, local) in &locals {
        for (variable, day) in local.worst.iter().filter(|(variable, _)| cluster.variables.contains(variable)) {
            placed.place(*variable, *day);
        }
    }
    let shown = in_world(spec, &open.elsewhere(placed.clone(), open.setting()), true)?;
    let mut events: Vec<EventRange> = shown.events.iter().map(EventRange::of).collect();
    for (cluster, local) in &locals {
        let own = (0..events.len()).filter(|at| cluster.days.contains(place(&shown.events[*at])));
        widen(&mut events, &own.collect::<Vec<_>>(), &local.events);
    }
    let hangs_on = if rulings.len() > 1 {
        let hanging = locals.iter().filter(|(_, local)| local.rulings.len() > 1);
        hanging.flat_map(|(cluster, _)| cluster.variables.iter().copied()).collect()
    } else {
        BTreeSet::new()
    };
    Ok(Settled {
        rulings,
        deviating_days,
        undecided_days,
        reach,
        stretches: joined(stretches),
        hangs_on,
        bounded: locals.iter().any(|(_, local)| local.bounded),
        shown: (shown, placed),
        events,
    })
}
