//! Changes made to a study's files: what a flip says, written where a coder would write it.
//!
//! In: a study, its folder and some changes. Out: the folder with them. Rows are changed cell by cell, and treaties of two
//! parties and disputes key by key, so that all else stays byte for byte. A dispute that no file declares is settled by a
//! reading to take with `--reading`. What stands in `policies.toml`, in a treaty of several parties or in an imported table
//! is not one place of text and is refused; so is a change after which the study would have errors.

use crate::report::{ChangeReport, FlipReport};
use crate::study::Study;
use crate::{Ask, open};
use casebase::edit::{EditProblem, append_row, columns_of, new_table, remove_row, remove_table, set_cell, set_toml};
use text::{Diagnostic, Folder, Span};
use verdicts::Change;

/// A study's files with changes made.
#[derive(Debug, Clone)]
pub struct Applied {
    /// The files.
    pub folder: Folder,
    /// Readings to take with `--reading`, those with which the study was opened among them.
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
    /// A key of a table of a list becomes something else: the list, the place in it, the key.
    Key(&'static str, usize, &'static str, String),
    /// A table of a list goes.
    Drop(&'static str, usize),
}

impl Study {
    /// Makes the changes of a flip to the files that this study was read from.
    ///
    /// Errs, in words, where a change is not one to a place of text, the folder is not the study's, or the files would have
    /// errors with the changes.
    pub fn apply(&self, folder: &Folder, flip: &FlipReport) -> Result<Applied, String> {
        let applied = self.make(folder, &flip.changes)?;
        let ask = Ask { readings: applied.readings.clone(), ..self.ask.clone() };
        match open(&applied.folder, &ask).problems.iter().find(|problem| problem.is_error()) {
            Some(Diagnostic { message, .. }) => Err(format!("the files would then be wrong: {message}")),
            None => Ok(applied),
        }
    }

    fn make(&self, folder: &Folder, changes: &[ChangeReport]) -> Result<Applied, String> {
        let mut applied = Applied { folder: folder.clone(), readings: self.ask.readings.clone() };
        let mut edits: Vec<(String, Edit)> = Vec::new();
        for change in changes {
            match (&change.made, self.dispute(&change.formula)) {
                (Change::Read { .. }, None) => applied.readings.push(change.would_be.clone()),
                (Change::Read { .. }, Some((file, at))) => {
                    edits.push((file, Edit::Key("disputes", at, "taken", change.would_be.clone())));
                }
                _ => edits.push(self.edit(change)?),
            }
        }
        // From the end of each file to its beginning, so that places stay where they were; rows are added last.
        edits.sort_by_key(|(_, edit)| match edit {
            Edit::Remove(at) | Edit::Cell(at, ..) => (false, std::cmp::Reverse(*at)),
            Edit::Append(_) | Edit::Key(..) => (true, std::cmp::Reverse(0)),
            Edit::Drop(_, at) => (true, std::cmp::Reverse(*at)),
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
                    let facts = std::str::from_utf8(folder.get("facts.csv").unwrap_or_default()).unwrap_or_default();
                    let new = new_table(&file, facts);
                    let text = if text.is_empty() { &new } else { text };
                    append_row(text, columns_of(&file).unwrap_or_default(), &cells).map_err(told)?
                }
                Edit::Key(list, at, key, value) => {
                    set_toml(text, &[list, &at.to_string(), key], value).map_err(told)?
                }
                Edit::Drop(list, at) => remove_table(text, list, at).map_err(told)?,
            };
            applied.folder.insert(&file, new);
        }
        Ok(applied)
    }

    fn edit(&self, said: &ChangeReport) -> Result<(String, Edit), String> {
        let change = &said.made;
        if let Some(edit) = self.of_treaty(said)? {
            return Ok(edit);
        }
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
                    // A row is an alliance unless it says otherwise.
                    if said.would_be != "yes" {
                        cells.push(own("value", &said.would_be));
                    }
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

impl Study {
    /// The file in which a dispute is declared, and the place that it has among those there.
    fn dispute(&self, name: &str) -> Option<(String, usize)> {
        let declared = self.base.disputes.iter().find(|dispute| dispute.name == name)?;
        Some(self.numbered(declared.span, self.base.disputes.iter().map(|dispute| dispute.span)))
    }

    /// The file of a table, and how many of its kind stand before it there.
    fn numbered(&self, span: Span, all: impl Iterator<Item = Span>) -> (String, usize) {
        let before = all.filter(|other| other.file == span.file && other.start < span.start).count();
        (self.base.files.name(span.file).to_owned(), before)
    }

    /// A change to what a treaty of two parties gives rise to; `None` where the coding is of another kind.
    fn of_treaty(&self, said: &ChangeReport) -> Result<Option<(String, Edit)>, String> {
        let Some(coding) = said.made.coding().map(|id| self.base.coding(id)) else { return Ok(None) };
        let accounts =
            || self.base.treaties.iter().flat_map(|treaty| treaty.accounts.iter().map(move |own| (treaty, own)));
        let found = coding.span.and_then(|span| accounts().find(|(_, account)| account.span == span));
        let Some((treaty, account)) = found.filter(|_| coding.attribute == "treaty_in_force") else { return Ok(None) };
        let heirs = account.successions.len();
        if account.parties.len() > 2 + heirs {
            let parties = account.parties.len() - heirs;
            return Err(format!("{} binds {parties} parties, and the change is one to two of them alone", treaty.id));
        }
        let (file, at) = self.numbered(account.span, accounts().map(|(_, account)| account.span));
        let key = |key| Edit::Key("treaty", at, key, said.would_be.clone());
        let edit = match said.made {
            Change::Remove { .. } => Edit::Drop("treaty", at),
            Change::Begin { .. } => key("in_force"),
            Change::End { .. } => key("until"),
            _ => return Err(format!("that {} is in force follows from its dates", treaty.id)),
        };
        Ok(Some((file, edit)))
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
        let (mut tried, mut refused, mut treaties, mut kinds) = (0, 0, 0, std::collections::BTreeSet::new());
        for (case, claims) in [
            ("CHN>SUN", &["needed"][..]),
            ("VNM>LAO", &["needed"]),
            ("VNM>USA", &["cooperates"]),
            ("VNM>RUS", &["needed"]),
        ] {
            let cases = study.named_cases(&theory, case).value;
            let judged = verdicts::run(&program, &cases, &Options::default(), &budget).expect("it is cheap");
            for claim in judged.iter().filter(|claim| claims.contains(&theory.claims[claim.claim].name.as_str())) {
                let verdict = &claim.cases[0];
                let size = if case == "CHN>SUN" { 2 } else { 1 };
                let limits = Limits { size, of_events: 1, most: 1_000_000, closed: study.closed() };
                // What is an ally by treaty too is tried where treaties are what the verdict hangs on.
                if claim.setting.definitions.iter().any(|definition| *definition > 0) && case != "VNM>RUS" {
                    continue;
                }
                let found =
                    verdicts::turning(&program, verdict, &claim.setting, None, &limits, &budget).expect("cheap");
                let words = study.words(verdict);
                // A few of each size, spread over the whole.
                for size in 1..=size {
                    let of_size: Vec<_> = found.sets.iter().filter(|flip| flip.changes.len() == size).collect();
                    let some = if case == "VNM>RUS" { 1 } else { of_size.len() / 6 + 1 };
                    let reads =
                        |flip: &&&verdicts::Flip| size == 1 && matches!(flip.changes[..], [Change::Read { .. }]);
                    for flip in of_size.iter().step_by(some).chain(of_size.iter().filter(reads)) {
                        for part in 1..1_u32 << size {
                            let own = flip.changes.iter().enumerate().filter(|(at, _)| part >> at & 1 == 1);
                            let made: Vec<_> = own.map(|(_, change)| words.change(change)).collect();
                            let Ok(applied) = study.make(&folder, &made) else {
                                refused += 1;
                                continue;
                            };
                            kinds.extend(made.iter().map(|change| change.kind));
                            treaties += usize::from(made.iter().any(|change| {
                                change.coding.as_ref().is_some_and(|coding| coding.file == "treaties.toml")
                            }));
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
        assert!(kinds.len() >= 6 && kinds.contains("reading") && treaties > 0, "{kinds:?}, {treaties} of treaties");
    }
}
