//! `alive(x)`: the actor exists.

use super::{Function, Values, bound, no_cells};
use crate::Degree;
use spells::{ActorId, Interval, NOBODY, Timeline};
use theory::vocabulary::{Gives, Signature, Takes};

pub(super) const ALIVE: Function = Function {
    signature: Signature { name: "alive", takes: &[Takes::Actor], gives: Gives::Truth, page: include_str!("alive.md") },
    evaluate: |evaluator, args, env| {
        let actor = bound(evaluator, args, 0, env);
        let mut alive = Timeline::new();
        if actor != NOBODY {
            for days in evaluator.program.history.actor(ActorId(actor)).lifetime.intervals() {
                alive.push(Interval::new(days.from, days.until), Degree::YES);
            }
        }
        Values::Degrees(evaluator.cover(alive, Degree::NO))
    },
    cells: no_cells,
    relation: None,
};
