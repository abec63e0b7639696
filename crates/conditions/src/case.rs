//! What a theory is held against: pairs, actors or treaties.

use spells::{About, ActorId, History};
use std::collections::BTreeSet;
use theory::model::CaseKind;

/// One case. For pairs `first` is `a` and `second` is `b`; for actors and treaties there is no second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Case {
    /// The actor `a`, or the treaty.
    pub first: u32,
    /// The actor `b`, or [`spells::NOBODY`].
    pub second: u32,
}

impl Case {
    /// `CHN>PRK` for a directed pair, `CHN-PRK` for an undirected one, `CHN` or a treaty's id otherwise.
    pub fn name(self, kind: CaseKind, history: &History) -> String {
        let actor = |id: u32| history.actor(ActorId(id)).id.as_str();
        match kind {
            CaseKind::DirectedPairs => format!("{}>{}", actor(self.first), actor(self.second)),
            CaseKind::UndirectedPairs => format!("{}-{}", actor(self.first), actor(self.second)),
            CaseKind::Actors => actor(self.first).to_owned(),
            CaseKind::Treaties => history.treaties()[self.first as usize].id.clone(),
        }
    }
}

/// Which cases are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Universe {
    /// Those about which anything at all is coded: for a pair, a coding that names both.
    #[default]
    Coded,
    /// All that existed together for a day.
    All,
}

/// The cases of a kind in a history, in order of ids. Pairs never pair an actor with itself, and both must have lived on
/// one day of the window. O(codings) for [`Universe::Coded`], O(actors squared) for [`Universe::All`].
pub fn cases(kind: CaseKind, universe: Universe, history: &History) -> Vec<Case> {
    let actors = history.actors().len() as u32;
    match kind {
        CaseKind::Actors => (0..actors)
            .filter(|a| !history.lifetime(About::Actor, *a, *a).is_empty())
            .map(|first| Case { first, second: spells::NOBODY })
            .collect(),
        CaseKind::Treaties => {
            (0..history.treaties().len() as u32).map(|first| Case { first, second: spells::NOBODY }).collect()
        }
        CaseKind::DirectedPairs | CaseKind::UndirectedPairs => {
            let directed = kind == CaseKind::DirectedPairs;
            let pairs: BTreeSet<(u32, u32)> = match universe {
                Universe::Coded => coded_pairs(history),
                Universe::All => (0..actors).flat_map(|a| (a + 1..actors).map(move |b| (a, b))).collect(),
            };
            let lived = pairs.into_iter().filter(|(a, b)| !history.lifetime(About::Directed, *a, *b).is_empty());
            let mut cases: Vec<Case> = lived
                .flat_map(|(a, b)| {
                    let back = directed.then_some(Case { first: b, second: a });
                    [Some(Case { first: a, second: b }), back].into_iter().flatten()
                })
                .collect();
            cases.sort_unstable();
            cases
        }
    }
}

/// Pairs, lower id first, that some coding names.
fn coded_pairs(history: &History) -> BTreeSet<(u32, u32)> {
    let mut pairs = Vec::new();
    for (at, attribute) in history.attributes().iter().enumerate() {
        if matches!(attribute.about, About::Directed | About::Undirected) {
            let relation = history.relation(spells::AttributeId(at as u32));
            pairs.extend(relation.pairs().map(|(a, b)| (a.min(b), a.max(b))).filter(|(a, b)| a != b));
        }
    }
    pairs.into_iter().collect()
}
