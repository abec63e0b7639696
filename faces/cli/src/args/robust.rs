//! `robust`: what is tried of a solution.

use super::{Cuts, Solving, Source};
use clap::Args;

/// `robust`
#[derive(Debug, Args)]
#[command(after_help = "\
SETTINGS are incl-cut, pri-cut, n-cut, solution, without (a condition), and anchors of calibrated columns (GDP.crossover).
Alternatives stand between bars and make a grid; `0.7..0.9:0.05` is every step from 0.7 to 0.9.

Examples:
  exceptio robust cases.csv --outcome SURV --incl-cut 0.8
  exceptio robust cases.csv --outcome SURV --incl-cut 0.8 --test incl-cut=0.75 --test n-cut=2,pri-cut=0.5
  exceptio robust cases.csv --outcome SURV --incl-cut 0.8 --test 'incl-cut=0.7..0.9:0.05,n-cut=1|2'
  exceptio robust cases.csv --outcome SURV --incl-cut 0.8 --joint 'incl-cut=0.75..0.9,pri-cut=0..0.6,n-cut=1..2'
  exceptio robust cases.csv --outcome SURV --subsample 0.8 --bootstrap --draws 2000 --seed 7")]
pub struct Robust {
    /// The outcome, an expression: SURV, ~SURV, A*B, R{2} [default: of a study the theory's first]
    #[arg(long, value_name = "EXPR")]
    pub outcome: Option<String>,
    /// How models are found.
    #[command(flatten)]
    pub solving: Solving,
    /// The cut-offs.
    #[command(flatten)]
    pub cuts: Cuts,
    /// List at most so many models of a solution; one that has more cannot be held against another
    #[arg(long, value_name = "MODELS", default_value_t = 1000)]
    pub most: usize,
    /// Hold the solution under these settings against it, with all others named; may be repeated
    #[arg(long, value_name = "SETTINGS", help_heading = "What is tried")]
    pub test: Vec<String>,
    /// Draw these settings at once, each within its range: incl-cut=0.75..0.9,n-cut=1..2
    #[arg(long, value_name = "RANGES", help_heading = "What is tried")]
    pub joint: Option<String>,
    /// Draw subsamples that keep this share of the cases
    #[arg(long, value_name = "SHARE", help_heading = "What is tried")]
    pub subsample: Option<f64>,
    /// Draw as many cases as there are, with repetition
    #[arg(long, help_heading = "What is tried")]
    pub bootstrap: bool,
    /// How likely every row keeps its coding when so many cases are lost or miscoded (below 1: each with that probability); crisp data
    #[arg(long, value_name = "CASES", help_heading = "What is tried")]
    pub retention: Option<f64>,
    /// How many draws of each kind
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..), help_heading = "What is tried")]
    pub draws: u32,
    /// What they are drawn from
    #[arg(long, value_name = "SEED", default_value_t = 1, help_heading = "What is tried")]
    pub seed: u64,
    /// The table.
    #[command(flatten)]
    pub source: Source,
}
