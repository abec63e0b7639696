//! The leak test: a forecast as of a day is the same, to the byte of its JSON, when everything public later, ends included, is
//! struck out of the files; and no witness that a report prints tells an end that nobody could know.

mod forget;

use exceptio::{Ask, ForecastOptions, ForecastReport, TestOptions};
use forget::{forget, without_predictions};
use proptest::prelude::*;
use spells::{Day, plain_day};
use std::collections::BTreeSet;
use text::Folder;

fn forecast(folder: &Folder, layers: &[&str], day: Day, horizon: &str) -> ForecastReport {
    let ask = Ask {
        layers: layers.iter().map(|layer| (*layer).to_owned()).collect(),
        as_of: Some(day.to_string()),
        ..Ask::default()
    };
    let opened = exceptio::open(folder, &ask);
    let errors: Vec<_> = opened.problems.iter().filter(|problem| problem.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let study = opened.study.expect("it reads");
    let options = ForecastOptions { horizon: horizon.to_owned(), ..ForecastOptions::default() };
    let made = study.forecast(&options);
    made.value.unwrap_or_else(|| panic!("{:#?}", made.problems))
}

fn json(report: &ForecastReport) -> String {
    serde_json::to_string(report).expect("plain fields can be written")
}

/// What a report prints of codings: file, line and the end that it gives, wherever it gives one.
fn ends(report: &serde_json::Value, found: &mut BTreeSet<(String, u64, String)>) {
    use serde_json::Value;
    match report {
        Value::Array(list) => list.iter().for_each(|one| ends(one, found)),
        Value::Object(fields) => {
            if let (Some(file), Some(line), Some(until)) =
                (fields.get("file"), fields.get("line"), fields.get("until").and_then(Value::as_str))
            {
                let file = file.as_str().unwrap_or_default().to_owned();
                found.insert((file, line.as_u64().unwrap_or_default(), until.to_owned()));
            }
            fields.values().for_each(|one| ends(one, found));
        }
        _ => {}
    }
}

/// The ends that `exceptio test` prints.
fn printed(folder: &Folder, layers: &[&str], day: Option<&str>) -> BTreeSet<(String, u64, String)> {
    let layers = layers.iter().map(|layer| (*layer).to_owned()).collect();
    let ask = Ask { layers, as_of: day.map(str::to_owned), ..Ask::default() };
    let study = exceptio::open(folder, &ask).study.expect("it reads");
    let report = study.test(None, &TestOptions::default()).value.expect("it is judged");
    let mut found = BTreeSet::new();
    ends(&serde_json::to_value(&report).expect("JSON"), &mut found);
    found
}

#[test]
fn printed_witnesses_tell_no_end_that_was_still_to_come() {
    let folder = plain(&exceptio::built_in("china-vietnam").expect("built in"));
    let (layers, mut hidden) = (&["critique"][..], 0);
    for day in ["1955-06-30", "1975-06-30", "1990-06-30", "2021-06-30"] {
        let past = forget(&folder, plain_day(day).expect("a day"));
        let (now, then, all) =
            (printed(&folder, layers, Some(day)), printed(&past, layers, Some(day)), printed(&folder, layers, None));
        assert_eq!(now, then, "as of {day}");
        let differs = |end: &&(String, u64, String)| end.2 == ".." && !all.contains(*end);
        hidden += now.iter().filter(differs).count();
    }
    assert!(hidden > 0, "no end was hidden");
}

/// The study with theories that predict nothing.
fn plain(folder: &Folder) -> Folder {
    let mut plain = Folder::new();
    for (path, bytes) in folder.iter() {
        let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
        let text = if path.ends_with(".theory") { without_predictions(&text) } else { text };
        plain.insert(path, text.as_bytes());
    }
    plain
}

#[test]
fn the_built_in_study_leaks_nothing() {
    let folder = plain(&exceptio::built_in("china-vietnam").expect("built in"));
    let mut made = 0;
    let mut struck_out = 0;
    for (day, layers) in [
        ("1975-06-30", &["critique"][..]),
        ("1990-06-30", &["critique"]),
        ("2005-06-30", &["critique"]),
        ("2021-04-30", &[]),
        ("2021-06-30", &[]),
        ("2021-06-30", &["critique"]),
        ("2021-07-31", &["critique"]),
        ("2024-06-30", &["critique"]),
    ] {
        let day = plain_day(day).expect("a day");
        let past = forget(&folder, day);
        struck_out += usize::from(past != folder);
        for horizon in ["1y", "5y"] {
            let now = forecast(&folder, layers, day, horizon);
            let then = forecast(&past, layers, day, horizon);
            made += now.forecasts.len();
            assert_eq!(now, then, "as of {day}, with {layers:?}, {horizon} ahead");
            assert_eq!(json(&now), json(&then), "as of {day}, with {layers:?}, {horizon} ahead");
        }
    }
    assert!(made > 100, "only {made} forecasts were compared");
    assert!(struck_out >= 6, "the future was struck out of {struck_out} studies");
}

/// A row of a generated study: its days and since when it is public.
#[derive(Debug, Clone)]
struct Generated {
    pair: usize,
    from: i32,
    length: Option<i32>,
    delay: i32,
}

fn rows(most: usize) -> impl Strategy<Value = Vec<Generated>> {
    let one = (0..6_usize, 0..70_i32, proptest::option::of(0..40_i32), 0..30_i32)
        .prop_map(|(pair, from, length, delay)| Generated { pair, from, length, delay });
    proptest::collection::vec(one, 0..most)
}

const PAIRS: [(&str, &str); 6] =
    [("AAA", "BBB"), ("AAA", "CCC"), ("AAA", "DDD"), ("BBB", "CCC"), ("BBB", "DDD"), ("CCC", "DDD")];

/// Whole half-years, so that no two rows of a pair overlap: later ones begin after the last end.
fn csv(rows: &[Generated], row: impl Fn(&str, &str, &str, &str, &str) -> String) -> String {
    let mut text = String::new();
    let day = |half: i32| format!("{}-{}", 1900 + half / 2, if half % 2 == 0 { "01-01" } else { "07-01" });
    for (pair, (a, b)) in PAIRS.iter().enumerate() {
        let mut free = Some(0);
        for one in rows.iter().filter(|one| one.pair == pair) {
            let Some(from) = free.map(|free: i32| free.max(one.from)) else { break };
            let until = one.length.map(|length| from + length + 1);
            let last = until
                .map_or_else(|| "..".to_owned(), |until| plain_day(&day(until)).expect("a day").plus(-1).to_string());
            text.push_str(&row(a, b, &day(from), &last, &day(from + one.delay)));
            free = until;
        }
    }
    text
}

fn study(allied: &[Generated], shared: &[Generated], treaties: &[Generated], term: i32) -> Folder {
    let mut folder = Folder::new();
    let mut add = |name: &str, text: String| folder.insert(name, text.as_bytes());
    add("study.toml", "title = \"t\"\n[window]\nfrom = \"1900-01-01\"\nuntil = \"1960-12-31\"\n".to_owned());
    add(
        "codebook.toml",
        "[attributes.shares]\nabout = \"undirected\"\ntype = \"truth\"\nmeaning = \"m\"\nsilence = \"absent\"\n\
         silence_reason = \"r\"\n[relations.allied]\nsilence = \"absent\"\nsilence_reason = \"r\"\n"
            .to_owned(),
    );
    let actors: String = ["AAA", "BBB", "CCC", "DDD"].iter().map(|id| format!("{id},1890,..,{id}\n")).collect();
    // Somebody of whom nothing is coded, and who is not there before 1930.
    add("actors.csv", format!("id,from,until,name\n{actors}EEE,1930,..,EEE\n"));
    let facts = csv(shared, |a, b, from, until, public| format!("{a},{b},shares,yes,{from},{until},,{public}\n"));
    add("facts.csv", format!("subject,object,attribute,value,from,until,source,public\n{facts}"));
    let alliances = csv(allied, |a, b, from, until, public| format!("{a},{b},{from},{until},,{public}\n"));
    add("alliances.csv", format!("a,b,from,until,source,public\n{alliances}"));
    let number = std::cell::Cell::new(0);
    let blocks = csv(treaties, |a, b, from, until, public| {
        number.set(number.get() + 1);
        format!(
            "[[treaty]]\nid = \"T{}\"\nsigned = \"{from}\"\nin_force = \"{from}\"\nuntil = \"{until}\"\npublic = \"{public}\"\n\
             [[treaty.party]]\nactor = \"{a}\"\n[[treaty.party]]\nactor = \"{b}\"\n\
             [[treaty.term]]\nanchor = \"signed\"\nlength = \"{term} years\"\nrenewal = \"automatic\"\npublic = \"{public}\"\n",
            number.get()
        )
    });
    add("treaties.toml", blocks);
    add(
        "theories/t.theory",
        "theory t \"t\"\n\nlet SHARED = shares(a, b)\n\noutcome ALLIANCE = allied(a, b)\n\n\
         claim needed: SHARED is necessary for ALLIANCE\n"
            .to_owned(),
    );
    folder
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn small_studies_leak_nothing(
        allied in rows(10),
        shared in rows(10),
        treaties in rows(5),
        term in 1..12_i32,
        half in 0..120_i32,
    ) {
        let folder = study(&allied, &shared, &treaties, term);
        let day = plain_day(&format!("{}-{}", 1900 + half / 2, if half % 2 == 0 { "03-31" } else { "12-31" })).expect("a day");
        let past = forget(&folder, day);
        for horizon in ["1y", "3y"] {
            let (now, then) = (forecast(&folder, &[], day, horizon), forecast(&past, &[], day, horizon));
            prop_assert_eq!(json(&now), json(&then));
            prop_assert_eq!(now, then);
        }
        let day = day.to_string();
        prop_assert_eq!(printed(&folder, &[], Some(&day)), printed(&past, &[], Some(&day)));
    }
}
