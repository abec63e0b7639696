//! Claims, predictions and what they cite.

use super::Checker;
use super::types::Scope;
use crate::ast::{Event as SaidEvent, Foretold, Name, Says, Statement, StatementKind};
use crate::model::{CaseKind, Citation, Claim, ClaimKind, Event, Predicted, Prediction};
use crate::parser::suggest;
use crate::printer::{claim_words, prediction_words};
use spells::{Conventions, PossibleDays, parse_date};
use std::collections::{BTreeMap, BTreeSet};
use text::{Diagnostic, Span};

impl<'a> Checker<'a> {
    /// Every claim and then every prediction, in the order of the file, with what each cites.
    pub(super) fn claims_and_predictions(&mut self, statements: &[&'a Statement]) {
        let mut names: BTreeMap<(&str, &str), Span> = BTreeMap::new();
        let mut scope = self.scope_at(statements.len());
        let vocabulary = self.vocabulary;
        let sources: BTreeSet<&str> = vocabulary.sources.iter().map(String::as_str).collect();
        // Whether what stands before a run of citations can cite at all.
        let mut may_cite = false;
        for (at, statement) in statements.iter().enumerate() {
            self.here = Some(statement.at.0);
            if !matches!(statement.kind, StatementKind::Cites { .. }) {
                use StatementKind::{Broken, Claim, Predict, Theory};
                may_cite = matches!(statement.kind, Theory { .. } | Claim { .. } | Predict { .. } | Broken { .. });
            }
            match &statement.kind {
                StatementKind::Theory { .. } if self.theory.cites.is_empty() => {
                    self.theory.cites = cites_behind(&statements[at + 1..]);
                }
                StatementKind::Claim { name, says } => {
                    let fresh = self.fresh(&mut names, "claim", name);
                    if let (true, Some(kind)) = (fresh, self.claim_kind(says, &mut scope)) {
                        let cites = cites_behind(&statements[at + 1..]);
                        let (name, words, span) = (name.text.clone(), claim_words(says), statement.at.0);
                        self.theory.claims.push(Claim { name, kind, words, cites, span });
                    }
                }
                StatementKind::Cites { key, .. } => self.check_citation(key, statement, &sources, may_cite),
                _ => {}
            }
        }
        for (at, statement) in statements.iter().enumerate() {
            let StatementKind::Predict { name, says, from } = &statement.kind else { continue };
            self.here = Some(statement.at.0);
            let fresh = self.fresh(&mut names, "prediction", name);
            let predicted = self.predicted(says, &mut scope);
            let from = self.claims_named(from);
            if let (true, Some(predicted), Some(from)) = (fresh, predicted, from) {
                let cites = cites_behind(&statements[at + 1..]);
                let (name, words, span) = (name.text.clone(), prediction_words(says), statement.at.0);
                self.theory.predictions.push(Prediction { name, predicted, words, from, cites, span });
            }
        }
        if self.declared.claims.is_empty() && !statements.iter().any(|statement| is_broken_claim(statement)) {
            let problem = Diagnostic::warning("theory::no_claims", "the theory claims nothing")
                .hint("add one, as in `claim needed: X is necessary for Y`");
            self.problems.push(match statements.first() {
                Some(statement) => problem.at(statement.at.0, ""),
                None => problem,
            });
        }
    }

    fn fresh(
        &mut self,
        names: &mut BTreeMap<(&'static str, &'a str), Span>,
        what: &'static str,
        name: &'a Name,
    ) -> bool {
        let Some(first) = names.get(&(what, name.text.as_str())) else {
            names.insert((what, &name.text), name.at.0);
            return true;
        };
        let problem = Diagnostic::error("theory::duplicate_name", format!("two {what}s are called `{}`", name.text));
        let problem = problem.at(name.at.0, "again here").at(*first, "first here");
        self.problems.push(problem.hint("give one of them another name"));
        false
    }

    fn check_citation(&mut self, key: &Name, statement: &Statement, sources: &BTreeSet<&str>, may_cite: bool) {
        if !sources.is_empty() && !sources.contains(key.text.as_str()) {
            let near = crate::parser::near(&key.text, self.vocabulary.sources.iter().map(String::as_str));
            let problem = Diagnostic::error("theory::unknown_source", format!("no source has the key `{}`", key.text));
            let problem = problem.at(key.at.0, "");
            self.problems.push(suggest(problem, near, || Some("add it to sources.bib".to_owned())));
        }
        if !may_cite {
            let problem =
                Diagnostic::error("theory::misplaced_citation", "`cites` stands behind nothing that can cite");
            let hint = "put it right behind a theory, claim or predict line";
            self.problems.push(problem.at(statement.at.0, "").hint(hint));
        }
    }

    fn claim_kind(&mut self, says: &Says, scope: &mut Scope) -> Option<ClaimKind> {
        match says {
            Says::Static { left, relation, right, .. } => {
                let (left, right) = (self.truth(left, scope), self.truth(right, scope));
                Some(ClaimKind::Static { relation: *relation, condition: left?.node, outcome: right?.node })
            }
            Says::While { event, never, condition } => {
                let event = self.event(event, scope);
                let why = "what holds while something happens must hold or not: it cannot be fuzzy";
                let condition = self.crisp(condition, scope, "theory::fuzzy_event", why);
                let (event, condition) = (event?, condition?);
                Some(if *never {
                    ClaimKind::NotWhile { event, condition }
                } else {
                    ClaimKind::OnlyWhile { event, condition }
                })
            }
            Says::Order { event, order, anchor } => {
                let (event, anchor) = (self.event(event, scope), self.event(anchor, scope));
                Some(ClaimKind::Order { event: event?, order: *order, anchor: anchor? })
            }
        }
    }

    fn event(&mut self, event: &SaidEvent, scope: &mut Scope) -> Option<Event> {
        let why = "what starts or ends must hold or not: it cannot be fuzzy";
        let what = self.crisp(&event.what, scope, "theory::fuzzy_event", why)?;
        Some(Event { what, edge: event.edge })
    }

    fn predicted(&mut self, says: &Foretold, scope: &mut Scope) -> Option<Predicted> {
        match says {
            Foretold::Renewal { treaty, date } => {
                let known = self.named_term(
                    &treaty.text,
                    treaty.at,
                    super::types::Sort::Treaty,
                    "treaty",
                    &mut Scope::default(),
                );
                let due = self.date(date);
                known.and_then(|_| Some(Predicted::Renewal { treaty: treaty.text.clone(), due: due? }))
            }
            Foretold::Holds { formula, case, date } => {
                let why = "what is predicted must hold or not: it cannot be fuzzy";
                let node = self.crisp(formula, scope, "theory::fuzzy_prediction", why);
                let on = self.date(date);
                let case = self.case(case);
                Some(Predicted::Holds { node: node?, case: case?, on: on? })
            }
        }
    }

    fn case(&mut self, ids: &[Name]) -> Option<Vec<String>> {
        use super::types::Sort;
        let (count, sort, words) = match self.theory.cases {
            CaseKind::DirectedPairs | CaseKind::UndirectedPairs => {
                (2, Sort::Actor, "a pair: two actors, as in `CHN, PRK`")
            }
            CaseKind::Actors => (1, Sort::Actor, "one actor"),
            CaseKind::Treaties => (1, Sort::Treaty, "one treaty"),
        };
        let at = ids[0].at.to(ids[ids.len() - 1].at);
        if ids.len() != count {
            let problem = Diagnostic::error("theory::wrong_case", format!("a case of this theory is {words}"));
            let pair = ids.len() == 1 && count == 2 && ids[0].text.contains('-');
            let hint = pair.then(|| format!("write `{}`", ids[0].text.replacen('-', ", ", 1)));
            self.problems.push(problem.at(at.0, "").maybe_hint(hint));
            return None;
        }
        if count == 2 && ids[0].text == ids[1].text {
            let problem = Diagnostic::error("theory::wrong_case", "a pair is of two different actors");
            self.problems.push(problem.at(at.0, ""));
            return None;
        }
        let terms: Vec<Option<_>> =
            ids.iter().map(|id| self.named_term(&id.text, id.at, sort, "for", &mut Scope::default())).collect();
        terms.iter().all(Option::is_some).then(|| ids.iter().map(|id| id.text.clone()).collect())
    }

    fn date(&mut self, date: &Name) -> Option<PossibleDays> {
        match parse_date(&date.text, &Conventions::default()) {
            Ok(days) => Some(days),
            Err(problem) => {
                let message = format!("`{}` is no date: {}", date.text, problem.message);
                let told = Diagnostic::error("theory::bad_date", message).at(date.at.0, "");
                let hint = problem.hint.unwrap_or_else(|| "write it as 2021-07-11, 2021-07 or 2021".to_owned());
                self.problems.push(told.hint(hint));
                None
            }
        }
    }

    /// The places of named claims.
    fn claims_named(&mut self, names: &[Name]) -> Option<Vec<usize>> {
        let mut places = Vec::new();
        let mut good = true;
        for name in names {
            match self.theory.claims.iter().position(|claim| claim.name == name.text) {
                Some(at) => places.push(at),
                None => good = false,
            }
            if !self.declared.claims.contains_key(name.text.as_str()) {
                let near = crate::parser::near(&name.text, self.declared.claims.keys().copied());
                let problem = Diagnostic::error("theory::unknown_claim", format!("no claim is called `{}`", name.text));
                self.problems.push(suggest(problem.at(name.at.0, ""), near, || None));
            }
        }
        good.then_some(places)
    }
}

fn is_broken_claim(statement: &Statement) -> bool {
    matches!(&statement.kind, StatementKind::Broken { keyword, .. } if keyword == "claim")
}

/// The citations right behind a statement.
fn cites_behind(behind: &[&Statement]) -> Vec<Citation> {
    let cites = behind.iter().map_while(|statement| match &statement.kind {
        StatementKind::Cites { key, locator } => Some((key, locator, statement.at.0)),
        _ => None,
    });
    let citation = |(key, locator, span): (&Name, &Option<Name>, Span)| Citation {
        key: key.text.clone(),
        locator: locator.as_ref().map(|locator| locator.text.clone()).unwrap_or_default(),
        span,
    };
    cites.map(citation).collect()
}
