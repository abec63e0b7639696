//! Near-relevant negatives: pairs about which nothing is coded, and in which a condition of a theory is present.
//!
//! In: theories over a history, the cases that are coded, and all that could be. Out: the coded cases with those besides in
//! which the outcome is possible, as some condition said to bring it about is there: the possibility principle of Mahoney
//! and Goertz (2004, American Political Science Review 98: 653-669). Says why each came in, and how many did not. Judges
//! nothing.

use crate::compare::{condition_of, outcome_of};
use crate::judge::scope;
use conditions::{Budget, Case, Evaluator, OverBudget, Program, Setting};
use std::collections::BTreeSet;
use theory::model::{Node, NodeId};

/// A pair that came in, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// The pair.
    pub case: Case,
    /// The conditions that are certainly present on some day in scope: theory, and condition as it says it.
    pub present: Vec<(usize, String)>,
}

/// Cases with at least one condition present.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NearRelevant {
    /// The coded cases and those that came in, in order.
    pub cases: Vec<Case>,
    /// How many were coded.
    pub coded: usize,
    /// Those that came in.
    pub entered: Vec<Entered>,
    /// How many may have a condition present, and none for certain: they stay out.
    pub open: usize,
    /// How many have none.
    pub irrelevant: usize,
    /// How many no theory speaks of on any day.
    pub out_of_scope: usize,
}

/// Adds to the coded cases every other in which some theory's condition is present on a day of which that theory speaks.
///
/// Conditions are those that a claim about a declared outcome rests on, each with the sign that it has there; readings are
/// the first of each dispute, vague dates are left vague. Errs only when the budget is spent. Cost: conditions times cases.
pub fn near_relevant(
    programs: &[&Program<'_>],
    coded: &[Case],
    all: &[Case],
    budget: &Budget,
) -> Result<NearRelevant, OverBudget> {
    let known: BTreeSet<Case> = coded.iter().copied().collect();
    let wanted: Vec<Vec<(NodeId, bool, String)>> = programs.iter().map(|program| literals(program)).collect();
    let mut found = NearRelevant { cases: coded.to_vec(), coded: coded.len(), ..NearRelevant::default() };
    for case in all.iter().filter(|case| !known.contains(case)) {
        let (mut present, mut open, mut spoken_of) = (Vec::new(), false, false);
        for (at, program) in programs.iter().enumerate() {
            let world = program.history.first_world();
            let evaluator = Evaluator::new(program, *case, world, Setting::default(), budget);
            let within = scope(&evaluator, true)?.days_where(|degree| degree.is_in());
            if within.is_empty() {
                continue;
            }
            spoken_of = true;
            for (node, holds, name) in &wanted[at] {
                let timeline = evaluator.degree(*node)?;
                let there = timeline.days_where(|degree| if *holds { degree.is_in() } else { degree.is_out() });
                let possible = timeline.days_where(|degree| if *holds { !degree.is_out() } else { !degree.is_in() });
                if !there.and(&within).is_empty() {
                    present.push((at, name.clone()));
                }
                open |= !possible.and(&within).is_empty();
            }
        }
        match (present.is_empty(), spoken_of, open) {
            (false, ..) => found.entered.push(Entered { case: *case, present }),
            (true, false, _) => found.out_of_scope += 1,
            (true, true, true) => found.open += 1,
            (true, true, false) => found.irrelevant += 1,
        }
    }
    found.cases.extend(found.entered.iter().map(|entered| entered.case));
    found.cases.sort_unstable();
    Ok(found)
}

/// What the condition sides of claims about declared outcomes are put together of, with their signs and in words.
fn literals(program: &Program<'_>) -> Vec<(NodeId, bool, String)> {
    let theory = program.theory;
    let mut found: Vec<(NodeId, bool, String)> = Vec::new();
    let about_outcome =
        theory.claims.iter().filter(|claim| matches!(theory.node(outcome_of(&claim.kind)), Node::Outcome(_)));
    let mut open: Vec<(NodeId, bool)> = about_outcome.map(|claim| (condition_of(&claim.kind), true)).collect();
    open.reverse();
    while let Some((node, holds)) = open.pop() {
        match theory.node(node) {
            Node::Not(of) => open.push((*of, !holds)),
            Node::And(of) | Node::Or(of) => open.extend(of.iter().rev().map(|of| (*of, holds))),
            _ => {
                let name = format!("{}{}", if holds { "" } else { "~" }, program.describe(node));
                if !found.iter().any(|(.., other)| *other == name) {
                    found.push((node, holds, name));
                }
            }
        }
    }
    found
}
