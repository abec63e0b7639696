//! Lists of expressions as they are typed: `A, ~B, R{1,2}`.

/// The parts between commas, without those within brackets, space around them cut; empty parts and `-` (no expectation) are left
/// out.
#[must_use]
pub fn parts(text: &str) -> Vec<String> {
    let (mut parts, mut depth) = (vec![String::new()], 0_usize);
    for sign in text.chars() {
        match sign {
            '{' | '[' | '(' => depth += 1,
            '}' | ']' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match parts.last_mut() {
            Some(part) if sign != ',' || depth > 0 => part.push(sign),
            _ => parts.push(String::new()),
        }
    }
    let parts = parts.into_iter().map(|part| part.trim().to_owned());
    parts.filter(|part| !part.is_empty() && part != "-").collect()
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn a_comma_within_brackets_parts_nothing() {
        assert_eq!(parts("A, ~B ,R{1,2}*C,-,(A + B, C)"), ["A", "~B", "R{1,2}*C", "(A + B, C)"]);
        assert!(parts(" , -").is_empty());
    }
}
