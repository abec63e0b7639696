//! How often chance does as well: the exceptions are dealt to the tested cases anew, and the whole search is done again.
//!
//! In: every distinct thing that a change can come to. Out: p. The cases dealt are those that put the claim to the
//! test: where a case that stands is taken for an exception, all days on which it is tested count as broken; where an exception is
//! taken for a case that stands, none do. What a change does to a case hangs on neither, so that the search done again is a look
//! through the profiles, and exact.
//!
//! Where there are no more ways to deal than were asked for each is taken once, and p is the share that does as well (the observed
//! one among them). Otherwise deals are drawn from a seed, and p is (1 + as good) / (1 + drawn), which is never 0. As one may look at
//! every size and take the best, so may chance: p is that of the most seldom result at any size, in truth and in each deal.

use super::bits::Bits;
use super::profile::{Labels, Profile};
use super::search::choose;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// How often chance does as well.
#[derive(Debug, Clone, PartialEq)]
pub struct Chance {
    /// The share of deals in which, at some size, the search does as well as it did at its best: as seldom a result by
    /// chance, whichever size that is (Westfall & Young 1993, single-step minP).
    pub p: f64,
    /// In how many deals; where exact, the observed one is among them.
    pub as_good: u64,
    /// By size, the share of deals in which a change of no more literals leaves as few, and gives up no more cases.
    pub by_size: Vec<f64>,
    /// How many deals.
    pub deals: u64,
    /// Whether each there is was taken.
    pub exact: bool,
    /// How many ways there are to deal the exceptions; the greatest number there is where they are more.
    pub ways: u64,
}

/// At most so many looks at 64 cases are spent on dealing, so that of a very large search fewer deals are drawn; but [`FEWEST`] at least.
const MOST_LOOKS: u64 = 4_000_000_000;

/// With so many deals p can still be as low as 0.01.
const FEWEST: u64 = 99;

/// What is left and given up by the best change of no more literals than 0, 1, ...
type Done = Vec<(usize, usize)>;

/// Deals the exceptions anew. `None` where there is nothing to deal: every tested case is an exception, or none is.
///
/// Cost: deals times profiles.
pub(super) fn chance(
    profiles: &[(Profile, usize)],
    labels: &Labels,
    size: usize,
    draws: u64,
    seed: u64,
) -> Option<Chance> {
    let tested: Vec<usize> = labels.exceptions.or(&labels.standing).iter().collect();
    let exceptions = labels.exceptions.count();
    let ways = choose(tested.len() as u64, exceptions as u64);
    if ways < 2 {
        return None;
    }
    let look = (profiles.len() * labels.among.words().len()).max(1) as u64;
    let draws = draws.min((MOST_LOOKS / look).max(FEWEST));
    let observed = best(profiles, labels, size);
    let look = |chosen: &[usize]| best(profiles, &dealt(labels, &tested, chosen), size);
    let exact = ways <= draws;
    let mut found: Vec<Done> = Vec::new();
    if exact {
        let mut chosen: Vec<usize> = (0..exceptions).collect();
        loop {
            found.push(look(&chosen));
            if !next(&mut chosen, tested.len()) {
                break;
            }
        }
    } else {
        found.push(observed.clone());
        let mut dice = ChaCha8Rng::seed_from_u64(seed);
        let mut deck: Vec<usize> = (0..tested.len()).collect();
        for _ in 0..draws {
            for at in 0..exceptions {
                let other = at + below(&mut dice, (deck.len() - at) as u64) as usize;
                deck.swap(at, other);
            }
            found.push(look(&deck[..exceptions]));
        }
    }
    // How many deals do as well as each, size by size; then how many are as seldom, at whichever size.
    let sorted: Vec<Vec<(usize, usize)>> = (0..=size)
        .map(|size| {
            let mut all: Vec<(usize, usize)> = found.iter().map(|done| done[size]).collect();
            all.sort_unstable();
            all
        })
        .collect();
    let as_well = |done: &Done, size: usize| sorted[size].partition_point(|other| *other <= done[size]);
    let seldom = |done: &Done| (0..=size).map(|size| as_well(done, size)).min().unwrap_or(0);
    let (all, most) = (found.len() as f64, seldom(&observed));
    let as_good = found.iter().filter(|done| seldom(done) <= most).count();
    Some(Chance {
        p: as_good as f64 / all,
        // Where deals are drawn the observed one was counted with them, and is none of them.
        as_good: as_good as u64 - u64::from(!exact),
        by_size: (0..=size).map(|size| as_well(&observed, size) as f64 / all).collect(),
        deals: if exact { ways } else { draws },
        exact,
        ways,
    })
}

/// The best that changes of each size and less do under some labels. To change nothing leaves every exception and gives up no case.
fn best(profiles: &[(Profile, usize)], labels: &Labels, size: usize) -> Done {
    let mut done = vec![(labels.exceptions.count(), 0); size + 1];
    for (profile, size) in profiles {
        // More literals that do no better than fewer are of no interest.
        if done[*size] == (0, 0) {
            continue;
        }
        if let Some(rank) = profile.rank(labels, *size)
            && rank.done() < done[*size]
        {
            for best in &mut done[*size..] {
                *best = rank.done().min(*best);
            }
        }
    }
    done
}

fn dealt(labels: &Labels, tested: &[usize], chosen: &[usize]) -> Labels {
    let mut exceptions = labels.exceptions.without(&labels.exceptions);
    for at in chosen {
        exceptions.insert(tested[*at]);
    }
    let standing = labels.exceptions.or(&labels.standing).without(&exceptions);
    Labels { exceptions, standing, observed: labels.observed.clone(), among: labels.among.clone() }
}

/// The next set of as many numbers below `n`, in order; false after the last.
fn next(chosen: &mut [usize], n: usize) -> bool {
    let k = chosen.len();
    let Some(at) = (0..k).rev().find(|at| chosen[*at] < n - k + at) else { return false };
    chosen[at] += 1;
    for later in at + 1..k {
        chosen[later] = chosen[later - 1] + 1;
    }
    true
}

/// A number below `bound`, every one as likely (Lemire 2019, with rejection).
fn below(dice: &mut ChaCha8Rng, bound: u64) -> u64 {
    loop {
        let wide = u128::from(dice.next_u64()) * u128::from(bound);
        if wide as u64 >= bound.wrapping_neg() % bound {
            return (wide >> 64) as u64;
        }
    }
}

/// The sets of cases, for the hold-out: nobody but one.
pub(super) fn without_case(labels: &Labels, case: usize, count: usize) -> Labels {
    let others = Bits::of(count, |other| other != case);
    Labels {
        exceptions: labels.exceptions.and(&others),
        standing: labels.standing.and(&others),
        observed: labels.observed.and(&others),
        among: others,
    }
}

#[cfg(test)]
mod tests {
    use super::{below, next};
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::SeedableRng;

    #[test]
    fn every_set_comes_once() {
        let mut chosen = vec![0, 1, 2];
        let mut all = vec![chosen.clone()];
        while next(&mut chosen, 6) {
            all.push(chosen.clone());
        }
        assert_eq!(all.len(), 20); // 6 choose 3
        assert!(all.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(!next(&mut [], 3));
    }

    #[test]
    fn numbers_below_a_bound_are_below_it_and_all_come() {
        let mut dice = ChaCha8Rng::seed_from_u64(1);
        let drawn: std::collections::BTreeSet<u64> = (0..200).map(|_| below(&mut dice, 5)).collect();
        assert_eq!(drawn.into_iter().collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
    }
}
