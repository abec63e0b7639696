//! A place among the tokens of a file, the comments passed so far, and the words for what is found instead.

use super::{DEPTH, KEYWORDS, RESERVED, list};
use crate::ast::{Name, Place};
use crate::lexer::{Comment, Lexed, Token, TokenKind};
use text::{Diagnostic, FileId, Span, nearest};

/// What a part of the parser gives, or the one problem that breaks its statement.
pub(super) type Parsed<T> = Result<T, Box<Diagnostic>>;

pub(super) struct Cursor<'a> {
    text: &'a str,
    file: FileId,
    lexed: Lexed,
    at: usize,
    depth: usize,
    /// How many comments have found their place.
    placed: usize,
    /// Comments inside the current statement that no chain took.
    inside: Vec<String>,
    /// What the current statement names, once read.
    pub named: Option<Name>,
    pub problems: Vec<Diagnostic>,
}

impl<'a> Cursor<'a> {
    pub fn new(text: &'a str, file: FileId, lexed: Lexed) -> Self {
        let (inside, problems) = (Vec::new(), Vec::new());
        Self { text, file, lexed, at: 0, depth: 0, placed: 0, inside, named: None, problems }
    }

    // Tokens.

    pub fn peek(&self) -> &Token {
        &self.lexed.tokens[self.at]
    }

    pub fn peek_second(&self) -> &Token {
        &self.lexed.tokens[(self.at + 1).min(self.lexed.tokens.len() - 1)]
    }

    /// The token passed last.
    pub fn before(&self) -> Option<Token> {
        self.at.checked_sub(1).map(|at| self.lexed.tokens[at])
    }

    /// Passes a token; the end of the file is never passed.
    pub fn bump(&mut self) -> Token {
        let token = *self.peek();
        self.at = (self.at + 1).min(self.lexed.tokens.len() - 1);
        token
    }

    pub fn word(&self, token: &Token) -> &'a str {
        &self.text[token.start..token.end]
    }

    pub fn words_of(&self, token: Token) -> String {
        self.word(&token).to_owned()
    }

    /// The word here, if a word of the current statement stands here.
    pub fn peek_word(&self) -> Option<&'a str> {
        (self.peek().kind == TokenKind::Word && !self.at_statement_end()).then(|| self.word(self.peek()))
    }

    pub fn sees_sign(&self, sign: &str) -> bool {
        matches!(self.peek().kind, TokenKind::Sign(here) if here == sign)
    }

    pub fn eat_sign(&mut self, sign: &str) -> bool {
        let sees = self.sees_sign(sign);
        if sees {
            self.bump();
        }
        sees
    }

    pub fn eat_word(&mut self, word: &str) -> bool {
        let sees = self.peek_word() == Some(word);
        if sees {
            self.bump();
        }
        sees
    }

    /// Whether a statement begins here.
    pub fn at_statement(&self) -> bool {
        let token = self.peek();
        token.first && token.kind == TokenKind::Word && KEYWORDS.contains(&self.word(token))
    }

    /// Whether the current statement has no further token.
    pub fn at_statement_end(&self) -> bool {
        self.peek().kind == TokenKind::End || self.at_statement()
    }

    pub fn begin_statement(&mut self) {
        self.placed = self.peek().comments;
        self.depth = 0;
        self.named = None;
        self.inside.clear();
    }

    /// Passes everything up to the next statement.
    pub fn skip_statement(&mut self, first: &Token) {
        if self.peek().start == first.start {
            self.bump();
        }
        while !self.at_statement_end() && !self.at_misspelt_statement() {
            self.bump();
        }
    }

    /// Whether a line begins here with something like a keyword and then a name: `clam both-needed: ...`.
    fn at_misspelt_statement(&self) -> bool {
        let (token, next) = (self.peek(), self.peek_second());
        let names = token.first && token.kind == TokenKind::Word && next.kind == TokenKind::Word && !next.first;
        names && !RESERVED.contains(&self.word(next)) && nearest(self.word(token), KEYWORDS.iter().copied()).is_some()
    }

    // Places.

    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, start, end)
    }

    pub fn token_span(&self, token: Token) -> Span {
        self.span(token.start, token.end)
    }

    pub fn place(&self, token: &Token) -> Place {
        Place(self.span(token.start, token.end))
    }

    /// The byte after the last token passed.
    pub fn last_end(&self) -> usize {
        self.at.checked_sub(1).map_or(0, |before| self.lexed.tokens[before].end)
    }

    /// From `start` to the last token passed.
    pub fn place_from(&self, start: usize) -> Place {
        Place(self.span(start, self.last_end().max(start)))
    }

    pub fn text_from(&self, start: usize) -> &'a str {
        &self.text[start..self.last_end().max(start)]
    }

    // Comments.

    /// Comments before the token here that have no place yet; gives them one.
    pub fn comments_up_to_here(&mut self) -> Vec<Comment> {
        let upto = self.peek().comments.max(self.placed);
        let found = self.lexed.comments[self.placed..upto].to_vec();
        self.placed = upto;
        found
    }

    pub fn comment_text(&self, comment: Comment) -> String {
        self.text[comment.start..comment.end].to_owned()
    }

    /// The comments between the start of a chain and the sign here; earlier ones belong to the statement.
    pub fn comments_of_link(&mut self, chain_start: usize) -> Vec<String> {
        let found = self.comments_up_to_here();
        let (before, within): (Vec<Comment>, _) = found.into_iter().partition(|comment| comment.start < chain_start);
        let before: Vec<String> = before.into_iter().map(|comment| self.comment_text(comment)).collect();
        self.inside.extend(before);
        within.into_iter().map(|comment| self.comment_text(comment)).collect()
    }

    /// Comments inside the statement just read that have no place yet.
    pub fn comments_inside(&mut self) -> Vec<String> {
        while self.placed < self.peek().comments && self.lexed.comments[self.placed].start < self.last_end() {
            let text = self.comment_text(self.lexed.comments[self.placed]);
            self.inside.push(text);
            self.placed += 1;
        }
        std::mem::take(&mut self.inside)
    }

    /// A broken statement keeps its whole text, comments and all.
    pub fn forget_comments_inside(&mut self) {
        self.placed = self.placed.min(self.lexed.comments.len());
        while self.placed < self.peek().comments && self.lexed.comments[self.placed].start < self.last_end() {
            self.placed += 1;
        }
    }

    /// The comment on the line on which the statement just read ends.
    pub fn comment_behind(&mut self) -> Option<String> {
        let comment = *self.lexed.comments[..self.peek().comments].get(self.placed)?;
        (!comment.own_line).then(|| {
            self.placed += 1;
            self.comment_text(comment)
        })
    }

    // Depth.

    /// Goes one level down; give the level back with [`Cursor::up`].
    pub fn down(&mut self) -> Parsed<()> {
        self.depth += 1;
        if self.depth <= DEPTH {
            return Ok(());
        }
        let problem = Diagnostic::error("theory::too_deep", format!("the formula nests more than {DEPTH} levels deep"));
        Err(Box::new(problem.at(self.token_span(*self.peek()), "").hint("name its parts with `let`")))
    }

    pub fn up(&mut self) {
        self.depth -= 1;
    }

    // Problems.

    /// What stands here, in words.
    pub fn found(&self) -> String {
        let token = self.peek();
        match token.kind {
            TokenKind::End => "the end of the file".to_owned(),
            _ if self.at_statement_end() => "the end of the statement".to_owned(),
            TokenKind::OpenQuote => "a text without its closing quote".to_owned(),
            _ => format!("`{}`", self.word(token)),
        }
    }

    /// A problem that something is missing here, behind the last token where the statement is over.
    pub fn missing(&self, code: &'static str, message: String) -> Box<Diagnostic> {
        let token = *self.peek();
        if token.kind == TokenKind::OpenQuote {
            let problem = Diagnostic::error("theory::unclosed_quote", "the text has no closing quote");
            let hint = "a text stands between two `\"` on one line";
            return Box::new(problem.at(self.token_span(token), "").hint(hint));
        }
        let problem = Diagnostic::error(code, message);
        if self.at_statement_end() {
            let before = self.lexed.tokens[self.at.saturating_sub(1)];
            return Box::new(problem.at(self.token_span(before), "after this"));
        }
        Box::new(problem.at(self.token_span(token), "").maybe_hint(self.hint_for_sign()))
    }

    /// Asks for one of several words, and gives the one that is there.
    pub fn expect_word(&mut self, words: &'static [&'static str], code: &'static str) -> Parsed<&'static str> {
        if let Some(found) = self.peek_word().and_then(|here| words.iter().find(|word| **word == here)) {
            self.bump();
            return Ok(found);
        }
        let near = self.peek_word().and_then(|here| nearest(here, words.iter().copied()));
        let problem = self.missing(code, format!("expected {}, found {}", list(words), self.found()));
        Err(Box::new(super::suggest(*problem, near, || None)))
    }

    pub fn expect_sign(&mut self, sign: &'static str, what_for: &str) -> Parsed<Token> {
        if self.sees_sign(sign) {
            return Ok(self.bump());
        }
        let message = format!("expected `{sign}` {what_for}, found {}", self.found());
        Err(self.missing("theory::missing_sign", message))
    }

    /// What to write instead of a sign or word of another language.
    pub fn hint_for_sign(&self) -> Option<String> {
        let token = self.peek();
        let word = self.word(token);
        let instead = match (token.kind, word) {
            (TokenKind::OpenQuote, _) => return Some("a text stands between two `\"` on one line".to_owned()),
            (_, "AND" | "And" | "&" | "∧" | "∩") => "`and` or `*`",
            (_, "OR" | "Or" | "|" | "∨" | "∪") => "`or` or `+`",
            (_, "NOT" | "Not" | "!" | "¬") => "`not` or `~`",
            (_, "→" | "⇒" | "⊆") => "`->` or `is sufficient for`",
            (_, "←" | "⇐") => "`<-` or `is necessary for`",
            (_, "↔" | "⇔") => "`<->` or `is equivalent to`",
            (_, "≥") => "`>=`",
            (_, "≤") => "`<=`",
            (_, "≠") => "`!=`",
            (_, "–" | "—" | "−") => "the plain hyphen `-`",
            (_, "“" | "”" | "„" | "’" | "‘" | "'") => "the straight double quote `\"`",
            (TokenKind::Sign(">"), _) if self.text[..token.start].ends_with('=') => "`->`",
            (TokenKind::Stray('-' | '/'), _) => {
                return Some("formulas have no arithmetic; a hyphen stands only inside a name".to_owned());
            }
            (TokenKind::Sign("="), _) if self.text[..token.start].ends_with('=') => "a single `=`",
            _ => return None,
        };
        Some(format!("write {instead}"))
    }
}
