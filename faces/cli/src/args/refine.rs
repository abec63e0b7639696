//! `exceptio refine` as it is written.

use super::{Judging, PaperFormat, View};
use clap::Args;
use std::path::PathBuf;

/// `refine`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exceptio refine                                       what would mend the study's own theory
  exceptio refine --theory non-alignment --claim needed
  exceptio refine --claim needed --from rift,clash --size 3
  exceptio refine --claim needed --write mended.theory  the theory with the first answer in it
  exceptio refine my-study --format csv > answers.csv   one row for each answer
  exceptio refine my-study --format latex               a table for a paper, of each claim")]
pub struct Refine {
    /// A study's folder, or the name of a built-in study [default: this folder if it is a study, else china-vietnam]
    pub study: Option<String>,
    /// One claim only [default: each that a case breaks]
    #[arg(long, value_name = "NAME")]
    pub claim: Option<String>,
    /// The definition of the outcome, by its label [default: the first]
    #[arg(long, value_name = "LABEL")]
    pub definition: Option<String>,
    /// Make changes of these attributes and named conditions only, separated by commas [default: the whole codebook]
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub from: Vec<String>,
    /// Changes of at most so many conditions
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=4))]
    pub size: u8,
    /// Deal the exceptions anew so often, to see how often chance does as well; every way there is, if there are no more
    #[arg(long, value_name = "N", default_value_t = 2_000, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub draws: u64,
    /// The seed of the dealing
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    pub seed: u64,
    /// Write the theory with an answer in it to this new file; its name becomes the theory's
    #[arg(long, value_name = "FILE")]
    pub write: Option<PathBuf>,
    /// Which answer to write, in the order shown
    #[arg(long, value_name = "N", default_value_t = 1, requires = "write")]
    pub nth: usize,
    /// The theory [default: the one that the study names]
    #[arg(long, value_name = "NAME")]
    pub theory: Option<String>,
    /// Leave nothing out; up to 100 answers of each size are verified and shown
    #[arg(long)]
    pub all: bool,
    /// What to print: for reading, as one JSON object, as tidy rows, as a table for a paper
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: PaperFormat,
    /// What is seen.
    #[command(flatten)]
    pub view: View,
    /// How it is judged.
    #[command(flatten)]
    pub judging: Judging,
}
