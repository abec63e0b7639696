//! Attributes, functions and definitions with their arguments; definitions are put in place.

use super::Checker;
use super::types::{Binding, Bound, Scope, Sort, Type, Typed, takes_words};
use crate::ast::{Formula, FormulaKind, ItemKind, Name, Place, Statement, StatementKind};
use crate::model::{Argument, Node, Term};
use crate::vocabulary::{Gives, Takes};
use spells::{About, Kind};
use text::Diagnostic;

/// A definition with parameters.
pub(super) struct Defined<'a> {
    pub name: &'a str,
    pub parameters: Vec<&'a str>,
    pub body: &'a Formula,
    pub prelude: bool,
    position: usize,
    state: State,
    /// What each parameter stands for, once checked; `None` where the body does not tell.
    sorts: Vec<Option<Sort>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Unchecked,
    Underway,
    Broken,
    Good,
}

/// The definitions of a theory, and after them the prelude's.
pub(super) fn definitions<'a>(statements: &[&'a Statement]) -> Vec<Defined<'a>> {
    let own = statements.iter().enumerate().map(|(position, statement)| (position, *statement, false));
    let shared = crate::prelude::prelude().items.iter().filter_map(|item| match &item.what {
        ItemKind::Statement { statement, .. } => Some((0, &**statement, true)),
        ItemKind::Comment(_) => None,
    });
    let all = own.chain(shared).filter_map(|(position, statement, prelude)| match &statement.kind {
        StatementKind::Let { name, parameters: Some(parameters), value } => Some(Defined {
            name: &name.text,
            parameters: parameters.iter().map(|name| name.text.as_str()).collect(),
            body: value,
            prelude,
            position,
            state: State::Unchecked,
            sorts: vec![None; parameters.len()],
        }),
        _ => None,
    });
    all.collect()
}

impl Checker<'_> {
    /// Checks the definition that a statement makes, once.
    pub(super) fn check_definition_at(&mut self, position: usize) {
        if let Some(at) = self.definitions.iter().position(|of| !of.prelude && of.position == position) {
            self.check_definition(at);
            self.fatal |= self.definitions[at].state == State::Broken;
        }
    }

    /// Checks a definition by itself: its nodes are thrown away, what its parameters stand for is kept.
    fn check_definition(&mut self, at: usize) {
        if self.definitions[at].state != State::Unchecked {
            return;
        }
        self.definitions[at].state = State::Underway;
        let (nodes, variables) = (self.theory.nodes.len(), self.theory.variables.len());
        let definition = &self.definitions[at];
        let mut scope = Scope {
            definition: Some(definition.name.to_owned()),
            prelude: definition.prelude,
            position: definition.position,
            ..Scope::default()
        };
        let body = definition.body;
        let parameters: Vec<String> = definition.parameters.iter().map(|name| (*name).to_owned()).collect();
        let mut twice = false;
        for (place, name) in parameters.iter().enumerate() {
            twice |= scope.find(name).is_some();
            let term = Term::Variable(crate::model::VariableId(u32::MAX));
            scope.bindings.push(Binding { name: name.clone(), term, sort: Bound::Parameter(place), used: false });
        }
        let told = self.problems.len();
        if twice {
            let problem = Diagnostic::error(
                "theory::shadowed",
                format!("two parameters of `{}` have one name", self.definitions[at].name),
            );
            self.problems.push(problem.at(self.place(body.at), "in this definition").hint("give each its own name"));
        }
        let good = self.lower(body, &mut scope).is_some() && !twice;
        self.theory.nodes.truncate(nodes);
        self.theory.spans.truncate(nodes);
        self.theory.variables.truncate(variables);
        for (place, binding) in scope.bindings.iter().enumerate() {
            if let Bound::Known(sort) = binding.sort {
                self.definitions[at].sorts[place] = Some(sort);
            }
            if !binding.used && good {
                let message =
                    format!("the definition `{}` never speaks of `{}`", self.definitions[at].name, binding.name);
                let problem = Diagnostic::warning("theory::unused_variable", message);
                self.problems.push(problem.at(self.place(body.at), "").hint("use the parameter, or take it out"));
            }
        }
        if self.definitions[at].prelude {
            let mut fresh = self.problems.split_off(told);
            fresh.dedup_by(|one, other| one.message == other.message);
            self.problems.extend(fresh);
            for problem in &mut self.problems[told..] {
                problem.fix = None;
                problem.message = format!("`{}` of the prelude: {}", self.definitions[at].name, problem.message);
                problem.hint = Some(
                    "the prelude's definition reads this: code it in the codebook, or write your own definition"
                        .to_owned(),
                );
            }
        }
        self.definitions[at].state = if good { State::Good } else { State::Broken };
    }

    /// `f(x, y)`: a definition of the theory, a function, an attribute, a definition of the prelude, in this order.
    pub(super) fn call(&mut self, name: &Name, arguments: &[Formula], at: Place, scope: &mut Scope) -> Option<Typed> {
        let called = name.text.as_str();
        if called == "cut" {
            return self.misplaced("cut", at, scope);
        }
        let found = |of: &Defined, prelude: bool| of.name == called && of.prelude == prelude;
        let own = self.definitions.iter().position(|of| found(of, false)).filter(|_| !scope.prelude);
        if let Some(at_definition) = own {
            return self.put_in_place(at_definition, name, arguments, at, scope);
        }
        if self.functions.contains_key(called) {
            return self.function(name, arguments, at, scope);
        }
        if self.attributes.contains_key(called) {
            return self.attribute(name, arguments, at, scope);
        }
        if let Some(at_definition) = self.definitions.iter().position(|of| found(of, true)) {
            return self.put_in_place(at_definition, name, arguments, at, scope);
        }
        self.unknown_function(name, scope);
        None
    }

    fn unknown_function(&mut self, name: &Name, scope: &Scope) {
        let place = self.place(name.at);
        let called = name.text.as_str();
        if !scope.prelude && self.declared.names.contains_key(called) {
            self.used.insert(called.to_owned());
            if self.declared.names[called].broken {
                return;
            }
            let message = format!("`{called}` is a condition and takes no arguments");
            let hint = format!("write `{called}` alone; it always speaks of the case itself");
            self.tell(scope, Diagnostic::error("theory::wrong_count", message).at(place, "").hint(hint));
            return;
        }
        let definitions = self.definitions.iter().filter(|of| !of.prelude || scope.prelude || self.readable(of));
        let names = self.functions.keys().copied().chain(self.attributes.keys().copied());
        let near = crate::parser::near(called, names.chain(definitions.map(|of| of.name)));
        let otherwise =
            || Some(format!("add `[attributes.{called}]` to codebook.toml, or define it: `let {called}(x, y) = ...`"));
        let message = format!("no attribute, function or definition is called `{called}`");
        let problem = Diagnostic::error("theory::unknown_function", message).at(place, "");
        let problem = crate::parser::suggest(problem, near, otherwise);
        self.tell(scope, problem);
    }

    /// Whether every name that a definition of the prelude reads is there to be read.
    fn readable(&self, definition: &Defined) -> bool {
        let mut names = Vec::new();
        calls_in(definition.body, &mut names);
        names.iter().all(|name| self.attributes.contains_key(name) || self.functions.contains_key(name))
    }

    /// `threats(a)`, with as many arguments as there are.
    pub(super) fn call_form(&self, name: &str) -> String {
        let treaty = self.theory.cases == crate::model::CaseKind::Treaties;
        let actors = if treaty { ["x", "y"] } else { ["a", "b"] };
        let arguments = if let Some(function) = self.functions.get(name) {
            let mut actor = actors.iter();
            let one = |takes: &Takes| match takes {
                Takes::Actor => (*actor.next().unwrap_or(&"CHN")).to_owned(),
                Takes::Treaty => "t".to_owned(),
                Takes::Word(words) => (*words.first().unwrap_or(&"...")).to_owned(),
                Takes::Number => "1".to_owned(),
                Takes::Truth => "X".to_owned(),
            };
            function.takes.iter().map(one).collect::<Vec<_>>().join(", ")
        } else {
            match self.attributes.get(name).map(|attribute| attribute.about) {
                Some(About::Actor) => actors[0].to_owned(),
                Some(About::Treaty) => "t".to_owned(),
                _ => actors.join(", "),
            }
        };
        format!("write `{name}({arguments})`")
    }

    fn count(&mut self, name: &Name, given: usize, wanted: usize, what: &str, scope: &Scope) -> Option<()> {
        if given == wanted {
            return Some(());
        }
        let arguments = if wanted == 1 { "argument" } else { "arguments" };
        let message = format!("`{}` {what} and takes {wanted} {arguments}, not {given}", name.text);
        let problem = Diagnostic::error("theory::wrong_count", message).at(self.place(name.at), "");
        let hint = if self.definitions.iter().any(|of| of.name == name.text) {
            None
        } else {
            Some(self.call_form(&name.text))
        };
        self.tell(scope, problem.maybe_hint(hint));
        None
    }

    fn attribute(&mut self, name: &Name, arguments: &[Formula], at: Place, scope: &mut Scope) -> Option<Typed> {
        let attribute = self.attributes[name.text.as_str()];
        let (count, sort, what) = match attribute.about {
            About::Actor => (1, Sort::Actor, "is about one actor"),
            About::Directed => (2, Sort::Actor, "is about one actor towards another"),
            About::Undirected => (2, Sort::Actor, "is about a pair of actors"),
            About::Treaty => (1, Sort::Treaty, "is about a treaty"),
        };
        self.count(name, arguments.len(), count, what, scope)?;
        let terms: Vec<Option<Term>> =
            arguments.iter().map(|argument| self.term(argument, sort, &name.text, scope)).collect();
        let terms = terms.into_iter().collect::<Option<Vec<Term>>>()?;
        self.warn_of_same(name, &terms, scope);
        let of = match &attribute.kind {
            Kind::Truth => Type::Truth,
            Kind::Category { levels, many } => Type::Category { levels: levels.clone(), many: *many },
            Kind::Actors => Type::Actors,
            Kind::Number => Type::Number,
        };
        self.typed(Node::Attribute(name.text.clone(), terms), of, at)
    }

    fn warn_of_same(&mut self, name: &Name, terms: &[Term], scope: &Scope) {
        let open = Term::Variable(crate::model::VariableId(u32::MAX));
        if terms.len() == 2 && terms[0] == terms[1] && terms[0] != open {
            let message = format!("`{}` asks about an actor and itself", name.text);
            let hint = "nothing is coded about an actor and itself";
            self.tell(scope, Diagnostic::warning("theory::same_actor", message).at(self.place(name.at), "").hint(hint));
        }
    }

    fn function(&mut self, name: &Name, arguments: &[Formula], at: Place, scope: &mut Scope) -> Option<Typed> {
        let function = self.functions[name.text.as_str()];
        self.count(name, arguments.len(), function.takes.len(), "is a function", scope)?;
        let pairs = arguments.iter().zip(function.takes);
        let lowered: Vec<Option<Argument>> =
            pairs.map(|(argument, takes)| self.argument(argument, *takes, &name.text, scope)).collect();
        let lowered = lowered.into_iter().collect::<Option<Vec<Argument>>>()?;
        if let [Argument::Term(one), Argument::Term(other), ..] = lowered.as_slice() {
            self.warn_of_same(name, &[one.clone(), other.clone()], scope);
        }
        let of = match function.gives {
            Gives::Truth => Type::Truth,
            Gives::Number => Type::Number,
            Gives::Actors => Type::Actors,
        };
        self.typed(Node::Call(name.text.clone(), lowered), of, at)
    }

    fn argument(&mut self, argument: &Formula, takes: Takes, of: &str, scope: &mut Scope) -> Option<Argument> {
        match (takes, &argument.kind) {
            (Takes::Actor, _) => self.term(argument, Sort::Actor, of, scope).map(Argument::Term),
            (Takes::Treaty, _) => self.term(argument, Sort::Treaty, of, scope).map(Argument::Term),
            (Takes::Number, FormulaKind::Number(number)) => Some(Argument::Number(number.value)),
            (Takes::Truth, _) => {
                let why = format!("`{of}` takes a formula that holds or does not");
                self.crisp(argument, scope, "theory::fuzzy_argument", &why).map(Argument::Node)
            }
            (Takes::Word(words), FormulaKind::Name(word) | FormulaKind::Quoted(word)) if words.contains(&&**word) => {
                Some(Argument::Word(word.clone()))
            }
            (Takes::Word(words), FormulaKind::Name(word) | FormulaKind::Quoted(word)) => {
                let near = crate::parser::near(word, words.iter().copied());
                let problem = Diagnostic::error("theory::unknown_word", format!("`{of}` knows no `{word}`"));
                let problem = problem.at(self.place(argument.at), "");
                let otherwise = || Some(format!("it takes {}", takes_words(takes)));
                self.tell(scope, crate::parser::suggest(problem, near, otherwise));
                None
            }
            _ => {
                let message = format!("`{of}` takes {} here", takes_words(takes));
                let problem = Diagnostic::error("theory::wrong_argument", message).at(self.place(argument.at), "");
                self.tell(scope, problem.hint(self.call_form(of)));
                None
            }
        }
    }

    /// Puts a definition's body where it is called, its parameters replaced.
    fn put_in_place(
        &mut self,
        definition: usize,
        name: &Name,
        arguments: &[Formula],
        at: Place,
        scope: &mut Scope,
    ) -> Option<Typed> {
        let prelude = self.definitions[definition].prelude;
        let outer = self.site;
        if prelude {
            self.site = self.site.or(Some(at.0));
        } else {
            self.used.insert(name.text.clone());
            let defined = self.definitions[definition].position;
            if self.definitions[definition].state == State::Underway
                || defined == scope.position
                || (defined > scope.position && self.comes_back(&name.text, scope))
            {
                let problem = self.recursive(&name.text, name.at);
                self.tell(scope, problem);
                return None;
            }
            if defined > scope.position {
                let problem = Diagnostic::error(
                    "theory::used_before_definition",
                    format!("`{}` is used before it is defined", name.text),
                );
                let problem = problem
                    .at(self.place(name.at), "")
                    .at(self.declared.names[name.text.as_str()].span, "defined here");
                self.tell(scope, problem.hint("move its definition up"));
                return None;
            }
        }
        self.check_definition(definition);
        let typed = self.put_checked(definition, name, arguments, scope);
        self.site = outer;
        typed
    }

    fn put_checked(
        &mut self,
        definition: usize,
        name: &Name,
        arguments: &[Formula],
        scope: &mut Scope,
    ) -> Option<Typed> {
        let known = &self.definitions[definition];
        if known.state != State::Good {
            return None;
        }
        let (body, prelude, position) = (known.body, known.prelude, known.position);
        let (sorts, parameters) = (known.sorts.clone(), known.parameters.clone());
        self.count(name, arguments.len(), parameters.len(), "is a definition", scope)?;
        let mut inner = Scope {
            bindings: Vec::new(),
            definition: Some(name.text.clone()),
            prelude,
            // A definition already checked may stand anywhere below.
            position,
            quiet: true,
        };
        let mut good = true;
        for ((argument, sort), parameter) in arguments.iter().zip(sorts).zip(parameters) {
            let sort = sort.unwrap_or(Sort::Actor);
            match self.term(argument, sort, &name.text, scope) {
                Some(term) => {
                    let binding = Binding { name: parameter.to_owned(), term, sort: Bound::Known(sort), used: true };
                    inner.bindings.push(binding);
                }
                None => good = false,
            }
        }
        if !good {
            return None;
        }
        self.lower(body, &mut inner)
    }
}

fn calls_in<'f>(formula: &'f Formula, into: &mut Vec<&'f str>) {
    if let FormulaKind::Call(name, _) = &formula.kind {
        into.push(&name.text);
    }
    for part in formula.parts() {
        calls_in(part, into);
    }
}
