//! Memberships of exactly 0.5: neither in nor out, so a case that has one belongs to no truth table row.
//!
//! In: a table and the columns an analysis will read. Out: the table as a stated rule leaves it, with a record of every
//! case left out and every membership moved. The default rule refuses.

use super::{Kind, LeftOut, Moved, Table, WhyLeftOut};
use crate::expression::Sum;
use text::{Diagnostic, Warned};

/// What to do about memberships of exactly 0.5.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum HalfRule {
    /// Refuse the table and list the cases.
    #[default]
    Refuse,
    /// Keep them as they are: they stand in no row, and still weigh in every fit. (This is what the R package QCA does.)
    Keep,
    /// Leave the cases out altogether.
    Drop,
    /// Add this much: the case counts as more in than out.
    Up(f64),
    /// Take this much away: the case counts as more out than in.
    Down(f64),
}

/// Every membership of exactly 0.5 in these columns, as (case, column), case by case.
#[must_use]
pub fn halves(table: &Table, columns: &[usize]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for &column in columns {
        let Some(read) = table.columns.get(column).filter(|read| read.kind == Kind::Fuzzy) else { continue };
        let here = read.values.iter().enumerate().filter(|(case, value)| **value == 0.5 && !read.is_dont_care(*case));
        found.extend(here.map(|(case, _)| (case, column)));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The same in conditions, and in the columns of an outcome as far as the outcome itself is exactly 0.5 there.
#[must_use]
pub fn halves_of(table: &Table, conditions: &[usize], outcome: &Sum) -> Vec<(usize, usize)> {
    let mut found = halves(table, conditions);
    let y = outcome.memberships(table);
    found.extend(halves(table, &outcome.columns()).into_iter().filter(|(case, _)| y[*case] == 0.5));
    found.sort_unstable();
    found.dedup();
    found
}

/// The table with its memberships of exactly 0.5 in `conditions` and in the outcome ([`halves_of`]) treated by a rule: [`settle`] for an
/// analysis with an outcome.
pub fn settle_with(table: &Table, conditions: &[usize], outcome: &Sum, rule: HalfRule) -> Warned<Option<Table>> {
    ruled(table, &halves_of(table, conditions, outcome), rule)
}

/// The table with its memberships of exactly 0.5 in `columns` treated by a rule.
///
/// Gives `None` with one error (`sets::half`) that names the cases where the rule is to refuse and there are any, or where an
/// amount to move by does not lie above 0 and below 0.5. Without any such membership the table comes back as it was.
pub fn settle(table: &Table, columns: &[usize], rule: HalfRule) -> Warned<Option<Table>> {
    ruled(table, &halves(table, columns), rule)
}

fn ruled(table: &Table, found: &[(usize, usize)], rule: HalfRule) -> Warned<Option<Table>> {
    if found.is_empty() {
        return Warned::clean(Some(table.clone()));
    }
    match rule {
        HalfRule::Keep => Warned::clean(Some(table.clone())),
        HalfRule::Refuse => Warned::new(None, vec![refusal(table, found)]),
        HalfRule::Drop => Warned::clean(Some(without(table, found))),
        HalfRule::Up(by) | HalfRule::Down(by) if !(by > 0.0 && by < 0.5) => Warned::new(
            None,
            vec![
                Diagnostic::misuse("sets::half_step", format!("0.5 cannot be moved by {by}"))
                    .hint("give an amount above 0 and below 0.5, such as 0.001"),
            ],
        ),
        HalfRule::Up(by) => Warned::clean(Some(moved(table, found, 0.5 + by))),
        HalfRule::Down(by) => Warned::clean(Some(moved(table, found, 0.5 - by))),
    }
}

/// The cases among `found` with the names of their columns, in order.
fn by_case(table: &Table, found: &[(usize, usize)]) -> Vec<(usize, Vec<String>)> {
    let mut cases: Vec<(usize, Vec<String>)> = Vec::new();
    for &(case, column) in found {
        let name = table.columns[column].name.clone();
        match cases.last_mut() {
            Some((last, columns)) if *last == case => columns.push(name),
            _ => cases.push((case, vec![name])),
        }
    }
    cases
}

/// The error that lists them.
pub(crate) fn refusal(table: &Table, found: &[(usize, usize)]) -> Diagnostic {
    let cases = by_case(table, found);
    let listed: Vec<String> = cases
        .iter()
        .take(20)
        .map(|(case, columns)| format!("{} ({})", table.cases[*case], columns.join(", ")))
        .collect();
    let more = match cases.len().saturating_sub(20) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = format!(
        "{} {} at exactly 0.5, neither in nor out: {}{more}",
        cases.len(),
        if cases.len() == 1 { "case is" } else { "cases are" },
        listed.join(", ")
    );
    Diagnostic::error("sets::half", message)
        .hint("recalibrate, or say what to do: drop the cases, move them up or down by a stated amount, or keep them outside every row")
}

fn without(table: &Table, found: &[(usize, usize)]) -> Table {
    let gone = by_case(table, found);
    let keep: Vec<usize> =
        (0..table.len()).filter(|case| gone.binary_search_by_key(case, |(gone, _)| *gone).is_err()).collect();
    let mut rest = table.only(&keep);
    rest.left_out.extend(gone.into_iter().map(|(case, columns)| LeftOut {
        case: table.cases[case].clone(),
        columns,
        why: WhyLeftOut::Half,
    }));
    rest
}

fn moved(table: &Table, found: &[(usize, usize)], to: f64) -> Table {
    let mut rest = table.clone();
    for &(case, column) in found {
        rest.columns[column].values[case] = to;
        let name = rest.columns[column].name.clone();
        rest.moved.push(Moved { case: rest.cases[case].clone(), column: name, to });
    }
    rest
}

impl Table {
    /// The table of these cases alone, given by their places in ascending order. What was left out or moved before stays
    /// on record; the cases dropped here are not added to it.
    #[must_use]
    pub fn only(&self, keep: &[usize]) -> Table {
        let columns = self.columns.iter().map(|column| super::Column {
            name: column.name.clone(),
            kind: column.kind,
            values: keep.iter().map(|case| column.values[*case]).collect(),
            dont_care: (0..keep.len()).filter(|at| column.is_dont_care(keep[*at])).collect(),
            labels: column.labels.clone(),
        });
        Table {
            cases: keep.iter().map(|case| self.cases[*case].clone()).collect(),
            columns: columns.collect(),
            left_out: self.left_out.clone(),
            moved: self.moved.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Column;

    fn table() -> Table {
        let a = Column::new("A", Kind::Fuzzy, vec![0.2, 0.5, 0.7, 0.5]);
        let b = Column::new("B", Kind::Fuzzy, vec![0.5, 0.9, 0.1, 0.5]);
        Table::new(["p", "q", "r", "s"].map(String::from).to_vec(), vec![a, b])
    }

    #[test]
    fn refused_by_default_and_every_case_is_named() {
        let refused = settle(&table(), &[0], HalfRule::default());
        assert!(refused.value.is_none());
        assert_eq!(refused.problems[0].message, "2 cases are at exactly 0.5, neither in nor out: q (A), s (A)");
    }

    #[test]
    fn each_rule_leaves_its_record() {
        let dropped = settle(&table(), &[0, 1], HalfRule::Drop).value.expect("a table");
        assert_eq!(dropped.cases, ["r"]);
        let record: Vec<_> = dropped.left_out.iter().map(|out| (out.case.as_str(), out.columns.join("+"))).collect();
        assert_eq!(record, [("p", "B".to_owned()), ("q", "A".to_owned()), ("s", "A+B".to_owned())]);

        let up = settle(&table(), &[0], HalfRule::Up(0.01)).value.expect("a table");
        assert_eq!(up.columns[0].values, [0.2, 0.51, 0.7, 0.51]);
        assert_eq!(up.columns[1].values, table().columns[1].values, "a column that was not asked for");
        assert_eq!(up.moved.len(), 2);
        assert!(settle(&table(), &[0], HalfRule::Down(0.5)).value.is_none());
        assert!(settle(&table(), &[0], HalfRule::Down(f64::NAN)).value.is_none());
    }

    #[test]
    fn a_cell_of_no_concern_is_no_half() {
        let mut table = table();
        table.columns[0].dont_care = vec![1, 3];
        assert!(halves(&table, &[0]).is_empty());
        assert!(halves(&table, &[9]).is_empty(), "a column that does not exist has none");
    }
}
