//! Formulas on one line where they fit, else broken before their connectives.

use super::WIDTH;
use crate::ast::{Connective, Form, Formula, FormulaKind, Link, Name};
use crate::lexer::{TokenKind, lex};
use crate::model::Quantifier;

/// How tightly a formula binds: what stands at a place must bind at least so tightly, or gets parentheses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Binding {
    Or,
    And,
    Not,
    Comparison,
    Levels,
    Primary,
}

fn binding(formula: &Formula) -> Binding {
    match &formula.kind {
        FormulaKind::Chain(Connective::Or, ..) => Binding::Or,
        FormulaKind::Chain(Connective::And, ..) => Binding::And,
        FormulaKind::Not(..) | FormulaKind::Quantified(..) => Binding::Not,
        FormulaKind::Compare(..) | FormulaKind::In(..) | FormulaKind::Overlaps(..) => Binding::Comparison,
        FormulaKind::Levels(..) => Binding::Levels,
        _ => Binding::Primary,
    }
}

/// Text in the making.
pub(super) struct Writer {
    out: String,
    column: usize,
    /// Signs or words throughout, or as the author wrote.
    form: Option<Form>,
    /// On one line whatever its length, without comments.
    flat: bool,
}

impl Writer {
    pub fn new(form: Option<Form>) -> Self {
        Self { out: String::new(), column: 0, form, flat: false }
    }

    pub fn flat(form: Option<Form>) -> Self {
        Self { flat: true, ..Self::new(form) }
    }

    pub fn finish(self) -> String {
        self.out
    }

    pub fn push(&mut self, text: &str) {
        self.out.push_str(text);
        self.column += text.chars().count();
    }

    pub fn line(&mut self, indent: usize) {
        self.out.push('\n');
        self.out.push_str(&" ".repeat(indent));
        self.column = indent;
    }

    /// Whether a text of this length fits on the line.
    pub fn fits(&self, text: &str) -> bool {
        self.column + text.chars().count() <= WIDTH
    }

    /// A formula at a place where it must bind so tightly. `open`: nothing follows before the next bracket or verb, so
    /// that a quantifier may stand there bare.
    pub fn formula(&mut self, formula: &Formula, indent: usize, least: Binding, open: bool) {
        if !self.flat && !has_comments(formula) {
            let mut line = Writer::flat(self.form);
            line.formula(formula, indent, least, open);
            if self.fits(&line.out) || !breaks(formula) {
                self.push(&line.out);
                return;
            }
        }
        let quantified = ends_in_quantifier(formula) && !open;
        if binding(formula) < least
            || (quantified && !matches!(formula.kind, FormulaKind::Chain(..) | FormulaKind::Not(..)))
        {
            self.push("(");
            self.kind(formula, indent, true);
            self.push(")");
        } else {
            self.kind(formula, indent, open);
        }
    }

    fn kind(&mut self, formula: &Formula, indent: usize, open: bool) {
        match &formula.kind {
            FormulaKind::Name(name) => self.push(name),
            FormulaKind::Quoted(text) => self.push(&format!("\"{text}\"")),
            FormulaKind::Number(number) => self.push(&number.text),
            FormulaKind::Truth(truth) => self.push(if *truth { "true" } else { "false" }),
            FormulaKind::Group(inner) => {
                self.push("(");
                self.formula(inner, indent, Binding::Or, true);
                self.push(")");
            }
            FormulaKind::Not(form, of) => {
                self.push(if self.form.unwrap_or(*form) == Form::Sign { "~" } else { "not " });
                self.formula(of, indent, Binding::Not, open);
            }
            FormulaKind::Chain(connective, first, links) => self.chain(*connective, first, links, indent, open),
            FormulaKind::Quantified(quantifier, variable, body) => {
                self.push(&format!("{} {}: ", quantifier_word(*quantifier), variable.text));
                self.formula(body, indent, Binding::Or, true);
            }
            FormulaKind::Call(name, arguments) => {
                self.push(&format!("{}(", name.text));
                for (at, argument) in arguments.iter().enumerate() {
                    self.push(if at > 0 { ", " } else { "" });
                    self.formula(argument, indent, Binding::Or, true);
                }
                self.push(")");
            }
            FormulaKind::Calibrate(of, method, anchors) => {
                self.push("calibrate(");
                self.formula(of, indent, Binding::Or, true);
                self.push(&format!(", {}", method.text));
                for anchor in anchors {
                    self.push(&format!(" {}", anchor.text));
                }
                self.push(")");
            }
            FormulaKind::Levels(of, levels) => {
                self.formula(of, indent, Binding::Primary, false);
                self.push(&format!("{{{}}}", elements(levels, ",")));
            }
            FormulaKind::Set(members) => self.push(&format!("{{{}}}", elements(members, ", "))),
            FormulaKind::Compare(left, how, right) => self.sides(left, how.sign(), right, indent),
            FormulaKind::In(left, right) => self.sides(left, "in", right, indent),
            FormulaKind::Overlaps(left, right) => self.sides(left, "overlaps", right, indent),
        }
    }

    fn sides(&mut self, left: &Formula, sign: &str, right: &Formula, indent: usize) {
        self.formula(left, indent, Binding::Levels, false);
        self.push(&format!(" {sign} "));
        self.formula(right, indent, Binding::Levels, false);
    }

    fn chain(&mut self, connective: Connective, first: &Formula, links: &[Link], indent: usize, open: bool) {
        let least = if connective == Connective::And { Binding::Not } else { Binding::And };
        let tight = connective == Connective::And && tight(first) && links.iter().all(|link| tight(&link.formula));
        self.formula(first, indent + 4, least, false);
        for (at, link) in links.iter().enumerate() {
            let sign = self.form.unwrap_or(link.form) == Form::Sign;
            let text = match (connective, sign) {
                (Connective::And, true) => "*",
                (Connective::And, false) => "and",
                (Connective::Or, true) => "+",
                (Connective::Or, false) => "or",
            };
            if self.flat {
                self.push(&if tight && sign { text.to_owned() } else { format!(" {text} ") });
            } else {
                for (at, comment) in link.comments.iter().enumerate() {
                    if at == 0 {
                        self.push("  ");
                    } else {
                        self.line(indent);
                    }
                    self.push(comment);
                }
                self.line(indent);
                self.push(&format!("{text} "));
            }
            self.formula(&link.formula, indent + 4, least, open && at + 1 == links.len());
        }
    }
}

/// What `*` binds visibly without space: names and what is closed by a bracket.
fn tight(formula: &Formula) -> bool {
    match &formula.kind {
        FormulaKind::Name(_)
        | FormulaKind::Truth(_)
        | FormulaKind::Group(_)
        | FormulaKind::Levels(..)
        | FormulaKind::Call(..)
        | FormulaKind::Chain(..) => true,
        FormulaKind::Not(Form::Sign, of) => tight(of),
        _ => false,
    }
}

fn ends_in_quantifier(formula: &Formula) -> bool {
    matches!(formula.kind, FormulaKind::Quantified(..))
}

/// Whether a comment stands inside.
pub(super) fn has_comments(formula: &Formula) -> bool {
    let own =
        matches!(&formula.kind, FormulaKind::Chain(_, _, links) if links.iter().any(|link| !link.comments.is_empty()));
    own || formula.parts().into_iter().any(has_comments)
}

/// Whether there is a connective inside to break before.
fn breaks(formula: &Formula) -> bool {
    matches!(formula.kind, FormulaKind::Chain(..)) || formula.parts().into_iter().any(breaks)
}

fn elements(names: &[Name], between: &str) -> String {
    names.iter().map(|name| element_text(&name.text)).collect::<Vec<_>>().join(between)
}

/// A level or member: bare where it is one word or number, else in quotes.
pub(crate) fn element_text(text: &str) -> String {
    bare_or_quoted(text, &[TokenKind::Word, TokenKind::Number, TokenKind::Odd])
}

/// An id or key: bare where it is one word, else in quotes.
pub(super) fn id_text(text: &str) -> String {
    bare_or_quoted(text, &[TokenKind::Word])
}

fn bare_or_quoted(text: &str, kinds: &[TokenKind]) -> String {
    let lexed = lex(text);
    let bare = lexed.comments.is_empty()
        && lexed.tokens.len() == 2
        && kinds.contains(&lexed.tokens[0].kind)
        && lexed.tokens[0].start == 0
        && lexed.tokens[0].end == text.len();
    if bare { text.to_owned() } else { format!("\"{text}\"") }
}

fn quantifier_word(quantifier: Quantifier) -> &'static str {
    match quantifier {
        Quantifier::Some => "some",
        Quantifier::Every => "every",
        Quantifier::No => "no",
    }
}
