//! `necessity`: which conditions, conjunctions and disjunctions are necessary, each with a verdict on trivialness.

use super::choose::Chosen;
use crate::report::NecessityReport;
use sets::expression::Relation;
use sets::necessity::{Cuts, screen, supersets};
use text::Warned;

/// How necessary expressions are asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NecessityAsk {
    /// Which relation is sought.
    pub relation: Relation,
    /// At least this consistency (`incl.cut`).
    pub consistency: f64,
    /// At least this coverage (`cov.cut`).
    pub coverage: f64,
    /// At least this relevance of necessity (`ron.cut`).
    pub relevance: f64,
    /// At least this PRI, where sufficiency is sought (`pri.cut`).
    pub pri: f64,
    /// At most so many conditions (`depth`); `None`: all.
    pub depth: Option<usize>,
    /// A relevance below which necessity is called trivial.
    pub trivial_below: f64,
}

impl Default for NecessityAsk {
    fn default() -> Self {
        let cuts = Cuts::new(Relation::Necessary);
        NecessityAsk {
            relation: cuts.relation,
            consistency: cuts.consistency,
            coverage: cuts.coverage,
            relevance: cuts.relevance,
            pri: cuts.pri,
            depth: cuts.depth,
            trivial_below: cuts.trivial_below,
        }
    }
}

/// Searches what was chosen: each condition and its absence by itself, then everything that passes the cut-offs.
///
/// Gives `None` with the reasons of [`supersets`].
pub fn necessity(chosen: &Chosen, ask: &NecessityAsk) -> Warned<Option<NecessityReport>> {
    let cuts = Cuts {
        consistency: ask.consistency,
        coverage: ask.coverage,
        relevance: ask.relevance,
        pri: ask.pri,
        depth: ask.depth,
        trivial_below: ask.trivial_below,
        ..Cuts::new(ask.relation)
    };
    let alone = screen(&chosen.table, &chosen.outcome, &chosen.conditions, &cuts);
    let found = supersets(&chosen.table, &chosen.outcome, &chosen.conditions, &cuts);
    found.map(|found| found.map(|found| NecessityReport::new(chosen, &alone, &found, &cuts)))
}
