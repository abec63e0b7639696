//! Vague dates, intervals, coverage, spells and the history they make: the waist of the house.
//!
//! In: codings as integers (who, what, from which possible days to which, under which reading). Out: for any cell of any
//! attribute, in any world of readings and placements, its [`Timeline`]: what held on which days, and why where nobody
//! can know. Knows nothing of files, nothing of theories, and never asks for today's date.

mod actors;
mod amend;
mod attribute;
mod cell;
mod day;
mod dayset;
mod edtf;
mod history;
mod possible;
mod relation;
mod timeline;
mod truth;
mod world;
mod years;

pub use actors::{Actor, ActorId, Decision, Treaty, TreatyId};
pub use amend::Amendment;
pub use attribute::{About, Attribute, AttributeId, Coverage, Kind, Silence};
pub use cell::{Cell, Ground};
pub use day::{Day, Interval};
pub use dayset::DaySet;
pub use edtf::{Conventions, DateProblem, YearMeans, parse_date, plain_day};
pub use history::{ActorSet, History, HistoryBuilder, NewCoding, PolicyAct, PolicyRule, PolicyTarget, Ready, Uncoded};
pub use possible::{Ends, Moment, PossibleDays, Variable, VariableId};
pub use relation::{CodingId, NOBODY, Relation, Row, UNKNOWN_VALUE};
pub use timeline::{Spell, Timeline};
pub use truth::{Truth, Why};
pub use world::{Dispute, DisputeId, NO_READING, ReadingId, World};
pub use years::{YearRule, project, spoken_for};
