//! Why not: the nearest changes that would turn a verdict.

use crate::ruling::Ruling;
use conditions::{Changes, Degree, Evaluator};
use spells::Day;
use theory::model::NodeId;

/// One leaf made otherwise than it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The leaf, as the case reads it: `clash(CHN, VNM)`.
    pub formula: String,
    /// What it is worth now.
    pub now: Degree,
    /// What it would have to be.
    pub holds: bool,
}

/// A smallest set of changes, and what it makes of the claim on that day.
#[derive(Debug, Clone, PartialEq)]
pub struct Flip {
    /// The changes; none could be left out.
    pub changes: Vec<Change>,
    /// The ruling that they bring.
    pub becomes: Ruling,
}

/// Sets of more changes than this are not looked for.
const MOST_CHANGES: usize = 3;

/// So many formulas are evaluated in looking for sets of changes, about a second's worth; and so many sets are given.
const MOST_EVALUATED: usize = 5_000_000;
const MOST_FOUND: usize = 1_000;

/// The sets found.
#[derive(Debug, Default)]
pub(crate) struct Flips {
    pub found: Vec<Flip>,
    /// Whether more were looked for than could be tried: others may be as small as the largest found.
    pub left_out: bool,
}

/// Every set of at most three changes to leaves of the formulas that brings another ruling, and of which no smaller part
/// brings that ruling already; smaller sets first, then in the order of the formulas. `rule` says what the claim makes of
/// the day when the formulas have the given values.
///
/// Cost: choose(leaves, 3) evaluations on one day, times the two ways that an unknown leaf can turn out, and never more than
/// a fixed number of formulas evaluated: then the smaller sets have been tried, and the rest is left out.
pub(crate) fn flips(
    evaluator: &Evaluator<'_>,
    formulas: &[NodeId],
    day: Day,
    rule: impl Fn(&[Degree]) -> Ruling,
) -> Flips {
    let mut leaves: Vec<(String, NodeId)> = Vec::new();
    for node in formulas {
        for (name, leaf) in evaluator.leaves(*node) {
            if leaves.iter().all(|(other, _)| *other != name) {
                leaves.push((name, leaf));
            }
        }
    }
    // Every single change that is a change.
    let options: Vec<(usize, Change)> = leaves
        .iter()
        .enumerate()
        .flat_map(|(at, (formula, leaf))| {
            let now = evaluator.value_at(*leaf, day);
            [true, false]
                .into_iter()
                .filter(move |holds| if *holds { !now.is_in() } else { !now.is_out() })
                .map(move |holds| (at, Change { formula: formula.clone(), now, holds }))
        })
        .collect();
    let ruling = |changes: &Changes| {
        let values: Vec<Degree> = formulas.iter().map(|node| evaluator.value_if(*node, day, changes)).collect();
        rule(&values)
    };
    let current = ruling(&Changes::new());
    let each = evaluator.program().under(formulas).len().max(1);
    let mut tries = MOST_EVALUATED / each;
    let mut found: Vec<(Vec<usize>, Flip)> = Vec::new();
    let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
    let mut left_out = false;
    'looking: for _ in 0..MOST_CHANGES {
        let mut larger = Vec::new();
        for set in &sets {
            let first = set.last().map_or(0, |last| last + 1);
            for next in first..options.len() {
                if set.iter().any(|other| options[*other].0 == options[next].0) {
                    continue;
                }
                left_out = tries == 0 || found.len() == MOST_FOUND;
                if left_out {
                    break 'looking;
                }
                tries -= 1;
                let mut set = set.clone();
                set.push(next);
                let changes = set.iter().map(|at| &options[*at].1);
                let becomes = ruling(
                    &changes.clone().map(|change| (change.formula.clone(), Degree::from(change.holds))).collect(),
                );
                let minimal = !found
                    .iter()
                    .any(|(smaller, flip)| flip.becomes == becomes && smaller.iter().all(|at| set.contains(at)));
                if becomes != current && minimal {
                    found.push((set.clone(), Flip { changes: changes.cloned().collect(), becomes }));
                }
                larger.push(set);
            }
        }
        sets = larger;
    }
    Flips { found: found.into_iter().map(|(_, flip)| flip).collect(), left_out }
}
