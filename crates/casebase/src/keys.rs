//! TOML tables, key by key: every wrong key and every wrong type at once, each with its place.
//!
//! In: the text of a file. Out: typed values with spans. A table remembers which keys were asked for; the others are
//! unknown, and said so with the nearest name. Never stops at the first problem, not even at a syntax error.

use crate::decode::BOM;
use text::{Diagnostic, FileId, Files, Span, did_you_mean};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A text with its place (the quotes included).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Text {
    pub value: String,
    pub span: Span,
}

/// A parsed file, from which [`Keys`] borrow.
pub(crate) struct Document<'t> {
    root: DeTable<'t>,
    file: FileId,
    base: usize,
}

impl<'t> Document<'t> {
    /// Parses a text and says every syntax error; what can be made of the rest is kept.
    pub fn parse(files: &'t Files, file: FileId, problems: &mut Vec<Diagnostic>) -> Self {
        let whole = files.text(file);
        let text = whole.strip_prefix(BOM).unwrap_or(whole);
        let base = whole.len() - text.len();
        let (root, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let span = error.span().unwrap_or(0..0);
            let message = error.message().lines().next().unwrap_or("").to_owned();
            let hint = syntax_hint(&message, text, span.start);
            problems.push(
                Diagnostic::error("casebase::toml_syntax", format!("this is not TOML: {message}"))
                    .at(Span::new(file, base + span.start, base + span.end.max(span.start)), "")
                    .maybe_hint(hint),
            );
        }
        Self { root: root.into_inner(), file, base }
    }

    /// The keys of the whole file.
    pub fn keys(&self) -> Keys<'_> {
        Keys {
            table: &self.root,
            file: self.file,
            base: self.base,
            span: Span::new(self.file, 0, 0),
            what: String::new(),
            known: Vec::new(),
        }
    }
}

fn syntax_hint(message: &str, text: &str, at: usize) -> Option<String> {
    let line_start = text.get(..at)?.rfind('\n').map_or(0, |before| before + 1);
    let line = text.get(line_start..)?.lines().next().unwrap_or("");
    if message.contains("duplicate key") {
        return Some("a key stands only once in a table".to_owned());
    }
    let value = line.split_once('=')?.1.trim();
    if value.starts_with('"') && message.contains("basic string") {
        return Some("a quote opens on this line and is never closed".to_owned());
    }
    (value.starts_with(|c: char| c.is_alphabetic()) && !["true", "false", "inf", "nan"].contains(&value))
        .then(|| "a text stands in quotes: key = \"text\"".to_owned())
}

/// One table of a file while it is being read.
pub(crate) struct Keys<'d> {
    table: &'d DeTable<'d>,
    file: FileId,
    base: usize,
    /// Where the table stands: its header.
    pub span: Span,
    what: String,
    known: Vec<&'static str>,
}

impl<'d> Keys<'d> {
    fn spanned(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.file, self.base + range.start, self.base + range.end)
    }

    fn get(&mut self, key: &'static str) -> Option<&'d Spanned<DeValue<'d>>> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        self.table.get(key)
    }

    fn wrong(&self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str) -> Diagnostic {
        let given = match value.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a bare date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        Diagnostic::error("casebase::wrong_type", format!("`{key}` must be {wanted}, not {given}"))
            .at(self.spanned(value.span()), "")
    }

    /// A text; numbers and bare dates are taken too, with a warning, because dates are texts here.
    pub fn text(&mut self, key: &'static str, problems: &mut Vec<Diagnostic>) -> Option<Text> {
        let value = self.get(key)?;
        self.as_text(key, value, problems)
    }

    fn as_text(&self, key: &str, value: &Spanned<DeValue<'_>>, problems: &mut Vec<Diagnostic>) -> Option<Text> {
        let span = self.spanned(value.span());
        let bare = match value.get_ref() {
            DeValue::String(text) => return Some(Text { value: text.trim().to_owned(), span }),
            DeValue::Datetime(date) => date.to_string(),
            DeValue::Integer(number) => number.as_str().to_owned(),
            _ => {
                problems.push(self.wrong(key, value, "a text in quotes"));
                return None;
            }
        };
        problems.push(
            Diagnostic::warning("casebase::bare_date", format!("`{key}` is written without quotes"))
                .at(span, "")
                .hint(format!("dates are texts here, because they may be vague: {key} = \"{bare}\""))
                .fix(span, format!("\"{bare}\"")),
        );
        Some(Text { value: bare, span })
    }

    /// A text that must be there.
    pub fn required(&mut self, key: &'static str, problems: &mut Vec<Diagnostic>) -> Option<Text> {
        let text = self.text(key, problems);
        if self.table.get(key).is_none() {
            problems.push(
                Diagnostic::error("casebase::missing_key", format!("{} has no `{key}`", self.name()))
                    .at(self.span, "")
                    .hint(format!("write {key} = \"...\"")),
            );
        }
        text
    }

    /// What to call this table in a message.
    pub fn name(&self) -> String {
        if self.what.is_empty() { "this file".to_owned() } else { self.what.clone() }
    }

    /// A list of texts; a single text is a list of one. `None` where the key is absent.
    pub fn texts(&mut self, key: &'static str, problems: &mut Vec<Diagnostic>) -> Option<Vec<Text>> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Array(items) => Some(items.iter().filter_map(|item| self.as_text(key, item, problems)).collect()),
            DeValue::String(_) => Some(self.as_text(key, value, problems).into_iter().collect()),
            _ => {
                problems.push(self.wrong(key, value, "a list of texts"));
                None
            }
        }
    }

    /// A whole number.
    pub fn integer(&mut self, key: &'static str, problems: &mut Vec<Diagnostic>) -> Option<i64> {
        let value = self.get(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        if number.is_none() {
            problems.push(self.wrong(key, value, "a whole number"));
        }
        number
    }

    /// Tables under a key: one table, or a list of them.
    pub fn tables(&mut self, key: &'static str, problems: &mut Vec<Diagnostic>) -> Vec<Keys<'d>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let mut tables = Vec::new();
        match value.get_ref() {
            DeValue::Table(table) => tables.push(self.child(format!("[{key}]"), table, value.span())),
            DeValue::Array(items) => {
                for item in items {
                    match item.get_ref() {
                        DeValue::Table(table) => tables.push(self.child(format!("this [[{key}]]"), table, item.span())),
                        _ => problems.push(self.wrong(key, item, "a table")),
                    }
                }
            }
            _ => problems.push(self.wrong(key, value, "a table")),
        }
        tables
    }

    /// A table whose keys are names of the user's choosing: each with the place of its name.
    pub fn named(&mut self, key: &'static str, problems: &mut Vec<Diagnostic>) -> Vec<(Text, Keys<'d>)> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Table(table) = value.get_ref() else {
            problems.push(self.wrong(key, value, "a table"));
            return Vec::new();
        };
        let mut named = Vec::new();
        for (name, value) in table {
            let text = Text { value: name.get_ref().to_string(), span: self.spanned(name.span()) };
            match value.get_ref() {
                DeValue::Table(inner) => {
                    let mut keys = self.child(format!("[{key}.{}]", text.value), inner, value.span());
                    keys.span = text.span;
                    named.push((text, keys));
                }
                _ => problems.push(self.wrong(&text.value, value, "a table")),
            }
        }
        named.sort_by_key(|(name, _)| name.span);
        named
    }

    fn child(&self, what: String, table: &'d DeTable<'d>, span: std::ops::Range<usize>) -> Keys<'d> {
        Keys { table, file: self.file, base: self.base, span: self.spanned(span), what, known: Vec::new() }
    }

    /// Says every key that nobody asked for.
    pub fn finish(self, problems: &mut Vec<Diagnostic>) {
        let mut unknown: Vec<_> =
            self.table.iter().filter(|(key, _)| !self.known.contains(&key.get_ref().as_ref())).collect();
        unknown.sort_by_key(|(key, _)| key.span().start);
        for (key, _) in unknown {
            let name = key.get_ref().as_ref();
            let hint =
                did_you_mean(name, self.known.iter().copied(), || format!("known here: {}", self.known.join(", ")));
            problems.push(
                Diagnostic::error("casebase::unknown_key", format!("{} has no key called `{name}`", self.name()))
                    .at(self.spanned(key.span()), "")
                    .hint(hint),
            );
        }
    }
}
