//! What only the whole case base shows: ends before starts, lifetimes, coverage, contradictions, duplicates, readings.

mod pairs;
mod readings;
mod rows;
mod treaties;

use crate::CaseBase;
use crate::facts::Slot;
use crate::view::Sight;
use spells::{CodingId, Day};
use text::Diagnostic;

/// Puts codings in the order of their cells, and says what is wrong among them.
pub(crate) fn all(base: &mut CaseBase, problems: &mut Vec<Diagnostic>) {
    (base.order, base.crowded) = order(base);
    let sight = Sight::new(base, None);
    crate::events::check(&base.events, &sight.solved, problems);
    let mut found: Vec<(u32, Diagnostic)> = Vec::new();
    let mut beyond = Vec::new();
    rows::rows(base, &sight, &mut found, &mut beyond);
    let rivals = sight.rivals();
    pairs::contradictions(base, &rivals, &mut found);
    pairs::duplicates(base, &rivals, &mut found);
    found.sort_by_key(|(row, _)| *row);
    problems.extend(found.into_iter().map(|(_, problem)| problem));
    problems.extend(beyond);
    readings::readings(base, &sight, &rivals, problems);
    treaties::lives(base, &sight, problems);
    treaties::clauses(base, problems);
    undated(base, problems);
}

/// Rows in the order of (attribute, subject, object, first possible day), on two threads; and the stretches of this order
/// that are cells in which any two codings may overlap, which few are.
fn order(base: &CaseBase) -> (Vec<u32>, Vec<(u32, u32)>) {
    let columns = &base.codings.columns;
    let sight = Sight::new(base, None);
    let n = columns.len();
    let mut counts = vec![0usize; base.attributes.len() + 1];
    for attribute in &columns.attribute {
        counts[*attribute as usize + 1] += 1;
    }
    for at in 1..counts.len() {
        counts[at] += counts[at - 1];
    }
    let mut next = counts.clone();
    let mut keyed: Vec<(u64, i32, i32, u32)> = vec![(0, 0, 0, 0); n];
    for row in 0..n {
        let pool = &base.codings.pool;
        let (from, until) = match (pool.when(columns.from[row]), pool.when(columns.until[row])) {
            (Ok(from), Ok(until)) => (from, until),
            _ => {
                let ends = sight.ends(&columns.entry(row));
                (ends.from.0, ends.until.1)
            }
        };
        let key = u64::from(columns.subject[row]) << 32 | u64::from(columns.object[row]);
        let to = &mut next[columns.attribute[row] as usize];
        keyed[*to] = (key, from.0, until.0, row as u32);
        *to += 1;
    }
    let sort = |mut part: &mut [(u64, i32, i32, u32)], first: usize, last: usize| {
        for attribute in first..last {
            let (this, rest) = part.split_at_mut(counts[attribute + 1] - counts[attribute]);
            this.sort_unstable();
            part = rest;
        }
    };
    let attributes = base.attributes.len();
    let half = (0..=attributes).find(|at| counts[*at] >= n / 2).unwrap_or(attributes);
    let (left, right) = keyed.split_at_mut(counts[half]);
    if n > 10_000 {
        std::thread::scope(|scope| {
            scope.spawn(|| sort(left, 0, half));
            sort(right, half, attributes);
        });
    } else {
        sort(left, 0, half);
        sort(right, half, attributes);
    }
    let mut crowded = Vec::new();
    for range in counts.windows(2) {
        let (mut start, until) = (range[0], range[1]);
        while start < until {
            let key = keyed[start].0;
            let (mut end, mut latest, mut overlap) = (start + 1, keyed[start].2, false);
            while end < until && keyed[end].0 == key {
                overlap |= keyed[end].1 < latest;
                latest = latest.max(keyed[end].2);
                end += 1;
            }
            if overlap {
                crowded.push((start as u32, end as u32));
            }
            start = end;
        }
    }
    (keyed.into_iter().map(|(_, _, _, row)| row).collect(), crowded)
}

fn place(base: &CaseBase, said: Diagnostic, row: u32, label: &str) -> Diagnostic {
    match base.coding_span(CodingId(row)) {
        Some(span) => said.at(span, label),
        None => Diagnostic { message: format!("{} ({})", said.message, base.coding(CodingId(row)).place()), ..said },
    }
}

fn cell(base: &CaseBase, said: Diagnostic, row: u32, slot: Slot, label: &str) -> Diagnostic {
    match base.cell_span(CodingId(row), slot) {
        Some(span) => said.at(span, label),
        None => place(base, said, row, label),
    }
}

fn undated(base: &CaseBase, problems: &mut Vec<Diagnostic>) {
    let undated: Vec<bool> = base.sources.iter().map(|source| source.published.is_none()).collect();
    if !undated.contains(&true) {
        return;
    }
    let columns = &base.codings.columns;
    let mut count = 0;
    let mut example = None;
    for row in 0..columns.len() {
        let source = columns.source[row] as usize;
        if columns.public[row] == Day::BEGINNING.0 && undated.get(source) == Some(&true) {
            count += 1;
            example = example.or(Some(source));
        }
    }
    if let Some(source) = example {
        let codings = if count == 1 {
            "one coding rests on a source without a date, and counts".to_owned()
        } else {
            format!("{count} codings rest on sources without a date, and count")
        };
        problems.push(
            Diagnostic::warning("casebase::undated_source", format!("{codings} as public at all times"))
                .at(base.sources[source].span, "for instance")
                .hint("add a date to the source, or fill the column `public`"),
        );
    }
}
