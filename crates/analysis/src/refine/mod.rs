//! Refinement: the simplest changes of a theory that resolve the exceptions to one of its claims.
//!
//! In: a theory with its verdicts, and the conditions that its study's codebook allows ([`atoms`]). Out: every change of the claim's
//! condition or of the theory's scope, up to a size, that leaves the fewest exceptions and of which no part does as well at no higher cost ([`Answer`]),
//! with what it resolves, breaks and gives up, how large the search was, how often chance does as well, and whether what is found
//! without a case holds for it. Reads no file; finds no claim about the world: what fits the exceptions after the fact has been
//! made to fit them.
//!
//! The road: `literal` lists conditions, `board` evaluates them on the spells of each case, `search` tries every change on these, `verify`
//! runs the verdicts on the changed theory for each answer, `chance` and `holdout` do the search again on other cases.

mod bits;
mod board;
mod chance;
mod file;
mod holdout;
mod literal;
mod search;
mod verify;

pub use chance::Chance;
pub use file::{Change, Place, named};
pub use holdout::{Foretold, LeftOut};
pub use literal::{Atom, Literal, THRESHOLDS, atoms, reads, sources};
pub use search::{MOST_CHANGES, Rank};
pub use verify::{Effect, Elsewhere};

use board::{Board, Nodes};
use conditions::{Budget, Case, Evaluator, Program, Reason};
use search::{Found, Search};
use spells::{Day, History};
use std::collections::BTreeSet;
use text::Diagnostic;
use theory::ast::File;
use theory::model::{NodeId, Theory};
use theory::vocabulary::Vocabulary;
use verdicts::{CaseVerdict, ClaimVerdicts, Options, Ruling};

/// So many conditions that are worth the same on every spell are verified and named for one answer.
const MOST_ALIKE: usize = 8;

/// What is refined, and how far to look.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// The theory as written.
    pub file: &'a File,
    /// The same, checked.
    pub theory: &'a Theory,
    /// What it may speak of.
    pub vocabulary: &'a Vocabulary,
    /// What is coded.
    pub history: &'a History,
    /// The cases.
    pub cases: &'a [Case],
    /// The theory's verdicts on them, with every spell kept.
    pub judged: &'a [ClaimVerdicts],
    /// Which of these verdicts is refined: a claim under one choice of definitions.
    pub at: usize,
    /// The conditions that a change may be made of.
    pub atoms: &'a [Atom],
    /// Changes of at most so many literals.
    pub size: usize,
    /// At most so many answers of each size are verified and given.
    pub answers: usize,
    /// The exceptions are dealt anew so often.
    pub draws: u64,
    /// The seed of the dealing.
    pub seed: u64,
    /// How the theory is judged.
    pub options: Options,
    /// Steps that each judging may cost.
    pub steps: u64,
}

/// Why nothing is searched.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// The claim is about the order of two events: it has no condition that holds or does not.
    Order,
    /// No case breaks the claim under these definitions.
    NoException,
    /// There are more changes to try than [`MOST_CHANGES`]: so many.
    TooMany(u64),
    /// Evaluating costs more than the budget.
    OverBudget,
    /// The theory with the conditions added cannot be read.
    Unreadable(Vec<Diagnostic>),
}

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
    fn order(&self) -> (usize, usize, usize, usize, std::cmp::Reverse<i64>) {
        let lost = self.effect.lost.iter().map(|(case, _)| *case);
        let costs: BTreeSet<usize> = lost.chain(self.given_up.iter().copied()).collect();
        let broken = self.effect.elsewhere.iter().map(|other| other.broken.len()).sum();
        (self.rank.left, self.rank.size, costs.len(), broken, std::cmp::Reverse(self.days_stood))
    }
}

/// What a search found for one claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Refined {
    /// Exceptions: cases that break the claim on some day in scope.
    pub exceptions: Vec<usize>,
    /// Cases that put the claim to the test, and on no day break it.
    pub standing: Vec<usize>,
    /// Days on which the claim was put to the test and stood.
    pub days_stood: i64,
    /// Conditions that a change may be made of, each of which may be denied.
    pub atoms: usize,
    /// How many of them and their denials differ on some spell.
    pub distinct: usize,
    /// How many changes can be written.
    pub changes: u64,
    /// How many of them differ in what they do to some case.
    pub behaviours: usize,
    /// By size, how many changes leave the fewest exceptions, while no part of them leaves as few and gives up no more cases; conditions
    /// worth the same on every spell count once, and those that failed when the verdicts were run do not.
    pub minimal: Vec<usize>,
    /// Those of them that were verified: the smallest first, of these those that cost the fewest cases.
    pub answers: Vec<Answer>,
    /// How many that the search found failed when the verdicts were run.
    pub failed: usize,
    /// By number of literals (0: a part dropped) the change that leaves the fewest and gives up the fewest, as the search has it.
    pub by_size: Vec<Option<(Rank, String)>>,
    /// The change with which the fewest cases are wrong in all, where it is not among the answers.
    pub cheapest: Option<Answer>,
    /// How often chance does as well; `None` where there is nothing to deal.
    pub chance: Option<Chance>,
    /// Each tested case left out.
    pub held_out: Vec<LeftOut>,
}

/// Refines one claim under one choice of definitions.
///
/// Exact up to the size asked for, in the world in which each verdict is shown; every answer is then judged in all worlds.
pub fn refine(ask: &Ask<'_>) -> Result<Refined, Refusal> {
    let target = &ask.judged[ask.at];
    let claim = &ask.theory.claims[target.claim].name;
    let condition = file::condition(ask.file, claim).ok_or(Refusal::Order)?;
    let (connective, parts) = file::parts(condition);
    let names = |stem: &str, count: usize| -> Vec<String> {
        (0..count).map(|at| file::free_name(ask.file, stem, at)).collect()
    };
    let (part_names, atom_names) = (names("REFINED-PART", parts.len()), names("REFINED-ATOM", ask.atoms.len()));
    let values = parts.iter().map(|part| (*part).clone()).chain(ask.atoms.iter().map(|atom| atom.formulas[0].clone()));
    let named = part_names.iter().chain(&atom_names).cloned().zip(values);
    let extended = read(&file::with_conditions(ask.file, named), ask.vocabulary)?;
    let program = Program::new(&extended, ask.history).map_err(Refusal::Unreadable)?;
    let node = |name: &String| extended.conditions.iter().find(|condition| condition.name == *name).map(|one| one.node);
    let all = |names: &[String]| names.iter().filter_map(node).collect::<Vec<NodeId>>();
    let nodes = Nodes { parts: all(&part_names), atoms: all(&atom_names) };
    let budget = Budget::new(ask.steps, 10_000_000);
    let board =
        Board::new(&program, target, &nodes, &budget).map_err(|_| Refusal::OverBudget)?.ok_or(Refusal::Order)?;
    let search = Search::new(&board, connective, ask.size);
    if search.labels.exceptions.is_empty() {
        return Err(Refusal::NoException);
    }
    let effort = search.effort();
    if effort > MOST_CHANGES {
        return Err(Refusal::TooMany(effort));
    }
    let outcome = search.run();
    let verifier = Verifier { ask, claim, search: &search, program: &program, atoms: &nodes.atoms, budget: &budget };
    let (mut answers, mut failed) = (Vec::new(), 0);
    let mut given = vec![0; ask.size + 1];
    let mut minimal = vec![0; ask.size + 1];
    for found in &outcome.minimal {
        let size = found.classes.len();
        minimal[size] += 1;
        // Twice as many as are given, for what the verdicts say of other readings and of days that were unknown has its say in
        // the order.
        if given[size] < ask.answers.saturating_mul(2) {
            let (answer, fell) = verifier.verified(found)?;
            given[size] += usize::from(answer.is_some());
            minimal[size] -= usize::from(answer.is_none());
            answers.extend(answer);
            failed += fell;
        }
    }
    answers.sort_by_key(Answer::order);
    let mut room = vec![ask.answers; ask.size + 1];
    answers.retain(|answer| {
        let room = &mut room[answer.rank.size];
        let keep = *room > 0;
        *room = room.saturating_sub(1);
        keep
    });
    let cheapest = match &outcome.cheapest {
        Some(found) if !outcome.minimal.contains(found) => verifier.verified(found)?.0,
        _ => None,
    };
    let places = |of: &bits::Bits| of.iter().map(|case| board.cases[case]).collect::<Vec<_>>();
    let by_size = outcome.by_size.iter().map(|found| {
        let found = found.as_ref()?;
        let change = verifier.written(found, usize::MAX).next()?;
        Some((found.rank, file::changed(ask.file, claim, &change, ask.atoms).1))
    });
    Ok(Refined {
        exceptions: places(&search.labels.exceptions),
        standing: places(&search.labels.standing),
        days_stood: search.days_stood(),
        atoms: ask.atoms.len(),
        distinct: search.classes.len(),
        changes: outcome.changes,
        behaviours: outcome.profiles.len(),
        minimal,
        answers,
        failed,
        by_size: by_size.collect(),
        cheapest,
        chance: chance::chance(&outcome.profiles, &search.labels, ask.size, ask.draws, ask.seed),
        held_out: holdout::hold_out(&outcome.profiles, &search.labels, &board.cases),
    })
}

/// Reads a tree as the text that it prints, so that what is judged is what can be pasted in.
fn read(file: &File, vocabulary: &Vocabulary) -> Result<Theory, Refusal> {
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

struct Verifier<'a> {
    ask: &'a Ask<'a>,
    claim: &'a str,
    search: &'a Search<'a>,
    program: &'a Program<'a>,
    atoms: &'a [NodeId],
    budget: &'a Budget,
}

impl Verifier<'_> {
    /// The changes that one found by the search stands for, plainest first: no condition with itself or its denial.
    fn written<'f>(&'f self, found: &'f Found, most: usize) -> impl Iterator<Item = Change> + 'f {
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
    fn verified(&self, found: &Found) -> Result<(Option<Answer>, usize), Refusal> {
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
