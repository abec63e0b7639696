//! From a truth table to a problem.
//!
//! In: a [`TruthTable`]. Out: a [`Problem`] over its conditions in their order.

use super::cube::{ANY, Cube};
use super::overlap::settled;
use super::problem::{Entailed, Problem};
use super::region::Region;
use crate::expression::Term;
use crate::truth::{Exclusion, Output, TruthTable};
use text::Diagnostic;

impl Problem {
    /// The rows of a truth table: those coded as in `explain` are positive, those coded as in `free` may be used as remainders
    /// are, and the others are negative, excluded remainders among them.
    ///
    /// The usual analysis explains [`Output::Positive`] and leaves [`Output::Remainder`] free: rows with too few cases. With
    /// [`Output::Contradiction`] in `free`, contradictions may be used, by the conservative solution too
    /// (`include = "C"`); in `explain`, they are explained.
    ///
    /// A row with cells of no concern stands for every level there, less what rows within it were observed to be
    /// ([`Overlaps`](super::Overlaps)). `cases` are the names of the cases of the table, for what is said of rows.
    ///
    /// # Errors
    ///
    /// Rows of another coding that share configurations which [`Settings::overlap`](crate::truth::Settings::overlap) does not settle
    /// (`sets::rows_overlap`).
    pub fn of_truth(
        truth: &TruthTable,
        cases: &[String],
        explain: &[Output],
        free: &[Output],
    ) -> Result<Problem, Vec<Diagnostic>> {
        let levels: Vec<u8> = truth.conditions.iter().map(|condition| condition.levels).collect();
        let rows = settled(truth, cases, explain, free)?;
        let place = |column: usize| truth.conditions.iter().position(|condition| condition.column == column);
        let entailed = truth.settings.entailments.iter().filter_map(|entailment| {
            let others = entailment.literals.iter().filter_map(|literal| place(literal.column)).collect();
            Some(Entailed { condition: place(entailment.column)?, others })
        });
        let is_usable = |output: &Output| *output != Output::Remainder && !explain.contains(output);
        let usable = truth.rows.iter().filter(|row| free.contains(&row.output) && is_usable(&row.output));
        let mut problem = Problem {
            levels,
            positive: rows.positive,
            negative: rows.negative,
            usable: usable.map(|row| Cube::from_levels(&row.levels)).collect(),
            entailed: entailed.collect(),
        };
        let columns: Vec<usize> = truth.conditions.iter().map(|condition| condition.column).collect();
        for exclusion in &truth.settings.exclude {
            let cubes = match exclusion {
                Exclusion::Row(row) => vec![Cube::from_levels(row)],
                Exclusion::Expression(sum) => {
                    sum.terms.iter().flat_map(|term| cubes_of(term, &columns, &problem.levels)).collect()
                }
            };
            problem = problem.excluding(&Region::new(cubes));
        }
        for barred in &truth.barred {
            problem = problem.excluding(&barred.region);
        }
        Ok(problem)
    }
}

/// A term over a table's columns as cubes over conditions: one for each choice of a level where a literal allows several. None
/// where it asks for something that no combination of these conditions can be known to be: a column that is no condition.
#[must_use]
pub fn cubes_of(term: &Term, columns: &[usize], levels: &[u8]) -> Vec<Cube> {
    let mut cubes = vec![Cube::everything(columns.len())];
    for literal in term.literals() {
        let Some(condition) = columns.iter().position(|&column| column == literal.column) else { return Vec::new() };
        let every = (0..levels[condition]).all(|level| literal.levels.contains(level));
        let chosen: Vec<u8> = match every {
            true => vec![ANY],
            false => (0..levels[condition]).filter(|&level| literal.levels.contains(level)).collect(),
        };
        cubes = cubes
            .into_iter()
            .flat_map(|cube| {
                chosen.iter().map(move |&level| {
                    let mut cube = cube.clone();
                    cube.0[condition] = level;
                    cube
                })
            })
            .collect();
    }
    cubes
}
