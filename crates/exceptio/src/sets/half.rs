//! The rule for memberships of exactly 0.5, as it is typed.

use sets::HalfRule;
use text::Diagnostic;

/// What `up` and `down` move by where no amount is given.
const STEP: f64 = 0.001;

/// Reads `refuse`, `keep`, `drop`, `up`, `down`, `up:0.01`, `down:0.01`.
///
/// # Errors
///
/// Where it is none of these (`sets::half_rule`). Whether an amount is sound is judged when it is used.
pub fn half_rule(text: &str) -> Result<HalfRule, Vec<Diagnostic>> {
    let (word, by) = match text.split_once(':') {
        Some((word, by)) => (word.trim(), by.trim().parse().ok()),
        None => (text.trim(), Some(STEP)),
    };
    let rule = match (word, by) {
        ("refuse", _) if !text.contains(':') => Some(HalfRule::Refuse),
        ("keep", _) if !text.contains(':') => Some(HalfRule::Keep),
        ("drop", _) if !text.contains(':') => Some(HalfRule::Drop),
        ("up", Some(by)) => Some(HalfRule::Up(by)),
        ("down", Some(by)) => Some(HalfRule::Down(by)),
        _ => None,
    };
    rule.ok_or_else(|| {
        vec![
            Diagnostic::misuse("sets::half_rule", format!("`{text}` is no rule for memberships of exactly 0.5"))
                .hint("refuse, keep, drop, up, down, or an amount such as up:0.01"),
        ]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_as_typed() {
        assert_eq!(half_rule("up"), Ok(HalfRule::Up(0.001)));
        assert_eq!(half_rule("down:0.01"), Ok(HalfRule::Down(0.01)));
        assert_eq!(half_rule("keep"), Ok(HalfRule::Keep));
        assert!(half_rule("keep:1").is_err() && half_rule("up:x").is_err() && half_rule("").is_err());
    }
}
