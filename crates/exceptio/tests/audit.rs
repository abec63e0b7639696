//! The audit through the door: on the full universe it finds no bias, on chosen cases it says what selection fixes.

use exceptio::{Ask, AuditOptions, AuditReport, Study};

fn study() -> Study {
    let folder = exceptio::built_in("china-vietnam").expect("built in");
    exceptio::open(&folder, &Ask::default()).study.expect("it reads")
}

fn audit(options: AuditOptions) -> AuditReport {
    let audited = study().audit(&options);
    audited.value.unwrap_or_else(|| panic!("{:#?}", audited.problems))
}

#[test]
fn the_full_universe_has_no_bias() {
    let report = audit(AuditOptions { all_pairs: true, simulate: 100, seed: 5, ..AuditOptions::default() });
    assert!(report.full_universe);
    assert_eq!(report.cases.0, report.cases.1);
    assert!(report.cells.iter().all(|cell| (cell.cases, cell.days) == (cell.cases_of_all, cell.days_of_all)));
    assert!(report.outcomes.iter().all(|outcome| outcome.held == outcome.held_of_all));
    for claim in &report.claims {
        let study = &claim.samples[0];
        for sample in claim.samples.iter().filter(|sample| sample.sample.starts_with("all cases")) {
            assert_eq!((sample.cases, sample.days), (study.cases, study.days), "{}", sample.sample);
            for parameter in &sample.parameters {
                assert!(parameter.change.is_none_or(|change| change == (0.0, 0.0)), "{parameter:?}");
            }
        }
    }
    let everyone = &report.simulation.as_ref().expect("asked for").rules[0];
    for parameter in &everyone.parameters {
        if let (Some(bias), Some(noise)) = (parameter.bias, parameter.noise) {
            // Twice what chance allows nineteen times in twenty; the seed is fixed.
            assert!(bias.abs() <= 2.0 * noise + 0.002, "{parameter:?}");
        }
    }
}

#[test]
fn what_selection_fixes_is_no_result() {
    let report = audit(AuditOptions::default());
    assert!(!report.full_universe);
    let fixed = |relation: &str, sample: &str, name: &str| {
        let claim = report.claims.iter().find(|claim| claim.relation == relation).expect("there is one");
        let sample = claim.samples.iter().find(|one| one.sample == sample).expect("there is one");
        sample.parameters.iter().find(|one| one.name == name).expect("there is one").fixed.is_some()
    };
    let positives = "days with the outcome only";
    assert!(fixed("sufficiency", positives, "consistency") && fixed("necessity", positives, "RoN"));
    assert!(fixed("necessity", positives, "coverage"));
    assert!(!fixed("necessity", positives, "consistency") && !fixed("sufficiency", positives, "coverage"));
    assert!(!fixed("necessity", "all cases of the study", "consistency"));
    // The essay names no pair with both conditions that did not ally: the cell in which sufficiency could fail is empty.
    let empty = report.cells.iter().find(|cell| {
        cell.outcome == "ALLIANCE in fact" && !cell.holds && cell.criteria.iter().all(|(_, held)| *held == "yes")
    });
    assert_eq!(empty.expect("every cell is listed").cases, 0);
}

#[test]
fn what_is_wrong_is_said() {
    let wrong = |options: AuditOptions| study().audit(&options).problems[0].code;
    let claim = Some("ends".to_owned());
    assert_eq!(wrong(AuditOptions { claim, ..AuditOptions::default() }), "audit::unknown_claim");
    let truth = Some((1.5, 0.5, 0.5));
    assert_eq!(wrong(AuditOptions { truth, ..AuditOptions::default() }), "audit::probability");
}
