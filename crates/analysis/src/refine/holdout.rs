//! Whether a refinement foretells a case that it was not made for: each tested case is left out in turn.
//!
//! In: what every change can come to. Out: for each tested case what the best changes found without it make of it.

use super::chance::without_case;
use super::profile::{Labels, Profile};

/// What the best changes found without a case make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foretold {
    /// All of them are right: an exception is resolved, a case that stood still stands. So many differ on the cases.
    Right(usize),
    /// Some are, some are not: so many of so many that differ on the cases.
    Divided(usize, usize),
    /// None of so many is.
    Wrong(usize),
    /// Without it no exception is left, or no change resolves any: there is nothing to carry over.
    Nothing,
}

/// A case left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The case, by its place among all cases.
    pub case: usize,
    /// Whether it is an exception.
    pub exception: bool,
    /// What became of it.
    pub foretold: Foretold,
}

/// Leaves each tested case out. `cases`: the place of each case of the board among all cases.
pub(super) fn hold_out(profiles: &[(Profile, usize)], labels: &Labels, cases: &[usize]) -> Vec<LeftOut> {
    let tested = labels.exceptions.or(&labels.standing);
    tested
        .iter()
        .map(|case| LeftOut {
            case: cases[case],
            exception: labels.exceptions.contains(case),
            foretold: foretold(profiles, labels, case, cases.len()),
        })
        .collect()
}

fn foretold(profiles: &[(Profile, usize)], labels: &Labels, case: usize, count: usize) -> Foretold {
    let rest = without_case(labels, case, count);
    let nothing = rest.exceptions.count();
    // What leaves fewest, of that what gives up fewest, of that what is simplest.
    let mut best: Option<(usize, usize, usize)> = None;
    let (mut right, mut all) = (0, 0);
    for (profile, size) in profiles {
        let Some(rank) = profile.rank(&rest, *size).map(|rank| (rank.left, rank.lost, rank.size)) else { continue };
        if rank.0 >= nothing || best.is_some_and(|best| rank > best) {
            continue;
        }
        if best.is_none_or(|best| rank < best) {
            (best, right, all) = (Some(rank), 0, 0);
        }
        all += 1;
        let holds = !profile.breaks.contains(case)
            && match labels.exceptions.contains(case) {
                true => profile.resolves.contains(case),
                false => profile.keeps.contains(case) && !profile.unmet.contains(case),
            };
        right += usize::from(holds);
    }
    match (right, all) {
        (_, 0) => Foretold::Nothing,
        (right, all) if right == all => Foretold::Right(all),
        (0, all) => Foretold::Wrong(all),
        (right, all) => Foretold::Divided(right, all),
    }
}
