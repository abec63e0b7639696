//! `treaty_in_force(a, b)`: some treaty binds both on the day.

use super::{Function, pair_cell, pair_truth};
use theory::vocabulary::{Gives, Signature, Takes};

pub(super) const TREATY_IN_FORCE: Function = Function {
    signature: Signature {
        name: "treaty_in_force",
        takes: &[Takes::Actor, Takes::Actor],
        gives: Gives::Truth,
        page: include_str!("treaty_in_force.md"),
    },
    evaluate: |evaluator, args, env| pair_truth(evaluator, "treaty_in_force", args, env),
    cells: |evaluator, args, env| pair_cell(evaluator, "treaty_in_force", args, env).into_iter().collect(),
    relation: Some(|_| "treaty_in_force"),
};
