//! The words and signs of an expression.

use text::{Diagnostic, FileId, Span};

/// A sign or word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sign {
    Name(String),
    Number(String),
    And,
    Or,
    Not,
    Open,
    Close,
    OpenLevels,
    CloseLevels,
    Comma,
    Equals,
    /// `->`, `=>`: sufficient.
    Right,
    /// `<-`, `<=`: necessary.
    Left,
    /// `<->`, `<=>`: both.
    Both,
}

/// A sign with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub sign: Sign,
    pub at: Span,
}

const ARROWS: [(&str, Sign); 6] = [
    ("<->", Sign::Both),
    ("<=>", Sign::Both),
    ("->", Sign::Right),
    ("=>", Sign::Right),
    ("<-", Sign::Left),
    ("<=", Sign::Left),
];

/// Everything in `text`, which is the text of `file`.
pub(super) fn tokens(text: &str, file: FileId, problems: &mut Vec<Diagnostic>) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let (length, sign) = if first.is_whitespace() {
            (first.len_utf8(), None)
        } else if let Some((arrow, sign)) = ARROWS.iter().find(|(arrow, _)| rest.starts_with(arrow)) {
            (arrow.len(), Some(sign.clone()))
        } else if first == '`' {
            quoted(rest, Span::new(file, at, text.len()), problems)
        } else if first.is_alphabetic() || first == '_' {
            let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.')).unwrap_or(rest.len());
            (length, Some(word(&rest[..length])))
        } else if first.is_ascii_digit() {
            let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            (length, Some(Sign::Number(rest[..length].to_owned())))
        } else {
            let sign = single(first);
            if sign.is_none() {
                let span = Span::new(file, at, at + first.len_utf8());
                problems.push(
                    Diagnostic::error("sets::unexpected", format!("`{first}` means nothing here"))
                        .at(span, "")
                        .hint("write `*` for and, `+` for or, `~` for not, `R{1,2}` for levels; other names between backquotes"),
                );
            }
            (first.len_utf8(), sign)
        };
        if let Some(sign) = sign {
            tokens.push(Token { sign, at: Span::new(file, at, at + length) });
        }
        at += length;
    }
    tokens
}

fn word(word: &str) -> Sign {
    match word.to_ascii_lowercase().as_str() {
        "and" => Sign::And,
        "or" => Sign::Or,
        "not" => Sign::Not,
        _ => Sign::Name(word.to_owned()),
    }
}

fn single(sign: char) -> Option<Sign> {
    Some(match sign {
        '*' | '&' | '·' | '∩' | '∧' => Sign::And,
        '+' | '|' | '∪' | '∨' => Sign::Or,
        '~' | '!' | '¬' => Sign::Not,
        '(' => Sign::Open,
        ')' => Sign::Close,
        '{' | '[' => Sign::OpenLevels,
        '}' | ']' => Sign::CloseLevels,
        ',' => Sign::Comma,
        '=' => Sign::Equals,
        _ => return None,
    })
}

/// A name between backquotes, a doubled one standing for one.
fn quoted(rest: &str, at: Span, problems: &mut Vec<Diagnostic>) -> (usize, Option<Sign>) {
    let mut name = String::new();
    let mut chars = rest.char_indices().skip(1).peekable();
    while let Some((place, c)) = chars.next() {
        if c != '`' {
            name.push(c);
        } else if chars.peek().is_some_and(|(_, next)| *next == '`') {
            name.push('`');
            chars.next();
        } else {
            return (place + 1, Some(Sign::Name(name)));
        }
    }
    problems.push(
        Diagnostic::error("sets::unclosed_quote", "a name begins with a backquote and never ends")
            .at(at, "from here")
            .hint("close it with another backquote"),
    );
    (rest.len(), Some(Sign::Name(name)))
}
