//! One claim and one case: judged in every world, and how firmly the verdict stands.

use crate::deviation::Deviation;
use crate::dynamic::{self, EventRuling, Ground};
use crate::placement::placements;
use crate::ruling::{DayCount, Ruling, SpellRuling};
use crate::statics;
use crate::worlds::worlds;
use conditions::{Budget, Case, Clock, Degree, Evaluator, OverBudget, Program, Reads, Setting};
use spells::{DaySet, DisputeId, Interval, ReadingId, Timeline, VariableId, Why, World};
use std::collections::BTreeSet;
use std::rc::Rc;
use theory::model::{Claim, ClaimKind, NodeId};

/// Least and most days from one event to another, where there is another.
type LagRange = Option<(i64, i64)>;

/// What a claim says of a case in one world.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The worst of the spells or events.
    pub ruling: Ruling,
    /// For static claims: the spells in scope, in order.
    pub spells: Vec<SpellRuling>,
    /// For dynamic claims: the events in scope, in order.
    pub events: Vec<EventRuling>,
    /// For static claims: days in scope by ruling. For `... while ...` claims: days on which the claim was at stake.
    pub days: DayCount,
    /// Days by scope.
    pub scope: ScopeDays,
}

impl Judgement {
    /// Days of deviation, with those that may be days of deviation if vague dates lie so.
    fn most_deviating_days(&self) -> i64 {
        let vague = self.spells.iter().filter(|spell| is_vague(spell)).map(|spell| spell.days.days());
        self.days.of(Ruling::Deviates) + vague.sum::<i64>()
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
    /// Least and most days from one event to the other, for each event of `first.events`, over all placements of the
    /// first world.
    pub lags: Vec<Option<(i64, i64)>>,
    /// Every vague date on which the ruling hangs in some world.
    pub hangs_on_dates: Vec<VariableId>,
    /// What kind of deviation it is, if it is one.
    pub deviation: Option<Deviation>,
    /// The ruling on the other clock, where the claim reads an alliance and the ruling is another there.
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

    /// Every ruling found in any world, best first.
    pub fn rulings(&self) -> Vec<Ruling> {
        let found: BTreeSet<Ruling> = self.worlds.iter().flat_map(|world| world.rulings.iter().copied()).collect();
        found.into_iter().collect()
    }

    /// The disputes on which the ruling hangs: those in which some choice, all others equal, changes it.
    pub fn hangs_on_disputes(&self) -> Vec<DisputeId> {
        let disputes: BTreeSet<DisputeId> =
            self.worlds.iter().flat_map(|world| world.readings.iter().map(|(dispute, _)| *dispute)).collect();
        let apart_from = |world: &WorldRuling, dispute: DisputeId| -> Vec<(DisputeId, ReadingId)> {
            world.readings.iter().copied().filter(|(other, _)| *other != dispute).collect()
        };
        let matters = |dispute: &DisputeId| {
            let mut seen = std::collections::BTreeMap::new();
            self.worlds.iter().any(|world| {
                let first = seen.entry(apart_from(world, *dispute)).or_insert(&world.rulings);
                *first != &world.rulings
            })
        };
        disputes.into_iter().filter(matters).collect()
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
    let scope = scope(evaluator, scoped)?;
    let within = scope.days_where(|degree| degree.is_in());
    let days_of = |wanted: fn(&Degree) -> bool| scope.days_where(wanted).days();
    let scope_days = ScopeDays {
        within: within.days(),
        outside: days_of(|degree| degree.is_out()),
        unknown: days_of(|degree| !degree.is_in() && !degree.is_out()),
    };
    let window = program(evaluator).history.window();
    let ground = Ground { domain: evaluator.domain(), window, scope: &scope };
    let mut days = DayCount::default();
    let (spells, events) = match &claim.kind {
        ClaimKind::Static { relation, condition, outcome } => {
            let spells =
                statics::judge(*relation, &*evaluator.degree(*condition)?, &*evaluator.degree(*outcome)?, &within);
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
            days.add(Ruling::Conforms, dynamic::exposure(&what, event.edge, &condition, &ground).days());
            (Vec::new(), dynamic::not_while(&what, event.edge, &condition, &ground))
        }
        ClaimKind::Order { event, order, anchor } => {
            let (what, other) = (evaluator.degree(event.what)?, evaluator.degree(anchor.what)?);
            (Vec::new(), dynamic::order((&what, event.edge), *order, (&other, anchor.edge), &ground))
        }
    };
    let rulings = spells.iter().map(|spell| spell.ruling).chain(events.iter().map(|event| event.ruling));
    let ruling = rulings.max().unwrap_or(Ruling::Irrelevant);
    Ok(Judgement { ruling, spells, events, days, scope: scope_days })
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
pub(crate) fn judge(
    program: &Program<'_>,
    claim: usize,
    case: Case,
    setting: &Setting,
    budget: &Budget,
) -> Result<CaseVerdict, OverBudget> {
    let history = program.history;
    let spec = &program.theory.claims[claim];
    let evaluator = |world: World| Evaluator::new(program, case, world, setting.clone(), budget);

    let plain = history.disputes().is_empty() && history.variables().is_empty();
    let first = evaluator(history.fixed().clone());
    let reads = if plain { Reads::default() } else { first.reads(&read_nodes(program, spec)) };
    let disputes = reads.disputes(history);
    let variables = reads.variables(history);
    let (all, mut standing) = match worlds(history, &disputes) {
        Some(worlds) => (worlds, Standing::Robust),
        None => (vec![history.fixed().clone()], Standing::Bounded),
    };

    let mut looked = Vec::with_capacity(all.len());
    let mut shown: Option<(Judgement, World, Vec<LagRange>)> = None;
    let mut hangs_on_dates = BTreeSet::new();
    for world in all {
        let open = if plain { in_world(spec, &first, true)? } else { in_world(spec, &evaluator(world.clone()), true)? };
        let wanted =
            if open_to_dates(spec, &open) { telling(program, spec, &open, &variables) } else { BTreeSet::new() };
        let placed = if wanted.is_empty() { None } else { Some(placements(history, &world, &wanted, &reads)) };
        let mut judged: Vec<(Judgement, World)> = Vec::new();
        match placed {
            None => judged.push((open, world.clone())),
            Some(None) => {
                standing = Standing::Bounded;
                judged.push((open, world.clone()));
            }
            Some(Some(placements)) => {
                for placement in placements {
                    judged.push((in_world(spec, &evaluator(placement.clone()), true)?, placement));
                }
                if judged.is_empty() {
                    judged.push((open, world.clone()));
                }
            }
        }
        let rulings: BTreeSet<Ruling> = judged.iter().map(|(judgement, _)| judgement.ruling).collect();
        if rulings.len() > 1 {
            hangs_on_dates.extend(wanted.iter().copied());
        }
        let least = judged.iter().map(|(judgement, _)| judgement.days.of(Ruling::Deviates)).min();
        let most = judged.iter().map(|(judgement, _)| judgement.most_deviating_days()).max();
        looked.push(WorldRuling {
            readings: disputes.iter().filter_map(|id| Some((*id, world.reading(*id)?))).collect(),
            rulings: rulings.into_iter().collect(),
            deviating_days: (least.unwrap_or(0), most.unwrap_or(0)),
        });
        if shown.is_none() {
            let lags = lag_ranges(&judged);
            let worst = judged.into_iter().reduce(|a, b| if b.0.ruling > a.0.ruling { b } else { a });
            let (judgement, world) = worst.expect("a world is judged at least once");
            shown = Some((judgement, world, lags));
        }
    }
    let (judgement, world, lags) = shown.expect("there is at least one world");
    if standing == Standing::Robust
        && looked.iter().any(|world| world.rulings != looked[0].rulings || world.rulings.len() > 1)
    {
        standing = Standing::Fragile;
    }
    let mut verdict = CaseVerdict {
        case,
        claim,
        ruling: judgement.ruling,
        standing,
        worlds: looked,
        lags: if lags.len() == judgement.events.len() { lags } else { vec![None; judgement.events.len()] },
        first: judgement,
        world,
        hangs_on_dates: hangs_on_dates.into_iter().collect(),
        deviation: None,
        other_clock: None,
    };
    verdict.other_clock = on_other_clock(program, spec, &verdict, setting, budget)?;
    verdict.deviation = Deviation::of(spec, &verdict);
    Ok(verdict)
}

/// Everything that a claim reads: its formulas and the scope.
pub(crate) fn read_nodes(program: &Program<'_>, claim: &Claim) -> Vec<NodeId> {
    nodes(claim).into_iter().chain(program.theory.scope).collect()
}

/// Whether a judgement without placed dates leaves anything to them: something undecided for vagueness, or, in a claim
/// about events, anything vague at all, since events are only seen where dates are placed.
fn open_to_dates(claim: &Claim, judgement: &Judgement) -> bool {
    match claim.kind {
        ClaimKind::Static { .. } => judgement.ruling == Ruling::Undecided && judgement.spells.iter().any(is_vague),
        _ => true,
    }
}

/// Whether a spell is undecided because a date is vague.
fn is_vague(spell: &SpellRuling) -> bool {
    spell.ruling == Ruling::Undecided && [spell.condition.why, spell.outcome.why].contains(&Some(Why::DateTooVague))
}

/// The vague dates to place: for a static claim those that may lie in an undecided spell, else all that are read.
fn telling(
    program: &Program<'_>,
    claim: &Claim,
    judgement: &Judgement,
    variables: &BTreeSet<VariableId>,
) -> BTreeSet<VariableId> {
    if !matches!(claim.kind, ClaimKind::Static { .. }) {
        return variables.clone();
    }
    let undecided = judgement.spells.iter().filter(|spell| spell.ruling == Ruling::Undecided);
    let undecided = DaySet::from_intervals(undecided.map(|spell| spell.days));
    variables
        .iter()
        .copied()
        .filter(|id| {
            let possible = &program.history.variable(*id).possible;
            // One day more on either side: an exclusive end lies a day after its last day.
            let hull = Interval::new(possible.earliest().plus(-1), possible.latest().plus(2));
            !undecided.clip(hull).is_empty()
        })
        .collect()
}

/// Least and most lag of each event over the placements, where all placements have the same number of events.
fn lag_ranges(judged: &[(Judgement, World)]) -> Vec<LagRange> {
    let count = judged[0].0.events.len();
    if judged.iter().any(|(judgement, _)| judgement.events.len() != count) {
        return Vec::new();
    }
    (0..count)
        .map(|at| {
            let lags = judged.iter().map(|(judgement, _)| judgement.events[at].lag());
            lags.fold(None, |range: Option<(i64, i64)>, lag| match (range, lag) {
                (Some((least, most)), Some(lag)) => Some((least.min(lag), most.max(lag))),
                (None, Some(lag)) => Some((lag, lag)),
                (range, None) => range,
            })
        })
        .collect()
}

/// The ruling on the other clock in the world shown, where the claim reads `allied` and the ruling differs.
fn on_other_clock(
    program: &Program<'_>,
    claim: &Claim,
    verdict: &CaseVerdict,
    setting: &Setting,
    budget: &Budget,
) -> Result<Option<Ruling>, OverBudget> {
    if !program.reads_allied(&nodes(claim)) {
        return Ok(None);
    }
    let clock = match setting.clock {
        Clock::Behavioural => Clock::Legal,
        Clock::Legal => Clock::Behavioural,
    };
    let setting = Setting { clock, definitions: setting.definitions.clone() };
    let evaluator = Evaluator::new(program, verdict.case, verdict.world.clone(), setting, budget);
    let other = in_world(claim, &evaluator, true)?;
    Ok((other.ruling != verdict.ruling).then_some(other.ruling))
}

/// Whether any event of a judgement came in the wrong order.
pub(crate) fn has_order_violation(judgement: &Judgement) -> bool {
    judgement.events.iter().any(|event| event.finding.is_order_violation() && event.ruling == Ruling::Deviates)
}
