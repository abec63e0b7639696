//! Tables with a header: which column stands where, and the rows with their places.
//!
//! In: the text of a CSV file and the columns that it may have. Out: its layout, and its rows one by one. Says everything
//! that is wrong with the header, the separators, the quotes and the width of rows; never looks at what a cell means.

use crate::decode::BOM;
use crate::records::{Fault, Field, Records};
use std::borrow::Cow;
use text::{Diagnostic, FileId, Files, Span, counted, nearest};

/// Where the columns of a file stand.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    pub file: FileId,
    pub delimiter: u8,
    /// Where the rows begin.
    pub body: usize,
    /// How many columns the header has.
    pub width: usize,
    /// For each column asked for, its place in a row.
    pub places: Vec<Option<u16>>,
}

/// What a file may hold: its columns, of which the first `required` must be there.
pub(crate) struct Schema {
    pub columns: &'static [&'static str],
    pub required: &'static [&'static str],
}

/// Reads the header. `None` where the rows cannot be read without what is missing.
pub(crate) fn open(files: &Files, file: FileId, schema: &Schema, problems: &mut Vec<Diagnostic>) -> Option<Layout> {
    let text = files.text(file);
    let start = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
    let delimiter = detect(text, start, schema.columns);
    let mut records = Records::new(text, start, text.len(), delimiter);
    let (mut fields, mut faults) = (Vec::new(), Vec::new());
    let Some((from, to)) = records.next(&mut fields, &mut faults) else {
        problems.push(
            Diagnostic::error("casebase::no_header", format!("{} has no header", files.name(file)))
                .at(Span::new(file, 0, 0), "")
                .hint(format!("the first line names the columns: {}", schema.columns.join(","))),
        );
        return None;
    };
    let header = Span::new(file, from, to);
    let words: Vec<String> = fields.iter().map(|field| unquote(text, *field).to_lowercase()).collect();
    let known = words.iter().filter(|word| schema.columns.contains(&word.as_str())).count();
    if known == 0 && words.len() > 1 {
        problems.push(
            Diagnostic::error(
                "casebase::no_header",
                format!("the first line of {} does not name its columns", files.name(file)),
            )
            .at(header, "")
            .hint(format!("begin the file with: {}", schema.columns.join(","))),
        );
        return None;
    }
    if delimiter != b',' {
        let what = match delimiter {
            b';' => "semicolons",
            b'\t' => "tabs",
            _ => "bars",
        };
        problems.push(
            Diagnostic::warning(
                "casebase::separator",
                format!("the columns of {} are separated by {what}, and were read so", files.name(file)),
            )
            .at(header, "")
            .hint("save it with commas (in Excel: `CSV UTF-8`, with the list separator set to a comma)"),
        );
    }
    faults.iter().for_each(|fault| problems.push(fault_diagnostic(file, *fault)));
    let mut places: Vec<Option<u16>> = vec![None; schema.columns.len()];
    let mut strangers = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let span = field_span(file, &fields[at]);
        match schema.columns.iter().position(|column| column == word) {
            Some(column) if places[column].is_some() => problems.push(
                Diagnostic::error("casebase::duplicate_column", format!("the column `{word}` stands twice"))
                    .at(span, "the second")
                    .hint("keep one of them; only the first is read"),
            ),
            Some(column) => places[column] = Some(at as u16),
            None if word.is_empty() && fields.len() > schema.required.len() => {
                problems.push(
                    Diagnostic::warning("casebase::unnamed_column", "a column has no name, and is not read")
                        .at(span, "")
                        .hint("name it, or remove the separator at the end of the lines"),
                );
            }
            None => strangers.push((at, span)),
        }
    }
    for (at, span) in strangers {
        let free = || schema.columns.iter().enumerate().filter(|(i, _)| places[*i].is_none()).map(|(_, name)| *name);
        let near = nearest(&words[at], free());
        let hint = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("columns of this file: {}", schema.columns.join(", ")),
        };
        let mut said = Diagnostic::error("casebase::unknown_column", format!("there is no column `{}`", words[at]))
            .at(span, "")
            .hint(hint);
        if let Some(near) = near {
            said = said.fix(span, near);
            let column = schema.columns.iter().position(|column| *column == near).unwrap_or(0);
            places[column] = Some(at as u16); // read on as meant, so that one typo is one problem
        }
        problems.push(said);
    }
    let missing: Vec<&str> = schema
        .required
        .iter()
        .filter(|name| schema.columns.iter().position(|column| column == *name).is_none_or(|at| places[at].is_none()))
        .copied()
        .collect();
    for name in &missing {
        problems.push(
            Diagnostic::error("casebase::missing_column", format!("{} has no column `{name}`", files.name(file)))
                .at(header, "the header")
                .hint(format!("columns of this file: {}", schema.columns.join(", "))),
        );
    }
    missing.is_empty().then_some(Layout { file, delimiter, body: records.place(), width: fields.len(), places })
}

/// The separator under which most of the header's words are names of columns; a comma where none is better.
fn detect(text: &str, start: usize, columns: &[&str]) -> u8 {
    let score = |delimiter: u8| {
        let mut fields = Vec::new();
        Records::new(text, start, text.len(), delimiter).next(&mut fields, &mut Vec::new());
        fields.iter().filter(|field| columns.contains(&unquote(text, **field).to_lowercase().as_str())).count()
    };
    let mut best = (b',', score(b','));
    for delimiter in [b';', b'\t', b'|'] {
        let found = score(delimiter);
        if found > best.1 {
            best = (delimiter, found);
        }
    }
    best.0
}

/// The content of a field.
pub(crate) fn unquote(text: &str, field: Field) -> Cow<'_, str> {
    let raw = text.get(field.start as usize..field.end as usize).unwrap_or("");
    if field.quoted && raw.contains("\"\"") { raw.replace("\"\"", "\"").into() } else { raw.into() }
}

pub(crate) fn field_span(file: FileId, field: &Field) -> Span {
    let quote = u32::from(field.quoted);
    Span { file, start: field.start - quote, end: field.end + quote }
}

fn fault_diagnostic(file: FileId, fault: Fault) -> Diagnostic {
    match fault {
        Fault::Unclosed(at) => Diagnostic::error("casebase::unclosed_quote", "a quote opens here and is never closed")
            .at(Span::new(file, at, at + 1), "")
            .hint("close it before the next separator; a quote inside a quoted cell is written twice: \"\""),
        Fault::AfterQuote(at) => Diagnostic::error("casebase::text_after_quote", "text follows a closing quote")
            .at(Span::new(file, at, at + 1), "")
            .hint("put the whole cell into quotes; a quote inside it is written twice: \"\""),
    }
}

/// One row of a file.
pub(crate) struct Row<'a> {
    pub text: &'a str,
    pub layout: &'a Layout,
    pub fields: &'a [Field],
    /// Where the record begins and ends.
    pub place: (usize, usize),
}

impl<'a> Row<'a> {
    #[inline]
    fn field(&self, column: usize) -> Option<Field> {
        let place = self.layout.places[column]?;
        self.fields.get(usize::from(place)).copied()
    }

    /// The cell of a column as it stands, `""` not undone; empty where there is none. Ids, dates and words need no more.
    #[inline]
    pub fn raw(&self, column: usize) -> &'a str {
        match self.field(column) {
            Some(field) => {
                let raw = self.text.get(field.start as usize..field.end as usize).unwrap_or("");
                if field.quoted { raw.trim() } else { raw }
            }
            None => "",
        }
    }

    /// The cell of a column.
    pub fn cell(&self, column: usize) -> Cow<'a, str> {
        self.field(column).map_or("".into(), |field| unquote(self.text, field))
    }

    /// The place of a cell; of the whole row where there is no such cell.
    pub fn span(&self, column: usize) -> Span {
        match self.field(column) {
            Some(field) => field_span(self.layout.file, &field),
            None => self.whole(),
        }
    }

    /// The place of the row.
    pub fn whole(&self) -> Span {
        Span::new(self.layout.file, self.place.0, self.place.1)
    }
}

/// Gives the rows that begin within `from..until` of a file's text, one by one; those that cannot be read are said.
pub(crate) fn rows<'a>(
    text: &'a str,
    layout: &'a Layout,
    (from, until): (usize, usize),
    problems: &mut Vec<Diagnostic>,
    mut each: impl FnMut(&Row<'_>, &mut Vec<Diagnostic>),
) {
    let mut records = Records::new(text, from, until, layout.delimiter);
    let (mut fields, mut faults) = (Vec::with_capacity(layout.width), Vec::new());
    let mut empty: (usize, Option<Span>) = (0, None);
    while let Some(place) = records.next(&mut fields, &mut faults) {
        if !faults.is_empty() {
            faults.drain(..).for_each(|fault| problems.push(fault_diagnostic(layout.file, fault)));
        }
        let whole = Span::new(layout.file, place.0, place.1);
        if fields.len() != layout.width {
            let blank = |field: &Field| field.start >= field.end;
            if fields.iter().all(blank) {
                empty = (empty.0 + 1, empty.1.or(Some(whole)));
                continue;
            }
            problems.push(ragged(layout, &fields, whole));
            if fields.len() > layout.width {
                continue; // which cell stands in which column is not known
            }
        } else if fields[0].start >= fields[0].end && fields.iter().all(|field| field.start >= field.end) {
            empty = (empty.0 + 1, empty.1.or(Some(whole)));
            continue;
        }
        each(&Row { text, layout, fields: &fields, place }, problems);
    }
    if let (count, Some(first)) = empty {
        let rows =
            if count == 1 { "one row has no content".to_owned() } else { format!("{count} rows have no content") };
        problems.push(
            Diagnostic::note("casebase::empty_row", format!("{rows}, and was passed over"))
                .at(first, "the first")
                .hint("remove it; spreadsheets leave such rows behind"),
        );
    }
}

fn ragged(layout: &Layout, fields: &[Field], whole: Span) -> Diagnostic {
    let (given, wanted) = (fields.len(), layout.width);
    let said = Diagnostic::error(
        "casebase::ragged_row",
        format!("this row has {}, and the header has {wanted}", counted(given, "cell", "cells")),
    );
    if given > wanted {
        said.at(Span { start: fields[wanted].start, ..whole }, "from here on there is no column")
            .hint("a cell that contains the separator stands in quotes: \"p. 3, note 5\"")
    } else {
        said.at(Span { start: whole.end, ..whole }, "more separators are missing here")
            .hint("an absent cell is left empty, but its separator stays")
    }
}
