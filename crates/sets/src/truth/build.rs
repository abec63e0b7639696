//! From a table to a truth table.

use super::check::check_columns;
use super::code::{Numbers, code};
use super::corners::corner_sums;
use super::members::members;
use super::{Condition, Exclusion, Row, Settings, TruthTable};
use crate::expression::Sum;
use crate::minimize::bar;
use crate::table::refusal;
use crate::{Kind, Table, halves_of};
use text::{Diagnostic, Warned};

/// The truth table of an outcome over conditions, which are places of columns of `table`.
///
/// * A case belongs to the row in which its membership, the minimum over the row's literals, lies above 0.5: that is one row,
///   or none where a condition is exactly 0.5.
/// * Inclusion and PRI are computed over all cases, members or not.
/// * Coding (see [`Reason`](super::Reason)): excluded is negative; fewer members than the frequency cut-off is a remainder; inclusion
///   and PRI at their cut-offs is positive; inclusion at the contradiction cut-off is a contradiction; everything else negative.
/// * The sums do not depend on `threads`, of which at most so many are used; more than two seldom help.
///
/// Gives `None` with all the reasons if the settings are no cut-offs (`sets::cut_off`), if there is no condition or one stands
/// twice (`sets::conditions`), if the outcome speaks of a condition (`sets::outcome`) or does not concern some case
/// (`sets::outcome_unknown`), if an exclusion speaks of anything but conditions (`sets::exclusion`), or if cases stand at exactly 0.5 in a
/// condition or the outcome and may not stay (`sets::half`). Warns of cases at exactly 0.5 in the
/// outcome; of what never varies [`warn_constant`](crate::warn_constant) does, for any analysis.
pub fn truth_table(
    table: &Table,
    outcome: &Sum,
    conditions: &[usize],
    settings: &Settings,
    threads: usize,
) -> Warned<Option<TruthTable>> {
    let mut problems = settings.problems();
    problems.extend(check_columns(table, outcome, conditions));
    check_exclusions(conditions, settings, &mut problems);
    if problems.iter().any(Diagnostic::is_error) {
        return Warned::new(None, problems);
    }
    let found = halves_of(table, conditions, outcome);
    if !found.is_empty() && !settings.keep_halves {
        problems.push(refusal(table, &found));
        return Warned::new(None, problems);
    }
    let y = outcome.memberships(table);
    warn_outcome(table, outcome, &y, &mut problems);

    let (members, ambiguous) = members(table, conditions);
    let levels: Vec<Vec<Option<u8>>> = members.iter().map(|(levels, _)| levels.clone()).collect();
    let sums = corner_sums(table, conditions, &y, &levels, threads);
    let exact = outcome.is_crisp(table) && conditions.iter().all(|column| table.columns[*column].kind != Kind::Fuzzy);
    let mut truth = TruthTable {
        conditions: conditions.iter().map(|column| condition(table, *column)).collect(),
        outcome: outcome.write(table),
        settings: settings.clone(),
        exact,
        rows: Vec::new(),
        n: table.len(),
        ambiguous,
        left_out: table.left_out.clone(),
        barred: Vec::new(),
    };
    let rows = members.into_iter().zip(sums).map(|((levels, cases), sums)| {
        let (inclusion, pri) = (sums.inclusion(), sums.pri());
        let excluded_by = truth.excluded_by(&levels);
        let (output, reason) = code(Numbers { n: cases.len(), inclusion, pri, excluded_by, exact }, settings);
        let deviant = cases.iter().copied().filter(|case| y[*case] < 0.5).collect();
        Row { levels, output, reason, n: cases.len(), inclusion, pri, cases, deviant }
    });
    truth.rows = rows.collect();
    if let Err(more) = bar(&mut truth, table, outcome) {
        problems.extend(more);
        return Warned::new(None, problems);
    }
    Warned::new(Some(truth), problems)
}

fn condition(table: &Table, column: usize) -> Condition {
    let read = &table.columns[column];
    Condition { column, name: read.name.clone(), kind: read.kind, levels: read.kind.levels() }
}

fn check_exclusions(conditions: &[usize], settings: &Settings, problems: &mut Vec<Diagnostic>) {
    let speaks_of_others = |sum: &Sum| sum.columns().iter().any(|column| !conditions.contains(column));
    let excluded = settings.exclude.iter().map(|exclusion| match exclusion {
        Exclusion::Row(levels) => levels.len() != conditions.len(),
        Exclusion::Expression(sum) => speaks_of_others(sum),
    });
    let untenable = settings.untenable.necessary.iter().chain(&settings.untenable.impossible).map(speaks_of_others);
    for outside in excluded.chain(untenable) {
        if outside {
            problems.push(
                Diagnostic::misuse("sets::exclusion", "an exclusion speaks of something that is no condition here")
                    .hint("exclude by the conditions of the truth table"),
            );
        }
    }
}

fn warn_outcome(table: &Table, outcome: &Sum, y: &[f64], problems: &mut Vec<Diagnostic>) {
    let written = outcome.write(table);
    let halves: Vec<&str> =
        (0..y.len()).filter(|case| y[*case] == 0.5).map(|case| table.cases[case].as_str()).collect();
    // Without a rule such cases were refused before: these are kept.
    if !halves.is_empty() {
        let message = format!("{} at exactly 0.5 in the outcome `{written}`: {}", halves.len(), halves.join(", "));
        problems.push(
            Diagnostic::warning("sets::half_outcome", message)
                .hint("such a case weighs in every inclusion, and is neither typical nor deviant"),
        );
    }
}
