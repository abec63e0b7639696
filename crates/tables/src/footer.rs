//! A look at what a Parquet file says of itself, before anything is read: its metadata at the end of the file.
//!
//! A few hundred bytes can claim thousands of millions of list elements that take no room, and keep a reader busy for as
//! long as it believes them. Here nothing is built and no claim is believed: every list must be able to stand in the bytes
//! that are left. Takes the bytes of a file; linear in its metadata. Bytes that are no Parquet at all are let through, for
//! the reader to say so.
//!
//! Sources: Parquet format, `FileMetaData` (schema is field 2, row groups are field 4); Thrift compact protocol.

use crate::TableProblem;
use crate::thrift::{DEPTH, LIST, STOP, Stop, Walk};

/// The most bytes of metadata: a table of codings has some kilobytes.
const METADATA: usize = 64 << 20;
/// The most columns, groups of columns counted in.
const COLUMNS: u64 = 10_000;
/// The most row groups.
const ROW_GROUPS: u64 = 100_000;

/// Errs where the metadata claims more than its bytes can hold, or more than a table of codings has.
pub(crate) fn check(bytes: &[u8]) -> Result<(), TableProblem> {
    let Some((body, tail)) = bytes.split_last_chunk::<8>() else { return Ok(()) };
    let [a, b, c, d, magic @ ..] = *tail;
    let length = u32::from_le_bytes([a, b, c, d]) as usize;
    if magic != *b"PAR1" || length > body.len() {
        return Ok(());
    }
    if length > METADATA {
        return Err(overgrown(format!("{length} bytes of description")));
    }
    let metadata = &body[body.len() - length..];
    match top(&mut Walk::over(metadata)) {
        Err(Stop::Overgrown(what)) => Err(overgrown(what)),
        Ok(()) | Err(Stop::Malformed) => Ok(()),
    }
}

pub(crate) fn overgrown(what: String) -> TableProblem {
    TableProblem::Overgrown(what)
}

fn top(walk: &mut Walk<'_>) -> Result<(), Stop> {
    let mut id = 0i64;
    loop {
        let (kind, number) = walk.field(id)?;
        id = number;
        let most = match number {
            2 if kind == LIST => Some((COLUMNS, "columns")),
            4 if kind == LIST => Some((ROW_GROUPS, "row groups")),
            _ => None,
        };
        match (kind, most) {
            (STOP, _) => return Ok(()),
            (_, Some((most, what))) => walk.list(DEPTH, Some((most, what)))?,
            (kind, None) => walk.skip(kind, DEPTH)?,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(metadata: &[u8]) -> Vec<u8> {
        let length = (metadata.len() as u32).to_le_bytes();
        [b"PAR1".as_slice(), metadata, &length, b"PAR1"].concat()
    }

    fn claimed(metadata: &[u8]) -> Option<String> {
        match check(&file(metadata)) {
            Err(TableProblem::Overgrown(what)) => Some(what),
            _ => None,
        }
    }

    /// Made by hand from the protocol: a field is its step times sixteen and its type, a long list 0xF. and its length.
    #[test]
    fn no_list_is_longer_than_the_bytes_that_are_left() {
        // Field 9, a list of 2^31 - 1 truths, which take no room.
        assert_eq!(
            claimed(&[0x99, 0xf1, 0xff, 0xff, 0xff, 0xff, 0x07, 0x00]).as_deref(),
            Some("2147483647 elements in 1 bytes")
        );
        // The same a hundred times over, each short enough by itself.
        let mut many = Vec::new();
        (0..100).for_each(|_| many.extend([0x19, 0xf1, 0x64]));
        many.push(0);
        assert!(claimed(&many).is_some(), "together they are more than all the bytes");
        // Field 2 with 20,000 columns, field 4 with 200,000 row groups.
        assert_eq!(claimed(&[0x29, 0xfc, 0xa0, 0x9c, 0x01]).as_deref(), Some("20000 columns"));
        assert_eq!(claimed(&[0x49, 0xfc, 0xc0, 0x9a, 0x0c]).as_deref(), Some("200000 row groups"));
        // A list in a list in a list, deeper than anybody goes: left to the reader.
        assert_eq!(claimed(&[0x19; 500]), None);
    }

    #[test]
    fn what_is_no_parquet_is_left_to_the_reader() {
        for bytes in [&b""[..], b"PAR1", b"PAR1\xff\xff\xff\x7fPAR1", b"nothing of the kind"] {
            assert_eq!(check(bytes), Ok(()));
        }
    }

    /// A fuzzer's find: 324 bytes that kept the reader busy for a quarter of a minute.
    #[test]
    fn the_slow_file_is_refused_at_once() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/regressions/parquet-slow");
        let bytes = std::fs::read(path).expect("it is kept");
        let before = std::time::Instant::now();
        assert!(crate::read_parquet(&bytes).is_err());
        assert!(before.elapsed().as_secs() < 3, "{:?}", before.elapsed());
    }
}
