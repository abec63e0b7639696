//! Who could ally with whom: every actor held against the criteria that a theory sets for its outcome.
//!
//! The criteria are read off the claims that name the outcome: what is necessary for it, what is sufficient for it, and what
//! it starts only while; joined by and, each part is a criterion of its own, under the name that the theory gives it. A
//! claim about the outcome's absence is read the other way round. For every other actor: on which days each criterion
//! holds, fails or is unknown, in the world shown first and in others; and the smallest changes to what is coded with which
//! all of them would hold on all of the days.

use crate::flips::{Flips, Limits, holding};
use crate::worlds::worlds;
use conditions::{Budget, Case, Clock, Degree, Evaluator, OverBudget, Program, Setting};
use spells::{About, DaySet, NOBODY, Timeline, World};
use theory::model::{CaseKind, ClaimKind, Edge, Node, NodeId, Relation, Theory};

/// A criterion for the outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// As the theory has it: `INTEREST`, `~forbidden(a, b)`.
    pub name: String,
    /// The formula.
    pub node: NodeId,
    /// Whether the formula must not hold.
    pub negated: bool,
    /// The claims that set it, by place, with what each says.
    pub claims: Vec<(usize, Role)>,
}

/// What a claim says of a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// No outcome without it.
    Necessary,
    /// With it, and the criteria that stand beside it, the outcome.
    Sufficient,
    /// The outcome starts only while it holds.
    ToStart,
}

/// How a criterion fares on the days asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fares {
    /// It holds on all of them.
    Holds,
    /// It holds on some, and fails or is unknown on others.
    Partly,
    /// It is unknown on some and holds on none.
    Unknown,
    /// It fails on all of them.
    Fails,
}

/// A criterion for one candidate.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// In the world shown first.
    pub fares: Fares,
    /// What it is worth on each of the days, in that world.
    pub days: Timeline<Degree>,
    /// What else it is in other readings, without that of the world shown first; in order.
    pub elsewhere: Vec<Fares>,
}

/// An actor who might be the partner.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Which case the two are.
    pub case: Case,
    /// The other actor.
    pub actor: u32,
    /// Of the days asked about, those on which both existed.
    pub days: DaySet,
    /// The theory's scope on them; none where it has no scope.
    pub scope: Option<Standing>,
    /// Each criterion, in order.
    pub criteria: Vec<Standing>,
    /// The outcome, under the definition asked for.
    pub outcome: Standing,
    /// What would have to be coded otherwise for all criteria to hold; nothing where they do.
    pub changes: Flips,
}

impl Candidate {
    /// How many criteria do not hold on all of the days.
    pub fn missing(&self) -> usize {
        self.criteria.iter().filter(|criterion| criterion.fares != Fares::Holds).count()
    }
}

/// The criteria that a theory sets for an outcome, in the order of its claims.
pub fn criteria(program: &Program<'_>, outcome: usize) -> Vec<Criterion> {
    let theory = program.theory;
    let mut found: Vec<Criterion> = Vec::new();
    let mut add = |claim: usize, role: Role, node: NodeId, negated: bool| {
        for (part, negated) in parts(theory, node, negated) {
            let name = program.describe(part);
            let name = match (negated, theory.node(part)) {
                (false, _) => name,
                (true, Node::Condition(_) | Node::Attribute(..) | Node::Call(..)) => format!("~{name}"),
                (true, _) => format!("~({name})"),
            };
            match found.iter_mut().find(|criterion| criterion.name == name) {
                Some(criterion) => criterion.claims.push((claim, role)),
                None => found.push(Criterion { name, node: part, negated, claims: vec![(claim, role)] }),
            }
        }
    };
    for (at, claim) in theory.claims.iter().enumerate() {
        match &claim.kind {
            ClaimKind::Static { relation, condition, outcome: side } => {
                // Of X and Y: what is necessary for Y, what suffices for it; and of what is said of Y's absence, the
                // contrary: if X suffices for not Y, then not X is necessary for Y.
                let sides = [(*condition, *side, *relation), (*side, *condition, turned(*relation))];
                for (criterion, named, relation) in sides {
                    let Some(present) = names(theory, named, outcome) else { continue };
                    let relation = if present { relation } else { turned(relation) };
                    let roles: &[Role] = match relation {
                        Relation::Necessary => &[Role::Necessary],
                        Relation::Sufficient => &[Role::Sufficient],
                        Relation::Equivalent => &[Role::Necessary, Role::Sufficient],
                    };
                    for role in roles {
                        add(at, *role, criterion, !present);
                    }
                }
            }
            ClaimKind::OnlyWhile { event, condition }
                if event.edge == Edge::Starts && names(theory, event.what, outcome) == Some(true) =>
            {
                add(at, Role::ToStart, *condition, false);
            }
            _ => {}
        }
    }
    for criterion in &mut found {
        criterion.claims.dedup();
    }
    found
}

fn turned(relation: Relation) -> Relation {
    match relation {
        Relation::Necessary => Relation::Sufficient,
        Relation::Sufficient => Relation::Necessary,
        Relation::Equivalent => Relation::Equivalent,
    }
}

/// Whether a side is the outcome (`true`) or its absence; none where it says anything else.
fn names(theory: &Theory, node: NodeId, outcome: usize) -> Option<bool> {
    match theory.node(node) {
        Node::Outcome(at) if *at == outcome => Some(true),
        Node::Not(of) => names(theory, *of, outcome).map(|present| !present),
        _ => None,
    }
}

/// The parts of a formula that must all hold: of a conjunction each, of a negated disjunction each, negated.
fn parts(theory: &Theory, node: NodeId, negated: bool) -> Vec<(NodeId, bool)> {
    match (theory.node(node), negated) {
        (Node::And(all), false) | (Node::Or(all), true) => {
            all.iter().flat_map(|part| parts(theory, *part, negated)).collect()
        }
        (Node::Not(of), _) => parts(theory, *of, !negated),
        _ => vec![(node, negated)],
    }
}

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Whose partners.
    pub actor: u32,
    /// On which days.
    pub days: DaySet,
    /// Of which outcome, by place.
    pub outcome: usize,
    /// By which of its definitions, on which clock.
    pub setting: Setting,
    /// How far to look for changes.
    pub limits: Limits,
}

/// Every other actor alive on one of the days: those for whom all criteria hold first, then those with the fewest missing,
/// then those of whose missing ones the fewest fail; then in the order of actors.
///
/// `a` is the actor asked about and `b` the other where pairs have a direction. Gives nothing where the theory's cases are
/// no pairs, or it sets no criteria. Errs when the budget is spent.
pub fn candidates(program: &Program<'_>, asked: &Asked, budget: &Budget) -> Result<Vec<Candidate>, OverBudget> {
    let history = program.history;
    let criteria = criteria(program, asked.outcome);
    if criteria.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for actor in (0..history.actors().len() as u32).filter(|actor| *actor != asked.actor) {
        let case = match program.theory.cases {
            CaseKind::DirectedPairs => Case { first: asked.actor, second: actor },
            CaseKind::UndirectedPairs => Case { first: asked.actor.min(actor), second: asked.actor.max(actor) },
            CaseKind::Actors | CaseKind::Treaties => return Ok(Vec::new()),
        };
        debug_assert!(case.second != NOBODY);
        let days = history.lifetime(About::Directed, case.first, case.second).and(&asked.days);
        if !days.is_empty() {
            found.push(candidate(program, &criteria, asked, case, actor, days, budget)?);
        }
    }
    let fails = |candidate: &Candidate| candidate.criteria.iter().filter(|one| one.fares == Fares::Fails).count();
    found.sort_by_key(|candidate| (candidate.missing(), fails(candidate), candidate.actor));
    Ok(found)
}

fn candidate(
    program: &Program<'_>,
    criteria: &[Criterion],
    asked: &Asked,
    case: Case,
    actor: u32,
    days: DaySet,
    budget: &Budget,
) -> Result<Candidate, OverBudget> {
    let history = program.history;
    let open = Evaluator::new(program, case, history.fixed().clone(), asked.setting.clone(), budget);
    let outcome = program.theory.outcomes[asked.outcome].definitions
        [asked.setting.definitions.get(asked.outcome).copied().unwrap_or(0)]
    .node;
    let wanted: Vec<(NodeId, bool)> = criteria.iter().map(|one| (one.node, !one.negated)).collect();
    let nodes: Vec<NodeId> =
        wanted.iter().map(|(node, _)| *node).chain(program.theory.scope).chain([outcome]).collect();
    let reads = open.reads(&nodes);
    // Where there are too many worlds, disputes stay open, and what hangs on them is unknown.
    let all = worlds(history, &reads.disputes(history)).unwrap_or_else(|| vec![history.fixed().clone()]);
    let evaluators: Vec<Evaluator<'_>> =
        all.iter().map(|world| Evaluator::new(program, case, world.clone(), asked.setting.clone(), budget)).collect();
    let stands = |node: NodeId, holds: bool| standing(&evaluators, node, holds, &days);
    let first: World = all[0].clone();
    Ok(Candidate {
        scope: program.theory.scope.map(|scope| stands(scope, true)).transpose()?,
        criteria: wanted.iter().map(|(node, holds)| stands(*node, *holds)).collect::<Result<_, _>>()?,
        outcome: stands(outcome, true)?,
        changes: holding(program, case, &asked.setting, first, &wanted, &days, &asked.limits, budget)?,
        case,
        actor,
        days,
    })
}

fn standing(evaluators: &[Evaluator<'_>], node: NodeId, holds: bool, days: &DaySet) -> Result<Standing, OverBudget> {
    let mut all = Vec::with_capacity(evaluators.len());
    for evaluator in evaluators {
        let timeline = evaluator.degree(node)?.clip(days);
        all.push(if holds { timeline } else { timeline.map(|degree| !*degree) });
    }
    let mut elsewhere: Vec<Fares> = all[1..].iter().map(fares).collect();
    elsewhere.sort_unstable();
    elsewhere.dedup();
    let first = all.swap_remove(0);
    let fares = fares(&first);
    elsewhere.retain(|other| *other != fares);
    Ok(Standing { fares, days: first, elsewhere })
}

fn fares(timeline: &Timeline<Degree>) -> Fares {
    let all = |holds: fn(&Degree) -> bool| timeline.spells().iter().all(|spell| holds(&spell.value));
    if all(|degree| degree.is_in()) {
        Fares::Holds
    } else if all(|degree| degree.is_out()) {
        Fares::Fails
    } else if timeline.spells().iter().any(|spell| spell.value.is_in()) {
        Fares::Partly
    } else {
        Fares::Unknown
    }
}

/// The setting for a clock and a choice of definition of one outcome.
pub fn setting(theory: &Theory, outcome: usize, definition: usize, clock: Clock) -> Setting {
    let mut definitions = vec![0; theory.outcomes.len()];
    definitions[outcome] = definition;
    Setting { clock, definitions }
}
