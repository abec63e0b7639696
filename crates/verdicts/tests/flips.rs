//! Changes that turn a verdict over: each set found does, no part of one does, and no set is missed. Tried on histories that
//! are built anew with the changes made, by an oracle that judges every set there is.

extern crate exceptio_verdicts as verdicts;

#[path = "../../spells/tests/common/mod.rs"]
mod common;
#[path = "../../conditions/tests/formula/mod.rs"]
mod formula;

use common::{End, Plan, RowPlan, config, plan};
use conditions::{Budget, Case, Program};
use formula::{Book, book, nowhere};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use spells::{CodingId, Kind, Moment};
use std::collections::BTreeSet;
use theory::model::{Claim, ClaimKind, Edge, Event, Order, Relation, Theory};
use verdicts::{Change, Closed, Limits, Options, Ruling, Value, changes, run, turning};

const CASE: Case = Case { first: 0, second: 1 };

fn theory(book: &Book, which: u8, scoped: bool) -> Theory {
    let (mut theory, nodes) = book.theory();
    let (condition, outcome) = (nodes[0], nodes[1]);
    let event = Event { what: outcome, edge: Edge::Ends };
    let relation = |relation| ClaimKind::Static { relation, condition, outcome };
    let kind = match which {
        0 => relation(Relation::Necessary),
        1 => relation(Relation::Sufficient),
        2 => relation(Relation::Equivalent),
        3 => ClaimKind::OnlyWhile { event: Event { edge: Edge::Starts, ..event }, condition },
        4 => ClaimKind::NotWhile { event, condition },
        _ => ClaimKind::Order { event, order: Order::After, anchor: Event { what: condition, edge: Edge::Ends } },
    };
    theory.claims.push(Claim {
        name: "claim".to_owned(),
        kind,
        words: String::new(),
        cites: Vec::new(),
        span: nowhere(),
    });
    theory.scope = scoped.then(|| nodes[2]);
    theory
}

/// The ruling that is printed for a plan in which `readings` of disputes were chosen beforehand.
fn ruling(plan: &Plan, theory: &Theory) -> Ruling {
    let history = plan.build();
    let program = Program::new(theory, &history).unwrap();
    let judged = run(&program, &[CASE], &Options::default(), &Budget::default()).unwrap();
    judged[0].cases[0].ruling
}

fn of(coding: CodingId) -> usize {
    coding.0 as usize
}

/// The value of a row of a plan.
fn value(value: &Value) -> u32 {
    match value {
        Value::Truth(holds) => u32::from(*holds),
        Value::Level(level) => *level,
        Value::Actors(set) => {
            set.members.iter().fold(0, |bits, actor| bits | 1 << actor.0) | u32::from(set.exactly) << 3
        }
        Value::Number(_) => unreachable!("plans have no numbers"),
    }
}

fn end(moment: Moment) -> End {
    match moment {
        Moment::Day(day) => End::On(day.0),
        Moment::Variable(id, by) => End::Vague(id.0 as usize, by),
    }
}

/// The plan with changes made by hand: rows rewritten, dates narrowed, rival rows of a dispute put in its first place. `None`
/// where what is left contradicts itself.
fn made(plan: &Plan, changes: &[&Change]) -> Option<Plan> {
    let mut plan = plan.clone();
    let mut gone = BTreeSet::new();
    for change in changes {
        if let Change::Date { variable, day } = change {
            plan.variables[variable.0 as usize] = vec![(day.0, day.0)];
        }
    }
    for change in changes {
        match change {
            Change::Remove { coding, .. } => drop(gone.insert(of(*coding))),
            Change::Revalue { coding, value: to, .. } => plan.rows[of(*coding)].value = value(to),
            Change::Begin { coding, day, .. } => plan.rows[of(*coding)].from = End::On(day.0),
            Change::End { coding, day, .. } => plan.rows[of(*coding)].until = End::On(day.0),
            Change::Date { .. } => {}
            Change::Read { dispute, reading } => {
                // Readings are numbered through all disputes, from 1; the first of a dispute is the one shown.
                let before: usize = plan.disputes[..dispute.0 as usize].iter().sum();
                let place = reading.0 as usize - 1 - before;
                for row in &mut plan.rows {
                    if let Some((of, at)) = &mut row.reading
                        && *of == dispute.0 as usize
                    {
                        *at = if *at == place {
                            0
                        } else if *at == 0 {
                            place
                        } else {
                            *at
                        };
                    }
                }
            }
            Change::Code { cell, value: to, from, until } => plan.rows.push(RowPlan {
                attribute: cell.attribute.0 as usize,
                subject: cell.subject,
                object: cell.object,
                from: end(*from),
                until: end(*until),
                value: value(to),
                reading: None,
            }),
        }
    }
    let contradicted = contradicts(&plan, &gone);
    let mut at = 0;
    plan.rows.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
    (!contradicted).then_some(plan)
}

/// Whether two rows of a cell that holds one value certainly hold on one day with two values, and are no rivals.
fn contradicts(plan: &Plan, gone: &BTreeSet<usize>) -> bool {
    let day = |end: End, last: bool| match end {
        End::On(day) => day,
        End::Vague(variable, by) => {
            let possible = plan.possible(variable);
            if last { possible.latest().0 + by } else { possible.earliest().0 + by }
        }
    };
    let history = plan.build();
    let cell = |row: &RowPlan| {
        let (subject, object) = history.stored(spells::AttributeId(row.attribute as u32), row.subject, row.object);
        (row.attribute, subject, object)
    };
    let rows: Vec<&RowPlan> =
        plan.rows.iter().enumerate().filter(|(at, _)| !gone.contains(at)).map(|(_, r)| r).collect();
    rows.iter().enumerate().any(|(at, a)| {
        rows[at + 1..].iter().any(|b| {
            let many = match plan.attributes[a.attribute].kind {
                Kind::Actors => true,
                Kind::Category { many, .. } => many,
                _ => false,
            };
            let rivals = matches!((a.reading, b.reading), (Some(x), Some(y)) if x != y);
            let core = |row: &RowPlan| (day(row.from, true), day(row.until, false));
            let ((f, u), (g, v)) = (core(a), core(b));
            let overlap = f.max(g) < u.min(v);
            let meets = |x: &RowPlan, y: &RowPlan| {
                matches!((x.until, y.from), (End::Vague(p, until), End::Vague(q, from)) if p == q && from < until)
            };
            !many && !rivals && cell(a) == cell(b) && a.value != b.value && (overlap || meets(a, b) || meets(b, a))
        })
    })
}

/// Changes that cannot both be made: the oracle's own rule.
fn compatible(a: &Change, b: &Change) -> bool {
    let same = a.coding().is_some() && a.coding() == b.coding();
    match (a, b) {
        (Change::Date { variable: x, .. }, Change::Date { variable: y, .. }) => x != y,
        (Change::Read { dispute: x, .. }, Change::Read { dispute: y, .. }) => x != y,
        (Change::Code { cell: x, .. }, Change::Code { cell: y, .. }) => x != y,
        (Change::Begin { day: from, .. }, Change::End { day: until, .. })
        | (Change::End { day: until, .. }, Change::Begin { day: from, .. }) => !same || from < until,
        _ if !same => true,
        (Change::Remove { .. }, _) | (_, Change::Remove { .. }) => false,
        _ => std::mem::discriminant(a) != std::mem::discriminant(b),
    }
}

/// Whether a set moves the same ends the same way as another, each as far or farther, and is otherwise the same: such a set
/// is not listed beside the nearer one.
fn farther(near: &[Change], far: &[Change]) -> bool {
    let paired = |(near, far): (&Change, &Change)| match (near, far) {
        (Change::Begin { coding: a, moved: x, .. }, Change::Begin { coding: b, moved: y, .. })
        | (Change::End { coding: a, moved: x, .. }, Change::End { coding: b, moved: y, .. }) => a == b && x <= y,
        (Change::Date { variable: a, .. }, Change::Date { variable: b, .. }) => a == b,
        _ => near == far,
    };
    near.len() == far.len() && near.iter().zip(far).all(paired)
}

/// At most so many changes are tried by twos.
const MOST: usize = 70;

fn check(plan: &Plan, theory: &Theory, size: usize) -> Result<(), TestCaseError> {
    // A study whose codings contradict each other is never judged.
    prop_assume!(!contradicts(plan, &BTreeSet::new()));
    let history = plan.build();
    let program = Program::new(theory, &history).unwrap();
    let budget = Budget::default();
    let judged = run(&program, &[CASE], &Options::default(), &budget).unwrap();
    let verdict = &judged[0].cases[0];
    let now = verdict.ruling;
    let limits = Limits { size, of_events: size, most: 1_000_000, closed: Closed::default() };
    let possible = changes(&program, verdict, &judged[0].setting, &limits.closed, &budget).unwrap();
    let size = if possible.len() > MOST { 1 } else { size };
    let limits = Limits { size, of_events: size, ..limits };
    let found = turning(&program, verdict, &judged[0].setting, None, &limits, &budget).unwrap();
    prop_assert_eq!(found.possible, possible.len());

    // Every set that flips, by brute force.
    let flips = |set: &[&Change]| {
        let plan = made(plan, set)?;
        Some(ruling(&plan, theory)).filter(|ruling| *ruling != now)
    };
    let mut all: Vec<(Vec<Change>, Ruling)> = Vec::new();
    for change in &possible {
        if let Some(ruling) = flips(&[change]) {
            all.push((vec![change.clone()], ruling));
        }
    }
    if size > 1 {
        for (at, a) in possible.iter().enumerate() {
            for b in &possible[at + 1..] {
                let known = |change: &Change| all.iter().any(|(set, _)| set.len() == 1 && set[0] == *change);
                if known(a) || known(b) || !compatible(a, b) {
                    continue;
                }
                if let Some(ruling) = flips(&[a, b]) {
                    all.push((vec![a.clone(), b.clone()], ruling));
                }
            }
        }
    }
    for flip in &found.sets {
        let known = all.iter().find(|(set, _)| *set == flip.changes);
        prop_assert!(known.is_some(), "found, and does not flip: {:?} from {:?}", flip, now);
        prop_assert_eq!(Some(known.unwrap().1), flip.becomes, "{:?}", flip);
    }
    for (set, ruling) in &all {
        let listed = found.sets.iter().any(|flip| flip.becomes == Some(*ruling) && farther(&flip.changes, set));
        prop_assert!(listed, "missed: {set:?} from {now:?} to {ruling:?}\n{theory:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn of_days_every_smallest_set_is_found_and_nothing_else(
        plan in plan(5, 0, 1, 2), book in book(3, 1), which in 0..3_u8, scoped in any::<bool>(),
    ) {
        check(&plan, &theory(&book, which, scoped), 2)?;
    }

    #[test]
    fn of_events_every_smallest_set_is_found_and_nothing_else(
        plan in plan(4, 0, 1, 1), book in book(3, 1), which in 3..6_u8, scoped in any::<bool>(),
    ) {
        check(&plan, &theory(&book, which, scoped), 1)?;
    }
}

#[test]
fn nothing_is_asked_of_days_that_do_not_exist() {
    // A case without a day has nothing to turn.
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut plan = plan(4, 0, 0, 1).new_tree(&mut runner).unwrap().current();
    plan.lifetimes[1] = vec![(5_000, 5_001)];
    let book = book(3, 1).new_tree(&mut runner).unwrap().current();
    let theory = theory(&book, 0, false);
    let history = plan.build();
    let program = Program::new(&theory, &history).unwrap();
    let budget = Budget::default();
    let judged = run(&program, &[CASE], &Options::default(), &budget).unwrap();
    let limits = Limits { size: 2, of_events: 2, most: 1_000_000, closed: Closed::default() };
    let found = turning(&program, &judged[0].cases[0], &judged[0].setting, None, &limits, &budget).unwrap();
    assert!(found.sets.is_empty());
}
