//! Reference pages of the language: one per construct, each with an example that a test checks.

/// Every page: its topic and its text in Markdown, in the order in which a newcomer reads them.
///
/// The first line is `# topic`, the second paragraph says in a sentence what it is; a block fenced as `theory` is a whole
/// theory that checks against [`demo::vocabulary`](crate::demo::vocabulary).
pub const PAGES: &[(&str, &str)] = &[
    ("theory", include_str!("../pages/theory.md")),
    ("cites", include_str!("../pages/cites.md")),
    ("cases", include_str!("../pages/cases.md")),
    ("scope", include_str!("../pages/scope.md")),
    ("let", include_str!("../pages/let.md")),
    ("outcome", include_str!("../pages/outcome.md")),
    ("claim-static", include_str!("../pages/claim-static.md")),
    ("claim-dynamic", include_str!("../pages/claim-dynamic.md")),
    ("predict", include_str!("../pages/predict.md")),
    ("formulas", include_str!("../pages/formulas.md")),
    ("quantifiers", include_str!("../pages/quantifiers.md")),
    ("calibration", include_str!("../pages/calibration.md")),
    ("prelude", include_str!("../pages/prelude.md")),
];

#[cfg(test)]
mod tests {
    use super::PAGES;
    use text::Files;

    #[test]
    fn every_example_is_canonical_and_checks_without_any_problem() {
        for (topic, page) in PAGES {
            assert!(page.starts_with("# "), "{topic}");
            let examples: Vec<&str> =
                page.split("```theory\n").skip(1).map(|rest| rest.split("```").next().unwrap_or("")).collect();
            assert!(!examples.is_empty(), "{topic} has no example");
            for example in examples {
                let mut files = Files::new();
                let file = files.add(format!("{topic}.md"), example);
                let read = crate::read(&files, file, &crate::demo::vocabulary());
                assert!(read.problems.is_empty(), "{topic}: {:?}", read.problems);
                assert_eq!(crate::print(&crate::parse(&files, file).value), example, "{topic}");
            }
        }
    }

    #[test]
    fn every_page_is_listed_and_the_prelude_page_names_every_definition() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("pages");
        let count = std::fs::read_dir(folder).expect("the pages are there").count();
        assert_eq!(count, PAGES.len());
        let page = PAGES.iter().find(|(topic, _)| *topic == "prelude").expect("the prelude has a page").1;
        for line in crate::PRELUDE.lines().filter_map(|line| line.strip_prefix("let ")) {
            let name = line.split('(').next().unwrap_or("");
            assert!(page.contains(&format!("`{name}`")), "{name}");
        }
    }
}
