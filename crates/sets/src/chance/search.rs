//! Chance and a whole truth table: would the same search among outcomes dealt at random have found as much?
//!
//! Testing the terms of a solution one by one forgets that they were searched for. Here the search itself is done again on each
//! outcome dealt: the rows are coded anew by the same cut-offs, and what those that are explained have in common with the
//! outcome is compared by one number, the set coincidence of their union and the outcome. (Two numbers, consistency and coverage
//! both, would leave deals that cannot be compared, and the share of those that are better in both is no p-value.) What is then made of these rows,
//! the conservative or the parsimonious solution and however many models, covers the same observed cases of a crisp table, so that the test is
//! one for all of them and needs no minimisation.

use super::deals::{Chance, Dealing};
use super::sums::{lesser, summed};
use crate::Table;
use crate::fit::pri_of;
use crate::truth::{Output, Reason, TruthTable, recode};

/// A row whose coding hangs on the outcome: where its members are.
struct Row {
    /// Its place among the rows of the truth table.
    place: usize,
    /// Cases with a membership above 0, ascending; `None` where most have one, and all are looked at.
    cases: Option<Vec<u32>>,
    /// Their memberships.
    x: Vec<f64>,
    /// The sum of these.
    sum: f64,
}

/// About how many memberships are looked at for each deal: every case once in a crisp table, once for each row in a fuzzy one.
#[must_use]
pub fn steps(truth: &TruthTable) -> usize {
    truth.n * if truth.exact { 1 } else { truth.rows.len().max(1) }
}

/// The probability that rows coded anew after dealing the outcome coincide with it as much as those that are explained do.
///
/// `y` is the outcome's membership of each case of `table`, of which `truth` was made; `explain` says which rows are explained. p
/// is 1 where none is.
#[must_use]
pub fn permuted_search(table: &Table, truth: &TruthTable, y: &[f64], explain: &[Output], dealing: &Dealing) -> Chance {
    let rows: Vec<Row> = (0..truth.rows.len())
        .filter(|place| !matches!(truth.rows[*place].reason, Reason::Excluded { .. } | Reason::TooFew { .. }))
        .map(|place| Row::new(place, truth.term(&truth.rows[place].levels).memberships(table)))
        .collect();
    let mut union = vec![0.0; y.len()];
    let mut coincidence = |y: &[f64]| {
        union.fill(0.0);
        for row in &rows {
            let (inclusion, pri) = row.fit(y, truth.settings.pri > 0.0);
            if explain.contains(&recode(truth, row.place, inclusion, pri)) {
                row.join(&mut union);
            }
        }
        let (both, either) = (summed(&union, y, lesser), summed(&union, y, |x, y| if x < y { y } else { x }));
        if either > 0.0 { both / either } else { 0.0 }
    };
    let observed = coincidence(y);
    dealing.count(y, |dealt| coincidence(dealt) >= observed - 1e-12)
}

impl Row {
    fn new(place: usize, members: Vec<f64>) -> Row {
        let sum = members.iter().sum();
        let inside = || members.iter().enumerate().filter(|(_, x)| **x > 0.0);
        if inside().count() * 2 > members.len() {
            return Row { place, cases: None, sum, x: members };
        }
        let (cases, x) = inside().map(|(case, x)| (case as u32, *x)).unzip();
        Row { place, cases: Some(cases), sum, x }
    }

    /// Inclusion, and PRI where it is asked for.
    fn fit(&self, y: &[f64], pri: bool) -> (Option<f64>, Option<f64>) {
        let both = self.total(y, lesser);
        let inclusion = (self.sum > 0.0).then(|| both / self.sum);
        if !pri {
            return (inclusion, None);
        }
        let neither = self.total(y, |x, y| lesser(lesser(x, y), 1.0 - y));
        (inclusion, pri_of(self.sum, both, neither))
    }

    /// A sum over its cases.
    fn total(&self, y: &[f64], of: impl Fn(f64, f64) -> f64) -> f64 {
        match &self.cases {
            None => summed(&self.x, y, of),
            Some(cases) => self.x.iter().zip(cases).map(|(x, case)| of(*x, y[*case as usize])).sum(),
        }
    }

    /// Raises the memberships in a union of rows to those in this one.
    fn join(&self, union: &mut [f64]) {
        let raise = |joint: &mut f64, x: f64| {
            if x > *joint {
                *joint = x;
            }
        };
        match &self.cases {
            None => union.iter_mut().zip(&self.x).for_each(|(joint, x)| raise(joint, *x)),
            Some(cases) => cases.iter().zip(&self.x).for_each(|(case, x)| raise(&mut union[*case as usize], *x)),
        }
    }
}
