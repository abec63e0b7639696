//! Set-theoretic analysis: tables from files and studies, and what is asked of them.
//!
//! The road is one: a file ([`table_of_file`]) or a study ([`Study::table_of`](crate::Study::table_of)) gives a [`RawTable`]; a
//! [`Choice`] of columns with stated rules for missing values and memberships of 0.5 makes it a [`Chosen`] table; an analysis takes
//! that and gives a report. Nothing is computed here: the numbers are the crate `sets`' own.

mod calibrate;
mod cases;
mod chance;
mod choose;
mod cna;
mod evaluate;
mod expressions;
mod fit;
mod half;
mod kinds;
mod lag;
mod lists;
mod minimize;
mod names;
mod necessity;
mod of_file;
mod of_study;
mod order;
mod panel;
mod recipe;
pub(crate) mod robust;
mod solution;
mod sources;
mod table_of;
mod tested;
mod truth;

pub use ::sets::calibrate::Linkage;
pub use ::sets::cases::select::Technique;
pub use ::sets::expression::Relation;
pub use ::sets::truth::{Output, OverlapRule};
pub use ::sets::{HalfRule, MissingRule};
pub use calibrate::{calibrate, find};
pub use cases::{CasesAsk, cases, memberships, selection};
pub use chance::ChanceAsk;
pub use choose::{Choice, Chosen, choose};
pub use cna::*;
pub use evaluate::{EvaluateAsk, evaluate};
pub use expressions::names_in;
pub use fit::{FitAsk, fit_claim};
pub use half::half_rule;
pub use kinds::{Declared, kinds};
pub use lists::parts;
pub use minimize::{MinimizeAsk, Which, minimize};
pub use necessity::{NecessityAsk, necessity};
pub use of_file::{FileAsk, table_of_file};
pub use of_study::{CaseUnit, StudyAsk};
pub use panel::{PanelAsk, Weighing, panel};
pub use recipe::{Applied, Recipe, calibrated, recipes};
pub use robust::{RobustAsk, robust};
pub use solution::SolutionAsk;
pub use table_of::{Cluster, Origin, RawTable};
pub use truth::{SortKey, TruthAsk, sort_keys, truth};

pub(crate) use cases::MOST_RANKED;
pub(crate) use minimize::Found;
pub(crate) use panel::Diagnosed;
pub(crate) use solution::Held;
pub(crate) use tested::Tested;
