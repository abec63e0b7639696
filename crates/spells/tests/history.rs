//! What a cell holds against a reading of its codings day by day, everything decided.

extern crate exceptio_spells as spells;

mod common;

use common::{agrees, cells, config, plan};
use proptest::prelude::*;
use spells::{AttributeId, Day};

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn a_decided_cell_holds_what_its_codings_say(plan in plan(8, 2, 2, 6), pick in any::<prop::sample::Index>()) {
        let history = plan.build();
        let choices = plan.choices();
        let choice = &choices[pick.index(choices.len())];
        let world = plan.world(&history, choice, |_| true, |_| true);
        for (attribute, subject, object) in cells(&plan) {
            let timeline = history.timeline(AttributeId(attribute as u32), subject, object, &world);
            for day in -3..43 {
                let held = plan.held(attribute, subject, object, day, choice);
                let cell = timeline.at(Day(day));
                prop_assert!(
                    agrees(cell, &held),
                    "{} of {subject}, {object} on {day}: {cell:?}, not {held:?}, in {choice:?}",
                    plan.attributes[attribute].name
                );
            }
        }
    }

    #[test]
    fn the_order_of_codings_does_not_matter(plan in plan(8, 1, 2, 6)) {
        let history = plan.build();
        let mut turned = plan.clone();
        turned.rows.reverse();
        let other = turned.build();
        let open = spells::World::open();
        for (attribute, subject, object) in cells(&plan) {
            let attribute = AttributeId(attribute as u32);
            let numbers = |history: &spells::History| history.timeline(attribute, subject, object, &open);
            prop_assert_eq!(numbers(&history), numbers(&other));
        }
    }
}
