//! `allied(a, b)`: allies in fact, on the clock that the theory is read on.

use super::{Function, pair_cell, pair_truth};
use crate::evaluate::Clock;
use theory::vocabulary::{Gives, Signature, Takes};

fn relation(clock: Clock) -> &'static str {
    match clock {
        Clock::Behavioural => "allied",
        Clock::Legal => "treaty_in_force",
    }
}

pub(super) const ALLIED: Function = Function {
    signature: Signature {
        name: "allied",
        takes: &[Takes::Actor, Takes::Actor],
        gives: Gives::Truth,
        page: include_str!("allied.md"),
    },
    evaluate: |evaluator, args, env| pair_truth(evaluator, relation(evaluator.setting.clock), args, env),
    cells: |evaluator, args, env| {
        pair_cell(evaluator, relation(evaluator.setting.clock), args, env).into_iter().collect()
    },
    relation: Some(relation),
};
