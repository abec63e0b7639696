//! Kinds of columns as they are declared: `R=multi:3, U=fuzzy, REGIME=low<mid<high`.

use sets::{Kind, MOST_LEVELS};
use std::collections::BTreeMap;
use text::Diagnostic;

/// What is declared of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Declared {
    /// Its kind.
    Kind(Kind),
    /// The words of its levels, lowest first.
    Words(Vec<String>),
}

/// Reads declarations, separated by commas: `NAME=crisp`, `NAME=fuzzy`, `NAME=multi:N` (levels 0 to N - 1), or the words of the
/// levels from the lowest up, `NAME=low<mid<high`.
///
/// # Errors
///
/// Every declaration that is none (`sets::kinds`).
pub fn kinds(text: &str) -> Result<BTreeMap<String, Declared>, Vec<Diagnostic>> {
    let (mut found, mut problems) = (BTreeMap::new(), Vec::new());
    for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        match one(part) {
            Some((name, kind)) => {
                found.insert(name, kind);
            }
            None => problems.push(
                Diagnostic::misuse("sets::kinds", format!("`{part}` declares no kind"))
                    .hint("write NAME=crisp, NAME=fuzzy, NAME=multi:3 (levels 0, 1, 2) or NAME=low<mid<high"),
            ),
        }
    }
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}

fn one(part: &str) -> Option<(String, Declared)> {
    let (name, kind) = part.split_once('=')?;
    let (name, kind) = (name.trim(), kind.trim());
    let declared = match kind {
        "crisp" => Declared::Kind(Kind::Crisp),
        "fuzzy" => Declared::Kind(Kind::Fuzzy),
        _ => match kind.split_once(':') {
            Some(("multi", levels)) => {
                let levels = levels.trim().parse().ok().filter(|levels| (2..=MOST_LEVELS).contains(levels))?;
                Declared::Kind(Kind::Multi { levels })
            }
            _ => {
                let words: Vec<String> = kind.split('<').map(|word| word.trim().to_owned()).collect();
                (words.len() > 1 && words.iter().all(|word| !word.is_empty())).then_some(Declared::Words(words))?
            }
        },
    };
    (!name.is_empty()).then(|| (name.to_owned(), declared))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read_and_every_mistake_named() {
        let found = kinds("A=crisp, B = fuzzy,C=multi:3,D=low<mid < high").expect("kinds");
        assert_eq!(found["C"], Declared::Kind(Kind::Multi { levels: 3 }));
        assert_eq!(found["D"], Declared::Words(["low", "mid", "high"].map(String::from).to_vec()));
        assert_eq!(found.len(), 4);
        assert_eq!(kinds("A=crips, B, C=multi:1, =fuzzy").expect_err("four mistakes").len(), 4);
    }
}
