//! A value as a text to a value as a number: truths, levels, numbers, sets of actors, and what is wrong with one.

use super::context::Context;
use super::shape::Slot;
use crate::codings::{Pool, WRONG_VALUE};
use spells::{Kind, UNKNOWN_VALUE};
use text::{Diagnostic, Span, nearest};

impl Context<'_> {
    pub fn value(
        &self,
        attribute: u32,
        word: &str,
        span: &dyn Fn(Slot) -> Span,
        pool: &mut Pool,
        problems: &mut Vec<Diagnostic>,
    ) -> u32 {
        if word == "unknown" {
            return UNKNOWN_VALUE;
        }
        let entry = &self.attributes[attribute as usize].attribute;
        let problem = match &entry.kind {
            Kind::Truth => match word {
                "yes" | "true" => return 1,
                "no" | "false" => return 0,
                _ => bad_truth(word),
            },
            Kind::Category { levels, .. } => match self.levels[attribute as usize].get(word) {
                Some(level) => return level,
                None => {
                    let said =
                        Diagnostic::error("casebase::unknown_level", format!("`{}` has no level `{word}`", entry.name));
                    match nearest(word, levels.iter().map(String::as_str)) {
                        Some(near) => said.hint(format!("did you mean `{near}`?")),
                        None => said.hint(format!("its levels are: {}; or unknown", levels.join(", "))),
                    }
                }
            },
            Kind::Number => match number(word) {
                Some(number) => return pool.number(number),
                None => bad_number(word),
            },
            Kind::Actors => match self.set(word, entry.exactly) {
                Ok((members, exactly)) => return pool.set(members, exactly),
                Err(problem) => *problem,
            },
        };
        problems.push(problem.at(span(Slot::Value), ""));
        WRONG_VALUE
    }

    fn set(&self, word: &str, exactly: bool) -> Result<(Vec<u32>, bool), Box<Diagnostic>> {
        let (word, exactly) = match word.split_once(' ') {
            Some(("exactly", rest)) => (rest.trim(), true),
            Some(("includes", rest)) => (rest.trim(), false),
            _ => (word, exactly),
        };
        if word == "nobody" {
            return Ok((Vec::new(), true));
        }
        if word.is_empty() {
            return Err(Diagnostic::error("casebase::missing_cell", "no actors are named")
                .hint("write their ids with spaces between, or nobody, or unknown")
                .into());
        }
        let mut members = Vec::new();
        for id in word.split_whitespace() {
            match self.actors.ids.get(id) {
                Some(actor) => members.push(actor),
                None => {
                    let bare = id.trim_matches([',', ';', '{', '}']);
                    if self.actors.ids.get(bare).is_some() {
                        return Err(Diagnostic::error(
                            "casebase::bad_set",
                            "ids in a set are separated by spaces alone",
                        )
                        .hint(format!(
                            "write it as: {}",
                            word.replace([',', ';', '{', '}'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
                        ))
                        .into());
                    }
                    return Err(self.unknown_actor(id, Slot::Value).into());
                }
            }
        }
        Ok((members, exactly))
    }
}

fn bad_truth(word: &str) -> Diagnostic {
    if word.is_empty() {
        return Diagnostic::error("casebase::missing_cell", "this row has no value").hint("write yes, no or unknown");
    }
    let near = match word.to_lowercase().as_str() {
        "y" | "1" | "ja" | "oui" | "yes" | "true" | "wahr" | "vrai" => Some("yes"),
        "n" | "0" | "nein" | "non" | "no" | "false" | "falsch" | "faux" => Some("no"),
        "na" | "n/a" | "?" | "nan" | "null" | "missing" | "." | "-9" | "-99" | "unknown" => Some("unknown"),
        _ => nearest(word, ["yes", "no", "unknown"]),
    };
    let said = Diagnostic::error("casebase::not_a_truth", format!("`{word}` is neither yes nor no"));
    match near {
        Some(near) => said.hint(format!("write {near}")),
        None => said.hint("write yes, no or unknown; for other values make the attribute a category in codebook.toml"),
    }
}

/// A decimal number with a point.
fn number(word: &str) -> Option<f64> {
    let plain = word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'e' | b'E'));
    word.parse::<f64>().ok().filter(|number| plain && number.is_finite())
}

/// Why a word is no number, and what to write instead.
fn bad_number(word: &str) -> Diagnostic {
    let said = Diagnostic::error("casebase::not_a_number", format!("`{word}` is no number"));
    if word.is_empty() {
        return Diagnostic::error("casebase::missing_cell", "this row has no value").hint("write a number, or unknown");
    }
    let tight: String = word.chars().filter(|c| !c.is_whitespace() && *c != '\'' && *c != '\u{2019}').collect();
    let digits = tight.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '-'));
    if !digits {
        return said.hint("write digits with a point, such as 3.5, without a unit; or unknown");
    }
    let (commas, points) = (tight.matches(',').count(), tight.matches('.').count());
    let groups = |by: char| tight.trim_start_matches('-').split(by).skip(1).all(|group| group.len() == 3);
    match (commas, points) {
        (1, 0) if groups(',') => said.hint(format!(
            "it reads as {} with a thousands separator, or as {} with a decimal comma: write the one meant",
            tight.replace(',', ""),
            tight.replace(',', ".")
        )),
        (1, 0) => said.hint(format!("decimals stand after a point: write {}", tight.replace(',', "."))),
        (1.., 1) if tight.rfind('.') > tight.rfind(',') => {
            said.hint(format!("write it without thousands separators: {}", tight.replace(',', "")))
        }
        (1, 1..) => said.hint(format!("write it as {}", tight.replace('.', "").replace(',', "."))),
        _ => said.hint(format!("write it without thousands separators: {}", tight.replace([',', '.'], ""))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_other_countries_are_explained() {
        assert_eq!(number("3.5"), Some(3.5));
        assert_eq!(number("-1e3"), Some(-1000.0));
        for (word, hint) in [
            ("3,5", "write 3.5"),
            ("1,234", "1234 with a thousands separator"),
            ("1,234.5", "1234.5"),
            ("1.234,5", "1234.5"),
            ("1 234 567", "1234567"),
            ("1.234.567", "1234567"),
            ("inf", "or unknown"),
            ("12 km", "without a unit"),
        ] {
            assert_eq!(number(word), None);
            let problem = bad_number(word);
            assert!(problem.hint.as_deref().is_some_and(|given| given.contains(hint)), "{word}: {problem:?}");
        }
    }
}
