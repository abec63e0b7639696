//! Fit lies within its bounds; threads and budgets change nothing that they should not.

extern crate exceptio_verdicts as verdicts;

#[path = "../../spells/tests/common/mod.rs"]
mod common;
#[path = "../../conditions/tests/formula/mod.rs"]
mod formula;

use common::{config, plan};
use conditions::{Budget, Case, Degree, Program, cases};
use formula::{book, nowhere};
use proptest::prelude::*;
use theory::model::{CaseKind, Claim, ClaimKind, Relation, Theory};
use verdicts::{Options, Parameter, Unit, fit, run};

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

fn relations() -> impl Strategy<Value = Relation> {
    prop_oneof![Just(Relation::Necessary), Just(Relation::Sufficient), Just(Relation::Equivalent)]
}

proptest! {
    #![proptest_config(config(250))]

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
        // Nor where a budget runs out, which it does on any number of threads or on none.
        let cost = Budget::default();
        run(&program, &many, &Options { threads: 1, ..Options::default() }, &cost).unwrap();
        for steps in [cost.used() / 2, cost.used().saturating_sub(1), cost.used()] {
            let within = |threads| {
                run(&program, &many, &Options { threads, ..Options::default() }, &Budget::new(steps, 1_000_000)).err()
            };
            let one = within(1);
            prop_assert_eq!(one.is_some(), steps < cost.used());
            prop_assert_eq!(one, within(3));
        }
    }
}

/// Budgets, treaties as cases: what once panicked or was silently passed over.
#[test]
fn a_treaty_can_be_predicted_where_treaties_are_the_cases() {
    use spells::*;
    use theory::model::{Node, NodeId, Predicted, Prediction};
    let actors = ["A0", "A1"].map(|id| Actor { id: id.to_owned(), name: id.to_owned(), lifetime: DaySet::always() });
    let decision = |day: i32, kept: Truth, number: u32| Decision {
        due: Moment::Day(Day(day)),
        reading: NO_READING,
        kept,
        clause: 0,
        number,
    };
    let treaty = Treaty {
        id: "T".to_owned(),
        name: "T".to_owned(),
        parties: vec![ActorId(0), ActorId(1)],
        decisions: vec![
            decision(40, Truth::Yes, 1),
            decision(50, Truth::Unknown(Why::SourceSilent), 2),
            decision(80, Truth::No, 3),
        ],
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
        by_lives: false,
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
    for (name, day) in [("kept", 40), ("lapsed", 80), ("untold", 50), ("nothing_due", 45)] {
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
    // That the treaty is coded as in force on the next day does not tell what was decided.
    assert!(predicted(2).due.is_yes() && predicted(2).came_true.is_unknown());
    assert!(predicted(3).due == Truth::No && predicted(3).came_true.is_unknown());
    assert_eq!(predicted(0).told_by, [(TreatyId(0), 0)]);
    assert!(verdicts::predict(&program, 0, &Budget::new(0, 0)).is_err());
}
