//! Several roads, one answer: the order of rows, the look of a theory and the form of a claim change no verdict.

use exceptio::{ExplainOptions, Folder, ForecastOptions, TestReport};
use exceptio_tests::{ask, china_vietnam, judged, opened};
use serde_json::Value;
use std::sync::OnceLock;

/// A report as data, whole but for the lines of codings, which move with the rows.
fn data(report: &TestReport) -> Value {
    stripped(serde_json::to_value(report).expect("a report is data"))
}

fn stripped(mut value: Value) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                fields.remove("line");
                fields.values_mut().for_each(strip);
            }
            Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    strip(&mut value);
    value
}

fn judge(folder: &Folder) -> Value {
    data(&judged(&opened(folder, &ask(&["critique"], &[], None)), None))
}

fn plain() -> &'static Value {
    static PLAIN: OnceLock<Value> = OnceLock::new();
    PLAIN.get_or_init(|| judge(&china_vietnam()))
}

/// Says where two values differ first, which a comparison of two long texts does not.
fn assert_same(found: &Value, expected: &Value, at: &str) {
    match (found, expected) {
        (Value::Object(left), Value::Object(right)) => {
            assert!(left.keys().eq(right.keys()), "{at}: other fields");
            left.iter().for_each(|(key, value)| assert_same(value, &right[key], &format!("{at}.{key}")));
        }
        (Value::Array(left), Value::Array(right)) => {
            assert_eq!(left.len(), right.len(), "{at}: {found} against {expected}");
            left.iter().zip(right).enumerate().for_each(|(n, (l, r))| assert_same(l, r, &format!("{at}[{n}]")));
        }
        _ => assert_eq!(found, expected, "{at}"),
    }
}

/// The records of a CSV file, its header first; a quoted cell may hold line feeds.
fn records(text: &str) -> Vec<String> {
    let mut records: Vec<String> = Vec::new();
    let mut quoted = false;
    for line in text.lines() {
        match records.last_mut().filter(|_| quoted) {
            Some(record) => *record = format!("{record}\n{line}"),
            None => records.push(line.to_owned()),
        }
        if !line.starts_with('#') || quoted {
            quoted ^= line.matches('"').count() % 2 == 1;
        }
    }
    records
}

/// Every CSV file with its rows in another order, the same one for the same seed.
fn shuffled(seed: u64) -> Folder {
    let original = china_vietnam();
    let mut folder = Folder::new();
    let mut state = seed;
    let mut below = |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((state >> 33) % n as u64).expect("it is below n")
    };
    let mut moved = 0;
    for (path, bytes) in original.iter() {
        if !path.ends_with(".csv") {
            folder.insert(path, bytes);
            continue;
        }
        let mut records = records(&String::from_utf8_lossy(bytes));
        let before = records.clone();
        for at in (2..records.len()).rev() {
            records.swap(at, 1 + below(at));
        }
        moved += usize::from(records != before);
        folder.insert(path, (records.join("\n") + "\n").into_bytes());
    }
    assert!(moved >= 5, "only {moved} files were moved");
    folder
}

#[test]
fn the_order_of_rows_says_nothing() {
    for seed in [1, 1969] {
        assert_same(&judge(&shuffled(seed)), plain(), &format!("rows in order {seed}: report"));
    }
}

/// Why every claim says of every case what it says, and what would turn it.
#[test]
fn the_order_of_rows_says_nothing_of_reasons() {
    let explained = |folder: &Folder| {
        let study = opened(folder, &ask(&["critique"], &[], None));
        let mut all = Vec::new();
        for (case, claim) in [("CHN-SUN", None), ("CHN-PRK", None), ("VNM-SUN", None), ("CHN-PRK", Some("ends"))] {
            let options = ExplainOptions { claim: claim.map(str::to_owned), ..ExplainOptions::default() };
            all.push(study.explain(case, &options).value);
        }
        stripped(serde_json::to_value(&all).expect("a report is data"))
    };
    let plain = explained(&china_vietnam());
    for seed in [1, 1969] {
        assert_same(&explained(&shuffled(seed)), &plain, &format!("rows in order {seed}: reasons"));
    }
}

#[test]
fn the_order_of_rows_says_nothing_of_forecasts() {
    let forecast = |folder: &Folder| {
        let study = opened(folder, &ask(&["critique"], &[], Some("2021-05-01")));
        let report = study.forecast(&ForecastOptions::default()).value.expect("there is something to forecast");
        stripped(serde_json::to_value(&report).expect("a report is data"))
    };
    let plain = forecast(&china_vietnam());
    for seed in [1, 1969] {
        assert_same(&forecast(&shuffled(seed)), &plain, &format!("rows in order {seed}: forecasts"));
    }
}

/// How allies conducted themselves: by date, wherever the rows stand.
#[test]
fn the_order_of_episodes_says_nothing() {
    let conduct = |folder: &Folder| {
        let report = opened(folder, &ask(&["critique"], &[], None)).treaties(None).value.expect("all are wanted");
        assert!(report.conduct.iter().any(|pair| pair.episodes.len() > 1), "there is an order to keep");
        serde_json::to_value(&report.conduct).expect("a report is data")
    };
    let plain = conduct(&china_vietnam());
    for seed in [1, 2, 3, 1969] {
        assert_same(&conduct(&shuffled(seed)), &plain, &format!("rows in order {seed}: conduct"));
    }
}

fn with_theory(change: impl Fn(&str) -> String) -> Folder {
    let mut folder = china_vietnam();
    let path = "theories/two-criteria.theory";
    let text = String::from_utf8_lossy(folder.get(path).expect("it is there")).into_owned();
    let changed = change(&text);
    assert_ne!(changed, text, "there is something to change");
    folder.insert(path, changed.into_bytes());
    folder
}

/// The same theory with lines broken and spaces strewn where they say nothing.
fn untidy(text: &str) -> String {
    let lines = text.lines().map(|line| match line.trim_start().split(' ').next() {
        Some("scope" | "let") => line.replace(" and ", "   and\n      ") + "\n",
        Some("claim") => format!("\n\n{}\n", line.replacen("claim ", "claim   ", 1)),
        _ => format!("{line}\n"),
    });
    lines.collect()
}

#[test]
fn the_look_of_a_theory_says_nothing() {
    assert_same(&judge(&with_theory(untidy)), plain(), "untidy: report");
    let printed = with_theory(|text| {
        let printed = exceptio::format("two-criteria.theory", &untidy(text));
        assert!(printed.problems.is_empty() && printed.changed);
        printed.text + "# printed anew\n"
    });
    assert_same(&judge(&printed), plain(), "printed anew: report");
}

#[test]
fn words_and_arrows_are_one_claim() {
    let arrows = with_theory(|text| text.replace(" is necessary for ", " <- ").replace(" is sufficient for ", " -> "));
    assert_same(&judge(&arrows), plain(), "arrows: report");
    let words = with_theory(|text| text.replace("INTEREST*IDEOLOGY", "INTEREST and IDEOLOGY"));
    assert_same(&judge(&words), plain(), "words: report");
}
