//! `minimize`: the models of a truth table.

use super::chance::ChanceAsk;
use super::choose::{Chosen, with_option};
use super::expressions::Text;
use super::tested::tested;
use super::truth::{TruthAsk, table_of};
use crate::report::MinimizeReport;
use sets::expression::{Levels, Sum};
use sets::minimize::{
    Expectation, Limits, Options, Overlaps, Problem, Remainders, Wanted, intermediate, minimize as solve,
};
use sets::truth::{Output, TruthTable};
use text::{Diagnostic, Files, Span, Warned};

/// Which remainders a solution may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Which {
    /// None.
    #[default]
    Conservative,
    /// All.
    Parsimonious,
    /// Those that theory makes easy counterfactuals.
    Intermediate,
}

impl Which {
    /// `conservative`, `parsimonious` or `intermediate`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Which::Conservative => "conservative",
            Which::Parsimonious => "parsimonious",
            Which::Intermediate => "intermediate",
        }
    }
}

/// How models are asked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MinimizeAsk {
    /// The truth table's settings.
    pub truth: TruthAsk,
    /// Which solution.
    pub which: Which,
    /// The directional expectations as given, for the report: [`parts`](super::parts) of what was typed.
    pub expectations: Vec<String>,
    /// Which rows are explained; none: those coded 1.
    pub explain: Vec<Output>,
    /// Whether contradictions may be used as remainders are (`include = "?,C"`).
    pub contradictions_free: bool,
    /// Every irredundant model, and not only those of the fewest terms (`all.sol`).
    pub all_models: bool,
    /// Leave out prime implicants that others dominate (`row.dom`).
    pub row_dominance: bool,
    /// Models listed, at most; `None`: a thousand.
    pub most: Option<usize>,
    /// Hold terms and search against chance; `None`: do not.
    pub chance: Option<ChanceAsk>,
}

impl MinimizeAsk {
    /// The rows that are explained.
    pub(crate) fn explained(&self) -> &[Output] {
        if self.explain.is_empty() { &[Output::Positive] } else { &self.explain }
    }

    /// The rows that may be used to simplify.
    pub(crate) fn free(&self) -> &'static [Output] {
        match self.contradictions_free {
            true => &[Output::Remainder, Output::Contradiction],
            false => &[Output::Remainder],
        }
    }

    /// How to minimise.
    pub(super) fn options(&self) -> Options {
        let mut limits = Limits::default();
        limits.list = self.most.unwrap_or(limits.list).max(1);
        Options {
            wanted: if self.all_models { Wanted::Irredundant } else { Wanted::Least },
            row_dominance: self.row_dominance,
            limits,
        }
    }
}

/// Minimises what was chosen. Directional expectations are its other expressions named `--dir-exp`.
///
/// Gives `None` with the reasons of the truth table, where an expectation is none (`sets::expectation`), where no row is explained
/// (`sets::nothing_to_explain`), and where there are more prime implicants than the limit.
pub fn minimize(chosen: &Chosen, ask: &MinimizeAsk, files: &Files) -> Warned<Option<MinimizeReport>> {
    solved(chosen, ask, files).map(|solved| {
        solved.map(|Solved { truth, problem, found }| {
            let tested = ask.chance.map(|chance| tested(chosen, &truth, &found, ask.explained(), &chance));
            MinimizeReport::new(chosen, &truth, &problem, &found, tested, ask)
        })
    })
}

/// A truth table and what minimising it gave, before it is reported. Gives `None` where [`minimize`] does.
pub(super) fn solved(chosen: &Chosen, ask: &MinimizeAsk, files: &Files) -> Warned<Option<Solved>> {
    let mut problems = Vec::new();
    let expectations = expectations(chosen, ask.which, files, &mut problems);
    let Some(truth) = table_of(chosen, &ask.truth, files).unload(&mut problems) else {
        return Warned::new(None, problems);
    };
    let (explain, free) = (ask.explained(), ask.free());
    let problem = match Problem::of_truth(&truth, &chosen.table.cases, explain, free) {
        Ok(problem) => problem,
        Err(more) => {
            problems.extend(more.into_iter().map(with_option));
            return Warned::new(None, problems);
        }
    };
    if problem.positive.is_empty() {
        problems.push(nothing_left(chosen, &truth, explain, free).unwrap_or_else(|| nothing(&truth)));
    }
    if problems.iter().any(Diagnostic::is_error) {
        return Warned::new(None, problems);
    }
    let options = ask.options();
    let found = match ask.which {
        Which::Conservative => {
            solve(&problem, &Remainders::None, &options).map(|solution| Found::One(Box::new(solution)))
        }
        Which::Parsimonious => {
            solve(&problem, &Remainders::All, &options).map(|solution| Found::One(Box::new(solution)))
        }
        Which::Intermediate => {
            intermediate(&problem, &expectations, &options).map(|solution| Found::Pairs(Box::new(solution)))
        }
    };
    match found {
        Err(more) => {
            problems.extend(more);
            Warned::new(None, problems)
        }
        Ok(found) => Warned::new(Some(Solved { truth, problem, found }), problems),
    }
}

/// A truth table minimised.
pub(super) struct Solved {
    /// The truth table.
    pub truth: TruthTable,
    /// What was to be minimised.
    pub problem: Problem,
    /// What that gave.
    pub found: Found,
}

/// What minimising gave.
pub(crate) enum Found {
    /// A conservative or parsimonious solution.
    One(Box<sets::minimize::Solution>),
    /// An intermediate one, by pairs.
    Pairs(Box<sets::minimize::Intermediate>),
}

impl Found {
    /// The solutions listed.
    pub(super) fn solutions(&self) -> Vec<&sets::minimize::Solution> {
        match self {
            Found::One(solution) => vec![solution],
            Found::Pairs(all) => all.pairs.iter().map(|pair| &pair.solution).collect(),
        }
    }
}

/// Each term of each expression is an expectation: one condition makes it simple, several conjunctural.
pub(super) fn expectations(
    chosen: &Chosen,
    which: Which,
    files: &Files,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Expectation> {
    let texts: Vec<&Text> = chosen.also.iter().filter(|text| files.name(text.file) == "--dir-exp").collect();
    if which == Which::Intermediate && texts.is_empty() {
        problems.push(
            Diagnostic::misuse("sets::expectation", "an intermediate solution needs directional expectations")
                .hint("say what should contribute to the outcome: --dir-exp 'A, ~B, C*D'; `-` is no expectation"),
        );
    }
    let mut found = Vec::new();
    for text in texts {
        let Some(sum) = text.sum(files, &chosen.table, problems) else { continue };
        let whole = Span::new(text.file, 0, files.text(text.file).len());
        found.extend(of_sum(chosen, &sum, whole, problems));
    }
    found
}

fn of_sum(chosen: &Chosen, sum: &Sum, whole: Span, problems: &mut Vec<Diagnostic>) -> Vec<Expectation> {
    let mut found = Vec::new();
    for term in &sum.terms {
        let literals: Option<Vec<(usize, Levels)>> = term
            .literals()
            .iter()
            .map(|literal| {
                let place = chosen.conditions.iter().position(|column| *column == literal.column);
                place.map(|place| (place, literal.levels))
            })
            .collect();
        match literals {
            Some(literals) if !literals.is_empty() => found.push(Expectation(literals)),
            _ => problems.push(
                Diagnostic::misuse("sets::expectation", "an expectation speaks of something that is no condition")
                    .at(whole, "")
                    .hint("expectations are about the conditions of the truth table"),
            ),
        }
    }
    found
}

/// Where there are rows to be explained and rows within them leave nothing of any.
fn nothing_left(chosen: &Chosen, truth: &TruthTable, explain: &[Output], free: &[Output]) -> Option<Diagnostic> {
    let &(outer, inner) = Overlaps::of(truth, explain, free)
        .nested
        .iter()
        .find(|(outer, _)| explain.contains(&truth.rows[*outer].output))?;
    let cases = &chosen.table.cases;
    let message = format!(
        "nothing is left to explain: {} is cut by rows within it, such as {}",
        truth.named_row(outer, cases),
        truth.named_row(inner, cases)
    );
    Some(
        Diagnostic::error("sets::nothing_to_explain", message)
            .hint("no term can hold of the one and not of the other; give the cells that are `-` a value, or see `exceptio help truth`"),
    )
}

pub(super) fn nothing(truth: &TruthTable) -> Diagnostic {
    let best = truth.rows.iter().filter_map(|row| row.inclusion).fold(0.0, f64::max);
    if best >= truth.settings.inclusion {
        let message = format!("no row of the truth table of `{}` is coded to be explained", truth.outcome);
        return Diagnostic::error("sets::nothing_to_explain", message).hint(
            "some row reaches --incl-cut, and PRI, the number of cases, an exclusion or --explain keeps it from being explained: \
             `exceptio truth` shows the rows and why",
        );
    }
    let message = format!("no row of the truth table of `{}` is coded to be explained", truth.outcome);
    Diagnostic::error("sets::nothing_to_explain", message).hint(format!(
        "the highest inclusion of an observed row is {best:.3}, and --incl-cut is {}: `exceptio truth` shows the rows",
        truth.settings.inclusion
    ))
}
