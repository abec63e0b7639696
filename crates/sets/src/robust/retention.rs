//! How likely a truth table is to keep its coding when cases are lost, or were miscoded in the outcome.
//!
//! In: a crisp or multi-value table, cut-offs, how many cases are struck. Out: two probabilities, exact. A solution is kept wherever the
//! coding of its rows is. Nothing is drawn: each row's cases with and without the outcome decide alone, so that the ways to strike
//! cases that keep every row are a product over rows.
//!
//! Thiem, Spöhel and Duşa 2016 (Political Analysis 24(1)), who call this retention.

use crate::expression::Sum;
use crate::truth::members;
use crate::{Kind, Table};
use memberships::at_most;
use text::Diagnostic;

/// How cases are struck.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Struck {
    /// So many, every set of so many as likely as another (dependent).
    Cases(usize),
    /// Each by itself with this probability (independent).
    Each(f64),
}

/// The probabilities that no row of the truth table is coded otherwise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Retention {
    /// When the cases struck are lost.
    pub deletion: f64,
    /// When the cases struck have the other value of the outcome.
    pub corruption: f64,
}

/// The retention of a table's coding at these cut-offs: a row of at least `frequency` cases is coded by whether the share of those with
/// the outcome reaches `inclusion`; one of fewer is a remainder, which nothing changes. A row that loses so many cases that it would
/// become one is not kept.
///
/// # Errors
///
/// `sets::crisp_only` where the outcome or a condition is fuzzy, `sets::option` where more cases are struck than there are or the
/// probability is none.
pub fn retention(
    table: &Table,
    outcome: &Sum,
    conditions: &[usize],
    (inclusion, frequency): (f64, usize),
    struck: Struck,
) -> Result<Retention, Vec<Diagnostic>> {
    let read = conditions.iter().copied().chain(outcome.columns()).filter_map(|at| table.columns.get(at));
    let fuzzy: Vec<&str> =
        read.filter(|column| column.kind == Kind::Fuzzy).map(|column| column.name.as_str()).collect();
    if !fuzzy.is_empty() {
        return Err(vec![crisp_only(&fuzzy)]);
    }
    let sound = match struck {
        Struck::Cases(count) => count <= table.len(),
        Struck::Each(share) => (0.0..=1.0).contains(&share),
    };
    if !sound {
        let message = format!("as many cases cannot be struck: there are {}", table.len());
        return Err(vec![
            Diagnostic::misuse("sets::option", message).hint("a number of cases, or a probability below 1"),
        ]);
    }
    let y = outcome.memberships(table);
    let (rows, _) = members(table, conditions);
    let rows: Vec<(usize, usize)> = rows
        .iter()
        .map(|(_, cases)| {
            let with = cases.iter().filter(|case| y[**case] > 0.5).count();
            (with, cases.len() - with)
        })
        .collect();
    let coded = |with: usize, all: usize| at_most(inclusion, with as f64 / all as f64);
    let frequency = frequency.max(1);
    // Of the cases struck `a` have the outcome and `b` have not.
    let deletion = |(with, without): (usize, usize), (a, b): (usize, usize)| {
        let (all, left) = (with + without, with + without - a - b);
        all < frequency || left >= frequency && coded(with - a, left) == coded(with, all)
    };
    let corruption = |(with, without): (usize, usize), (a, b): (usize, usize)| {
        let all = with + without;
        all < frequency || coded(with - a + b, all) == coded(with, all)
    };
    Ok(Retention { deletion: kept(&rows, struck, &deletion), corruption: kept(&rows, struck, &corruption) })
}

fn crisp_only(fuzzy: &[&str]) -> Diagnostic {
    let message = format!("retention is of crisp and multi-value data, and {} is fuzzy", fuzzy.join(", "));
    Diagnostic::misuse("sets::crisp_only", message).hint(
        "a fuzzy case is in several rows, so that to lose it changes all of them: see what leaving cases out does",
    )
}

/// Whether a row of so many cases with and without the outcome keeps its coding when so many of each are struck.
type Keeps<'a> = &'a dyn Fn((usize, usize), (usize, usize)) -> bool;

fn kept(rows: &[(usize, usize)], struck: Struck, keeps: Keeps) -> f64 {
    match struck {
        Struck::Each(share) => {
            let of_row = |row: &(usize, usize)| -> f64 {
                let chance = |count: usize, of: usize| -> f64 {
                    if share == 0.0 || share == 1.0 {
                        return f64::from(u8::from(count == if share == 0.0 { 0 } else { of }));
                    }
                    let log = |times: usize, of: f64| times as f64 * libm::log(of);
                    libm::exp(ways(of, count) + log(count, share) + log(of - count, 1.0 - share))
                };
                let sets = (0..=row.0).flat_map(|a| (0..=row.1).map(move |b| (a, b)));
                let kept = sets.filter(|set| keeps(*row, *set));
                kept.map(|(a, b)| chance(a, row.0) * chance(b, row.1)).sum()
            };
            rows.iter().map(of_row).product::<f64>().clamp(0.0, 1.0)
        }
        Struck::Cases(count) => {
            // The share of sets of 0, 1, ... cases, of the rows so far, that keep them.
            let (mut cases, mut shares) = (0, vec![1.0]);
            for row in rows {
                let size = row.0 + row.1;
                let of_row: Vec<f64> = (0..=count.min(size))
                    .map(|k| {
                        let sets = (0..=k.min(row.0)).map(|a| (a, k - a)).filter(|(_, b)| *b <= row.1);
                        let kept = sets.filter(|set| keeps(*row, *set));
                        kept.map(|(a, b)| libm::exp(ways(row.0, a) + ways(row.1, b) - ways(size, k))).sum()
                    })
                    .collect();
                let joined = |k: usize| -> f64 {
                    let parts = (0..=k).filter(|i| *i < shares.len() && k - i < of_row.len());
                    let chance = |i: usize| libm::exp(ways(cases, i) + ways(size, k - i) - ways(cases + size, k));
                    parts.map(|i| chance(i) * shares[i] * of_row[k - i]).sum()
                };
                shares = (0..=count.min(cases + size)).map(joined).collect();
                cases += size;
            }
            // Cases in no row are none: in crisp data every case has one.
            shares.get(count).copied().unwrap_or(0.0).clamp(0.0, 1.0)
        }
    }
}

/// The logarithm of the number of ways to choose `k` of `n`, `k` being at most `n`.
fn ways(n: usize, k: usize) -> f64 {
    let factorial = |of: usize| libm::lgamma(of as f64 + 1.0);
    factorial(n) - factorial(k) - factorial(n - k)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Column;
    use crate::expression::Literal;

    /// Every set of cases struck, in turn: rows of 3 and 1, of 2, of 1 and of 0 and 2 cases with and without the outcome.
    #[test]
    fn every_set_of_cases_struck() {
        let rows: [(u32, usize, usize); 4] = [(0, 3, 1), (1, 2, 0), (2, 1, 0), (3, 0, 2)];
        let (mut a, mut b, mut y) = (Vec::new(), Vec::new(), Vec::new());
        for (row, with, without) in rows {
            for at in 0..with + without {
                a.push(f64::from(row / 2));
                b.push(f64::from(row % 2));
                y.push(f64::from(u8::from(at < with)));
            }
        }
        let columns = [("A", a.clone()), ("B", b.clone()), ("Y", y.clone())];
        let columns = columns.into_iter().map(|(name, values)| Column::new(name, Kind::Crisp, values)).collect();
        let table = Table::new((0..y.len()).map(|at| at.to_string()).collect(), columns);
        let outcome = Sum::literal(Literal::present(2));
        // Coded: 1, 0, or nothing below the frequency.
        let coding = |kept: &[bool], y: &[f64], inclusion: f64, frequency: usize| -> Vec<Option<bool>> {
            let of_row = |row: u32| {
                let here = |at: &usize| kept[*at] && (a[*at], b[*at]) == (f64::from(row / 2), f64::from(row % 2));
                let cases: Vec<usize> = (0..y.len()).filter(here).collect();
                let with = cases.iter().filter(|at| y[**at] == 1.0).count();
                (cases.len() >= frequency).then_some(with as f64 >= inclusion * cases.len() as f64)
            };
            (0..4).map(of_row).collect()
        };
        for (inclusion, frequency) in [(1.0, 1), (0.75, 1), (0.6, 2), (0.5, 3)] {
            let whole = coding(&[true; 9], &y, inclusion, frequency);
            let mut found = vec![(0.0, 0.0, 0.0); 10];
            let share: f64 = 0.2;
            let (mut each_lost, mut each_wrong) = (0.0, 0.0);
            for set in 0_u32..512 {
                let struck = |at: usize| set >> at & 1 == 1;
                let left: Vec<bool> = (0..9).map(|at| !struck(at)).collect();
                let other: Vec<f64> = (0..9).map(|at| if struck(at) { 1.0 - y[at] } else { y[at] }).collect();
                let lost = coding(&left, &y, inclusion, frequency);
                // A row that was too small to be coded may be lost.
                let lost = lost.iter().zip(&whole).all(|(lost, whole)| whole.is_none() || lost == whole);
                let wrong = coding(&[true; 9], &other, inclusion, frequency) == whole;
                let size = set.count_ones() as usize;
                let chance = share.powi(size as i32) * (1.0 - share).powi(9 - size as i32);
                each_lost += if lost { chance } else { 0.0 };
                each_wrong += if wrong { chance } else { 0.0 };
                found[size].0 += f64::from(u8::from(lost));
                found[size].1 += f64::from(u8::from(wrong));
                found[size].2 += 1.0;
            }
            let of = |struck| retention(&table, &outcome, &[0, 1], (inclusion, frequency), struck).expect("crisp");
            for (size, (lost, wrong, all)) in found.into_iter().enumerate() {
                let here = of(Struck::Cases(size));
                assert!((here.deletion - lost / all).abs() < 1e-12, "{inclusion} {frequency} {size} {here:?}");
                assert!((here.corruption - wrong / all).abs() < 1e-12, "{inclusion} {frequency} {size} {here:?}");
            }
            let each = of(Struck::Each(share));
            assert!((each.deletion - each_lost).abs() < 1e-12 && (each.corruption - each_wrong).abs() < 1e-12);
            assert_eq!(of(Struck::Each(0.0)), Retention { deletion: 1.0, corruption: 1.0 });
        }
        assert!(retention(&table, &outcome, &[0, 1], (1.0, 1), Struck::Cases(10)).is_err());
        let mut fuzzy = table.clone();
        fuzzy.columns[0].kind = Kind::Fuzzy;
        assert!(retention(&fuzzy, &outcome, &[0, 1], (1.0, 1), Struck::Cases(1)).is_err());
    }
}
