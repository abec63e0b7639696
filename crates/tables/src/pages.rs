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

/// Errs where the header of a page claims lists that cannot stand in what is left of the file, or more values than the file
/// may stand for.
pub(crate) fn check(bytes: &[u8], metadata: &ParquetMetaData, most: u64) -> Result<(), TableProblem> {
    for column in metadata.row_groups().iter().flat_map(|group| group.columns()) {
        let (from, length) = column.byte_range();
        let until = from.saturating_add(length).min(bytes.len() as u64) as usize;
        let mut at = from as usize;
        while at < until {
            // Its reader goes on beyond the column, and past the end of the file without complaint.
            let mut walk = Walk::over(bytes.get(at..).unwrap_or_default());
            match header(&mut walk, most) {
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

/// The numbers in a header: by the field that the structure stands in (0 for the header itself) and its own field.
type Numbers = Vec<((i64, i64), u64)>;

/// The size of a page once unpacked, and as stored.
const UNPACKED: (i64, i64) = (0, 2);
const STORED: (i64, i64) = (0, 3);
/// How many values a page has, of each kind of page.
const VALUES: [(i64, i64); 3] = [(5, 1), (7, 1), (8, 1)];
/// A page is not believed to be larger than this, unless the file is as large by itself: writers make pages of a megabyte.
const ROOM: u64 = 256 << 20;

/// Steps over a header and its page. `most` is how many values the file may stand for.
fn header(walk: &mut Walk<'_>, most: u64) -> Result<(), Stop> {
    let mut numbers = Numbers::new();
    fields(walk, HEADER, 0, DEPTH, &mut numbers)?;
    let number = |field: (i64, i64)| numbers.iter().find(|(known, _)| *known == field).map(|(_, number)| *number);
    if let Some(values) = VALUES.into_iter().filter_map(number).find(|values| *values > most) {
        return Err(Stop::Overgrown(format!("{values} values in a page")));
    }
    if let Some(unpacked) = number(UNPACKED).filter(|unpacked| *unpacked > ROOM.max(most)) {
        return Err(Stop::Overgrown(format!("a page of {unpacked} bytes")));
    }
    walk.take(number(STORED).ok_or(Stop::Malformed)?)
}

/// Steps over a structure that stands in a field; takes down its numbers, none of which is below nothing.
fn fields(
    walk: &mut Walk<'_>,
    known: &[(i64, Holds)],
    stands_in: i64,
    depth: usize,
    numbers: &mut Numbers,
) -> Result<(), Stop> {
    let mut id = 0;
    loop {
        let (kind, number) = walk.field(id)?;
        id = number;
        let expected = known.iter().find(|(known, _)| *known == number).map(|(_, holds)| holds);
        match (kind, expected) {
            (STOP, _) => return Ok(()),
            (INT, Some(Holds::Plain([INT]))) => {
                // Twice the number; less than nothing is one below twice that. A checksum may be.
                let zigzag = walk.number()?;
                if zigzag & 1 == 0 {
                    numbers.push(((stands_in, number), zigzag >> 1));
                }
            }
            (STRUCT, Some(Holds::Fields(inner))) => fields(walk, inner, number, depth - 1, numbers)?,
            (kind, Some(Holds::Plain(kinds))) if kinds.contains(&kind) => walk.skip(kind, depth)?,
            (_, Some(_)) => return Err(Stop::Malformed),
            (kind, None) => walk.skip(kind, depth)?,
        }
    }
}

#[cfg(test)]
mod tests {
    /// A fuzzer's finds: a kilobyte that kept the reader busy for twenty seconds and more, or made it take 5 GB.
    #[test]
    fn slow_pages_are_refused_at_once() {
        for name in ["parquet-slow-page-1", "parquet-slow-page-2", "parquet-claims-room"] {
            let path = format!("{}/../../fuzz/regressions/{name}", env!("CARGO_MANIFEST_DIR"));
            let bytes = std::fs::read(path).expect("it is kept");
            let before = std::time::Instant::now();
            assert!(crate::read_parquet(&bytes).is_err());
            assert!(before.elapsed().as_secs() < 3, "{name}: {:?}", before.elapsed());
        }
    }
}
