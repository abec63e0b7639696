//! Statements, each by its keyword.

use super::claims;
use super::cursor::{Cursor, Parsed};
use super::formulas::{formula, id, new_name, optional_quoted};
use crate::ast::StatementKind;
use crate::model::CaseKind;

/// Reads the statement that begins here.
pub(super) fn statement(cursor: &mut Cursor) -> Parsed<StatementKind> {
    let keyword = cursor.bump();
    match cursor.word(&keyword) {
        "theory" => theory(cursor),
        "cites" => cites(cursor),
        "cases" => cases(cursor),
        "scope" => {
            cursor.eat_sign(":");
            Ok(StatementKind::Scope { formula: formula(cursor)? })
        }
        "let" => definition(cursor),
        "outcome" => outcome(cursor),
        "claim" => claims::claim(cursor),
        _ => claims::predict(cursor),
    }
}

fn theory(cursor: &mut Cursor) -> Parsed<StatementKind> {
    let name = id(cursor, "the theory's name")?;
    Ok(StatementKind::Theory { name, title: optional_quoted(cursor)? })
}

fn cites(cursor: &mut Cursor) -> Parsed<StatementKind> {
    let key = id(cursor, "the key of a source")?;
    Ok(StatementKind::Cites { key, locator: optional_quoted(cursor)? })
}

fn cases(cursor: &mut Cursor) -> Parsed<StatementKind> {
    let word = cursor.expect_word(&["directed", "undirected", "actors", "treaties"], "theory::unknown_cases")?;
    let kind = match word {
        "actors" => CaseKind::Actors,
        "treaties" => CaseKind::Treaties,
        _ => {
            cursor.expect_word(&["pairs"], "theory::unknown_cases")?;
            if word == "directed" { CaseKind::DirectedPairs } else { CaseKind::UndirectedPairs }
        }
    };
    Ok(StatementKind::Cases { kind })
}

fn definition(cursor: &mut Cursor) -> Parsed<StatementKind> {
    let name = new_name(cursor, "the name of a condition", "as in `let INTEREST = ...`")?;
    cursor.named = Some(name.clone());
    let mut parameters = None;
    if cursor.eat_sign("(") {
        let mut names = vec![new_name(cursor, "a parameter", "as in `let rivals(x, y) = ...`")?];
        while cursor.eat_sign(",") {
            names.push(new_name(cursor, "a parameter", "as in `let rivals(x, y) = ...`")?);
        }
        cursor.expect_sign(")", "after the parameters")?;
        parameters = Some(names);
    }
    cursor.expect_sign("=", "between the name and its meaning")?;
    Ok(StatementKind::Let { name, parameters, value: formula(cursor)? })
}

fn outcome(cursor: &mut Cursor) -> Parsed<StatementKind> {
    let name = new_name(cursor, "the name of an outcome", "as in `outcome ALLIANCE = allied(a, b)`")?;
    cursor.named = Some(name.clone());
    let mut label = None;
    if cursor.eat_word("as") {
        label = optional_quoted(cursor)?;
        if label.is_none() {
            let message = format!("expected the label in quotes, found {}", cursor.found());
            return Err(cursor.missing("theory::missing_label", message));
        }
    }
    cursor.expect_sign("=", "between the name and its meaning")?;
    Ok(StatementKind::Outcome { name, label, value: formula(cursor)? })
}
