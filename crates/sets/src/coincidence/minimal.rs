//! Every irredundant form of what a formula says.
//!
//! In: a disjunctive normal form and the values of its factors. Out: all irredundant forms that say the same, found by the same
//! two searches that find conditions in data, on the table of all configurations.

use super::analyse::stages;
use super::formula::{at_level, literals_of, sum_of};
use super::logic::{Ranges, covers, reduced};
use super::meter::Meter;
use super::options::{Bounds, Options, Outcomes, Redundancy, Selection};
use crate::expression::{Literal, Sum, Term};
use crate::{Column, Kind, MOST_LEVELS, Table};

/// Configurations up to which all forms are looked for, and how many forms are given at most.
const FEW_CONFIGURATIONS: usize = 4096;
const FEW_FORMS: usize = 1000;

/// All irredundant forms, the least complex first. A form that is always true has the empty conjunction, one that never is
/// none. Of a form whose factors have more than 4,096 configurations only one is given, that of [`reduced`]; of more than
/// 1,000 forms the first thousand.
#[must_use]
pub fn minimal_forms(form: &Sum, ranges: &Ranges) -> Vec<Sum> {
    let one = reduced(form, ranges);
    let mut columns: Vec<usize> = literals_of(&one).iter().map(|literal| literal.column).collect();
    columns.dedup();
    let sizes = columns.iter().map(|column| ranges.of(*column).len());
    let count = sizes.clone().try_fold(1usize, |count, size| count.checked_mul(size)).unwrap_or(usize::MAX);
    if columns.is_empty() || one.terms.len() == 1 || count > FEW_CONFIGURATIONS {
        return vec![one];
    }
    let mut table = Table::new((0..count).map(|at| at.to_string()).collect(), Vec::new());
    let (mut stride, mut worlds) = (1, vec![Vec::new(); count]);
    for (column, size) in columns.iter().zip(sizes) {
        let values = ranges.of(*column);
        let value = |world: usize| values[world / stride % size];
        worlds.iter_mut().enumerate().for_each(|(at, world)| world.push(at_level(*column, value(at))));
        let kind = if values == [0, 1] { Kind::Crisp } else { Kind::Multi { levels: MOST_LEVELS } };
        let values = (0..count).map(|world| f64::from(value(world))).collect();
        table.columns.push(Column::new("", kind, values));
        stride *= size;
    }
    let holds = |world: &Vec<Literal>| f64::from(u8::from(covers(&one.terms, world, ranges)));
    let outcome = at_level(columns.len(), 1);
    table.columns.push(Column::new("", Kind::Crisp, worlds.iter().map(holds).collect()));
    let options = Options {
        bounds: Bounds::NONE,
        outcomes: Outcomes::These(vec![outcome]),
        redundancy: Redundancy::Kept,
        selection: Selection::None,
        most_atomic: FEW_FORMS,
        ..Options::default()
    };
    let found = stages(&table, &options, &Meter::FREE).outcomes.into_iter().flat_map(|outcome| outcome.atomic);
    let forms: Vec<Sum> = found
        .map(|solution| {
            let term =
                |term: &Term| Term::new(term.literals().iter().map(|l| Literal { column: columns[l.column], ..*l }));
            sum_of(solution.formula.causes.terms.iter().map(term).collect())
        })
        .collect();
    if forms.is_empty() { vec![one] } else { forms }
}
