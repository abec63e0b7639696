//! Formulas to timelines, for one case in one world.

use crate::functions::Values;
use crate::known::{Hinged, Hinges, Known, Shelf};
use crate::numbers::{self, Number};
use crate::program::{self, Leaf, Program, Who};
use crate::{Budget, Case, Degree, OverBudget, actors, levels, quantify};
use spells::{AttributeId, Cell, Day, DaySet, Interval, NOBODY, Timeline, VariableId, World};
use std::borrow::Cow;
use std::cell::{Cell as Slot, RefCell};
use std::rc::Rc;
use theory::model::{Node, NodeId};

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
/// kept, so asking twice costs once; evaluators of the same case in other worlds share what these worlds do not differ in.
///
/// Timelines cover exactly the case's days: those of the window on which every actor of the case may be alive.
#[derive(Debug)]
pub struct Evaluator<'p> {
    pub(crate) program: &'p Program<'p>,
    pub(crate) world: World,
    pub(crate) setting: Rc<Setting>,
    /// The number of the setting among those of the case.
    setting_at: u32,
    hinged: Rc<Hinged>,
    known: Rc<Known<'p>>,
    memo: RefCell<Vec<Option<Rc<Timeline<Degree>>>>>,
    kept: Slot<u64>,
    over: Slot<bool>,
}

impl<'p> Evaluator<'p> {
    /// For one case in one world under one reading of the theory. O(nodes).
    pub fn new(program: &'p Program<'p>, case: Case, world: World, setting: Setting, budget: &'p Budget) -> Self {
        Self::on(&Shelf::new(program, budget), case, world, setting)
    }

    /// The same, sharing with the cases before what speaks of one actor alone.
    pub fn on(shelf: &Rc<Shelf<'p>>, case: Case, world: World, setting: Setting) -> Self {
        Self::over(Rc::new(shelf.case(case)), world, Rc::new(setting))
    }

    fn over(known: Rc<Known<'p>>, world: World, setting: Rc<Setting>) -> Self {
        let program = known.shelf.program;
        let (setting_at, hinged) = known.setting(&setting);
        Self {
            program,
            world,
            setting,
            setting_at,
            hinged,
            known,
            memo: RefCell::new(vec![None; program.theory.nodes.len()]),
            kept: Slot::new(0),
            over: Slot::new(false),
        }
    }

    /// The same case in another world, under another setting.
    #[must_use]
    pub fn elsewhere(&self, world: World, setting: &Setting) -> Evaluator<'p> {
        let setting = if *self.setting == *setting { Rc::clone(&self.setting) } else { Rc::new(setting.clone()) };
        Self::over(Rc::clone(&self.known), world, setting)
    }

    /// The same case under the same readings with one more date placed, or placed otherwise. What is known here of formulas
    /// that do not read that date is taken along.
    #[must_use]
    pub fn placed(&self, date: VariableId, day: Day) -> Evaluator<'p> {
        let mut world = self.world.clone();
        world.place(date, day);
        let untouched = |at: usize| {
            let known = self.hinged.borrow()[at].as_ref().map(|hinges| !hinges.dated(date));
            known.unwrap_or_else(|| !self.hinges(NodeId(at as u32)).dated(date))
        };
        let memo = self.memo.borrow();
        let taken = memo.iter().enumerate().map(|(at, known)| known.as_ref().filter(|_| untouched(at)).map(Rc::clone));
        Evaluator {
            program: self.program,
            world,
            setting: Rc::clone(&self.setting),
            setting_at: self.setting_at,
            hinged: Rc::clone(&self.hinged),
            known: Rc::clone(&self.known),
            memo: RefCell::new(taken.collect()),
            kept: Slot::new(0),
            over: Slot::new(false),
        }
    }

    /// The same case on some of its days alone, as if no others were. What is known here is taken along. Formulas that ask for
    /// the past are worth something else there; all others are worth the same on these days.
    #[must_use]
    pub fn on_days(&self, days: &DaySet) -> Evaluator<'p> {
        let known = Rc::new(self.known.narrowed(days, &self.setting, &self.hinged));
        let clip = |timeline: &Rc<Timeline<Degree>>| Rc::new(timeline.clip(&known.domain));
        let taken = self.memo.borrow().iter().map(|known| known.as_ref().map(clip)).collect();
        Evaluator {
            program: self.program,
            world: self.world.clone(),
            setting: Rc::clone(&self.setting),
            setting_at: 1,
            hinged: Rc::clone(&self.hinged),
            memo: RefCell::new(taken),
            kept: Slot::new(0),
            over: Slot::new(false),
            known,
        }
    }

    /// The same case over an amended history, or in a world with other readings. What is known here of formulas that are
    /// not `stale` is taken along; a formula is stale if it reads anything that is otherwise.
    #[must_use]
    pub fn amended<'q>(
        &self,
        program: &'q Program<'q>,
        world: World,
        budget: &'q Budget,
        stale: impl Fn(NodeId) -> bool,
    ) -> Evaluator<'q> {
        let memo = self.memo.borrow();
        let keep = |(at, known): (usize, &Option<Rc<Timeline<Degree>>>)| {
            known.as_ref().filter(|_| !stale(NodeId(at as u32))).map(Rc::clone)
        };
        let kept = memo.iter().enumerate().map(keep).collect();
        let amended = Evaluator::on(&Shelf::new(program, budget), self.case(), world, Setting::clone(&self.setting));
        Evaluator { memo: RefCell::new(kept), ..amended }
    }

    /// The theory and history evaluated.
    pub fn program(&self) -> &'p Program<'p> {
        self.program
    }

    /// How the theory is read.
    pub fn setting(&self) -> &Setting {
        &self.setting
    }

    /// The case.
    pub fn case(&self) -> Case {
        self.known.case
    }

    /// The case's days.
    pub fn domain(&self) -> &DaySet {
        &self.known.domain
    }

    /// The world.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// What a truth-valued or fuzzy formula is worth, on each of the case's days.
    ///
    /// Errs only when the budget is spent. Cost: the spells of everything under the formula.
    pub fn degree(&self, node: NodeId) -> Result<Rc<Timeline<Degree>>, OverBudget> {
        let timeline = self.degrees(node, self.env());
        if self.over.get() { Err(self.over_budget()) } else { Ok(timeline) }
    }

    /// The levels of a category-valued formula by name, and on each of the case's days the place of the one that it has; `None`
    /// where nobody can say, or several may hold at once. Without levels for a formula of another kind.
    ///
    /// Errs only when the budget is spent.
    pub fn level(&self, node: NodeId) -> Result<(Vec<String>, Timeline<Option<u32>>), OverBudget> {
        let (names, cells) = self.levels(node, self.env());
        let timeline = cells.map(|cell| match cell {
            Cell::Value(level, _) => Some(*level),
            _ => None,
        });
        if self.over.get() { Err(self.over_budget()) } else { Ok((names.into_owned(), timeline)) }
    }

    fn over_budget(&self) -> OverBudget {
        let costs = self.known.costs.borrow();
        let costly = (0..costs.len()).max_by_key(|at| (costs[*at], usize::MAX - at)).unwrap_or(0);
        OverBudget { costly: NodeId(costly as u32) }
    }

    /// What the variables of the case stand for.
    pub(crate) fn env(&self) -> &Env {
        &self.known.env
    }

    pub(crate) fn degrees(&self, node: NodeId, env: &Env) -> Rc<Timeline<Degree>> {
        let keep = !self.program.depends_on_quantifier(node) || self.binds_case_alone(env);
        if keep && let Some(known) = &self.memo.borrow()[node.0 as usize] {
            return Rc::clone(known);
        }
        if self.over.get() {
            return Rc::new(Timeline::new());
        }
        if !keep {
            let timeline = Rc::new(self.compute(node, env));
            self.spend(node, timeline.spells().len() as u64 + 1, false);
            return timeline;
        }
        let timeline = self.shared(node);
        self.memo.borrow_mut()[node.0 as usize] = Some(Rc::clone(&timeline));
        timeline
    }

    /// A formula's value, from what is known of the case or worked out now.
    fn shared(&self, node: NodeId) -> Rc<Timeline<Degree>> {
        // What a name stands for is kept there.
        if let Some(definition) = self.named(node) {
            let timeline = self.degrees(definition, self.env());
            self.spend(node, timeline.spells().len() as u64 + 1, true);
            return timeline;
        }
        let (hinges, setting) = (self.hinges(node), self.setting_of(node));
        let pinned = hinges.pinned(&self.world);
        if !pinned && let Some(known) = self.known.formula(node, setting, &hinges, &self.world) {
            return known;
        }
        let timeline = Rc::new(self.compute(node, self.env()));
        self.spend(node, timeline.spells().len() as u64 + 1, true);
        if !pinned && !self.over.get() {
            self.known.keep_formula(node, setting, &hinges, &self.world, &timeline);
        }
        timeline
    }

    fn spend(&self, node: NodeId, cost: u64, keep: bool) {
        self.known.costs.borrow_mut()[node.0 as usize] += cost;
        if keep {
            self.kept.set(self.kept.get() + cost);
        }
        let budget = self.known.shelf.budget;
        if !budget.spend(cost) || self.kept.get() > budget.kept() {
            self.over.set(true);
        }
    }

    /// What a condition or outcome stands for under this setting; on the legal clock, also what alliances are read as, where
    /// the theory asks for that by its own name.
    fn named(&self, node: NodeId) -> Option<NodeId> {
        match self.program.theory.node(node) {
            Node::Condition(at) => Some(self.program.theory.conditions[*at].node),
            Node::Outcome(at) => Some(self.definition(*at)),
            Node::Call(..) if self.setting.clock == Clock::Legal => self.program.legal_twin(node),
            _ => None,
        }
    }

    /// The node that says what this one says under this setting, and under which setting it says so (0: under any): equal for
    /// two nodes only if they are worth the same in every world. Names are looked through.
    pub fn meaning(&self, node: NodeId) -> (NodeId, u32) {
        let mut node = node;
        while let Some(definition) = self.named(node) {
            node = definition;
        }
        (node, self.setting_of(node))
    }

    fn setting_of(&self, node: NodeId) -> u32 {
        if self.program.depends_on_setting(node) { self.setting_at } else { 0 }
    }

    /// The disputes and vague dates that a formula may hang on, in any world.
    fn hinges(&self, node: NodeId) -> Rc<Hinges> {
        if let Some(known) = &self.hinged.borrow()[node.0 as usize] {
            return Rc::clone(known);
        }
        let found = Rc::new(self.find_hinges(node));
        self.hinged.borrow_mut()[node.0 as usize] = Some(Rc::clone(&found));
        found
    }

    fn find_hinges(&self, node: NodeId) -> Hinges {
        let history = self.program.history;
        if self.program.depends_on_quantifier(node) {
            // Whom a quantifier ranges over may hang on the world: where nothing is chosen, over all that it may.
            let reads = self.elsewhere(World::open(), &self.setting).reads(&[node]);
            return Hinges::of_rows(reads.rows(history).map(|(_, row)| row), history);
        }
        let cells = self.leaf_cells(node, self.env()).into_iter();
        let rows = cells.flat_map(|key| history.relation(key.attribute).cell(key.subject, key.object));
        let mut hinges = Hinges::of_rows(rows, history);
        let parts = self.named(node).map_or_else(|| self.program.children(node), |definition| vec![definition]);
        for part in parts {
            hinges.add(&self.hinges(part));
        }
        hinges
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
            Node::Condition(at) => self.degrees(theory.conditions[*at].node, self.env()).as_ref().clone(),
            Node::Outcome(at) => self.degrees(self.definition(*at), self.env()).as_ref().clone(),
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
    fn levels(&self, node: NodeId, env: &Env) -> (Cow<'p, [String]>, Rc<Timeline<Cell>>) {
        match self.program.theory.node(node) {
            Node::Condition(at) => self.levels(self.program.theory.conditions[*at].node, self.env()),
            Node::Outcome(at) => self.levels(self.definition(*at), self.env()),
            Node::Cut(of, thresholds) => {
                let names: Vec<String> = (0..=thresholds.len()).map(|level| level.to_string()).collect();
                (Cow::Owned(names), Rc::new(numbers::cut(&self.numbers(*of, env), thresholds)))
            }
            _ => match self.program.leaf(node) {
                Leaf::Attribute(attribute, _) => {
                    (Cow::Borrowed(self.program.level_names(*attribute)), self.cells(node, env))
                }
                _ => (Cow::Borrowed(&[][..]), self.unknown_cells()),
            },
        }
    }

    fn unknown_cells(&self) -> Rc<Timeline<Cell>> {
        Rc::new(self.cover(Timeline::new(), Cell::Unknown(spells::Why::OutsideCoverage)))
    }

    /// A set-valued node.
    pub(crate) fn actors(&self, node: NodeId, env: &Env) -> Rc<Timeline<Cell>> {
        match self.program.leaf(node) {
            Leaf::Actors(whos) => {
                let members = whos.iter().map(|who| self.bind(*who, env)).collect();
                Rc::new(self.cover(Timeline::new(), actors::exactly(members)))
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
                Cell::Unknown(why) | Cell::Either(_, why) => Number::Unknown(*why),
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
    fn cells(&self, node: NodeId, env: &Env) -> Rc<Timeline<Cell>> {
        let Leaf::Attribute(attribute, whos) = self.program.leaf(node) else { return self.unknown_cells() };
        let subject = whos[0].map_or(NOBODY, |who| self.bind(who, env));
        let object = whos[1].map_or(NOBODY, |who| self.bind(who, env));
        self.attribute(*attribute, subject, object)
    }

    pub(crate) fn attribute(&self, attribute: AttributeId, subject: u32, object: u32) -> Rc<Timeline<Cell>> {
        let history = self.program.history;
        let missing = || actors::of_the_dead(history.attribute(attribute));
        if subject == object && object != NOBODY {
            return Rc::new(self.cover(Timeline::new(), missing()));
        }
        let key = self.cell_key(attribute, subject, object);
        self.known.cell(key, &self.world, |days| {
            cover(history.timeline(attribute, subject, object, &self.world), days, missing())
        })
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
        cover(timeline, &self.known.domain, fill)
    }
}

/// A timeline cut to some days, with `fill` on those it lacks.
fn cover<T: PartialEq + Clone>(timeline: Timeline<T>, domain: &DaySet, fill: T) -> Timeline<T> {
    if timeline.covers_exactly(domain) {
        return timeline;
    }
    let clipped = timeline.clip(domain);
    let mut covered = Timeline::new();
    let mut spells = clipped.spells().iter().peekable();
    for days in domain.intervals() {
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

fn truth_of(cell: &Cell) -> Degree {
    match cell {
        Cell::Value(value, _) => Degree::from(*value != 0),
        Cell::Unknown(why) | Cell::Either(_, why) => Degree::unknown(*why),
        Cell::Many { .. } => Degree::unknown(spells::Why::SourcesDisagree),
    }
}
