//! `calibrate`, and how every command on a table calibrates on the way.

use super::PaperFormat;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Columns to be calibrated, on every command that takes a table.
#[derive(Debug, Clone, Args)]
pub struct Recipes {
    /// Calibrate a column: 'GDP = direct 400 550 900', 'RICH = calibrate(GDP, linear 400 550 900)', 'RANK = cut(GDP, 550, 900)';
    /// may be repeated (`exceptio help calibrate`)
    #[arg(long, value_name = "RECIPE", help_heading = "Calibration")]
    pub calibrate: Vec<String>,
    /// Calibrate by the recipes in a file: a line each, or what a command printed as JSON
    #[arg(long, value_name = "FILE", help_heading = "Calibration")]
    pub recipe: Option<PathBuf>,
}

/// How far two clusters of values are apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LinkageArg {
    /// Their farthest values.
    Complete,
    /// Their nearest values.
    Single,
    /// The mean over all pairs.
    Average,
    /// What joining them adds to the squares within clusters.
    Ward,
}

/// `calibrate`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exceptio calibrate raw.csv --find 2                                  where do values leave gaps?
  exceptio calibrate raw.csv --calibrate 'GDP = direct 400 550 900' --calibrate 'LIT = crisp 75'
  exceptio calibrate raw.csv --calibrate 'GDP = direct 400 550 900' --format csv > cases.csv
  exceptio calibrate raw.csv --calibrate 'GDP = direct 400 550 900' --format json > recipe.json
  exceptio calibrate other.csv --recipe recipe.json --format csv       the same recipe again
  exceptio truth raw.csv --recipe recipe.json --outcome SURV           or on the way")]
pub struct Calibrate {
    /// A table (.csv, .parquet, .dta)
    pub file: PathBuf,
    /// The recipes.
    #[command(flatten)]
    pub recipes: Recipes,
    /// Find so many thresholds of each column instead, where values leave gaps
    #[arg(long, value_name = "N", conflicts_with_all = ["calibrate", "recipe"])]
    pub find: Option<usize>,
    /// Find thresholds of these columns [default: of all columns of numbers]
    #[arg(long, value_name = "A,B,C", value_delimiter = ',', requires = "find")]
    pub columns: Vec<String>,
    /// Find them by clusters that are apart by their farthest, nearest, mean values, or by the squares that joining adds
    #[arg(long, value_name = "LINKAGE", default_value = "complete", requires = "find")]
    pub linkage: LinkageArg,
    /// The column that names the cases [default: the first, if it holds words]
    #[arg(long, value_name = "COLUMN")]
    pub cases: Option<String>,
    /// Draw every case, and not only the first twenty
    #[arg(long)]
    pub all: bool,
    /// What to print: for reading, one JSON object with the recipe, the calibrated table, a table for a paper
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: PaperFormat,
}
