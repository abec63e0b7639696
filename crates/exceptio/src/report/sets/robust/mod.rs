//! What a solution withstands: other cut-offs and anchors, other cases, all at once.

mod fill;
mod layouts;
mod table;

use super::data::DataReport;
use super::truth::{TruthCounts, TruthSettings};
use serde::Serialize;

/// One end of a range.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RobustBound {
    /// Where it is. A cut-off's lower end is the greatest value with another solution, its upper end the greatest with the same.
    pub at: f64,
    /// The models beyond it; none where the solution is the same as far as was looked.
    pub beyond: Option<Vec<String>>,
    /// Why there are no models beyond it.
    pub refused: Option<String>,
}

/// A point of a range at which the solution is another one, or none.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RobustExcept {
    /// Where.
    pub at: f64,
    /// The models there.
    pub models: Vec<String>,
    /// Why there are none.
    pub refused: Option<String>,
}

/// Within which range a setting leaves the solution as it is, all else staying.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RobustRange {
    /// `incl-cut`, `pri-cut`, `n-cut`, or a column's anchor: `GDP.crossover`.
    pub setting: String,
    /// Its value.
    pub value: f64,
    /// The lower end; none where the search was given up.
    pub low: Option<RobustBound>,
    /// The upper end.
    pub high: Option<RobustBound>,
    /// Single points of the range, its ends among them, at which it is not the same: an anchor there puts a case at exactly 0.5.
    pub except: Vec<RobustExcept>,
    /// How many more such points there are at which nothing was asked: in a large table, those farthest from the value.
    pub unasked: usize,
    /// Why the search was given up.
    pub left_out: Option<String>,
}

/// A test solution.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RobustTest {
    /// What it does otherwise: `incl-cut 0.75, n-cut 2`.
    pub settings: String,
    /// How it stands to the initial solution: `same`, `shared`, `wider`, `narrower`, `other`, `empty`, `failed`.
    pub likeness: &'static str,
    /// Its models.
    pub models: Vec<String>,
    /// Why it failed.
    pub refused: Option<String>,
}

/// A case, by what it is to the initial model and all test solutions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RobustCase {
    /// Which.
    pub case: String,
    /// `robust typical`, `shaky deviant` and so on.
    pub kind: &'static str,
}

/// Robustness of one model over all test solutions (Oana and Schneider 2024).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RobustMeasures {
    /// The robust core, multiplied out; none where it has too many terms.
    pub core: Option<String>,
    /// Consistency of the core.
    pub core_incl_s: Option<f64>,
    /// Coverage of the core.
    pub core_cov_s: Option<f64>,
    /// Consistency of `core` read as an expression: products that no configuration has are left out of it, so that in fuzzy data it is
    /// another set than the robust core.
    pub expression_incl_s: Option<f64>,
    /// Its coverage.
    pub expression_cov_s: Option<f64>,
    /// `RF_cons`: consistency of the model by that of the core.
    pub rf_cons: Option<f64>,
    /// `RF_cov`: coverage of the core by that of the model.
    pub rf_cov: Option<f64>,
    /// `RF_SC_minTS`: set coincidence with the least membership in any test solution.
    pub rf_sc_min: Option<f64>,
    /// `RF_SC_maxTS`: with the greatest.
    pub rf_sc_max: Option<f64>,
    /// `RCR_typ`: robust typical cases by robust, shaky and possible ones.
    pub rcr_typ: Option<f64>,
    /// `RCR_dev`: the same of deviant cases.
    pub rcr_dev: Option<f64>,
    /// `RCC_Rank`, from 1, the best, to 4.
    pub rcc_rank: u8,
    /// Every case.
    pub cases: Vec<RobustCase>,
}

/// A model of the initial solution.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RobustModel {
    /// A name that hangs on nothing but its terms.
    pub id: String,
    /// `M1`, `M2`.
    pub name: String,
    /// Its terms, joined.
    pub expression: String,
    /// Consistency.
    pub incl_s: Option<f64>,
    /// Coverage.
    pub cov_s: Option<f64>,
    /// The middle 95 % of its consistency over bootstrap draws.
    pub incl_s_interval: Option<(f64, f64)>,
    /// The same of its coverage.
    pub cov_s_interval: Option<(f64, f64)>,
    /// Over all test solutions; none without one.
    pub over_tests: Option<RobustMeasures>,
}

/// How often a solution stands how to the initial one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct RobustCounts {
    /// Its models are the same.
    pub same: usize,
    /// Some model is the same, not all.
    pub shared: usize,
    /// Some model holds wherever one of the initial ones does.
    pub wider: usize,
    /// Some model holds only where one of the initial ones does.
    pub narrower: usize,
    /// None of these.
    pub other: usize,
    /// No row is explained.
    pub empty: usize,
    /// It could not be made.
    pub failed: usize,
}

/// A model or term of the initial solution, and how often it came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RobustKept {
    /// The model's id, or the term.
    pub item: String,
    /// In how many trials.
    pub count: usize,
}

/// Another solution that came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RobustOther {
    /// Its models; one empty text where no row is explained.
    pub models: Vec<String>,
    /// In how many trials.
    pub count: usize,
}

/// How likely every row of the truth table keeps its coding, and so the solution, when cases are struck; exact.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct RobustRetention {
    /// How many cases; below 1 the probability of each.
    pub struck: f64,
    /// When they are lost.
    pub deletion: f64,
    /// When they have the other value of the outcome.
    pub corruption: f64,
}

/// Many trials of one kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RobustTrials {
    /// `leave-one-out`, `subsample`, `bootstrap` or `joint`.
    pub kind: &'static str,
    /// Trials made.
    pub trials: usize,
    /// Trials asked for; more than were made where they would cost too much.
    pub asked: usize,
    /// Rows in each; where `unit` is `case` and rows are spells or years, so many cases, each with all its rows.
    pub n: usize,
    /// What is left out or drawn as one: `case`, with all its spells or years, or else what a row of the data is.
    pub unit: &'static str,
    /// Rows of the whole table.
    pub rows: usize,
    /// How they stand to the initial solution.
    pub counts: RobustCounts,
    /// Each model of the initial solution.
    pub models: Vec<RobustKept>,
    /// Each term of these.
    pub terms: Vec<RobustKept>,
    /// Other solutions, the most frequent first; ten at most.
    pub others: Vec<RobustOther>,
    /// How many other solutions there were.
    pub other_solutions: usize,
    /// Why trials failed, and how many.
    pub failures: Vec<RobustKept>,
}

/// A case without which the solution is another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RobustWithout {
    /// The case.
    pub case: String,
    /// How the solution without it stands to that with it.
    pub likeness: &'static str,
    /// Its models.
    pub models: Vec<String>,
    /// Why there is none.
    pub refused: Option<String>,
}

/// A setting that was drawn together with others.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RobustDrawn {
    /// Its name.
    pub setting: String,
    /// The least value.
    pub from: f64,
    /// The greatest.
    pub to: f64,
    /// In how many draws its value, all else as it was, changes the solution.
    pub alone: usize,
    /// In how many of the draws with another solution putting it alone back brings the solution back.
    pub undone: usize,
}

/// One joint draw.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RobustDraw {
    /// The value of each setting, in their order.
    pub values: Vec<f64>,
    /// How the solution stands to the initial one.
    pub likeness: &'static str,
}

/// How much of the ranges of joint settings leaves the solution as it is, covered and not drawn.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct RobustCertain {
    /// The share in which it is certainly the same.
    pub same: f64,
    /// The share in which it is certainly another; the rest is undecided.
    pub other: f64,
    /// Boxes looked at.
    pub boxes: usize,
}

/// What a solution withstands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RobustReport {
    /// `exceptio.robust`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// What was analysed.
    pub data: DataReport,
    /// The outcome.
    pub outcome: String,
    /// The conditions.
    pub conditions: Vec<String>,
    /// The cut-offs of the initial solution.
    pub settings: TruthSettings,
    /// How many rows of its truth table are coded how.
    pub rows: TruthCounts,
    /// `conservative`, `parsimonious` or `intermediate`.
    pub solution: &'static str,
    /// Directional expectations, as given.
    pub expectations: Vec<String>,
    /// The models of the initial solution.
    pub models: Vec<RobustModel>,
    /// The range of each setting.
    pub ranges: Vec<RobustRange>,
    /// The test solutions.
    pub tests: Vec<RobustTest>,
    /// Trials of every kind.
    pub trials: Vec<RobustTrials>,
    /// How likely every row keeps its coding when cases are struck, where that was asked for.
    pub retention: Option<RobustRetention>,
    /// Cases without which the solution is another.
    pub hangs_on: Vec<RobustWithout>,
    /// Settings drawn together.
    pub drawn: Vec<RobustDrawn>,
    /// The share of their ranges in which the solution is the same, for certain.
    pub certain: Option<RobustCertain>,
    /// The draws.
    pub draws: Vec<RobustDraw>,
    /// What random trials were drawn from.
    pub seed: u64,
    /// What was not done, and why.
    pub left_out: Vec<String>,
}
