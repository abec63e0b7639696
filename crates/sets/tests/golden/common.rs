//! Golden numbers of other programs: those in this folder always, those of the reference material where it is there.

use exceptio_sets::expression::{Literal, Sum, parse};
use exceptio_sets::{MissingRule, RawColumn, Table, prepare};
use serde_json::Value;
use std::path::{Path, PathBuf};
use text::Files;

/// One file of golden numbers with the table its calls are about.
pub struct Golden {
    /// The file's name.
    pub name: String,
    /// The data, case names first in the file.
    pub raw: Raw,
    /// The calls.
    pub calls: Vec<Value>,
}

/// A CSV file as read.
pub struct Raw {
    pub cases: Vec<String>,
    pub columns: Vec<RawColumn>,
}

impl Golden {
    /// The data as a set-theoretic table.
    pub fn table(&self) -> Table {
        let read = prepare(&self.raw.cases, &self.raw.columns, MissingRule::Refuse);
        read.value.unwrap_or_else(|| panic!("{}: {:?}", self.name, read.problems))
    }

    /// The calls of one kind.
    pub fn calls<'a>(&'a self, op: &'a str) -> impl Iterator<Item = &'a Value> {
        self.calls.iter().filter(move |call| call["op"] == op)
    }
}

/// Every golden file whose name begins so, in order of their names. Says which are missing.
pub fn golden(prefix: &str) -> Vec<Golden> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = read_all(&here.join("tests/fixtures"), prefix);
    let shared = here.join("../../../shared");
    if shared.join("golden").is_dir() {
        for other in read_all(&shared, prefix) {
            if !found.iter().any(|known| known.name == other.name) {
                found.push(other);
            }
        }
    } else {
        println!("skipped: the golden numbers on published data sets are not here, only those on artificial ones");
    }
    found
}

fn read_all(root: &Path, prefix: &str) -> Vec<Golden> {
    let folder = std::fs::read_dir(root.join("golden")).expect("the folder is there");
    let mut files: Vec<PathBuf> = folder.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    let named = |path: &PathBuf| path.file_name().and_then(|name| name.to_str()).map(str::to_owned);
    files
        .into_iter()
        .filter(|path| named(path).is_some_and(|name| name.starts_with(prefix) && name.ends_with(".json")))
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("a readable file");
            let json: Value = serde_json::from_str(&text).expect("JSON");
            let data = root.join("data").join(json["data"].as_str().expect("the data's name"));
            Golden {
                name: named(&path).expect("a name"),
                raw: read_csv(&data),
                calls: json["calls"].as_array().expect("calls").clone(),
            }
        })
        .collect()
}

/// A CSV file whose first column names the cases; an empty field is missing.
pub fn read_csv(path: &Path) -> Raw {
    let mut reader = csv::Reader::from_path(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let names: Vec<String> = reader.headers().expect("a header").iter().skip(1).map(str::to_owned).collect();
    let mut cases = Vec::new();
    let mut cells: Vec<Vec<Option<String>>> = vec![Vec::new(); names.len()];
    for record in reader.records() {
        let record = record.expect("a record");
        cases.push(record[0].to_owned());
        for (column, field) in cells.iter_mut().zip(record.iter().skip(1)) {
            column.push((!field.is_empty()).then(|| field.to_owned()));
        }
    }
    let columns = names.into_iter().zip(cells).map(|(name, cells)| RawColumn::texts(name, cells)).collect();
    Raw { cases, columns }
}

/// What a call of R gives to an argument: `incl.cut=0.8`, without quotes.
pub fn argument(call: &Value, name: &str) -> Option<String> {
    let call = call["call"].as_str().expect("a call");
    let rest = &call[call.find(&format!("{name}="))? + name.len() + 1..];
    let end = if rest.starts_with("c(") { rest.find(')')? + 1 } else { rest.find([',', ')']).unwrap_or(rest.len()) };
    Some(rest[..end].trim_matches('"').to_owned())
}

/// A number argument.
pub fn number(call: &Value, name: &str) -> Option<f64> {
    argument(call, name)?.parse().ok()
}

/// The same to nine digits, or both undefined.
pub fn same(ours: Option<f64>, theirs: &Value) -> bool {
    match (ours, theirs.as_f64()) {
        (Some(ours), Some(theirs)) => (ours - theirs).abs() <= 1e-9 * theirs.abs().max(1.0),
        (None, None) => true,
        _ => false,
    }
}

/// The outcome of a call, and the place of its column.
pub fn outcome(call: &Value, table: &Table) -> (Sum, usize) {
    let named = argument(call, "outcome").expect("an outcome");
    let (absent, name) = named.strip_prefix('~').map_or((false, named.as_str()), |name| (true, name));
    let column = table.position(name).expect("the outcome's column");
    (Sum::literal(if absent { Literal::absent(column) } else { Literal::present(column) }), column)
}

/// A sum of products as R writes it.
pub fn expression(text: &str, table: &Table) -> Sum {
    let mut files = Files::new();
    let file = files.add("expression", text);
    let read = parse(&files, file, table);
    let formula = read.value.unwrap_or_else(|| panic!("{text}: {:?}", read.problems));
    formula.as_sum().expect("a sum of products")
}
