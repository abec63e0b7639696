//! Comparisons, levels and sets.

use super::Checker;
use super::types::{Scope, Sort, Type, Typed};
use crate::ast::{Formula, FormulaKind, Name, Place};
use crate::model::{Comparison, Node, Term};
use crate::parser::NO_DATES;
use text::Diagnostic;

/// One side of a comparison.
enum Side {
    /// A value.
    Value(Typed),
    /// A word that may be a level.
    Word(Name),
    /// An actor; a word too, for a level may be called like one.
    Actor(Name),
}

impl Side {
    fn words(&self) -> String {
        match self {
            Side::Value(typed) => typed.of.words().to_owned(),
            Side::Word(name) => format!("the word `{}`", name.text),
            Side::Actor(_) => "an actor".to_owned(),
        }
    }
}

fn bare(formula: &Formula) -> &Formula {
    match &formula.kind {
        FormulaKind::Group(inner) => bare(inner),
        _ => formula,
    }
}

impl Checker<'_> {
    fn side(&mut self, formula: &Formula, scope: &mut Scope) -> Option<Side> {
        let formula = bare(formula);
        let word = |text: &String| Side::Word(Name { text: text.clone(), at: formula.at });
        match &formula.kind {
            FormulaKind::Name(text) | FormulaKind::Quoted(text) if self.plain_actor(formula, scope) => {
                Some(Side::Actor(Name { text: text.clone(), at: formula.at }))
            }
            FormulaKind::Quoted(text) => Some(word(text)),
            FormulaKind::Name(name) if scope.find(name).is_none() && !self.names_something(name, scope) => {
                Some(word(name))
            }
            FormulaKind::Truth(truth) => Some(Side::Word(Name { text: truth.to_string(), at: formula.at })),
            _ => self.lower(formula, scope).map(Side::Value),
        }
    }

    /// Whether a bare name is a condition or outcome, so that it cannot be a level.
    fn names_something(&self, name: &str, scope: &Scope) -> bool {
        !scope.prelude && self.declared.names.contains_key(name)
    }

    pub(super) fn compare(
        &mut self,
        left: &Formula,
        how: Comparison,
        right: &Formula,
        at: Place,
        scope: &mut Scope,
    ) -> Option<Typed> {
        let (one, other) = (self.side(left, scope), self.side(right, scope));
        let (one, other) = (one?, other?);
        let equality = matches!(how, Comparison::Equals | Comparison::Differs);
        let node = match (&one, &other) {
            (Side::Value(category), Side::Word(word) | Side::Actor(word))
            | (Side::Word(word) | Side::Actor(word), Side::Value(category))
                if matches!(category.of, Type::Category { .. }) =>
            {
                let word = word.clone();
                self.among(category, &[word], at, scope, equality)?
            }
            (Side::Value(one), Side::Value(other)) => match (&one.of, &other.of) {
                (Type::Number, Type::Number) => {
                    let node = Node::Compare(one.node, how, other.node);
                    return self.typed(node, Type::Truth, at);
                }
                // A multi-value condition against a level that is a number: `LEVEL = 1`.
                (Type::Category { .. }, Type::Number) => {
                    let word = self.number_word(right)?;
                    self.among(one, &[word], at, scope, equality)?
                }
                (Type::Number, Type::Category { .. }) => {
                    let word = self.number_word(left)?;
                    self.among(other, &[word], at, scope, equality)?
                }
                (Type::Category { many: false, .. }, Type::Category { many: false, .. })
                | (Type::Actors, Type::Actors)
                    if equality =>
                {
                    let node = Node::Same(one.node, other.node);
                    self.typed(node, Type::Truth, at)?
                }
                _ => return self.mismatch(&Side::Value(one.clone()), how, &Side::Value(other.clone()), at, scope),
            },
            (Side::Actor(_), Side::Actor(_)) if equality => {
                let actor = self.term(left, Sort::Actor, "=", scope)?;
                let other = self.term(right, Sort::Actor, "=", scope)?;
                let set = self.add(Node::Actors(vec![other]), right.at)?;
                self.typed(Node::Member(actor, set), Type::Truth, at)?
            }
            _ => return self.mismatch(&one, how, &other, at, scope),
        };
        if how == Comparison::Differs { self.typed(Node::Not(node.node), Type::Truth, at) } else { Some(node) }
    }

    fn number_word(&self, formula: &Formula) -> Option<Name> {
        match &bare(formula).kind {
            FormulaKind::Number(number) => Some(Name { text: number.text.clone(), at: number.at }),
            // Not a literal: no level is called so, and the level check says that.
            _ => Some(Name { text: "a number".to_owned(), at: formula.at }),
        }
    }

    fn mismatch(&mut self, one: &Side, how: Comparison, other: &Side, at: Place, scope: &Scope) -> Option<Typed> {
        let kind = |side: &Side| match side {
            Side::Value(typed) => Some(typed.of.clone()),
            _ => None,
        };
        let hint = match (kind(one), kind(other), one, other) {
            (Some(Type::Truth), _, _, Side::Word(word)) | (_, Some(Type::Truth), Side::Word(word), _)
                if matches!(word.text.as_str(), "yes" | "true" | "no" | "false") =>
            {
                Some("it holds or does not: write it alone, or with `not` before it")
            }
            (Some(Type::Truth | Type::Fuzzy), Some(Type::Truth | Type::Fuzzy), ..) => {
                Some("join truths with `and`, `or`, `not`; a claim relates two with `is equivalent to`")
            }
            (Some(Type::Fuzzy), ..) | (_, Some(Type::Fuzzy), ..) => {
                Some("a fuzzy condition is used whole; for a threshold write `calibrate(..., crisp 20)`")
            }
            (Some(Type::Actors), _, _, Side::Actor(_) | Side::Word(_))
            | (_, Some(Type::Actors), Side::Actor(_) | Side::Word(_), _) => {
                Some("write `USA in threats(a)`, or compare with a set: `threats(a) = {USA}`")
            }
            (Some(Type::Category { .. }), Some(Type::Category { .. }), ..) => {
                Some("several levels may hold at once: compare with a level by `=` or `in {...}`")
            }
            (_, _, Side::Actor(_), Side::Actor(_)) => Some("actors are the same or not: use `=` or `!=`"),
            (Some(Type::Actors), Some(Type::Actors), ..) => Some("sets are compared with `=`, `!=` or `overlaps`"),
            (Some(Type::Category { .. }), _, Side::Value(_), Side::Value(of)) if matches!(of.of, Type::Actors) => {
                Some("the levels of a category stand behind `in`: `... in {x, y}`")
            }
            (_, _, Side::Word(_), Side::Word(_)) => Some("neither is a condition or an attribute of this study"),
            _ => None,
        };
        let sign = if matches!(how, Comparison::Equals | Comparison::Differs) { "compare" } else { "order" };
        let message = format!("cannot {sign} {} and {}", one.words(), other.words());
        self.tell(
            scope,
            Diagnostic::error("theory::type_mismatch", message)
                .at(self.place(at), "")
                .maybe_hint(hint.map(str::to_owned)),
        );
        None
    }

    /// `X{1,2}`
    pub(super) fn levels(&mut self, of: &Formula, levels: &[Name], at: Place, scope: &mut Scope) -> Option<Typed> {
        let category = self.lower(of, scope)?;
        if !matches!(category.of, Type::Category { .. }) {
            let message = format!("this is {}, and has no levels", category.of.words());
            let hint =
                (category.of == Type::Truth).then(|| "it holds or does not: write it alone, or with `~`".to_owned());
            let problem = Diagnostic::error("theory::no_levels", message).at(self.place(of.at), "").maybe_hint(hint);
            self.tell(scope, problem);
            return None;
        }
        self.among(&category, levels, at, scope, true)
    }

    /// A category has one of these levels.
    fn among(&mut self, category: &Typed, levels: &[Name], at: Place, scope: &Scope, equality: bool) -> Option<Typed> {
        let Type::Category { levels: known, .. } = &category.of else { return None };
        if !equality {
            let problem = Diagnostic::error("theory::type_mismatch", "the levels of a category have no order");
            self.tell(scope, problem.at(self.place(at), "").hint("name the levels you mean: `... in {x, y}`"));
            return None;
        }
        let mut every = true;
        for level in levels {
            if !known.contains(&level.text) {
                every = false;
                let shown: Vec<&str> = known.iter().map(String::as_str).collect();
                let near = crate::parser::near(&level.text, known.iter().map(String::as_str));
                let otherwise = || Some(format!("its levels are {}", crate::parser::joined(&shown, "and")));
                let problem = Diagnostic::error("theory::unknown_level", format!("there is no level `{}`", level.text));
                let problem = problem.at(self.place(level.at), "");
                self.tell(scope, crate::parser::suggest(problem, near, otherwise));
            }
        }
        if !every {
            return None;
        }
        let names = levels.iter().map(|level| level.text.clone()).collect();
        let named = matches!(self.theory.node(category.node), Node::Condition(_) | Node::Outcome(_));
        let node = if named { Node::Levels(category.node, names) } else { Node::Among(category.node, names) };
        self.typed(node, Type::Truth, at)
    }

    /// `x in S`, `category in {x, y}`
    pub(super) fn belongs(&mut self, left: &Formula, right: &Formula, at: Place, scope: &mut Scope) -> Option<Typed> {
        if self.plain_actor(bare(left), scope) {
            let actor = self.term(left, Sort::Actor, "in", scope);
            let set = self.set(right, scope);
            return self.typed(Node::Member(actor?, set?.node), Type::Truth, at);
        }
        if let FormulaKind::Name(name) = &bare(left).kind
            && !self.names_something(name, scope)
            && !self.attributes.contains_key(name.as_str())
        {
            // No condition: it must have been meant as an actor.
            self.term(left, Sort::Actor, "in", scope);
            return None;
        }
        let category = self.lower(left, scope)?;
        let FormulaKind::Set(levels) = &bare(right).kind else {
            let message = format!(
                "`in` takes an actor and a set, or a category and its levels; the left side is {}",
                category.of.words()
            );
            let hint = match category.of {
                Type::Actors => "for two sets write `overlaps`",
                _ if matches!(bare(right).kind, FormulaKind::Number(_)) => NO_DATES,
                _ => "write the levels between braces: `... in {x, y}`",
            };
            self.tell(scope, Diagnostic::error("theory::type_mismatch", message).at(self.place(at), "").hint(hint));
            return None;
        };
        if !matches!(category.of, Type::Category { .. }) {
            let message = format!("{} cannot be `in` anything", category.of.words());
            let hint = match category.of {
                Type::Actors => "for two sets write `overlaps`",
                Type::Number => "compare it: `... >= 3 and ... <= 5`",
                _ => "write it alone",
            };
            self.tell(
                scope,
                Diagnostic::error("theory::type_mismatch", message).at(self.place(left.at), "").hint(hint),
            );
            return None;
        }
        self.among(&category, levels, at, scope, true)
    }

    /// A set of actors.
    fn set(&mut self, formula: &Formula, scope: &mut Scope) -> Option<Typed> {
        let typed = self.lower(formula, scope)?;
        if typed.of == Type::Actors {
            return Some(typed);
        }
        let message = format!("expected a set of actors, and this is {}", typed.of.words());
        let hint = match typed.of {
            Type::Category { .. } => Some("a category has levels: `... in {x, y}` or `... = x`".to_owned()),
            _ => None,
        };
        self.tell(
            scope,
            Diagnostic::error("theory::not_a_set", message).at(self.place(formula.at), "").maybe_hint(hint),
        );
        None
    }

    pub(super) fn overlaps(&mut self, left: &Formula, right: &Formula, at: Place, scope: &mut Scope) -> Option<Typed> {
        let (left, right) = (self.set(left, scope), self.set(right, scope));
        self.typed(Node::Overlaps(left?.node, right?.node), Type::Truth, at)
    }

    /// `{USA, SUN}`
    pub(super) fn actors(&mut self, members: &[Name], at: Place, scope: &mut Scope) -> Option<Typed> {
        let terms: Vec<Option<Term>> = members
            .iter()
            .map(|member| self.named_term(&member.text, member.at, Sort::Actor, "{...}", scope))
            .collect();
        let terms = terms.into_iter().collect::<Option<Vec<Term>>>()?;
        self.typed(Node::Actors(terms), Type::Actors, at)
    }
}
