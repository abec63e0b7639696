//! What would turn a verdict does turn it, and nothing less of it does; and fit lies within its bounds.

extern crate exceptio_verdicts as verdicts;

#[path = "../../spells/tests/common/mod.rs"]
mod common;
#[path = "../../conditions/tests/formula/mod.rs"]
mod formula;

use common::{config, plan};
use conditions::{Budget, Case, Changes, Degree, Evaluator, Program, cases};
use formula::{book, nowhere};
use proptest::prelude::*;
use spells::{Day, Truth};
use theory::model::{CaseKind, Claim, ClaimKind, Relation, Theory};
use verdicts::{Options, Parameter, Ruling, Unit, explain, fit, run};

fn claim(theory: &mut Theory, relation: Relation, nodes: &[theory::model::NodeId]) {
    let kind = ClaimKind::Static { relation, condition: nodes[0], outcome: nodes[1] };
    theory.claims.push(Claim {
        name: "claim".to_owned(),
        kind,
        words: String::new(),
        cites: Vec::new(),
        span: nowhere(),
    });
}

/// The truth table of a claim: whether it deviates, conforms or does not apply.
fn ruling(relation: Relation, x: Truth, y: Truth) -> Ruling {
    let subset = |inner: Truth, outer: Truth| match (inner, outer) {
        (Truth::No, _) | (Truth::Unknown(_), Truth::Yes) => Ruling::Irrelevant,
        (Truth::Yes, Truth::Yes) => Ruling::Conforms,
        (Truth::Yes, Truth::No) => Ruling::Deviates,
        _ => Ruling::Undecided,
    };
    match relation {
        Relation::Necessary => subset(y, x),
        Relation::Sufficient => subset(x, y),
        Relation::Equivalent => subset(x, y).max(subset(y, x)),
    }
}

fn relations() -> impl Strategy<Value = Relation> {
    prop_oneof![Just(Relation::Necessary), Just(Relation::Sufficient), Just(Relation::Equivalent)]
}

proptest! {
    #![proptest_config(config(250))]

    #[test]
    fn changes_turn_a_ruling_and_none_can_be_left_out(
        plan in plan(8, 0, 0, 1), book in book(2, 2), relation in relations(), day in 0..40_i32,
    ) {
        let (mut theory, nodes) = book.theory();
        claim(&mut theory, relation, &nodes);
        let history = plan.build();
        let program = Program::new(&theory, &history).unwrap();
        let budget = Budget::default();
        let of = run(&program, &[Case { first: 0, second: 1 }], &Options::default(), &budget).unwrap();
        let verdict = &of[0].cases[0];
        let Some(found) = explain(&program, verdict, &of[0].setting, Some(Day(day)), &budget).unwrap() else {
            return Ok(());
        };
        let evaluator = Evaluator::new(&program, verdict.case, verdict.world.clone(), of[0].setting.clone(), &budget);
        let with = |changes: &Changes| {
            let side = |node| evaluator.value_if(node, Day(day), changes).truth();
            ruling(relation, side(nodes[0]), side(nodes[1]))
        };
        prop_assert_eq!(found.ruling, with(&Changes::new()));
        for flip in &found.flips {
            prop_assert!(!flip.changes.is_empty() && flip.becomes != found.ruling);
            for part in 0..1_u32 << flip.changes.len() {
                let chosen = flip.changes.iter().enumerate().filter(|(at, _)| part >> at & 1 == 1);
                let changes: Changes =
                    chosen.map(|(_, change)| (change.formula.clone(), Degree::from(change.holds))).collect();
                let whole = changes.len() == flip.changes.len();
                prop_assert_eq!(with(&changes) == flip.becomes, whole, "{:?} of {:?}", changes, flip);
            }
        }
    }

    #[test]
    fn fit_by_day_and_spell_lies_where_every_completion_lies(
        plan in plan(8, 0, 0, 1), book in book(2, 1), necessary in any::<bool>(),
    ) {
        let relation = if necessary { Relation::Necessary } else { Relation::Sufficient };
        let (mut theory, nodes) = book.theory();
        claim(&mut theory, relation, &nodes);
        let history = plan.build();
        let program = Program::new(&theory, &history).unwrap();
        let budget = Budget::default();
        let case = Case { first: 0, second: 1 };
        let of = run(&program, &[case], &Options::default(), &budget).unwrap();
        let fits = fit(&program, &of[0]);
        prop_assert_eq!(fits.len(), 1);
        for unit in fits[0].units.iter().filter(|unit| [Unit::Spell, Unit::Day].contains(&unit.unit)) {
            // Every spell's sides filled in with every truth; at most six unknown ones, or there are too many.
            let mut rows: Vec<(f64, Vec<(f64, f64)>)> = Vec::new();
            for spell in &of[0].cases[0].first.spells {
                let fill = |degree: Degree| if degree.is_known() { vec![degree.lo] } else { vec![0.0, 1.0] };
                let ys = fill(spell.outcome);
                let boxes = fill(spell.condition).into_iter().flat_map(|x| ys.iter().map(move |y| (x, *y))).collect();
                rows.push((if unit.unit == Unit::Day { spell.days.days() as f64 } else { 1.0 }, boxes));
            }
            prop_assume!(rows.iter().map(|(_, boxes)| boxes.len()).product::<usize>() <= 4_096);
            for (parameter, bounds) in &unit.parameters {
                let mut sums = vec![(0.0, 0.0)];
                for (weight, boxes) in &rows {
                    sums = sums.iter().flat_map(|(over, under)| boxes.iter().map(move |(x, y)| {
                        let both = x.min(*y);
                        let (inner, outer) = if necessary { (y, x) } else { (x, y) };
                        let (numerator, denominator) = match parameter {
                            Parameter::Consistency => (both, *inner),
                            Parameter::Coverage => (both, *outer),
                            Parameter::RelevanceOfNecessity => (1.0 - x, 1.0 - both),
                            Parameter::Pri => unreachable!("only for memberships"),
                        };
                        (over + weight * numerator, under + weight * denominator)
                    })).collect();
                }
                let ratios: Vec<f64> = sums.iter().filter(|(_, under)| *under > 0.0).map(|(over, under)| over / under).collect();
                let least = ratios.iter().copied().fold(f64::INFINITY, f64::min);
                let most = ratios.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                match bounds {
                    None => prop_assert!(ratios.is_empty()),
                    Some(bounds) => {
                        prop_assert!((bounds.least - least).abs() < 1e-12, "{parameter:?} {bounds:?} {least}");
                        prop_assert!((bounds.most - most).abs() < 1e-12, "{parameter:?} {bounds:?} {most}");
                    }
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn the_number_of_threads_changes_nothing(plan in plan(8, 1, 2, 4), book in book(2, 2), relation in relations()) {
        let (mut theory, nodes) = book.theory();
        claim(&mut theory, relation, &nodes);
        let history = plan.build();
        let program = Program::new(&theory, &history).unwrap();
        let few = cases(CaseKind::DirectedPairs, conditions::Universe::All, &history);
        let many: Vec<Case> = few.iter().copied().cycle().take(if few.is_empty() { 0 } else { 300 }).collect();
        let with = |threads| run(&program, &many, &Options { threads, ..Options::default() }, &Budget::default()).unwrap();
        let one = with(1);
        prop_assert_eq!(&one, &with(2));
        prop_assert_eq!(&one, &with(7));
    }
}

/// Budgets, treaties as cases: what once panicked or was silently passed over.
#[test]
fn a_treaty_can_be_predicted_where_treaties_are_the_cases() {
    use spells::*;
    use theory::model::{Node, NodeId, Predicted, Prediction};
    let actors = ["A0", "A1"].map(|id| Actor { id: id.to_owned(), name: id.to_owned(), lifetime: DaySet::always() });
    let treaty = Treaty {
        id: "T".to_owned(),
        name: "T".to_owned(),
        parties: vec![ActorId(0), ActorId(1)],
        decisions: Vec::new(),
    };
    let attribute = Attribute {
        name: "treaty_in_force".to_owned(),
        meaning: String::new(),
        about: About::Undirected,
        kind: Kind::Truth,
        coverage: Coverage::everything(),
        silence: Silence::Absent,
        silence_reason: String::new(),
        exactly: false,
    };
    let mut builder =
        HistoryBuilder::new(Interval::new(Day(0), Day(100)), actors.to_vec(), vec![treaty], vec![attribute]);
    builder.push(NewCoding {
        attribute: AttributeId(0),
        subject: 0,
        object: 1,
        from: Moment::Day(Day(0)),
        until: Moment::Day(Day(60)),
        value: 1,
        reading: NO_READING,
        coding: CodingId(0),
    });
    let history = builder.build();
    let book = formula::Book {
        conditions: Vec::new(),
        definitions: vec![formula::Formula::Constant(true)],
        formulas: Vec::new(),
    };
    let (mut theory, _) = book.theory();
    theory.cases = CaseKind::Treaties;
    theory.nodes.push(Node::Constant(true));
    theory.spans.push(nowhere());
    let always = NodeId(theory.nodes.len() as u32 - 1);
    claim(&mut theory, theory::model::Relation::Sufficient, &[always, always]);
    for (name, day) in [("kept", 40), ("lapsed", 80)] {
        theory.predictions.push(Prediction {
            name: name.to_owned(),
            predicted: Predicted::Renewal { treaty: "T".to_owned(), due: PossibleDays::exactly(Day(day)) },
            words: String::new(),
            from: vec![0],
            cites: Vec::new(),
            span: nowhere(),
        });
    }
    let program = Program::new(&theory, &history).unwrap();
    let predicted = |at| verdicts::predict(&program, at, &Budget::default()).unwrap();
    assert_eq!(predicted(0).came_true, Truth::Yes);
    assert_eq!(predicted(1).came_true, Truth::No);
    assert!(verdicts::predict(&program, 0, &Budget::new(0, 0)).is_err());
}

/// A formula of so many leaves that their sets cannot all be tried: single changes are found, and the rest is said to be
/// left out.
#[test]
fn more_sets_of_changes_than_can_be_tried_are_left_out_and_that_is_said() {
    use formula::Formula::{Constant, Not, Since, Truth};
    // On a day on which nothing was ever coded, every part holds; each alone, made otherwise, turns the whole.
    let part = |months| Not(Box::new(Since(Box::new(Truth(0, 0, 1)), theory::model::Comparison::Less, months, false)));
    let book = formula::Book {
        conditions: Vec::new(),
        definitions: vec![Constant(true); 2],
        formulas: vec![formula::Formula::All((1..=300).map(part).collect()), Constant(true)],
    };
    let (mut theory, nodes) = book.theory();
    claim(&mut theory, Relation::Equivalent, &nodes);
    let clash = common::AttributePlan {
        name: "clash",
        about: spells::About::Undirected,
        kind: spells::Kind::Truth,
        silence: spells::Silence::Absent,
        coverage: vec![((-1_000, 1_000), None)],
    };
    let history = common::Plan {
        window: (0, 40),
        lifetimes: vec![vec![(-1_000, 1_000)]; 3],
        attributes: vec![clash],
        disputes: Vec::new(),
        variables: Vec::new(),
        orders: Vec::new(),
        rows: Vec::new(),
    }
    .build();
    let program = Program::new(&theory, &history).unwrap();
    let budget = Budget::default();
    let of = run(&program, &[Case { first: 0, second: 1 }], &Options::default(), &budget).unwrap();
    let found = explain(&program, &of[0].cases[0], &of[0].setting, Some(Day(3)), &budget).unwrap().unwrap();
    assert_eq!(found.ruling, Ruling::Conforms);
    assert!(found.flips_left_out);
    assert_eq!(found.flips.iter().filter(|flip| flip.changes.len() == 1).count(), 300);
}
