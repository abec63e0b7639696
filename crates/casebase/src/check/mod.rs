//! What only the whole case base shows: ends before starts, lifetimes, coverage, contradictions, duplicates, readings.

mod backwards;
mod conduct;
mod life;
mod pairs;
mod readings;
mod rows;
mod treaties;

use crate::CaseBase;
use crate::facts::Slot;
use crate::sight::Sight;
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
    life::events(base, &sight, problems);
    conduct::conduct(base, &sight, problems);
    undated(base, problems);
}

/// Rows in the order of (attribute, subject, object, first possible day), attribute by attribute on all cores; and the
/// stretches of this order that are cells in which any two codings may overlap, which few are.
fn order(base: &CaseBase) -> (Vec<u32>, Vec<(u32, u32)>) {
    let (columns, pool) = (&base.codings.columns, &base.codings.pool);
    let sight = Sight::new(base, None);
    let mut rows_of: Vec<Vec<u32>> = {
        let mut counts = vec![0usize; base.attributes.len()];
        columns.attribute.iter().for_each(|attribute| counts[*attribute as usize] += 1);
        counts.into_iter().map(Vec::with_capacity).collect()
    };
    for (row, attribute) in columns.attribute.iter().enumerate() {
        rows_of[*attribute as usize].push(row as u32);
    }
    let days = |row: usize| match (pool.when(columns.from[row]), pool.when(columns.until[row])) {
        (Ok(from), Ok(until)) => (from.0, until.0),
        _ => {
            let ends = sight.ends(&columns.entry(row));
            (ends.from.0.0, ends.until.1.0)
        }
    };
    let sorted = |attribute: usize| {
        let key = |row: u32| {
            let (from, until) = days(row as usize);
            (u64::from(columns.subject[row as usize]) << 32 | u64::from(columns.object[row as usize]), from, until, row)
        };
        let mut keyed: Vec<(u64, i32, i32, u32)> = rows_of[attribute].iter().map(|row| key(*row)).collect();
        keyed.sort_unstable();
        let mut crowded = Vec::new();
        let mut at = 0;
        for cell in keyed.chunk_by(|(one, ..), (other, ..)| one == other) {
            let overlaps = |latest: &mut i32, (_, from, until, _): &(u64, i32, i32, u32)| {
                let overlaps = from < latest;
                *latest = (*latest).max(*until);
                Some(overlaps)
            };
            if cell.iter().scan(i32::MIN, overlaps).any(|overlaps| overlaps) {
                crowded.push((at, at + cell.len() as u32));
            }
            at += cell.len() as u32;
        }
        (keyed.into_iter().map(|(.., row)| row).collect::<Vec<u32>>(), crowded)
    };
    let threads = if columns.len() > 10_000 { threads::cores() } else { 1 };
    let mut order = Vec::with_capacity(columns.len());
    let mut crowded = Vec::new();
    for (rows, cells) in threads::each(threads, base.attributes.len(), sorted) {
        let first = order.len() as u32;
        crowded.extend(cells.into_iter().map(|(from, until)| (first + from, first + until)));
        order.extend(rows);
    }
    (order, crowded)
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
    let undated: Vec<bool> = base.sources.iter().map(|source| source.published.is_none() && source.readable).collect();
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
