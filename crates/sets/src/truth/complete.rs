//! Rows by number, and remainders one by one: the full table is never laid out.

use super::code::{Numbers, code};
use super::{Row, TruthTable};

impl TruthTable {
    /// How many rows the full table has: the product of the conditions' levels; `None` beyond 2^127.
    #[must_use]
    pub fn size(&self) -> Option<u128> {
        self.conditions.iter().try_fold(1_u128, |size, condition| {
            size.checked_mul(u128::from(condition.levels)).filter(|size| *size <= 1 << 127)
        })
    }

    /// The number of the row at these levels in the full table, from 1, the first condition being the most significant digit.
    /// `None` where a level is `None` or there are more than 2^127 rows.
    #[must_use]
    pub fn number(&self, levels: &[Option<u8>]) -> Option<u128> {
        self.size()?;
        let digits = self.conditions.iter().zip(levels);
        digits
            .into_iter()
            .try_fold(0, |number, (condition, level)| {
                Some(number * u128::from(condition.levels) + u128::from((*level)?))
            })
            .map(|number: u128| number + 1)
    }

    /// The levels of the row with this number, the converse of [`TruthTable::number`]; `None` where there is no such row.
    #[must_use]
    pub fn levels_of(&self, number: u128) -> Option<Vec<Option<u8>>> {
        let mut rest = number.checked_sub(1)?;
        if rest >= self.size()? {
            return None;
        }
        let mut levels = vec![None; self.conditions.len()];
        for (level, condition) in levels.iter_mut().zip(&self.conditions).rev() {
            let base = u128::from(condition.levels);
            *level = Some((rest % base) as u8);
            rest /= base;
        }
        Some(levels)
    }

    /// The row at these levels, observed or not. One that is not observed has no member and no inclusion; it is a remainder, or
    /// negative where it is excluded.
    #[must_use]
    pub fn row_or_remainder(&self, levels: &[Option<u8>]) -> Row {
        if let Some(row) = self.row(levels) {
            return row.clone();
        }
        let numbers = Numbers { n: 0, inclusion: None, pri: None, excluded_by: self.excluded_by(levels), exact: true };
        let (output, reason) = code(numbers, &self.settings);
        Row {
            levels: levels.to_vec(),
            output,
            reason,
            n: 0,
            inclusion: None,
            pri: None,
            cases: Vec::new(),
            deviant: Vec::new(),
        }
    }

    /// Every row of the full table by ascending number, each made when it is asked for; then the observed rows with a condition
    /// that does not concern them. `None` where there are more than 2^127 rows.
    pub fn every_row(&self) -> Option<impl Iterator<Item = Row> + '_> {
        let size = self.size()?;
        let full = (1..=size).filter_map(|number| Some(self.row_or_remainder(&self.levels_of(number)?)));
        let partial = self.rows.iter().filter(|row| row.levels.contains(&None)).cloned();
        Some(full.chain(partial))
    }
}
