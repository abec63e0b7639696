//! `cna`: options under the names that users of the R packages cna and frscore know.

use super::{Chance, Source};
use clap::{Args, ValueEnum};

/// Whether a membership of exactly the cut-off counts as seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BorderArg {
    /// It does.
    Up,
    /// It does not.
    Down,
}

/// Where an atomic formula's outcome has to vary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SelectionArg {
    /// About 0.5, among the cases that agree with the formula.
    Cs,
    /// In membership, among the cases that agree with the formula.
    Fs,
    /// Nowhere.
    None,
}

/// What of a formula that says more than it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum InusArg {
    /// Dropped where it implies a proper part of itself.
    Implication,
    /// Dropped where it is equivalent to a proper part of itself.
    Equivalence,
    /// Kept.
    Off,
}

/// Which parts make a disjunction more than minimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MinimalityArg {
    /// A part that reaches both thresholds.
    Thresholds,
    /// A part that is necessary enough.
    Necessity,
}

/// What a circle runs through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CycleArg {
    /// Factors.
    Factor,
    /// Values of factors.
    Value,
}

/// Which relations count for a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ScoreArg {
    /// Formulas that it contains and formulas that contain it.
    Full,
    /// Formulas that contain it.
    Supermodel,
    /// Formulas that it contains.
    Submodel,
}

/// What a share of 1 is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NormalizeArg {
    /// The best score found.
    Truemax,
    /// The best score possible.
    Idealmax,
}

/// What is sought, and by which thresholds.
#[derive(Debug, Clone, Args)]
pub struct CnaSearch {
    /// The least sufficiency of a formula, from 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 1.0, help_heading = "The search")]
    pub con: f64,
    /// The least necessity of a formula, from 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 1.0, help_heading = "The search")]
    pub cov: f64,
    /// The least sufficiency of a conjunction [default: as --con]
    #[arg(long, value_name = "SHARE", help_heading = "The search")]
    pub con_msc: Option<f64>,
    /// What these are measured by: con, Ccon, PAcon or AACcon, and cov, Ccov, AAcov or PACcov
    #[arg(long, value_name = "CON,COV", default_value = "con,cov", help_heading = "The search")]
    pub measures: String,
    /// At most so many literals a conjunction, conjunctions, literals in all; none: formulas of any size
    #[arg(long, alias = "max-steps", value_name = "I,J,N", default_value = "3,4,10", help_heading = "The search")]
    pub maxstep: String,
    /// What comes before what, causes first: 'A, B < C'; a factor that is not named comes before all that are
    #[arg(long, value_name = "ORDER", help_heading = "The search")]
    pub ordering: Option<String>,
    /// Factors of one level of the ordering do not cause each other
    #[arg(long, requires = "ordering", help_heading = "The search")]
    pub strict: bool,
    /// Values that cannot cause an outcome: 'A, ~C -> B', 'A* -> B' for every value of A; may be repeated
    #[arg(long, value_name = "VALUES -> OUTCOMES", help_heading = "The search")]
    pub exclude: Vec<String>,
    /// Sufficient conjunctions alone
    #[arg(long, help_heading = "The search")]
    pub suff_only: bool,
    /// Leave out complex formulas with a causal circle
    #[arg(long, help_heading = "The search")]
    pub acyclic_only: bool,
    /// What a circle runs through
    #[arg(long, value_name = "WHAT", default_value = "factor", help_heading = "The search")]
    pub cycle_type: CycleArg,
    /// Formulas with a redundancy: dropped by implication, by equivalence (cna before 3.6), or kept
    #[arg(long, value_name = "RULE", default_value = "implication", help_heading = "The search")]
    pub inus: InusArg,
    /// Keep sufficient conjunctions with a sufficient part
    #[arg(long, help_heading = "The search")]
    pub all_msc: bool,
    /// Keep disjunctions with a part that does as well
    #[arg(long, help_heading = "The search")]
    pub all_asf: bool,
    /// Which parts make a disjunction more than minimal: those that reach both thresholds (as cna), or that of necessity
    #[arg(long, value_name = "RULE", default_value = "thresholds", help_heading = "The search")]
    pub minimality: MinimalityArg,
    /// Where the outcome of an atomic formula has to vary among the cases that agree with it
    #[arg(long, value_name = "RULE", default_value = "cs", help_heading = "The search")]
    pub asf_selection: SelectionArg,
    /// The least membership at which something counts as seen
    #[arg(long, value_name = "MEMBERSHIP", default_value_t = 0.5, help_heading = "The search")]
    pub cutoff: f64,
    /// Whether a membership of exactly that counts as seen
    #[arg(long, value_name = "SIDE", default_value = "up", help_heading = "The search")]
    pub border: BorderArg,
    /// Leave out configurations of fewer cases
    #[arg(long, value_name = "CASES", default_value_t = 0, help_heading = "The search")]
    pub case_cutoff: usize,
    /// Keep factors that do not vary
    #[arg(long, help_heading = "The search")]
    pub keep_constant: bool,
    /// Leave out all but the first of factors that are the same in all cases
    #[arg(long, help_heading = "The search")]
    pub drop_duplicates: bool,
    /// Look for at most so many atomic formulas of an outcome
    #[arg(long, value_name = "FORMULAS", default_value_t = 1_000_000, help_heading = "The search")]
    pub max_sol: usize,
    /// Try at most so many combinations of atomic formulas, the least complex first
    #[arg(long, value_name = "COMBINATIONS", default_value_t = 1000, help_heading = "The search")]
    pub n_init: usize,
}

/// Analyses over a grid of thresholds.
#[derive(Debug, Clone, Args)]
pub struct CnaGrid {
    /// Analyse at every pair of thresholds from the highest to the lowest, and score what is found: 1,0.7,0.1
    #[arg(
        long,
        value_name = "HIGH,LOW,STEP",
        conflicts_with_all = ["con", "cov", "con_msc", "suff_only"],
        help_heading = "Robustness"
    )]
    pub grid: Option<String>,
    /// Score atomic formulas instead of complex ones
    #[arg(long, requires = "grid", help_heading = "Robustness")]
    pub atomic: bool,
    /// Which relations between formulas count
    #[arg(long, value_name = "TYPE", default_value = "full", requires = "grid", help_heading = "Robustness")]
    pub scoretype: ScoreArg,
    /// What a share of 1 is: the best score found, or the best possible
    #[arg(long, value_name = "BY", default_value = "truemax", requires = "grid", help_heading = "Robustness")]
    pub normalize: NormalizeArg,
    /// Score at most so many formulas, of each complexity those found most often
    #[arg(long, value_name = "FORMULAS", default_value_t = 50, requires = "grid", help_heading = "Robustness")]
    pub maxsols: usize,
    /// Compare formulas as they are written, and leave indirect claims out of account
    #[arg(long, requires = "grid", help_heading = "Robustness")]
    pub as_written: bool,
}

/// `cna`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exceptio cna cases.csv                                        every factor may be an outcome
  exceptio cna cases.csv --outcome 'SURV, ~SURV' --con 0.8 --cov 0.8 --measures PAcon,PACcov
  exceptio cna cases.csv --ordering 'DEV, URB < LIT < SURV' --strict --details
  exceptio cna cases.csv --outcome SURV --grid 1,0.7,0.1        which formulas hold up as thresholds change
  exceptio cna cases.csv --model '(DEV + URB <-> LIT)*(LIT <-> SURV)'
  exceptio cna --missing drop --con 0.9 --cov 0.7               the built-in study's conditions")]
pub struct Cna {
    /// What is to be accounted for, by values: 'A, ~B, R{2}', R* for every level [default: the presence of every factor]
    #[arg(long, value_name = "VALUES")]
    pub outcome: Option<String>,
    /// Every value of every factor, absence too
    #[arg(long, conflicts_with = "outcome")]
    pub all_outcomes: bool,
    /// Say of each formula how exhaustive, faithful and coherent it is, and whether it is redundant or has a circle
    #[arg(long)]
    pub details: bool,
    /// Which lists: m sufficient conjunctions, a atomic formulas, c complex formulas, t the configurations
    #[arg(long, value_name = "LETTERS", default_value = "mac")]
    pub what: String,
    /// Hold this formula against the table instead of searching, with --grid look it up; may be repeated
    #[arg(long, value_name = "FORMULA")]
    pub model: Vec<String>,
    /// List at most so many of each kind; their number is given all the same
    #[arg(long, value_name = "FORMULAS", default_value_t = 1000)]
    pub most: usize,
    /// Draw all that are listed, and not only the first twenty of each kind
    #[arg(long)]
    pub all: bool,
    /// The search.
    #[command(flatten)]
    pub search: CnaSearch,
    /// The grid.
    #[command(flatten)]
    pub grid: CnaGrid,
    /// Chance.
    #[command(flatten)]
    pub chance: Chance,
    /// The table.
    #[command(flatten)]
    pub source: Source,
}
