//! Every folder of `corpus/` lays its files over `corpus/_base` and expects the problems in its `expected`.
//!
//! `NAME.absent` takes a file away; `layers.wanted` names layers. `UPDATE_EXPECT=1` writes the expectations anew: read them.

mod common;

use exceptio_casebase::{CaseBase, View};
use std::fmt::Write;
use std::path::Path;

#[test]
fn every_problem_is_said() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let base = common::folder(&root.join("_base"));
    let mut names: Vec<_> =
        std::fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    let mut wrong = String::new();
    for name in names.iter().filter(|name| *name != "_base") {
        let case = common::folder(&root.join(name));
        let mut folder = text::Folder::new();
        let absent = |path: &str| case.get(&format!("{path}.absent")).is_some();
        for (path, bytes) in base.iter().filter(|(path, _)| !absent(path)) {
            folder.insert(path, bytes);
        }
        for (path, bytes) in case.iter() {
            if !path.ends_with(".absent") && path != "expected" && path != "layers.wanted" {
                folder.insert(path, bytes);
            }
        }
        let wanted = case.get("layers.wanted").map_or("", |bytes| std::str::from_utf8(bytes).unwrap());
        let layers: Vec<String> = wanted.split_whitespace().map(str::to_owned).collect();
        let read = CaseBase::read(&folder, &layers);
        let history = read.value.history(&View::default());
        let mut given = common::render(&read.value.files, &read.problems);
        given += &common::render(&read.value.files, &history.problems);
        let expected = root.join(name).join("expected");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&expected, &given).unwrap();
        } else if std::fs::read_to_string(&expected).unwrap_or_default() != given {
            writeln!(wrong, "--- {name} ---\n{given}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
