//! A theory asked something within a budget: compiled, asked, and what is said where it does not fit or costs too much.
//!
//! In: a checked theory, a history, the steps that an answer may cost. Out: the answer or the reasons why there is none. What is
//! asked is the caller's affair.

use conditions::{Budget, OverBudget, Program};
use spells::History;
use text::{Diagnostic, Span, Warned};
use theory::model::{Node, NodeId, Theory};

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

/// That an answer costs more than so many steps, and where most was spent.
pub(crate) fn too_costly(theory: &Theory, over: &OverBudget, steps: u64) -> Diagnostic {
    let hint = match under_quantifier(theory, over.costly) {
        true => {
            "a quantifier over an attribute whose silence is unknown must try every actor: narrow it, or raise --budget"
        }
        false => "raise --budget, or ask for less: one case, or one claim",
    };
    Diagnostic::error("conditions::over_budget", format!("this costs more than the budget of {steps} steps"))
        .at(theory.span(over.costly), "most was spent here")
        .hint(hint)
}

/// Whether a formula stands under a quantifier, or is one.
fn under_quantifier(theory: &Theory, costly: NodeId) -> bool {
    let place = theory.span(costly);
    let holds = |outer: Span| outer.file == place.file && outer.start <= place.start && place.end <= outer.end;
    theory
        .nodes
        .iter()
        .enumerate()
        .any(|(at, node)| matches!(node, Node::Quantified(..)) && holds(theory.span(NodeId(at as u32))))
}

#[cfg(test)]
mod tests {
    use crate::{Ask, TestOptions, built_in, open};

    #[test]
    fn only_a_quantifier_is_blamed_for_a_quantifier() {
        let study = open(&built_in("china-vietnam").unwrap(), &Ask::default()).study.unwrap();
        for (theory, quantified) in [("two-criteria", false), ("denial", true)] {
            let options = TestOptions { steps: 10, ..TestOptions::default() };
            let problems = study.test(Some(theory), &options).problems;
            let problem =
                problems.iter().find(|problem| problem.code == "conditions::over_budget").expect("over budget");
            let hint = problem.hint.as_deref().unwrap_or_default();
            assert!(hint.contains("--budget"), "{hint}");
            assert_eq!(hint.contains("quantifier"), quantified, "{theory}: {hint}");
        }
    }
}
