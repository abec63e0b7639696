//! What a study holds, as values: everything but the codings themselves, which are kept in columns.

use spells::{ActorId, Attribute, Day, DaySet, Interval, PossibleDays};
use text::{FileId, Span};

/// Which cases a study has by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Universe {
    /// The pairs about which anything is coded.
    #[default]
    Coded,
    /// Every pair of actors.
    All,
}

/// A place in the source where it pulls two ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tension {
    /// In a few words.
    pub title: String,
    /// In a few sentences.
    pub text: String,
    /// Page or paragraph.
    pub locator: String,
}

/// One reading of a declared dispute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredReading {
    /// Its name, as codings bear it.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// A dispute that `study.toml` declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredDispute {
    /// Its name.
    pub name: String,
    /// The question on which the readings differ.
    pub question: String,
    /// The readings, the one to show first first.
    pub readings: Vec<DeclaredReading>,
    /// The reading that the study takes where nobody asks for another; `None` where each is tried.
    pub taken: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// An attribute with what only people read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributeEntry {
    /// What a history needs.
    pub attribute: Attribute,
    /// The unit of a number.
    pub unit: String,
    /// How it is coded.
    pub rule: String,
    /// Whether it is a relation that a study file gives rise to.
    pub built_in: bool,
    /// Where it stands; `None` for a built-in relation that the codebook does not mention.
    pub span: Option<Span>,
}

/// A name or code that an actor bore for a time: one row of `actors.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The days on which it may have borne it.
    pub days: Interval,
    /// As written.
    pub from: String,
    /// As written.
    pub until: String,
    /// The name.
    pub name: String,
    /// Correlates of War code.
    pub cow: String,
    /// Gleditsch-Ward code.
    pub gw: String,
    /// ISO 3166 code.
    pub iso3: String,
    /// Where it stands.
    pub span: Span,
}

/// An actor with its dated identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorEntry {
    /// The id that codings use.
    pub id: String,
    /// The last of its names.
    pub name: String,
    /// state, government or movement.
    pub kind: String,
    /// Every day on which it may have existed.
    pub lifetime: DaySet,
    /// Names and codes, in order of days.
    pub facets: Vec<Facet>,
    /// Who came before.
    pub predecessor: Option<ActorId>,
    /// Who came after.
    pub successor: Option<ActorId>,
    /// Where it first stands.
    pub span: Span,
}

impl ActorEntry {
    /// The name that it bore on a day; its last name where it bore none.
    pub fn name_on(&self, day: Day) -> &str {
        self.facets.iter().find(|facet| facet.days.contains(day)).map_or(&self.name, |facet| &facet.name)
    }
}

/// A named event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The id that dates use.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Its date as the file gives it, where it does.
    pub date: Option<PossibleDays>,
    /// As written.
    pub date_text: String,
    /// Events that it does not precede, by place in the list of events.
    pub not_before: Vec<u32>,
    /// Events that it does not follow.
    pub not_after: Vec<u32>,
    /// Events on the same day.
    pub same_day_as: Vec<u32>,
    /// The source, by place in the list of sources.
    pub source: Option<u32>,
    /// Page or paragraph.
    pub locator: String,
    /// From when on it is public.
    pub public: Day,
    /// Where it stands.
    pub span: Span,
}

/// A published source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The key that codings name.
    pub key: String,
    /// `Leeds et al. 2002`.
    pub short: String,
    /// Its title.
    pub title: String,
    /// As written.
    pub date: String,
    /// When it was published, where that can be read.
    pub published: Option<PossibleDays>,
    /// Whether its entry could be read; of one that could not, only the key is known.
    pub readable: bool,
    /// Where it stands.
    pub span: Span,
}

/// A layer of a study: a second set of the same files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    /// The name of its folder.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What it holds.
    pub description: String,
    /// Whether it was asked for.
    pub active: bool,
}

/// A rule of a declared policy under one reading of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyReading {
    /// The reading; empty where the text is not disputed.
    pub reading: String,
    /// What it forbids, and with whom.
    pub rules: Vec<spells::PolicyRule>,
}

/// A declared policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Its id.
    pub id: String,
    /// Whose it is.
    pub owner: ActorId,
    /// What people call it.
    pub name: String,
    /// What it says, in the coder's own words.
    pub text: String,
    /// As written.
    pub from: String,
    /// As written.
    pub until: String,
    /// The source's key.
    pub source: String,
    /// Page or paragraph.
    pub locator: String,
    /// Its readings.
    pub readings: Vec<PolicyReading>,
    /// Where it stands.
    pub span: Span,
}

/// A row of `hypotheses.csv`: a rival explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hypothesis {
    /// Its name.
    pub id: String,
    /// What it says.
    pub text: String,
    /// The source's key.
    pub source: String,
    /// Page or paragraph.
    pub locator: String,
    /// Where it stands.
    pub span: Span,
}

/// A row of `evidence.csv`: process-tracing evidence, kept for analysis.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// Its id.
    pub id: String,
    /// The case it bears on.
    pub case: String,
    /// What was found.
    pub item: String,
    /// The hypotheses that it weighs, names between spaces: the one that is tested, then those against which; alone, it is tested
    /// against all others.
    pub hypotheses: String,
    /// hoop, smoking-gun, straw-in-the-wind or doubly-decisive.
    pub test: String,
    /// How much likelier under the first hypothesis, where stated.
    pub likelihood_ratio: Option<f64>,
    /// The source's key.
    pub source: String,
    /// Page or paragraph.
    pub locator: String,
    /// Who coded it.
    pub coder: String,
    /// From when on it is public; `None` where nobody says.
    pub public: Option<Day>,
    /// The coder's note.
    pub note: String,
    /// Whether the first hypothesis passed the test.
    pub passed: bool,
    /// Items of one group do not speak independently; empty for the source and place as a group.
    pub group: String,
    /// Where it stands.
    pub span: Span,
}

/// The conduct of an ally in one episode, as a row of `episodes.csv` states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Episode {
    /// Which coding of the relation `conduct` it is.
    pub coding: spells::CodingId,
    /// Whose conduct.
    pub actor: ActorId,
    /// Towards whom.
    pub ally: ActorId,
    /// Where it stands.
    pub span: Span,
    /// Where its `what` stands.
    pub what: Span,
}

/// A theory file of a study.
pub type TheoryFile = (String, FileId);
