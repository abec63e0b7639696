//! What is said before dates are placed and readings chosen stays true whatever they turn out to be.

extern crate exceptio_spells as spells;

mod common;

use common::{cells, config, plan, sound};
use proptest::prelude::*;
use spells::{AttributeId, Day};

proptest! {
    #![proptest_config(config(80))]

    #[test]
    fn what_is_known_in_an_open_world_is_so_in_every_world(
        plan in plan(6, 2, 2, 6),
        placed in any::<[bool; 2]>(),
        chosen in any::<[bool; 2]>(),
        picks in proptest::collection::vec(any::<prop::sample::Index>(), 12),
    ) {
        let history = plan.build();
        let choices = plan.choices();
        for pick in picks {
            let choice = &choices[pick.index(choices.len())];
            let world = plan.world(&history, choice, |at| chosen[at], |at| placed[at]);
            for (attribute, subject, object) in cells(&plan) {
                let timeline = history.timeline(AttributeId(attribute as u32), subject, object, &world);
                for day in -2..42 {
                    let held = plan.held(attribute, subject, object, day, choice);
                    let cell = timeline.at(Day(day));
                    prop_assert!(
                        sound(cell, &held),
                        "{} of {subject}, {object} on {day}: {cell:?}, but {held:?} in {choice:?}",
                        plan.attributes[attribute].name
                    );
                }
            }
        }
    }
}
