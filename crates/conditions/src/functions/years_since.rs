//! `years_since(FORMULA)`: how long ago it last held.

use super::{Function, Values, no_cells};
use crate::evaluate::{Env, Evaluator};
use crate::numbers::Number;
use crate::program::Arg;
use spells::Timeline;
use theory::vocabulary::{Gives, Signature, Takes};

pub(super) const YEARS_SINCE: Function = Function {
    signature: Signature {
        name: "years_since",
        takes: &[Takes::Truth],
        gives: Gives::Number,
        page: include_str!("years_since.md"),
    },
    evaluate: |evaluator, args, env| Values::Numbers(since(evaluator, args, env)),
    cells: no_cells,
    relation: None,
};

fn since(evaluator: &Evaluator<'_>, args: &[Arg], env: &Env) -> Timeline<Number> {
    let mut numbers = Timeline::new();
    let Some(Arg::Node(formula)) = args.first() else { return evaluator.cover(numbers, Number::Never) };
    let mut last = Number::Never;
    for spell in evaluator.degrees(*formula, env).spells() {
        if spell.value.is_in() {
            numbers.push(spell.days, Number::Known(0.0));
            last = Number::Since(spell.days.until);
        } else if spell.value.is_out() {
            numbers.push(spell.days, last);
        } else {
            last = Number::Unknown(spell.value.why.unwrap_or(spells::Why::SourceSaysUnknown));
            numbers.push(spell.days, last);
        }
    }
    numbers
}
