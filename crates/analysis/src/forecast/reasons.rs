//! What a theory itself expects: the claims that lead to an outcome, or away from it, given which conditions hold on a day.

use super::criteria::{Target, other_side};
use conditions::{Budget, Case, Evaluator, OverBudget, Program, Reason, Setting};
use spells::{CodingId, Day, Truth};
use theory::model::{ClaimKind, Edge, NodeId, Order, Relation};

/// A claim that leads somewhere on a day, or might if what is unknown were known.
#[derive(Debug, Clone, PartialEq)]
pub struct Lead {
    /// The case, where a unit has two.
    pub case: Case,
    /// The claim, by its place in the theory.
    pub claim: usize,
    /// Whether it leads to the outcome (`true`) or away from it.
    pub towards: bool,
    /// Whether it leads there: unknown where its condition is.
    pub leads: Truth,
    /// The codings on which its condition rests on that day.
    pub codings: Vec<CodingId>,
    /// Whether its condition rests on what silence is taken to mean.
    pub silence: bool,
}

/// The claims about a target that lead to it or away from it for a case on a day, in the order of the theory; those that
/// certainly lead nowhere are left out.
///
/// * `holds` says whether the outcome holds on that day. Where it does, `does not end while X` and `ends after X ends` lead
///   to it while X holds, `ends only while X` while X does not; where it does not, `does not start while X` leads away from
///   it while X holds, `starts only while X` and `starts after X starts` while X does not. Sufficiency leads to it while X
///   holds, necessity away from it while X does not, an equivalence both ways.
/// * Errs only when the budget is spent.
pub fn reasons(
    program: &Program<'_>,
    target: &Target,
    case: Case,
    holds: bool,
    day: Day,
    budget: &Budget,
) -> Result<Vec<Lead>, OverBudget> {
    let theory = program.theory;
    let mut definitions = vec![0; theory.outcomes.len()];
    definitions[target.outcome] = target.definition;
    let setting = Setting { definitions, ..Setting::default() };
    let evaluator = Evaluator::new(program, case, program.history.first_world(), setting, budget);
    if let Some(scope) = theory.scope {
        evaluator.degree(scope)?;
        if !evaluator.value_at(scope, day).is_in() {
            return Ok(Vec::new());
        }
    }
    let mut leads = Vec::new();
    for (claim, spec) in theory.claims.iter().enumerate() {
        let Some(node) = other_side(program, spec, target.outcome) else { continue };
        for (when, towards) in directions(&spec.kind, holds) {
            evaluator.degree(node)?;
            let value = evaluator.value_at(node, day).truth();
            let leading = if when { value } else { !value };
            if leading.is_no() {
                continue;
            }
            let reason = evaluator.reason(node, day);
            leads.push(Lead {
                case,
                claim,
                towards,
                leads: leading,
                codings: reason.as_ref().map(Reason::witnesses).unwrap_or_default(),
                silence: reason.as_ref().is_some_and(Reason::rests_on_silence),
            });
        }
    }
    Ok(leads)
}

/// The codings on which a formula rests for a case on a day, and whether it rests on silence too. Errs only when the budget
/// is spent.
pub fn rests_on(
    program: &Program<'_>,
    node: NodeId,
    case: Case,
    day: Day,
    budget: &Budget,
) -> Result<(Vec<CodingId>, bool), OverBudget> {
    let evaluator = Evaluator::new(program, case, program.history.first_world(), Setting::default(), budget);
    evaluator.degree(node)?;
    let reason = evaluator.reason(node, day);
    Ok((
        reason.as_ref().map(Reason::witnesses).unwrap_or_default(),
        reason.as_ref().is_some_and(Reason::rests_on_silence),
    ))
}

/// When a claim leads somewhere: while its condition holds (`true`) or does not; and whether to the outcome or away from it.
fn directions(kind: &ClaimKind, holds: bool) -> Vec<(bool, bool)> {
    match kind {
        ClaimKind::Static { relation: Relation::Sufficient, .. } => vec![(true, true)],
        ClaimKind::Static { relation: Relation::Necessary, .. } => vec![(false, false)],
        ClaimKind::Static { relation: Relation::Equivalent, .. } => vec![(true, true), (false, false)],
        ClaimKind::NotWhile { event, .. } => match (event.edge, holds) {
            (Edge::Ends, true) => vec![(true, true)],
            (Edge::Starts, false) => vec![(true, false)],
            _ => Vec::new(),
        },
        ClaimKind::OnlyWhile { event, .. } => match (event.edge, holds) {
            (Edge::Ends, true) => vec![(false, true)],
            (Edge::Starts, false) => vec![(false, false)],
            _ => Vec::new(),
        },
        ClaimKind::Order { event, order, anchor } => match (event.edge, anchor.edge, order, holds) {
            (_, _, Order::Before, _) => Vec::new(),
            (Edge::Ends, Edge::Ends, _, true) => vec![(true, true)],
            (Edge::Ends, Edge::Starts, _, true) => vec![(false, true)],
            (Edge::Starts, Edge::Starts, _, false) => vec![(false, false)],
            (Edge::Starts, Edge::Ends, _, false) => vec![(true, false)],
            _ => Vec::new(),
        },
    }
}
