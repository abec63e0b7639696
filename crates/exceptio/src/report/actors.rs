//! Two actors beside each other.

use super::evidence::witness;
use super::{ExceptionReport, StudyHead, Table, TheoryHead, Witness};
use casebase::CaseBase;
use serde::Serialize;
use verdicts::compare::{Likeness, Point, Side, Topic};

/// What is found of one of the two.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SideReport {
    /// In words: a value, partners, readings; empty where nothing is found.
    pub words: String,
    /// The codings that it rests on.
    pub witnesses: Vec<Witness>,
}

/// One point of the comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BesideReport {
    /// `regime`, `declared policies`, `when first declared`, `allies kept nonetheless`, `conduct`, `partners`, `treaties`,
    /// `between them`.
    pub topic: &'static str,
    /// What is compared.
    pub what: String,
    /// `parallel`, `difference`, `one only`, `between`.
    pub likeness: &'static str,
    /// Of the first actor.
    pub first: SideReport,
    /// Of the second.
    pub second: SideReport,
}

/// Two actors.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ActorsReport {
    /// `exceptio.actors`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// The study.
    pub study: StudyHead,
    /// The theory by which allies and conduct are compared, where there is one about directed pairs.
    pub theory: Option<TheoryHead>,
    /// Id and name.
    pub first: (String, String),
    /// Id and name.
    pub second: (String, String),
    /// Points, by topic; in each parallels first.
    pub points: Vec<BesideReport>,
}

/// Topics in the order in which they are told.
const TOPICS: [&str; 8] = [
    "regime",
    "declared policies",
    "when first declared",
    "allies kept nonetheless",
    "conduct",
    "treaties",
    "partners",
    "between them",
];

/// By topic, then parallels before differences before what is found of one only; in each in the order given.
pub(crate) fn sorted(mut points: Vec<BesideReport>) -> Vec<BesideReport> {
    let likeness = ["parallel", "difference", "one only", "between"];
    let place = |of: &[&str], word: &str| of.iter().position(|other| *other == word);
    points.sort_by_key(|point| (place(&TOPICS, point.topic), place(&likeness, point.likeness)));
    points
}

pub(crate) fn point_report(base: &CaseBase, point: &Point) -> BesideReport {
    let of = |found: &Side| {
        let witnesses = found.codings.iter().map(|id| witness(base, *id, true)).collect();
        side(found.words.clone(), witnesses)
    };
    BesideReport {
        topic: match point.topic {
            Topic::Regime => "regime",
            Topic::Policy => "declared policies",
            Topic::Circumstances => "when first declared",
            Topic::Partners => "partners",
            Topic::Treaties => "treaties",
            Topic::Between => "between them",
        },
        what: point.what.clone(),
        likeness: word(point.likeness),
        first: of(&point.first),
        second: of(&point.second),
    }
}

fn word(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Parallel => "parallel",
        Likeness::Difference => "difference",
        Likeness::OneOnly => "one only",
        Likeness::Between => "between",
    }
}

pub(crate) fn side(words: String, mut witnesses: Vec<Witness>) -> SideReport {
    witnesses.sort();
    witnesses.dedup();
    SideReport { words, witnesses }
}

/// A point that verdicts make: a parallel where they are found of both, a difference where of one; none where of neither.
pub(crate) fn judged_point(
    topic: &'static str,
    what: String,
    [first, second]: [SideReport; 2],
) -> Option<BesideReport> {
    let likeness = match (first.words.is_empty(), second.words.is_empty()) {
        (true, true) => return None,
        (false, false) => Likeness::Parallel,
        _ => Likeness::Difference,
    };
    Some(BesideReport { topic, what, likeness: word(likeness), first, second })
}

/// Partners of exceptions, with the days of each.
pub(crate) fn allies_side(exceptions: &[&ExceptionReport]) -> SideReport {
    let one = |exception: &&ExceptionReport| {
        let partner = exception.case.split_once('>').map_or(exception.case.as_str(), |(_, partner)| partner);
        let stretches = exception.deviation_stretches.iter();
        let stretches = stretches.map(|days| format!("from {} to {}", days.first.0, days.last.1));
        match stretches.collect::<Vec<_>>().as_slice() {
            [] => partner.to_owned(),
            stretches => format!("{partner} ({})", stretches.join(", ")),
        }
    };
    let words: Vec<String> = exceptions.iter().map(one).collect();
    side(words.join(", "), exceptions.iter().flat_map(|exception| exception.witnesses.clone()).collect())
}

impl ActorsReport {
    /// One row for each point.
    pub fn table(&self) -> Table {
        let mut table =
            Table::new(&["topic", "what", "likeness", "first", "first_sources", "second", "second_sources"]);
        let sources = |side: &SideReport| {
            let one = |of: &Witness| format!("{} {}, {}", of.line_of_file(), of.source, of.locator);
            side.witnesses.iter().map(one).collect::<Vec<_>>().join("; ")
        };
        for point in &self.points {
            table.rows.push(vec![
                point.topic.to_owned(),
                point.what.clone(),
                point.likeness.to_owned(),
                point.first.words.clone(),
                sources(&point.first),
                point.second.words.clone(),
                sources(&point.second),
            ]);
        }
        table
    }
}
