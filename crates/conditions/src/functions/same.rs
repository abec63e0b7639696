//! `same(x, y)`: one actor and no other.

use super::{Function, Values, bound, no_cells};
use crate::Degree;
use theory::vocabulary::{Gives, Signature, Takes};

pub(super) const SAME: Function = Function {
    signature: Signature {
        name: "same",
        takes: &[Takes::Actor, Takes::Actor],
        gives: Gives::Truth,
        page: include_str!("same.md"),
    },
    evaluate: |evaluator, args, env| {
        let same = bound(evaluator, args, 0, env) == bound(evaluator, args, 1, env);
        Values::Degrees(evaluator.constant(Degree::from(same)))
    },
    cells: no_cells,
    relation: None,
};
