//! The pages `docs/from-r*.md` say how many of their rows are done: so many there are.

use exceptio_tests::root;

/// Rows by the last word: done, in part, not done.
type Counts = [usize; 3];

/// A section of a page, with counts of its rows.
type Section = (String, Counts);

/// Of each section before the last the rows of its tables, and the rows of the table under *Count*.
fn counted(page: &str) -> (Vec<Section>, Vec<Section>) {
    let text = std::fs::read_to_string(root().join("docs").join(page)).expect("the page is there");
    let (mut sections, mut stated): (Vec<Section>, Vec<Section>) = (Vec::new(), Vec::new());
    let mut section = String::new();
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            section = title.to_owned();
        }
        let Some(row) = line.strip_prefix('|').and_then(|line| line.strip_suffix('|')) else { continue };
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        if section == "Count" {
            let numbers: Vec<usize> = cells[1..].iter().filter_map(|cell| cell.parse().ok()).collect();
            if let Ok(numbers) = Counts::try_from(numbers) {
                stated.push((cells[0].to_lowercase(), numbers));
            }
            continue;
        }
        let word = cells.last().copied().unwrap_or_default();
        if let Some(at) = ["yes", "part", "no"].iter().position(|known| *known == word) {
            match sections.last_mut().filter(|(title, _)| *title == section) {
                Some((_, counts)) => counts[at] += 1,
                None => {
                    let mut counts = Counts::default();
                    counts[at] = 1;
                    sections.push((section.clone(), counts));
                }
            }
        }
    }
    (sections, stated)
}

#[test]
fn stated_totals_are_those_of_the_rows() {
    for page in ["from-r.md", "from-r-setmethods.md", "from-r-cna.md"] {
        let (sections, stated) = counted(page);
        assert_eq!(sections.len(), stated.len(), "{page}: {sections:?} {stated:?}");
        for ((section, counts), (name, said)) in sections.iter().zip(&stated) {
            assert!(name.ends_with(&section.to_lowercase()), "{page}: `{name}` counts `{section}`");
            assert_eq!(counts, said, "{page}, {section}: rows that say yes, part, no, and what Count states");
        }
    }
}

/// Nothing is left undone without a word why.
#[test]
fn every_no_has_its_reason() {
    for page in ["from-r.md", "from-r-setmethods.md", "from-r-cna.md"] {
        let text = std::fs::read_to_string(root().join("docs").join(page)).expect("the page is there");
        for row in text.lines().filter(|line| line.ends_with("| no |")) {
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            let reason = cells[2].trim_start_matches('-').trim();
            assert!(row.starts_with("| |") || reason.len() > 10, "{page}: {row}");
        }
    }
}
