//! Minimally necessary disjunctions of sufficient conjunctions of one outcome.
//!
//! In: the conjunctions as sets, thresholds, bounds. Out: every disjunction that reaches both thresholds while none of its
//! parts already does (Baumgartner and Ambühl 2020). What a disjunction shares with the outcome is a coverage
//! function: each further conjunction adds at most what it would have added earlier. So conjunctions are tried in the order
//! of what they add *now*, and a branch ends as soon as the best that the remaining places could add does not reach the
//! threshold. Every measure grows with what is shared and falls with what lies beyond the outcome, so the bound is sound
//! for all of them; each disjunction is met exactly once.

use super::measures::{Cells, Necessity, Sufficiency};
use super::memberships::Memberships;
use super::meter::Meter;
use super::options::{Bounds, Minimality};
use super::sufficient::{cells, reaches};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

/// What is looked for.
pub(super) struct Cover<'a, M: Memberships> {
    pub(super) memberships: &'a M,
    /// The outcome's set.
    pub(super) y: &'a [M::Word],
    pub(super) y_total: f64,
    pub(super) cases: f64,
    /// Of each conjunction, the part within the outcome and the part beyond it.
    pub(super) inside: Vec<M::Word>,
    pub(super) beyond: Vec<M::Word>,
    /// Of each conjunction, its number of literals.
    pub(super) lengths: Vec<usize>,
    pub(super) sufficiency: Sufficiency,
    pub(super) necessity: Necessity,
    pub(super) con: f64,
    pub(super) cov: f64,
    pub(super) bounds: Bounds,
    pub(super) minimal: bool,
    pub(super) minimality: Minimality,
    /// Whether the outcome has to vary among agreeing cases, and whether in membership.
    pub(super) varies: Option<bool>,
    pub(super) most: usize,
    pub(super) meter: &'a Meter,
}

/// The disjunctions found, as ascending positions in the list of conjunctions.
pub(super) struct Covers {
    pub(super) found: Vec<Vec<u32>>,
    /// Whether more exist than were asked for.
    pub(super) cut: bool,
}

/// A conjunction that may still join, and what it adds to what is shared with the outcome.
type Candidate = (f64, u32);

/// A disjunction being built.
struct Partial<'a, W> {
    inside: &'a [W],
    beyond: &'a [W],
    shared: f64,
    excess: f64,
}

/// What disjunctions that begin with one conjunction gave.
#[derive(Default)]
struct Branch<W> {
    found: Vec<Vec<u32>>,
    cut: bool,
    /// Sets no longer in use, to be used again.
    spare: Vec<Pair<W>>,
}

/// What a disjunction covers within the outcome and beyond it.
#[derive(Default)]
struct Pair<W> {
    inside: Vec<W>,
    beyond: Vec<W>,
}

impl<M: Memberships> Cover<'_, M> {
    /// Every disjunction asked for that `keep` keeps, in an order that depends on the data alone.
    pub(super) fn run(&self, keep: impl Fn(&[u32]) -> bool + Sync) -> Covers {
        let width = self.memberships.width();
        let nothing = vec![M::Word::default(); width];
        let start = Partial { inside: &nothing, beyond: &nothing, shared: 0.0, excess: 0.0 };
        let all = (0..self.lengths.len() as u32)
            .filter(|at| self.lengths[*at as usize] <= self.bounds.complexity)
            .map(|at| (self.memberships.total(self.set(&self.inside, at)), at));
        // Alone, even a conjunction that shares nothing with the outcome may do by a contrapositive measure.
        let candidates = in_order(all);
        let stop = Enough::new(candidates.len(), self.most);
        let work = (candidates.len() as f64).powi(self.bounds.terms.min(3) as i32) * width as f64;
        let branches = threads::each(threads::cores_if(work > 2e7 && self.meter.is_free()), candidates.len(), |at| {
            let mut branch = Branch::default();
            if stop.reached() || self.bounds.terms == 0 {
                branch.cut = stop.reached();
                return branch;
            }
            let room = Room { terms: self.bounds.terms, complexity: self.bounds.complexity };
            let left = self.best(&candidates[at..], room.terms);
            if self.could(start.shared + left, start.excess) {
                self.join(&start, &candidates, at, room, &mut Vec::new(), &mut branch, &keep);
            }
            stop.done(at, branch.found.len());
            branch
        });
        let mut covers = Covers { found: Vec::new(), cut: false };
        for mut branch in branches {
            covers.cut |= branch.cut;
            covers.found.append(&mut branch.found);
        }
        if covers.found.len() > self.most {
            covers.found.truncate(self.most);
            covers.cut = true;
        }
        covers
    }

    /// A disjunction against the outcome.
    pub(super) fn cells_of(&self, chosen: &[u32]) -> Cells {
        let shared = self.memberships.total_of(&self.inside, chosen.iter().copied());
        let excess = self.memberships.total_of(&self.beyond, chosen.iter().copied());
        self.cells(shared, excess)
    }

    fn set<'a>(&self, sets: &'a [M::Word], at: u32) -> &'a [M::Word] {
        let width = self.memberships.width();
        &sets[at as usize * width..(at as usize + 1) * width]
    }

    /// The most that so many of these could add.
    fn best(&self, candidates: &[Candidate], terms: usize) -> f64 {
        candidates.iter().take(terms).map(|(adds, _)| adds).sum()
    }

    fn necessary(&self, shared: f64, excess: f64) -> bool {
        reaches(self.necessity.of(&self.cells(shared, excess)), self.cov)
    }

    fn sufficient(&self, shared: f64, excess: f64) -> bool {
        reaches(self.sufficiency.of(&self.cells(shared, excess)), self.con)
    }

    fn cells(&self, shared: f64, excess: f64) -> Cells {
        cells(shared + excess, shared, self.y_total, self.cases)
    }

    /// Whether a disjunction that shares at most this with the outcome and goes at least this far beyond it could do.
    fn could(&self, shared: f64, excess: f64) -> bool {
        let (shared, slack) = (shared.min(self.y_total), 1e-9);
        let cells = self.cells(shared, excess);
        let near = |measure: Option<f64>, least: f64| measure.is_none_or(|measure| measure >= least - slack);
        near(self.necessity.of(&cells), self.cov) && near(self.sufficiency.of(&cells), self.con)
    }

    /// Tries the disjunctions that add the candidate at `at`, and after it only later ones.
    fn join(
        &self,
        partial: &Partial<'_, M::Word>,
        candidates: &[Candidate],
        at: usize,
        room: Room,
        chosen: &mut Vec<u32>,
        branch: &mut Branch<M::Word>,
        keep: &impl Fn(&[u32]) -> bool,
    ) {
        let (adds, candidate) = candidates[at];
        let length = self.lengths[candidate as usize];
        let steps = self.memberships.width() * (3 + chosen.len());
        if length > room.complexity || branch.found.len() > self.most || !self.meter.spend(steps) {
            branch.cut |= branch.found.len() > self.most;
            return;
        }
        let room = Room { terms: room.terms - 1, complexity: room.complexity - length };
        let shared = partial.shared + adds;
        if room.terms == 0 && !self.could(shared, partial.excess) {
            return;
        }
        let width = self.memberships.width();
        let fresh = || Pair { inside: vec![M::Word::default(); width], beyond: vec![M::Word::default(); width] };
        let Pair { mut inside, mut beyond } = branch.spare.pop().unwrap_or_else(fresh);
        self.memberships.join(&mut beyond, partial.beyond, self.set(&self.beyond, candidate));
        let excess = self.memberships.total(&beyond);
        self.memberships.join(&mut inside, partial.inside, self.set(&self.inside, candidate));
        chosen.push(candidate);
        let next = Partial { inside: &inside, beyond: &beyond, shared, excess };
        if self.necessary(shared, excess) && self.sufficient(shared, excess) && self.is_asked_for(&next, chosen) {
            let mut disjunction = chosen.clone();
            disjunction.sort_unstable();
            if keep(&disjunction) {
                branch.found.push(disjunction);
            }
        }
        if room.terms > 0 && (!self.minimal || (!self.rules_out(shared, excess) && self.all_add(chosen))) {
            self.go_on(&next, &candidates[at + 1..], room, chosen, branch, keep);
        }
        chosen.pop();
        branch.spare.push(Pair { inside, beyond });
    }

    fn go_on(
        &self,
        partial: &Partial<'_, M::Word>,
        rest: &[Candidate],
        room: Room,
        chosen: &mut Vec<u32>,
        branch: &mut Branch<M::Word>,
        keep: &impl Fn(&[u32]) -> bool,
    ) {
        // What a candidate added before bounds what it adds now: most need not be looked at.
        let before = self.best(rest, room.terms);
        if !self.could(partial.shared + before, partial.excess) {
            return;
        }
        if !self.meter.spend(rest.len()) {
            return;
        }
        let others = self.best(rest, room.terms - 1);
        let promising = rest
            .iter()
            .take_while(|(adds, _)| self.could(partial.shared + adds + others, partial.excess))
            .filter(|(_, at)| self.lengths[*at as usize] <= room.complexity)
            .take_while(|_| self.meter.spend(self.memberships.width()))
            .map(|(_, at)| {
                (self.memberships.total_joined(partial.inside, self.set(&self.inside, *at)) - partial.shared, *at)
            });
        // One that adds nothing to others is part of no minimal disjunction.
        let candidates = in_order(promising.filter(|(adds, _)| !self.minimal || *adds > 0.0));
        for at in 0..candidates.len() {
            if !self.could(partial.shared + self.best(&candidates[at..], room.terms), partial.excess) {
                break;
            }
            self.join(partial, &candidates, at, room, chosen, branch, keep);
        }
    }

    /// Whether each of the chosen shares something with the outcome that no other does; one that does not never will again.
    fn all_add(&self, chosen: &[u32]) -> bool {
        chosen.len() < 2 || {
            let whole = self.shared_by(chosen, None);
            chosen.iter().all(|left_out| self.shared_by(chosen, Some(*left_out)) < whole)
        }
    }

    fn shared_by(&self, chosen: &[u32], without: Option<u32>) -> f64 {
        self.memberships.total_of(&self.inside, chosen.iter().copied().filter(|at| Some(*at) != without))
    }

    fn is_asked_for(&self, partial: &Partial<'_, M::Word>, chosen: &[u32]) -> bool {
        let varies =
            self.varies.is_none_or(|exactly| self.memberships.varies(partial.inside, partial.beyond, self.y, exactly));
        varies && (!self.minimal || !self.has_part_that_rules_it_out(chosen))
    }

    /// Whether a disjunction with these sums rules out every one that contains it.
    fn rules_out(&self, shared: f64, excess: f64) -> bool {
        self.necessary(shared, excess) && (self.minimality == Minimality::Necessity || self.sufficient(shared, excess))
    }

    fn has_part_that_rules_it_out(&self, chosen: &[u32]) -> bool {
        // Coverage only falls when a conjunction goes: of a necessary part every conjunction outside it can be spared alone.
        // The other measures may also rise, so that any conjunction may be spared.
        let monotone = self.necessity == Necessity::Coverage;
        let spared: Vec<u32> = chosen
            .iter()
            .copied()
            .filter(|left_out| !monotone || self.necessary(self.shared_by(chosen, Some(*left_out)), 0.0))
            .collect();
        let ways = 1u64.checked_shl(spared.len() as u32).unwrap_or(u64::MAX);
        (1..ways).any(|way| {
            let gone =
                |member: &u32| spared.iter().position(|spare| spare == member).is_some_and(|at| way >> at & 1 == 1);
            let left = || chosen.iter().copied().filter(|member| !gone(member));
            let shared = self.memberships.total_of(&self.inside, left());
            let excess = self.memberships.total_of(&self.beyond, left());
            left().next().is_some() && self.rules_out(shared, excess)
        })
    }
}

/// Those that add most first, ties in the order of the list.
fn in_order(candidates: impl Iterator<Item = Candidate>) -> Vec<Candidate> {
    let mut list: Vec<Candidate> = candidates.collect();
    list.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    list
}

/// What a disjunction may still take in.
#[derive(Debug, Clone, Copy)]
struct Room {
    terms: usize,
    complexity: usize,
}

/// Whether the branches done so far, from the first one on without a gap, already hold more than is asked for. What later
/// branches would give is then cut off in any case, so that stopping them changes nothing.
struct Enough {
    found: Mutex<Vec<Option<usize>>>,
    most: usize,
    reached: AtomicBool,
}

impl Enough {
    fn new(branches: usize, most: usize) -> Self {
        Self { found: Mutex::new(vec![None; branches]), most, reached: AtomicBool::new(false) }
    }

    fn reached(&self) -> bool {
        self.reached.load(Ordering::Relaxed)
    }

    fn done(&self, branch: usize, found: usize) {
        let mut all = self.found.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        all[branch] = Some(found);
        let without_gap: usize = all.iter().map_while(|found| *found).sum();
        self.reached.store(without_gap > self.most, Ordering::Relaxed);
    }
}
