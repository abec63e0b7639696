//! How a permutation test is asked for, and how far it may go unless more is asked.
//!
//! In: what is to be tested and what a deal costs. Out: how many deals, or in words why none. The cost is counted in steps (a look at one
//! membership), never in time, so that a report does not hang on the machine.

use crate::report::{PermutationReport, TermChanceReport};
use sets::chance::{Chance, Dealing, Deals, holm, permuted_fits, power};

/// Deals, where they are drawn and nothing else is asked for.
const DEALS: usize = 999;
/// Fewer deals than this say too little.
const LEAST: usize = 199;
/// Steps that drawn deals may take.
const STEPS: usize = 50_000_000;
/// Steps that trying every deal may take.
const EXACT_STEPS: usize = 5_000_000;
/// Different deals that are tried at most.
const MOST_EXACT: usize = 50_000;
/// Steps that drawing outcomes for the power of fuzzy terms may take.
const POWER_STEPS: usize = 4_000_000;
/// Outcomes drawn for power, at most and at least.
const OUTCOMES: (usize, usize) = (400, 50);
/// The level of a test.
const LEVEL: f64 = 0.05;

/// A permutation test, as it is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChanceAsk {
    /// Draw so many deals, whatever it costs; `None`: as many as are cheap, up to 999.
    pub permutations: Option<usize>,
    /// What random deals are drawn from.
    pub seed: u64,
    /// The consistency at which power is reckoned; `None`: the inclusion cut-off, of a claim 0.8.
    pub power_at: Option<f64>,
}

impl Default for ChanceAsk {
    fn default() -> Self {
        ChanceAsk { permutations: None, seed: 1, power_at: None }
    }
}

/// Relations to be tested together.
pub(super) struct Tests<'a> {
    pub ask: &'a ChanceAsk,
    /// Memberships in the outcome.
    pub y: &'a [f64],
    /// The condition of each relation.
    pub conditions: &'a [Vec<f64>],
    /// How many hypotheses there were to choose from; `None` of a claim made beforehand.
    pub hypotheses: Option<usize>,
    /// The consistency at which power is reckoned.
    pub at: f64,
}

/// What one deal may cost, and what follows.
pub(super) enum Extent {
    Dealing(Dealing),
    /// Why not.
    Not(String),
}

impl ChanceAsk {
    /// Deals as they are asked for, where trying every one is right up to so many.
    pub(super) fn dealing(&self, most_exact: usize) -> Dealing {
        Dealing { most_exact: MOST_EXACT.min(most_exact), deals: self.permutations.unwrap_or(DEALS), seed: self.seed }
    }

    /// How deals of so many steps are made.
    pub(super) fn extent(&self, steps: usize) -> Extent {
        let steps = steps.max(1);
        let dealing = |deals| Extent::Dealing(Dealing { deals, ..self.dealing(EXACT_STEPS / steps) });
        match (self.permutations, DEALS.min(STEPS / steps)) {
            (Some(deals), _) => dealing(deals),
            (None, deals) if deals >= LEAST => dealing(deals),
            (None, _) => Extent::Not(format!(
                "{LEAST} deals of the outcome, about {steps} steps each, are more than {STEPS} steps; --permutations {LEAST} does them all the same"
            )),
        }
    }
}

impl Tests<'_> {
    /// Tests each relation as sufficient; `necessary` says of which the power is that of necessity.
    pub(super) fn run(&self, dealing: &Dealing, necessary: &[bool]) -> Vec<TermChanceReport> {
        let conditions: Vec<&[f64]> = self.conditions.iter().map(Vec::as_slice).collect();
        let chances = permuted_fits(&conditions, self.y, dealing);
        let p: Vec<f64> = chances.iter().map(|chance| chance.map_or(1.0, |chance| chance.p)).collect();
        let adjusted = self.hypotheses.map(|hypotheses| holm(&p, hypotheses));
        let n = self.y.len();
        let sorting = 2 * (usize::BITS - n.leading_zeros()) as usize;
        let drawn = POWER_STEPS / (self.conditions.len() * n * sorting).max(1);
        let outcomes = if drawn < OUTCOMES.1 { 0 } else { drawn.min(OUTCOMES.0) };
        let level = LEVEL / self.hypotheses.unwrap_or(1).max(1) as f64;
        let line = |at: usize| {
            let x = &self.conditions[at];
            let (inner, outer) = if necessary[at] { (self.y, x.as_slice()) } else { (x.as_slice(), self.y) };
            let found = power(inner, outer, self.at, level, outcomes, self.ask.seed);
            TermChanceReport {
                p: chances[at].map(|chance| chance.p),
                p_error: chances[at].and_then(|chance| chance.error()),
                p_adjusted: chances[at].and(adjusted.as_ref()).map(|adjusted| adjusted[at]),
                power: found.map(|found| found.power),
                power_outcomes: found.map(|found| found.outcomes).filter(|outcomes| *outcomes > 0),
            }
        };
        (0..self.conditions.len()).map(line).collect()
    }

    /// What a report says of the tests. `whole`: the test of everything together.
    pub(super) fn report(&self, whole: Option<Chance>, dealing: &Dealing) -> PermutationReport {
        let way = match whole.map(|whole| whole.deals) {
            None => "none",
            Some(Deals::Counted) => "counted",
            Some(Deals::Every(_)) => "every",
            Some(Deals::Drawn(_)) => "drawn",
        };
        PermutationReport {
            p: whole.map(|whole| whole.p),
            p_error: whole.and_then(|whole| whole.error()),
            way,
            deals: whole.and_then(|whole| match whole.deals {
                Deals::Counted => None,
                Deals::Every(deals) | Deals::Drawn(deals) => Some(deals),
            }),
            seed: dealing.seed,
            hypotheses: self.hypotheses,
            level: LEVEL,
            power_at: self.at,
            left_out: None,
            terms_left_out: None,
        }
    }

    /// What it says where nothing was tested.
    pub(super) fn left_out(&self, why: String) -> PermutationReport {
        PermutationReport {
            left_out: Some(why),
            ..self.report(None, &Dealing { seed: self.ask.seed, ..Dealing::default() })
        }
    }
}
