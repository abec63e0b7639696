//! `pledge(a, b, kind)`: what a treaty in force obliges `a` to towards `b`.

use super::{Function, pair_cell, pair_level};
use theory::vocabulary::{Gives, Signature, Takes};

pub(super) const PLEDGE: Function = Function {
    signature: Signature {
        name: "pledge",
        takes: &[
            Takes::Actor,
            Takes::Actor,
            Takes::Word(&["defence", "offence", "neutrality", "nonaggression", "consultation"]),
        ],
        gives: Gives::Truth,
        page: include_str!("pledge.md"),
    },
    evaluate: |evaluator, args, env| pair_level(evaluator, "pledge", args, env),
    cells: |evaluator, args, env| pair_cell(evaluator, "pledge", args, env).into_iter().collect(),
    relation: Some(|_| "pledge"),
};
