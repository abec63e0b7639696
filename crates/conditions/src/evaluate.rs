//! Formulas to timelines, for one case in one world.

use crate::functions::Values;
use crate::numbers::{self, Number};
use crate::program::{self, Leaf, Program, Who};
use crate::{Budget, Case, Degree, OverBudget, actors, levels, quantify};
use spells::{About, AttributeId, Cell, DaySet, Interval, NOBODY, Timeline, VariableId, World};
use std::borrow::Cow;
use std::cell::{Cell as Slot, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;
use theory::model::{CaseKind, Node, NodeId};

/// Which clock an alliance is read on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Clock {
    /// `allied` as the study codes it: alliances in fact.
    #[default]
    Behavioural,
    /// `allied` read as `treaty_in_force`.
    Legal,
}

/// How a theory is to be read: on which clock, and each outcome by which of its definitions.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Setting {
    /// The clock.
    pub clock: Clock,
    /// A definition for each outcome, by place; a missing one is the first.
    pub definitions: Vec<usize>,
}

/// What variables stand for: actors or treaties by id.
pub(crate) type Env = Vec<u32>;

/// Evaluates the formulas of a program for one case in one world. Values that do not hang on a quantifier around them are
/// kept, so asking twice costs once.
///
/// Timelines cover exactly the case's days: those of the window on which every actor of the case may be alive.
#[derive(Debug)]
pub struct Evaluator<'p> {
    pub(crate) program: &'p Program<'p>,
    pub(crate) world: World,
    pub(crate) setting: Setting,
    pub(crate) case: Case,
    domain: DaySet,
    memo: RefCell<Vec<Option<Rc<Timeline<Degree>>>>>,
    budget: &'p Budget,
    kept: Slot<u64>,
    costs: RefCell<Vec<u64>>,
    over: Slot<bool>,
    /// The vague dates that each node known by then reads; found when dates are first placed.
    dates: RefCell<Vec<Option<BTreeSet<VariableId>>>>,
}

impl<'p> Evaluator<'p> {
    /// For one case in one world under one reading of the theory. O(nodes).
    pub fn new(program: &'p Program<'p>, case: Case, world: World, setting: Setting, budget: &'p Budget) -> Self {
        let about = match program.theory.cases {
            CaseKind::DirectedPairs | CaseKind::UndirectedPairs => About::Directed,
            CaseKind::Actors => About::Actor,
            CaseKind::Treaties => About::Treaty,
        };
        let domain = program.history.lifetime(about, case.first, case.second);
        Self { domain, ..Self::over(program, case, world, setting, budget) }
    }

    /// Over no days yet.
    fn over(program: &'p Program<'p>, case: Case, world: World, setting: Setting, budget: &'p Budget) -> Self {
        let nodes = program.theory.nodes.len();
        Self {
            program,
            world,
            setting,
            case,
            domain: DaySet::empty(),
            memo: RefCell::new(vec![None; nodes]),
            budget,
            kept: Slot::new(0),
            costs: RefCell::new(vec![0; nodes]),
            over: Slot::new(false),
            dates: RefCell::new(vec![None; nodes]),
        }
    }

    /// The same case under the same readings with other dates placed. What is known here of formulas that read none of the
    /// dates placed otherwise is taken along.
    #[must_use]
    pub fn placed(&self, world: World) -> Evaluator<'p> {
        debug_assert_eq!(self.world.readings(), world.readings());
        let moved: BTreeSet<VariableId> = (world.placements().iter())
            .filter(|(id, day)| self.world.placement(*id) != Some(*day))
            .chain(self.world.placements().iter().filter(|(id, _)| world.placement(*id).is_none()))
            .map(|(id, _)| *id)
            .collect();
        let history = self.program.history;
        let memo = self.memo.borrow();
        let mut dates = self.dates.borrow_mut();
        for (at, known) in memo.iter().enumerate() {
            if known.is_some() && dates[at].is_none() {
                dates[at] = Some(self.reads(&[NodeId(at as u32)]).variables(history));
            }
        }
        let keep = |(known, dates): (&Option<Rc<Timeline<Degree>>>, &Option<BTreeSet<VariableId>>)| {
            let dates = dates.as_ref()?;
            known.as_ref().filter(|_| dates.is_disjoint(&moved)).map(Rc::clone)
        };
        let kept = memo.iter().zip(dates.iter()).map(keep).collect();
        Evaluator {
            memo: RefCell::new(kept),
            domain: self.domain.clone(),
            ..Evaluator::over(self.program, self.case, world, self.setting.clone(), self.budget)
        }
    }

    /// The theory and history evaluated.
    pub fn program(&self) -> &'p Program<'p> {
        self.program
    }

    /// How the theory is read.
    pub fn setting(&self) -> &Setting {
        &self.setting
    }

    /// The case's days.
    pub fn domain(&self) -> &DaySet {
        &self.domain
    }

    /// The world.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// What a truth-valued or fuzzy formula is worth, on each of the case's days.
    ///
    /// Errs only when the budget is spent. Cost: the spells of everything under the formula.
    pub fn degree(&self, node: NodeId) -> Result<Rc<Timeline<Degree>>, OverBudget> {
        let timeline = self.degrees(node, &self.env());
        if self.over.get() { Err(self.over_budget()) } else { Ok(timeline) }
    }

    fn over_budget(&self) -> OverBudget {
        let costs = self.costs.borrow();
        let costly = (0..costs.len()).max_by_key(|at| (costs[*at], usize::MAX - at)).unwrap_or(0);
        OverBudget { costly: NodeId(costly as u32) }
    }

    pub(crate) fn env(&self) -> Env {
        let mut env = vec![NOBODY; self.program.theory.variables.len().max(2)];
        env[0] = self.case.first;
        if self.program.case_variables() > 1 {
            env[1] = self.case.second;
        }
        env
    }

    pub(crate) fn degrees(&self, node: NodeId, env: &Env) -> Rc<Timeline<Degree>> {
        let keep = !self.program.depends_on_quantifier(node) || self.binds_case_alone(env);
        if keep && let Some(known) = &self.memo.borrow()[node.0 as usize] {
            return Rc::clone(known);
        }
        if self.over.get() {
            return Rc::new(Timeline::new());
        }
        let timeline = Rc::new(self.compute(node, env));
        let cost = timeline.spells().len() as u64 + 1;
        self.costs.borrow_mut()[node.0 as usize] += cost;
        if keep {
            self.kept.set(self.kept.get() + cost);
            self.memo.borrow_mut()[node.0 as usize] = Some(Rc::clone(&timeline));
        }
        if !self.budget.spend(cost) || self.kept.get() > self.budget.kept() {
            self.over.set(true);
        }
        timeline
    }

    /// Whether no quantifier is around what is evaluated.
    fn binds_case_alone(&self, env: &Env) -> bool {
        env.iter().skip(self.program.case_variables() as usize).all(|bound| *bound == NOBODY)
    }

    pub(crate) fn is_over(&self) -> bool {
        self.over.get()
    }

    fn compute(&self, node: NodeId, env: &Env) -> Timeline<Degree> {
        let theory = self.program.theory;
        match theory.node(node) {
            Node::Constant(holds) => self.constant(Degree::from(*holds)),
            Node::Condition(at) => self.degrees(theory.conditions[*at].node, &self.env()).as_ref().clone(),
            Node::Outcome(at) => self.degrees(self.definition(*at), &self.env()).as_ref().clone(),
            Node::Levels(of, names) | Node::Among(of, names) => {
                let (known, cells) = self.levels(*of, env);
                levels::among(&known, &cells, names)
            }
            Node::Not(of) => self.degrees(*of, env).map(|degree| !*degree),
            Node::And(parts) => self.fold(parts, env, Degree::and),
            Node::Or(parts) => self.fold(parts, env, Degree::or),
            Node::Same(left, right) => self.same(*left, *right, env),
            Node::Compare(left, comparison, right) => {
                numbers::compare(&self.numbers(*left, env), *comparison, &self.numbers(*right, env))
            }
            Node::Member(_, set) => {
                let Leaf::Member(who) = self.program.leaf(node) else {
                    unreachable!("a member node compiles to its term")
                };
                let member = self.bind(*who, env);
                self.actors(*set, env).map(|cell| actors::member(member, cell))
            }
            Node::Overlaps(left, right) => self.actors(*left, env).zip(&self.actors(*right, env), actors::overlaps),
            Node::Quantified(quantifier, variable, body) => {
                quantify::quantified(self, *quantifier, *variable, *body, env)
            }
            Node::Calibrate(of, calibration) => numbers::calibrate(&self.numbers(*of, env), calibration),
            Node::Attribute(..) => self.cells(node, env).map(truth_of),
            Node::Call(..) => match self.call(node, env) {
                Values::Degrees(degrees) => degrees,
                Values::Numbers(_) => self.constant(Degree::unknown(spells::Why::OutsideCoverage)),
            },
            // The checker lets no number or set stand where a truth is wanted.
            Node::Number(_) | Node::Actors(_) | Node::Cut(..) => {
                self.constant(Degree::unknown(spells::Why::OutsideCoverage))
            }
        }
    }

    fn fold(&self, parts: &[NodeId], env: &Env, join: fn(Degree, Degree) -> Degree) -> Timeline<Degree> {
        let mut parts = parts.iter();
        let Some(first) = parts.next() else { return self.constant(Degree::YES) };
        let mut all = self.degrees(*first, env).as_ref().clone();
        for part in parts {
            all = all.zip(&self.degrees(*part, env), |a, b| join(*a, *b));
        }
        all
    }

    fn same(&self, left: NodeId, right: NodeId, env: &Env) -> Timeline<Degree> {
        if self.is_set(left) || self.is_set(right) {
            return self.actors(left, env).zip(&self.actors(right, env), actors::same);
        }
        let ((left_names, left), (right_names, right)) = (self.levels(left, env), self.levels(right, env));
        left.zip(&right, |a, b| levels::same(&left_names, a, &right_names, b))
    }

    fn is_set(&self, node: NodeId) -> bool {
        match (self.program.theory.node(node), self.program.leaf(node)) {
            (Node::Actors(_), _) => true,
            (_, Leaf::Attribute(attribute, _)) => {
                self.program.history.attribute(*attribute).kind == spells::Kind::Actors
            }
            _ => false,
        }
    }

    /// The definition of an outcome that this evaluation uses.
    pub(crate) fn definition(&self, outcome: usize) -> NodeId {
        let definitions = &self.program.theory.outcomes[outcome].definitions;
        let chosen = self.setting.definitions.get(outcome).copied().unwrap_or(0);
        definitions[chosen.min(definitions.len() - 1)].node
    }

    /// A category-valued node: the names of its levels, and which it has.
    fn levels(&self, node: NodeId, env: &Env) -> (Cow<'p, [String]>, Timeline<Cell>) {
        match self.program.theory.node(node) {
            Node::Condition(at) => self.levels(self.program.theory.conditions[*at].node, &self.env()),
            Node::Outcome(at) => self.levels(self.definition(*at), &self.env()),
            Node::Cut(of, thresholds) => {
                let names: Vec<String> = (0..=thresholds.len()).map(|level| level.to_string()).collect();
                (Cow::Owned(names), numbers::cut(&self.numbers(*of, env), thresholds))
            }
            _ => match self.program.leaf(node) {
                Leaf::Attribute(attribute, _) => {
                    (Cow::Borrowed(self.program.level_names(*attribute)), self.cells(node, env))
                }
                _ => (Cow::Borrowed(&[][..]), self.unknown_cells()),
            },
        }
    }

    fn unknown_cells(&self) -> Timeline<Cell> {
        self.cover(Timeline::new(), Cell::Unknown(spells::Why::OutsideCoverage))
    }

    /// A set-valued node.
    pub(crate) fn actors(&self, node: NodeId, env: &Env) -> Timeline<Cell> {
        match self.program.leaf(node) {
            Leaf::Actors(whos) => {
                let members = whos.iter().map(|who| self.bind(*who, env)).collect();
                self.cover(Timeline::new(), actors::exactly(members))
            }
            Leaf::Attribute(..) => self.cells(node, env),
            _ => self.unknown_cells(),
        }
    }

    /// A number-valued node.
    pub(crate) fn numbers(&self, node: NodeId, env: &Env) -> Timeline<Number> {
        match (self.program.theory.node(node), self.program.leaf(node)) {
            (Node::Number(number), _) => self.cover(Timeline::new(), Number::Known(*number)),
            (_, Leaf::Attribute(..)) => self.cells(node, env).map(|cell| match cell {
                Cell::Value(value, _) => Number::Known(self.program.history.number(*value)),
                Cell::Unknown(why) => Number::Unknown(*why),
                Cell::Many { .. } => Number::Unknown(spells::Why::SourcesDisagree),
            }),
            (_, Leaf::Call(..)) => match self.call(node, env) {
                Values::Numbers(numbers) => numbers,
                Values::Degrees(_) => self.cover(Timeline::new(), Number::Unknown(spells::Why::OutsideCoverage)),
            },
            _ => self.cover(Timeline::new(), Number::Unknown(spells::Why::OutsideCoverage)),
        }
    }

    fn call(&self, node: NodeId, env: &Env) -> Values {
        let Leaf::Call(function, args) = self.program.leaf(node) else {
            unreachable!("a call compiles to its function")
        };
        (function.evaluate)(self, args, env)
    }

    /// An attribute's cells over the case's days. On days on which one whom the attribute names does not exist, a truth
    /// does not hold, a set is empty, and anything else is unknown.
    fn cells(&self, node: NodeId, env: &Env) -> Timeline<Cell> {
        let Leaf::Attribute(attribute, whos) = self.program.leaf(node) else { return self.unknown_cells() };
        let subject = whos[0].map_or(NOBODY, |who| self.bind(who, env));
        let object = whos[1].map_or(NOBODY, |who| self.bind(who, env));
        self.attribute(*attribute, subject, object)
    }

    pub(crate) fn attribute(&self, attribute: AttributeId, subject: u32, object: u32) -> Timeline<Cell> {
        let missing = actors::of_the_dead(self.program.history.attribute(attribute));
        if subject == object && object != NOBODY {
            return self.cover(Timeline::new(), missing);
        }
        self.cover(self.program.history.timeline(attribute, subject, object, &self.world), missing)
    }

    pub(crate) fn bind(&self, who: Who, env: &Env) -> u32 {
        program::bind(who, env)
    }

    /// One value on every day of the case.
    pub(crate) fn constant(&self, degree: Degree) -> Timeline<Degree> {
        self.cover(Timeline::new(), degree)
    }

    /// A timeline cut to the case's days, with `fill` on those it lacks.
    pub(crate) fn cover<T: PartialEq + Clone>(&self, timeline: Timeline<T>, fill: T) -> Timeline<T> {
        let clipped = timeline.clip(&self.domain);
        let mut covered = Timeline::new();
        let mut spells = clipped.spells().iter().peekable();
        for days in self.domain.intervals() {
            let mut from = days.from;
            while let Some(spell) = spells.next_if(|spell| spell.days.from < days.until) {
                covered.push(Interval::new(from, spell.days.from), fill.clone());
                covered.push(spell.days, spell.value.clone());
                from = spell.days.until;
            }
            covered.push(Interval::new(from, days.until), fill.clone());
        }
        covered
    }
}

fn truth_of(cell: &Cell) -> Degree {
    match cell {
        Cell::Value(value, _) => Degree::from(*value != 0),
        Cell::Unknown(why) => Degree::unknown(*why),
        Cell::Many { .. } => Degree::unknown(spells::Why::SourcesDisagree),
    }
}
