//! Panels: by hand, and against the plain measures of fit on each part.

use exceptio_sets::fit::sufficiency;
use exceptio_sets::panel::{Cells, panel};
use proptest::prelude::*;

fn names(of: &[&str]) -> Vec<String> {
    of.iter().map(|name| name.to_string()).collect()
}

/// Two units, two years; b was not observed in the second.
#[test]
fn an_absent_cell_bears_nothing() {
    let (units, clusters) = (names(&["a", "a", "b"]), names(&["1", "2", "1"]));
    let cells = Cells { x: &[0.8, 0.6, 0.4], y: &[0.6, 0.9, 0.1], units: &units, clusters: &clusters, weights: None };
    let found = panel(cells).expect("it is sound");
    let near = |value: Option<f64>, expected: f64| assert!((value.expect("defined") - expected).abs() < 1e-12);
    near(found.pooled.by_condition, 1.3 / 1.8);
    near(found.pooled.by_outcome, 1.3 / 1.6);
    near(found.between[0].fit.by_condition, 0.7 / 1.2);
    near(found.between[1].fit.by_condition, 1.0);
    near(found.within[0].fit.by_condition, 1.2 / 1.4);
    near(found.within[1].fit.by_condition, 0.1 / 0.4);
    assert_eq!((found.cells, found.absent, found.between[1].cells), (3, 1, 1));
    // Shares of 7/12 and 1: 7/19 and 12/19, each 5/38 from a half.
    near(found.between_distance.by_condition, (2.0 * (5.0_f64 / 38.0) * (5.0 / 38.0)).sqrt());
    let weighted = panel(Cells { weights: Some(&[2.0, 0.0, 1.0]), ..cells }).expect("it is sound");
    near(weighted.pooled.by_condition, (2.0 * 0.6 + 0.1) / (2.0 * 0.8 + 0.4));
    assert_eq!(weighted.between[1].fit.by_condition, None, "a cluster without weight says nothing, not 1");
}

#[test]
fn all_that_is_wrong_is_said() {
    let (units, clusters) = (names(&["a", "a"]), names(&["1", "1"]));
    let cells =
        Cells { x: &[0.8, 2.0], y: &[0.6, 0.9], units: &units, clusters: &clusters, weights: Some(&[1.0, -1.0]) };
    let codes: Vec<&str> = panel(cells).expect_err("it is not").iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["sets::panel_duplicate", "sets::panel_membership", "sets::panel_weight"]);
    let short = panel(Cells { y: &[0.6], weights: None, ..cells }).expect_err("a list is short");
    assert_eq!(short[0].code, "sets::panel_length");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn parts_are_what_fit_gives(cells in prop::collection::btree_map((0..4u8, 0..4u8), (0..=10u8, 0..=10u8), 0..14)) {
        let x: Vec<f64> = cells.values().map(|cell| f64::from(cell.0) / 10.0).collect();
        let y: Vec<f64> = cells.values().map(|cell| f64::from(cell.1) / 10.0).collect();
        let units: Vec<String> = cells.keys().map(|key| key.0.to_string()).collect();
        let clusters: Vec<String> = cells.keys().map(|key| key.1.to_string()).collect();
        let found = panel(Cells { x: &x, y: &y, units: &units, clusters: &clusters, weights: None }).expect("it is sound");
        for (groups, of) in [(&found.between, &clusters), (&found.within, &units)] {
            prop_assert_eq!(groups.iter().map(|group| group.cells).sum::<usize>(), x.len());
            for group in groups {
                let places = || (0..x.len()).filter(|at| of[*at] == group.name);
                let (x, y): (Vec<f64>, Vec<f64>) = places().map(|at| (x[at], y[at])).unzip();
                let fit = sufficiency(&x, &y);
                prop_assert_eq!((group.fit.by_condition, group.fit.by_outcome), (fit.consistency, fit.coverage));
            }
        }
        prop_assert_eq!(found.absent + found.cells, found.between.len() * found.within.len());
    }
}
