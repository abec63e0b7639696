//! A change found by the search, written as a line and judged by the verdicts.
//!
//! In: what the search found. Out: an [`Answer`], or that the verdicts do not bear it out.

use super::file::{self, Change, Place};
use super::literal::{Literal, reads};
use super::profile::Rank;
use super::search::{Found, Search};
use super::verify::{self, Effect};
use super::{Ask, Refusal};
use conditions::{Budget, Evaluator, Program, Reason};
use spells::Day;
use std::collections::BTreeSet;
use theory::ast::File;
use theory::model::{NodeId, Theory};
use theory::vocabulary::Vocabulary;
use verdicts::{CaseVerdict, ClaimVerdicts, Ruling};

/// So many conditions that are worth the same on every spell are verified and named for one answer.
const MOST_ALIKE: usize = 8;

/// Why a literal is worth what it is worth for an exception.
#[derive(Debug, Clone, PartialEq)]
pub struct Ground {
    /// The exception.
    pub case: usize,
    /// The first day on which it breaks the claim, as shown.
    pub day: Day,
    /// Each literal's condition, in the order of the change, on that day.
    pub reasons: Vec<Reason>,
}

/// A change, verified.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The change.
    pub change: Change,
    /// What it leaves, its size and what it gives up, as the search counts.
    pub rank: Rank,
    /// Cases that stood or met the claim and no longer do, as the search counts: on half of their days or fewer.
    pub given_up: Vec<usize>,
    /// Days on which the claim was put to the test and stood, and still is.
    pub days_stood: i64,
    /// The changed statement, as a line of the theory language.
    pub line: String,
    /// The whole theory with it.
    pub file: File,
    /// What the verdicts say of it.
    pub effect: Effect,
    /// The same change with other conditions that are worth the same on every spell, and whose verdicts are the same: their lines.
    pub alike: Vec<String>,
    /// Further ones, not verified.
    pub more_alike: u64,
    /// What its literals rest on that the claim's own condition reads as well: such a change may do no more than undo its definition.
    pub own: BTreeSet<String>,
    /// Why its literals are worth what they are, for each exception.
    pub grounds: Vec<Ground>,
}

impl Answer {
    /// What it leaves, its size, the cases it costs here, those it breaks elsewhere, then the days on which the claim no longer stands.
    pub(super) fn order(&self) -> (usize, usize, usize, usize, std::cmp::Reverse<i64>) {
        let broken = self.effect.elsewhere.iter().map(|other| other.broken.len()).sum();
        (self.rank.left, self.rank.size, self.cost(), broken, std::cmp::Reverse(self.days_stood))
    }

    /// How many cases it costs: those given up, and those that conformed and no longer do.
    pub fn cost(&self) -> usize {
        let lost = self.effect.lost.iter().map(|(case, _)| *case);
        lost.chain(self.given_up.iter().copied()).collect::<BTreeSet<usize>>().len()
    }
}

/// Reads a tree as the text that it prints, so that what is judged is what can be pasted in.
pub(super) fn read(file: &File, vocabulary: &Vocabulary) -> Result<Theory, Refusal> {
    let mut files = text::Files::new();
    let id = files.add("refined.theory", theory::print(file));
    let read = theory::read(&files, id, vocabulary);
    let errors = || read.problems.iter().filter(|problem| problem.is_error()).cloned().collect::<Vec<_>>();
    let problems = errors();
    match read.value {
        Some(theory) if problems.is_empty() => Ok(theory),
        _ => Err(Refusal::Unreadable(problems)),
    }
}

/// What it takes to write a change and to judge it.
pub(super) struct Verifier<'a> {
    pub ask: &'a Ask<'a>,
    pub claim: &'a str,
    pub search: &'a Search<'a>,
    pub program: &'a Program<'a>,
    /// The conditions, as nodes of the program.
    pub atoms: &'a [NodeId],
    pub budget: &'a Budget,
}

impl Verifier<'_> {
    /// The changes that one found by the search stands for, plainest first: no condition with itself or its denial.
    pub fn written<'f>(&'f self, found: &'f Found, most: usize) -> impl Iterator<Item = Change> + 'f {
        let atoms = self.ask.atoms;
        let plain = |literal: &Literal| {
            let atom = &atoms[literal.atom];
            let text = if literal.denied { &atom.denied } else { &atom.text };
            (atom.threshold, literal.denied, text.len(), literal.atom)
        };
        let choices: Vec<Vec<Literal>> = (found.classes.iter())
            .map(|class| {
                let mut literals = self.search.classes[*class].0.clone();
                literals.sort_by_key(plain);
                literals
            })
            .collect();
        let ways = choices.iter().map(Vec::len).fold(1_usize, usize::saturating_mul);
        let change = move |at: usize| {
            let mut left = at;
            let mut literals = Vec::with_capacity(choices.len());
            for choice in choices.iter().rev() {
                literals.push(choice[left % choice.len()]);
                left /= choice.len();
            }
            literals.sort_unstable();
            let apart = literals.windows(2).all(|pair| pair[0].atom != pair[1].atom);
            apart.then_some(Change { place: found.place, any: found.any, literals })
        };
        (0..ways).filter_map(change).take(most)
    }

    /// The first change that one found by the search stands for and that the verdicts bear out, with those that are alike; and how
    /// many of those tried they do not bear out.
    pub fn verified(&self, found: &Found) -> Result<(Option<Answer>, usize), Refusal> {
        let mut answer: Option<Answer> = None;
        let mut failed = 0;
        let mut tried = 0;
        for change in self.written(found, MOST_ALIKE) {
            tried += 1;
            let (file, line) = file::changed(self.ask.file, self.claim, &change, self.ask.atoms);
            let Some(effect) = self.effect(&file, &change)? else { continue };
            let left = effect.unresolved.len() + effect.broken.len();
            match &mut answer {
                _ if left > found.rank.left => failed += 1,
                Some(answer) if answer.effect == effect => answer.alike.push(line),
                Some(answer) => answer.more_alike += 1,
                None => {
                    let lost = self.search.lost(found);
                    answer = Some(Answer {
                        rank: found.rank,
                        given_up: lost.iter().map(|case| self.search.board.cases[case]).collect(),
                        days_stood: found.stood.0,
                        grounds: self.grounds(&change)?,
                        own: self.own(&change),
                        change,
                        line,
                        file,
                        effect,
                        alike: Vec::new(),
                        more_alike: 0,
                    });
                }
            }
        }
        if let Some(answer) = &mut answer {
            answer.more_alike += (self.written(found, 10_000).count() - tried) as u64;
        }
        Ok((answer, failed))
    }

    fn effect(&self, file: &File, change: &Change) -> Result<Option<Effect>, Refusal> {
        let ask = self.ask;
        let judged_file =
            if change.place == Place::Scope { file.clone() } else { file::with_one_claim(file, self.claim) };
        let theory = read(&judged_file, ask.vocabulary)?;
        let program = Program::new(&theory, ask.history).map_err(Refusal::Unreadable)?;
        let budget = Budget::new(ask.steps, 10_000_000);
        let after = verdicts::run(&program, ask.cases, &ask.options, &budget).map_err(|_| Refusal::OverBudget)?;
        let same = |verdicts: &ClaimVerdicts| {
            let name = &theory.claims[verdicts.claim].name;
            ask.judged
                .iter()
                .position(|old| ask.theory.claims[old.claim].name == *name && old.setting == verdicts.setting)
        };
        Ok(verify::effect(ask.judged, ask.at, &after, same))
    }

    /// The attributes that a change and the claim's condition as it is both read.
    fn own(&self, change: &Change) -> BTreeSet<String> {
        let ask = self.ask;
        let condition = verdicts::compare::condition_of(&ask.theory.claims[ask.judged[ask.at].claim].kind);
        let atoms: Vec<NodeId> = change.literals.iter().map(|literal| self.atoms[literal.atom]).collect();
        let (mine, added) = (reads(ask.theory, &[condition]), reads(self.program.theory, &atoms));
        mine.intersection(&added).cloned().collect()
    }

    fn grounds(&self, change: &Change) -> Result<Vec<Ground>, Refusal> {
        let target = &self.ask.judged[self.ask.at];
        let mut grounds = Vec::new();
        for case in self.search.labels.exceptions.iter().map(|case| self.search.board.cases[case]) {
            let verdict = &target.cases[case];
            let Some(day) = first_day(verdict) else { continue };
            let evaluator =
                Evaluator::new(self.program, verdict.case, verdict.world.clone(), target.setting.clone(), self.budget);
            let reasons = change.literals.iter().filter_map(|literal| evaluator.reason(self.atoms[literal.atom], day));
            grounds.push(Ground { case, day, reasons: reasons.collect() });
        }
        Ok(grounds)
    }
}

/// The first day on which a case breaks a claim, as shown.
fn first_day(verdict: &CaseVerdict) -> Option<Day> {
    let first = &verdict.first;
    let spells = first.spells.iter().filter(|spell| spell.ruling == Ruling::Deviates).map(|spell| spell.days.from);
    let events = first.events.iter().filter(|event| event.ruling == Ruling::Deviates).map(|event| event.day);
    spells.chain(events).min()
}
