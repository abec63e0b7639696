//! One claim, one case, one choice of readings: every ruling that the vague dates allow.
//!
//! The dates are taken cluster by cluster. A claim's ruling is the worst of what it says of single days and events, and
//! what it says of the days of one cluster does not hang on the dates of another; so the rulings of the whole are the
//! maxima of one ruling from each cluster, and the placements of a cluster need only be tried among themselves. Only a
//! claim about order looks back, from an event to the latest turn of the other formula: then the cluster of that turn is
//! placed together with the event's own.

use crate::clusters::{Cluster, clusters};
use crate::dynamic::{EventRuling, Finding, next_day, waits};
use crate::exact::{exact, lags, looks_back};
use crate::explore::explore;
use crate::judge::{Judgement, in_world, scope};
use crate::placement::Points;
use crate::reach::{Reach, either, perhaps, reach, together};
use crate::ruling::{Ruling, SpellRuling};
use conditions::{Degree, Evaluator, OverBudget, Program, Reads};
use spells::{Day, DaySet, Interval, Timeline, VariableId, Why, World};
use std::collections::BTreeSet;
use theory::model::{Claim, ClaimKind, Edge, Event, NodeId, Order};

/// Least and most days from one event to another, where there is another.
pub(crate) type LagRange = Option<(i64, i64)>;

/// What the placements of vague dates allow.
pub(crate) struct Settled {
    /// Every ruling, best first.
    pub rulings: BTreeSet<Ruling>,
    /// Least and most days of deviation.
    pub deviating_days: (i64, i64),
    /// Over which days it deviates, where it does.
    pub reach: Option<Reach>,
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
        let days = judgement.days.of(Ruling::Deviates);
        Settled {
            rulings: BTreeSet::from([judgement.ruling]),
            deviating_days: (days, days),
            reach: reach_of(&judgement),
            hangs_on: BTreeSet::new(),
            bounded: false,
            events: judgement.events.iter().map(EventRange::of).collect(),
            shown: (judgement, world),
        }
    }
}

/// Where an event may lie, over all placements of vague dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventRange {
    /// First and last possible day.
    pub day: (Day, Day),
    /// The same of the other event, where there is one.
    pub anchor: Option<(Day, Day)>,
    /// Least and most days between the two.
    pub lag: LagRange,
}

impl EventRange {
    pub(crate) fn of(event: &EventRuling) -> Self {
        Self {
            day: (event.day, event.day),
            anchor: event.anchor.map(|day| (day, day)),
            lag: event.lag().map(|lag| (lag, lag)),
        }
    }

    pub(crate) fn widen(&mut self, event: &EventRuling) {
        self.day = (self.day.0.min(event.day), self.day.1.max(event.day));
        self.anchor = match (self.anchor, event.anchor) {
            (Some((first, last)), Some(day)) => Some((first.min(day), last.max(day))),
            (range, day) => range.or(day.map(|day| (day, day))),
        };
        self.lag = match (self.lag, event.lag()) {
            (Some((least, most)), Some(lag)) => Some((least.min(lag), most.max(lag))),
            (range, lag) => range.or(lag.map(|lag| (lag, lag))),
        };
    }
}

/// The cluster-wise rulings of one cluster.
struct Local {
    days: Interval,
    rulings: BTreeSet<Ruling>,
    deviating_days: (i64, i64),
    reach: Option<Reach>,
    bounded: bool,
    worst: Option<World>,
    events: Vec<Vec<EventRuling>>,
    variables: BTreeSet<VariableId>,
}

/// Settles a claim for a case in a world whose readings are chosen.
pub(crate) fn settle(
    program: &Program<'_>,
    claim: &Claim,
    reads: &Reads,
    open: &Evaluator<'_>,
) -> Result<Settled, OverBudget> {
    let world = open.world();
    let base = in_world(claim, open, true)?;
    if looks_back(program, claim, reads, open) {
        return exact(program, claim, world, reads, open, &base);
    }
    let vague = Vague::of(claim, open)?;
    let all = clusters(program.history, reads, &unknown_stretches(claim, open)?);
    let concerned: Vec<&Cluster> = all.iter().filter(|cluster| vague.concerns(&base, cluster.days)).collect();
    // What no cluster touches, and then the worst of one ruling from each.
    let touched = DaySet::from_intervals(concerned.iter().map(|cluster| cluster.days));
    let rest = outside(&base, &touched);
    let mut locals = Vec::new();
    for cluster in concerned {
        let joint = vague.joint(cluster, &all);
        locals.push(local(program, claim, reads, cluster, &joint, &base, rest.0, open)?);
    }
    if locals.is_empty() {
        return Ok(Settled::certain(base, world.clone()));
    }

    let mut rulings = BTreeSet::from([rest.0]);
    let mut deviating_days = (rest.1, rest.1);
    let mut reach = rest.2;
    for local in &locals {
        rulings =
            rulings.iter().flat_map(|so_far| local.rulings.iter().map(move |ruling| *so_far.max(ruling))).collect();
        deviating_days.0 += local.deviating_days.0;
        deviating_days.1 += local.deviating_days.1;
        reach = together(reach, local.reach);
    }
    let mut placed = world.clone();
    for worst in locals.iter().filter_map(|local| local.worst.as_ref()) {
        for (variable, day) in worst.placements() {
            placed.place(*variable, *day);
        }
    }
    // A placement of one cluster may have moved another that was placed with it: its own choice comes last.
    for local in &locals {
        for (variable, day) in local.worst.iter().flat_map(|worst| worst.placements()) {
            if local.variables.contains(variable) {
                placed.place(*variable, *day);
            }
        }
    }
    let shown = in_world(claim, &open.placed(placed.clone()), true)?;
    let events = event_ranges(&shown, &locals);
    let hangs_on = if rulings.len() > 1 {
        let hanging = locals.iter().filter(|local| local.rulings.len() > 1);
        hanging.flat_map(|local| local.variables.iter().copied()).collect()
    } else {
        BTreeSet::new()
    };
    Ok(Settled {
        rulings,
        deviating_days,
        reach,
        hangs_on,
        bounded: locals.iter().any(|local| local.bounded),
        shown: (shown, placed),
        events,
    })
}

/// The stretches of days on which it is not known whether what a claim judges holds: a beginning after such days counts
/// from the first of them, so that what is seen at the end of a stretch may hang on dates at its start.
fn unknown_stretches(claim: &Claim, open: &Evaluator<'_>) -> Result<DaySet, OverBudget> {
    let nodes: &[NodeId] = match &claim.kind {
        ClaimKind::Static { .. } => &[],
        ClaimKind::OnlyWhile { event, .. } | ClaimKind::NotWhile { event, .. } => &[event.what],
        ClaimKind::Order { event, anchor, .. } => &[event.what, anchor.what],
    };
    let mut stretches = DaySet::empty();
    for node in nodes {
        stretches = stretches.or(&open.degree(*node)?.days_where(|degree| degree.truth().is_unknown()));
    }
    if let ClaimKind::Order { event, order, anchor } = &claim.kind {
        let (what, other) = (open.degree(event.what)?, open.degree(anchor.what)?);
        let (event, anchor) = ((&*what, event.edge), (&*other, anchor.edge));
        stretches = stretches.or(&match order {
            Order::Before => inherited(anchor, event, open.domain()),
            Order::After => waits(event, None, anchor).or(&inherited(event, anchor, open.domain())),
            Order::Within(count, unit) => {
                waits(event, Some((*count, *unit)), anchor).or(&inherited(event, anchor, open.domain()))
            }
        });
    }
    Ok(stretches)
}

/// The stretches from the first day of a case on which the event of an order of two ends may have been so all along. Whether
/// it was hangs on dates at their start, and what is said of the end at the other: of an end without a lapse before it,
/// nothing can be said where what ended may have been there from the first.
fn inherited(
    (own, edge): (&Timeline<Degree>, Edge),
    (other, other_edge): (&Timeline<Degree>, Edge),
    domain: &DaySet,
) -> DaySet {
    if edge != Edge::Ends || other_edge != Edge::Ends {
        return DaySet::empty();
    }
    let may_be = own.days_where(|degree| !degree.is_out());
    let lapsed_from = other.days_where(|degree| degree.is_in());
    let first_days: Vec<Day> = domain.intervals().iter().map(|days| days.from).collect();
    let from_the_first = may_be.intervals().iter().filter(|days| first_days.contains(&days.from));
    let hang = from_the_first.filter(|days| lapsed_from.clip(**days).is_empty());
    DaySet::from_intervals(hang.map(|days| Interval::new(days.from, days.until.plus(1))))
}

/// Tries every placement of a cluster (with those placed jointly) and reads off what the claim says of its days.
fn local(
    program: &Program<'_>,
    claim: &Claim,
    reads: &Reads,
    cluster: &Cluster,
    joint: &BTreeSet<VariableId>,
    base: &Judgement,
    rest: Ruling,
    open: &Evaluator<'_>,
) -> Result<Local, OverBudget> {
    let mut local = Local {
        days: cluster.days,
        rulings: BTreeSet::new(),
        deviating_days: (i64::MAX, 0),
        reach: None,
        bounded: false,
        worst: None,
        events: Vec::new(),
        variables: cluster.variables.clone(),
    };
    let points = Points::new(program.history, joint, reads, open.domain(), &lags(program, claim), false);
    let days = DaySet::from(cluster.days);
    let still_open = |judgement: &Judgement, evaluator: &Evaluator<'_>| {
        Vague::of(claim, evaluator)?.open_days(judgement, &days, rest)
    };
    let Some(judged) = explore(claim, open, &points, &still_open)? else {
        let (ruling, days, certain, _) = inside(base, cluster.days);
        let hidden = scope(open, true)?.days_where(|degree| may_be_vague(*degree));
        let vague = vague_days(base, &hidden);
        return Ok(Local {
            rulings: BTreeSet::from([ruling]),
            deviating_days: (days, days + vague.days()),
            reach: together(certain, perhaps(&vague)),
            bounded: true,
            ..local
        });
    };
    let mut worst: Vec<World> = Vec::new();
    for (at, (judged, placement)) in judged.into_iter().enumerate() {
        let (ruling, days, reach, events) = inside(&judged, cluster.days);
        local.reach = if at == 0 { reach } else { either(local.reach, reach) };
        if local.rulings.iter().next_back().is_none_or(|so_far| ruling > *so_far) {
            worst.clear();
        }
        local.rulings.insert(ruling);
        if local.rulings.iter().next_back() == Some(&ruling) {
            worst.push(placement);
        }
        local.deviating_days = (local.deviating_days.0.min(days), local.deviating_days.1.max(days));
        local.events.push(events);
    }
    // The one in the middle, so that a date is shown within its possible days and not at their edge.
    local.worst = Some(worst.swap_remove(worst.len() / 2));
    Ok(local)
}

/// The day by which an event belongs to a cluster: its own, or, where it has not come, that of the event it follows.
fn place(event: &EventRuling) -> Day {
    match event.finding {
        Finding::Open | Finding::Overdue => event.anchor.unwrap_or(event.day),
        _ => event.day,
    }
}

/// What a judgement says of some days: its ruling, the days of deviation, over which days, the events.
fn inside(judgement: &Judgement, days: Interval) -> (Ruling, i64, Option<Reach>, Vec<EventRuling>) {
    let spells = judgement.spells.iter().filter(|spell| spell.days.overlaps(days));
    let events: Vec<EventRuling> =
        judgement.events.iter().filter(|event| days.contains(place(event))).copied().collect();
    let deviating = spells.clone().filter(|spell| spell.ruling == Ruling::Deviates);
    let deviating = deviating.map(|spell| spell.days.and(days).days()).sum();
    let reach = reach(spells.clone(), events.iter(), &DaySet::from(days));
    let rulings = spells.map(|spell| spell.ruling).chain(events.iter().map(|event| event.ruling));
    (rulings.max().unwrap_or(Ruling::Irrelevant), deviating, reach, events)
}

/// The same of all days but these.
fn outside(judgement: &Judgement, touched: &DaySet) -> (Ruling, i64, Option<Reach>) {
    let left = |spell: &SpellRuling| DaySet::from(spell.days).without(touched).days();
    let spells = judgement.spells.iter().filter(|spell| left(spell) > 0);
    let events = judgement.events.iter().filter(|event| !touched.contains(place(event)));
    let deviating = spells.clone().filter(|spell| spell.ruling == Ruling::Deviates).map(left).sum();
    let reach = reach(spells.clone(), events.clone(), &touched.complement());
    let rulings = spells.map(|spell| spell.ruling).chain(events.map(|event| event.ruling));
    (rulings.max().unwrap_or(Ruling::Irrelevant), deviating, reach)
}

/// Over which days a judgement deviates, every date as it is placed.
pub(crate) fn reach_of(judgement: &Judgement) -> Option<Reach> {
    reach(judgement.spells.iter(), judgement.events.iter(), &DaySet::always())
}

/// Days that may be days of deviation if vague dates lie so, besides those that certainly are.
pub(crate) fn vague_days(judgement: &Judgement, hidden: &DaySet) -> DaySet {
    let undecided = judgement.spells.iter().filter(|spell| spell.ruling == Ruling::Undecided && turns_on_dates(spell));
    DaySet::from_intervals(undecided.map(|spell| spell.days)).or(hidden)
}

/// Whether vague dates may make something else of a spell: of what is undecided, or irrelevant only for want of knowledge.
pub(crate) fn turns_on_dates(spell: &SpellRuling) -> bool {
    matches!(spell.ruling, Ruling::Undecided | Ruling::Irrelevant)
        && (may_be_vague(spell.condition) || may_be_vague(spell.outcome))
}

/// Whether a degree is unknown and vague dates may have a part in that: where sources disagree as well, that is the reason
/// kept.
pub(crate) fn may_be_vague(degree: Degree) -> bool {
    degree.why.is_some_and(|why| why <= Why::DateTooVague)
}

/// Where a claim's formulas turn on no certain day, as far as dates are placed.
pub(crate) struct Vague {
    /// For static claims: days undecided for vagueness; for claims about events: days on which the judged formula turns.
    own: DaySet,
    /// For `... does not ... while`: days on which the condition is vague, so that the claim may have been at stake.
    exposure: DaySet,
    /// For claims about order: the other formula.
    other: Option<Timeline<Degree>>,
    dynamic: bool,
}

impl Vague {
    /// What is open in a case as far as its dates are placed.
    pub fn of(claim: &Claim, open: &Evaluator<'_>) -> Result<Vague, OverBudget> {
        let vague = |node: NodeId| -> Result<DaySet, OverBudget> {
            Ok(open.degree(node)?.days_where(|degree| may_be_vague(*degree)))
        };
        // Days on which an event may come: an end only of what holds, a beginning only of what does not.
        let ready = |event: &Event| -> Result<DaySet, OverBudget> {
            let ends = event.edge == Edge::Ends;
            Ok(open
                .degree(event.what)?
                .days_where(|degree| may_be_vague(*degree) || if ends { degree.is_in() } else { degree.is_out() }))
        };
        // Days on which an event may be hidden, for whatever reason, and the condition that it is judged by is vague.
        let unseen = |event: &Event, condition: NodeId| -> Result<DaySet, OverBudget> {
            let hidden = open.degree(event.what)?.days_where(|degree| degree.truth().is_unknown());
            Ok(hidden.or(&next_day(&hidden)).and(&vague(condition)?))
        };
        let scope = scope(open, true)?.days_where(|degree| may_be_vague(*degree));
        Ok(match &claim.kind {
            ClaimKind::Static { .. } => Vague { own: scope, exposure: DaySet::empty(), other: None, dynamic: false },
            ClaimKind::OnlyWhile { event, condition } => {
                let own = scope.or(&vague(event.what)?).or(&unseen(event, *condition)?);
                Vague { own, exposure: DaySet::empty(), other: None, dynamic: true }
            }
            ClaimKind::NotWhile { event, condition } => {
                let own = scope.or(&vague(event.what)?).or(&unseen(event, *condition)?);
                Vague { own, exposure: vague(*condition)?, other: None, dynamic: true }
            }
            ClaimKind::Order { event, order, anchor } => {
                // What looks back is the event, except where the claim is that it came before.
                let before = *order == Order::Before;
                let (own, other) = if before { (anchor, event) } else { (event, anchor) };
                let other = open.degree(other.what)?.as_ref().clone();
                // A turn is waited upon only where the event may still come.
                let turns =
                    other.days_where(|degree| may_be_vague(*degree)).and(&ready(if before { anchor } else { event })?);
                let own = scope.or(&vague(own.what)?).or(&turns);
                Vague { own, exposure: DaySet::empty(), other: Some(other), dynamic: true }
            }
        })
    }

    /// Whether what is left open hangs on dates that lie in these days.
    fn concerns(&self, base: &Judgement, days: Interval) -> bool {
        !self.left_open(base, &DaySet::from(days), Ruling::Irrelevant).is_empty()
    }

    /// Those of the days on which vague dates may still make something else of the claim. `rest` is what is certain of
    /// other days: where that, or anything decided here, conforms or worse, a day that may conform or be irrelevant makes
    /// no difference to the whole.
    fn left_open(&self, judgement: &Judgement, days: &DaySet, rest: Ruling) -> DaySet {
        let decided = |ruling: Ruling| matches!(ruling, Ruling::Conforms | Ruling::Deviates);
        let settled = judgement.spells.iter().any(|spell| decided(spell.ruling))
            || judgement.events.iter().any(|event| decided(event.ruling));
        let rest = if settled { rest.max(Ruling::Conforms) } else { rest };
        let matters = |spell: &&SpellRuling| {
            turns_on_dates(spell) && (spell.ruling == Ruling::Undecided || rest == Ruling::Irrelevant)
        };
        let spells = judgement.spells.iter().filter(matters).map(|spell| spell.days);
        let unknown = |event: &&EventRuling| matches!(event.finding, Finding::Unknown(why) if why <= Why::DateTooVague);
        let events = judgement.events.iter().filter(|event| self.dynamic && unknown(event));
        let events = events.map(|event| Interval::new(event.day, event.day.plus(1)));
        let open = DaySet::from_intervals(spells.chain(events)).or(&self.own);
        if rest == Ruling::Irrelevant { open.or(&self.exposure).and(days) } else { open.and(days) }
    }

    /// The same, and for a claim about order the days on which the other formula turned, unseen, before an event of these
    /// days.
    pub fn open_days(&self, judgement: &Judgement, days: &DaySet, rest: Ruling) -> Result<DaySet, OverBudget> {
        let open = self.left_open(judgement, days, rest);
        let Some(other) = &self.other else { return Ok(open) };
        let found = judgement.events.iter().filter(|event| days.contains(event.day) && event.anchor.is_none());
        let hidden = found.filter(|event| event.finding == Finding::InOrder).filter_map(|event| {
            let before =
                other.spells().iter().rev().find(|spell| spell.days.until <= event.day && may_be_vague(spell.value));
            before.map(|spell| spell.days)
        });
        Ok(open.or(&DaySet::from_intervals(hidden)))
    }

    /// The dates to place together with a cluster: those of the clusters in which the other formula last turned before.
    fn joint(&self, cluster: &Cluster, all: &[Cluster]) -> BTreeSet<VariableId> {
        let mut joint = cluster.variables.clone();
        let Some(other) = &self.other else { return joint };
        let before: Vec<_> = other.spells().iter().filter(|spell| spell.days.from < cluster.days.from).collect();
        for (at, spell) in before.iter().enumerate().rev() {
            if may_be_vague(spell.value) {
                let turned = all.iter().filter(|earlier| earlier.days.overlaps(spell.days));
                joint.extend(turned.flat_map(|earlier| earlier.variables.iter().copied()));
                break;
            }
            // A turn on a known day hides whatever lies before it.
            if at > 0 && before[at - 1].days.until == spell.days.from && before[at - 1].value.is_known() {
                break;
            }
        }
        joint
    }
}

/// For each event shown, where it may lie: what the placements of its cluster found at the same place in order.
fn event_ranges(shown: &Judgement, locals: &[Local]) -> Vec<EventRange> {
    let mut ranges: Vec<EventRange> = shown.events.iter().map(EventRange::of).collect();
    for local in locals {
        let own: Vec<usize> =
            (0..shown.events.len()).filter(|at| local.days.contains(place(&shown.events[*at]))).collect();
        for events in local.events.iter().filter(|events| events.len() == own.len()) {
            for (at, event) in own.iter().zip(events) {
                ranges[*at].widen(event);
            }
        }
    }
    ranges
}
