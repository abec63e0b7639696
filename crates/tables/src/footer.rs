//! A look at what a Parquet file says of itself, before anything is read: its metadata, in Thrift's compact protocol.
//!
//! A few hundred bytes can claim thousands of millions of list elements that take no room, and keep a reader busy for as
//! long as it believes them. Here nothing is built and no claim is believed: every list must be able to stand in the bytes
//! that are left. Takes the bytes of a file; linear in its metadata. Bytes that are no Parquet at all are let through, for
//! the reader to say so.
//!
//! Sources: Parquet format, `FileMetaData` (schema is field 2, row groups are field 4); Thrift compact protocol.

use crate::TableProblem;

/// The most bytes of metadata: a table of codings has some kilobytes.
const METADATA: usize = 64 << 20;
/// The most columns, groups of columns counted in.
const COLUMNS: u64 = 10_000;
/// The most row groups.
const ROW_GROUPS: u64 = 100_000;
/// How deep structures may stand in each other; the reader goes no deeper either.
const DEPTH: usize = 64;

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
    let mut walk = Walk { rest: metadata, truths: metadata.len() as u64 };
    match walk.top() {
        Err(Stop::Overgrown(what)) => Err(overgrown(what)),
        Ok(()) | Err(Stop::Malformed) => Ok(()),
    }
}

fn overgrown(what: String) -> TableProblem {
    TableProblem::Overgrown(what)
}

/// Why the walk ended early.
enum Stop {
    /// It is no such structure: the reader will stumble at the same place.
    Malformed,
    /// It claims what cannot be, or too much.
    Overgrown(String),
}

/// What is left of the metadata.
struct Walk<'b> {
    rest: &'b [u8],
    /// How many truths lists may still claim; they are the only elements that take no room.
    truths: u64,
}

/// Types of the protocol, as numbers of a field's header.
const STOP: u8 = 0;
const TRUE: u8 = 1;
const FALSE: u8 = 2;
const BYTE: u8 = 3;
const DOUBLE: u8 = 7;
const BINARY: u8 = 8;
const LIST: u8 = 9;
const SET: u8 = 10;
const MAP: u8 = 11;
const STRUCT: u8 = 12;
const UUID: u8 = 13;

impl Walk<'_> {
    fn top(&mut self) -> Result<(), Stop> {
        let mut id = 0i64;
        loop {
            let (kind, number) = self.field(id)?;
            id = number;
            let most = match number {
                2 if kind == LIST => Some((COLUMNS, "columns")),
                4 if kind == LIST => Some((ROW_GROUPS, "row groups")),
                _ => None,
            };
            match (kind, most) {
                (STOP, _) => return Ok(()),
                (_, Some((most, what))) => self.list(DEPTH, Some((most, what)))?,
                (kind, None) => self.skip(kind, DEPTH)?,
            }
        }
    }

    fn skip(&mut self, kind: u8, depth: usize) -> Result<(), Stop> {
        let depth = depth.checked_sub(1).ok_or(Stop::Malformed)?;
        match kind {
            TRUE | FALSE => Ok(()),
            BYTE => self.take(1),
            4..=6 => self.number().map(|_| ()),
            DOUBLE => self.take(8),
            BINARY => {
                let length = self.number()?;
                self.take(length)
            }
            LIST | SET => self.list(depth, None),
            MAP => {
                let count = self.number()?;
                if count == 0 {
                    return Ok(());
                }
                let kinds = self.byte()?;
                self.bounded(count, &[kinds >> 4, kinds & 0x0f], None)?;
                for _ in 0..count {
                    self.skip(kinds >> 4, depth)?;
                    self.skip(kinds & 0x0f, depth)?;
                }
                Ok(())
            }
            STRUCT => loop {
                match self.field(0)? {
                    (STOP, _) => return Ok(()),
                    (kind, _) => self.skip(kind, depth)?,
                }
            },
            UUID => self.take(16),
            _ => Err(Stop::Malformed),
        }
    }

    fn list(&mut self, depth: usize, most: Option<(u64, &str)>) -> Result<(), Stop> {
        let depth = depth.checked_sub(1).ok_or(Stop::Malformed)?;
        let header = self.byte()?;
        if header == 0 {
            return Ok(());
        }
        let count = if header >> 4 == 15 { self.number()? } else { u64::from(header >> 4) };
        let kind = header & 0x0f;
        self.bounded(count, &[kind], most)?;
        for _ in 0..count {
            self.skip(kind, depth)?;
        }
        Ok(())
    }

    /// Errs where so many elements cannot stand in what is left, or are more than a table has.
    fn bounded(&mut self, count: u64, kinds: &[u8], most: Option<(u64, &str)>) -> Result<(), Stop> {
        if let Some((most, what)) = most
            && count > most
        {
            return Err(Stop::Overgrown(format!("{count} {what}")));
        }
        let claims = |left: usize| Stop::Overgrown(format!("{count} elements in {left} bytes"));
        if count > self.rest.len() as u64 {
            return Err(claims(self.rest.len()));
        }
        if kinds.iter().all(|kind| matches!(*kind, TRUE | FALSE)) {
            self.truths = self.truths.checked_sub(count).ok_or_else(|| claims(self.rest.len()))?;
        }
        Ok(())
    }

    /// The type and number of the next field.
    fn field(&mut self, before: i64) -> Result<(u8, i64), Stop> {
        let header = self.byte()?;
        let (kind, step) = (header & 0x0f, header >> 4);
        if kind == STOP {
            return Ok((STOP, before));
        }
        let number = match step {
            0 => {
                let zigzag = self.number()?;
                (zigzag >> 1) as i64 ^ -((zigzag & 1) as i64)
            }
            step => before.saturating_add(i64::from(step)),
        };
        Ok((kind, number))
    }

    fn byte(&mut self) -> Result<u8, Stop> {
        let (first, rest) = self.rest.split_first().ok_or(Stop::Malformed)?;
        self.rest = rest;
        Ok(*first)
    }

    /// A whole number of as many bytes as it needs, seven bits in each.
    fn number(&mut self) -> Result<u64, Stop> {
        let mut number = 0u64;
        for at in 0..10 {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f).checked_shl(7 * at).unwrap_or(0);
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(Stop::Malformed)
    }

    fn take(&mut self, count: impl TryInto<usize>) -> Result<(), Stop> {
        let count = count.try_into().map_err(|_| Stop::Malformed)?;
        self.rest = self.rest.get(count..).ok_or(Stop::Malformed)?;
        Ok(())
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
