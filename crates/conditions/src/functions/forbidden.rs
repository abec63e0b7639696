//! `forbidden(a, b)`: a declared policy of `a` forbids to be in an alliance with `b`.

use super::{Function, Values, bound};
use crate::evaluate::{Env, Evaluator};
use crate::program::Arg;
use crate::reads::CellKey;
use crate::{Degree, levels};
use spells::{ActorId, Cell, NOBODY, PolicyAct, PolicyTarget, Timeline, Why};
use theory::vocabulary::{Gives, Signature, Takes};

pub(super) const FORBIDDEN: Function = Function {
    signature: Signature {
        name: "forbidden",
        takes: &[Takes::Actor, Takes::Actor],
        gives: Gives::Truth,
        page: include_str!("forbidden.md"),
    },
    evaluate: |evaluator, args, env| Values::Degrees(forbids(evaluator, PolicyAct::Holding, args, env)),
    cells,
    relation: None,
};

/// The policies of the owner, and the attributes of the partner that they turn on.
pub(super) fn cells(evaluator: &Evaluator<'_>, args: &[Arg], env: &Env) -> Vec<CellKey> {
    let history = evaluator.program.history;
    let Some(policy) = history.find_attribute("policy") else { return Vec::new() };
    let (owner, partner) = (bound(evaluator, args, 0, env), bound(evaluator, args, 1, env));
    let mut keys = vec![evaluator.cell_key(policy, owner, NOBODY)];
    for row in history.relation(policy).cell(owner, NOBODY) {
        if row.value != spells::UNKNOWN_VALUE
            && let PolicyTarget::Having(attribute) = history.policy(row.value).target
        {
            keys.push(evaluator.cell_key(attribute, partner, NOBODY));
        }
    }
    keys
}

/// On each day, whether some rule in force forbids the act with this partner. Nothing forbids an actor itself.
pub(super) fn forbids(evaluator: &Evaluator<'_>, act: PolicyAct, args: &[Arg], env: &Env) -> Timeline<Degree> {
    let history = evaluator.program.history;
    let (owner, partner) = (bound(evaluator, args, 0, env), bound(evaluator, args, 1, env));
    let Some(policy) = history.find_attribute("policy") else {
        return evaluator.constant(Degree::unknown(Why::OutsideCoverage));
    };
    let rules = evaluator.attribute(policy, owner, NOBODY);
    let mut values: Vec<u32> = history.relation(policy).cell(owner, NOBODY).map(|row| row.value).collect();
    values.sort_unstable();
    values.dedup();
    // Where no rule is in force, what silence means decides; a rule that is in force decides for its own act and partners.
    let mut forbidden = rules.map(|cell| match cell {
        Cell::Many { open, .. } => open.map_or(Degree::NO, Degree::unknown),
        Cell::Unknown(why) | Cell::Either(_, why) => Degree::unknown(*why),
        Cell::Value(..) => Degree::NO,
    });
    for value in values {
        if value == spells::UNKNOWN_VALUE || history.policy(value).act != act || owner == partner {
            continue;
        }
        let in_force = rules.map(|cell| match cell {
            Cell::Many { certain, possible, why, .. } => {
                if certain.contains(&value) {
                    Degree::YES
                } else if possible.contains(&value) {
                    Degree::unknown(why.unwrap_or(Why::DateTooVague))
                } else {
                    Degree::NO
                }
            }
            _ => Degree::NO,
        });
        let concerns = match &history.policy(value).target {
            PolicyTarget::Anyone => evaluator.constant(Degree::YES),
            PolicyTarget::Actors(actors) => evaluator.constant(Degree::from(actors.contains(&ActorId(partner)))),
            PolicyTarget::Having(attribute) => {
                evaluator.attribute(*attribute, partner, NOBODY).map(|cell| levels::any_of(cell, &[1]))
            }
        };
        forbidden = forbidden.zip(&in_force.zip(&concerns, |a, b| a.and(*b)), |a, b| a.or(*b));
    }
    forbidden
}
