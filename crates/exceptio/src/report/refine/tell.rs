//! What the search found, told in the names of the study.

use super::{
    AnswerReport, BySize, ChanceReport, ConditionGround, ElsewhereEffect, GroundReport, LeftOutReport, NotSearched,
    RefinedReport, SearchReport,
};
use crate::report::{Witness, definition_of, witness};
use analysis::refine::{Answer, Atom, Chance, Effect, Foretold, Ground, LeftOut, Rank, Refined};
use casebase::CaseBase;
use conditions::{Case, Program};
use std::collections::BTreeSet;
use verdicts::ClaimVerdicts;
use verdicts::compare::Fate;

/// What it takes to name cases and claims.
pub(crate) struct Names<'a> {
    pub base: &'a CaseBase,
    pub program: &'a Program<'a>,
    pub judged: &'a [ClaimVerdicts],
    pub cases: &'a [Case],
}

impl Names<'_> {
    fn case(&self, at: usize) -> String {
        self.cases[at].name(self.program.theory.cases, self.program.history)
    }

    fn cases(&self, of: &[usize]) -> Vec<String> {
        of.iter().map(|at| self.case(*at)).collect()
    }

    fn fates(&self, of: &[(usize, Fate)]) -> Vec<(String, &'static str)> {
        of.iter().map(|(at, fate)| (self.case(*at), fate.words())).collect()
    }

    fn claim(&self, at: usize) -> (String, String) {
        let judged = &self.judged[at];
        (self.program.theory.claims[judged.claim].name.clone(), definition_of(self.program, judged))
    }

    /// A claim that was not searched.
    pub fn not_searched(&self, at: usize, why: &'static str) -> NotSearched {
        let (claim, definition) = self.claim(at);
        NotSearched { claim, definition, why }
    }

    /// A claim refined.
    pub fn refined(&self, atoms: &[Atom], at: usize, found: &Refined) -> RefinedReport {
        let (claim, definition) = self.claim(at);
        let p = |size: usize| found.chance.as_ref().and_then(|chance| chance.by_size.get(size)).copied();
        let sized = found.by_size.iter().enumerate().filter_map(|(size, best)| Some((p(size), best.as_ref()?)));
        let answers: Vec<AnswerReport> = found.answers.iter().map(|answer| self.answer(atoms, answer)).collect();
        RefinedReport {
            claim,
            words: self.program.theory.claims[self.judged[at].claim].words.clone(),
            definition,
            exceptions: self.cases(&found.exceptions),
            standing: self.cases(&found.standing),
            days_stood: found.days_stood,
            search: SearchReport {
                conditions: found.atoms,
                distinct: found.distinct,
                changes: found.changes,
                behaviours: found.behaviours,
            },
            leaves: found.answers.first().map(|answer| answer.rank.left),
            minimal: found.minimal.clone(),
            dominated: found.dominated,
            failed: found.failed,
            by_size: sized.map(|(p, (rank, line))| by_size(*rank, line, p)).collect(),
            cheapest: found.cheapest.as_ref().map(|answer| self.answer(atoms, answer)),
            chance: found.chance.as_ref().map(chance),
            standing_of_find: "none",
            held_out: found.held_out.iter().map(|left| self.left_out(left)).collect(),
            answers,
        }
    }

    fn answer(&self, atoms: &[Atom], answer: &Answer) -> AnswerReport {
        let used: BTreeSet<usize> = answer.change.literals.iter().map(|literal| literal.atom).collect();
        let of: BTreeSet<String> = used.iter().map(|atom| atoms[*atom].of.clone()).collect();
        let Effect { resolved, not_everywhere, unresolved, broken, lost, gained, elsewhere } = &answer.effect;
        AnswerReport {
            change: answer.change.place.words(),
            line: answer.line.clone(),
            theory: theory::print(&answer.file),
            size: answer.rank.size,
            of: of.into_iter().collect(),
            thresholds: used.iter().filter(|atom| atoms[**atom].threshold).count(),
            resolved: self.fates(resolved),
            not_everywhere: self.cases(not_everywhere),
            unresolved: self.fates(unresolved),
            broken: self.cases(broken),
            lost: self.fates(lost),
            given_up: self.cases(&answer.given_up),
            gained: self.cases(gained),
            days_stood: answer.days_stood,
            elsewhere: (elsewhere.iter())
                .map(|other| {
                    let (claim, definition) = self.claim(other.judged);
                    ElsewhereEffect {
                        claim,
                        definition,
                        resolved: self.cases(&other.resolved),
                        undecided: self.cases(&other.undecided),
                        broken: self.cases(&other.broken),
                        lost: self.cases(&other.lost),
                    }
                })
                .collect(),
            alike: answer.alike.clone(),
            more_alike: answer.more_alike,
            own: answer.own.iter().cloned().collect(),
            grounds: answer.grounds.iter().map(|ground| self.ground(ground)).collect(),
        }
    }

    fn ground(&self, ground: &Ground) -> GroundReport {
        let conditions = ground.reasons.iter().map(|reason| {
            let mut codings: Vec<Witness> =
                reason.witnesses().into_iter().map(|id| witness(self.base, id, true)).collect();
            codings.sort();
            let degree = reason.degree;
            ConditionGround {
                formula: reason.formula.clone(),
                value: if degree.is_in() {
                    "yes"
                } else if degree.is_out() {
                    "no"
                } else {
                    "unknown"
                },
                rests_on_silence: reason.rests_on_silence(),
                codings,
            }
        });
        GroundReport { case: self.case(ground.case), day: ground.day.to_string(), conditions: conditions.collect() }
    }

    fn left_out(&self, left: &LeftOut) -> LeftOutReport {
        let (foretold, right, of) = match left.foretold {
            Foretold::Right(of) => ("right", of, of),
            Foretold::Divided(right, of) => ("divided", right, of),
            Foretold::Wrong(of) => ("wrong", 0, of),
            Foretold::Nothing => ("nothing", 0, 0),
        };
        LeftOutReport { case: self.case(left.case), exception: left.exception, foretold, right, of }
    }
}

fn by_size(rank: Rank, line: &str, p: Option<f64>) -> BySize {
    BySize { size: rank.size, leaves: rank.left, gives_up: rank.lost, p, line: line.to_owned() }
}

fn chance(of: &Chance) -> ChanceReport {
    ChanceReport {
        p: of.p,
        p_of_all: of.p,
        as_good: of.as_good,
        deals: of.deals,
        exact: of.exact,
        least: 1.0 / if of.exact { of.deals as f64 } else { (of.deals + 1) as f64 },
    }
}

impl RefinedReport {
    /// Takes into account how many claims were searched: the more, the sooner one of them finds something by chance.
    pub(crate) fn among(&mut self, claims: usize) {
        if let Some(chance) = &mut self.chance {
            chance.p_of_all = (chance.p * claims as f64).min(1.0);
            chance.least = (chance.least * claims as f64).min(1.0);
        }
        self.standing_of_find = self.standing();
    }

    /// What chance makes of what was found: `none` where nothing was found; `untestable` where the exceptions cannot be dealt
    /// otherwise, or in so few ways that p cannot reach 0.05; `noise` above 0.2, `weak` above 0.05, else `hardly`.
    fn standing(&self) -> &'static str {
        match &self.chance {
            _ if self.answers.is_empty() => "none",
            None => "untestable",
            Some(chance) if chance.p_of_all > 0.2 && chance.p_of_all > chance.least => "noise",
            Some(chance) if chance.least > 0.05 => "untestable",
            Some(chance) if chance.p_of_all > 0.05 => "weak",
            Some(_) => "hardly",
        }
    }
}
