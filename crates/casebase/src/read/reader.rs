//! The files of a study, read in the order in which they need each other.

use super::{Room, misnamed};
use crate::actors;
use crate::codings::{Codings, Origin};
use crate::dates::Calendar;
use crate::facts::{self, Context, Shape};
use crate::lookup::Lookup;
use crate::model::Source;
use crate::sources::unknown_source;
use crate::uncited::{Uncited, no_bibliography};
use crate::{CaseBase, codebook, events, evidence, imported, lock, memberships, policies, sources, study, treaties};
use spells::{Day, Kind};
use std::collections::BTreeMap;
use text::{Diagnostic, FileId, Folder, Span};

/// What is settled before the case base is complete.
pub(super) struct Reader {
    pub study: study::Study,
    pub calendar: Calendar,
}

impl Reader {
    pub fn read(
        folder: &Folder,
        rooms: &[Room],
        opened: &BTreeMap<String, FileId>,
        base: &mut CaseBase,
        problems: &mut Vec<Diagnostic>,
    ) -> Reader {
        let files = std::mem::take(&mut base.files);
        let file = |room: &Room, name: &str| opened.get(&format!("{}{name}", room.prefix)).copied();
        let each = |name: &'static str| rooms.iter().filter_map(move |room| Some((room, file(room, name)?)));
        let mut study = opened.get("study.toml").map(|id| study::read(&files, *id, problems)).unwrap_or_default();
        for layer in &mut base.layers {
            let Some(id) = opened.get(&format!("layers/{}/layer.toml", layer.name)) else { continue };
            // A layer that is not asked for says its title, and nothing else.
            let mut said = Vec::new();
            let read = study::read_layer(&files, *id, &mut said);
            (layer.title, layer.description) = (read.title, read.description);
            if layer.active {
                problems.extend(said);
                study.window.until = read.until.map_or(study.window.until, |day| day.plus(1).max(study.window.until));
                study.disputes.extend(read.disputes);
            } else {
                let readings = read.disputes.into_iter().flat_map(|dispute| dispute.readings);
                base.dormant.extend(readings.map(|reading| (reading.name, layer.name.clone())));
            }
        }
        base.window = study.window;
        base.disputes = std::mem::take(&mut study.disputes);

        for (_, id) in each("sources.bib") {
            sources::read(&files, id, &mut base.sources, problems);
        }
        base.sources.sort_by(|a, b| a.key.cmp(&b.key));
        let cited = each("sources.bib").next().is_some();
        let library = Library::new(&base.sources);

        let mut calendar =
            Calendar { conventions: study.conventions, events: Lookup::default(), event_ids: Vec::new() };
        let mut raw = Vec::new();
        for (_, id) in each("events.csv") {
            events::read(&files, id, &calendar, &mut raw, problems);
        }
        base.events = events::finish(raw, &|key, span, problems| library.find(key, span, problems), problems);
        calendar.event_ids = base.events.iter().map(|event| event.id.clone()).collect();
        calendar.events = Lookup::new(calendar.event_ids.iter().map(String::as_str));

        let mut rows = actors::Rows::default();
        for (_, id) in each("actors.csv") {
            rows.read(&files, id, &calendar, problems);
        }
        let actors = rows.finish(
            &|key, span, problems| {
                library.find(key, span, problems);
            },
            problems,
        );

        let mut attributes = codebook::built_in();
        for (room, id) in each("codebook.toml") {
            codebook::read(&files, id, room.layer > 0, &|word| actors.find(word), &mut attributes, problems);
        }
        base.attributes = attributes.into_values().collect();
        let attribute = |name: &str| {
            base.attributes.iter().position(|entry| entry.attribute.name == name).map_or(0, |at| at as u32)
        };
        let (allied, conduct) = (attribute("allied"), attribute("conduct"));
        base.policy_attribute = attribute("policy");

        let mut treaty_ids: Vec<String> = each("treaties.toml").flat_map(|(_, id)| treaties::ids(&files, id)).collect();
        treaty_ids.sort();
        treaty_ids.dedup();
        let attributes = std::mem::take(&mut base.attributes);
        let context = Context {
            calendar: &calendar,
            actors: &actors,
            attribute_ids: Lookup::new(attributes.iter().map(|entry| entry.attribute.name.as_str())),
            levels: attributes
                .iter()
                .map(|entry| match &entry.attribute.kind {
                    Kind::Category { levels, .. } => Lookup::new(levels.iter().map(String::as_str)),
                    _ => Lookup::default(),
                })
                .collect(),
            attributes: &attributes,
            events: events::solve(&base.events, base.window, None),
            treaties: Lookup::new(treaty_ids.iter().map(String::as_str)),
            treaty_ids,
            sources: Lookup::new(base.sources.iter().map(|source| source.key.as_str())),
            source_keys: base.sources.iter().map(|source| source.key.clone()).collect(),
            published: library.published.clone(),
            cited,
        };
        let mut codings = Codings::default();
        base.layer_readings = rooms
            .iter()
            .map(|room| match (rooms.len(), room.layer) {
                (1, _) => 0,
                (_, 0) => codings.pool.reading("main"),
                _ => codings.pool.reading(room.prefix.trim_start_matches("layers/").trim_end_matches('/')),
            })
            .collect();
        let mut uncited: Vec<(String, Uncited)> = Vec::new();
        let mut told = |file: &str, found: Uncited, problems: &mut Vec<Diagnostic>| {
            problems.extend(found.warning(file));
            uncited.push((file.to_owned(), found));
        };
        for (room, id) in each("facts.csv") {
            let found = facts::read(&files, id, Shape::Facts, room.layer, &context, &mut codings, problems);
            told(files.name(id), found, problems);
        }
        for (room, id) in each("alliances.csv") {
            let shape = Shape::Alliances(allied);
            let found = facts::read(&files, id, shape, room.layer, &context, &mut codings, problems);
            told(files.name(id), found, problems);
        }
        for (room, id) in each("episodes.csv") {
            let shape = Shape::Episodes(conduct);
            let found = facts::read(&files, id, shape, room.layer, &context, &mut codings, problems);
            told(files.name(id), found, problems);
        }
        for (path, bytes) in folder.under("tables/").filter(|(path, _)| path.ends_with(".parquet")) {
            let found = imported::read(path, bytes, &context, &mut codings, &mut base.tables, problems);
            told(path, found, problems);
        }
        let locked = opened.get("tables/lock.toml").copied();
        lock::check(&files, locked, folder, &base.tables, problems);
        for (room, id) in each("treaties.toml") {
            let layer = room.prefix.trim_start_matches("layers/").trim_end_matches('/');
            let owner = treaties::Owner { number: room.layer, layer };
            treaties::read(&files, id, owner, &context, &mut base.treaties, problems);
            codings.begin(Origin::Derived, room.layer);
            memberships::derive(&base.treaties, id, &context, base.window, &mut codings);
        }
        base.treaties.sort_by(|a, b| a.id.cmp(&b.id));
        for (room, id) in each("policies.toml") {
            codings.begin(Origin::Derived, room.layer);
            policies::read(&files, id, &context, &mut base.policies, &mut base.rules, &mut codings, problems);
        }
        base.policies.sort_by(|a, b| a.id.cmp(&b.id));
        base.policy_public = base
            .policies
            .iter()
            .map(|policy| {
                base.sources
                    .binary_search_by(|source| source.key.cmp(&policy.source))
                    .map_or(Day::BEGINNING, |at| library.published[at])
            })
            .collect();
        for (_, id) in each("hypotheses.csv") {
            evidence::read_hypotheses(&files, id, &context, &mut base.hypotheses, problems);
        }
        for (_, id) in each("evidence.csv") {
            evidence::read(&files, id, &context, &base.hypotheses, &mut base.evidence, problems);
        }
        // Readings that only terms and events of treaties name are readings too.
        for treaty in &base.treaties {
            let terms = treaty.terms.iter().map(|term| (&term.reading, term.span));
            for (name, span) in terms.chain(treaty.events.iter().map(|event| (&event.reading, event.span))) {
                let reading = codings.pool.reading(name);
                codings.pool.met(reading, || span);
            }
        }
        let treaty_count = context.treaty_ids.len();
        debug_assert!(treaty_count >= base.treaties.len());
        drop(context);
        base.attributes = attributes;
        base.actors = actors.entries.clone();
        base.actor_names = actors;
        base.codings = codings;
        base.files = files;
        base.episodes = base.read_episodes(conduct);
        if !cited {
            no_bibliography(&uncited, misnamed(folder, "sources.bib"), problems);
        }
        Reader { study, calendar }
    }
}

/// Sources by key, while files are being read.
struct Library {
    keys: Vec<String>,
    published: Vec<Day>,
}

impl Library {
    fn new(sources: &[Source]) -> Self {
        let public = |source: &Source| source.published.as_ref().map_or(Day::BEGINNING, |days| days.latest());
        Self {
            keys: sources.iter().map(|source| source.key.clone()).collect(),
            published: sources.iter().map(public).collect(),
        }
    }

    fn find(&self, key: &str, span: Span, problems: &mut Vec<Diagnostic>) -> Option<(u32, Day)> {
        match self.keys.binary_search_by(|other| other.as_str().cmp(key)) {
            Ok(at) => Some((at as u32, self.published[at])),
            Err(_) => {
                problems.push(unknown_source(key, &self.keys, span));
                None
            }
        }
    }
}
