//! The search: by number of conditions upward, each prefix of a choice evaluated once, nothing extended that cannot pass.
//!
//! * A conjunction's memberships fall as it grows: its consistency as a necessary condition and its coverage as a sufficient
//!   one fall too, so that what is below the cut-off there is not extended.
//! * A disjunction's memberships rise, its relevance falls; what is below the relevance cut-off is not extended.
//! * Sought for necessity, every conjunction that passes is listed, and of the disjunctions those that contain no other
//!   expression which passes. Sought for sufficiency, conjunctions that lie in no other which passes, and no disjunctions:
//!   any disjunction of sufficient conjunctions is sufficient.

use super::{Cuts, Found, Joined, Supersets, Trivialness};
use crate::expression::{Levels, Literal, Relation, Sum, Term};
use crate::fit::{Used, necessity, pri_of, sufficiency};
use crate::{Table, halves_of, table::refusal};
use std::collections::BTreeMap;
use text::{Diagnostic, Warned};

/// Everything that passes the cut-offs: conjunctions and disjunctions of the conditions, each at one level.
///
/// Conditions are places of columns. Gives `None` with all the reasons if a cut-off is none (`sets::cut_off`), there is no
/// condition, one stands twice or does not exist (`sets::conditions`), or the outcome speaks of one (`sets::outcome`). Warns of
/// cases at exactly 0.5 (`sets::half`): they weigh as all others do. Warns where the search is cut short (`sets::cut_short`).
pub fn supersets(table: &Table, outcome: &Sum, conditions: &[usize], cuts: &Cuts) -> Warned<Option<Supersets>> {
    let mut problems = cuts.problems();
    problems.extend(crate::truth::check_columns(table, outcome, conditions));
    if problems.iter().any(Diagnostic::is_error) {
        return Warned::new(None, problems);
    }
    let found = halves_of(table, conditions, outcome);
    if !found.is_empty() {
        let refused = refusal(table, &found);
        problems.push(
            Diagnostic::warning(refused.code, refused.message).hint("they weigh in every number as all others do"),
        );
    }
    let Searched { found, complete_to, deepest, tried } =
        searched(table, conditions, &outcome.memberships(table), cuts);
    if complete_to < deepest {
        problems.push(
            Diagnostic::warning(
                "sets::cut_short",
                format!("{tried} expressions were tried; complete up to {complete_to} conditions, not {deepest}"),
            )
            .hint("raise the cut-offs or the budget, or ask for fewer conditions at once"),
        );
    }
    let result = Supersets {
        found,
        complete_to,
        complete: complete_to == deepest,
        tried,
        used: Used { n: table.len(), left_out: table.left_out.len() },
    };
    Warned::new(Some(result), problems)
}

/// What a search came to.
pub(crate) struct Searched {
    pub found: Vec<Found>,
    /// Up to how many conditions everything was tried.
    pub complete_to: usize,
    /// As many as were to be.
    pub deepest: usize,
    pub tried: u64,
}

/// The search for an outcome with these memberships; the cut-offs must be sound.
pub(crate) fn searched(table: &Table, conditions: &[usize], y: &[f64], cuts: &Cuts) -> Searched {
    let mut search = Search::new(table, conditions, y, cuts);
    let deepest = cuts.depth.unwrap_or(conditions.len()).min(conditions.len());
    let complete_to = (1..=deepest).take_while(|size| search.size(*size)).count();
    let tried = search.tried;
    Searched { found: search.finish(complete_to), complete_to, deepest, tried }
}

struct Search<'a> {
    cuts: &'a Cuts,
    y: &'a [f64],
    sum_y: f64,
    /// For each condition its literals, the present one first, with their memberships.
    literals: Vec<Vec<(Literal, Vec<f64>)>>,
    /// What passed: expressions as literals in the order of conditions.
    ands: Passed,
    ors: Passed,
    tried: u64,
    work: u64,
}

/// Literals of an expression, as marks and in full.
type Signed = (u64, Vec<Literal>);

/// Expressions that passed, and by the last of their literals those that make others superfluous.
#[derive(Default)]
struct Passed {
    all: Vec<Vec<Literal>>,
    /// By condition and by the place of its literal: the other literals of each, as marks and in full.
    by_last: BTreeMap<(usize, usize), Vec<Signed>>,
}

impl Passed {
    /// Adds one; `last` is the place of its last literal.
    fn add(&mut self, chosen: &[Literal], last: (usize, usize)) {
        self.all.push(chosen.to_vec());
        self.bar(chosen, last);
    }

    /// Notes one that makes others superfluous.
    fn bar(&mut self, chosen: &[Literal], last: (usize, usize)) {
        let others = &chosen[..chosen.len().saturating_sub(1)];
        self.by_last.entry(last).or_default().push((marks(others), others.to_vec()));
    }

    /// Those that end as an expression whose last literal is `last` does.
    fn ending(&self, last: (usize, usize)) -> &[(u64, Vec<Literal>)] {
        self.by_last.get(&last).map_or(&[], Vec::as_slice)
    }
}

/// One bit of 64 for each literal: what has a bit that another lacks does not lie within it.
fn marks(literals: &[Literal]) -> u64 {
    literals.iter().fold(0, |marks, literal| {
        marks | 1 << (((literal.column as u64).wrapping_mul(5).wrapping_add(literal.levels.0)) % 64)
    })
}

/// What stays the same while expressions of one size and kind are tried.
struct Walk {
    joined: Joined,
    size: usize,
    chosen: Vec<Literal>,
    /// `members[d]`: memberships of the first d literals chosen.
    members: Vec<Vec<f64>>,
}

/// The sums that cut-offs ask for.
struct Sums {
    x: f64,
    both: f64,
    neither: f64,
    out: f64,
    not_both: f64,
}

impl<'a> Search<'a> {
    fn new(table: &Table, conditions: &[usize], y: &'a [f64], cuts: &'a Cuts) -> Self {
        let literals = conditions.iter().map(|column| {
            let levels = table.columns[*column].kind.levels();
            let order: Vec<u8> = if levels == 2 { vec![1, 0] } else { (0..levels).collect() };
            let literal = |level: u8| {
                let literal = Literal { column: *column, levels: Levels::one(level) };
                (literal, literal.memberships(table))
            };
            order.into_iter().map(literal).collect()
        });
        Search {
            cuts,
            y,
            sum_y: y.iter().sum(),
            literals: literals.collect(),
            ands: Passed::default(),
            ors: Passed::default(),
            tried: 0,
            work: 0,
        }
    }

    /// Tries every expression of so many conditions; false where the budget ran out.
    fn size(&mut self, size: usize) -> bool {
        let cases = self.y.len();
        let walk = |joined: Joined, start: f64| Walk {
            joined,
            size,
            chosen: Vec::with_capacity(size),
            members: vec![vec![start; cases]; size + 1],
        };
        if !self.step(0, &mut walk(Joined::And, 1.0), false) {
            return false;
        }
        // One condition alone is a conjunction; sufficient disjunctions follow from their parts.
        size == 1 || self.cuts.relation == Relation::Sufficient || self.step(0, &mut walk(Joined::Or, 0.0), false)
    }

    /// Every way to go on from what is chosen; `superfluous` says that this passes itself, so that nothing longer is wanted.
    fn step(&mut self, from: usize, walk: &mut Walk, superfluous: bool) -> bool {
        let depth = walk.chosen.len();
        let missing = walk.size - depth;
        for condition in from..=self.literals.len() - missing {
            for at in 0..self.literals[condition].len() {
                if self.tried >= self.cuts.budget || self.work >= self.cuts.work {
                    return false;
                }
                self.tried += 1;
                self.work += self.y.len() as u64;
                let (literal, members) = &self.literals[condition][at];
                let (before, after) = walk.members.split_at_mut(depth + 1);
                for ((into, old), new) in after[0].iter_mut().zip(&before[depth]).zip(members) {
                    *into = match walk.joined {
                        Joined::And => old.min(*new),
                        Joined::Or => old.max(*new),
                    };
                }
                walk.chosen.push(*literal);
                let sums = self.sums(&walk.members[depth + 1]);
                let last = (condition, at);
                let go_on = if depth + 1 == walk.size {
                    if self.passes(&sums) && !superfluous && !self.blocked(walk, last) {
                        let single = walk.size == 1;
                        match walk.joined {
                            Joined::And => self.ands.add(&walk.chosen, last),
                            Joined::Or => self.ors.add(&walk.chosen, last),
                        }
                        if single {
                            self.ors.bar(&walk.chosen, last);
                        }
                    }
                    true
                } else if self.hopeless(&sums, walk.joined) || superfluous || self.blocked(walk, last) {
                    true
                } else {
                    let itself = self.is_barred(walk, last);
                    self.step(condition + 1, walk, itself)
                };
                walk.chosen.pop();
                if !go_on {
                    return false;
                }
            }
        }
        true
    }

    fn sums(&self, x: &[f64]) -> Sums {
        let mut sums = Sums { x: 0.0, both: 0.0, neither: 0.0, out: 0.0, not_both: 0.0 };
        for (x, y) in x.iter().zip(self.y) {
            let least = x.min(*y);
            sums.x += x;
            sums.both += least;
            sums.neither += least.min(1.0 - y);
            sums.out += 1.0 - x;
            sums.not_both += 1.0 - least;
        }
        sums
    }

    fn passes(&self, sums: &Sums) -> bool {
        let ratio = |over: f64, under: f64| (under > 0.0).then(|| over / under);
        let cuts = self.cuts;
        let (of_y, of_x) = (ratio(sums.both, self.sum_y), ratio(sums.both, sums.x));
        let needed =
            || cuts.reaches(of_y, cuts.consistency) && cuts.reaches(ratio(sums.out, sums.not_both), cuts.relevance);
        let enough =
            || cuts.reaches(of_x, cuts.consistency) && cuts.reaches(pri_of(sums.x, sums.both, sums.neither), cuts.pri);
        // A consistency that is undefined passes no cut-off, not even 0.
        match cuts.relation {
            Relation::Necessary => of_y.is_some() && needed() && cuts.reaches(of_x, cuts.coverage),
            Relation::Sufficient => of_x.is_some() && enough() && cuts.reaches(of_y, cuts.coverage),
            Relation::Both => {
                of_x.is_some() && of_y.is_some() && needed() && enough() && cuts.reaches(of_y, cuts.coverage)
            }
        }
    }

    /// Whether no expression that begins so can pass.
    fn hopeless(&self, sums: &Sums, joined: Joined) -> bool {
        let below = |over: f64, under: f64, cut: f64| under > 0.0 && over / under < cut - self.cuts.tolerance;
        match (joined, self.cuts.relation) {
            (Joined::And, Relation::Necessary) => below(sums.both, self.sum_y, self.cuts.consistency),
            (Joined::And, Relation::Sufficient) => sums.x == 0.0 || below(sums.both, self.sum_y, self.cuts.coverage),
            (Joined::And, Relation::Both) => {
                sums.x == 0.0
                    || below(sums.both, self.sum_y, self.cuts.consistency)
                    || below(sums.both, self.sum_y, self.cuts.coverage)
            }
            (Joined::Or, _) => below(sums.out, sums.not_both, self.cuts.relevance),
        }
    }

    /// What makes an expression that ends in this literal superfluous by lying within it: of conjunctions sought for necessity nothing does.
    fn barring(&self, joined: Joined, last: (usize, usize)) -> &[(u64, Vec<Literal>)] {
        match (joined, self.cuts.relation) {
            (Joined::And, Relation::Sufficient) => self.ands.ending(last),
            (Joined::And, _) => &[],
            (Joined::Or, _) => self.ors.ending(last),
        }
    }

    /// Whether a shorter expression that passes makes this one superfluous. What does so without the last literal was met before: only what
    /// ends in it is looked at.
    fn blocked(&mut self, walk: &Walk, last: (usize, usize)) -> bool {
        let before = &walk.chosen[..walk.chosen.len() - 1];
        let marked = marks(before);
        let others = self.barring(walk.joined, last);
        let within = |(marks, other): &(u64, Vec<Literal>)| {
            marks & !marked == 0 && other.len() < before.len() && other.iter().all(|literal| before.contains(literal))
        };
        let found = others.iter().position(within);
        self.work += found.unwrap_or(others.len()) as u64;
        found.is_some()
    }

    /// Whether the expression itself is one that makes longer ones superfluous.
    fn is_barred(&mut self, walk: &Walk, last: (usize, usize)) -> bool {
        let before = &walk.chosen[..walk.chosen.len() - 1];
        let others = self.barring(walk.joined, last);
        let found = others.iter().position(|(_, other)| other == before);
        self.work += found.unwrap_or(others.len()) as u64;
        found.is_some()
    }

    /// What passed with at most `complete_to` conditions, with all its fit.
    fn finish(self, complete_to: usize) -> Vec<Found> {
        let members = |literal: &Literal| {
            let mut all = self.literals.iter().flatten();
            all.find(|(other, _)| other == literal).map_or(&[][..], |(_, members)| members.as_slice())
        };
        let found = |joined: Joined, chosen: &Vec<Literal>| {
            let x: Vec<f64> = (0..self.y.len())
                .map(|case| {
                    let cells = chosen.iter().map(|literal| members(literal)[case]);
                    match joined {
                        Joined::And => cells.fold(1.0, f64::min),
                        Joined::Or => cells.fold(0.0, f64::max),
                    }
                })
                .collect();
            let needed = necessity(&x, self.y);
            Found {
                expression: match joined {
                    Joined::And => Sum::new([Term::new(chosen.iter().copied())]),
                    Joined::Or => Sum::new(chosen.iter().map(|literal| Term::new([*literal]))),
                },
                joined,
                necessity: needed,
                sufficiency: sufficiency(&x, self.y),
                prevalence: (!x.is_empty()).then(|| x.iter().sum::<f64>() / x.len() as f64),
                trivialness: Trivialness::of(&needed, self.cuts),
            }
        };
        let whole = |chosen: &&Vec<Literal>| chosen.len() <= complete_to;
        let ands = self.ands.all.iter().filter(whole).map(|chosen| found(Joined::And, chosen));
        ands.chain(self.ors.all.iter().filter(whole).map(|chosen| found(Joined::Or, chosen))).collect()
    }
}
