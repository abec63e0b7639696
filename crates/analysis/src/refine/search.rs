//! The search: every change up to a size, what it does to the cells, and those changes of which no part does as well.
//!
//! In: a [`Board`]. Out: how many changes there are, what they come to on the cases ([`Profile`]), and the minimal ones. Exact: nothing is
//! sampled or pruned by a guess. Conditions that are worth the same on every cell are tried once, and told apart afterwards.

use super::bits::{Bits, Vector};
use super::board::Board;
use super::file::Place;
use super::literal::Literal;
use super::profile::{Labels, Profile, Rank};
use std::collections::BTreeMap;
use theory::ast::Connective;
use theory::model::Relation;

/// More changes than this are not tried; the search says so before it begins. Each takes as much as 64 cases do: of more cases, fewer.
pub const MOST_CHANGES: u64 = 10_000_000;

/// A change to classes of conditions: `places` into [`Search::classes`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    pub rank: Rank,
    /// Days on which the claim stood and still does, negative so that more comes first.
    pub stood: std::cmp::Reverse<i64>,
    pub place: Place,
    pub any: bool,
    pub classes: Vec<usize>,
}

/// A board with what does not change from one change to the next.
pub(super) struct Search<'b> {
    pub board: &'b Board,
    pub size: usize,
    pub(super) connective: Connective,
    pub(super) places: Vec<Place>,
    /// Literals that are worth the same on every cell, and what they are worth; the order is that of their first literals.
    pub classes: Vec<(Vec<Literal>, Vector)>,
    pub(super) tested_up: Bits,
    pub(super) tested_down: Bits,
    pub(super) stood: Bits,
    pub(super) met: Bits,
    /// By case: cells that are broken where it is taken for an exception, and those that stand where it is not.
    pub(super) broken_cells: Vec<Vec<usize>>,
    pub(super) standing_cells: Vec<Vec<usize>>,
    pub(super) stood_cells: Vec<Vec<usize>>,
    pub(super) met_cells: Vec<Vec<usize>>,
    pub labels: Labels,
}

/// What a search gives.
pub(super) struct Outcome {
    /// Changes as they can be written.
    pub changes: u64,
    /// Every distinct profile with the least size that has it.
    pub profiles: Vec<(Profile, usize)>,
    /// By number of literals (0: a part dropped) the change of that size that leaves the fewest, of these the one that gives up fewest.
    pub by_size: Vec<Option<Found>>,
    /// Every change that leaves as few as any, and of which no part does and gives up no more; by size, then what they give up.
    pub minimal: Vec<Found>,
    /// The change with which the fewest cases are wrong in all.
    pub cheapest: Option<Found>,
}

impl<'b> Search<'b> {
    /// Lays out a board for changes of up to `size` literals. `parts` and `connective`: how the condition is written.
    pub fn new(board: &'b Board, connective: Connective, size: usize) -> Self {
        let (broken, stood, met) = (board.broken(), board.stood(), board.met());
        let exceptions = board.with_any(&broken);
        let standing = board.with_any(&stood).without(&exceptions);
        let tested = broken.or(&stood);
        let count = board.cases.len();
        let cells = |case: usize, of: &Bits| board.cells[case].clone().filter(|cell| of.contains(*cell)).collect();
        let by_case = |of: &Bits| -> Vec<Vec<usize>> { (0..count).map(|case| cells(case, of)).collect() };
        let broken_cells =
            (0..count).map(|case| cells(case, if exceptions.contains(case) { &broken } else { &stood })).collect();
        let mut classes: BTreeMap<Vector, Vec<Literal>> = BTreeMap::new();
        for (atom, vector) in board.atoms.iter().enumerate() {
            classes.entry(vector.clone()).or_default().push(Literal { atom, denied: false });
            classes.entry(vector.not()).or_default().push(Literal { atom, denied: true });
        }
        let mut classes: Vec<(Vec<Literal>, Vector)> =
            classes.into_iter().map(|(vector, literals)| (literals, vector)).collect();
        classes.iter_mut().for_each(|(literals, _)| literals.sort_unstable());
        classes.sort_by_key(|(literals, _)| literals[0]);
        Search {
            size,
            connective,
            places: places(board, connective),
            classes,
            tested_up: tested.and(&board.condition.no),
            tested_down: tested.and(&board.condition.yes),
            broken_cells,
            standing_cells: by_case(&tested),
            stood_cells: by_case(&stood),
            met_cells: by_case(&met),
            labels: Labels { observed: exceptions.clone(), exceptions, standing, among: Bits::of(count, |_| true) },
            stood,
            met,
            board,
        }
    }

    /// How many changes can be written: at each place every set of literals of different conditions, joined either way.
    pub fn changes(&self) -> u64 {
        let atoms = self.board.atoms.len() as u64;
        let mut each: u64 = 0;
        for size in 1..=self.size as u64 {
            let ways = if size == 1 { 1 } else { 2 };
            each = each.saturating_add(choose(atoms, size).saturating_mul(1 << size).saturating_mul(ways));
        }
        let dropped = self.places.iter().filter(|place| matches!(place, Place::Drop(_))).count() as u64;
        each.saturating_mul(self.places.len() as u64 - dropped).saturating_add(dropped)
    }

    /// How many changes may be tried on so many cases.
    pub fn most(&self) -> u64 {
        MOST_CHANGES / (self.board.cases.len() as u64).div_ceil(64).max(1)
    }

    /// How many there are to try, conditions worth the same taken once.
    pub fn effort(&self) -> u64 {
        let classes = self.classes.len() as u64;
        let each = (1..=self.size as u64).map(|size| choose(classes, size) * if size == 1 { 1 } else { 2 });
        each.fold(0, u64::saturating_add).saturating_mul(self.places.len() as u64)
    }

    /// Tries every change.
    pub fn run(&self) -> Outcome {
        let nothing = Rank { left: self.labels.exceptions.count(), size: 0, lost: 0 };
        let mut profiles: BTreeMap<Profile, usize> = BTreeMap::new();
        let mut by_size: Vec<Option<Found>> = vec![None; self.size + 1];
        let mut cheapest: Option<Found> = None;
        let mut best: Vec<Found> = Vec::new();
        let mut fewest = nothing.left;
        self.each(&mut |place, any, classes, vector| {
            let (profile, stood) = self.profile(place, vector);
            let size = classes.len();
            let rank = profile.rank(&self.labels, size);
            profiles.entry(profile).and_modify(|least| *least = size.min(*least)).or_insert(size);
            let Some(rank) = rank else { return };
            if rank.left >= nothing.left {
                return;
            }
            let found = Found { rank, stood: std::cmp::Reverse(stood), place, any, classes: classes.to_vec() };
            let slot = &mut by_size[size];
            if slot.as_ref().is_none_or(|known| found < *known) {
                *slot = Some(found.clone());
            }
            let order = |found: &Found| (found.rank.wrong(), found.rank, found.stood);
            if cheapest.as_ref().is_none_or(|known| order(&found) < order(known)) {
                cheapest = Some(found.clone());
            }
            if rank.left <= fewest {
                if rank.left < fewest {
                    best.clear();
                    fewest = rank.left;
                }
                best.push(found);
            }
        });
        best.retain(|found| self.is_minimal(found, fewest));
        best.sort();
        Outcome { changes: self.changes(), profiles: profiles.into_iter().collect(), by_size, minimal: best, cheapest }
    }

    /// Whether every literal of a change is needed: without it more exceptions would be left, or more cases given up.
    fn is_minimal(&self, found: &Found, fewest: usize) -> bool {
        let does_as_well = |place: Place, classes: &[usize]| {
            let vector = self.joined(found.any, classes);
            let (profile, _) = self.profile(place, vector.as_ref());
            let rank = profile.rank(&self.labels, classes.len());
            rank.is_some_and(|rank| rank.left <= fewest && rank.lost <= found.rank.lost)
        };
        if let (Place::Replace(at), 1..) = (found.place, found.classes.len())
            && self.places.contains(&Place::Drop(at))
            && does_as_well(Place::Drop(at), &[])
        {
            return false;
        }
        found.classes.len() < 2
            || (0..found.classes.len()).all(|out| {
                let mut fewer = found.classes.clone();
                fewer.remove(out);
                !does_as_well(found.place, &fewer)
            })
    }

    fn each(&self, visit: &mut impl FnMut(Place, bool, &[usize], Option<&Vector>)) {
        for place in self.places.iter().filter(|place| matches!(place, Place::Drop(_))) {
            visit(*place, false, &[], None);
        }
        // What certainly holds, or does not, or is unknown on every cell adds nothing to another condition.
        let all = Bits::of(self.board.width(), |_| true);
        let says = |class: &usize| {
            let vector = &self.classes[*class].1;
            vector.yes != all && vector.no != all && !(vector.yes.is_empty() && vector.no.is_empty())
        };
        let telling: Vec<usize> = (0..self.classes.len()).filter(says).collect();
        for class in 0..self.classes.len() {
            self.at_places(false, &[class], &self.classes[class].1, visit);
        }
        for any in [false, true] {
            for (at, class) in telling.iter().enumerate() {
                self.more(any, &mut vec![*class], &self.classes[*class].1, &telling[at + 1..], visit);
            }
        }
    }

    fn more(
        &self,
        any: bool,
        chosen: &mut Vec<usize>,
        vector: &Vector,
        rest: &[usize],
        visit: &mut impl FnMut(Place, bool, &[usize], Option<&Vector>),
    ) {
        if chosen.len() >= self.size {
            return;
        }
        for (at, class) in rest.iter().enumerate() {
            let next = &self.classes[*class].1;
            let joined = if any { vector.or(next) } else { vector.and(next) };
            chosen.push(*class);
            self.at_places(any, chosen, &joined, visit);
            self.more(any, chosen, &joined, &rest[at + 1..], visit);
            chosen.pop();
        }
    }

    fn at_places(
        &self,
        any: bool,
        classes: &[usize],
        vector: &Vector,
        visit: &mut impl FnMut(Place, bool, &[usize], Option<&Vector>),
    ) {
        for place in self.places.iter().filter(|place| !matches!(place, Place::Drop(_))) {
            visit(*place, any, classes, Some(vector));
        }
    }
}

/// Where a change can help: a condition said to be necessary is made easier to meet, one said to be sufficient harder; the scope
/// is narrowed.
fn places(board: &Board, connective: Connective) -> Vec<Place> {
    let (easier, harder) = match board.relation {
        Relation::Necessary => (true, false),
        Relation::Sufficient => (false, true),
        Relation::Equivalent => (true, true),
    };
    let several = board.parts.len() > 1;
    let mut places = Vec::new();
    for at in 0..board.parts.len() {
        let drops = if connective == Connective::And { easier } else { harder };
        if several && drops {
            places.push(Place::Drop(at));
        }
        if several && connective == Connective::And && easier {
            places.push(Place::WidenPart(at));
        }
        if several && connective == Connective::Or && harder {
            places.push(Place::NarrowPart(at));
        }
        places.push(Place::Replace(at));
    }
    if harder {
        places.push(Place::Narrow);
    }
    if easier {
        places.push(Place::Widen);
    }
    places.push(Place::Scope);
    places
}

/// So many ways to choose `k` of `n`; the greatest number there is where they are more.
pub(super) fn choose(n: u64, k: u64) -> u64 {
    if k > n {
        return 0;
    }
    let k = k.min(n - k);
    let mut ways: u128 = 1;
    for at in 0..k {
        ways = ways * u128::from(n - at) / u128::from(at + 1);
        if ways > u128::from(u64::MAX) {
            return u64::MAX;
        }
    }
    ways as u64
}
