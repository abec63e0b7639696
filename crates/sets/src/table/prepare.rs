//! From raw columns to a table: kinds inferred or checked against what was declared, every problem at once.
//!
//! In: columns of numbers or words with empty cells, a rule for those. Out: a [`Table`], or every reason why there is none.
//! Never reads a file, never calibrates: a number that is no membership and no level is a problem, with a hint.

use super::raw::is_missing;
use super::{Cells, Column, Kind, LeftOut, MOST_LEVELS, RawColumn, Table, WhyLeftOut};
use text::{Diagnostic, Warned};

/// What to do about empty cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MissingRule {
    /// Refuse the table and list them.
    #[default]
    Refuse,
    /// Leave the cases out, on record.
    Drop,
}

/// A column as read: a number for each case, and which cells are none.
#[derive(Debug, Default)]
struct Parsed {
    /// 0 where there is no number.
    values: Vec<f64>,
    /// Cases without a value, ascending.
    empty: Vec<usize>,
    /// Cases of no concern, ascending.
    dont_care: Vec<usize>,
    /// Cells with words that are no numbers, ascending.
    words: Vec<(usize, String)>,
}

/// A table of raw columns.
///
/// * A column of 0 and 1 is crisp; of whole numbers from 0 with a 2 or more among them, multi-value; of numbers from 0 to 1,
///   fuzzy. `yes`/`no` and `true`/`false` are 1 and 0. `-` and `dc` are cells of no concern (don't care).
/// * Memberships that are short decimals but for a rounding error lose it ([`memberships::tidied`]), so that 0.5 is 0.5.
/// * A declared kind is held against the cells. Levels that nobody shows must be declared: `0, 2` without a 1 is refused.
/// * Words are levels only where the column declares their order (`labels`); two of them make a crisp column.
/// * `cases` are the names of the rows; two rows of one name are refused.
/// * Empty cells are refused, or their cases dropped and recorded; cells of columns not given here do not count.
///
/// Gives `None` if there is any error: `sets::shape`, `sets::duplicate_case`, `sets::duplicate_column`, `sets::missing`,
/// `sets::not_calibrated`, `sets::level_gap`, `sets::too_many_levels`, `sets::not_a_level`, `sets::unknown_word`.
pub fn prepare(cases: &[String], columns: &[RawColumn], missing: MissingRule) -> Warned<Option<Table>> {
    let mut problems = Vec::new();
    check_names(cases, columns, &mut problems);
    if columns.iter().any(|column| column.cells.len() != cases.len()) {
        return Warned::new(None, problems);
    }
    let parsed: Vec<Parsed> = columns.iter().map(parse).collect();
    let mut gone: Vec<usize> = parsed.iter().flat_map(|column| column.empty.iter().copied()).collect();
    gone.sort_unstable();
    gone.dedup();
    let left_out: Vec<LeftOut> = gone
        .iter()
        .map(|case| LeftOut {
            case: cases[*case].clone(),
            columns: columns
                .iter()
                .zip(&parsed)
                .filter(|(_, parsed)| parsed.empty.binary_search(case).is_ok())
                .map(|(column, _)| column.name.clone())
                .collect(),
            why: WhyLeftOut::Missing,
        })
        .collect();
    if missing == MissingRule::Refuse && !gone.is_empty() {
        problems.push(missing_cells(&left_out));
    }
    let keep: Vec<usize> = (0..cases.len()).filter(|case| gone.binary_search(case).is_err()).collect();
    let built: Vec<Option<Column>> = columns
        .iter()
        .zip(&parsed)
        .map(|(column, parsed)| column_of(column, parsed, &keep, cases, &mut problems))
        .collect();
    if problems.iter().any(Diagnostic::is_error) {
        return Warned::new(None, problems);
    }
    let table = Table {
        cases: keep.iter().map(|case| cases[*case].clone()).collect(),
        columns: built.into_iter().flatten().collect(),
        left_out,
        moved: Vec::new(),
    };
    Warned::new(Some(table), problems)
}

fn check_names(cases: &[String], columns: &[RawColumn], problems: &mut Vec<Diagnostic>) {
    for (at, column) in columns.iter().enumerate() {
        if column.cells.len() != cases.len() {
            problems.push(Diagnostic::error(
                "sets::shape",
                format!("`{}` has {} cells for {} cases", column.name, column.cells.len(), cases.len()),
            ));
        }
        if columns[..at].iter().any(|other| other.name == column.name) {
            problems.push(
                Diagnostic::error("sets::duplicate_column", format!("two columns are called `{}`", column.name))
                    .hint("rename one of them"),
            );
        }
    }
    let mut sorted: Vec<&String> = cases.iter().collect();
    sorted.sort_unstable();
    let mut twice: Vec<&str> =
        sorted.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0].as_str()).collect();
    twice.dedup();
    if !twice.is_empty() {
        let listed = listing(&twice);
        problems.push(
            Diagnostic::error("sets::duplicate_case", format!("several rows bear one name: {listed}"))
                .hint("give every case its own name, such as unit and year"),
        );
    }
}

/// The first twenty, and how many more there are.
fn listing(names: &[&str]) -> String {
    let more = match names.len().saturating_sub(20) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{}{more}", names.iter().take(20).copied().collect::<Vec<_>>().join(", "))
}

fn missing_cells(left_out: &[LeftOut]) -> Diagnostic {
    let named: Vec<String> = left_out.iter().map(|out| format!("{} ({})", out.case, out.columns.join(", "))).collect();
    let names: Vec<&str> = named.iter().map(String::as_str).collect();
    let verb = if names.len() == 1 { "case lacks a value" } else { "cases lack values" };
    Diagnostic::error("sets::missing", format!("{} {verb}: {}", names.len(), listing(&names)))
        .hint("fill the cells, leave out the column, or say that such cases are to be dropped")
}

fn parse(column: &RawColumn) -> Parsed {
    let mut parsed = Parsed { values: Vec::with_capacity(column.cells.len()), ..Parsed::default() };
    match &column.cells {
        Cells::Numbers(cells) => {
            for (case, cell) in cells.iter().enumerate() {
                match cell.filter(|number| !number.is_nan()) {
                    Some(number) => parsed.values.push(number),
                    None => {
                        parsed.values.push(0.0);
                        parsed.empty.push(case);
                    }
                }
            }
        }
        Cells::Texts(cells) => {
            for (case, cell) in cells.iter().enumerate() {
                parsed.text(case, cell.as_deref().unwrap_or("").trim(), &column.labels);
            }
        }
    }
    parsed
}

impl Parsed {
    fn text(&mut self, case: usize, text: &str, labels: &[String]) {
        let level = labels.iter().position(|label| label == text).map(|level| level as f64);
        let number = level.or_else(|| text.parse().ok().filter(|number: &f64| number.is_finite()));
        if let Some(number) = number {
            self.values.push(number);
            return;
        }
        let mut value = 0.0;
        match text {
            _ if is_missing(text) => self.empty.push(case),
            "-" | "dc" => self.dont_care.push(case),
            _ => match text.to_ascii_lowercase().as_str() {
                "yes" | "true" => value = 1.0,
                "no" | "false" => {}
                _ => self.words.push((case, text.to_owned())),
            },
        }
        self.values.push(value);
    }
}

/// The column over the cases kept; `None` where something is wrong with it, which is said.
fn column_of(
    column: &RawColumn,
    parsed: &Parsed,
    keep: &[usize],
    cases: &[String],
    problems: &mut Vec<Diagnostic>,
) -> Option<Column> {
    let name = &column.name;
    let values: Vec<f64> = keep.iter().map(|case| parsed.values[*case]).collect();
    let dont_care: Vec<usize> = parsed.dont_care.iter().filter_map(|case| keep.binary_search(case).ok()).collect();
    let mut words: Vec<&str> = parsed
        .words
        .iter()
        .filter(|(case, _)| keep.binary_search(case).is_ok())
        .map(|(_, word)| word.as_str())
        .collect();
    words.sort_unstable();
    words.dedup();
    if !words.is_empty() {
        problems.push(unknown_words(column, &words));
        return None;
    }
    let counts: Vec<f64> = if dont_care.is_empty() {
        values.clone()
    } else {
        (0..values.len()).filter(|at| dont_care.binary_search(at).is_err()).map(|at| values[at]).collect()
    };
    let kind = match (column.kind, column.labels.len()) {
        (Some(kind), _) => kind,
        (None, 0) => infer(name, &counts, problems)?,
        (None, 1 | 2) => Kind::Crisp,
        (None, labels) if labels <= usize::from(MOST_LEVELS) => Kind::Multi { levels: labels as u8 },
        (None, labels) => {
            problems.push(too_many(name, labels));
            return None;
        }
    };
    let wrong: Vec<&str> =
        (0..values.len()).filter(|at| !is_of(kind, values[*at])).map(|at| cases[keep[at]].as_str()).collect();
    if let Kind::Multi { levels } = kind
        && !(2..=MOST_LEVELS).contains(&levels)
    {
        problems.push(too_many(name, usize::from(levels)));
        return None;
    }
    if !wrong.is_empty() {
        problems.push(not_of(name, kind, &wrong));
        return None;
    }
    let values = match kind {
        Kind::Fuzzy => values.into_iter().map(memberships::tidied).collect(),
        Kind::Crisp | Kind::Multi { .. } => values,
    };
    Some(Column { name: name.clone(), kind, values, dont_care, labels: column.labels.clone() })
}

fn is_of(kind: Kind, value: f64) -> bool {
    match kind {
        Kind::Crisp => value == 0.0 || value == 1.0,
        Kind::Multi { levels } => value.fract() == 0.0 && value >= 0.0 && value < f64::from(levels),
        Kind::Fuzzy => (0.0..=1.0).contains(&value),
    }
}

fn infer(name: &str, values: &[f64], problems: &mut Vec<Diagnostic>) -> Option<Kind> {
    if values.iter().all(|value| is_of(Kind::Crisp, *value)) {
        return Some(Kind::Crisp);
    }
    if values.iter().all(|value| is_of(Kind::Fuzzy, *value)) {
        return Some(Kind::Fuzzy);
    }
    if !values.iter().all(|value| value.fract() == 0.0 && *value >= 0.0) {
        let (low, high) = bounds(values);
        problems.push(
            Diagnostic::error(
                "sets::not_calibrated",
                format!("`{name}` runs from {low} to {high}: no memberships, no levels"),
            )
            .hint("calibrate it first: thresholds, or anchors for full exclusion, crossover and full inclusion"),
        );
        return None;
    }
    let highest = bounds(values).1;
    if highest >= f64::from(MOST_LEVELS) {
        problems.push(
            Diagnostic::error(
                "sets::not_calibrated",
                format!("`{name}` has values up to {highest}, more than the {MOST_LEVELS} levels a condition may have"),
            )
            .hint("calibrate it first: thresholds, or anchors for full exclusion, crossover and full inclusion"),
        );
        return None;
    }
    let levels = highest as u8 + 1;
    let absent: Vec<String> =
        (0..levels).filter(|level| !values.contains(&f64::from(*level))).map(|level| level.to_string()).collect();
    if !absent.is_empty() {
        let several = if absent.len() == 1 { "level" } else { "levels" };
        problems.push(
            Diagnostic::error("sets::level_gap", format!("`{name}` skips the {several} {}", absent.join(", ")))
                .hint(format!("calibrate it, or declare that it has {levels} levels of which some are not observed")),
        );
        return None;
    }
    Some(Kind::Multi { levels })
}

fn bounds(values: &[f64]) -> (f64, f64) {
    values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(*value), high.max(*value)))
}

fn too_many(name: &str, levels: usize) -> Diagnostic {
    Diagnostic::error("sets::too_many_levels", format!("`{name}` has {levels} levels"))
        .hint(format!("a multi-value condition has 2 to {MOST_LEVELS} levels"))
}

fn not_of(name: &str, kind: Kind, wrong: &[&str]) -> Diagnostic {
    let need = match kind {
        Kind::Crisp => "0 or 1".to_owned(),
        Kind::Multi { levels } => format!("a whole number from 0 to {}", levels - 1),
        Kind::Fuzzy => "a number from 0 to 1".to_owned(),
    };
    Diagnostic::error(
        "sets::not_a_level",
        format!("`{name}` is {}, and its values in these cases are not {need}: {}", kind.word(), listing(wrong)),
    )
    .hint("calibrate it first, or declare its kind otherwise")
}

fn unknown_words(column: &RawColumn, words: &[&str]) -> Diagnostic {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    let names: Vec<&str> = quoted.iter().map(String::as_str).collect();
    let near = words.iter().find_map(|word| {
        let near = text::nearest(word, column.labels.iter().map(String::as_str))?;
        Some(format!("did you mean `{near}` by `{word}`?"))
    });
    let problem = Diagnostic::error(
        "sets::unknown_word",
        format!("`{}` has words that are no levels: {}", column.name, listing(&names)),
    );
    problem.hint(near.unwrap_or_else(|| "write numbers, or declare the words of its levels in their order".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(n: usize) -> Vec<String> {
        (0..n).map(|at| format!("c{at}")).collect()
    }

    fn texts(name: &str, cells: &[&str]) -> RawColumn {
        RawColumn::texts(name, cells.iter().map(|cell| Some((*cell).to_owned())).collect())
    }

    fn codes(read: &Warned<Option<Table>>) -> Vec<&str> {
        read.problems.iter().map(|problem| problem.code).collect()
    }

    #[test]
    fn kinds_are_inferred() {
        let raw = [
            texts("A", &["0", "1", "1.0"]),
            texts("B", &["0.2", "1", "0"]),
            texts("C", &["2", "0", "1"]),
            texts("D", &["yes", "No", "TRUE"]),
            texts("E", &["1", "-", "0"]),
        ];
        let table = prepare(&names(3), &raw, MissingRule::Refuse).value.expect("a table");
        let kinds: Vec<Kind> = table.columns.iter().map(|column| column.kind).collect();
        assert_eq!(kinds, [Kind::Crisp, Kind::Fuzzy, Kind::Multi { levels: 3 }, Kind::Crisp, Kind::Crisp]);
        assert_eq!(table.columns[3].values, [1.0, 0.0, 1.0]);
        assert_eq!(table.columns[4].dont_care, [1]);
    }

    #[test]
    fn every_problem_is_found_at_once() {
        let raw = [
            texts("A", &["0", "2", "0"]),
            texts("B", &["0.2", "1.5", "0"]),
            texts("B", &["1", "0", ""]),
            texts("C", &["low", "high", "low"]),
            RawColumn::numbers("D", vec![Some(700.0), Some(3.0), None]),
            texts("E", &["0", "1", "0.5"]).of_kind(Kind::Crisp),
        ];
        let mut cases = names(3);
        cases[1] = "c0".to_owned();
        let read = prepare(&cases, &raw, MissingRule::Refuse);
        assert!(read.value.is_none());
        let expected = [
            "sets::duplicate_column",
            "sets::duplicate_case",
            "sets::missing",
            "sets::level_gap",
            "sets::not_calibrated",
            "sets::unknown_word",
            "sets::not_calibrated",
        ];
        assert_eq!(codes(&read), expected, "the case without a value is not read for kinds");
    }

    #[test]
    fn cases_without_values_are_dropped_only_when_asked_and_then_recorded() {
        let raw = [texts("A", &["0", "NA", "1"]), texts("B", &["1", ".", " "])];
        let refused = prepare(&names(3), &raw, MissingRule::Refuse);
        assert_eq!(codes(&refused), ["sets::missing"]);
        assert_eq!(refused.problems[0].message, "2 cases lack values: c1 (A, B), c2 (B)");
        let table = prepare(&names(3), &raw, MissingRule::Drop).value.expect("a table");
        assert_eq!((table.len(), table.left_out.len()), (1, 2));
        assert_eq!(table.left_out[0].columns, ["A", "B"]);
    }

    #[test]
    fn declared_levels_need_not_be_observed() {
        let raw = [texts("A", &["0", "2", "0"]).of_kind(Kind::Multi { levels: 4 })];
        let table = prepare(&names(3), &raw, MissingRule::Refuse).value.expect("a table");
        assert_eq!(table.columns[0].kind, Kind::Multi { levels: 4 });
        let mut words = texts("R", &["personal", "military", "single-party"]);
        words.labels = ["military", "personal", "single-party"].map(String::from).to_vec();
        let table = prepare(&names(3), &[words.clone()], MissingRule::Refuse).value.expect("a table");
        assert_eq!(table.columns[0].values, [1.0, 0.0, 2.0]);
        words.cells = Cells::Texts(vec![Some("militray".into()), Some("personal".into()), Some("military".into())]);
        let read = prepare(&names(3), &[words], MissingRule::Refuse);
        assert_eq!(read.problems[0].hint.as_deref(), Some("did you mean `military` by `militray`?"));
    }

    #[test]
    fn a_ragged_table_is_refused() {
        let read = prepare(&names(3), &[texts("A", &["0"])], MissingRule::Refuse);
        assert_eq!(codes(&read), ["sets::shape"]);
        assert!(prepare(&[], &[], MissingRule::Refuse).value.expect("a table").is_empty());
    }
}
