//! Pairs of cases matched on the other conditions.
//!
//! The focal condition X1 is a conjunct of the claim, the others are all further conditions. Two cases differ in one of them by
//! |z_i - z_j|, in a multi-value one by 1 where the levels are not the same; a condition that does not concern one of them is not
//! compared.

use super::{About, Asked, Picked, Selected, even};
use crate::Kind;
use crate::cases::best::Best;
use crate::expression::Literal;
use std::cmp::Ordering;

/// A pair before it is written out.
struct Candidate {
    /// Ranked by this, the least first.
    keys: (f64, f64),
    difference: f64,
    places: (usize, usize),
}

impl Candidate {
    fn order(&self, other: &Candidate) -> Ordering {
        let keys = self.keys.0.total_cmp(&other.keys.0).then(self.keys.1.total_cmp(&other.keys.1));
        keys.then(self.places.cmp(&other.places))
    }
}

/// Pairs for each conjunct: most similar, that is with it and the outcome, and without either, or most different, both with both.
/// Of equals that pair comes first whose conjunct and outcome differ most, of most different ones least.
pub(super) fn matched(asked: &Asked<'_>, y: &[f64], similar: bool) -> Vec<Selected> {
    let mut focals: Vec<Literal> = Vec::new();
    for literal in asked.condition.terms.iter().flat_map(|term| term.literals()) {
        if !focals.contains(literal) {
            focals.push(*literal);
        }
    }
    focals.into_iter().map(|focal| list(asked, focal, y, similar)).collect()
}

fn list(asked: &Asked<'_>, focal: Literal, y: &[f64], similar: bool) -> Selected {
    // Each once: a condition that is given twice weighs no more.
    let mut others: Vec<usize> = Vec::new();
    for &column in asked.conditions {
        if column != focal.column && column < asked.table.columns.len() && !others.contains(&column) {
            others.push(column);
        }
    }
    let x = focal.memberships(asked.table);
    let with: Vec<usize> = (0..x.len()).filter(|case| x[*case] > 0.5 && y[*case] > 0.5).collect();
    let without: Vec<usize> = (0..x.len()).filter(|case| x[*case] < 0.5 && y[*case] < 0.5).collect();
    let seconds = |at: usize| if similar { &without[..] } else { &with[at + 1..] };
    // Without another condition nothing can be compared.
    let count: u64 = if others.is_empty() { 0 } else { (0..with.len()).map(|at| seconds(at).len() as u64).sum() };
    let ranked = count <= asked.rank;
    let mut found = Best::new(asked.list, Candidate::order);
    if ranked && count > 0 {
        for (at, &i) in with.iter().enumerate() {
            for &j in seconds(at) {
                let Some(difference) = difference(asked, &others, i, j) else { continue };
                let apart = (x[i] - x[j]).abs() + (y[i] - y[j]).abs();
                let (near, apart) = (even(difference), even(apart));
                let keys = if similar { (near, -apart) } else { (-near, apart) };
                found.push(Candidate { keys, difference, places: (i, j) });
            }
        }
    }
    let pick = |candidate: Candidate| {
        let (i, j) = candidate.places;
        let numbers = vec![("x", x[i]), ("x of the other", x[j]), ("y", y[i]), ("y of the other", y[j])];
        Picked { case: i, other: Some(j), value: candidate.difference, numbers, cell: None }
    };
    let best = found.take().into_iter().map(pick).collect();
    Selected { about: About::Conjunct(focal), count, ranked, best }
}

/// The mean difference in these columns; `None` where none concerns both.
fn difference(asked: &Asked<'_>, columns: &[usize], i: usize, j: usize) -> Option<f64> {
    let (mut sum, mut compared) = (0.0, 0);
    for column in columns.iter().map(|column| &asked.table.columns[*column]) {
        if column.is_dont_care(i) || column.is_dont_care(j) {
            continue;
        }
        let (one, other) = (column.values[i], column.values[j]);
        sum += match column.kind {
            Kind::Multi { .. } => f64::from(u8::from(one != other)),
            Kind::Crisp | Kind::Fuzzy => (one - other).abs(),
        };
        compared += 1;
    }
    (compared > 0).then(|| sum / f64::from(compared))
}
