//! From the bytes of a file to raw columns: CSV, Parquet, Stata.
//!
//! In: a file's name and bytes, which column names the cases, declared kinds. Out: a [`RawTable`], or every problem. The bytes come
//! from the disk module or a face; nothing is calibrated or left out here.

use super::kinds::Declared;
use super::table_of::{Origin, RawTable, Said};
use crate::report::ViewReport;
use sets::{Cells, Kind, RawColumn};
use std::collections::BTreeMap;
use tables::Values;
use text::{Diagnostic, Warned, nearest};

/// How a file is to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileAsk {
    /// The column that names the cases; `None`: the first one, where it has no name, holds words, or is called so and numbers them.
    pub cases: Option<String>,
    /// Kinds of columns, where they are declared.
    pub kinds: BTreeMap<String, Declared>,
    /// Of a panel: the columns of units and of clusters. Rows are then called `UNIT CLUSTER`, and neither is a condition.
    pub panel: Option<(String, String)>,
}

/// Reads a table: Stata where the name ends in `.dta`, Parquet where it ends in `.parquet` or `.pq`, else text.
///
/// * Cases are named by the column asked for; else by the first column where it has no name, some cell in it is no number, or it is
///   called `case`, `cases`, `id`, `name` or `unit` (in any case of letters) and differs in every row, which a note then says, unless its kind
///   is declared; else by the number of their row, from 1.
/// * Text that is all numbers is numbers; the value labels of a Stata column are no words: its numbers stay.
///
/// Gives `None` with the problem where the bytes are no such table (`tables::...`), it has no row (`sets::no_rows`), and where the column of cases or a declared
/// column is not there (`sets::unknown_column`); of a panel also where a unit stands twice in a cluster or has no name
/// (`sets::panel_duplicate`, `sets::panel_name`).
pub fn table_of_file(name: &str, bytes: &[u8], ask: &FileAsk) -> Warned<Option<RawTable>> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let read = match ending.as_str() {
        "dta" => tables::read_stata(bytes).map(|read| read.table),
        "parquet" | "pq" => tables::read_parquet(bytes),
        _ => tables::read_csv(bytes),
    };
    let table = match read {
        Ok(table) => table,
        Err(problem) => return Warned::new(None, vec![problem.diagnostic(name)]),
    };
    let names: Vec<&str> = table.columns().iter().map(|column| column.name.as_str()).collect();
    let mut problems: Vec<Diagnostic> = Vec::from_iter((table.rows() == 0).then(|| no_rows(name)));
    problems.extend(ask.kinds.keys().filter_map(|column| unknown(column, &names)));
    problems.extend(ask.cases.as_deref().and_then(|column| unknown(column, &names)));
    let of_panel = ask.panel.iter().flat_map(|(units, clusters)| [units, clusters]);
    problems.extend(of_panel.filter_map(|column| unknown(column, &names)));
    if !problems.is_empty() {
        return Warned::new(None, problems);
    }
    let place = |name: &String| names.iter().position(|other| other == name);
    let panel = ask.panel.as_ref().and_then(|(units, clusters)| place(units).zip(place(clusters)));
    let naming = match (&ask.cases, panel) {
        (_, Some(_)) => None,
        (Some(column), None) => place(column),
        (None, None) => {
            let first = table.columns().first().filter(|first| !ask.kinds.contains_key(&first.name));
            let names_cases = |first: &tables::Column| {
                first.name.is_empty() || has_words(&first.values) || numbers_cases(first, table.rows())
            };
            first.filter(|first| names_cases(first)).map(|_| 0)
        }
    };
    let notes = match (naming, table.columns().first()) {
        (Some(0), Some(first)) if ask.cases.is_none() && !first.name.is_empty() && !has_words(&first.values) => {
            vec![format!("The column `{}` differs in every row: it names the cases", first.name)]
        }
        _ => Vec::new(),
    };
    let word = |at: usize, row: usize| cell(&table.columns()[at].values, row);
    let origins: Vec<Origin> = panel.map_or(Vec::new(), |(units, clusters)| {
        let of = |row| Origin { unit: word(units, row), cluster: Some(word(clusters, row)), days: None, place: None };
        (0..table.rows()).map(of).collect()
    });
    problems.extend(ask.panel.iter().flat_map(|(units, clusters)| doubled(&origins, units, clusters)));
    if !problems.is_empty() {
        return Warned::new(None, problems);
    }
    let cases = (0..table.rows()).map(|row| match panel {
        Some((units, clusters)) => format!("{} {}", word(units, row), word(clusters, row)),
        None => {
            let named = naming.map(|at| word(at, row)).filter(|name| !name.is_empty());
            named.unwrap_or_else(|| (row + 1).to_string())
        }
    });
    let apart =
        |at: usize| Some(at) == naming || panel.is_some_and(|(units, clusters)| [units, clusters].contains(&at));
    let columns: Vec<RawColumn> = table
        .columns()
        .iter()
        .enumerate()
        .filter(|(at, _)| !apart(*at))
        .map(|(_, column)| raw(column, ask.kinds.get(&column.name)))
        .collect();
    let conditions = columns.iter().map(|column| column.name.clone()).collect();
    let raw = RawTable {
        source: name.to_owned(),
        theory: None,
        unit: "row",
        cases: cases.collect(),
        columns,
        outcome: None,
        conditions,
        advice: Vec::new(),
        notes,
        taken: Vec::new(),
        view: ViewReport::default(),
        origins,
        applied: Vec::new(),
        said: Said::default(),
    };
    Warned::clean(Some(raw))
}

/// The error of a table that names columns and has no row.
fn no_rows(name: &str) -> Diagnostic {
    Diagnostic::error("sets::no_rows", format!("`{name}` has no row below the names of its columns"))
        .hint("a row is a case: nothing can be learned from none")
}

/// The error that there is no such column; `None` where there is.
pub(super) fn unknown(column: &str, names: &[&str]) -> Option<Diagnostic> {
    if names.contains(&column) {
        return None;
    }
    // Of one letter every other is as near.
    let near = Some(column)
        .filter(|column| column.chars().count() > 1)
        .and_then(|column| nearest(column, names.iter().copied()));
    let hint = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are: {}", names.join(", ")),
    };
    Some(Diagnostic::misuse("sets::unknown_column", format!("no column is called `{column}`")).hint(hint))
}

/// Rows of a panel that have no unit or cluster, and those of a unit and cluster that had one before.
fn doubled(origins: &[Origin], units: &str, clusters: &str) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut seen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (at, origin) in origins.iter().enumerate() {
        let (unit, cluster) = (origin.unit.as_str(), origin.cluster.as_deref().unwrap_or_default());
        for (column, name) in [(units, unit), (clusters, cluster)] {
            if name.is_empty() {
                let problem =
                    Diagnostic::error("sets::panel_name", format!("row {} has nothing in `{column}`", at + 1));
                problems.push(problem.hint("name the unit and cluster of every row"));
            }
        }
        if let Some(first) = seen.insert((unit, cluster), at) {
            let message = format!("`{unit}` stands twice in `{cluster}`: rows {} and {}", first + 1, at + 1);
            let hint = "a unit has one row in a cluster; make the clusters finer or leave one out";
            problems.push(Diagnostic::error("sets::panel_duplicate", message).hint(hint));
        }
    }
    problems
}

/// Whether a first column of numbers is called as names of cases are, and no two rows have the same.
fn numbers_cases(first: &tables::Column, rows: usize) -> bool {
    let named = ["case", "cases", "id", "name", "unit"].iter().any(|name| first.name.eq_ignore_ascii_case(name));
    let mut cells: Vec<String> =
        (0..rows).map(|row| cell(&first.values, row)).filter(|cell| !cell.is_empty()).collect();
    cells.sort_unstable();
    cells.dedup();
    named && cells.len() == rows
}

fn has_words(values: &Values) -> bool {
    match values {
        Values::Words(words) => words.words.iter().any(|word| word.parse::<f64>().is_err()),
        Values::Days(_) => true,
        Values::Integers(_) | Values::Numbers(_) | Values::Truths(_) => false,
    }
}

fn cell(values: &Values, row: usize) -> String {
    let written = match values {
        Values::Words(words) => words.get(row).map(str::to_owned),
        Values::Integers(rows) => rows[row].map(|value| value.to_string()),
        Values::Numbers(rows) => rows[row].map(|value| value.to_string()),
        Values::Truths(rows) => rows[row].map(|value| value.to_string()),
        Values::Days(rows) => rows[row].map(|value| spells::Day(value).to_string()),
    };
    written.unwrap_or_default()
}

fn raw(column: &tables::Column, declared: Option<&Declared>) -> RawColumn {
    let number = |value: bool| f64::from(u8::from(value));
    let cells = match &column.values {
        Values::Words(words) => {
            Cells::Texts((0..words.at.len()).map(|row| words.get(row).map(str::to_owned)).collect())
        }
        Values::Integers(rows) => Cells::Numbers(rows.iter().map(|row| row.map(|value| value as f64)).collect()),
        Values::Numbers(rows) => Cells::Numbers(rows.clone()),
        Values::Truths(rows) => Cells::Numbers(rows.iter().map(|row| row.map(number)).collect()),
        Values::Days(rows) => Cells::Numbers(rows.iter().map(|row| row.map(f64::from)).collect()),
    };
    let (kind, labels): (Option<Kind>, Vec<String>) = match declared {
        None => (None, Vec::new()),
        Some(Declared::Kind(kind)) => (Some(*kind), Vec::new()),
        Some(Declared::Words(words)) => (None, words.clone()),
    };
    RawColumn { name: column.name.clone(), cells, kind, labels }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_are_named_by_words_by_a_column_asked_for_or_by_number() {
        let read = |text: &str, cases: Option<&str>| {
            let ask = FileAsk { cases: cases.map(str::to_owned), ..FileAsk::default() };
            table_of_file("t.csv", text.as_bytes(), &ask).value.expect("a table")
        };
        assert_eq!(read("case,A\np,1\nq,0\n", None).cases, ["p", "q"]);
        assert_eq!(read("A,Y\n1,0\n", None).cases, ["1"]);
        assert_eq!(read("A,Y,who\n1,0,p\n", Some("who")).cases, ["p"]);
        assert_eq!(read("A,Y,who\n1,0,p\n", Some("who")).conditions, ["A", "Y"]);
        assert_eq!(read("\"\",A\n7,1\n", None).cases, ["7"], "row names of R");
        let numbered = read("Case,A\n1,1\n2,0\n", None);
        assert_eq!((numbered.conditions.len(), numbered.notes.len()), (1, 1), "a number for each row is no condition");
        assert_eq!(read("id,A\n1,1\n1,0\n", None).conditions, ["id", "A"], "the same number twice names no case");
        assert_eq!(read("GDP,A\n1,1\n2,0\n", None).conditions, ["GDP", "A"]);
    }

    #[test]
    fn rows_of_a_panel_are_of_a_unit_and_a_cluster() {
        let read = |text: &str| {
            let ask = FileAsk { panel: Some(("who".into(), "year".into())), ..FileAsk::default() };
            table_of_file("t.csv", text.as_bytes(), &ask)
        };
        let raw = read("who,A,year\np,1,1990\nq,0,1990\np,1,1991\n").value.expect("a table");
        assert_eq!(raw.cases, ["p 1990", "q 1990", "p 1991"]);
        assert_eq!(raw.conditions, ["A"], "neither of the two is a condition");
        assert_eq!((raw.origins[2].unit.as_str(), raw.origins[2].cluster.as_deref()), ("p", Some("1991")));
        let codes = |text: &str| read(text).problems.iter().map(|problem| problem.code).collect::<Vec<_>>();
        assert_eq!(codes("who,A,year\np,1,1990\np,0,1990\n,1,1991\n"), ["sets::panel_duplicate", "sets::panel_name"]);
        assert_eq!(codes("who,A,yera\np,1,1990\n"), ["sets::unknown_column"]);
    }

    #[test]
    fn a_table_without_rows_is_refused_with_all_that_is_wrong() {
        let ask = FileAsk { cases: Some("cas".to_owned()), ..FileAsk::default() };
        for (ask, expected) in
            [(FileAsk::default(), vec!["sets::no_rows"]), (ask, vec!["sets::no_rows", "sets::unknown_column"])]
        {
            let read = table_of_file("t.csv", b"case,A,Y\n", &ask);
            assert_eq!(read.problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), expected);
            assert!(read.value.is_none());
        }
    }

    #[test]
    fn what_is_not_there_is_said_with_the_nearest_name() {
        let ask = FileAsk { cases: Some("cas".to_owned()), ..FileAsk::default() };
        let problems = table_of_file("t.csv", b"case,A\np,1\n", &ask).problems;
        assert_eq!(problems[0].hint.as_deref(), Some("did you mean `case`?"));
        assert!(table_of_file("t.dta", b"nothing", &FileAsk::default()).has_errors());
    }
}
