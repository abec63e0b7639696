//! Treaties in words: their parties, clauses, decision points and lives, and how allies conducted themselves.

mod tables;
mod words;

pub(crate) use words::{clause_words, length_words};

use super::{Cited, time};
use serde::Serialize;
use spells::PossibleDays;

/// First and last day on which something may be or have been; the same day twice where it is one.
pub type Days = (String, String);

pub(crate) fn days(days: &PossibleDays) -> Days {
    (days.earliest().to_string(), days.latest().to_string())
}

/// A study in view, as far as a list of treaties needs it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Seen {
    /// The study's title.
    pub title: String,
    /// Layers put on.
    pub layers: Vec<String>,
    /// Readings taken once and for all.
    pub readings: Vec<String>,
    /// What was public by then only.
    pub as_of: Option<String>,
    /// The day from which past and coming are told: `as_of`, or the last day on which a source of the study was published.
    pub from: String,
}

/// A party of a treaty on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartyName {
    /// Its id.
    pub id: String,
    /// The name that it bore on that day.
    pub name: String,
}

/// An event of a treaty's life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TreatyEventReport {
    /// signed, extended, denounced, ...; empty where the file gives no kind.
    pub kind: &'static str,
    /// When.
    pub days: Option<Days>,
    /// Whose act it was, where it was one party's.
    pub party: Option<PartyName>,
    /// Under which reading it counts; empty where undisputed.
    pub reading: String,
    /// What happened.
    pub note: String,
    /// The source.
    pub source: Cited,
    /// The layer; empty for the study itself.
    pub layer: String,
}

impl TreatyEventReport {
    /// `denounced 1979-04-03 (Vu 2021, para. 1)`.
    pub fn words(&self) -> String {
        let mut words = self.kind.to_owned();
        if let Some(days) = &self.days {
            words.push_str(&format!(" {}", time::possible(days)));
        }
        let source = self.source.words();
        if source.is_empty() { words } else { format!("{words} ({source})") }
    }
}

/// The end of a term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PointReport {
    /// Which end of a term of its clause, from 1.
    pub number: usize,
    /// When the term runs out.
    pub due: Days,
    /// The first day on which notice can be given, where the clause sets one.
    pub notice_from: Option<Days>,
    /// The last day on which notice can be given, where the clause speaks of notice.
    pub notice_until: Option<Days>,
    /// Whether the point is still to come, and the last day for notice is past.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub notice_over: bool,
    /// `renewed`, `went on`, `ended`, `unknown`, `due` or `later`.
    pub outcome: &'static str,
    /// How it ended, where it did and that is said.
    pub end: Option<&'static str>,
    /// What happened, or what must be decided and by when, in words.
    pub words: String,
    /// Since when what happened was public.
    pub known_since: Option<String>,
    /// The parties on that day, as far as was known.
    pub parties: Vec<PartyName>,
    /// The events that belong to it.
    pub events: Vec<TreatyEventReport>,
}

/// Whether there is nothing to tell.
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// A term clause with its decision points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClauseReport {
    /// The treaty's id.
    pub treaty: String,
    /// The treaty's name.
    pub name: String,
    /// The reading to which the clause belongs; empty where it is not disputed.
    pub reading: String,
    /// The dispute on which that is a side; empty where it is not disputed.
    pub dispute: String,
    /// The clause in words.
    pub words: String,
    /// From when its terms count: `signed`, `ratified` or `in_force`.
    pub anchor: &'static str,
    /// That date.
    pub counts_from: Option<Days>,
    /// How long a term is: `20 years`; `none` where there is no end to it.
    pub length: String,
    /// `automatic`, `by-decision` or `none`; `None` where nothing is said.
    pub renewal: Option<&'static str>,
    /// How long the next term is.
    pub renewal_length: Option<String>,
    /// `at-term`, `any-time`, `by-agreement` or `never`; `None` where nothing is said.
    pub renunciation: Option<&'static str>,
    /// The source.
    pub source: Cited,
    /// Sources of clauses under the same reading that say less and nothing else.
    pub also: Vec<Cited>,
    /// The layer; empty for the study itself.
    pub layer: String,
    /// When the last term would have run out, where the treaty ended before.
    pub cut_short: Option<Days>,
    /// Its decision points, in order of time.
    pub points: Vec<PointReport>,
    /// How many points before the first are left out, because there are more than a thousand.
    #[serde(skip_serializing_if = "is_zero")]
    pub earlier_left_out: usize,
    /// Whether points after the last are left out for the same reason.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub later_left_out: bool,
}

/// The decision points of a study's treaties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CalendarReport {
    /// `exceptio.calendar`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// The study.
    pub study: Seen,
    /// First day asked for.
    pub from: Option<String>,
    /// Last day asked for.
    pub to: Option<String>,
    /// Clauses with their points, in the order of treaties.
    pub clauses: Vec<ClauseReport>,
    /// Treaties in view to which no source gives a term clause.
    pub without_clause: Vec<String>,
}

/// A party of a treaty, for the time that it was one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartyReport {
    /// Who: by the name that it bore when the treaty began.
    pub party: PartyName,
    /// From when, if not from the treaty's beginning; as written.
    pub from: String,
    /// Until when, if not to the treaty's end; as written.
    pub until: String,
    /// How it left: withdrew, expelled, extinct or succeeded.
    pub left: Option<&'static str>,
    /// What it owes.
    pub obligations: Vec<String>,
    /// To whom; every other party, where nobody is named.
    pub to: Vec<String>,
}

/// What the study, or a layer, says of a treaty's days and parties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccountReport {
    /// The layer; empty for the study itself.
    pub layer: String,
    /// Under which reading; empty where undisputed.
    pub reading: String,
    /// Signature.
    pub signed: Option<Days>,
    /// Ratification.
    pub ratified: Option<Days>,
    /// Entry into force.
    pub in_force: Option<Days>,
    /// Its last day, where it was known to have ended.
    pub ended: Option<Days>,
    /// How it ended.
    pub end: Option<&'static str>,
    /// The source.
    pub source: Cited,
    /// The parties, and what each owes.
    pub parties: Vec<PartyReport>,
}

/// A treaty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TreatyReport {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Accounts of it, the study's own first.
    pub accounts: Vec<AccountReport>,
    /// Its clauses, with their decision points.
    pub clauses: Vec<ClauseReport>,
    /// The events of its life, in order of time.
    pub events: Vec<TreatyEventReport>,
}

/// What an ally did, once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EpisodeReport {
    /// honoured, broken, pledge-never-tested, failed-to-deter or after-the-end.
    pub kind: String,
    /// When it began.
    pub from: Days,
    /// Its last day, where that is known.
    pub until: Option<Days>,
    /// What happened.
    pub what: String,
    /// The source.
    pub source: Cited,
    /// Under which reading; empty where undisputed.
    pub reading: String,
    /// The layer; empty for the study itself.
    pub layer: String,
}

/// How one ally conducted itself towards another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConductReport {
    /// Whose conduct.
    pub actor: PartyName,
    /// Towards whom.
    pub ally: PartyName,
    /// Of each kind how many episodes: honoured, broken, pledge never tested, failed to deter, after the end.
    pub counts: Vec<(&'static str, usize)>,
    /// The episodes, in the order of files.
    pub episodes: Vec<EpisodeReport>,
}

/// A study's treaties, and the conduct of its allies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TreatiesReport {
    /// `exceptio.treaties`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// The study.
    pub study: Seen,
    /// Treaties by id.
    pub treaties: Vec<TreatyReport>,
    /// Conduct, ally by ally.
    pub conduct: Vec<ConductReport>,
}
