//! Which row each case belongs to.

use crate::{Kind, Table};
use std::collections::HashMap;

/// A row's levels and its members.
pub(crate) type Members = (Vec<Option<u8>>, Vec<usize>);

/// The observed rows in ascending order of levels, each with its members; and the cases in no row, because a condition is exactly
/// 0.5.
///
/// Levels are packed into words, column by column: 0 for a cell of no concern, else 1 more than the level. Rows with the same
/// words are the same.
pub(crate) fn members(table: &Table, conditions: &[usize]) -> (Vec<Members>, Vec<usize>) {
    let n = table.len();
    let mut ambiguous = vec![false; n];
    let mut words: Vec<Vec<u64>> = Vec::new();
    let mut room = 0;
    for column in conditions.iter().map(|column| &table.columns[*column]) {
        // As many bits as the number of levels and 0 take.
        let bits = u8::BITS - column.kind.levels().leading_zeros();
        if words.is_empty() || bits > room {
            words.push(vec![0; n]);
            room = u64::BITS;
        }
        room -= bits;
        let Some(word) = words.last_mut() else { continue };
        for (case, (word, value)) in word.iter_mut().zip(&column.values).enumerate() {
            let digit = match column.kind {
                Kind::Crisp | Kind::Multi { .. } => *value as u64 + 1,
                Kind::Fuzzy => {
                    ambiguous[case] |= *value == 0.5;
                    u64::from(*value > 0.5) + 1
                }
            };
            *word = *word << bits | digit;
        }
        for case in &column.dont_care {
            word[*case] = word[*case] >> bits << bits;
        }
    }
    // A case of no concern has the value 0, or any other: it is not ambiguous there.
    for case in (0..n).filter(|case| ambiguous[*case]).collect::<Vec<usize>>() {
        ambiguous[case] = conditions.iter().any(|column| {
            let column = &table.columns[*column];
            column.level(case).is_none() && !column.is_dont_care(case)
        });
    }
    let mut rows: Vec<Members> = Vec::new();
    let mut add = |row: Option<usize>, case: usize| -> usize {
        let at = row.unwrap_or_else(|| {
            rows.push((levels(table, conditions, case), Vec::new()));
            rows.len() - 1
        });
        rows[at].1.push(case);
        at
    };
    let placed = (0..n).filter(|case| !ambiguous[*case]);
    if let [word] = words.as_slice() {
        let mut places: HashMap<u64, usize> = HashMap::new();
        for case in placed {
            let at = add(places.get(&word[case]).copied(), case);
            places.insert(word[case], at);
        }
    } else {
        let mut places: HashMap<Vec<u64>, usize> = HashMap::new();
        let mut key = Vec::new();
        for case in placed {
            key.clear();
            key.extend(words.iter().map(|word| word[case]));
            let known = places.get(&key).copied();
            let at = add(known, case);
            if known.is_none() {
                places.insert(key.clone(), at);
            }
        }
    }
    rows.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    (rows, (0..n).filter(|case| ambiguous[*case]).collect())
}

/// The levels at which a case stands that has one everywhere.
fn levels(table: &Table, conditions: &[usize], case: usize) -> Vec<Option<u8>> {
    let level = |column: &usize| {
        let column = &table.columns[*column];
        if column.is_dont_care(case) { None } else { column.level(case) }
    };
    conditions.iter().map(level).collect()
}
