//! Rows of codings to columns: `facts.csv`, `alliances.csv`, `episodes.csv`.
//!
//! In: rows as texts. Out: rows as numbers, and every cell that is wrong. A row with an error is left out; the others are
//! read on. What needs more than one row (contradictions, duplicates) is for `rivals`.

use crate::actors::Actors;
use crate::codings::{Codings, Columns, Entry, NO_SOURCE, Origin, Pool, ValueIn};
use crate::columns::{self, Layout, Row, Schema};
use crate::dates::{Calendar, End, Wrong};
use crate::events::Solved;
use crate::lookup::Lookup;
use crate::model::AttributeEntry;
use spells::{About, Day, Kind, NOBODY, UNKNOWN_VALUE, plain_day};
use text::{Diagnostic, FileId, Files, Span, nearest};

/// What rows of codings are read against.
pub(crate) struct Context<'a> {
    pub calendar: &'a Calendar,
    pub actors: &'a Actors,
    pub attributes: &'a [AttributeEntry],
    pub attribute_ids: Lookup,
    pub levels: Vec<Lookup>,
    pub treaties: Lookup,
    pub treaty_ids: Vec<String>,
    /// When each event may have happened, as far as anything in the study tells.
    pub events: Solved,
    pub sources: Lookup,
    pub source_keys: Vec<String>,
    /// By source: from when on it is public.
    pub published: Vec<Day>,
    /// Whether there is a bibliography at all.
    pub cited: bool,
}

/// A cell of a row of codings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    Subject,
    Object,
    Attribute,
    Value,
    From,
    Until,
    Source,
    Public,
    Recorded,
    Reading,
}

/// A row as it stands in a file.
pub(crate) struct Cells<'r> {
    pub subject: &'r str,
    pub object: &'r str,
    pub attribute: Result<u32, &'r str>,
    pub value: &'r str,
    pub from: &'r str,
    pub until: &'r str,
    pub source: &'r str,
    pub public: &'r str,
    pub recorded: &'r str,
    pub reading: &'r str,
    pub place: u32,
}

pub(crate) const FACTS: Schema = Schema {
    columns: &[
        "subject",
        "object",
        "attribute",
        "value",
        "from",
        "until",
        "source",
        "locator",
        "coder",
        "public",
        "recorded",
        "confidence",
        "reading",
        "note",
    ],
    required: &["subject", "attribute", "value", "from", "until"],
};

pub(crate) const ALLIANCES: Schema = Schema {
    columns: &[
        "a",
        "b",
        "from",
        "until",
        "source",
        "locator",
        "coder",
        "public",
        "recorded",
        "confidence",
        "reading",
        "note",
    ],
    required: &["a", "b", "from", "until"],
};

pub(crate) const EPISODES: Schema = Schema {
    columns: &[
        "actor",
        "ally",
        "type",
        "from",
        "until",
        "what",
        "source",
        "locator",
        "coder",
        "public",
        "recorded",
        "confidence",
        "reading",
        "note",
    ],
    required: &["actor", "ally", "type", "from", "until"],
};

impl Context<'_> {
    /// How the values of an attribute are numbered.
    pub fn value_in(&self, attribute: u32) -> ValueIn {
        match self.attributes[attribute as usize].attribute.kind {
            Kind::Number => ValueIn::Numbers,
            Kind::Actors => ValueIn::Sets,
            _ => ValueIn::Itself,
        }
    }

    /// Reads a row into numbers. `None` where something in it is wrong, which is said; `span` gives the places of cells.
    pub fn resolve(
        &self,
        cells: &Cells<'_>,
        span: &dyn Fn(Slot) -> Span,
        pool: &mut Pool,
        uncited: &mut usize,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Entry> {
        let before = problems.len();
        let attribute = match cells.attribute {
            Ok(attribute) => Some(attribute),
            Err(name) => match self.attribute_ids.get(name) {
                Some(at) if !self.attributes[at as usize].built_in => Some(at),
                found => {
                    problems.push(self.unknown_attribute(name, found.is_some()).at(span(Slot::Attribute), ""));
                    None
                }
            },
        };
        let mut subject = 0;
        let mut object = NOBODY;
        if let Some(attribute) = attribute {
            let schema = &self.attributes[attribute as usize].attribute;
            let mut actor = |word: &str, slot: Slot| match self.actors.ids.get(word) {
                Some(id) => id,
                None => {
                    problems.push(self.unknown_actor(word, slot).at(span(slot), ""));
                    0
                }
            };
            match schema.about {
                About::Treaty => match self.treaties.get(cells.subject) {
                    Some(id) => subject = id,
                    None => problems.push(self.unknown_treaty(cells.subject).at(span(Slot::Subject), "")),
                },
                About::Actor => subject = actor(cells.subject, Slot::Subject),
                About::Directed | About::Undirected => {
                    subject = actor(cells.subject, Slot::Subject);
                    object = actor(cells.object, Slot::Object);
                }
            }
            let pair = matches!(schema.about, About::Directed | About::Undirected);
            if !pair && !cells.object.is_empty() {
                problems.push(
                    Diagnostic::error(
                        "casebase::object_without_pair",
                        format!("`{}` is not about a pair, so it has no object", schema.name),
                    )
                    .at(span(Slot::Object), "")
                    .hint("leave `object` empty, or make the attribute `directed` or `undirected` in codebook.toml"),
                );
            }
            if pair && subject == object && problems.len() == before {
                problems.push(
                    Diagnostic::error("casebase::pair_of_one", format!("`{}` stands on both sides", cells.subject))
                        .at(span(Slot::Object), "")
                        .hint("a pair has two different actors"),
                );
            }
        }
        let value =
            attribute.map_or(UNKNOWN_VALUE, |attribute| self.value(attribute, cells.value, span, pool, problems));
        let from = self.end(cells.from, End::From, span, Slot::From, pool, problems);
        let until = self.end(cells.until, End::Until, span, Slot::Until, pool, problems);
        let mut source = NO_SOURCE;
        if !self.cited || cells.source.is_empty() {
            *uncited += 1;
        } else if let Some(at) = self.sources.get(cells.source) {
            source = at;
        } else {
            problems.push(self.unknown_source(cells.source).at(span(Slot::Source), ""));
        }
        let mut public = if source == NO_SOURCE { Day::BEGINNING } else { self.published[source as usize] };
        if !cells.public.is_empty() {
            match self.moment(cells.public) {
                Ok(day) => public = day,
                Err(wrong) => problems.push(wrong_date(wrong, span(Slot::Public))),
            }
        }
        if !cells.recorded.is_empty()
            && let Err(wrong) = self.moment(cells.recorded)
        {
            problems.push(wrong_date(wrong, span(Slot::Recorded)));
        }
        let reading = pool.reading(cells.reading);
        if problems.len() > before {
            return None;
        }
        let attribute = attribute?;
        if self.attributes[attribute as usize].attribute.about == About::Undirected && object < subject {
            (subject, object) = (object, subject);
        }
        Some(Entry { subject, object, attribute, value, from, until, public, source, reading, place: cells.place })
    }

    /// The last day on which something became public; days count exactly.
    fn moment(&self, word: &str) -> Result<Day, Wrong> {
        match plain_day(word) {
            Some(day) => Ok(day),
            None => self.calendar.date(word).map(|days| days.latest()),
        }
    }

    #[inline]
    fn end(
        &self,
        word: &str,
        end: End,
        span: &dyn Fn(Slot) -> Span,
        slot: Slot,
        pool: &mut Pool,
        problems: &mut Vec<Diagnostic>,
    ) -> i32 {
        if let Some(day) = plain_day(word) {
            return day.plus(end.step()).0;
        }
        if word == ".." {
            return if end == End::From { Day::BEGINNING.0 } else { Day::END.0 };
        }
        if let Some(known) = pool.known_end(word, end) {
            return known;
        }
        match self.calendar.end(word, end) {
            Ok(when) => {
                let number = pool.end(when);
                if number >= 0 {
                    pool.remember_end(word, end, number);
                }
                number
            }
            Err(wrong) => {
                problems.push(wrong_date(wrong, span(slot)));
                0
            }
        }
    }

    pub fn value(
        &self,
        attribute: u32,
        word: &str,
        span: &dyn Fn(Slot) -> Span,
        pool: &mut Pool,
        problems: &mut Vec<Diagnostic>,
    ) -> u32 {
        if word == "unknown" {
            return UNKNOWN_VALUE;
        }
        let entry = &self.attributes[attribute as usize].attribute;
        let problem = match &entry.kind {
            Kind::Truth => match word {
                "yes" | "true" => return 1,
                "no" | "false" => return 0,
                _ => bad_truth(word),
            },
            Kind::Category { levels, .. } => match self.levels[attribute as usize].get(word) {
                Some(level) => return level,
                None => {
                    let said =
                        Diagnostic::error("casebase::unknown_level", format!("`{}` has no level `{word}`", entry.name));
                    match nearest(word, levels.iter().map(String::as_str)) {
                        Some(near) => said.hint(format!("did you mean `{near}`?")),
                        None => said.hint(format!("its levels are: {}; or unknown", levels.join(", "))),
                    }
                }
            },
            Kind::Number => match number(word) {
                Some(number) => return pool.number(number),
                None => bad_number(word),
            },
            Kind::Actors => match self.set(word, entry.exactly) {
                Ok((members, exactly)) => return pool.set(members, exactly),
                Err(problem) => *problem,
            },
        };
        problems.push(problem.at(span(Slot::Value), ""));
        UNKNOWN_VALUE
    }

    fn set(&self, word: &str, exactly: bool) -> Result<(Vec<u32>, bool), Box<Diagnostic>> {
        let (word, exactly) = match word.split_once(' ') {
            Some(("exactly", rest)) => (rest.trim(), true),
            Some(("includes", rest)) => (rest.trim(), false),
            _ => (word, exactly),
        };
        if word == "nobody" {
            return Ok((Vec::new(), true));
        }
        if word.is_empty() {
            return Err(Diagnostic::error("casebase::missing_cell", "no actors are named")
                .hint("write their ids with spaces between, or nobody, or unknown")
                .into());
        }
        let mut members = Vec::new();
        for id in word.split_whitespace() {
            match self.actors.ids.get(id) {
                Some(actor) => members.push(actor),
                None => {
                    let bare = id.trim_matches([',', ';', '{', '}']);
                    if self.actors.ids.get(bare).is_some() {
                        return Err(Diagnostic::error(
                            "casebase::bad_set",
                            "ids in a set are separated by spaces alone",
                        )
                        .hint(format!(
                            "write it as: {}",
                            word.replace([',', ';', '{', '}'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
                        ))
                        .into());
                    }
                    return Err(self.unknown_actor(id, Slot::Value).into());
                }
            }
        }
        Ok((members, exactly))
    }

    fn unknown_actor(&self, word: &str, slot: Slot) -> Diagnostic {
        if word.is_empty() {
            let what = if slot == Slot::Object { "object" } else { "subject" };
            return Diagnostic::error("casebase::missing_cell", format!("this row has no {what}"))
                .hint("write the id of an actor");
        }
        let hint = self.actors.find(word).err().flatten();
        Diagnostic::error("casebase::unknown_actor", format!("no actor is called `{word}`")).maybe_hint(hint)
    }

    fn unknown_treaty(&self, word: &str) -> Diagnostic {
        let hint = match nearest(word, self.treaty_ids.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "treaties stand in treaties.toml".to_owned(),
        };
        Diagnostic::error("casebase::unknown_treaty", format!("no treaty is called `{word}`")).hint(hint)
    }

    fn unknown_source(&self, key: &str) -> Diagnostic {
        let hint = match nearest(key, self.source_keys.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "add it to sources.bib".to_owned(),
        };
        Diagnostic::error("casebase::unknown_source", format!("no source has the key `{key}`")).hint(hint)
    }

    fn unknown_attribute(&self, name: &str, built_in: bool) -> Diagnostic {
        if built_in {
            let place = match name {
                "allied" => "alliances.csv",
                "conduct" => "episodes.csv",
                "policy" => "policies.toml",
                _ => "treaties.toml",
            };
            return Diagnostic::error("casebase::reserved_name", format!("`{name}` is not coded in facts"))
                .hint(format!("it comes from {place}: put it there"));
        }
        if name.is_empty() {
            return Diagnostic::error("casebase::missing_cell", "this row has no attribute")
                .hint("write the name of an attribute of codebook.toml");
        }
        let own = || self.attributes.iter().filter(|entry| !entry.built_in).map(|entry| entry.attribute.name.as_str());
        let hint = match nearest(name, own()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "describe it in codebook.toml".to_owned(),
        };
        Diagnostic::error("casebase::unknown_attribute", format!("no attribute is called `{name}`")).hint(hint)
    }
}

pub(crate) fn wrong_date(wrong: Wrong, span: Span) -> Diagnostic {
    Diagnostic::error(wrong.code, wrong.message).at(span, "").maybe_hint(wrong.hint)
}

fn bad_truth(word: &str) -> Diagnostic {
    if word.is_empty() {
        return Diagnostic::error("casebase::missing_cell", "this row has no value").hint("write yes, no or unknown");
    }
    let near = match word.to_lowercase().as_str() {
        "y" | "1" | "ja" | "oui" | "yes" | "true" | "wahr" | "vrai" => Some("yes"),
        "n" | "0" | "nein" | "non" | "no" | "false" | "falsch" | "faux" => Some("no"),
        "na" | "n/a" | "?" | "nan" | "null" | "missing" | "." | "-9" | "-99" | "unknown" => Some("unknown"),
        _ => nearest(word, ["yes", "no", "unknown"]),
    };
    let said = Diagnostic::error("casebase::not_a_truth", format!("`{word}` is neither yes nor no"));
    match near {
        Some(near) => said.hint(format!("write {near}")),
        None => said.hint("write yes, no or unknown; for other values make the attribute a category in codebook.toml"),
    }
}

/// A decimal number with a point.
fn number(word: &str) -> Option<f64> {
    let plain = word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'e' | b'E'));
    word.parse::<f64>().ok().filter(|number| plain && number.is_finite())
}

/// Why a word is no number, and what to write instead.
fn bad_number(word: &str) -> Diagnostic {
    let said = Diagnostic::error("casebase::not_a_number", format!("`{word}` is no number"));
    if word.is_empty() {
        return Diagnostic::error("casebase::missing_cell", "this row has no value").hint("write a number, or unknown");
    }
    let tight: String = word.chars().filter(|c| !c.is_whitespace() && *c != '\'' && *c != '\u{2019}').collect();
    let digits = tight.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '-'));
    if !digits {
        return said.hint("write digits with a point, such as 3.5, without a unit; or unknown");
    }
    let (commas, points) = (tight.matches(',').count(), tight.matches('.').count());
    let groups = |by: char| tight.trim_start_matches('-').split(by).skip(1).all(|group| group.len() == 3);
    match (commas, points) {
        (1, 0) if groups(',') => said.hint(format!(
            "it reads as {} with a thousands separator, or as {} with a decimal comma: write the one meant",
            tight.replace(',', ""),
            tight.replace(',', ".")
        )),
        (1, 0) => said.hint(format!("decimals stand after a point: write {}", tight.replace(',', "."))),
        (1.., 1) if tight.rfind('.') > tight.rfind(',') => {
            said.hint(format!("write it without thousands separators: {}", tight.replace(',', "")))
        }
        (1, 1..) => said.hint(format!("write it as {}", tight.replace('.', "").replace(',', "."))),
        _ => said.hint(format!("write it without thousands separators: {}", tight.replace([',', '.'], ""))),
    }
}

/// How the cells of a file are to be read as codings.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    Facts,
    /// With the number of the attribute `allied`.
    Alliances(u32),
    /// With the number of the attribute `conduct`.
    Episodes(u32),
}

impl Shape {
    pub fn cells<'r>(self, row: &Row<'r>) -> Cells<'r> {
        let tail = match self {
            Shape::Facts => 6,
            Shape::Alliances(_) => 4,
            Shape::Episodes(_) => 6,
        };
        let (attribute, value, from) = match self {
            Shape::Facts => (Err(row.raw(2)), row.raw(3), 4),
            Shape::Alliances(allied) => (Ok(allied), "yes", 2),
            Shape::Episodes(conduct) => (Ok(conduct), row.raw(2), 3),
        };
        Cells {
            subject: row.raw(0),
            object: row.raw(1),
            attribute,
            value,
            from: row.raw(from),
            until: row.raw(from + 1),
            source: row.raw(tail),
            public: row.raw(tail + 3),
            recorded: row.raw(tail + 4),
            reading: row.raw(tail + 6),
            place: row.place.0 as u32,
        }
    }

    /// The column of a cell.
    pub fn column(self, slot: Slot) -> usize {
        let tail = match self {
            Shape::Alliances(_) => 4,
            _ => 6,
        };
        let from = match self {
            Shape::Facts => 4,
            Shape::Alliances(_) => 2,
            Shape::Episodes(_) => 3,
        };
        match slot {
            Slot::Subject => 0,
            Slot::Object => 1,
            Slot::Attribute => 2,
            Slot::Value if matches!(self, Shape::Facts) => 3,
            Slot::Value => 2,
            Slot::From => from,
            Slot::Until => from + 1,
            Slot::Source => tail,
            Slot::Public => tail + 3,
            Slot::Recorded => tail + 4,
            Slot::Reading => tail + 6,
        }
    }
}

/// What one stretch of a file gave.
#[derive(Default)]
struct Part {
    columns: Columns,
    pool: Pool,
    uncited: usize,
    problems: Vec<Diagnostic>,
}

/// Reads a file of codings into a new block; large files on two threads. Gives how many codings name no source.
pub(crate) fn read(
    files: &Files,
    file: FileId,
    shape: Shape,
    layer: u32,
    context: &Context<'_>,
    codings: &mut Codings,
    problems: &mut Vec<Diagnostic>,
) -> usize {
    let schema = match shape {
        Shape::Facts => &FACTS,
        Shape::Alliances(_) => &ALLIANCES,
        Shape::Episodes(_) => &EPISODES,
    };
    let Some(layout) = columns::open(files, file, schema, problems) else { return 0 };
    let text = files.text(file);
    let body = layout.body;
    let middle = if text.len() - body > 1 << 20 { split(text, body) } else { None };
    let parts = match middle {
        Some(middle) => std::thread::scope(|scope| {
            let second = scope.spawn(|| part(text, &layout, shape, (middle, text.len()), context));
            let first = part(text, &layout, shape, (body, middle), context);
            vec![first, second.join().unwrap_or_default()]
        }),
        None => vec![part(text, &layout, shape, (body, text.len()), context)],
    };
    codings.begin(
        match shape {
            Shape::Facts => Origin::Facts(layout),
            Shape::Alliances(_) => Origin::Alliances(layout),
            Shape::Episodes(_) => Origin::Episodes(layout),
        },
        layer,
    );
    let mut uncited = 0;
    for part in parts {
        codings.append(part.columns, &part.pool, |attribute| context.value_in(attribute));
        uncited += part.uncited;
        problems.extend(part.problems);
    }
    uncited
}

/// The beginning of a line near the middle that no quotes surround; `None` where quotes make that doubtful.
fn split(text: &str, body: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let half = body + (bytes.len() - body) / 2;
    let line = half + bytes[half..].iter().position(|byte| *byte == b'\n')? + 1;
    let quotes = bytes[body..line].iter().filter(|byte| **byte == b'"').count();
    (quotes % 2 == 0 && line < bytes.len()).then_some(line)
}

fn part(text: &str, layout: &Layout, shape: Shape, range: (usize, usize), context: &Context<'_>) -> Part {
    let mut part = Part::default();
    part.columns.reserve((range.1 - range.0) / 56);
    let Part { columns, pool, uncited, problems } = &mut part;
    columns::rows(text, layout, range, problems, |row, problems| {
        let cells = shape.cells(row);
        let span = |slot: Slot| row.span(shape.column(slot));
        if let Some(entry) = context.resolve(&cells, &span, pool, uncited, problems) {
            columns.push(entry);
        }
    });
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_other_countries_are_explained() {
        assert_eq!(number("3.5"), Some(3.5));
        assert_eq!(number("-1e3"), Some(-1000.0));
        for (word, hint) in [
            ("3,5", "write 3.5"),
            ("1,234", "1234 with a thousands separator"),
            ("1,234.5", "1234.5"),
            ("1.234,5", "1234.5"),
            ("1 234 567", "1234567"),
            ("1.234.567", "1234567"),
            ("inf", "or unknown"),
            ("12 km", "without a unit"),
        ] {
            assert_eq!(number(word), None);
            let problem = bad_number(word);
            assert!(problem.hint.as_deref().is_some_and(|given| given.contains(hint)), "{word}: {problem:?}");
        }
    }
}
