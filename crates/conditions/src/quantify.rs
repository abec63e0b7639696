//! Some, every and no third actor: a join over what is coded where that suffices, over everyone alive where it does not.

use crate::Degree;
use crate::evaluate::{Env, Evaluator};
use crate::program::{Arg, Leaf, Who};
use spells::{About, ActorId, AttributeId, Cell, Kind, Silence, Timeline};
use std::collections::BTreeSet;
use theory::model::{CaseKind, Node, NodeId, Quantifier, VariableId};

/// Actors that may make a formula other than false.
enum Support {
    /// No others: of anyone else the formula certainly does not hold.
    Only(BTreeSet<u32>),
    /// Anyone.
    Anyone,
}

pub(crate) fn quantified(
    evaluator: &Evaluator<'_>,
    quantifier: Quantifier,
    variable: VariableId,
    body: NodeId,
    env: &Env,
) -> Timeline<Degree> {
    match quantifier {
        Quantifier::Some => some(evaluator, variable, body, false, env),
        Quantifier::No => some(evaluator, variable, body, false, env).map(|degree| !*degree),
        Quantifier::Every => some(evaluator, variable, body, true, env).map(|degree| !*degree),
    }
}

/// The third actors that the quantifier ranges over: all but those already bound.
pub(crate) fn candidates(
    evaluator: &Evaluator<'_>,
    variable: VariableId,
    body: NodeId,
    negated: bool,
    env: &Env,
) -> Vec<u32> {
    let everyone = 0..evaluator.program.history.actors().len() as u32;
    // Where the case is a treaty, its number is no actor's.
    let actors = if evaluator.program.theory.cases == CaseKind::Treaties { &env[1..] } else { env.as_slice() };
    let bound = |actor: &u32| !actors.contains(actor);
    match if negated { Support::Anyone } else { support(evaluator, variable, body, env) } {
        Support::Only(actors) => actors.into_iter().filter(bound).collect(),
        Support::Anyone => everyone.filter(bound).collect(),
    }
}

/// Whether the body (or its negation) holds of some third actor alive on the day. Stops when it holds on every day.
fn some(evaluator: &Evaluator<'_>, variable: VariableId, body: NodeId, negated: bool, env: &Env) -> Timeline<Degree> {
    let mut any = evaluator.constant(Degree::NO);
    for actor in candidates(evaluator, variable, body, negated, env) {
        let lifetime = evaluator.program.history.lifetime(About::Actor, actor, actor).and(evaluator.domain());
        if lifetime.is_empty() {
            continue;
        }
        let mut inner = env.clone();
        inner[variable.0 as usize] = actor;
        let holds = evaluator.degrees(body, &inner).clip(&lifetime);
        let holds = if negated { holds.map(|degree| !*degree) } else { holds };
        any = any.zip(&evaluator.cover(holds, Degree::NO), |a, b| a.or(*b));
        if evaluator.is_over() || any.spells().iter().all(|spell| spell.value == Degree::YES) {
            break;
        }
    }
    any
}

fn support(evaluator: &Evaluator<'_>, variable: VariableId, node: NodeId, env: &Env) -> Support {
    let program = evaluator.program;
    match program.theory.node(node) {
        Node::And(parts) => {
            let narrowed = parts.iter().filter_map(|part| match support(evaluator, variable, *part, env) {
                Support::Only(actors) => Some(actors),
                Support::Anyone => None,
            });
            narrowed.reduce(|a, b| &a & &b).map_or(Support::Anyone, Support::Only)
        }
        Node::Or(parts) => {
            let mut all = BTreeSet::new();
            for part in parts {
                match support(evaluator, variable, *part, env) {
                    Support::Only(actors) => all.extend(actors),
                    Support::Anyone => return Support::Anyone,
                }
            }
            Support::Only(all)
        }
        Node::Attribute(..) => match program.leaf(node) {
            Leaf::Attribute(attribute, whos) => of_attribute(evaluator, variable, *attribute, whos, env),
            _ => Support::Anyone,
        },
        Node::Call(..) => match program.leaf(node) {
            Leaf::Call(function, args) => match (function.relation, args.as_slice()) {
                (Some(relation), [Arg::Who(first), Arg::Who(second), ..]) => {
                    match program.history.find_attribute(relation(evaluator.setting.clock)) {
                        Some(attribute) => {
                            of_attribute(evaluator, variable, attribute, &[Some(*first), Some(*second)], env)
                        }
                        None => Support::Anyone,
                    }
                }
                _ => Support::Anyone,
            },
            _ => Support::Anyone,
        },
        // Who belongs to a set is read off the set, where nothing else may belong to it.
        Node::Member(_, set) => match program.leaf(node) {
            Leaf::Member(Who::Variable(id)) if *id == variable && !program.depends_on_quantifier(*set) => {
                let mut members = BTreeSet::new();
                for spell in evaluator.actors(*set, env).spells() {
                    match &spell.value {
                        Cell::Many { certain, possible, open: None, .. } => {
                            members.extend(certain.iter().chain(possible).copied());
                        }
                        _ => return Support::Anyone,
                    }
                }
                Support::Only(members)
            }
            _ => Support::Anyone,
        },
        _ => Support::Anyone,
    }
}

/// A truth about pairs whose silence means absence holds only of pairs that are coded, wherever it is covered.
fn of_attribute(
    evaluator: &Evaluator<'_>,
    variable: VariableId,
    attribute: AttributeId,
    whos: &[Option<Who>; 2],
    env: &Env,
) -> Support {
    let history = evaluator.program.history;
    let schema = history.attribute(attribute);
    let many = matches!(schema.kind, Kind::Category { many: true, .. });
    let covered = evaluator.domain().without(&schema.coverage.days(&[])).is_empty();
    if schema.silence != Silence::Absent || !covered || !(schema.kind == Kind::Truth || many) {
        return Support::Anyone;
    }
    let is_variable = |who: &Option<Who>| matches!(who, Some(Who::Variable(id)) if *id == variable);
    let relation = history.relation(attribute);
    // An undirected pair is stored once, so the known actor may stand on either side.
    let either = schema.about == About::Undirected;
    let partners = |known: u32, forward: bool| -> BTreeSet<u32> {
        let after = (forward || either).then(|| relation.objects_of(ActorId(known)));
        let before = (!forward || either).then(|| relation.subjects_of(ActorId(known)));
        after.into_iter().flatten().chain(before.into_iter().flatten()).collect()
    };
    match (is_variable(&whos[0]), is_variable(&whos[1]), whos) {
        (true, false, [_, None]) => Support::Only(relation.pairs().map(|(actor, _)| actor).collect()),
        (true, false, [_, Some(other)]) => Support::Only(partners(evaluator.bind(*other, env), false)),
        (false, true, [Some(other), _]) => Support::Only(partners(evaluator.bind(*other, env), true)),
        _ => Support::Anyone,
    }
}
