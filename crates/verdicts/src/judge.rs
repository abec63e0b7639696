//! One claim and one case: judged in every world, and how firmly the verdict stands.

use crate::days::bounds;
use crate::deviation::Deviation;
use crate::dynamic::{self, EventRuling, Ground};
use crate::evaluators::Evaluators;
use crate::range::EventRange;
use crate::reach::Reach;
use crate::ruling::{DayCount, DayRange, Ruling, SpellRuling};
use crate::settle::{Settled, settle};
use crate::statics;
use crate::worlds::{hanging, worlds};
use conditions::{Case, Clock, Degree, Evaluator, OverBudget, Program, Reads, Setting};
use spells::{DaySet, DisputeId, ReadingId, Timeline, VariableId, World};
use std::collections::BTreeSet;
use std::rc::Rc;
use theory::model::{Claim, ClaimKind, Edge, NodeId};

/// What a claim says of a case in one world.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The worst of the spells or events.
    pub ruling: Ruling,
    /// For static claims: the spells in scope, in order.
    pub spells: Vec<SpellRuling>,
    /// For static claims: the spells of which it is unknown whether the theory speaks, and on which the claim is broken or may
    /// be if it does; in order, all undecided.
    pub unsure: Vec<SpellRuling>,
    /// For dynamic claims: the events in scope, in order.
    pub events: Vec<EventRuling>,
    /// For static claims: days in scope by ruling. For `... while ...` claims: days on which the claim was at stake.
    pub days: DayCount,
    /// Days by scope.
    pub scope: ScopeDays,
}

impl Judgement {
    /// The spells that have a say in the ruling: those in scope, and those that may be in it and break the claim.
    pub(crate) fn weighed(&self) -> impl Iterator<Item = &SpellRuling> + Clone {
        self.spells.iter().chain(&self.unsure)
    }
}

/// Days of a case by scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ScopeDays {
    /// Days on which the theory speaks of the case.
    pub within: i64,
    /// Days on which it does not.
    pub outside: i64,
    /// Days of which that is unknown.
    pub unknown: i64,
}

/// How firmly a verdict stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// The same under every reading and wherever vague dates lie.
    Robust,
    /// It differs with the readings or with where vague dates lie.
    Fragile,
    /// Too many worlds or vague dates to try: what is given holds for all of them as far as it is decided.
    Bounded,
}

/// What a claim says of a case under one choice of readings.
#[derive(Debug, Clone, PartialEq)]
pub struct WorldRuling {
    /// The readings chosen, of the disputes that the claim reads for this case.
    pub readings: Vec<(DisputeId, ReadingId)>,
    /// The rulings found among the placements of vague dates, best first; one alone where dates do not matter.
    pub rulings: Vec<Ruling>,
    /// The least and the most days of deviation among them.
    pub deviating_days: (i64, i64),
    /// Over which days it deviates, where it does in any of them.
    pub reach: Option<Reach>,
    /// The same, each stretch of days by itself, in order.
    pub stretches: Vec<Reach>,
}

/// The verdict on one claim for one case.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseVerdict {
    /// The case.
    pub case: Case,
    /// The claim, by its place in the theory.
    pub claim: usize,
    /// The ruling in the first world; the worst, where vague dates decide.
    pub ruling: Ruling,
    /// How firmly it stands.
    pub standing: Standing,
    /// Every world looked at, the first first.
    pub worlds: Vec<WorldRuling>,
    /// What was found in the first world.
    pub first: Judgement,
    /// The world and placement in which it was found.
    pub world: World,
    /// Least and most days by ruling over all placements of the first world: those of deviation and of doubt exactly, the others
    /// as bounds, the days that are certain and those that are possible. What `first.days` has are those of one placement.
    pub days: DayRange,
    /// Least and most days from one event to the other, for each event of `first.events`, over all placements of the
    /// first world.
    pub lags: Vec<Option<(i64, i64)>>,
    /// Where each event of `first.events` may lie, over all placements of the first world.
    pub events: Vec<EventRange>,
    /// Every vague date on which the ruling hangs in some world.
    pub hangs_on_dates: Vec<VariableId>,
    /// What kind of deviation it is, if it is one.
    pub deviation: Option<Deviation>,
    /// The ruling on the other clock, where the claim reads an alliance and is decided otherwise there.
    pub other_clock: Option<Ruling>,
}

impl CaseVerdict {
    /// Whether the theory speaks of the case on any day.
    pub fn in_scope(&self) -> bool {
        self.first.scope.within > 0
    }

    /// Whether it is unknown if the theory speaks of the case, and certain on no day.
    pub fn scope_unknown(&self) -> bool {
        self.first.scope.within == 0 && self.first.scope.unknown > 0
    }

    /// Forgets all spells and events but the first of the worst, where memory matters more.
    pub(crate) fn leave_the_worst(&mut self) {
        let worst = self.ruling;
        let spell = self.first.spells.iter().find(|spell| spell.ruling == worst).copied();
        self.first.spells = spell.into_iter().collect();
        self.first.unsure.truncate(usize::from(self.first.spells.is_empty()));
        if self.first.events.len() > 1 {
            let at = self.first.events.iter().position(|event| event.ruling == worst).unwrap_or(0);
            self.first.events = vec![self.first.events[at]];
            self.events = vec![self.events[at]];
            self.lags = vec![self.lags[at]];
        }
    }

    /// Every ruling found in any world, best first.
    pub fn rulings(&self) -> Vec<Ruling> {
        let found: BTreeSet<Ruling> = self.worlds.iter().flat_map(|world| world.rulings.iter().copied()).collect();
        found.into_iter().collect()
    }

    /// The disputes on which the ruling hangs: those in which some choice, all others equal, changes it.
    pub fn hangs_on_disputes(&self) -> Vec<DisputeId> {
        let worlds: Vec<_> = self.worlds.iter().map(|world| (world.readings.as_slice(), &world.rulings)).collect();
        hanging(&worlds)
    }
}

/// The formulas of a claim, the scope not among them.
pub(crate) fn nodes(claim: &Claim) -> Vec<NodeId> {
    match &claim.kind {
        ClaimKind::Static { condition, outcome, .. } => vec![*condition, *outcome],
        ClaimKind::OnlyWhile { event, condition } | ClaimKind::NotWhile { event, condition } => {
            vec![event.what, *condition]
        }
        ClaimKind::Order { event, anchor, .. } => vec![event.what, anchor.what],
    }
}

/// Judges a claim for a case in one world as it stands: dates that are not placed leave unknown what hangs on them.
pub(crate) fn in_world(claim: &Claim, evaluator: &Evaluator<'_>, scoped: bool) -> Result<Judgement, OverBudget> {
    within(claim, evaluator, &*scope(evaluator, scoped)?)
}

/// The same as if the theory spoke of some days only: of events, those that lie on them. Of a partition of the days, each event
/// is judged on one part. Never asked of claims about order, which look from one day at others.
pub(crate) fn on_days(claim: &Claim, evaluator: &Evaluator<'_>, days: &DaySet) -> Result<Judgement, OverBudget> {
    let edge = match &claim.kind {
        ClaimKind::OnlyWhile { event, .. } | ClaimKind::NotWhile { event, .. } => Some(event.edge),
        ClaimKind::Static { .. } | ClaimKind::Order { .. } => None,
    };
    // Of an end the scope is asked on the day before.
    let days = if edge == Some(Edge::Ends) { &dynamic::day_before(days) } else { days };
    within(claim, evaluator, &scope(evaluator, true)?.clip(days))
}

fn within(claim: &Claim, evaluator: &Evaluator<'_>, scope: &Timeline<Degree>) -> Result<Judgement, OverBudget> {
    let within = scope.days_where(|degree| degree.is_in());
    let mut scope_days = ScopeDays::default();
    for spell in scope.spells() {
        let of = match spell.value {
            degree if degree.is_in() => &mut scope_days.within,
            degree if degree.is_out() => &mut scope_days.outside,
            _ => &mut scope_days.unknown,
        };
        *of += spell.days.days();
    }
    let window = program(evaluator).history.window();
    let ground = Ground { domain: evaluator.domain(), window, scope };
    let mut days = DayCount::default();
    let mut unsure = Vec::new();
    let (spells, events) = match &claim.kind {
        ClaimKind::Static { relation, condition, outcome } => {
            let (condition, outcome) = (evaluator.degree(*condition)?, evaluator.degree(*outcome)?);
            let judge = |days: &DaySet| statics::judge(*relation, &condition, &outcome, days);
            if scope_days.unknown > 0 {
                unsure = statics::unsure(judge(&scope.days_where(|degree| degree.truth().is_unknown())));
            }
            let spells = judge(&within);
            for spell in &spells {
                days.add(spell.ruling, spell.days.days());
            }
            (spells, Vec::new())
        }
        ClaimKind::OnlyWhile { event, condition } => {
            let (what, condition) = (evaluator.degree(event.what)?, evaluator.degree(*condition)?);
            (Vec::new(), dynamic::only_while(&what, event.edge, &condition, &ground))
        }
        ClaimKind::NotWhile { event, condition } => {
            let (what, condition) = (evaluator.degree(event.what)?, evaluator.degree(*condition)?);
            days.add(Ruling::Conforms, dynamic::exposure(&what, event.edge, &condition, scope).days());
            (Vec::new(), dynamic::not_while(&what, event.edge, &condition, &ground))
        }
        ClaimKind::Order { event, order, anchor } => {
            let (what, other) = (evaluator.degree(event.what)?, evaluator.degree(anchor.what)?);
            (Vec::new(), dynamic::order((&what, event.edge), *order, (&other, anchor.edge), &ground))
        }
    };
    let rulings = spells.iter().chain(&unsure).map(|spell| spell.ruling).chain(events.iter().map(|event| event.ruling));
    let ruling = rulings.max().unwrap_or(Ruling::Irrelevant);
    Ok(Judgement { ruling, spells, unsure, events, days, scope: scope_days })
}

/// The scope of the theory over the case's days; everywhere, if there is none or it is not to be applied.
pub(crate) fn scope(evaluator: &Evaluator<'_>, scoped: bool) -> Result<Rc<Timeline<Degree>>, OverBudget> {
    match program(evaluator).theory.scope {
        Some(node) if scoped => evaluator.degree(node),
        _ => {
            let mut everywhere = Timeline::new();
            for days in evaluator.domain().intervals() {
                everywhere.push(*days, Degree::YES);
            }
            Ok(Rc::new(everywhere))
        }
    }
}

fn program<'e>(evaluator: &'e Evaluator<'_>) -> &'e Program<'e> {
    evaluator.program()
}

/// Judges a claim for a case in every world that its codings allow.
///
/// Cost: one evaluation for each world, and where a ruling hangs on vague dates one for each placement of them.
pub(crate) fn judge<'p>(
    program: &Program<'p>,
    claim: usize,
    setting: &Setting,
    evaluators: &Evaluators<'p>,
) -> Result<CaseVerdict, OverBudget> {
    let history = program.history;
    let spec = &program.theory.claims[claim];
    let case = evaluators.case();

    let plain = program.is_plain();
    let first = evaluators.get(setting, history.fixed());
    let reads = if plain { Reads::default() } else { first.reads(&read_nodes(program, spec)) };
    let disputes = reads.disputes(history);
    let (all, mut standing) = match worlds(history, &disputes) {
        Some(worlds) => (worlds, Standing::Robust),
        None => (vec![history.fixed().clone()], Standing::Bounded),
    };

    let mut looked = Vec::with_capacity(all.len());
    let mut shown: Option<Settled> = None;
    let mut hangs_on_dates = BTreeSet::new();
    for world in all {
        let settled = if plain {
            let judgement = in_world(spec, &first, true)?;
            Settled::certain(judgement, world.clone())
        } else {
            settle(program, claim, &reads, &evaluators.get(setting, &world), evaluators.locals())?
        };
        if settled.bounded {
            standing = Standing::Bounded;
        }
        hangs_on_dates.extend(settled.hangs_on.iter().copied());
        looked.push(WorldRuling {
            readings: disputes.iter().filter_map(|id| Some((*id, world.reading(*id)?))).collect(),
            rulings: settled.rulings.iter().copied().collect(),
            deviating_days: settled.deviating_days,
            reach: settled.reach,
            stretches: settled.stretches.clone(),
        });
        shown = shown.or(Some(settled));
    }
    let shown = shown.expect("there is at least one world");
    let (judgement, world) = shown.shown;
    let days = if plain {
        DayRange::exactly(judgement.days)
    } else {
        bounds(spec, &evaluators.get(setting, &world.unplaced()))?
            .with(Ruling::Deviates, shown.deviating_days)
            .with(Ruling::Undecided, shown.undecided_days)
    };
    if standing == Standing::Robust
        && looked.iter().any(|world| world.rulings != looked[0].rulings || world.rulings.len() > 1)
    {
        standing = Standing::Fragile;
    }
    let mut verdict = CaseVerdict {
        case,
        claim,
        ruling: looked[0].rulings.last().copied().unwrap_or(judgement.ruling),
        standing,
        worlds: looked,
        lags: shown.events.iter().map(|event| event.lag).collect(),
        events: shown.events,
        first: judgement,
        world,
        days,
        hangs_on_dates: hangs_on_dates.into_iter().collect(),
        deviation: None,
        other_clock: None,
    };
    verdict.other_clock = on_other_clock(program, &verdict, setting, evaluators)?;
    verdict.deviation = Deviation::of(spec, &verdict);
    Ok(verdict)
}

/// Everything that a claim reads: its formulas and the scope.
pub(crate) fn read_nodes(program: &Program<'_>, claim: &Claim) -> Vec<NodeId> {
    nodes(claim).into_iter().chain(program.theory.scope).collect()
}

/// The ruling on the other clock in the world shown, where the claim reads `allied` and the ruling is decided and differs.
fn on_other_clock<'p>(
    program: &Program<'p>,
    verdict: &CaseVerdict,
    setting: &Setting,
    evaluators: &Evaluators<'p>,
) -> Result<Option<Ruling>, OverBudget> {
    let claim = verdict.claim;
    let spec = &program.theory.claims[claim];
    if !program.reads_allied(&nodes(spec)) {
        return Ok(None);
    }
    let clock = match setting.clock {
        Clock::Behavioural => Clock::Legal,
        Clock::Legal => Clock::Behavioural,
    };
    let setting = Setting { clock, definitions: setting.definitions.clone() };
    let open = evaluators.get(&setting, &verdict.world.unplaced());
    let other = if program.is_plain() {
        in_world(spec, &open, true)?.ruling
    } else {
        let reads = evaluators.get(&setting, program.history.fixed()).reads(&read_nodes(program, spec));
        let rulings = settle(program, claim, &reads, &open, evaluators.locals())?.rulings;
        rulings.last().copied().unwrap_or(verdict.ruling)
    };
    // That nothing is decided on the other clock, for want of treaties coded, say, is no difference between the two.
    Ok(Some(other).filter(|other| *other != verdict.ruling && *other != Ruling::Undecided))
}

/// Whether any event of a judgement came in the wrong order.
pub(crate) fn has_order_violation(judgement: &Judgement) -> bool {
    judgement.events.iter().any(|event| event.finding.is_order_violation() && event.ruling == Ruling::Deviates)
}
