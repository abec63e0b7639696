//! The commands of set-theoretic analysis. Options that users know from the R packages keep their names.

use super::{Judging, Recipes, View};
use clap::{Args, ValueEnum};

/// What to print, where tables for a paper can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PaperFormat {
    /// For reading.
    Human,
    /// One object with `schema` and `version`.
    Json,
    /// Tidy rows.
    Csv,
    /// A LaTeX table.
    Latex,
    /// A Markdown table.
    Markdown,
}

/// What a row is where a study is the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum UnitArg {
    /// A case.
    Case,
    /// A spell on which nothing that is read changes.
    Spell,
    /// A calendar year of a case.
    Year,
}

/// What to do about missing values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MissingArg {
    /// Refuse the table and list the cases.
    Refuse,
    /// Leave the cases out, on record.
    Drop,
}

/// Where the cases come from, on every command that takes a table.
#[derive(Debug, Clone, Args)]
pub struct Source {
    /// A table (.csv, .parquet, .dta), a study's folder, or the name of a built-in study
    #[arg(value_name = "FILE|STUDY")]
    pub from: Option<String>,
    /// The conditions, separated by commas [default: of a study the theory's; of a file every other column]
    #[arg(long, value_name = "A,B,C", value_delimiter = ',')]
    pub conditions: Vec<String>,
    /// The column of a file that names the cases [default: the first, if it holds words]
    #[arg(long, value_name = "COLUMN", help_heading = "The table")]
    pub cases: Option<String>,
    /// Declare kinds of columns: NAME=crisp, NAME=fuzzy, NAME=multi:3, NAME=low<mid<high
    #[arg(long, value_name = "KINDS", help_heading = "The table")]
    pub kinds: Option<String>,
    /// What to do about missing values
    #[arg(long, value_name = "RULE", default_value = "refuse", help_heading = "The table")]
    pub missing: MissingArg,
    /// What to do about memberships of exactly 0.5: refuse, keep (outside every row), drop, up, down, up:0.01
    #[arg(long, value_name = "RULE", default_value = "refuse", help_heading = "The table")]
    pub half: String,
    /// Of a study: the theory whose conditions are the columns [default: the one that the study names]
    #[arg(long, value_name = "NAME", help_heading = "The table")]
    pub theory: Option<String>,
    /// Of a study: the definition of the outcome, by its label [default: the first]
    #[arg(long, value_name = "LABEL", help_heading = "The table")]
    pub definition: Option<String>,
    /// Of a study: what a row is
    #[arg(long, value_name = "UNIT", default_value = "spell", help_heading = "The table")]
    pub unit: UnitArg,
    /// Of a study: one more condition, that A began before B (temporal QCA); `A_before_B`; may be repeated
    #[arg(long, value_name = "A<B", help_heading = "The table")]
    pub order: Vec<String>,
    /// Of a study's spells: the outcome may follow a change of conditions so late without contradicting it (2y, 18m, 30d)
    #[arg(long, value_name = "TIME", help_heading = "The table")]
    pub lag: Option<String>,
    /// How raw columns are calibrated.
    #[command(flatten)]
    pub recipes: Recipes,
    /// What to print: for reading, as one JSON object, as tidy rows, as a table for a paper
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: PaperFormat,
    /// What is seen of a study.
    #[command(flatten)]
    pub view: View,
    /// How a study is judged.
    #[command(flatten)]
    pub judging: Judging,
}

/// What holds where rows with `-` overlap rows of another coding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OverlapArg {
    /// A row that lies within another keeps its coding; other overlaps are refused.
    Specific,
    /// Every overlap is refused.
    Refuse,
    /// What they share is 0.
    Negative,
    /// What they share is 1.
    Explain,
    /// What they share is as a remainder.
    Free,
}

/// What contradicts the analysis of the outcome's absence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum UntenableArg {
    /// Remainders that parsimonious solutions assume for the outcome and for its absence are not assumed.
    Contradictory,
    /// Rows coded 1 for the outcome and for its absence are coded 0.
    Simultaneous,
}

/// The cut-offs of a truth table.
#[derive(Debug, Clone, Args)]
pub struct Cuts {
    /// The inclusion cut-off from which a row is coded 1; a second number, from which it is a contradiction (C)
    #[arg(long, value_name = "CUT[,CUT]", default_value = "1", value_delimiter = ',', help_heading = "The rows")]
    pub incl_cut: Vec<f64>,
    /// The fewest cases of a row; rows with fewer are remainders (?)
    #[arg(long, value_name = "CASES", default_value_t = 1, help_heading = "The rows")]
    pub n_cut: usize,
    /// The least PRI of a row that is coded 1
    #[arg(long, value_name = "CUT", default_value_t = 0.0, help_heading = "The rows")]
    pub pri_cut: f64,
    /// Code the rows in this expression 0, observed or not (`A*~B`, `~(A + B)`); may be repeated
    #[arg(long, value_name = "EXPR", help_heading = "The rows")]
    pub exclude: Vec<String>,
    /// What is necessary for the outcome: no remainder without it is assumed; may be repeated
    #[arg(long, value_name = "EXPR", help_heading = "What may not be assumed")]
    pub necessary: Vec<String>,
    /// What cannot be: no remainder in it is assumed; may be repeated
    #[arg(long, value_name = "EXPR", help_heading = "What may not be assumed")]
    pub impossible: Vec<String>,
    /// What contradicts the analysis of the outcome's absence, separated by commas
    #[arg(long, value_name = "KINDS", value_delimiter = ',', help_heading = "What may not be assumed")]
    pub untenable: Vec<UntenableArg>,
    /// What holds where a row with `-` overlaps a row of another coding
    #[arg(long, value_name = "RULE", default_value = "specific", help_heading = "The rows")]
    pub overlap: OverlapArg,
}

/// Permutation tests, on reports that carry them.
#[derive(Debug, Clone, Args)]
pub struct Chance {
    /// Do not hold the result against chance
    #[arg(long, conflicts_with_all = ["permutations", "power_at"], help_heading = "Chance")]
    pub no_permutation: bool,
    /// Deal the outcome so many times, whatever it costs [default: up to 999, as far as that is cheap]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), help_heading = "Chance")]
    pub permutations: Option<u32>,
    /// What random deals are drawn from
    #[arg(long, value_name = "SEED", default_value_t = 1, help_heading = "Chance")]
    pub seed: u64,
    /// The consistency at which power is reckoned [default: --incl-cut, in cna --con; of a claim 0.8]
    #[arg(long, value_name = "CONS", value_parser = consistency, help_heading = "Chance")]
    pub power_at: Option<f64>,
}

fn share(text: &str) -> Result<f64, String> {
    let number: Option<f64> = text.trim().parse().ok().filter(|number| *number > 0.0 && *number < 1.0);
    number.ok_or_else(|| "a share lies above 0 and below 1".to_owned())
}

fn consistency(text: &str) -> Result<f64, String> {
    let number: Option<f64> = text.parse().ok().filter(|number| *number > 0.0 && *number <= 1.0);
    number.ok_or_else(|| "a consistency lies above 0 and is 1 at most".to_owned())
}

/// `truth`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exceptio truth cases.csv --outcome SURV --conditions DEV,URB,LIT --incl-cut 0.8
  exceptio truth cases.csv --outcome '~SURV' --incl-cut 0.8,0.5 --pri-cut 0.5 --sort incl-,n-
  exceptio truth                                    the built-in study's conditions, a row a spell
  exceptio truth my-study --unit year --missing drop --format latex")]
pub struct Truth {
    /// The outcome, an expression: SURV, ~SURV, A*B, R{2} [default: of a study the theory's first]
    #[arg(long, value_name = "EXPR")]
    pub outcome: Option<String>,
    /// The cut-offs.
    #[command(flatten)]
    pub cuts: Cuts,
    /// List every row, observed or not
    #[arg(long)]
    pub complete: bool,
    /// List rows by row, out, incl, pri or n, each with + or -: incl-,n- [default: by number]
    #[arg(long, value_name = "KEYS")]
    pub sort: Option<String>,
    /// The table.
    #[command(flatten)]
    pub source: Source,
}

/// Which remainders a solution may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SolutionArg {
    /// None.
    Conservative,
    /// All.
    Parsimonious,
    /// Those that the directional expectations allow.
    Intermediate,
}

/// How models are found, on every command that minimises.
#[derive(Debug, Clone, Args)]
pub struct Solving {
    /// Which remainders may be used
    #[arg(long, value_name = "WHICH", default_value = "conservative", help_heading = "The models")]
    pub solution: SolutionArg,
    /// What should contribute to the outcome: conditions, or conjunctions, separated by commas
    #[arg(long, value_name = "EXPRS", required_if_eq("solution", "intermediate"), help_heading = "The models")]
    pub dir_exp: Option<String>,
    /// Let contradictions (C) be used as remainders are, by the conservative solution too
    #[arg(long, help_heading = "The models")]
    pub include_contradictions: bool,
    /// Explain rows coded so: 1, C, 0, or several separated by commas
    #[arg(long, value_name = "OUT", default_value = "1", value_delimiter = ',', help_heading = "The models")]
    pub explain: Vec<String>,
    /// Every model of which no term can be taken away, and not only those of the fewest terms
    #[arg(long, help_heading = "The models")]
    pub all_models: bool,
    /// Leave out prime implicants that cover less than another; those left out are named
    #[arg(long, help_heading = "The models")]
    pub row_dominance: bool,
}

/// `minimize`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exceptio minimize cases.csv --outcome SURV                             the conservative solution
  exceptio minimize cases.csv --outcome SURV --incl-cut 0.8 --solution parsimonious
  exceptio minimize cases.csv --outcome SURV --solution intermediate --dir-exp 'DEV, ~URB, LIT*IND'
  exceptio minimize my-study --unit year --missing drop --format csv")]
pub struct Minimize {
    /// The outcome, an expression: SURV, ~SURV, A*B, R{2}; or several, separated by commas [default: of a study the theory's first]
    #[arg(long, value_name = "EXPR")]
    pub outcome: Option<String>,
    /// How models are found.
    #[command(flatten)]
    pub solving: Solving,
    /// List at most so many models; their number is given all the same
    #[arg(long, value_name = "MODELS", default_value_t = 1000)]
    pub most: usize,
    /// The cut-offs.
    #[command(flatten)]
    pub cuts: Cuts,
    /// Chance.
    #[command(flatten)]
    pub chance: Chance,
    /// The table.
    #[command(flatten)]
    pub source: Source,
}

/// Which relation is sought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RelationArg {
    /// Necessary expressions.
    Necessity,
    /// Sufficient ones.
    Sufficiency,
    /// Both at once.
    Both,
}

/// `necessity`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exceptio necessity cases.csv --outcome SURV --incl-cut 0.9 --ron-cut 0.5
  exceptio necessity cases.csv --outcome '~SURV' --depth 2
  exceptio necessity --missing drop                 of the built-in study's outcome")]
pub struct Necessity {
    /// The outcome, an expression [default: of a study the theory's first]
    #[arg(long, value_name = "EXPR")]
    pub outcome: Option<String>,
    /// Which relation is sought
    #[arg(long, value_name = "RELATION", default_value = "necessity")]
    pub relation: RelationArg,
    /// The least consistency
    #[arg(long, value_name = "CUT", default_value_t = 1.0)]
    pub incl_cut: f64,
    /// The least coverage
    #[arg(long, value_name = "CUT", default_value_t = 0.0)]
    pub cov_cut: f64,
    /// The least relevance of necessity
    #[arg(long, value_name = "CUT", default_value_t = 0.0)]
    pub ron_cut: f64,
    /// The least PRI, where sufficiency is sought
    #[arg(long, value_name = "CUT", default_value_t = 0.0)]
    pub pri_cut: f64,
    /// At most so many conditions at once [default: all]
    #[arg(long, value_name = "CONDITIONS")]
    pub depth: Option<usize>,
    /// Call necessity trivial where its relevance lies below this
    #[arg(long, value_name = "RON", default_value_t = 0.5)]
    pub trivial_below: f64,
    /// Chance.
    #[command(flatten)]
    pub chance: Chance,
    /// The table.
    #[command(flatten)]
    pub source: Source,
}

/// `fit`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exceptio fit cases.csv --claim 'DEV*~URB + LIT -> SURV'      is it sufficient?
  exceptio fit cases.csv --claim 'LIT + STB <- SURV'           is it necessary? (the condition stands left)
  exceptio fit cases.csv --claim 'DEV -> SURV' --benchmark 0.65,0.8   usually? almost always?
  exceptio fit --unit year --missing drop --claim 'INTEREST*IDEOLOGY <-> ALLIANCE'")]
pub struct Fit {
    /// What is claimed: `A -> Y` sufficient, `A <- Y` necessary, `A <-> Y` both
    #[arg(long, value_name = "CLAIM")]
    pub claim: String,
    /// Test whether more of the cases are consistent than these shares (exact binomial; Ragin 2000): 0.5,0.65,0.8
    #[arg(long, value_name = "SHARE[,...]", value_delimiter = ',', value_parser = share)]
    pub benchmark: Vec<f64>,
    /// Weigh each spell or year of a study by its days, instead of all alike
    #[arg(long)]
    pub weigh_days: bool,
    /// Chance.
    #[command(flatten)]
    pub chance: Chance,
    /// The table.
    #[command(flatten)]
    pub source: Source,
}
