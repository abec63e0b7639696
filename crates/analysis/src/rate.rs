//! How often something happens, from few trials: a beta-binomial rate that borrows from its neighbours, and says how much.
//!
//! In: counts. Out: a mean, a credible interval, and how well the counts tell groups apart. Never hides how few they are.

use crate::beta;

/// Trials, and how often it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Trials.
    pub trials: u64,
    /// Of these, those in which it happened; never more than the trials.
    pub happened: u64,
}

impl Count {
    /// Counts a trial.
    pub fn add(&mut self, happened: bool) {
        self.trials += 1;
        self.happened += u64::from(happened);
    }

    /// All of these.
    pub fn sum(counts: impl IntoIterator<Item = Count>) -> Count {
        counts.into_iter().fold(Count::default(), |sum, one| Count {
            trials: sum.trials + one.trials,
            happened: sum.happened + one.happened,
        })
    }

    /// These without some of them.
    #[must_use]
    pub fn without(self, part: Count) -> Count {
        Count { trials: self.trials.saturating_sub(part.trials), happened: self.happened.saturating_sub(part.happened) }
    }

    /// (happened + 1/2) / (trials + 1): the mean under Jeffreys' prior, Beta(1/2, 1/2); 1/2 without any trial.
    pub fn smoothed(self) -> f64 {
        (self.happened as f64 + 0.5) / (self.trials as f64 + 1.0)
    }

    /// Whether every trial went one way; true without any trial.
    pub fn one_way(self) -> bool {
        self.happened == 0 || self.happened == self.trials
    }
}

/// What is believed of a rate: a beta distribution, and the counts behind it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// First shape: what speaks for it.
    pub for_it: f64,
    /// Second shape: what speaks against it.
    pub against: f64,
    /// The group's own trials.
    pub own: Count,
    /// The trials of all other groups.
    pub others: Count,
}

/// The share of probability that an interval holds.
pub const CREDIBLE: f64 = 0.95;

impl Rate {
    /// The rate of a group of trials, drawn towards that of the other groups.
    ///
    /// * Prior: where other groups have trials, a beta with the mean of their smoothed rate and the weight of `strength`
    ///   trials; otherwise Jeffreys' prior, Beta(1/2, 1/2). The group's own trials are in its prior nowhere, so that nothing
    ///   counts twice. Posterior: the prior and the group's own trials (conjugate; Gelman et al. 2013, section 2.4).
    /// * `strength` is a stated choice, not an estimate: a dozen trials cannot say how alike groups are. Below 0.01 it counts
    ///   as 0.01.
    pub fn of(own: Count, others: Count, strength: f64) -> Rate {
        let (for_it, against) = if others.trials == 0 {
            (0.5, 0.5)
        } else {
            let strength = weight(strength);
            (strength * others.smoothed(), strength * (1.0 - others.smoothed()))
        };
        Rate {
            for_it: for_it + own.happened as f64,
            against: against + (own.trials - own.happened.min(own.trials)) as f64,
            own,
            others,
        }
    }

    /// The rate of its not happening, from the same trials.
    #[must_use]
    pub fn complement(&self) -> Rate {
        let not = |count: Count| Count { happened: count.trials - count.happened.min(count.trials), ..count };
        Rate { for_it: self.against, against: self.for_it, own: not(self.own), others: not(self.others) }
    }

    /// The probability that it happens in the next trial: the mean.
    pub fn mean(&self) -> f64 {
        self.for_it / (self.for_it + self.against)
    }

    /// The equal-tailed credible interval of the rate, with [`CREDIBLE`] of its probability.
    pub fn interval(&self) -> (f64, f64) {
        let tail = 0.5 * (1.0 - CREDIBLE);
        (beta::quantile(tail, self.for_it, self.against), beta::quantile(1.0 - tail, self.for_it, self.against))
    }
}

/// How much better the counts are explained by a rate for each group than by one rate for all, in decibels: 10 log10 of the
/// Bayes factor. Above 0 it pays to tell the groups apart, below 0 it does not.
///
/// * Each group's rate is drawn from a beta of the weight of `strength` trials around the common rate, as in [`Rate::of`]; on
///   the other side every group has the common rate. On both sides that is the smoothed rate of all trials, so that only the
///   spread of groups around it is weighed. A group with one trial never tells anything.
/// * `None` with fewer than two groups that have trials: then there is nothing to tell apart.
/// * Source: the beta-binomial's marginal likelihood, B(a + k, b + n - k) / B(a, b); Kass & Raftery 1995 (JASA 90: 773-795).
///   The binomial coefficients are the same on both sides and drop out.
pub fn worth_grouping(groups: &[Count], strength: f64) -> Option<f64> {
    let groups: Vec<Count> = groups.iter().copied().filter(|group| group.trials > 0).collect();
    if groups.len() < 2 {
        return None;
    }
    let common = Count::sum(groups.iter().copied()).smoothed();
    let strength = weight(strength);
    let (a, b) = (strength * common, strength * (1.0 - common));
    let gains = groups.iter().map(|group| {
        let (did, did_not) = (group.happened as f64, (group.trials - group.happened) as f64);
        let apart = beta::log_beta(a + did, b + did_not) - beta::log_beta(a, b);
        apart - (did * libm::log(common) + did_not * libm::log1p(-common))
    });
    Some(10.0 * gains.sum::<f64>() / libm::log(10.0))
}

/// A strength that can be used: 2 for what is not a number, and no less than 0.01.
fn weight(strength: f64) -> f64 {
    if strength.is_nan() { 2.0 } else { strength.max(0.01) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(happened: u64, trials: u64) -> Count {
        Count { trials, happened }
    }

    /// By hand: two of two, nothing else known. Jeffreys: Beta(2.5, 0.5), mean 5/6; interval from R `qbeta`.
    #[test]
    fn two_of_two_is_no_certainty() {
        let rate = Rate::of(count(2, 2), count(0, 0), 2.0);
        assert!((rate.mean() - 5.0 / 6.0).abs() < 1e-15);
        let (low, high) = rate.interval();
        assert!((low - 0.333178245598791).abs() < 1e-9 && (high - 0.999783091529969).abs() < 1e-9);
    }

    /// By hand: others 3 of 9, smoothed 3.5/10; weight 2 gives Beta(0.7, 1.3); own 1 of 1 gives Beta(1.7, 1.3).
    #[test]
    fn a_group_borrows_from_the_others_and_not_from_itself() {
        let rate = Rate::of(count(1, 1), count(3, 9), 2.0);
        assert!((rate.for_it - 1.7).abs() < 1e-15 && (rate.against - 1.3).abs() < 1e-15);
        let bare = Rate::of(count(0, 0), count(3, 9), 2.0);
        assert!((bare.mean() - 0.35).abs() < 1e-15, "without trials of its own it is the others' rate");
    }

    /// By hand: 2 of 2 and 0 of 2, smoothed common rate 1/2, weight 2: a uniform rate gives each group 1/3, the common rate 1/4;
    /// a factor of 16/9. 1 of 2 twice: a uniform rate gives each order 1/6, the common rate 1/4; a factor of 4/9.
    #[test]
    fn groups_are_worth_telling_apart_where_they_differ() {
        let differ = worth_grouping(&[count(2, 2), count(0, 2)], 2.0).expect("two groups");
        assert!((differ - 10.0 * (16.0_f64 / 9.0).log10()).abs() < 1e-9, "{differ}");
        let agree = worth_grouping(&[count(1, 2), count(1, 2)], 2.0).expect("two groups");
        assert!((agree - 10.0 * (4.0_f64 / 9.0).log10()).abs() < 1e-9, "{agree}");
        let single = worth_grouping(&[count(1, 1), count(0, 1)], 2.0).expect("two groups");
        assert!(single.abs() < 1e-9, "one trial tells nothing: {single}");
        assert_eq!(worth_grouping(&[count(1, 1), count(0, 0)], 2.0), None);
    }
}
