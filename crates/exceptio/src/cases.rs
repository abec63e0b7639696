//! Which cases theories are held against: those coded, all pairs, or the coded ones with near-relevant negatives.

use crate::study::Study;
use crate::test::TestOptions;
use conditions::{Budget, Case, OverBudget, Program, Universe, cases};
use theory::model::{CaseKind, Theory};
use verdicts::NearRelevant;

/// The cases, and how some of them came in.
pub(crate) struct Chosen {
    pub cases: Vec<Case>,
    /// Where near-relevant negatives were asked for and the study does not take every pair anyway.
    pub near: Option<NearRelevant>,
}

impl Study {
    /// The cases that a view of the study has: those coded in it, or all pairs.
    pub(crate) fn cases_in(&self, theory: &Theory, all_pairs: bool, history: &spells::History) -> Vec<Case> {
        let every_pair = self.base.universe == casebase::Universe::All || all_pairs;
        cases(theory.cases, if every_pair { Universe::All } else { Universe::Coded }, history)
    }

    /// The cases for theories about cases of one kind; at least one theory.
    pub(crate) fn choose(
        &self,
        programs: &[&Program<'_>],
        options: &TestOptions,
        budget: &Budget,
    ) -> Result<Chosen, OverBudget> {
        let kind = programs.first().map_or(CaseKind::DirectedPairs, |program| program.theory.cases);
        let all = |universe| cases(kind, universe, &self.history);
        let every_pair = self.base.universe == casebase::Universe::All || options.all_pairs;
        if every_pair {
            return Ok(Chosen { cases: all(Universe::All), near: None });
        }
        let coded = all(Universe::Coded);
        if !options.near_relevant {
            return Ok(Chosen { cases: coded, near: None });
        }
        let near = verdicts::near_relevant(programs, &coded, &all(Universe::All), budget)?;
        Ok(Chosen { cases: near.cases.clone(), near: Some(near) })
    }
}
