//! Minimally sufficient conjunctions of one outcome.
//!
//! In: memberships, the literals that may cause, thresholds. Out: every conjunction that reaches the threshold while none of
//! its parts does (Baumgartner and Ambühl 2020), shorter ones first. Conjunctions are tried by length; one that contains a
//! sufficient one is never built, and one that no case is in is never lengthened, since nothing within it is seen either.
//! Sufficiency may fall as well as rise when a literal is added, so nothing else is cut off, but for one sound bound: with
//! crisp data the consistency of a conjunction is a mean over its configurations of causes, and where none of those
//! reaches the threshold no part of it can.

use super::measures::{Cells, Sufficiency};
use super::memberships::Memberships;
use super::meter::Meter;
use crate::expression::Literal;

/// A conjunction as found: positions in the list of causes, and its sums.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub(super) literals: Vec<u16>,
    pub(super) cells: Cells,
}

/// What is looked for.
pub(super) struct Search<'a, M: Memberships> {
    pub(super) memberships: &'a M,
    /// The literals that may cause, as (index into the memberships, literal), in order of literals.
    pub(super) causes: &'a [(usize, Literal)],
    /// The set of all cases and the outcome, as indices into the memberships.
    pub(super) every: usize,
    pub(super) outcome: usize,
    /// Cases of configurations that reach the threshold by themselves; with crisp data and plain consistency only.
    pub(super) hopeful: Option<Vec<M::Word>>,
    pub(super) measure: Sufficiency,
    pub(super) least: f64,
    pub(super) longest: usize,
    pub(super) minimal: bool,
    pub(super) meter: &'a Meter,
}

impl<M: Memberships> Search<'_, M> {
    /// Every conjunction asked for, by length and then in order of literals.
    pub(super) fn run(&self) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let factors = self.causes.chunk_by(|a, b| a.1.column == b.1.column).count();
        for length in 1..=self.longest.min(factors) {
            let known = if self.minimal { found.len() } else { 0 };
            let level = Level {
                search: self,
                length,
                known: &found[..known],
                y: self.memberships.literal(self.outcome),
                y_total: self.memberships.total(self.memberships.literal(self.outcome)),
                cases: self.memberships.total(self.memberships.literal(self.every)),
            };
            let work = (self.causes.len() as f64).powi(length as i32) * self.memberships.width() as f64;
            let cores = threads::cores_if(work > 3e6 && self.meter.is_free());
            let parts = threads::each(cores, self.causes.len(), |first| level.starting_with(first));
            let open: usize = parts.iter().map(|part| part.open).sum();
            found.extend(parts.into_iter().flat_map(|part| part.found));
            if open == 0 {
                break;
            }
        }
        found
    }
}

/// What conjunctions of one length that begin with one literal gave.
#[derive(Default)]
struct Part {
    found: Vec<Found>,
    /// Conjunctions seen in the data that do not suffice: longer ones can only grow from these.
    open: usize,
}

struct Level<'a, M: Memberships> {
    search: &'a Search<'a, M>,
    length: usize,
    known: &'a [Found],
    y: &'a [M::Word],
    y_total: f64,
    cases: f64,
}

/// A known conjunction that may still turn up inside the one being built, and how many of its literals already have.
type Lurking = (u32, u16);

impl<M: Memberships> Level<'_, M> {
    fn starting_with(&self, first: usize) -> Part {
        let memberships = self.search.memberships;
        let mut part = Part::default();
        let mut sets = vec![vec![M::Word::default(); memberships.width()]; self.length];
        sets[0].copy_from_slice(memberships.literal(self.search.every));
        let lurking: Vec<Lurking> = (0..self.known.len() as u32).map(|at| (at, 0)).collect();
        self.grow(first..first + 1, &mut sets, &mut Vec::new(), &lurking, &mut part);
        part
    }

    fn grow(
        &self,
        nexts: std::ops::Range<usize>,
        sets: &mut [Vec<M::Word>],
        prefix: &mut Vec<u16>,
        lurking: &[Lurking],
        part: &mut Part,
    ) {
        let Search { memberships, causes, .. } = self.search;
        let last_column = prefix.last().map(|last| causes[usize::from(*last)].1.column);
        let mut completing: Vec<u16> = lurking
            .iter()
            .filter_map(|(known, matched)| {
                let literals = &self.known[*known as usize].literals;
                (usize::from(*matched) + 1 == literals.len()).then(|| literals[usize::from(*matched)])
            })
            .collect();
        completing.sort_unstable();
        for next in nexts {
            if !self.search.meter.spend(memberships.width() + lurking.len()) {
                return;
            }
            let (index, literal) = causes[next];
            if Some(literal.column) == last_column || completing.binary_search(&(next as u16)).is_ok() {
                continue;
            }
            if prefix.len() + 1 == self.length {
                self.try_out(&sets[0], index, next, prefix, part);
                continue;
            }
            let (here, deeper) = sets.split_at_mut(1);
            memberships.meet(&mut deeper[0], &here[0], memberships.literal(index));
            let hopeless = |hopeful: &Vec<M::Word>| !memberships.may_meet(&deeper[0], hopeful);
            if !memberships.seen(&deeper[0]) || self.search.hopeful.as_ref().is_some_and(hopeless) {
                continue;
            }
            let still: Vec<Lurking> = lurking
                .iter()
                .filter_map(|(known, matched)| {
                    let wanted = usize::from(self.known[*known as usize].literals[usize::from(*matched)]);
                    (wanted >= next).then(|| (*known, matched + u16::from(wanted == next)))
                })
                .collect();
            prefix.push(next as u16);
            self.grow(next + 1..causes.len(), deeper, prefix, &still, part);
            prefix.pop();
        }
    }

    fn try_out(&self, set: &[M::Word], index: usize, next: usize, prefix: &[u16], part: &mut Part) {
        let memberships = self.search.memberships;
        let (all, both, seen) = memberships.against(set, memberships.literal(index), self.y);
        if !seen {
            return;
        }
        let cells = cells(all, both, self.y_total, self.cases);
        let suffices = reaches(self.search.measure.of(&cells), self.search.least);
        if suffices {
            let literals = prefix.iter().copied().chain([next as u16]).collect();
            part.found.push(Found { literals, cells });
        }
        if !suffices || !self.search.minimal {
            part.open += 1;
        }
    }
}

/// The four cells from the sums of condition, of both, of the outcome, and of all cases.
///
/// Three of them are differences of sums. Where these should cancel, rounding may leave a speck, and a share of specks is
/// any number; so what is less than a millionth of a millionth of all cases is nothing.
pub(super) fn cells(condition: f64, both: f64, outcome: f64, cases: f64) -> Cells {
    let rest = |difference: f64| if difference > cases * 1e-12 { difference } else { 0.0 };
    Cells {
        both,
        without_outcome: rest(condition - both),
        without_condition: rest(outcome - both),
        neither: rest(cases - condition - outcome + both),
    }
}

/// Whether a measure reaches a threshold. Sums of crisp memberships and of memberships of at most six decimals are exact and
/// so is the comparison; for others a millionth of a millionth is allowed for rounding. An undefined measure reaches nothing.
pub(super) fn reaches(measure: Option<f64>, least: f64) -> bool {
    measure.is_some_and(|measure| measure >= least - 1e-12)
}
