//! Minimisation against the R package QCA: prime implicants, essential ones, models, counterfactuals, as sets.
//!
//! The rows come from the golden truth tables themselves, so that nothing here hangs on our own.

use crate::common::{Golden, golden};
use exceptio_sets::minimize::{
    ANY, Cube, Expectation, Intermediate, Limits, Model, Options, Problem, Region, Remainders, Solution, assumptions,
    intermediate, minimize,
};
use serde_json::Value;
use std::collections::BTreeSet;

type Terms = BTreeSet<Cube>;

/// A problem with the names of its conditions.
struct Named {
    problem: Problem,
    names: Vec<String>,
}

/// R's writer makes a list of one a plain value.
fn list(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(entries) => entries.iter().collect(),
        Value::Null => Vec::new(),
        one => vec![one],
    }
}

fn rows(truth: &Value, coded: &[&str], levels: usize) -> Vec<Cube> {
    let rows = list(&truth["rows"]).into_iter().filter(|row| coded.contains(&row["OUT"].as_str().expect("OUT")));
    let cells = |row: &Value| list(&row["config"]).iter().map(|cell| cell.as_u64().expect("a level") as u8).collect();
    rows.map(|row| Cube(cells(row))).inspect(|cube: &Cube| assert_eq!(cube.0.len(), levels)).collect()
}

fn named(truth: &Value) -> Named {
    let names: Vec<String> =
        list(&truth["conditions"]).iter().map(|name| name.as_str().expect("a name").to_owned()).collect();
    let positive = rows(truth, &["1"], names.len());
    let negative = rows(truth, &["0", "C"], names.len());
    let top = |at: usize| positive.iter().chain(&negative).map(|row| row.0[at] + 1).max().unwrap_or(2).max(2);
    let levels = (0..names.len()).map(top).collect();
    Named { problem: Problem { levels, positive, negative, ..Problem::default() }, names }
}

/// `A*~B` or `A[1]*B[0]`.
fn cube(text: &Value, names: &[String]) -> Cube {
    let mut cells = vec![ANY; names.len()];
    for literal in text.as_str().expect("a term").split('*') {
        let (name, level) = match (literal.strip_prefix('~'), literal.split_once('[')) {
            (Some(name), _) => (name, 0),
            (_, Some((name, level))) => (name, level.trim_end_matches(']').parse().expect("a level")),
            _ => (literal, 1),
        };
        cells[names.iter().position(|known| known == name).expect("a condition")] = level;
    }
    Cube(cells)
}

fn terms(value: &Value, names: &[String]) -> Terms {
    list(value).into_iter().map(|text| cube(text, names)).collect()
}

fn models(value: &Value, names: &[String]) -> BTreeSet<Terms> {
    list(value).into_iter().map(|model| terms(model, names)).collect()
}

fn ours(solution: &Solution) -> BTreeSet<Terms> {
    assert!(solution.exhaustive, "{:?}", solution.count);
    solution.models.iter().map(|model| solution.terms(model).cloned().collect()).collect()
}

fn picked(solution: &Solution, places: &[usize]) -> Terms {
    places.iter().map(|&at| solution.primes[at].cube.clone()).collect()
}

fn numbers(region: &Region, levels: &[u8]) -> Vec<u128> {
    region.numbers(levels, 1 << 20).expect("few enough to list")
}

fn row_numbers(value: &Value) -> Vec<u128> {
    list(value).iter().map(|number| u128::from(number.as_u64().expect("a number"))).collect()
}

fn same_solution(solution: &Solution, result: &Value, models_under: &str, names: &[String], place: &str) {
    assert_eq!(ours(solution), models(&result[models_under], names), "{place}: models");
    // What QCA calls essential is what all models have in common; a term that alone covers a row is among them.
    assert_eq!(picked(solution, &solution.common), terms(&result["essential"], names), "{place}: essential");
    assert!(solution.essential.iter().all(|at| solution.common.contains(at)), "{place}: essential");
    let all: Vec<usize> = (0..solution.primes.len()).collect();
    assert_eq!(picked(solution, &all), terms(&result["primes"], names), "{place}: prime implicants");
}

fn model_of<'a>(solution: &'a Solution, wanted: &Terms) -> &'a Model {
    let is = |model: &&Model| solution.terms(model).cloned().collect::<Terms>() == *wanted;
    solution.models.iter().find(is).expect("the model")
}

/// Every call to `minimize` of a kind, after the truth table it is about.
fn each(op: &str, mut check: impl FnMut(&Golden, &Named, &Value, &str)) {
    let mut compared = 0;
    for golden in golden("qca_") {
        let mut truth = &Value::Null;
        for call in &golden.calls {
            let result = &call["result"];
            match call["op"].as_str().expect("an op") {
                "truthTable" => truth = result,
                this if this == op && result["error"].is_null() => {
                    check(&golden, &named(truth), result, &format!("{} {}", golden.name, call["call"]));
                    compared += 1;
                }
                _ => {}
            }
        }
    }
    assert!(compared >= 4, "{op}: {compared}");
    println!("{op}: {compared} calls compared");
}

#[test]
fn conservative_solutions_are_those_of_qca() {
    each("minimize.conservative", |_, named, result, place| {
        let solution = minimize(&named.problem, &Remainders::None, &Options::default()).expect("a problem");
        same_solution(&solution, result, "solutions", &named.names, place);
    });
}

#[test]
fn parsimonious_solutions_and_their_assumptions_are_those_of_qca() {
    each("minimize.parsimonious", |_, named, result, place| {
        let solution = minimize(&named.problem, &Remainders::All, &Options::default()).expect("a problem");
        same_solution(&solution, result, "solutions", &named.names, place);
        for (at, theirs) in list(&result["solutions"]).into_iter().enumerate() {
            let model = model_of(&solution, &terms(theirs, &named.names));
            let assumed = assumptions(&named.problem, &solution, model);
            let assumed = numbers(&assumed, &named.problem.levels);
            // `M1`, or `M01` where there are ten and more: in the order of the models either way.
            let theirs = result["SA_rows"].as_object().and_then(|rows| rows.values().nth(at)).expect("rows");
            assert_eq!(assumed, row_numbers(theirs), "{place}: model {}", at + 1);
        }
    });
}

#[test]
fn intermediate_solutions_and_their_counterfactuals_are_those_of_qca() {
    each("minimize.intermediate", |_, named, result, place| {
        let expected = Expectation::all_present(named.names.len());
        let found = intermediate(&named.problem, &expected, &Options::default()).expect("a problem");
        let theirs = result["intermediate"].as_object().expect("pairs");
        assert!(found.exhaustive);
        assert_eq!(found.pairs.len(), theirs.len(), "{place}: {}", found.extent());
        for (name, theirs) in theirs {
            let place = format!("{place} {name}");
            let Intermediate { conservative, parsimonious, pairs, .. } = &found;
            let c = model_of(conservative, &terms(&theirs["c.sol"], &named.names));
            let p = model_of(parsimonious, &terms(&theirs["p.sol"], &named.names));
            let is = |solution: &Solution, at: usize, model: &Model| &solution.models[at] == model;
            let pair = pairs
                .iter()
                .find(|pair| is(conservative, pair.conservative, c) && is(parsimonious, pair.parsimonious, p))
                .expect("the pair");
            same_solution(&pair.solution, theirs, "solutions", &named.names, &place);
            let levels = &named.problem.levels;
            assert_eq!(numbers(&pair.easy, levels), row_numbers(&theirs["EC_rows"]), "{place}: easy");
            assert_eq!(numbers(&pair.difficult, levels), row_numbers(&theirs["DC_rows"]), "{place}: difficult");
        }
    });
}

#[test]
fn a_short_list_says_how_much_it_leaves_out() {
    each("minimize.parsimonious", |_, named, result, place| {
        let theirs = models(&result["solutions"], &named.names).len();
        let limits = Limits { list: 1, ..Limits::default() };
        let options = Options { limits, ..Options::default() };
        let solution = minimize(&named.problem, &Remainders::All, &options).expect("a problem");
        assert_eq!(solution.models.len(), 1, "{place}");
        assert_eq!(solution.exhaustive, theirs == 1, "{place}");
        assert!(solution.count.is_exact() && solution.count.value() == theirs as u128, "{place}: {:?}", solution.count);
        let whole = minimize(&named.problem, &Remainders::All, &Options::default()).expect("a problem");
        assert!(solution.settled);
        assert_eq!((&solution.common, &solution.used), (&whole.common, &whole.used), "{place}");
    });
}
