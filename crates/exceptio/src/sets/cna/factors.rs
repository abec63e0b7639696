//! The factors of a coincidence analysis: columns of which none is the outcome beforehand.

use crate::report::DataReport;
use crate::sets::choose::{columns_of, settled, with_option};
use crate::sets::expressions::Text;
use crate::sets::names::read_as_conditions;
use crate::sets::of_file::unknown;
use crate::sets::{Choice, RawTable};
use sets::Table;
use sets::coincidence::{self, Complex, Options, Outcomes};
use sets::expression::Sum;
use text::{Diagnostic, FileId, Files, Warned};

/// A table ready for coincidence analysis.
#[derive(Debug, Clone)]
pub struct Factors {
    /// The cases by the factors.
    pub table: Table,
    /// What a report says of the data.
    pub data: DataReport,
    /// Outcomes, ordering, exclusions and formulas, as places of files.
    also: Vec<Text>,
}

impl Factors {
    /// Chooses the factors: those named as conditions, else the raw table's own; with them a theory's outcome, and whatever the other
    /// expressions name. Missing values and memberships of exactly 0.5 of any factor are treated by the choice's rules.
    ///
    /// Gives `None` with every problem where a column is not there (`sets::unknown_column`), fewer than two factors are left
    /// (`sets::conditions`), or the columns make no table.
    pub fn choose(raw: &RawTable, choice: &Choice, files: &mut Files) -> Warned<Option<Self>> {
        let mut problems = Vec::new();
        let names: Vec<&str> = raw.names().collect();
        problems.extend(choice.conditions.iter().filter_map(|name| unknown(name, &names)));
        if choice.conditions.is_empty() {
            problems.extend(read_as_conditions(raw, &raw.conditions));
        }
        let mut wanted: Vec<String> = match choice.conditions.as_slice() {
            [] => raw.conditions.clone(),
            named => named.to_vec(),
        };
        wanted.extend(raw.outcome.clone());
        let also: Vec<Text> = choice.also.iter().map(|(option, text)| Text::new(files, option, text)).collect();
        for text in &also {
            wanted.extend(text.names(files, &names, &mut problems));
        }
        wanted.sort_by_key(|name| names.iter().position(|other| other == name));
        wanted.dedup();
        if wanted.len() < 2 {
            let message = "coincidences are sought among two factors or more";
            problems.push(Diagnostic::misuse("sets::conditions", message).hint("name them: --conditions A,B,C"));
        }
        if problems.iter().any(Diagnostic::is_error) {
            return Warned::new(None, problems);
        }
        let Some(table) = columns_of(raw, &wanted, choice.missing, &mut problems) else {
            return Warned::new(None, problems);
        };
        let all: Vec<usize> = (0..table.columns.len()).collect();
        let settled = settled(&table, &all, &Sum::default(), choice.half, &mut problems);
        let problems: Vec<Diagnostic> = problems.into_iter().map(with_option).map(kept).collect();
        let Some(table) = settled else { return Warned::new(None, problems) };
        let mut data = DataReport::new(raw, &table, &all, &Sum::new([]), choice);
        data.columns.iter_mut().for_each(|column| column.role = "factor");
        Warned::new(Some(Factors { table, data, also }), problems)
    }

    /// Every text of an option, read.
    fn each<T>(
        &self,
        option: &str,
        files: &Files,
        problems: &mut Vec<Diagnostic>,
        read: impl Fn(&Files, FileId, &Table) -> Warned<Option<T>>,
    ) -> Vec<T> {
        let texts = self.also.iter().filter(|text| files.name(text.file) == option);
        texts.filter_map(|text| read(files, text.file, &self.table).unload(problems)).collect()
    }

    /// The options with outcomes, ordering and exclusions as typed, and every problem of theirs; `strict` is about the ordering.
    pub(super) fn options(
        &self,
        options: &Options,
        strict: bool,
        files: &Files,
        problems: &mut Vec<Diagnostic>,
    ) -> Options {
        let outcomes: Vec<_> = self.each("--outcome", files, problems, coincidence::values);
        let ordering = self.each("--ordering", files, problems, |files, file, table| {
            coincidence::ordering(files, file, table, strict)
        });
        let excluded = self.each("--exclude", files, problems, coincidence::exclusions);
        let options = Options {
            outcomes: match outcomes.is_empty() {
                true => options.outcomes.clone(),
                false => Outcomes::These(outcomes.into_iter().flatten().collect()),
            },
            // Without an ordering, strictness forbids what shares its one level, which is everything.
            ordering: ordering.into_iter().next().unwrap_or_default(),
            excluded: excluded.into_iter().flatten().collect(),
            ..options.clone()
        };
        problems.extend(coincidence::problems(&self.table, &options));
        options
    }

    /// The user's own formulas, in order.
    pub(super) fn models(&self, files: &Files, problems: &mut Vec<Diagnostic>) -> Vec<Complex> {
        self.each("--model", files, problems, coincidence::formula)
    }

    /// The texts of an option as typed.
    pub(crate) fn typed(&self, option: &str, files: &Files) -> Vec<String> {
        let texts = self.also.iter().filter(|text| files.name(text.file) == option);
        texts.map(|text| files.text(text.file).to_owned()).collect()
    }
}

/// What may be done about a membership of 0.5 in this analysis: it has no rows outside of which a case could stand.
fn kept(mut problem: Diagnostic) -> Diagnostic {
    if problem.code == "sets::half" && problem.is_error() {
        let hint = "--half keep keeps them, counted as present (--border down: as absent) where a formula is seen or not; --half drop \
                    leaves the cases out, --half up or down moves them by 0.001; all of it is on record";
        problem.hint = Some(hint.to_owned());
    }
    problem
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sets::{FileAsk, table_of_file};

    fn chosen(text: &str, choice: &Choice) -> Warned<Option<Factors>> {
        let raw = table_of_file("t.csv", text.as_bytes(), &FileAsk::default()).value.expect("a table");
        Factors::choose(&raw, choice, &mut Files::new())
    }

    #[test]
    fn factors_are_what_is_named_anywhere_in_the_order_of_the_table() {
        let choice = Choice {
            conditions: vec!["C".into(), "A".into()],
            also: vec![("--ordering", "A < D".into())],
            ..Choice::default()
        };
        let factors = chosen("case,A,B,C,D\np,1,0,1,1\nq,0,1,0,0\n", &choice).value.expect("factors");
        let names: Vec<&str> = factors.table.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names, ["A", "C", "D"]);
        assert!(factors.data.columns.iter().all(|column| column.role == "factor"));
    }

    #[test]
    fn one_factor_coincides_with_nothing_and_halves_are_refused() {
        let one = Choice { conditions: vec!["A".into()], ..Choice::default() };
        assert_eq!(chosen("case,A,B\np,1,0\n", &one).problems[0].code, "sets::conditions");
        let halves = chosen("case,A,B\np,0.5,0\nq,1,1\n", &Choice::default());
        assert!(halves.value.is_none());
        assert!(halves.problems[0].hint.as_deref().is_some_and(|hint| hint.contains("--border")));
    }
}
