//! Who could ally with whom, under a theory.

use super::case::value;
use super::{ChangeReport, FlipReport, Piece, Table};
use conditions::Degree;
use serde::Serialize;
use spells::Timeline;
use verdicts::candidates::{Fares, Role, Standing};

/// A criterion that the theory sets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RequirementReport {
    /// In the theory's own words: `INTEREST`.
    pub name: String,
    /// What it stands for: `(threats(a) overlaps threats(b) or ...)`; the name again where it has none.
    pub formula: String,
    /// The claims that set it, each with `necessary`, `sufficient` or `to start`.
    pub claims: Vec<(String, &'static str)>,
}

/// How something fares on the days asked about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StandingReport {
    /// `holds`, `fails`, `unknown` or `partly`.
    pub fares: &'static str,
    /// What it is on each of the days.
    pub days: Vec<Piece>,
    /// What else it is in other readings.
    pub elsewhere: Vec<&'static str>,
    /// Why it is unknown, where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<&'static str>,
}

/// An actor held against the criteria.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CandidateReport {
    /// Its id.
    pub actor: String,
    /// Its name.
    pub name: String,
    /// `VNM>LAO`.
    pub case: String,
    /// First and last of the days asked about on which both existed.
    pub days: (String, String),
    /// The theory's scope; absent where it has none.
    pub scope: Option<StandingReport>,
    /// Each criterion, in the order of `criteria`.
    pub criteria: Vec<StandingReport>,
    /// How many criteria do not hold on all of the days.
    pub missing: usize,
    /// The outcome on these days.
    pub outcome: StandingReport,
    /// The smallest sets of changes with which all criteria would hold; empty where they do, or where no set of the size
    /// looked for would do.
    pub changes: Vec<FlipReport>,
    /// Whether there were too many sets to judge them all.
    pub cut_short: bool,
}

/// Who could be whose partner.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CandidatesReport {
    /// `exceptio.candidates`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// The theory's name.
    pub theory: String,
    /// Its title.
    pub title: String,
    /// Whose partners: id.
    pub actor: String,
    /// Its name.
    pub name: String,
    /// The outcome.
    pub outcome: String,
    /// Its definition, where there are several.
    pub definition: String,
    /// First and last day asked about.
    pub days: (String, String),
    /// The criteria.
    pub criteria: Vec<RequirementReport>,
    /// The actors: those for whom all criteria hold first, then those with the fewest missing.
    pub candidates: Vec<CandidateReport>,
    /// Sets of so many changes and fewer were looked for.
    pub size: usize,
}

impl CandidatesReport {
    /// One row for each actor and criterion, with the first of the smallest changes.
    pub fn table(&self) -> Table {
        let mut table = Table::new(&[
            "theory",
            "outcome",
            "case",
            "actor",
            "name",
            "from",
            "until",
            "missing",
            "criterion",
            "fares",
            "elsewhere",
            "why",
            "spells",
            "scope",
            "allied",
            "changes",
            "smallest",
        ]);
        for candidate in &self.candidates {
            for (criterion, standing) in self.criteria.iter().zip(&candidate.criteria) {
                let spells: Vec<String> = standing
                    .days
                    .iter()
                    .map(|piece| format!("{}/{} {}", piece.from, piece.until, piece.value))
                    .collect();
                let smallest = candidate.changes.first();
                let words: Vec<String> =
                    smallest.iter().flat_map(|flip| flip.changes.iter().map(ChangeReport::words)).collect();
                table.rows.push(vec![
                    self.theory.clone(),
                    self.outcome.clone(),
                    candidate.case.clone(),
                    candidate.actor.clone(),
                    candidate.name.clone(),
                    candidate.days.0.clone(),
                    candidate.days.1.clone(),
                    candidate.missing.to_string(),
                    criterion.name.clone(),
                    standing.fares.to_owned(),
                    standing.elsewhere.join(" "),
                    standing.why.unwrap_or_default().to_owned(),
                    spells.join("; "),
                    candidate.scope.as_ref().map_or("", |scope| scope.fares).to_owned(),
                    candidate.outcome.fares.to_owned(),
                    smallest.map_or(0, |flip| flip.changes.len()).to_string(),
                    words.join("; and "),
                ]);
            }
        }
        table
    }
}

pub(crate) fn role(role: Role) -> &'static str {
    match role {
        Role::Necessary => "necessary",
        Role::Sufficient => "sufficient",
        Role::ToStart => "to start",
    }
}

fn fares(fares: Fares) -> &'static str {
    match fares {
        Fares::Holds => "holds",
        Fares::Partly => "partly",
        Fares::Unknown => "unknown",
        Fares::Fails => "fails",
    }
}

pub(crate) fn standing_report(standing: &Standing) -> StandingReport {
    StandingReport {
        fares: fares(standing.fares),
        days: pieces(&standing.days),
        elsewhere: standing.elsewhere.iter().map(|other| fares(*other)).collect(),
        why: standing.days.spells().iter().filter_map(|spell| spell.value.why).min().map(|why| why.words()),
    }
}

fn pieces(timeline: &Timeline<Degree>) -> Vec<Piece> {
    let piece = |spell: &spells::Spell<Degree>| Piece {
        from: spell.days.from.to_string(),
        until: spell.days.until.plus(-1).to_string(),
        value: value(spell.value),
        why: spell.value.why.map(|why| why.words()),
        days: (spell.days.from.0, spell.days.until.0),
    };
    timeline.spells().iter().map(piece).collect()
}
