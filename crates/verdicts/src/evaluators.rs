//! The evaluators of one case, one for each reading of theory and sources: what claims have in common is evaluated once.

use crate::local::Locals;
use conditions::{Case, Evaluator, Setting, Shelf};
use spells::World;
use std::cell::RefCell;
use std::rc::Rc;

/// The evaluators of a case, made when first asked for, and what has been found of it.
pub(crate) struct Evaluators<'p> {
    shelf: &'p Rc<Shelf<'p>>,
    case: Case,
    made: RefCell<Vec<Rc<Evaluator<'p>>>>,
    locals: Locals<'p>,
}

/// More than this are not kept: a study with many disputes would fill the memory with worlds.
const MOST_KEPT: usize = 64;

impl<'p> Evaluators<'p> {
    /// None yet; with what the shelf keeps of cases before.
    pub fn new(shelf: &'p Rc<Shelf<'p>>, case: Case) -> Self {
        Self { shelf, case, made: RefCell::default(), locals: Locals::default() }
    }

    /// The case.
    pub fn case(&self) -> Case {
        self.case
    }

    /// What has been found of the clusters of dates of the case.
    pub fn locals(&self) -> &Locals<'p> {
        &self.locals
    }

    /// The evaluator for a setting in a world without placed dates.
    pub fn get(&self, setting: &Setting, world: &World) -> Rc<Evaluator<'p>> {
        let mut made = self.made.borrow_mut();
        if let Some(known) = made.iter().find(|made| made.world() == world && made.setting() == setting) {
            return Rc::clone(known);
        }
        let new = Rc::new(match made.first() {
            Some(other) => other.elsewhere(world.clone(), setting),
            None => Evaluator::on(self.shelf, self.case, world.clone(), setting.clone()),
        });
        if made.len() >= MOST_KEPT {
            made.remove(0);
        }
        made.push(Rc::clone(&new));
        new
    }
}
