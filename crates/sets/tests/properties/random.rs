//! Random tables and expressions.

use exceptio_sets::expression::{Levels, Literal, Sum, Term};
use exceptio_sets::{Column, Kind, Table};
use proptest::prelude::*;

/// The levels of the conditions that random expressions speak of.
pub const LEVELS: [u8; 4] = [2, 3, 2, 2];

/// A sum over conditions with [`LEVELS`].
pub fn sum() -> impl Strategy<Value = Sum> {
    let literal = (0_usize..LEVELS.len())
        .prop_flat_map(|column| (Just(column), 1_u64..(1 << LEVELS[column]) - 1))
        .prop_map(|(column, levels)| Literal { column, levels: Levels(levels) });
    let term = prop::collection::vec(literal, 0..4).prop_map(Term::new);
    prop::collection::vec(term, 0..5).prop_map(Sum::new)
}

/// A table of `kinds`, the last column the outcome `Y`.
pub fn table(kinds: Vec<Kind>, cases: std::ops::Range<usize>) -> impl Strategy<Value = Table> {
    cases.prop_flat_map(move |n| {
        let columns: Vec<_> = kinds
            .iter()
            .map(|kind| {
                let cell = match *kind {
                    Kind::Fuzzy => (0_u32..=20).prop_map(|grain| f64::from(grain) / 20.0).boxed(),
                    other => (0..other.levels()).prop_map(f64::from).boxed(),
                };
                (Just(*kind), prop::collection::vec(cell, n))
            })
            .collect();
        columns.prop_map(move |columns| {
            let last = columns.len() - 1;
            let column = |(at, (kind, values)): (usize, (Kind, Vec<f64>))| {
                let name = if at == last { "Y".to_owned() } else { format!("X{at}") };
                Column::new(name, kind, values)
            };
            Table::new(
                (0..n).map(|case| format!("c{case}")).collect(),
                columns.into_iter().enumerate().map(column).collect(),
            )
        })
    })
}

/// The kind of a random condition.
pub fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![Just(Kind::Crisp), Just(Kind::Fuzzy), (3_u8..5).prop_map(|levels| Kind::Multi { levels })]
}
