//! What is worked out once and asked for often: cells and formulas, each kept by what its value hinges on.
//!
//! A value hinges on the disputes and vague dates that the codings under it name, and on nothing else of a world. So the
//! worlds of one case share every value that they do not differ in, and the cases of one actor share what speaks of that
//! actor alone. What is found is the same as without: a value is kept under everything that could make it another.
//!
//! A [`Shelf`] lasts over some cases of one thread, a [`Known`] over the worlds of one case. Both hold a bounded number of
//! spells and forget when they are full. What is taken from a shelf costs nothing, so that what a run costs hangs on which
//! cases share one, and on nothing else.

use crate::reads::CellKey;
use crate::{Budget, Case, Degree, Program, Setting};
use rustc_hash::FxHashMap;
use spells::{About, Cell, DaySet, DisputeId, History, NO_READING, NOBODY, Row, Timeline, VariableId, World};
use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;
use theory::model::{CaseKind, NodeId};

/// So many spells, of some 40 bytes, are kept for the worlds of one case, and as many for the actors of one shelf.
const MOST_KEPT: usize = 1_000_000;

/// The disputes and vague dates that a value may hang on, each sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Hinges {
    disputes: Vec<DisputeId>,
    dates: Vec<VariableId>,
}

impl Hinges {
    /// Of what is read off some codings.
    pub fn of_rows(rows: impl Iterator<Item = Row>, history: &History) -> Hinges {
        let mut hinges = Hinges::default();
        for row in rows {
            let disputed = (row.reading != NO_READING).then(|| history.dispute_of(row.reading)).flatten();
            hinges.disputes.extend(disputed);
            hinges.dates.extend([row.ends.from, row.ends.until].into_iter().flatten().map(|(id, _)| id));
        }
        hinges.sort();
        hinges
    }

    /// Takes in those of a part.
    pub fn add(&mut self, part: &Hinges) {
        self.disputes.extend_from_slice(&part.disputes);
        self.dates.extend_from_slice(&part.dates);
        self.sort();
    }

    fn sort(&mut self) {
        self.disputes.sort_unstable();
        self.disputes.dedup();
        self.dates.sort_unstable();
        self.dates.dedup();
    }

    /// Whether a vague date is among them.
    pub fn dated(&self, date: VariableId) -> bool {
        self.dates.binary_search(&date).is_ok()
    }

    /// What a world chooses and places of them: equal for two worlds between which the value cannot differ.
    fn key(&self, world: &World) -> Key {
        let mut key = Vec::new();
        if !self.disputes.is_empty() {
            let chosen = world.readings().iter().filter(|(dispute, _)| self.disputes.binary_search(dispute).is_ok());
            key.extend(chosen.map(|(_, reading)| (reading.0, i32::MIN)));
        }
        if !self.dates.is_empty() {
            let placed = world.placements().iter().filter(|(date, _)| self.dated(*date));
            key.extend(placed.map(|(date, day)| (date.0, day.0)));
        }
        key
    }

    /// Whether several dates are placed in a world, and all of them are among these: another placement would have to agree in
    /// all to have the same value, and hardly any does.
    pub fn pinned(&self, world: &World) -> bool {
        let placed = world.placements();
        placed.len() > 1 && placed.iter().all(|(date, _)| self.dated(*date))
    }

    fn placed(&self, world: &World) -> bool {
        world.placements().iter().any(|(date, _)| self.dated(*date))
    }
}

/// Readings chosen (a dispute is known by its readings; no date is placed on the day [`i32::MIN`]), then dates placed.
type Key = Vec<(u32, i32)>;

/// One cell or formula in every world asked for so far.
struct Values<T> {
    hinges: Rc<Hinges>,
    /// Where nothing it hinges on is chosen or placed.
    open: Option<Rc<Timeline<T>>>,
    /// Elsewhere.
    chosen: FxHashMap<Key, Rc<Timeline<T>>>,
}

impl<T> Values<T> {
    fn new(hinges: Rc<Hinges>) -> Self {
        Self { hinges, open: None, chosen: FxHashMap::default() }
    }

    fn get(&self, world: &World) -> Option<&Rc<Timeline<T>>> {
        let key = self.hinges.key(world);
        if key.is_empty() { self.open.as_ref() } else { self.chosen.get(&key) }
    }

    fn put(&mut self, world: &World, value: Rc<Timeline<T>>) {
        let key = self.hinges.key(world);
        if key.is_empty() {
            self.open = Some(value);
        } else {
            self.chosen.insert(key, value);
        }
    }
}

/// A formula that speaks of one actor of the case or of none, that actor, and the place of the case's days.
type OfOne = (NodeId, u32, usize);

/// What some cases have in common.
pub struct Shelf<'p> {
    pub(crate) program: &'p Program<'p>,
    pub(crate) budget: &'p Budget,
    /// Nothing is disputed or vague: there is one world, and nothing hinges on anything.
    plain: bool,
    /// What formulas hinge on where nothing is disputed or vague.
    nothing: (Rc<Hinges>, Rc<Hinged>),
    shared: RefCell<Shared>,
}

#[derive(Default)]
struct Shared {
    /// The days of cases met so far; kept values name them by their place.
    domains: Vec<Rc<DaySet>>,
    cells: FxHashMap<(CellKey, usize), Values<Cell>>,
    formulas: FxHashMap<OfOne, Values<Degree>>,
    kept: usize,
}

impl fmt::Debug for Shelf<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shelf").field("kept", &self.shared.borrow().kept).finish_non_exhaustive()
    }
}

impl<'p> Shelf<'p> {
    /// Empty.
    pub fn new(program: &'p Program<'p>, budget: &'p Budget) -> Rc<Self> {
        let plain = program.is_plain();
        let nothing = Rc::<Hinges>::default();
        let nodes = if plain { program.theory.nodes.len() } else { 0 };
        let hinged = Rc::new(RefCell::new(vec![Some(Rc::clone(&nothing)); nodes]));
        Rc::new(Self { program, budget, plain, nothing: (nothing, hinged), shared: RefCell::default() })
    }

    /// For the next case. Forgets only here, so that a place among the domains stays what it is while a case lasts.
    pub(crate) fn case(self: &Rc<Self>, case: Case) -> Known<'p> {
        let about = match self.program.theory.cases {
            CaseKind::DirectedPairs | CaseKind::UndirectedPairs => About::Directed,
            CaseKind::Actors => About::Actor,
            CaseKind::Treaties => About::Treaty,
        };
        let days = self.program.history.lifetime(about, case.first, case.second);
        let mut shared = self.shared.borrow_mut();
        if shared.kept > MOST_KEPT {
            *shared = Shared::default();
        }
        let at = shared.domains.iter().position(|domain| **domain == days).unwrap_or_else(|| {
            shared.domains.push(Rc::new(days));
            shared.domains.len() - 1
        });
        let mut env = vec![NOBODY; self.program.theory.variables.len().max(2)];
        env[0] = case.first;
        if self.program.case_variables() > 1 {
            env[1] = case.second;
        }
        Known {
            shelf: Rc::clone(self),
            case,
            env,
            domain: Rc::clone(&shared.domains[at]),
            domain_at: Some(at),
            costs: RefCell::new(vec![0; self.program.theory.nodes.len()]),
            own: RefCell::default(),
            whole: None,
        }
    }
}

/// What each formula hinges on under one setting, once that is found.
pub(crate) type Hinged = RefCell<Vec<Option<Rc<Hinges>>>>;

/// What the worlds of one case have in common.
pub(crate) struct Known<'p> {
    pub shelf: Rc<Shelf<'p>>,
    pub case: Case,
    /// The case's actors, for every variable of the theory; [`NOBODY`] for those of quantifiers.
    pub env: Vec<u32>,
    /// The case's days, or some of them.
    pub domain: Rc<DaySet>,
    /// Their place on the shelf; of some of a case's days nothing is shared.
    domain_at: Option<usize>,
    /// What was spent on each node.
    pub costs: RefCell<Vec<u64>>,
    own: RefCell<Own>,
    /// Of some of a case's days: what is known of all of them.
    whole: Option<Rc<Known<'p>>>,
}

#[derive(Default)]
struct Own {
    settings: Vec<(Setting, Rc<Hinged>)>,
    cells: FxHashMap<CellKey, Values<Cell>>,
    formulas: FxHashMap<(NodeId, u32), Values<Degree>>,
    kept: usize,
}

impl fmt::Debug for Known<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Known").field("case", &self.case).finish_non_exhaustive()
    }
}

impl<'p> Known<'p> {
    /// Of some of its days alone, nothing known yet but what formulas hinge on under one setting, which then is the first.
    pub fn narrowed(self: &Rc<Self>, days: &DaySet, setting: &Setting, hinged: &Rc<Hinged>) -> Known<'p> {
        Known {
            shelf: Rc::clone(&self.shelf),
            case: self.case,
            env: self.env.clone(),
            domain: Rc::new(self.domain.and(days)),
            domain_at: None,
            costs: RefCell::new(vec![0; self.shelf.program.theory.nodes.len()]),
            own: RefCell::new(Own { settings: vec![(setting.clone(), Rc::clone(hinged))], ..Own::default() }),
            whole: Some(Rc::clone(self)),
        }
    }
}

impl Known<'_> {
    /// The number of a setting among those of this case, from 1 (0 stands for any), and what formulas hinge on under it.
    pub fn setting(&self, setting: &Setting) -> (u32, Rc<Hinged>) {
        let settings = &mut self.own.borrow_mut().settings;
        let at = settings.iter().position(|(other, _)| other == setting).unwrap_or_else(|| {
            let hinged = match self.shelf.plain {
                true => Rc::clone(&self.shelf.nothing.1),
                false => Rc::new(RefCell::new(vec![None; self.shelf.program.theory.nodes.len()])),
            };
            settings.push((setting.clone(), hinged));
            settings.len() - 1
        });
        (at as u32 + 1, Rc::clone(&settings[at].1))
    }

    /// The key of a formula that is kept for every case of an actor: in a world, if it hinges on no date placed there.
    fn of_one(&self, node: NodeId, setting: u32, hinges: &Hinges, world: &World) -> Option<OfOne> {
        let domain_at = self.domain_at?;
        if setting != 0 || hinges.placed(world) {
            return None; // a setting's number is the case's own
        }
        let of = self.shelf.program.speaks_of_one(node)?;
        Some((node, of.map_or(NOBODY, |variable| self.env[variable.0 as usize]), domain_at))
    }

    /// A formula's value in a world, if it is known.
    pub fn formula(&self, node: NodeId, setting: u32, hinges: &Hinges, world: &World) -> Option<Rc<Timeline<Degree>>> {
        match self.of_one(node, setting, hinges, world) {
            Some(of_one) => self.shelf.shared.borrow().formulas.get(&of_one)?.get(world).map(Rc::clone),
            None => self.own.borrow().formulas.get(&(node, setting))?.get(world).map(Rc::clone),
        }
    }

    /// Keeps a formula's value.
    pub fn keep_formula(
        &self,
        node: NodeId,
        setting: u32,
        hinges: &Rc<Hinges>,
        world: &World,
        value: &Rc<Timeline<Degree>>,
    ) {
        let size = value.spells().len() + 1;
        let new = || Values::new(Rc::clone(hinges));
        if let Some(of_one) = self.of_one(node, setting, hinges, world) {
            let mut shared = self.shelf.shared.borrow_mut();
            shared.kept += size;
            shared.formulas.entry(of_one).or_insert_with(new).put(world, Rc::clone(value));
        } else {
            let mut own = self.own.borrow_mut();
            own.grow(size);
            own.formulas.entry((node, setting)).or_insert_with(new).put(world, Rc::clone(value));
        }
    }

    /// What a cell holds on the case's days in a world: known, or worked out now for the days given.
    pub fn cell(&self, key: CellKey, world: &World, find: impl Fn(&DaySet) -> Timeline<Cell>) -> Rc<Timeline<Cell>> {
        if let Some(whole) = &self.whole {
            return Rc::new(whole.cell(key, world, find).clip(&self.domain));
        }
        let history = self.shelf.program.history;
        let hinges = || match self.shelf.plain {
            true => Rc::clone(&self.shelf.nothing.0),
            false => {
                let rows = history.relation(key.attribute).cell(key.subject, key.object);
                Rc::new(Hinges::of_rows(rows, history))
            }
        };
        if let Some(domain_at) = self.domain_at.filter(|_| key.object == NOBODY) {
            let mut shared = self.shelf.shared.borrow_mut();
            let values = shared.cells.entry((key, domain_at)).or_insert_with(|| Values::new(hinges()));
            if !values.hinges.placed(world) {
                if let Some(known) = values.get(world) {
                    return Rc::clone(known);
                }
                let found = Rc::new(find(&self.domain));
                values.put(world, Rc::clone(&found));
                shared.kept += found.spells().len() + 1;
                return found;
            }
        }
        let mut own = self.own.borrow_mut();
        if let Some(known) = own.cells.get(&key).and_then(|values| values.get(world)) {
            return Rc::clone(known);
        }
        let found = Rc::new(find(&self.domain));
        own.grow(found.spells().len() + 1);
        own.cells.entry(key).or_insert_with(|| Values::new(hinges())).put(world, Rc::clone(&found));
        found
    }
}

impl Own {
    /// Makes room for so many spells: forgets all values where there is none.
    fn grow(&mut self, size: usize) {
        self.kept += size;
        if self.kept > MOST_KEPT {
            self.cells.clear();
            self.formulas.clear();
            self.kept = size;
        }
    }
}
