//! One change tried on the cells: what scope and condition become, and what that comes to for each case.
//!
//! In: a [`Search`] and a change to classes of conditions. Out: its [`Profile`]. Looks at no other change.

use super::bits::{Bits, Vector};
use super::file::Place;
use super::profile::Profile;
use super::search::{Found, Search};
use theory::ast::Connective;

impl Search<'_> {
    /// The classes joined; `None` of none.
    pub fn joined(&self, any: bool, classes: &[usize]) -> Option<Vector> {
        let mut vectors = classes.iter().map(|class| &self.classes[*class].1);
        let first = vectors.next()?.clone();
        Some(vectors.fold(first, |all, next| if any { all.or(next) } else { all.and(next) }))
    }

    /// Scope and condition with a change made.
    fn edited(&self, place: Place, added: Option<&Vector>) -> (Vector, Vector) {
        let board = self.board;
        let unchanged = || (board.scope.clone(), board.condition.clone());
        let with_part = |at: usize, part: Option<Vector>| {
            let mut parts = board.parts.iter().enumerate().filter_map(|(other, known)| match other == at {
                true => part.clone(),
                false => Some(known.clone()),
            });
            let first = parts.next().unwrap_or_else(|| board.condition.clone());
            let join = |all: Vector, next: Vector| match self.connective {
                Connective::And => all.and(&next),
                Connective::Or => all.or(&next),
            };
            (board.scope.clone(), parts.fold(first, join))
        };
        let Some(added) = added else {
            return match place {
                Place::Drop(at) => with_part(at, None),
                _ => unchanged(),
            };
        };
        match place {
            Place::Scope => (board.scope.and(added), board.condition.clone()),
            Place::Narrow => (board.scope.clone(), board.condition.and(added)),
            Place::Widen => (board.scope.clone(), board.condition.or(added)),
            Place::NarrowPart(at) => with_part(at, Some(board.parts[at].and(added))),
            Place::WidenPart(at) => with_part(at, Some(board.parts[at].or(added))),
            Place::Replace(at) => with_part(at, Some(added.clone())),
            Place::Drop(at) => with_part(at, None),
        }
    }

    /// What a change comes to, and the days on which the claim stood and still does.
    pub fn profile(&self, place: Place, added: Option<&Vector>) -> (Profile, i64) {
        let (scope, condition) = self.edited(place, added);
        let board = self.board;
        let up = &self.tested_up;
        let down = &self.tested_down;
        let resolved = scope.no.or(&up.and(&condition.yes)).or(&down.and(&condition.no));
        let kept = scope.yes.and(&up.and(&condition.no).or(&down.and(&condition.yes)));
        let broken = board.breaks(&scope, &condition).without(up).without(down);
        let met = self.met.and(&scope.yes).and(&condition.yes);
        let count = board.cases.len();
        let most = |cells: &[usize], of: &Bits| {
            let days = |cells: &mut dyn Iterator<Item = &usize>| cells.map(|cell| board.days[*cell]).sum::<i64>();
            days(&mut cells.iter().filter(|cell| of.contains(**cell))) * 2 > days(&mut cells.iter())
        };
        let profile = Profile {
            resolves: Bits::of(count, |case| self.broken_cells[case].iter().all(|cell| resolved.contains(*cell))),
            keeps: Bits::of(count, |case| most(&self.standing_cells[case], &kept)),
            keeps_some: Bits::of(count, |case| self.stood_cells[case].iter().any(|cell| kept.contains(*cell))),
            breaks: board.with_any(&broken),
            unmet: Bits::of(count, |case| {
                let cells = &self.met_cells[case];
                !cells.is_empty() && !most(cells, &met)
            }),
        };
        (profile, board.days_of(&kept.and(&self.stood)))
    }

    /// The days on which the claim stands now.
    pub fn days_stood(&self) -> i64 {
        self.board.days_of(&self.stood)
    }

    /// The cases that a change gives up, as observed.
    pub fn lost(&self, found: &Found) -> Bits {
        let vector = self.joined(found.any, &found.classes);
        self.profile(found.place, vector.as_ref()).0.lost(&self.labels)
    }
}
