//! The command line as it is written: commands, options, their help.
//!
//! One definition for parsing, `--help`, completions and man pages. Options of the same name mean the same everywhere.

mod ahead;
mod calibrate;
mod cases;
mod cna;
mod files;
mod groups;
mod refine;
mod robust;
mod sets;
mod theories;

pub use ahead::*;
pub use calibrate::*;
pub use cases::*;
pub use cna::*;
pub use files::*;
pub use groups::*;
pub use refine::*;
pub use robust::*;
pub use sets::*;
pub use theories::*;

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

const AFTER: &str = "\
Examples:
  exceptio test                               judge the built-in study, china-vietnam
  exceptio explain CHN-SUN --claim needed     why, down to the line in a file
  exceptio new my-study --from china-vietnam  the same study as a folder of your own
  exceptio help                               the reference pages

Exit codes: 0 it ran (an exception found is a result), 1 your files have problems, 2 the command was
called wrongly, 3 the disk failed.";

/// Holds theories of alliances against every case, and finds the cases that break them
#[derive(Debug, Parser)]
#[command(name = "exceptio", version, after_help = AFTER, disable_help_subcommand = true, max_term_width = 100)]
pub struct Cli {
    /// How things look.
    #[command(flatten)]
    pub look: Look,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Hold a theory against every case of a study
    Test(Test),
    /// Say why a claim says of a case what it says, and what would turn it
    Explain(Explain),
    /// List every case that breaks a theory, why it might not count, and which other theory it confirms
    Exceptions(Exceptions),
    /// Make a truth table of a table file or a study: every row with its cases and the reason of its coding
    Truth(Truth),
    /// Say which smallest sets of coding changes would turn verdicts over
    Flips(Flips),
    /// Search the codebook for the simplest changes of a theory that resolve its exceptions, and say how far to believe them
    Refine(Refine),
    /// Say who could be whose partner: which criteria hold, fail or are unknown, and what would change that
    Candidates(Candidates),
    /// Minimise a truth table: every model, its fit and cases, and what it assumes of unobserved rows
    Minimize(Minimize),
    /// Calibrate a raw table, with the recipe on record, or find thresholds
    Calibrate(Calibrate),
    /// Coincidence analysis: which conjunctions suffice, and which formulas account for outcomes
    Cna(Box<Cna>),
    /// Find necessary conditions, conjunctions and disjunctions, and say which are trivial
    Necessity(Necessity),
    /// Say what a solution withstands: other cut-offs and anchors, other cases, all at once
    Robust(Robust),
    /// Hold one claim, such as A*~B -> Y, against a table: consistency, coverage and the rest
    Fit(Fit),
    /// Say which cases of a solution to look at, one by one and in pairs, and why
    Cases(Cases),
    /// Hold a theory against a solution: where they agree, where not, and which cases are there
    Evaluate(Evaluate),
    /// Say whether a relation holds of all units and in all clusters of a panel alike
    Panel(Panel),
    /// Report every problem of a study, and what follows from its theories' text alone
    Check(Check),
    /// List when a study's treaties had, and will have, to be decided about; as an iCalendar file too
    Calendar(Calendar),
    /// List a study's treaties: parties, what each owes, clauses, lives; and the conduct of allies
    Treaties(Treaties),
    /// Hold theories against the same cases: where they disagree, which exceptions each resolves and creates
    Compare(Compare),
    /// Print theory files as they should look
    Fmt(Fmt),
    /// Say what the choice of cases does to each claim: cells without a case, what selection fixes, other samples
    Audit(Audit),
    /// Weigh rival hypotheses against the items of evidence, in decibels
    Evidence(Evidence),
    /// Say how probable renewal, end and formation are, as of a day; back-test it, or write it down
    Forecast(Forecast),
    /// Hold registered forecasts against what came
    Score(Score),
    /// Begin a study of your own, or copy a built-in one
    New(New),
    /// Code a new case: be asked only for what a theory reads about it
    Code(Code),
    /// Turn a table of codings into a spreadsheet and back, no date touched
    #[command(subcommand)]
    Sheet(Sheet),
    /// Print a page of the reference; without a topic, list them
    Help(Help),
    /// Print completions for a shell
    Completions(Completions),
    /// Write man pages into a folder
    Man(Man),
}

/// `help`
#[derive(Debug, Args)]
pub struct Help {
    /// A page of the reference, or a command
    pub topic: Option<String>,
    /// What to print.
    #[command(flatten)]
    pub shape: Shape,
}

/// `completions`
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    pub shell: clap_complete::Shell,
}

/// `man`
#[derive(Debug, Args)]
pub struct Man {
    /// The folder to write into; made if need be
    pub dir: PathBuf,
}
