//! What chance would have done: p-values by permutation, and power.

use super::data::DataReport;
use serde::Serialize;

/// One relation against chance.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct TermChanceReport {
    /// The probability that an outcome dealt anew is as consistent with it.
    pub p: Option<f64>,
    /// The Monte Carlo standard error of `p`; none where it is exact.
    pub p_error: Option<f64>,
    /// `p` adjusted by Holm for the number of hypotheses.
    pub p_adjusted: Option<f64>,
    /// The probability that the test would find it, were it as consistent as `power_at`; none where chance is as consistent as that, and
    /// where it would cost too much.
    pub power: Option<f64>,
    /// How many outcomes were drawn for `power`; none where it is exact.
    pub power_outcomes: Option<usize>,
}

/// How the tests were made, and what holds of all together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PermutationReport {
    /// Of a search: the probability that, of an outcome dealt anew, the same search explains as much. Of a claim: that of the whole.
    pub p: Option<f64>,
    /// The Monte Carlo standard error of `p`.
    pub p_error: Option<f64>,
    /// Which deals `p` rests on: `counted` (all, by a formula), `every` (all, tried), `drawn`, or `none`.
    pub way: &'static str,
    /// How many deals were tried.
    pub deals: Option<usize>,
    /// What was drawn was drawn from this seed.
    pub seed: u64,
    /// For how many hypotheses p-values are adjusted, and the level of power with them; none for a claim made beforehand.
    pub hypotheses: Option<usize>,
    /// The level of the tests, before that.
    pub level: f64,
    /// The consistency at which power is reckoned.
    pub power_at: f64,
    /// Why there is no test.
    pub left_out: Option<String>,
    /// Why the terms of a search were not tested, though it was.
    pub terms_left_out: Option<String>,
}

impl PermutationReport {
    /// How `p` came about, in words: `p = 0.012 (999 deals, seed 1, error 0.003)`; `p < .001` below what three places show.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        let p = self.p?;
        let of = |deals: usize| if deals == 1 { "1 deal".to_owned() } else { format!("{deals} deals") };
        let how = match (self.way, self.deals, self.p_error) {
            ("drawn", Some(deals), Some(error)) => {
                format!("{}, seed {}, standard error {error:.3}", of(deals), self.seed)
            }
            ("every", Some(deals), _) => match deals {
                1 => "exact: there is 1 deal".to_owned(),
                _ => format!("exact: all {deals} deals"),
            },
            _ => "exact: all deals counted".to_owned(),
        };
        let p = share(p);
        let sign = if p.starts_with('<') { "p < " } else { "p = " };
        Some(format!("{sign}{} ({how})", p.trim_start_matches('<')))
    }

    /// What must be known of the data where something was tested: rows that are spells or years of one case hang together.
    pub(super) fn warning(&self, data: &DataReport) -> Option<String> {
        data.hang_together("Chance deals").filter(|_| self.left_out.is_none())
    }
}

/// A probability for reading: three places, and no 0.000.
pub(super) fn share(p: f64) -> String {
    if p < 0.0005 { "<.001".to_owned() } else { format!("{p:.3}") }
}

/// The same where there may be none.
pub(super) fn shared(p: Option<f64>) -> String {
    p.map_or_else(|| "-".to_owned(), share)
}
