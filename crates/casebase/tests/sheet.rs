//! Tables to spreadsheets and back: what nobody changes comes back byte for byte, whatever a spreadsheet does not show.

use exceptio_casebase::sheet::{from_xlsx, to_xlsx};
use proptest::prelude::*;
use std::path::{Path, PathBuf};
use tables::{Sheet, read_xlsx, write_xlsx};

const TABLE: &str = "\u{feff}# who did what\r\n\r\n\"subject\";object; note\r\nCHN;\"VNM\";\"a \"\"b\"\"\"\r\n\r\n\r\nCHN;SUN;x\r\n;;\r\nVNM;LAO;y ; \r\n# end\r\nVNM;RUS;\"z\"";

/// The text after somebody has edited its sheet; the workbook keeps what it was made of, or not.
fn edited(text: &str, there: Option<&str>, edit: impl FnOnce(&mut Vec<Vec<String>>)) -> String {
    let name = "exceptio keeps";
    let read = read_xlsx(&to_xlsx(text, "facts").unwrap(), name).unwrap();
    let Sheet { mut rows } = read.sheet;
    edit(&mut rows);
    let beside = read.beside.filter(|_| there.is_none());
    let bytes = write_xlsx(&Sheet { rows }, "facts", beside.as_deref().map(|cells| (name, cells))).unwrap();
    let back = from_xlsx(&bytes, "facts.xlsx", there);
    assert!(back.problems.is_empty(), "{:?}", back.problems);
    back.value
}

/// Files that end in `.csv`, everywhere in a folder.
fn csv_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            csv_files(&path, found);
        } else if path.extension().is_some_and(|end| end == "csv") {
            found.push(path);
        }
    }
}

#[test]
fn every_table_of_the_repository_comes_back_as_it_is() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in [crates.join("corpus"), crates.join("../../studies"), crates.join("../../faces/cli/starter")] {
        csv_files(&folder, &mut found);
    }
    assert!(found.len() > 50, "{} tables", found.len());
    for path in found {
        let Ok(text) = String::from_utf8(std::fs::read(&path).unwrap()) else { continue };
        assert_eq!(edited(&text, None, |_| ()), text, "{}", path.display());
        assert_eq!(edited(&text, Some(&text), |_| ()), text, "{}", path.display());
    }
}

#[test]
fn only_what_was_changed_changes() {
    for there in [None, Some(TABLE)] {
        let edited = |edit: fn(&mut Vec<Vec<String>>)| edited(TABLE, there, edit);
        assert_eq!(edited(|_| ()), TABLE);
        // Rows of the sheet: 0 comment, 1 header, 2 to 4 codings, 5 comment, 6 coding.
        let cell = edited(|rows| rows[2][1] = "KHM; \"x\"".to_owned());
        assert_eq!(cell, TABLE.replace("\"VNM\"", "\"KHM; \"\"x\"\"\""));
        let added = edited(|rows| rows.insert(4, ["USA", "KOR", ""].map(str::to_owned).to_vec()));
        assert_eq!(added, TABLE.replace("CHN;SUN;x\r\n", "CHN;SUN;x\r\nUSA;KOR;\r\n"));
        let last = edited(|rows| rows.push(["USA", "KOR", "#"].map(str::to_owned).to_vec()));
        assert_eq!(last, format!("{TABLE}\r\nUSA;KOR;#\r\n"));
        let removed = edited(|rows| drop(rows.remove(3)));
        // What stood before a row that is gone stays, unless the next row brings its own.
        assert_eq!(removed, TABLE.replace("CHN;SUN;x\r\n;;\r\n", ";;\r\n").replace("\"\"\"\r\n\r\n\r\n", "\"\"\"\r\n"));
        let moved = edited(|rows| rows.swap(4, 6));
        // Of rows that changed places one stayed, with what stands before it.
        let after = "VNM;RUS;\"z\"\r\n# end\r\n;;\r\nVNM;LAO;y ; \r\n";
        assert_eq!(moved, TABLE.replace(";;\r\nVNM;LAO;y ; \r\n# end\r\nVNM;RUS;\"z\"", after));
        let comment = edited(|rows| rows[5][0] = "# the end".to_owned());
        assert_eq!(comment, TABLE.replace("# end", "# the end"));
        let column = edited(|rows| rows.iter_mut().filter(|row| row.len() > 2).for_each(|row| row[2].clear()));
        let rows: Vec<&str> = column.lines().filter(|row| row.contains("CHN")).collect();
        assert_eq!(rows, ["CHN;\"VNM\"", "CHN;SUN"]);
        let blank = edited(|rows| rows.insert(2, vec![String::new(); 3]));
        assert_eq!(blank, TABLE, "empty rows of a sheet are no rows");
    }
}

#[test]
fn a_workbook_from_elsewhere_is_a_table_of_its_own() {
    let rows = vec![vec!["id".to_owned(), "name".to_owned()], vec!["a".to_owned(), "x, y".to_owned()]];
    let bytes = write_xlsx(&Sheet { rows }, "events", None).unwrap();
    assert_eq!(from_xlsx(&bytes, "events.xlsx", None).value, "id,name\na,\"x, y\"\n");
    let there = "id,name\r\n\"b\",z\r\n\"a\",\"x, y\"\r\n";
    assert_eq!(from_xlsx(&bytes, "events.xlsx", Some(there)).value, "id,name\r\n\"a\",\"x, y\"\r\n");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_back(pieces in prop::collection::vec(prop::sample::select(vec![
        "a", "b", "\"", "\"\"", ",", ";", "\t", "|", "\n", "\r\n", "\r", " ", "#", "é", "\u{feff}", "_x000D_", "\\", "1961-07",
        "\u{1}", "\u{fffe}", "=A1",
    ]), 0..60)) {
        let text = pieces.concat();
        let back = from_xlsx(&to_xlsx(&text, "x").unwrap(), "x.xlsx", None);
        prop_assert_eq!(back.value, text);
    }

    /// Whatever is done to the rows, the text says what the sheet says, and unchanged rows keep their bytes.
    #[test]
    fn the_text_says_what_the_sheet_says(
        rows in prop::collection::vec(prop::collection::vec("[ab\", ]{0,3}", 2), 1..12),
        order in prop::collection::vec(0usize..14, 1..14),
        quoted in any::<bool>(),
    ) {
        let cell = |text: &str| if quoted || text.contains(['"', ',', ' ']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.to_owned()
        };
        let text: String = std::iter::once("id,x\n".to_owned())
            .chain(rows.iter().map(|row| format!("{},{}\n", cell(&row[0]), cell(&row[1]))))
            .collect();
        let new = |at: usize| rows.get(at).cloned().unwrap_or_else(|| vec![format!("new{at}"), String::new()]);
        let wanted: Vec<Vec<String>> = order.iter().map(|at| new(*at)).collect();
        let after = edited(&text, None, |sheet| {
            sheet.truncate(1);
            sheet.extend(wanted.clone());
        });
        let filled = |rows: Vec<Vec<String>>| -> Vec<Vec<String>> {
            rows.into_iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).collect()
        };
        let said = read_xlsx(&to_xlsx(&after, "x").unwrap(), "").unwrap().sheet.rows;
        let mut said = filled(said.into_iter().skip(1).collect());
        said.iter_mut().for_each(|row| row.resize(2, String::new()));
        prop_assert_eq!(said, filled(wanted));
    }
}
