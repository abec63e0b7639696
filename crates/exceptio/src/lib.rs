//! exceptio, through its one door: sources -> case base -> spells -> conditions -> verdicts -> presentation.
//!
//! ```text
//! folder --read--> CaseBase --history--> History --Program--> conditions --run--> verdicts --report--> TestReport
//! ```
//!
//! Faces see only this crate. Only this crate and the faces touch a disk; none asks for today's date.
//!
//! ```
//! let folder = exceptio::built_in("china-vietnam").expect("it is built in");
//! let opened = exceptio::open(&folder, &exceptio::Ask::default());
//! let study = opened.study.expect("the built-in study reads");
//! let tested = study.test(None, &exceptio::TestOptions::default());
//! let report = tested.value.expect("its default theory can be tested");
//! assert_eq!(report.schema, "exceptio.test");
//! ```

mod actors;
mod apply;
mod asked_day;
mod audit;
mod built_in;
mod called;
mod candidates;
mod cases;
mod check;
mod code;
mod compare;
mod definitions;
mod disk;
mod evidence;
mod exceptions;
mod explain;
mod flips;
mod forecast;
mod format;
mod held;
mod refine;
mod report;
pub mod sets;
mod study;
mod test;
mod topics;
mod treaties;
mod within;

pub use apply::Applied;
pub use audit::AuditOptions;
pub use built_in::{BUILT_IN, built_in};
pub use candidates::CandidateOptions;
pub use check::{CheckReport, FileCount, TheoryCheck};
pub use code::{Answer, Answers, Question, Questions, Written, add_actor, add_answer};
pub use disk::{DiskProblem, append, read_file, read_folder, write_folder};
pub use evidence::EvidenceOptions;
pub use exceptions::ExceptionsOptions;
pub use explain::ExplainOptions;
pub use flips::FlipOptions;
pub use forecast::{BacktestOptions, ForecastOptions, Registration, day_of};
pub use format::{Formatted, format};
pub use refine::RefineOptions;
pub use report::*;
pub use study::{Ask, Opened, Study, open};
pub use test::TestOptions;
pub use text::{
    Diagnostic, FileId, Files, Fix, Folder, Label, Position, Severity, Span, Warned, counted, did_you_mean, nearest,
};
pub use topics::{Topic, topics};
pub use treaties::{CalendarOptions, icalendar};

pub use casebase::lock::record as record_table;
pub use casebase::register::REGISTER;
pub use casebase::sheet;
pub use conditions::Clock;
pub use spells::YearRule;
