//! Numbers with what they count: `1 case`, `2 cases`, `12,345 cases`.

/// `12,345`.
pub fn thousands(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if number < 0 { format!("-{grouped}") } else { grouped }
}

/// `1 case`, `2 cases`: the one helper for counted nouns, with their verbs where those change too (`case is`, `cases are`).
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", thousands(i64::try_from(count).unwrap_or(i64::MAX)), if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::{counted, thousands};

    #[test]
    fn one_is_one_and_thousands_are_parted() {
        assert_eq!(counted(0, "case", "cases"), "0 cases");
        assert_eq!(counted(1, "case", "cases"), "1 case");
        assert_eq!(counted(1_000, "case is", "cases are"), "1,000 cases are");
        assert_eq!((thousands(-1_234_567), thousands(999)), ("-1,234,567".to_owned(), "999".to_owned()));
        assert_eq!(thousands(i64::MIN), "-9,223,372,036,854,775,808");
    }
}
