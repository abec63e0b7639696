//! `new`, `code`, `check`, `fmt`, `sheet`: the files of a study.

use super::{Shape, View};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `new`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exceptio new my-study --title 'Pakistan and its allies'
  exceptio new my-study --from china-vietnam")]
pub struct New {
    /// The folder to make
    pub path: PathBuf,
    /// Copy this built-in study [default: a small commented one]
    #[arg(long, value_name = "STUDY")]
    pub from: Option<String>,
    /// Its title
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// What to print.
    #[command(flatten)]
    pub shape: Shape,
}

/// `code`
#[derive(Debug, Args)]
#[command(after_help = "\
An empty answer leaves it unknown; `stop` or Ctrl-D ends and keeps what was answered. Answers may be piped in,
one a line. Every row says who coded it (--coder, else asked once) and on which day (today, or --recorded).

Examples:
  exceptio code CHN-PAK --study my-study
  exceptio code 'CHN>PAK' --study my-study --coder jm      one direction; `>` means something to a shell
  exceptio code CHN-PAK --study my-study --format json     the questions as data; nothing is asked or written")]
pub struct Code {
    /// The case: two actors, as CHN-PAK
    pub case: String,
    /// The study's folder [default: this folder]
    #[arg(long, value_name = "STUDY")]
    pub study: Option<String>,
    /// The theory whose reading decides what is asked [default: the one that the study names]
    #[arg(long, value_name = "NAME")]
    pub theory: Option<String>,
    /// Who codes, for the column `coder` [default: asked once]
    #[arg(long, value_name = "NAME")]
    pub coder: Option<String>,
    /// The day of coding, for the column `recorded` [default: today]
    #[arg(long, value_name = "DATE")]
    pub recorded: Option<String>,
    /// What to print.
    #[command(flatten)]
    pub shape: Shape,
    /// What is seen.
    #[command(flatten)]
    pub view: View,
}

/// `check`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exceptio check my-study
  exceptio check my-study --format json    problems as data: file, line, column, hint, fix")]
pub struct Check {
    /// A study's folder, or the name of a built-in study
    pub study: Option<String>,
    /// One theory only
    #[arg(long, value_name = "NAME")]
    pub theory: Option<String>,
    /// What to print.
    #[command(flatten)]
    pub shape: Shape,
    /// What is seen.
    #[command(flatten)]
    pub view: View,
}

/// `fmt`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exceptio fmt my-study                    every theory of the study, in place
  exceptio fmt --check my-study            change nothing; exit 1 where something would change
  exceptio fmt - < draft.theory            from stdin to stdout")]
pub struct Fmt {
    /// Theory files, studies' folders, or `-` for stdin
    #[arg(required = true, value_name = "FILES|STUDY")]
    pub paths: Vec<PathBuf>,
    /// Change nothing: show what would change, and exit 1 if anything would
    #[arg(long)]
    pub check: bool,
    /// What to print.
    #[command(flatten)]
    pub shape: Shape,
}

/// `sheet`
#[derive(Debug, Subcommand)]
pub enum Sheet {
    /// A table of codings as a spreadsheet whose cells are all text
    ///
    /// The text itself stands on a hidden sheet, so that what a spreadsheet does not show comes back.
    ToXlsx(Convert),
    /// A spreadsheet as a table of codings
    ///
    /// Rows that nobody changed come back byte for byte, with their quotes and the empty lines around them. A workbook from
    /// elsewhere keeps the rows of the file that it replaces (--force).
    FromXlsx(Convert),
}

/// From one file to another.
#[derive(Debug, Args)]
pub struct Convert {
    /// The file to read
    pub from: PathBuf,
    /// The file to write
    pub to: PathBuf,
    /// Replace the file to write if it exists
    #[arg(long)]
    pub force: bool,
}
