//! A folder held in memory: what the door read from disk, an archive or the program itself.

use std::collections::BTreeMap;

/// Files by relative path (`/` between parts, never absolute), in path order whatever order they were added in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folder {
    files: BTreeMap<String, Vec<u8>>,
}

impl Folder {
    /// An empty folder.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a file at `path`, replacing one that is there.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), bytes.into());
    }

    /// The bytes at `path`, if there is such a file.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// Every path with its bytes, in path order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// Paths that begin with `prefix`, in path order.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        self.iter().filter(move |(path, _)| path.starts_with(prefix))
    }

    /// Whether the folder holds no file at all.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
