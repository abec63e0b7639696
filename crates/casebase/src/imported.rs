//! Imported data sets: `tables/*.parquet`, with the columns of `facts.csv`.
//!
//! Each distinct word of a column is looked up once, and a row is a few numbers; that is why tables are fast. What a row
//! says wrongly is said with the row's number, because a binary table has no line.

use crate::coding::Coding;
use crate::codings::{Codings, Columns, Entry, NO_SOURCE, Origin, Pool};
use crate::dates::End;
use crate::facts::{Cells, Context, FACTS, Slot};
use crate::uncited::{Place, Uncited};
use spells::{About, Day, NOBODY};
use std::borrow::Cow;
use tables::{Column, NOTHING, Table, Values, Words};
use text::{Diagnostic, FileId, Span, did_you_mean};

/// An imported table, kept for provenance.
#[derive(Debug, Clone)]
pub(crate) struct Imported {
    pub name: String,
    table: Table,
    /// By column of `facts.csv`: its place in the table.
    places: Vec<Option<usize>>,
}

/// The columns of `facts.csv` that matter to more than provenance.
const SUBJECT: usize = 0;
const OBJECT: usize = 1;
const ATTRIBUTE: usize = 2;
const VALUE: usize = 3;
const FROM: usize = 4;
const UNTIL: usize = 5;
const SOURCE: usize = 6;
const PUBLIC: usize = 9;
const RECORDED: usize = 10;
const READING: usize = 12;

impl Imported {
    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.table.rows()
    }

    fn column(&self, column: usize) -> Option<&Column> {
        self.places[column].map(|at| &self.table.columns()[at])
    }

    fn cell(&self, column: usize, row: usize) -> Cow<'_, str> {
        match self.column(column).map(|column| &column.values) {
            None => "".into(),
            Some(Values::Words(words)) => words.get(row).unwrap_or("").trim().into(),
            Some(Values::Integers(rows)) => rows[row].map_or(String::new(), |number| number.to_string()).into(),
            Some(Values::Numbers(rows)) => rows[row].map_or(String::new(), |number| number.to_string()).into(),
            Some(Values::Truths(rows)) => rows[row].map_or("", |truth| if truth { "yes" } else { "no" }).into(),
            Some(Values::Days(rows)) => rows[row].map_or(String::new(), |day| Day(day).to_string()).into(),
        }
    }

    /// Fills in what a row says.
    pub fn fill<'a>(&'a self, row: usize, coding: &mut Coding<'a>) {
        coding.file = &self.name;
        coding.row = Some(row + 1);
        coding.line = row + 1;
        coding.subject = self.cell(SUBJECT, row);
        coding.object = self.cell(OBJECT, row);
        coding.value = self.cell(VALUE, row);
        coding.from = self.cell(FROM, row);
        coding.until = self.cell(UNTIL, row);
        coding.source = self.cell(SOURCE, row);
        coding.locator = self.cell(7, row);
        coding.coder = self.cell(8, row);
        coding.public = self.cell(PUBLIC, row);
        coding.recorded = self.cell(RECORDED, row);
        coding.confidence = self.cell(11, row);
        coding.note = self.cell(13, row);
    }
}

/// What the words of a column stand for, looked up once each: a number, or nothing where it needs a closer look.
struct Looked<'t> {
    words: Option<&'t Words>,
    numbers: Vec<Option<u32>>,
    /// What an empty cell stands for.
    empty: Option<u32>,
}

impl<'t> Looked<'t> {
    fn new(column: Option<&'t Column>, empty: Option<u32>, look: impl FnMut(&str) -> Option<u32>) -> Self {
        match column.map(|column| &column.values) {
            Some(Values::Words(words)) => Self {
                words: Some(words),
                numbers: words.words.iter().map(|word| word.trim()).map(look).collect(),
                empty,
            },
            Some(_) => Self { words: None, numbers: Vec::new(), empty: None },
            None => Self { words: None, numbers: Vec::new(), empty },
        }
    }

    #[inline]
    fn get(&self, row: usize) -> Option<u32> {
        match self.words {
            Some(words) => match words.at[row] {
                NOTHING => self.empty,
                at => self.numbers[at as usize],
            },
            None => self.empty,
        }
    }
}

/// Reads a table into a new block. Gives the codings that name no source.
pub(crate) fn read(
    path: &str,
    bytes: &[u8],
    context: &Context<'_>,
    codings: &mut Codings,
    imported: &mut Vec<Imported>,
    problems: &mut Vec<Diagnostic>,
) -> Uncited {
    let table = match tables::read_parquet(bytes) {
        Ok(table) => table,
        Err(problem) => {
            problems.push(problem.diagnostic(path));
            return Uncited::default();
        }
    };
    let mut places = vec![None; FACTS.columns.len()];
    for (at, column) in table.columns().iter().enumerate() {
        match FACTS.columns.iter().position(|name| *name == column.name) {
            Some(known) => places[known] = Some(at),
            None => {
                let hint = did_you_mean(&column.name, FACTS.columns.iter().copied(), || {
                    format!("columns of a table: {}", FACTS.columns.join(", "))
                });
                problems.push(
                    Diagnostic::error(
                        "casebase::unknown_column",
                        format!("{path}: there is no column `{}`", column.name),
                    )
                    .hint(hint),
                );
            }
        }
    }
    let missing: Vec<&str> = FACTS
        .required
        .iter()
        .copied()
        .filter(|name| FACTS.columns.iter().position(|column| column == name).is_none_or(|at| places[at].is_none()))
        .collect();
    if !missing.is_empty() {
        problems.push(
            Diagnostic::error("casebase::missing_column", format!("{path} has no column `{}`", missing.join("`, `")))
                .hint(format!("columns of a table: {}", FACTS.columns.join(", "))),
        );
        return Uncited::default();
    }
    let this = Imported { name: path.to_owned(), table, places };
    codings.begin(Origin::Table(imported.len()), 0);
    let rows = this.table.rows();
    let middle = if rows > 100_000 { rows / 2 } else { rows };
    let parts = std::thread::scope(|scope| {
        let second = scope.spawn(|| part(&this, middle..rows, context));
        let first = part(&this, 0..middle, context);
        vec![first, second.join().unwrap_or_default()]
    });
    let mut uncited = Uncited::default();
    for part in parts {
        codings.append(part.columns, &part.pool, |attribute| context.value_in(attribute));
        uncited.merge(part.uncited);
        problems.extend(part.problems);
    }
    imported.push(this);
    uncited
}

#[derive(Default)]
struct Part {
    columns: Columns,
    pool: Pool,
    uncited: Uncited,
    problems: Vec<Diagnostic>,
}

fn part(table: &Imported, rows: std::ops::Range<usize>, context: &Context<'_>) -> Part {
    let mut part = Part::default();
    part.columns.reserve(rows.len());
    let Part { columns, pool, uncited, problems } = &mut part;
    let actor = |word: &str| context.actors.ids.get(word);
    let subject = Looked::new(table.column(SUBJECT), None, actor);
    let object =
        Looked::new(
            table.column(OBJECT),
            Some(NOBODY),
            |word| if word.is_empty() { Some(NOBODY) } else { actor(word) },
        );
    let attribute = Looked::new(table.column(ATTRIBUTE), None, |word| {
        context.attribute_ids.get(word).filter(|at| !context.attributes[*at as usize].built_in)
    });
    let from = Days::new(table.column(FROM), End::From, context, pool);
    let until = Days::new(table.column(UNTIL), End::Until, context, pool);
    let source = Looked::new(table.column(SOURCE), Some(NO_SOURCE), |word| match (context.cited, word) {
        (false, _) | (_, "") => Some(NO_SOURCE),
        _ => context.sources.get(word),
    });
    let publics = Days::new(table.column(PUBLIC), End::From, context, &mut Pool::default());
    let recorded = Days::new(table.column(RECORDED), End::From, context, &mut Pool::default());
    let reading = Looked::new(table.column(READING), Some(0), |word| Some(pool.reading(word)));
    let mut values: Vec<Vec<Option<u32>>> = vec![Vec::new(); context.attributes.len()];
    for row in rows {
        let quick = (|| {
            let (mut a, mut b) = (subject.get(row)?, object.get(row)?);
            let attribute = attribute.get(row)?;
            let schema = &context.attributes[attribute as usize].attribute;
            match schema.about {
                About::Actor if b == NOBODY => {}
                About::Directed if b != NOBODY && a != b => {}
                About::Undirected if b != NOBODY && a != b => (a, b) = (a.min(b), a.max(b)),
                _ => return None,
            }
            let value = {
                let Some(Values::Words(words)) = table.column(VALUE).map(|column| &column.values) else { return None };
                let known = &mut values[attribute as usize];
                if known.is_empty() {
                    known.resize(words.words.len(), None);
                }
                let at = words.at[row];
                if at == NOTHING {
                    return None;
                }
                match known[at as usize] {
                    Some(value) => value,
                    None => {
                        let mut said = Vec::new();
                        let nowhere = |_: Slot| Span::new(FileId(0), 0, 0);
                        let value =
                            context.value(attribute, words.words[at as usize].trim(), &nowhere, pool, &mut said);
                        if !said.is_empty() {
                            return None;
                        }
                        known[at as usize] = Some(value);
                        value
                    }
                }
            };
            let (from, until) = (from.get(row)?, until.get(row)?);
            let source = source.get(row)?;
            let public = match publics.cell(row)? {
                Some(day) => Day(day),
                None if source == NO_SOURCE => Day::BEGINNING,
                None => context.published[source as usize],
            };
            recorded.cell(row)?;
            let reading = reading.get(row)?;
            Some(Entry {
                subject: a,
                object: b,
                attribute,
                value,
                from,
                until,
                public,
                source,
                reading,
                place: row as u32,
            })
        })();
        match quick {
            Some(entry) => {
                if entry.source == NO_SOURCE {
                    match context.cited || table.cell(SOURCE, row).is_empty() {
                        true => uncited.none(|| Place::Row(row + 1)),
                        false => uncited.unfounded(|| Place::Row(row + 1)),
                    }
                }
                columns.push(entry);
            }
            None => {
                if let Some(entry) = closer(table, row, context, pool, uncited, problems) {
                    columns.push(entry);
                }
            }
        }
    }
    part
}

/// Reads a row as a row of `facts.csv`, with everything that is wrong in it.
fn closer(
    table: &Imported,
    row: usize,
    context: &Context<'_>,
    pool: &mut Pool,
    uncited: &mut Uncited,
    problems: &mut Vec<Diagnostic>,
) -> Option<Entry> {
    let cell = |column: usize| table.cell(column, row);
    let (subject, object, attribute, value) = (cell(SUBJECT), cell(OBJECT), cell(ATTRIBUTE), cell(VALUE));
    let (from, until, source, public) = (cell(FROM), cell(UNTIL), cell(SOURCE), cell(PUBLIC));
    let (recorded, reading) = (cell(RECORDED), cell(READING));
    // An end at the last day that a calendar can name still holds; so numbers of days have a way to say it.
    let cells = Cells {
        subject: &subject,
        object: &object,
        attribute: Err(&attribute),
        value: &value,
        from: if from == "always" { ".." } else { &from },
        until: &until,
        source: &source,
        public: &public,
        recorded: &recorded,
        reading: &reading,
        place: row as u32,
    };
    let mut said = Vec::new();
    let nowhere = |_: Slot| Span::new(FileId(0), 0, 0);
    let mut own = Uncited::default();
    let entry = context.resolve(&cells, &nowhere, pool, &mut own, &mut said);
    uncited.merge(own.in_row(row + 1));
    for mut problem in said {
        problem.labels.clear();
        problem.fix = None;
        problem.message = format!("{}, row {}: {}", table.name, row + 1, problem.message);
        problems.push(problem);
    }
    entry
}

/// A column of dates, each distinct word read once.
struct Days<'t> {
    column: Option<&'t Values>,
    numbers: Vec<Option<i32>>,
    step: i32,
}

impl<'t> Days<'t> {
    fn new(column: Option<&'t Column>, end: End, context: &Context<'_>, pool: &mut Pool) -> Self {
        let column = column.map(|column| &column.values);
        let numbers = match column {
            Some(Values::Words(words)) => words
                .words
                .iter()
                .map(|word| context.calendar.end(word.trim(), end).ok().map(|when| pool.end(when)))
                .collect(),
            _ => Vec::new(),
        };
        Self { column, numbers, step: end.step() }
    }

    /// The number of a date; `None` where it needs a closer look.
    #[inline]
    fn get(&self, row: usize) -> Option<i32> {
        match self.column? {
            Values::Words(words) => match words.at[row] {
                NOTHING => None,
                at => self.numbers[at as usize],
            },
            Values::Days(days) => days[row].map(Day).filter(|day| day.is_named()).map(|day| day.plus(self.step).0),
            _ => None,
        }
    }

    /// The exact day of a date that may be absent: `None` where it needs a closer look.
    #[inline]
    fn cell(&self, row: usize) -> Option<Option<i32>> {
        match self.column {
            None => Some(None),
            Some(Values::Words(words)) => match words.at[row] {
                NOTHING => Some(None),
                at if words.words[at as usize].trim().is_empty() => Some(None),
                at => self.numbers[at as usize].filter(|day| Day(*day).is_named()).map(Some),
            },
            Some(Values::Days(days)) => Some(days[row]),
            Some(_) => None,
        }
    }
}
