//! One coding as people wrote it, found again in its file: where every shown value leads back to.

use crate::CaseBase;
use crate::codings::{NO_SOURCE, Origin, WRONG_VALUE};
use crate::columns::{Layout, Row};
use crate::facts::{Shape, Slot};
use crate::model::Episode;
use crate::records::Records;
use crate::sight::Sight;
use spells::{About, ActorId, CodingId, Day, NOBODY};
use std::borrow::Cow;
use text::Span;

/// A coding with everything that its row says, each as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coding<'a> {
    /// Its id.
    pub id: CodingId,
    /// The file's name within the study.
    pub file: &'a str,
    /// The line, from 1; of a binary table, the row from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// The place in the text; `None` for a coding of a binary table.
    pub span: Option<Span>,
    /// The row of a binary table, from 1.
    pub row: Option<usize>,
    /// Actor or treaty.
    pub subject: Cow<'a, str>,
    /// The other actor; empty where there is none.
    pub object: Cow<'a, str>,
    /// The attribute or relation.
    pub attribute: &'a str,
    /// The value.
    pub value: Cow<'a, str>,
    /// First day.
    pub from: Cow<'a, str>,
    /// Last day.
    pub until: Cow<'a, str>,
    /// The source's key; empty where there is none.
    pub source: Cow<'a, str>,
    /// The source's short form: author and year; the key where it is not in the bibliography.
    pub source_short: Cow<'a, str>,
    /// Page or paragraph.
    pub locator: Cow<'a, str>,
    /// Who coded it.
    pub coder: Cow<'a, str>,
    /// When it became public.
    pub public: Cow<'a, str>,
    /// When it was coded.
    pub recorded: Cow<'a, str>,
    /// How sure the coder is.
    pub confidence: Cow<'a, str>,
    /// Under which reading.
    pub reading: Cow<'a, str>,
    /// The coder's note; of a coding from a treaty or policy, its id.
    pub note: Cow<'a, str>,
    /// The layer; `None` for the study itself.
    pub layer: Option<&'a str>,
}

impl CaseBase {
    /// How many codings there are; ids are below it.
    pub fn coding_count(&self) -> usize {
        self.codings.columns.len()
    }

    /// The file that a coding comes from: a table, or the file of treaties or policies that it follows from. Does not read
    /// the file.
    pub fn file_of(&self, id: CodingId) -> &str {
        match &self.codings.block(id).origin {
            Origin::Facts(layout) | Origin::Alliances(layout) | Origin::Episodes(layout) => {
                self.files.name(layout.file)
            }
            Origin::Table(table) => &self.tables[*table].name,
            Origin::Derived => {
                let place = self.codings.columns.place[id.0 as usize];
                self.files.name(self.codings.derived[place as usize].span.file)
            }
        }
    }

    /// Where a coding stands; `None` for one of a binary table.
    pub fn coding_span(&self, id: CodingId) -> Option<Span> {
        let place = self.codings.columns.place[id.0 as usize];
        match &self.codings.block(id).origin {
            Origin::Facts(layout) | Origin::Alliances(layout) | Origin::Episodes(layout) => {
                let text = self.files.text(layout.file);
                let mut fields = Vec::new();
                let (start, end) = Records::new(text, place as usize, text.len(), layout.delimiter)
                    .next(&mut fields, &mut Vec::new())?;
                Some(Span::new(layout.file, start, end))
            }
            Origin::Table(_) => None,
            Origin::Derived => Some(self.codings.derived[place as usize].span),
        }
    }

    /// The places of single cells of a coding of a CSV file; of the whole coding elsewhere.
    pub(crate) fn cell_span(&self, id: CodingId, slot: Slot) -> Option<Span> {
        match self.shape(id) {
            Some((shape, layout)) => self.with_row(id, layout, |row| row.span(shape.column(slot))),
            None => self.coding_span(id),
        }
    }

    fn shape(&self, id: CodingId) -> Option<(Shape, &Layout)> {
        match &self.codings.block(id).origin {
            Origin::Facts(layout) => Some((Shape::Facts, layout)),
            Origin::Alliances(layout) => Some((Shape::Alliances(0), layout)),
            Origin::Episodes(layout) => Some((Shape::Episodes(0), layout)),
            Origin::Table(_) | Origin::Derived => None,
        }
    }

    fn with_row<'a, T>(&'a self, id: CodingId, layout: &'a Layout, then: impl FnOnce(&Row<'_>) -> T) -> Option<T> {
        let text = self.files.text(layout.file);
        let place = self.codings.columns.place[id.0 as usize] as usize;
        let mut fields = Vec::new();
        let place = Records::new(text, place, text.len(), layout.delimiter).next(&mut fields, &mut Vec::new())?;
        Some(then(&Row { text, layout, fields: &fields, place }))
    }

    /// The end of a coding as somebody sees it who looks as of [`CaseBase::as_of`]: `..` where it lies after that day, else as
    /// written. O(events) as of a day.
    ///
    /// # Panics
    /// As [`CaseBase::coding`].
    pub fn until_in_view(&self, id: CodingId) -> Cow<'_, str> {
        let hides = |day: Day| {
            let ends = Sight::new(self, Some(day)).ends(&self.codings.columns.entry(id.0 as usize));
            ends.until.1 == Day::END
        };
        match self.as_of {
            Some(day) if !self.coding(id).until.is_empty() && hides(day) => "..".into(),
            _ => self.coding(id).until,
        }
    }

    /// A coding as people wrote it.
    ///
    /// # Panics
    /// If `id` is not below [`CaseBase::coding_count`]: it is of another case base.
    pub fn coding(&self, id: CodingId) -> Coding<'_> {
        let entry = self.codings.columns.entry(id.0 as usize);
        let block = self.codings.block(id);
        let attribute = &self.attributes[entry.attribute as usize].attribute;
        let subject: &str = match attribute.about {
            About::Treaty => self.treaties.get(entry.subject as usize).map_or("", |treaty| &treaty.id),
            _ => &self.actors[entry.subject as usize].id,
        };
        let object: &str = if entry.object == NOBODY { "" } else { &self.actors[entry.object as usize].id };
        let source = (entry.source != NO_SOURCE).then(|| &self.sources[entry.source as usize]);
        let layer =
            (block.layer > 0).then(|| self.layers.iter().filter(|layer| layer.active).nth(block.layer as usize - 1));
        let span = self.coding_span(id);
        let at = span.map(|span| self.files.start(span));
        let mut coding = Coding {
            id,
            file: span.map_or("", |span| self.files.name(span.file)),
            line: at.map_or(0, |at| at.line),
            column: at.map_or(1, |at| at.column),
            span,
            row: None,
            subject: subject.into(),
            object: object.into(),
            attribute: &attribute.name,
            value: "".into(),
            from: "".into(),
            until: "".into(),
            source: source.map_or("", |source| &source.key).into(),
            source_short: source.map_or("", |source| &source.short).into(),
            locator: "".into(),
            coder: "".into(),
            public: "".into(),
            recorded: "".into(),
            confidence: "".into(),
            reading: self.codings.pool.readings[entry.reading as usize].as_str().into(),
            note: "".into(),
            layer: layer.flatten().map(|layer| layer.name.as_str()),
        };
        match &block.origin {
            Origin::Derived => {
                let derived = &self.codings.derived[entry.place as usize];
                coding.value = derived.value.as_str().into();
                coding.from = derived.from.as_str().into();
                coding.until = derived.until.as_str().into();
                coding.locator = derived.locator.as_str().into();
                coding.public = derived.public.as_str().into();
                coding.note = derived.note.as_str().into();
            }
            Origin::Table(table) => self.tables[*table].fill(entry.place as usize, &mut coding),
            Origin::Facts(layout) | Origin::Alliances(layout) | Origin::Episodes(layout) => {
                let shape = match &block.origin {
                    Origin::Facts(_) => Shape::Facts,
                    Origin::Alliances(_) => Shape::Alliances(0),
                    _ => Shape::Episodes(0),
                };
                let tail = shape.tail();
                let filled = self.with_row(id, layout, |row| {
                    let cell = |column: usize| Cow::<str>::Owned(row.cell(column).into_owned());
                    // An undirected pair is stored in one order, and shown as written.
                    coding.subject = cell(0);
                    coding.object = cell(1);
                    coding.value = match shape {
                        Shape::Alliances(_) => Some(cell(shape.column(Slot::Value)))
                            .filter(|word| !word.is_empty())
                            .unwrap_or("yes".into()),
                        _ => cell(shape.column(Slot::Value)),
                    };
                    coding.from = cell(shape.column(Slot::From));
                    coding.until = cell(shape.column(Slot::Until));
                    coding.source = cell(tail);
                    coding.locator = cell(tail + 1);
                    coding.coder = cell(tail + 2);
                    coding.public = cell(tail + 3);
                    coding.recorded = cell(tail + 4);
                    coding.confidence = cell(tail + 5);
                    coding.note = cell(tail + 7);
                    if let Shape::Episodes(_) = shape {
                        let what = cell(5);
                        coding.note = match (what.is_empty(), coding.note.is_empty()) {
                            (false, true) => what,
                            (false, false) => Cow::Owned(format!("{what}. {}", coding.note)),
                            _ => std::mem::take(&mut coding.note),
                        };
                    }
                });
                debug_assert!(filled.is_some());
            }
        }
        if coding.source_short.is_empty() {
            coding.source_short = coding.source.clone();
        }
        coding
    }

    pub(crate) fn read_episodes(&self, conduct: u32) -> Vec<Episode> {
        let columns = &self.codings.columns;
        let mut episodes = Vec::new();
        for (at, block) in self.codings.blocks.iter().enumerate() {
            let Origin::Episodes(layout) = &block.origin else { continue };
            let until = self.codings.blocks.get(at + 1).map_or(columns.len(), |next| next.first as usize);
            for row in block.first as usize..until {
                let id = CodingId(row as u32);
                let Some((span, what)) = self.with_row(id, layout, |row| (row.whole(), row.span(5))) else { continue };
                let entry = columns.entry(row);
                if entry.value == WRONG_VALUE {
                    continue; // what kind of conduct it is cannot be told, or not when
                }
                debug_assert_eq!(entry.attribute, conduct);
                episodes.push(Episode {
                    coding: id,
                    actor: ActorId(entry.subject),
                    ally: ActorId(entry.object),
                    span,
                    what,
                });
            }
        }
        episodes
    }
}

impl Coding<'_> {
    /// What a person would call its vague `from` or `until`, by what the coding says and not by where it stands, so that the
    /// name does not move with the rows: `end (1929) of allied(ALB, ITA), Smith 1950, p. 3`.
    pub fn name_of_end(&self, which: &str) -> String {
        let (word, written) = if which == "from" { ("beginning", &self.from) } else { ("end", &self.until) };
        let end = if written.is_empty() { format!("unknown {word}") } else { format!("{word} ({written})") };
        let mut name = format!("{end} of {}", self.cell());
        for part in [&self.source_short, &self.locator] {
            if !part.is_empty() {
                name.push_str(", ");
                name.push_str(part);
            }
        }
        if !self.reading.is_empty() {
            name.push_str(&format!(" [{}]", self.reading));
        }
        name
    }

    /// The cell and its value: `clash(CHN, VNM)` where it is a plain yes, else `threats(LAO) = USA`.
    fn cell(&self) -> String {
        let parties = match (self.subject.as_ref(), self.object.as_ref()) {
            (subject, "") => subject.to_owned(),
            (subject, object) => format!("{subject}, {object}"),
        };
        let value = if self.value == "yes" { String::new() } else { format!(" = {}", self.value) };
        format!("{}({parties}){value}", self.attribute)
    }

    /// Where it stands, in words: `facts.csv:12`, or `tables/atop.parquet, row 3`.
    pub fn place(&self) -> String {
        match self.row {
            Some(row) => format!("{}, row {row}", self.file),
            None => format!("{}:{}", self.file, self.line),
        }
    }
}
