//! Clauses of treaties in words: their terms, renewal, notice.

use casebase::{Length, Renewal, Renunciation, Term};

/// `20 years`, `18 months`, `90 days`, `1 year and 10 days`.
pub(crate) fn length_words(length: Length) -> String {
    let Length::Of { months, days } = length else { return "none".to_owned() };
    let count = |count: i32, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
    let mut parts = Vec::new();
    match (months, months % 12) {
        (0, _) => {}
        (_, 0) => parts.push(count(months / 12, "year")),
        _ => parts.push(count(months, "month")),
    }
    if days > 0 || parts.is_empty() {
        parts.push(count(days, "day"));
    }
    parts.join(" and ")
}

/// A clause in words: `terms of 20 years from its signature, renewed by decision`.
pub(crate) fn clause_words(term: &Term) -> String {
    let Length::Of { .. } = term.length else {
        let until = match term.renunciation {
            Some(Renunciation::ByAgreement) => " until its parties agree to end it",
            Some(Renunciation::AnyTime) => " until a party denounces it",
            _ => "",
        };
        return format!("in force without a term{until}");
    };
    let from = match term.anchor {
        casebase::Anchor::Signed => "signature",
        casebase::Anchor::Ratified => "ratification",
        casebase::Anchor::InForce => "entry into force",
    };
    let mut words = format!("{} from its {from}", length_words(term.length));
    let next = match term.renewal_length {
        Some(Length::Unlimited) => " without end".to_owned(),
        Some(length) if length != term.length => format!(" for {}", length_words(length)),
        _ => " for as long".to_owned(),
    };
    words += &match term.renewal {
        Some(Renewal::Automatic) => format!(", renewed{next} unless denounced"),
        Some(Renewal::ByDecision) => format!(", renewed{next} if its parties decide so"),
        Some(Renewal::None) => ", not to be renewed".to_owned(),
        None => String::new(),
    };
    match (term.notice, term.notice_from) {
        (Some(latest), Some(earliest)) => {
            words += &format!("; notice from {} to {} before", length_words(earliest), length_words(latest));
        }
        (Some(latest), None) => words += &format!("; notice {} before", length_words(latest)),
        (None, Some(earliest)) => words += &format!("; notice within the last {}", length_words(earliest)),
        (None, None) => {}
    }
    match term.renunciation {
        Some(Renunciation::AnyTime) => words += "; a party may leave at any time",
        Some(Renunciation::ByAgreement) => words += "; it ends if its parties agree",
        Some(Renunciation::Never) => words += "; no party may leave",
        Some(Renunciation::AtTerm) | None => {}
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_said_in_the_unit_that_fits() {
        for (months, days, words) in [
            (240, 0, "20 years"),
            (12, 0, "1 year"),
            (18, 0, "18 months"),
            (0, 90, "90 days"),
            (12, 1, "1 year and 1 day"),
        ] {
            assert_eq!(length_words(Length::Of { months, days }), words);
        }
    }
}
