//! The history: every coding that is in view, as spells of every cell.

use crate::relation::key;
use crate::{
    About, Actor, ActorId, Attribute, AttributeId, Cell, CodingId, Day, DaySet, Dispute, DisputeId, Ground, Interval,
    Kind, Moment, NO_READING, NOBODY, PossibleDays, ReadingId, Relation, Row, Silence, Timeline, Treaty, TreatyId,
    UNKNOWN_VALUE, Variable, VariableId, Why, World,
};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// A coded set of actors.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ActorSet {
    /// The members, sorted.
    pub members: Vec<ActorId>,
    /// Whether these are all; otherwise there may be more.
    pub exactly: bool,
}

/// That one vague date is not after another, and the coding that begins with the one and ends with the other, where it is
/// known from that alone.
pub(crate) type Told = (VariableId, VariableId, Option<CodingId>);

/// What a declared policy forbids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PolicyAct {
    /// Entering an alliance.
    Joining,
    /// Being in one.
    Holding,
}

/// With whom.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum PolicyTarget {
    /// Anyone.
    Anyone,
    /// One of these actors, sorted.
    Actors(Vec<ActorId>),
    /// Any actor of whom this truth attribute holds.
    Having(AttributeId),
}

/// A rule that a declared policy lays down, under one reading of its text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PolicyRule {
    /// The policy's name.
    pub policy: String,
    /// What is forbidden.
    pub act: PolicyAct,
    /// With whom.
    pub target: PolicyTarget,
}

/// Every coding in view: as of a date, with some layers, read under some conventions. Built once, then only asked.
///
/// Codings are integers in one [`Relation`] per attribute. Memory: 24 bytes a coding and 20 a coded pair, and a little for
/// what is vague; provenance stays in the case base, behind [`CodingId`].
#[derive(Debug, Clone, Default)]
pub struct History {
    window: Option<Interval>,
    // What amended histories have in common with the first is shared.
    actors: Arc<Vec<Actor>>,
    treaties: Arc<Vec<Treaty>>,
    attributes: Arc<Vec<Attribute>>,
    pub(crate) relations: Vec<Arc<Relation>>,
    readings: Arc<Vec<String>>,
    dispute_of: Arc<Vec<Option<DisputeId>>>,
    disputes: Arc<Vec<Dispute>>,
    pub(crate) variables: Arc<Vec<Variable>>,
    pub(crate) orders: Arc<Vec<(VariableId, VariableId)>>,
    /// Which coding an order is read off; none where it is told.
    pub(crate) told: Arc<Vec<Told>>,
    pub(crate) sets: Arc<Vec<ActorSet>>,
    pub(crate) numbers: Arc<Vec<f64>>,
    policies: Arc<Vec<PolicyRule>>,
    fixed: World,
}

impl History {
    /// The days under study.
    pub fn window(&self) -> Interval {
        self.window.unwrap_or(Interval::ALWAYS)
    }

    /// Every actor, in order of id.
    pub fn actors(&self) -> &[Actor] {
        &self.actors
    }

    /// An actor.
    pub fn actor(&self, id: ActorId) -> &Actor {
        &self.actors[id.0 as usize]
    }

    /// The actor that codings call `id`. O(actors).
    pub fn find_actor(&self, id: &str) -> Option<ActorId> {
        self.actors.iter().position(|actor| actor.id == id).map(|at| ActorId(at as u32))
    }

    /// Every treaty, in order of id.
    pub fn treaties(&self) -> &[Treaty] {
        &self.treaties
    }

    /// The treaty called `id`. O(treaties).
    pub fn find_treaty(&self, id: &str) -> Option<TreatyId> {
        self.treaties.iter().position(|treaty| treaty.id == id).map(|at| TreatyId(at as u32))
    }

    /// Every attribute, in order of name.
    pub fn attributes(&self) -> &[Attribute] {
        &self.attributes
    }

    /// An attribute.
    pub fn attribute(&self, id: AttributeId) -> &Attribute {
        &self.attributes[id.0 as usize]
    }

    /// The attribute called `name`. O(attributes).
    pub fn find_attribute(&self, name: &str) -> Option<AttributeId> {
        self.attributes.iter().position(|attribute| attribute.name == name).map(|at| AttributeId(at as u32))
    }

    /// The codings of an attribute.
    pub fn relation(&self, id: AttributeId) -> &Relation {
        &self.relations[id.0 as usize]
    }

    /// What people call a reading.
    pub fn reading(&self, id: ReadingId) -> &str {
        &self.readings[id.0 as usize]
    }

    /// The dispute that a reading takes a side in.
    pub fn dispute_of(&self, reading: ReadingId) -> Option<DisputeId> {
        self.dispute_of[reading.0 as usize]
    }

    /// Every dispute, in the order of the study.
    pub fn disputes(&self) -> &[Dispute] {
        &self.disputes
    }

    /// A dispute.
    pub fn dispute(&self, id: DisputeId) -> &Dispute {
        &self.disputes[id.0 as usize]
    }

    /// A vague date.
    pub fn variable(&self, id: VariableId) -> &Variable {
        &self.variables[id.0 as usize]
    }

    /// Every vague date.
    pub fn variables(&self) -> &[Variable] {
        &self.variables
    }

    /// Pairs of vague dates of which the first is not after the second.
    pub fn orders(&self) -> &[(VariableId, VariableId)] {
        &self.orders
    }

    /// A coded set of actors, by the value of a coding.
    pub fn set(&self, value: u32) -> &ActorSet {
        &self.sets[value as usize]
    }

    /// A coded number, by the value of a coding.
    pub fn number(&self, value: u32) -> f64 {
        self.numbers[value as usize]
    }

    /// A rule of a declared policy, by the value of a coding of the relation `policy`.
    pub fn policy(&self, value: u32) -> &PolicyRule {
        &self.policies[value as usize]
    }

    /// The world in which only the readings are chosen that whoever built this history chose (`--reading`).
    pub fn fixed(&self) -> &World {
        &self.fixed
    }

    /// The world to show first: every dispute under the reading chosen, else under its first.
    pub fn first_world(&self) -> World {
        let mut world = World::open();
        for (at, dispute) in self.disputes.iter().enumerate() {
            let id = DisputeId(at as u32);
            world.choose(id, self.fixed.reading(id).unwrap_or(dispute.readings[0]));
        }
        world
    }

    /// The stored order of a cell's subject and object: an undirected pair is stored once, the lower id first.
    pub fn stored(&self, attribute: AttributeId, subject: u32, object: u32) -> (u32, u32) {
        match self.attribute(attribute).about {
            About::Actor | About::Treaty => (subject, NOBODY),
            About::Directed => (subject, object),
            About::Undirected => (subject.min(object), subject.max(object)),
        }
    }

    /// The days on which a cell can have a value at all: in the window, in every named actor's lifetime. Of one who is not
    /// an actor of the study ([`NOBODY`]) there is no day.
    pub fn lifetime(&self, about: About, subject: u32, object: u32) -> DaySet {
        let window = DaySet::from(self.window());
        let of = |actor: u32| self.actors.get(actor as usize).map(|actor| &actor.lifetime);
        match about {
            About::Treaty => window,
            About::Actor => of(subject).map(|days| days.and(&window)).unwrap_or_default(),
            About::Directed | About::Undirected => match (of(subject), of(object)) {
                (Some(one), Some(other)) => one.and(other).and(&window),
                _ => DaySet::empty(),
            },
        }
    }

    /// Whether a coding bears on a world: `Some(true)` certainly, `None` where its dispute has no choice yet.
    fn bears(&self, reading: ReadingId, world: &World) -> Option<bool> {
        if reading == NO_READING {
            return Some(true);
        }
        match self.dispute_of(reading) {
            None => Some(true),
            Some(dispute) => world.reading(dispute).map(|chosen| chosen == reading),
        }
    }

    /// The days on which a coding certainly and possibly holds in a world: core within hull. The core of a coding whose ends
    /// may cross ends before it begins, and holds no day.
    fn extent(&self, row: &Row, world: &World) -> (Interval, Interval) {
        let (mut core, mut hull) = (row.hull, row.hull);
        if let Some((variable, offset)) = row.ends.from {
            match world.placement(variable) {
                Some(day) => (core.from, hull.from) = (day.plus(offset), day.plus(offset)),
                None => core.from = self.variable(variable).possible.latest().plus(offset),
            }
        }
        if let Some((variable, offset)) = row.ends.until {
            match world.placement(variable) {
                Some(day) => (core.until, hull.until) = (day.plus(offset), day.plus(offset)),
                None => core.until = self.variable(variable).possible.earliest().plus(offset),
            }
        }
        (core, hull)
    }

    /// What a cell holds, on each day of the window on which every actor named in it may be alive.
    ///
    /// Codings under readings that `world` does not take are left out; those whose dispute is open, and days within the
    /// vagueness of an unplaced date, leave the value unknown where it hangs on them. O(n log n) in the codings of the
    /// cell, and on each stretch of days those that overlap there.
    pub fn timeline(&self, attribute: AttributeId, subject: u32, object: u32, world: &World) -> Timeline<Cell> {
        let (subject, object) = self.stored(attribute, subject, object);
        let schema = self.attribute(attribute);
        let domain = self.lifetime(schema.about, subject, object);
        let mut rows: Vec<Extent> = self
            .relation(attribute)
            .cell(subject, object)
            .filter_map(|row| {
                let bears = self.bears(row.reading, world);
                if bears == Some(false) {
                    return None;
                }
                let (core, hull) = self.extent(&row, world);
                let core = if bears.is_none() { Interval::new(hull.from, hull.from) } else { core };
                let open = |end: Seam| end.filter(|(id, _)| world.placement(*id).is_none());
                let seams = (open(row.ends.from), open(row.ends.until));
                Some(Extent { core, hull, value: row.value, disputed: bears.is_none(), seams })
            })
            .collect();
        sew(&mut rows);
        let actors: &[ActorId] = match schema.about {
            About::Treaty => &self.treaties[subject as usize].parties,
            About::Actor => &[ActorId(subject)],
            About::Directed | About::Undirected => &[ActorId(subject), ActorId(object)],
        };
        let covered = schema.coverage.days(actors);
        self.sweep(schema, &rows, &covered).clip(&domain)
    }

    /// Cuts the days at every endpoint and says for each stretch what its codings make of it.
    fn sweep(&self, schema: &Attribute, rows: &[Extent], covered: &DaySet) -> Timeline<Cell> {
        let mut cuts: Vec<Day> = vec![Day::BEGINNING, Day::END];
        for row in rows {
            cuts.extend([row.core.from, row.core.until, row.hull.from, row.hull.until]);
        }
        for days in covered.intervals() {
            cuts.extend([days.from, days.until]);
        }
        cuts.retain(|cut| (Day::BEGINNING..=Day::END).contains(cut));
        cuts.sort_unstable();
        cuts.dedup();

        // Codings enter in the order in which they may begin and leave when they are certainly over, so that each stretch
        // looks only at those that bear on it.
        let mut coming: Vec<&Extent> = rows.iter().collect();
        coming.sort_by_key(|row| row.hull.from);
        let mut coming = coming.into_iter().peekable();
        let mut bearing: Vec<&Extent> = Vec::new();
        let mut timeline = Timeline::new();
        let mut last: Option<Cell> = None; // the last coded value, for attributes that persist
        let mut lives = Lives::default();
        for pair in cuts.windows(2) {
            let days = Interval::new(pair[0], pair[1]);
            while let Some(row) = coming.next_if(|row| row.hull.from <= days.from) {
                lives.begins(row);
                bearing.push(row);
            }
            bearing.retain(|row| {
                let bears = row.hull.until > days.from;
                if !bears {
                    lives.ends(row);
                }
                bears
            });
            let ended = schema.by_lives && lives.over();
            let silence = silent(schema, last.as_ref(), covered.contains(days.from), ended);
            let coded = match bearing.as_slice() {
                [] => None,
                rows if schema.holds_many() => Some(self.many(schema, rows, days.from, &silence)),
                rows => single(rows, days.from, &silence),
            };
            let cell = match coded {
                Some(cell) => {
                    last = Some(cell.clone());
                    cell
                }
                None => silence,
            };
            timeline.push(days, cell);
        }
        timeline
    }

    /// What codings make of a day of a cell that may hold several values at once; at least one bears on it. `silence` is
    /// what the day would hold if none did.
    fn many(&self, schema: &Attribute, rows: &[&Extent], day: Day, silence: &Cell) -> Cell {
        let coded = self.held(schema, rows, |row| row.core.contains(day), silence);
        // Where silence would say the same as the codings that may bear, it does not matter whether they do.
        let alike = rows.iter().all(|row| row.value == rows[0].value && !row.core.contains(day));
        if alike && self.held(schema, rows, |_| true, silence).says_the_same_as(silence) {
            return silence.clone();
        }
        coded
    }

    /// The same, told which of the codings hold; the others may.
    fn held(&self, schema: &Attribute, rows: &[&Extent], holds: impl Fn(&Extent) -> bool, silence: &Cell) -> Cell {
        let (mut certain, mut possible) = (Vec::new(), Vec::new());
        let (mut closed, mut may_close, mut open, mut vague) = (false, false, None::<Why>, None::<Why>);
        for row in rows {
            let holds = holds(row);
            if row.value == UNKNOWN_VALUE {
                let why = if holds { Why::SourceSaysUnknown } else { row.why() };
                open = Some(open.map_or(why, |other| other.min(why)));
                continue;
            }
            let into = if holds { &mut certain } else { &mut possible };
            match &schema.kind {
                Kind::Actors => {
                    let set = self.set(row.value);
                    into.extend(set.members.iter().map(|actor| actor.0));
                    closed |= set.exactly && holds;
                    may_close |= set.exactly;
                }
                _ => into.push(row.value),
            }
            if !holds {
                vague = Some(vague.map_or(row.why(), |other| other.min(row.why())));
            }
        }
        certain.sort_unstable();
        certain.dedup();
        possible.sort_unstable();
        possible.dedup();
        possible.retain(|member| certain.binary_search(member).is_err());
        // Of what is not named, silence speaks, where the source can speak at all.
        let rest = match (schema.silence, silence) {
            (Silence::Absent, Cell::Unknown(why)) => Some(*why),
            (Silence::Absent, _) => None,
            (Silence::Unknown | Silence::Persists, _) => Some(Why::SourceSilent),
        };
        // What may belong and certainly belongs by another coding leaves nothing open, unless it may say "no others" where
        // others could be.
        let vague = vague.filter(|_| !possible.is_empty() || (may_close && rest.is_some()));
        let open = open.into_iter().chain(vague).min();
        // What is only possible keeps its own reason; otherwise what is not named is closed off by "exactly", or silent.
        let open = if closed { None } else { open.or(rest) };
        Cell::Many { certain, possible, open, ground: Ground::Coded }
    }

    /// The codings whose end says that a cell coded by its lives is not so on a day in a world: those that ended last before
    /// it. Only for days whose ground is [`Ground::Ended`].
    pub fn ended_by(
        &self,
        attribute: AttributeId,
        subject: u32,
        object: u32,
        day: Day,
        world: &World,
    ) -> Vec<CodingId> {
        let (subject, object) = self.stored(attribute, subject, object);
        let over = self.relation(attribute).cell(subject, object).filter_map(|row| {
            let (core, hull) = self.extent(&row, world);
            let told = row.value == 1 && self.bears(row.reading, world) == Some(true);
            (told && !core.is_empty() && hull.until <= day).then_some((core.until, row.coding))
        });
        let over: Vec<(Day, CodingId)> = over.collect();
        let last = over.iter().map(|(until, _)| *until).max();
        over.into_iter().filter(|(until, _)| Some(*until) == last).map(|(_, coding)| coding).collect()
    }

    /// The codings that bear on a cell on a day in a world: certainly (`true`) or possibly.
    pub fn codings_on(
        &self,
        attribute: AttributeId,
        subject: u32,
        object: u32,
        day: Day,
        world: &World,
    ) -> Vec<(Row, bool)> {
        let (subject, object) = self.stored(attribute, subject, object);
        let bearing = self.relation(attribute).cell(subject, object).filter_map(|row| {
            let bears = self.bears(row.reading, world);
            let (core, hull) = self.extent(&row, world);
            (bears != Some(false) && hull.contains(day)).then(|| (row, bears == Some(true) && core.contains(day)))
        });
        bearing.collect()
    }
}

/// A coding of a cell in a world.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Extent {
    core: Interval,
    hull: Interval,
    value: u32,
    disputed: bool,
    /// The vague dates, not placed, with which it begins and ends.
    seams: (Seam, Seam),
}

/// A vague date and an offset in days, where an endpoint is vague.
type Seam = Option<(VariableId, i32)>;

/// Where one coding ends with the very day with which another of the same value begins, the two together hold from the one's
/// beginning to the other's end, wherever that day lies. Adds an extent for each such pair, and for chains of them. Cost:
/// the square of the codings of the cell with vague ends.
fn sew(rows: &mut Vec<Extent>) {
    let mut at = 0;
    while at < rows.len() {
        let first = rows[at];
        at += 1;
        if first.seams.1.is_none() || first.disputed {
            continue;
        }
        let next: Vec<Extent> = rows
            .iter()
            .filter(|next| next.seams.0 == first.seams.1 && next.value == first.value && !next.disputed)
            .map(|next| Extent {
                core: Interval::new(first.core.from, next.core.until),
                hull: Interval::new(first.hull.from, next.hull.until),
                seams: (first.seams.0, next.seams.1),
                ..first
            })
            .collect();
        for sewn in next {
            if !rows.contains(&sewn) {
                rows.push(sewn);
            }
        }
    }
}

impl Extent {
    fn why(&self) -> Why {
        if self.disputed { Why::SourcesDisagree } else { Why::DateTooVague }
    }
}

/// What of a cell coded by its lives is over by a day: whether the last that was coded is that it was so.
#[derive(Default)]
struct Lives {
    /// The latest day by which a coding that it was so has certainly ended: one that certainly held on some day.
    over: Option<Day>,
    /// The latest day until which a coding that says otherwise, or that nobody knows, may have held.
    otherwise: Option<Day>,
}

impl Lives {
    fn begins(&mut self, row: &Extent) {
        if row.value != 1 && !row.hull.is_empty() {
            self.otherwise = self.otherwise.max(Some(row.hull.until));
        }
    }

    fn ends(&mut self, row: &Extent) {
        if row.value == 1 && !row.disputed && !row.core.is_empty() {
            self.over = self.over.max(Some(row.core.until));
        }
    }

    fn over(&self) -> bool {
        self.over.is_some() && self.over > self.otherwise
    }
}

/// The one value that codings give to a day, if any bears on it; `silence` is what the day would hold if none did.
fn single(rows: &[&Extent], day: Day, silence: &Cell) -> Option<Cell> {
    let mut certain: Option<u32> = None;
    let mut possible: Option<(u32, Why)> = None;
    let mut conflict: Option<Why> = None;
    let clash = |conflict: &mut Option<Why>, why: Why| *conflict = Some(conflict.map_or(why, |other| other.min(why)));
    for row in rows {
        if row.core.contains(day) {
            match certain {
                Some(value) if value != row.value => clash(&mut conflict, Why::SourcesDisagree),
                _ => certain = Some(row.value),
            }
        } else {
            let why = row.why();
            match possible {
                Some((value, other)) if value != row.value => clash(&mut conflict, why.min(other)),
                Some((value, other)) => possible = Some((value, why.min(other))),
                None => possible = Some((row.value, why)),
            }
        }
    }
    let cell = match (certain, possible, conflict) {
        (None, None, _) => return None,
        (_, _, Some(why)) => Cell::Unknown(possible.map_or(why, |(_, other)| why.min(other))),
        (Some(value), Some((other, why)), None) if value != other => Cell::Unknown(why),
        (Some(value), _, None) => known(value),
        // Where silence would say the same, vagueness does not matter.
        (None, Some((value, why)), None) => match silence {
            Cell::Value(same, _) if *same == value => silence.clone(),
            _ => Cell::Unknown(why),
        },
    };
    Some(cell)
}

fn known(value: u32) -> Cell {
    if value == UNKNOWN_VALUE { Cell::Unknown(Why::SourceSaysUnknown) } else { Cell::Value(value, Ground::Coded) }
}

/// What a day holds on which nothing is coded.
fn silent(schema: &Attribute, last: Option<&Cell>, covered: bool, ended: bool) -> Cell {
    if !covered {
        return Cell::Unknown(Why::OutsideCoverage);
    }
    if ended && schema.silence != Silence::Absent {
        return Cell::Value(0, Ground::Ended);
    }
    match (schema.silence, &schema.kind) {
        (Silence::Persists, _) => match last {
            // Of what is coded by its lives an end is an end, so that it does not persist; only when it was is not certain.
            Some(Cell::Value(1, _)) if schema.by_lives => Cell::Unknown(Why::DateTooVague),
            Some(Cell::Value(value, _)) => Cell::Value(*value, Ground::Silence),
            Some(Cell::Many { certain, possible, open, .. }) => Cell::Many {
                certain: certain.clone(),
                possible: possible.clone(),
                open: *open,
                ground: Ground::Silence,
            },
            Some(Cell::Unknown(why)) => Cell::Unknown(*why),
            None => Cell::Unknown(Why::SourceSilent),
        },
        (Silence::Absent, Kind::Truth) => Cell::Value(0, Ground::Silence),
        (Silence::Absent, Kind::Actors | Kind::Category { many: true, .. }) => {
            Cell::Many { certain: Vec::new(), possible: Vec::new(), open: None, ground: Ground::Silence }
        }
        (Silence::Unknown | Silence::Absent, _) => Cell::Unknown(Why::SourceSilent),
    }
}

/// A coding as the case base hands it over.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NewCoding {
    /// The attribute.
    pub attribute: AttributeId,
    /// Actor or treaty.
    pub subject: u32,
    /// The other actor, or [`NOBODY`].
    pub object: u32,
    /// First day.
    pub from: Moment,
    /// The day after the last.
    pub until: Moment,
    /// See [`Kind`]; sets and numbers through [`HistoryBuilder::set`] and [`HistoryBuilder::number`].
    pub value: u32,
    /// Under which reading.
    pub reading: ReadingId,
    /// Which coding it is.
    pub coding: CodingId,
}

/// A coding ready to be added to the history for which it was made ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ready((u64, Row));

/// Collects codings in any order; the history it builds does not depend on that order, apart from the ids it was given.
#[derive(Debug, Default)]
pub struct HistoryBuilder {
    history: History,
    rows: Vec<Vec<(u64, Row)>>,
    sets: BTreeMap<ActorSet, u32>,
    policies: BTreeMap<PolicyRule, u32>,
}

impl HistoryBuilder {
    /// For these days, actors, treaties and attributes, whose places in the lists are their ids.
    pub fn new(window: Interval, actors: Vec<Actor>, treaties: Vec<Treaty>, attributes: Vec<Attribute>) -> Self {
        let rows = attributes.iter().map(|_| Vec::new()).collect();
        let history = History {
            window: Some(window),
            actors: Arc::new(actors),
            treaties: Arc::new(treaties),
            relations: Vec::new(),
            attributes: Arc::new(attributes),
            readings: Arc::new(vec![String::new()]),
            dispute_of: Arc::new(vec![None]),
            ..History::default()
        };
        Self { history, rows, sets: BTreeMap::new(), policies: BTreeMap::new() }
    }

    /// Adds a dispute with the names of its readings, the one to show first first, and gives their ids.
    pub fn dispute(&mut self, name: &str, question: &str, readings: &[&str]) -> (DisputeId, Vec<ReadingId>) {
        let id = DisputeId(self.history.disputes.len() as u32);
        let mut ids = Vec::with_capacity(readings.len());
        for reading in readings {
            ids.push(ReadingId(self.history.readings.len() as u32));
            Arc::make_mut(&mut self.history.readings).push((*reading).to_owned());
            Arc::make_mut(&mut self.history.dispute_of).push(Some(id));
        }
        let dispute = Dispute { name: name.to_owned(), question: question.to_owned(), readings: ids.clone() };
        Arc::make_mut(&mut self.history.disputes).push(dispute);
        (id, ids)
    }

    /// Takes a reading once and for all.
    pub fn fix(&mut self, dispute: DisputeId, reading: ReadingId) {
        self.history.fixed.choose(dispute, reading);
    }

    /// Adds a vague date.
    pub fn variable(&mut self, name: impl Into<String>, event: bool, possible: PossibleDays) -> VariableId {
        Arc::make_mut(&mut self.history.variables).push(Variable { name: name.into(), event, possible });
        VariableId(self.history.variables.len() as u32 - 1)
    }

    /// States that one vague date is not after another; `because` of a coding that begins with the one and ends with the
    /// other, or of itself.
    pub fn not_after(&mut self, earlier: VariableId, later: VariableId, because: Option<CodingId>) {
        Arc::make_mut(&mut self.history.told).push((earlier, later, because));
    }

    /// Replaces the treaties, whose decisions may name variables that did not exist when the builder was made.
    pub fn treaties(&mut self, treaties: Vec<Treaty>) {
        self.history.treaties = Arc::new(treaties);
    }

    /// The value that stands for a set of actors.
    pub fn set(&mut self, mut members: Vec<ActorId>, exactly: bool) -> u32 {
        members.sort_unstable();
        members.dedup();
        let next = self.history.sets.len() as u32;
        let set = ActorSet { members, exactly };
        *self.sets.entry(set).or_insert_with_key(|set| {
            Arc::make_mut(&mut self.history.sets).push(set.clone());
            next
        })
    }

    /// The value that stands for a number.
    pub fn number(&mut self, number: f64) -> u32 {
        Arc::make_mut(&mut self.history.numbers).push(number);
        self.history.numbers.len() as u32 - 1
    }

    /// The value that stands for a policy's rule.
    pub fn policy(&mut self, rule: PolicyRule) -> u32 {
        let next = self.history.policies.len() as u32;
        *self.policies.entry(rule).or_insert_with_key(|rule| {
            Arc::make_mut(&mut self.history.policies).push(rule.clone());
            next
        })
    }

    /// A coding made ready for [`HistoryBuilder::take`]. `None` for one that can hold on no day.
    pub fn ready(&self, coding: NewCoding) -> Option<Ready> {
        let row = self.history.row_of(&coding);
        let (subject, object) = self.history.stored(coding.attribute, coding.subject, coding.object);
        (!row.hull.is_empty()).then(|| Ready((key(subject, object), row)))
    }

    /// Adds codings of one attribute. O(1) for the first of an attribute.
    pub fn take(&mut self, attribute: AttributeId, codings: Vec<Ready>) {
        let codings: Vec<(u64, Row)> = codings.into_iter().map(|Ready(coding)| coding).collect();
        let rows = &mut self.rows[attribute.0 as usize];
        if rows.is_empty() {
            *rows = codings;
        } else {
            rows.extend(codings);
        }
    }

    /// Adds a coding. One that can hold on no day is dropped.
    pub fn push(&mut self, coding: NewCoding) {
        let attribute = coding.attribute;
        if let Some(Ready(coding)) = self.ready(coding) {
            self.rows[attribute.0 as usize].push(coding);
        }
    }

    /// Sorts every attribute's codings into columns, on all cores.
    pub fn build(mut self) -> History {
        self.history.orders = Arc::new(orders(&self.history.told));
        let codings: usize = self.rows.iter().map(Vec::len).sum();
        let threads = if codings > 10_000 { threads::cores() } else { 1 };
        let rows: Vec<Mutex<Vec<(u64, Row)>>> = self.rows.into_iter().map(Mutex::new).collect();
        let build = |at: usize| {
            let mut rows = rows[at].lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            Arc::new(Relation::build(std::mem::take(&mut *rows)))
        };
        self.history.relations = threads::each(threads, rows.len(), build);
        self.history
    }
}

/// The orders told, each once.
pub(crate) fn orders(told: &[Told]) -> Vec<(VariableId, VariableId)> {
    let mut orders: Vec<_> = told.iter().map(|(earlier, later, _)| (*earlier, *later)).collect();
    orders.sort_unstable();
    orders.dedup();
    orders
}

/// The parties of a pair or treaty as subject and object of a cell.
impl From<TreatyId> for u32 {
    fn from(id: TreatyId) -> u32 {
        id.0
    }
}
