//! Changes made to a study's files: what a flip says, written where a coder would write it.
//!
//! In: a study, its folder and some changes. Out: the folder with them, and the readings to take. Rows are changed cell by
//! cell, so that all else stays byte for byte. What stands in `treaties.toml`, `policies.toml` or an imported table is not
//! one row of text and is refused.

use crate::report::{ChangeReport, FlipReport};
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
    /// Makes the changes of a flip to the files that this study was read from.
    ///
    /// Errs, in words, where a change is not one to a row of text, or the folder is not the study's.
    pub fn apply(&self, folder: &Folder, flip: &FlipReport) -> Result<Applied, String> {
        self.make(folder, &flip.changes)
    }

    fn make(&self, folder: &Folder, changes: &[ChangeReport]) -> Result<Applied, String> {
        let mut applied = Applied { folder: folder.clone(), readings: self.ask.readings.clone() };
        let mut edits: Vec<(String, Edit)> = Vec::new();
        for change in changes {
            match change.made {
                Change::Read { .. } => applied.readings.push(change.would_be.clone()),
                _ => edits.push(self.edit(change)?),
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

    fn edit(&self, said: &ChangeReport) -> Result<(String, Edit), String> {
        let change = &said.made;
        let row = |column: &'static str| -> Result<(String, Edit), String> {
            let coding = change.coding().map(|id| self.base.coding(id)).ok_or("there is no coding")?;
            let table = coding.file.ends_with(".csv") && coding.row.is_none();
            let place = coding.span.filter(|_| table).map(|span| span.start as usize);
            let place = place.ok_or_else(|| format!("{} is not a row of a table of text", coding.place()))?;
            let file = coding.file.to_owned();
            Ok((
                file,
                if column.is_empty() { Edit::Remove(place) } else { Edit::Cell(place, column, said.would_be.clone()) },
            ))
        };
        match change {
            Change::Remove { .. } => row(""),
            Change::Revalue { .. } => row("value"),
            Change::Begin { .. } => row("from"),
            Change::End { .. } => row("until"),
            Change::Date { .. } => {
                let event =
                    self.base.events.iter().find(|event| event.id == said.formula).ok_or("there is no event")?;
                let file = self.base.files.name(event.span.file).to_owned();
                Ok((file, Edit::Cell(event.span.start as usize, "date", said.would_be.clone())))
            }
            Change::Code { cell, .. } => {
                let (attribute, parties) = said.formula.trim_end_matches(')').split_once('(').unwrap_or_default();
                let (subject, object) = parties.split_once(", ").unwrap_or((parties, ""));
                let (from, until) = said.days.clone().unwrap_or_default();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Ask, built_in, open};
    use conditions::{Budget, Program};
    use verdicts::{ClaimVerdicts, Limits, Options};

    /// The ruling of a claim under a setting for a case, of a study read anew from its files.
    fn ruling(folder: &Folder, readings: &[String], like: &ClaimVerdicts, case: &str) -> Option<verdicts::Ruling> {
        let ask = Ask { readings: readings.to_vec(), ..Ask::default() };
        let opened = open(folder, &ask);
        let errors: Vec<_> = opened.problems.iter().filter(|problem| problem.is_error()).collect();
        assert!(errors.is_empty(), "{errors:?}");
        let study = opened.study?;
        let theory = study.theory(None).value?;
        let program = Program::new(&theory, &study.history).ok()?;
        let cases = study.named_cases(&theory, case).value;
        let judged = verdicts::run(&program, &cases, &Options::default(), &Budget::default()).ok()?;
        let own = judged.iter().find(|claim| claim.claim == like.claim && claim.setting == like.setting)?;
        Some(own.cases[0].ruling)
    }

    /// What is found on the built-in study does, written into its files, what it says; and no part of it does.
    #[test]
    fn flips_written_into_the_files_turn_the_verdict_and_no_part_of_them_does() {
        let folder = built_in("china-vietnam").expect("it is built in");
        let study = open(&folder, &Ask::default()).study.expect("it reads");
        let theory = study.theory(None).value.expect("it has a theory");
        let program = Program::new(&theory, &study.history).expect("it fits");
        let budget = Budget::default();
        let (mut tried, mut refused, mut kinds) = (0, 0, std::collections::BTreeSet::new());
        for (case, claims) in
            [("CHN>SUN", &["needed"][..]), ("VNM>LAO", &["needed"][..]), ("VNM>USA", &["cooperates"][..])]
        {
            let cases = study.named_cases(&theory, case).value;
            let judged = verdicts::run(&program, &cases, &Options::default(), &budget).expect("it is cheap");
            for claim in judged.iter().filter(|claim| claims.contains(&theory.claims[claim.claim].name.as_str())) {
                let verdict = &claim.cases[0];
                let size = if case == "CHN>SUN" { 2 } else { 1 };
                let limits = Limits { size, of_events: 1, most: 1_000_000, closed: study.closed() };
                if claim.setting.definitions.iter().any(|definition| *definition > 0) {
                    continue;
                }
                let found =
                    verdicts::turning(&program, verdict, &claim.setting, None, &limits, &budget).expect("cheap");
                let words = study.words(verdict);
                // A few of each size, spread over the whole.
                for size in 1..=size {
                    let of_size: Vec<_> = found.sets.iter().filter(|flip| flip.changes.len() == size).collect();
                    for flip in of_size.iter().step_by(of_size.len() / 6 + 1) {
                        for part in 1..1_u32 << size {
                            let own = flip.changes.iter().enumerate().filter(|(at, _)| part >> at & 1 == 1);
                            let made: Vec<_> = own.map(|(_, change)| words.change(change)).collect();
                            let Ok(applied) = study.make(&folder, &made) else {
                                refused += 1;
                                continue;
                            };
                            kinds.extend(made.iter().map(|change| change.kind));
                            let whole = made.len() == size;
                            let found = ruling(&applied.folder, &applied.readings, claim, case);
                            if whole {
                                assert_eq!(found, flip.becomes, "{case} {flip:?}");
                            } else {
                                assert_eq!(found, Some(verdict.ruling), "{case} {made:?} of {flip:?}");
                            }
                            tried += 1;
                        }
                    }
                }
            }
        }
        assert!(tried > 15 && refused * 4 < tried, "{tried} tried, {refused} refused");
        assert!(kinds.len() >= 5, "{kinds:?}");
    }
}
