//! Statements: on one line where they fit, else broken inside their formulas and before their verbs.

use super::formulas::{Binding, Writer, has_comments, id_text};
use crate::ast::{Event, Foretold, Form, Formula, Name, Says, StatementKind};
use crate::model::{CaseKind, Edge, Order, Relation, Unit};

/// A part of a statement after its head.
enum Part<'a> {
    Text(String),
    Formula(&'a Formula),
}

/// Writes a statement, without the end of its last line.
pub(super) fn statement(writer: &mut Writer, kind: &StatementKind) {
    match kind {
        StatementKind::Theory { name, title } => {
            writer.push(&format!("theory {}{}", id_text(&name.text), quoted(title.as_ref())));
        }
        StatementKind::Cites { key, locator } => {
            writer.push(&format!("    cites {}{}", id_text(&key.text), quoted(locator.as_ref())));
        }
        StatementKind::Cases { kind } => writer.push(&format!("cases {}", case_words(*kind))),
        StatementKind::Scope { formula } => parts(writer, "scope", &[Part::Formula(formula)]),
        StatementKind::Let { name, parameters, value } => {
            let names = parameters.as_ref().map(|names| {
                let names: Vec<&str> = names.iter().map(|name| name.text.as_str()).collect();
                format!("({})", names.join(", "))
            });
            let head = format!("let {}{} =", name.text, names.unwrap_or_default());
            parts(writer, &head, &[Part::Formula(value)]);
        }
        StatementKind::Outcome { name, label, value } => {
            let label = label.as_ref().map(|label| format!(" as \"{}\"", label.text)).unwrap_or_default();
            parts(writer, &format!("outcome {}{label} =", name.text), &[Part::Formula(value)]);
        }
        StatementKind::Claim { name, says } => {
            parts(writer, &format!("claim {}:", id_text(&name.text)), &claim_parts(says, None));
        }
        StatementKind::Predict { name, says, from } => {
            let names: Vec<String> = from.iter().map(|name| id_text(&name.text)).collect();
            let mut said = prediction_parts(says);
            said.push(Part::Text(format!("from {}", names.join(", "))));
            parts(writer, &format!("predict {}:", id_text(&name.text)), &said);
        }
        StatementKind::Broken { text, .. } => writer.push(text),
    }
}

/// A claim in words, its formulas in signs.
pub(crate) fn claim_words(says: &Says) -> String {
    one_line(&claim_parts(says, Some(Form::Word)))
}

/// A prediction in words, its formulas in signs.
pub(crate) fn prediction_words(says: &Foretold) -> String {
    one_line(&prediction_parts(says))
}

fn one_line(said: &[Part]) -> String {
    let mut writer = Writer::flat(Some(Form::Sign));
    flat(&mut writer, said);
    writer.finish().trim_start().to_owned()
}

fn flat(writer: &mut Writer, said: &[Part]) {
    for part in said {
        writer.push(" ");
        match part {
            Part::Text(text) => writer.push(text),
            Part::Formula(formula) => writer.formula(formula, 0, Binding::Or, true),
        }
    }
}

fn parts(writer: &mut Writer, head: &str, said: &[Part]) {
    writer.push(head);
    let mut line = Writer::flat(None);
    flat(&mut line, said);
    let line = line.finish();
    let comments = said.iter().any(|part| matches!(part, Part::Formula(formula) if has_comments(formula)));
    if !comments && writer.fits(&line) {
        writer.push(&line);
        return;
    }
    let indent = if said.len() > 1 { 8 } else { 4 };
    for part in said {
        match part {
            Part::Text(text) => {
                writer.line(4);
                writer.push(text);
            }
            Part::Formula(formula) => {
                writer.push(" ");
                writer.formula(formula, indent, Binding::Or, true);
            }
        }
    }
}

fn quoted(text: Option<&Name>) -> String {
    text.map(|text| format!(" \"{}\"", text.text)).unwrap_or_default()
}

/// `directed pairs` and its kin.
fn case_words(kind: CaseKind) -> &'static str {
    match kind {
        CaseKind::DirectedPairs => "directed pairs",
        CaseKind::UndirectedPairs => "undirected pairs",
        CaseKind::Actors => "actors",
        CaseKind::Treaties => "treaties",
    }
}

fn edge(edge: Edge) -> &'static str {
    match edge {
        Edge::Starts => "starts",
        Edge::Ends => "ends",
    }
}

fn claim_parts(says: &Says, always: Option<Form>) -> Vec<Part<'_>> {
    match says {
        Says::Static { left, relation, form, right } => {
            let text = match (relation, always.unwrap_or(*form)) {
                (Relation::Necessary, Form::Sign) => "<-",
                (Relation::Necessary, Form::Word) => "is necessary for",
                (Relation::Sufficient, Form::Sign) => "->",
                (Relation::Sufficient, Form::Word) => "is sufficient for",
                (Relation::Equivalent, Form::Sign) => "<->",
                (Relation::Equivalent, Form::Word) => "is equivalent to",
            };
            vec![Part::Formula(left), Part::Text(text.to_owned()), Part::Formula(right)]
        }
        Says::While { event, never, condition } => {
            let text = match (never, event.edge) {
                (false, edge_of) => format!("{} only while", edge(edge_of)),
                (true, Edge::Starts) => "does not start while".to_owned(),
                (true, Edge::Ends) => "does not end while".to_owned(),
            };
            vec![Part::Formula(&event.what), Part::Text(text), Part::Formula(condition)]
        }
        Says::Order { event, order, anchor } => {
            let text = format!("{} {}", edge(event.edge), order_words(*order));
            let Event { what, edge: of } = anchor;
            vec![Part::Formula(&event.what), Part::Text(text), Part::Formula(what), Part::Text(edge(*of).to_owned())]
        }
    }
}

fn order_words(order: Order) -> String {
    match order {
        Order::After => "after".to_owned(),
        Order::Before => "before".to_owned(),
        Order::Within(count, unit) => {
            let unit = match unit {
                Unit::Days => "day",
                Unit::Months => "month",
                Unit::Years => "year",
            };
            format!("within {count} {unit}{} after", if count == 1 { "" } else { "s" })
        }
    }
}

fn prediction_parts(says: &Foretold) -> Vec<Part<'_>> {
    match says {
        Foretold::Renewal { treaty, date } => {
            let treaty = id_text(&treaty.text);
            vec![Part::Text(format!("treaty {treaty} is renewed at its decision of {}", date.text))]
        }
        Foretold::Holds { formula, case, date } => {
            let case: Vec<String> = case.iter().map(|name| id_text(&name.text)).collect();
            vec![Part::Formula(formula), Part::Text(format!("holds for {} on {}", case.join(", "), date.text))]
        }
    }
}
