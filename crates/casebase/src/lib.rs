//! Study files: read, edit, check; to History.
//!
//! In: a [`text::Folder`] and the layers wanted. Out: a [`CaseBase`] with every problem of every file, each with place and
//! hint; from it, for any [`View`], a [`spells::History`]. Keeps every text as it is: edits are splices, and what is not
//! edited stays byte for byte. Never touches a disk, never evaluates a theory, never asks for today's date.

mod actors;
mod bibtex;
mod check;
pub mod clocks;
mod codebook;
mod coding;
mod codings;
mod columns;
mod dates;
mod decode;
mod digest;
pub mod edit;
mod entries;
mod events;
mod evidence;
mod facts;
pub mod fuzz;
mod imported;
mod keys;
pub mod lock;
mod lookup;
mod memberships;
mod model;
mod pages;
mod policies;
mod read;
mod records;
pub mod register;
mod rivals;
pub mod sheet;
mod sight;
mod sources;
mod study;
mod treaties;
mod uncited;
mod view;

pub use coding::Coding;
pub use digest::sha256;
pub use entries::Dated;
pub use model::{
    ActorEntry, AttributeEntry, DeclaredDispute, DeclaredReading, Episode, Event, Evidence, Facet, Hypothesis, Layer,
    Policy, PolicyReading, Source, Tension, TheoryFile, Universe,
};
pub use pages::PAGES;
pub use treaties::{
    Account, Anchor, Leaving, Length, Party, Renewal, Renunciation, Succession, Term, Treaty, TreatyEnd, TreatyEvent,
    TreatyEventKind,
};
pub use view::View;

use spells::{Conventions, Day, Interval, PolicyRule};
use text::Files;

/// A study, read: its texts, what they describe, and every coding.
///
/// Lists are in a fixed order whatever the order of rows: actors, events, treaties and policies by id, attributes by name,
/// sources by key. An [`spells::ActorId`] or [`spells::AttributeId`] is a place in its list, here and in every history.
#[derive(Debug, Clone)]
pub struct CaseBase {
    /// Every text, under its name within the study.
    pub files: Files,
    /// The study's title.
    pub title: String,
    /// Its authors.
    pub authors: Vec<String>,
    /// What it is about.
    pub description: String,
    /// Under which licence.
    pub licence: String,
    /// The days under study.
    pub window: Interval,
    /// The theory to judge by where none is named.
    pub theory: Option<String>,
    /// The day as of which to judge where none is named; who opens a study as of another puts that day here.
    pub as_of: Option<Day>,
    /// How dates are read.
    pub conventions: Conventions,
    /// Which cases there are by default.
    pub universe: Universe,
    /// Where the source pulls two ways.
    pub tensions: Vec<Tension>,
    /// Disputes that the study declares; a history may have more.
    pub disputes: Vec<DeclaredDispute>,
    /// Codebook and built-in relations.
    pub attributes: Vec<AttributeEntry>,
    /// Actors with dated identity.
    pub actors: Vec<ActorEntry>,
    /// Named events.
    pub events: Vec<Event>,
    /// The bibliography.
    pub sources: Vec<Source>,
    /// Treaties.
    pub treaties: Vec<Treaty>,
    /// Declared policies.
    pub policies: Vec<Policy>,
    /// Episodes, in the order of files.
    pub episodes: Vec<Episode>,
    /// Rival hypotheses, in the order of files.
    pub hypotheses: Vec<Hypothesis>,
    /// Process-tracing evidence, in the order of files.
    pub evidence: Vec<Evidence>,
    /// The register of forecasts, in the order of its lines.
    pub register: Vec<register::Entry>,
    /// Theory files, by name without ending.
    pub theories: Vec<TheoryFile>,
    /// Every layer of the study, asked for or not.
    pub layers: Vec<Layer>,
    codings: codings::Codings,
    /// Rows in the order of cells.
    order: Vec<u32>,
    /// Stretches of `order` that are cells in which codings may overlap.
    crowded: Vec<(u32, u32)>,
    rules: Vec<PolicyRule>,
    policy_public: Vec<Day>,
    policy_attribute: u32,
    layer_readings: Vec<u32>,
    actor_names: actors::Actors,
    tables: Vec<imported::Imported>,
    /// Readings that layers declare which were not asked for, each with its layer.
    dormant: Vec<(String, String)>,
}

impl Default for CaseBase {
    fn default() -> Self {
        Self {
            files: Files::new(),
            title: String::new(),
            authors: Vec::new(),
            description: String::new(),
            licence: String::new(),
            window: Interval::ALWAYS,
            theory: None,
            as_of: None,
            conventions: Conventions::default(),
            universe: Universe::default(),
            tensions: Vec::new(),
            disputes: Vec::new(),
            attributes: Vec::new(),
            actors: Vec::new(),
            events: Vec::new(),
            sources: Vec::new(),
            treaties: Vec::new(),
            policies: Vec::new(),
            episodes: Vec::new(),
            hypotheses: Vec::new(),
            evidence: Vec::new(),
            register: Vec::new(),
            theories: Vec::new(),
            layers: Vec::new(),
            codings: codings::Codings::default(),
            order: Vec::new(),
            crowded: Vec::new(),
            rules: Vec::new(),
            policy_public: Vec::new(),
            policy_attribute: 0,
            layer_readings: vec![0],
            actor_names: actors::Actors::default(),
            tables: Vec::new(),
            dormant: Vec::new(),
        }
    }
}

impl CaseBase {
    /// Every reading that the study knows: declared, or borne by a coding, a term or a policy. In order of name.
    pub fn readings(&self) -> Vec<&str> {
        let declared = self.disputes.iter().flat_map(|dispute| &dispute.readings).map(|reading| reading.name.as_str());
        let borne = self.codings.pool.readings.iter().skip(1).map(String::as_str);
        let mut names: Vec<&str> = declared.chain(borne).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The readings that are taken where these are asked for: these, and of every dispute of which none is asked for the one
    /// that the study takes, if it takes one.
    pub fn readings_taken(&self, asked: &[String]) -> Vec<String> {
        let settled =
            |dispute: &&DeclaredDispute| !dispute.readings.iter().any(|reading| asked.contains(&reading.name));
        let own = self.disputes.iter().filter(settled).filter_map(|dispute| dispute.taken.clone());
        asked.iter().cloned().chain(own).collect()
    }

    fn knows_reading(&self, name: &str) -> bool {
        self.readings().contains(&name)
    }

    /// What an actor that is not there may be meant for; `None` where the word is near nothing.
    pub fn actor_hint(&self, word: &str) -> Option<String> {
        self.actor_names.near(word)
    }

    /// The source of a key.
    pub fn source(&self, key: &str) -> Option<&Source> {
        self.sources.binary_search_by(|source| source.key.as_str().cmp(key)).ok().map(|at| &self.sources[at])
    }

    /// The treaty of an id.
    pub fn treaty(&self, id: &str) -> Option<&Treaty> {
        self.treaties.iter().find(|treaty| treaty.id == id)
    }

    /// What a declared reading says, and the question it answers: `(question, text)`.
    pub fn reading_text(&self, name: &str) -> Option<(&str, &str)> {
        self.disputes.iter().find_map(|dispute| {
            let reading = dispute.readings.iter().find(|reading| reading.name == name)?;
            Some((dispute.question.as_str(), reading.text.as_str()))
        })
    }
}
