//! Process-tracing evidence weighed: rival hypotheses against items, in decibels, with what is not independent discounted.
//!
//! In: items, each a test that one hypothesis passed or failed, against some of its rivals or all. Out: what each item is worth
//! to each hypothesis, and the sums, naive and discounted. Finds no evidence and believes no prior.

use libm::log10;
use std::collections::BTreeMap;

/// Van Evera's four tests (Van Evera 1997, Guide to Methods for Students of Political Science, ch. 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Test {
    /// Neither certain nor unique.
    StrawInTheWind,
    /// Certain, not unique: to fail it is to be nearly out, to pass it means little.
    Hoop,
    /// Unique, not certain: to pass it is to be nearly in, to fail it means little.
    SmokingGun,
    /// Certain and unique.
    DoublyDecisive,
}

impl Test {
    /// Every test.
    pub const ALL: [Test; 4] = [Test::StrawInTheWind, Test::Hoop, Test::SmokingGun, Test::DoublyDecisive];

    /// `hoop`, `smoking-gun` ...
    pub fn word(self) -> &'static str {
        match self {
            Test::StrawInTheWind => "straw-in-the-wind",
            Test::Hoop => "hoop",
            Test::SmokingGun => "smoking-gun",
            Test::DoublyDecisive => "doubly-decisive",
        }
    }

    /// The test of a word.
    pub fn of(word: &str) -> Option<Test> {
        Test::ALL.into_iter().find(|test| test.word() == word)
    }

    /// How probable it is to pass, if the hypothesis is true and if it is not: the defaults where no ratio is stated. A
    /// convention, and no estimate: certain is 0.95, unique 0.05, neither in between.
    pub fn passes(self) -> (f64, f64) {
        match self {
            Test::StrawInTheWind => (0.6, 0.4),
            Test::Hoop => (0.95, 0.5),
            Test::SmokingGun => (0.5, 0.05),
            Test::DoublyDecisive => (0.95, 0.05),
        }
    }

    /// The likelihood ratio of having passed, or failed.
    pub fn ratio(self, passed: bool) -> f64 {
        let (with, without) = self.passes();
        if passed { with / without } else { (1.0 - with) / (1.0 - without) }
    }
}

/// An item of evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its id; items of the same weight stand in its order.
    pub id: String,
    /// The hypothesis that is tested, by its place.
    pub hypothesis: usize,
    /// Those against which, by their places; empty for all others.
    pub rivals: Vec<usize>,
    /// The test.
    pub test: Test,
    /// Whether it was passed.
    pub passed: bool,
    /// How much likelier the item is under the hypothesis than under the rivals, where that is stated; above 0.
    pub ratio: Option<f64>,
    /// Items of one group are not independent of each other.
    pub group: String,
}

impl Item {
    /// 10 log10 of a likelihood ratio.
    pub fn decibels(ratio: f64) -> f64 {
        10.0 * log10(ratio)
    }
}

/// An item, weighed.
#[derive(Debug, Clone, PartialEq)]
pub struct WeighedItem {
    /// The item, by its place.
    pub item: usize,
    /// 10 log10 of its likelihood ratio: above 0 it speaks for the hypothesis tested.
    pub weight: f64,
    /// What it adds to each hypothesis: its weight to the one tested and to those that it does not tell from it, 0 to the
    /// rivals. Only differences between hypotheses mean anything.
    pub adds: Vec<f64>,
    /// How much of it counts where items of a group are discounted.
    pub share: f64,
}

/// Hypotheses against evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    /// The most telling item first.
    pub items: Vec<WeighedItem>,
    /// The sum of each hypothesis, as if all items were independent, less that of the last of them.
    pub naive: Vec<f64>,
    /// The same with what is not independent discounted.
    pub discounted: Vec<f64>,
}

/// Weighs evidence between hypotheses.
///
/// * The weight of evidence of independent items is the sum of 10 log10 of their likelihood ratios (Good 1950; Fairfield &
///   Charman 2017, Political Analysis 25: 363-380): 3 dB is a factor of two, 10 dB of ten.
/// * Dependence: within a group the item that tells most counts in full, the next `discount` times as much, the next
///   `discount` squared: a stated rule, since nobody knows the joint likelihood. Items that tell equally much share what their
///   places are worth: each counts the mean over all orders in which they could be told, (1 + `discount`) / 2 for two, so that
///   neither names nor order decide. 1 is the naive sum, 0 one item a group. Outside [0, 1] it counts as the nearer end.
/// * An item whose hypothesis or rival is none of the `hypotheses` adds nothing. O(items * (log items + hypotheses)).
pub fn weigh(hypotheses: usize, items: &[Item], discount: f64) -> Weighed {
    let discount = if discount.is_nan() { 1.0 } else { discount.clamp(0.0, 1.0) };
    let mut weighed: Vec<WeighedItem> = items
        .iter()
        .enumerate()
        .map(|(at, item)| {
            let ratio = item.ratio.filter(|ratio| *ratio > 0.0 && ratio.is_finite());
            let weight = Item::decibels(ratio.unwrap_or_else(|| item.test.ratio(item.passed)));
            let is_rival =
                |other: usize| other != item.hypothesis && (item.rivals.is_empty() || item.rivals.contains(&other));
            let adds = (0..hypotheses).map(|other| if is_rival(other) { 0.0 } else { weight });
            WeighedItem { item: at, weight, adds: adds.collect(), share: 1.0 }
        })
        .collect();
    weighed.sort_by(|a, b| {
        let id = |one: &WeighedItem| &items[one.item].id;
        spread(b).total_cmp(&spread(a)).then_with(|| id(a).cmp(id(b)))
    });
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, one) in weighed.iter().enumerate() {
        let group = items[one.item].group.as_str();
        if !group.is_empty() {
            groups.entry(group).or_default().push(at);
        }
    }
    for members in groups.values() {
        let mut rank = 0;
        while rank < members.len() {
            let first = spread(&weighed[members[rank]]);
            let is_tied = |at: &&usize| first - spread(&weighed[**at]) <= TIED;
            let tied: Vec<usize> = members[rank..].iter().take_while(is_tied).copied().collect();
            let worth = (rank..rank + tied.len()).map(|place| libm::pow(discount, place as f64)).sum::<f64>();
            for at in &tied {
                weighed[*at].share = worth / tied.len() as f64;
            }
            rank += tied.len();
        }
    }
    let sum = |share: fn(&WeighedItem) -> f64| {
        let mut sums = vec![0.0; hypotheses];
        for one in &weighed {
            for (sum, adds) in sums.iter_mut().zip(&one.adds) {
                *sum += share(one) * adds;
            }
        }
        let least = sums.iter().copied().fold(f64::INFINITY, f64::min);
        sums.into_iter().map(|sum| sum - least).collect::<Vec<f64>>()
    };
    Weighed { naive: sum(|_| 1.0), discounted: sum(|one| one.share), items: weighed }
}

/// Weights that differ by no more decibels than this are equal: a ratio and its inverse differ in the last digit.
const TIED: f64 = 1e-9;

/// How far an item tells any two hypotheses apart.
fn spread(one: &WeighedItem) -> f64 {
    let most = one.adds.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let least = one.adds.iter().copied().fold(f64::INFINITY, f64::min);
    if one.adds.is_empty() { 0.0 } else { most - least }
}

/// Shares of belief from weights in decibels and prior weights: proportional to prior * 10^(weight / 10). Empty where no prior
/// weight is above 0.
pub fn posterior(weights: &[f64], priors: &[f64]) -> Vec<f64> {
    let most = weights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let parts: Vec<f64> = weights
        .iter()
        .zip(priors)
        .map(|(weight, prior)| prior.max(0.0) * libm::pow(10.0, (weight - most) / 10.0))
        .collect();
    let sum: f64 = parts.iter().sum();
    if sum > 0.0 { parts.into_iter().map(|part| part / sum).collect() } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn item(id: &str, hypothesis: usize, rivals: &[usize], ratio: f64, group: &str) -> Item {
        Item {
            id: id.to_owned(),
            hypothesis,
            rivals: rivals.to_vec(),
            test: Test::Hoop,
            passed: true,
            ratio: Some(ratio),
            group: group.to_owned(),
        }
    }

    /// By hand: 0.95/0.5 is 2.79 dB, 0.05/0.5 is -10 dB, 0.5/0.05 is 10 dB, 0.5/0.95 is -2.79 dB.
    #[test]
    fn default_ratios_are_those_stated() {
        let decibels = |test: Test, passed| 10.0 * log10(test.ratio(passed));
        for (test, passed, expected) in [
            (Test::Hoop, true, 2.787_536),
            (Test::Hoop, false, -10.0),
            (Test::SmokingGun, true, 10.0),
            (Test::SmokingGun, false, -2.787_536),
            (Test::DoublyDecisive, true, 12.787_536),
            (Test::DoublyDecisive, false, -12.787_536),
            (Test::StrawInTheWind, true, 1.760_913),
            (Test::StrawInTheWind, false, -1.760_913),
        ] {
            assert!((decibels(test, passed) - expected).abs() < 1e-6, "{test:?} {passed}");
        }
    }

    /// By hand: a factor of 100 for the first against the second alone, of 10 for the third against all. Differences: first
    /// over second 20 - 0 = 20; third over first 20 + 10 - 20 = 10.
    #[test]
    fn rivals_not_named_are_not_told_apart() {
        let items = [item("a", 0, &[1], 100.0, ""), item("b", 2, &[], 10.0, "")];
        let weighed = weigh(3, &items, 1.0);
        let expected = [20.0, 0.0, 30.0];
        assert!(weighed.naive.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9), "{:?}", weighed.naive);
        assert_eq!(weighed.items[0].item, 0, "the most telling first");
    }

    /// By hand: two items of 10 dB and one of 20 dB from one group at a half: 20 + 5 + 2.5, the last two sharing 0.75.
    #[test]
    fn a_group_speaks_once_in_full() {
        let items = [item("a", 0, &[], 10.0, "g"), item("b", 0, &[], 100.0, "g"), item("c", 0, &[], 10.0, "g")];
        let weighed = weigh(2, &items, 0.5);
        assert!((weighed.naive[0] - 40.0).abs() < 1e-9 && (weighed.discounted[0] - 27.5).abs() < 1e-9);
        assert!((weigh(2, &items, 0.0).discounted[0] - 20.0).abs() < 1e-9);
        let shares: Vec<f64> = weighed.items.iter().map(|one| one.share).collect();
        assert_eq!(shares, [1.0, 0.375, 0.375]);
    }

    /// By hand: of one group, 10 dB for the first and 10 dB for the second: neither speaks louder, whatever they are called.
    #[test]
    fn equal_items_count_equally() {
        for (one, other) in [("a", "b"), ("b", "a")] {
            let weighed = weigh(2, &[item(one, 0, &[], 10.0, "g"), item(other, 1, &[], 10.0, "g")], 0.5);
            assert!(weighed.discounted.iter().all(|sum| sum.abs() < 1e-9), "{:?}", weighed.discounted);
            assert!(weighed.items.iter().all(|item| (item.share - 0.75).abs() < 1e-12));
        }
    }

    /// Bayes' rule by hand: priors 1:1, a factor of 10.
    #[test]
    fn shares_are_bayes_rule() {
        let shares = posterior(&[10.0, 0.0], &[1.0, 1.0]);
        assert!((shares[0] - 10.0 / 11.0).abs() < 1e-12);
        assert!(posterior(&[1.0], &[0.0]).is_empty());
    }

    proptest! {
        #[test]
        fn order_does_not_matter_and_discounting_only_shrinks_one_way(
            ratios in proptest::collection::vec((1.0..50.0_f64, 0..3_u8), 1..12)
        ) {
            let items: Vec<Item> = ratios
                .iter()
                .enumerate()
                .map(|(at, (ratio, group))| item(&format!("i{at:02}"), 0, &[], *ratio, &format!("g{group}")))
                .collect();
            let weighed = weigh(2, &items, 0.5);
            let back: Vec<Item> = items.iter().rev().cloned().collect();
            let again = weigh(2, &back, 0.5);
            prop_assert!((weighed.discounted[0] - again.discounted[0]).abs() < 1e-9);
            prop_assert!(weighed.discounted[0] <= weighed.naive[0] + 1e-9);
        }

        /// Few ratios, so that ties are common; some speak the other way.
        #[test]
        fn names_and_order_do_not_matter(
            drawn in proptest::collection::vec((0..3_usize, 0..3_usize, 0..4_usize, 0..2_u8, 0..100_u8), 1..10),
            discount in 0.0..1.0_f64,
        ) {
            let items: Vec<Item> = drawn
                .iter()
                .enumerate()
                .map(|(at, (hypothesis, rival, ratio, group, _))| {
                    let ratio = [10.0, 0.1, 2.0, 0.5][*ratio];
                    item(&format!("i{at}"), *hypothesis, &[*rival], ratio, &format!("g{group}"))
                })
                .collect();
            let mut renamed: Vec<(u8, Item)> = drawn.iter().map(|one| one.4).zip(items.iter().cloned()).collect();
            renamed.sort_by_key(|(key, _)| *key);
            let renamed: Vec<Item> = renamed
                .into_iter()
                .enumerate()
                .map(|(at, (key, item))| Item { id: format!("{}{at}", 200 - key), ..item })
                .collect();
            let (one, other) = (weigh(3, &items, discount), weigh(3, &renamed, discount));
            for (one, other) in one.discounted.iter().zip(&other.discounted) {
                prop_assert!((one - other).abs() < 1e-9, "{one} and {other}");
            }
        }
    }
}
