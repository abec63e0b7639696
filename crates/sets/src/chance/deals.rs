//! Dealing memberships in the outcome to the cases: in every way there is, or at random.

use crate::coincidence::Random;

/// How outcomes are dealt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dealing {
    /// Where there are at most so many different ways to deal, each is tried.
    pub most_exact: usize,
    /// Else so many deals are drawn.
    pub deals: usize,
    /// From this seed.
    pub seed: u64,
}

impl Default for Dealing {
    /// Up to 50,000 ways, else 999 deals, seed 1.
    fn default() -> Self {
        Dealing { most_exact: 50_000, deals: 999, seed: 1 }
    }
}

/// Which deals a p-value rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deals {
    /// All, counted by a formula.
    Counted,
    /// All, each tried.
    Every(usize),
    /// So many, drawn at random.
    Drawn(usize),
}

/// How probable it is that chance does as well.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chance {
    /// The share of deals that do as well; of drawn ones (1 + as good) / (1 + drawn), which counts the observed deal and is never 0
    /// (Davison and Hinkley 1997, ch. 4).
    pub p: f64,
    /// Which deals.
    pub deals: Deals,
}

impl Chance {
    /// What follows where so many of these deals, counted or drawn, do as well.
    pub(super) fn of(good: usize, deals: Deals) -> Chance {
        let p = match deals {
            Deals::Drawn(drawn) => (1 + good) as f64 / (1 + drawn) as f64,
            Deals::Every(all) => good as f64 / all as f64,
            Deals::Counted => 1.0,
        };
        Chance { p, deals }
    }

    /// The Monte Carlo standard error, sqrt(p (1 - p) / drawn); `None` where p is exact.
    #[must_use]
    pub fn error(&self) -> Option<f64> {
        match self.deals {
            Deals::Drawn(deals) => Some((self.p * (1.0 - self.p) / deals as f64).sqrt()),
            Deals::Counted | Deals::Every(_) => None,
        }
    }
}

impl Dealing {
    /// Deals `y` anew and counts how often `as_good` says so.
    pub(super) fn count(&self, y: &[f64], mut as_good: impl FnMut(&[f64]) -> bool) -> Chance {
        let mut good = 0;
        let deals = self.each(y, |dealt| good += usize::from(as_good(dealt)));
        Chance::of(good, deals)
    }

    /// Deals `y` anew and shows each deal; gives how many there were.
    pub(super) fn each(&self, y: &[f64], mut look: impl FnMut(&[f64])) -> Deals {
        let mut dealt = y.to_vec();
        if ways(y).is_some_and(|ways| ways <= self.most_exact) {
            dealt.sort_unstable_by(f64::total_cmp);
            let mut deals = 0;
            loop {
                deals += 1;
                look(&dealt);
                if !next(&mut dealt) {
                    return Deals::Every(deals);
                }
            }
        }
        let mut random = Random::new(self.seed);
        for _ in 0..self.deals {
            shuffle(&mut dealt, &mut random);
            look(&dealt);
        }
        Deals::Drawn(self.deals)
    }
}

pub(super) fn shuffle(values: &mut [f64], random: &mut Random) {
    for at in (1..values.len()).rev() {
        values.swap(at, random.below(at + 1));
    }
}

/// In how many different ways the values can be dealt: n! by the factorials of how often each value comes. All are alike probable.
/// `None` past what can be counted.
pub(super) fn ways(values: &[f64]) -> Option<usize> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let (mut ways, mut run) = (1_u128, 0_u128);
    for at in 0..sorted.len() {
        run = if at > 0 && sorted[at].total_cmp(&sorted[at - 1]).is_eq() { run + 1 } else { 1 };
        // Stays whole: after each run it is a product of binomial coefficients.
        ways = ways.checked_mul(at as u128 + 1)? / run;
    }
    usize::try_from(ways).ok()
}

/// The next different arrangement in ascending order; `false` after the last. Each comes once, equal values or not.
fn next(values: &mut [f64]) -> bool {
    let below = |a: f64, b: f64| a.total_cmp(&b).is_lt();
    let Some(at) = values.windows(2).rposition(|two| below(two[0], two[1])) else { return false };
    let Some(other) = values.iter().rposition(|value| below(values[at], *value)) else { return false };
    values.swap(at, other);
    values[at + 1..].reverse();
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_different_deal_comes_once() {
        for (values, expected) in [
            (vec![1.0, 0.0, 1.0, 0.0], 6),
            (vec![0.1, 0.2, 0.3, 0.4], 24),
            (vec![0.5; 7], 1),
            (vec![0.3, 0.1, 0.3, 0.2], 12),
        ] {
            assert_eq!(ways(&values), Some(expected));
            let mut seen = Vec::new();
            let chance = Dealing::default().count(&values, |dealt| {
                seen.push(dealt.to_vec());
                true
            });
            assert_eq!((chance.p, chance.deals), (1.0, Deals::Every(expected)));
            assert!(seen.windows(2).all(|two| two[0] < two[1]), "ascending, so each is another");
        }
        let many: Vec<f64> = (0..40).map(f64::from).collect();
        assert_eq!(ways(&many), None);
        let crisp: Vec<f64> = (0..40).map(|at| f64::from(at % 2)).collect();
        assert_eq!(ways(&crisp), Some(137_846_528_820), "40 choose 20");
    }

    #[test]
    fn drawn_deals_count_the_one_observed() {
        let many: Vec<f64> = (0..40).map(f64::from).collect();
        let dealing = Dealing { most_exact: 10, deals: 99, seed: 7 };
        let never = dealing.count(&many, |_| false);
        assert_eq!((never.p, never.deals), (0.01, Deals::Drawn(99)));
        assert!((never.error().expect("drawn") - (0.01_f64 * 0.99 / 99.0).sqrt()).abs() < 1e-15);
    }
}
