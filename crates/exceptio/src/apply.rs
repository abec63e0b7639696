//! Changes made to a study's files: what a flip says, written where a coder would write it.
//!
//! In: a study, its folder and some changes. Out: the folder with them, and the readings to take. Rows are changed cell by
//! cell, so that all else stays byte for byte. What stands in `treaties.toml`, `policies.toml` or an imported table is not
//! one row of text and is refused.

use crate::report::{ChangeReport, Words};
use crate::study::Study;
use casebase::edit::{EditProblem, append_row, columns_of, remove_row, set_cell};
use text::Folder;
use verdicts::Change;

/// A study's files with changes made.
#[derive(Debug, Clone)]
pub struct Applied {
    /// The files.
    pub folder: Folder,
    /// Readings to take, as with `--reading`.
    pub readings: Vec<String>,
}

/// Where a change is written.
enum Edit {
    /// The row that begins at this byte goes.
    Remove(usize),
    /// A cell of it becomes something else.
    Cell(usize, &'static str, String),
    /// A row is added, by column.
    Append(Vec<(String, String)>),
}

impl Study {
    /// Makes changes to the files that this study was read from.
    ///
    /// Errs, in words, where a change is not one to a row of text, or the folder is not the study's.
    pub(crate) fn apply(&self, folder: &Folder, words: &Words<'_>, changes: &[Change]) -> Result<Applied, String> {
        let mut applied = Applied { folder: folder.clone(), readings: self.ask.readings.clone() };
        let mut edits: Vec<(String, Edit)> = Vec::new();
        for change in changes {
            let said = words.change(change);
            match change {
                Change::Read { .. } => applied.readings.push(said.would_be),
                _ => edits.push(self.edit(change, said)?),
            }
        }
        // From the end of each file to its beginning, so that places stay where they were; rows are added last.
        edits.sort_by_key(|(_, edit)| match edit {
            Edit::Remove(at) | Edit::Cell(at, ..) => (false, std::cmp::Reverse(*at)),
            Edit::Append(_) => (true, std::cmp::Reverse(0)),
        });
        for (file, edit) in edits {
            let text = std::str::from_utf8(applied.folder.get(&file).unwrap_or_default())
                .map_err(|_| format!("{file} is not UTF-8"))?;
            let told = |problem: EditProblem| format!("{file}: {problem}");
            let new = match edit {
                Edit::Remove(at) => remove_row(text, at).map_err(told)?,
                Edit::Cell(at, column, value) => set_cell(text, at, column, &value).map_err(told)?,
                Edit::Append(cells) => {
                    let cells: Vec<(&str, &str)> = cells.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
                    append_row(text, columns_of(&file).unwrap_or_default(), &cells).map_err(told)?
                }
            };
            applied.folder.insert(&file, new);
        }
        Ok(applied)
    }

    fn edit(&self, change: &Change, said: ChangeReport) -> Result<(String, Edit), String> {
        let row = |column: &'static str| -> Result<(String, Edit), String> {
            let coding = change.coding().map(|id| self.base.coding(id)).ok_or("there is no coding")?;
            let table = coding.file.ends_with(".csv") && coding.row.is_none();
            let place = coding.span.filter(|_| table).map(|span| span.start as usize);
            let place = place.ok_or_else(|| format!("{} is not a row of a table of text", coding.place()))?;
            let file = coding.file.to_owned();
            Ok((file, if column.is_empty() { Edit::Remove(place) } else { Edit::Cell(place, column, said.would_be.clone()) }))
        };
        match change {
            Change::Remove { .. } => row(""),
            Change::Revalue { .. } => row("value"),
            Change::Begin { .. } => row("from"),
            Change::End { .. } => row("until"),
            Change::Date { .. } => {
                let event = self.base.events.iter().find(|event| event.id == said.formula).ok_or("there is no event")?;
                let file = self.base.files.name(event.span.file).to_owned();
                Ok((file, Edit::Cell(event.span.start as usize, "date", said.would_be)))
            }
            Change::Code { cell, .. } => {
                let (attribute, parties) = said.formula.trim_end_matches(')').split_once('(').unwrap_or_default();
                let (subject, object) = parties.split_once(", ").unwrap_or((parties, ""));
                let (from, until) = said.days.unwrap_or_default();
                let own = |column: &str, value: &str| (column.to_owned(), value.to_owned());
                let mut cells = vec![own("from", &from), own("until", &until)];
                let file = if self.history.attribute(cell.attribute).name == "allied" {
                    cells.extend([own("a", subject), own("b", object)]);
                    "alliances.csv"
                } else {
                    cells.extend([own("subject", subject), own("object", object)]);
                    cells.extend([own("attribute", attribute), own("value", &said.would_be)]);
                    "facts.csv"
                };
                Ok((file.to_owned(), Edit::Append(cells)))
            }
            Change::Read { .. } => Err("a reading is taken, not written".to_owned()),
        }
    }
}
