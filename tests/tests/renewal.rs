//! The essay's prediction, that the treaty of 1961 is renewed in July 2021, under each reading of its term: `test`, `score` and
//! `calendar` say the same of it, and name the same event.

use exceptio::{CalendarOptions, ForecastOptions};
use exceptio_tests::{ask, china_vietnam, judged, opened};

/// The built-in study with the forecasts of June 2021 written down.
fn with_register() -> exceptio::Folder {
    let mut folder = china_vietnam();
    let study = opened(&folder, &ask(&[], &[], Some("2021-06-30")));
    let report = study.forecast(&ForecastOptions::default()).value.expect("it can be forecast");
    let registration = study.register(&report, "2021-06-30", "2021-06-30").value.expect("it can be registered");
    folder.insert("forecasts.jsonl", registration.text.as_bytes());
    folder
}

/// What the three say: the calendar's word for the point of July 2021 (empty without one), the prediction's `came_true` and
/// ruling, whether the registered forecast happened; and what the last two name as telling it.
fn said(
    folder: &exceptio::Folder,
    readings: &[&str],
) -> (String, &'static str, &'static str, Option<bool>, [String; 2]) {
    let study = opened(folder, &ask(&["critique"], readings, None));
    let calendar = study.calendar(&CalendarOptions::default()).value.expect("no date is asked for");
    let clauses = calendar.clauses.iter().filter(|clause| clause.treaty == "CHN-PRK-1961");
    let mut points = clauses.flat_map(|clause| &clause.points).filter(|point| point.due.0.starts_with("2021-07"));
    let point = points.next().map(|point| point.outcome.to_owned()).unwrap_or_default();
    let report = judged(&study, None);
    let renewal = report.predictions.iter().find(|found| found.name == "renewal").expect("it is made");
    let score = study.score(None).value.expect("there is a register");
    let line = score.forecasts.iter().find(|line| line.kind == "renewal").expect("it was registered");
    let told = [renewal.came_true_by.clone(), line.why.clone()];
    (point, renewal.came_true, renewal.ruling, line.happened, told)
}

/// By hand, of the layer's file: under `no-term` nothing runs out; under `twenty-years` a decision was to be taken, and no source
/// tells of one (the last to say that the treaty holds speaks on 7 July, four days before); under `twenty-years-by-silence` it is
/// coded as extended on the day.
#[test]
fn the_three_agree_under_each_reading_and_name_the_event() {
    let folder = with_register();
    let (point, came, ruling, happened, told) = said(&folder, &["no-term"]);
    assert_eq!((point.as_str(), came, ruling, happened), ("", "unknown", "irrelevant", None));
    assert!(told[1].starts_with("nothing was due"), "{told:?}");

    let (point, came, ruling, happened, told) = said(&folder, &["twenty-years"]);
    assert_eq!((point.as_str(), came, ruling, happened), ("unknown", "unknown", "undecided", None));
    assert!(told[0].is_empty() && told[1].starts_with("what came is not coded"), "{told:?}");

    let (point, came, ruling, happened, told) = said(&folder, &["twenty-years-by-silence"]);
    assert_eq!((point.as_str(), came, ruling, happened), ("renewed", "yes", "conforms", Some(true)));
    assert!(told[0].starts_with("extended 2021-07-11 (upi2021 2021, 7 July 2021), layers/critique/treaties.toml:"));
    assert_eq!(told[0], told[1]);
}

/// With no reading taken, `test` and `score` both show the first of the dispute.
#[test]
fn without_a_reading_both_show_the_first() {
    let folder = with_register();
    let (_, came, _, happened, _) = said(&folder, &[]);
    assert_eq!((came, happened), ("unknown", None));
}
