//! Codings as evidence: from a number back to a line in a file and a page in a source.

use casebase::CaseBase;
use serde::Serialize;
use spells::CodingId;

/// A coding that a verdict rests on. Sorted by file, then by what it says, and only last by its line.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Witness {
    /// `facts.csv`.
    pub file: String,
    /// What it is about: `clash(CHN, VNM)`.
    pub cell: String,
    /// The value as written.
    pub value: String,
    /// As written.
    pub from: String,
    /// As written; `..` where the view is as of a day and the end lies after it.
    pub until: String,
    /// Author and year.
    pub source: String,
    /// The source's key.
    pub key: String,
    /// Page or paragraph.
    pub locator: String,
    /// The reading that it belongs to; empty where undisputed.
    pub reading: String,
    /// The layer; empty for the main one.
    pub layer: String,
    /// Whether it certainly bears on the day; otherwise a vague date decides.
    pub certain: bool,
    /// Whether it bears on the day by having ended before it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ended: bool,
    /// The coder's note.
    pub note: String,
    /// Who coded it.
    pub coder: String,
    /// Line in the file (row, for a table).
    pub line: usize,
}

impl Witness {
    /// `facts.csv:20`.
    pub fn line_of_file(&self) -> String {
        format!("{}:{}", self.file, self.line)
    }

    /// The same, with the layer where the path does not tell it: `facts.csv:20 (layer critique)`.
    pub fn place(&self) -> String {
        let layer = match self.layer.as_str() {
            "" => String::new(),
            _ if self.file.starts_with("layers/") => String::new(),
            layer => format!(" (layer {layer})"),
        };
        format!("{}{layer}", self.line_of_file())
    }
}

/// A coding as the study is in view: an end that nobody could know on [`CaseBase::as_of`] is none.
pub(crate) fn witness(base: &CaseBase, id: CodingId, certain: bool) -> Witness {
    let coding = base.coding(id);
    let parties = if coding.object.is_empty() {
        coding.subject.to_string()
    } else {
        format!("{}, {}", coding.subject, coding.object)
    };
    Witness {
        cell: format!("{}({parties})", coding.attribute),
        value: coding.value.to_string(),
        from: coding.from.to_string(),
        until: base.until_in_view(id).to_string(),
        source: coding.source_short.to_string(),
        key: coding.source.to_string(),
        locator: coding.locator.to_string(),
        file: coding.file.to_string(),
        line: coding.line,
        reading: coding.reading.to_string(),
        layer: coding.layer.unwrap_or_default().to_owned(),
        certain,
        ended: false,
        note: coding.note.to_string(),
        coder: coding.coder.to_string(),
    }
}
