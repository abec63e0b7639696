//! One solution: the prime implicants of a problem and the models made of them.
//!
//! In: a [`Problem`] and which remainders may be used. Out: a [`Solution`].

use super::chart::{self, Limits, Number, Wanted};
use super::cube::{ANY, Cube};
use super::primes::{Prime, primes};
use super::problem::Problem;
use super::space::complement;
use crate::expression::{Sum, id_of};
use text::Diagnostic;

/// Which configurations beside the positive ones a term may cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remainders {
    /// None, and of observed rows those that are [usable](Problem::usable): the conservative solution.
    None,
    /// All that are not negative: the parsimonious solution.
    All,
    /// Those in these terms that are not negative: the intermediate solution, and theory-guided ones.
    Within(Vec<Cube>),
}

/// How to minimise.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// Least or irredundant covers.
    pub wanted: Wanted,
    /// Whether to leave out of the chart a prime implicant that covers some, not all, of the rows that another covers. Fewer
    /// models are then found than there are; those left out are named in [`Solution::dominated`].
    pub row_dominance: bool,
    /// How far to go.
    pub limits: Limits,
}

/// A model: prime implicants that together cover every positive row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Model {
    /// Positions in [`Solution::primes`], ascending.
    pub terms: Vec<usize>,
    /// How many literals its terms have in all: among models of the same number of terms, fewer is simpler.
    pub literals: usize,
}

/// What minimising gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solution {
    /// Every prime implicant that covers a positive row, in the order of [`Cube`].
    pub primes: Vec<Prime>,
    /// Positions of prime implicants that alone cover some positive row. (What the R package QCA calls essential is `common`.)
    pub essential: Vec<usize>,
    /// By position, a prime implicant left out by row dominance and the one that covers more.
    pub dominated: Vec<(usize, usize)>,
    /// The least number of terms lies between these; equal where proven.
    pub size: (usize, usize),
    /// How many models there are.
    pub count: Number,
    /// The models, the simplest first (where they are more than [`Limits::order`], among so many as they are met); where they are more than
    /// [`Limits::list`], so many of them: the first of what a longer list would have. Where `size` is not proven, covers of the
    /// greater size, which may have terms to spare.
    pub models: Vec<Model>,
    /// Whether `models` is all of them.
    pub exhaustive: bool,
    /// Positions of prime implicants in every model.
    pub common: Vec<usize>,
    /// Positions of prime implicants in some model.
    pub used: Vec<usize>,
    /// Whether `common` and `used` hold of all models, listed or not.
    pub settled: bool,
}

impl Solution {
    /// The terms of a model.
    pub fn terms<'a>(&'a self, model: &'a Model) -> impl Iterator<Item = &'a Cube> {
        model.terms.iter().map(|&at| &self.primes[at].cube)
    }

    /// A model as an expression over the columns of a table: `columns` says which column each condition is.
    #[must_use]
    pub fn sum(&self, model: &Model, columns: &[usize]) -> Sum {
        Sum::new(self.terms(model).map(|cube| cube.term(columns)))
    }

    /// A name for a model that depends on its terms and the conditions' names only: twelve hexadecimal digits of the 64-bit
    /// FNV-1a hash of its literals in the order of names and its terms in the order of what that gives. The same model has the
    /// same name in every run, in whatever order the conditions stand and whatever other models there are.
    #[must_use]
    pub fn id(&self, model: &Model, names: &[String]) -> String {
        let literals = |cube: &Cube| {
            let fixed = cube.0.iter().zip(names).filter(|(level, _)| **level != ANY);
            let mut literals: Vec<String> = fixed.map(|(level, name)| format!("{name}={level}")).collect();
            literals.sort_unstable();
            literals.join("*")
        };
        let mut terms: Vec<String> = self.terms(model).map(literals).collect();
        terms.sort_unstable();
        id_of(&terms.join("+"))
    }
}

/// All prime implicants and models of a problem.
///
/// Without a positive row there is nothing to explain: no prime implicant, and one model without terms. Without a negative
/// row, all remainders free, the one model is the term that is always true.
///
/// # Errors
///
/// Every reason why the problem is none ([`Problem::problems`]), or more prime implicants than the limit.
pub fn minimize(problem: &Problem, remainders: &Remainders, options: &Options) -> Result<Solution, Vec<Diagnostic>> {
    let problems = problem.problems();
    if !problems.is_empty() {
        return Err(problems);
    }
    let closed = match remainders {
        Remainders::All => problem.negative.clone(),
        Remainders::None => outside(problem, &problem.usable),
        Remainders::Within(terms) => outside(problem, terms),
    };
    let limit = options.limits.primes;
    let primes = primes(problem, &closed, limit).map_err(|_| {
        let message = format!("more than {limit} prime implicants");
        let hint = "fewer conditions, or a higher limit on prime implicants";
        vec![Diagnostic::error("sets::too_many_primes", message).hint(hint)]
    })?;
    Ok(solved(problem.positive.len(), primes, options))
}

/// What no term may meet if it may use what is in `terms` beside the positive rows.
fn outside(problem: &Problem, terms: &[Cube]) -> Vec<Cube> {
    let open: Vec<Cube> = problem.positive.iter().chain(terms).cloned().collect();
    let mut closed = complement(&problem.levels, &open);
    if !terms.is_empty() {
        closed.extend(problem.negative.iter().cloned());
    }
    closed
}

/// Several problems, such as one for each outcome, one after another: each answered as by itself.
#[must_use]
pub fn minimize_each<'a>(
    problems: impl IntoIterator<Item = &'a Problem>,
    remainders: &Remainders,
    options: &Options,
) -> Vec<Result<Solution, Vec<Diagnostic>>> {
    problems.into_iter().map(|problem| minimize(problem, remainders, options)).collect()
}

/// The models of prime implicants already found (and, where somebody wants fewer, chosen).
fn solved(rows: usize, primes: Vec<Prime>, options: &Options) -> Solution {
    let dominated = if options.row_dominance { dominated(&primes) } else { Vec::new() };
    let kept: Vec<usize> =
        (0..primes.len()).filter(|&at| dominated.binary_search_by_key(&at, |&(out, _)| out).is_err()).collect();
    let chart: Vec<&[usize]> = kept.iter().map(|&at| &primes[at].covers[..]).collect();
    let found = chart::covers_met(rows, &chart, options.wanted, &options.limits);
    let back = |terms: Vec<usize>| -> Vec<usize> { terms.into_iter().map(|at| kept[at]).collect() };
    let literals: Vec<usize> = primes.iter().map(|prime| prime.cube.literals()).collect();
    let models: Vec<Model> = found
        .covers
        .into_iter()
        .map(|cover| {
            let terms = back(cover);
            Model { literals: terms.iter().map(|&at| literals[at]).sum(), terms }
        })
        .collect();
    let simple = |model: &Model| (model.terms.len(), model.literals, model.terms.clone());
    let models = options.limits.listed(models, simple);
    Solution {
        essential: back(found.essential),
        dominated,
        size: found.size,
        count: found.count,
        exhaustive: found.count == Number::Exactly(models.len() as u128),
        models,
        common: back(found.common),
        used: back(found.used),
        settled: found.settled,
        primes,
    }
}

/// Prime implicants that cover some, not all, of the rows that another covers, each with the first such other.
fn dominated(primes: &[Prime]) -> Vec<(usize, usize)> {
    let less = |a: &Prime, b: &Prime| {
        a.covers.len() < b.covers.len() && a.covers.iter().all(|row| b.covers.binary_search(row).is_ok())
    };
    let over = |at: usize| (0..primes.len()).find(|&other| less(&primes[at], &primes[other]));
    (0..primes.len()).filter_map(|at| over(at).map(|other| (at, other))).collect()
}
