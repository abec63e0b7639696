//! The actor, cases and claim that a person means by a name, and what is said where there are none.

use crate::study::Study;
use conditions::Case;
use spells::{ActorId, NOBODY, Treaty};
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
        if let Some(treaty) = self.treaty_called(name) {
            return Warned::new(Vec::new(), vec![self.no_case_but_treaty(theory.cases, treaty)]);
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

impl Study {
    /// The treaty of an id, whatever its case.
    fn treaty_called(&self, name: &str) -> Option<&Treaty> {
        self.history.treaties().iter().find(|treaty| treaty.id.eq_ignore_ascii_case(name))
    }

    /// That a case was asked for by the id of a treaty: of whom it is, and what to write.
    fn no_case_but_treaty(&self, cases: CaseKind, treaty: &Treaty) -> Diagnostic {
        let id = |actor: ActorId| self.history.actor(actor).id.as_str();
        let bound = |a: ActorId, b: ActorId| {
            let relation = self.history.find_attribute("treaty_in_force").map(|at| self.history.relation(at));
            relation.is_some_and(|relation| [(a, b), (b, a)].iter().any(|(a, b)| relation.cell(a.0, b.0).len() > 0))
        };
        let of: Vec<String> = match cases {
            CaseKind::Actors => treaty.parties.iter().map(|party| id(*party).to_owned()).collect(),
            _ => {
                let parties = &treaty.parties;
                let pairs =
                    parties.iter().enumerate().flat_map(|(at, a)| parties[at + 1..].iter().map(move |b| (*a, *b)));
                pairs.filter(|(a, b)| bound(*a, *b)).map(|(a, b)| format!("{}-{}", id(a), id(b))).collect()
            }
        };
        let what = if cases == CaseKind::Actors { "actors" } else { "pairs of actors" };
        let message = format!("`{}` is a treaty, and the cases of this theory are {what}", treaty.id);
        let known = format!("`exceptio treaties --treaty {}` tells of the treaty itself", treaty.id);
        let hint = match of.as_slice() {
            [] => known,
            [one] => format!("write {one} for the case; {known}"),
            [first, ..] if of.len() > 6 => format!("write one of its {} cases, as {first}; {known}", of.len()),
            several => format!("write one of its cases: {}; {known}", several.join(", ")),
        };
        Diagnostic::misuse("explain::treaty", message).hint(hint)
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

#[cfg(test)]
mod tests {
    use crate::{Ask, built_in, open};

    fn told(name: &str) -> (String, String) {
        let study = open(&built_in("china-vietnam").unwrap(), &Ask::default()).study.unwrap();
        let theory = study.theory(None).value.unwrap();
        let problem = study.named_cases(&theory, name).problems.remove(0);
        (problem.message, problem.hint.unwrap_or_default())
    }

    #[test]
    fn a_treaty_is_told_from_a_case() {
        let (message, hint) = told("chn-prk-1961");
        assert_eq!(message, "`CHN-PRK-1961` is a treaty, and the cases of this theory are pairs of actors");
        assert_eq!(
            hint,
            "write CHN-PRK for the case; `exceptio treaties --treaty CHN-PRK-1961` tells of the treaty itself"
        );
        // Russia took the Soviet place: two pairs, and none of the two.
        let (_, hint) = told("VNM-SUN-1978");
        assert!(hint.starts_with("write one of its cases: VNM-SUN, VNM-RUS;"), "{hint}");
        let (message, _) = told("CHN-PRK-1962");
        assert_eq!(message, "no actor is called `1962`");
    }
}
