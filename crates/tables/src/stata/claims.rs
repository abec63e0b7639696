//! A look at the lengths that a Stata file names for itself, before its reader makes room for them.
//!
//! Characteristics, long texts and label sets each begin with a length of up to 4 GiB, and the reader makes that room before
//! it looks whether the bytes are there: a file of 3 kB could take 3 GB. Here each section is walked from its beginning, and
//! no length is let through that is longer than what is left. Takes the bytes of a file and where a section begins; linear
//! in the section's entries. Bytes that are no such section are let through, for the reader to say so.
//!
//! Source: Stata's description of its file formats (`help dta`), releases 105 to 119.

use super::broken;
use crate::TableProblem;
use dta::stata::dta::byte_order::ByteOrder;
use dta::stata::dta::header::Header;
use dta::stata::dta::release::Release;
use std::cell::Cell;
use std::io::{Cursor, Read};
use std::rc::Rc;

/// Bytes to be read, and how many have been.
pub(super) struct Tracked<'a> {
    bytes: Cursor<&'a [u8]>,
    at: Rc<Cell<usize>>,
}

impl<'a> Tracked<'a> {
    /// The bytes, and the place that follows what is read of them.
    pub(super) fn new(bytes: &'a [u8]) -> (Self, Rc<Cell<usize>>) {
        let at = Rc::new(Cell::new(0));
        (Self { bytes: Cursor::new(bytes), at: Rc::clone(&at) }, at)
    }
}

impl Read for Tracked<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let count = self.bytes.read(into)?;
        self.at.set(self.at.get() + count);
        Ok(count)
    }
}

/// How an entry of a section is framed: what opens it, what stands between that and its length, what follows its content.
struct Frame {
    section: &'static [u8],
    opens: &'static [u8],
    before: usize,
    /// Bytes of the length itself: 2 or 4.
    width: usize,
    after: usize,
}

/// Errs where a characteristic claims more bytes than are left. `at` is where they begin.
pub(super) fn characteristics(bytes: &[u8], at: usize, header: &Header) -> Result<(), TableProblem> {
    let release = header.release();
    if release.is_xml_like() {
        let frame = Frame { section: b"<characteristics>", opens: b"<ch>", before: 0, width: 4, after: 5 };
        return walk(bytes, at, header.byte_order(), &frame);
    }
    if release < Release::V105 {
        return Ok(());
    }
    // One byte says the kind; a kind of nothing ends the section, and its length is nothing too.
    let width = if release >= Release::V110 { 4 } else { 2 };
    walk(bytes, at, header.byte_order(), &Frame { section: b"", opens: b"", before: 1, width, after: 0 })
}

/// Errs where a long text claims more bytes than are left. `at` is where they begin.
pub(super) fn long_texts(bytes: &[u8], at: usize, header: &Header) -> Result<(), TableProblem> {
    if !header.release().is_xml_like() {
        return Ok(());
    }
    // A variable (4 bytes), an observation (4, from release 118 on 8), a kind (1).
    let before = if header.release() >= Release::V118 { 13 } else { 9 };
    walk(bytes, at, header.byte_order(), &Frame { section: b"<strls>", opens: b"GSO", before, width: 4, after: 0 })
}

/// Errs where a set of labels claims more bytes than are left. `at` is where they begin.
pub(super) fn labels(bytes: &[u8], at: usize, header: &Header) -> Result<(), TableProblem> {
    let release = header.release();
    // Before release 108 a set has at most 65,535 labels of ten bytes.
    if release < Release::V108 {
        return Ok(());
    }
    // After the length a name of 33 or 129 bytes and three bytes of nothing, which the length does not count.
    let name = if release >= Release::V118 { 132 } else { 36 };
    let frame = if release.is_xml_like() {
        Frame { section: b"<value_labels>", opens: b"<lbl>", before: 0, width: 4, after: name + 6 }
    } else {
        Frame { section: b"", opens: b"", before: 0, width: 4, after: name }
    };
    walk(bytes, at, header.byte_order(), &frame)
}

fn walk(bytes: &[u8], at: usize, order: ByteOrder, frame: &Frame) -> Result<(), TableProblem> {
    let mut rest = bytes.get(at..).unwrap_or_default();
    rest = rest.strip_prefix(frame.section).unwrap_or(rest);
    loop {
        let Some(entry) = rest.strip_prefix(frame.opens) else { return Ok(()) };
        let Some(length) = entry.get(frame.before..frame.before + frame.width) else { return Ok(()) };
        let length = number(length, order);
        let content = &entry[frame.before + frame.width..];
        if length > content.len() {
            return Err(broken(format!("it claims an entry of {length} bytes where {} are left", content.len())));
        }
        // Without an opening tag a section ends with an entry of the kind 0 and no length, which is stepped over like any other.
        let ends = frame.opens.is_empty() && frame.before == 1 && entry[0] == 0;
        match content.get(length + frame.after..) {
            Some(next) if !ends => rest = next,
            _ => return Ok(()),
        }
    }
}

fn number(bytes: &[u8], order: ByteOrder) -> usize {
    let add = |sum: usize, byte: &u8| sum << 8 | usize::from(*byte);
    match order {
        ByteOrder::BigEndian => bytes.iter().fold(0, add),
        ByteOrder::LittleEndian => bytes.iter().rev().fold(0, add),
    }
}
