//! Evidence through the door: the built-in study's sums by hand, and what is said where something is missing.

use exceptio::{Ask, EvidenceOptions, Study};

fn study(as_of: Option<&str>) -> Study {
    let folder = exceptio::built_in("china-vietnam").expect("built in");
    let ask = Ask { as_of: as_of.map(str::to_owned), ..Ask::default() };
    let opened = exceptio::open(&folder, &ask);
    assert!(opened.problems.iter().all(|problem| !problem.is_error()), "{:#?}", opened.problems);
    opened.study.expect("it reads")
}

/// By hand, in decibels, hoops passed at 10 log10(0.95 / 0.5) = 2.7875 and failed at -10, smoking guns passed at 10, straws at
/// +-10 log10 1.5 = +-1.7609. Party control: four guns, two hoops, one failed hoop: 40 + 5.5751 - 10. Cost: three straws, a failed
/// hoop, a failed straw: 5.2827 - 10 - 1.7609. Cold War: one gun that does not tell it apart, two failed hoops: -10. Inertia:
/// three guns that do not tell it apart, a failed hoop, a straw: 30 - 10 + 1.7609. Over the last, the Cold War: 10 more each.
#[test]
fn the_naive_sums_by_hand() {
    let report = study(None).evidence(&EvidenceOptions::default()).value.expect("there is evidence");
    let sums: Vec<(&str, f64)> = report.hypotheses.iter().map(|one| (one.name.as_str(), one.naive_db)).collect();
    let expected = [("party-control", 45.5751), ("cost", 3.5218), ("cold-war", 0.0), ("inertia", 31.7609)];
    for ((name, found), (expected_name, expected)) in sums.iter().zip(expected) {
        assert_eq!(*name, expected_name);
        assert!((found - expected).abs() < 1e-3, "{name}: {found} and not {expected}");
    }
    assert!(report.items.windows(2).all(|two| two[0].weight_db.abs() >= two[1].weight_db.abs() - 1e-9));
    // The two sentences of paragraph 9 are one line of argument: the second counts half.
    let shares: Vec<f64> =
        report.items.iter().filter(|item| item.group == "fear-for-the-party").map(|item| item.share).collect();
    assert_eq!(shares, [1.0, 0.5]);
    let naive =
        study(None).evidence(&EvidenceOptions { discount: 1.0, ..EvidenceOptions::default() }).value.expect("some");
    assert!(naive.hypotheses.iter().all(|one| (one.naive_db - one.discounted_db).abs() < 1e-9));
}

#[test]
fn one_case_and_its_other_name() {
    let of = |case: &str| {
        let options = EvidenceOptions { case: Some(case.to_owned()), ..EvidenceOptions::default() };
        study(None).evidence(&options).value.map(|report| report.items.len())
    };
    assert_eq!((of("CHN-PRK"), of("PRK-CHN"), of("CHN>PRK")), (Some(4), Some(4), Some(4)));
    assert_eq!(of("CHN-LAO"), None);
}

#[test]
fn what_is_missing_is_said() {
    let said = |study: Study, options: EvidenceOptions| study.evidence(&options).problems[0].clone();
    let before = said(study(Some("2021-04-30")), EvidenceOptions::default());
    assert_eq!(before.code, "evidence::nothing");
    assert!(before.message.contains("public"), "{}", before.message);
    let none = said(study(None), EvidenceOptions { discount: 2.0, ..EvidenceOptions::default() });
    assert_eq!(none.code, "evidence::discount");
}
