//! Refinement: the simplest changes of a theory that resolve the exceptions to one of its claims.
//!
//! In: a theory with its verdicts, and the conditions that its study's codebook allows ([`atoms`]). Out: every change of the claim's
//! condition or of the theory's scope, up to a size, that leaves the fewest exceptions and of which no part does as well at no higher cost ([`Answer`]),
//! with what it resolves, breaks and gives up, how large the search was, how often chance does as well, and whether what is found
//! without a case holds for it. Reads no file; finds no claim about the world: what fits the exceptions after the fact has been
//! made to fit them.
//!
//! The road: `literal` lists conditions, `board` evaluates them on the spells of each case, `search` tries every change on these and says
//! in `profile`s what it comes to; `answer` writes the best with `file` and judges them with `verify`; `chance` and `holdout` do the search
//! again on other cases.

mod answer;
mod bits;
mod board;
mod chance;
mod file;
mod holdout;
mod literal;
mod profile;
mod search;
mod trial;
mod verify;

pub use answer::{Answer, Ground};
pub use chance::Chance;
pub use file::{Change, Place, named};
pub use holdout::{Foretold, LeftOut};
pub use literal::{Atom, Literal, THRESHOLDS, atoms, reads, sources};
pub use profile::Rank;
pub use search::MOST_CHANGES;
pub use verify::{Effect, Elsewhere};

use answer::{Verifier, read};
use board::{Board, Nodes};
use conditions::{Budget, Case, Program};
use search::Search;
use spells::History;
use text::Diagnostic;
use theory::ast::File;
use theory::model::{NodeId, Theory};
use theory::vocabulary::Vocabulary;
use verdicts::{ClaimVerdicts, Options};

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
    /// There are more changes to try than may be tried on so many cases; see [`MOST_CHANGES`].
    TooMany {
        /// So many there are.
        changes: u64,
        /// So many may be tried.
        most: u64,
    },
    /// Evaluating costs more than the budget.
    OverBudget,
    /// The theory with the conditions added cannot be read.
    Unreadable(Vec<Diagnostic>),
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
    /// worth the same on every spell count once, and those that failed when the verdicts were run, and those dominated, do not.
    pub minimal: Vec<usize>,
    /// How many others there are with which no fewer conditions resolve no more and give up more cases than an answer does.
    pub dominated: usize,
    /// Those of them that were verified, best first: of a size at which chance seldom does as much, then of those that cost the fewest
    /// cases, then of the smallest.
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
    if effort > search.most() {
        return Err(Refusal::TooMany { changes: effort, most: search.most() });
    }
    let outcome = search.run();
    let verifier = Verifier { ask, claim, search: &search, program: &program, atoms: &nodes.atoms, budget: &budget };
    let (mut answers, mut failed, mut dominated): (Vec<Answer>, usize, usize) = (Vec::new(), 0, 0);
    let mut given = vec![0; ask.size + 1];
    let mut minimal = vec![0; ask.size + 1];
    for found in &outcome.minimal {
        let size = found.classes.len();
        // They come by size, then by what they give up, so that whatever dominates one has come before it.
        if answers.iter().any(|answer| answer.rank.size <= size && answer.rank.lost < found.rank.lost) {
            dominated += 1;
            continue;
        }
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
    let chance = chance::chance(&outcome.profiles, &search.labels, ask.size, ask.draws, ask.seed);
    let p = |answer: &Answer| chance.as_ref().and_then(|chance| chance.by_size.get(answer.rank.size)).copied();
    answers.sort_by(|a, b| {
        let by_chance = p(a).unwrap_or(1.0).total_cmp(&p(b).unwrap_or(1.0));
        by_chance.then(a.cost().cmp(&b.cost())).then(a.order().cmp(&b.order()))
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
        dominated,
        answers,
        failed,
        by_size: by_size.collect(),
        cheapest,
        chance,
        held_out: holdout::hold_out(&outcome.profiles, &search.labels, &board.cases),
    })
}
