//! The evaluators of one case, one for each reading of theory and sources: what claims have in common is evaluated once.

use conditions::{Budget, Case, Evaluator, Program, Setting};
use spells::World;
use std::cell::RefCell;
use std::rc::Rc;

/// The evaluators of a case, made when first asked for.
pub(crate) struct Evaluators<'p> {
    program: &'p Program<'p>,
    case: Case,
    budget: &'p Budget,
    made: RefCell<Vec<Rc<Evaluator<'p>>>>,
}

/// More than this are not kept: a study with many disputes would fill the memory with worlds.
const MOST_KEPT: usize = 64;

impl<'p> Evaluators<'p> {
    /// None yet.
    pub fn new(program: &'p Program<'p>, case: Case, budget: &'p Budget) -> Self {
        Self { program, case, budget, made: RefCell::new(Vec::new()) }
    }

    /// The case.
    pub fn case(&self) -> Case {
        self.case
    }

    /// The evaluator for a setting in a world without placed dates.
    pub fn get(&self, setting: &Setting, world: &World) -> Rc<Evaluator<'p>> {
        let made = self.made.borrow();
        let known = made.iter().find(|made| made.world() == world && made.setting() == setting);
        if let Some(known) = known {
            return Rc::clone(known);
        }
        drop(made);
        let new = Rc::new(Evaluator::new(self.program, self.case, world.clone(), setting.clone(), self.budget));
        let mut made = self.made.borrow_mut();
        if made.len() >= MOST_KEPT {
            made.remove(0);
        }
        made.push(Rc::clone(&new));
        new
    }
}
