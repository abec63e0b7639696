//! Small random histories as plain data, built into real ones and read day by day by rules written anew.
//!
//! In: nothing. Out: a [`Plan`] to draw, its [`History`], and what each of its cells holds on one day when everything is
//! decided. Shared by the tests of several crates; never uses the sweep that it checks.

#![allow(dead_code)]

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use spells::*;
use std::collections::BTreeSet;

/// How many cases; the same ones every time unless `PROPTEST_RNG_SEED` says otherwise.
pub fn config(cases: u32) -> Config {
    let given = Config::default();
    let cases = if given.cases == 256 { cases } else { given.cases };
    let rng_seed = if matches!(given.rng_seed, RngSeed::Random) { RngSeed::Fixed(19_610_711) } else { given.rng_seed };
    Config { cases, rng_seed, failure_persistence: None, ..given }
}

/// An end of a coding: a day, or a vague date and an offset.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum End {
    On(i32),
    Vague(usize, i32),
}

/// A coding.
#[derive(Debug, Clone)]
pub struct RowPlan {
    pub attribute: usize,
    pub subject: u32,
    pub object: u32,
    pub from: End,
    pub until: End,
    /// Truth, level, or for sets the members as bits and whether these are all as bit 3. [`UNKNOWN_VALUE`] for unknown.
    pub value: u32,
    /// Dispute and place among its readings.
    pub reading: Option<(usize, usize)>,
}

/// Days on which a source can speak, and of whom; of everyone where it does not say.
pub type CoverageWindow = ((i32, i32), Option<Vec<u32>>);

/// An attribute.
#[derive(Debug, Clone)]
pub struct AttributePlan {
    pub name: &'static str,
    pub about: About,
    pub kind: Kind,
    pub silence: Silence,
    /// Windows with the actors they are for.
    pub coverage: Vec<CoverageWindow>,
    pub by_lives: bool,
}

/// A history.
#[derive(Debug, Clone)]
pub struct Plan {
    pub window: (i32, i32),
    pub lifetimes: Vec<Vec<(i32, i32)>>,
    pub attributes: Vec<AttributePlan>,
    /// How many readings each dispute has.
    pub disputes: Vec<usize>,
    /// The possible days of each vague date, as stretches with both ends.
    pub variables: Vec<Vec<(i32, i32)>>,
    pub orders: Vec<(usize, usize)>,
    pub rows: Vec<RowPlan>,
}

/// What a cell holds on a day when every dispute is chosen and every vague date placed.
#[derive(Debug, Clone, PartialEq)]
pub enum Held {
    /// The case has no such day.
    Nothing,
    Unknown,
    Value(u32),
    Many {
        members: BTreeSet<u32>,
        closed: bool,
    },
}

/// One way things were.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    pub readings: Vec<usize>,
    pub days: Vec<i32>,
}

fn day(d: i32) -> Day {
    Day(d)
}

fn interval((from, until): (i32, i32)) -> Interval {
    Interval::new(day(from), day(until))
}

pub fn levels() -> Vec<String> {
    ["red", "blue", "green"].map(str::to_owned).to_vec()
}

impl Plan {
    pub fn possible(&self, variable: usize) -> PossibleDays {
        let pieces = self.variables[variable].iter().map(|(a, b)| PossibleDays::between(day(*a), day(*b)));
        PossibleDays::one_of(pieces).expect("a vague date has a day")
    }

    pub fn build(&self) -> History {
        let actors = self.lifetimes.iter().enumerate().map(|(at, stretches)| Actor {
            id: format!("A{at}"),
            name: format!("Actor {at}"),
            lifetime: DaySet::from_intervals(stretches.iter().map(|days| interval(*days))),
        });
        let attributes = self.attributes.iter().map(|plan| Attribute {
            name: plan.name.to_owned(),
            meaning: String::new(),
            about: plan.about,
            kind: plan.kind.clone(),
            coverage: Coverage {
                windows: plan
                    .coverage
                    .iter()
                    .map(|(days, of)| (interval(*days), of.as_ref().map(|of| of.iter().map(|a| ActorId(*a)).collect())))
                    .collect(),
            },
            silence: plan.silence,
            silence_reason: String::new(),
            exactly: false,
            by_lives: plan.by_lives,
        });
        let mut builder =
            HistoryBuilder::new(interval(self.window), actors.collect(), Vec::new(), attributes.collect());
        let names = ["one", "two", "three"];
        let readings: Vec<Vec<ReadingId>> = self
            .disputes
            .iter()
            .enumerate()
            .map(|(at, count)| builder.dispute(&format!("dispute {at}"), "", &names[..*count]).1)
            .collect();
        let variables: Vec<VariableId> = (0..self.variables.len())
            .map(|at| builder.variable(format!("event {at}"), true, self.possible(at)))
            .collect();
        for (earlier, later) in &self.orders {
            builder.not_after(variables[*earlier], variables[*later], None);
        }
        for (at, row) in self.rows.iter().enumerate() {
            let moment = |end: End| match end {
                End::On(on) => Moment::Day(day(on)),
                End::Vague(variable, offset) => Moment::Variable(variables[variable], offset),
            };
            let value = if row.value != UNKNOWN_VALUE && self.attributes[row.attribute].kind == Kind::Actors {
                let members = (0..3).filter(|bit| row.value >> bit & 1 == 1).map(ActorId).collect();
                builder.set(members, row.value >> 3 & 1 == 1)
            } else {
                row.value
            };
            builder.push(NewCoding {
                attribute: AttributeId(row.attribute as u32),
                subject: row.subject,
                object: row.object,
                from: moment(row.from),
                until: moment(row.until),
                value,
                reading: row.reading.map_or(NO_READING, |(dispute, at)| readings[dispute][at]),
                coding: CodingId(at as u32),
            });
        }
        builder.build()
    }

    /// The world of the history that stands for a choice; of the vague dates only those for which `placed` says so, of
    /// the disputes only those for which `chosen` does.
    pub fn world(
        &self,
        history: &History,
        choice: &Choice,
        chosen: impl Fn(usize) -> bool,
        placed: impl Fn(usize) -> bool,
    ) -> World {
        let mut world = World::open();
        for (at, reading) in choice.readings.iter().enumerate().filter(|(at, _)| chosen(*at)) {
            let id = DisputeId(at as u32);
            world.choose(id, history.dispute(id).readings[*reading]);
        }
        for (at, on) in choice.days.iter().enumerate().filter(|(at, _)| placed(*at)) {
            world.place(VariableId(at as u32), day(*on));
        }
        world
    }

    pub fn alive(&self, actor: u32, on: i32) -> bool {
        self.lifetimes[actor as usize].iter().any(|(from, until)| *from <= on && on < *until)
    }

    fn covered(&self, attribute: usize, actors: &[u32], on: i32) -> bool {
        self.attributes[attribute].coverage.iter().any(|((from, until), of)| {
            *from <= on && on < *until && of.as_ref().is_none_or(|of| actors.iter().any(|actor| of.contains(actor)))
        })
    }

    /// What a cell holds on a day.
    pub fn held(&self, attribute: usize, subject: u32, object: u32, on: i32, choice: &Choice) -> Held {
        let plan = &self.attributes[attribute];
        let actors = if plan.about == About::Actor { vec![subject] } else { vec![subject, object] };
        let in_window = self.window.0 <= on && on < self.window.1;
        if !in_window || !actors.iter().all(|actor| self.alive(*actor, on)) {
            return Held::Nothing;
        }
        let covered = self.covered(attribute, &actors, on);
        if let Some(held) = self.coded(attribute, subject, object, on, choice) {
            return held;
        }
        if !covered {
            return Held::Unknown;
        }
        let before = || (-100..on).rev().find_map(|before| self.coded(attribute, subject, object, before, choice));
        // Of what is coded by its lives, an end that comes last says that it was not so afterwards.
        if plan.by_lives && plan.silence != Silence::Absent && before() == Some(Held::Value(1)) {
            return Held::Value(0);
        }
        let many = matches!(plan.kind, Kind::Actors | Kind::Category { many: true, .. });
        match plan.silence {
            Silence::Unknown => Held::Unknown,
            Silence::Absent if many => Held::Many { members: BTreeSet::new(), closed: true },
            Silence::Absent if plan.kind == Kind::Truth => Held::Value(0),
            Silence::Absent => Held::Unknown,
            Silence::Persists => before().unwrap_or(Held::Unknown),
        }
    }

    /// What codings alone say of a day; `None` where there are none.
    fn coded(&self, attribute: usize, subject: u32, object: u32, on: i32, choice: &Choice) -> Option<Held> {
        let plan = &self.attributes[attribute];
        let same_cell = |row: &RowPlan| match plan.about {
            About::Actor => row.subject == subject,
            About::Undirected => {
                (row.subject, row.object) == (subject, object) || (row.object, row.subject) == (subject, object)
            }
            _ => (row.subject, row.object) == (subject, object),
        };
        let at = |end: End| match end {
            End::On(on) => on,
            End::Vague(variable, offset) => choice.days[variable] + offset,
        };
        let holding: Vec<&RowPlan> = self
            .rows
            .iter()
            .filter(|row| row.attribute == attribute && same_cell(row))
            .filter(|row| row.reading.is_none_or(|(dispute, reading)| choice.readings[dispute] == reading))
            .filter(|row| at(row.from) <= on && on < at(row.until))
            .collect();
        if holding.is_empty() {
            return None;
        }
        let unknown = holding.iter().any(|row| row.value == UNKNOWN_VALUE);
        let known: Vec<u32> = holding.iter().map(|row| row.value).filter(|value| *value != UNKNOWN_VALUE).collect();
        Some(match plan.kind {
            Kind::Actors | Kind::Category { many: true, .. } => {
                let sets = plan.kind == Kind::Actors;
                let members = if sets {
                    (0..3).filter(|bit| known.iter().any(|value| value >> bit & 1 == 1)).collect()
                } else {
                    known.iter().copied().collect()
                };
                let exactly = sets && known.iter().any(|value| value >> 3 & 1 == 1);
                let actors = if plan.about == About::Actor { vec![subject] } else { vec![subject, object] };
                let absent = plan.silence == Silence::Absent && self.covered(attribute, &actors, on);
                Held::Many { members, closed: exactly || (absent && !unknown) }
            }
            _ if unknown => Held::Unknown,
            _ if known.iter().all(|value| *value == known[0]) => Held::Value(known[0]),
            _ => Held::Unknown,
        })
    }

    /// Every choice of readings, and every placement that keeps the order of events.
    pub fn choices(&self) -> Vec<Choice> {
        let mut all = vec![Choice::default()];
        for count in &self.disputes {
            all = all
                .into_iter()
                .flat_map(|choice| {
                    (0..*count).map(move |reading| {
                        let mut choice = choice.clone();
                        choice.readings.push(reading);
                        choice
                    })
                })
                .collect();
        }
        for pieces in &self.variables {
            let days: BTreeSet<i32> = pieces.iter().flat_map(|(a, b)| *a..=*b).collect();
            all = all
                .into_iter()
                .flat_map(|choice| {
                    days.iter().map(move |on| {
                        let mut choice = choice.clone();
                        choice.days.push(*on);
                        choice
                    })
                })
                .collect();
        }
        all.retain(|choice| self.orders.iter().all(|(a, b)| choice.days[*a] <= choice.days[*b]));
        all
    }
}

/// What a real cell says, beside [`Held`]; grounds and reasons left out. `None` where it does not commit itself.
pub fn agrees(cell: Option<&Cell>, held: &Held) -> bool {
    match (cell, held) {
        (None, Held::Nothing) | (Some(Cell::Unknown(_)), Held::Unknown) => true,
        (Some(Cell::Value(a, _)), Held::Value(b)) => a == b,
        (Some(Cell::Many { certain, possible, open, .. }), Held::Many { members, closed }) => {
            certain.iter().copied().collect::<BTreeSet<u32>>() == *members
                && possible.is_empty()
                && open.is_none() == *closed
        }
        _ => false,
    }
}

/// Whether what an undecided world says of a cell is still true of one way things were.
pub fn sound(cell: Option<&Cell>, held: &Held) -> bool {
    match (cell, held) {
        (None, Held::Nothing) => true,
        (None, _) | (Some(_), Held::Nothing) => false,
        (Some(Cell::Unknown(_)), _) => true,
        (Some(Cell::Value(a, _)), Held::Value(b)) => a == b,
        (Some(Cell::Either(levels, _)), Held::Value(b)) => levels.contains(b),
        (Some(Cell::Many { certain, possible, open, .. }), Held::Many { members, closed }) => {
            certain.iter().all(|member| members.contains(member))
                && (open.is_some()
                    || (*closed && members.iter().all(|member| certain.contains(member) || possible.contains(member))))
        }
        // An open set says nothing of a day on which nobody can say anything, if it is certain of no member.
        (Some(Cell::Many { certain, open, .. }), Held::Unknown) => certain.is_empty() && open.is_some(),
        _ => false,
    }
}

fn silence() -> impl Strategy<Value = Silence> {
    prop_oneof![Just(Silence::Unknown), Just(Silence::Absent), Just(Silence::Persists)]
}

/// Where a source can speak: mostly everywhere.
pub fn coverage() -> impl Strategy<Value = Vec<CoverageWindow>> {
    let everything = Just(vec![((-1_000, 1_000), None)]);
    let window = (-5..45_i32, 0..30_i32, proptest::option::of(proptest::collection::vec(0..3_u32, 1..3)))
        .prop_map(|(from, days, of)| ((from, from + days), of));
    prop_oneof![2 => everything, 1 => proptest::collection::vec(window, 0..3)]
}

/// An end of a coding within a window of 40 days; vague where there is a vague date.
pub fn end(variables: usize) -> BoxedStrategy<End> {
    if variables == 0 {
        return (-5..45_i32).prop_map(End::On).boxed();
    }
    prop_oneof![
        (-5..45_i32).prop_map(End::On),
        (0..variables, 0..=1_i32).prop_map(|(variable, offset)| End::Vague(variable, offset)),
    ]
    .boxed()
}

pub fn pieces(longest: i32) -> impl Strategy<Value = Vec<(i32, i32)>> {
    let piece = (0..40_i32, 0..longest).prop_map(|(from, more)| (from, from + more));
    proptest::collection::vec(piece, 1..=2)
}

/// The attributes of every kind, one each, with random silence and coverage.
pub fn attributes() -> impl Strategy<Value = Vec<AttributePlan>> {
    let many = |many| Kind::Category { levels: levels(), many };
    let kinds = [
        ("clash", About::Undirected, Kind::Truth),
        ("ideology", About::Actor, many(false)),
        ("rival", About::Directed, Kind::Truth),
        ("roles", About::Directed, many(true)),
        ("threats", About::Actor, Kind::Actors),
    ];
    let given = (silence(), coverage(), any::<bool>());
    proptest::collection::vec(given, kinds.len()).prop_map(move |given| {
        let plans = kinds.iter().zip(given).map(|((name, about, kind), (silence, coverage, lives))| AttributePlan {
            name,
            about: *about,
            kind: kind.clone(),
            silence,
            coverage,
            by_lives: lives && *kind == Kind::Truth,
        });
        plans.collect()
    })
}

pub fn lifetimes(actors: usize) -> impl Strategy<Value = Vec<Vec<(i32, i32)>>> {
    let life = prop_oneof![
        3 => Just(vec![(-1_000, 1_000)]),
        1 => (-5..20_i32, 1..30_i32).prop_map(|(from, days)| vec![(from, from + days)]),
        1 => (0..15_i32, 1..5_i32).prop_map(|(gap, days)| vec![(-50, gap), (gap + days, 100)]),
    ];
    proptest::collection::vec(life, actors)
}

/// A coding of any of the five attributes.
pub fn row(disputes: Vec<usize>, variables: usize) -> impl Strategy<Value = RowPlan> {
    let reading = if disputes.is_empty() {
        Just(None).boxed()
    } else {
        let one = (0..disputes.len(), 0..3_usize).prop_map(move |(at, reading)| Some((at, reading % disputes[at])));
        prop_oneof![1 => Just(None), 2 => one].boxed()
    };
    let pair = (0..3_u32, 1..3_u32).prop_map(|(a, other)| (a, (a + other) % 3));
    (0..5_usize, pair, end(variables), end(variables), 0..16_u32, 0..12_u32, reading).prop_map(
        |(attribute, (subject, object), from, until, value, unknown, reading)| {
            let actor = [1, 4].contains(&attribute);
            let value = match attribute {
                _ if unknown == 0 => UNKNOWN_VALUE,
                0 | 2 => value % 2,
                1 | 3 => value % 3,
                _ => value,
            };
            // Most codings stand the right way round; some do not, and hold on no day.
            let (from, until) = match (from, until) {
                (End::On(a), End::On(b)) if value != 1 => (End::On(a.min(b)), End::On(a.max(b))),
                ends => ends,
            };
            RowPlan { attribute, subject, object: if actor { NOBODY } else { object }, from, until, value, reading }
        },
    )
}

/// A history of three actors with up to this many codings, disputes and vague dates.
pub fn plan(rows: usize, disputes: usize, variables: usize, longest: i32) -> impl Strategy<Value = Plan> {
    (proptest::collection::vec(2..=3_usize, 0..=disputes), 0..=variables).prop_flat_map(move |(disputes, variables)| {
        (
            lifetimes(3),
            attributes(),
            proptest::collection::vec(pieces(longest), variables),
            proptest::collection::vec(row(disputes.clone(), variables), 0..=rows),
        )
            .prop_map(move |(lifetimes, attributes, variables, rows)| Plan {
                window: (0, 40),
                lifetimes,
                attributes,
                disputes: disputes.clone(),
                variables,
                orders: Vec::new(),
                rows,
            })
    })
}

/// Every cell of a plan's three actors.
pub fn cells(plan: &Plan) -> Vec<(usize, u32, u32)> {
    let mut cells = Vec::new();
    for (at, attribute) in plan.attributes.iter().enumerate() {
        for subject in 0..3 {
            if attribute.about == About::Actor {
                cells.push((at, subject, NOBODY));
            } else {
                cells.extend((0..3).filter(|object| *object != subject).map(|object| (at, subject, object)));
            }
        }
    }
    cells
}
