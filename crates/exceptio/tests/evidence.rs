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
    // The two sentences of paragraph 9 are one line of argument and tell equally much: one in full and one half, shared.
    let shares: Vec<f64> =
        report.items.iter().filter(|item| item.group == "fear-for-the-party").map(|item| item.share).collect();
    assert_eq!(shares, [0.75, 0.75]);
    // By hand, where ties share: party control 10 + 3 * 7.5 + 2 * 0.75 * 2.7875 - 10, inertia 10 + 2 * 7.5 - 7.5 + 1.7609, each over the
    // Cold War's 7.5 - 2 * 7.5.
    for (at, expected) in [(0, 34.1813), (2, 0.0), (3, 26.7609)] {
        let found = report.hypotheses[at].discounted_db;
        assert!((found - expected).abs() < 1e-3, "{at}: {found} and not {expected}");
    }
    let naive =
        study(None).evidence(&EvidenceOptions { discount: 1.0, ..EvidenceOptions::default() }).value.expect("some");
    assert!(naive.hypotheses.iter().all(|one| (one.naive_db - one.discounted_db).abs() < 1e-9));
}

/// What an item is called decides nothing: the shares are those of the items under their own names.
#[test]
fn the_names_of_items_decide_nothing() {
    let mut folder = exceptio::built_in("china-vietnam").expect("built in");
    let rows = String::from_utf8(folder.get("evidence.csv").expect("there").to_vec()).expect("text");
    folder.insert("evidence.csv", rows.replace("\nsaying,", "\na-saying,").as_bytes());
    let renamed = exceptio::open(&folder, &Ask::default()).study.expect("it reads");
    let shares = |study: &Study| -> Vec<f64> {
        let report = study.evidence(&EvidenceOptions::default()).value.expect("there is evidence");
        report.hypotheses.iter().map(|one| one.share).collect()
    };
    for (one, other) in shares(&study(None)).iter().zip(shares(&renamed)) {
        assert!((one - other).abs() < 1e-9, "{one} and {other}");
    }
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

/// A passed test with a ratio below 1 speaks against its hypothesis: counted as written, and said.
#[test]
fn a_pass_that_speaks_against_is_warned_of() {
    let mut folder = exceptio::built_in("china-vietnam").expect("built in");
    let rows = "id,item,case,hypotheses,test,passed,likelihood_ratio,group,source,locator,note\n\
        a,found,CHN-PRK,cost inertia,hoop,yes,0.5,,vu2021,,\n\
        b,found,CHN-PRK,cost inertia,hoop,no,4,,vu2021,1,\n\
        c,found,CHN-PRK,cost inertia,hoop,yes,1e300,,vu2021,2,\n";
    folder.insert("evidence.csv", rows.as_bytes());
    let opened = exceptio::open(&folder, &Ask::default());
    let of_ratios = opened.problems.iter().filter(|problem| problem.code == "casebase::ratio_against_fate");
    let said: Vec<&str> = of_ratios.map(|problem| problem.message.as_str()).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    let found = opened.study.expect("it reads").evidence(&EvidenceOptions::default());
    assert!(said[0].contains("`a` is passed") && said[0].contains("against `cost`"), "{said:?}");
    assert!(said[1].contains("`b` is failed") && said[1].contains("for `cost`"), "{said:?}");
    let report = found.value.expect("it is weighed all the same");
    let marked: Vec<&str> =
        report.items.iter().filter(|item| item.against_its_fate).map(|item| item.id.as_str()).collect();
    assert_eq!(marked, ["b", "a"]);
    let column = |name: &str| report.table().columns.iter().position(|title| *title == name).expect("it is there");
    assert!(report.table().rows.iter().any(|row| row[column("likelihood_ratio")] == "1e300"));
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
