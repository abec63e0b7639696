//! Coincidence analysis against cna 4.0.0: every condition and formula with both measures, and the numbers of formulas that
//! cna's timings and its manual report.

use crate::common::{read_csv, same};
use exceptio_sets::coincidence::{Analysis, Bounds, Complex, Options, Outcomes, analyse, at_level, formula, ordering};
use exceptio_sets::{MissingRule, Table, prepare};
use serde_json::Value;
use std::path::{Path, PathBuf};
use text::Files;

/// The reference material, where it is there.
fn shared() -> Option<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    if shared.join("golden").is_dir() {
        return Some(shared);
    }
    println!("skipped: cna's golden numbers are not here");
    None
}

fn table(path: &Path) -> Table {
    let raw = read_csv(path);
    prepare(&raw.cases, &raw.columns, MissingRule::Refuse).value.expect("a sound table")
}

/// cna writes absence in small letters and a level as `A=1`.
fn translated(text: &str, table: &Table) -> Complex {
    let mut words = String::new();
    let mut word = String::new();
    for letter in text.chars().chain([' ']) {
        if letter.is_alphanumeric() {
            word.push(letter);
            continue;
        }
        if table.position(&word).is_none() && table.position(&word.to_uppercase()).is_some() {
            words += "~";
            word = word.to_uppercase();
        }
        words += &word;
        words.push(letter);
        word.clear();
    }
    let mut files = Files::new();
    let file = files.add("formula", words.replace("->", "<->").replace("<<->", "<->"));
    let read = formula(&files, file, table);
    read.value.unwrap_or_else(|| panic!("{text}: {:?}", read.problems))
}

fn options(call: &str, table: &Table) -> Options {
    let argument = |name: &str| {
        let rest = &call[call.find(&format!("{name}="))? + name.len() + 1..];
        let end =
            if let Some(quoted) = rest.strip_prefix('"') { quoted.find('"')? + 2 } else { rest.find([',', ')'])? };
        Some(rest[..end].trim_matches('"').to_owned())
    };
    let number = |name: &str| argument(name).map_or(1.0, |value| value.parse().expect("a number"));
    let mut options = Options { con: number(" con"), cov: number("cov"), ..Options::default() };
    if let Some(text) = argument("ordering") {
        let mut files = Files::new();
        let file = files.add("ordering", text);
        options.ordering = ordering(&files, file, table, false).value.expect("an ordering");
    }
    if let Some(outcome) = argument("outcome") {
        options.outcomes = Outcomes::These(vec![at_level(table.position(&outcome).expect("the outcome"), 1)]);
    }
    options
}

/// Formula, sufficiency, necessity, complexity: theirs and ours, in one order.
fn compare(what: &str, ours: Vec<(Complex, Option<f64>, Option<f64>)>, theirs: &[Value], table: &Table) {
    assert_eq!(ours.len(), theirs.len(), "{what}");
    let mut left: Vec<(Complex, &Value)> =
        theirs.iter().map(|row| (translated(row["condition"].as_str().expect("a condition"), table), row)).collect();
    for (formula, con, cov) in ours {
        let text = formula.write(table);
        let at = left
            .iter()
            .position(|(other, _)| *other == formula)
            .unwrap_or_else(|| panic!("{what}: {text} is not theirs"));
        let (_, row) = left.remove(at);
        assert!(same(con, &row["con"]), "{what}: {text}: {con:?} {}", row["con"]);
        assert!(same(cov, &row["cov"]), "{what}: {text}: {cov:?} {}", row["cov"]);
        assert_eq!(Some(formula.complexity() as u64), row["complexity"].as_u64(), "{what}: {text}");
    }
}

#[test]
fn every_condition_and_formula() {
    let Some(shared) = shared() else { return };
    let text = std::fs::read_to_string(shared.join("golden/cna.json")).expect("a readable file");
    let json: Value = serde_json::from_str(&text).expect("JSON");
    let calls = json["calls"].as_array().expect("calls");
    assert!(!calls.is_empty());
    for call in calls {
        let table = table(&shared.join("data").join(call["data"].as_str().expect("a path")));
        let options = options(call["call"].as_str().expect("a call"), &table);
        let found: Analysis = analyse(&table, &options).expect("a sound table");
        let rows = |kind: &str| call["result"][kind].as_array().expect("rows").clone();
        let id = call["id"].as_str().expect("an id");
        let fit = |cells| (options.sufficiency.of(cells), options.necessity.of(cells));
        let conditions = found.outcomes.iter().flat_map(|outcome| &outcome.conditions);
        let conditions = conditions.map(|condition| {
            let (con, cov) = fit(&condition.cells);
            let causes = exceptio_sets::expression::Sum::new([condition.causes.clone()]);
            (exceptio_sets::coincidence::Atomic { outcome: condition.outcome, causes }.into(), con, cov)
        });
        compare(&format!("{id} msc"), conditions.collect(), &rows("msc"), &table);
        let atomic = found.outcomes.iter().flat_map(|outcome| &outcome.atomic);
        let atomic = atomic.map(|solution| {
            let (con, cov) = fit(&solution.cells);
            (solution.formula.clone().into(), con, cov)
        });
        compare(&format!("{id} asf"), atomic.collect(), &rows("asf"), &table);
        let complex = found.complex.iter().map(|solution| (solution.formula.clone(), solution.con, solution.cov));
        compare(&format!("{id} csf"), complex.collect(), &rows("csf"), &table);
    }
}

/// How many atomic formulas cna 4.0.0 found on the tables it was timed on, at con = cov = 0.8.
#[test]
fn as_many_as_in_the_timings() {
    let Some(shared) = shared() else { return };
    for (factors, bounds, count) in
        [("08", (3, 3, 9), 207), ("10", (3, 3, 9), 251), ("12", (3, 3, 9), 1745), ("10", (3, 4, 10), 861)]
    {
        let table = table(&shared.join(format!("data/bench/crisp_n100_k{factors}_m40.csv")));
        let (literals, terms, complexity) = bounds;
        let found = analyse(
            &table,
            &Options {
                con: 0.8,
                cov: 0.8,
                bounds: Bounds { literals, terms, complexity },
                outcomes: Outcomes::These(vec![at_level(table.position("OUT").expect("the outcome"), 1)]),
                ..Options::default()
            },
        );
        assert_eq!(found.expect("a sound table").outcomes[0].atomic.len(), count, "{factors} {bounds:?}");
    }
}

/// How many formulas cna's manual and vignette say there are.
#[test]
fn as_many_as_in_the_manual() {
    let Some(shared) = shared() else { return };
    let read = |name: &str| table(&shared.join(format!("data/qca/cna_d.{name}.csv")));
    let outcome =
        |table: &Table, name: &str| Outcomes::These(vec![at_level(table.position(name).expect("the outcome"), 1)]);
    let bounds = |literals, terms, complexity| Bounds { literals, terms, complexity };

    let bans = read("pban");
    let options = Options { cov: 0.95, bounds: bounds(6, 6, 10), outcomes: outcome(&bans, "PB"), ..Options::default() };
    assert_eq!(analyse(&bans, &options).expect("a sound table").complex.len(), 14);

    let jobs = read("jobsecurity");
    let options = Options { con: 0.9, cov: 0.85, outcomes: outcome(&jobs, "JSR"), ..Options::default() };
    assert_eq!(analyse(&jobs, &options).expect("a sound table").complex.len(), 0);
    let options = Options { bounds: bounds(3, 5, 12), ..options };
    assert_eq!(analyse(&jobs, &options).expect("a sound table").complex.len(), 2);
    let options = Options { con: 0.75, cov: 0.75, bounds: Bounds::default(), ..options };
    assert_eq!(analyse(&jobs, &options).expect("a sound table").complex.len(), 20);

    let irrigation = read("irrigate");
    let mut files = Files::new();
    let order = files.add("ordering", "A, R, F, L, C < W");
    let ordering = ordering(&files, order, &irrigation, false).value.expect("an ordering");
    let options = Options { cov: 0.9, bounds: bounds(4, 4, 12), ordering, ..Options::default() };
    assert_eq!(analyse(&irrigation, &options).expect("a sound table").complex.len(), 12);
}
