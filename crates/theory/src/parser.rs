//! Tokens to a tree: recursive descent over statements, precedence over formulas.
//!
//! Takes a file; gives the tree and every problem. A statement with an error in it becomes
//! [`StatementKind::Broken`] and reading goes on at the next statement, so that one slip never hides another. Resolves no
//! name. Never panics, and never recurses deeper than [`DEPTH`].

mod claims;
mod cursor;
mod formulas;
mod statements;
mod time;

use crate::ast::{File, Item, ItemKind, Place, Statement, StatementKind};
use crate::lexer::{TokenKind, lex};
use cursor::Cursor;
use text::{Diagnostic, FileId, Files, Warned, nearest};
pub(crate) use time::NO_DATES;

/// How deeply formulas may nest.
pub const DEPTH: usize = 100;

/// The words that begin a statement.
pub const KEYWORDS: &[&str] = &["theory", "cites", "cases", "scope", "let", "outcome", "claim", "predict"];

/// The words that no condition, outcome, parameter or variable may be called.
pub const RESERVED: &[&str] = &[
    "theory",
    "cites",
    "cases",
    "scope",
    "let",
    "outcome",
    "claim",
    "predict",
    "and",
    "or",
    "not",
    "some",
    "every",
    "no",
    "true",
    "false",
    "in",
    "overlaps",
    "is",
    "starts",
    "ends",
    "does",
    "holds",
    "calibrate",
    "cut",
];

/// Reads a theory file.
///
/// Gives the tree with every statement in it, those with an error as [`StatementKind::Broken`], and one problem for each
/// of those. Never fails.
pub fn parse(files: &Files, file: FileId) -> Warned<File> {
    let text = files.text(file);
    let mut cursor = Cursor::new(text, file, lex(text));
    let mut items: Vec<Item> = Vec::new();
    loop {
        comments_before(&mut cursor, &mut items);
        if cursor.peek().kind == TokenKind::End {
            break;
        }
        statement(&mut cursor, &mut items);
    }
    if let Some(first) = items.first_mut() {
        first.blank = false;
    }
    Warned::new(File { items }, cursor.problems)
}

fn comments_before(cursor: &mut Cursor, items: &mut Vec<Item>) {
    for comment in cursor.comments_up_to_here() {
        items.push(Item { blank: comment.blank, what: ItemKind::Comment(cursor.comment_text(comment)) });
    }
}

fn statement(cursor: &mut Cursor, items: &mut Vec<Item>) {
    let first = *cursor.peek();
    cursor.begin_statement();
    let outcome = if cursor.at_statement() { statements::statement(cursor) } else { Err(unknown_statement(cursor)) };
    // A word on a line of its own after a whole statement is the reader's next statement, misspelt.
    let outcome = outcome.and_then(|kind| match cursor.at_statement_end() || cursor.peek().first {
        true => Ok(kind),
        false => Err(leftover(cursor)),
    });
    let kind = outcome.unwrap_or_else(|problem| {
        cursor.problems.push(*problem);
        cursor.skip_statement(&first);
        let text = cursor.text_from(first.start).to_owned();
        let keyword = cursor.words_of(first);
        cursor.forget_comments_inside();
        StatementKind::Broken { keyword, name: cursor.named.take(), text }
    });
    let at = Place(cursor.span(first.start, cursor.last_end()));
    let mut blank = first.blank;
    for comment in cursor.comments_inside() {
        items.push(Item { blank, what: ItemKind::Comment(comment) });
        blank = false;
    }
    let comment = cursor.comment_behind();
    items.push(Item { blank, what: ItemKind::Statement { statement: Box::new(Statement { kind, at }), comment } });
}

fn unknown_statement(cursor: &Cursor) -> Box<Diagnostic> {
    let token = *cursor.peek();
    let word = cursor.words_of(token);
    let near = nearest(&word, KEYWORDS.iter().copied()).filter(|near| *near != word);
    let otherwise = || {
        let begins = format!("a statement begins with {}", list(KEYWORDS));
        Some(format!("{begins}; to go on with a formula on a new line, begin the line with `and` or `or`"))
    };
    let message = format!("{} begins no statement", cursor.found());
    let problem = Diagnostic::error("theory::unknown_statement", message).at(cursor.token_span(token), "");
    Box::new(suggest(problem, near, otherwise))
}

fn leftover(cursor: &Cursor) -> Box<Diagnostic> {
    let message = format!("{} is not expected here", cursor.found());
    let problem = Diagnostic::error("theory::unexpected", message).at(cursor.token_span(*cursor.peek()), "");
    let hint = "join formulas with `and` or `or`; begin the next statement on a line of its own";
    Box::new(problem.hint(hint).maybe_hint(cursor.hint_for_sign()).maybe_hint(time::hint(cursor)))
}

/// The candidate that a word of three letters and more was meant to be, if one is like it; a shorter word only in other
/// case.
pub(crate) fn near<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let found = nearest(word, candidates)?;
    (word.chars().count() > 2 || found.eq_ignore_ascii_case(word)).then_some(found)
}

/// Asks whether the near name was meant, and offers to put it in the problem's place; else gives another hint.
pub(crate) fn suggest(
    problem: Diagnostic,
    near: Option<&str>,
    otherwise: impl FnOnce() -> Option<String>,
) -> Diagnostic {
    let Some(near) = near else { return problem.maybe_hint(otherwise()) };
    let place = problem.labels.first().map(|label| label.span);
    let problem = problem.hint(format!("did you mean `{near}`?"));
    match place {
        Some(span) => problem.fix(span, crate::printer::element_text(near)),
        None => problem,
    }
}

/// `a`, `b` or `c`, each in backquotes.
pub(crate) fn list(words: &[&str]) -> String {
    joined(words, "or")
}

/// `a`, `b` and `c`, each in backquotes.
pub(crate) fn joined(words: &[&str], last_word: &str) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {last_word} {last}", rest.join(", ")),
        _ => quoted.join(""),
    }
}

/// Reads a single formula, for tests of the parser alone.
#[cfg(test)]
pub(crate) fn formula_of(text: &str) -> Result<crate::ast::Formula, Box<Diagnostic>> {
    let mut cursor = Cursor::new(text, FileId(0), lex(text));
    let formula = formulas::formula(&mut cursor);
    formula.and_then(|formula| if cursor.at_statement_end() { Ok(formula) } else { Err(leftover(&cursor)) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ast::FormulaKind;

    fn problems(text: &str) -> Vec<&'static str> {
        let mut files = Files::new();
        let file = files.add("t", text);
        parse(&files, file).problems.iter().map(|problem| problem.code).collect()
    }

    #[test]
    fn and_binds_tighter_than_or_and_not_tighter_than_both() {
        let formula = formula_of("~A*B + not c(a) = x").unwrap();
        let FormulaKind::Chain(crate::ast::Connective::Or, first, links) = formula.kind else { panic!("{formula:?}") };
        assert!(matches!(first.kind, FormulaKind::Chain(crate::ast::Connective::And, ..)));
        let FormulaKind::Not(_, of) = &links[0].formula.kind else { panic!() };
        assert!(matches!(of.kind, FormulaKind::Compare(..)));
    }

    #[test]
    fn reading_goes_on_after_an_error() {
        let found = problems("theory t\nlet X = (A\nlet Y = \nclaim c: X is needed for Y\nclam d: X -> Y\nlet Z = A");
        assert_eq!(
            found,
            [
                "theory::unclosed_bracket",
                "theory::missing_formula",
                "theory::unknown_claim_form",
                "theory::unknown_statement"
            ]
        );
    }

    #[test]
    fn nesting_has_a_limit_and_the_stack_holds_up_to_it() {
        for open in ["(", "not ", "some t: ", "f(", "~"] {
            assert_eq!(problems(&format!("let X = {}", open.repeat(100_000))), ["theory::too_deep"], "{open}");
            let closing = if open.ends_with('(') { ")" } else { "" };
            let deep = format!("let X = {}A{}", open.repeat(DEPTH - 2), closing.repeat(DEPTH - 2));
            assert_eq!(problems(&deep), [""; 0], "{open}");
        }
    }
}
