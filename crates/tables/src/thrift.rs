//! Thrift's compact protocol, walked over without building or believing anything: every list must be able to stand in the bytes
//! that are left.
//!
//! Parquet describes itself in it. Linear in the bytes walked.

/// How deep structures may stand in each other; the reader goes no deeper either.
pub(crate) const DEPTH: usize = 64;

/// Why the walk ended early.
pub(crate) enum Stop {
    /// It is no such structure: the reader will stumble at the same place.
    Malformed,
    /// It claims what cannot be, or too much.
    Overgrown(String),
}

/// What is left to be walked over.
pub(crate) struct Walk<'b> {
    pub rest: &'b [u8],
    /// How many truths lists may still claim; they are the only elements that take no room.
    pub truths: u64,
}

/// Types of the protocol, as numbers of a field's header.
pub(crate) const STOP: u8 = 0;
pub(crate) const TRUE: u8 = 1;
pub(crate) const FALSE: u8 = 2;
const BYTE: u8 = 3;
pub(crate) const INT: u8 = 5;
pub(crate) const LONG: u8 = 6;
const DOUBLE: u8 = 7;
pub(crate) const BINARY: u8 = 8;
pub(crate) const LIST: u8 = 9;
const SET: u8 = 10;
const MAP: u8 = 11;
pub(crate) const STRUCT: u8 = 12;
const UUID: u8 = 13;

impl<'b> Walk<'b> {
    /// Over these bytes.
    pub fn over(bytes: &'b [u8]) -> Self {
        Self { rest: bytes, truths: bytes.len() as u64 }
    }
}

impl Walk<'_> {
    /// Steps over a value.
    pub fn skip(&mut self, kind: u8, depth: usize) -> Result<(), Stop> {
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

    /// Steps over a list, of at most so many elements where that is said.
    pub fn list(&mut self, depth: usize, most: Option<(u64, &str)>) -> Result<(), Stop> {
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
    pub fn field(&mut self, before: i64) -> Result<(u8, i64), Stop> {
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
    pub fn number(&mut self) -> Result<u64, Stop> {
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

    /// Steps over so many bytes.
    pub fn take(&mut self, count: impl TryInto<usize>) -> Result<(), Stop> {
        let count = count.try_into().map_err(|_| Stop::Malformed)?;
        self.rest = self.rest.get(count..).ok_or(Stop::Malformed)?;
        Ok(())
    }
}
