//! The rows of a table in an order that hangs on what they hold alone: neither on how a file was sorted nor on the order of its columns.

use super::{Column, Table};
use std::cmp::Ordering;

impl Table {
    /// Places of the rows: by their values, column after column in the order of the columns' names, cells of no concern first; of rows with
    /// the same values by the names of their cases. What is drawn at random over rows so ordered is the same for a table shuffled.
    #[must_use]
    pub fn order_of_values(&self) -> Vec<usize> {
        let mut columns: Vec<&Column> = self.columns.iter().collect();
        columns.sort_by(|a, b| a.name.cmp(&b.name));
        let cell = |column: &Column, row: usize| (!column.is_dont_care(row)).then_some(column.values[row]);
        let by_value = |column: &Column, a: usize, b: usize| match (cell(column, a), cell(column, b)) {
            (Some(one), Some(other)) => one.total_cmp(&other),
            (one, other) => one.is_some().cmp(&other.is_some()),
        };
        let mut rows: Vec<usize> = (0..self.len()).collect();
        rows.sort_by(|a, b| {
            let values = columns.iter().map(|column| by_value(column, *a, *b)).find(|order| *order != Ordering::Equal);
            values.unwrap_or(Ordering::Equal).then_with(|| self.cases[*a].cmp(&self.cases[*b]))
        });
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;

    #[test]
    fn rows_come_by_what_they_hold_however_they_were_sorted() {
        let columns =
            |a: Vec<f64>, b: Vec<f64>| vec![Column::new("B", Kind::Fuzzy, b), Column::new("A", Kind::Fuzzy, a)];
        let cases = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let table =
            Table::new(cases(&["p", "q", "r", "s"]), columns(vec![0.2, 0.1, 0.2, 0.1], vec![0.3, 0.9, 0.1, 0.9]));
        let named = |table: &Table| -> Vec<String> {
            table.order_of_values().into_iter().map(|row| table.cases[row].clone()).collect()
        };
        // A first, though it stands second: .1 .9 (twice, by name), .2 .1, .2 .3.
        assert_eq!(named(&table), ["q", "s", "r", "p"]);
        assert_eq!(named(&table.picked([3, 2, 1, 0])), ["q", "s", "r", "p"]);
    }
}
