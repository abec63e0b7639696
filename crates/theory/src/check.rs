//! A tree to a theory: every name resolved, every type known, every problem told at once.
//!
//! Takes the tree and the vocabulary; gives the checked theory, or none where its conditions, outcomes or scope cannot be
//! relied on. A claim or prediction with an error in it is left out and told; the others stand. Evaluates nothing.

mod calls;
mod claims;
mod compare;
mod declarations;
mod formulas;
mod terms;
mod types;
mod values;

use crate::ast::{File, ItemKind, Place, Statement, StatementKind};
use crate::model::{Node, NodeId, Theory};
use crate::vocabulary::{Signature, Vocabulary};
use calls::Defined;
use declarations::Declarations;
use spells::Attribute;
use std::collections::{BTreeMap, BTreeSet};
use text::{Diagnostic, Span, Warned};
use types::Scope;

/// The most nodes of a theory with its definitions put in place.
const MOST_NODES: usize = 20_000;

/// How deep nodes may nest with definitions put in place.
const MOST_DEPTH: usize = 400;

/// Resolves a theory's names and types.
///
/// * Takes a tree (broken statements in it have been reported by the parser) and what it may speak of.
/// * Gives the theory, or `None` where an error touches its name, scope, conditions or outcomes. Claims and predictions with
///   an error are left out. Wherever something is left out, a problem says so, here or from the parser.
/// * A condition may name only what stands above it; scope, claims and predictions may name any. A vague date of a
///   prediction is read by the default conventions.
/// * Never fails otherwise.
pub fn check(parsed: &File, vocabulary: &Vocabulary) -> Warned<Option<Theory>> {
    let statements: Vec<&Statement> = parsed
        .items
        .iter()
        .filter_map(|item| match &item.what {
            ItemKind::Statement { statement, .. } => Some(&**statement),
            ItemKind::Comment(_) => None,
        })
        .collect();
    let mut checker = Checker::new(&statements, vocabulary);
    checker.run(&statements);
    let usable = !checker.fatal;
    Warned::new(usable.then_some(checker.theory), checker.problems)
}

struct Checker<'a> {
    attributes: BTreeMap<&'a str, &'a Attribute>,
    functions: BTreeMap<&'a str, &'a Signature>,
    vocabulary: &'a Vocabulary,
    declared: Declarations<'a>,
    /// Definitions with parameters, of the theory and of the prelude.
    definitions: Vec<Defined<'a>>,
    theory: Theory,
    problems: Vec<Diagnostic>,
    /// Whether the theory as a whole cannot be relied on.
    fatal: bool,
    /// Names of conditions, outcomes and definitions that something mentions.
    used: BTreeSet<String>,
    /// Where a definition of the prelude is being used: its nodes and problems stand there.
    site: Option<Span>,
    depth: usize,
    /// The statement being resolved.
    here: Option<Span>,
    /// Whether the theory has outgrown its limits; said once.
    outgrown: bool,
}

impl<'a> Checker<'a> {
    fn new(statements: &[&'a Statement], vocabulary: &'a Vocabulary) -> Self {
        let declared = Declarations::of(statements);
        let theory = Theory {
            name: String::new(),
            title: String::new(),
            cites: Vec::new(),
            cases: declared.cases,
            scope: None,
            conditions: Vec::new(),
            outcomes: Vec::new(),
            claims: Vec::new(),
            predictions: Vec::new(),
            nodes: Vec::new(),
            spans: Vec::new(),
            variables: declared.case_variables().iter().map(|name| (*name).to_owned()).collect(),
        };
        Self {
            attributes: vocabulary.attributes.iter().map(|attribute| (attribute.name.as_str(), attribute)).collect(),
            functions: vocabulary.functions.iter().map(|function| (function.name, function)).collect(),
            vocabulary,
            definitions: calls::definitions(statements),
            declared,
            theory,
            problems: Vec::new(),
            fatal: false,
            used: BTreeSet::new(),
            site: None,
            depth: 0,
            here: None,
            outgrown: false,
        }
    }

    fn run(&mut self, statements: &[&'a Statement]) {
        self.check_declarations(statements);
        for (position, statement) in statements.iter().enumerate() {
            self.here = Some(statement.at.0);
            match &statement.kind {
                StatementKind::Let { name, parameters: None, value } => self.condition(position, name, value),
                StatementKind::Let { parameters: Some(_), .. } => self.check_definition_at(position),
                StatementKind::Outcome { name, label, value } => self.outcome(position, name, label.as_ref(), value),
                _ => {}
            }
        }
        for statement in statements {
            if let StatementKind::Scope { formula } = &statement.kind
                && self.theory.scope.is_none()
            {
                self.here = Some(statement.at.0);
                self.scope_of_theory(statements.len(), formula);
            }
        }
        self.claims_and_predictions(statements);
        if !self.outgrown {
            self.unused(statements);
        }
        self.problems.sort_by_key(|problem| problem.labels.first().map(|label| label.span.start));
    }

    /// The names in force at a statement: the case's variables.
    fn scope_at(&self, position: usize) -> Scope {
        Scope { bindings: self.declared.bindings(), position, ..Scope::default() }
    }

    fn place(&self, at: Place) -> Span {
        self.site.unwrap_or(at.0)
    }

    fn tell(&mut self, scope: &Scope, problem: Diagnostic) {
        if !scope.quiet {
            self.problems.push(problem);
        }
    }

    /// Adds a node; none where the theory has outgrown its limit.
    fn add(&mut self, node: Node, at: Place) -> Option<NodeId> {
        if self.theory.nodes.len() >= MOST_NODES {
            let message = format!("the theory has more than {MOST_NODES} parts once its definitions are put in place");
            self.outgrow("theory::too_large", message, at);
            return None;
        }
        let id = NodeId(self.theory.nodes.len() as u32);
        self.theory.nodes.push(node);
        self.theory.spans.push(self.place(at));
        Some(id)
    }

    /// Says once that a limit is passed; nothing is resolved from then on.
    fn outgrow(&mut self, code: &'static str, message: String, at: Place) {
        self.fatal = true;
        if !std::mem::replace(&mut self.outgrown, true) {
            let hint = "definitions that use definitions multiply: write fewer, or make conditions of them";
            let problem = Diagnostic::error(code, message);
            let problem = self.here.into_iter().fold(problem, |problem, here| problem.at(here, "in this statement"));
            self.problems.push(problem.at(self.place(at), "at this point").hint(hint));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Argument, CaseKind, ClaimKind, ConditionKind, Node, Predicted, Theory};
    use text::{Files, Warned};

    fn read(text: &str) -> Warned<Option<Theory>> {
        let mut files = Files::new();
        let file = files.add("t.theory", text);
        crate::read(&files, file, &crate::demo::vocabulary())
    }

    fn good(text: &str) -> Theory {
        let read = read(text);
        assert!(!read.has_errors(), "{:?}", read.problems);
        read.value.expect("a theory without errors")
    }

    const TWO_CRITERIA: &str = r#"
theory two-criteria "Shared security interest and shared ideology, both or no alliance"
cites essay "para. 3"

scope one_party(a) and party_control(a) = subjective

let INTEREST = (threats(a) overlaps threats(b) or shares_interest(a, b)) and not clash(a, b) and not threatens_each_other(a, b)
let IDEOLOGY = ideology(a) = ideology(b) and not rift(a, b)
let COOPERATION = cooperates(a, b)
outcome ALLIANCE = allied(a, b)

# INTEREST*IDEOLOGY <- ALLIANCE
claim both-needed:  INTEREST*IDEOLOGY is necessary for ALLIANCE
    cites essay "paras 3, 9"
claim cooperates:   INTEREST*~IDEOLOGY is sufficient for COOPERATION*~ALLIANCE
    cites essay "paras 8, 9"
# the lag is reported, not assumed
claim ends:         ALLIANCE ends after INTEREST*IDEOLOGY ends
    cites essay "paras 4-6"
claim lasts:        ALLIANCE does not end while INTEREST and (IDEOLOGY)
    cites essay "para. 7"
predict renewal:    treaty CHN-PRK-1961 is renewed at its decision of 2021-07   from lasts, ends
predict holds: ALLIANCE holds for CHN, PRK on 2021-07-11 from lasts
"#;

    #[test]
    fn the_example_of_the_model_is_read_whole() {
        let theory = good(TWO_CRITERIA);
        assert_eq!(theory.cases, CaseKind::DirectedPairs);
        assert_eq!(theory.variables, ["a", "b"]);
        let words: Vec<&str> = theory.claims.iter().map(|claim| claim.words.as_str()).collect();
        assert_eq!(
            words,
            [
                "INTEREST*IDEOLOGY is necessary for ALLIANCE",
                "INTEREST*~IDEOLOGY is sufficient for COOPERATION*~ALLIANCE",
                "ALLIANCE ends after INTEREST*IDEOLOGY ends",
                "ALLIANCE does not end while INTEREST*(IDEOLOGY)",
            ]
        );
        assert_eq!(theory.claims[1].cites[0].locator, "paras 8, 9");
        assert_eq!(theory.predictions[0].from, [3, 2]);
        assert!(matches!(&theory.predictions[1].predicted, Predicted::Holds { case, .. } if case == &["CHN", "PRK"]));
        let Node::And(parts) = theory.node(theory.conditions[0].node) else { panic!("an and") };
        let Node::Not(threatens) = theory.node(parts[2]) else { panic!("a not") };
        // The prelude's definition stands where it is called.
        assert!(matches!(theory.node(*threatens), Node::And(members) if members.len() == 2));
        let span = theory.span(*threatens);
        assert!(TWO_CRITERIA[span.start as usize..].starts_with("threatens_each_other(a, b)"));
        assert_eq!(theory.nodes.len(), theory.spans.len());
    }

    #[test]
    fn values_of_conditions_have_their_kinds() {
        let theory = good(
            "theory t\nlet R = regime(a)\nlet L = cut(power(a), 10, 20)\nlet F = calibrate(power(a), direct 1 2 3)\n\
             let C = calibrate(power(a), crisp 20)\nlet S = F*C\nlet A = R\nclaim c: R[military,personal]*L=1*A{democracy} -> S",
        );
        let kinds: Vec<&ConditionKind> = theory.conditions.iter().map(|condition| &condition.kind).collect();
        assert!(matches!(kinds[0], ConditionKind::Multi(levels) if levels.len() == 4));
        assert!(matches!(kinds[1], ConditionKind::Multi(levels) if levels == &["0", "1", "2"]));
        assert_eq!(kinds[2..5], [&ConditionKind::Fuzzy, &ConditionKind::Crisp, &ConditionKind::Fuzzy]);
        assert_eq!(theory.cases, CaseKind::Actors);
        assert_eq!(theory.claims[0].words, "R{military,personal} * L = 1 * A{democracy} is sufficient for S");
        let ClaimKind::Static { condition, .. } = theory.claims[0].kind else { panic!("static") };
        let Node::And(parts) = theory.node(condition) else { panic!("and") };
        assert!(parts.iter().all(|part| matches!(theory.node(*part), Node::Levels(..))));
    }

    #[test]
    fn each_use_of_a_definition_has_its_own_variable_and_prelude_names_give_way() {
        let theory = good("theory t\nlet X = shares_rival(a, b) and shares_rival(b, a)\nclaim c: X -> X");
        assert_eq!(theory.variables, ["a", "b", "t", "t"]);
        let theory =
            good("theory t\nlet shares_rival(x, y) = clash(x, y)\nlet X = shares_rival(a, b)\nclaim c: X -> X");
        assert!(matches!(theory.node(theory.conditions[0].node), Node::Attribute(name, _) if name == "clash"));
        let theory = good("theory t\nlet X = a = CHN and years_since(clash(a, b)) > 3\nclaim c: X -> X");
        assert!(
            theory.nodes.iter().any(|node| matches!(node, Node::Call(_, of) if matches!(of[0], Argument::Node(_))))
        );
    }

    #[test]
    fn a_bad_claim_is_left_out_and_a_bad_condition_spoils_the_theory() {
        let text = "theory t\nlet X = clash(a, b)\nclaim c: X -> Y\nclaim d: X -> X\npredict p: X holds for CHN, PRK on 2021 from c\n\
                    predict q: X holds for CHN, PRK on 2021 from d";
        let found = read(text);
        assert_eq!(found.problems.len(), 1);
        let theory = found.value.expect("usable");
        assert_eq!((theory.claims.len(), theory.predictions.len()), (1, 1));
        assert_eq!(theory.predictions[0].from, [0]);
        assert!(read("theory t\nlet X = cash(a, b)\nclaim d: X -> X").value.is_none());
    }

    #[test]
    fn definitions_upon_definitions_stay_within_the_limits_and_the_stack() {
        let mut text = "theory t\nlet f0(x) = one_party(x)\n".to_owned();
        for at in 1..1000 {
            text.push_str(&format!("let f{at}(x) = f{}(x)\n", at - 1));
        }
        let found = read(&format!("{text}let X = f999(a)\nclaim c: X -> X"));
        assert_eq!(found.problems[0].code, "theory::too_deep");
        let mut text = "theory t\nlet f0(x) = one_party(x)\n".to_owned();
        for at in 1..200 {
            let deep = format!("{}f{}(x)", "not not (".repeat(30), at - 1);
            text.push_str(&format!("let f{at}(x) = {deep}{}\n", ")".repeat(30)));
        }
        let found = read(&format!("{text}let X = f199(a)\nclaim c: X -> X"));
        assert_eq!(found.problems[0].code, "theory::too_deep");
        let mut text = "theory t\nlet f0(x) = one_party(x)\n".to_owned();
        for at in 1..70 {
            text.push_str(&format!("let f{at}(x) = f{0}(x) and f{0}(x)\n", at - 1));
        }
        let found = read(&format!("{text}let X = f69(a)\nclaim c: X -> X"));
        assert_eq!(found.problems[0].code, "theory::too_large");
    }
}
