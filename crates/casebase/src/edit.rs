//! Changes of study files that leave everything else as it is, byte for byte.
//!
//! In: the text of a file and one change. Out: the new text. A change is a splice: no printer ever reprints what it did
//! not change, so comments, order, quotes and line ends survive. CSV by places of fields; TOML through toml_edit.

use crate::columns::unquote;
use crate::decode::BOM;
use crate::facts::{ALLIANCES, EPISODES, FACTS};
use crate::records::{Field, Records};
use std::fmt;
use text::nearest;

/// Why a change cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditProblem {
    /// The table has no such column; with the nearest name.
    NoColumn {
        /// The column asked for.
        column: String,
        /// The nearest that there is.
        near: Option<String>,
    },
    /// No row begins there.
    NoRow,
    /// The text is no TOML.
    NotToml(String),
    /// The path leads to no place in the TOML file.
    NoPlace(String),
}

impl fmt::Display for EditProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EditProblem::NoColumn { column, near: Some(near) } => {
                write!(f, "there is no column `{column}`; did you mean `{near}`?")
            }
            EditProblem::NoColumn { column, near: None } => write!(f, "there is no column `{column}`"),
            EditProblem::NoRow => write!(f, "no row begins there"),
            EditProblem::NotToml(why) => write!(f, "this is not TOML: {why}"),
            EditProblem::NoPlace(path) => write!(f, "there is no `{path}`"),
        }
    }
}

impl std::error::Error for EditProblem {}

/// The columns with which a new file of this name begins; `None` where it is no table of codings.
pub fn columns_of(file: &str) -> Option<&'static [&'static str]> {
    match file.rsplit('/').next()? {
        "facts.csv" => Some(FACTS.columns),
        "alliances.csv" => Some(ALLIANCES.columns),
        "episodes.csv" => Some(EPISODES.columns),
        _ => None,
    }
}

/// A table without rows, for a study that has none yet under this name: its lines end as those of another file, `like`.
/// Empty where it is no table of codings.
pub fn new_table(file: &str, like: &str) -> String {
    columns_of(file).map_or_else(String::new, |columns| columns.join(",") + line_end(like))
}

/// How the first line of a text ends; a line feed where it has no second.
fn line_end(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if at > 0 && text.as_bytes()[at - 1] == b'\r' => "\r\n",
        _ => "\n",
    }
}

/// A CSV text with what an edit must keep to.
struct Sheet<'a> {
    text: &'a str,
    delimiter: u8,
    header: Vec<String>,
    line_end: &'static str,
    body: usize,
}

impl<'a> Sheet<'a> {
    fn new(text: &'a str) -> Self {
        let start = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
        let line_end = line_end(text);
        let mut best = (b',', Vec::new(), start);
        for delimiter in [b',', b';', b'\t', b'|'] {
            let mut fields = Vec::new();
            let mut records = Records::new(text, start, text.len(), delimiter);
            records.next(&mut fields, &mut Vec::new());
            if fields.len() > best.1.len() {
                best = (delimiter, fields, records.place());
            }
        }
        let header = best.1.iter().map(|field| unquote(text, *field).to_lowercase()).collect();
        Self { text, delimiter: best.0, header, line_end, body: best.2 }
    }

    fn column(&self, name: &str) -> Result<usize, EditProblem> {
        self.header.iter().position(|other| other == name).ok_or_else(|| EditProblem::NoColumn {
            column: name.to_owned(),
            near: nearest(name, self.header.iter().map(String::as_str)).map(str::to_owned),
        })
    }

    fn quoted(&self, text: &str, first: bool) -> String {
        cell(text, self.delimiter, first)
    }

    /// The fields of the record that begins at a byte.
    fn record(&self, place: usize) -> Result<(Vec<Field>, usize), EditProblem> {
        if place < self.body || !self.text.is_char_boundary(place) {
            return Err(EditProblem::NoRow);
        }
        let mut records = Records::new(self.text, self.body, self.text.len(), self.delimiter);
        let mut fields = Vec::new();
        while let Some((start, end)) = records.next(&mut fields, &mut Vec::new()) {
            if start == place {
                return Ok((fields, end));
            }
            if start > place {
                break;
            }
        }
        Err(EditProblem::NoRow)
    }
}

/// A cell as it must be written: in quotes only where it needs them; `first` of its row it might be taken for a comment.
pub(crate) fn cell(text: &str, delimiter: u8, first: bool) -> String {
    let special = |c: char| matches!(c, '"' | '\n' | '\r') || c == char::from(delimiter);
    let needs =
        text.contains(special) || text.trim() != text || (first && (text.starts_with('#') || text.starts_with(BOM)));
    if needs { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

/// Appends a row to a table.
///
/// * `text`: the file, or `""` for a new one, which then begins with `columns` as its header.
/// * `cells`: pairs of column and value; columns not named stay empty.
/// * Keeps the file's line ends and separator; adds the line end that the last line lacks.
/// * Errs where a column is not in the header.
pub fn append_row(text: &str, columns: &[&str], cells: &[(&str, &str)]) -> Result<String, EditProblem> {
    let mut new = text.to_owned();
    if text.strip_prefix(BOM).unwrap_or(text).trim().is_empty() {
        new.push_str(&columns.join(","));
        new.push('\n');
    }
    let sheet = Sheet::new(&new);
    let mut row = vec![""; sheet.header.len()];
    for (column, value) in cells {
        row[sheet.column(column)?] = value;
    }
    let mut line: Vec<String> = row.iter().enumerate().map(|(at, cell)| sheet.quoted(cell, at == 0)).collect();
    if line.len() == 1 && line[0].is_empty() {
        line[0] = "\"\"".to_owned();
    }
    let separator = char::from(sheet.delimiter).to_string();
    let mut added = String::new();
    if !new.ends_with('\n') && !new.ends_with('\r') {
        added.push_str(sheet.line_end);
    }
    added.push_str(&line.join(&separator));
    added.push_str(sheet.line_end);
    new.push_str(&added);
    Ok(new)
}

/// Replaces one cell of the row that begins at byte `place` (the start of a coding's span).
///
/// Nothing else changes, not even the quotes of other cells. A cell beyond the end of a short row is added with the
/// separators that it needs. Errs where no row begins there, or the column is not in the header.
pub fn set_cell(text: &str, place: usize, column: &str, value: &str) -> Result<String, EditProblem> {
    let sheet = Sheet::new(text);
    let column = sheet.column(column)?;
    let (fields, end) = sheet.record(place)?;
    let mut cell = sheet.quoted(value, column == 0);
    let (from, until) = match fields.get(column) {
        Some(field) => {
            let quote = usize::from(field.quoted);
            (field.start as usize - quote, field.end as usize + quote)
        }
        None => {
            let separators = char::from(sheet.delimiter).to_string().repeat(column + 1 - fields.len());
            cell = separators + &cell;
            (end, end)
        }
    };
    // A row must not become an empty line, which is no row.
    if cell.is_empty() && fields.len() == 1 {
        cell = "\"\"".to_owned();
    }
    Ok(format!("{}{cell}{}", &text[..from], &text[until..]))
}

/// Removes the row that begins at byte `place`, with its line end. Errs where no row begins there.
pub fn remove_row(text: &str, place: usize) -> Result<String, EditProblem> {
    let sheet = Sheet::new(text);
    let (_, end) = sheet.record(place)?;
    let rest = &text[end..];
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r'])).unwrap_or(rest);
    Ok(format!("{}{rest}", &text[..place]))
}

/// Sets a text in a TOML file: `["window", "until"]`, or `["treaty", "0", "until"]` within a list of tables.
///
/// The value is a text or a whole number. Comments and order stay. A key that is not there is added at the end of its table; the tables before it must be there.
/// Errs where the text is no TOML, or a table of the path is missing.
pub fn set_toml(text: &str, path: &[&str], value: impl Into<toml_edit::Value>) -> Result<String, EditProblem> {
    let (mark, body) = marked(text);
    let mut document: toml_edit::DocumentMut =
        body.parse().map_err(|problem: toml_edit::TomlError| EditProblem::NotToml(problem.message().to_owned()))?;
    let missing = || EditProblem::NoPlace(path.join("."));
    let (last, tables) = path.split_last().ok_or_else(missing)?;
    let mut item = document.as_item_mut();
    for part in tables {
        item = match part.parse::<usize>() {
            Ok(at) if item.is_array_of_tables() || item.is_array() => item.get_mut(at),
            _ => item.get_mut(*part),
        }
        .ok_or_else(missing)?;
    }
    let table = item.as_table_like_mut().ok_or_else(missing)?;
    match table.get_mut(last) {
        Some(toml_edit::Item::Value(old)) => {
            let decor = old.decor().clone();
            *old = value.into();
            *old.decor_mut() = decor;
        }
        Some(_) => return Err(missing()),
        None => {
            table.insert(last, toml_edit::Item::Value(value.into()));
        }
    }
    Ok(format!("{mark}{}", restore(body, document.to_string())))
}

/// Appends a table to a list of tables (`[[treaty]]`), with texts and lists of texts.
///
/// The rest of the file stays; the table comes at its end. Errs where the text is no TOML, or `list` is something else.
pub fn append_table(text: &str, list: &str, keys: &[(&str, &[&str])]) -> Result<String, EditProblem> {
    let (_, body) = marked(text);
    let document: toml_edit::DocumentMut =
        body.parse().map_err(|problem: toml_edit::TomlError| EditProblem::NotToml(problem.message().to_owned()))?;
    if document.get(list).is_some_and(|item| !item.is_array_of_tables()) {
        return Err(EditProblem::NoPlace(list.to_owned()));
    }
    let line_end = if body.contains("\r\n") { "\r\n" } else { "\n" };
    let mut added = String::new();
    if !body.is_empty() && !body.ends_with('\n') {
        added.push_str(line_end);
    }
    if !body.is_empty() {
        added.push_str(line_end);
    }
    let name = toml_edit::Key::new(list);
    added.push_str(&format!("[[{}]]{line_end}", name.to_string().trim()));
    for (key, values) in keys {
        let value = match values {
            [one] => toml_edit::Value::from(*one),
            many => many.iter().copied().collect::<toml_edit::Array>().into(),
        };
        added.push_str(&format!(
            "{} = {}{line_end}",
            toml_edit::Key::new(*key).to_string().trim(),
            value.to_string().trim()
        ));
    }
    Ok(format!("{text}{added}"))
}

/// Removes a table from a list of tables (`[[treaty]]`), with what stands under it and the comments right above it.
///
/// `at` counts from 0 in the order of the file. The rest stays. Errs where the text is no TOML, or there is no such table.
pub fn remove_table(text: &str, list: &str, at: usize) -> Result<String, EditProblem> {
    let (mark, body) = marked(text);
    let mut document: toml_edit::DocumentMut =
        body.parse().map_err(|problem: toml_edit::TomlError| EditProblem::NotToml(problem.message().to_owned()))?;
    let tables = document.get_mut(list).and_then(toml_edit::Item::as_array_of_tables_mut);
    match tables.filter(|tables| at < tables.len()) {
        Some(tables) => drop(tables.remove(at)),
        None => return Err(EditProblem::NoPlace(format!("{list}.{at}"))),
    }
    Ok(format!("{mark}{}", restore(body, document.to_string())))
}

fn marked(text: &str) -> (&str, &str) {
    match text.strip_prefix(BOM) {
        Some(body) => (&text[..BOM.len_utf8()], body),
        None => ("", text),
    }
}

/// toml_edit ends lines with `\n`; a file that ends them otherwise keeps its way.
fn restore(before: &str, after: String) -> String {
    let crlf = before.matches("\r\n").count();
    if crlf > 0 && crlf == before.matches('\n').count() {
        after.replace("\r\n", "\n").replace('\n', "\r\n")
    } else {
        after
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "# who did what\r\nsubject,object,attribute , note\r\nCHN,VNM,\"clash\",\"a \"\"b\"\"\"\r\n\r\n# end\r\nVNM,,party,x";

    #[test]
    fn a_row_is_appended_in_the_file_s_own_way() {
        let new = append_row(TABLE, &[], &[("subject", "USA"), ("note", "a, \"b\"")]).unwrap();
        assert_eq!(new, format!("{TABLE}\r\nUSA,,,\"a, \"\"b\"\"\"\r\n"));
        let fresh = append_row("", &["a", "b"], &[("b", "x"), ("a", "#y")]).unwrap();
        assert_eq!(fresh, "a,b\n\"#y\",x\n");
        let problem = append_row(TABLE, &[], &[("subjct", "USA")]).unwrap_err();
        assert_eq!(problem, EditProblem::NoColumn { column: "subjct".into(), near: Some("subject".into()) });
    }

    #[test]
    fn a_cell_is_replaced_and_nothing_else() {
        let place = TABLE.find("CHN").unwrap();
        let new = set_cell(TABLE, place, "attribute", "rift").unwrap();
        assert_eq!(new, TABLE.replace("\"clash\"", "rift"));
        let back = set_cell(&new, place, "attribute", "clash").unwrap();
        assert_eq!(back, TABLE.replace("\"clash\"", "clash"));
        assert_eq!(set_cell(TABLE, place + 1, "note", ""), Err(EditProblem::NoRow));
        assert_eq!(set_cell("a,b,c\n1\n", 6, "c", "x").unwrap(), "a,b,c\n1,,x\n");
    }

    #[test]
    fn a_row_is_removed_with_its_line() {
        let place = TABLE.find("CHN").unwrap();
        let new = remove_row(TABLE, place).unwrap();
        assert_eq!(new, TABLE.replace("CHN,VNM,\"clash\",\"a \"\"b\"\"\"\r\n", ""));
        assert_eq!(
            remove_row(TABLE, TABLE.find("VNM,,").unwrap()).unwrap(),
            TABLE.strip_suffix("VNM,,party,x").unwrap()
        );
        assert_eq!(remove_row(TABLE, 0), Err(EditProblem::NoRow));
    }

    #[test]
    fn toml_keeps_comments_and_order() {
        let text =
            "title = \"x\" # a comment\r\n\r\n[window] # days\r\nfrom = \"1949\"\r\n\r\n[[treaty]]\r\nid = \"A\"\r\n";
        let new = set_toml(text, &["title"], "a \"b\"").unwrap();
        assert_eq!(new, text.replace("\"x\"", "'a \"b\"'"));
        let new = set_toml(text, &["treaty", "0", "id"], "B").unwrap();
        assert_eq!(new, text.replace("\"A\"", "\"B\""));
        let new = set_toml(text, &["window", "until"], "2021").unwrap();
        assert_eq!(new, text.replace("\"1949\"\r\n", "\"1949\"\r\nuntil = \"2021\"\r\n"));
        assert!(matches!(set_toml(text, &["windw", "until"], ""), Err(EditProblem::NoPlace(_))));
        let two = format!("{text}\r\n# B's\r\n[[treaty]]\r\nid = \"B\"\r\n[[treaty.party]]\r\nactor = \"CHN\"\r\n");
        assert_eq!(remove_table(&two, "treaty", 1).unwrap(), text);
        assert!(matches!(remove_table(&two, "treaty", 2), Err(EditProblem::NoPlace(_))));
        let new = append_table(text, "treaty", &[("id", &["B"]), ("obligations", &["defence", "neutrality"])]).unwrap();
        assert_eq!(
            new,
            format!("{text}\r\n[[treaty]]\r\nid = \"B\"\r\nobligations = [\"defence\", \"neutrality\"]\r\n")
        );
    }
}
