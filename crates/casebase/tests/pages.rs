//! The examples of the pages are read: what a page shows works.

mod common;

use exceptio_casebase::{CaseBase, PAGES, View};
use std::path::Path;

#[test]
fn what_the_pages_show_is_read_without_errors() {
    let base = common::folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/_base"));
    for (name, page) in PAGES {
        let mut folder = base.clone();
        let mut examples = 0;
        let mut layers: Vec<String> = Vec::new();
        let mut lines = page.lines();
        while let Some(line) = lines.next() {
            let Some((_, file)) = line.strip_prefix("```").and_then(|rest| rest.split_once(' ')) else { continue };
            let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            folder.insert(file, text.join("\n") + "\n");
            layers.extend(
                file.strip_prefix("layers/").and_then(|rest| rest.split_once('/')).map(|(layer, _)| layer.to_owned()),
            );
            examples += 1;
        }
        layers.dedup();
        assert!(examples > 0, "{name} has no example");
        let read = CaseBase::read(&folder, &layers);
        let history = read.value.history(&View::default());
        let errors: Vec<_> = read.problems.iter().filter(|problem| problem.is_error()).cloned().collect();
        assert!(errors.is_empty(), "{name}\n{}", common::render(&read.value.files, &errors));
        assert!(history.problems.is_empty());
    }
}
