//! Cases selected one by one: typical, deviant, extreme, influential, pathway.

use super::{About, Asked, Picked, Selected, even};
use crate::expression::{Relation, Sum};
use memberships::excess;

/// What breaks the claim.
fn residual(relation: Relation, x: f64, y: f64) -> f64 {
    match relation {
        Relation::Sufficient => excess(x, y),
        Relation::Necessary => excess(y, x),
        Relation::Both => excess(x, y).max(excess(y, x)),
    }
}

/// The list of those found, which stand in the table's order: sorted by keys, the least first, and cut.
fn listed(asked: &Asked<'_>, about: About, mut found: Vec<([f64; 3], Picked)>) -> Selected {
    let keys = |a: &[f64; 3], b: &[f64; 3]| {
        a.iter()
            .zip(b)
            .map(|(a, b)| even(*a).total_cmp(&even(*b)))
            .fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
    };
    found.sort_by(|(a, _), (b, _)| keys(a, b));
    let count = found.len() as u64;
    let best = found.into_iter().take(asked.list).map(|(_, picked)| picked).collect();
    Selected { about, count, ranked: true, best }
}

fn picked(case: usize, value: f64, numbers: Vec<(&'static str, f64)>) -> Picked {
    Picked { case, other: None, value, numbers, cell: None }
}

pub(super) fn typical(asked: &Asked<'_>, x: &[f64], y: &[f64]) -> Selected {
    let bears = |case: &usize| match asked.relation {
        Relation::Sufficient => x[*case] > 0.5,
        Relation::Necessary => y[*case] > 0.5,
        Relation::Both => x[*case] > 0.5 || y[*case] > 0.5,
    };
    let pick = |case: usize| {
        let (x, y) = (x[case], y[case]);
        let residual = residual(asked.relation, x, y);
        let member = match asked.relation {
            Relation::Sufficient => x,
            Relation::Necessary => y,
            Relation::Both => x.min(y),
        };
        ([residual, (y - x).abs(), -member], picked(case, residual, vec![("x", x), ("y", y)]))
    };
    listed(asked, About::Claim, (0..x.len()).filter(bears).map(pick).collect())
}

pub(super) fn deviant(asked: &Asked<'_>, x: &[f64], y: &[f64]) -> Selected {
    let found = (0..x.len()).filter_map(|case| {
        let residual = residual(asked.relation, x[case], y[case]);
        let numbers = vec![("x", x[case]), ("y", y[case])];
        (residual > 0.0).then(|| ([-residual, 0.0, 0.0], picked(case, residual, numbers)))
    });
    listed(asked, About::Claim, found.collect())
}

/// No case is extreme where all are alike, or there is only one.
pub(super) fn extreme(asked: &Asked<'_>, about: About, members: &[f64]) -> Selected {
    let n = members.len() as f64;
    let mean = members.iter().sum::<f64>() / n;
    let spread = (members.iter().map(|member| (member - mean) * (member - mean)).sum::<f64>() / (n - 1.0)).sqrt();
    let known = spread > 0.0 && spread.is_finite();
    let found = members.iter().enumerate().filter(|_| known).map(|(case, member)| {
        let far = (member - mean).abs() / spread;
        ([-far, 0.0, 0.0], picked(case, far, vec![("membership", *member), ("mean", mean), ("s", spread)]))
    });
    listed(asked, about, found.collect())
}

/// A case without which a ratio would be over nothing is not ranked: there is no other value to compare with.
pub(super) fn influential(asked: &Asked<'_>, x: &[f64], y: &[f64]) -> Vec<Selected> {
    let both: Vec<f64> = x.iter().zip(y).map(|(x, y)| x.min(*y)).collect();
    let ratio = |under: &[f64], without: Option<usize>| {
        let sum = |of: &[f64]| -> f64 {
            of.iter().enumerate().filter(|(case, _)| Some(*case) != without).map(|(_, member)| member).sum()
        };
        let below = sum(under);
        (below > 0.0).then(|| sum(&both) / below)
    };
    // Sums are made anew without each case, up to a size; beyond it the case is taken out of the sum.
    let swift = x.len() > 4096;
    let list = |about: About, under: &[f64]| {
        let (all_both, all_under): (f64, f64) = (both.iter().sum(), under.iter().sum());
        let whole = ratio(under, None);
        let found = (0..under.len()).filter_map(|case| {
            let without = if swift {
                let below = all_under - under[case];
                (below > 0.0).then(|| (all_both - both[case]) / below)
            } else {
                ratio(under, Some(case))
            };
            let (whole, without) = whole.zip(without)?;
            let change = (whole - without).abs();
            let numbers = vec![("x", x[case]), ("y", y[case]), ("with", whole), ("without", without)];
            Some(([-change, 0.0, 0.0], picked(case, change, numbers)))
        });
        listed(asked, about, found.collect())
    };
    vec![list(About::ByCondition, x), list(About::ByOutcome, y)]
}

pub(super) fn pathway(asked: &Asked<'_>, x: &[f64], y: &[f64]) -> Vec<Selected> {
    let terms = &asked.condition.terms;
    let list = |at: usize| {
        let member = terms[at].memberships(asked.table);
        let others = terms.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, term)| term.clone());
        let reduced = Sum::new(others).memberships(asked.table);
        let found = (0..x.len()).filter(|case| member[*case] > 0.5 && y[*case] > 0.5).filter_map(|case| {
            let gain = (y[case] - reduced[case]).abs() - (y[case] - x[case]).abs();
            let numbers = vec![("x", x[case]), ("without the term", reduced[case]), ("y", y[case])];
            (gain > 0.0).then(|| ([-gain, 0.0, 0.0], picked(case, gain, numbers)))
        });
        listed(asked, About::Term(at), found.collect())
    };
    (0..terms.len()).map(list).collect()
}
