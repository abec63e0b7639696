//! The texts that diagnostics point into.

use std::sync::{Arc, OnceLock};

/// A file among [`Files`], in the order of addition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A half-open range of bytes of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The bytes `start..end` of `file`.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        Self { file, start: start as u32, end: end as u32 }
    }

    /// From the start of this span to the end of `other`, which must be of the same file.
    pub fn to(self, other: Span) -> Span {
        debug_assert_eq!(self.file, other.file);
        Span { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A place as a person names it: both count from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Character within the line, from 1.
    pub column: usize,
}

#[derive(Debug, Clone)]
struct File {
    name: String,
    text: Arc<str>,
    lines: OnceLock<Vec<u32>>,
}

/// Texts with names. Adding is O(1); the table of lines of a file is built when a place in it is first asked for.
#[derive(Debug, Clone, Default)]
pub struct Files {
    files: Vec<File>,
}

impl Files {
    /// No files yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text under the name that people know it by and gives its id.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        let id = FileId(self.files.len() as u32);
        self.files.push(File { name: name.into(), text: text.into(), lines: OnceLock::new() });
        id
    }

    /// The name of a file.
    pub fn name(&self, id: FileId) -> &str {
        &self.files[id.0 as usize].name
    }

    /// The whole text of a file.
    pub fn text(&self, id: FileId) -> &str {
        &self.files[id.0 as usize].text
    }

    /// The text under a span. Empty where the span lies outside the text or cuts a character.
    pub fn slice(&self, span: Span) -> &str {
        self.text(span.file).get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// The file called `name`, if there is one.
    pub fn find(&self, name: &str) -> Option<FileId> {
        self.files.iter().position(|file| file.name == name).map(|at| FileId(at as u32))
    }

    /// Every file, in the order of addition.
    pub fn ids(&self) -> impl Iterator<Item = FileId> + use<> {
        (0..self.files.len() as u32).map(FileId)
    }

    /// Line and column of a byte offset. An offset past the end is taken as the end.
    pub fn position(&self, id: FileId, offset: u32) -> Position {
        let file = &self.files[id.0 as usize];
        let lines = file.lines.get_or_init(|| {
            let breaks = file.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at as u32 + 1);
            std::iter::once(0).chain(breaks).collect()
        });
        let line = lines.partition_point(|start| *start <= offset) - 1;
        let start = lines[line] as usize;
        let end = (offset as usize).min(file.text.len());
        let column = file.text.get(start..end).map_or(1, |before| before.chars().count() + 1);
        Position { line: line + 1, column }
    }

    /// Line and column at which a span begins.
    pub fn start(&self, span: Span) -> Position {
        self.position(span.file, span.start)
    }

    /// `file:line:column` of a span's beginning, as compilers print it.
    pub fn place(&self, span: Span) -> String {
        let at = self.start(span);
        format!("{}:{}:{}", self.name(span.file), at.line, at.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_from_one() {
        let mut files = Files::new();
        let id = files.add("a.txt", "één\ntwo\n");
        assert_eq!(files.position(id, 0), Position { line: 1, column: 1 });
        assert_eq!(files.position(id, 2), Position { line: 1, column: 2 });
        assert_eq!(files.position(id, 6), Position { line: 2, column: 1 });
        assert_eq!(files.position(id, 999), Position { line: 3, column: 1 });
        assert_eq!(files.place(Span::new(id, 6, 9)), "a.txt:2:1");
        assert_eq!(files.slice(Span::new(id, 6, 9)), "two");
    }
}
