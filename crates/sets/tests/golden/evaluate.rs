//! Theory evaluation on Lipset's data: what SetMethods gives on memberships, and QCA by its products.

use crate::common::{expression, read_csv};
use exceptio_sets::evaluate::{Reading, evaluate};
use exceptio_sets::{MissingRule, prepare};
use std::path::Path;

#[test]
fn theory_and_solution_on_lipset() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/qca/LF.csv");
    if !path.is_file() {
        println!("skipped: Lipset's data are not here");
        return;
    }
    let raw = read_csv(&path);
    let table = prepare(&raw.cases, &raw.columns, MissingRule::Refuse).value.expect("it is sound");
    let of = |text: &str| expression(text, &table);
    // Consistency, PRI and coverage of T*S, ~T*S, T*~S, ~T*~S, to three decimals.
    let expected = [
        (
            Reading::Memberships,
            [0.866, 0.660, 0.745, 0.234],
            [0.839, 0.430, 0.654, 0.057],
            [0.660, 0.223, 0.333, 0.255],
        ),
        (Reading::Boolean, [0.866, 0.688, 0.709, 0.234], [0.839, 0.422, 0.634, 0.057], [0.660, 0.191, 0.237, 0.255]),
    ];
    for (reading, consistency, pri, coverage) in expected {
        let found = evaluate(&table, &of("DEV*STB"), &of("DEV*~IND + URB*STB"), &of("SURV"), reading, 100)
            .expect("it is small");
        for (at, area) in found.areas.iter().enumerate() {
            let near = |value: Option<f64>, expected: f64, what: &str| {
                let value = value.expect("defined");
                assert!((value - expected).abs() < 6e-4, "{reading:?} {} {what}: {value}", area.area.sign());
            };
            near(area.fit.consistency, consistency[at], "consistency");
            near(area.fit.pri, pri[at], "PRI");
            near(area.fit.coverage, coverage[at], "coverage");
        }
    }
}
