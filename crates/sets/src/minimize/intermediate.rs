//! Intermediate solutions: between the conservative and the parsimonious, by what theory expects.
//!
//! In: a problem, expectations. Out: for each pair of a conservative and a parsimonious model, the remainders that are easy
//! counterfactuals, those that are difficult, and the solution that uses the easy ones.
//!
//! The rule (Ragin and Sonnett 2005; Ragin 2008, chapter 9): where a conservative term lies within a parsimonious one, a literal
//! that the parsimonious term lacks is dropped if it goes against an expectation: what happens even so should happen all the
//! more otherwise. The remainders in what is left of the term are easy; the other simplifying assumptions of the parsimonious
//! model are difficult. The positive rows are then minimised with the easy remainders alone.

use super::chart::Number;
use super::cube::{ANY, Cube};
use super::problem::Problem;
use super::region::Region;
use super::solution::{Model, Options, Remainders, Solution, minimize};
use crate::expression::Levels;
use std::collections::BTreeMap;
use text::Diagnostic;

/// What theory expects to contribute to the outcome: conditions at some of their levels, together.
///
/// A simple expectation names one condition. Simple expectations of one condition add up: a literal goes against them if it is
/// at none of their levels. A conjunctural expectation names several and acts as one: a term of which a literal on any of its
/// conditions goes against it loses its literals on all of them. (The R package QCA applies only the last of several
/// conjunctural expectations, and no simple one beside it.)
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expectation(pub Vec<(usize, Levels)>);

impl Expectation {
    /// One condition expected at one of these levels.
    #[must_use]
    pub fn simple(condition: usize, levels: Levels) -> Self {
        Expectation(vec![(condition, levels)])
    }

    /// Every condition expected to be present.
    #[must_use]
    pub fn all_present(conditions: usize) -> Vec<Self> {
        (0..conditions).map(|condition| Self::simple(condition, Levels::PRESENT)).collect()
    }
}

/// An intermediate solution of one pair of models.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Position among the conservative solution's models.
    pub conservative: usize,
    /// Position among the parsimonious solution's models.
    pub parsimonious: usize,
    /// Easy counterfactuals: remainders used.
    pub easy: Region,
    /// Difficult counterfactuals: the parsimonious model's other simplifying assumptions.
    pub difficult: Region,
    /// The solution: the intermediate models of the pair.
    pub solution: Solution,
}

impl Pair {
    /// `C1P1`, from 1.
    #[must_use]
    pub fn name(&self) -> String {
        format!("C{}P{}", self.conservative + 1, self.parsimonious + 1)
    }
}

/// All pairs, or as many as the limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intermediate {
    /// The conservative solution.
    pub conservative: Solution,
    /// The parsimonious solution.
    pub parsimonious: Solution,
    /// By pair, the conservative models outermost: at most [`Limits::pairs`](super::Limits::pairs).
    pub pairs: Vec<Pair>,
    /// How many pairs there are.
    pub count: Number,
    /// Whether `pairs` is all of them.
    pub exhaustive: bool,
}

impl Intermediate {
    /// How far the list goes, in words: `4 pairs`, or `1000 of 64652 pairs, not exhaustive`.
    #[must_use]
    pub fn extent(&self) -> String {
        let plural = |number: u128| if number == 1 { "pair" } else { "pairs" };
        let listed = self.pairs.len() as u128;
        if self.exhaustive {
            return format!("{listed} {}", plural(listed));
        }
        format!("{listed} of {} {}, not exhaustive", self.count, plural(self.count.value()))
    }
}

/// The intermediate solutions of a problem.
///
/// # Errors
///
/// As [`minimize`]; also an expectation of a condition that is not there, or at none of its levels.
pub fn intermediate(
    problem: &Problem,
    expectations: &[Expectation],
    options: &Options,
) -> Result<Intermediate, Vec<Diagnostic>> {
    let mut problems = problem.problems();
    problems.extend(expectations.iter().flat_map(|expectation| unfit(problem, expectation)));
    if !problems.is_empty() {
        return Err(problems);
    }
    let conservative = minimize(problem, &Remainders::None, options)?;
    let parsimonious = minimize(problem, &Remainders::All, options)?;
    let mut known: BTreeMap<Vec<Cube>, Solution> = BTreeMap::new();
    let (mut pairs, mut models) = (Vec::new(), 0usize);
    let all = conservative.models.iter().enumerate();
    let all = all.flat_map(|strict| parsimonious.models.iter().enumerate().map(move |loose| (strict, loose)));
    for ((c, strict), (p, loose)) in all.take(options.limits.pairs) {
        let reach = reach(&conservative, strict, &parsimonious, loose, expectations);
        let solution = match known.get(&reach) {
            Some(solution) => solution.clone(),
            None => {
                let solution = minimize(problem, &Remainders::Within(reach.clone()), options)?;
                known.insert(reach.clone(), solution.clone());
                solution
            }
        };
        if !pairs.is_empty() && models + solution.models.len() > options.limits.list {
            break;
        }
        models += solution.models.len();
        let assumptions = assumptions(problem, &parsimonious, loose);
        pairs.push(Pair {
            conservative: c,
            parsimonious: p,
            easy: Region::new(reach.clone()).without(problem.positive.iter().cloned()),
            difficult: assumptions.without(reach),
            solution,
        });
    }
    let count = conservative.count.times(parsimonious.count);
    let exhaustive = count == Number::Exactly(pairs.len() as u128);
    Ok(Intermediate { conservative, parsimonious, pairs, count, exhaustive })
}

/// The simplifying assumptions of a model: what its terms cover beside the positive rows.
#[must_use]
pub fn assumptions(problem: &Problem, solution: &Solution, model: &Model) -> Region {
    Region::new(solution.terms(model).cloned().collect()).without(problem.positive.iter().cloned())
}

/// What becomes of the conservative terms that lie within parsimonious ones, in order, each once.
fn reach(
    conservative: &Solution,
    strict: &Model,
    parsimonious: &Solution,
    loose: &Model,
    expectations: &[Expectation],
) -> Vec<Cube> {
    let mut reach = Vec::new();
    for narrow in conservative.terms(strict) {
        for wide in parsimonious.terms(loose).filter(|wide| wide.covers(narrow)) {
            reach.push(widened(narrow, wide, expectations));
        }
    }
    reach.sort_unstable();
    reach.dedup();
    reach
}

/// A conservative term without the literals that go against the expectations and that the parsimonious term lacks.
fn widened(narrow: &Cube, wide: &Cube, expectations: &[Expectation]) -> Cube {
    let mut cells = narrow.0.clone();
    let loose = |condition: usize| narrow.0[condition] != ANY && wide.0[condition] == ANY;
    let (simple, conjunctural): (Vec<_>, Vec<_>) =
        expectations.iter().partition(|expectation| expectation.0.len() == 1);
    for (condition, cell) in cells.iter_mut().enumerate().filter(|(condition, _)| loose(*condition)) {
        let mut expected =
            simple.iter().flat_map(|expectation| &expectation.0).filter(|(at, _)| *at == condition).peekable();
        if expected.peek().is_some() && !expected.any(|(_, levels)| levels.contains(narrow.0[condition])) {
            *cell = ANY;
        }
    }
    for expectation in conjunctural {
        let against = |&&(at, levels): &&(usize, Levels)| loose(at) && !levels.contains(narrow.0[at]);
        if expectation.0.iter().any(|literal| against(&literal)) {
            for &(at, _) in expectation.0.iter().filter(|(at, _)| loose(*at)) {
                cells[at] = ANY;
            }
        }
    }
    Cube(cells)
}

/// What is wrong with an expectation.
fn unfit(problem: &Problem, expectation: &Expectation) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for &(condition, levels) in &expectation.0 {
        match problem.levels.get(condition) {
            None => {
                let message =
                    format!("an expectation of condition {}, and there are {}", condition + 1, problem.levels.len());
                problems.push(Diagnostic::misuse("sets::expectation", message));
            }
            Some(&count) if levels.and(Levels::all(count)).is_empty() => {
                let message = format!("an expectation of condition {} at no level that it has", condition + 1);
                problems.push(
                    Diagnostic::misuse("sets::expectation", message)
                        .hint(format!("the condition has {count} levels, 0 to {}", count.saturating_sub(1))),
                );
            }
            Some(_) => {}
        }
    }
    problems
}
