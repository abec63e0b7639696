//! Claims and predictions.

use super::cursor::{Cursor, Parsed};
use super::formulas::{formula, id, number};
use super::time;
use crate::ast::{Event, Foretold, Form, Formula, Name, Says, StatementKind};
use crate::lexer::TokenKind;
use crate::model::{Edge, Order, Relation, Unit};
use text::Diagnostic;

const FORMS: &str = "a claim says `X is necessary for Y` (`X <- Y`), `X is sufficient for Y` (`X -> Y`), `X is equivalent to Y` \
(`X <-> Y`), `Y starts only while X`, `Y does not end while X`, `Y ends after X ends`, `Y ends within 2 years after X ends` \
or `X starts before Y starts`";

fn head(cursor: &mut Cursor, what: &str) -> Parsed<Name> {
    let name = id(cursor, &format!("the {what}'s name"))?;
    cursor.named = Some(name.clone());
    cursor.expect_sign(":", &format!("after the {what}'s name"))?;
    Ok(name)
}

/// `claim NAME: ...`, from the name on.
pub(super) fn claim(cursor: &mut Cursor) -> Parsed<StatementKind> {
    let name = head(cursor, "claim")?;
    let left = formula(cursor)?;
    let says = says(cursor, left).map_err(|problem| {
        let unknown = problem.code == "theory::unknown_claim_form" && problem.hint.is_none();
        if unknown { Box::new(problem.hint(FORMS).maybe_hint(time::hint(cursor))) } else { problem }
    })?;
    Ok(StatementKind::Claim { name, says })
}

fn says(cursor: &mut Cursor, left: Formula) -> Parsed<Says> {
    for (arrow, relation) in [("<-", Relation::Necessary), ("->", Relation::Sufficient), ("<->", Relation::Equivalent)]
    {
        if cursor.eat_sign(arrow) {
            return Ok(Says::Static { left, relation, form: Form::Sign, right: formula(cursor)? });
        }
    }
    match cursor.peek_word() {
        Some("is") => {
            cursor.bump();
            let relation = relation(cursor)?;
            Ok(Says::Static { left, relation, form: Form::Word, right: formula(cursor)? })
        }
        Some("does") => {
            cursor.bump();
            cursor.expect_word(&["not"], "theory::unknown_claim_form")?;
            let edge = match cursor.expect_word(&["start", "end"], "theory::unknown_claim_form")? {
                "start" => Edge::Starts,
                _ => Edge::Ends,
            };
            cursor.expect_word(&["while"], "theory::unknown_claim_form")?;
            Ok(Says::While { event: Event { what: left, edge }, never: true, condition: formula(cursor)? })
        }
        Some("starts" | "ends") => {
            let edge = edge(cursor)?;
            happens(cursor, Event { what: left, edge })
        }
        _ => {
            let message = format!("the claim does not say how its sides are related: found {}", cursor.found());
            Err(cursor.missing("theory::unknown_claim_form", message))
        }
    }
}

fn relation(cursor: &mut Cursor) -> Parsed<Relation> {
    let code = "theory::unknown_claim_form";
    let word = cursor.expect_word(&["necessary", "sufficient", "equivalent"], code)?;
    cursor.expect_word(if word == "equivalent" { &["to"] } else { &["for"] }, code)?;
    Ok(match word {
        "necessary" => Relation::Necessary,
        "sufficient" => Relation::Sufficient,
        _ => Relation::Equivalent,
    })
}

fn edge(cursor: &mut Cursor) -> Parsed<Edge> {
    match cursor.expect_word(&["starts", "ends"], "theory::missing_edge") {
        Ok("starts") => Ok(Edge::Starts),
        Ok(_) => Ok(Edge::Ends),
        Err(problem) => {
            let otherwise = || "an event is `X starts` or `X ends`".to_owned();
            let hint = time::hint(cursor).or_else(|| problem.hint.is_none().then(otherwise));
            Err(Box::new(problem.maybe_hint(hint)))
        }
    }
}

fn happens(cursor: &mut Cursor, event: Event) -> Parsed<Says> {
    let order = match cursor.expect_word(&["only", "after", "within", "before"], "theory::unknown_claim_form")? {
        "only" => {
            cursor.expect_word(&["while"], "theory::unknown_claim_form")?;
            return Ok(Says::While { event, never: false, condition: formula(cursor)? });
        }
        "after" => Order::After,
        "before" => Order::Before,
        _ => {
            let (count, unit) = lag(cursor)?;
            cursor.expect_word(&["after"], "theory::unknown_claim_form")?;
            Order::Within(count, unit)
        }
    };
    let what = formula(cursor)?;
    Ok(Says::Order { event, order, anchor: Event { what, edge: edge(cursor)? } })
}

/// Lags of more years than this are taken for a slip.
const LONG: u32 = 100;

fn lag(cursor: &mut Cursor) -> Parsed<(u32, Unit)> {
    let what = "a whole number of days, months or years";
    let count =
        number(cursor, what).map_err(|problem| Box::new(problem.hint("write it in digits: `within 2 years after`")))?;
    let Some(whole) = count.text.parse::<u32>().ok().filter(|whole| *whole <= 10_000) else {
        let problem = Diagnostic::error("theory::bad_lag", format!("`{}` is no lag", count.text));
        return Err(Box::new(problem.at(count.at.0, "").hint("a lag is a whole number from 0 to 10000")));
    };
    let units = &["days", "months", "years", "day", "month", "year"];
    let word = cursor.expect_word(units, "theory::bad_lag");
    let unit = match word.map_err(|problem| Box::new(problem.maybe_hint(time::hint(cursor))))? {
        "days" | "day" => Unit::Days,
        "months" | "month" => Unit::Months,
        _ => Unit::Years,
    };
    if unit == Unit::Years && whole > LONG {
        let message = format!("a lag of {whole} years is longer than alliances last");
        let problem = Diagnostic::warning("theory::long_lag", message).at(count.at.0, "");
        cursor.problems.push(problem.hint(format!("are days meant? `within {whole} days after`")));
    }
    Ok((whole, unit))
}

/// `predict NAME: ...`, from the name on.
pub(super) fn predict(cursor: &mut Cursor) -> Parsed<StatementKind> {
    let name = head(cursor, "prediction")?;
    let next = cursor.peek_second().kind;
    let says = if cursor.peek_word() == Some("treaty") && matches!(next, TokenKind::Word | TokenKind::Quoted) {
        renewal(cursor)?
    } else {
        holds(cursor)?
    };
    cursor.expect_word(&["from"], "theory::missing_from").map_err(|problem| {
        Box::new(problem.hint("name the claims that the prediction follows from: `from lasts, ends`"))
    })?;
    let mut from = vec![id(cursor, "the name of a claim")?];
    while cursor.eat_sign(",") {
        from.push(id(cursor, "the name of a claim")?);
    }
    Ok(StatementKind::Predict { name, says, from })
}

fn renewal(cursor: &mut Cursor) -> Parsed<Foretold> {
    cursor.bump();
    let treaty = id(cursor, "the id of a treaty")?;
    let form: [&'static [&'static str]; 6] = [&["is"], &["renewed"], &["at"], &["its"], &["decision"], &["of"]];
    for words in form {
        cursor.expect_word(words, "theory::unknown_prediction").map_err(|problem| {
            Box::new(problem.hint("write `treaty ID is renewed at its decision of DATE from CLAIM`"))
        })?;
    }
    Ok(Foretold::Renewal { treaty, date: date(cursor)? })
}

fn holds(cursor: &mut Cursor) -> Parsed<Foretold> {
    let what = formula(cursor)?;
    let hint = "write `FORMULA holds for CHN, PRK on DATE from CLAIM`";
    for words in [&["holds"] as &'static [&'static str], &["for"]] {
        cursor
            .expect_word(words, "theory::unknown_prediction")
            .map_err(|problem| if problem.hint.is_some() { problem } else { Box::new(problem.hint(hint)) })?;
    }
    let mut case = vec![id(cursor, "the id of an actor or treaty")?];
    while cursor.eat_sign(",") {
        case.push(id(cursor, "the id of an actor or treaty")?);
    }
    cursor.expect_word(&["on"], "theory::unknown_prediction").map_err(|problem| Box::new(problem.hint(hint)))?;
    Ok(Foretold::Holds { formula: what, case, date: date(cursor)? })
}

/// A date as written: everything up to `from`.
fn date(cursor: &mut Cursor) -> Parsed<Name> {
    let start = cursor.peek().start;
    let mut text = String::new();
    let mut end = start;
    while !cursor.at_statement_end() && cursor.peek_word() != Some("from") {
        let token = cursor.bump();
        if token.start > end {
            text.push(' ');
        }
        text.push_str(cursor.word(&token));
        end = token.end;
    }
    if text.is_empty() {
        let problem = cursor.missing("theory::missing_date", format!("expected a date, found {}", cursor.found()));
        return Err(Box::new(problem.hint("write it as 2021-07-11, 2021-07 or 2021")));
    }
    Ok(Name { text, at: cursor.place_from(start) })
}
