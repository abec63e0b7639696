//! Directed pairs that a claim cannot tell apart: one of two is judged, and speaks for both.

use crate::judge::{CaseVerdict, read_nodes};
use conditions::{Case, Program};
use std::collections::BTreeMap;

/// Directed pairs that are judged together with their mirror.
pub(crate) struct Mirrors {
    /// By claim: whether it says the same of a pair and its mirror.
    symmetric: Vec<bool>,
    /// The place of each case, where some claim is symmetric.
    places: BTreeMap<Case, usize>,
}

impl Mirrors {
    /// Of some cases of a program.
    pub fn new(program: &Program<'_>, cases: &[Case]) -> Self {
        let claims = program.theory.claims.iter();
        let symmetric: Vec<bool> = claims.map(|claim| program.is_symmetric(&read_nodes(program, claim))).collect();
        let any = symmetric.contains(&true);
        let places: BTreeMap<Case, usize> =
            cases.iter().enumerate().filter(|_| any).map(|(at, case)| (*case, at)).collect();
        // A case listed twice would be counted twice: then each is judged.
        Self { symmetric, places: if places.len() == cases.len() { places } else { BTreeMap::new() } }
    }

    /// Where the mirror of a case stands, if a claim says the same of both.
    pub fn of(&self, claim: usize, case: Case) -> Option<usize> {
        let mirror = Case { first: case.second, second: case.first };
        self.places.get(&mirror).copied().filter(|_| self.symmetric[claim])
    }

    /// Every verdict, those that were not judged taken from their mirrors.
    pub fn filled(&self, cases: &[Case], judged: Vec<Option<CaseVerdict>>) -> Vec<CaseVerdict> {
        let missing: Vec<(usize, CaseVerdict)> = judged
            .iter()
            .enumerate()
            .filter(|(_, verdict)| verdict.is_none())
            .filter_map(|(at, _)| {
                let mirror = Case { first: cases[at].second, second: cases[at].first };
                let verdict = judged[*self.places.get(&mirror)?].clone()?;
                Some((at, CaseVerdict { case: cases[at], ..verdict }))
            })
            .collect();
        let mut judged = judged;
        for (at, verdict) in missing {
            judged[at] = Some(verdict);
        }
        judged.into_iter().flatten().collect()
    }
}
