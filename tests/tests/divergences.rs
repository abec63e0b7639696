//! `docs/divergences.md` names tests: each is where the page says.

use exceptio_tests::root;

#[test]
fn every_divergence_has_its_test() {
    let page = std::fs::read_to_string(root().join("docs/divergences.md")).expect("the page is there");
    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with('|') && line.contains(".rs`")).collect();
    assert!(rows.len() >= 10, "the page has rows");
    for row in rows {
        let cell = row.trim_end_matches('|').rsplit('|').next().expect("a last cell");
        let words: Vec<&str> = cell.split('`').filter(|word| !word.trim().is_empty()).collect();
        let (file, tests) = words.split_first().unwrap_or_else(|| panic!("{row}"));
        let text = std::fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(!tests.is_empty(), "{row}");
        for test in tests {
            assert!(text.contains(&format!("fn {test}(")), "{file} has no test `{test}`");
        }
    }
}
