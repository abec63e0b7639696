//! Commands that look at a solution more closely: its cases, a theory beside it, a panel under it.

use super::{Cuts, Solving, Source};
use clap::{Args, ValueEnum};

/// Which solution is looked at: a claim, or a model found by minimising.
#[derive(Debug, Clone, Args)]
pub struct Solution {
    /// A claim: `A*B + C -> Y` sufficient, `A <- Y` necessary, `A <-> Y` both [default: what minimising gives]
    #[arg(long, value_name = "CLAIM", conflicts_with_all = ["outcome", "model"])]
    pub claim: Option<String>,
    /// The outcome, an expression: SURV, ~SURV, A*B, R{2} [default: of a study the theory's first]
    #[arg(long, value_name = "EXPR")]
    pub outcome: Option<String>,
    /// Of several models, the one of this id or name: M2, C1P1 [default: the first]
    #[arg(long, value_name = "MODEL")]
    pub model: Option<String>,
    /// How models are found.
    #[command(flatten)]
    pub solving: Solving,
    /// The cut-offs.
    #[command(flatten)]
    pub cuts: Cuts,
}

/// A way to select cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TechniqueArg {
    /// What the claim says happens.
    Typical,
    /// One case of every kind.
    Diverse,
    /// Unusual memberships.
    Extreme,
    /// What the claim says does not happen.
    Deviant,
    /// Cases without which the fit would be another.
    Influential,
    /// Pairs that differ in one condition and the outcome.
    MostSimilar,
    /// Pairs that share one condition and the outcome.
    MostDifferent,
    /// Cases whose outcome one term alone accounts for.
    Pathway,
}

/// `cases`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exceptio cases cases.csv --outcome SURV --incl-cut 0.8       types and rankings for what minimising gives
  exceptio cases cases.csv --claim 'DEV*~IND + URB*STB -> SURV' --pairs
  exceptio cases cases.csv --claim 'LIT <- SURV' --most 3      who contradicts necessity
  exceptio cases cases.csv --claim 'DEV*STB -> SURV' --select most-similar
  exceptio cases --claim 'INTEREST*IDEOLOGY <- ALLIANCE' --missing drop   with the sources of each pick")]
pub struct Cases {
    /// The solution.
    #[command(flatten)]
    pub solution: Solution,
    /// Also list pairs of cases to compare
    #[arg(long)]
    pub pairs: bool,
    /// Only this term of the solution; may be repeated
    #[arg(long, value_name = "EXPR")]
    pub term: Vec<String>,
    /// So many cases or pairs of each list; how many there are is told all the same
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub most: usize,
    /// Instead: the cases that a technique of Seawright and Gerring (2008) selects
    #[arg(long, value_name = "TECHNIQUE", conflicts_with_all = ["pairs", "term", "memberships"])]
    pub select: Option<TechniqueArg>,
    /// Instead: the membership of every case in terms, solution and outcome
    #[arg(long, conflicts_with_all = ["pairs", "term"])]
    pub memberships: bool,
    /// The table.
    #[command(flatten)]
    pub source: Source,
}

/// `evaluate`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exceptio evaluate cases.csv --expected 'DEV*STB' --claim 'DEV*~IND + URB*STB -> SURV'
  exceptio evaluate cases.csv --expected 'DEV*STB' --outcome SURV --incl-cut 0.8 --solution parsimonious --boolean
  exceptio evaluate --expected 'INTEREST*IDEOLOGY' --missing drop      of the built-in study")]
pub struct Evaluate {
    /// What the theory holds to be enough for the outcome, an expression
    #[arg(long, value_name = "EXPR")]
    pub expected: String,
    /// Multiply areas out and simplify them before memberships are taken
    #[arg(long)]
    pub boolean: bool,
    /// The solution.
    #[command(flatten)]
    pub solution: Solution,
    /// The table.
    #[command(flatten)]
    pub source: Source,
}

/// `panel`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exceptio panel panel.csv --unit-id COUNTRY --cluster-id YEAR --claim 'A*B -> Y'
  exceptio panel panel.csv --unit-id COUNTRY --cluster-id REGION --outcome Y --incl-cut 0.8 --weights DAYS
  exceptio panel --unit year --missing drop --claim 'INTEREST*IDEOLOGY <- ALLIANCE'     of the built-in study")]
pub struct Panel {
    /// Of a file: the column of units, such as countries
    #[arg(long, value_name = "COLUMN", requires = "cluster_id")]
    pub unit_id: Option<String>,
    /// Of a file: the column of clusters, such as years or regions
    #[arg(long, value_name = "COLUMN", requires = "unit_id")]
    pub cluster_id: Option<String>,
    /// Weigh cells by this column
    #[arg(long, value_name = "COLUMN", conflicts_with = "weigh_days")]
    pub weights: Option<String>,
    /// Of a study: weigh each year by the days that it speaks for
    #[arg(long)]
    pub weigh_days: bool,
    /// Draw so many clusters and units; JSON and CSV have all
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub most: usize,
    /// The solution.
    #[command(flatten)]
    pub solution: Solution,
    /// The table.
    #[command(flatten)]
    pub source: Source,
}
