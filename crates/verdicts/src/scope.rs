//! The scope tested as a condition: does the claim fare worse where the theory does not speak?

use crate::judge::{CaseVerdict, in_world};
use crate::ruling::Ruling;
use conditions::{Budget, Case, Evaluator, OverBudget, Program, Setting, Shelf};

/// Cases by ruling, where the scope holds and where it certainly does not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScopeTest {
    /// Cases that the scope leaves out on every day, by what the claim would say of them: in the order of [`Ruling::ALL`].
    pub outside: [usize; 4],
    /// Cases of which it is unknown whether they are in scope.
    pub unknown: [usize; 4],
    /// The cases outside that would deviate: what the scope excuses.
    pub excused: Vec<Case>,
}

/// Judges the cases that are in scope on no day as if there were no scope, each in the world in which it was shown.
///
/// Errs only when the budget is spent.
pub fn scope_test(
    program: &Program<'_>,
    claim: usize,
    verdicts: &[CaseVerdict],
    setting: &Setting,
    budget: &Budget,
) -> Result<ScopeTest, OverBudget> {
    let mut test = ScopeTest::default();
    let shelf = Shelf::new(program, budget);
    for verdict in verdicts.iter().filter(|verdict| !verdict.in_scope()) {
        let evaluator = Evaluator::on(&shelf, verdict.case, verdict.world.clone(), setting.clone());
        let ruling = in_world(&program.theory.claims[claim], &evaluator, false)?.ruling;
        if verdict.scope_unknown() {
            test.unknown[ruling as usize] += 1;
        } else {
            test.outside[ruling as usize] += 1;
            if ruling == Ruling::Deviates {
                test.excused.push(verdict.case);
            }
        }
    }
    Ok(test)
}
