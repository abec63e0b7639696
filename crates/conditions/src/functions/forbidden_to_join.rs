//! `forbidden_to_join(a, b)`: a declared policy of `a` forbids to enter an alliance with `b`.

use super::forbidden::{cells, forbids};
use super::{Function, Values};
use spells::PolicyAct;
use theory::vocabulary::{Gives, Signature, Takes};

pub(super) const FORBIDDEN_TO_JOIN: Function = Function {
    signature: Signature {
        name: "forbidden_to_join",
        takes: &[Takes::Actor, Takes::Actor],
        gives: Gives::Truth,
        page: include_str!("forbidden_to_join.md"),
    },
    evaluate: |evaluator, args, env| Values::Degrees(forbids(evaluator, PolicyAct::Joining, args, env)),
    cells,
    relation: None,
};
