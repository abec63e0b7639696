//! What formulas are worth against reading them day by day.

extern crate exceptio_conditions as conditions;

#[path = "../../spells/tests/common/mod.rs"]
mod common;
mod formula;

use common::{Plan, config, plan};
use conditions::{Budget, Case, Clock, Degree, Evaluator, Program, Setting};
use formula::{Book, book};
use proptest::prelude::*;
use spells::{Day, Truth};

fn agrees(truth: Truth, worth: Option<bool>) -> bool {
    match worth {
        Some(holds) => truth == Truth::from(holds),
        None => truth.is_unknown(),
    }
}

fn alive(plan: &Plan, case: (u32, u32), day: i32) -> bool {
    plan.alive(case.0, day) && plan.alive(case.1, day) && plan.window.0 <= day && day < plan.window.1
}

proptest! {
    #![proptest_config(config(192))]

    #[test]
    fn a_decided_formula_is_worth_what_its_days_say(
        plan in plan(8, 1, 1, 6),
        book in book(2, 3),
        pick in any::<prop::sample::Index>(),
    ) {
        let (theory, nodes) = book.theory();
        let history = plan.build();
        let program = Program::new(&theory, &history).unwrap();
        let choices = plan.choices();
        let choice = &choices[pick.index(choices.len())];
        let world = plan.world(&history, choice, |_| true, |_| true);
        let budget = Budget::default();
        for case in [(0, 1), (2, 0)] {
            // The second definition after the first, so that nothing kept for one is given out for the other.
            for definition in [0, 1] {
                let setting = Setting { clock: Clock::Behavioural, definitions: vec![definition] };
                let of = Case { first: case.0, second: case.1 };
                let evaluator = Evaluator::new(&program, of, world.clone(), setting, &budget);
                for _again in 0..2 {
                    for (at, node) in nodes.iter().enumerate() {
                        let timeline = evaluator.degree(*node).unwrap();
                        for day in -2..42 {
                            let found = timeline.at(Day(day)).map(|degree| degree.truth());
                            let expected = alive(&plan, case, day)
                                .then(|| book.worth(at, &plan, choice, case, definition, day));
                            let same = match (found, expected) {
                                (None, None) => true,
                                (Some(found), Some(expected)) => agrees(found, expected),
                                _ => false,
                            };
                            prop_assert!(same, "{:?} on {day}: {found:?}, not {expected:?}", evaluator.describe(*node));
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_known_before_dates_are_placed_stays_so(
        plan in plan(6, 1, 2, 5),
        book in book(2, 3),
        picks in proptest::collection::vec(any::<prop::sample::Index>(), 8),
    ) {
        let (theory, nodes) = book.theory();
        let history = plan.build();
        let program = Program::new(&theory, &history).unwrap();
        let choices = plan.choices();
        let (case, budget) = (Case { first: 0, second: 1 }, Budget::default());
        let evaluator = |world| Evaluator::new(&program, case, world, Setting::default(), &budget);
        let open = evaluator(spells::World::open());
        for pick in picks {
            let choice = &choices[pick.index(choices.len())];
            let decided = evaluator(plan.world(&history, choice, |_| true, |_| true));
            for node in &nodes {
                let both = open.degree(*node).unwrap().zip(&*decided.degree(*node).unwrap(), |a, b| (*a, *b));
                for spell in both.spells() {
                    let (before, after): (Degree, Degree) = spell.value;
                    prop_assert!(
                        before.lo <= after.lo && after.hi <= before.hi,
                        "{} on {:?}: {before:?}, then {after:?} in {choice:?}", open.describe(*node), spell.days
                    );
                }
            }
        }
    }

    #[test]
    fn a_spent_budget_is_an_error_and_a_larger_one_changes_nothing(
        plan in plan(6, 0, 0, 1),
        book in book(1, 3),
        steps in 0..400_u64,
    ) {
        let (theory, nodes) = book.theory();
        let history = plan.build();
        let program = Program::new(&theory, &history).unwrap();
        let case = Case { first: 0, second: 1 };
        let (plenty, little) = (Budget::default(), Budget::new(steps, 10_000));
        let evaluate = |budget| Evaluator::new(&program, case, spells::World::open(), Setting::default(), budget)
            .degree(nodes[0]).map(|timeline| (*timeline).clone());
        let whole = evaluate(&plenty).unwrap();
        match evaluate(&little) {
            Ok(timeline) => {
                prop_assert!(plenty.used() <= steps);
                prop_assert_eq!(timeline, whole);
            }
            Err(over) => {
                prop_assert!(plenty.used() > steps);
                prop_assert!((over.costly.0 as usize) < theory.nodes.len());
            }
        }
    }
}

#[test]
fn conditions_built_on_each_other_cost_their_number_not_their_paths() {
    use theory::model::{Condition, ConditionKind, Node, NodeId};
    let empty =
        Book { conditions: Vec::new(), definitions: vec![formula::Formula::Constant(true); 2], formulas: Vec::new() };
    let (mut theory, _) = empty.theory();
    // C0 = clash(a, b); C(n + 1) = C(n) and C(n): 2^60 paths, 60 conditions.
    let clash = |variable| theory::model::Term::Variable(theory::model::VariableId(variable));
    let mut add = |node| {
        theory.nodes.push(node);
        theory.spans.push(formula::nowhere());
        NodeId(theory.nodes.len() as u32 - 1)
    };
    let mut node = add(Node::Attribute("clash".to_owned(), vec![clash(0), clash(1)]));
    let mut nodes = Vec::new();
    for at in 0..60 {
        nodes.push(node);
        let named = add(Node::Condition(at));
        node = add(Node::And(vec![named, named]));
    }
    for (at, node) in nodes.into_iter().enumerate() {
        let name = format!("C{at}");
        theory.conditions.push(Condition { name, kind: ConditionKind::Crisp, node, span: formula::nowhere() });
    }
    let history = history();
    let program = Program::new(&theory, &history).unwrap();
    let budget = Budget::default();
    let case = Case { first: 0, second: 1 };
    let evaluator = Evaluator::new(&program, case, spells::World::open(), Setting::default(), &budget);
    evaluator.degree(node).unwrap();
    assert!(budget.used() < 1_000);
    assert!(!program.reads_allied(&[node]));
    assert_eq!(evaluator.reads(&[node]).cells.len(), 1);
    assert!(evaluator.value_at(node, Day(3)).is_out());
    // Its explanation would have as many steps as there are paths: it stops, and says where.
    let reason = evaluator.reason(node, Day(3)).unwrap();
    let (steps, left_out) = size(&reason);
    assert!(left_out && steps <= conditions::MOST_STEPS + 1, "{steps}");
}

/// How many steps an explanation has, and whether any are left out.
fn size(reason: &conditions::Reason) -> (usize, bool) {
    reason.parts.iter().map(size).fold((1, reason.left_out), |(steps, out), (more, also)| (steps + more, out || also))
}

/// `years_since(some t: not clash(t, b)) < 1`: what the quantifier binds is bound in the explanation, too.
#[test]
fn what_is_asked_of_the_past_of_third_actors_is_explained() {
    use formula::Formula::{Constant, Since, Third, Truth};
    let some = Third(theory::model::Quantifier::Some, Box::new(formula::Formula::Not(Box::new(Truth(0, 2, 1)))));
    let formula = Since(Box::new(some), theory::model::Comparison::Less, 12, false);
    let book = Book { conditions: Vec::new(), definitions: vec![Constant(true); 2], formulas: vec![formula] };
    let (theory, nodes) = book.theory();
    let history = history();
    let program = Program::new(&theory, &history).unwrap();
    let budget = Budget::default();
    let case = Case { first: 0, second: 1 };
    let evaluator = Evaluator::new(&program, case, spells::World::open(), Setting::default(), &budget);
    let reason = evaluator.reason(nodes[0], Day(3)).unwrap();
    let third = &history.actor(spells::ActorId(2)).id;
    assert!(reason.assumed.iter().any(|assumed| assumed.contains(third)), "{:?}", reason.assumed);
}

/// Three actors of whom nothing is coded.
fn history() -> spells::History {
    use spells::{About, Kind, Silence};
    let many = |many| Kind::Category { levels: common::levels(), many };
    let attributes = [
        ("clash", About::Undirected, Kind::Truth),
        ("ideology", About::Actor, many(false)),
        ("rival", About::Directed, Kind::Truth),
        ("roles", About::Directed, many(true)),
        ("threats", About::Actor, Kind::Actors),
    ];
    let attributes = attributes.map(|(name, about, kind)| common::AttributePlan {
        name,
        about,
        kind,
        silence: Silence::Absent,
        coverage: vec![((-1_000, 1_000), None)],
        by_lives: false,
    });
    let plan = Plan {
        window: (0, 40),
        lifetimes: vec![vec![(-1_000, 1_000)]; 3],
        attributes: attributes.to_vec(),
        disputes: Vec::new(),
        variables: Vec::new(),
        orders: Vec::new(),
        rows: Vec::new(),
    };
    plan.build()
}

proptest! {
    #![proptest_config(config(400))]

    /// What is said to be symmetric is worth the same, reasons for the unknown and all, for a pair and its mirror.
    #[test]
    fn a_symmetric_formula_is_worth_the_same_for_the_mirror(plan in plan(8, 1, 1, 6), book in book(4, 1)) {
        let (theory, nodes) = book.theory();
        let history = plan.build();
        let program = Program::new(&theory, &history).unwrap();
        let budget = Budget::default();
        for node in nodes.into_iter().filter(|node| program.is_symmetric(&[*node])) {
            let [one, other] = [(0, 1), (1, 0)].map(|(first, second)| {
                let world = history.first_world();
                let evaluator = Evaluator::new(&program, Case { first, second }, world, Setting::default(), &budget);
                evaluator.degree(node).unwrap()
            });
            prop_assert_eq!(one, other);
        }
    }
}

#[test]
fn symmetry_is_seen_through_the_order_of_parts() {
    use formula::Formula::{All, Any, Member, Not, Overlaps, Role, SameIdeology, Third, Truth};
    use theory::model::Quantifier;
    let (clash, rival) = (|x, y| Truth(0, x, y), |x, y| Truth(2, x, y));
    let both = |x, y| All(vec![rival(x, y), rival(y, x)]);
    let third = |x| Third(Quantifier::Some, Box::new(rival(x, 2)));
    let pairs = [
        (clash(0, 1), true), // about an undirected pair
        (rival(0, 1), false),
        (both(0, 1), true),
        (Any(vec![clash(0, 1), both(1, 0), clash(1, 0)]), true),
        (Any(vec![clash(0, 1), rival(1, 0)]), false),
        (Not(Box::new(SameIdeology(0, 1))), true),
        (Overlaps(0, 1), true),
        (Member(0, 1), false),
        (All(vec![Member(0, 1), Member(1, 0)]), true),
        (Role(0, 1, 3), false),
        (third(0), false),
        (All(vec![third(0), third(1)]), true),
    ];
    let formulas = pairs.iter().map(|(formula, _)| formula.clone()).collect();
    let book = Book { conditions: Vec::new(), definitions: vec![clash(0, 1)], formulas };
    let (theory, nodes) = book.theory();
    let history = history();
    let program = Program::new(&theory, &history).unwrap();
    for ((formula, expected), node) in pairs.iter().zip(nodes) {
        assert_eq!(program.is_symmetric(&[node]), *expected, "{formula:?}");
    }
}
