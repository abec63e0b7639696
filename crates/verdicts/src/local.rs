//! One cluster of vague dates: what their placements, among themselves, make of a claim on the cluster's days.
//!
//! What is found does not hang on the rest of the case, so worlds that differ elsewhere share it: see [`Locals`].

use crate::changes::thinned;
use crate::clusters::Cluster;
use crate::dynamic::{EventRuling, Finding};
use crate::exact::{lags, lives};
use crate::explore::Search;
use crate::found::{Placement, View};
use crate::judge::{Judgement, scope};
use crate::placement::{Lag, Points};
use crate::range::Lists;
use crate::reach::{Reach, broken, each, joined, perhaps, together};
use crate::ruling::Ruling;
use crate::stretches::indivisible;
use crate::vague::{Vague, may_be_vague, vague_days};
use conditions::{Evaluator, OverBudget, Program, Reads};
use rustc_hash::FxHashMap;
use spells::{Day, DaySet, Interval, NO_READING, ReadingId, VariableId};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use theory::model::{Claim, ClaimKind, NodeId};

/// What the placements of one cluster allow.
#[derive(Debug)]
pub(crate) struct Local {
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
    /// Too many placements to try.
    pub bounded: bool,
    /// Where the dates lie in the placement to show.
    pub worst: Placement,
    /// The events, in order.
    pub events: Lists,
}

/// Everything that what is found of a cluster hangs on, for a case.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    /// The claim, and what its formulas and the scope mean under the setting.
    claim: usize,
    formulas: Vec<(NodeId, u32)>,
    days: Interval,
    dates: Vec<VariableId>,
    /// The readings in force of codings that have a say on the days.
    readings: Vec<ReadingId>,
    /// What is certain of the other days, as far as it matters to these.
    rest: Ruling,
    decided_elsewhere: bool,
    held_before: bool,
}

/// What has been found of the clusters of one case.
#[derive(Default)]
pub(crate) struct Locals<'h> {
    found: RefCell<FxHashMap<Key, Rc<Local>>>,
    /// Where dates are tried, by all that it hangs on in a case.
    points: RefCell<Vec<(Tried, Rc<Points<'h>>)>>,
}

/// What the points hang on at which dates of a case are tried.
#[derive(PartialEq)]
struct Tried {
    dates: BTreeSet<VariableId>,
    reads: Reads,
    lags: Vec<Lag>,
    lives: Vec<Day>,
}

/// A cluster to be settled.
pub(crate) struct Ask<'a, 'h> {
    pub program: &'a Program<'h>,
    pub claim: usize,
    pub reads: &'a Reads,
    pub cluster: &'a Cluster,
    /// Its dates, and those that are placed with them.
    pub joint: &'a BTreeSet<VariableId>,
    /// What the claim says before dates are placed.
    pub base: &'a Judgement,
    /// What is certain of days that no date touches.
    pub rest: Ruling,
}

impl<'h> Locals<'h> {
    /// What the placements of a cluster allow: as found before in a world that is the same on its days, or tried now.
    pub fn settle(&self, ask: &Ask<'_, 'h>, open: &Evaluator<'_>) -> Result<Rc<Local>, OverBudget> {
        let Some(key) = ask.key(open) else { return Ok(Rc::new(ask.tried(open, &self.points(ask, open.domain()))?)) };
        if let Some(known) = self.found.borrow().get(&key) {
            return Ok(Rc::clone(known));
        }
        let local = Rc::new(ask.tried(open, &self.points(ask, open.domain()))?);
        // A bound is taken from the whole of the judgement.
        if !local.bounded {
            self.found.borrow_mut().insert(key, Rc::clone(&local));
        }
        Ok(local)
    }

    /// Where the dates of a cluster are tried: the same in every world, for claims that read the same codings.
    fn points(&self, ask: &Ask<'_, 'h>, domain: &DaySet) -> Rc<Points<'h>> {
        let (lags, lives) = (lags(ask.program, ask.spec()), lives(ask.program, ask.spec()));
        let mut known = self.points.borrow_mut();
        let same = |tried: &Tried| {
            tried.dates == *ask.joint && tried.lags == lags && tried.lives == lives && tried.reads == *ask.reads
        };
        if let Some((_, points)) = known.iter().find(|(tried, _)| same(tried)) {
            return Rc::clone(points);
        }
        let points = Points::new(ask.program.history, ask.joint, ask.reads, domain, &lags, &lives, false);
        let points = Rc::new(points);
        known.push((Tried { dates: ask.joint.clone(), reads: ask.reads.clone(), lags, lives }, Rc::clone(&points)));
        points
    }
}

impl Ask<'_, '_> {
    fn spec(&self) -> &Claim {
        &self.program.theory.claims[self.claim]
    }

    /// `None` where other days have a say: a claim about order looks back.
    fn key(&self, open: &Evaluator<'_>) -> Option<Key> {
        if matches!(self.spec().kind, ClaimKind::Order { .. }) {
            return None;
        }
        let formulas = crate::judge::read_nodes(self.program, self.spec());
        Some(Key {
            claim: self.claim,
            formulas: formulas.iter().map(|node| open.meaning(*node)).collect(),
            days: self.cluster.days,
            dates: self.cluster.variables.iter().copied().collect(),
            readings: self.readings(open),
            rest: self.rest,
            decided_elsewhere: self.decided_elsewhere(),
            held_before: self.held_before(),
        })
    }

    /// Whether something is decided on other days.
    fn decided_elsewhere(&self) -> bool {
        let elsewhere = |days: Interval| !self.cluster.days.covers(days);
        let decided = |ruling: Ruling| matches!(ruling, Ruling::Conforms | Ruling::Deviates);
        let mut spells = self.base.spells.iter().filter(|spell| decided(spell.ruling));
        let mut events = self.base.events.iter().filter(|event| decided(event.ruling));
        spells.any(|spell| elsewhere(spell.days)) || events.any(|event| !self.cluster.days.contains(event.day))
    }

    /// Whether an event could have come before the cluster, and did not: such days are told by the first of them.
    fn held_before(&self) -> bool {
        let held = self.base.events.iter().find(|event| event.finding == Finding::Held);
        held.is_some_and(|held| held.day < self.cluster.days.from)
    }

    /// The readings in force of codings that may have a say on the cluster's days: those that may hold on one of them or
    /// next to them, and any before of what says something of the days after its end.
    fn readings(&self, open: &Evaluator<'_>) -> Vec<ReadingId> {
        let history = self.program.history;
        let near = Interval::new(self.cluster.days.from.plus(-2), self.cluster.days.until.plus(2));
        let mut disputes = BTreeSet::new();
        for (key, row) in self.reads.rows(history).filter(|(_, row)| row.reading != NO_READING) {
            let outlasts = history.attribute(key.attribute).outlasts_codings();
            if row.hull.overlaps(near) || (outlasts && row.hull.from < near.until) {
                disputes.extend(history.dispute_of(row.reading));
            }
        }
        disputes.into_iter().filter_map(|dispute| open.world().reading(dispute)).collect()
    }

    /// Tries every placement of the cluster (with those placed jointly) and reads off what the claim says of its days.
    fn tried(&self, open: &Evaluator<'_>, points: &Points<'_>) -> Result<Local, OverBudget> {
        let claim = self.spec();
        let within = self.cluster.days;
        let days = DaySet::from(within);
        let still_open = |judgement: &Judgement, evaluator: &Evaluator<'_>, days: &DaySet, rest: Ruling| {
            Vague::of(claim, evaluator)?.open_days(judgement, days, rest)
        };
        let whole = |evaluator: &Evaluator<'_>| indivisible(claim, evaluator);
        let here = open.on_days(&days);
        let fewer = match claim.kind {
            ClaimKind::Static { .. } => thinned(claim, points, self.joint, &here, &days)?,
            _ => None,
        };
        let points = fewer.as_ref().unwrap_or(points);
        let search = Search::new(claim, points, &still_open, inside);
        // An order looks back, from one group of dates to another. Of static claims hardly any fall into groups.
        let search = match claim.kind {
            ClaimKind::OnlyWhile { .. } | ClaimKind::NotWhile { .. } => search.by_groups(&whole),
            ClaimKind::Static { .. } | ClaimKind::Order { .. } => search,
        };
        let found = match claim.kind {
            // What a claim says of a day hangs on that day alone.
            ClaimKind::Static { .. } => {
                let rest = if self.decided_elsewhere() { self.rest.max(Ruling::Conforms) } else { self.rest };
                search.run(self.base, &here, &days, rest)?
            }
            _ => search.run(self.base, open, &days, self.rest)?,
        };
        let Some(found) = found else {
            let view = inside(self.base, &days);
            let hidden = scope(open, true)?.days_where(|degree| may_be_vague(*degree));
            let vague = vague_days(self.base, &hidden);
            let here = vague.clip(within);
            return Ok(Local {
                rulings: BTreeSet::from([view.ruling]),
                deviating_days: (view.deviating_days, view.deviating_days + vague.days()),
                undecided_days: (0, view.undecided_days + here.days()),
                reach: together(Reach::of(&view.broken), perhaps(&vague)),
                stretches: maybe(&view.broken, &here),
                bounded: true,
                worst: Placement::new(),
                events: Lists::default(),
            });
        };
        Ok(Local {
            deviating_days: found.deviating_days,
            undecided_days: found.undecided_days,
            reach: found.breaches.reach(),
            stretches: found.breaches.stretches(),
            bounded: false,
            worst: found.worst().1.clone(),
            rulings: found.rulings,
            events: if self.held_before() { found.events.held_before() } else { found.events },
        })
    }
}

/// The day by which an event belongs to a cluster: its own, or, where it has not come, that of the event it follows.
pub(crate) fn place(event: &EventRuling) -> Day {
    if event.finding.is_awaited() { event.anchor.unwrap_or(event.day) } else { event.day }
}

/// The stretches of days of which some certainly deviate, and of which others may, nobody has tried how.
pub(crate) fn maybe(certain: &DaySet, vague: &DaySet) -> Vec<Reach> {
    let vague = vague.intervals().iter().filter_map(|days| perhaps(&DaySet::from(*days)));
    joined(each(certain).into_iter().chain(vague).collect())
}

/// What a judgement says of some days: its ruling, the days of deviation and of doubt, over which days, the events.
pub(crate) fn inside(judgement: &Judgement, days: &DaySet) -> View {
    let events = judgement.events.iter().filter(|event| days.contains(place(event)));
    let spells = judgement.weighed().filter(|spell| days.overlaps(spell.days));
    let of = |ruling: Ruling| {
        let spells = judgement.spells.iter().filter(|spell| spell.ruling == ruling);
        spells.map(|spell| days.days_within(spell.days)).sum()
    };
    let (deviating_days, undecided_days) = (of(Ruling::Deviates), of(Ruling::Undecided));
    let broken = broken(spells.clone(), events.clone(), days);
    let rulings = spells.map(|spell| spell.ruling).chain(events.clone().map(|event| event.ruling));
    let ruling = rulings.max().unwrap_or(Ruling::Irrelevant);
    View { ruling, deviating_days, undecided_days, broken, events: events.copied().collect() }
}

/// On which days a judgement deviates, every date as it is placed.
pub(crate) fn broken_days(judgement: &Judgement) -> DaySet {
    broken(judgement.spells.iter(), judgement.events.iter(), &DaySet::always())
}
