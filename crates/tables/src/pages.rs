//! A look at the headers of a Parquet file's pages, before their reader is asked: each stands before its page and is believed by it.
//!
//! In: the bytes, and the metadata as read. Out: whether some header claims more than its bytes can hold, ends early, or has
//! another type where the reader expects one, which would take the bytes for what they are not. Linear in the headers, which are stepped over
//! from page to page.
//!
//! Source: Parquet format, `PageHeader` and the structures within it.

use crate::TableProblem;
use crate::footer::overgrown;
use crate::thrift::{BINARY, DEPTH, FALSE, INT, LONG, STOP, STRUCT, Stop, TRUE, Walk};
use parquet::file::metadata::ParquetMetaData;

/// Errs where the header of a page claims lists that cannot stand in what is left of the file.
pub(crate) fn check(bytes: &[u8], metadata: &ParquetMetaData) -> Result<(), TableProblem> {
    for column in metadata.row_groups().iter().flat_map(|group| group.columns()) {
        let (from, length) = column.byte_range();
        let until = from.saturating_add(length).min(bytes.len() as u64) as usize;
        let mut at = from as usize;
        while at < until {
            // Its reader goes on beyond the column, and past the end of the file without complaint.
            let mut walk = Walk::over(bytes.get(at..).unwrap_or_default());
            match header(&mut walk) {
                Ok(()) => at = bytes.len() - walk.rest.len(),
                Err(Stop::Overgrown(what)) => return Err(overgrown(what)),
                // The reader stumbles there too, but may take its time.
                Err(Stop::Malformed) => {
                    return Err(TableProblem::NotParquet(format!("the header of a page is damaged, at byte {at}")));
                }
            }
        }
    }
    Ok(())
}

/// What a field holds.
enum Holds {
    /// One of these types.
    Plain(&'static [u8]),
    Fields(&'static [(i64, Holds)]),
}

const I32: Holds = Holds::Plain(&[INT]);
const I64: Holds = Holds::Plain(&[LONG]);
const TRUTH: Holds = Holds::Plain(&[TRUE, FALSE]);
const BYTES: Holds = Holds::Plain(&[BINARY]);
const STATISTICS: Holds =
    Holds::Fields(&[(1, BYTES), (2, BYTES), (3, I64), (4, I64), (5, BYTES), (6, BYTES), (7, TRUTH), (8, TRUTH)]);
const DATA: Holds = Holds::Fields(&[(1, I32), (2, I32), (3, I32), (4, I32), (5, STATISTICS)]);
const INDEX: Holds = Holds::Fields(&[]);
const DICTIONARY: Holds = Holds::Fields(&[(1, I32), (2, I32), (3, TRUTH)]);
const DATA_2: Holds =
    Holds::Fields(&[(1, I32), (2, I32), (3, I32), (4, I32), (5, I32), (6, I32), (7, TRUTH), (8, STATISTICS)]);
const HEADER: &[(i64, Holds)] =
    &[(1, I32), (2, I32), (3, I32), (4, I32), (5, DATA), (6, INDEX), (7, DICTIONARY), (8, DATA_2)];

/// The size of a page as stored, among the fields of its header.
const STORED: i64 = 3;

/// Steps over a header and its page.
fn header(walk: &mut Walk<'_>) -> Result<(), Stop> {
    let size = fields(walk, HEADER, DEPTH)?;
    // Twice the size, or less than nothing.
    let size = size.filter(|zigzag| zigzag & 1 == 0).ok_or(Stop::Malformed)?;
    walk.take(size >> 1)
}

/// Steps over a structure; gives the number in its third field.
fn fields(walk: &mut Walk<'_>, known: &[(i64, Holds)], depth: usize) -> Result<Option<u64>, Stop> {
    let (mut id, mut third) = (0, None);
    loop {
        let (kind, number) = walk.field(id)?;
        id = number;
        let expected = known.iter().find(|(known, _)| *known == number).map(|(_, holds)| holds);
        match (kind, expected) {
            (STOP, _) => return Ok(third),
            (INT, Some(Holds::Plain([INT]))) if number == STORED => third = Some(walk.number()?),
            (STRUCT, Some(Holds::Fields(inner))) => drop(fields(walk, inner, depth - 1)?),
            (kind, Some(Holds::Plain(kinds))) if kinds.contains(&kind) => walk.skip(kind, depth)?,
            (_, Some(_)) => {
                return Err(Stop::Overgrown(format!("another type of field {number} in the header of a page")));
            }
            (kind, None) => walk.skip(kind, depth)?,
        }
    }
}

#[cfg(test)]
mod tests {
    /// A fuzzer's finds: a kilobyte that kept the reader busy for twenty seconds and more.
    #[test]
    fn slow_pages_are_refused_at_once() {
        for name in ["parquet-slow-page-1", "parquet-slow-page-2"] {
            let path = format!("{}/../../fuzz/regressions/{name}", env!("CARGO_MANIFEST_DIR"));
            let bytes = std::fs::read(path).expect("it is kept");
            let before = std::time::Instant::now();
            assert!(crate::read_parquet(&bytes).is_err());
            assert!(before.elapsed().as_secs() < 3, "{name}: {:?}", before.elapsed());
        }
    }
}
