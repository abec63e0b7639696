//! Rows by number, and remainders one by one: the full table is never laid out.

use super::code::{Numbers, code};
use super::{Output, OverlapRule, Reason, Row, TruthTable};
use crate::minimize::{Cube, Region};

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

    /// The row at these levels, observed or not. One that is not observed has no member and no inclusion. Where observed rows with
    /// cells of no concern stand for it, it is coded as the closest of them, one that no other lies within; else it is a
    /// remainder, or negative where it is excluded.
    #[must_use]
    pub fn row_or_remainder(&self, levels: &[Option<u8>]) -> Row {
        if let Some(row) = self.row(levels) {
            return row.clone();
        }
        let (output, reason) = self.within(levels).unwrap_or_else(|| {
            let numbers =
                Numbers { n: 0, inclusion: None, pri: None, excluded_by: self.excluded_by(levels), exact: true };
            let cube = Cube::from_levels(levels);
            let whole: Vec<u8> = self.conditions.iter().map(|condition| condition.levels).collect();
            let by = self.barred.iter().position(|barred| barred.region.contains(&cube, &whole));
            match (code(numbers, &self.settings), by) {
                ((Output::Remainder, _), Some(by)) => (Output::Negative, Reason::Barred { by }),
                ((Output::Remainder, _), None) if self.impossible().iter().any(|out| out.covers(&cube)) => {
                    (Output::Remainder, Reason::Impossible)
                }
                (coded, _) => coded,
            }
        });
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

    /// How levels are coded for which an observed row with cells of no concern stands; `None` where none does.
    fn within(&self, levels: &[Option<u8>]) -> Option<(Output, Reason)> {
        let covers = |wide: &Row, narrow: &[Option<u8>]| {
            wide.levels.iter().zip(narrow).all(|(wide, narrow)| wide.is_none() || wide == narrow)
        };
        let open: Vec<usize> = (0..self.rows.len())
            .filter(|at| self.rows[*at].levels.contains(&None) && covers(&self.rows[*at], levels))
            .collect();
        let closest = |among: &[usize]| -> Vec<usize> {
            let gives_way = |at: &usize| {
                among.iter().any(|other| other != at && covers(&self.rows[*at], &self.rows[*other].levels))
            };
            among.iter().filter(|at| !gives_way(at)).copied().collect()
        };
        let coded = |at: &usize| self.rows[*at].output;
        // A row of too few cases is no reason not to explain another, and one to use what it stands for.
        let says: Vec<usize> = open.iter().filter(|at| coded(at) != Output::Remainder).copied().collect();
        let positive = closest(&says).into_iter().find(|at| coded(at) == Output::Positive);
        let against = closest(&open);
        let negative = against.iter().find(|at| coded(at) == Output::Negative);
        let negative = negative.or_else(|| against.iter().find(|at| coded(at) == Output::Contradiction)).copied();
        Some(match (positive, negative) {
            (Some(one), Some(other)) => {
                let output = match self.settings.overlap {
                    OverlapRule::Explain => Output::Positive,
                    OverlapRule::Negative => Output::Negative,
                    OverlapRule::Specific | OverlapRule::Refuse | OverlapRule::Free => Output::Remainder,
                };
                (output, Reason::Contested { rows: (one, other) })
            }
            (None, None) => (Output::Remainder, Reason::Within { row: *against.first()? }),
            (Some(row), None) | (None, Some(row)) => (coded(&row), Reason::Within { row }),
        })
    }

    /// How many rows of the full table no observed row is or stands for, and how many only rows with cells of no concern stand for; `None`
    /// beyond 2^127.
    #[must_use]
    pub fn unobserved(&self) -> Option<(u128, u128)> {
        let size = self.size()?;
        let open = |row: &&Row| row.levels.contains(&None);
        let whole = self.rows.iter().filter(|row| !open(row)).count() as u128;
        if whole == self.rows.len() as u128 {
            return Some((size - whole, 0));
        }
        let levels: Vec<u8> = self.conditions.iter().map(|condition| condition.levels).collect();
        let cubes = self.rows.iter().map(|row| Cube::from_levels(&row.levels)).collect();
        let covered = Region::new(cubes).size(&levels)?;
        Some((size - covered, covered - whole))
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
