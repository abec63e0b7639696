//! Every coding of a study, in columns: 40 bytes each, whatever file it comes from.
//!
//! What a coding says is kept as numbers; what people wrote is found again in its file by its place. Ids are given in
//! the order of files and rows and are the same in every view of the study.

use crate::columns::Layout;
use crate::dates::{End, Endpoint, When};
use crate::lookup::Lookup;
use spells::{CodingId, Day};
use text::Span;

/// From here on a date in a column is a place in the pool of endpoints.
const POOL: i32 = 1 << 28;
/// The value of a row of which a value or a date could not be read: its days are held against lifetimes and coverage, and it
/// contradicts nothing. There is one only where an error was said of it.
pub(crate) const WRONG_VALUE: u32 = spells::UNKNOWN_VALUE - 1;
/// No source.
pub(crate) const NO_SOURCE: u32 = u32::MAX;

/// What columns point into.
#[derive(Debug, Clone)]
pub(crate) struct Pool {
    pub ends: Vec<Endpoint>,
    /// Names of readings; the first is no reading.
    pub readings: Vec<String>,
    /// By reading: where it was met first, also where the row was left out.
    pub met: Vec<Option<Span>>,
    pub numbers: Vec<f64>,
    pub sets: Vec<(Vec<u32>, bool)>,
    end_texts: Lookup,
    reading_names: Lookup,
    number_bits: Lookup,
    set_words: Lookup,
}

impl Default for Pool {
    fn default() -> Self {
        Self {
            ends: Vec::new(),
            readings: vec![String::new()],
            met: vec![None],
            numbers: Vec::new(),
            sets: Vec::new(),
            end_texts: Lookup::default(),
            reading_names: Lookup::new([""]),
            number_bits: Lookup::default(),
            set_words: Lookup::default(),
        }
    }
}

impl Pool {
    /// The column's number for an endpoint.
    pub fn end(&mut self, when: When) -> i32 {
        match when {
            When::Day(day) => day.0,
            When::Vague(endpoint) => {
                self.ends.push(endpoint);
                POOL + self.ends.len() as i32 - 1
            }
        }
    }

    /// The number under which this text was met before.
    pub fn known_end(&self, text: &str, end: End) -> Option<i32> {
        self.end_texts.get(&format!("{}{text}", end.step())).map(|at| at as i32)
    }

    /// Remembers the number of a text.
    pub fn remember_end(&mut self, text: &str, end: End, number: i32) {
        self.end_texts.intern(&format!("{}{text}", end.step()), || number as u32);
    }

    /// What a column's number stands for.
    pub fn when(&self, number: i32) -> Result<Day, &Endpoint> {
        if number < POOL { Ok(Day(number)) } else { Err(&self.ends[(number - POOL) as usize]) }
    }

    /// The number of a reading.
    pub fn reading(&mut self, name: &str) -> u32 {
        if name.is_empty() {
            return 0;
        }
        let next = self.readings.len() as u32;
        let number = self.reading_names.intern(name, || next);
        if number == next {
            self.readings.push(name.to_owned());
            self.met.push(None);
        }
        number
    }

    /// Remembers where a reading was met, if it is the first time.
    #[inline]
    pub fn met(&mut self, reading: u32, place: impl FnOnce() -> Span) {
        if reading != 0 && self.met[reading as usize].is_none() {
            self.met[reading as usize] = Some(place());
        }
    }

    /// The number of a number.
    pub fn number(&mut self, number: f64) -> u32 {
        let number = if number == 0.0 { 0.0 } else { number };
        let next = self.numbers.len() as u32;
        let at = self.number_bits.intern(&format!("{:x}", number.to_bits()), || next);
        if at == next {
            self.numbers.push(number);
        }
        at
    }

    /// The number of a set of actors.
    pub fn set(&mut self, mut members: Vec<u32>, exactly: bool) -> u32 {
        members.sort_unstable();
        members.dedup();
        let next = self.sets.len() as u32;
        let at = self.set_words.intern(&format!("{members:?}{exactly}"), || next);
        if at == next {
            self.sets.push((members, exactly));
        }
        at
    }
}

/// How a value is to be renumbered when pools are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ValueIn {
    Itself,
    Numbers,
    Sets,
}

/// The columns.
#[derive(Debug, Clone, Default)]
pub(crate) struct Columns {
    pub subject: Vec<u32>,
    pub object: Vec<u32>,
    pub attribute: Vec<u32>,
    pub value: Vec<u32>,
    pub from: Vec<i32>,
    pub until: Vec<i32>,
    pub public: Vec<i32>,
    pub source: Vec<u32>,
    pub reading: Vec<u32>,
    pub place: Vec<u32>,
}

/// One row of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry {
    pub subject: u32,
    pub object: u32,
    pub attribute: u32,
    pub value: u32,
    pub from: i32,
    pub until: i32,
    pub public: Day,
    pub source: u32,
    pub reading: u32,
    pub place: u32,
}

impl Columns {
    pub fn len(&self) -> usize {
        self.subject.len()
    }

    pub fn reserve(&mut self, rows: usize) {
        let Columns { subject, object, attribute, value, from, until, public, source, reading, place } = self;
        for column in [subject, object, attribute, value, source, reading, place] {
            column.reserve_exact(rows);
        }
        for column in [from, until, public] {
            column.reserve_exact(rows);
        }
    }

    #[inline]
    pub fn push(&mut self, entry: Entry) {
        self.subject.push(entry.subject);
        self.object.push(entry.object);
        self.attribute.push(entry.attribute);
        self.value.push(entry.value);
        self.from.push(entry.from);
        self.until.push(entry.until);
        self.public.push(entry.public.0);
        self.source.push(entry.source);
        self.reading.push(entry.reading);
        self.place.push(entry.place);
    }

    /// A row.
    #[inline]
    pub fn entry(&self, at: usize) -> Entry {
        Entry {
            subject: self.subject[at],
            object: self.object[at],
            attribute: self.attribute[at],
            value: self.value[at],
            from: self.from[at],
            until: self.until[at],
            public: Day(self.public[at]),
            source: self.source[at],
            reading: self.reading[at],
            place: self.place[at],
        }
    }
}

/// What sort of file a block of codings comes from.
#[derive(Debug, Clone)]
pub(crate) enum Origin {
    /// `facts.csv`: places are bytes.
    Facts(Layout),
    /// `alliances.csv`.
    Alliances(Layout),
    /// `episodes.csv`.
    Episodes(Layout),
    /// A table of `tables/`: places are rows.
    Table(usize),
    /// A treaty or policy: places are in the list of derived codings.
    Derived,
}

/// A stretch of codings from one file.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub first: u32,
    pub origin: Origin,
    /// 0 for the study itself, else the layer's place among the active layers, from 1.
    pub layer: u32,
}

/// What people wrote of a coding that a treaty or policy gives rise to.
#[derive(Debug, Clone)]
pub(crate) struct Derived {
    pub span: Span,
    pub from: String,
    pub until: String,
    pub locator: String,
    pub public: String,
    pub note: String,
    pub value: String,
}

/// All codings.
#[derive(Debug, Clone, Default)]
pub(crate) struct Codings {
    pub columns: Columns,
    pub pool: Pool,
    pub blocks: Vec<Block>,
    pub derived: Vec<Derived>,
}

impl Codings {
    /// Begins a block; rows appended from now on belong to it.
    pub fn begin(&mut self, origin: Origin, layer: u32) {
        self.blocks.push(Block { first: self.columns.len() as u32, origin, layer });
    }

    /// Appends columns that were read with their own pool.
    pub fn append(&mut self, columns: Columns, pool: &Pool, kind: impl Fn(u32) -> ValueIn) {
        let ends: Vec<i32> = pool.ends.iter().map(|end| self.pool.end(When::Vague(end.clone()))).collect();
        let readings: Vec<u32> = pool.readings.iter().map(|name| self.pool.reading(name)).collect();
        for (reading, place) in readings.iter().zip(&pool.met) {
            if let Some(place) = place {
                self.pool.met(*reading, || *place);
            }
        }
        let numbers: Vec<u32> = pool.numbers.iter().map(|number| self.pool.number(*number)).collect();
        let sets: Vec<u32> =
            pool.sets.iter().map(|(members, exactly)| self.pool.set(members.clone(), *exactly)).collect();
        let place = |number: i32| if number < POOL { number } else { ends[(number - POOL) as usize] };
        let first = self.columns.len();
        let plain = ends.is_empty() && readings.len() == 1 && numbers.is_empty() && sets.is_empty();
        if first == 0 {
            self.columns = columns;
        } else {
            let Columns { subject, object, attribute, value, from, until, public, source, reading, place } = columns;
            let into = &mut self.columns;
            into.subject.extend(subject);
            into.object.extend(object);
            into.attribute.extend(attribute);
            into.value.extend(value);
            into.from.extend(from);
            into.until.extend(until);
            into.public.extend(public);
            into.source.extend(source);
            into.reading.extend(reading);
            into.place.extend(place);
        }
        if plain {
            return;
        }
        for at in first..self.columns.len() {
            let into = &mut self.columns;
            into.from[at] = place(into.from[at]);
            into.until[at] = place(into.until[at]);
            into.reading[at] = readings[into.reading[at] as usize];
            if !matches!(into.value[at], spells::UNKNOWN_VALUE | WRONG_VALUE) {
                match kind(into.attribute[at]) {
                    ValueIn::Itself => {}
                    ValueIn::Numbers => into.value[at] = numbers[into.value[at] as usize],
                    ValueIn::Sets => into.value[at] = sets[into.value[at] as usize],
                }
            }
        }
    }

    /// The block of a coding.
    pub fn block(&self, id: CodingId) -> &Block {
        let after = self.blocks.partition_point(|block| block.first <= id.0);
        &self.blocks[after - 1]
    }
}
