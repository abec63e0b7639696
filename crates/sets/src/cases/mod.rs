//! Cases by what they say of a solution: types, rankings, single cases and pairs for process tracing.
//!
//! In: a [`Table`](crate::Table), a solution, an outcome, the conditions whose rows bear the cases. Out: the type of every
//! case for the whole and for each term, every single case and every pair in the order in which to study them, each with the
//! numbers that put it there and a sentence that says so ([`Single::words`], [`Pair::words`]). Any list may be empty.
//!
//! Types and scores: Schneider and Rohlfing 2013 (doi:10.1177/0049124113481341) and 2019 (doi:10.1111/spsr.12382), Oana and
//! Schneider 2021. A score is a sum of penalties: the smaller, the better the pick. A membership of exactly 0.5 is neither in
//! nor out, so that such a case has no type; it is listed as ambiguous.

mod best;
mod kind;
mod necessity;
mod pairs;
mod places;
pub mod select;
mod sufficiency;
mod words;

pub use kind::{CaseKind, NecessityKind, SufficiencyKind};
pub use necessity::{NecessaryCases, NecessaryPart, necessity_cases};
pub use pairs::{Contrast, Pair, PairLimits, Pairs};
pub use places::{Place, Within};
pub use sufficiency::{Single, SufficientCases, TermCases, sufficiency_cases};
