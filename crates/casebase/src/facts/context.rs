//! A row as texts to a row as numbers: what it is read against, and everything that can be wrong in it.

use super::shape::{Cells, Slot};
use crate::actors::Actors;
use crate::codings::{Entry, NO_SOURCE, Pool, ValueIn, WRONG_VALUE};
use crate::dates::{Calendar, End, Wrong};
use crate::events::Solved;
use crate::lookup::Lookup;
use crate::model::AttributeEntry;
use crate::sources::key_hint;
use crate::uncited::{Place, Uncited};
use spells::{About, Day, Kind, NOBODY, UNKNOWN_VALUE, plain_day};
use text::{Diagnostic, Span, did_you_mean};

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

impl Context<'_> {
    /// How the values of an attribute are numbered.
    pub fn value_in(&self, attribute: u32) -> ValueIn {
        match self.attributes[attribute as usize].attribute.kind {
            Kind::Number => ValueIn::Numbers,
            Kind::Actors => ValueIn::Sets,
            _ => ValueIn::Itself,
        }
    }

    /// Reads a row into numbers; `span` gives the places of cells. Everything wrong is said. `None` where it cannot be told
    /// whom the row is about; a row with another error has the value [`WRONG_VALUE`], and a date that could not be read is
    /// open in it, so that what else is wrong with its days is said in the same run.
    pub fn resolve(
        &self,
        cells: &Cells<'_>,
        span: &dyn Fn(Slot) -> Span,
        pool: &mut Pool,
        uncited: &mut Uncited,
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
        let whom = problems.len() == before;
        let mut value =
            attribute.map_or(UNKNOWN_VALUE, |attribute| self.value(attribute, cells.value, span, pool, problems));
        let dates = problems.len();
        let from = self.end(cells.from, End::From, span, Slot::From, pool, problems);
        let until = self.end(cells.until, End::Until, span, Slot::Until, pool, problems);
        if problems.len() > dates {
            value = WRONG_VALUE;
        }
        let mut source = NO_SOURCE;
        if cells.source.is_empty() {
            uncited.none(|| Place::At(span(Slot::Source)));
        } else if !self.cited {
            uncited.unfounded(|| Place::At(span(Slot::Source)));
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
        pool.met(reading, || span(Slot::Reading));
        if !whom {
            if let (Ok(first), Ok(after)) = (pool.when(from), pool.when(until))
                && first >= after
            {
                let said = end_before_start(cells.from, cells.until);
                problems.push(said.at(span(Slot::Until), "the end").at(span(Slot::From), "the beginning"));
            }
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
                if end == End::From { Day::BEGINNING.0 } else { Day::END.0 }
            }
        }
    }

    pub(super) fn unknown_actor(&self, word: &str, slot: Slot) -> Diagnostic {
        if word.is_empty() {
            let what = if slot == Slot::Object { "object" } else { "subject" };
            return Diagnostic::error("casebase::missing_cell", format!("this row has no {what}"))
                .hint("write the id of an actor");
        }
        let hint = self.actors.find(word).err().flatten();
        Diagnostic::error("casebase::unknown_actor", format!("no actor is called `{word}`")).maybe_hint(hint)
    }

    fn unknown_treaty(&self, word: &str) -> Diagnostic {
        let hint = did_you_mean(word, self.treaty_ids.iter().map(String::as_str), || {
            "treaties stand in treaties.toml".to_owned()
        });
        Diagnostic::error("casebase::unknown_treaty", format!("no treaty is called `{word}`")).hint(hint)
    }

    fn unknown_source(&self, key: &str) -> Diagnostic {
        let hint = key_hint(key, &self.source_keys);
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
        let hint = did_you_mean(name, own(), || "describe it in codebook.toml".to_owned());
        Diagnostic::error("casebase::unknown_attribute", format!("no attribute is called `{name}`")).hint(hint)
    }
}

/// Says that a row's end lies before its beginning; the places are the caller's to add.
pub(crate) fn end_before_start(from: &str, until: &str) -> Diagnostic {
    let message = format!("this ends ({until}) before it begins ({from})");
    Diagnostic::error("casebase::end_before_start", message).hint(if from == until {
        "check the event's place before or after the other end"
    } else {
        "exchange the two dates, or correct one"
    })
}

pub(crate) fn wrong_date(wrong: Wrong, span: Span) -> Diagnostic {
    Diagnostic::error(wrong.code, wrong.message).at(span, "").maybe_hint(wrong.hint)
}
