//! A theory asked something within a budget: compiled, asked, and what is said where it does not fit or costs too much.
//!
//! In: a checked theory, a history, the steps that an answer may cost. Out: the answer or the reasons why there is none. What is
//! asked is the caller's affair.

use conditions::{Budget, OverBudget, Program};
use spells::History;
use text::{Diagnostic, Warned};
use theory::model::Theory;

/// So many steps an answer may cost where nobody says otherwise.
pub(crate) const STEPS: u64 = 2_000_000_000;

/// So many steps where changes are searched for, which costs more.
pub(crate) const STEPS_OF_SEARCH: u64 = 20_000_000_000;

/// So many spells are kept at once for a case.
const KEPT: u64 = 10_000_000;

/// A budget of so many steps.
pub(crate) fn budget(steps: u64) -> Budget {
    Budget::new(steps, KEPT)
}

/// Compiles a theory for a history. `None`, with the reasons, where they do not fit.
pub(crate) fn program<'a>(theory: &'a Theory, history: &'a History) -> Warned<Option<Program<'a>>> {
    match Program::new(theory, history) {
        Ok(program) => Warned::clean(Some(program)),
        Err(problems) => Warned::new(None, problems),
    }
}

/// Compiles a theory and asks it something. `None`, with the reasons, where it does not fit the history or where the answer
/// costs more than so many steps.
pub(crate) fn within<T>(
    theory: &Theory,
    history: &History,
    steps: u64,
    ask: impl FnOnce(&Program<'_>, &Budget) -> Result<T, OverBudget>,
) -> Warned<Option<T>> {
    program(theory, history).and_then(|program| match program {
        Some(program) => afforded(theory, steps, ask(&program, &budget(steps))),
        None => Warned::clean(None),
    })
}

/// An answer, or that the theory costs too much.
pub(crate) fn afforded<T>(theory: &Theory, steps: u64, answer: Result<T, OverBudget>) -> Warned<Option<T>> {
    match answer {
        Ok(answer) => Warned::clean(Some(answer)),
        Err(over) => Warned::new(None, vec![too_costly(theory, &over, steps)]),
    }
}

/// That a theory costs more than so many steps, and where most was spent.
pub(crate) fn too_costly(theory: &Theory, over: &OverBudget, steps: u64) -> Diagnostic {
    Diagnostic::error("conditions::over_budget", format!("the theory costs more than its budget of {steps} steps"))
        .at(theory.span(over.costly), "most was spent here")
        .hint("a quantifier over an attribute whose silence is unknown must try every actor: narrow it, or raise --budget")
}
