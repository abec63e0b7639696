//! `conduct(a, b, kind)`: how `a` behaved as an ally of `b`.

use super::{Function, pair_cell, pair_level};
use theory::vocabulary::{Gives, Signature, Takes};

pub(super) const CONDUCT: Function = Function {
    signature: Signature {
        name: "conduct",
        takes: &[
            Takes::Actor,
            Takes::Actor,
            Takes::Word(&["honoured", "broken", "pledge-never-tested", "failed-to-deter", "after-the-end"]),
        ],
        gives: Gives::Truth,
        page: include_str!("conduct.md"),
    },
    evaluate: |evaluator, args, env| pair_level(evaluator, "conduct", args, env),
    cells: |evaluator, args, env| pair_cell(evaluator, "conduct", args, env).into_iter().collect(),
    relation: Some(|_| "conduct"),
};
