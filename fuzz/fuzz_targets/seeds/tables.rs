//! A few tables, of every kind of column.

use tables::{Column, Table, TableProblem, Values, Words};

/// Each kind of column alone, some together, and what else a format can hold; as bytes.
pub fn written(more: Vec<Vec<Column>>, write: fn(&Table) -> Result<Vec<u8>, TableProblem>) -> Vec<Vec<u8>> {
    let mut seeds = vec![vec![word()], vec![whole()], vec![number()], vec![truth()], vec![day()], vec![word(), day(), whole()]];
    seeds.extend(more);
    let bytes = |columns| write(&Table::new(columns).expect("a seed is a table")).expect("a seed can be written");
    seeds.into_iter().map(bytes).collect()
}

/// Words too long for a cell of fixed width.
pub fn long() -> Column {
    column("note", Values::Words(Words::new([Some("a".repeat(3000).as_str()), None, None])))
}

fn word() -> Column {
    column("subject", Values::Words(Words::new([Some("CHN"), None, Some("VNM")])))
}

fn whole() -> Column {
    column("value", Values::Integers(vec![Some(710), None, Some(-1)]))
}

fn number() -> Column {
    column("degree", Values::Numbers(vec![Some(0.5), None, Some(-2.0)]))
}

fn truth() -> Column {
    column("allied", Values::Truths(vec![Some(true), None, Some(false)]))
}

fn day() -> Column {
    column("from", Values::Days(vec![Some(0), None, Some(-7000)]))
}

fn column(name: &str, values: Values) -> Column {
    Column { name: name.to_owned(), values }
}
