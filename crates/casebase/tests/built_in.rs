//! The built-in study is read without errors, and its history answers.

mod common;

use exceptio_casebase::{CaseBase, View};

#[test]
fn the_built_in_study_is_read_without_errors() {
    for layers in [vec![], vec!["critique".to_owned()]] {
        let read = CaseBase::read(&common::china_vietnam(), &layers);
        let errors: Vec<_> = read.problems.iter().filter(|problem| problem.is_error()).cloned().collect();
        assert!(errors.is_empty(), "{}", common::render(&read.value.files, &errors));
        println!("{}", common::render(&read.value.files, &read.problems));
        assert!(read.value.coding_count() > 20);
        let history = read.value.history(&View::default());
        assert!(history.problems.is_empty());
        println!(
            "{} codings, {} variables, {:?}",
            read.value.coding_count(),
            history.value.variables().len(),
            history.value.disputes()
        );
    }
}
