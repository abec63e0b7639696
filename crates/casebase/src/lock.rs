//! `tables/lock.toml`: where each imported table comes from, and that it is still the one that was imported.
//!
//! In: the lock, the tables as read, and their bytes. Out: what does not agree. A table whose SHA-256 or number of rows is
//! another than the lock says is an error: somebody changed it, or only one of the two was brought along.

use crate::digest::sha256;
use crate::edit::{EditProblem, append_table, set_toml};
use crate::imported::Imported;
use crate::keys::{Document, Keys};
use std::collections::BTreeSet;
use text::{Diagnostic, FileId, Files, Folder, counted, nearest};

/// Checks that every table is in the lock and is the one that it names, and that every name in it is a table.
pub(crate) fn check(
    files: &Files,
    lock: Option<FileId>,
    folder: &Folder,
    tables: &[Imported],
    problems: &mut Vec<Diagnostic>,
) {
    let mut locked: BTreeSet<String> = BTreeSet::new();
    if let Some(file) = lock {
        let document = Document::parse(files, file, problems);
        let mut keys = document.keys();
        for entry in keys.tables("table", problems) {
            locked.extend(self::entry(entry, folder, tables, problems));
        }
        keys.finish(problems);
    }
    for (path, bytes) in folder.under("tables/").filter(|(path, _)| path.ends_with(".parquet")) {
        if locked.contains(path) {
            continue;
        }
        let (file, rows) = (path.trim_start_matches("tables/"), tables.iter().find(|table| table.name == path));
        let rows = rows.map_or_else(String::new, |table| format!(" rows = {}", table.rows()));
        problems.push(
            Diagnostic::warning("casebase::unlocked_table", format!("nothing says where {path} comes from")).hint(
                format!(
                    "add to tables/lock.toml: [[table]] file = \"{file}\" title = \"...\" version = \"...\" retrieved = \"...\" sha256 = \"{}\"{rows}",
                    sha256(bytes)
                ),
            ),
        );
    }
}

/// Checks one entry; gives the path of its table.
fn entry(mut entry: Keys<'_>, folder: &Folder, tables: &[Imported], problems: &mut Vec<Diagnostic>) -> Option<String> {
    let name = entry.required("file", problems);
    for key in ["title", "version", "doi", "licence", "retrieved", "source", "note", "importer"] {
        entry.text(key, problems);
    }
    let hash = entry.text("sha256", problems);
    let rows = entry.integer("rows", problems);
    let span = entry.span;
    entry.finish(problems);
    let name = name?;
    let path = format!("tables/{}", name.value);
    let Some(bytes) = folder.get(&path) else {
        let near = nearest(&path, tables.iter().map(|table| table.name.as_str()));
        problems.push(
            Diagnostic::error("casebase::missing_file", format!("the lock names {path}, which is not there"))
                .at(name.span, "")
                .maybe_hint(near.map(|near| format!("did you mean `{near}`?"))),
        );
        return Some(path);
    };
    if let Some(hash) = hash {
        let found = sha256(bytes);
        if !hash.value.eq_ignore_ascii_case(&found) {
            problems.push(
                Diagnostic::error("casebase::changed_table", format!("{path} is not the table that the lock names"))
                    .at(hash.span, "its SHA-256 was this")
                    .hint(format!(
                        "import the data set again; or, if it was meant to change, write sha256 = \"{found}\" and say so in `version`"
                    )),
            );
        }
    }
    // A table that could not be read has been told of already.
    let table = tables.iter().find(|table| table.name == path);
    if let (Some(rows), Some(table)) = (rows, table)
        && usize::try_from(rows) != Ok(table.rows())
    {
        problems.push(
            Diagnostic::error(
                "casebase::changed_table",
                format!("{path} has {}, and the lock says {rows}", counted(table.rows(), "row", "rows")),
            )
            .at(span, "")
            .hint("import the data set again, or correct `rows` if the table was meant to change"),
        );
    }
    Some(path)
}

/// The lock's text with an entry for a table as it is now: whoever writes a table writes this beside it.
///
/// * Takes the lock (empty, where there is none yet), the table's name under `tables/`, what is known of it (`title`,
///   `version`, `source`, ...), its bytes and how many rows it has.
/// * What is there stays, comments included; an entry of the same name keeps its other keys.
/// * Errs where the text is no TOML.
pub fn record(
    lock: &str,
    file: &str,
    known: &[(&str, &str)],
    bytes: &[u8],
    rows: usize,
) -> Result<String, EditProblem> {
    let hash = sha256(bytes);
    let mut text = lock.to_owned();
    let at = match places(lock)?.iter().position(|name| name == file) {
        Some(at) => at,
        None => {
            text = append_table(&text, "table", &[("file", &[file])])?;
            places(&text)?.len() - 1
        }
    };
    let at = at.to_string();
    for (key, value) in known.iter().copied().chain([("sha256", hash.as_str())]) {
        text = set_toml(&text, &["table", &at, key], value)?;
    }
    set_toml(&text, &["table", &at, "rows"], i64::try_from(rows).unwrap_or(i64::MAX))
}

/// The files of a lock's entries, in order.
fn places(lock: &str) -> Result<Vec<String>, EditProblem> {
    let document: toml_edit::DocumentMut = lock
        .trim_start_matches(crate::decode::BOM)
        .parse()
        .map_err(|problem: toml_edit::TomlError| EditProblem::NotToml(problem.message().to_owned()))?;
    let entries = document.get("table").and_then(toml_edit::Item::as_array_of_tables);
    let name = |table: &toml_edit::Table| table.get("file").and_then(toml_edit::Item::as_str).unwrap_or("").to_owned();
    Ok(entries.map(|entries| entries.iter().map(name).collect()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The hash of no bytes is printed in every description of SHA-256 (FIPS 180-4's examples among them).
    const NOTHING: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn a_table_is_recorded_and_what_is_known_stays() {
        let first = record("", "a.parquet", &[("title", "A")], b"", 0).unwrap();
        assert_eq!(
            first,
            format!("[[table]]\nfile = \"a.parquet\"\ntitle = \"A\"\nsha256 = \"{NOTHING}\"\nrows = 0\n")
        );
        let noted = first.replace("title = \"A\"", "title = \"A\" # as printed");
        let second = record(&noted, "b.parquet", &[], b"b", 2).unwrap();
        assert!(second.starts_with(&noted) && second.contains("file = \"b.parquet\""), "{second}");
        let again = record(&second, "a.parquet", &[], b"", 7).unwrap();
        assert_eq!(again, second.replace("rows = 0", "rows = 7"));
        assert!(matches!(record("[", "a", &[], b"", 0), Err(EditProblem::NotToml(_))));
    }
}
