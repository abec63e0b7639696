//! Every smallest set of changes that brings what is asked for.
//!
//! Sets are tried in order of size, so that a set of which a part brings it already is never tried. The [`Board`] rules out
//! most of the others without judging anything: for something better each of the worst days must be otherwise, which makes
//! of the sets minimal hitting sets (Reiter 1987, Artificial Intelligence 32); for something worse one day must become so,
//! and of a smallest set every change tells on that day. What is left is judged, wherever vague dates lie.

use super::board::{Board, Scratch};
use super::change::Change;
use super::trial::{Answer, Prepared, Trial};
use crate::ruling::Ruling;
use conditions::OverBudget;

/// A smallest set of changes that turns a verdict over.
#[derive(Debug, Clone, PartialEq)]
pub struct Flip {
    /// The changes; with none of them left out.
    pub changes: Vec<Change>,
    /// The ruling that they bring; none where no ruling was asked about.
    pub becomes: Option<Ruling>,
    /// By how many days dates are moved in all, beyond where they may lie.
    pub moved: i64,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Flips {
    /// Every smallest set, in order of size, then of days moved, then of what is read.
    pub sets: Vec<Flip>,
    /// Up to which size sets were looked for: every one of that size and below is there, none above.
    pub size: usize,
    /// How many single changes could be made.
    pub possible: usize,
    /// How many sets were judged.
    pub tried: usize,
    /// Whether there were too many to judge them all: then larger sets than those given may have been missed.
    pub cut_short: bool,
}

/// Finds them.
pub(crate) fn search(trial: &Trial<'_>, changes: &[Prepared], size: usize, most: usize) -> Result<Flips, OverBudget> {
    let mut search = Search {
        trial,
        changes,
        board: Board::new(trial, changes)?,
        contradicts: vec![false; changes.len()],
        found: Vec::new(),
        tried: 0,
        most,
        looked: 0,
        scratch: Scratch::default(),
    };
    let mut left: Vec<usize> = (0..changes.len()).collect();
    if !trial.now()?.turned {
        for round in 1..=size {
            search.round(&left, round, &mut Vec::new(), 0)?;
            if round == 1 {
                // What turns it alone is part of no larger set.
                let turns = |at: &usize| search.found.iter().any(|(set, _)| set[0] == *at);
                left.retain(|at| !turns(at));
            }
        }
    }
    let cut_short = search.is_cut_short();
    let Search { found, tried, .. } = search;
    let mut sets: Vec<(Vec<usize>, Flip)> = found
        .into_iter()
        .map(|(set, answer)| {
            let made: Vec<Change> = set.iter().map(|at| changes[*at].change.clone()).collect();
            let moved = made.iter().map(Change::moved).sum();
            (set, Flip { changes: made, becomes: answer.ruling, moved })
        })
        .collect();
    sets.sort_by(|(a, x), (b, y)| (a.len(), x.moved, a).cmp(&(b.len(), y.moved, b)));
    let sets = nearest(sets.into_iter().map(|(_, flip)| flip).collect());
    Ok(Flips { sets, size, possible: changes.len(), tried, cut_short })
}

struct Search<'t, 'p> {
    trial: &'t Trial<'p>,
    changes: &'t [Prepared],
    board: Option<Board>,
    /// By change: whether it alone contradicts what else is coded.
    contradicts: Vec<bool>,
    found: Vec<(Vec<usize>, Answer)>,
    tried: usize,
    /// So many sets are judged.
    most: usize,
    /// Sets that the board was asked about.
    looked: usize,
    scratch: Scratch,
}

impl Search<'_, '_> {
    /// Tries every set of `size` changes that begins with `set` and goes on with those of `left` from `first` on.
    fn round(&mut self, left: &[usize], size: usize, set: &mut Vec<usize>, first: usize) -> Result<(), OverBudget> {
        for place in first..left.len() {
            if self.is_cut_short() {
                break;
            }
            let next = left[place];
            if !set.iter().all(|other| self.changes[*other].change.goes_with(&self.changes[next].change)) {
                continue;
            }
            set.push(next);
            if set.len() < size {
                if set.len() == 1 || !self.holds_a_found_set(set) {
                    self.round(left, size, set, place + 1)?;
                }
            } else {
                self.try_set(set)?;
            }
            set.pop();
        }
        Ok(())
    }

    /// Asking the board costs a hundredth part of judging, and less.
    fn is_cut_short(&self) -> bool {
        self.tried + self.looked / 100 >= self.most
    }

    fn holds_a_found_set(&self, set: &[usize]) -> bool {
        self.found.iter().any(|(part, _)| part.iter().all(|at| set.contains(at)))
    }

    fn try_set(&mut self, set: &[usize]) -> Result<(), OverBudget> {
        self.looked += 1;
        if set.len() > 1 && !self.hangs_together(set) {
            return Ok(());
        }
        if let Some(board) = &self.board
            && !(set.len() == 1 && self.contradicts[set[0]])
            && !board.may_turn(set, &mut self.scratch)
        {
            return Ok(());
        }
        if set.len() > 2 && self.holds_a_found_set(set) {
            return Ok(());
        }
        let made: Vec<&Prepared> = set.iter().map(|at| &self.changes[*at]).collect();
        self.tried += 1;
        match self.trial.with(&made)? {
            None if set.len() == 1 => self.contradicts[set[0]] = true,
            Some(answer) if answer.turned => self.found.push((set.to_vec(), answer)),
            _ => {}
        }
        Ok(())
    }

    /// Whether each change can have a part in it: one that tells nothing alone tells something only with another that
    /// touches the same leaf, and one that contradicts other codings must be mended by another that touches the same cell.
    fn hangs_together(&self, set: &[usize]) -> bool {
        let with_another =
            |at: usize, together: &dyn Fn(usize) -> bool| set.iter().any(|other| *other != at && together(*other));
        set.iter().all(|at| {
            let told = self
                .board
                .as_ref()
                .is_none_or(|board| board.tells(*at) || with_another(*at, &|other| board.meet(*at, other)));
            let mended = !self.contradicts[*at]
                || with_another(*at, &|other| Trial::share_a_cell(&self.changes[*at], &self.changes[other]));
            told && mended
        })
    }
}

/// Of sets that differ only in how far they move a date, the nearest: those that move the same ends in the same direction,
/// each at least as far, and bring the same ruling, tell nothing new.
fn nearest(sets: Vec<Flip>) -> Vec<Flip> {
    let mut kept: Vec<Flip> = Vec::with_capacity(sets.len());
    for flip in sets {
        let told = kept.iter().any(|other| {
            other.becomes == flip.becomes
                && other.changes.len() == flip.changes.len()
                && other.changes.iter().zip(&flip.changes).all(|(near, far)| no_farther(near, far))
        });
        if !told {
            kept.push(flip);
        }
    }
    kept
}

fn no_farther(near: &Change, far: &Change) -> bool {
    match (near, far) {
        (Change::Begin { coding: a, day: x, moved: near, .. }, Change::Begin { coding: b, day: y, moved: far, .. })
        | (Change::End { coding: a, day: x, moved: near, .. }, Change::End { coding: b, day: y, moved: far, .. }) => {
            a == b && (x == y || (near < far && *near > 0) || (near == far && *near == 0))
        }
        (Change::Date { variable: a, .. }, Change::Date { variable: b, .. }) => a == b,
        _ => near == far,
    }
}
