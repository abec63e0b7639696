//! Rows of codings to columns: `facts.csv`, `alliances.csv`, `episodes.csv`.
//!
//! In: rows as texts. Out: rows as numbers, and every cell that is wrong. A row of which it cannot be told whom it is
//! about is left out; one with another error is kept as far as its days are to be looked at. What needs more than one row (contradictions, duplicates) is for `rivals`.

mod context;
mod shape;
mod values;

pub(crate) use context::{Context, end_before_start, wrong_date};
pub(crate) use shape::{ALLIANCES, Cells, EPISODES, FACTS, Shape, Slot, with_tail};

use crate::codings::{Codings, Columns, Origin, Pool};
use crate::columns::{self, Layout};
use crate::uncited::Uncited;
use text::{Diagnostic, FileId, Files};

/// What one stretch of a file gave.
#[derive(Default)]
struct Part {
    columns: Columns,
    pool: Pool,
    uncited: Uncited,
    problems: Vec<Diagnostic>,
}

/// Reads a file of codings into a new block; large files on two threads. Gives the codings that name no source.
pub(crate) fn read(
    files: &Files,
    file: FileId,
    shape: Shape,
    layer: u32,
    context: &Context<'_>,
    codings: &mut Codings,
    problems: &mut Vec<Diagnostic>,
) -> Uncited {
    let Some(layout) = columns::open(files, file, shape.schema(), problems) else { return Uncited::default() };
    let text = files.text(file);
    let body = layout.body;
    let middle = if text.len() - body > 1 << 20 { split(text, body) } else { None };
    let parts = match middle {
        Some(middle) => std::thread::scope(|scope| {
            let second = scope.spawn(|| part(text, &layout, shape, (middle, text.len()), context));
            let first = part(text, &layout, shape, (body, middle), context);
            vec![first, second.join().unwrap_or_default()]
        }),
        None => vec![part(text, &layout, shape, (body, text.len()), context)],
    };
    codings.begin(
        match shape {
            Shape::Facts => Origin::Facts(layout),
            Shape::Alliances(_) => Origin::Alliances(layout),
            Shape::Episodes(_) => Origin::Episodes(layout),
        },
        layer,
    );
    let mut uncited = Uncited::default();
    for part in parts {
        codings.append(part.columns, &part.pool, |attribute| context.value_in(attribute));
        uncited.merge(part.uncited);
        problems.extend(part.problems);
    }
    uncited
}

/// The beginning of a line near the middle that no quotes surround; `None` where quotes make that doubtful.
fn split(text: &str, body: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let half = body + (bytes.len() - body) / 2;
    let line = half + bytes[half..].iter().position(|byte| *byte == b'\n')? + 1;
    let quotes = bytes[body..line].iter().filter(|byte| **byte == b'"').count();
    (quotes % 2 == 0 && line < bytes.len()).then_some(line)
}

fn part(text: &str, layout: &Layout, shape: Shape, range: (usize, usize), context: &Context<'_>) -> Part {
    let mut part = Part::default();
    part.columns.reserve((range.1 - range.0) / 56);
    let Part { columns, pool, uncited, problems } = &mut part;
    columns::rows(text, layout, range, problems, |row, problems| {
        let cells = shape.cells(row);
        let span = |slot: Slot| row.span(shape.column(slot));
        if let Some(entry) = context.resolve(&cells, &span, pool, uncited, problems) {
            columns.push(entry);
        }
    });
    part
}
