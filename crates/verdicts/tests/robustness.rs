//! Verdicts in every reading and for every day of every vague date against trying them all.

extern crate exceptio_verdicts as verdicts;

#[path = "../../spells/tests/common/mod.rs"]
mod common;
mod daily;
#[path = "../../conditions/tests/formula/mod.rs"]
mod formula;

use common::{Choice, Plan, config, plan};
use conditions::{Budget, Case, Evaluator, Program, Setting};
use daily::Found;
use formula::{Book, book, nowhere};
use proptest::prelude::*;
use std::collections::BTreeSet;
use theory::model::{Claim, ClaimKind, Edge, Event, Order, Relation, Theory, Unit};
use verdicts::{CaseVerdict, ClaimVerdicts, Options, Ruling, Standing, fit, run};

/// A claim about the book's first two formulas, with the third for its scope where `scoped`.
#[derive(Debug, Clone, Copy)]
struct Form {
    which: u8,
    first: bool,
    second: bool,
    scoped: bool,
    days: u32,
}

fn form(kinds: std::ops::Range<u8>) -> impl Strategy<Value = Form> {
    (kinds, any::<bool>(), any::<bool>(), proptest::bool::weighted(0.4), 0..8_u32)
        .prop_map(|(which, first, second, scoped, days)| Form { which, first, second, scoped, days })
}

fn theory(book: &Book, form: Form) -> Theory {
    let (mut theory, nodes) = book.theory();
    let edge = |starts| if starts { Edge::Starts } else { Edge::Ends };
    let (condition, outcome) = (nodes[0], nodes[1]);
    let event = Event { what: outcome, edge: edge(form.first) };
    let anchor = Event { what: condition, edge: edge(form.second) };
    let relation = |relation| ClaimKind::Static { relation, condition, outcome };
    let kind = match form.which {
        0 => relation(Relation::Necessary),
        1 => relation(Relation::Sufficient),
        2 => relation(Relation::Equivalent),
        3 => ClaimKind::OnlyWhile { event, condition },
        4 => ClaimKind::NotWhile { event, condition },
        5 => ClaimKind::Order { event, order: Order::After, anchor },
        6 => ClaimKind::Order { event, order: Order::Before, anchor },
        _ => ClaimKind::Order { event, order: Order::Within(form.days, Unit::Days), anchor },
    };
    theory.claims.push(Claim {
        name: "claim".to_owned(),
        kind,
        words: String::new(),
        cites: Vec::new(),
        span: nowhere(),
    });
    theory.scope = form.scoped.then(|| nodes[2]);
    theory
}

const CASE: Case = Case { first: 0, second: 1 };

/// The verdict, and what each choice makes of the case.
fn both(plan: &Plan, theory: &Theory) -> (CaseVerdict, Vec<(Choice, Found)>) {
    let history = plan.build();
    let program = Program::new(theory, &history).unwrap();
    let budget = Budget::default();
    let mut verdicts = run(&program, &[CASE], &Options::default(), &budget).unwrap();
    let verdict = verdicts[0].cases.remove(0);
    let setting = verdicts[0].setting.clone();
    let tried = plan.choices().into_iter().map(|choice| {
        let world = plan.world(&history, &choice, |_| true, |_| true);
        let evaluator = Evaluator::new(&program, CASE, world, Setting { ..setting.clone() }, &budget);
        let found = daily::judge(&program, 0, &evaluator, plan.window.1);
        (choice, found)
    });
    let tried = tried.collect();
    (verdict, tried)
}

fn check(plan: &Plan, theory: &Theory) -> Result<CaseVerdict, TestCaseError> {
    let history = plan.build();
    let (verdict, tried) = both(plan, theory);
    if tried.is_empty() {
        return Ok(verdict); // the order of events that was drawn cannot be kept
    }
    for (at, world) in verdict.worlds.iter().enumerate() {
        let of_world = || {
            tried.iter().filter(|(choice, _)| {
                world.readings.iter().all(|(dispute, reading)| {
                    history.dispute(*dispute).readings[choice.readings[dispute.0 as usize]] == *reading
                })
            })
        };
        let expected: BTreeSet<Ruling> = of_world().map(|(_, found)| found.ruling).collect();
        let found: BTreeSet<Ruling> = world.rulings.iter().copied().collect();
        if verdict.standing == Standing::Bounded {
            prop_assert!(
                found.contains(&Ruling::Undecided) || found.is_superset(&expected),
                "bounded {found:?}, but {expected:?}"
            );
            continue;
        }
        let example = |wanted: &BTreeSet<Ruling>| {
            of_world()
                .find(|(_, found)| wanted.contains(&found.ruling))
                .map(|(choice, found)| (choice.clone(), found.clone()))
        };
        prop_assert!(
            expected == found,
            "{found:?}, but {expected:?}: {:?} {:?}",
            example(&(&expected - &found)),
            example(&(&found & &expected))
        );
        for (_, day_by_day) in of_world() {
            let (least, most) = world.deviating_days;
            prop_assert!(least <= day_by_day.deviating && day_by_day.deviating <= most, "{world:?} {day_by_day:?}");
            for ruling in Ruling::ALL.into_iter().filter(|_| at == 0) {
                let ((least, most), days) = (verdict.days.of(ruling), day_by_day.days[ruling as usize]);
                prop_assert!(least <= days && days <= most, "{ruling:?}: {least} to {most}, but {days}");
            }
        }
    }
    let several =
        verdict.worlds.iter().any(|world| world.rulings != verdict.worlds[0].rulings || world.rulings.len() > 1);
    match verdict.standing {
        Standing::Robust => prop_assert!(!several),
        Standing::Fragile => prop_assert!(several),
        Standing::Bounded => {}
    }
    prop_assert_eq!(verdict.ruling, *verdict.worlds[0].rulings.last().unwrap());
    prop_assert!(
        verdict.standing == Standing::Bounded || verdict.ruling == verdict.first.ruling,
        "what is shown is not what is said"
    );
    lags(plan, &verdict, &tried)?;
    Ok(verdict)
}

/// Where every choice has as many events, each in the same order, the days between are the least and most of all. Only
/// in one world: elsewhere they are of the first.
fn lags(plan: &Plan, verdict: &CaseVerdict, tried: &[(Choice, Found)]) -> Result<(), TestCaseError> {
    let count = verdict.first.events.len();
    let same = plan.disputes.is_empty() && tried.iter().all(|(_, found)| found.events.len() == count);
    if !same || verdict.standing == Standing::Bounded {
        return Ok(());
    }
    for (at, found) in verdict.lags.iter().enumerate() {
        let days = tried.iter().filter_map(|(_, found)| {
            let (day, anchor, _) = found.events[at];
            Some(i64::from((day - anchor?).abs()))
        });
        let expected = days.clone().min().zip(days.max());
        prop_assert_eq!(*found, expected, "event {} of {:?}", at, verdict.first.events);
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn decided_claims_are_judged_as_their_days_say(
        plan in plan(8, 0, 0, 1),
        book in book(3, 2),
        form in form(0..8),
    ) {
        let theory = theory(&book, form);
        let (verdict, tried) = both(&plan, &theory);
        let found = &tried[0].1;
        prop_assert_eq!(verdict.ruling, found.ruling, "{:?}", found);
        prop_assert_eq!(verdict.standing, Standing::Robust);
        if form.which < 3 {
            prop_assert_eq!(verdict.worlds[0].deviating_days, (found.deviating, found.deviating));
            for ruling in Ruling::ALL {
                let days = found.days[ruling as usize];
                prop_assert_eq!(verdict.days.of(ruling), (days, days), "{:?}", ruling);
            }
        } else {
            let mut events: Vec<_> = verdict.first.events.iter()
                .map(|event| (event.day.0, event.anchor.map(|day| day.0), event.ruling)).collect();
            let mut expected = found.events.clone();
            let key = |event: &(i32, Option<i32>, Ruling)| (event.0, event.1, event.2);
            events.sort_by_key(key);
            expected.sort_by_key(key);
            prop_assert_eq!(events, expected);
        }
    }
}

proptest! {
    // Few of these hang on dates that are tried on many days.
    #![proptest_config(config(600))]

    /// Amid many codings dates are tried only where what a claim says changes: no day of deviation may be missed by it.
    #[test]
    fn static_claims_on_wide_dates_amid_many_codings(
        plan in plan(16, 0, 2, 18), book in book(3, 2), form in form(0..3), order in any::<bool>(),
    ) {
        let (plan, theory) = (vaguer(vivid(plan, order)), theory(&book, form));
        let verdict = check(&plan, &theory)?;
        let days: Vec<i64> = both(&plan, &theory).1.into_iter().map(|(_, found)| found.deviating).collect();
        if let (Some(least), Some(most), false) =
            (days.iter().min(), days.iter().max(), verdict.standing == Standing::Bounded)
        {
            prop_assert_eq!(verdict.worlds[0].deviating_days, (*least, *most));
        }
    }
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn static_claims_are_judged_in_every_world(
        plan in plan(6, 1, 2, 5), book in book(3, 2), form in form(0..3), order in any::<bool>(),
    ) {
        check(&vivid(plan, order), &theory(&book, form))?;
    }

    #[test]
    fn necessity_and_sufficiency_conform_on_as_many_days(plan in plan(6, 0, 3, 5), book in book(3, 2), form in form(0..1)) {
        let plan = vivid(plan, false);
        let days = |which| both(&plan, &theory(&book, Form { which, ..form })).0.days.of(Ruling::Conforms);
        prop_assert_eq!(days(0), days(1));
    }

    #[test]
    fn claims_about_events_are_judged_in_every_world(
        plan in plan(6, 1, 2, 5), book in book(3, 1), form in form(3..8), order in any::<bool>(),
    ) {
        check(&vivid(plan, order), &theory(&book, form))?;
    }

    #[test]
    fn days_between_those_that_are_tried_bring_nothing_new(
        plan in plan(5, 0, 2, 14), book in book(3, 1), form in form(0..8), order in any::<bool>(),
    ) {
        check(&vivid(plan, order), &theory(&book, form))?;
    }

    /// Of two pairs that a claim cannot tell apart one is judged, and counted twice.
    #[test]
    fn pairs_together_are_judged_as_alone(plan in plan(8, 1, 2, 4), book in book(3, 1), form in form(0..8)) {
        let (history, theory) = (vivid(plan, false).build(), theory(&book, form));
        let program = Program::new(&theory, &history).unwrap();
        let pairs = [(0, 1), (0, 2), (1, 0), (2, 0), (2, 1)].map(|(first, second)| Case { first, second });
        let judge = |cases: &[Case]| run(&program, cases, &Options::default(), &Budget::default()).unwrap();
        let together = judge(&pairs);
        let count = |judged: &ClaimVerdicts| -> Vec<usize> {
            fit(&program, judged).iter().flat_map(|fit| fit.units.iter().map(|unit| unit.n)).collect()
        };
        let mut counts: Vec<Vec<usize>> = together.iter().map(|_| Vec::new()).collect();
        for (at, pair) in pairs.into_iter().enumerate() {
            for ((alone, all), counts) in judge(&[pair]).iter().zip(&together).zip(&mut counts) {
                prop_assert_eq!(&alone.cases[0], &all.cases[at]);
                let counted = count(alone);
                counts.resize(counted.len(), 0);
                counts.iter_mut().zip(counted).for_each(|(all, one)| *all += one);
            }
        }
        for (all, counts) in together.iter().zip(counts) {
            prop_assert_eq!(count(all), counts);
        }
    }

    #[test]
    fn many_dates_are_settled_group_by_group(plan in plan(10, 0, 8, 2), book in book(3, 1), form in form(0..8)) {
        let mut plan = vivid(plan, false);
        for pieces in &mut plan.variables {
            pieces.truncate(1);
        }
        check(&plan, &theory(&book, form))?;
    }
}

/// A coded end says that it was not so afterwards. In the reading in which the pair never were rivals that is not said, though the
/// days in question are the same and so are the dates that lie there.
#[test]
fn an_end_long_before_is_told_apart_by_reading() {
    use common::{AttributePlan, End, RowPlan};
    use formula::Formula::{Ideology, Truth};
    use spells::{About, Kind, Silence};
    let attribute = |name, about, kind, by_lives| AttributePlan {
        name,
        about,
        kind,
        silence: Silence::Unknown,
        coverage: vec![((-1_000, 1_000), None)],
        by_lives,
    };
    let levels = Kind::Category { levels: common::levels(), many: false };
    let row = |attribute, object, from, until, reading| RowPlan {
        attribute,
        subject: 0,
        object,
        from,
        until,
        value: if attribute == 1 { 0 } else { 1 },
        reading,
    };
    let plan = Plan {
        window: (0, 40),
        lifetimes: vec![vec![(-1_000, 1_000)]; 3],
        attributes: vec![
            attribute("clash", About::Undirected, Kind::Truth, false),
            attribute("ideology", About::Actor, levels, false),
            attribute("rival", About::Directed, Kind::Truth, true),
        ],
        disputes: vec![2],
        variables: vec![vec![(20, 24)]],
        orders: Vec::new(),
        rows: vec![
            row(2, 1, End::On(0), End::On(5), Some((0, 0))),
            row(1, spells::NOBODY, End::Vague(0, 0), End::On(25), None),
        ],
    };
    let book = Book {
        conditions: Vec::new(),
        definitions: vec![Truth(0, 0, 1); 2],
        formulas: vec![Ideology(0, 1), Truth(2, 0, 1), Truth(0, 0, 1)],
    };
    let sufficient = Form { which: 1, first: false, second: false, scoped: false, days: 0 };
    let verdict = check(&plan, &theory(&book, sufficient)).unwrap();
    let found: Vec<Ruling> = verdict.worlds.iter().map(|world| *world.rulings.last().unwrap()).collect();
    assert_eq!(found, [Ruling::Deviates, Ruling::Undecided]);
}

/// The same with a vague end of every third coding, and none that lasts for want of another.
fn vaguer(mut plan: Plan) -> Plan {
    for attribute in &mut plan.attributes {
        if attribute.silence == spells::Silence::Persists {
            attribute.silence = spells::Silence::Absent;
        }
    }
    let dates = plan.variables.len();
    for (at, row) in plan.rows.iter_mut().enumerate().filter(|(at, _)| dates > 0 && at % 3 == 0) {
        let end = common::End::Vague(at / 3 % dates, 0);
        if at % 2 == 0 { row.from = end } else { row.until = end }
    }
    plan
}

/// The same with most codings about the case, sources that speak everywhere of what is coded, and no life cut short; with
/// the order of the first two events, where asked for. What is unknown for other reasons would hide what is vague.
fn vivid(mut plan: Plan, order: bool) -> Plan {
    for attribute in &mut plan.attributes {
        attribute.coverage = vec![((-1_000, 1_000), None)];
        if attribute.silence == spells::Silence::Unknown {
            attribute.silence = spells::Silence::Absent;
        }
    }
    for (at, row) in plan.rows.iter_mut().enumerate().filter(|(at, _)| at % 3 != 2) {
        if row.object == spells::NOBODY {
            row.subject = at as u32 % 2;
        } else {
            (row.subject, row.object) = (0, 1);
        }
        if row.value == spells::UNKNOWN_VALUE {
            row.value = 1;
        }
    }
    if order && plan.variables.len() > 1 {
        plan.orders.push((0, 1));
    }
    plan
}
