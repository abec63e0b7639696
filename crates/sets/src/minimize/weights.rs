//! A bound on covers: no fewer columns than this, and no column that weighs less than that.
//!
//! In: rows still open and columns over them. Out: [`Weights`]. Whatever whole numbers the rows weigh, a cover must weigh in
//! at their sum, and no column weighs more than the heaviest: so it takes at least sum / heaviest columns, rounded up; and a
//! column in a cover of `size` columns weighs at least the sum less `size - 1` times the heaviest. (That is linear programming
//! duality, and fixing by reduced cost.) Any weights are sound; good ones are found by making light, again and again, the rows
//! of the heaviest column (multiplicative weights: Plotkin, Shmoys and Tardos 1995). Whole numbers throughout.

use super::bits::Bits;

/// What a row weighs before anything is known.
const START: u64 = 1 << 24;

/// Rows and what they weigh.
#[derive(Clone)]
pub(crate) struct Weights {
    rows: Vec<u64>,
    sum: u64,
    heaviest: u64,
}

impl Weights {
    /// Every row weighs the same.
    pub fn even(rows: usize) -> Self {
        Self { rows: vec![START; rows], sum: 0, heaviest: 1 }
    }

    /// Better weights for these open rows and columns, from these weights, after so many rounds; fewer where the columns
    /// needed are soon more than `enough`.
    pub fn improved<const N: usize>(&self, open: Bits<N>, columns: &[Bits<N>], rounds: usize, enough: usize) -> Self {
        let mut rows = self.rows.clone();
        let mut best = Self { rows: rows.clone(), sum: 0, heaviest: 1 };
        for round in 0..=rounds {
            let sum = open.iter().map(|row| rows[row]).sum();
            let weigh = |column: &Bits<N>| column.and(open).iter().map(|row| rows[row]).sum::<u64>();
            let Some((heaviest, at)) = columns.iter().map(weigh).zip(0..).max_by_key(|(weight, _)| *weight) else {
                break;
            };
            if heaviest == 0 {
                break;
            }
            if u128::from(sum) * u128::from(best.heaviest) > u128::from(best.sum) * u128::from(heaviest) {
                best = Self { rows: rows.clone(), sum, heaviest };
                if best.needed() > enough {
                    break;
                }
            }
            let shift = if round < rounds / 2 { 3 } else { 5 };
            for row in columns[at].and(open).iter() {
                rows[row] -= rows[row] >> shift;
            }
        }
        best
    }

    /// No fewer columns than this cover the open rows.
    pub fn needed(&self) -> usize {
        self.sum.div_ceil(self.heaviest) as usize
    }

    /// Whether a column may be in a cover of at most `size` columns.
    pub fn admits<const N: usize>(&self, column: Bits<N>, open: Bits<N>, size: usize) -> bool {
        let weight: u64 = column.and(open).iter().map(|row| self.rows[row]).sum();
        weight + (size as u64 - 1) * self.heaviest >= self.sum
    }
}
