//! The actor, cases and claim that a person means by a name, and what is said where there are none.

use crate::study::Study;
use conditions::Case;
use spells::{ActorId, NOBODY};
use text::{Diagnostic, Warned, did_you_mean};
use theory::model::{CaseKind, Theory};

impl Study {
    /// The actor of an id. Errs with `code` where there is none; the hint says which id a name or a code stands for, which id is
    /// near, or which there are.
    pub(crate) fn actor_called(&self, word: &str, code: &'static str) -> Result<ActorId, Box<Diagnostic>> {
        self.history.find_actor(word).ok_or_else(|| {
            let near = self.base.actor_hint(word);
            let hint = near.unwrap_or_else(|| {
                let ids: Vec<&str> = self.history.actors().iter().map(|actor| actor.id.as_str()).collect();
                format!("the study has: {}", ids.join(", "))
            });
            Box::new(Diagnostic::misuse(code, format!("no actor is called `{word}`")).hint(hint))
        })
    }

    /// The cases that a person means by `CHN>PRK`, `CHN-PRK`, `CHN` or a treaty's id.
    pub(crate) fn named_cases(&self, theory: &Theory, name: &str) -> Warned<Vec<Case>> {
        let history = &self.history;
        if theory.cases == CaseKind::Treaties {
            return match history.find_treaty(name) {
                Some(treaty) => Warned::clean(vec![Case { first: treaty.0, second: NOBODY }]),
                None => {
                    let names: Vec<&str> = history.treaties().iter().map(|treaty| treaty.id.as_str()).collect();
                    let hint =
                        did_you_mean(name, names.iter().copied(), || format!("the study has: {}", names.join(", ")));
                    let message = format!("no treaty is called `{name}`");
                    Warned::new(Vec::new(), vec![Diagnostic::misuse("explain::unknown_case", message).hint(hint)])
                }
            };
        }
        let directed = name.contains('>');
        let parts: Vec<&str> = name.split(['>', '-']).map(str::trim).collect();
        let mut problems = Vec::new();
        let actors: Vec<u32> = parts
            .iter()
            .filter_map(|id| {
                self.actor_called(id, "explain::unknown_case").map_err(|problem| problems.push(*problem)).ok()
            })
            .map(|actor| actor.0)
            .collect();
        let cases = match (theory.cases, actors.as_slice()) {
            _ if !problems.is_empty() => Vec::new(),
            (CaseKind::Actors, [first]) => vec![Case { first: *first, second: NOBODY }],
            (CaseKind::UndirectedPairs, [a, b]) if a != b => vec![Case { first: *a.min(b), second: *a.max(b) }],
            (CaseKind::DirectedPairs, [a, b]) if a != b => {
                let there = Case { first: *a, second: *b };
                let back = Case { first: *b, second: *a };
                if directed { vec![there] } else { vec![there, back] }
            }
            (kind, _) => {
                let wanted = match kind {
                    CaseKind::Actors => "one actor, as CHN",
                    _ => "two actors, as CHN-PRK (or CHN>PRK for one direction)",
                };
                let message = format!("`{name}` is no case of this theory");
                problems.push(Diagnostic::misuse("explain::no_case", message).hint(format!("its cases are {wanted}")));
                Vec::new()
            }
        };
        Warned::new(cases, problems)
    }
}

/// That a theory makes no claim of a name.
pub(crate) fn unknown_claim(theory: &Theory, wanted: Option<&str>) -> Option<Diagnostic> {
    let wanted = wanted.filter(|wanted| theory.claim(wanted).is_none())?;
    let names: Vec<&str> = theory.claims.iter().map(|claim| claim.name.as_str()).collect();
    let hint = did_you_mean(wanted, names.iter().copied(), || format!("the theory claims: {}", names.join(", ")));
    let message = format!("`{}` makes no claim called `{wanted}`", theory.name);
    Some(Diagnostic::misuse("explain::unknown_claim", message).hint(hint))
}
