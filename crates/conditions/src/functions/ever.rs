//! `ever(FORMULA)`: it holds, or held on an earlier day of the case.

use super::{Function, Values, no_cells};
use crate::Degree;
use crate::evaluate::{Env, Evaluator};
use crate::program::Arg;
use spells::Timeline;
use theory::vocabulary::{Gives, Signature, Takes};

pub(super) const EVER: Function = Function {
    signature: Signature { name: "ever", takes: &[Takes::Truth], gives: Gives::Truth, page: include_str!("ever.md") },
    evaluate: |evaluator, args, env| Values::Degrees(ever(evaluator, args, env)),
    cells: no_cells,
    relation: None,
};

fn ever(evaluator: &Evaluator<'_>, args: &[Arg], env: &Env) -> Timeline<Degree> {
    let Some(Arg::Node(formula)) = args.first() else { return evaluator.constant(Degree::NO) };
    let mut so_far = Degree::NO;
    let mut ever = Timeline::new();
    for spell in evaluator.degrees(*formula, env).spells() {
        so_far = so_far.or(spell.value);
        ever.push(spell.days, so_far);
    }
    ever
}
