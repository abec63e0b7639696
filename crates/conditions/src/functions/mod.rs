//! The functions of the language: one file and one page each, and one line in [`ALL`].

mod alive;
mod allied;
mod conduct;
mod ever;
mod forbidden;
mod forbidden_to_join;
mod pledge;
mod same;
mod treaty_in_force;
mod years_since;

use crate::Degree;
use crate::evaluate::{Clock, Env, Evaluator};
use crate::levels;
use crate::numbers::Number;
use crate::program::{Arg, Who};
use crate::reads::CellKey;
use spells::Timeline;
use theory::vocabulary::Signature;

/// What a function gives: one value for each of the case's days.
#[derive(Debug)]
pub enum Values {
    /// Truths or memberships.
    Degrees(Timeline<Degree>),
    /// Numbers.
    Numbers(Timeline<Number>),
}

/// A function of the language.
#[derive(Debug)]
pub struct Function {
    /// Name, arguments, result and page.
    pub signature: Signature,
    /// Its values on the case's days.
    pub(crate) evaluate: fn(&Evaluator<'_>, &[Arg], &Env) -> Values,
    /// The cells that it reads itself, without those of formulas among its arguments.
    pub(crate) cells: fn(&Evaluator<'_>, &[Arg], &Env) -> Vec<CellKey>,
    /// The relation about its first two arguments outside of whose pairs it never holds, if there is one.
    pub(crate) relation: Option<fn(Clock) -> &'static str>,
}

/// Every function, by name.
pub const ALL: &[&Function] = &[
    &alive::ALIVE,
    &allied::ALLIED,
    &conduct::CONDUCT,
    &ever::EVER,
    &forbidden::FORBIDDEN,
    &forbidden_to_join::FORBIDDEN_TO_JOIN,
    &pledge::PLEDGE,
    &same::SAME,
    &treaty_in_force::TREATY_IN_FORCE,
    &years_since::YEARS_SINCE,
];

/// The function called `name`.
pub fn find(name: &str) -> Option<&'static Function> {
    ALL.iter().copied().find(|function| function.signature.name == name)
}

/// What the checker must know of every function.
pub fn signatures() -> Vec<Signature> {
    ALL.iter().map(|function| function.signature).collect()
}

/// The actor or treaty that an argument names; [`spells::NOBODY`] for arguments that name none.
fn bound(evaluator: &Evaluator<'_>, args: &[Arg], at: usize, env: &Env) -> u32 {
    match args.get(at) {
        Some(Arg::Who(who)) => evaluator.bind(*who, env),
        _ => evaluator.bind(Who::Fixed(spells::NOBODY), env),
    }
}

fn no_cells(_: &Evaluator<'_>, _: &[Arg], _: &Env) -> Vec<CellKey> {
    Vec::new()
}

/// The cell of a built-in relation about a function's first two arguments; none where the study has no such relation.
fn pair_cell(evaluator: &Evaluator<'_>, relation: &str, args: &[Arg], env: &Env) -> Option<CellKey> {
    let attribute = evaluator.program.history.find_attribute(relation)?;
    let (first, second) = (bound(evaluator, args, 0, env), bound(evaluator, args, 1, env));
    (first != second).then(|| evaluator.cell_key(attribute, first, second))
}

/// A built-in truth about a pair. Of an actor and itself it does not hold.
fn pair_truth(evaluator: &Evaluator<'_>, relation: &str, args: &[Arg], env: &Env) -> Values {
    let Some(attribute) = evaluator.program.history.find_attribute(relation) else {
        return Values::Degrees(evaluator.constant(Degree::unknown(spells::Why::OutsideCoverage)));
    };
    let cells = evaluator.attribute(attribute, bound(evaluator, args, 0, env), bound(evaluator, args, 1, env));
    Values::Degrees(cells.map(|cell| levels::any_of(cell, &[1])))
}

/// Whether a built-in relation of which many levels may hold has the level named by the third argument.
fn pair_level(evaluator: &Evaluator<'_>, relation: &str, args: &[Arg], env: &Env) -> Values {
    let Some(attribute) = evaluator.program.history.find_attribute(relation) else {
        return Values::Degrees(evaluator.constant(Degree::unknown(spells::Why::OutsideCoverage)));
    };
    let cells = evaluator.attribute(attribute, bound(evaluator, args, 0, env), bound(evaluator, args, 1, env));
    let wanted = match args.get(2) {
        Some(Arg::Word(word)) => vec![word.clone()],
        _ => Vec::new(),
    };
    Values::Degrees(levels::among(evaluator.program.level_names(attribute), &cells, &wanted))
}
