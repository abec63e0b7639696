//! `actors.csv`: states, governments and movements with dated names and codes.

use crate::columns::{self, Row, Schema};
use crate::dates::Calendar;
use crate::lookup::Lookup;
use crate::model::{ActorEntry, Facet};
use spells::{ActorId, Day, DaySet, Interval};
use std::collections::BTreeMap;
use text::{Diagnostic, FileId, Files, Span, nearest};

const SCHEMA: Schema = Schema {
    columns: &[
        "id",
        "from",
        "until",
        "name",
        "kind",
        "cow",
        "gw",
        "iso3",
        "predecessor",
        "successor",
        "source",
        "locator",
        "note",
    ],
    required: &["id", "from", "until", "name"],
};

/// Every actor in order of id, and the ways in which people call them.
#[derive(Debug, Default, Clone)]
pub(crate) struct Actors {
    pub entries: Vec<ActorEntry>,
    pub ids: Lookup,
    aliases: BTreeMap<String, Vec<(String, u32)>>,
}

/// A word that names another actor, and where it stands.
type Link = Option<(String, Span)>;

/// What the rows say, before ids have their final order.
#[derive(Default)]
pub(crate) struct Rows {
    facets: BTreeMap<String, (String, Vec<Facet>, Span)>,
    links: Vec<(String, Link, Link)>,
    sources: Vec<(String, Span)>,
}

impl Rows {
    /// Reads a file; call it for the study and for each layer.
    pub fn read(&mut self, files: &Files, file: FileId, calendar: &Calendar, problems: &mut Vec<Diagnostic>) {
        let Some(layout) = columns::open(files, file, &SCHEMA, problems) else { return };
        let text = files.text(file);
        columns::rows(text, &layout, (layout.body, text.len()), problems, |row, problems| {
            self.row(row, calendar, problems)
        });
    }

    fn row(&mut self, row: &Row<'_>, calendar: &Calendar, problems: &mut Vec<Diagnostic>) {
        let id = row.raw(0);
        if id.is_empty() {
            problems.push(
                Diagnostic::error("casebase::missing_cell", "this actor has no id")
                    .at(row.whole(), "")
                    .hint("give it a short id, such as CHN"),
            );
            return;
        }
        if !id.chars().all(|c| c.is_alphanumeric() || c == '_') {
            let better: String = id.chars().filter(|c| c.is_alphanumeric() || *c == '_').collect();
            problems.push(
                Diagnostic::error("casebase::bad_actor_id", format!("`{id}` cannot be the id of an actor"))
                    .at(row.span(0), "")
                    .hint(format!("ids are letters, digits and _, because A-B names a pair: `{better}`"))
                    .fix(row.span(0), better),
            );
        }
        let from = limit(row, 1, false, calendar, problems);
        let until = limit(row, 2, true, calendar, problems);
        let (Some(from), Some(until)) = (from, until) else { return };
        let days = Interval::new(from, until.plus(1));
        if days.is_empty() {
            problems.push(
                Diagnostic::error("casebase::end_before_start", format!("`{id}` ends before it begins"))
                    .at(row.span(2), "the end")
                    .at(row.span(1), "the beginning"),
            );
            return;
        }
        let kind = row.raw(4);
        const KINDS: [&str; 3] = ["state", "government", "movement"];
        if !kind.is_empty() && !KINDS.contains(&kind) {
            problems.push(Diagnostic { fix: None, ..crate::study::one_of("kind", kind, row.span(4), &KINDS) });
        }
        if row.raw(3).is_empty() {
            problems.push(
                Diagnostic::error("casebase::missing_cell", format!("`{id}` has no name"))
                    .at(row.whole(), "")
                    .hint("fill `name`"),
            );
        }
        let facet = Facet {
            days,
            from: row.cell(1).into_owned(),
            until: row.cell(2).into_owned(),
            name: row.cell(3).into_owned(),
            cow: row.cell(5).into_owned(),
            gw: row.cell(6).into_owned(),
            iso3: row.cell(7).into_owned(),
            span: row.whole(),
        };
        let link = |column: usize| {
            let word = row.raw(column);
            (!word.is_empty()).then(|| (word.to_owned(), row.span(column)))
        };
        self.links.push((id.to_owned(), link(8), link(9)));
        if let Some(source) = link(10) {
            self.sources.push(source);
        }
        let entry = self.facets.entry(id.to_owned()).or_insert_with(|| (String::new(), Vec::new(), row.span(0)));
        if let Some(twin) = entry
            .1
            .iter()
            .find(|other| (&other.from, &other.until, &other.name) == (&facet.from, &facet.until, &facet.name))
        {
            problems.push(
                Diagnostic::warning("casebase::duplicate_row", "this row stands twice")
                    .at(row.whole(), "the second")
                    .at(twin.span, "the first"),
            );
        }
        if entry.0.is_empty() {
            entry.0 = kind.to_owned();
        }
        entry.2 = entry.2.min(row.span(0));
        entry.1.push(facet);
    }

    /// Numbers the actors in order of id and resolves who came before and after whom.
    pub fn finish(self, sources: &dyn Fn(&str, Span, &mut Vec<Diagnostic>), problems: &mut Vec<Diagnostic>) -> Actors {
        for (key, span) in &self.sources {
            sources(key, *span, problems);
        }
        let mut actors = Actors::default();
        for (id, (kind, mut facets, span)) in self.facets {
            facets.sort_by(|a, b| {
                (a.days, &a.name, &a.cow, &a.gw, &a.iso3).cmp(&(b.days, &b.name, &b.cow, &b.gw, &b.iso3))
            });
            actors.entries.push(ActorEntry {
                name: facets.last().map_or_else(|| id.clone(), |facet| facet.name.clone()),
                lifetime: DaySet::from_intervals(facets.iter().map(|facet| facet.days)),
                id,
                kind,
                facets,
                predecessor: None,
                successor: None,
                span,
            });
        }
        actors.ids = Lookup::new(actors.entries.iter().map(|actor| actor.id.as_str()));
        for (at, actor) in actors.entries.iter().enumerate() {
            let at = at as u32;
            let ways = |facet: &Facet| {
                [
                    ("the name", facet.name.clone()),
                    ("the COW code", facet.cow.clone()),
                    ("the GW code", facet.gw.clone()),
                    ("the ISO code", facet.iso3.clone()),
                ]
            };
            for (what, word) in actor.facets.iter().flat_map(ways).filter(|(_, word)| !word.is_empty()) {
                let list = actors.aliases.entry(word.to_lowercase()).or_default();
                if !list.iter().any(|(_, other)| *other == at) {
                    list.push((what.to_owned(), at));
                }
            }
        }
        for (id, before, after) in self.links {
            let Some(at) = actors.ids.get(&id) else { continue };
            let resolve = |link: Option<(String, Span)>, problems: &mut Vec<Diagnostic>| {
                let (word, span) = link?;
                let found = actors.find(&word);
                if let Err(hint) = &found {
                    problems.push(
                        Diagnostic::error("casebase::unknown_actor", format!("no actor is called `{word}`"))
                            .at(span, "")
                            .maybe_hint(hint.clone()),
                    );
                }
                found.ok()
            };
            let (before, after) = (resolve(before, problems), resolve(after, problems));
            let entry = &mut actors.entries[at as usize];
            entry.predecessor = before.or(entry.predecessor);
            entry.successor = after.or(entry.successor);
        }
        actors
    }
}

/// The first or last day on which an end may lie.
fn limit(row: &Row<'_>, column: usize, last: bool, calendar: &Calendar, problems: &mut Vec<Diagnostic>) -> Option<Day> {
    let word = row.raw(column);
    if word.is_empty() || word == ".." {
        return Some(if last { Day::END } else { Day::BEGINNING });
    }
    match calendar.date(word) {
        Ok(days) => Some(if last { days.latest() } else { days.earliest() }),
        Err(wrong) => {
            problems.push(Diagnostic::error(wrong.code, wrong.message).at(row.span(column), "").maybe_hint(wrong.hint));
            None
        }
    }
}

impl Actors {
    /// The actor of an id, or a hint for what stands there instead.
    pub fn find(&self, word: &str) -> Result<ActorId, Option<String>> {
        self.ids.get(word).map(ActorId).ok_or_else(|| Some(self.hint(word)))
    }

    fn hint(&self, word: &str) -> String {
        self.near(word).unwrap_or_else(|| "actors stand in actors.csv, a row for each".to_owned())
    }

    /// Which actor a word may stand for, or why it stands for none; `None` where it is near nothing.
    pub fn near(&self, word: &str) -> Option<String> {
        if let Some(list) = self.aliases.get(&word.to_lowercase()) {
            let ids: Vec<&str> = list.iter().map(|(_, at)| self.entries[*at as usize].id.as_str()).collect();
            return Some(match ids.as_slice() {
                [id] => format!("`{word}` is {} of {id}: write {id}", list[0].0),
                _ => format!("`{word}` may be {}: write the id", ids.join(" or ")),
            });
        }
        if word.contains(['-', '>']) {
            return Some("one actor stands in a cell; a pair has one in each of two columns".to_owned());
        }
        if !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()) {
            let known = match word {
                "816" => "816 is Vietnam, until 1976 North Vietnam",
                "817" => "817 is South Vietnam, 1954 to 1975",
                _ => "no actor of the study bears that number on its state list",
            };
            // Numbers that look alike are not of states that are alike: no neighbour is named.
            return Some(format!("{known}: add it to actors.csv with its number (cow, gw), and write its id here"));
        }
        if word.contains([' ', ';', ',']) && word.split([' ', ';', ',']).any(|part| self.ids.get(part).is_some()) {
            return Some("one actor stands in this cell; write a row for each".to_owned());
        }
        if let Some(near) = nearest(word, self.entries.iter().map(|actor| actor.id.as_str())) {
            return Some(format!("did you mean `{near}`?"));
        }
        let near = nearest(word, self.aliases.keys().map(String::as_str))?;
        let actor = &self.entries[self.aliases[near][0].1 as usize];
        Some(format!("did you mean {} ({})?", actor.id, actor.name))
    }

    /// What to do about a coding of days on which an actor did not exist.
    pub fn neighbour_hint(&self, actor: ActorId, days: Interval) -> String {
        let entry = &self.entries[actor.0 as usize];
        let fits = |other: Option<ActorId>| {
            let other = &self.entries[other?.0 as usize];
            (!other.lifetime.clip(days).is_empty()).then(|| other.id.clone())
        };
        let heir = self.entries.iter().position(|other| other.predecessor == Some(actor)).map(|at| ActorId(at as u32));
        let forebear =
            self.entries.iter().position(|other| other.successor == Some(actor)).map(|at| ActorId(at as u32));
        let found = fits(entry.successor)
            .map(|id| (id, "successor"))
            .or_else(|| fits(heir).map(|id| (id, "successor")))
            .or_else(|| fits(entry.predecessor).map(|id| (id, "predecessor")))
            .or_else(|| fits(forebear).map(|id| (id, "predecessor")));
        match found {
            Some((id, word)) => format!("its {word} {id} existed then: did you mean {id}?"),
            None => "correct the dates here, or the lifetime in actors.csv".to_owned(),
        }
    }
}
