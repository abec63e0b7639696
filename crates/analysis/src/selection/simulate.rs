//! Cases drawn from a known truth, chosen by a stated rule: how far each parameter is off, and how often its interval holds.

use crate::beta;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use verdicts::Parameter;

/// A known truth about cases: how often the condition holds, and how often the outcome does with it and without it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Truths {
    /// P(X).
    pub condition: f64,
    /// P(Y | X).
    pub with: f64,
    /// P(Y | not X).
    pub without: f64,
}

/// Which of the cases drawn come into a study.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// With what probability a case with the outcome is chosen.
    pub positives: f64,
    /// With what probability a case without it is.
    pub negatives: f64,
}

/// What became of one parameter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcome {
    /// Whether it is that of a claim of necessity; otherwise of sufficiency.
    pub necessity: bool,
    /// Which.
    pub parameter: Parameter,
    /// What it is among all cases there could be.
    pub truth: Option<f64>,
    /// Its mean over the studies in which it was defined.
    pub mean: Option<f64>,
    /// Mean less truth.
    pub bias: Option<f64>,
    /// Two standard errors of the mean: a bias within them may be chance.
    pub noise: Option<f64>,
    /// In which share of the studies the 95 % interval held the truth.
    pub coverage: Option<f64>,
    /// Studies in which it was undefined.
    pub undefined: usize,
}

/// A simulation.
#[derive(Debug, Clone, PartialEq)]
pub struct Simulated {
    /// The truth.
    pub truth: Truths,
    /// The rule.
    pub rule: Rule,
    /// Studies drawn.
    pub studies: usize,
    /// Cases drawn for each, before any is chosen.
    pub cases: usize,
    /// The seed.
    pub seed: u64,
    /// Each parameter.
    pub outcomes: Vec<Outcome>,
}

const PARAMETERS: [(bool, Parameter); 5] = [
    (true, Parameter::Consistency),
    (true, Parameter::Coverage),
    (true, Parameter::RelevanceOfNecessity),
    (false, Parameter::Consistency),
    (false, Parameter::Coverage),
];

/// Draws `studies` studies of `cases` crisp cases each, chooses among them by the rule, and computes every parameter.
///
/// * The interval of a parameter with k of n units is Jeffreys': the middle 95 % of Beta(k + 1/2, n - k + 1/2) (Brown, Cai &
///   DasGupta 2001, Statistical Science 16: 101-133).
/// * The same seed gives the same numbers everywhere (ChaCha8). Probabilities outside [0, 1] count as the nearer end.
pub fn simulate(truth: Truths, rule: Rule, studies: usize, cases: usize, seed: u64) -> Simulated {
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let mut draw = move |probability: f64| {
        // 53 bits, as many as a number between 0 and 1 has.
        let uniform = (dice.next_u64() >> 11) as f64 / 9_007_199_254_740_992.0;
        uniform < probability
    };
    let truths: Vec<Option<f64>> = {
        let (x, with, without) = (truth.condition, truth.with, truth.without);
        let shares = [x * with, x * (1.0 - with), (1.0 - x) * without, (1.0 - x) * (1.0 - without)];
        PARAMETERS
            .iter()
            .map(|(necessity, parameter)| ratio(*necessity, *parameter, shares).map(|(k, n)| k / n))
            .collect()
    };
    let mut found: Vec<Vec<f64>> = vec![Vec::new(); PARAMETERS.len()];
    let mut held = [0_usize; PARAMETERS.len()];
    for _ in 0..studies {
        // Cases with both, the condition alone, the outcome alone, neither.
        let mut cells = [0.0_f64; 4];
        for _ in 0..cases {
            let x = draw(truth.condition);
            let y = draw(if x { truth.with } else { truth.without });
            if draw(if y { rule.positives } else { rule.negatives }) {
                cells[usize::from(!x) * 2 + usize::from(!y)] += 1.0;
            }
        }
        for (at, (necessity, parameter)) in PARAMETERS.iter().enumerate() {
            let Some((k, n)) = ratio(*necessity, *parameter, cells) else { continue };
            found[at].push(k / n);
            let (low, high) =
                (beta::quantile(0.025, k + 0.5, n - k + 0.5), beta::quantile(0.975, k + 0.5, n - k + 0.5));
            // At 0 of n and n of n the interval goes to the end, as Brown et al. have it.
            let low = if k == 0.0 { 0.0 } else { low };
            let high = if k == n { 1.0 } else { high };
            held[at] += usize::from(truths[at].is_some_and(|truth| low <= truth && truth <= high));
        }
    }
    let outcomes = PARAMETERS.iter().enumerate().map(|(at, (necessity, parameter))| {
        let values = &found[at];
        let n = values.len() as f64;
        let mean = (!values.is_empty()).then(|| values.iter().sum::<f64>() / n);
        let noise = mean.filter(|_| values.len() > 1).map(|mean| {
            let square: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
            2.0 * libm::sqrt(square / (n - 1.0) / n)
        });
        Outcome {
            necessity: *necessity,
            parameter: *parameter,
            truth: truths[at],
            mean,
            bias: mean.zip(truths[at]).map(|(mean, truth)| mean - truth),
            noise,
            coverage: (!values.is_empty()).then(|| held[at] as f64 / n),
            undefined: studies - values.len(),
        }
    });
    Simulated { truth, rule, studies, cases, seed, outcomes: outcomes.collect() }
}

/// Numerator and denominator of a crisp parameter, from counts or shares of both, X alone, Y alone, neither.
fn ratio(necessity: bool, parameter: Parameter, [both, x, y, neither]: [f64; 4]) -> Option<(f64, f64)> {
    let (over, under) = match (necessity, parameter) {
        (true, Parameter::Consistency) | (false, Parameter::Coverage) => (both, both + y),
        (true, Parameter::Coverage) | (false, Parameter::Consistency | Parameter::Pri) => (both, both + x),
        (_, Parameter::RelevanceOfNecessity) => (y + neither, x + y + neither),
        (true, Parameter::Pri) => return None,
    };
    (under > 0.0).then_some((over, under))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRUTH: Truths = Truths { condition: 0.4, with: 0.7, without: 0.1 };
    const EVERYONE: Rule = Rule { positives: 1.0, negatives: 1.0 };

    fn of(simulated: &Simulated, necessity: bool, parameter: Parameter) -> Outcome {
        let found = simulated.outcomes.iter().find(|one| (one.necessity, one.parameter) == (necessity, parameter));
        *found.expect("every parameter is there")
    }

    /// By hand: both 0.28, X alone 0.12, Y alone 0.06, neither 0.54.
    #[test]
    fn the_truth_by_hand_and_no_bias_where_everyone_is_in() {
        let simulated = simulate(TRUTH, EVERYONE, 400, 100, 7);
        for (necessity, parameter, truth) in [
            (true, Parameter::Consistency, 0.28 / 0.34),
            (true, Parameter::Coverage, 0.7),
            (true, Parameter::RelevanceOfNecessity, 0.6 / 0.72),
            (false, Parameter::Consistency, 0.7),
            (false, Parameter::Coverage, 0.28 / 0.34),
        ] {
            let found = of(&simulated, necessity, parameter);
            assert!((found.truth.expect("defined") - truth).abs() < 1e-12);
            // Four standard errors: one in sixteen thousand by chance, and the seed is fixed.
            let (bias, noise) = (found.bias.expect("defined"), found.noise.expect("defined"));
            assert!(bias.abs() < 2.0 * noise + 0.002, "{parameter:?} {bias} {noise}");
            assert!((0.90..=0.99).contains(&found.coverage.expect("defined")), "{found:?}");
        }
    }

    #[test]
    fn positives_only_fixes_what_it_fixes_and_leaves_necessity_alone() {
        let simulated = simulate(TRUTH, Rule { positives: 1.0, negatives: 0.0 }, 300, 100, 7);
        for (necessity, parameter) in
            [(false, Parameter::Consistency), (true, Parameter::Coverage), (true, Parameter::RelevanceOfNecessity)]
        {
            assert_eq!(of(&simulated, necessity, parameter).mean, Some(1.0), "{parameter:?}");
        }
        let necessity = of(&simulated, true, Parameter::Consistency);
        assert!(necessity.bias.expect("defined").abs() < 2.0 * necessity.noise.expect("defined") + 0.002);
        assert_eq!(of(&simulated, false, Parameter::Consistency).coverage.map(|share| share < 0.5), Some(true));
    }

    #[test]
    fn the_seed_decides() {
        assert_eq!(simulate(TRUTH, EVERYONE, 20, 30, 1), simulate(TRUTH, EVERYONE, 20, 30, 1));
        assert_ne!(simulate(TRUTH, EVERYONE, 20, 30, 1), simulate(TRUTH, EVERYONE, 20, 30, 2));
        assert!(simulate(TRUTH, EVERYONE, 0, 30, 1).outcomes.iter().all(|one| one.mean.is_none()));
    }
}
