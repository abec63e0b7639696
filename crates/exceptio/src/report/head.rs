//! What was judged by what: study, theory, disputes, tensions.

use casebase::CaseBase;
use serde::Serialize;
use spells::{History, NO_READING};
use text::counted;
use theory::model::{Citation, Theory};

/// A source and the place in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cited {
    /// Key in `sources.bib`.
    pub key: String,
    /// Author and year.
    pub short: String,
    /// Page or paragraph.
    pub locator: String,
}

impl Cited {
    /// `Vu 2021, para. 1`.
    pub fn words(&self) -> String {
        match (self.short.as_str(), self.locator.as_str()) {
            (short, "") => short.to_owned(),
            ("", locator) => locator.to_owned(),
            (short, locator) => format!("{short}, {locator}"),
        }
    }
}

/// The study in view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StudyHead {
    /// Its title.
    pub title: String,
    /// Its authors.
    pub authors: Vec<String>,
    /// First and last day under study.
    pub window: (String, String),
    /// What was public by then only.
    pub as_of: Option<String>,
    /// Layers put on.
    pub layers: Vec<String>,
    /// Layers there are.
    pub layers_there: Vec<String>,
    /// Readings taken once and for all.
    pub readings: Vec<String>,
    /// How dates are read, in words.
    pub dates: String,
    /// How many actors; as of a day, those that may have come to be by then.
    pub actors: usize,
    /// How many codings are in view.
    pub codings: usize,
    /// As of a day on which nothing coded was public yet: when the first coding was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_public: Option<String>,
}

impl StudyHead {
    /// That nothing was public yet, in a sentence; `None` where something was.
    pub fn nothing_public(&self) -> Option<String> {
        let (as_of, first) = (self.as_of.as_ref()?, self.first_public.as_ref()?);
        Some(format!("Nothing that the study codes was public by {as_of}: its first coding became so on {first}."))
    }
}

/// The theory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TheoryHead {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What it rests on.
    pub cites: Vec<Cited>,
    /// Its scope, in the language; empty where it has none.
    pub scope: String,
    /// Names and definitions of its conditions.
    pub conditions: Vec<(String, String)>,
    /// Names, labels and definitions of its outcomes.
    pub outcomes: Vec<(String, String, String)>,
}

/// One side of a dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadingReport {
    /// Its name.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// A dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DisputeReport {
    /// Its name.
    pub name: String,
    /// The question.
    pub question: String,
    /// Its readings, the one shown first first.
    pub readings: Vec<ReadingReport>,
    /// The reading taken once and for all, if one was.
    pub taken: Option<String>,
    /// The verdicts that hang on it: claim and case.
    pub decides: Vec<(String, String)>,
}

/// Where the source pulls two ways.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TensionReport {
    /// In a few words.
    pub title: String,
    /// In a few sentences.
    pub text: String,
    /// Page or paragraph.
    pub locator: String,
}

pub(crate) fn cited(base: &CaseBase, cites: &[Citation]) -> Vec<Cited> {
    let short = |key: &str| base.source(key).map_or(key, |source| &source.short).to_owned();
    cites
        .iter()
        .map(|cite| Cited { key: cite.key.clone(), short: short(&cite.key), locator: cite.locator.clone() })
        .collect()
}

pub(crate) fn study_head(
    base: &CaseBase,
    history: &History,
    as_of: Option<spells::Day>,
    readings: &[String],
) -> StudyHead {
    let window = history.window();
    let conventions = base.conventions;
    let means = match conventions.year_means {
        spells::YearMeans::SomeDay => "a bare year is some day of it",
        spells::YearMeans::AllOfIt => "a bare year is all of it",
    };
    let width = |count: i32, one: &str, many: &str| counted(count.unsigned_abs() as usize, one, many);
    let codings =
        (0..history.attributes().len()).map(|at| history.relation(spells::AttributeId(at as u32)).len()).sum();
    StudyHead {
        title: base.title.clone(),
        authors: base.authors.clone(),
        window: (window.from.to_string(), window.until.plus(-1).to_string()),
        as_of: as_of.map(|day| day.to_string()),
        layers: base.layers.iter().filter(|layer| layer.active).map(|layer| layer.name.clone()).collect(),
        layers_there: base.layers.iter().map(|layer| layer.name.clone()).collect(),
        readings: readings.to_vec(),
        dates: format!(
            "{means}; `~` and `?` widen a year by {}, a month by {}, a day by {}",
            width(conventions.year_width, "year", "years"),
            width(conventions.month_width, "month", "months"),
            width(conventions.day_width, "day", "days"),
        ),
        actors: base.actors.iter().filter(|actor| has_come_to_be(actor, as_of)).count(),
        codings,
        first_public: base.first_public().filter(|_| as_of.is_some() && codings == 0).map(|day| day.to_string()),
    }
}

/// Whether an actor may have existed on some day up to `as_of`: of who is still to come nobody could know.
fn has_come_to_be(actor: &casebase::ActorEntry, as_of: Option<spells::Day>) -> bool {
    let first = actor.lifetime.intervals().first().map(|days| days.from);
    as_of.is_none_or(|day| first.is_none_or(|first| first <= day))
}

pub(crate) fn theory_head(
    base: &CaseBase,
    theory: &Theory,
    words: impl Fn(theory::model::NodeId) -> String,
) -> TheoryHead {
    TheoryHead {
        name: theory.name.clone(),
        title: theory.title.clone(),
        cites: cited(base, &theory.cites),
        scope: theory.scope.map(&words).unwrap_or_default(),
        conditions: theory.conditions.iter().map(|condition| (condition.name.clone(), words(condition.node))).collect(),
        outcomes: theory
            .outcomes
            .iter()
            .flat_map(|outcome| {
                outcome
                    .definitions
                    .iter()
                    .map(|d| (outcome.name.clone(), d.label.clone(), words(d.node)))
                    .collect::<Vec<_>>()
            })
            .collect(),
    }
}

pub(crate) fn dispute_reports(base: &CaseBase, history: &History) -> Vec<DisputeReport> {
    let disputes = history.disputes().iter().enumerate().map(|(at, dispute)| {
        let taken = history.fixed().reading(spells::DisputeId(at as u32)).filter(|reading| *reading != NO_READING);
        let readings = dispute.readings.iter().map(|reading| {
            let name = history.reading(*reading).to_owned();
            ReadingReport { text: base.reading_text(&name).map(|(_, text)| text.to_owned()).unwrap_or_default(), name }
        });
        DisputeReport {
            name: dispute.name.clone(),
            question: dispute.question.clone(),
            readings: readings.collect(),
            taken: taken.map(|reading| history.reading(reading).to_owned()),
            decides: Vec::new(),
        }
    });
    disputes.collect()
}
