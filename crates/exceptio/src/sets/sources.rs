//! The codings behind a row of a study's table: from a membership back to a line of a file and a page of a source.
//!
//! In: a study, how it became a table, rows and columns of that. Out: for each row and column the codings that its value hangs on,
//! what is assumed where nothing is coded. Nothing is evaluated that the table was not made of.

use super::of_study::{StudyAsk, asked, definitions};
use super::table_of::{Origin, RawTable};
use crate::report::{RowSources, Witness, witness};
use crate::study::Study;
use crate::within::within;
use conditions::{Budget, Evaluator, OverBudget, Program, Setting};
use spells::CodingId;
use text::Warned;
use theory::model::NodeId;

impl Study {
    /// The codings that made the memberships of some rows of a table of this study: for each row, in the order given, and each
    /// column named that is one of the theory's.
    ///
    /// A row of several stretches of days (a year, a case) is explained by the first day of each: on the others nothing that is
    /// read changes. A row that is none of this study's is left out.
    ///
    /// Gives nothing with the reasons where [`Study::table_of`] gives no table.
    pub fn sources_of(
        &self,
        ask: &StudyAsk,
        raw: &RawTable,
        rows: &[usize],
        columns: &[String],
    ) -> Warned<Vec<RowSources>> {
        let Warned { value, problems } = self.theory(ask.theory.as_deref());
        let Some(theory) = value else { return Warned::new(Vec::new(), problems) };
        let definitions = definitions(&theory, ask.definition.as_deref());
        let asked = asked(&theory, &definitions);
        let nodes: Vec<(&str, NodeId)> = columns
            .iter()
            .filter_map(|name| asked.iter().find(|column| column.name == *name))
            .map(|column| (column.name.as_str(), column.node))
            .collect();
        // What there is to warn of in the theory was said with the table.
        let sources = within(&theory, &self.history, ask.options.steps, |program, budget| {
            let mut found = Vec::new();
            for &row in rows {
                let Some(origin) = raw.origins.get(row) else { continue };
                found.extend(self.row_sources(program, origin, &raw.cases[row], &nodes, ask, budget)?);
            }
            Ok(found)
        });
        sources.map(Option::unwrap_or_default)
    }

    fn row_sources(
        &self,
        program: &Program<'_>,
        origin: &Origin,
        row: &str,
        nodes: &[(&str, NodeId)],
        ask: &StudyAsk,
        budget: &Budget,
    ) -> Result<Vec<RowSources>, OverBudget> {
        let Some((case, stretches)) = &origin.place else { return Ok(Vec::new()) };
        let definitions = definitions(program.theory, ask.definition.as_deref());
        let setting = Setting { clock: ask.options.clock, definitions };
        let evaluator = Evaluator::new(program, *case, self.history.first_world(), setting, budget);
        let mut found = Vec::new();
        for (column, node) in nodes {
            let mut codings: Vec<CodingId> = Vec::new();
            let mut assumed: Vec<String> = Vec::new();
            for days in stretches {
                // Values are reckoned before they are explained, so that the budget is asked.
                evaluator.degree(*node)?;
                if let Some(reason) = evaluator.reason(*node, days.from) {
                    codings.extend(reason.witnesses());
                    reason.silences(&mut assumed);
                }
            }
            codings.sort_unstable();
            codings.dedup();
            assumed.sort_unstable();
            assumed.dedup();
            let mut codings: Vec<Witness> = codings.into_iter().map(|id| witness(&self.base, id, true)).collect();
            codings.sort();
            found.push(RowSources { case: row.to_owned(), column: (*column).to_owned(), codings, assumed });
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sets::{CaseUnit, Choice};

    fn study() -> Study {
        let folder = crate::built_in("china-vietnam").expect("a built-in study");
        crate::open(&folder, &crate::Ask::default()).study.expect("it reads")
    }

    /// What an alliance rests on is in the table of alliances and about the row's own actors, for every unit; no row is allied without.
    #[test]
    fn sources_are_about_the_row() {
        let study = study();
        for unit in [CaseUnit::Case, CaseUnit::Spell, CaseUnit::Year] {
            let ask = StudyAsk { unit, ..StudyAsk::default() };
            let raw = study.table_of(&ask, &Choice::default()).value.expect("a table");
            let rows: Vec<usize> = (0..raw.cases.len()).step_by(7).collect();
            let found = study.sources_of(&ask, &raw, &rows, &["ALLIANCE".to_owned(), "NOTHING".to_owned()]);
            assert!(found.problems.is_empty());
            assert_eq!(found.value.len(), rows.len(), "a column that is not the theory's has no sources");
            for (row, sources) in rows.iter().zip(&found.value) {
                assert_eq!((sources.case.as_str(), sources.column.as_str()), (raw.cases[*row].as_str(), "ALLIANCE"));
                let sets::Cells::Numbers(cells) = &raw.column("ALLIANCE").expect("it is there").cells else {
                    panic!("numbers")
                };
                let actors: Vec<&str> = raw.origins[*row].unit.split('>').collect();
                for coding in &sources.codings {
                    assert_eq!(coding.file, "alliances.csv", "{}", sources.case);
                    assert!(actors.iter().all(|actor| coding.cell.contains(actor)), "{} {}", sources.case, coding.cell);
                    assert!(coding.line > 1 && !coding.source.is_empty(), "{}", sources.case);
                }
                if cells[*row] == Some(1.0) {
                    assert!(!sources.codings.is_empty(), "{} is allied without a coding", sources.case);
                }
            }
        }
    }
}
