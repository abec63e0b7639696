//! Columns that look as if they named the cases, and are about to be read as conditions.
//!
//! In: a raw table and the conditions that nobody named. Out: a warning for each that is called as a name is, or that numbers the cases. A
//! column that is declared, calibrated or asked for by name is what it is said to be.

use super::table_of::RawTable;
use sets::{Cells, MOST_LEVELS, RawColumn};
use std::collections::BTreeSet;
use text::Diagnostic;

/// What columns that name cases are called, in small letters.
const NAMES: [&str; 18] = [
    "case",
    "cases",
    "caseid",
    "casename",
    "id",
    "ids",
    "index",
    "name",
    "names",
    "nr",
    "no",
    "number",
    "obs",
    "observation",
    "row",
    "rowid",
    "rownames",
    "unit",
];

/// The fewest cases of which it means something that all differ.
const LEAST: usize = 3;

/// A warning (`sets::case_names`) for each of these columns that looks as if it named the cases.
pub(super) fn read_as_conditions(raw: &RawTable, conditions: &[String]) -> Vec<Diagnostic> {
    let calibrated = |name: &str| raw.applied.iter().any(|applied| applied.recipe.name == name);
    let undeclared = |column: &&RawColumn| {
        raw.theory.is_none() && column.kind.is_none() && column.labels.is_empty() && !calibrated(&column.name)
    };
    let warning = |column: &RawColumn| {
        let name = &column.name;
        let message = if numbers_cases(&column.cells) {
            format!("`{name}` is another in every case, as a name is, and is read as a condition")
        } else if NAMES.contains(&name.to_lowercase().as_str()) || name.to_lowercase().ends_with("_id") {
            format!("`{name}` is called as what names the cases, and is read as a condition")
        } else {
            return None;
        };
        let hint = format!(
            "`--cases {name}` names the cases by it; --conditions names the conditions, and --kinds says what kind they are of"
        );
        Some(Diagnostic::warning("sets::case_names", message).hint(hint))
    };
    conditions.iter().filter_map(|name| raw.column(name)).filter(undeclared).filter_map(warning).collect()
}

/// Whether no two cells are the same, and they are words, or whole numbers that are few or follow on each other.
fn numbers_cases(cells: &Cells) -> bool {
    if cells.len() < LEAST {
        return false;
    }
    match cells.numbers() {
        Ok(numbers) => {
            let whole =
                |number: &Option<f64>| number.filter(|number| number.fract() == 0.0).map(|number| number as i64);
            let Some(numbers) = numbers.iter().map(whole).collect::<Option<BTreeSet<i64>>>() else { return false };
            let (Some(low), Some(high)) = (numbers.first(), numbers.last()) else { return false };
            let few = *low >= 0 && *high <= i64::from(MOST_LEVELS);
            numbers.len() == cells.len() && (few || high.abs_diff(*low) == cells.len() as u64 - 1)
        }
        // Of cells that are a mixture only whole columns of words are names.
        Err(odd) => match cells {
            Cells::Texts(texts) => {
                odd.len() == texts.len() && texts.iter().collect::<BTreeSet<_>>().len() == texts.len()
            }
            Cells::Numbers(_) => false,
        },
    }
}

#[cfg(test)]
mod tests {
    use crate::sets::{Choice, FileAsk, choose, kinds, table_of_file};
    use text::Files;

    fn warned(text: &str, choice: &Choice, declared: &str) -> Vec<String> {
        let ask = FileAsk { kinds: kinds(declared).expect("kinds"), ..FileAsk::default() };
        let raw = table_of_file("t.csv", text.as_bytes(), &ask).value.expect("a table");
        let problems = choose(&raw, choice, &mut Files::new()).problems;
        problems.into_iter().filter(|one| one.code == "sets::case_names").map(|one| one.message).collect()
    }

    #[test]
    fn what_numbers_the_cases_is_said_unless_it_is_asked_for_or_declared() {
        let y = Choice { outcome: Some("Y".into()), ..Choice::default() };
        let text = "n,A,Y\n0,1,1\n1,0,0\n2,1,1\n";
        assert_eq!(warned(text, &y, ""), ["`n` is another in every case, as a name is, and is read as a condition"]);
        assert_eq!(warned(text, &y, "n=multi:3"), [""; 0]);
        let named = Choice { conditions: vec!["n".into(), "A".into()], ..y.clone() };
        assert_eq!(warned(text, &named, ""), [""; 0]);
        // From 1 on, and too many to be levels: refused, and the warning says what it may be.
        assert_eq!(warned("n,A,Y\n1,1,1\n2,0,0\n3,1,1\n", &y, "").len(), 1);
        assert_eq!(warned("n,A,Y\n101,1,1\n102,0,0\n103,1,1\n", &y, "").len(), 1);
        assert_eq!(warned("A,n,Y\n1,Rome,1\n0,Bonn,0\n1,Oslo,1\n", &y, "").len(), 1);
        // Raw values that happen to differ, levels that come again, memberships.
        for text in
            ["GDP,A,Y\n400,1,1\n900,0,0\n750,1,1\n", "R,A,Y\n0,1,1\n1,0,0\n1,1,1\n", "A,Y\n0.2,1\n0.3,0\n0.9,1\n"]
        {
            assert_eq!(warned(text, &y, ""), [""; 0], "{text}");
        }
    }

    #[test]
    fn what_is_called_as_names_are_is_said() {
        let y = Choice { outcome: Some("Y".into()), ..Choice::default() };
        for name in ["ID", "case", "cow_id"] {
            let text = format!("A,{name},Y\n1,1,1\n0,0,0\n1,0,1\n");
            assert_eq!(
                warned(&text, &y, ""),
                [format!("`{name}` is called as what names the cases, and is read as a condition")]
            );
        }
        assert_eq!(warned("A,IDEOLOGY,Y\n1,1,1\n0,0,0\n1,0,1\n", &y, ""), [""; 0]);
    }
}
