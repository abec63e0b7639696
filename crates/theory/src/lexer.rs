//! Text to words, signs and comments.
//!
//! Takes any text; gives every token with its bytes, never fails: a character that no statement can use becomes a
//! [`TokenKind::Stray`] for the parser to report where it stands.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A name or keyword: letters, digits, `_`, and hyphens inside.
    Word,
    /// Digits, perhaps with a minus before and a fraction.
    Number,
    /// Digits that run into letters: `195X`.
    Odd,
    /// `"..."` on one line.
    Quoted,
    /// A quote without its end on the line.
    OpenQuote,
    /// One of the signs in [`SIGNS`].
    Sign(&'static str),
    /// Anything else.
    Stray(char),
    /// The end of the file.
    End,
}

/// A token.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    pub kind: TokenKind,
    pub start: usize,
    pub end: usize,
    /// Whether it is the first token of its line.
    pub first: bool,
    /// Whether a blank line stands somewhere between it and the token or comment before.
    pub blank: bool,
    /// How many comments stand before it in the file.
    pub comments: usize,
}

/// A comment, from `#` to the end of its line without trailing space.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Comment {
    pub start: usize,
    pub end: usize,
    /// Whether it has a line of its own.
    pub own_line: bool,
    /// Whether a blank line stands right before it.
    pub blank: bool,
}

/// A file cut into tokens, the last of which is [`TokenKind::End`].
pub(crate) struct Lexed {
    pub tokens: Vec<Token>,
    pub comments: Vec<Comment>,
}

/// Longer before shorter, so that the first that fits is the longest.
const SIGNS: &[&str] =
    &["<->", "<-", "->", "<=", ">=", "!=", "<", ">", "=", "*", "+", "~", "(", ")", "{", "}", "[", "]", ",", ":"];

fn in_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// The length of the word at the start of `text`; hyphens belong to it where a letter or digit follows them.
pub(crate) fn word_length(text: &str) -> usize {
    let mut end = 0;
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        let hyphen = character == '-' && end > 0 && rest.peek().is_some_and(|next| in_word(*next));
        if !in_word(character) && !hyphen {
            break;
        }
        end += character.len_utf8();
    }
    end
}

/// The length of the number at the start of `text`, and whether letters follow it at once.
fn number_length(text: &str) -> (usize, bool) {
    let bytes = text.as_bytes();
    let digits = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        at
    };
    let mut end = digits(usize::from(bytes[0] == b'-'));
    if bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
        end = digits(end + 1);
    }
    let run: usize = text[end..].chars().take_while(|next| in_word(*next)).map(char::len_utf8).sum();
    (end + run, run > 0)
}

/// Cuts a text into tokens and comments.
pub(crate) fn lex(text: &str) -> Lexed {
    let mut tokens = Vec::new();
    let mut comments: Vec<Comment> = Vec::new();
    let mut at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut first = true;
    let mut breaks = 0;
    while let Some(character) = text[at..].chars().next() {
        if character == '\n' {
            first = true;
            breaks += 1;
            at += 1;
            continue;
        }
        if character.is_whitespace() {
            at += character.len_utf8();
            continue;
        }
        let rest = &text[at..];
        let blank = breaks > 1;
        breaks = 0;
        if character == '#' {
            let line = rest.find('\n').map_or(rest, |end| &rest[..end]);
            let own_line = first;
            comments.push(Comment { start: at, end: at + line.trim_end().len(), own_line, blank });
            at += line.len();
            continue;
        }
        let (kind, length) = token(rest, character);
        tokens.push(Token { kind, start: at, end: at + length, first, blank, comments: comments.len() });
        at += length;
        first = false;
    }
    let end = text.len();
    tokens.push(Token {
        kind: TokenKind::End,
        start: end,
        end,
        first: true,
        blank: breaks > 1,
        comments: comments.len(),
    });
    Lexed { tokens, comments }
}

fn token(rest: &str, character: char) -> (TokenKind, usize) {
    let negative = character == '-' && rest[1..].starts_with(|next: char| next.is_ascii_digit());
    if character.is_ascii_digit() || negative {
        let (length, odd) = number_length(rest);
        return (if odd { TokenKind::Odd } else { TokenKind::Number }, length);
    }
    if character.is_alphabetic() || character == '_' {
        return (TokenKind::Word, word_length(rest));
    }
    if character == '"' {
        let line = rest.find('\n').map_or(rest, |end| &rest[..end]);
        return match line[1..].find('"') {
            Some(close) => (TokenKind::Quoted, close + 2),
            None => (TokenKind::OpenQuote, line.trim_end().len()),
        };
    }
    match SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
        Some(sign) => (TokenKind::Sign(sign), sign.len()),
        None => (TokenKind::Stray(character), character.len_utf8()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        lex(text).tokens.iter().map(|token| &text[token.start..token.end]).collect()
    }

    #[test]
    fn hyphens_belong_to_names_and_arrows_do_not() {
        assert_eq!(words("both-needed->X<-Y<->~Z"), ["both-needed", "->", "X", "<-", "Y", "<->", "~", "Z", ""]);
        assert_eq!(words("CHN-PRK-1961 x >= -2.5"), ["CHN-PRK-1961", "x", ">=", "-2.5", ""]);
        assert_eq!(words("a- b"), ["a", "-", "b", ""]);
    }

    #[test]
    fn comments_know_whether_they_have_a_line_of_their_own() {
        let lexed = lex("let X = a # one\n\n# two  \r\nclaim");
        let own: Vec<(bool, bool)> = lexed.comments.iter().map(|comment| (comment.own_line, comment.blank)).collect();
        assert_eq!(own, [(false, false), (true, true)]);
        assert_eq!(lexed.tokens[4].comments, 2);
        assert!(lexed.tokens[4].first);
    }
}
