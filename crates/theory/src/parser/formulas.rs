//! Formulas: not before and before or; comparisons bind tightest; a quantifier's body extends as far right as it can.

use super::RESERVED;
use super::cursor::{Cursor, Parsed};
use crate::ast::{Connective, Form, Formula, FormulaKind, Link, Name, Number, Place};
use crate::lexer::{Token, TokenKind};
use crate::model::{Comparison, Quantifier};
use text::Diagnostic;

/// Reads a formula.
pub(super) fn formula(cursor: &mut Cursor) -> Parsed<Formula> {
    cursor.down()?;
    let formula = chain(cursor, Connective::Or)?;
    cursor.up();
    Ok(formula)
}

fn connective(cursor: &Cursor, wanted: Connective) -> Option<Form> {
    let (sign, word) = match wanted {
        Connective::And => ("*", "and"),
        Connective::Or => ("+", "or"),
    };
    if cursor.sees_sign(sign) {
        return Some(Form::Sign);
    }
    (cursor.peek_word() == Some(word)).then_some(Form::Word)
}

fn chain(cursor: &mut Cursor, which: Connective) -> Parsed<Formula> {
    let operand = |cursor: &mut Cursor| match which {
        Connective::Or => chain(cursor, Connective::And),
        Connective::And => unary(cursor),
    };
    let first = operand(cursor)?;
    let mut links = Vec::new();
    while let Some(form) = connective(cursor, which) {
        let comments = cursor.comments_of_link(first.at.0.start as usize);
        cursor.bump();
        links.push(Link { comments, form, formula: operand(cursor)? });
    }
    let Some(last) = links.last() else { return Ok(first) };
    let at = first.at.to(last.formula.at);
    Ok(Formula { kind: FormulaKind::Chain(which, Box::new(first), links), at })
}

fn unary(cursor: &mut Cursor) -> Parsed<Formula> {
    let start = cursor.peek().start;
    let kind = match cursor.peek_word() {
        Some("not") => negation(cursor, Form::Word)?,
        None if cursor.sees_sign("~") => negation(cursor, Form::Sign)?,
        Some(word @ ("some" | "every" | "no")) => quantified(cursor, word)?,
        _ => return comparison(cursor),
    };
    Ok(Formula { kind, at: cursor.place_from(start) })
}

fn negation(cursor: &mut Cursor, form: Form) -> Parsed<FormulaKind> {
    cursor.bump();
    cursor.down()?;
    let of = unary(cursor)?;
    cursor.up();
    Ok(FormulaKind::Not(form, Box::new(of)))
}

fn quantified(cursor: &mut Cursor, word: &str) -> Parsed<FormulaKind> {
    cursor.bump();
    let quantifier = match word {
        "some" => Quantifier::Some,
        "every" => Quantifier::Every,
        _ => Quantifier::No,
    };
    let variable = new_name(cursor, "a variable", "as in `some t: rival(a, t)`")?;
    if cursor.sees_sign(",") {
        let problem = cursor.missing("theory::several_variables", format!("`{word}` binds one variable"));
        return Err(Box::new(problem.hint(format!("write `{word} {}: {word} ...: ...`", variable.text))));
    }
    cursor.expect_sign(":", &format!("after the variable of `{word}`"))?;
    Ok(FormulaKind::Quantified(quantifier, variable, Box::new(formula(cursor)?)))
}

fn comparison_sign(cursor: &Cursor) -> Option<Comparison> {
    let TokenKind::Sign(sign) = cursor.peek().kind else { return None };
    Some(match sign {
        "=" => Comparison::Equals,
        "!=" => Comparison::Differs,
        "<" => Comparison::Less,
        "<=" => Comparison::AtMost,
        ">" => Comparison::More,
        ">=" => Comparison::AtLeast,
        _ => return None,
    })
}

fn comparison(cursor: &mut Cursor) -> Parsed<Formula> {
    let left = Box::new(operand(cursor)?);
    let start = left.at;
    let kind = if let Some(how) = comparison_sign(cursor) {
        cursor.bump();
        FormulaKind::Compare(left, how, Box::new(operand(cursor)?))
    } else if cursor.eat_word("in") {
        FormulaKind::In(left, Box::new(operand(cursor)?))
    } else if cursor.eat_word("overlaps") {
        FormulaKind::Overlaps(left, Box::new(operand(cursor)?))
    } else {
        return Ok(*left);
    };
    if comparison_sign(cursor).is_some() || matches!(cursor.peek_word(), Some("in" | "overlaps")) {
        let problem = Diagnostic::error("theory::chained_comparison", "a comparison has two sides, this has three");
        let hint = "write two comparisons joined with `and`";
        return Err(Box::new(problem.at(cursor.token_span(*cursor.peek()), "the second comparison").hint(hint)));
    }
    let kind = Formula { kind, at: start.to(cursor.place_from(start.0.start as usize)) };
    Ok(kind)
}

/// A name, call, number, set or group, perhaps with levels: `X{1,2}`.
fn operand(cursor: &mut Cursor) -> Parsed<Formula> {
    let mut of = primary(cursor)?;
    while cursor.sees_sign("{") || cursor.sees_sign("[") {
        let levels = elements(cursor)?;
        let at = of.at.to(cursor.place_from(of.at.0.start as usize));
        of = Formula { kind: FormulaKind::Levels(Box::new(of), levels), at };
        if !matches!(&of.kind, FormulaKind::Levels(inner, _) if !matches!(inner.kind, FormulaKind::Levels(..))) {
            let problem = Diagnostic::error("theory::unexpected", "the levels are named twice");
            return Err(Box::new(problem.at(of.at.0, "").hint("name them all between one pair of braces: `X{1,2}`")));
        }
    }
    Ok(of)
}

fn primary(cursor: &mut Cursor) -> Parsed<Formula> {
    let token = *cursor.peek();
    let kind = match token.kind {
        _ if cursor.at_statement_end() => return Err(missing_formula(cursor)),
        TokenKind::Word => word(cursor)?,
        TokenKind::Number => FormulaKind::Number(number(cursor, "a number")?),
        TokenKind::Quoted => FormulaKind::Quoted(quoted(cursor).text),
        TokenKind::Sign("{") => FormulaKind::Set(elements(cursor)?),
        TokenKind::Sign("(") => {
            cursor.bump();
            let inner = formula(cursor)?;
            close(cursor, token, ")")?;
            FormulaKind::Group(Box::new(inner))
        }
        _ => return Err(missing_formula(cursor)),
    };
    Ok(Formula { kind, at: cursor.place_from(token.start) })
}

fn missing_formula(cursor: &Cursor) -> Box<Diagnostic> {
    let token = *cursor.peek();
    let hint =
        (token.kind == TokenKind::Odd).then(|| "a name begins with a letter; put another level in quotes".to_owned());
    Box::new(
        cursor
            .missing("theory::missing_formula", format!("expected a formula, found {}", cursor.found()))
            .maybe_hint(hint),
    )
}

fn word(cursor: &mut Cursor) -> Parsed<FormulaKind> {
    let word = cursor.word(cursor.peek());
    match word {
        "true" | "false" => {
            cursor.bump();
            return Ok(FormulaKind::Truth(word == "true"));
        }
        "calibrate" => return calibrate(cursor),
        "cut" => {}
        _ if RESERVED.contains(&word) => return Err(missing_formula(cursor)),
        _ => {}
    }
    let token = cursor.bump();
    if !cursor.sees_sign("(") {
        return Ok(FormulaKind::Name(word.to_owned()));
    }
    let open = cursor.bump();
    let mut arguments = Vec::new();
    if !cursor.sees_sign(")") {
        arguments.push(formula(cursor)?);
        while cursor.eat_sign(",") {
            arguments.push(formula(cursor)?);
        }
    }
    close(cursor, open, ")")?;
    Ok(FormulaKind::Call(Name { text: word.to_owned(), at: cursor.place(&token) }, arguments))
}

fn calibrate(cursor: &mut Cursor) -> Parsed<FormulaKind> {
    cursor.bump();
    let open = cursor.expect_sign("(", "after `calibrate`")?;
    let of = formula(cursor)?;
    cursor.expect_sign(",", "between the number and its calibration")?;
    let start = cursor.place(cursor.peek());
    let method = cursor.expect_word(&["direct", "linear", "crisp"], "theory::unknown_calibration")?;
    let mut anchors = Vec::new();
    while cursor.peek().kind == TokenKind::Number {
        anchors.push(number(cursor, "an anchor")?);
        cursor.eat_sign(",");
    }
    if !cursor.sees_sign(")") && !cursor.at_statement_end() {
        number(cursor, "an anchor, which is a number")?;
    }
    close(cursor, open, ")")?;
    Ok(FormulaKind::Calibrate(Box::new(of), Name { text: method.to_owned(), at: start }, anchors))
}

/// `{x, y}` or `[x, y]`: words, numbers or quoted texts; at least one.
fn elements(cursor: &mut Cursor) -> Parsed<Vec<Name>> {
    let open = cursor.bump();
    let closing = if open.kind == TokenKind::Sign("[") { "]" } else { "}" };
    if cursor.sees_sign(closing) {
        let problem = Diagnostic::error("theory::empty_braces", "there is nothing between the braces");
        return Err(Box::new(problem.at(cursor.token_span(open).to(cursor.token_span(*cursor.peek())), "")));
    }
    let mut elements = vec![element(cursor)?];
    while cursor.eat_sign(",") {
        elements.push(element(cursor)?);
    }
    close(cursor, open, closing)?;
    Ok(elements)
}

fn element(cursor: &mut Cursor) -> Parsed<Name> {
    if cursor.at_statement_end() {
        return Err(cursor.missing("theory::missing_name", "expected a level or an actor".to_owned()));
    }
    match cursor.peek().kind {
        TokenKind::Quoted => Ok(quoted(cursor)),
        TokenKind::Word | TokenKind::Number | TokenKind::Odd => {
            let token = cursor.bump();
            Ok(Name { text: cursor.words_of(token), at: cursor.place(&token) })
        }
        _ => {
            Err(cursor
                .missing("theory::missing_name", format!("expected a level or an actor, found {}", cursor.found())))
        }
    }
}

fn close(cursor: &mut Cursor, open: Token, closing: &'static str) -> Parsed<()> {
    if cursor.eat_sign(closing) {
        return Ok(());
    }
    if cursor.at_statement_end() {
        let opened = cursor.word(&open);
        let problem = Diagnostic::error("theory::unclosed_bracket", format!("`{opened}` has no `{closing}`"));
        return Err(Box::new(problem.at(cursor.token_span(open), "opened here")));
    }
    let message = format!("expected `{closing}` or `,`, found {}", cursor.found());
    let problem = *cursor.missing("theory::unclosed_bracket", message);
    Err(Box::new(problem.at(cursor.token_span(open), "opened here")))
}

/// Passes a quoted text and gives it without its quotes.
pub(super) fn quoted(cursor: &mut Cursor) -> Name {
    let token = cursor.bump();
    let text = cursor.word(&token);
    Name { text: text[1..text.len() - 1].to_owned(), at: cursor.place(&token) }
}

/// A quoted text, if one stands here.
pub(super) fn optional_quoted(cursor: &mut Cursor) -> Parsed<Option<Name>> {
    match cursor.peek().kind {
        _ if cursor.at_statement_end() => Ok(None),
        TokenKind::Quoted => Ok(Some(quoted(cursor))),
        TokenKind::OpenQuote => Err(cursor.missing("theory::unclosed_quote", String::new())),
        _ => Ok(None),
    }
}

/// A number.
pub(super) fn number(cursor: &mut Cursor, what: &str) -> Parsed<Number> {
    let token = *cursor.peek();
    let value = if token.kind == TokenKind::Number { cursor.word(&token).parse::<f64>().ok() } else { None };
    match value.filter(|value| value.is_finite()) {
        Some(value) => {
            cursor.bump();
            Ok(Number { text: cursor.words_of(token), value, at: cursor.place(&token) })
        }
        None => Err(cursor.missing("theory::no_number", format!("expected {what}, found {}", cursor.found()))),
    }
}

/// A word or a quoted text: an id or key.
pub(super) fn id(cursor: &mut Cursor, what: &str) -> Parsed<Name> {
    match cursor.peek().kind {
        _ if cursor.at_statement_end() => {}
        TokenKind::Quoted => return Ok(quoted(cursor)),
        TokenKind::Word => {
            let token = cursor.bump();
            return Ok(Name { text: cursor.words_of(token), at: cursor.place(&token) });
        }
        _ => {}
    }
    Err(cursor.missing("theory::missing_name", format!("expected {what}, found {}", cursor.found())))
}

/// A word that may name something new.
pub(super) fn new_name(cursor: &mut Cursor, what: &str, example: &str) -> Parsed<Name> {
    let Some(word) = cursor.peek_word() else {
        let problem = cursor.missing("theory::missing_name", format!("expected {what}, found {}", cursor.found()));
        let hint = problem.hint.is_none().then(|| format!("a name begins with a letter, {example}"));
        return Err(Box::new(problem.maybe_hint(hint)));
    };
    if RESERVED.contains(&word) {
        let problem =
            Diagnostic::error("theory::reserved_word", format!("`{word}` is a word of the language, not a name"));
        return Err(Box::new(problem.at(cursor.token_span(*cursor.peek()), "").hint("choose another name")));
    }
    let token = cursor.bump();
    Ok(Name { text: word.to_owned(), at: Place(cursor.token_span(token)) })
}
